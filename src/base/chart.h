/* Charts in a terminal, of block characters: a sparkline is a word that shows how a number went, a
 * bar is a number as a length.
 *
 *     ▁▁▂▄█▃▁
 *     ASSAULT   ███████████▌
 *     CONSULT   ███
 */
#ifndef HB_BASE_CHART_H
#define HB_BASE_CHART_H

#include "base/arena.h"
#include "base/str.h"

/* One column a value, from zero to the highest; only zero (and what is below) gets the lowest sign,
 * so that little is never nothing. {NULL,0} without memory. O(n). */
str chart_sparkline(struct arena *a, const double *values, size_t n);

/* A bar of at most `width` columns for a value out of `most`, to an eighth of a column; a value
 * over zero is never without a sign. {NULL,0} of zero, or without memory. */
str chart_bar(struct arena *a, double value, double most, uint32_t width);

#endif
