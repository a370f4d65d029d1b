/* Rows of an archive's answers, as a table for a person, as JSON lines or as CSV. */
#ifndef HB_EXPORT_ROWS_H
#define HB_EXPORT_ROWS_H

#include "base/json_out.h"
#include "store/store.h"

enum rows_format { ROWS_TABLE, ROWS_JSONL, ROWS_CSV, ROWS_FORMATS };

/* ROWS_FORMATS: no such format. */
enum rows_format rows_format_parse(const char *name);

struct rows {
    enum rows_format format;
    uint32_t width; /* columns of the terminal, for tables */
    uint64_t n;     /* rows so far */
    struct json_out out;
};

/* Appends a row to r->out (before the first one, the head that the format has). A cell that a
 * spreadsheet would run as a formula is written with a quote mark before it. */
void rows_put(struct rows *r, const struct store_row *row);
/* Of JSON lines: appends a row as an item of an array that the caller opens and closes. False: no
 * memory. */
bool rows_put_item(struct rows *r, const struct store_row *row, struct buffer *array);

#endif
