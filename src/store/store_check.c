/* Verifying an archive: what SQLite can tell by itself (pages, indices, foreign keys, the index of
 * words; a server keeps all that itself), then what only we know: every offset lies inside its
 * report's text, sentences ascend, and every event's sentence is there; pages that are kept unpack.
 * Reads the whole file once or twice.
 */
#include "store/raw.h"
#include "store/store_parts.h"

#include <stdio.h>

struct check {
    struct store *store;
    void (*say)(void *context, const char *fault);
    void *context;
    uint64_t n_faults;
};

/* Each row's first columns make one fault: a label and what it is about. */
static const struct {
    const char *label, *sql;
    enum { OF_BOTH, OF_FILE, OF_SERVER } of; /* OF_FILE: asks SQLite about itself */
} checks[] = {
    {"integrity",
     "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'", OF_FILE},
    {"dangling row", "SELECT \"table\" || ' ' || coalesce(rowid, '') FROM pragma_foreign_key_check",
     OF_FILE},
    {"event outside its report",
     "SELECT e.id FROM event e JOIN report r ON r.key = e.report WHERE e.\"begin\" > e.\"end\" OR "
     "e.\"end\" > length(r.text) OR e.\"begin\" < 0",
     OF_BOTH},
    {"event without its sentence",
     "SELECT e.id FROM event e LEFT JOIN sentence s ON s.report = e.report AND s.number = "
     "e.sentence WHERE s.number IS NULL OR e.\"begin\" < s.\"begin\" OR e.\"begin\" > s.\"end\"",
     OF_BOTH},
    {"party outside its report",
     "SELECT e.id FROM party p JOIN event e ON e.key = p.event JOIN report r ON r.key = e.report "
     "WHERE p.\"end\" > length(r.text) OR p.\"begin\" > p.\"end\" OR p.\"begin\" < 0",
     OF_BOTH},
    {"mention outside its report",
     "SELECT r.id FROM mention m JOIN report r ON r.key = m.report WHERE m.\"end\" > "
     "length(r.text) OR m.\"begin\" > m.\"end\" OR m.\"begin\" < 0",
     OF_BOTH},
    {"relation outside its report",
     "SELECT r.id FROM relation l JOIN report r ON r.key = l.report WHERE max(l.\"end\", "
     "l.from_end, l.to_end) > length(r.text)",
     OF_BOTH},
    {"place outside its report",
     "SELECT r.id FROM place p JOIN report r ON r.key = p.report WHERE p.\"end\" > length(r.text)",
     OF_BOTH},
    {"report without its words",
     "SELECT r.id FROM report r LEFT JOIN report_words w ON w.rowid = r.key WHERE w.rowid IS NULL",
     OF_SERVER},
};

static hb_status run_check(struct check *c, size_t i, struct hb_error *err) {
    char fault[200];
    if (checks[i].of == (c->store->db.file ? OF_SERVER : OF_FILE))
        return HB_OK;
    struct db_statement *q = db_prepare(&c->store->db, str_from(checks[i].sql), DB_STREAM);
    if (!q)
        return store_fail(c->store, "checking", err);
    int step;
    while ((step = db_step(q)) == DB_ROW) {
        const char *what = db_text(q, 0).p;
        snprintf(fault, sizeof fault, "%s: %.150s", checks[i].label, what ? what : "?");
        c->n_faults++;
        c->say(c->context, fault);
    }
    db_finish(q);
    if (step == DB_DONE)
        return HB_OK;
    if (db_fault(&c->store->db) != FAULT_DAMAGED)
        return store_fail(c->store, "checking", err);
    snprintf(fault, sizeof fault, "%s: the file is damaged", checks[i].label);
    c->n_faults++;
    c->say(c->context, fault);
    return HB_OK;
}

/* FTS5 compares its index with the texts; it needs a connection that may write, and writes nothing.
 */
static void check_words(struct check *c) {
    sqlite3 *file = c->store->db.file;
    if (!file || sqlite3_db_readonly(file, "main"))
        return;
    if (sqlite3_exec(file,
                     "INSERT INTO report_words (report_words, rank) VALUES ('integrity-check', 1)",
                     NULL, NULL, NULL) == SQLITE_OK)
        return;
    c->n_faults++;
    c->say(c->context, "the index of words does not agree with the texts");
}

hb_status store_check(struct store *s, void (*say)(void *context, const char *fault), void *context,
                      uint64_t *n_faults, struct hb_error *err) {
    struct check c = {s, say, context, 0};
    hb_status status = HB_OK;
    for (size_t i = 0; i < sizeof checks / sizeof *checks && status == HB_OK; i++)
        status = run_check(&c, i, err);
    if (status == HB_OK)
        check_words(&c);
    if (status == HB_OK)
        status = raw_check(s, say, context, &c.n_faults, err);
    *n_faults = c.n_faults;
    return status;
}
