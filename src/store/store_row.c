/* Rows of answers: a reader does not see whether SQL or a fold of src/picture made one. */
#include "store/store_parts.h"

#include <stdlib.h>

bool row_give(const struct row_cell *cells, uint32_t n, store_sink *sink, void *context) {
    struct store_row row = {NULL, cells, n};
    return sink(context, &row);
}

uint32_t row_columns(const struct store_row *row) {
    return row->q ? (uint32_t)sqlite3_column_count(row->q) : row->n;
}

const char *row_name(const struct store_row *row, uint32_t column) {
    return row->q ? sqlite3_column_name(row->q, (int)column) : row->cells[column].name;
}

bool row_is_null(const struct store_row *row, uint32_t column) {
    return row->q ? sqlite3_column_type(row->q, (int)column) == SQLITE_NULL
                  : !row->cells[column].text.p;
}

bool row_is_number(const struct store_row *row, uint32_t column) {
    if (!row->q)
        return row->cells[column].is_number;
    int type = sqlite3_column_type(row->q, (int)column);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

str row_text(const struct store_row *row, uint32_t column) {
    if (!row->q)
        return row->cells[column].text;
    const char *p = (const char *)sqlite3_column_text(row->q, (int)column);
    return (str){p, p ? (uint32_t)sqlite3_column_bytes(row->q, (int)column) : 0};
}

double row_real(const struct store_row *row, uint32_t column) {
    if (row->q)
        return sqlite3_column_double(row->q, (int)column);
    return row_is_null(row, column) ? 0 : strtod(row->cells[column].text.p, NULL);
}

int64_t row_integer(const struct store_row *row, uint32_t column) {
    if (row->q)
        return sqlite3_column_int64(row->q, (int)column);
    return row_is_null(row, column) ? 0 : strtoll(row->cells[column].text.p, NULL, 10);
}
