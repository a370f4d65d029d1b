/* Entering a report: its row, its words for the full-text index, then its facts (rows.h).
 * All of it happens inside the caller's transaction, which must be rolled back when something fails
 * half way, so that a report is in the archive whole or not at all. There is no savepoint for each
 * report: it would make SQLite copy every page that it touches, and FTS5 write out a segment of its
 * own for every report. Rows carry numbers in the order of the text; nothing depends on the time of
 * adding. */
#include "store/fold_parts.h"
#include "store/rows.h"

#include "code/ids.h"
#include "ingest/ingest.h"

#include <stdio.h>

struct store_id store_report_id(const struct report *r) {
    struct store_id id;
    uint64_t h = hash_mix(hash_str(r->text), hash_str(r->title));
    h = hash_mix(hash_mix(h, hash_str(r->outlet)), hash_str(r->url));
    h = hash_mix(h, (uint64_t)(int64_t)r->date);
    snprintf(id.z, sizeof id.z, "%s", hex_id_of(h).z);
    return id;
}

void writing_start(struct writing *w, const char *sql) {
    w->q = w->has_failed ? NULL : store_statement(w->store, sql);
    w->has_failed |= !w->q;
}

void writing_finish(struct writing *w) {
    if (w->q && db_step(w->q) != DB_DONE)
        w->has_failed = true;
    if (w->q)
        db_reset(w->q);
}

void put_new_key(struct writing *w, const char *table) {
    w->key = db_next_key(&w->store->db, table);
    if (w->key)
        db_bind_integer(w->q, 1, w->key);
    else
        db_bind_nothing(w->q, 1);
}

int64_t finish_new(struct writing *w) {
    writing_finish(w);
    return w->key ? w->key : db_last_key(&w->store->db);
}

void put_integer(struct writing *w, int at, int64_t v) {
    db_bind_integer(w->q, at, v);
}

void put_name(struct writing *w, int at, const char *z) {
    db_bind_text(w->q, at, str_from(z));
}

/* The key that a statement (NULL: it failed) finds for a text; 0: none. */
static int64_t find_key(struct db_statement *q, str text, bool *has_failed) {
    if (!q) {
        *has_failed = true;
        return 0;
    }
    bind_text(q, 1, text);
    int step = db_step(q);
    int64_t key = step == DB_ROW ? db_integer(q, 0) : 0;
    *has_failed |= step != DB_ROW && step != DB_DONE;
    db_reset(q);
    return key;
}

/* The same, of what other transactions entered: on a server our own rows may not have been sent. */
static int64_t find_key_aside(struct db_statement *q, str text, bool *has_failed) {
    if (q)
        db_look_aside(q);
    return find_key(q, text, has_failed);
}

/* Key of the coder, 0 while it is not there. Coders are entered at once. */
static int64_t find_coder(struct writing *w, const char *coder) {
    writing_start(w, "SELECT key FROM coder WHERE name = ?");
    return find_key_aside(w->q, str_from(coder), &w->has_failed);
}

static int64_t enter_coder(struct writing *w, const char *coder) {
    writing_start(w, "INSERT INTO coder (name) VALUES (?) ON CONFLICT (name) DO UPDATE SET name = "
                     "excluded.name");
    if (!w->q)
        return 0;
    db_look_aside(w->q);
    put_name(w, 1, coder);
    writing_finish(w);
    return find_coder(w, coder);
}

/* The same, entered with its first report; looked up once in a transaction. */
static int64_t coder_key(struct writing *w, const char *coder) {
    struct store *s = w->store;
    uint64_t name = hash_str(str_from(coder));
    if (s->coder && s->coder_name == name)
        return s->coder;
    int64_t key = find_coder(w, coder);
    s->coder = key ? key : enter_coder(w, coder);
    s->coder_name = name;
    return s->coder;
}

bool words_enter(struct store *s, int64_t report, str title, str text) {
    struct db_statement *q = store_statement(
        s, s->db.file ? "INSERT INTO report_words (rowid, title, text) VALUES (?, ?, ?)"
                      : "INSERT INTO report_words (rowid, words) VALUES (?, "
                        "setweight(to_tsvector('harbinger.words', coalesce(?, "
                        "'')), 'A') || to_tsvector('harbinger.words', ?))");
    if (!q)
        return false;
    db_bind_integer(q, 1, report);
    if (title.n)
        db_bind_words(q, 2, title);
    db_bind_words(q, 3, text);
    bool is_in = db_step(q) == DB_DONE;
    db_reset(q);
    return is_in;
}

static void write_report(struct writing *w, const struct store_entry *e, int64_t coder) {
    const struct report *r = &e->report;
    writing_start(
        w, "INSERT INTO report (key, id, given_id, date, date_source, title, url, outlet, text, "
           "coder) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING");
    if (!w->q)
        return;
    struct interval_text day = interval_format((struct interval){r->date, r->date});
    put_new_key(w, "report");
    bind_text(w->q, 2, str_from(e->id.z));
    bind_str(w->q, 3, r->id);
    if (r->date != DATE_NONE)
        bind_text(w->q, 4, str_from(day.z));
    put_name(w, 5, date_source_name(r->date_source));
    bind_str(w->q, 6, r->title);
    bind_str(w->q, 7, r->url);
    bind_str(w->q, 8, r->outlet);
    bind_text(w->q, 9, r->text);
    put_integer(w, 10, coder);
    w->report = finish_new(w);
    w->store->entered = hash_str(str_from(e->id.z));
    w->store->entered_key = w->report;
    w->has_failed = w->has_failed || !words_enter(w->store, w->report, r->title, r->text);
}

