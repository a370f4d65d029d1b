/* Opening a file of SQLite. A new one gets version 1's schema and then every later change, in one
 * transaction; an old one is brought up to date step by step, all in one transaction, so that a
 * crash leaves either the old archive or the new one. PRAGMA application_id tells an archive from
 * other SQLite files, user_version its version; a newer version than ours is refused. */
#include "store/db_file.h"

#include "store/fold.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { APPLICATION_ID = 0x48425231 /* "HBR1" */ };
enum { WAIT_MILLISECONDS = 20000, PAUSE_MILLISECONDS = 5 };

static hb_status execute(struct db *db, const char *sql, struct hb_error *err) {
    return db_run(db, sql) ? HB_OK : db_fail(db, "writing to the archive", err);
}

hb_status file_number(struct db *db, const char *sql, int64_t *out, struct hb_error *err) {
    sqlite3_stmt *q = NULL;
    *out = 0;
    if (sqlite3_prepare_v2(db->file, sql, -1, &q, NULL) != SQLITE_OK)
        return db_fail(db, "opening the archive", err);
    int step = sqlite3_step(q);
    if (step == SQLITE_ROW)
        *out = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    return step == SQLITE_ROW ? HB_OK : db_fail(db, "opening the archive", err);
}

static hb_status set_version(struct db *db, int version, struct hb_error *err) {
    char sql[96];
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             APPLICATION_ID, version);
    return execute(db, sql, err);
}

static hb_status check_version(struct db *db, const struct db_options *o, struct hb_error *err) {
    int64_t application, version, n_tables;
    hb_status status = file_number(db, "PRAGMA application_id", &application, err);
    if (status == HB_OK)
        status = file_number(db, "PRAGMA user_version", &version, err);
    if (status == HB_OK)
        status = file_number(db, "SELECT count(*) FROM sqlite_master", &n_tables, err);
    if (status != HB_OK)
        return status;
    bool is_new = application == 0 && version == 0 && n_tables == 0;
    if (!is_new && application != APPLICATION_ID)
        return error_set(err, HB_ERR_SYSTEM, 0, "the file is no archive of Harbinger");
    status = db_check_version(o, version, is_new, err);
    if (status != HB_OK || version == o->version)
        return status;
    if (!db_run(db, "BEGIN IMMEDIATE"))
        return db_fail(db, "beginning to write", err);
    /* Another may have been quicker. */
    status = file_number(db, "PRAGMA user_version", &version, err);
    if (status == HB_OK && version < o->version)
        status = db_bring_up(db, o, version) ? set_version(db, o->version, err)
                                             : db_fail(db, "writing to the archive", err);
    if (status == HB_OK && !db_run(db, "COMMIT"))
        status = db_fail(db, "committing", err);
    if (status != HB_OK)
        db_run(db, "ROLLBACK");
    return status;
}

/* code_land('USA-GOV') = 'USA' */
static void sql_code_land(sqlite3_context *c, int n, sqlite3_value **values) {
    const char *p = (const char *)sqlite3_value_text(values[0]);
    str land = code_land((str){p, p ? (uint32_t)sqlite3_value_bytes(values[0]) : 0});
    if (n == 1 && land.n)
        sqlite3_result_text(c, land.p, (int)land.n, SQLITE_TRANSIENT);
}

/* code_day('1970-01-02') = 1 */
static void sql_code_day(sqlite3_context *c, int n, sqlite3_value **values) {
    const char *p = (const char *)sqlite3_value_text(values[0]);
    struct interval i;
    if (n == 1 && p && interval_parse(str_from(p), &i))
        sqlite3_result_int(c, i.first);
}

/* code_time(first_day, last_day): enum fold_time */
static void sql_code_time(sqlite3_context *c, int n, sqlite3_value **values) {
    struct interval days = {DATE_NONE, DATE_NONE}, i;
    for (int k = 0; k < n && k < 2; k++) {
        const char *p = (const char *)sqlite3_value_text(values[k]);
        if (p && interval_parse(str_from(p), &i))
            *(k ? &days.last : &days.first) = i.first;
    }
    sqlite3_result_int(c, (int)fold_time_of(days.first, days.last));
}

/* What stands for a day in `stale`, and the day of it: a file keeps the day itself. */
static void sql_stale_day(sqlite3_context *c, int n, sqlite3_value **values) {
    if (n == 1)
        sqlite3_result_value(c, values[0]);
}

