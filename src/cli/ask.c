/* harbinger events, relations, actors, agenda, reports, search: questions to an archive, all with
 * the same filters and formats. Which one is asked is told by the verb. */
#include "cli/archive.h"
#include "cli/cli.h"
#include "cli/filter.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const char help[] =
    "Usage: harbinger QUESTION [OPTION…] ARCHIVE [WORDS]\n\n"
    "Lists what an archive holds: events, relations, control, actors, agenda, follow-through,\n"
    "contradictions, indicators, timeline, reports, search, sources. search takes words (or "
    "--query) as\n"
    "SQLite's FTS5 reads them: ceasefire, \"prisoner exchange\", haftar OR sarraj,\n"
    "NEAR(drone strike).\n\n"
    "      --since DATE          from a day, month or year on\n"
    "      --until DATE          up to it\n"
    "      --as-of DATE          as things stood then: later reports do not count\n"
    "      --actor WHO           a code (TUR, LBY-REB) or a name, on either side\n"
    "      --type TYPE           ASSAULT …; of relations backs …; of actors person …\n"
    "      --place WHERE         a place, or a country's code\n"
    "      --status STATUS       occurred, planned, conditional or denied; of relations stands,\n"
    "                            ended, disputed …; of control holder, disputed, former …; of the\n"
    "                            agenda open, overdue, carried out, dropped\n"
    "      --query WORDS         reports with these words\n"
    "      --outlet NAME         told by this outlet\n"
    "      --word WHO            on whose word: a name, a code, or official, media, witness …\n"
    "      --by WHAT             of indicators: country (default), actor or dyad\n"
    "      --period LENGTH       of indicators and timeline: day, week or month\n"
    "      --order ORDER         of events and reports: oldest first (default) or newest first\n"
    "      --mentions            of events: a row for each report that tells one\n"
    "      --limit N             no more rows than this\n"
    "  -f, --format F            table (default), jsonl or csv\n";

enum { BY = 1, PERIOD, MENTIONS, ORDER };
enum { DEFAULT_WIDTH = 100 };

struct showing {
    const char *verb;
    struct asking asking;
    struct rows rows;
};

/* argv[0] is "harbinger events". */
static const struct question *question_of(const char *program) {
    const char *blank = strrchr(program, ' ');
    return question_named(str_from(blank ? blank + 1 : program));
}

/* Takes one option; false: it was wrong, and that was said. */
static bool take_option(struct showing *a, int c) {
    static const char *const own[] = {
        [BY] = "by", [PERIOD] = "period", [MENTIONS] = "mentions", [ORDER] = "order"};
    const char *name = c >= BY && c <= ORDER ? own[c] : filter_name(c);
    struct hb_error err;
    if (c == 'f') {
        a->rows.format = rows_format_parse(optarg);
        if (a->rows.format != ROWS_FORMATS)
            return true;
        cli_say(a->verb, "--format '%s': table, jsonl or csv is needed", optarg);
        return false;
    }
    if (!name)
        return false;
    if (question_set(&a->asking, str_from(name), str_from(optarg), NULL, &err) == HB_OK)
        return true;
    cli_say(a->verb, "--%s %s", name, err.message);
    return false;
}

static uint32_t terminal_width(void) {
    struct winsize size;
    bool is_terminal = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40;
    return is_terminal ? size.ws_col : DEFAULT_WIDTH;
}

static int ask(struct showing *a, const char *path) {
    struct store *store;
    struct hb_error err;
    a->asking.options.has_charts = a->rows.format == ROWS_TABLE;
    if (archive_open(a->verb, path, &store, &err) != HB_OK)
        return cli_fail(a->verb, &err);
    hb_status status = question_ask(store, &a->asking, archive_print_row, &a->rows, &err);
    store_close(store);
    buffer_free(&a->rows.out.out);
    return cli_finish(a->verb, status == HB_OK ? EXIT_DONE : cli_fail(a->verb, &err));
}

int verb_ask(int argc, char **argv) {
    static const struct option options[] = {FILTER_OPTIONS,
                                            {"by", required_argument, NULL, BY},
                                            {"period", required_argument, NULL, PERIOD},
                                            {"mentions", no_argument, NULL, MENTIONS},
                                            {"order", required_argument, NULL, ORDER},
                                            {"format", required_argument, NULL, 'f'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            {NULL, 0, NULL, 0}};
    struct showing a = {.asking.question = question_of(argv[0]), .rows.width = terminal_width()};
    a.verb = a.asking.question->name;
    for (int c; (c = getopt_long(argc, argv, "f:h", options, NULL)) != -1;) {
        if (c == 'h')
            return cli_help(help, NULL);
        if (c == 'V')
            return cli_version();
        if (!take_option(&a, c))
            return cli_usage(a.verb);
    }
    int n = argc - optind;
    bool is_search = a.asking.question->store == STORE_SEARCH;
    if (n == 2 && is_search && !a.asking.filter.query.n)
        a.asking.filter.query = str_from(argv[optind + 1]);
    else if (n != 1) {
        cli_say(a.verb, "one archive is needed");
        return cli_usage(a.verb);
    }
    return ask(&a, argv[optind]);
}
