/* The notes of what is stale, and the scripts that make derived tables. Reports beyond a batch wait
 * in `stale` under the kind 'waiting', which no stage looks at. */
#include "base/vec.h"
#include "store/fold_parts.h"

#include <stdio.h>

extern const char fold_empty[], fold_traits[], fold_tally[];

hb_status store_fold(struct store *s, enum store_fold what, struct hb_error *err) {
    const char *const scripts[FOLD_SCRIPTS] = {
        [FOLD_EMPTY] = fold_empty, [FOLD_TRAITS] = fold_traits, [FOLD_TALLY] = fold_tally};
    const char *const points[FOLD_SCRIPTS] = {"emptied", "copied", "counted"};
    hb_status status = store_execute(s, scripts[what], err);
    store_pass(s, points[what]);
    return status;
}

hb_status fold_end(struct store *s, sqlite3_stmt *q, int step, struct hb_error *err) {
    hb_status status = step == SQLITE_DONE || step == SQLITE_ROW
                           ? HB_OK
                           : store_fail(s, "making the picture", err);
    sqlite3_reset(q);
    return status;
}

hb_status fold_run(struct store *s, const char *sql, const int64_t *values, int n,
                   struct hb_error *err) {
    sqlite3_stmt *q = store_statement(s, sql);
    if (!q)
        return store_fail(s, "making the picture", err);
    for (int i = 0; i < n; i++)
        sqlite3_bind_int64(q, i + 1, values[i]);
    return fold_end(s, q, sqlite3_step(q), err);
}

hb_status fold_list(struct store *s, const char *sql, int64_t value, struct arena *a,
                    struct fold_keys *out, struct hb_error *err) {
    sqlite3_stmt *q = store_statement(s, sql);
    *out = (struct fold_keys){0};
    if (!q)
        return store_fail(s, "making the picture", err);
    sqlite3_bind_int64(q, 1, value);
    int step;
    while ((step = sqlite3_step(q)) == SQLITE_ROW)
        if (!VEC_PUSH(a, out, sqlite3_column_int64(q, 0)))
            break;
    hb_status status = fold_end(s, q, step, err);
    return a->failed ? error_set(err, HB_ERR_MEMORY, 0, "no memory for the picture") : status;
}

hb_status fold_number(struct store *s, const char *sql, int64_t value, int64_t otherwise,
                      int64_t *out, struct hb_error *err) {
    sqlite3_stmt *q = store_statement(s, sql);
    *out = otherwise;
    if (!q)
        return store_fail(s, "making the picture", err);
    sqlite3_bind_int64(q, 1, value);
    int step = sqlite3_step(q);
    if (step == SQLITE_ROW)
        *out = sqlite3_column_int64(q, 0);
    return fold_end(s, q, step, err);
}

str fold_text_of(sqlite3_stmt *q, int column, struct arena *a) {
    const char *p = (const char *)sqlite3_column_text(q, column);
    return p ? str_copy(a, (str){p, (uint32_t)sqlite3_column_bytes(q, column)}) : (str){NULL, 0};
}

date_day fold_day_of(sqlite3_stmt *q, int column) {
    const char *p = (const char *)sqlite3_column_text(q, column);
    struct interval i;
    return p && interval_parse(str_from(p), &i) ? i.first : DATE_NONE;
}

hb_status store_is_stale(struct store *s, bool *out, struct hb_error *err) {
    int64_t is_one = 0;
    hb_status status =
        fold_number(s, "SELECT EXISTS (SELECT 1 FROM stale WHERE ?1 = 0)", 0, 0, &is_one, err);
    *out = is_one != 0;
    return status;
}

hb_status store_stale_take(struct store *s, uint32_t n, uint64_t *taken, bool *is_done,
                           struct hb_error *err) {
    int64_t n_taken = 0, is_stale = 0;
    s->noted_day[0] = '\0';
    hb_status status =
        fold_number(s, "SELECT EXISTS (SELECT 1 FROM stale WHERE kind <> 'day' AND ?1 = 0)", 0, 0,
                    &is_stale, err);
    *is_done = is_stale == 0;
    if (status == HB_OK)
        status = FOLD_RUN(s,
                          "UPDATE stale SET kind = 'waiting' WHERE kind = 'report' AND key > "
                          "(SELECT key FROM stale WHERE kind = 'report' ORDER BY key LIMIT 1 "
                          "OFFSET ?)",
                          err, n ? n - 1 : 0);
    if (status == HB_OK)
        status = fold_number(s, "SELECT count(*) FROM stale WHERE kind = 'report' AND ?1 = 0", 0, 0,
                             &n_taken, err);
    *taken = (uint64_t)n_taken;
    return status;
}

hb_status store_stale_settle(struct store *s, struct hb_error *err) {
    store_pass(s, "told");
    return store_execute(s,
                         "DELETE FROM stale WHERE kind NOT IN ('waiting', 'day');"
                         "UPDATE stale SET kind = 'report' WHERE kind = 'waiting'",
                         err);
}

hb_status fold_stale(struct store *s, const char *kind, struct arena *a, struct fold_keys *out,
                     struct hb_error *err) {
    sqlite3_stmt *q = store_statement(s, "SELECT key FROM stale WHERE kind = ? ORDER BY key");
    *out = (struct fold_keys){0};
    if (!q)
        return store_fail(s, "looking for what is stale", err);
    sqlite3_bind_text(q, 1, kind, -1, SQLITE_STATIC);
    int step;
    while ((step = sqlite3_step(q)) == SQLITE_ROW)
        if (!VEC_PUSH(a, out, sqlite3_column_int64(q, 0)))
            break;
    hb_status status = fold_end(s, q, step, err);
    return a->failed ? error_set(err, HB_ERR_MEMORY, 0, "no memory for the picture") : status;
}

/* The derived tables, with the columns that make a row known. */
static const char *const derived[][2] = {
    {"shingle", "hash, day, report"},          {"twin", "a, b"},     {"copy", "report"},
    {"trait", "land, type, time, day, event"}, {"happening", "key"}, {"told", "event"},
    {"tally", "kind, who, whom, day"}};

static hb_status digest_table(struct store *s, size_t i, uint64_t *out, struct hb_error *err) {
    char sql[96];
    sqlite3_stmt *q = NULL;
    snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY %s", derived[i][0], derived[i][1]);
    if (sqlite3_prepare_v2(s->db, sql, -1, &q, NULL) != SQLITE_OK)
        return store_fail(s, "checking the picture", err);
    int step;
    *out = 0;
    while ((step = sqlite3_step(q)) == SQLITE_ROW)
        for (int c = 0; c < sqlite3_column_count(q); c++) {
            const char *p = (const char *)sqlite3_column_text(q, c);
            *out = hash_mix(*out, hash_str((str){p, p ? (uint32_t)sqlite3_column_bytes(q, c) : 0}));
        }
    sqlite3_finalize(q);
    return step == SQLITE_DONE ? HB_OK : store_fail(s, "checking the picture", err);
}

hb_status fold_digest(struct store *s, struct fold_digest *out, struct hb_error *err) {
    hb_status status = HB_OK;
    for (size_t i = 0; i < FOLD_TABLES && status == HB_OK; i++) {
        out->names[i] = derived[i][0];
        status = digest_table(s, i, &out->hashes[i], err);
    }
    return status;
}
