/* What db.h does not do in a line: preparing, running, telling faults apart, and versions. */
#include "store/db.h"

#include "base/alloc.h"

static bool prepare(struct db *db, str sql, enum db_use use, struct db_statement *q) {
    if (db->server)
        return (q->server = pg_prepare(db->server, sql, (int)use)) != NULL;
    unsigned flags = use == DB_KEPT ? SQLITE_PREPARE_PERSISTENT : 0;
    return sqlite3_prepare_v3(db->file, sql.p, (int)sql.n, flags, &q->file, NULL) == SQLITE_OK;
}

struct db_statement *db_prepare(struct db *db, str sql, enum db_use use) {
    struct db_statement *q = mem_zeroed(1, sizeof *q);
    if (q && prepare(db, sql, use, q))
        return q;
    mem_free(q);
    return NULL;
}

void db_finish(struct db_statement *q) {
    if (!q)
        return;
    if (q->file)
        sqlite3_finalize(q->file);
    else
        pg_finish(q->server);
    mem_free(q);
}

bool db_run(struct db *db, const char *sql) {
    return db->server ? pg_run(db->server, sql)
                      : sqlite3_exec(db->file, sql, NULL, NULL, NULL) == SQLITE_OK;
}

enum db_fault db_fault(const struct db *db) {
    if (db->server)
        return (enum db_fault)pg_fault(db->server);
    switch (sqlite3_errcode(db->file)) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return FAULT_NONE;
    case SQLITE_NOMEM:
        return FAULT_MEMORY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return FAULT_BUSY;
    case SQLITE_FULL:
        return FAULT_FULL;
    case SQLITE_READONLY:
        return FAULT_READ_ONLY;
    case SQLITE_CANTOPEN:
        return FAULT_NO_FILE;
    case SQLITE_INTERRUPT:
        return FAULT_STOPPED;
    case SQLITE_NOTADB:
        return FAULT_FOREIGN;
    case SQLITE_CORRUPT:
        return FAULT_DAMAGED;
    case SQLITE_ERROR:
        return FAULT_SQL;
    default:
        return FAULT_OTHER;
    }
}

const char *db_message(const struct db *db) {
    return db->server ? pg_message(db->server) : sqlite3_errmsg(db->file);
}

hb_status db_fail(const struct db *db, const char *doing, struct hb_error *err) {
    switch (db_fault(db)) {
    case FAULT_NONE: /* no statement could be kept */
    case FAULT_MEMORY:
        return error_set(err, HB_ERR_MEMORY, 0, "%s: no memory", doing);
    case FAULT_BUSY:
        return error_set(err, HB_ERR_SYSTEM, 0,
                         "%s: another program is writing to the archive; try again when it is done",
                         doing);
    case FAULT_FULL:
        return error_set(err, HB_ERR_SYSTEM, 0,
                         "%s: the disk is full; what was committed before is safe", doing);
    case FAULT_READ_ONLY:
        return error_set(err, HB_ERR_SYSTEM, 0, "%s: the archive or its folder is read-only",
                         doing);
    case FAULT_NO_FILE:
        return error_set(err, HB_ERR_SYSTEM, 0, "%s: the file cannot be opened", doing);
    case FAULT_STOPPED:
        return error_set(err, HB_ERR_LIMIT, 0, "%s: it took longer than it may", doing);
    case FAULT_FOREIGN:
        return error_set(err, HB_ERR_SYSTEM, 0, "%s: the file is no archive of Harbinger", doing);
    case FAULT_DAMAGED:
        return error_set(err, HB_ERR_SYSTEM, 0,
                         "%s: the archive is damaged; 'harbinger check' says where", doing);
    default:
        return error_set(err, HB_ERR_SYSTEM, 0, "%s: %.120s", doing, db_message(db));
    }
}

hb_status db_check_version(const struct db_options *o, int64_t version, bool is_new,
                           struct hb_error *err) {
    if (version > o->version)
        return error_set(err, HB_ERR_SYSTEM, 0,
                         "the archive has version %lld, made by a newer Harbinger; this program "
                         "reads up to %d",
                         (long long)version, o->version);
    if (version == o->version || o->access != STORE_READ)
        return HB_OK;
    return error_set(err, HB_ERR_SYSTEM, 0,
                     is_new ? "the archive is empty"
                            : "the archive is of an older version; open it once for writing");
}

bool db_bring_up(struct db *db, const struct db_options *o, int64_t version) {
    bool is_done = version > 0 || db_run(db, o->schema);
    for (int64_t v = version ? version : 1; is_done && v < o->version; v++)
        is_done = db_run(db, o->steps[v - 1]);
    return is_done;
}