/* By the id that its content gives. O(log reports). */
static int64_t find_content(struct store *s, str id, bool *has_failed) {
    return find_key(store_statement(s, "SELECT key FROM report WHERE id = ?"), id, has_failed);
}

/* The same for one who adds. */
static int64_t find_content_aside(struct store *s, str id, bool *has_failed) {
    static const char sql[] = "SELECT key FROM report WHERE id = ?"; /* apart: it looks aside */
    return find_key_aside(store_statement(s, sql), id, has_failed);
}

int64_t entered_key(struct store *s, str id, bool *has_failed) {
    if (s->entered_key && s->entered == hash_str(id))
        return s->entered_key;
    return find_content_aside(s, id, has_failed);
}

static bool is_there_already(struct store *s, str id, bool is_to_be, bool *has_failed) {
    bool is_there = find_content_aside(s, id, has_failed) != 0;
    return is_there || (s->db.server && pg_is_own(s->db.server, hash_str(id), is_to_be));
}

/* By that id, else by the record's own. O(reports), as people ask it, not `add`. */
static int64_t find_report(struct store *s, str id, bool *has_failed) {
    int64_t key = find_content(s, id, has_failed);
    if (key || *has_failed)
        return key;
    return find_key(store_statement(s, "SELECT key FROM report WHERE given_id = ? ORDER BY id"), id,
                    has_failed);
}

static hb_status settle(const struct writing *w, struct hb_error *err) {
    return w->has_failed ? store_fail(w->store, "entering a report", err) : HB_OK;
}

/* Runs a statement whose one value is the report's key. */
static void run_for_report(struct writing *w, const char *sql) {
    writing_start(w, sql);
    if (!w->q)
        return;
    put_integer(w, 1, w->report);
    writing_finish(w);
}

static void run_all_for_report(struct writing *w, const char *const *sql, size_t n) {
    for (size_t i = 0; i < n; i++)
        run_for_report(w, sql[i]);
}

/* Notes that the picture does not know this report as it is now. */
static void note_stale(struct writing *w) {
    run_for_report(w, "INSERT INTO stale VALUES ('report', ?) ON CONFLICT DO NOTHING");
}

/* Notes what the picture made of this report, before its facts go, and takes away what has no
 * foreign key to go by; what the fold keeps of it in memory is gone too. */
static void note_gone(struct writing *w) {
    store_drop_kept(w->store);
    static const char *const notes[] = {
        "INSERT INTO stale SELECT 'happening', t.happening FROM event e JOIN told t ON t.event = "
        "e.key WHERE e.report = ? ON CONFLICT DO NOTHING",
        "INSERT INTO stale SELECT 'mention', m.event FROM event e JOIN told t ON t.event = e.key "
        "JOIN told m ON m.happening = t.happening WHERE e.report = ? ON CONFLICT DO NOTHING",
        "INSERT INTO stale SELECT 'day', stale_day(h.day) FROM event e JOIN told t ON t.event = "
        "e.key JOIN happening h ON h.key = t.happening WHERE e.report = ? AND h.day IS NOT NULL ON "
        "CONFLICT DO NOTHING",
        "DELETE FROM trait WHERE (land, type, time, day, event) IN (SELECT code_land(p.code), "
        "e.type, code_time(e.first_day, e.last_day), coalesce(code_day(e.first_day), "
        "code_day(r.date), 0), "
        "e.key FROM event e JOIN report r ON r.key = e.report JOIN party p ON p.event = e.key "
        "WHERE e.report = ?)",
        "DELETE FROM trait WHERE (land, type, time, day, event) IN (SELECT e.country, e.type, "
        "code_time(e.first_day, e.last_day), coalesce(code_day(e.first_day), code_day(r.date), 0), "
        "e.key FROM "
        "event e JOIN report r ON r.key = e.report WHERE e.report = ?)",
        "DELETE FROM stale WHERE kind = 'report' AND key = ?"};
    run_all_for_report(w, notes, sizeof notes / sizeof *notes);
}

/* The same of its text: its copies are to be sorted out anew, and what they tell may be on the word
 * of more reports than before. Rows of `copy` that name it go with it, so that what becomes of them
 * can't be noted later. */
static void note_text_gone(struct writing *w) {
    static const char *const notes[] = {
        "INSERT INTO stale SELECT 'copies', CASE a WHEN ?1 THEN b ELSE a END FROM twin WHERE a = "
        "?1 OR b = ?1 ON CONFLICT DO NOTHING",
        "INSERT INTO stale SELECT 'happening', t.happening FROM copy c JOIN event e ON e.report = "
        "c.report JOIN told t ON t.event = e.key WHERE c.original = ?1 ON CONFLICT DO NOTHING"};
    run_all_for_report(w, notes, sizeof notes / sizeof *notes);
    shingles_forget(w);
}

