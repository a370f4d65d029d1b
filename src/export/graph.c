/* The graph: chooses what is worth a line, lays it out and draws it. Who leads or belongs to what
 * is shown only beside those who stand for or against each other; what is denied or ended is
 * counted in the head and not drawn. Nodes are boxes with their names inside, so that no name lies
 * on another. */
#include "base/vec.h"
#include "export/export_parts.h"
#include "export/layout.h"
#include "export/net.h"
#include "export/picture_svg.h"
#include "export/svg.h"
#include "picture/ask.h"

#include <math.h>
#include <stdio.h>

enum { MARGIN = 24, TOP = 96, KEY_HEIGHT = 128, LEAST_WIDTH = 1120, MOST_EDGES = 90 };

/* Okabe and Ito's colors (2008) for those that matter, grays for those that only say who is who. */
static const struct kind {
    const char *type, *words, *color;
    bool is_mutual, is_minor;
} kinds[] = {{"fights", "fights", "#d55e00", false, false},
             {"opposes", "opposes", "#e69f00", false, false},
             {"backs", "backs", "#0072b2", false, false},
             {"allied", "allied with", "#009e73", true, false},
             {"recognises", "recognizes", "#56b4e9", false, false},
             {"holds", "holds", "#cc79a7", false, false},
             {"leads", "leads", "#8a939c", false, true},
             {"member", "belongs to", "#b8c0c8", false, true}};
enum { KINDS = sizeof kinds / sizeof *kinds };

enum group { GROUP_STATE, GROUP_ARMED, GROUP_INTERNATIONAL, GROUP_OTHER, GROUPS };
static const struct {
    const char *words, *fill, *line;
} groups[GROUPS] = {{"state, government, army", "#e6eef6", "#5b7a99"},
                    {"armed group", "#fdeadb", "#b8682c"},
                    {"international body", "#e2f2ea", "#4d8f74"},
                    {"other", "#f5f5f2", "#8a8a80"}};

struct line {
    uint32_t from, to; /* boxes */
    const struct kind *kind;
    uint32_t n_independent;
    bool is_disputed, is_expected;
    int lane, n_lanes; /* among the lines of the same two boxes */
};

struct graph {
    struct arena *arena;
    const struct store_filter *filter;
    struct net net;
    uint32_t *box_of; /* [nodes] box, or NONE */
    struct {
        struct line *items;
        size_t n, capacity;
    } lines;
    uint32_t *node_of; /* [boxes] */
    double *sizes;     /* [boxes] of the letters */
    struct layout layout;
    uint32_t n_left_out;
    str today;
    struct buffer *out;
};

enum { NONE = UINT32_MAX };

static const struct kind *kind_of(str type) {
    for (size_t i = 0; i < KINDS; i++)
        if (str_is(type, kinds[i].type))
            return &kinds[i];
    return NULL;
}

static enum group group_of(str code) {
    str sector = export_sector_of(code), place = export_place_of(code);
    if (place.n > 3 || str_is(place, "INT"))
        return str_in(sector, "REB PAR CRM") ? GROUP_ARMED : GROUP_INTERNATIONAL;
    if (str_in(sector, "REB PAR CRM"))
        return GROUP_ARMED;
    return place.n && (!sector.n || str_in(sector, "GOV LEG JUD MIL COP SPY")) ? GROUP_STATE
                                                                               : GROUP_OTHER;
}

/* ---- choosing ---- */

static bool is_drawn(const struct graph *g, const struct net_edge *e) {
    bool is_standing = str_is(e->standing, "stands") || str_is(e->standing, "disputed") ||
                       str_is(e->standing, "expected");
    return kind_of(e->type) && is_standing && e->from != e->to &&
           export_place_of(g->net.nodes.items[e->from].code).n &&
           export_place_of(g->net.nodes.items[e->to].code).n;
}

static uint32_t box_for(struct graph *g, uint32_t node) {
    if (g->box_of[node] == NONE) {
        g->node_of[g->layout.n] = node;
        g->box_of[node] = g->layout.n++;
    }
    return g->box_of[node];
}

/* A line for an edge; one that is there gets stronger. False without memory. */
static bool add_line(struct graph *g, const struct net_edge *e) {
    struct line line = {.from = box_for(g, e->from),
                        .to = box_for(g, e->to),
                        .kind = kind_of(e->type),
                        .n_independent = e->n_independent,
                        .is_disputed = str_is(e->standing, "disputed"),
                        .is_expected = str_is(e->standing, "expected")};
    for (size_t i = 0; i < g->lines.n; i++) {
        struct line *o = &g->lines.items[i];
        bool is_same = o->kind == line.kind && o->from == line.from && o->to == line.to;
        bool is_mirror = line.kind->is_mutual && o->kind == line.kind && o->from == line.to &&
                         o->to == line.from;
        if (!is_same && !is_mirror)
            continue;
        o->n_independent += line.n_independent;
        o->is_expected = o->is_expected && line.is_expected;
        o->is_disputed = o->is_disputed || line.is_disputed;
        return true;
    }
    return VEC_PUSH(g->arena, &g->lines, line);
}

