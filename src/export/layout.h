/* Where the nodes of a network lie: related ones near each other, no two boxes on each other. */
#ifndef HB_EXPORT_LAYOUT_H
#define HB_EXPORT_LAYOUT_H

#include "base/arena.h"

#include <stdbool.h>

struct layout_box {
    double x, y;          /* middle: what layout_run decides */
    double width, height; /* given */
};

struct layout {
    struct arena *arena;
    struct layout_box *boxes;
    uint32_t n;
    const uint32_t (*edges)[2]; /* [n_edges] pairs of boxes */
    uint32_t n_edges;
    double width, height; /* decided: of the whole; boxes lie within 0 … width, 0 … height */
};

/* `wide`: pixels that it should not pass in width. The same bytes for the same input. O(n³) in the
 * worst case, meant for some hundred nodes. False without memory. */
bool layout_run(struct layout *l, double wide);

#endif
