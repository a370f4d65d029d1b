/* harbinger worker: works off a queue of reports into an archive, beside any number of others. */
#include "stream/worker.h"
#include "base/alloc.h"
#include "base/pool.h"
#include "cli/cli.h"
#include "cli/data.h"
#include "stream/metrics.h"

#include <getopt.h>
#include <stdio.h>

static const char verb[] = "worker";
static const char help[] =
    "Usage: harbinger worker --nats SERVERS --stream S [OPTION…] ARCHIVE\n\n"
    "Reads reports (a JSON object a message) from a stream of NATS JetStream into an archive,\n"
    "beside any number of workers on this machine and others. A message is acknowledged when\n"
    "its report is committed: none is lost, none entered twice. Ends at SIGTERM or SIGINT,\n"
    "when what is in hand is done.\n\n"
    "      --nats SERVERS        nats://host:4222, or several of a cluster with commas between\n"
    "      --stream S            the stream, which must be there\n"
    "      --subject SUBJECT     of the stream's subjects, those to read (default: all)\n"
    "      --durable NAME        workers of one name share the work (default harbinger)\n"
    "      --dead-letter SUBJECT where reports go that could not be read in three tries\n"
    "      --credentials FILE    for servers that ask for them\n"
    "      --wait SECONDS        until what a worker took and did not settle comes again, for a "
    "new\n"
    "                            consumer (default 60)\n"
    "      --batch N             reports in a transaction (default 16)\n"
    "      --metrics PORT        counts for Prometheus on 127.0.0.1 (0: any port; it is said)\n"
    "      --once                end when the queue is empty\n"
    "  -j, --jobs N              threads (default: all processors)\n";

enum { NATS = 1, STREAM, SUBJECT, DURABLE, DEAD_LETTER, CREDENTIALS, WAIT, BATCH, METRICS, ONCE };
enum { DEFAULT_BATCH = 16, MOST_JOBS = 64, DEFAULT_WAIT = 60, MOST_WAIT = 86400, NO_METRICS = -1 };
enum { MOST_HOLD = 15 };

struct working {
    struct data_options where;
    struct queue_options queue;
    struct worker worker;
    struct worker_counts counts;
    long metrics_port;
};

static volatile sig_atomic_t is_stopped;

static void stop(int signal_number) {
    (void)signal_number;
    is_stopped = 1;
}

static void say_fault(void *context, const struct queued *m, const char *reason) {
    (void)context;
    cli_say(verb, "message %llu: set aside: %s", (unsigned long long)m->number, reason);
}

static bool take_text_option(struct working *w, int c) {
    const char **const texts[] = {&w->queue.servers, &w->queue.stream,      &w->queue.subject,
                                  &w->queue.durable, &w->queue.dead_letter, &w->queue.credentials};
    if (c < NATS || c > CREDENTIALS)
        return data_option(c, optarg, &w->where);
    *texts[c - NATS] = optarg;
    return true;
}

static bool take_option(struct working *w, int c) {
    long n = 0;
    bool is_right = true;
    switch (c) {
    case WAIT:
        is_right = cli_number(verb, "--wait", optarg, 1, MOST_WAIT, &n);
        w->queue.wait_seconds = n;
        return is_right;
    case BATCH:
        is_right = cli_number(verb, "--batch", optarg, 1, WORKER_MOST_BATCH, &n);
        w->worker.batch = (unsigned)n;
        return is_right;
    case METRICS:
        return cli_number(verb, "--metrics", optarg, 0, 65535, &w->metrics_port);
    case ONCE:
        w->worker.once = true;
        return true;
    case 'j':
        is_right = cli_number(verb, "--jobs", optarg, 1, MOST_JOBS, &n);
        w->worker.n_threads = (unsigned)n;
        return is_right;
    default:
        return take_text_option(w, c);
    }
}

