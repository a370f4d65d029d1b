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
    if (what == FOLD_EMPTY)
        store_drop_kept(s);
    hb_status status = store_execute(s, scripts[what], err);
    store_pass(s, points[what]);
    return status;
}

void store_drop_kept(struct store *s) {
    if (s->fold.thing)
        s->fold.drop(s->fold.thing);
    s->fold.thing = NULL;
}

hb_status fold_kept(struct store *s, void **out, struct hb_error *err) {
    int64_t version;
    hb_status status = store_version(s, &version, err);
    if (status != HB_OK || version != s->fold.version)
        store_drop_kept(s);
    *out = s->fold.thing;
    s->fold.thing = NULL;
    s->fold.version = version;
    return status;
}

void fold_keep(struct store *s, void *thing, void (*drop)(void *thing)) {
    store_drop_kept(s);
    s->fold.thing = thing;
    s->fold.drop = drop;
}

hb_status fold_end(struct store *s, struct db_statement *q, int step, struct hb_error *err) {
    hb_status status =
        step == DB_DONE || step == DB_ROW ? HB_OK : store_fail(s, "making the picture", err);
    db_reset(q);
    return status;
}

hb_status fold_run(struct store *s, const char *sql, const int64_t *values, int n,
                   struct hb_error *err) {
    struct db_statement *q = store_statement(s, sql);
    if (!q)
        return store_fail(s, "making the picture", err);
    for (int i = 0; i < n; i++)
        db_bind_integer(q, i + 1, values[i]);
    return fold_end(s, q, db_step(q), err);
}

hb_status fold_list(struct store *s, const char *sql, int64_t value, struct arena *a,
                    struct fold_keys *out, struct hb_error *err) {
    struct db_statement *q = store_statement(s, sql);
    *out = (struct fold_keys){0};
    if (!q)
        return store_fail(s, "making the picture", err);
    db_bind_integer(q, 1, value);
    int step;
    while ((step = db_step(q)) == DB_ROW)
        if (!VEC_PUSH(a, out, db_integer(q, 0)))
            break;
    hb_status status = fold_end(s, q, step, err);
    return a->failed ? error_set(err, HB_ERR_MEMORY, 0, "no memory for the picture") : status;
}

hb_status fold_number(struct store *s, const char *sql, int64_t value, int64_t otherwise,
                      int64_t *out, struct hb_error *err) {
    struct db_statement *q = store_statement(s, sql);
    *out = otherwise;
    if (!q)
        return store_fail(s, "making the picture", err);
    db_bind_integer(q, 1, value);
    int step = db_step(q);
    if (step == DB_ROW)
        *out = db_integer(q, 0);
    return fold_end(s, q, step, err);
}

str fold_text_of(struct db_statement *q, int column, struct arena *a) {
    str s = db_text(q, column);
    return s.p ? str_copy(a, s) : s;
}

date_day fold_day_of(struct db_statement *q, int column) {
    str s = db_text(q, column);
    struct interval i;
    return s.p && interval_parse(s, &i) ? i.first : DATE_NONE;
}

/* Does a note stand there? The statement has a value, as all that fold_number runs: 0. */
static hb_status is_noted(struct store *s, const char *sql, bool *out, struct hb_error *err) {
    int64_t is_one = 0;
    hb_status status = fold_number(s, sql, 0, 0, &is_one, err);
    *out = is_one != 0;
    return status;
}

hb_status store_is_stale(struct store *s, bool *out, struct hb_error *err) {
    return is_noted(s, "SELECT EXISTS (SELECT 1 FROM stale WHERE ?1 = 0)", out, err);
}

hb_status store_has_stale_days(struct store *s, bool *out, struct hb_error *err) {
    return is_noted(s, "SELECT EXISTS (SELECT 1 FROM stale WHERE kind = 'day' AND ?1 = 0)", out,
                    err);
}

hb_status store_stale_take(struct store *s, uint32_t n, uint64_t *taken, bool *is_done,
                           struct hb_error *err) {
    int64_t n_taken = 0;
    bool is_stale = false;
    memset(s->noted, 0, sizeof s->noted);
    hb_status status = is_noted(
        s, "SELECT EXISTS (SELECT 1 FROM stale WHERE kind <> 'day' AND ?1 = 0)", &is_stale, err);
    *is_done = !is_stale;
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
    struct db_statement *q =
        store_statement(s, "SELECT key FROM stale WHERE kind = ? ORDER BY key");
    *out = (struct fold_keys){0};
    if (!q)
        return store_fail(s, "looking for what is stale", err);
    db_bind_text(q, 1, str_from(kind));
    int step;
    while ((step = db_step(q)) == DB_ROW)
        if (!VEC_PUSH(a, out, db_integer(q, 0)))
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
    snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY %s", derived[i][0], derived[i][1]);
    struct db_statement *q = db_prepare(&s->db, str_from(sql), DB_STREAM);
    if (!q)
        return store_fail(s, "checking the picture", err);
    int step;
    *out = 0;
    while ((step = db_step(q)) == DB_ROW)
        for (int c = 0; c < db_columns(q); c++)
            *out = hash_mix(*out, hash_str(db_text(q, c)));
    db_finish(q);
    return step == DB_DONE ? HB_OK : store_fail(s, "checking the picture", err);
}

hb_status fold_digest(struct store *s, struct fold_digest *out, struct hb_error *err) {
    hb_status status = HB_OK;
    for (size_t i = 0; i < FOLD_TABLES && status == HB_OK; i++) {
        out->names[i] = derived[i][0];
        status = digest_table(s, i, &out->hashes[i], err);
    }
    return status;
}
