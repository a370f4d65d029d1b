/* The picture: what follows from the facts of all reports together, kept in the archive's derived
 * tables (src/store/picture.sql explains them): copies, happenings, the tally of days …
 *
 *   facts ─copies→ twin, copy ─happenings→ happening, told ─tally→ tally
 *
 * It is a fold: a pure function of the facts, kept up piece by piece. A stage reads what earlier
 * stages left in the table of stale keys ('report' → 'happening' → 'day'), brings its own tables up
 * for these keys, and may add keys for later ones; the notes are taken away in the same
 * transaction. To add a stage: its tables to picture.sql, its name to `stages` in picture.c, its
 * SQL to src/store/fold/NAME.sql (store_fold) or a C function that asks src/store; its tables to
 * fold/empty.sql, which empties all that a rebuild makes again. */
#ifndef HB_PICTURE_PICTURE_H
#define HB_PICTURE_PICTURE_H

#include "store/store.h"

/* Brings the picture up to the reports, in transactions of some hundred reports each; *n_stale (may
 * be NULL) is how many reports it had not known. A run that is cut off goes on at the next call.
 * Not inside a transaction. Nothing to do costs one look-up. */
hb_status picture_refresh(struct store *s, uint64_t *n_stale, struct hb_error *err);
/* The same, but for the tally, whose days stay stale: for one who adds and comes again. */
hb_status picture_follow(struct store *s, uint64_t *n_stale, struct hb_error *err);
/* Makes it from the facts, compares, and leaves it as it was; each table that differs is a fault
 * that is said and counted. A picture older than the reports is not looked at. */
hb_status picture_check(struct store *s, void (*say)(void *context, const char *fault),
                        void *context, uint64_t *n_faults, struct hb_error *err);
/* Throws the picture away and makes it from the facts. O(archive). */
hb_status picture_rebuild(struct store *s, struct hb_error *err);

#endif
