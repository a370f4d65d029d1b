/* Rows on their way out as columns of Apache Arrow, by its C data interface, so that tables of
 * other programs take them without a copy:
 *
 *     columns_open(&c, shapes, n, NULL);
 *     columns_text(&c, id); columns_integer(&c, 4); columns_real(&c, NULL);    one row of three
 *     status = columns_give(&c, &array, &schema, &err);
 *
 * A row's values come in the order of the columns. Writing never fails visibly; columns_give says
 * once at the end whether there was memory. */
#ifndef HB_EXPORT_COLUMNS_H
#define HB_EXPORT_COLUMNS_H

#include "base/buffer.h"
#include "base/error.h"
#include "harbinger.h"

enum column_kind {
    COLUMN_TEXT,
    COLUMN_INTEGER, /* 32 bits */
    COLUMN_REAL,
    COLUMN_ROWS, /* of another table: those since the row before */
};
struct column_shape {
    const char *name;
    enum column_kind kind;
};

enum { MOST_COLUMNS = 32 };

struct column {
    struct buffer valid;   /* a bit a row, from the lowest */
    struct buffer offsets; /* int32_t [n_rows + 1]: COLUMN_TEXT, COLUMN_ROWS */
    struct buffer values;  /* bytes, int32_t or double */
    int64_t n_null;
};

struct columns {
    const struct column_shape *shapes; /* [n]; borrows */
    struct column columns[MOST_COLUMNS];
    unsigned n, at;       /* at: the column that is written next */
    int64_t n_rows;       /* whole ones */
    struct columns *rows; /* of the one COLUMN_ROWS; NULL: there is none */
};

/* `rows` (may be NULL) is borrowed, and given away together with c. */
void columns_open(struct columns *c, const struct column_shape *shapes, unsigned n,
                  struct columns *rows);
void columns_free(struct columns *c);

/* p == NULL: null. Bytes that are not UTF-8 become U+FFFD. */
void columns_text(struct columns *c, str s);
void columns_integer(struct columns *c, int32_t v);
void columns_real(struct columns *c, const double *v); /* NULL: null */
/* What was written to c->rows since the last row belongs to this one. */
void columns_rows(struct columns *c);

/* Takes what was written into *array and *schema, which are then the caller's (release), and leaves
 * c empty. HB_ERR_MEMORY, HB_ERR_LIMIT where a column is larger than 1 GiB; then neither is to be
 * released, and their `release` is NULL. O(columns). */
hb_status columns_give(struct columns *c, struct ArrowArray *array, struct ArrowSchema *schema,
                       struct hb_error *err);

#endif
