/* What the files of the PostgreSQL back end share. */
#ifndef HB_STORE_POSTGRES_PARTS_H
#define HB_STORE_POSTGRES_PARTS_H

#include "base/buffer.h"
#include "store/db.h"
#include "store/dialect.h"
#include "store/postgres.h"

#include <libpq-fe.h>

/* Types as the server numbers them (pg_type.dat); libpq has no names for them. */
enum {
    OID_BOOL = 16,
    OID_BYTES = 17,
    OID_BIG = 20,
    OID_SMALL = 21,
    OID_INTEGER = 23,
    OID_TEXT = 25,
    OID_OID = 26,
    OID_SINGLE = 700,
    OID_REAL = 701,
    OID_NUMERIC = 1700
};
enum { PG_KEYED_TABLES = 4 };

/* Keys that the server gave us of a table's sequence. */
struct pg_keys {
    const char *table;
    int64_t next, end;
};

struct pg {
    PGconn *conn;
    int fault; /* enum db_fault */
    char message[160];
    bool may_write, in_transaction;
    bool has_dropped;     /* a report of this transaction was entered by another */
    uint32_t n_streams;   /* open cursors */
    bool owns_snapshot;   /* the transaction is there for these */
    uint32_t n_names;     /* statements and cursors that got a name */
    uint32_t n_connected; /* how often; prepared statements belong to one connection */
    struct pg_keys keys[PG_KEYED_TABLES];
    struct pg_statement *first_kept, *last_kept; /* whose rows are kept back, in order of use */
    size_t kept_bytes;
    bool has_sent; /* rows of this transaction */
    uint64_t *own; /* [n_own] ids of reports that this transaction enters */
    size_t n_own, own_capacity;
    bool (*may_go_on)(void *context); /* NULL: nobody asks */
    void *context;
};

/* Sends what PQsend… has begun, waits, and returns the last result (owned), NULL after a fault,
 * which is kept. `is_sent` is what PQsend… said. */
PGresult *pg_answer(struct pg *c, int is_sent);
/* As PQexec; true if it succeeded. */
bool pg_exec(struct pg *c, const char *sql);
/* Connected, and not in a transaction that was cut off? Connects again where it may. */
bool pg_is_ready(struct pg *c);
bool pg_keep_fault(struct pg *c, int fault, const char *message);

enum value_kind { VALUE_NOTHING, VALUE_INTEGER, VALUE_REAL, VALUE_TEXT, VALUE_BYTES };

struct pg_value {
    enum value_kind kind;
    struct buffer text; /* NUL-terminated */
    struct buffer many; /* elements of an array, of the rows that are kept back */
};

struct pg_statement {
    struct pg *c;
    struct dialect sql;
    enum db_use use;
    bool looks_aside;
    uint32_t prepared; /* the connection that it was prepared on; 0: not yet */
    uint32_t many_prepared;
    char name[16];
    struct pg_value values[DIALECT_VALUES + 1];
    bool has_failed; /* a value could not be taken */

    PGresult *rows; /* of kept ones all, of streams a piece */
    int row, n_rows, n_columns;
    bool is_open;      /* a cursor stands on the server */
    char (*cells)[32]; /* [n_columns] numbers as text */
    struct buffer bytes;

    unsigned types[DIALECT_VALUES + 1]; /* of the values, as the server sees them */
    uint64_t n_kept;                    /* rows that are kept back */
    struct pg_statement *next_kept;
};

/* Prepares under q->name with the types that its values have now. */
bool pg_prepare_now(struct pg_statement *q);
/* Keeps a row back; false: a fault. */
bool pg_keep_row(struct pg_statement *q);
void pg_forget_kept(struct pg *c);

#endif
