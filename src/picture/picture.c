/* Runs the stages of the fold over what is stale, a batch of reports a transaction, so that neither
 * memory nor the time without a commit grows with what was added. */
#include "picture/picture.h"

#include "picture/stages.h"

#include <stdio.h>

enum { REPORTS_PER_BATCH = 200 }; /* what a batch is matched with lies in memory */

typedef hb_status stage(struct store *s, struct hb_error *err);

static hb_status count_in_transaction(struct store *s, struct hb_error *err) {
    return store_fold(s, FOLD_TALLY, err);
}

/* In this order: each sees what those before it left stale. */
static stage *const stages[] = {picture_copies, picture_happenings};

/* Brings up a batch, inside a transaction. *n: its reports; *is_done: nothing was stale. */
static hb_status run_batch(struct store *s, uint64_t *n, bool *is_done, struct hb_error *err) {
    hb_status status = store_stale_take(s, REPORTS_PER_BATCH, n, is_done, err);
    for (size_t i = 0; i < sizeof stages / sizeof *stages && status == HB_OK && !*is_done; i++)
        status = stages[i](s, err);
    return status == HB_OK ? store_stale_settle(s, err) : status;
}

static hb_status refresh_batch(struct store *s, uint64_t *n, bool *is_done, struct hb_error *err) {
    hb_status status = store_begin(s, err);
    if (status != HB_OK)
        return status;
    status = run_batch(s, n, is_done, err);
    if (status == HB_OK)
        status = store_commit(s, err);
    if (status != HB_OK)
        store_rollback(s);
    return status;
}

hb_status picture_follow(struct store *s, uint64_t *n_stale, struct hb_error *err) {
    bool is_stale;
    hb_status status = store_is_stale(s, &is_stale, err);
    if (n_stale)
        *n_stale = 0;
    for (bool is_done = !is_stale; status == HB_OK && !is_done;) {
        uint64_t n = 0;
        status = refresh_batch(s, &n, &is_done, err);
        if (n_stale)
            *n_stale += n;
    }
    return status;
}

static hb_status count_some_days(struct store *s, struct hb_error *err) {
    hb_status status = store_begin(s, err);
    if (status != HB_OK)
        return status;
    status = store_fold(s, FOLD_TALLY, err);
    if (status == HB_OK)
        status = store_commit(s, err);
    if (status != HB_OK)
        store_rollback(s);
    return status;
}

/* Runs `count` until no day is stale. */
static hb_status count_days(struct store *s, stage *count, struct hb_error *err) {
    bool is_some = false;
    hb_status status = store_has_stale_days(s, &is_some, err);
    while (status == HB_OK && is_some) {
        status = count(s, err);
        if (status == HB_OK)
            status = store_has_stale_days(s, &is_some, err);
    }
    return status;
}

hb_status picture_refresh(struct store *s, uint64_t *n_stale, struct hb_error *err) {
    hb_status status = picture_follow(s, n_stale, err);
    /* Once for all batches: a day may be touched by many. */
    return status == HB_OK ? count_days(s, count_some_days, err) : status;
}

hb_status picture_rebuild(struct store *s, struct hb_error *err) {
    hb_status status = store_begin(s, err);
    if (status != HB_OK)
        return status;
    status = store_fold(s, FOLD_EMPTY, err);
    if (status == HB_OK)
        status = store_commit(s, err);
    if (status != HB_OK) {
        store_rollback(s);
        return status;
    }
    return picture_refresh(s, NULL, err);
}

/* Makes the picture anew inside a transaction that will not be kept. */
static hb_status make_anew(struct store *s, struct hb_error *err) {
    uint64_t n;
    hb_status status = store_fold(s, FOLD_EMPTY, err);
    for (bool is_done = false; status == HB_OK && !is_done;)
        status = run_batch(s, &n, &is_done, err);
    return status == HB_OK ? count_days(s, count_in_transaction, err) : status;
}

hb_status picture_check(struct store *s, void (*say)(void *context, const char *fault),
                        void *context, uint64_t *n_faults, struct hb_error *err) {
    struct fold_digest kept, made;
    bool is_stale;
    hb_status status = store_is_stale(s, &is_stale, err);
    if (status != HB_OK || is_stale)
        return status;
    if ((status = store_begin(s, err)) != HB_OK)
        return status;
    status = fold_digest(s, &kept, err);
    if (status == HB_OK)
        status = make_anew(s, err);
    if (status == HB_OK)
        status = fold_digest(s, &made, err);
    for (size_t i = 0; i < FOLD_TABLES && status == HB_OK; i++) {
        char fault[120];
        if (kept.hashes[i] == made.hashes[i])
            continue;
        snprintf(fault, sizeof fault,
                 "the picture's table %s does not follow from the facts ('harbinger refresh "
                 "--rebuild' makes it anew)",
                 kept.names[i]);
        say(context, fault);
        ++*n_faults;
    }
    store_rollback(s);
    return status;
}
