/* Opening an archive. A new file gets version 1's schema and then every later change, in one
 * transaction; an old one is brought up to date step by step, each version's change being one entry
 * of `migrations`, all in one transaction, so that a crash leaves either the old archive or the new
 * one. PRAGMA application_id tells an archive from other SQLite files, user_version its version; a
 * newer version than ours is refused.
 */
#include "store/fold_parts.h"

#include "base/alloc.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

extern const char store_schema[];  /* schema.sql */
extern const char store_picture[]; /* picture.sql */
extern const char store_sources[]; /* sources.sql */
extern const char store_asked[];   /* asked.sql */
extern const char store_alarms[];  /* alarms.sql */
extern const char store_raw[];     /* raw.sql */

enum { APPLICATION_ID = 0x48425231 /* "HBR1" */, VERSION = 6, WAIT_MILLISECONDS = 10000 };

/* migrations[v] brings version v + 1 to v + 2. */
static const char *const migrations[VERSION] = {store_picture, store_sources, store_asked,
                                                store_alarms,  store_raw,     NULL};

hb_status store_fail(const struct store *s, const char *doing, struct hb_error *err) {
    switch (sqlite3_errcode(s->db)) {
    case SQLITE_OK: /* no statement could be kept */
    case SQLITE_NOMEM:
        return error_set(err, HB_ERR_MEMORY, 0, "%s: no memory", doing);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_set(err, HB_ERR_SYSTEM, 0,
                         "%s: another program is writing to the archive; try again when it is done",
                         doing);
    case SQLITE_FULL:
        return error_set(err, HB_ERR_SYSTEM, 0,
                         "%s: the disk is full; what was committed before is safe", doing);
    case SQLITE_READONLY:
        return error_set(err, HB_ERR_SYSTEM, 0, "%s: the archive or its folder is read-only",
                         doing);
    case SQLITE_CANTOPEN:
        return error_set(err, HB_ERR_SYSTEM, 0, "%s: the file cannot be opened", doing);
    case SQLITE_INTERRUPT:
        return error_set(err, HB_ERR_LIMIT, 0, "%s: it took longer than it may", doing);
    case SQLITE_NOTADB:
        return error_set(err, HB_ERR_SYSTEM, 0, "%s: the file is no archive of Harbinger", doing);
    case SQLITE_CORRUPT:
        return error_set(err, HB_ERR_SYSTEM, 0,
                         "%s: the archive is damaged; 'harbinger check' says where", doing);
    default:
        return error_set(err, HB_ERR_SYSTEM, 0, "%s: %.120s", doing, sqlite3_errmsg(s->db));
    }
}

hb_status store_execute(struct store *s, const char *sql, struct hb_error *err) {
    if (sqlite3_exec(s->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return store_fail(s, "writing to the archive", err);
    return HB_OK;
}

sqlite3_stmt *store_statement(struct store *s, const char *sql) {
    for (uint32_t i = 0; i < s->n_kept; i++)
        if (s->kept[i].sql == sql) {
            sqlite3_reset(s->kept[i].statement);
            sqlite3_clear_bindings(s->kept[i].statement);
            return s->kept[i].statement;
        }
    sqlite3_stmt *q = NULL;
    if (s->n_kept == STORE_STATEMENTS ||
        sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &q, NULL) != SQLITE_OK)
        return NULL;
    s->kept[s->n_kept].sql = sql;
    s->kept[s->n_kept++].statement = q;
    return q;
}

void bind_str(sqlite3_stmt *q, int at, str value) {
    if (value.n)
        sqlite3_bind_text(q, at, value.p, (int)value.n, SQLITE_STATIC);
    else
        sqlite3_bind_null(q, at);
}

void bind_text(sqlite3_stmt *q, int at, str value) {
    sqlite3_bind_text(q, at, value.n ? value.p : "", (int)value.n, SQLITE_STATIC);
}

static hb_status pragma(struct store *s, const char *sql, int64_t *out, struct hb_error *err) {
    sqlite3_stmt *q = NULL;
    *out = 0;
    if (sqlite3_prepare_v2(s->db, sql, -1, &q, NULL) != SQLITE_OK)
        return store_fail(s, "opening the archive", err);
    int step = sqlite3_step(q);
    if (step == SQLITE_ROW)
        *out = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    return step == SQLITE_ROW ? HB_OK : store_fail(s, "opening the archive", err);
}

static hb_status set_version(struct store *s, struct hb_error *err) {
    char sql[96];
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             APPLICATION_ID, VERSION);
    return store_execute(s, sql, err);
}

