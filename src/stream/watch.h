/* Following feeds into an archive: each round asks the sources that are due, reads what is new in
 * them (from the feed where it has the whole text, else from the page), codes it and enters it. All
 * that it has to remember stands in the archive, in the transaction of what it is about: a run that
 * is cut off goes on where it stood, and nothing is entered twice. */
#ifndef HB_STREAM_WATCH_H
#define HB_STREAM_WATCH_H

#include "code/coder.h"
#include "ingest/ingest.h"
#include "store/store.h"
#include "stream/fetch.h"

#include <signal.h>

/* Reads an OPML list of feeds, or one address a line, into the archive's sources. *n: how many it
 * names. */
hb_status watch_follow(struct store *s, str list, uint32_t *n, struct hb_error *err);

struct watch {
    struct store *store;
    struct fetch_options fetch;
    struct ingest_options ingest;
    struct coder coder;
    const char *coder_name;
    uint32_t
        interval;   /* seconds between two askings of a source; doubled with each error, to a day */
    bool once;      /* one round, then return */
    bool keeps_raw; /* pages are kept as they came (store/raw.h) */
    const volatile sig_atomic_t *stop; /* not 0: return after what is in hand */

    /* Called for each new report that was entered, and for what could not be read. */
    void (*say_new)(void *context, const struct report *r, const struct coded *c);
    void (*say_fault)(void *context, str url, const char *message);
    void *context;
};

struct watch_counts {
    uint64_t n_sources, n_failed, n_new, n_known, n_aside;
};

/* HB_ERR_SYSTEM where the archive fails; a source that fails is said and asked again later. */
hb_status watch_run(const struct watch *w, struct watch_counts *out, struct hb_error *err);

#endif
