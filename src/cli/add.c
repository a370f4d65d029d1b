/* harbinger add: reads reports into an archive. Reports are coded and made ready on all threads and
 * entered in the order in which they were read; many share a commit, and what is counted as added
 * has been committed. The picture that follows from them is brought up now and then, and at the
 * end; meanwhile the other threads code on, as many reports as may wait to be entered. A run that
 * is cut off can be started again: what is there already is read, not coded again. */
#include "base/alloc.h"
#include "base/pool.h"
#include "cli/cli.h"
#include "cli/data.h"
#include "cli/progress.h"
#include "cli/web.h"
#include "export/coded_json.h"
#include "ingest/inputs.h"
#include "picture/picture.h"
#include "store/raw.h"

#include <getopt.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char help[] =
    "Usage: harbinger add [OPTION…] ARCHIVE PATH…\n\n"
    "Reads reports into an archive, which is made if it is not there: plain text, web\n"
    "pages, JSON lines, feeds, tables, WARC, mail, packed or not, and folders of such files;\n"
    "'-' is standard input. A report that is in the archive already is left as it is. Lines of\n"
    "'harbinger code --with-text' are entered as they were coded. An archive is a file, or for a\n"
    "team postgresql://HOST/DATABASE, where many add at once.\n\n"
    "  -d, --date YYYY-MM-DD     publication date of reports that do not give one\n"
    "      --keep-raw            keep web pages as they came, packed\n"
    "      --map COLUMNS         of a table: title=headline,text=body …\n"
    "      --fetch               fetch the pages of entries that are a teaser or an address alone\n"
    "      --allow-private       fetch from addresses that are not public too\n"
    "  -j, --jobs N              threads (default: all processors)\n"
    "      --quiet               no progress, and no line for each report that is set aside\n";

enum {
    SLOTS_PER_THREAD = 64, /* what others code while one brings up the picture */
    MOST_SLOTS = 512,
    MOST_WAITING = 32 << 20, /* bytes of reports that are read and not entered, or one report */
    LARGE = 64 << 10,        /* bytes that are not held on to */
    MOST_JOBS = 64,
    REPORTS_PER_COMMIT = 400,
    TURN_SECONDS = 2,
    REPORTS_PER_REFRESH = 400
};

struct item {
    struct input input;
    struct arena arena; /* of the entry */
    struct store_entry entry;
    struct raw_page page; /* what it was read from, with --keep-raw */
    struct hb_error err;
    hb_status status;
    bool is_there;            /* in the archive already: not coded */
    size_t n_held;            /* bytes that wait in it */
    uint64_t n_done, n_total; /* bytes of the files when it was read */
};

struct adding {
    struct inputs inputs;
    struct csv_map map;
    struct web web;
    struct data data;
    struct coder_name coder;
    struct store *store;
    time_t begun;           /* the open transaction: others want their turn */
    struct store *known;    /* the same archive, asked by the threads in turn for what it has */
    pthread_mutex_t asking; /* who asks `known` */
    struct arena coding[MOST_JOBS]; /* of each thread, for the report that it codes */
    _Atomic size_t n_waiting;       /* bytes in items */
    bool keeps_raw, fetches;
    struct progress progress;
    uint64_t n_added, n_there, n_open; /* n_open: entered since the last commit */
    uint64_t n_new_open;               /* of these, new */
    uint64_t n_unseen;                 /* committed, not yet in the picture */
    int code;
};

static void hold(struct adding *a, struct item *item, size_t n) {
    a->n_waiting += n - item->n_held;
    item->n_held = n;
}

static bool is_full(void *context) {
    struct adding *a = context;
    return a->n_waiting > MOST_WAITING;
}

static bool next_item(void *context, void *slot) {
    struct adding *a = context;
    struct item *item = slot;
    bool is_one = inputs_next(&a->inputs, &item->input);
    inputs_tell(&a->inputs, &item->n_done, &item->n_total);
    hold(a, item, item->input.bytes.n);
    return is_one;
}

/* Is the page kept from which an item's report is read? */
static bool is_kept(const struct adding *a, const struct item *item) {
    return a->keeps_raw && item->input.kind == INPUT_PAGE;
}

/* So that adding again, and going on after a run that was cut off, costs reading alone. What cannot
 * be looked up is coded; store_enter looks again. */
static void look_up(struct adding *a, struct item *item, const struct report *r) {
    struct hb_error err;
    pthread_mutex_lock(&a->asking);
    store_has(a->known, r, &item->is_there, &err);
    pthread_mutex_unlock(&a->asking);
}

