/* What the room asks of a data base: statements are prepared, bound, stepped and read as SQLite has
 * it. SQLite is the archive in a file, and its calls go through at no cost; PostgreSQL is the
 * archive of a team (postgres.h), which understands the same SQL after a translation (dialect.h).
 *
 *   SQL + values ─db_step→ rows         a file: sqlite3_step;  postgresql://…: pg_step
 *
 * SQL of this room is what both understand, but for the words that dialect.h names. Private to
 * src/store. */
#ifndef HB_STORE_DB_H
#define HB_STORE_DB_H

#include "base/str.h"
#include "store/postgres.h"
#include "store/store.h"

#include <sqlite3.h>

struct db {
    sqlite3 *file;
    struct pg *server; /* not NULL: the archive lies there, and `file` is NULL */
};

struct db_statement {
    sqlite3_stmt *file;
    struct pg_statement *server;
};

/* An archive to be opened. A new one gets version 1's schema and then every later step. */
struct db_options {
    const char *name; /* a path, or an address */
    enum store_access access;
    int version; /* of the archive, as the program knows it */
    const char *schema;
    const char *const *steps; /* [version - 1] each brings version i + 1 to i + 2 */
};
/* May an archive of this version be opened so? */
hb_status db_check_version(const struct db_options *o, int64_t version, bool is_new,
                           struct hb_error *err);
/* Inside a transaction: makes the tables (version 0), or brings them from `version` to ours. */
bool db_bring_up(struct db *db, const struct db_options *o, int64_t version);

enum db_step { DB_FAILED = SQLITE_ERROR, DB_ROW = SQLITE_ROW, DB_DONE = SQLITE_DONE };

enum db_kind {
    DB_NOTHING = SQLITE_NULL,
    DB_INTEGER = SQLITE_INTEGER,
    DB_REAL = SQLITE_FLOAT,
    DB_TEXT = SQLITE_TEXT,
    DB_BYTES = SQLITE_BLOB
};

/* How a statement is used. */
enum db_use {
    DB_ONCE,   /* few rows, then finished */
    DB_KEPT,   /* few rows, again and again */
    DB_STREAM, /* any number of rows; others are asked between two of them */
};

/* NULL on failure. Owned by the caller: db_finish. */
struct db_statement *db_prepare(struct db *db, str sql, enum db_use use);
/* NULL does nothing. */
void db_finish(struct db_statement *q);
/* Runs statements that are divided by semicolons, without values and without rows. */
bool db_run(struct db *db, const char *sql);

/* What went wrong last. */
enum db_fault {
    FAULT_NONE,
    FAULT_MEMORY,
    FAULT_BUSY,
    FAULT_FULL,
    FAULT_READ_ONLY,
    FAULT_NO_FILE,
    FAULT_STOPPED, /* it was told to stop */
    FAULT_FOREIGN, /* no data base of ours */
    FAULT_DAMAGED,
    FAULT_SQL, /* the statement is wrong, or a value of it */
    FAULT_OTHER
};
enum db_fault db_fault(const struct db *db);
const char *db_message(const struct db *db);
/* A fault as a message: what went wrong, and what to do. Returns HB_ERR_SYSTEM, or HB_ERR_MEMORY,
 * HB_ERR_LIMIT. */
hb_status db_fail(const struct db *db, const char *doing, struct hb_error *err);

/* The key of the row that was entered last, and whether one was; a server's rows have keys that
 * db_next_key gave. */
static inline int64_t db_last_key(struct db *db) {
    return db->file ? sqlite3_last_insert_rowid(db->file) : 0;
}
static inline bool db_has_changed(struct db *db) {
    return !db->file || sqlite3_changes(db->file) > 0;
}
/* A key for a new row of a table, or 0: the row gets its own (db_last_key). */
static inline int64_t db_next_key(struct db *db, const char *table) {
    return db->file ? 0 : pg_next_key(db->server, table);
}

/* ---- values: positions from 1 on; 0 is ignored ---- */

/* The answer of a kept statement does not hang on what this transaction entered, which a server may
 * not have been sent yet. */
static inline void db_look_aside(struct db_statement *q) {
    if (q->server)
        pg_look_aside(q->server);
}

