/* Rows of answers: a reader does not see whether SQL or a fold of src/picture made one. */
#include "store/store_parts.h"

#include <stdlib.h>

bool row_give(const struct row_cell *cells, uint32_t n, store_sink *sink, void *context) {
    struct store_row row = {NULL, cells, n};
    return sink(context, &row);
}

uint32_t row_columns(const struct store_row *row) {
    return row->q ? (uint32_t)db_columns(row->q) : row->n;
}

const char *row_name(const struct store_row *row, uint32_t column) {
    return row->q ? db_column_name(row->q, (int)column) : row->cells[column].name;
}

bool row_is_null(const struct store_row *row, uint32_t column) {
    return row->q ? db_is_nothing(row->q, (int)column) : !row->cells[column].text.p;
}

bool row_is_number(const struct store_row *row, uint32_t column) {
    if (!row->q)
        return row->cells[column].is_number;
    int kind = db_kind_of(row->q, (int)column);
    return kind == DB_INTEGER || kind == DB_REAL;
}

str row_text(const struct store_row *row, uint32_t column) {
    if (!row->q)
        return row->cells[column].text;
    return db_text(row->q, (int)column);
}

double row_real(const struct store_row *row, uint32_t column) {
    if (row->q)
        return db_real(row->q, (int)column);
    return row_is_null(row, column) ? 0 : strtod(row->cells[column].text.p, NULL);
}

int64_t row_integer(const struct store_row *row, uint32_t column) {
    if (row->q)
        return db_integer(row->q, (int)column);
    return row_is_null(row, column) ? 0 : strtoll(row->cells[column].text.p, NULL, 10);
}
