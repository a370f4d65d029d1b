/* harbinger events, relations, actors, agenda, reports, search: questions to an archive, all with
 * the same filters and formats. Which one is asked is told by the verb. */
#include "picture/ask.h"
#include "cli/archive.h"
#include "cli/cli.h"
#include "cli/filter.h"
#include "know/plover.h"
#include "store/store.h"

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
    "      --by WHAT             of indicators: country (default), actor or dyad\n"
    "      --period LENGTH       of indicators and timeline: day, week or month\n"
    "      --mentions            of events: a row for each report that tells one\n"
    "      --limit N             no more rows than this\n"
    "  -f, --format F            table (default), jsonl or csv\n";

enum { BY = 1, PERIOD, MENTIONS };
enum { DEFAULT_WIDTH = 100 };

/* A question is the store's own, or one of src/picture. */
struct question {
    const char *verb;
    bool has_types; /* of PLOVER */
    enum store_question store;
    picture_question *picture;
};

struct asking {
    const struct question *question;
    const char *verb;
    struct store_filter filter;
    struct picture_options options;
    bool has_mentions; /* events: each mention of them */
    struct rows rows;
};

static const struct question questions[] = {
    {"events", true, STORE_EVENTS, NULL},
    {"reports", true, STORE_REPORTS, NULL},
    {"search", true, STORE_SEARCH, NULL},
    {"sources", false, STORE_SOURCES, NULL},
    {"actors", false, 0, picture_actors},
    {"relations", false, 0, picture_relations},
    {"control", false, 0, picture_control},
    {"contradictions", true, 0, picture_contradictions},
    {"indicators", true, 0, picture_indicators},
    {"timeline", true, 0, picture_timeline},
    {"agenda", true, 0, picture_agenda},
    {"follow-through", true, 0, picture_follow_through},
};

/* argv[0] is "harbinger events". */
static const struct question *question_of(const char *program) {
    const char *blank = strrchr(program, ' ');
    for (size_t i = 0; blank && i < sizeof questions / sizeof *questions; i++)
        if (strcmp(blank + 1, questions[i].verb) == 0)
            return &questions[i];
    return &questions[0];
}

static bool is_type(const struct asking *a, const char *value) {
    bool is_known = !a->question->has_types || plover_type_parse(str_from(value)) != PLOVER_COUNT;
    if (!is_known)
        cli_say(a->verb, "--type '%s': a PLOVER type is needed, as in ASSAULT", value);
    return is_known;
}

/* The place of a value in a list of names; says what is wrong otherwise. */
static bool take_word(struct asking *a, const char *option, const char *const *names, int *out) {
    for (*out = 0; names[*out]; ++*out)
        if (strcmp(names[*out], optarg) == 0)
            return true;
    cli_say(a->verb, "%s '%s': %s, %s or %s is needed", option, optarg, names[0], names[1],
            names[2]);
    return false;
}

static bool take_option_of_series(struct asking *a, int c) {
    static const char *const scopes[] = {"country", "actor", "dyad", NULL};
    static const char *const periods[] = {"day", "week", "month", NULL};
    int at;
    if (c == BY && take_word(a, "--by", scopes, &at)) {
        a->options.scope = (enum picture_scope)at;
        return true;
    }
    if (c == PERIOD && take_word(a, "--period", periods, &at)) {
        a->options.period = (enum picture_period)(at + PERIOD_DAY);
        return true;
    }
    return false;
}

/* Takes one option; false: it was wrong, and that was said. */
static bool take_option(struct asking *a, int c) {
    switch (c) {
    case MENTIONS:
        a->has_mentions = true;
        return true;
    case BY:
    case PERIOD:
        return take_option_of_series(a, c);
    case 'f':
        a->rows.format = rows_format_parse(optarg);
        if (a->rows.format != ROWS_FORMATS)
            return true;
        cli_say(a->verb, "--format '%s': table, jsonl or csv is needed", optarg);
        return false;
    default:
        return filter_take(a->verb, c, optarg, &a->filter) &&
               (c != FILTER_TYPE || is_type(a, optarg));
    }
}

static uint32_t terminal_width(void) {
    struct winsize size;
    bool is_terminal = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40;
    return is_terminal ? size.ws_col : DEFAULT_WIDTH;
}

static int ask(struct asking *a, const char *path) {
    a->options.has_charts = a->rows.format == ROWS_TABLE;
    struct store *store;
    struct hb_error err;
    if (archive_open(a->verb, path, &store, &err) != HB_OK)
        return cli_fail(a->verb, &err);
    static const struct question mentions = {"events", true, STORE_MENTIONS, NULL};
    bool has_mentions = a->has_mentions && a->question == &questions[0];
    const struct question *q = has_mentions ? &mentions : a->question;
    hb_status status =
        q->picture ? q->picture(store, &a->filter, &a->options, archive_print_row, &a->rows, &err)
                   : store_ask(store, q->store, &a->filter, archive_print_row, &a->rows, &err);
    store_close(store);
    buffer_free(&a->rows.out.out);
    return cli_finish(a->verb, status == HB_OK ? EXIT_DONE : cli_fail(a->verb, &err));
}

int verb_ask(int argc, char **argv) {
    static const struct option options[] = {FILTER_OPTIONS,
                                            {"by", required_argument, NULL, BY},
                                            {"period", required_argument, NULL, PERIOD},
                                            {"mentions", no_argument, NULL, MENTIONS},
                                            {"format", required_argument, NULL, 'f'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            {NULL, 0, NULL, 0}};
    struct asking a = {.question = question_of(argv[0]), .rows.width = terminal_width()};
    a.verb = a.question->verb;
    for (int c; (c = getopt_long(argc, argv, "f:h", options, NULL)) != -1;) {
        if (c == 'h')
            return cli_help(help, NULL);
        if (c == 'V')
            return cli_version();
        if (!take_option(&a, c))
            return cli_usage(a.verb);
    }
    int n = argc - optind;
    if (n == 2 && a.question->store == STORE_SEARCH && !a.filter.query.n)
        a.filter.query = str_from(argv[optind + 1]);
    else if (n != 1) {
        cli_say(a.verb, "one archive is needed");
        return cli_usage(a.verb);
    }
    return ask(&a, argv[optind]);
}
