/* Cells of rows by their columns' names, and how names and codes are written on a page. */
#ifndef HB_SERVE_CELLS_H
#define HB_SERVE_CELLS_H

#include "serve/html.h"

/* Borrowed until the next row; {NULL,0} where it is empty or there is no such column (name NULL).
 */
str row_cell(const struct store_row *row, const char *name);
/* 0 where it is empty or no number. */
double row_number(const struct store_row *row, const char *name);
/* "Khalifa Haftar (LBY-REB); Libya (LBY)" with each name leading to its actor's page. */
void put_parties(struct buffer *b, str parties);
/* `value`, then `with` in a <span> of a class, where it says more. */
void put_with(struct buffer *b, str value, str with, const char *class);
/* <dt>name</dt><dd>value</dd>, or nothing. */
void put_fact(struct buffer *b, const char *name, str value);

/* A column's heading, and the beginning of its cell in a row (the caller writes what it holds and
 * "</td>"). `class`: an attribute with a blank before it, or "". */
void put_heading(struct buffer *b, const char *class, const char *heading);
void put_cell_begin(struct buffer *b, const char *class, const char *heading);

/* A column of a table of figures. `decimals` of a number, or one of: */
enum { FIGURE_SHARE = -1 /* in per cent */, FIGURE_AS_IS = -2, FIGURE_TEXT = -3 };
struct figure {
    const char *column, *heading;
    int decimals;
};
/* Opens the table: its head, up to the first row. */
void put_figure_heads(struct buffer *b, const struct figure *figures, size_t n);
/* The cells of a row that the caller has opened, and its end. */
void put_figures(struct buffer *b, struct arena *a, const struct store_row *row,
                 const struct figure *figures, size_t n);

/* A code as a link to its actor; `nobody` where there is none. */
void put_code(struct buffer *b, str code, const char *nobody);
/* Ids, split by blanks, as links: "event", "events 1 2 3". */
void put_ids(struct buffer *b, const char *path, const char *name, str ids);

#endif
