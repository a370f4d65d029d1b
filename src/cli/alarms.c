/* harbinger alarms: what is out of its ordinary, or likely will be high; their record, as a feed
 * and to a webhook. */
#include "base/file.h"
#include "cli/archive.h"
#include "cli/cli.h"
#include "export/alarm_feed.h"
#include "outlook/alarms_ask.h"
#include "picture/question.h"
#include "stream/fetch.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char verb[] = "alarms";
static const char help[] =
    "Usage: harbinger alarms [OPTION…] ARCHIVE\n\n"
    "Alarms: the hostile acts of seven days, in a country or of one actor on another, are more\n"
    "than the coverage and the past let expect; or next week's level will likely be high. One\n"
    "alarm an episode, so many a week. Each one given is kept in the archive, with what became of\n"
    "it, the wrong ones too.\n\n"
    "      --since DATE          given from a day, month or year on\n"
    "      --until DATE          given up to it\n"
    "      --as-of DATE          as on that day: later reports do not count\n"
    "      --actor CODE          about this actor or country\n"
    "      --status STATUS       on, over, withdrawn, held back; open, lasted, passed, came true,\n"
    "                            did not\n"
    "      --score               how many of each sort lasted or came true\n"
    "      --thresholds FILE     instead of the built-in table (knowledge/alarms.tsv)\n"
    "      --webhook URL         posts the new ones there as JSON\n"
    "      --allow-private       the webhook's address may be one that is not public\n"
    "      --no-record           does not keep new ones\n"
    "      --limit N             no more alarms than this\n"
    "  -f, --format F            table (default), jsonl, csv or atom\n";

enum { SINCE = 1, UNTIL, AS_OF, ACTOR, STATUS, LIMIT, SCORE, THRESHOLDS, WEBHOOK, PRIVATE, SILENT };
enum { TABLE_BYTES = 1 << 20, WIDTH = 100 };

struct alarming {
    struct alarms_request request;
    struct rows rows;
    struct alarm_feed feed;
    const char *thresholds, *webhook, *archive;
    bool allows_private, is_silent, is_atom;
    struct json_out posted;
    uint64_t n_posted;
};

/* ---- output ---- */

static bool print(void *context, const struct store_row *row) {
    struct alarming *x = context;
    if (!x->is_atom)
        return archive_print_row(&x->rows, row);
    alarm_feed_put(&x->feed, x->archive, row);
    return !x->feed.out.failed;
}

/* ---- webhook ---- */

static bool collect(void *context, const struct store_row *row) {
    struct alarming *x = context;
    struct json_out *j = &x->posted;
    bool is_new = false;
    for (uint32_t i = 0; i < row_columns(row); i++)
        is_new |= strcmp(row_name(row, i), "new") == 0 && !row_is_null(row, i);
    if (!is_new)
        return true;
    json_object(j);
    for (uint32_t i = 0; i < row_columns(row); i++) {
        if (row_is_null(row, i) || strcmp(row_name(row, i), "new") == 0)
            continue;
        json_key(j, row_name(row, i));
        if (row_is_number(row, i))
            json_real(j, row_real(row, i));
        else
            json_string(j, row_text(row, i));
    }
    json_end_object(j);
    x->n_posted++;
    return !j->out.failed;
}

static hb_status post(struct alarming *x, struct hb_error *err) {
    struct fetch_options o = fetch_defaults();
    struct fetcher *f;
    struct fetched answer;
    o.allows_private = x->allows_private;
    hb_status status = fetcher_open(&o, &f, err);
    if (status != HB_OK)
        return status;
    str body = {x->posted.out.p, (uint32_t)x->posted.out.n};
    status = fetcher_post(f, str_from(x->webhook), "application/json", body, NULL, err);
    while (status == HB_OK && fetcher_next(f, &answer))
        if (answer.err.code != HB_OK)
            status = error_set(err, HB_ERR_SYSTEM, 0, "%.100s: %.80s; what is new stays new",
                               x->webhook, answer.err.message);
    fetcher_close(f);
    return status;
}

/* Sends what is not in the record yet; it enters the record once it has arrived. */
static hb_status send_new(struct alarming *x, struct store *s, struct hb_error *err) {
    struct alarms_request all = {.rules = x->request.rules};
    json_object(&x->posted);
    json_key(&x->posted, "alarms");
    json_array(&x->posted);
    hb_status status = alarms_ask(s, &all, collect, x, err);
    json_end_array(&x->posted);
    json_end_object(&x->posted);
    if (status == HB_OK && x->posted.out.failed)
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for a webhook");
    return status == HB_OK && x->n_posted ? post(x, err) : status;
}

