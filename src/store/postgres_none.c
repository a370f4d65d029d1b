/* A program that was built without libpq opens no archive on a server, and says so. What needs a
 * connection is never called. */
#include "store/postgres.h"

#include "store/db.h"

#include <assert.h>

hb_status pg_open(const struct db_options *o, struct pg **out, struct hb_error *err) {
    (void)o;
    *out = NULL;
    return error_set(err, HB_ERR_SYSTEM, 0,
                     "this program was built without PostgreSQL (libpq-dev, then build again)");
}

void pg_close(struct pg *c) {
    assert(!c);
    (void)c;
}

struct pg_statement *pg_prepare(struct pg *c, str sql, int use) {
    (void)c, (void)sql, (void)use;
    return NULL;
}

void pg_finish(struct pg_statement *q) {
    (void)q;
}

bool pg_run(struct pg *c, const char *sql) {
    (void)c, (void)sql;
    return false;
}

int pg_fault(const struct pg *c) {
    (void)c;
    return 0;
}

const char *pg_message(const struct pg *c) {
    (void)c;
    return NULL;
}

bool pg_begin(struct pg *c, enum pg_turn turn) {
    (void)c, (void)turn;
    return false;
}

bool pg_commit(struct pg *c) {
    (void)c;
    return false;
}

void pg_rollback(struct pg *c) {
    (void)c;
}

bool pg_flush(struct pg *c) {
    (void)c;
    return false;
}

bool pg_is_full(const struct pg *c) {
    (void)c;
    return false;
}

bool pg_is_own(struct pg *c, uint64_t id, bool is_to_be) {
    (void)c, (void)id, (void)is_to_be;
    return false;
}

void pg_be_patient(struct pg *c, bool is_patient) {
    (void)c, (void)is_patient;
}

void pg_guard(struct pg *c, bool (*may_go_on)(void *context), void *context) {
    (void)c, (void)may_go_on, (void)context;
}

bool pg_version(struct pg *c, int64_t *out) {
    (void)c, (void)out;
    return false;
}

bool pg_size(struct pg *c, int64_t *out) {
    (void)c, (void)out;
    return false;
}

int64_t pg_next_key(struct pg *c, const char *table) {
    (void)c, (void)table;
    return 0;
}

void pg_look_aside(struct pg_statement *q) {
    (void)q;
}

int pg_position(const struct pg_statement *q, const char *name) {
    (void)q, (void)name;
    return 0;
}

void pg_bind_integer(struct pg_statement *q, int at, int64_t v) {
    (void)q, (void)at, (void)v;
}

void pg_bind_real(struct pg_statement *q, int at, double v) {
    (void)q, (void)at, (void)v;
}

void pg_bind_text(struct pg_statement *q, int at, str v) {
    (void)q, (void)at, (void)v;
}

void pg_bind_bytes(struct pg_statement *q, int at, str v) {
    (void)q, (void)at, (void)v;
}

void pg_bind_nothing(struct pg_statement *q, int at) {
    (void)q, (void)at;
}

void pg_bind_query(struct pg_statement *q, int at, str v) {
    (void)q, (void)at, (void)v;
}

void pg_bind_words(struct pg_statement *q, int at, str v) {
    (void)q, (void)at, (void)v;
}

int pg_step(struct pg_statement *q) {
    (void)q;
    return 0;
}

void pg_reset(struct pg_statement *q) {
    (void)q;
}

void pg_forget_values(struct pg_statement *q) {
    (void)q;
}

int pg_columns(const struct pg_statement *q) {
    (void)q;
    return 0;
}

const char *pg_column_name(const struct pg_statement *q, int column) {
    (void)q, (void)column;
    return NULL;
}

int pg_kind_of(const struct pg_statement *q, int column) {
    (void)q, (void)column;
    return 0;
}

int64_t pg_integer(const struct pg_statement *q, int column) {
    (void)q, (void)column;
    return 0;
}

double pg_real(const struct pg_statement *q, int column) {
    (void)q, (void)column;
    return 0;
}

str pg_text(const struct pg_statement *q, int column) {
    (void)q, (void)column;
    return (str){NULL, 0};
}

str pg_bytes(const struct pg_statement *q, int column) {
    (void)q, (void)column;
    return (str){NULL, 0};
}
