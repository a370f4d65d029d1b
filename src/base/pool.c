/* Thread pool over a ring of slots. Three counters run over it, all under one lock:
 *
 *     taken ≤ started ≤ filled ≤ taken + n_items
 *
 * `filled` items were read by the calling thread, `started` were picked up by a worker, `taken`
 * were delivered. The worker that finishes the oldest item, or the last one of the oldest group,
 * delivers it, and whatever behind it is ready; so no thread waits for another's result and a line
 * is out before the next one is asked for, which a filter in a pipe needs. Delivery happens outside
 * the lock: `is_delivering` keeps it to one thread. The lock is taken three times per item; a
 * report takes about a millisecond, so it is never hot. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* sched_getaffinity */
#endif
#include "base/pool.h"

#include "base/alloc.h"

#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <string.h>

struct pool {
    const struct pool_job *job;
    pthread_mutex_t lock;
    pthread_cond_t has_work, has_room;
    uint64_t taken, started, filled;
    bool *is_done; /* [n_items] worked on, not yet delivered */
    bool is_closed, is_stopped, is_delivering;
};

static void *item_at(const struct pool *p, uint64_t i) {
    return (char *)p->job->items + (size_t)(i % p->job->n_items) * p->job->item_size;
}

static bool closes(const struct pool_job *job, const void *item) {
    return !job->closes || job->closes(job->context, item);
}

/* Behind the items that can be delivered now: those of one group that is whole, or `taken`. */
static uint64_t ready_end(const struct pool *p) {
    uint64_t end = p->taken;
    while (end < p->started && p->is_done[end % p->job->n_items])
        if (closes(p->job, item_at(p, end++)))
            return end;
    bool is_all = (p->is_closed && end == p->filled) || end - p->taken == p->job->n_items;
    return is_all || p->is_stopped ? end : p->taken;
}

/* Called and returns with the lock held. */
static void deliver_one(struct pool *p) {
    bool goes_on = true;
    uint64_t i = p->taken;
    if (!p->is_stopped) {
        pthread_mutex_unlock(&p->lock);
        goes_on = p->job->sink(p->job->context, item_at(p, i));
        pthread_mutex_lock(&p->lock);
    }
    if (!goes_on)
        p->is_stopped = true;
    p->is_done[i % p->job->n_items] = false;
    p->taken++;
    pthread_cond_signal(&p->has_room);
}

/* Called and returns with the lock held. */
static void deliver(struct pool *p) {
    if (p->is_delivering)
        return;
    p->is_delivering = true;
    for (uint64_t end; (end = ready_end(p)) > p->taken;)
        while (p->taken < end)
            deliver_one(p);
    p->is_delivering = false;
}

struct worker {
    struct pool *pool;
    pthread_t thread;
    unsigned number;
};

static void *worker_main(void *argument) {
    const struct worker *me = argument;
    struct pool *p = me->pool;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        while (p->started == p->filled && !p->is_closed)
            pthread_cond_wait(&p->has_work, &p->lock);
        if (p->started == p->filled)
            break;
        uint64_t i = p->started++;
        bool is_wanted = !p->is_stopped;
        pthread_mutex_unlock(&p->lock);
        if (is_wanted)
            p->job->work(p->job->context, item_at(p, i), me->number);
        pthread_mutex_lock(&p->lock);
        p->is_done[i % p->job->n_items] = true;
        deliver(p);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

static bool has_room(const struct pool *p) {
    const struct pool_job *job = p->job;
    uint64_t n = p->filled - p->taken;
    return n == 0 || (n < job->n_items && !(job->is_full && job->is_full(job->context)));
}

static void feed(struct pool *p) {
    const struct pool_job *job = p->job;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        while (!has_room(p))
            pthread_cond_wait(&p->has_room, &p->lock);
        if (p->is_stopped)
            break;
        pthread_mutex_unlock(&p->lock);
        bool is_read = job->source(job->context, item_at(p, p->filled));
        pthread_mutex_lock(&p->lock);
        if (!is_read)
            break;
        p->filled++;
        pthread_cond_signal(&p->has_work);
    }
    p->is_closed = true;
    deliver(p); /* a group that was left open, if all of it is ready */
    pthread_cond_broadcast(&p->has_work);
    pthread_mutex_unlock(&p->lock);
}

/* Reads and works on one group, or what there still is of it; how many items that is. */
static unsigned work_group(const struct pool_job *job, bool *is_more) {
    unsigned n = 0;
    while (n < job->n_items) {
        void *item = (char *)job->items + n * job->item_size;
        *is_more = job->source(job->context, item);
        if (!*is_more)
            break;
        job->work(job->context, item, 0);
        n++;
        if (closes(job, item))
            break;
    }
    return n;
}

static hb_status run_alone(const struct pool_job *job) {
    bool is_more = true;
    while (is_more) {
        unsigned n = work_group(job, &is_more);
        for (unsigned i = 0; i < n; i++)
            if (!job->sink(job->context, (char *)job->items + i * job->item_size))
                return HB_OK;
    }
    return HB_OK;
}

hb_status pool_run(const struct pool_job *job, struct hb_error *err) {
    if (job->n_threads <= 1)
        return run_alone(job);
    struct pool p = {.job = job};
    struct worker *workers = mem_zeroed(job->n_threads, sizeof *workers);
    p.is_done = mem_zeroed(job->n_items, sizeof *p.is_done);
    hb_status status = HB_OK;
    unsigned n = 0;
    if (!workers || !p.is_done) {
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for %u threads", job->n_threads);
        goto out;
    }
    pthread_mutex_init(&p.lock, NULL);
    pthread_cond_init(&p.has_work, NULL);
    pthread_cond_init(&p.has_room, NULL);
    int reason = 0;
    while (n < job->n_threads && !reason) {
        workers[n] = (struct worker){.pool = &p, .number = n};
        reason = pthread_create(&workers[n].thread, NULL, worker_main, &workers[n]);
        n += reason == 0;
    }
    if (n > 0)
        feed(&p); /* fewer threads than asked for do the same work */
    else
        status = error_set(err, HB_ERR_SYSTEM, 0, "cannot start a thread: %s", strerror(reason));
    for (unsigned i = 0; i < n; i++)
        pthread_join(workers[i].thread, NULL);
    pthread_cond_destroy(&p.has_room);
    pthread_cond_destroy(&p.has_work);
    pthread_mutex_destroy(&p.lock);
out:
    mem_free(p.is_done);
    mem_free(workers);
    return status;
}

unsigned pool_processors(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    int n = CPU_COUNT(&set);
    return n > 0 ? (unsigned)n : 1;
}
