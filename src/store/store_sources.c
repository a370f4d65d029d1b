/* Followed sources: small tables, statements of one line each. */
#include "store/sources.h"

#include "base/vec.h"
#include "store/fold_parts.h"

/* Steps a statement that gives no rows. */
static hb_status finish(struct store *s, struct db_statement *q, struct hb_error *err) {
    int step = q ? db_step(q) : DB_FAILED;
    if (step != DB_DONE)
        return store_fail(s, "keeping a source", err);
    db_reset(q);
    return HB_OK;
}

hb_status sources_follow(struct store *s, str url, str title, struct hb_error *err) {
    struct db_statement *q = store_statement(
        s, "INSERT INTO source (url, title) VALUES (?, ?) ON CONFLICT (url) DO UPDATE SET "
           "title = coalesce(excluded.title, source.title)");
    if (q) {
        bind_text(q, 1, url);
        bind_str(q, 2, title);
    }
    return finish(s, q, err);
}

hb_status sources_due(struct store *s, int64_t now, struct arena *a, struct followed **out,
                      uint32_t *n, int64_t *soonest, struct hb_error *err) {
    struct db_statement *q = store_statement(
        s, "SELECT key, url, etag, last_modified, next_time, n_errors FROM source ORDER BY url");
    struct {
        struct followed *items;
        size_t n, capacity;
    } due = {0};
    int step = DB_FAILED;
    *soonest = INT64_MAX;
    while (q && (step = db_step(q)) == DB_ROW) {
        struct followed f = {.key = db_integer(q, 0),
                             .next_time = db_integer(q, 4),
                             .n_errors = (uint32_t)db_integer(q, 5)};
        if (f.next_time > now) {
            *soonest = f.next_time < *soonest ? f.next_time : *soonest;
            continue;
        }
        f.url = fold_text_of(q, 1, a);
        f.etag = fold_text_of(q, 2, a);
        f.last_modified = fold_text_of(q, 3, a);
        if (!VEC_PUSH(a, &due, f))
            break;
    }
    if (q)
        db_reset(q);
    *out = due.items;
    *n = (uint32_t)due.n;
    if (a->failed)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for sources");
    return step == DB_DONE ? HB_OK : store_fail(s, "reading sources", err);
}

hb_status sources_is_seen(struct store *s, int64_t source, const char *entry, bool *out,
                          struct hb_error *err) {
    struct db_statement *q =
        store_statement(s, "SELECT 1 FROM seen WHERE source = ? AND entry = ?");
    int step = DB_FAILED;
    if (q) {
        db_bind_integer(q, 1, source);
        db_bind_text(q, 2, str_from(entry));
        step = db_step(q);
        *out = step == DB_ROW;
        db_reset(q);
    }
    return step == DB_ROW || step == DB_DONE ? HB_OK : store_fail(s, "reading sources", err);
}

hb_status sources_note_entry(struct store *s, int64_t source, const char *entry,
                             enum entry_fate fate, struct hb_error *err) {
    struct db_statement *q =
        store_statement(s, "INSERT INTO seen (source, entry) VALUES (?, ?) ON CONFLICT DO NOTHING");
    if (q) {
        db_bind_integer(q, 1, source);
        db_bind_text(q, 2, str_from(entry));
    }
    hb_status status = finish(s, q, err);
    if (status != HB_OK)
        return status;
    q = store_statement(s, "UPDATE source SET n_reports = n_reports + CASE WHEN ?2 = 0 THEN 1 ELSE "
                           "0 END, n_known = n_known + CASE WHEN ?2 = 1 THEN 1 ELSE 0 END, n_aside "
                           "= n_aside + CASE WHEN ?2 = 2 THEN 1 ELSE 0 END WHERE key = ?1");
    if (q) {
        db_bind_integer(q, 1, source);
        db_bind_integer(q, 2, fate);
    }
    return finish(s, q, err);
}

hb_status sources_succeeded(struct store *s, int64_t source, str etag, str last_modified,
                            int64_t now, int64_t next_time, struct hb_error *err) {
    struct db_statement *q = store_statement(
        s,
        "UPDATE source SET etag = coalesce(?2, etag), last_modified = coalesce(?3, last_modified), "
        "last_success = ?4, next_time = ?5, n_errors = 0, last_error = NULL WHERE key = ?1");
    if (q) {
        db_bind_integer(q, 1, source);
        bind_str(q, 2, etag);
        bind_str(q, 3, last_modified);
        db_bind_integer(q, 4, now);
        db_bind_integer(q, 5, next_time);
    }
    return finish(s, q, err);
}

hb_status sources_failed(struct store *s, int64_t source, str reason, int64_t next_time,
                         struct hb_error *err) {
    struct db_statement *q =
        store_statement(s, "UPDATE source SET n_errors = n_errors + 1, last_error = "
                           "?2, next_time = ?3 WHERE key = ?1");
    if (q) {
        db_bind_integer(q, 1, source);
        bind_text(q, 2, reason);
        db_bind_integer(q, 3, next_time);
    }
    return finish(s, q, err);
}
