/* Rows that are kept back, as arrays by column, and sent table by table in the order in which the
 * tables came up, which is that of their references. Reports go by id and pages by report, so that
 * of two who enter the same ones each waits for the other's in the same order, never in a circle;
 * what belongs to a report that another was quicker with is left out. That holds while a
 * transaction sends its reports once: who adds commits before there are too many rows to keep back.
 */
#include "store/postgres_parts.h"

#include <stdio.h>
#include <stdlib.h>

enum { ENOUGH_BYTES = 12 << 20, MOST_KEPT_BYTES = 24 << 20 };

/* Whose row a row hangs on, and which of its values says so. */
static const struct {
    const char *table, *parent;
    int value;
} parents[] = {
    {"party", "event", 1},     {"number", "event", 1},        {"agenda_party", "agenda", 1},
    {"sentence", "report", 1}, {"entity", "report", 1},       {"mention", "report", 1},
    {"office", "report", 1},   {"event", "report", 3},        {"relation", "report", 2},
    {"agenda", "report", 2},   {"place", "report", 1},        {"quote", "report", 1},
    {"warning", "report", 1},  {"report_words", "report", 1}, {"stale", "report", 1},
    {"raw", "report", 1}};

static void put_element(struct buffer *to, const struct pg_value *v) {
    if (v->kind == VALUE_NOTHING) {
        buffer_text(to, "NULL");
        return;
    }
    if (v->kind == VALUE_INTEGER || v->kind == VALUE_REAL) {
        buffer_put(to, v->text.p, v->text.n);
        return;
    }
    buffer_text(to, "\"");
    for (const char *p = v->text.p, *end = p + v->text.n; p < end;) {
        const char *plain = p;
        while (p < end && *p != '"' && *p != '\\')
            p++;
        buffer_put(to, plain, (size_t)(p - plain));
        if (p < end) {
            char quoted[2] = {'\\', *p++};
            buffer_put(to, quoted, 2);
        }
    }
    buffer_text(to, "\"");
}

static bool has_reports(const struct pg_statement *q) {
    return strcmp(q->sql.table, "report") == 0;
}

static bool has_pages(const struct pg_statement *q) {
    return strcmp(q->sql.table, "raw") == 0;
}

/* A page of a report that was there may come up before the first new report. */
static void stand_in_line(struct pg *c, struct pg_statement *q) {
    struct pg_statement *first = c->first_kept;
    if (!first || (has_reports(q) && has_pages(first))) {
        q->next_kept = first;
        c->first_kept = q;
        c->last_kept = first ? c->last_kept : q;
        return;
    }
    c->last_kept->next_kept = q;
    c->last_kept = q;
}

bool pg_keep_row(struct pg_statement *q) {
    struct pg *c = q->c;
    bool is_first = q->n_kept == 0;
    for (uint32_t i = 1; i <= q->sql.n_values; i++) {
        struct buffer *many = &q->values[i].many;
        size_t before = many->n;
        buffer_text(many, is_first ? "{" : ",");
        put_element(many, &q->values[i]);
        c->kept_bytes += many->n - before;
        if (many->failed)
            return pg_keep_fault(c, FAULT_MEMORY, "no memory for a row");
    }
    q->n_kept++;
    if (is_first)
        stand_in_line(c, q);
    return c->kept_bytes < MOST_KEPT_BYTES || pg_flush(c);
}

static void forget_rows(struct pg_statement *q) {
    for (uint32_t i = 1; i <= q->sql.n_values; i++)
        buffer_reset(&q->values[i].many);
    q->n_kept = 0;
    q->next_kept = NULL;
}

void pg_forget_kept(struct pg *c) {
    for (struct pg_statement *q = c->first_kept, *next; q; q = next) {
        next = q->next_kept;
        forget_rows(q);
    }
    c->first_kept = c->last_kept = NULL;
    c->kept_bytes = 0;
}

/* Asks the server for the types of the values of the statement for one row. */
static bool learn_types(struct pg_statement *q) {
    struct pg *c = q->c;
    if (q->types[1])
        return true;
    if (!pg_prepare_now(q))
        return false;
    PGresult *r = pg_answer(c, PQsendDescribePrepared(c->conn, q->name));
    for (uint32_t i = 1; r && i <= q->sql.n_values; i++)
        q->types[i] = PQparamtype(r, (int)i - 1);
    PQclear(r);
    return r != NULL;
}

