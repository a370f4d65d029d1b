/* A ring with three counters and one lock, which is held for moments only; a thread of its own
 * speaks to the server. A message is out of the ring before it is settled, so that nothing is said
 * of one that is gone. */
#include "stream/hands.h"

#include "base/alloc.h"

#include <errno.h>
#include <pthread.h>
#include <time.h>

enum { FETCH_WAIT = 1000, LONGEST_HOLD = 600 };

struct hands {
    struct hands_options o;
    struct hand *ring;      /* [o.room] */
    struct queued *arrived; /* [o.batch] */
    pthread_mutex_t lock;
    pthread_cond_t has_taken, has_closed;
    pthread_t keeper;
    uint64_t taken, given, fetched;
    bool is_ended, is_closed;
};

static struct hand *hand_at(const struct hands *h, uint64_t i) {
    return &h->ring[i % h->o.room];
}

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

/* With the lock held. */
static void hold_all(const struct hands *h) {
    int64_t latest = now() - LONGEST_HOLD;
    for (uint64_t i = h->taken; i < h->fetched; i++)
        if (hand_at(h, i)->since > latest)
            queue_hold(h->o.queue, &hand_at(h, i)->message);
}

static void *keeper_main(void *argument) {
    struct hands *h = argument;
    struct timespec until;
    pthread_mutex_lock(&h->lock);
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += h->o.hold_seconds;
    while (!h->is_closed) {
        if (pthread_cond_timedwait(&h->has_closed, &h->lock, &until) != ETIMEDOUT)
            continue;
        hold_all(h);
        until.tv_sec += h->o.hold_seconds;
    }
    pthread_mutex_unlock(&h->lock);
    return NULL;
}

static void make_locks(struct hands *h) {
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&h->lock, NULL);
    pthread_cond_init(&h->has_taken, NULL);
    pthread_cond_init(&h->has_closed, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

static void free_all(struct hands *h) {
    pthread_cond_destroy(&h->has_taken);
    pthread_cond_destroy(&h->has_closed);
    pthread_mutex_destroy(&h->lock);
    mem_free(h->ring);
    mem_free(h->arrived);
    mem_free(h);
}

hb_status hands_open(const struct hands_options *o, struct hands **out, struct hb_error *err) {
    struct hands *h = mem_zeroed(1, sizeof *h);
    *out = NULL;
    if (!h)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for messages");
    h->o = *o;
    make_locks(h);
    h->ring = mem_zeroed(o->room, sizeof *h->ring);
    h->arrived = mem_zeroed(o->batch, sizeof *h->arrived);
    if (!h->ring || !h->arrived) {
        free_all(h);
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for %u messages", o->room);
    }
    int reason = pthread_create(&h->keeper, NULL, keeper_main, h);
    if (reason) {
        free_all(h);
        return error_set(err, HB_ERR_SYSTEM, 0, "cannot start a thread: %s", strerror(reason));
    }
    *out = h;
    return HB_OK;
}

void hands_close(struct hands *h, int pause_milliseconds) {
    if (!h)
        return;
    pthread_mutex_lock(&h->lock);
    h->is_closed = true;
    pthread_cond_signal(&h->has_closed);
    pthread_mutex_unlock(&h->lock);
    pthread_join(h->keeper, NULL);
    for (; h->taken < h->fetched; h->taken++)
        queue_again(h->o.queue, &hand_at(h, h->taken)->message, pause_milliseconds);
    free_all(h);
}

/* ---- the thread that fetches ---- */

hb_status hands_fetch(struct hands *h, unsigned *n, struct hb_error *err) {
    hb_status status = queue_fetch(h->o.queue, h->arrived, h->o.batch, FETCH_WAIT, n, err);
    pthread_mutex_lock(&h->lock);
    for (unsigned i = 0; i < *n; i++)
        *hand_at(h, h->fetched++) = (struct hand){.message = h->arrived[i], .since = now()};
    pthread_mutex_unlock(&h->lock);
    return status;
}

struct hand *hands_next(struct hands *h) {
    return h->given < h->fetched ? hand_at(h, h->given) : NULL;
}

void hands_give(struct hands *h) {
    pthread_mutex_lock(&h->lock);
    h->given++;
    pthread_mutex_unlock(&h->lock);
}

bool hands_wait(struct hands *h) {
    pthread_mutex_lock(&h->lock);
    while (h->taken < h->given && !h->is_ended)
        pthread_cond_wait(&h->has_taken, &h->lock);
    bool is_all = !h->is_ended;
    pthread_mutex_unlock(&h->lock);
    return is_all;
}

/* ---- the thread that settles ---- */

struct hand hands_take(struct hands *h) {
    pthread_mutex_lock(&h->lock);
    struct hand oldest = *hand_at(h, h->taken++);
    pthread_cond_signal(&h->has_taken);
    pthread_mutex_unlock(&h->lock);
    return oldest;
}

void hands_end(struct hands *h) {
    pthread_mutex_lock(&h->lock);
    h->is_ended = true;
    pthread_cond_signal(&h->has_taken);
    pthread_mutex_unlock(&h->lock);
}
