/* From degrees to pixels, so that a stretch of the world fills a frame. */
#ifndef HB_EXPORT_PROJECTION_H
#define HB_EXPORT_PROJECTION_H

#include "export/svg.h"

struct region {
    double west, south, east, north; /* degrees */
};

struct projection {
    bool is_world;           /* Natural Earth; else equirectangular */
    double parallel;         /* of true scale, of the equirectangular */
    double scale;            /* pixels a degree at the centre */
    struct svg_point origin; /* pixels of 0° 0° */
    struct svg_point frame;  /* width and height */
    struct region shown;
};

/* Shows at least `r`, filling the frame: the shorter side gets more of the world. */
struct projection projection_fit(struct region r, double width, double height);
struct svg_point project(const struct projection *p, double lon, double lat);

#endif
