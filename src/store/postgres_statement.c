/* Statements on a server: values go as text, types as they are bound at first; rows of kept
 * statements come all at once, those of streams by a cursor, piece by piece, so that other
 * statements may run between two rows. */
#include "store/postgres_parts.h"

#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROWS_PER_PIECE = 256 };

struct pg_statement *pg_prepare(struct pg *c, str sql, int use) {
    struct pg_statement *q = mem_zeroed(1, sizeof *q);
    if (q && dialect_translate(sql, &q->sql)) {
        q->c = c;
        q->use = (enum db_use)use;
        q->sql.is_many &= use == DB_KEPT;
        snprintf(q->name, sizeof q->name, "h%u", ++c->n_names);
        return q;
    }
    if (q)
        dialect_free(&q->sql);
    mem_free(q);
    pg_keep_fault(c, FAULT_MEMORY, "no memory for a statement");
    return NULL;
}

/* ---- values ---- */

int pg_position(const struct pg_statement *q, const char *name) {
    for (uint32_t i = 1; i <= q->sql.n_values; i++)
        if (strcmp(q->sql.names[i], name) == 0)
            return (int)i;
    return 0;
}

static struct pg_value *value_at(struct pg_statement *q, int at, enum value_kind kind) {
    struct pg_value *v = &q->values[at > 0 && at <= DIALECT_VALUES ? at : 0];
    v->kind = kind;
    buffer_reset(&v->text);
    return v;
}

static void end_value(struct pg_statement *q, struct pg_value *v) {
    buffer_put(&v->text, "", 1);
    v->text.n -= v->text.n > 0;
    q->has_failed |= v->text.failed;
}

void pg_bind_integer(struct pg_statement *q, int at, int64_t number) {
    char text[32];
    struct pg_value *v = value_at(q, at, VALUE_INTEGER);
    snprintf(text, sizeof text, "%lld", (long long)number);
    buffer_text(&v->text, text);
    end_value(q, v);
}

void pg_bind_real(struct pg_statement *q, int at, double number) {
    char text[40];
    struct pg_value *v = value_at(q, at, VALUE_REAL);
    snprintf(text, sizeof text, "%.17g", number);
    buffer_text(&v->text, text);
    end_value(q, v);
}

/* A server keeps no NUL in a text; it ends there. */
void pg_bind_text(struct pg_statement *q, int at, str s) {
    struct pg_value *v = value_at(q, at, VALUE_TEXT);
    const char *nul = s.n ? memchr(s.p, '\0', s.n) : NULL;
    buffer_put(&v->text, s.n ? s.p : "", nul ? (size_t)(nul - s.p) : s.n);
    end_value(q, v);
}

void pg_bind_bytes(struct pg_statement *q, int at, str s) {
    static const char hex[] = "0123456789abcdef";
    struct pg_value *v = value_at(q, at, VALUE_BYTES);
    buffer_text(&v->text, "\\x");
    for (uint32_t i = 0; i < s.n; i++) {
        unsigned char byte = (unsigned char)s.p[i];
        char two[2] = {hex[byte >> 4], hex[byte & 15]};
        buffer_put(&v->text, two, 2);
    }
    end_value(q, v);
}

void pg_bind_nothing(struct pg_statement *q, int at) {
    value_at(q, at, VALUE_NOTHING);
}

void pg_bind_query(struct pg_statement *q, int at, str s) {
    const char *reason = NULL;
    if (!at)
        return;
    struct pg_value *v = value_at(q, at, VALUE_TEXT);
    if (s.n && !dialect_query(s, &v->text, &reason)) {
        pg_keep_fault(q->c, FAULT_SQL, reason);
        q->has_failed = true;
    }
    end_value(q, v);
}

void pg_bind_words(struct pg_statement *q, int at, str s) {
    struct pg_value *v = value_at(q, at, VALUE_TEXT);
    dialect_words(s, &v->text);
    end_value(q, v);
}

void pg_forget_values(struct pg_statement *q) {
    for (uint32_t i = 0; i <= q->sql.n_values; i++)
        q->values[i].kind = VALUE_NOTHING;
    q->has_failed = false;
}

void pg_look_aside(struct pg_statement *q) {
    q->looks_aside = true;
}

/* ---- running ---- */

struct packed {
    const char *values[DIALECT_VALUES];
    Oid types[DIALECT_VALUES];
};

static bool enters(const struct pg_statement *q) {
    return strncmp(q->sql.sql.p, "INSERT", 6) == 0;
}

