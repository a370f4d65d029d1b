/* A round is a set of tasks: the feeds that are due, and the pages that their entries need. An
 * answer is worked on as it comes, in a transaction of its own: its reports, the mark that the
 * entry was seen, the counts of its source. A feed's ETag is kept once the last of its pages is in,
 * so that a run that is cut off asks for the feed again and goes on with what is not marked. */
#include "stream/watch.h"

#include "base/json_out.h"
#include "code/ids.h"
#include "ingest/containers.h"
#include "ingest/xml_node.h"
#include "picture/picture.h"
#include "store/raw.h"
#include "store/sources.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <time.h>

enum {
    MOST_ENTRIES = 1000,
    LONGEST_PAUSE = 86400,
    SHORTEST_SLEEP = 1,
    LONGEST_SLEEP = 60,
    MOST_DOUBLINGS = 10,
    DEEPEST_OUTLINE = 32
};

static const char more_entries[] =
    "more than 1000 new entries: the others are read in the next round";

/* A feed that was asked for. */
struct feed {
    struct followed source;
    str etag, last_modified; /* of its answer */
    uint32_t n_open;         /* pages that are still to come */
    uint32_t n_taken;        /* entries that were new */
    bool has_more;           /* … and some that wait for the next round */
};

/* What a request is for. */
struct task {
    struct feed *feed;
    str entry; /* JSON line of the entry whose page it is; {NULL,0}: the feed itself */
    struct hex_id hash;
};

struct round {
    const struct watch *w;
    struct fetcher *fetcher;
    struct arena tasks, work, entering;
    struct raw_page page; /* the one in hand, with keeps_raw */
    struct watch_counts counts;
};

static int64_t clock_now(void) {
    return (int64_t)time(NULL);
}

/* ---- entering ---- */

static hb_status code_and_add(struct round *r, const struct report *report, bool *is_new,
                              struct hb_error *err) {
    struct text text;
    struct coded coded;
    hb_status status = coder_run(&r->w->coder, report, &r->work, &text, &coded, err);
    if (status != HB_OK)
        return status;
    struct store_report entry = {report, &text, &coded, r->w->coder_name};
    arena_reset(&r->entering);
    status = store_add(r->w->store, &entry, &r->entering, is_new, err);
    if (status != HB_OK)
        return status == HB_ERR_INPUT ? HB_ERR_SYSTEM : status;
    if (*is_new)
        r->w->say_new(r->w->context, report, &coded);
    return HB_OK;
}

/* Enters a report or, where `why` holds a fault, sets it aside; marks its entry as seen. */
static hb_status settle_entry(struct round *r, const struct task *t, const struct report *report,
                              struct hb_error *why, struct hb_error *err) {
    bool is_new = false;
    if (why->code == HB_OK)
        code_and_add(r, report, &is_new, why);
    if (why->code == HB_ERR_SYSTEM || why->code == HB_ERR_MEMORY) {
        *err = *why; /* the archive's fault, not the report's */
        return why->code;
    }
    enum entry_fate fate = why->code != HB_OK ? ENTRY_ASIDE : is_new ? ENTRY_NEW : ENTRY_KNOWN;
    r->counts.n_new += fate == ENTRY_NEW;
    r->counts.n_known += fate == ENTRY_KNOWN;
    r->counts.n_aside += fate == ENTRY_ASIDE;
    if (fate == ENTRY_ASIDE)
        r->w->say_fault(r->w->context, t->feed->source.url, why->message);
    return sources_note_entry(r->w->store, t->feed->source.key, t->hash.z, fate, err);
}

static hb_status enter_record(struct round *r, const struct task *t, str entry,
                              struct hb_error *err) {
    struct report report;
    struct hb_error why = {0};
    report_from_json(entry, &r->w->ingest, &r->work, &report, &why);
    return settle_entry(r, t, &report, &why, err);
}

/* ---- feeds ---- */

static hb_status take_entry(struct round *r, struct feed *f, str entry, struct hb_error *err) {
    struct task *t = ARENA_NEW(&r->tasks, struct task, 1);
    bool is_seen;
    str url;
    if (!t)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for a feed");
    *t = (struct task){.feed = f, .hash = hex_id_of(hash_str(entry))};
    hb_status status = sources_is_seen(r->w->store, f->source.key, t->hash.z, &is_seen, err);
    if (status != HB_OK || is_seen)
        return status;
    f->has_more = f->n_taken == MOST_ENTRIES;
    if (f->has_more)
        return HB_OK;
    f->n_taken++;
    if (!record_wants_page(entry, &r->work, &url))
        return enter_record(r, t, entry, err);
    t->entry = str_copy(&r->tasks, entry);
    f->n_open++;
    return fetcher_ask(r->fetcher, url, (str){NULL, 0}, (str){NULL, 0}, t, err);
}

