/* Outlines of countries, compiled in from knowledge/outline.txt. */
#ifndef HB_EXPORT_OUTLINE_H
#define HB_EXPORT_OUTLINE_H

#include "base/arena.h"
#include "base/str.h"

struct outline_point {
    float lon, lat; /* degrees */
};

struct outline_ring {
    str country; /* borrowed: alpha-3, or "---" */
    struct outline_point *points;
    uint32_t n;
    float west, south, east, north; /* one that crosses the date line goes past 180 degrees */
};

struct outline {
    struct outline_ring *rings; /* by country; holes are rings too: fill by even-odd */
    size_t n;
};

/* Decodes all of it into the arena, some 45,000 points: a few milliseconds. False without memory.
 */
bool outline_read(struct arena *a, struct outline *out);

#endif
