/* Sparklines (Tufte, Beautiful Evidence, 2006) and bars. Both go from zero, so that lengths compare
 * as numbers do. Eight heights (and eight widths of a block) are all that a terminal has: finer
 * differences are for the numbers beside. */
#include "base/chart.h"

#include "base/utf8.h"

#include <math.h>

enum { HEIGHTS = 8, EIGHTHS = 8, BLOCK_BYTES = 3 };

static const uint32_t lowest_block = 0x2581, full_block = 0x2588; /* ▁ … █ … ▏ */

str chart_sparkline(struct arena *a, const double *values, size_t n) {
    char *z = arena_alloc(a, n * BLOCK_BYTES + 1);
    double most = 0;
    for (size_t i = 0; i < n; i++)
        most = values[i] > most ? values[i] : most;
    for (size_t i = 0; z && i < n; i++) {
        int height = values[i] > 0 ? (int)ceil(values[i] / most * (HEIGHTS - 1)) : 0;
        utf8_put(lowest_block + (uint32_t)height, z + i * BLOCK_BYTES);
    }
    return (str){z, z ? (uint32_t)(n * BLOCK_BYTES) : 0};
}

str chart_bar(struct arena *a, double value, double most, uint32_t width) {
    if (!(value > 0) || !(most > 0) || !width)
        return (str){NULL, 0};
    double share = value < most ? value / most : 1;
    uint32_t eighths = (uint32_t)(share * width * EIGHTHS + 0.5), n = 0;
    eighths = eighths ? eighths : 1;
    char *z = arena_alloc(a, (size_t)(eighths / EIGHTHS + 1) * BLOCK_BYTES);
    if (!z)
        return (str){NULL, 0};
    for (uint32_t i = 0; i < eighths / EIGHTHS; i++)
        n += utf8_put(full_block, z + n);
    if (eighths % EIGHTHS) /* ▏ is one eighth, ▉ seven */
        n += utf8_put(full_block + EIGHTHS - eighths % EIGHTHS, z + n);
    return (str){z, n};
}
