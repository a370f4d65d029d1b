/* What the fold of src/picture needs of the archive: the notes of what is stale, and the queries
 * that make the derived tables (picture.sql). All of it inside a transaction but store_is_stale. */
#ifndef HB_STORE_FOLD_H
#define HB_STORE_FOLD_H

#include "store/store.h"

/* Is the picture older than the reports? O(1). */
hb_status store_is_stale(struct store *s, bool *out, struct hb_error *err);

/* Chooses at most n stale reports for this transaction; the others are put aside until
 * store_stale_settle, so that a stage sees in `stale` what it is to do and nothing else. *taken:
 * how many; *is_done: there was no note of any kind. */
hb_status store_stale_take(struct store *s, uint32_t n, uint64_t *taken, bool *is_done,
                           struct hb_error *err);
/* The notes that were worked on go, those put aside come back. */
hb_status store_stale_settle(struct store *s, struct hb_error *err);

/* A script of src/store/fold/. */
enum store_fold {
    FOLD_EMPTY,      /* throws the picture away: every report becomes stale */
    FOLD_HAPPENINGS, /* stale reports → happenings, stale happenings and days */
    FOLD_TALLY,      /* stale days → tally */
    FOLD_SCRIPTS
};
hb_status store_fold(struct store *s, enum store_fold what, struct hb_error *err);

#endif
