/* harbinger events, relations, actors, agenda, reports, search: questions to an archive, all with
 * the same filters and formats. Which one is asked is told by the verb. */
#include "cli/archive.h"
#include "cli/cli.h"
#include "export/rows.h"
#include "know/plover.h"
#include "store/store.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const char help[] =
    "Usage: harbinger events|relations|actors|agenda|reports|search [OPTION…] ARCHIVE [WORDS]\n\n"
    "Lists what an archive holds. search takes words (or --query) as SQLite's FTS5 reads\n"
    "them: ceasefire, \"prisoner exchange\", haftar OR sarraj, NEAR(drone strike).\n\n"
    "      --since DATE          from a day, month or year on\n"
    "      --until DATE          up to it\n"
    "      --actor WHO           a code (TUR, LBY-REB) or a name, on either side\n"
    "      --type TYPE           ASSAULT …; of relations backs …; of actors person …\n"
    "      --place WHERE         a place, or a country's code\n"
    "      --status STATUS       occurred, planned, conditional or denied\n"
    "      --query WORDS         reports with these words\n"
    "      --limit N             no more rows than this\n"
    "  -f, --format F            table (default), jsonl or csv\n";

enum { SINCE = 1, UNTIL, ACTOR, TYPE, PLACE, STATUS, QUERY, LIMIT };
enum { DEFAULT_WIDTH = 100, MOST_ROWS = 1000000000 };

struct asking {
    const char *verb;
    enum store_question question;
    struct store_filter filter;
    struct rows rows;
};

static const char *const verbs[STORE_QUESTIONS] = {"events", "relations", "actors",
                                                   "agenda", "reports",   "search"};

/* argv[0] is "harbinger events". */
static enum store_question question_of(const char *program) {
    const char *blank = strrchr(program, ' ');
    for (int i = 0; i < STORE_QUESTIONS; i++)
        if (blank && strcmp(blank + 1, verbs[i]) == 0)
            return (enum store_question)i;
    return STORE_EVENTS;
}

static bool is_date(const struct asking *a, const char *option, const char *value) {
    struct interval i;
    if (interval_parse(str_from(value), &i))
        return true;
    cli_say(a->verb, "%s '%s': a date is needed, as in 2019-12-26, 2019-12 or 2019", option, value);
    return false;
}

static bool is_type(const struct asking *a, const char *value) {
    bool is_known = a->question == STORE_RELATIONS || a->question == STORE_ACTORS ||
                    plover_type_parse(str_from(value)) != PLOVER_COUNT;
    if (!is_known)
        cli_say(a->verb, "--type '%s': a PLOVER type is needed, as in ASSAULT", value);
    return is_known;
}

/* Takes one option; false: it was wrong, and that was said. */
static bool take_option(struct asking *a, int c) {
    struct store_filter *f = &a->filter;
    long n = 0;
    switch (c) {
    case SINCE:
        f->since = str_from(optarg);
        return is_date(a, "--since", optarg);
    case UNTIL:
        f->until = str_from(optarg);
        return is_date(a, "--until", optarg);
    case ACTOR:
        f->actor = str_from(optarg);
        return true;
    case TYPE:
        f->type = str_from(optarg);
        return is_type(a, optarg);
    case PLACE:
        f->place = str_from(optarg);
        return true;
    case STATUS:
        f->status = str_from(optarg);
        return true;
    case QUERY:
        f->query = str_from(optarg);
        return true;
    case LIMIT:
        if (!cli_number(a->verb, "--limit", optarg, 1, MOST_ROWS, &n))
            return false;
        f->limit = (uint32_t)n;
        return true;
    case 'f':
        a->rows.format = rows_format_parse(optarg);
        if (a->rows.format != ROWS_FORMATS)
            return true;
        cli_say(a->verb, "--format '%s': table, jsonl or csv is needed", optarg);
        return false;
    default:
        return false;
    }
}

static bool print_row(void *context, const struct store_row *row) {
    struct asking *a = context;
    buffer_reset(&a->rows.out.out);
    rows_put(&a->rows, row);
    return fwrite(a->rows.out.out.p, 1, a->rows.out.out.n, stdout) == a->rows.out.out.n;
}

static uint32_t terminal_width(void) {
    struct winsize size;
    bool is_terminal = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40;
    return is_terminal ? size.ws_col : DEFAULT_WIDTH;
}

static int ask(struct asking *a, const char *path) {
    struct store *store;
    struct hb_error err;
    if (archive_open(a->verb, path, &store, &err) != HB_OK)
        return cli_fail(a->verb, &err);
    hb_status status = store_ask(store, a->question, &a->filter, print_row, a, &err);
    store_close(store);
    buffer_free(&a->rows.out.out);
    return cli_finish(a->verb, status == HB_OK ? EXIT_DONE : cli_fail(a->verb, &err));
}

int verb_ask(int argc, char **argv) {
    static const struct option options[] = {
        {"since", required_argument, NULL, SINCE}, {"until", required_argument, NULL, UNTIL},
        {"actor", required_argument, NULL, ACTOR}, {"type", required_argument, NULL, TYPE},
        {"place", required_argument, NULL, PLACE}, {"status", required_argument, NULL, STATUS},
        {"query", required_argument, NULL, QUERY}, {"limit", required_argument, NULL, LIMIT},
        {"format", required_argument, NULL, 'f'},  {"help", no_argument, NULL, 'h'},
        {"version", no_argument, NULL, 'V'},       {NULL, 0, NULL, 0}};
    struct asking a = {.question = question_of(argv[0]), .rows.width = terminal_width()};
    a.verb = verbs[a.question];
    for (int c; (c = getopt_long(argc, argv, "f:h", options, NULL)) != -1;) {
        if (c == 'h')
            return cli_help(help, NULL);
        if (c == 'V')
            return cli_version();
        if (!take_option(&a, c))
            return cli_usage(a.verb);
    }
    int n = argc - optind;
    if (n == 2 && a.question == STORE_SEARCH && !a.filter.query.n)
        a.filter.query = str_from(argv[optind + 1]);
    else if (n != 1) {
        cli_say(a.verb, "one archive is needed");
        return cli_usage(a.verb);
    }
    return ask(&a, argv[optind]);
}
