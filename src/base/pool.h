/* Ordered work on several threads: items are read in one thread, worked on in many, and delivered
 * in the order in which they were read. What comes out does not depend on the number of threads. */
#ifndef HB_BASE_POOL_H
#define HB_BASE_POOL_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct pool_job {
    void *items; /* [n_items] of item_size bytes, the ring; the caller's, reused again and again */
    size_t item_size;
    unsigned n_items;   /* bounds the memory: no more items are ever under way; ≥ n_threads */
    unsigned n_threads; /* 1: everything happens in the calling thread */
    void *context;
    /* Does a group of items end with this one? A group is delivered when all of it is ready, and
     * while it is, the next one is worked on where there is room. At most n_items are a group; the
     * last one may be cut off by the source's end. NULL: each item is one. */
    bool (*closes)(void *context, const void *item);
    /* Do the items under way take so much room that no other may be read before one is delivered?
     * Called in the calling thread where any is under way. NULL: never; so with groups, the rest of
     * which may have to be read first. */
    bool (*is_full)(void *context);

    /* Fills an item; called in the calling thread only. False: there is no more. */
    bool (*source)(void *context, void *item);
    /* The work; called for different items at the same time, by a thread from 0 to n_threads - 1,
     * so that each may have things of its own. */
    void (*work)(void *context, void *item, unsigned thread);
    /* Takes the result; called for one item at a time, in the order of the source, from any of the
     * threads, as soon as the item's group and all before it are ready. False: stop. */
    bool (*sink)(void *context, void *item);
};

/* Runs until the source ends or the sink says stop, then returns; every item that was read has then
 * been delivered, unless the sink said stop. HB_ERR_SYSTEM if no thread could be started. */
hb_status pool_run(const struct pool_job *job, struct hb_error *err);

/* Processors that this process may use, at least 1. */
unsigned pool_processors(void);

#endif
