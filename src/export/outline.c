/* Reads what script/outline writes: arcs in the Encoded Polyline Algorithm Format, and countries as
 * rings of arcs, so that a border is kept once. */
#include "export/outline.h"

#include "base/vec.h"

#include <stdlib.h>

extern const char table_outline[];

struct arc {
    struct outline_point *points;
    uint32_t n;
};

struct reading {
    struct arena *arena;
    struct {
        struct arc *items;
        size_t n, capacity;
    } arcs;
    struct {
        struct outline_ring *items;
        size_t n, capacity;
    } rings;
};

/* One number: five bits a sign, the lowest first, 32 marks that more follow; zigzag. */
static int32_t next_number(str s, uint32_t *at) {
    uint32_t value = 0, shift = 0, bits = 32;
    while (bits & 32 && *at < s.n && shift < 30) {
        bits = (uint32_t)(unsigned char)s.p[(*at)++] - 63;
        value |= (bits & 31) << shift;
        shift += 5;
    }
    return value & 1 ? -(int32_t)((value + 1) / 2) : (int32_t)(value / 2);
}

static bool read_arc(struct reading *r, str encoded) {
    struct arc arc = {ARENA_NEW(r->arena, struct outline_point, encoded.n / 2 + 1), 0};
    int32_t lon = 0, lat = 0;
    for (uint32_t at = 0; arc.points && at < encoded.n; arc.n++) {
        lon += next_number(encoded, &at);
        lat += next_number(encoded, &at);
        arc.points[arc.n] = (struct outline_point){(float)lon / 100, (float)lat / 100};
    }
    return arc.points && VEC_PUSH(r->arena, &r->arcs, arc);
}

/* The arc of "12" or "~12"; NULL where there is none. */
static const struct arc *arc_of(const struct reading *r, str name, bool *is_reversed) {
    *is_reversed = name.n && name.p[0] == '~';
    unsigned long i = strtoul(name.p + *is_reversed, NULL, 10);
    return i < r->arcs.n ? &r->arcs.items[i] : NULL;
}

static void add_point(struct outline_ring *ring, struct outline_point p) {
    const struct outline_point *last = ring->n ? &ring->points[ring->n - 1] : NULL;
    if (last && p.lon - last->lon > 180)
        p.lon -= 360; /* over the date line: rings go on past 180 degrees */
    else if (last && p.lon - last->lon < -180)
        p.lon += 360;
    if (last && last->lon == p.lon && last->lat == p.lat)
        return; /* arcs meet in a point */
    if (!ring->n) {
        ring->west = ring->east = p.lon;
        ring->south = ring->north = p.lat;
    }
    ring->west = p.lon < ring->west ? p.lon : ring->west;
    ring->east = p.lon > ring->east ? p.lon : ring->east;
    ring->south = p.lat < ring->south ? p.lat : ring->south;
    ring->north = p.lat > ring->north ? p.lat : ring->north;
    ring->points[ring->n++] = p;
}

static bool read_ring(struct reading *r, str country, str names) {
    struct outline_ring ring = {.country = country};
    uint32_t n = 0;
    str name;
    bool is_reversed;
    for (str rest = names; str_split(&rest, ',', &name);) {
        const struct arc *arc = arc_of(r, name, &is_reversed);
        n += arc ? arc->n : 0;
    }
    ring.points = ARENA_NEW(r->arena, struct outline_point, n + 1);
    for (str rest = names; ring.points && str_split(&rest, ',', &name);) {
        const struct arc *arc = arc_of(r, name, &is_reversed);
        for (uint32_t i = 0; arc && i < arc->n; i++)
            add_point(&ring, arc->points[is_reversed ? arc->n - 1 - i : i]);
    }
    return ring.points && VEC_PUSH(r->arena, &r->rings, ring);
}

bool outline_read(struct arena *a, struct outline *out) {
    struct reading r = {.arena = a};
    bool is_read = true;
    str line, kind, rest, name;
    for (str table = str_from(table_outline); is_read && str_split(&table, '\n', &line);) {
        rest = line;
        str_split(&rest, '\t', &kind);
        if (str_is(kind, "arc")) {
            is_read = read_arc(&r, rest);
        } else if (str_is(kind, "country") && str_split(&rest, '\t', &name)) {
            str ring;
            while (is_read && str_split(&rest, ';', &ring))
                is_read = read_ring(&r, name, ring);
        }
    }
    *out = (struct outline){r.rings.items, r.rings.n};
    return is_read;
}
