/* Rows of the tables of near-duplicates. Shingles go with their report without a foreign key: to
 * find them they are made again from the text, which costs less than an index over them all. */
#include "base/vec.h"
#include "ingest/sketch.h"
#include "store/fold_parts.h"

#include <stdlib.h>

enum { DAYS_APART = 7 }; /* copy is printed within a week */

hb_status fold_read_text(struct store *s, int64_t report, struct arena *a, struct fold_text *out,
                         bool *is_there, struct hb_error *err) {
    struct db_statement *q = store_statement(s, "SELECT id, date, text FROM report WHERE key = ?");
    if (!q)
        return store_fail(s, "reading a report", err);
    db_bind_integer(q, 1, report);
    int step = db_step(q);
    *is_there = step == DB_ROW;
    if (*is_there)
        *out = (struct fold_text){fold_text_of(q, 0, a), fold_text_of(q, 2, a), fold_day_of(q, 1)};
    hb_status status = fold_end(s, q, step, err);
    return a->failed ? error_set(err, HB_ERR_MEMORY, 0, "no memory for a report") : status;
}

static int64_t day_number(date_day day) {
    return day == DATE_NONE ? 0 : day;
}

hb_status fold_put_shingles(struct store *s, int64_t report, date_day day, const uint64_t *hashes,
                            uint32_t n, struct hb_error *err) {
    hb_status status = HB_OK;
    for (uint32_t i = 0; i < n && status == HB_OK; i++)
        status = FOLD_RUN(s, "INSERT INTO shingle VALUES (?, ?, ?) ON CONFLICT DO NOTHING", err,
                          (int64_t)hashes[i], day_number(day), report);
    return status;
}

void shingles_forget(struct writing *w) {
    struct arena a = {0};
    struct hb_error err;
    struct fold_text t;
    struct sketch sketch;
    bool is_there = false;
    if (w->has_failed)
        return;
    w->has_failed = fold_read_text(w->store, w->report, &a, &t, &is_there, &err) != HB_OK ||
                    (is_there && !sketch_make(t.text, &a, &sketch));
    uint32_t n = 0;
    const uint64_t *keys = is_there && !w->has_failed ? sketch_keys(&sketch, &n) : NULL;
    for (uint32_t i = 0; i < n && !w->has_failed; i++)
        w->has_failed =
            FOLD_RUN(w->store, "DELETE FROM shingle WHERE hash = ? AND day = ? AND report = ?",
                     &err, (int64_t)keys[i], day_number(t.day), w->report) != HB_OK;
    arena_free(&a);
}

static int compare_keys(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static hb_status find_under(struct store *s, int64_t report, date_day day, uint64_t hash,
                            struct arena *a, struct fold_keys *out, struct hb_error *err) {
    struct db_statement *q =
        store_statement(s, "SELECT report FROM shingle WHERE hash = ?1 AND day "
                           "BETWEEN ?2 AND ?3 AND report <> ?4");
    if (!q)
        return store_fail(s, "looking for copies", err);
    int64_t around = day == DATE_NONE ? 0 : DAYS_APART;
    db_bind_integer(q, 1, (int64_t)hash);
    db_bind_integer(q, 2, day_number(day) - around);
    db_bind_integer(q, 3, day_number(day) + around);
    db_bind_integer(q, 4, report);
    int step;
    while ((step = db_step(q)) == DB_ROW)
        if (!VEC_PUSH(a, out, db_integer(q, 0)))
            break;
    return fold_end(s, q, step, err);
}

hb_status fold_find_alike(struct store *s, int64_t report, date_day day, const uint64_t *hashes,
                          uint32_t n, struct arena *a, struct fold_keys *out,
                          struct hb_error *err) {
    hb_status status = HB_OK;
    *out = (struct fold_keys){0};
    for (uint32_t i = 0; i < n && status == HB_OK; i++)
        status = find_under(s, report, day, hashes[i], a, out, err);
    if (status != HB_OK || a->failed)
        return a->failed ? error_set(err, HB_ERR_MEMORY, 0, "no memory for copies") : status;
    size_t kept = 0;
    if (out->n)
        qsort(out->items, out->n, sizeof *out->items, compare_keys);
    for (size_t i = 0; i < out->n; i++)
        if (i == 0 || out->items[i] != out->items[kept - 1])
            out->items[kept++] = out->items[i];
    out->n = kept;
    return HB_OK;
}

hb_status fold_put_twin(struct store *s, int64_t one, int64_t other, double likeness,
                        struct hb_error *err) {
    struct db_statement *q = store_statement(s, "INSERT INTO twin VALUES (?, ?, ?) ON CONFLICT (a, "
                                                "b) DO UPDATE SET likeness = excluded.likeness");
    if (!q)
        return store_fail(s, "entering copies", err);
    db_bind_integer(q, 1, one < other ? one : other);
    db_bind_integer(q, 2, one < other ? other : one);
    db_bind_real(q, 3, likeness);
    return fold_end(s, q, db_step(q), err);
}

hb_status fold_twins_of(struct store *s, int64_t report, struct arena *a, struct fold_keys *out,
                        struct hb_error *err) {
    return fold_list(s, "SELECT b FROM twin WHERE a = ?1 UNION ALL SELECT a FROM twin WHERE b = ?1",
                     report, a, out, err);
}

hb_status fold_original_of(struct store *s, int64_t report, int64_t *out, struct hb_error *err) {
    return fold_number(s, "SELECT original FROM copy WHERE report = ?", report, report, out, err);
}

hb_status fold_set_copy(struct store *s, int64_t report, int64_t original, struct hb_error *err) {
    int64_t old = 0;
    hb_status status =
        fold_number(s, "SELECT original FROM copy WHERE report = ?", report, 0, &old, err);
    if (status != HB_OK || old == original)
        return status;
    status = original ? FOLD_RUN(s,
                                 "INSERT INTO copy VALUES (?, ?) ON CONFLICT (report) DO UPDATE "
                                 "SET original = excluded.original",
                                 err, report, original)
                      : FOLD_RUN(s, "DELETE FROM copy WHERE report = ?", err, report);
    if (status == HB_OK)
        status =
            FOLD_RUN(s,
                     "INSERT INTO stale SELECT 'happening', t.happening FROM event e JOIN told "
                     "t ON t.event = e.key WHERE e.report = ? ON CONFLICT DO NOTHING",
                     err, report);
    return status;
}
