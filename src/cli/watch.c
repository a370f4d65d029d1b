/* harbinger watch: follows feeds into an archive, until it is stopped or, with --once, for one
 * round. A line for each new report with its main events on stdout; what cannot be read on stderr.
 */
#include "stream/watch.h"
#include "base/file.h"
#include "cli/cli.h"
#include "cli/data.h"
#include "cli/progress.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

static const char help[] =
    "Usage: harbinger watch [OPTION…] ARCHIVE [FEEDS…]\n\n"
    "Follows feeds into an archive. FEEDS are lists of them (OPML, or an address a line); they\n"
    "are kept in the archive, so that later runs need no list. Prints a line for each new\n"
    "report. 'harbinger sources' shows how each feed fares.\n\n"
    "      --once                one round over all feeds, then end (for cron)\n"
    "      --interval MINUTES    between two askings of a feed (default 15)\n"
    "      --keep-raw            keep the pages that entries lead to as they came, packed\n"
    "      --pause MILLISECONDS  between two requests to one host (default 1000)\n"
    "      --timeout SECONDS     for one request (default 30)\n"
    "      --quiet               no progress, and no line for each report that is set aside\n"
    "      --allow-private       addresses that are not public too: for an intranet\n";

enum { ONCE = 1, INTERVAL, PAUSE, TIMEOUT, PRIVATE, KEEP_RAW };

struct watching {
    struct data data;
    struct data_options where;
    struct coder_name coder;
    struct watch watch;
    struct progress progress;
    bool is_quiet;
};

static volatile sig_atomic_t is_stopped;

static void stop(int signal_number) {
    (void)signal_number;
    is_stopped = 1;
}

static void say_event(const struct event *e) {
    const struct party *a = e->n_actors ? e->actors : NULL,
                       *r = e->n_recipients ? e->recipients : NULL;
    printf("; %s%s%s %.*s%s%.*s", e->status == STATUS_OCCURRED ? "" : event_status_name(e->status),
           e->status == STATUS_OCCURRED ? "" : " ", plover_type_name(e->type),
           a ? (int)a->code.n : 0, a ? a->code.p : "", r ? " → " : "", r ? (int)r->code.n : 0,
           r ? r->code.p : "");
}

/* What weighs most: by Goldstein's scale. */
static const struct event *heaviest(const struct coded *c, const struct event *but) {
    const struct event *best = NULL;
    for (uint32_t i = 0; i < c->n_events; i++) {
        const struct event *e = &c->events[i];
        double weight = e->goldstein < 0 ? -e->goldstein : e->goldstein;
        double most = best ? best->goldstein < 0 ? -best->goldstein : best->goldstein : -1;
        if (e != but && weight > most)
            best = e;
    }
    return best;
}

static void say_new(void *context, const struct report *r, const struct coded *c) {
    struct interval_text day = interval_format((struct interval){r->date, r->date});
    str title = r->title.n ? r->title : r->id;
    const struct event *first = heaviest(c, NULL), *second = first ? heaviest(c, first) : NULL;
    struct watching *w = context;
    progress_clear(&w->progress);
    printf("%s %.*s: ", r->date == DATE_NONE ? "undated" : day.z,
           r->outlet.n ? (int)r->outlet.n : 1, r->outlet.n ? r->outlet.p : "?");
    for (uint32_t i = 0; i < title.n; i++) /* a title's control characters never reach a terminal */
        putchar((unsigned char)title.p[i] < ' ' || title.p[i] == 0x7F ? ' ' : title.p[i]);
    if (first)
        say_event(first);
    if (second)
        say_event(second);
    putchar('\n');
    fflush(stdout);
    progress_one(&w->progress);
}

static void say_fault(void *context, str url, const char *message) {
    struct watching *w = context;
    char name[PROGRESS_ROOM];
    snprintf(name, sizeof name, "%.*s", (int)url.n, url.p);
    progress_fault(&w->progress, name, message);
}

