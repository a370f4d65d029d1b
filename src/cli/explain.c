/* harbinger explain: an event with every mention of it, and why these were taken for one. */
#include "picture/explain.h"
#include "cli/archive.h"
#include "cli/cli.h"

#include <getopt.h>
#include <stdio.h>

static const char help[] =
    "Usage: harbinger explain [OPTION…] ARCHIVE EVENT\n\n"
    "Shows an event, named by its id or a mention's, and every mention of it: its sentence,\n"
    "outlet and day, on whose word, the frame that coded it, the words that tell who, when\n"
    "and where, and why it was taken for the same act as another. Copies of a report are\n"
    "named with it.\n\n"
    "  -f, --format F            table (default), jsonl or csv (mentions only)\n";

enum { WIDTH = 100 };

static int explain(const char *path, str id, enum rows_format format) {
    struct rows rows = {.format = format, .width = WIDTH};
    struct store_filter f = {.id = id};
    struct store *store;
    struct hb_error err;
    uint64_t n = 0;
    if (archive_open("explain", path, &store, &err) != HB_OK)
        return cli_fail("explain", &err);
    hb_status status = format == ROWS_TABLE
                           ? store_ask(store, STORE_EVENTS, &f, archive_print_row, &rows, &err)
                           : HB_OK;
    if (format == ROWS_TABLE && rows.n)
        puts("");
    if (status == HB_OK)
        status = picture_explain(store, id, archive_print_row, &rows, &n, &err);
    store_close(store);
    buffer_free(&rows.out.out);
    if (status != HB_OK)
        return cli_fail("explain", &err);
    if (n == 0)
        cli_say("explain", "%.*s: no such event", (int)id.n, id.p);
    return cli_finish("explain", n ? EXIT_DONE : EXIT_SET_ASIDE);
}

int verb_explain(int argc, char **argv) {
    static const struct option options[] = {{"format", required_argument, NULL, 'f'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            {NULL, 0, NULL, 0}};
    enum rows_format format = ROWS_TABLE;
    for (int c; (c = getopt_long(argc, argv, "f:h", options, NULL)) != -1;) {
        if (c != 'f')
            return c == 'h'   ? cli_help(help, NULL)
                   : c == 'V' ? cli_version()
                              : cli_usage("explain");
        format = rows_format_parse(optarg);
        if (format != ROWS_FORMATS)
            continue;
        cli_say("explain", "--format '%s': table, jsonl or csv is needed", optarg);
        return cli_usage("explain");
    }
    if (argc - optind != 2) {
        cli_say("explain", "an archive and an event are needed");
        return cli_usage("explain");
    }
    return explain(argv[optind], str_from(argv[optind + 1]), format);
}
