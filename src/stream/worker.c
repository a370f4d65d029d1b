/* Batch by batch: fetched, coded, committed, acknowledged, in this order and no other. */
#include "stream/worker.h"

#include "base/alloc.h"
#include "base/pool.h"
#include "picture/picture.h"

#include <string.h>
#include <time.h>

enum { FETCH_WAIT = 1000, PAUSE_BEFORE_RETRY = 1000, HOLD_EVERY = 15 };
enum { REPORTS_PER_REFRESH = 400 };

/* A message on its way through the threads; it keeps what was read until the batch is entered. */
struct slot {
    struct queued message;
    struct arena arena;
    struct report report;
    struct text text;
    struct coded coded;
    struct hb_error err; /* code HB_OK: it was read */
};

struct batch {
    const struct worker *w;
    struct slot *slots;      /* [w->batch] */
    unsigned *numbers;       /* [w->batch] of slots under way */
    struct queued *messages; /* [w->batch], those given out too often at the end */
    unsigned first, n;       /* of the messages, those that are coded and entered now */
    unsigned n_fetched, n_given;
    struct arena entering;
    uint64_t n_new, n_known, n_events, n_bytes;
    uint64_t n_unseen; /* committed, not yet in the picture */
    time_t held;       /* when the server was last told that we are at it */
    struct hb_error *err;
};

/* The pool's items are numbers of slots, since it may use one item again and again. */
static bool next_slot(void *context, void *item) {
    struct batch *b = context;
    unsigned *at = item;
    if (b->n_given == b->n)
        return false;
    *at = b->n_given++;
    b->slots[*at].message = b->messages[b->first + *at];
    return true;
}

/* It was given out again and again: did it end its workers? */
static bool is_suspect(const struct queued *m) {
    return m->tries > WORKER_TRIES;
}

static bool is_deadly(const struct queued *m) {
    return m->tries > WORKER_ENDINGS;
}

static void work_slot(void *context, void *item) {
    const struct batch *b = context;
    struct slot *slot = &b->slots[*(unsigned *)item];
    const struct queued *m = &slot->message;
    struct hb_error *err = &slot->err;
    arena_reset(&slot->arena);
    *err = (struct hb_error){0};
    if (is_deadly(m)) {
        error_set(err, HB_ERR_INPUT, 0, "workers ended over it %llu times",
                  (unsigned long long)m->tries - 1);
        return;
    }
    hb_status status = report_from_json(m->bytes, &b->w->ingest, &slot->arena, &slot->report, err);
    if (status == HB_OK)
        coder_run(&b->w->coder, &slot->report, &slot->arena, &slot->text, &slot->coded, err);
}

/* Tells the server now and then that the batch is still in hand. */
static bool hold_batch(void *context, void *item) {
    struct batch *b = context;
    time_t now = time(NULL);
    (void)item;
    if (now - b->held < HOLD_EVERY)
        return true;
    b->held = now;
    for (unsigned i = b->first; i < b->n_fetched; i++)
        queue_hold(b->w->queue, &b->messages[i]);
    return true;
}

/* Before the archive is asked for its turn, so that others may have theirs meanwhile. */
static hb_status code_batch(struct batch *b) {
    struct pool_job job = {.items = b->numbers,
                           .item_size = sizeof *b->numbers,
                           .n_items = b->w->batch,
                           .n_threads = b->w->n_threads,
                           .context = b,
                           .source = next_slot,
                           .work = work_slot,
                           .sink = hold_batch};
    b->n_given = 0;
    b->held = time(NULL);
    return pool_run(&job, b->err);
}

static hb_status enter_slot(struct batch *b, const struct slot *slot) {
    struct store_report r = {&slot->report, &slot->text, &slot->coded, b->w->coder_name};
    bool is_new = false;
    arena_reset(&b->entering);
    hb_status status = store_add(b->w->store, &r, &b->entering, &is_new, b->err);
    b->n_new += is_new;
    b->n_known += !is_new;
    b->n_events += is_new ? slot->coded.n_events : 0;
    b->n_bytes += slot->message.bytes.n;
    return status;
}