/* Of a value that is nothing the server finds the type where it is entered; where it is compared
 * it stands for a text that nobody asked for. */
static void pack(const struct pg_statement *q, struct packed *out) {
    const Oid types[] = {enters(q) ? 0 : OID_TEXT, OID_BIG, OID_REAL, OID_TEXT, OID_BYTES};
    for (uint32_t i = 1; i <= q->sql.n_values; i++) {
        const struct pg_value *v = &q->values[i];
        out->values[i - 1] = v->kind == VALUE_NOTHING ? NULL : v->text.p;
        out->types[i - 1] = q->sql.is_used[i] ? types[v->kind] : OID_TEXT;
    }
}

bool pg_prepare_now(struct pg_statement *q) {
    struct packed p;
    struct pg *c = q->c;
    if (q->prepared == c->n_connected)
        return true;
    pack(q, &p);
    PGresult *r =
        pg_answer(c, PQsendPrepare(c->conn, q->name, q->sql.sql.p, (int)q->sql.n_values, p.types));
    PQclear(r);
    q->prepared = r ? c->n_connected : 0;
    return r != NULL;
}

static bool take_rows(struct pg_statement *q, PGresult *r) {
    q->rows = r;
    q->row = -1;
    q->n_rows = r ? PQntuples(r) : 0;
    if (r && PQnfields(r) != q->n_columns) {
        mem_free(q->cells);
        q->n_columns = PQnfields(r);
        q->cells = mem_zeroed((size_t)q->n_columns + 1, sizeof *q->cells);
        if (!q->cells)
            return pg_keep_fault(q->c, FAULT_MEMORY, "no memory for a row");
    }
    return r != NULL;
}

static bool run_kept(struct pg_statement *q) {
    struct packed p;
    struct pg *c = q->c;
    int n = (int)q->sql.n_values;
    pack(q, &p);
    if (q->use == DB_ONCE)
        return take_rows(q, pg_answer(c, PQsendQueryParams(c->conn, q->sql.sql.p, n, p.types,
                                                           p.values, NULL, NULL, 0)));
    return pg_prepare_now(q) &&
           take_rows(
               q, pg_answer(c, PQsendQueryPrepared(c->conn, q->name, n, p.values, NULL, NULL, 0)));
}

static bool fetch(struct pg_statement *q) {
    char sql[64];
    PQclear(q->rows);
    q->rows = NULL;
    snprintf(sql, sizeof sql, "FETCH %d FROM %s", ROWS_PER_PIECE, q->name);
    return take_rows(q, pg_answer(q->c, PQsendQuery(q->c->conn, sql)));
}

static bool open_cursor(struct pg_statement *q) {
    struct packed p;
    struct pg *c = q->c;
    struct buffer sql = {0};
    pack(q, &p);
    if (!c->in_transaction && !c->n_streams)
        c->owns_snapshot = pg_exec(c, "BEGIN READ ONLY");
    buffer_text(&sql, "DECLARE ");
    buffer_text(&sql, q->name);
    buffer_text(&sql, " NO SCROLL CURSOR FOR ");
    buffer_put(&sql, q->sql.sql.p, q->sql.sql.n + 1);
    PGresult *r = sql.failed ? NULL
                             : pg_answer(c, PQsendQueryParams(c->conn, sql.p, (int)q->sql.n_values,
                                                              p.types, p.values, NULL, NULL, 0));
    PQclear(r);
    buffer_free(&sql);
    c->n_streams++;
    q->is_open = true;
    return r && fetch(q);
}

static void close_cursor(struct pg_statement *q) {
    char sql[40];
    struct pg *c = q->c;
    if (!q->is_open)
        return;
    q->is_open = false;
    bool is_last = --c->n_streams == 0;
    if (PQtransactionStatus(c->conn) == PQTRANS_INTRANS) {
        snprintf(sql, sizeof sql, "CLOSE %s", q->name);
        PQclear(PQexec(c->conn, sql));
    }
    if (is_last && c->owns_snapshot) {
        PQclear(PQexec(c->conn, "ROLLBACK"));
        c->owns_snapshot = false;
    }
}

static bool start(struct pg_statement *q) {
    struct pg *c = q->c;
    c->fault = q->has_failed ? c->fault : FAULT_NONE;
    if (q->has_failed && c->fault == FAULT_NONE)
        return pg_keep_fault(c, FAULT_MEMORY, "no memory for a value");
    if (q->has_failed || !pg_is_ready(c))
        return false;
    if (!q->looks_aside && !pg_flush(c))
        return false;
    c->has_sent |= enters(q);
    return q->use == DB_STREAM ? open_cursor(q) : run_kept(q);
}

