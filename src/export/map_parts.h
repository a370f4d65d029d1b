/* What the files of the map share. Private to src/export. */
#ifndef HB_EXPORT_MAP_PARTS_H
#define HB_EXPORT_MAP_PARTS_H

#include "export/labels.h"
#include "export/outline.h"
#include "export/picture_svg.h"
#include "export/projection.h"

enum { QUADS = 4 };

struct map_holder { /* who holds or contests places */
    str who, code;
    uint32_t n_places;
};

struct map_spot { /* a place on the map, or several that lie within one circle */
    str name, country;
    double lat, lon;
    bool is_country; /* the place is a whole country */
    uint32_t n, quads[QUADS], n_merged;
    str holder, since; /* {NULL,0}: nothing is known of who holds it; "since 2018" */
    uint32_t holder_number;
    bool is_disputed, is_contested; /* contested: attacked, and not known who holds it */
    struct svg_point at;
    double radius;
};

struct map {
    struct arena *arena;
    const struct store_filter *filter;
    struct {
        struct map_spot *items;
        size_t n, capacity;
    } spots; /* those with most events first */
    struct {
        struct map_holder *items;
        size_t n, capacity;
    } holders;
    uint64_t n_events, n_unplaced;
    uint32_t most;   /* events of one spot */
    str first, last; /* dates of reports */
    struct outline outline;
    struct projection projection;
    struct labels labels;
    struct buffer *out;
};

/* Land and sea within the frame. */
void map_draw_land(struct map *m);
/* Names of countries where there is room left. */
void map_draw_countries(struct map *m);
/* Circles, flags and their names. */
void map_draw_spots(struct map *m);
/* Colors, sizes, holders, scale: below the frame. */
void map_draw_key(struct map *m, double top);
/* A circle's radius for a number of events. */
double map_radius(const struct map *m, double n);

extern const char *const map_quad_colors[QUADS], *const map_quad_names[QUADS];
const char *map_holder_color(uint32_t number);
/* A flag whose pole stands at a point. */
void map_put_flag(struct map *m, struct svg_point at, uint32_t holder, bool is_disputed);

#endif
