/* Messages in hand: those that a worker has fetched and not settled yet, in the order in which they
 * came. One thread fetches and gives them out, another takes the oldest ones to settle them:
 *
 *     taken ≤ given ≤ fetched ≤ taken + room
 *
 * The server is told now and then that they are worked on, however long an archive keeps its
 * writers waiting; after ten minutes no more, so that what hangs comes to others. */
#ifndef HB_STREAM_HANDS_H
#define HB_STREAM_HANDS_H

#include "stream/queue.h"

#include <stdbool.h>

struct hands;

struct hand {
    struct queued message;
    struct hb_error fault; /* the caller's: why it could not be read; code HB_OK: it was */
    int64_t since;         /* seconds, when it came */
};

struct hands_options {
    struct queue *queue;   /* borrows */
    unsigned batch;        /* messages fetched at a time */
    unsigned room;         /* messages in hand at most; fetching needs room for a batch */
    unsigned hold_seconds; /* between two words to the server */
};

/* *out is owned by the caller: hands_close. HB_ERR_MEMORY, HB_ERR_SYSTEM. */
hb_status hands_open(const struct hands_options *o, struct hands **out, struct hb_error *err);
/* What was not taken comes again, for anyone, after a pause. NULL does nothing. */
void hands_close(struct hands *h, int pause_milliseconds);

/* ---- the thread that fetches ---- */

/* Fetches a batch, as queue_fetch; *n may be 0. */
hb_status hands_fetch(struct hands *h, unsigned *n, struct hb_error *err);
/* The oldest message that was not given out, which stays it until hands_give; NULL: there is none.
 * It is the caller's to work on until it is taken. */
struct hand *hands_next(struct hands *h);
void hands_give(struct hands *h);
/* Waits until all that was given out has been taken. False: hands_end was called. */
bool hands_wait(struct hands *h);

/* ---- the thread that settles ---- */

/* The oldest message, which was given out; it is the caller's to settle (queue.h). */
struct hand hands_take(struct hands *h);
/* Nothing more will be taken: nobody shall wait for it. */
void hands_end(struct hands *h);

#endif