int pg_step(struct pg_statement *q) {
    if (q->sql.is_many && q->c->in_transaction && !q->has_failed)
        return pg_keep_row(q) ? DB_DONE : DB_FAILED;
    if (!q->rows && !start(q)) {
        pg_reset(q);
        return DB_FAILED;
    }
    bool is_piece_done = q->row + 1 >= q->n_rows;
    if (is_piece_done && q->is_open && q->n_rows == ROWS_PER_PIECE && !fetch(q)) {
        pg_reset(q);
        return DB_FAILED;
    }
    if (++q->row < q->n_rows)
        return DB_ROW;
    pg_reset(q);
    return DB_DONE;
}

void pg_reset(struct pg_statement *q) {
    close_cursor(q);
    PQclear(q->rows);
    q->rows = NULL;
    q->row = -1;
    q->n_rows = 0;
}

void pg_finish(struct pg_statement *q) {
    if (!q)
        return;
    pg_reset(q);
    for (uint32_t i = 0; i <= DIALECT_VALUES; i++) {
        buffer_free(&q->values[i].text);
        buffer_free(&q->values[i].many);
    }
    buffer_free(&q->bytes);
    dialect_free(&q->sql);
    mem_free(q->cells);
    mem_free(q);
}

/* ---- rows ---- */

int pg_columns(const struct pg_statement *q) {
    return q->n_columns;
}

const char *pg_column_name(const struct pg_statement *q, int column) {
    return q->rows ? PQfname(q->rows, column) : "";
}

static bool is_there(const struct pg_statement *q, int column) {
    return q->rows && q->row >= 0 && q->row < q->n_rows && column < q->n_columns &&
           !PQgetisnull(q->rows, q->row, column);
}

static const char *cell(const struct pg_statement *q, int column) {
    return PQgetvalue(q->rows, q->row, column);
}

int pg_kind_of(const struct pg_statement *q, int column) {
    if (!is_there(q, column))
        return DB_NOTHING;
    switch (PQftype(q->rows, column)) {
    case OID_BOOL:
    case OID_BIG:
    case OID_SMALL:
    case OID_INTEGER:
    case OID_OID:
        return DB_INTEGER;
    case OID_SINGLE:
    case OID_REAL:
        return DB_REAL;
    case OID_NUMERIC: /* a sum, or a share */
        return strchr(cell(q, column), '.') ? DB_REAL : DB_INTEGER;
    case OID_BYTES:
        return DB_BYTES;
    default:
        return DB_TEXT;
    }
}

int64_t pg_integer(const struct pg_statement *q, int column) {
    if (!is_there(q, column))
        return 0;
    const char *p = cell(q, column);
    return *p == 't' ? 1 : *p == 'f' ? 0 : strtoll(p, NULL, 10);
}

double pg_real(const struct pg_statement *q, int column) {
    return is_there(q, column) ? strtod(cell(q, column), NULL) : 0;
}

str pg_text(const struct pg_statement *q, int column) {
    if (!is_there(q, column))
        return (str){NULL, 0};
    const char *p = cell(q, column);
    int kind = pg_kind_of(q, column);
    if (kind == DB_REAL) { /* as SQLite writes it */
        sqlite3_snprintf(sizeof *q->cells, q->cells[column], "%!.15g", strtod(p, NULL));
        return str_from(q->cells[column]);
    }
    if (kind == DB_INTEGER && (*p == 't' || *p == 'f'))
        return *p == 't' ? STR("1") : STR("0");
    return (str){p, (uint32_t)PQgetlength(q->rows, q->row, column)};
}

static int digit_of(char c) {
    return c >= 'a' ? c - 'a' + 10 : c - '0';
}

str pg_bytes(const struct pg_statement *q, int column) {
    struct buffer *b = &((struct pg_statement *)q)->bytes;
    buffer_reset(b);
    if (!is_there(q, column))
        return (str){NULL, 0};
    const char *p = cell(q, column);
    for (p += 2; p[0] && p[1]; p += 2) {
        char byte = (char)(digit_of(p[0]) << 4 | digit_of(p[1]));
        buffer_put(b, &byte, 1);
    }
    return (str){b->p, (uint32_t)b->n};
}