static hb_status finish_feed(struct round *r, const struct feed *f, struct hb_error *err) {
    int64_t now = clock_now();
    return sources_succeeded(r->w->store, f->source.key, f->etag, f->last_modified, now,
                             now + r->w->interval, err);
}

static hb_status fail_feed(struct round *r, const struct feed *f, const char *reason,
                           struct hb_error *err) {
    uint32_t doublings =
        f->source.n_errors < MOST_DOUBLINGS ? f->source.n_errors + 1 : MOST_DOUBLINGS;
    int64_t pause = (int64_t)r->w->interval << doublings;
    r->counts.n_failed++;
    r->w->say_fault(r->w->context, f->source.url, reason);
    return sources_failed(r->w->store, f->source.key, str_from(reason),
                          clock_now() + (pause < LONGEST_PAUSE ? pause : LONGEST_PAUSE), err);
}

static hb_status take_entries(struct round *r, struct feed *f, const struct buffer *entries,
                              struct hb_error *err) {
    hb_status status = HB_OK;
    str rest = {entries->p, (uint32_t)entries->n}, entry;
    while (status == HB_OK && !f->has_more && rest.p && str_split(&rest, '\n', &entry))
        if (entry.n)
            status = take_entry(r, f, entry, err);
    return status;
}

static hb_status take_feed(struct round *r, struct feed *f, const struct fetched *a,
                           struct hb_error *err) {
    struct json_out entries = {0};
    struct hb_error why = a->err;
    if (why.code == HB_OK && a->status == 304)
        return finish_feed(r, f, err);
    if (why.code == HB_OK)
        feed_read(a->body, &r->work, &entries, &why);
    hb_status status = HB_OK;
    if (why.code == HB_OK)
        status = take_entries(r, f, &entries.out, err);
    buffer_free(&entries.out);
    if (status != HB_OK)
        return status;
    if (why.code != HB_OK)
        return fail_feed(r, f, why.message, err);
    if (f->has_more) /* its ETag is not kept, so that the next round is given all of it again */
        r->w->say_fault(r->w->context, f->source.url, more_entries);
    f->etag = f->has_more ? (str){NULL, 0} : str_copy(&r->tasks, a->etag);
    f->last_modified = f->has_more ? (str){NULL, 0} : str_copy(&r->tasks, a->last_modified);
    return f->n_open ? HB_OK : finish_feed(r, f, err);
}

/* Enters the report of a page, and with it the page as it came where that is asked for. */
static hb_status enter_page(struct round *r, const struct task *t, const struct report *report,
                            const struct fetched *a, struct hb_error *err) {
    struct hb_error why = {0};
    hb_status status = settle_entry(r, t, report, &why, err);
    if (status != HB_OK || why.code != HB_OK || !r->w->keeps_raw)
        return status;
    status = raw_pack(a->body, &r->page, err);
    return status == HB_OK
               ? raw_keep(r->w->store, store_report_id(report), &r->page, a->charset, err)
               : status;
}

/* A page that an entry leads to; where it cannot be read, the entry's own words are. */
static hb_status take_page(struct round *r, struct task *t, const struct fetched *a,
                           struct hb_error *err) {
    struct ingest_options o = r->w->ingest;
    struct report report;
    struct hb_error why = a->err;
    char charset[64] = "", url[2048] = "";
    snprintf(charset, sizeof charset, "%.*s", (int)a->charset.n, a->charset.p ? a->charset.p : "");
    snprintf(url, sizeof url, "%.*s", (int)a->final_url.n, a->final_url.p ? a->final_url.p : "");
    o.charset = *charset ? charset : NULL;
    o.url = url;
    if (why.code == HB_OK)
        report_from_page(a->body, &o, &r->work, &report, &why);
    hb_status status =
        why.code == HB_OK ? enter_page(r, t, &report, a, err) : enter_record(r, t, t->entry, err);
    if (status == HB_OK && --t->feed->n_open == 0)
        status = finish_feed(r, t->feed, err);
    return status;
}

static hb_status take_answer(struct round *r, const struct fetched *a, struct hb_error *err) {
    struct task *t = a->tag;
    arena_reset(&r->work);
    hb_status status = store_begin_changing(r->w->store, err);
    if (status != HB_OK)
        return status;
    status = t->entry.n ? take_page(r, t, a, err) : take_feed(r, t->feed, a, err);
    if (status == HB_OK)
        return store_commit(r->w->store, err);
    store_rollback(r->w->store);
    return status;
}

/* ---- rounds ---- */

