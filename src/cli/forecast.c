/* harbinger forecast, track-record: what comes next by an archive's own past, and how good such
 * forecasts have been. */
#include "outlook/forecast.h"
#include "cli/archive.h"
#include "cli/cli.h"
#include "cli/filter.h"
#include "export/outlook_text.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const char help[] =
    "Usage: harbinger forecast [OPTION…] ARCHIVE\n\n"
    "What comes next: acts (who does what to whom) with the probability that each happens within\n"
    "1, 7 and 30 days, the range in which it lies, and why, with the reports behind it.\n\n"
    "      --actor WHO           who acts: a code (TUR, LBY-REB) or a name\n"
    "      --to WHOM             who undergoes it\n"
    "      --type TYPE           ASSAULT …\n"
    "      --within DAYS         1d, 7d (default) or 30d: what is ranked and explained\n"
    "      --as-of DATE          as on that day: later reports do not count\n"
    "      --since DATE          by a shorter past: earlier reports do not count\n"
    "      --without EVENT       what it would be without an event (an id; may be repeated)\n"
    "      --what-if ACT         what it would be after one more, as in \"TUR-GOV MOBILIZE LBY\"\n"
    "      --reasons             a row for each reason, with what it adds to the log odds\n"
    "      --limit N             no more acts than this (default: 20)\n"
    "  -f, --format F            text (default), table, jsonl or csv\n";

static const char track_help[] =
    "Usage: harbinger track-record [OPTION…] ARCHIVE\n\n"
    "How good forecasts would have been: made day by day through the archive's past, each with\n"
    "what was known on its day, and scored by what came; beside climatology (how often an act\n"
    "happened so far) and persistence (what happened lately happens again).\n\n"
    "      --as-of DATE          as on that day: later reports do not count\n"
    "      --since DATE          earlier reports do not count\n"
    "      --bins                reliability: how many of each band of chances came true\n"
    "      --cases               each forecast that was made\n"
    "  -f, --format F            table (default), jsonl or csv\n";

enum { MOST_CHANGES = 64, DEFAULT_WIDTH = 100 };
enum option_of {
    AS_OF = 1,
    SINCE,
    ACTOR,
    TO,
    TYPE,
    WITHIN,
    WITHOUT,
    WHAT_IF,
    REASONS,
    LIMIT,
    BINS,
    CASES
};

struct printing {
    struct rows rows;
    struct outlook_text text;
    struct buffer out;
    bool is_text;
};

struct options {
    const char *verb;
    struct forecast_request forecast;
    struct track_request track;
    str without[MOST_CHANGES], what_if[MOST_CHANGES];
    struct printing printing;
};

static uint32_t terminal_width(void) {
    struct winsize size;
    bool is_terminal = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40;
    return is_terminal ? size.ws_col : DEFAULT_WIDTH;
}

static bool print(void *context, const struct store_row *row) {
    struct printing *p = context;
    if (!p->is_text)
        return archive_print_row(&p->rows, row);
    buffer_reset(&p->out);
    outlook_text_put(&p->text, row, &p->out);
    return fwrite(p->out.p, 1, p->out.n, stdout) == p->out.n;
}

static bool take_days(struct options *o) {
    char *end;
    long days = strtol(optarg, &end, 10);
    if ((*end == 0 || strcmp(end, "d") == 0) && (days == 1 || days == 7 || days == 30)) {
        o->forecast.within = (uint32_t)days;
        return true;
    }
    cli_say(o->verb, "--within '%s': 1d, 7d or 30d is needed", optarg);
    return false;
}

static bool take_change(struct options *o, str *list, size_t *n) {
    if (*n == MOST_CHANGES) {
        cli_say(o->verb, "more than %d changes of evidence", MOST_CHANGES);
        return false;
    }
    list[(*n)++] = str_from(optarg);
    return true;
}

static bool take_format(struct options *o) {
    o->printing.is_text = strcmp(optarg, "text") == 0;
    o->printing.rows.format = o->printing.is_text ? ROWS_TABLE : rows_format_parse(optarg);
    if (o->printing.rows.format != ROWS_FORMATS)
        return true;
    cli_say(o->verb, "--format '%s': text, table, jsonl or csv is needed", optarg);
    return false;
}

/* Takes a date of both commands. */
static bool take_date(const char *verb, const char *option, str *one, str *other) {
    struct interval day;
    *one = *other = str_from(optarg);
    if (interval_parse(*one, &day))
        return true;
    cli_say(verb, "%s '%s': a date is needed, as in 2019-12-26", option, optarg);
    return false;
}

