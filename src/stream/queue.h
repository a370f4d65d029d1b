/* A queue of reports: a stream of NATS JetStream, read by any number of workers through one durable
 * pull consumer. A message is the server's until it is said to be done; one that was given to a
 * worker that died comes again after a while. All of libnats is in queue.c; a program built
 * without it has queue_none.c, which says so. */
#ifndef HB_STREAM_QUEUE_H
#define HB_STREAM_QUEUE_H

#include "base/error.h"
#include "base/str.h"

struct queue;

struct queue_options {
    const char *servers;     /* "nats://a:4222,nats://b:4222": any of a cluster, at most 16 */
    const char *credentials; /* a file; NULL: none */
    const char *stream;
    const char *subject;  /* of the stream's, which reports are read; NULL: all */
    const char *durable;  /* the consumer's name: workers of one name share the work */
    int64_t wait_seconds; /* until what a worker took and did not settle comes again */
    const char
        *dead_letter; /* the subject for what cannot be read; NULL: it is dropped, and said */
};

/* A message in hand, until queue_done, queue_again or queue_bury. */
struct queued {
    str bytes;
    uint64_t tries;  /* how often it has been given out, this time included */
    uint64_t number; /* its place in the stream */
    void *message;   /* of the library */
};

/* Connects; the stream must be there, the consumer is made if it is not. While the cluster does not
 * answer it is asked again, for QUEUE_PATIENCE seconds. HB_ERR_SYSTEM with the server's reason.
 * *out is owned by the caller: queue_close. */
hb_status queue_open(const struct queue_options *o, struct queue **out, struct hb_error *err);
/* What is in hand comes again for others. NULL does nothing. */
void queue_close(struct queue *q);

/* At most `room` messages into out[0…*n); waits up to `milliseconds` for a first one. *n is 0 where
 * none came, also while the server is away: the connection mends itself. HB_ERR_SYSTEM where it has
 * been away for `QUEUE_PATIENCE` seconds. */
enum { QUEUE_PATIENCE = 120 };
hb_status queue_fetch(struct queue *q, struct queued *out, unsigned room, int milliseconds,
                      unsigned *n, struct hb_error *err);
/* Is there nothing left, neither waiting nor in the hands of others? False also where it cannot be
 * told. */
bool queue_is_empty(struct queue *q);

/* Each lets go of the message, whether the server hears of it or not: what it does not hear of
 * comes again. */
void queue_done(struct queue *q, struct queued *m);
/* Comes again after a pause, to any worker. */
void queue_again(struct queue *q, struct queued *m, int pause_milliseconds);
/* Goes to the dead letters with the reason, and never comes again. False: it could not be put
 * there, and comes again. */
bool queue_bury(struct queue *q, struct queued *m, const char *reason);
/* Still at work on it: it is not given to others. */
void queue_hold(struct queue *q, const struct queued *m);

#endif
