/* A thin face on base/pool.h: the source counts, the sink has nothing to do. */
#include "outlook/parallel.h"

#include "base/pool.h"

enum { MOST_THREADS = 64 };

struct pieces {
    size_t next, n;
    void (*work)(void *context, size_t piece);
    void *context;
};

static bool next_piece(void *context, void *item) {
    struct pieces *p = context;
    *(size_t *)item = p->next;
    return p->next++ < p->n;
}

static void do_piece(void *context, void *item, unsigned thread) {
    (void)thread;
    const struct pieces *p = context;
    p->work(p->context, *(size_t *)item);
}

static bool take_piece(void *context, void *item) {
    (void)context, (void)item;
    return true;
}

hb_status parallel_run(unsigned n_threads, size_t n_pieces,
                       void (*work)(void *context, size_t piece), void *context,
                       struct hb_error *err) {
    size_t ring[4 * MOST_THREADS];
    if (n_threads > MOST_THREADS)
        n_threads = MOST_THREADS;
    if (n_threads > n_pieces)
        n_threads = (unsigned)n_pieces;
    struct pieces pieces = {.n = n_pieces, .work = work, .context = context};
    struct pool_job job = {.items = ring,
                           .item_size = sizeof *ring,
                           .n_items = 4 * MOST_THREADS,
                           .n_threads = n_threads ? n_threads : 1,
                           .context = &pieces,
                           .source = next_piece,
                           .work = do_piece,
                           .sink = take_piece};
    return pool_run(&job, err);
}
