/* A pool whose groups of items are the batches: the calling thread fetches, all threads code, and
 * the one that finishes a batch enters it, commits and acknowledges, in this order and no other,
 * while the others code the next ones. A report that is ready to be entered lies in a slot until it
 * is; there are as many slots as a batch has reports and more for each thread, which bounds the
 * memory. The archive is asked for its turn when the whole of a batch is coded, so that others may
 * have theirs meanwhile. */
#include "stream/worker.h"

#include "base/alloc.h"
#include "base/pool.h"
#include "picture/picture.h"
#include "stream/hands.h"

enum {
    PAUSE_BEFORE_RETRY = 1000,
    SLOTS_PER_THREAD = 64, /* what others code while one brings up the picture */
    MOST_SLOTS = 512,      /* beyond a batch */
    REPORTS_PER_REFRESH = 400
};

/* A report on its way through the threads. */
struct slot {
    struct hand *hand;
    bool ends_batch;
    struct arena arena; /* of the entry */
    struct store_entry entry;
    uint32_t n_events;
};

struct work {
    const struct worker *w;
    struct hands *hands;
    bool was_alone;       /* the message given out last; the fetching thread's */
    struct arena *coding; /* [n_threads] of each thread, for the report that it codes */

    /* Of the one thread that enters. */
    bool is_open;       /* a transaction */
    unsigned n_entered; /* messages since the last commit, those included that cannot be read */
    uint64_t n_new, n_known, n_events, n_bytes; /* in the transaction */
    uint64_t n_unseen;                          /* committed, not yet in the picture */

    _Atomic bool has_failed;
    hb_status status; /* of the first failure, and why */
    struct hb_error *err;
};

static bool fail(struct work *k, hb_status status, const struct hb_error *err) {
    if (!atomic_exchange(&k->has_failed, true)) {
        k->status = status;
        *k->err = *err;
    }
    hands_end(k->hands);
    return false;
}

/* ---- fetching ---- */

/* It was given out again and again: did it end its workers? */
static bool is_suspect(const struct queued *m) {
    return m->tries > WORKER_TRIES;
}

static bool is_deadly(const struct queued *m) {
    return m->tries > WORKER_ENDINGS;
}

/* False: nothing is to come. */
static bool fetch_more(struct work *k) {
    struct hb_error err;
    unsigned n = 0;
    hb_status status = hands_fetch(k->hands, &n, &err);
    if (status != HB_OK)
        return fail(k, status, &err);
    return n > 0 || !k->w->once || !queue_is_empty(k->w->queue);
}

static struct hand *await_message(struct work *k) {
    struct hand *next = NULL;
    bool is_more = true;
    while (is_more && !next && !*k->w->stop && !k->has_failed) {
        next = hands_next(k->hands);
        is_more = next || fetch_more(k);
    }
    return next;
}

/* A suspect is coded when all before it is settled, and settled before anything else is coded. */
static bool next_message(void *context, void *item) {
    struct work *k = context;
    struct slot *slot = item;
    struct hand *hand = await_message(k);
    bool is_alone = hand && is_suspect(&hand->message);
    if (!hand || ((is_alone || k->was_alone) && !hands_wait(k->hands)))
        return false;
    k->was_alone = is_alone;
    hands_give(k->hands);
    const struct hand *next = hands_next(k->hands);
    slot->hand = hand;
    slot->ends_batch = is_alone || !next || is_suspect(&next->message);
    return true;
}

static bool ends_batch(void *context, const void *item) {
    (void)context;
    return ((const struct slot *)item)->ends_batch;
}

/* ---- coding ---- */

static hb_status make_ready(const struct worker *w, struct slot *slot, struct arena *coding) {
    struct report report;
    struct text text;
    struct coded coded;
    struct hb_error *err = &slot->hand->fault;
    hb_status status =
        report_from_json(slot->hand->message.bytes, &w->ingest, coding, &report, err);
    if (status == HB_OK)
        status = coder_run(&w->coder, &report, coding, &text, &coded, err);
    if (status != HB_OK)
        return status;
    struct store_report r = {&report, &text, &coded, w->coder_name};
    slot->n_events = coded.n_events;
    return store_prepare(&r, &slot->arena, &slot->entry, err);
}

static void code_message(void *context, void *item, unsigned thread) {
    struct work *k = context;
    struct slot *slot = item;
    const struct queued *m = &slot->hand->message;
    if (is_deadly(m)) {
        error_set(&slot->hand->fault, HB_ERR_INPUT, 0, "workers ended over it %llu times",
                  (unsigned long long)m->tries - 1);
        return;
    }
    arena_reset(&k->coding[thread]);
    make_ready(k->w, slot, &k->coding[thread]);
}

/* ---- entering ---- */

