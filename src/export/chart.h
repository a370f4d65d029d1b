/* Charts in a terminal: a sparkline is a word that shows how a number went, a bar is a number as a
 * length. Block characters (U+2581…U+258F) where the terminal shows them, ASCII elsewhere.
 *
 *     ▁▁▂▄█▃▁        __:=#-_
 *     ASSAULT   ███████████▌  23
 *     CONSULT   ███           6
 */
#ifndef HB_EXPORT_CHART_H
#define HB_EXPORT_CHART_H

#include "base/buffer.h"

struct chart {
    bool is_utf8;   /* chart_locale_is_utf8 */
    bool has_color; /* false with NO_COLOR, or where no terminal reads it */
};

/* Does a locale use UTF-8? Give the values of LC_ALL, LC_CTYPE and LANG (each may be NULL); as
 * POSIX has it, the first that is not empty counts. */
bool chart_locale_is_utf8(const char *lc_all, const char *lc_ctype, const char *lang);

/* One column a value, from the lowest (or zero, if that is lower) to the highest; where there are
 * more values than `width` columns, each column shows the mean of its share. Only what is zero (or
 * the lowest) gets the lowest sign; what is not finite, a blank. `is_marked` (may be NULL, [n])
 * says which values are out of the ordinary: their columns are red where there is color. O(n). */
void chart_sparkline(const struct chart *c, struct buffer *out, const double *values, uint32_t n,
                     const bool *is_marked, uint32_t width);

/* A bar of at most `width` columns for a value out of `most`, to an eighth of a column (ASCII: to
 * one); a value over zero is never without a sign. Returns the columns that were written. */
uint32_t chart_bar(const struct chart *c, struct buffer *out, double value, double most,
                   uint32_t width);

struct chart_row {
    str label, note; /* note follows the bar; {NULL,0}: the value */
    double value;    /* not negative */
};
/* One line a row: labels in a column, bars to one scale, notes. Wraps nothing: a label longer than
 * a third of the width is cut. O(rows). */
void chart_bars(const struct chart *c, struct buffer *out, const struct chart_row *rows, uint32_t n,
                uint32_t width);

#endif
