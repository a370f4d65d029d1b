/* Two projections. A region is drawn equirectangular with its middle parallel at true scale
 * (Snyder, Map Projections: A Working Manual, USGS 1987, p. 90): over a few dozen degrees shapes
 * stay as they are and straight north is up. More than that is drawn in the Natural Earth
 * projection (Savric, Jenny, Patterson, Petrovic, Hurni 2011, doi:10.1559/15230406384359). */
#include "export/projection.h"

#include <math.h>

static const double degree = 0.017453292519943295, world_span = 110;

/* Natural Earth, in radians of a sphere of radius 1. */
static struct svg_point natural_earth(double lon, double lat) {
    double f = lat * degree, f2 = f * f, f4 = f2 * f2;
    double x = lon * degree *
               (0.8707 - 0.131979 * f2 + f4 * (-0.013791 + f4 * (0.003971 * f2 - 0.001529 * f4)));
    double y = f * (1.007226 + f2 * (0.015085 + f4 * (-0.044475 + 0.028874 * f2 - 0.005916 * f4)));
    return (struct svg_point){x / degree, -y / degree};
}

/* In degrees of the equator, y down. */
static struct svg_point flat(const struct projection *p, double lon, double lat) {
    if (p->is_world)
        return natural_earth(lon, lat);
    return (struct svg_point){lon * cos(p->parallel * degree), -lat};
}

struct svg_point project(const struct projection *p, double lon, double lat) {
    struct svg_point q = flat(p, lon, lat);
    return (struct svg_point){p->origin.x + q.x * p->scale, p->origin.y + q.y * p->scale};
}

struct projection projection_fit(struct region r, double width, double height) {
    struct projection p = {.is_world = r.east - r.west > world_span,
                           .parallel = (r.south + r.north) / 2,
                           .frame = {width, height}};
    double wide = 0, left = 0;
    for (int i = 0; i <= 64; i++) { /* a world's edge is bent */
        double lat = r.south + (r.north - r.south) * i / 64;
        double west = flat(&p, r.west, lat).x, east = flat(&p, r.east, lat).x;
        left = i == 0 || west < left ? west : left;
        wide = i == 0 || east > wide ? east : wide;
    }
    wide -= left;
    double top = flat(&p, 0, r.north).y, high = flat(&p, 0, r.south).y - top;
    p.scale = fmin(width / fmax(wide, 0.1), height / fmax(high, 0.1));
    p.origin = (struct svg_point){width / 2 - (left + wide / 2) * p.scale,
                                  height / 2 - (top + high / 2) * p.scale};
    double across = cos(p.parallel * degree);
    p.shown = (struct region){-180, -90, 180, 90};
    if (!p.is_world)
        p.shown = (struct region){-p.origin.x / p.scale / across, -(height - p.origin.y) / p.scale,
                                  (width - p.origin.x) / p.scale / across, p.origin.y / p.scale};
    return p;
}
