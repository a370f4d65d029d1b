/* What the signs of the map mean: below it, so that nothing of it is covered. */
#include "export/map_parts.h"

#include <math.h>
#include <stdio.h>

static const double left = 24, column = 300;

static void put_heading(struct map *m, double x, double y, const char *words) {
    svg_put(m->out,
            "<text x=\"%n\" y=\"%n\" font-size=\"12\" font-weight=\"bold\" "
            "fill=\"#1f2933\">%s</text>\n",
            x, y, words);
}

static void put_words(struct map *m, double x, double y, str words) {
    svg_put(m->out, "<text x=\"%n\" y=\"%n\" font-size=\"12\" fill=\"#323f4b\">", x, y);
    svg_text_cut(m->out, words, 12, column - 60);
    svg_put(m->out, "</text>\n");
}

static void put_quads(struct map *m, double x, double y) {
    put_heading(m, x, y, "Events by quad class");
    for (int q = 0; q < QUADS; q++) {
        double line = y + 22 + 19 * q;
        svg_put(m->out, "<circle cx=\"%n\" cy=\"%n\" r=\"6\" fill=\"%s\"/>", x + 7, line - 4,
                map_quad_colors[q]);
        put_words(m, x + 22, line, str_from(map_quad_names[q]));
    }
}

/* Circles for round numbers, up to the largest. */
static void put_sizes(struct map *m, double x, double y) {
    double most = m->most ? m->most : 1, step = pow(10, floor(log10(most)));
    double top = most / step >= 5 ? 5 * step : most / step >= 2 ? 2 * step : step;
    const double numbers[] = {1, fmax(round(top / 4), 1), top};
    double at = x, bottom = y + 78;
    put_heading(m, x, y, "Events by number");
    for (int i = 0; i < 3; i++) {
        double r = map_radius(m, numbers[i]);
        if (i && numbers[i] == numbers[i - 1])
            continue;
        at += r;
        svg_put(m->out,
                "<circle cx=\"%n\" cy=\"%n\" r=\"%n\" fill=\"#dfe5ea\" stroke=\"#7b8794\"/><text "
                "x=\"%n\" y=\"%n\" font-size=\"12\" text-anchor=\"middle\" "
                "fill=\"#323f4b\">%n</text>\n",
                at + 1, bottom - r, r, at + 1, bottom + 14, numbers[i]);
        at += r + 26;
    }
}

static void put_holders(struct map *m, double x, double y) {
    enum { MOST = 4 };
    put_heading(m, x, y, "Who holds it, as last told");
    for (uint32_t i = 0; i < m->holders.n && i < MOST; i++) {
        double line = y + 22 + 19 * i;
        map_put_flag(m, (struct svg_point){x + 3, line + 5}, i, false);
        put_words(m, x + 24, line, m->holders.items[i].who);
    }
    if (m->holders.n > 0) {
        double line = y + 22 + 19 * (m->holders.n < MOST ? (double)m->holders.n : MOST);
        map_put_flag(m, (struct svg_point){x + 3, line + 5}, 2, true);
        put_words(m, x + 24, line, STR("disputed, or under attack"));
    } else {
        put_words(m, x, y + 22, STR("nothing told"));
    }
}

/* A bar of so many kilometres, and where the outlines come from. */
static void put_scale(struct map *m, double x, double y) {
    const double km_per_degree = 111.2;
    double pixel = km_per_degree / m->projection.scale, km = pow(10, floor(log10(pixel * 150)));
    km *= km / pixel * 5 <= 150 ? 5 : km / pixel * 2 <= 150 ? 2 : 1;
    double width = km / pixel;
    if (m->projection.shown.east - m->projection.shown.west < 60)
        svg_put(
            m->out,
            "<path d=\"M%n %nv6h%nv-6\" fill=\"none\" stroke=\"#323f4b\"/><text x=\"%n\" y=\"%n\" "
            "font-size=\"12\" fill=\"#323f4b\">%n km</text>\n",
            x, y - 9, width, x + width + 8, y, km);
    svg_put(m->out,
            "<text x=\"%n\" y=\"%n\" font-size=\"10.5\" fill=\"#7b8794\">Outlines: Natural Earth."
            "</text><text x=\"%n\" y=\"%n\" font-size=\"10.5\" fill=\"#7b8794\">Borders and names "
            "say nothing on their standing.</text>\n",
            x, y + 22, x, y + 37);
}

void map_draw_key(struct map *m, double top) {
    double y = top + 116;
    put_quads(m, left, y - 84);
    put_sizes(m, left + 190, y - 84);
    put_holders(m, left + 430, y - 84);
    put_scale(m, left + 800, y - 62);
}
