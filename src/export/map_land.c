/* Land, sea, lines of longitude and latitude, and names of countries. Rings are cut to the frame
 * (Sutherland and Hodgman 1974) and thinned to what a pixel shows, so that a map of one town does
 * not carry the coasts of Siberia. */
#include "export/map_parts.h"

#include "export/cells.h"
#include "export/export_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

extern const char table_countries[];

static const double edge = 6;         /* pixels that are kept outside the frame */
static const double least_step = 0.6; /* pixels between two points of a line */

struct shape {
    struct svg_point *points;
    size_t n;
};

/* How far within one side of the frame a point lies: 0 left, 1 right, 2 top, 3 bottom. */
static double within(const struct map *m, struct svg_point p, int side) {
    const struct svg_point f = m->projection.frame;
    const double far[] = {p.x + edge, f.x + edge - p.x, p.y + edge, f.y + edge - p.y};
    return far[side];
}

static struct shape cut(const struct map *m, struct shape s, int side) {
    struct shape out = {ARENA_NEW(m->arena, struct svg_point, 2 * s.n + 2), 0};
    for (size_t i = 0; out.points && i < s.n; i++) {
        struct svg_point a = s.points[i], b = s.points[(i + 1) % s.n];
        double da = within(m, a, side), db = within(m, b, side);
        if (da >= 0)
            out.points[out.n++] = a;
        if ((da >= 0) != (db >= 0))
            out.points[out.n++] = (struct svg_point){a.x + (b.x - a.x) * da / (da - db),
                                                     a.y + (b.y - a.y) * da / (da - db)};
    }
    return out;
}

/* `turn`: degrees that the ring is moved by, 0 or a whole turn. */
static struct shape shape_of(const struct map *m, const struct outline_ring *ring, double turn) {
    struct shape s = {ARENA_NEW(m->arena, struct svg_point, ring->n), 0};
    for (uint32_t i = 0; s.points && i < ring->n; i++) {
        struct svg_point p =
            project(&m->projection, ring->points[i].lon + turn, ring->points[i].lat);
        const struct svg_point *last = s.n ? &s.points[s.n - 1] : NULL;
        if (!last || hypot(p.x - last->x, p.y - last->y) >= least_step)
            s.points[s.n++] = p;
    }
    for (int side = 0; side < 4; side++)
        s = cut(m, s, side);
    return s;
}

static bool is_shown(const struct map *m, const struct outline_ring *r, double turn) {
    struct region s = m->projection.shown;
    return r->n > 2 && r->east + turn >= s.west && r->west + turn <= s.east &&
           r->north >= s.south && r->south <= s.north;
}

static void put_shape(struct map *m, struct shape s) {
    for (size_t i = 0; i < s.n; i++)
        svg_put(m->out, i ? " %n %n" : "M%n %nL", s.points[i].x, s.points[i].y);
    buffer_text(m->out, "Z");
}

static void put_grid(struct map *m) {
    struct region r = m->projection.shown;
    double step = r.east - r.west > 90 ? 30 : r.east - r.west > 25 ? 10 : 5;
    svg_put(m->out, "<g fill=\"none\" stroke=\"#c7d5df\" stroke-width=\"0.7\">\n");
    for (double lon = ceil(r.west / step) * step; lon <= r.east; lon += step) {
        svg_put(m->out, "<path d=\"");
        for (int i = 0; i <= 16; i++) {
            double lat = r.south + (r.north - r.south) * i / 16;
            struct svg_point p = project(&m->projection, lon, lat);
            svg_put(m->out, i ? " %n %n" : "M%n %nL", p.x, p.y);
        }
        svg_put(m->out, "\"/>\n");
    }
    for (double lat = ceil(r.south / step) * step; lat <= r.north; lat += step) {
        struct svg_point a = project(&m->projection, r.west, lat);
        struct svg_point b = project(&m->projection, r.east, lat);
        svg_put(m->out, "<path d=\"M%n %nL%n %n\"/>\n", a.x, a.y, b.x, b.y);
    }
    svg_put(m->out, "</g>\n");
}

/* The country with the most events stands out a little. */
static str main_country(const struct map *m) {
    str best = {NULL, 0};
    uint32_t most = 0;
    for (size_t i = 0; i < m->spots.n; i++) {
        uint32_t n = 0;
        for (size_t k = 0; k < m->spots.n; k++)
            if (str_equal(m->spots.items[k].country, m->spots.items[i].country))
                n += m->spots.items[k].n;
        if (n > most)
            best = m->spots.items[i].country;
        most = n > most ? n : most;
    }
    return best;
}

/* The country of rings[i …]; returns where the next begins. */
static size_t draw_country(struct map *m, size_t i, const char *fill) {
    str country = m->outline.rings[i].country;
    bool is_open = false;
    for (; i < m->outline.n && str_equal(m->outline.rings[i].country, country); i++)
        for (double turn = -360; turn <= 360; turn += 360) {
            struct shape s = {NULL, 0};
            if (is_shown(m, &m->outline.rings[i], turn))
                s = shape_of(m, &m->outline.rings[i], turn);
            if (s.n < 3)
                continue;
            if (!is_open)
                svg_put(m->out, "<path fill=\"%s\" d=\"", fill);
            is_open = true;
            put_shape(m, s);
        }
    svg_put(m->out, is_open ? "\"/>\n" : "");
    return i;
}

void map_draw_land(struct map *m) {
    str first = main_country(m);
    svg_put(m->out, "<rect width=\"100%%\" height=\"100%%\" fill=\"#e3ecf2\"/>\n");
    put_grid(m);
    svg_put(m->out, "<g stroke=\"#b3a994\" stroke-width=\"0.8\" stroke-linejoin=\"round\" "
                    "fill-rule=\"evenodd\">\n");
    for (size_t i = 0; i < m->outline.n;) {
        bool is_first = str_equal(m->outline.rings[i].country, first);
        i = draw_country(m, i, is_first ? "#fffdf6" : "#f1ede2");
    }
    svg_put(m->out, "</g>\n");
}

static double number_of(str s) {
    char z[32] = "";
    if (s.n)
        memcpy(z, s.p, s.n < sizeof z - 1 ? s.n : sizeof z - 1);
    return strtod(z, NULL);
}

void map_draw_countries(struct map *m) {
    const double size = 11;
    svg_put(m->out, "<g font-size=\"11\" fill=\"#8a8069\" letter-spacing=\"1.5\" "
                    "text-anchor=\"middle\">\n");
    for (size_t i = 0; i < m->outline.n;) {
        str code = m->outline.rings[i].country, name = export_country_name(code);
        str lat = table_find(table_countries, code, 6), lon = table_find(table_countries, code, 7);
        float wide = 0; /* of its largest part, degrees */
        for (; i < m->outline.n && str_equal(m->outline.rings[i].country, code); i++)
            wide = fmaxf(wide, m->outline.rings[i].east - m->outline.rings[i].west);
        struct svg_point p = project(&m->projection, number_of(lon), number_of(lat));
        double half = svg_width(name, size) / 2 + name.n * 0.75;
        struct box b = {p.x - half, p.y - size, p.x + half, p.y + 4};
        bool is_large = wide * m->projection.scale > half * 1.2;
        if (lat.n && is_large && labels_are_free(&m->labels, b) && labels_take(&m->labels, b))
            svg_put(m->out, "<text x=\"%n\" y=\"%n\">%t</text>\n", p.x, p.y, name);
    }
    svg_put(m->out, "</g>\n");
}