/* ---- asking ---- */

static hb_status read_thresholds(struct alarming *x, struct hb_error *err) {
    struct arena a = {0};
    str text = {NULL, 0};
    hb_status status =
        x->thresholds ? file_read(x->thresholds, TABLE_BYTES, &a, &text, err) : HB_OK;
    if (status == HB_OK)
        status =
            alarm_rules_read(x->thresholds && !text.p ? STR("") : text,
                             x->thresholds ? x->thresholds : "alarms.tsv", &x->request.rules, err);
    arena_free(&a);
    return status;
}

static int ask(struct alarming *x, const char *path) {
    struct store *store;
    struct hb_error err, why;
    uint64_t n_new;
    hb_status status = read_thresholds(x, &err);
    if (status != HB_OK)
        return cli_fail(verb, &err);
    if (archive_open(verb, path, &store, &err) != HB_OK)
        return cli_fail(verb, &err);
    bool may_record = !x->is_silent && !x->request.filter.as_of.n && access(path, W_OK) == 0;
    x->request.is_for_eyes = x->rows.format == ROWS_TABLE && !x->is_atom;
    status = alarms_ask(store, &x->request, print, x, &err);
    if (status == HB_OK && x->webhook)
        status = send_new(x, store, &err);
    if (status == HB_OK && may_record &&
        alarms_record(store, &x->request.rules, &n_new, &why) != HB_OK)
        cli_say(verb, "new alarms are not kept: %s", why.message);
    store_close(store);
    if (status == HB_OK && x->is_atom) {
        alarm_feed_end(&x->feed, x->archive);
        fwrite(x->feed.out.p, 1, x->feed.out.n, stdout);
    }
    buffer_free(&x->rows.out.out);
    buffer_free(&x->feed.out);
    buffer_free(&x->posted.out);
    return cli_finish(verb, status == HB_OK ? EXIT_DONE : cli_fail(verb, &err));
}

static bool take_format(struct alarming *x) {
    x->is_atom = strcmp(optarg, "atom") == 0;
    x->rows.format = x->is_atom ? ROWS_TABLE : rows_format_parse(optarg);
    if (x->rows.format != ROWS_FORMATS)
        return true;
    cli_say(verb, "--format '%s': table, jsonl, csv or atom is needed", optarg);
    return false;
}

/* Takes one option; false: it was wrong, and that was said. */
static bool take_option(struct alarming *x, int c) {
    static const char *const names[] = {"since", "until", "as-of", "actor", "status", "limit"};
    struct hb_error err;
    switch (c) {
    case SCORE:
        return x->request.has_score = true;
    case THRESHOLDS:
        x->thresholds = optarg;
        return true;
    case WEBHOOK:
        x->webhook = optarg;
        return true;
    case PRIVATE:
        return x->allows_private = true;
    case SILENT:
        return x->is_silent = true;
    case 'f':
        return take_format(x);
    default:
        if (c < SINCE || c > LIMIT)
            return false;
        if (filter_set(&x->request.filter, str_from(names[c - 1]), str_from(optarg), NULL, &err) ==
            HB_OK)
            return true;
        cli_say(verb, "--%s %s", names[c - 1], err.message);
        return false;
    }
}

int verb_alarms(int argc, char **argv) {
    static const struct option options[] = {{"since", required_argument, NULL, SINCE},
                                            {"until", required_argument, NULL, UNTIL},
                                            {"as-of", required_argument, NULL, AS_OF},
                                            {"actor", required_argument, NULL, ACTOR},
                                            {"status", required_argument, NULL, STATUS},
                                            {"limit", required_argument, NULL, LIMIT},
                                            {"score", no_argument, NULL, SCORE},
                                            {"thresholds", required_argument, NULL, THRESHOLDS},
                                            {"webhook", required_argument, NULL, WEBHOOK},
                                            {"allow-private", no_argument, NULL, PRIVATE},
                                            {"no-record", no_argument, NULL, SILENT},
                                            {"format", required_argument, NULL, 'f'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            {NULL, 0, NULL, 0}};
    struct alarming x = {.rows.width = WIDTH};
    for (int c; (c = getopt_long(argc, argv, "f:h", options, NULL)) != -1;) {
        if (c == 'h')
            return cli_help(help, NULL);
        if (c == 'V')
            return cli_version();
        if (!take_option(&x, c))
            return cli_usage(verb);
    }
    if (argc - optind != 1) {
        cli_say(verb, "one archive is needed");
        return cli_usage(verb);
    }
    struct store_name title = store_title(argv[optind]);
    x.archive = title.z;
    return ask(&x, argv[optind]);
}
