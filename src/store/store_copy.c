/* Copies table by table, rows as they come: their columns have the same names on both sides, as one
 * schema makes both. What only one side has (the index of words) is made anew there. */
#include "store/copy.h"

#include "base/buffer.h"
#include "store/fold_parts.h"

#include <stdio.h>

/* Parents first, and the columns that rows go by. */
static const char *const tables[][2] = {
    {"coder", "key"},
    {"report", "key"},
    {"sentence", "report, number"},
    {"entity", "report, number"},
    {"mention", "report, entity, \"begin\", \"end\""},
    {"office", "report, entity, number"},
    {"event", "key"},
    {"party", "event, side, number"},
    {"number", "event, kind"},
    {"relation", "key"},
    {"agenda", "key"},
    {"agenda_party", "item, side, number"},
    {"place", "report, \"begin\", \"end\""},
    {"quote", "report, \"begin\", \"end\""},
    {"warning", "report, number"},
    {"raw", "report"},
    {"shingle", "hash, day, report"},
    {"twin", "a, b"},
    {"copy", "report"},
    {"happening", "key"},
    {"trait", "land, type, time, day, event"},
    {"told", "event"},
    {"tally", "kind, who, whom, day"},
    {"source", "key"},
    {"seen", "source, entry"},
    {"alarm", "id"},
};
/* Tables whose rows get keys of their own. */
static const char *const keyed[] = {"coder", "report", "event", "relation", "agenda", "source"};

static struct db_statement *prepare_insert(struct store *to, const char *table,
                                           const struct db_statement *rows) {
    struct buffer sql = {0};
    buffer_text(&sql, "INSERT INTO ");
    buffer_text(&sql, table);
    for (int i = 0; i < db_columns(rows); i++) {
        buffer_text(&sql, i ? ", \"" : " (\"");
        buffer_text(&sql, db_column_name(rows, i));
        buffer_text(&sql, "\"");
    }
    for (int i = 0; i < db_columns(rows); i++)
        buffer_text(&sql, i ? ", ?" : ") VALUES (?");
    buffer_text(&sql, ")");
    struct db_statement *q =
        sql.failed ? NULL : db_prepare(&to->db, (str){sql.p, (uint32_t)sql.n}, DB_KEPT);
    buffer_free(&sql);
    return q;
}

static void bind_cell(struct db_statement *q, int at, const struct db_statement *rows, int column) {
    switch (db_kind_of(rows, column)) {
    case DB_INTEGER:
        db_bind_integer(q, at, db_integer(rows, column));
        break;
    case DB_REAL:
        db_bind_real(q, at, db_real(rows, column));
        break;
    case DB_TEXT:
        db_bind_text(q, at, db_text(rows, column));
        break;
    case DB_BYTES:
        db_bind_bytes(q, at, db_bytes(rows, column));
        break;
    default:
        db_bind_nothing(q, at);
    }
}

static bool enter_row(struct db_statement *q, const struct db_statement *rows) {
    db_reuse(q);
    for (int i = 0; i < db_columns(rows); i++)
        bind_cell(q, i + 1, rows, i);
    bool is_in = db_step(q) == DB_DONE;
    db_reset(q);
    return is_in;
}

static hb_status copy_table(struct store *from, struct store *to, size_t i, struct hb_error *err) {
    char sql[160];
    struct db_statement *q = NULL;
    hb_status status = HB_OK;
    int step = DB_FAILED;
    snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY %s", tables[i][0], tables[i][1]);
    struct db_statement *rows = db_prepare(&from->db, str_from(sql), DB_STREAM);
    while (rows && status == HB_OK && (step = db_step(rows)) == DB_ROW) {
        q = q ? q : prepare_insert(to, tables[i][0], rows);
        if (!q || !enter_row(q, rows))
            status = store_fail(to, "copying an archive", err);
    }
    if (status == HB_OK && step != DB_DONE)
        status = store_fail(from, "reading an archive", err);
    if (status == HB_OK && to->db.server && !pg_flush(to->db.server))
        status = store_fail(to, "copying an archive", err);
    db_finish(rows);
    db_finish(q);
    return status;
}

/* On a server, words are entered report by report. */
static hb_status copy_words(struct store *from, struct store *to, struct hb_error *err) {
    int step = DB_FAILED;
    hb_status status = HB_OK;
    struct db_statement *rows =
        db_prepare(&from->db, STR("SELECT key, title, text FROM report ORDER BY key"), DB_STREAM);
    while (rows && status == HB_OK && (step = db_step(rows)) == DB_ROW)
        if (!words_enter(to, db_integer(rows, 0), db_text(rows, 1), db_text(rows, 2)))
            status = store_fail(to, "copying an archive", err);
    if (status == HB_OK && step != DB_DONE)
        status = store_fail(from, "reading an archive", err);
    db_finish(rows);
    return status;
}

/* What an archive on a server knows besides its rows: the keys that are taken. */
static hb_status settle_server(struct store *to, struct hb_error *err) {
    char sql[128];
    bool is_done = true;
    for (size_t i = 0; i < sizeof keyed / sizeof *keyed && is_done; i++) {
        snprintf(sql, sizeof sql,
                 "SELECT setval('%s_key_seq', coalesce(max(key), 0) + 1, false) FROM %s", keyed[i],
                 keyed[i]);
        is_done = db_run(&to->db, sql);
    }
    return is_done ? HB_OK : store_fail(to, "copying an archive", err);
}

static hb_status copy_all(struct store *from, struct store *to, struct hb_error *err) {
    hb_status status = HB_OK;
    for (size_t i = 0; i < sizeof tables / sizeof *tables && status == HB_OK; i++)
        status = copy_table(from, to, i, err);
    if (status != HB_OK)
        return status;
    if (to->db.file)
        return store_execute(to, "INSERT INTO report_words (report_words) VALUES ('rebuild')", err);
    status = copy_words(from, to, err);
    return status == HB_OK ? settle_server(to, err) : status;
}

static hb_status check_ends(struct store *from, struct store *to, struct hb_error *err) {
    bool is_stale = false;
    int64_t is_full = 0;
    hb_status status = store_is_stale(from, &is_stale, err);
    if (status == HB_OK && is_stale)
        return error_set(err, HB_ERR_USAGE, 0,
                         "the picture is older than the reports; 'harbinger refresh' brings it up");
    if (status == HB_OK)
        status = fold_number(to,
                             "SELECT EXISTS (SELECT 1 FROM report) OR EXISTS (SELECT 1 FROM source "
                             "WHERE ?1 = 0)",
                             0, 0, &is_full, err);
    if (status == HB_OK && is_full)
        return error_set(err, HB_ERR_USAGE, 0,
                         "there are reports already where it is to be copied");
    return status;
}

hb_status store_copy(struct store *from, struct store *to, struct hb_error *err) {
    hb_status status = check_ends(from, to, err);
    if (status == HB_OK)
        status = store_only_add(to, err);
    if (status == HB_OK)
        status = store_begin_changing(to, err);
    if (status != HB_OK)
        return status;
    status = copy_all(from, to, err);
    if (status == HB_OK)
        status = store_commit(to, err);
    else
        store_rollback(to);
    /* So that a server plans by what is there now. */
    return status == HB_OK && to->db.server ? store_execute(to, "ANALYZE", err) : status;
}
