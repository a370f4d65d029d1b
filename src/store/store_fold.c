/* The notes of what is stale, and the scripts that make derived tables. Reports beyond a batch wait
 * in `stale` under the kind 'waiting', which no stage looks at. */
#include "store/fold.h"
#include "store/store_parts.h"

extern const char fold_empty[], fold_happenings[], fold_tally[];

hb_status store_fold(struct store *s, enum store_fold what, struct hb_error *err) {
    const char *const scripts[FOLD_SCRIPTS] = {
        [FOLD_EMPTY] = fold_empty, [FOLD_HAPPENINGS] = fold_happenings, [FOLD_TALLY] = fold_tally};
    return store_execute(s, scripts[what], err);
}

/* The one number that a query gives. */
static hb_status ask_number(struct store *s, const char *sql, int64_t *out, struct hb_error *err) {
    sqlite3_stmt *q = store_statement(s, sql);
    if (!q || sqlite3_step(q) != SQLITE_ROW)
        return store_fail(s, "looking for what is stale", err);
    *out = sqlite3_column_int64(q, 0);
    sqlite3_reset(q);
    return HB_OK;
}

hb_status store_is_stale(struct store *s, bool *out, struct hb_error *err) {
    int64_t is_one = 0;
    hb_status status = ask_number(s, "SELECT EXISTS (SELECT 1 FROM stale)", &is_one, err);
    *out = is_one != 0;
    return status;
}

hb_status store_stale_take(struct store *s, uint32_t n, uint64_t *taken, bool *is_done,
                           struct hb_error *err) {
    int64_t n_taken = 0;
    bool is_stale = false;
    hb_status status = store_is_stale(s, &is_stale, err);
    *is_done = !is_stale;
    sqlite3_stmt *q = store_statement(
        s, "UPDATE stale SET kind = 'waiting' WHERE kind = 'report' AND key > "
           "(SELECT key FROM stale WHERE kind = 'report' ORDER BY key LIMIT 1 OFFSET ?)");
    if (status != HB_OK || !q)
        return status != HB_OK ? status : store_fail(s, "looking for what is stale", err);
    sqlite3_bind_int64(q, 1, n ? n - 1 : 0);
    int step = sqlite3_step(q);
    sqlite3_reset(q);
    if (step != SQLITE_DONE)
        return store_fail(s, "looking for what is stale", err);
    status = ask_number(s, "SELECT count(*) FROM stale WHERE kind = 'report'", &n_taken, err);
    *taken = (uint64_t)n_taken;
    return status;
}

hb_status store_stale_settle(struct store *s, struct hb_error *err) {
    return store_execute(s,
                         "DELETE FROM stale WHERE kind <> 'waiting';"
                         "UPDATE stale SET kind = 'report' WHERE kind = 'waiting'",
                         err);
}
