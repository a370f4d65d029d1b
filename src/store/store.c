/* An archive as the rest of the program knows it: in a file (db_file.c) or on a server
 * (postgres.c), with the same tables, which are made and brought up to date by the same SQL:
 * version 1's schema and then every later change, each being one entry of `migrations`. */
#include "store/fold_parts.h"

#include "base/alloc.h"
#include "store/db_file.h"

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

enum { VERSION = 6 };

/* migrations[v] brings version v + 1 to v + 2. */
static const char *const migrations[VERSION] = {store_picture, store_sources, store_asked,
                                                store_alarms,  store_raw,     NULL};

hb_status store_fail(const struct store *s, const char *doing, struct hb_error *err) {
    return db_fail(&s->db, doing, err);
}

hb_status store_execute(struct store *s, const char *sql, struct hb_error *err) {
    return db_run(&s->db, sql) ? HB_OK : store_fail(s, "writing to the archive", err);
}

struct db_statement *store_statement(struct store *s, const char *sql) {
    for (uint32_t i = 0; i < s->n_kept; i++)
        if (s->kept[i].sql == sql) {
            db_reuse(s->kept[i].statement);
            return s->kept[i].statement;
        }
    if (s->n_kept == STORE_STATEMENTS)
        return NULL;
    struct db_statement *q = db_prepare(&s->db, str_from(sql), DB_KEPT);
    if (!q)
        return NULL;
    s->kept[s->n_kept].sql = sql;
    s->kept[s->n_kept++].statement = q;
    return q;
}

void bind_str(struct db_statement *q, int at, str value) {
    if (value.n)
        db_bind_text(q, at, value);
    else
        db_bind_nothing(q, at);
}

void bind_text(struct db_statement *q, int at, str value) {
    db_bind_text(q, at, value);
}

void store_spare(void) {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

hb_status store_open(const char *path, enum store_access how, struct store **out,
                     struct hb_error *err) {
    const struct db_options o = {path, how, VERSION, store_schema, migrations};
    *out = NULL;
    if (how != STORE_CREATE && !pg_is_address(path) && access(path, F_OK) != 0)
        return error_set(err, HB_ERR_SYSTEM, 0,
                         "%.120s: no such archive ('harbinger add' makes one)", path);
    struct store *s = mem_zeroed(1, sizeof *s);
    if (!s)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to open an archive");
    hb_status status =
        pg_is_address(path) ? pg_open(&o, &s->db.server, err) : file_open(&s->db, &o, err);
    if (status != HB_OK) {
        store_close(s);
        return status;
    }
    *out = s;
    return HB_OK;
}

struct store_name store_name(const char *path) {
    struct store_name name;
    const char *rest = pg_is_address(path) ? strstr(path, "://") + 3 : NULL;
    if (!rest) {
        snprintf(name.z, sizeof name.z, "%s", path);
        return name;
    }
    int n = (int)strcspn(rest, "?");
    const char *at = memchr(rest, '@', (size_t)n);
    if (at) {
        n -= (int)(at + 1 - rest);
        rest = at + 1;
    }
    snprintf(name.z, sizeof name.z, "postgresql://%.*s", n < 140 ? n : 140, rest);
    return name;
}

struct store_name store_title(const char *path) {
    struct store_name name = store_name(path);
    const char *slash = strrchr(name.z, '/');
    if (slash && slash[1])
        memmove(name.z, slash + 1, strlen(slash + 1) + 1);
    return name;
}

bool store_may_write(const char *path) {
    return pg_is_address(path) || access(path, W_OK) == 0;
}

void store_close(struct store *s) {
    if (!s)
        return;
    store_drop_kept(s);
    for (uint32_t i = 0; i < s->n_kept; i++)
        db_finish(s->kept[i].statement);
    sqlite3_close(s->db.file);
    pg_close(s->db.server);
    mem_free(s);
}

hb_status store_only_add(struct store *s, struct hb_error *err) {
    return s->db.server ? HB_OK : store_execute(s, "PRAGMA foreign_keys = OFF", err);
}

void store_be_patient(struct store *s, bool is_patient) {
    if (s->db.server)
        pg_be_patient(s->db.server, is_patient);
    else
        file_be_patient(&s->db, is_patient);
}

static int stop_if_told(void *context) {
    const struct store *s = context;
    return !s->may_go_on(s->guard);
}

void store_guard(struct store *s, bool (*may_go_on)(void *context), void *context) {
    enum { STEPS = 50000 }; /* of SQLite's machine between two askings: about a millisecond */
    s->may_go_on = may_go_on;
    s->guard = context;
    if (s->db.server)
        pg_guard(s->db.server, may_go_on, context);
    else
        sqlite3_progress_handler(s->db.file, may_go_on ? STEPS : 0, stop_if_told, s);
}

hb_status store_version(struct store *s, int64_t *out, struct hb_error *err) {
    if (!s->db.server)
        return file_number(&s->db, "PRAGMA data_version", out, err);
    return pg_version(s->db.server, out) ? HB_OK : store_fail(s, "asking the archive", err);
}

void store_watch(struct store *s, void (*pass)(const char *point)) {
    s->pass = pass;
}

void store_pass(const struct store *s, const char *point) {
    if (s->pass)
        s->pass(point);
}

static int64_t milliseconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Who waits for a file looks every few milliseconds (db_file.c); one that had it for long and comes
 * back at once would take it again before. A server has them stand in line. */
static void let_others(const struct store *s) {
    enum { LONG = 100, PAUSE = 15 };
    int64_t left = s->ended + PAUSE - milliseconds();
    if (s->db.file && s->ended - s->begun >= LONG && left > 0)
        sqlite3_sleep((int)left);
}

static hb_status begin(struct store *s, enum pg_turn turn, struct hb_error *err) {
    s->coder = s->entered_key = 0;
    let_others(s);
    bool has_begun =
        s->db.server ? pg_begin(s->db.server, turn) : db_run(&s->db, "BEGIN IMMEDIATE");
    if (!has_begun)
        return store_fail(s, "beginning to write", err);
    s->begun = milliseconds();
    store_pass(s, "begun");
    return HB_OK;
}

hb_status store_begin(struct store *s, struct hb_error *err) {
    return begin(s, PG_WRITES, err);
}

hb_status store_begin_changing(struct store *s, struct hb_error *err) {
    return begin(s, PG_CHANGES, err);
}

hb_status store_begin_adding(struct store *s, struct hb_error *err) {
    return begin(s, PG_ADDS, err);
}

hb_status store_commit(struct store *s, struct hb_error *err) {
    store_pass(s, "committing");
    if (!(s->db.server ? pg_commit(s->db.server) : db_run(&s->db, "COMMIT")))
        return store_fail(s, "committing", err);
    s->ended = milliseconds();
    store_pass(s, "committed");
    return HB_OK;
}

bool store_is_full(const struct store *s) {
    return s->db.server && pg_is_full(s->db.server);
}

void store_rollback(struct store *s) {
    store_drop_kept(s);
    if (s->db.server)
        pg_rollback(s->db.server);
    else
        db_run(&s->db, "ROLLBACK");
}