/* A line that `harbinger code --with-text` wrote is taken as it is. */
static hb_status code_report(struct adding *a, struct item *item, struct arena *coding,
                             struct coded_line *l) {
    const struct input *in = &item->input;
    str bytes = {in->bytes.p, (uint32_t)in->bytes.n};
    if (in->kind == INPUT_JSON && in->err.code == HB_OK && coded_line_is_one(bytes))
        return coded_line_read(bytes, &in->ingest, coding, l, &item->err);
    l->coder = str_from(a->coder.z);
    hb_status status = input_read(in, coding, &l->report, &item->err);
    if (status == HB_OK)
        look_up(a, item, &l->report);
    if (status == HB_OK && !item->is_there)
        status = coder_run(&a->data.coder, &l->report, coding, &l->text, &l->coded, &item->err);
    if (status == HB_OK && is_kept(a, item))
        status = raw_pack(bytes, &item->page, &item->err);
    return status;
}

/* What is left of a report until it is entered is its entry and its page. */
static hb_status make_ready(struct adding *a, struct item *item, struct arena *coding) {
    struct coded_line l;
    hb_status status = code_report(a, item, coding, &l);
    if (status != HB_OK)
        return status;
    struct store_report r = {&l.report, &l.text, &l.coded, l.coder.p};
    if (item->is_there)
        item->entry = (struct store_entry){.id = store_report_id(&l.report)};
    else
        status = store_prepare(&r, &item->arena, &item->entry, &item->err);
    return status;
}

static void work_item(void *context, void *slot, unsigned thread) {
    struct adding *a = context;
    struct item *item = slot;
    struct arena *coding = &a->coding[thread];
    arena_reset(coding);
    item->err = (struct hb_error){0};
    item->is_there = false;
    item->status = make_ready(a, item, coding);
    if (item->input.bytes.capacity > LARGE)
        buffer_free(&item->input.bytes);
    hold(a, item, item->arena.held + item->page.packed.n);
}

static hb_status commit(struct adding *a, struct hb_error *err) {
    hb_status status = store_commit(a->store, err);
    if (status != HB_OK)
        return status;
    a->n_added += a->n_new_open;
    a->n_unseen += a->n_new_open;
    a->n_open = a->n_new_open = 0;
    if (a->n_unseen < REPORTS_PER_REFRESH)
        return HB_OK;
    a->n_unseen = 0;
    status = picture_follow(a->store, NULL, err);
    mem_give_back();
    return status;
}

static hb_status enter(struct adding *a, struct item *item, struct hb_error *err) {
    bool is_new = false;
    if (item->is_there && !is_kept(a, item)) {
        a->n_there++;
        return HB_OK;
    }
    hb_status status = HB_OK;
    if (a->n_open == 0) {
        status = store_begin_adding(a->store, err);
        a->begun = time(NULL);
    }
    if (status == HB_OK && !item->is_there)
        status = store_enter(a->store, &item->entry, &is_new, err);
    if (status == HB_OK && is_kept(a, item))
        status = raw_keep(a->store, item->entry.id, &item->page, str_from(item->input.from.charset),
                          err);
    if (status != HB_OK)
        return status;
    a->n_there += !is_new;
    a->n_new_open += is_new;
    bool is_full = ++a->n_open >= REPORTS_PER_COMMIT || store_is_full(a->store);
    return is_full || time(NULL) - a->begun > TURN_SECONDS ? commit(a, err) : HB_OK;
}

/* There are many items, and most of them are empty. */
static void let_go(struct adding *a, struct item *item) {
    arena_free(&item->arena);
    if (item->page.packed.capacity > LARGE)
        buffer_free(&item->page.packed);
    hold(a, item, 0);
}

static bool deliver_item(void *context, void *slot) {
    struct adding *a = context;
    struct item *item = slot;
    struct hb_error err;
    progress_at(&a->progress, item->n_done, item->n_total);
    if (item->status != HB_OK) {
        let_go(a, item);
        progress_aside(&a->progress, item->input.name, item->err.message);
        return true;
    }
    progress_one(&a->progress);
    hb_status status = enter(a, item, &err);
    let_go(a, item);
    if (status == HB_OK)
        return true;
    progress_clear(&a->progress);
    a->code = cli_fail("add", &err);
    return false;
}

static void run(struct adding *a, unsigned n_threads) {
    struct hb_error err;
    unsigned many =
        n_threads * SLOTS_PER_THREAD < MOST_SLOTS ? n_threads * SLOTS_PER_THREAD : MOST_SLOTS;
    unsigned n_items = n_threads > 1 ? many : 1;
    struct item *items = calloc(n_items, sizeof *items);
    struct pool_job job = {.items = items,
                           .item_size = sizeof *items,
                           .n_items = n_items,
                           .n_threads = n_threads,
                           .context = a,
                           .is_full = is_full,
                           .source = next_item,
                           .work = work_item,
                           .sink = deliver_item};
    if (!items)
        a->code = (cli_say("add", "no memory to read reports"), EXIT_SYSTEM);
    else if (pool_run(&job, &err) != HB_OK)
        a->code = cli_fail("add", &err);
    progress_clear(&a->progress);
    if (a->n_open && a->code == EXIT_DONE && commit(a, &err) != HB_OK)
        a->code = cli_fail("add", &err);
    if (a->code == EXIT_DONE && picture_refresh(a->store, NULL, &err) != HB_OK)
        a->code = cli_fail("add", &err);
    for (unsigned i = 0; items && i < n_items; i++) {
        buffer_free(&items[i].input.bytes);
        buffer_free(&items[i].page.packed);
        arena_free(&items[i].arena);
    }
    for (unsigned i = 0; i < MOST_JOBS; i++)
        arena_free(&a->coding[i]);
    free(items);
}