static hb_status ask_sources(struct round *r, int64_t *soonest, struct hb_error *err) {
    struct followed *due;
    uint32_t n;
    hb_status status = sources_due(r->w->store, r->w->once ? INT64_MAX : clock_now(), &r->tasks,
                                   &due, &n, soonest, err);
    for (uint32_t i = 0; i < n && status == HB_OK; i++) {
        struct feed *f = ARENA_NEW(&r->tasks, struct feed, 1);
        struct task *t = ARENA_NEW(&r->tasks, struct task, 1);
        if (!f || !t)
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for sources");
        f->source = due[i];
        t->feed = f;
        status = fetcher_ask(r->fetcher, due[i].url, due[i].etag, due[i].last_modified, t, err);
    }
    r->counts.n_sources += n;
    return status;
}

static bool is_stopped(const struct watch *w) {
    return w->stop && *w->stop;
}

static hb_status run_round(struct round *r, int64_t *soonest, struct hb_error *err) {
    struct fetched answer;
    arena_reset(&r->tasks);
    hb_status status = ask_sources(r, soonest, err);
    while (status == HB_OK && !is_stopped(r->w) && fetcher_next(r->fetcher, &answer))
        status = take_answer(r, &answer, err);
    return status == HB_OK ? picture_refresh(r->w->store, NULL, err) : status;
}

static void sleep_until(const struct watch *w, int64_t when) {
    int64_t left = when - clock_now();
    if (left > LONGEST_SLEEP)
        left = LONGEST_SLEEP; /* sources may be added meanwhile */
    struct timespec t = {.tv_sec = left < SHORTEST_SLEEP ? SHORTEST_SLEEP : left};
    if (!is_stopped(w))
        nanosleep(&t, NULL); /* a signal ends it */
}

hb_status watch_run(const struct watch *w, struct watch_counts *out, struct hb_error *err) {
    struct round r = {.w = w};
    int64_t soonest = 0;
    hb_status status = fetcher_open(&w->fetch, &r.fetcher, err);
    while (status == HB_OK) {
        status = run_round(&r, &soonest, err);
        if (w->once || status != HB_OK || is_stopped(w))
            break;
        sleep_until(w, soonest);
    }
    fetcher_close(r.fetcher);
    arena_free(&r.tasks);
    arena_free(&r.work);
    arena_free(&r.entering);
    buffer_free(&r.page.packed);
    *out = r.counts;
    return status;
}

/* ---- the list of feeds ---- */

static hb_status follow_outlines(struct store *s, xmlNode *n, int depth, struct arena *a,
                                 uint32_t *count, struct hb_error *err) {
    hb_status status = HB_OK;
    for (; n && depth < DEEPEST_OUTLINE && status == HB_OK; n = n->next) {
        str url = n->type == XML_ELEMENT_NODE ? xml_attribute(n, "xmlUrl", a) : (str){NULL, 0};
        str title = url.n ? xml_attribute(n, "title", a) : (str){NULL, 0};
        if (url.n)
            status = sources_follow(s, str_trim(url), title.n ? title : xml_attribute(n, "text", a),
                                    err);
        *count += url.n > 0;
        if (status == HB_OK)
            status = follow_outlines(s, n->children, depth + 1, a, count, err);
    }
    return status;
}

static hb_status follow_lines(struct store *s, str list, uint32_t *n, struct hb_error *err) {
    hb_status status = HB_OK;
    str line;
    while (status == HB_OK && list.p && str_split(&list, '\n', &line)) {
        line = str_trim(line);
        if (!str_starts(line, STR("http://")) && !str_starts(line, STR("https://")))
            continue;
        status = sources_follow(s, line, (str){NULL, 0}, err);
        ++*n;
    }
    return status;
}

hb_status watch_follow(struct store *s, str list, uint32_t *n, struct hb_error *err) {
    struct arena a = {0};
    *n = 0;
    hb_status status = store_begin(s, err);
    if (status != HB_OK)
        return status;
    if (str_starts(str_trim(list), STR("<"))) {
        xmlDoc *doc = xmlReadMemory(list.p, (int)list.n, NULL, NULL,
                                    XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR |
                                        XML_PARSE_NOWARNING);
        if (doc)
            status = follow_outlines(s, xmlDocGetRootElement(doc), 0, &a, n, err);
        xmlFreeDoc(doc);
    } else {
        status = follow_lines(s, list, n, err);
    }
    arena_free(&a);
    if (status == HB_OK && *n == 0)
        status = error_set(err, HB_ERR_INPUT, 0,
                           "no feeds in the list: OPML, or an address a line, is needed");
    if (status == HB_OK)
        return store_commit(s, err);
    store_rollback(s);
    return status;
}
