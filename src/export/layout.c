/* Stress majorization (Gansner, Koren, North 2004, doi:10.1007/978-3-540-31843-9_25): nodes are
 * moved until their distances on paper are, as nearly as can be, in proportion to their distances
 * in the network; each component by itself. It starts from a spiral by number, so that nothing is
 * left to chance. Then boxes that lie on each other are pushed apart, a little at a time, and
 * components are set side by side on shelves, the largest first. */
#include "export/layout.h"

#include <math.h>

enum { ROUNDS = 300, PUSHES = 400 };

static const double step = 150, leaf_step = 105, flatten = 0.72, gap_x = 22, gap_y = 26,
                    shelf_gap = 40;

struct working {
    struct layout *l;
    uint32_t *component; /* [n] number of each box's component */
    uint32_t *members;   /* [n] of the component at hand */
    uint32_t n_members;
    uint16_t *hops;      /* [n_members²] distance in edges */
    uint32_t *neighbors; /* [n_members] how many */
};

static void spread(struct working *w, uint32_t number, uint32_t at) {
    w->component[at] = number;
    for (bool is_changed = true; is_changed;) {
        is_changed = false;
        for (uint32_t i = 0; i < w->l->n_edges; i++) {
            const uint32_t *e = w->l->edges[i];
            bool has_a = w->component[e[0]] == number, has_b = w->component[e[1]] == number;
            if (has_a == has_b)
                continue;
            w->component[has_a ? e[1] : e[0]] = number;
            is_changed = true;
        }
    }
}

/* Numbers components from 1 on; returns how many. */
static uint32_t find_components(struct working *w) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < w->l->n; i++)
        if (!w->component[i])
            spread(w, ++n, i);
    return n;
}

/* Hops between all members (Floyd 1962). False without memory. */
static bool count_hops(struct working *w) {
    uint32_t n = w->n_members;
    uint32_t *place = ARENA_NEW(w->l->arena, uint32_t, w->l->n);
    w->hops = ARENA_NEW(w->l->arena, uint16_t, (size_t)n * n);
    w->neighbors = ARENA_NEW(w->l->arena, uint32_t, n);
    if (!place || !w->hops || !w->neighbors)
        return false;
    for (uint32_t i = 0; i < n; i++)
        place[w->members[i]] = i;
    for (uint32_t i = 0; i < n * n; i++)
        w->hops[i] = i / n == i % n ? 0 : UINT16_MAX / 2;
    for (uint32_t i = 0; i < w->l->n_edges; i++) {
        uint32_t a = w->l->edges[i][0], b = w->l->edges[i][1];
        if (w->component[a] != w->component[w->members[0]] || a == b)
            continue;
        w->hops[place[a] * n + place[b]] = w->hops[place[b] * n + place[a]] = 1;
    }
    for (uint32_t i = 0; i < n * n; i++)
        w->neighbors[i / n] += w->hops[i] == 1;
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t j = 0; j < n; j++) {
                uint32_t via = (uint32_t)w->hops[i * n + k] + w->hops[k * n + j];
                if (via < w->hops[i * n + j])
                    w->hops[i * n + j] = (uint16_t)via;
            }
    return true;
}

/* Moves one member to where the others want it. */
static void settle(struct working *w, uint32_t i) {
    uint32_t n = w->n_members;
    struct layout_box *b = &w->l->boxes[w->members[i]];
    double x = 0, y = 0, sum = 0;
    for (uint32_t j = 0; j < n; j++) {
        if (i == j)
            continue;
        const struct layout_box *o = &w->l->boxes[w->members[j]];
        uint32_t hops = w->hops[i * n + j];
        bool is_leaf = hops == 1 && (w->neighbors[i] == 1 || w->neighbors[j] == 1);
        double wanted = is_leaf ? leaf_step : step * hops, weight = 1 / (wanted * wanted);
        double away = fmax(hypot(b->x - o->x, b->y - o->y), 0.01);
        x += weight * (o->x + wanted * (b->x - o->x) / away);
        y += weight * (o->y + wanted * (b->y - o->y) / away);
        sum += weight;
    }
    if (sum > 0) {
        b->x = x / sum;
        b->y = y / sum;
    }
}