/* Inside a transaction: makes the tables, or brings them from `version` to ours. */
static hb_status bring_up(struct store *s, int64_t version, struct hb_error *err) {
    hb_status status = version == 0 ? store_execute(s, store_schema, err) : HB_OK;
    for (int64_t v = version ? version : 1; status == HB_OK && v < VERSION; v++)
        status = store_execute(s, migrations[v - 1], err);
    return status == HB_OK ? set_version(s, err) : status;
}

static hb_status check_version(struct store *s, bool may_write, struct hb_error *err) {
    int64_t application, version, n_tables;
    hb_status status = pragma(s, "PRAGMA application_id", &application, err);
    if (status == HB_OK)
        status = pragma(s, "PRAGMA user_version", &version, err);
    if (status == HB_OK)
        status = pragma(s, "SELECT count(*) FROM sqlite_master", &n_tables, err);
    if (status != HB_OK)
        return status;
    bool is_new = application == 0 && version == 0 && n_tables == 0;
    if (!is_new && application != APPLICATION_ID)
        return error_set(err, HB_ERR_SYSTEM, 0, "the file is no archive of Harbinger");
    if (version > VERSION)
        return error_set(err, HB_ERR_SYSTEM, 0,
                         "the archive has version %lld, made by a newer Harbinger; this program "
                         "reads up to %d",
                         (long long)version, VERSION);
    if (version == VERSION)
        return HB_OK;
    if (!may_write)
        return error_set(err, HB_ERR_SYSTEM, 0,
                         is_new ? "the archive is empty"
                                : "the archive is of an older version; "
                                  "open it once for writing");
    if ((status = store_begin(s, err)) != HB_OK)
        return status;
    status = pragma(s, "PRAGMA user_version", &version, err); /* another may have been quicker */
    if (status == HB_OK && version < VERSION)
        status = bring_up(s, version, err);
    if (status == HB_OK)
        return store_commit(s, err);
    store_rollback(s);
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
    sqlite3_result_int(c, fold_time_of(days.first, days.last));
}

static bool add_functions(struct store *s) {
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    return sqlite3_create_function(s->db, "code_time", 2, flags, NULL, sql_code_time, NULL, NULL) ==
               SQLITE_OK &&
           sqlite3_create_function(s->db, "code_land", 1, flags, NULL, sql_code_land, NULL, NULL) ==
               SQLITE_OK &&
           sqlite3_create_function(s->db, "code_day", 1, flags, NULL, sql_code_day, NULL, NULL) ==
               SQLITE_OK;
}

/* Of two programs that make one archive at the same time SQLite turns one away at once, without
 * waiting, as it cannot know who lets go first; so that one tries again. */
static hb_status execute_in_turn(struct store *s, const char *sql, struct hb_error *err) {
    enum { PAUSE_MILLISECONDS = 20 };
    time_t last = time(NULL) + WAIT_MILLISECONDS / 1000;
    hb_status status = store_execute(s, sql, err);
    while (status != HB_OK && sqlite3_errcode(s->db) == SQLITE_BUSY && time(NULL) < last) {
        sqlite3_sleep(PAUSE_MILLISECONDS);
        status = store_execute(s, sql, err);
    }
    return status;
}

static hb_status prepare(struct store *s, enum store_access access, struct hb_error *err) {
    bool may_write = access != STORE_READ;
    sqlite3_busy_timeout(s->db, WAIT_MILLISECONDS);
    sqlite3_extended_result_codes(s->db, 0);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (!add_functions(s))
        return store_fail(s, "opening the archive", err);
    hb_status status =
        store_execute(s, "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF", err);
    if (status == HB_OK && may_write)
        status = execute_in_turn(s,
                                 "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA "
                                 "cache_size = -65536; PRAGMA wal_autocheckpoint = 8000; PRAGMA "
                                 "temp_store = MEMORY",
                                 err);
    return status == HB_OK ? check_version(s, may_write, err) : status;
}

static bool is_missing(const char *path) {
    return access(path, F_OK) != 0;
}