/* For tests of what survives: $HARBINGER_END_AT=entered:3 ends the program as kill -9 does when it
 * passes the point for the third time (store_watch names the points). */
static void end_here(const char *point) {
    static long n_passed; /* only with the variable set */
    const char *where = getenv("HARBINGER_END_AT");
    size_t n = strlen(point);
    if (strncmp(where, point, n) == 0 && where[n] == ':' &&
        ++n_passed == strtol(where + n + 1, NULL, 10))
        raise(SIGKILL);
}

static int finish(struct adding *a, const char *path) {
    struct store_counts n;
    struct hb_error err;
    progress_end(&a->progress);
    if (store_count(a->store, &n, &err) == HB_OK)
        cli_say("add",
                "%llu reports added, %llu were there, %llu set aside; %s holds %lld reports, %lld "
                "events",
                (unsigned long long)a->n_added, (unsigned long long)a->n_there,
                (unsigned long long)a->progress.n_aside, store_name(path).z, (long long)n.reports,
                (long long)n.events);
    return a->code == EXIT_DONE && a->progress.n_aside ? EXIT_SET_ASIDE : a->code;
}

static int add(struct adding *a, char **paths, int n, const struct ingest_options *o,
               const struct data_options *where, long jobs) {
    struct hb_error err;
    if (data_open(where, &a->data, &err) != HB_OK)
        return cli_fail("add", &err);
    a->coder = coder_name_of(&a->data.coder);
    if (inputs_open(paths + 1, n - 1, o, &a->map, &a->inputs, &err) != HB_OK) {
        a->code = cli_fail("add", &err);
    } else if (store_open(paths[0], STORE_CREATE, &a->store, &err) != HB_OK ||
               store_only_add(a->store, &err) != HB_OK ||
               store_open(paths[0], STORE_READ, &a->known, &err) != HB_OK) {
        a->code = cli_fail("add", &err);
    } else {
        a->inputs.opener = web_opener(&a->web);
        a->inputs.fetches = a->fetches;
        if (getenv("HARBINGER_END_AT"))
            store_watch(a->store, end_here);
        run(a, (unsigned)jobs);
        a->code = finish(a, paths[0]);
    }
    inputs_close(&a->inputs);
    web_close(&a->web);
    store_close(a->known);
    store_close(a->store);
    data_close(&a->data);
    return a->code;
}

int verb_add(int argc, char **argv) {
    static const struct option options[] = {{"date", required_argument, NULL, 'd'},
                                            {"jobs", required_argument, NULL, 'j'},
                                            {"map", required_argument, NULL, 'm'},
                                            {"allow-private", no_argument, NULL, 'P'},
                                            {"fetch", no_argument, NULL, 'F'},
                                            {"keep-raw", no_argument, NULL, 'R'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            DATA_OPTIONS,
                                            PROGRESS_OPTIONS,
                                            {NULL, 0, NULL, 0}};
    struct adding a = {.code = EXIT_DONE, .inputs.fd = -1, .asking = PTHREAD_MUTEX_INITIALIZER};
    struct ingest_options o = ingest_defaults();
    struct data_options where = {0};
    bool is_quiet = false;
    long jobs = (long)pool_processors() < MOST_JOBS ? (long)pool_processors() : MOST_JOBS;
    for (int c; (c = getopt_long(argc, argv, "d:j:h", options, NULL)) != -1;) {
        bool is_wrong = c == '?' || (c == 'm' && !cli_map("add", optarg, &a.map)) ||
                        (c == 'd' && !cli_day("add", "--date", optarg, &o.date)) ||
                        (c == 'j' && !cli_number("add", "--jobs", optarg, 1, MOST_JOBS, &jobs));
        if (is_wrong)
            return cli_usage("add");
        if (c == 'h')
            return cli_help(help, data_help);
        if (c == 'V')
            return cli_version();
        a.web.allows_private |= c == 'P';
        a.keeps_raw |= c == 'R';
        a.fetches |= c == 'F';
        is_quiet |= c == OPTION_QUIET;
        data_option(c, optarg, &where);
    }
    if (argc - optind < 2) {
        cli_say("add", "an archive and at least one path are needed");
        return cli_usage("add");
    }
    mem_share_heap();
    store_spare();
    progress_begin(&a.progress, "add", is_quiet);
    return cli_finish("add", add(&a, argv + optind, argc - optind, &o, &where, jobs));
}
