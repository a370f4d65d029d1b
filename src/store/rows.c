/* Rows as a list of statements and a list of their values, in the order in which they are entered.
 * A value takes 16 bytes; a report of news has some hundreds. */
#include "store/rows.h"

#include "base/vec.h"
#include "store/store_parts.h"

static void start(struct rows *r, struct ready_row row) {
    row.begin = (uint32_t)r->values.n;
    if (!VEC_PUSH(r->arena, &r->list, row))
        r->arena->failed = 1;
}

static void put(struct rows *r, struct row_value v) {
    if (!r->arena->failed && VEC_PUSH(r->arena, &r->values, v))
        r->list.items[r->list.n - 1].n++;
}

void rows_start_keyed(struct rows *r, const char *table, const char *sql) {
    start(r, (struct ready_row){.sql = sql, .table = table});
}

void rows_start_child(struct rows *r, const char *sql) {
    start(r, (struct ready_row){.sql = sql, .has_parent = true});
    put(r, (struct row_value){.kind = ROW_PARENT, .at = 1});
}

void rows_start(struct rows *r, const char *sql) {
    start(r, (struct ready_row){.sql = sql});
    rows_report(r, 1);
}

void rows_report(struct rows *r, int at) {
    put(r, (struct row_value){.kind = ROW_REPORT, .at = (uint8_t)at});
}

void rows_integer(struct rows *r, int at, int64_t v) {
    put(r, (struct row_value){.kind = ROW_INTEGER, .at = (uint8_t)at, .is.integer = v});
}

void rows_real(struct rows *r, int at, double v) {
    put(r, (struct row_value){.kind = ROW_REAL, .at = (uint8_t)at, .is.real = v});
}

void rows_text(struct rows *r, int at, str s) {
    const char *copy = s.n ? arena_copy(r->arena, s.p, s.n) : "";
    put(r, (struct row_value){.kind = ROW_TEXT, .at = (uint8_t)at, .n = s.n, .is.text = copy});
}

void rows_str(struct rows *r, int at, str s) {
    if (s.n)
        rows_text(r, at, s);
}

void rows_name(struct rows *r, int at, const char *z) {
    uint32_t n = (uint32_t)strlen(z);
    put(r, (struct row_value){.kind = ROW_TEXT, .at = (uint8_t)at, .n = n, .is.text = z});
}

void rows_day(struct rows *r, int at, date_day day) {
    if (day == DATE_NONE)
        return;
    struct interval_text t = interval_format((struct interval){day, day});
    rows_text(r, at, str_from(t.z));
}

static void bind(struct writing *w, const struct row_value *v, int64_t parent) {
    switch ((enum row_value_kind)v->kind) {
    case ROW_INTEGER:
        db_bind_integer(w->q, v->at, v->is.integer);
        break;
    case ROW_REAL:
        db_bind_real(w->q, v->at, v->is.real);
        break;
    case ROW_TEXT:
        db_bind_text(w->q, v->at, (str){v->is.text, v->n});
        break;
    case ROW_REPORT:
        db_bind_integer(w->q, v->at, w->report);
        break;
    case ROW_PARENT:
        db_bind_integer(w->q, v->at, parent);
        break;
    }
}

void rows_enter(struct writing *w, const struct rows *r) {
    int64_t parent = 0;
    bool is_parent_new = false;
    for (size_t i = 0; i < r->list.n && !w->has_failed; i++) {
        const struct ready_row *row = &r->list.items[i];
        if (row->has_parent && !is_parent_new)
            continue;
        writing_start(w, row->sql);
        if (!w->q)
            return;
        if (row->table)
            put_new_key(w, row->table);
        for (uint32_t k = 0; k < row->n; k++)
            bind(w, &r->values.items[row->begin + k], parent);
        if (!row->table) {
            writing_finish(w);
            continue;
        }
        parent = finish_new(w);
        is_parent_new = !w->has_failed && db_has_changed(&w->store->db);
    }
}