static hb_status enter(struct work *k, const struct slot *slot, struct hb_error *err) {
    bool is_new = false;
    hb_status status = k->is_open ? HB_OK : store_begin_adding(k->w->store, err);
    if (status != HB_OK)
        return status;
    k->is_open = true;
    status = store_enter(k->w->store, &slot->entry, &is_new, err);
    k->n_new += is_new;
    k->n_known += !is_new;
    k->n_events += is_new ? slot->n_events : 0;
    k->n_bytes += slot->hand->message.bytes.n;
    return status;
}

static void count(struct work *k) {
    struct worker_counts *c = k->w->counts;
    k->n_unseen += k->n_new;
    c->n_batches++;
    c->n_new += k->n_new;
    c->n_known += k->n_known;
    c->n_events += k->n_events;
    c->n_bytes += k->n_bytes;
    k->n_new = k->n_known = k->n_events = k->n_bytes = 0;
}

static void settle_unread(const struct worker *w, struct hand *hand) {
    struct queued *m = &hand->message;
    if (m->tries < WORKER_TRIES) {
        w->counts->n_again++;
        queue_again(w->queue, m, PAUSE_BEFORE_RETRY);
        return;
    }
    w->say_fault(w->context, m, hand->fault.message);
    if (queue_bury(w->queue, m, hand->fault.message))
        w->counts->n_buried++;
}

static void acknowledge(struct work *k) {
    for (; k->n_entered; k->n_entered--) {
        struct hand hand = hands_take(k->hands);
        if (hand.fault.code == HB_OK)
            queue_done(k->w->queue, &hand.message);
        else
            settle_unread(k->w, &hand);
    }
}

/* Commits what was entered, then acknowledges it. */
static hb_status settle(struct work *k, struct hb_error *err) {
    hb_status status = k->is_open ? store_commit(k->w->store, err) : HB_OK;
    if (status != HB_OK)
        return status;
    if (k->is_open)
        count(k);
    k->is_open = false;
    acknowledge(k);
    if (k->n_unseen < REPORTS_PER_REFRESH)
        return HB_OK;
    k->n_unseen = 0;
    status = picture_follow(k->w->store, NULL, err);
    mem_give_back();
    return status;
}

static bool enter_message(void *context, void *item) {
    struct work *k = context;
    struct slot *slot = item;
    struct hb_error err;
    hb_status status = slot->hand->fault.code == HB_OK ? enter(k, slot, &err) : HB_OK;
    arena_free(&slot->arena); /* there are many slots, and most of them are empty */
    k->n_entered++;
    if (status == HB_OK && (slot->ends_batch || store_is_full(k->w->store)))
        status = settle(k, &err);
    return status == HB_OK || fail(k, status, &err);
}

/* ---- all of it ---- */

static hb_status finish(struct work *k, hb_status status) {
    if (status == HB_OK)
        status = k->has_failed ? k->status : settle(k, k->err); /* a batch that the stop cut off */
    if (status == HB_OK)
        return picture_refresh(k->w->store, NULL, k->err);
    if (k->is_open)
        store_rollback(k->w->store);
    return status;
}

static hb_status run(struct work *k, struct slot *slots, unsigned n_slots) {
    struct pool_job job = {.items = slots,
                           .item_size = sizeof *slots,
                           .n_items = n_slots,
                           .n_threads = k->w->n_threads,
                           .context = k,
                           .closes = ends_batch,
                           .source = next_message,
                           .work = code_message,
                           .sink = enter_message};
    return finish(k, pool_run(&job, k->err));
}

hb_status worker_run(const struct worker *w, struct hb_error *err) {
    struct work k = {.w = w, .err = err};
    unsigned more =
        SLOTS_PER_THREAD * w->n_threads < MOST_SLOTS ? SLOTS_PER_THREAD * w->n_threads : MOST_SLOTS;
    unsigned n_slots = w->batch + more;
    /* A batch is fetched, one waits to be acknowledged, the others are in slots. */
    const struct hands_options o = {w->queue, w->batch, n_slots + 2 * w->batch, w->hold_seconds};
    struct slot *slots = mem_zeroed(n_slots, sizeof *slots);
    k.coding = mem_zeroed(w->n_threads, sizeof *k.coding);
    hb_status status = slots && k.coding
                           ? hands_open(&o, &k.hands, err)
                           : error_set(err, HB_ERR_MEMORY, 0, "no memory for a worker");
    if (status == HB_OK)
        status = run(&k, slots, n_slots);
    hands_close(k.hands, status == HB_OK ? 0 : PAUSE_BEFORE_RETRY);
    for (unsigned i = 0; slots && i < n_slots; i++)
        arena_free(&slots[i].arena);
    for (unsigned i = 0; k.coding && i < w->n_threads; i++)
        arena_free(&k.coding[i]);
    mem_free(k.coding);
    mem_free(slots);
    return status;
}