/* The position of ":name", 0 where the statement does not name it. */
static inline int db_position(const struct db_statement *q, const char *name) {
    return q->file ? sqlite3_bind_parameter_index(q->file, name) : pg_position(q->server, name);
}
static inline void db_bind_integer(struct db_statement *q, int at, int64_t v) {
    if (q->file)
        sqlite3_bind_int64(q->file, at, v);
    else
        pg_bind_integer(q->server, at, v);
}
static inline void db_bind_real(struct db_statement *q, int at, double v) {
    if (q->file)
        sqlite3_bind_double(q->file, at, v);
    else
        pg_bind_real(q->server, at, v);
}
/* Borrows the text until the statement is stepped through or reset. */
static inline void db_bind_text(struct db_statement *q, int at, str v) {
    if (q->file)
        sqlite3_bind_text(q->file, at, v.n ? v.p : "", (int)v.n, SQLITE_STATIC);
    else
        pg_bind_text(q->server, at, v);
}
/* Copies it. */
static inline void db_bind_copy(struct db_statement *q, int at, str v) {
    if (q->file)
        sqlite3_bind_text(q->file, at, v.n ? v.p : "", (int)v.n, SQLITE_TRANSIENT);
    else
        pg_bind_text(q->server, at, v);
}
static inline void db_bind_bytes(struct db_statement *q, int at, str v) {
    if (q->file)
        sqlite3_bind_blob64(q->file, at, v.p, v.n, SQLITE_STATIC);
    else
        pg_bind_bytes(q->server, at, v);
}
static inline void db_bind_nothing(struct db_statement *q, int at) {
    if (q->file)
        sqlite3_bind_null(q->file, at);
    else
        pg_bind_nothing(q->server, at);
}
/* A column of a file's row, copied. */
static inline void db_bind_column(struct db_statement *q, int at, const struct db_statement *row,
                                  int column) {
    sqlite3_bind_value(q->file, at, sqlite3_column_value(row->file, column));
}
/* Words to look for, as FTS5 reads them. */
static inline void db_bind_query(struct db_statement *q, int at, str v) {
    if (q->file)
        db_bind_text(q, at, v);
    else
        pg_bind_query(q->server, at, v);
}
/* A text whose words are to be looked for, where a server keeps them (`report_words`). */
static inline void db_bind_words(struct db_statement *q, int at, str v) {
    if (q->file)
        db_bind_text(q, at, v);
    else
        pg_bind_words(q->server, at, v);
}

/* ---- rows: columns from 0 on; texts are borrowed until the next step or reset ---- */

static inline int db_step(struct db_statement *q) {
    return q->file ? sqlite3_step(q->file) : pg_step(q->server);
}
static inline void db_reset(struct db_statement *q) {
    if (q->file)
        sqlite3_reset(q->file);
    else
        pg_reset(q->server);
}
/* The same, and its values are nothing again. */
static inline void db_reuse(struct db_statement *q) {
    db_reset(q);
    if (q->file)
        sqlite3_clear_bindings(q->file);
    else
        pg_forget_values(q->server);
}
static inline int db_columns(const struct db_statement *q) {
    return q->file ? sqlite3_column_count(q->file) : pg_columns(q->server);
}
static inline const char *db_column_name(const struct db_statement *q, int column) {
    return q->file ? sqlite3_column_name(q->file, column) : pg_column_name(q->server, column);
}
static inline int db_kind_of(const struct db_statement *q, int column) {
    return q->file ? sqlite3_column_type(q->file, column) : pg_kind_of(q->server, column);
}
static inline bool db_is_nothing(const struct db_statement *q, int column) {
    return db_kind_of(q, column) == DB_NOTHING;
}
static inline int64_t db_integer(const struct db_statement *q, int column) {
    return q->file ? sqlite3_column_int64(q->file, column) : pg_integer(q->server, column);
}
static inline double db_real(const struct db_statement *q, int column) {
    return q->file ? sqlite3_column_double(q->file, column) : pg_real(q->server, column);
}
/* {NULL,0} for nothing; NUL-terminated. */
static inline str db_text(const struct db_statement *q, int column) {
    if (!q->file)
        return pg_text(q->server, column);
    const char *p = (const char *)sqlite3_column_text(q->file, column);
    return (str){p, p ? (uint32_t)sqlite3_column_bytes(q->file, column) : 0};
}
/* A blob; {NULL,0} for an empty one. */
static inline str db_bytes(const struct db_statement *q, int column) {
    if (!q->file)
        return pg_bytes(q->server, column);
    const void *p = sqlite3_column_blob(q->file, column);
    return (str){p, p ? (uint32_t)sqlite3_column_bytes(q->file, column) : 0};
}

#endif