/* Takes one option; false: it was wrong, and that was said. */
static bool take_option(struct options *o, int c) {
    long n = 0;
    struct forecast_request *r = &o->forecast;
    switch (c) {
    case AS_OF:
        return take_date(o->verb, "--as-of", &r->span.as_of, &o->track.span.as_of);
    case SINCE:
        return take_date(o->verb, "--since", &r->span.since, &o->track.span.since);
    case ACTOR:
        r->actor = str_from(optarg);
        return true;
    case TO:
        r->to = str_from(optarg);
        return true;
    case TYPE:
        r->type = str_from(optarg);
        return true;
    case WITHIN:
        return take_days(o);
    case WITHOUT:
        return take_change(o, o->without, &r->change.n_without);
    case WHAT_IF:
        return take_change(o, o->what_if, &r->change.n_what_if);
    case REASONS:
        return r->has_reasons = true;
    case BINS:
        return o->track.has_bins = true;
    case CASES:
        return o->track.has_cases = true;
    case LIMIT:
        if (!cli_number(o->verb, "--limit", optarg, 1, 1000000, &n))
            return false;
        r->limit = (uint32_t)n;
        return true;
    case 'f':
        return take_format(o);
    default:
        return false;
    }
}

static int ask(struct options *o, const char *path, bool is_track) {
    struct store *store;
    struct hb_error err;
    if (archive_open(o->verb, path, &store, &err) != HB_OK)
        return cli_fail(o->verb, &err);
    hb_status status = is_track ? track_record_ask(store, &o->track, print, &o->printing, &err)
                                : forecast_ask(store, &o->forecast, print, &o->printing, &err);
    store_close(store);
    buffer_free(&o->printing.out);
    buffer_free(&o->printing.rows.out.out);
    if (status == HB_OK && o->printing.is_text && !o->printing.text.n)
        puts("Nothing to foretell: no acts by whom and to whom are known.");
    return cli_finish(o->verb, status == HB_OK ? EXIT_DONE : cli_fail(o->verb, &err));
}

static int run(int argc, char **argv, const struct option *options, const char *text,
               bool is_track) {
    struct options o = {.verb = is_track ? "track-record" : "forecast", .forecast.within = 7};
    o.forecast.change.without = o.without;
    o.forecast.change.what_if = o.what_if;
    o.printing.is_text = !is_track;
    o.printing.text =
        (struct outlook_text){.width = terminal_width(), .has_color = cli_has_color()};
    o.printing.rows.width = terminal_width();
    for (int c; (c = getopt_long(argc, argv, "f:h", options, NULL)) != -1;) {
        if (c == 'h')
            return cli_help(text, NULL);
        if (c == 'V')
            return cli_version();
        if (!take_option(&o, c))
            return cli_usage(o.verb);
    }
    if (argc - optind != 1) {
        cli_say(o.verb, "one archive is needed");
        return cli_usage(o.verb);
    }
    if (o.forecast.has_reasons && o.printing.is_text)
        o.printing.is_text = false;
    return ask(&o, argv[optind], is_track);
}

int verb_forecast(int argc, char **argv) {
    static const struct option options[] = {{"as-of", required_argument, NULL, AS_OF},
                                            {"since", required_argument, NULL, SINCE},
                                            {"actor", required_argument, NULL, ACTOR},
                                            {"to", required_argument, NULL, TO},
                                            {"type", required_argument, NULL, TYPE},
                                            {"within", required_argument, NULL, WITHIN},
                                            {"without", required_argument, NULL, WITHOUT},
                                            {"what-if", required_argument, NULL, WHAT_IF},
                                            {"reasons", no_argument, NULL, REASONS},
                                            {"limit", required_argument, NULL, LIMIT},
                                            {"format", required_argument, NULL, 'f'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            {NULL, 0, NULL, 0}};
    return run(argc, argv, options, help, false);
}

int verb_track_record(int argc, char **argv) {
    static const struct option options[] = {
        {"as-of", required_argument, NULL, AS_OF}, {"since", required_argument, NULL, SINCE},
        {"bins", no_argument, NULL, BINS},         {"cases", no_argument, NULL, CASES},
        {"format", required_argument, NULL, 'f'},  {"help", no_argument, NULL, 'h'},
        {"version", no_argument, NULL, 'V'},       {NULL, 0, NULL, 0}};
    return run(argc, argv, options, track_help, true);
}