static const char *type_name(unsigned type) {
    return type == OID_BIG       ? "bigint"
           : type == OID_INTEGER ? "integer"
           : type == OID_REAL    ? "double precision"
           : type == OID_BYTES   ? "bytea"
                                 : "text";
}

/* A page's report may be an old one, which was withdrawn meanwhile. */
static void put_filter(const struct pg_statement *q, struct buffer *sql) {
    char filter[128];
    bool is_needed = q->c->has_dropped || has_pages(q);
    for (size_t i = 0; is_needed && i < sizeof parents / sizeof *parents; i++)
        if (strcmp(parents[i].table, q->sql.table) == 0) {
            snprintf(filter, sizeof filter, " WHERE EXISTS (SELECT FROM %s o WHERE o.key = u.c%d)",
                     parents[i].parent, parents[i].value);
            buffer_text(sql, filter);
        }
}

static void compose(const struct pg_statement *q, struct buffer *sql) {
    char array[48];
    buffer_put(sql, q->sql.many.p, q->sql.many.n);
    for (uint32_t i = 1; i <= q->sql.n_values; i++) {
        snprintf(array, sizeof array, "%s$%u::%s[]", i > 1 ? ", " : "", i, type_name(q->types[i]));
        buffer_text(sql, array);
    }
    buffer_put(sql, q->sql.many_names.p, q->sql.many_names.n);
    put_filter(q, sql);
    if (has_reports(q))
        buffer_text(sql, " ORDER BY u.c2"); /* id */
    else if (has_pages(q))
        buffer_text(sql, " ORDER BY u.c1"); /* report */
    buffer_put(sql, q->sql.many_end.p ? q->sql.many_end.p : "", q->sql.many_end.n);
    buffer_put(sql, "", 1);
}

/* Prepared once, but where a filter is needed, which is rare. */
static PGresult *run_many(struct pg_statement *q, const char *const *values) {
    char name[24];
    struct pg *c = q->c;
    struct buffer sql = {0};
    int n = (int)q->sql.n_values;
    PGresult *r = NULL;
    snprintf(name, sizeof name, "m%s", q->name);
    if (q->many_prepared != c->n_connected || c->has_dropped)
        compose(q, &sql);
    if (sql.failed)
        pg_keep_fault(c, FAULT_MEMORY, "no memory for rows");
    else if (c->has_dropped)
        r = pg_answer(c, PQsendQueryParams(c->conn, sql.p, n, NULL, values, NULL, NULL, 0));
    else if (!sql.n || (r = pg_answer(c, PQsendPrepare(c->conn, name, sql.p, n, NULL)))) {
        PQclear(r);
        q->many_prepared = c->n_connected;
        r = pg_answer(c, PQsendQueryPrepared(c->conn, name, n, values, NULL, NULL, 0));
    }
    buffer_free(&sql);
    return r;
}

static bool send_rows(struct pg_statement *q) {
    const char *values[DIALECT_VALUES];
    struct pg *c = q->c;
    bool is_fine = learn_types(q);
    for (uint32_t i = 1; i <= q->sql.n_values; i++) {
        buffer_put(&q->values[i].many, "}", 2);
        if (q->values[i].many.failed)
            is_fine = pg_keep_fault(c, FAULT_MEMORY, "no memory for rows");
        values[i - 1] = q->values[i].many.p;
    }
    PGresult *r = is_fine ? run_many(q, values) : NULL;
    if (r && has_reports(q))
        c->has_dropped |= strtoull(PQcmdTuples(r), NULL, 10) < q->n_kept;
    PQclear(r);
    return r != NULL;
}

bool pg_flush(struct pg *c) {
    bool is_fine = true;
    for (struct pg_statement *q = c->first_kept; q && is_fine; q = q->next_kept)
        is_fine = send_rows(q);
    c->has_sent |= c->first_kept != NULL;
    pg_forget_kept(c);
    return is_fine;
}

bool pg_is_full(const struct pg *c) {
    return c->kept_bytes >= ENOUGH_BYTES || c->has_sent;
}