static bool add_functions(struct db *db) {
    static const struct {
        const char *name;
        int n;
        void (*run)(sqlite3_context *c, int n, sqlite3_value **values);
    } functions[] = {{"code_time", 2, sql_code_time},
                     {"code_land", 1, sql_code_land},
                     {"code_day", 1, sql_code_day},
                     {"stale_day", 1, sql_stale_day},
                     {"day_stale", 1, sql_stale_day}};
    bool are_there = true;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        are_there &= sqlite3_create_function(db->file, functions[i].name, functions[i].n,
                                             SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
                                             functions[i].run, NULL, NULL) == SQLITE_OK;
    return are_there;
}

/* Looks often: who writes report after report lets go for some milliseconds only, which SQLite's
 * own waiting, a tenth of a second at a time, would miss again and again. */
static int wait_a_little(void *context, int n_waits) {
    (void)context;
    if (n_waits >= WAIT_MILLISECONDS / PAUSE_MILLISECONDS)
        return 0;
    sqlite3_sleep(PAUSE_MILLISECONDS);
    return 1;
}

void file_be_patient(struct db *db, bool is_patient) {
    sqlite3_busy_handler(db->file, is_patient ? wait_a_little : NULL, NULL);
}

/* Of two programs that make one archive at the same time SQLite turns one away at once, without
 * waiting, as it cannot know who lets go first; so that one tries again, and all waiting is here.
 */
static hb_status execute_in_turn(struct db *db, const char *sql, struct hb_error *err) {
    file_be_patient(db, false);
    hb_status status = execute(db, sql, err);
    for (int n = 0; status != HB_OK && sqlite3_errcode(db->file) == SQLITE_BUSY; n++) {
        if (!wait_a_little(NULL, n))
            break;
        status = execute(db, sql, err);
    }
    file_be_patient(db, true);
    return status;
}

static hb_status prepare(struct db *db, const struct db_options *o, struct hb_error *err) {
    file_be_patient(db, true);
    sqlite3_extended_result_codes(db->file, 0);
    sqlite3_db_config(db->file, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (!add_functions(db))
        return db_fail(db, "opening the archive", err);
    hb_status status = execute(db, "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF", err);
    if (status == HB_OK && o->access != STORE_READ)
        status = execute_in_turn(db,
                                 "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA "
                                 "cache_size = -32768; PRAGMA wal_autocheckpoint = 8000; PRAGMA "
                                 "temp_store = MEMORY",
                                 err);
    return status == HB_OK ? check_version(db, o, err) : status;
}

static hb_status open_file(struct db *db, const char *name, int flags, struct hb_error *err) {
    if (sqlite3_open_v2(name, &db->file, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        return db_fail(db, "opening the archive", err);
    return HB_OK;
}

/* A closed archive where nothing may be written, as on a CD: SQLite cannot make the file that
 * readers and writers share (-shm), and needs none, as nobody writes. A log that nobody can play
 * back (-wal) would hide reports, so then the error stands. */
static hb_status open_fixed(struct db *db, const struct db_options *o, struct hb_error *err) {
    enum { ROOM = 3 * 4096 };
    static const char hex[] = "0123456789ABCDEF";
    char uri[ROOM + 32] = "file:", log[4096 + 8];
    size_t n = strlen(uri);
    int written = snprintf(log, sizeof log, "%s-wal", o->name);
    bool has_log = written < 0 || (size_t)written >= sizeof log || access(log, F_OK) == 0;
    if (has_log)
        return err->code;
    for (const char *p = o->name; *p; p++)
        if (strchr("%?#", *p)) {
            uri[n++] = '%';
            uri[n++] = hex[(unsigned char)*p >> 4];
            uri[n++] = hex[*p & 15];
        } else {
            uri[n++] = *p;
        }
    snprintf(uri + n, sizeof uri - n, "?immutable=1");
    sqlite3_close(db->file);
    db->file = NULL;
    hb_status status = open_file(db, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
    return status == HB_OK ? prepare(db, o, err) : status;
}

hb_status file_open(struct db *db, const struct db_options *o, struct hb_error *err) {
    int flags = o->access == STORE_READ     ? SQLITE_OPEN_READONLY
                : o->access == STORE_CREATE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                            : SQLITE_OPEN_READWRITE;
    hb_status status = open_file(db, o->name, flags, err);
    if (status == HB_OK)
        status = prepare(db, o, err);
    enum db_fault fault = status == HB_OK ? FAULT_NONE : db_fault(db);
    if (o->access == STORE_READ && (fault == FAULT_READ_ONLY || fault == FAULT_NO_FILE))
        status = open_fixed(db, o, err);
    return status;
}