static bool choose(struct graph *g) {
    size_t n = g->net.nodes.n;
    bool is_done = true;
    g->box_of = ARENA_NEW(g->arena, uint32_t, n + 1);
    g->node_of = ARENA_NEW(g->arena, uint32_t, n + 1);
    for (size_t i = 0; g->box_of && i < n; i++)
        g->box_of[i] = NONE;
    if (!g->box_of || !g->node_of)
        return false;
    for (int is_minor = 0; is_minor < 2; is_minor++)
        for (size_t i = 0; is_done && i < g->net.edges.n; i++) {
            const struct net_edge *e = &g->net.edges.items[i];
            const struct kind *k = kind_of(e->type);
            if (!is_drawn(g, e) || k->is_minor != is_minor)
                continue;
            bool is_near = !is_minor || g->box_of[e->from] != NONE || g->box_of[e->to] != NONE;
            if (is_near && g->lines.n < MOST_EDGES)
                is_done = add_line(g, e);
        }
    g->n_left_out = (uint32_t)(g->net.edges.n - g->lines.n);
    return is_done;
}

/* Lines between the same two boxes get lanes of their own. */
static void give_lanes(struct graph *g) {
    for (size_t i = 0; i < g->lines.n; i++) {
        struct line *a = &g->lines.items[i];
        a->lane = a->n_lanes = 0;
        for (size_t k = 0; k < g->lines.n; k++) {
            const struct line *b = &g->lines.items[k];
            bool is_same =
                (a->from == b->from && a->to == b->to) || (a->from == b->to && a->to == b->from);
            a->lane += is_same && k < i;
            a->n_lanes += is_same;
        }
    }
}

static bool lay_out(struct graph *g) {
    uint32_t(*edges)[2] = arena_array(g->arena, g->lines.n + 1, sizeof *edges);
    uint32_t *degree = ARENA_NEW(g->arena, uint32_t, g->layout.n + 1);
    g->layout.boxes = ARENA_NEW(g->arena, struct layout_box, g->layout.n + 1);
    g->sizes = ARENA_NEW(g->arena, double, g->layout.n + 1);
    if (!edges || !degree || !g->layout.boxes || !g->sizes)
        return false;
    for (size_t i = 0; i < g->lines.n; i++) {
        edges[i][0] = g->lines.items[i].from;
        edges[i][1] = g->lines.items[i].to;
        degree[edges[i][0]]++;
        degree[edges[i][1]]++;
    }
    for (uint32_t i = 0; i < g->layout.n; i++) {
        g->sizes[i] = 11.5 + fmin(log2(fmax(degree[i], 1)) * 1.7, 5.5);
        str label = g->net.nodes.items[g->node_of[i]].label;
        g->layout.boxes[i].width = fmin(svg_width(label, g->sizes[i]), 210) + 18;
        g->layout.boxes[i].height = g->sizes[i] + 12;
    }
    g->layout.arena = g->arena;
    g->layout.edges = (const uint32_t(*)[2])edges;
    g->layout.n_edges = (uint32_t)g->lines.n;
    return layout_run(&g->layout, LEAST_WIDTH - 2 * MARGIN);
}

/* ---- drawing ---- */

/* Where the way from a box's middle to a point leaves it. */
static struct svg_point leave(const struct layout_box *b, struct svg_point to, double more) {
    double dx = to.x - b->x, dy = to.y - b->y;
    double x = fabs(dx) < 0.001 ? 1e9 : (b->width / 2 + more) / fabs(dx);
    double y = fabs(dy) < 0.001 ? 1e9 : (b->height / 2 + more) / fabs(dy);
    double share = fmin(x, y);
    return (struct svg_point){b->x + dx * share, b->y + dy * share};
}

static void put_arrow(struct graph *g, struct svg_point from, struct svg_point tip,
                      const char *color, double width) {
    double dx = tip.x - from.x, dy = tip.y - from.y, length = fmax(hypot(dx, dy), 0.01);
    double size = 6 + width * 1.3;
    dx *= size / length;
    dy *= size / length;
    svg_put(g->out, "<path fill=\"%s\" d=\"M%n %nL%n %nL%n %nZ\"/>", color, tip.x, tip.y,
            tip.x - dx - dy * 0.45, tip.y - dy + dx * 0.45, tip.x - dx + dy * 0.45,
            tip.y - dy - dx * 0.45);
}

static double line_width(uint32_t n_independent) {
    return fmin(1.4 + log2(fmax(n_independent, 1)) * 1.3, 6);
}