static void lay_component(struct working *w) {
    const double golden = 2.399963229728653;
    for (uint32_t i = 0; i < w->n_members; i++) {
        struct layout_box *b = &w->l->boxes[w->members[i]];
        b->x = step * sqrt(i + 0.5) * cos(golden * i);
        b->y = step * sqrt(i + 0.5) * sin(golden * i);
    }
    for (int round = 0; round < ROUNDS; round++)
        for (uint32_t i = 0; i < w->n_members; i++)
            settle(w, i);
    for (uint32_t i = 0; i < w->n_members; i++)
        w->l->boxes[w->members[i]].y *= flatten; /* boxes are wider than high */
}

/* Pushes two boxes apart along the way that is shorter; true if they lay on each other. */
static bool push(struct layout_box *a, struct layout_box *b) {
    double x = (a->width + b->width) / 2 + gap_x - fabs(a->x - b->x);
    double y = (a->height + b->height) / 2 + gap_y - fabs(a->y - b->y);
    if (x <= 0.01 || y <= 0.01)
        return false;
    if (x < y) {
        double d = a->x < b->x ? -x / 2 : x / 2;
        a->x += d;
        b->x -= d;
    } else {
        double d = a->y < b->y ? -y / 2 : y / 2;
        a->y += d;
        b->y -= d;
    }
    return true;
}

static void part_boxes(struct working *w) {
    bool is_moved = true;
    for (int round = 0; round < PUSHES && is_moved; round++) {
        is_moved = false;
        for (uint32_t i = 0; i < w->n_members; i++)
            for (uint32_t j = i + 1; j < w->n_members; j++)
                is_moved =
                    push(&w->l->boxes[w->members[i]], &w->l->boxes[w->members[j]]) || is_moved;
    }
}

struct shelf {
    double x, y, height;
};

/* Sets the component on the shelf, or on a new one. */
static void place_component(struct working *w, struct shelf *s, double wide) {
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    for (uint32_t i = 0; i < w->n_members; i++) {
        const struct layout_box *b = &w->l->boxes[w->members[i]];
        left = fmin(left, b->x - b->width / 2);
        right = fmax(right, b->x + b->width / 2);
        top = fmin(top, b->y - b->height / 2);
        bottom = fmax(bottom, b->y + b->height / 2);
    }
    if (s->x > 0 && s->x + right - left > wide)
        *s = (struct shelf){0, s->y + s->height + shelf_gap, 0};
    for (uint32_t i = 0; i < w->n_members; i++) {
        w->l->boxes[w->members[i]].x += s->x - left;
        w->l->boxes[w->members[i]].y += s->y - top;
    }
    s->x += right - left + shelf_gap;
    s->height = fmax(s->height, bottom - top);
    w->l->width = fmax(w->l->width, s->x - shelf_gap);
    w->l->height = fmax(w->l->height, s->y + s->height);
}

/* The largest component that is not laid yet; 0: none is left. */
static uint32_t largest(const uint32_t *sizes, uint32_t n) {
    uint32_t best = 0;
    for (uint32_t c = 1; c <= n; c++)
        if (sizes[c] > (best ? sizes[best] : 0))
            best = c;
    return best;
}

bool layout_run(struct layout *l, double wide) {
    struct working w = {.l = l,
                        .component = ARENA_NEW(l->arena, uint32_t, l->n + 1),
                        .members = ARENA_NEW(l->arena, uint32_t, l->n + 1)};
    uint32_t *sizes = ARENA_NEW(l->arena, uint32_t, l->n + 1);
    struct shelf shelf = {0};
    if (!w.component || !w.members || !sizes)
        return false;
    uint32_t n = find_components(&w);
    for (uint32_t i = 0; i < l->n; i++)
        sizes[w.component[i]]++;
    for (uint32_t c; (c = largest(sizes, n)) != 0; sizes[c] = 0) {
        w.n_members = 0;
        for (uint32_t i = 0; i < l->n; i++)
            if (w.component[i] == c)
                w.members[w.n_members++] = i;
        if (!count_hops(&w))
            return false;
        lay_component(&w);
        part_boxes(&w);
        place_component(&w, &shelf, wide);
    }
    return true;
}