static hb_status enter_batch(struct batch *b) {
    b->n_new = b->n_known = b->n_events = b->n_bytes = 0;
    hb_status status = store_begin_adding(b->w->store, b->err);
    if (status != HB_OK)
        return status;
    for (unsigned i = 0; i < b->n && status == HB_OK; i++)
        if (b->slots[i].err.code == HB_OK)
            status = enter_slot(b, &b->slots[i]);
    if (status == HB_OK)
        return store_commit(b->w->store, b->err);
    store_rollback(b->w->store);
    return status;
}

static void count(struct batch *b) {
    struct worker_counts *c = b->w->counts;
    b->n_unseen += b->n_new;
    c->n_batches++;
    c->n_new += b->n_new;
    c->n_known += b->n_known;
    c->n_events += b->n_events;
    c->n_bytes += b->n_bytes;
}

static void settle_unread(const struct worker *w, struct slot *slot) {
    struct queued *m = &slot->message;
    if (m->tries < WORKER_TRIES) {
        w->counts->n_again++;
        queue_again(w->queue, m, PAUSE_BEFORE_RETRY);
        return;
    }
    w->say_fault(w->context, m, slot->err.message);
    if (queue_bury(w->queue, m, slot->err.message))
        w->counts->n_buried++;
}

static void acknowledge(struct batch *b) {
    for (unsigned i = 0; i < b->n; i++) {
        struct slot *slot = &b->slots[i];
        if (slot->err.code == HB_OK)
            queue_done(b->w->queue, &slot->message);
        else
            settle_unread(b->w, slot);
    }
}

/* Codes, enters and acknowledges n messages from `first` on. */
static hb_status work_part(struct batch *b, unsigned first, unsigned n) {
    b->first = first;
    b->n = n;
    hb_status status = code_batch(b);
    if (status == HB_OK)
        status = enter_batch(b);
    if (status != HB_OK)
        return status;
    count(b);
    acknowledge(b);
    return HB_OK;
}

/* Those that are above suspicion to the front, in their order; how many they are. */
static unsigned part_suspects(struct batch *b) {
    unsigned n = 0;
    for (unsigned i = 0; i < b->n_fetched; i++) {
        if (is_suspect(&b->messages[i]))
            continue;
        struct queued m = b->messages[i];
        memmove(&b->messages[n + 1], &b->messages[n], (i - n) * sizeof m);
        b->messages[n++] = m;
    }
    return n;
}

static hb_status work_batch(struct batch *b) {
    const struct worker *w = b->w;
    hb_status status =
        queue_fetch(w->queue, b->messages, w->batch, FETCH_WAIT, &b->n_fetched, b->err);
    unsigned done = status == HB_OK ? part_suspects(b) : 0;
    if (done)
        status = work_part(b, 0, done);
    unsigned settled = status == HB_OK ? done : 0;
    while (status == HB_OK && settled < b->n_fetched) {
        status = work_part(b, settled, 1);
        settled += status == HB_OK;
    }
    for (unsigned i = settled; status != HB_OK && i < b->n_fetched; i++)
        queue_again(w->queue, &b->messages[i], PAUSE_BEFORE_RETRY);
    if (status != HB_OK || b->n_unseen < REPORTS_PER_REFRESH)
        return status;
    b->n_unseen = 0;
    return picture_follow(w->store, NULL, b->err);
}

static hb_status work_all(struct batch *b) {
    hb_status status = HB_OK;
    while (status == HB_OK && !*b->w->stop) {
        status = work_batch(b);
        if (status == HB_OK && b->n_fetched == 0 && b->w->once && queue_is_empty(b->w->queue))
            break;
    }
    return status == HB_OK ? picture_refresh(b->w->store, NULL, b->err) : status;
}

hb_status worker_run(const struct worker *w, struct hb_error *err) {
    struct batch b = {.w = w, .err = err};
    b.messages = mem_zeroed(w->batch, sizeof *b.messages);
    b.slots = mem_zeroed(w->batch, sizeof *b.slots);
    b.numbers = mem_zeroed(w->batch, sizeof *b.numbers);
    hb_status status = b.messages && b.slots && b.numbers
                           ? work_all(&b)
                           : error_set(err, HB_ERR_MEMORY, 0, "no memory for a worker");
    for (unsigned i = 0; b.slots && i < w->batch; i++)
        arena_free(&b.slots[i].arena);
    arena_free(&b.entering);
    mem_free(b.messages);
    mem_free(b.slots);
    mem_free(b.numbers);
    return status;
}