hb_status store_has(struct store *s, const struct report *r, bool *out, struct hb_error *err) {
    struct store_id id = store_report_id(r);
    bool has_failed = false;
    *out = is_there_already(s, str_from(id.z), false, &has_failed);
    return has_failed ? store_fail(s, "looking for a report", err) : HB_OK;
}

static struct report copy_report(const struct report *r, struct arena *a) {
    return (struct report){.id = str_copy(a, r->id),
                           .title = str_copy(a, r->title),
                           .text = str_copy(a, r->text),
                           .url = str_copy(a, r->url),
                           .outlet = str_copy(a, r->outlet),
                           .date = r->date,
                           .date_source = r->date_source};
}

static hb_status prepare(const struct store_report *r, struct store_id id, struct arena *a,
                         struct store_entry *out, struct hb_error *err) {
    *out = (struct store_entry){.id = id, .rows = ARENA_NEW(a, struct rows, 1)};
    if (out->rows)
        out->rows->arena = a;
    return out->rows && facts_write(out->rows, r, str_from(id.z))
               ? HB_OK
               : error_set(err, HB_ERR_MEMORY, 0, "no memory to enter a report");
}

hb_status store_prepare(const struct store_report *r, struct arena *a, struct store_entry *out,
                        struct hb_error *err) {
    hb_status status = prepare(r, store_report_id(r->report), a, out, err);
    if (status != HB_OK)
        return status;
    out->report = copy_report(r->report, a);
    out->coder = str_copy(a, str_from(r->coder)).p;
    return !a->failed ? HB_OK : error_set(err, HB_ERR_MEMORY, 0, "no memory to enter a report");
}

hb_status store_enter(struct store *s, const struct store_entry *e, bool *is_new,
                      struct hb_error *err) {
    struct writing w = {.store = s};
    *is_new = !is_there_already(s, str_from(e->id.z), true, &w.has_failed) && !w.has_failed;
    if (w.has_failed)
        return store_fail(s, "looking for a report", err);
    if (!*is_new)
        return HB_OK;
    write_report(&w, e, coder_key(&w, e->coder));
    store_pass(s, "entering");
    rows_enter(&w, e->rows);
    note_stale(&w);
    store_pass(s, "entered");
    return settle(&w, err);
}

hb_status store_add(struct store *s, const struct store_report *r, struct arena *a, bool *is_new,
                    struct hb_error *err) {
    struct store_entry e;
    *is_new = false;
    hb_status status = store_prepare(r, a, &e, err);
    return status == HB_OK ? store_enter(s, &e, is_new, err) : status;
}

static void delete_facts(struct writing *w) {
    static const char *const deletes[] = {
        "DELETE FROM sentence WHERE report = ?", "DELETE FROM entity WHERE report = ?",
        "DELETE FROM event WHERE report = ?",    "DELETE FROM relation WHERE report = ?",
        "DELETE FROM agenda WHERE report = ?",   "DELETE FROM place WHERE report = ?",
        "DELETE FROM quote WHERE report = ?",    "DELETE FROM warning WHERE report = ?"};
    run_all_for_report(w, deletes, sizeof deletes / sizeof *deletes);
}

hb_status store_recode(struct store *s, str id, const struct store_report *r, struct arena *a,
                       struct hb_error *err) {
    struct store_id its_id;
    struct store_entry e;
    struct writing w = {.store = s};
    snprintf(its_id.z, sizeof its_id.z, "%.*s", (int)id.n, id.p);
    hb_status status = prepare(r, its_id, a, &e, err);
    if (status != HB_OK)
        return status;
    w.report = find_report(s, id, &w.has_failed);
    note_gone(&w);
    delete_facts(&w);
    rows_enter(&w, e.rows);
    note_stale(&w);
    int64_t coder = coder_key(&w, r->coder);
    writing_start(&w, "UPDATE report SET coder = ? WHERE key = ?");
    if (w.q) {
        put_integer(&w, 1, coder);
        put_integer(&w, 2, w.report);
        writing_finish(&w);
    }
    return settle(&w, err);
}

/* First of all: an FTS5 that runs out of memory later in a transaction miscounts its rows. */
static void forget_words(struct writing *w) {
    run_for_report(w, "INSERT INTO report_words (report_words, rowid, title, text) "
                      "SELECT 'delete', key, title, text FROM report WHERE key = ?");
}

hb_status store_forget(struct store *s, str id, bool *was_there, struct hb_error *err) {
    bool has_failed = false;
    struct writing w = {.store = s};
    w.report = find_report(s, id, &has_failed);
    *was_there = w.report != 0;
    if (has_failed)
        return store_fail(s, "looking for a report", err);
    if (!*was_there)
        return HB_OK;
    if (s->db.file)
        forget_words(&w);
    note_gone(&w);
    note_text_gone(&w);
    run_for_report(&w, "DELETE FROM report WHERE key = ?");
    return w.has_failed ? store_fail(s, "withdrawing a report", err) : HB_OK;
}
