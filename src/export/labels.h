/* Labels on a map that do not lie on each other or on what they name: greedy, in the order in which
 * they are asked for, so that the weightier come first and those for which there is no room are
 * left out (after Imhof 1975, "Positioning Names on Maps": right above first, then the other
 * sides). */
#ifndef HB_EXPORT_LABELS_H
#define HB_EXPORT_LABELS_H

#include "base/vec.h"
#include "export/svg.h"

struct box {
    double left, top, right, bottom;
};

struct labels {
    struct arena *arena; /* borrows */
    struct {
        struct box *items;
        size_t n, capacity;
    } taken;
    struct box frame;
};

/* Room that no label may take. False without memory. */
bool labels_take(struct labels *l, struct box b);
bool labels_are_free(const struct labels *l, struct box b);
/* Finds room for a label of a size beside a circle, and takes it: its left upper corner in *out.
 * Where there
 * is none but the circle is large enough, the label lies on it. False: no room. O(taken). */
bool labels_place(struct labels *l, struct svg_point at, double radius, double width, double height,
                  struct svg_point *out);

#endif