/* How many boxes of others a line meets when it is bent over `middle`, looked at in a few points.
 */
static int boxes_met(const struct graph *g, const struct line *l, struct svg_point middle) {
    enum { POINTS = 16 };
    const struct layout_box *a = &g->layout.boxes[l->from], *b = &g->layout.boxes[l->to];
    int n = 0;
    for (uint32_t i = 0; i < g->layout.n; i++) {
        const struct layout_box *o = &g->layout.boxes[i];
        bool is_met = false;
        for (int k = 1; k < POINTS && !is_met && i != l->from && i != l->to; k++) {
            double t = (double)k / POINTS, u = 1 - t;
            double x = u * u * a->x + 2 * u * t * middle.x + t * t * b->x;
            double y = u * u * a->y + 2 * u * t * middle.y + t * t * b->y;
            is_met = fabs(x - o->x) < o->width / 2 + 2 && fabs(y - o->y) < o->height / 2 + 2;
        }
        n += is_met;
    }
    return n;
}

/* The point over which a line is bent: a little, so that it is easier to follow across others; more
 * where it would run beneath a box otherwise. */
static struct svg_point bend_of(const struct graph *g, const struct line *l) {
    static const double bends[] = {0.06, -0.06, 0.16, -0.16, 0.28, -0.28, 0.42, -0.42, 0.6, -0.6};
    const struct layout_box *a = &g->layout.boxes[l->from], *b = &g->layout.boxes[l->to];
    double dx = b->x - a->x, dy = b->y - a->y, length = fmax(hypot(dx, dy), 0.01);
    double side = (l->from < l->to ? 1 : -1) * (l->lane - (l->n_lanes - 1) / 2.0) * 44;
    struct svg_point best = {0, 0};
    int fewest = -1;
    for (size_t i = 0; i < sizeof bends / sizeof *bends && fewest != 0; i++) {
        double bend = side + length * bends[i];
        struct svg_point middle = {(a->x + b->x) / 2 - dy / length * bend,
                                   (a->y + b->y) / 2 + dx / length * bend};
        int n = boxes_met(g, l, middle);
        if (fewest >= 0 && n >= fewest)
            continue;
        fewest = n;
        best = middle;
    }
    return best;
}

static void put_line(struct graph *g, const struct line *l) {
    const struct layout_box *a = &g->layout.boxes[l->from], *b = &g->layout.boxes[l->to];
    struct svg_point middle = bend_of(g, l);
    double width = l->kind->is_minor ? 1.1 : line_width(l->n_independent);
    struct svg_point begin = leave(a, middle, 1), tip = leave(b, middle, 2);
    struct svg_point end = leave(b, middle, l->kind->is_mutual ? 1 : 4 + width);
    svg_put(g->out,
            "<g><title>%t %s %t</title><path d=\"M%n %nQ%n %n %n %n\" fill=\"none\" stroke=\"%s\" "
            "stroke-width=\"%n\"%s/>",
            g->net.nodes.items[g->node_of[l->from]].label, l->kind->words,
            g->net.nodes.items[g->node_of[l->to]].label, begin.x, begin.y, middle.x, middle.y,
            end.x, end.y, l->kind->color, width,
            l->is_disputed   ? " stroke-dasharray=\"7 4\""
            : l->is_expected ? " stroke-dasharray=\"2 4\""
                             : "");
    if (!l->kind->is_mutual)
        put_arrow(g, middle, tip, l->kind->color, width);
    svg_put(g->out, "</g>\n");
}

static void put_box(struct graph *g, uint32_t i) {
    const struct layout_box *b = &g->layout.boxes[i];
    const struct net_node *n = &g->net.nodes.items[g->node_of[i]];
    enum group group = group_of(n->code);
    svg_put(g->out,
            "<g><title>%t (%t)</title><rect x=\"%n\" y=\"%n\" width=\"%n\" height=\"%n\" rx=\"6\" "
            "fill=\"%s\" stroke=\"%s\" stroke-width=\"1.2\"/><text x=\"%n\" y=\"%n\" "
            "font-size=\"%n\" text-anchor=\"middle\" fill=\"#1f2933\"%s>",
            n->label, n->code, b->x - b->width / 2, b->y - b->height / 2, b->width, b->height,
            groups[group].fill, groups[group].line, b->x, b->y + g->sizes[i] * 0.35, g->sizes[i],
            g->sizes[i] > 14 ? " font-weight=\"bold\"" : "");
    svg_text_cut(g->out, n->label, g->sizes[i], b->width - 8);
    svg_put(g->out, "</text></g>\n");
}

static void put_key_words(struct graph *g, double x, double y, const char *words) {
    svg_put(g->out, "<text x=\"%n\" y=\"%n\" font-size=\"12\" fill=\"#323f4b\">%s</text>\n", x, y,
            words);
}

