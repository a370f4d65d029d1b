/* Working off a queue of reports into an archive, beside any number of other workers. A message is
 * acknowledged only after the transaction that holds its report, so that none is lost; and a report
 * is known by its content, so that one that comes again is not entered twice.
 *
 *   queue ─fetch→ coded on all threads ─one transaction→ archive ─then→ acknowledged
 *
 * While a batch is entered the next one is coded. At the end what is being coded is entered, and
 * what was fetched beyond it is given back.
 *
 * What cannot be read is tried three times, by whichever worker, then put to the dead letters. So
 * is a report over which ten workers ended: what has been given out more often than three times is
 * coded alone, so that only the guilty share its fate. */
#ifndef HB_STREAM_WORKER_H
#define HB_STREAM_WORKER_H

#include "code/coder.h"
#include "ingest/ingest.h"
#include "store/store.h"
#include "stream/queue.h"

#include <signal.h>
#include <stdatomic.h>

enum { WORKER_TRIES = 3, WORKER_ENDINGS = 10, WORKER_MOST_BATCH = 1024 };

/* Read by the metrics while the worker counts. */
struct worker_counts {
    _Atomic uint64_t n_new, n_known, n_again, n_buried, n_batches, n_events, n_bytes;
};

struct worker {
    struct store *store;
    struct queue *queue;
    struct ingest_options ingest;
    struct coder coder;
    const char *coder_name;
    unsigned n_threads;
    unsigned batch;                    /* messages in one transaction, at most WORKER_MOST_BATCH */
    unsigned hold_seconds;             /* how often the server hears of what is in hand */
    bool once;                         /* return when the queue is empty */
    const volatile sig_atomic_t *stop; /* not 0: return after what is in hand */
    struct worker_counts *counts;
    void (*say_fault)(void *context, const struct queued *m, const char *reason);
    void *context;
};

/* HB_ERR_SYSTEM where the archive fails or the server stays away; what was not committed comes
 * again for others. */
hb_status worker_run(const struct worker *w, struct hb_error *err);

#endif
