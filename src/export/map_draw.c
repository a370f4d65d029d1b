/* Circles, flags and their names. A circle's area goes with the number of events, and it is cut
 * like a cake by quad class; the colors are those of Okabe and Ito (2008), which people who see no
 * red or no green tell apart. */
#include "export/map_parts.h"

#include <math.h>
#include <stdio.h>

const char *const map_quad_colors[QUADS] = {"#56b4e9", "#0072b2", "#e69f00", "#d55e00"};
const char *const map_quad_names[QUADS] = {"verbal cooperation", "material cooperation",
                                           "verbal conflict", "material conflict"};

static const double turn = 6.283185307179586, name_size = 12.5, note_size = 10.5;

const char *map_holder_color(uint32_t number) {
    static const char *const colors[] = {"#00785a", "#a8447f", "#1f2933",
                                         "#8a6d00", "#5b4bb7", "#7a7f87"};
    enum { COLORS = sizeof colors / sizeof *colors };
    return colors[number < COLORS ? number : COLORS - 1];
}

void map_put_flag(struct map *m, struct svg_point at, uint32_t holder, bool is_disputed) {
    const char *color = map_holder_color(holder);
    svg_put(
        m->out,
        "<path d=\"M%n %nV%n\" stroke=\"#1f2933\" stroke-width=\"1.3\"/><rect x=\"%n\" y=\"%n\" "
        "width=\"12\" height=\"8\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.2\"%s/>",
        at.x, at.y, at.y - 17, at.x, at.y - 17, is_disputed ? "#ffffff" : color, color,
        is_disputed ? " stroke-dasharray=\"2.5 1.8\"" : "");
}

static void put_slice(struct map *m, const struct map_spot *s, double begin, double end,
                      const char *color) {
    double a = (begin - 0.25) * turn, b = (end - 0.25) * turn, r = s->radius;
    svg_put(m->out, "<path fill=\"%s\" d=\"M%n %nL%n %nA%n %n 0 %s 1 %n %nZ\"/>", color, s->at.x,
            s->at.y, s->at.x + r * cos(a), s->at.y + r * sin(a), r, r,
            end - begin > 0.5 ? "1" : "0", s->at.x + r * cos(b), s->at.y + r * sin(b));
}

static void put_circle(struct map *m, const struct map_spot *s, const char *fill) {
    svg_put(m->out, "<circle cx=\"%n\" cy=\"%n\" r=\"%n\" fill=\"%s\"/>", s->at.x, s->at.y,
            s->radius, fill);
}

static void put_spot(struct map *m, const struct map_spot *s) {
    double begin = 0;
    char count[64];
    snprintf(count, sizeof count, "%u event%s%s", s->n, s->n == 1 ? "" : "s",
             s->n_merged ? ", with places beside it" : "");
    svg_put(m->out, "<g%s><title>%t: %s</title>",
            s->is_country ? " opacity=\"0.55\"" : " opacity=\"0.9\"", s->name, count);
    if (!s->n)
        put_circle(m, s, "#52606d");
    for (int q = 0; q < QUADS; q++) {
        double share = s->n ? (double)s->quads[q] / s->n : 0;
        if (share > 0.999)
            put_circle(m, s, map_quad_colors[q]);
        else if (share > 0)
            put_slice(m, s, begin, begin + share, map_quad_colors[q]);
        begin += share;
    }
    svg_put(m->out,
            "<circle cx=\"%n\" cy=\"%n\" r=\"%n\" fill=\"none\" stroke=\"#ffffff\" "
            "stroke-width=\"1.2\"%s/></g>\n",
            s->at.x, s->at.y, s->radius, s->is_country ? " stroke-dasharray=\"3 2\"" : "");
}

/* "held by Khalifa Haftar, 2018". */
static void note_of(const struct map_spot *s, struct buffer *out) {
    if (!s->holder.n)
        return;
    buffer_text(out, s->is_disputed ? "disputed: " : s->is_contested ? "attacked by " : "held by ");
    buffer_str(out, s->holder);
    buffer_text(out, s->since.n ? ", " : "");
    buffer_str(out, s->since);
}

static void put_label_text(struct map *m, struct svg_point at, double size, const char *style,
                           str text) {
    svg_put(m->out,
            "<text x=\"%n\" y=\"%n\" font-size=\"%n\"%s stroke=\"#ffffff\" stroke-opacity=\"0.85\" "
            "stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\">%t</text>\n",
            at.x, at.y, size, style, text);
}

/* Name and note where there is room for both; false: there is none. */
static bool put_words(struct map *m, const struct map_spot *s, str name, str note) {
    struct svg_point at;
    double width = fmax(svg_width(name, name_size), svg_width(note, note_size));
    double height = name_size + 3 + (note.n ? note_size + 2 : 0);
    double radius = s->radius + (s->holder.n ? 4 : 0);
    if (!labels_place(&m->labels, s->at, radius, width, height, &at))
        return false;
    bool is_left = at.x + width < s->at.x;
    char style[96];
    struct svg_point p = {is_left ? at.x + width : at.x, at.y + name_size};
    snprintf(style, sizeof style, " fill=\"#1f2933\"%s%s", is_left ? " text-anchor=\"end\"" : "",
             s->is_country ? " font-style=\"italic\"" : "");
    put_label_text(m, p, name_size, style, name);
    snprintf(style, sizeof style, " fill=\"%s\"%s", map_holder_color(s->holder_number),
             is_left ? " text-anchor=\"end\"" : "");
    p.y += note_size + 2;
    if (note.n)
        put_label_text(m, p, note_size, style, note);
    return true;
}

static void put_label(struct map *m, const struct map_spot *s) {
    struct buffer note = {0}, name = {0};
    char merged[32];
    note_of(s, &note);
    buffer_str(&name, s->name);
    snprintf(merged, sizeof merged, " +%u", s->n_merged);
    buffer_text(&name, s->n_merged ? merged : "");
    str words = {name.p, (uint32_t)name.n};
    if (!put_words(m, s, words, (str){note.p, (uint32_t)note.n}) && note.n)
        put_words(m, s, words, (str){NULL, 0});
    m->out->failed = m->out->failed || note.failed || name.failed;
    buffer_free(&note);
    buffer_free(&name);
}

static struct svg_point pole_of(const struct map_spot *s) {
    return (struct svg_point){s->at.x, s->at.y - s->radius * 0.85};
}

void map_draw_spots(struct map *m) {
    for (size_t i = 0; i < m->spots.n; i++) { /* the largest lie lowest */
        const struct map_spot *s = &m->spots.items[i];
        double r = s->radius;
        put_spot(m, s);
        labels_take(&m->labels, (struct box){s->at.x - r, s->at.y - r, s->at.x + r, s->at.y + r});
    }
    for (size_t i = 0; i < m->spots.n; i++) {
        const struct map_spot *s = &m->spots.items[i];
        struct svg_point p = pole_of(s);
        if (!s->holder.n)
            continue;
        map_put_flag(m, p, s->holder_number, s->is_disputed || s->is_contested);
        labels_take(&m->labels, (struct box){p.x - 1, p.y - 18, p.x + 13, p.y});
    }
    svg_put(m->out, "\n");
    for (int is_held = 1; is_held >= 0; is_held--)
        for (size_t i = 0; i < m->spots.n; i++)
            if ((m->spots.items[i].holder.n > 0) == is_held)
                put_label(m, &m->spots.items[i]);
}