static bool take_option(struct watching *w, int c) {
    long n = 0;
    bool is_fine = true;
    switch (c) {
    case ONCE:
        w->watch.once = true;
        break;
    case INTERVAL:
        is_fine = cli_number("watch", "--interval", optarg, 1, 1440, &n);
        w->watch.interval = (uint32_t)n * 60;
        break;
    case PAUSE:
        is_fine = cli_number("watch", "--pause", optarg, 0, 600000, &n);
        w->watch.fetch.pause = (uint32_t)n;
        break;
    case TIMEOUT:
        is_fine = cli_number("watch", "--timeout", optarg, 1, 3600, &n);
        w->watch.fetch.seconds = (uint32_t)n;
        break;
    case PRIVATE:
        w->watch.fetch.allows_private = true;
        break;
    case OPTION_QUIET:
        w->is_quiet = true;
        break;
    case KEEP_RAW:
        w->watch.keeps_raw = true;
        break;
    default:
        is_fine = data_option(c, optarg, &w->where);
    }
    return is_fine;
}

static hb_status follow(struct watching *w, const char *path, struct hb_error *err) {
    enum { LARGEST_LIST = 16 << 20 };
    struct arena a = {0};
    str list;
    uint32_t n;
    hb_status status = file_read(path, LARGEST_LIST, &a, &list, err);
    if (status == HB_OK)
        status = watch_follow(w->watch.store, list, &n, err);
    arena_free(&a);
    return status;
}

static int run(struct watching *w, char **paths, int n) {
    struct hb_error err;
    struct watch_counts counts = {0};
    struct sigaction action = {.sa_handler = stop};
    hb_status status = data_open(&w->where, &w->data, &err);
    if (status == HB_OK)
        status = store_open(paths[0], STORE_CREATE, &w->watch.store, &err);
    for (int i = 1; i < n && status == HB_OK; i++)
        status = follow(w, paths[i], &err);
    if (status == HB_OK) {
        w->coder = coder_name_of(&w->data.coder);
        w->watch.coder = w->data.coder;
        w->watch.coder_name = w->coder.z;
        sigaction(SIGINT, &action, NULL);
        sigaction(SIGTERM, &action, NULL);
        status = watch_run(&w->watch, &counts, &err);
        progress_end(&w->progress);
        cli_say("watch",
                "%llu feeds asked, %llu failed; %llu reports new, %llu known, %llu set aside",
                (unsigned long long)counts.n_sources, (unsigned long long)counts.n_failed,
                (unsigned long long)counts.n_new, (unsigned long long)counts.n_known,
                (unsigned long long)counts.n_aside);
    }
    store_close(w->watch.store);
    data_close(&w->data);
    if (status != HB_OK)
        return cli_fail("watch", &err);
    return counts.n_failed || counts.n_aside ? EXIT_SET_ASIDE : EXIT_DONE;
}

int verb_watch(int argc, char **argv) {
    static const struct option options[] = {{"once", no_argument, NULL, ONCE},
                                            {"interval", required_argument, NULL, INTERVAL},
                                            {"pause", required_argument, NULL, PAUSE},
                                            {"timeout", required_argument, NULL, TIMEOUT},
                                            {"allow-private", no_argument, NULL, PRIVATE},
                                            {"keep-raw", no_argument, NULL, KEEP_RAW},
                                            PROGRESS_OPTIONS,
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            DATA_OPTIONS,
                                            {NULL, 0, NULL, 0}};
    enum { QUARTER_HOUR = 900 };
    struct watching w = {.watch = {.fetch = fetch_defaults(),
                                   .ingest = ingest_defaults(),
                                   .interval = QUARTER_HOUR,
                                   .stop = &is_stopped,
                                   .say_new = say_new,
                                   .say_fault = say_fault}};
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (c == 'h')
            return cli_help(help, data_help);
        if (c == 'V')
            return cli_version();
        if (!take_option(&w, c))
            return cli_usage("watch");
    }
    if (optind == argc) {
        cli_say("watch", "an archive is needed");
        return cli_usage("watch");
    }
    w.watch.context = &w;
    progress_begin(&w.progress, "watch", w.is_quiet);
    return cli_finish("watch", run(&w, argv + optind, argc - optind));
}