static void put_sample(struct graph *g, double x, double y, const char *color, double width,
                       const char *dash) {
    svg_put(g->out, "<path d=\"M%n %nh28\" stroke=\"%s\" stroke-width=\"%n\"%s fill=\"none\"/>", x,
            y, color, width, dash);
}

static void put_key(struct graph *g, double y) {
    const char *gray = "#52606d";
    for (int i = 0, n = 0; i < KINDS; i++) {
        double x = MARGIN + 150 * (n / 4), line = y + 20 * (n % 4);
        bool is_there = false;
        for (size_t k = 0; k < g->lines.n && !is_there; k++)
            is_there = g->lines.items[k].kind == &kinds[i];
        if (!is_there)
            continue;
        n++;
        put_sample(g, x, line - 4, kinds[i].color, kinds[i].is_minor ? 1.4 : 2.6, "");
        put_key_words(g, x + 38, line, kinds[i].words);
    }
    put_sample(g, 344, y - 4, gray, line_width(1), "");
    put_key_words(g, 382, y, "told by one report");
    put_sample(g, 344, y + 16, gray, line_width(4), "");
    put_key_words(g, 382, y + 20, "by four that are no copies");
    put_sample(g, 344, y + 36, gray, 1.8, " stroke-dasharray=\"7 4\"");
    put_key_words(g, 382, y + 40, "disputed");
    put_sample(g, 344, y + 56, gray, 1.8, " stroke-dasharray=\"2 4\"");
    put_key_words(g, 382, y + 60, "announced or expected");
    for (int i = 0; i < GROUPS; i++) {
        svg_put(g->out,
                "<rect x=\"580\" y=\"%n\" width=\"26\" height=\"13\" rx=\"4\" fill=\"%s\" "
                "stroke=\"%s\"/>",
                y + 20 * i - 11, groups[i].fill, groups[i].line);
        put_key_words(g, 616, y + 20 * i, groups[i].words);
    }
}

static void put_head(struct graph *g, double width) {
    struct buffer words = {0};
    struct store_filter f = *g->filter;
    f.as_of = (str){NULL, 0};
    picture_filter_words(&words, &f);
    svg_put(g->out,
            "<text x=\"24\" y=\"42\" font-size=\"24\" font-weight=\"bold\" fill=\"#1f2933\">");
    svg_text_cut(g->out,
                 words.n ? (str){words.p, (uint32_t)words.n} : STR("Who stands how to whom"), 24,
                 width - 2 * MARGIN);
    svg_put(g->out,
            "</text>\n<text x=\"24\" y=\"66\" font-size=\"14\" fill=\"#52606d\">%n actors, %n "
            "relations as of %t",
            (double)g->layout.n, (double)g->lines.n, g->today);
    if (g->n_left_out)
        svg_put(g->out, "; %n more are denied, ended or of little weight here",
                (double)g->n_left_out);
    svg_put(g->out, "</text>\n");
    g->out->failed = g->out->failed || words.failed;
    buffer_free(&words);
}

static void draw(struct graph *g) {
    double width = fmax(LEAST_WIDTH, g->layout.width + 2 * MARGIN);
    double height = TOP + fmax(g->layout.height, 60) + KEY_HEIGHT;
    svg_open(g->out, width, height, STR("Graph of relations"),
             STR("Actors of an archive and who backs, fights, leads or holds whom"));
    put_head(g, width);
    svg_put(g->out, "<g transform=\"translate(%n %n)\">\n", (width - g->layout.width) / 2,
            (double)TOP);
    for (int is_minor = 1; is_minor >= 0; is_minor--)
        for (size_t i = 0; i < g->lines.n; i++)
            if (g->lines.items[i].kind->is_minor == is_minor)
                put_line(g, &g->lines.items[i]);
    for (uint32_t i = 0; i < g->layout.n; i++)
        put_box(g, i);
    svg_put(g->out, "</g>\n");
    put_key(g, height - KEY_HEIGHT + 46);
    svg_close(g->out);
}

hb_status picture_graph(struct store *s, const struct store_filter *f, struct buffer *out,
                        struct hb_error *err) {
    struct arena arena = {0};
    struct graph g = {.arena = &arena, .filter = f, .out = out};
    hb_status status = picture_today(s, f, &arena, &g.today, err);
    if (status == HB_OK)
        status = net_read(s, f, &arena, &g.net, err);
    if (status == HB_OK) {
        bool is_done = choose(&g) && lay_out(&g);
        if (is_done) {
            give_lanes(&g);
            draw(&g);
        }
        if (!is_done || out->failed)
            status = error_set(err, HB_ERR_MEMORY, 0, "no memory for a graph");
    }
    arena_free(&arena);
    return status;
}
