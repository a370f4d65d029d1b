/* Text on its way into a cell of a table: what would end the cell, or what a spreadsheet would run
 * as a formula, does not leave as it came. */
#ifndef HB_EXPORT_CELLS_H
#define HB_EXPORT_CELLS_H

#include "base/buffer.h"

/* Would a spreadsheet run it: begins with = + - @ (or their wide forms), tab or a line's end. */
bool cell_is_formula(str s);
/* RFC 4180: quoted where it must be; a formula (unless it is a number) with ' before it. */
void cell_csv(struct buffer *out, str s, bool is_number);
/* Tab-separated, which has no quotes: each run of white space and control characters is one blank;
 * a formula gets ' before it. */
void cell_tsv(struct buffer *out, str s);

/* A table of knowledge/ that is compiled in, tab-separated: column `column` (from 0) of the line
 * whose first is `key`; {NULL,0} where there is none. O(table). */
str table_find(const char *table, str key, int column);

#endif