static void listen_to_signals(void) {
    struct sigaction end = {.sa_handler = stop};
    sigaction(SIGTERM, &end, NULL);
    sigaction(SIGINT, &end, NULL);
}

static hb_status work(struct working *w, struct hb_error *err) {
    struct metrics *metrics = NULL;
    hb_status status = HB_OK;
    if (w->metrics_port != NO_METRICS)
        status = metrics_open((uint16_t)w->metrics_port, &w->counts, &metrics, err);
    if (metrics)
        cli_say(verb, "metrics on http://127.0.0.1:%u/metrics", metrics_port(metrics));
    if (status == HB_OK)
        status = worker_run(&w->worker, err);
    metrics_close(metrics);
    return status;
}

/* Some times within the wait, lest a word is lost. */
static unsigned hold_seconds(int64_t wait) {
    int64_t third = wait / 3;
    return third < 1 ? 1 : third < MOST_HOLD ? (unsigned)third : MOST_HOLD;
}

static int run(struct working *w, const char *path) {
    struct data data;
    struct hb_error err;
    hb_status status = data_open(&w->where, &data, &err);
    if (status != HB_OK)
        return cli_fail(verb, &err);
    struct coder_name name = coder_name_of(&data.coder);
    w->worker.coder = data.coder;
    w->worker.coder_name = name.z;
    w->worker.hold_seconds = hold_seconds(w->queue.wait_seconds);
    listen_to_signals();
    status = store_open(path, STORE_CREATE, &w->worker.store, &err);
    if (status == HB_OK)
        status = store_only_add(w->worker.store, &err);
    if (status == HB_OK)
        status = queue_open(&w->queue, &w->worker.queue, &err);
    if (status == HB_OK)
        status = work(w, &err);
    queue_close(w->worker.queue);
    store_close(w->worker.store);
    data_close(&data);
    cli_say(verb, "%llu reports new, %llu known, %llu buried", (unsigned long long)w->counts.n_new,
            (unsigned long long)w->counts.n_known, (unsigned long long)w->counts.n_buried);
    return status == HB_OK ? EXIT_DONE : cli_fail(verb, &err);
}

int verb_worker(int argc, char **argv) {
    static const struct option options[] = {{"nats", required_argument, NULL, NATS},
                                            {"stream", required_argument, NULL, STREAM},
                                            {"subject", required_argument, NULL, SUBJECT},
                                            {"durable", required_argument, NULL, DURABLE},
                                            {"dead-letter", required_argument, NULL, DEAD_LETTER},
                                            {"credentials", required_argument, NULL, CREDENTIALS},
                                            {"wait", required_argument, NULL, WAIT},
                                            {"batch", required_argument, NULL, BATCH},
                                            {"metrics", required_argument, NULL, METRICS},
                                            {"once", no_argument, NULL, ONCE},
                                            {"jobs", required_argument, NULL, 'j'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            DATA_OPTIONS,
                                            {NULL, 0, NULL, 0}};
    struct working w = {.queue = {.durable = "harbinger", .wait_seconds = DEFAULT_WAIT},
                        .metrics_port = NO_METRICS,
                        .worker = {.ingest = ingest_defaults(),
                                   .batch = DEFAULT_BATCH,
                                   .n_threads = pool_processors(),
                                   .stop = &is_stopped,
                                   .say_fault = say_fault}};
    w.worker.counts = &w.counts;
    for (int c; (c = getopt_long(argc, argv, "j:h", options, NULL)) != -1;) {
        if (c == 'h')
            return cli_help(help, data_help);
        if (c == 'V')
            return cli_version();
        if (!take_option(&w, c))
            return cli_usage(verb);
    }
    if (argc - optind != 1 || !w.queue.servers || !w.queue.stream) {
        cli_say(verb, "--nats, --stream and an archive are needed");
        return cli_usage(verb);
    }
    mem_share_heap();
    store_spare();
    return cli_finish(verb, run(&w, argv[optind]));
}
