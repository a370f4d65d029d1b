/* harbinger brief: the one page that an analyst reads first. */
#include "cli/archive.h"
#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/output.h"
#include "export/bulletin.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const char help[] =
    "Usage: harbinger brief [OPTION…] ARCHIVE\n\n"
    "One page on what an archive's reports tell: what is new since a day, the main events, who\n"
    "stands how to whom, who holds what, what is due and what became of it, what is disputed,\n"
    "what has changed. Without --since: the week before the newest report.\n\n"
    "  -f, --format F            text (default), markdown or html\n"
    "  -o, --output FILE         write there, not to standard output\n"
    "      --title WORDS         instead of the archive's name\n";

enum { WIDEST = 100, NARROWEST = 40, USUAL = 80 };

static uint32_t terminal_width(void) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < NARROWEST)
        return USUAL;
    return size.ws_col < WIDEST ? size.ws_col : WIDEST;
}

static int write_brief(const char *archive, const char *path, const struct store_filter *f,
                       const struct bulletin_style *style) {
    struct store *store;
    struct hb_error err;
    struct output out;
    struct buffer page = {0};
    if (archive_open("brief", archive, &store, &err) != HB_OK)
        return cli_fail("brief", &err);
    hb_status status = bulletin_write(store, f, style, &page, &err);
    store_close(store);
    if (status == HB_OK && page.failed)
        status = error_set(&err, HB_ERR_MEMORY, 0, "no memory for a brief");
    int code = status == HB_OK ? EXIT_DONE : cli_fail("brief", &err);
    if (code == EXIT_DONE && !output_open(&out, "brief", path))
        code = EXIT_SYSTEM;
    else if (code == EXIT_DONE)
        code = output_close(&out, output_write(&out, page.p, page.n) ? EXIT_DONE : EXIT_SYSTEM);
    buffer_free(&page);
    return code;
}

int verb_brief(int argc, char **argv) {
    static const struct option options[] = {FILTER_OPTIONS,
                                            {"format", required_argument, NULL, 'f'},
                                            {"output", required_argument, NULL, 'o'},
                                            {"title", required_argument, NULL, 't'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            {NULL, 0, NULL, 0}};
    struct store_filter f = {0};
    struct bulletin_style style = {.width = terminal_width()};
    const char *path = NULL;
    for (int c; (c = getopt_long(argc, argv, "f:o:h", options, NULL)) != -1;) {
        if (c == 'h')
            return cli_help(help, filter_help);
        if (c == 'V')
            return cli_version();
        if (c == 'o')
            path = optarg;
        else if (c == 't')
            style.title = optarg;
        else if (c == 'f' && (style.format = bulletin_format_parse(optarg)) == BULLETIN_FORMATS) {
            cli_say("brief", "--format '%s': text, markdown or html is needed", optarg);
            return cli_usage("brief");
        } else if (c == '?' || (c != 'f' && !filter_take("brief", c, optarg, &f)))
            return cli_usage("brief");
    }
    if (argc - optind != 1) {
        cli_say("brief", "one archive is needed");
        return cli_usage("brief");
    }
    struct store_name title = store_title(argv[optind]);
    style.title = style.title ? style.title : title.z;
    style.has_color = !path && cli_has_color();
    return write_brief(argv[optind], path, &f, &style);
}
