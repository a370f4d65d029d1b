/* An archive on a PostgreSQL server, as db.h asks for it. A program that was built without libpq
 * has postgres_none.c in the place of it, where opening fails and nothing else is ever called.
 *
 * A transaction's new rows are kept back and sent in arrays, table by table, when something is
 * asked or the transaction is committed: a report has a hundred rows, and a hundred answers of a
 * server would cost more than reading the report. Private to src/store. */
#ifndef HB_STORE_POSTGRES_H
#define HB_STORE_POSTGRES_H

#include "base/error.h"
#include "base/str.h"

struct pg;
struct pg_statement;
struct db_options;

/* Does a name mean an archive on a server (postgresql://…, postgres://…)? */
static inline bool pg_is_address(const char *name) {
    return strncmp(name, "postgresql://", 13) == 0 || strncmp(name, "postgres://", 11) == 0;
}

/* Connects, and makes the archive or brings it up to date where it may. *out is owned: pg_close. */
hb_status pg_open(const struct db_options *o, struct pg **out, struct hb_error *err);
void pg_close(struct pg *c);

struct pg_statement *pg_prepare(struct pg *c, str sql, int use);
void pg_finish(struct pg_statement *q);
bool pg_run(struct pg *c, const char *sql);
int pg_fault(const struct pg *c);
const char *pg_message(const struct pg *c);

/* Beside whom a transaction writes. */
enum pg_turn {
    PG_ADDS,    /* adds reports, beside all others */
    PG_WRITES,  /* alone but for those who add; sees the archive as it was at the beginning */
    PG_CHANGES, /* the same, while nobody adds */
};
bool pg_begin(struct pg *c, enum pg_turn turn);
bool pg_commit(struct pg *c);
void pg_rollback(struct pg *c);
/* Sends the rows that are kept back. */
bool pg_flush(struct pg *c);
/* Are there so many that the transaction is to end before another report's come, or have some been
 * sent? Two who go on after they sent some could wait for each other in a circle. */
bool pg_is_full(const struct pg *c);
void pg_be_patient(struct pg *c, bool is_patient);
/* Asks `may_go_on` some times a second while a statement runs; false ends it. */
void pg_guard(struct pg *c, bool (*may_go_on)(void *context), void *context);
/* A number that changes when something was written. */
bool pg_version(struct pg *c, int64_t *out);
bool pg_size(struct pg *c, int64_t *out);

/* A key of a table that nobody else gets; 0 on failure. */
int64_t pg_next_key(struct pg *c, const char *table);
/* Has this transaction entered the report of this id (`is_to_be`: from now on it has)? O(reports of
 * the transaction). */
bool pg_is_own(struct pg *c, uint64_t id, bool is_to_be);
/* The answer of this statement does not hang on rows that are kept back. */
void pg_look_aside(struct pg_statement *q);

int pg_position(const struct pg_statement *q, const char *name);
void pg_bind_integer(struct pg_statement *q, int at, int64_t v);
void pg_bind_real(struct pg_statement *q, int at, double v);
void pg_bind_text(struct pg_statement *q, int at, str v);
void pg_bind_bytes(struct pg_statement *q, int at, str v);
void pg_bind_nothing(struct pg_statement *q, int at);
void pg_bind_query(struct pg_statement *q, int at, str v);
void pg_bind_words(struct pg_statement *q, int at, str v);

int pg_step(struct pg_statement *q);
void pg_reset(struct pg_statement *q);
void pg_forget_values(struct pg_statement *q);
int pg_columns(const struct pg_statement *q);
const char *pg_column_name(const struct pg_statement *q, int column);
int pg_kind_of(const struct pg_statement *q, int column);
int64_t pg_integer(const struct pg_statement *q, int column);
double pg_real(const struct pg_statement *q, int column);
str pg_text(const struct pg_statement *q, int column);
str pg_bytes(const struct pg_statement *q, int column);

#endif