static hb_status open_file(struct store *s, const char *name, int flags, struct hb_error *err) {
    if (sqlite3_open_v2(name, &s->db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        return store_fail(s, "opening the archive", err);
    return HB_OK;
}

/* A closed archive where nothing may be written, as on a CD: SQLite cannot make the file that
 * readers and writers share (-shm), and needs none, as nobody writes. A log that nobody can play
 * back (-wal) would hide reports, so then the error stands. */
static hb_status open_fixed(struct store *s, const char *path, struct hb_error *err) {
    enum { ROOM = 3 * 4096 };
    static const char hex[] = "0123456789ABCDEF";
    char uri[ROOM + 32] = "file:", log[4096 + 8];
    size_t n = strlen(uri);
    int written = snprintf(log, sizeof log, "%s-wal", path);
    bool has_log = written < 0 || (size_t)written >= sizeof log || access(log, F_OK) == 0;
    if (has_log)
        return err->code;
    for (const char *p = path; *p; p++)
        if (strchr("%?#", *p)) {
            uri[n++] = '%';
            uri[n++] = hex[(unsigned char)*p >> 4];
            uri[n++] = hex[*p & 15];
        } else {
            uri[n++] = *p;
        }
    snprintf(uri + n, sizeof uri - n, "?immutable=1");
    sqlite3_close(s->db);
    s->db = NULL;
    hb_status status = open_file(s, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
    return status == HB_OK ? prepare(s, STORE_READ, err) : status;
}

hb_status store_open(const char *path, enum store_access access, struct store **out,
                     struct hb_error *err) {
    *out = NULL;
    if (access != STORE_CREATE && is_missing(path))
        return error_set(err, HB_ERR_SYSTEM, 0,
                         "%.120s: no such archive ('harbinger add' makes one)", path);
    struct store *s = mem_zeroed(1, sizeof *s);
    if (!s)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to open an archive");
    int flags = access == STORE_READ     ? SQLITE_OPEN_READONLY
                : access == STORE_CREATE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                         : SQLITE_OPEN_READWRITE;
    hb_status status = open_file(s, path, flags, err);
    if (status == HB_OK)
        status = prepare(s, access, err);
    int reason = status == HB_OK ? SQLITE_OK : sqlite3_errcode(s->db);
    if (access == STORE_READ && (reason == SQLITE_READONLY || reason == SQLITE_CANTOPEN))
        status = open_fixed(s, path, err);
    if (status != HB_OK) {
        store_close(s);
        return status;
    }
    *out = s;
    return HB_OK;
}

void store_close(struct store *s) {
    if (!s)
        return;
    for (uint32_t i = 0; i < s->n_kept; i++)
        sqlite3_finalize(s->kept[i].statement);
    sqlite3_close(s->db);
    mem_free(s);
}

hb_status store_only_add(struct store *s, struct hb_error *err) {
    return store_execute(s, "PRAGMA foreign_keys = OFF", err);
}

void store_be_patient(struct store *s, bool is_patient) {
    sqlite3_busy_timeout(s->db, is_patient ? WAIT_MILLISECONDS : 0);
}

static int stop_if_told(void *context) {
    const struct store *s = context;
    return !s->may_go_on(s->guard);
}

void store_guard(struct store *s, bool (*may_go_on)(void *context), void *context) {
    enum { STEPS = 50000 }; /* of SQLite's machine between two askings: about a millisecond */
    s->may_go_on = may_go_on;
    s->guard = context;
    sqlite3_progress_handler(s->db, may_go_on ? STEPS : 0, stop_if_told, s);
}

hb_status store_version(struct store *s, int64_t *out, struct hb_error *err) {
    return pragma(s, "PRAGMA data_version", out, err);
}

void store_watch(struct store *s, void (*pass)(const char *point)) {
    s->pass = pass;
}

void store_pass(const struct store *s, const char *point) {
    if (s->pass)
        s->pass(point);
}

hb_status store_begin(struct store *s, struct hb_error *err) {
    if (sqlite3_exec(s->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return store_fail(s, "beginning to write", err);
    store_pass(s, "begun");
    return HB_OK;
}

hb_status store_commit(struct store *s, struct hb_error *err) {
    store_pass(s, "committing");
    if (sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
        return store_fail(s, "committing", err);
    store_pass(s, "committed");
    return HB_OK;
}

void store_rollback(struct store *s) {
    sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}
