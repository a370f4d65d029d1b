/* The map: reads where things happened and who holds what, fits the projection to it, joins what
 * would lie on each other, and calls the drawing. Sizes are pixels of the picture. */
#include "export/map_parts.h"

#include "base/vec.h"
#include "export/cells.h"
#include "export/export_parts.h"
#include "export/net.h"
#include "picture/answer.h"
#include "picture/ask.h"
#include "picture/who.h"

#include <math.h>
#include <stdio.h>

enum { WIDTH = 1120, MARGIN = 24, TOP = 84, FRAME_HEIGHT = 620, KEY_HEIGHT = 150 };

struct reading {
    struct map *map;
    bool has_failed;
};

static str cell(struct arena *a, const struct store_row *row, uint32_t column) {
    str s = row_text(row, column);
    return s.n ? str_copy(a, s) : (str){NULL, 0};
}

static bool is_whole_country(str place, str country) {
    return str_equal(place, export_country_name(country));
}

static struct map_spot *spot_of(struct map *m, str name, str country) {
    for (size_t i = 0; i < m->spots.n; i++)
        if (str_equal(m->spots.items[i].name, name) &&
            str_equal(m->spots.items[i].country, country))
            return &m->spots.items[i];
    return NULL;
}

static void note_dates(struct map *m, const struct store_row *row) {
    str first = row_text(row, 9), last = row_text(row, 10);
    if (first.n && (!m->first.n || str_compare(first, m->first) < 0))
        m->first = str_copy(m->arena, first);
    if (last.n && str_compare(last, m->last) > 0)
        m->last = str_copy(m->arena, last);
}

/* A row of ask/map.sql. */
static bool take_place(void *context, const struct store_row *row) {
    struct reading *r = context;
    struct map *m = r->map;
    uint32_t n = (uint32_t)row_integer(row, 4);
    m->n_events += n;
    note_dates(m, row);
    if (row_is_null(row, 2) || row_is_null(row, 0)) {
        m->n_unplaced += n;
        return true;
    }
    struct map_spot spot = {.name = cell(m->arena, row, 0),
                            .country = cell(m->arena, row, 1),
                            .lat = row_real(row, 2),
                            .lon = row_real(row, 3),
                            .n = n};
    for (uint32_t i = 0; i < QUADS; i++)
        spot.quads[i] = (uint32_t)row_integer(row, 5 + i);
    spot.is_country = is_whole_country(spot.name, spot.country);
    struct map_spot *same = spot_of(m, spot.name, spot.country);
    if (!same) {
        r->has_failed = !VEC_PUSH(m->arena, &m->spots, spot);
        return !r->has_failed;
    }
    same->n += n; /* one name, two points: the one with more events */
    for (uint32_t i = 0; i < QUADS; i++)
        same->quads[i] += spot.quads[i];
    return true;
}

/* A row of ask/spots.sql: a place that is held, where no event may have been. */
static bool take_held_place(void *context, const struct store_row *row) {
    struct reading *r = context;
    struct map *m = r->map;
    if (spot_of(m, row_text(row, 0), row_text(row, 1)))
        return true;
    struct map_spot spot = {.name = cell(m->arena, row, 0),
                            .country = cell(m->arena, row, 1),
                            .lat = row_real(row, 2),
                            .lon = row_real(row, 3)};
    spot.is_country = is_whole_country(spot.name, spot.country);
    r->has_failed = !VEC_PUSH(m->arena, &m->spots, spot);
    return !r->has_failed;
}

static uint32_t holder_number(struct map *m, str who, str code) {
    for (uint32_t i = 0; i < m->holders.n; i++)
        if (str_equal(m->holders.items[i].who, who))
            return m->holders.items[i].n_places++, i;
    struct map_holder h = {str_copy(m->arena, who), str_copy(m->arena, code), 1};
    return VEC_PUSH(m->arena, &m->holders, h) ? (uint32_t)m->holders.n - 1 : 0;
}

/* A row of picture_control: rows of a place go by day, so that the last holder stands. */
static bool take_control(void *context, const struct store_row *row) {
    struct reading *r = context;
    struct map *m = r->map;
    str standing = row_cell_named(row, "standing"), who = row_cell_named(row, "who");
    struct map_spot *s = spot_of(m, row_cell_named(row, "place"), row_cell_named(row, "country"));
    bool is_past = str_is(standing, "former") || str_is(standing, "denied");
    if (!s || is_past || !who.n)
        return true;
    str since = row_cell_named(row, "since");
    bool is_contest = str_is(standing, "contests");
    if (s->holder.n && is_contest) {
        s->is_disputed = true;
        return true;
    }
    s->is_disputed = str_is(standing, "disputed") || (s->holder.n && s->is_contested);
    s->is_contested = is_contest;
    str code = row_cell_named(row, "who_code"), day = since.n ? since : row_cell_named(row, "day");
    bool is_begin = since.n || str_is(row_cell_named(row, "change"), "took");
    if (!who_of(code, who).name.n) /* "forces" */
        who = net_code_words(m->arena, code);
    s->holder = str_copy(m->arena, who);
    s->holder_number = holder_number(m, who, code);
    if (day.n)
        s->since = text_of(m->arena, "%s%.*s", is_begin ? "since " : "as of ", (int)day.n, day.p);
    return true;
}

static hb_status read_all(struct store *s, struct map *m, struct hb_error *err) {
    struct reading r = {.map = m};
    struct store_filter events = *m->filter, control = *m->filter, nothing = {0};
    if (!events.status.n)
        events.status = STR("occurred");
    control.type = control.status = (str){NULL, 0}; /* of events, not of control */
    control.limit = 0;
    hb_status status = store_ask(s, STORE_MAP, &events, take_place, &r, err);
    if (status == HB_OK && !r.has_failed)
        status = store_ask(s, STORE_SPOTS, &nothing, take_held_place, &r, err);
    if (status == HB_OK && !r.has_failed)
        status = picture_control(s, &control, &(struct picture_options){0}, take_control, &r, err);
    if (status == HB_OK && (r.has_failed || !outline_read(m->arena, &m->outline)))
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for a map");
    return status;
}

/* Places without an event and without a holder are not shown. */
static void drop_empty(struct map *m) {
    size_t n = 0;
    for (size_t i = 0; i < m->spots.n; i++)
        if (m->spots.items[i].n || m->spots.items[i].holder.n)
            m->spots.items[n++] = m->spots.items[i];
    m->spots.n = n;
}

/* What the map must show: all places; whole countries only where there is nothing else. */
static struct region region_of(const struct map *m) {
    struct region r = {-170, -56, 190, 78}; /* the world, where there is nothing to show */
    double least = 5;
    size_t n_towns = 0, n = 0;
    for (size_t i = 0; i < m->spots.n; i++)
        n_towns += !m->spots.items[i].is_country;
    for (size_t i = 0; i < m->spots.n; i++) {
        const struct map_spot *s = &m->spots.items[i];
        if (n_towns && s->is_country)
            continue;
        if (n++ == 0)
            r = (struct region){s->lon, s->lat, s->lon, s->lat};
        r.west = fmin(r.west, s->lon);
        r.east = fmax(r.east, s->lon);
        r.south = fmin(r.south, s->lat);
        r.north = fmax(r.north, s->lat);
    }
    double x = fmax((r.east - r.west) * 0.1, (least - (r.east - r.west)) / 2);
    double y = fmax((r.north - r.south) * 0.12, (least - (r.north - r.south)) / 2);
    return (struct region){fmax(r.west - x, -180), fmax(r.south - y, -88), fmin(r.east + x, 180),
                           fmin(r.north + y, 88)};
}

double map_radius(const struct map *m, double n) {
    const double largest = 30, least = 4.5;
    return n > 0 ? fmax(least, largest * sqrt(n / fmax(m->most, 12))) : 3;
}

/* Joins each spot to a weightier one whose circle would cover its middle. A place that somebody
 * holds stays for itself, unless the map is so wide that its flag would hide others. O(spots²), a
 * few hundred at most on a map. */
static void join_spots(struct map *m) {
    const double wide = 25; /* pixels a degree */
    bool is_wide = m->projection.scale < wide;
    size_t n = 0;
    for (size_t i = 0; i < m->spots.n; i++)
        m->most = m->spots.items[i].n > m->most ? m->spots.items[i].n : m->most;
    for (size_t i = 0; i < m->spots.n; i++) {
        struct map_spot s = m->spots.items[i];
        struct map_spot *over = NULL;
        s.at = project(&m->projection, s.lon, s.lat);
        s.radius = map_radius(m, s.n);
        for (size_t k = 0; k < n && !over && (is_wide || !s.holder.n) && !s.is_country; k++) {
            struct map_spot *o = &m->spots.items[k];
            double away = hypot(o->at.x - s.at.x, o->at.y - s.at.y);
            over = !o->is_country && away < o->radius * 0.8 + s.radius * 0.5 ? o : NULL;
        }
        if (!over) {
            m->spots.items[n++] = s;
            continue;
        }
        over->n += s.n;
        over->n_merged++;
        for (uint32_t q = 0; q < QUADS; q++)
            over->quads[q] += s.quads[q];
        over->radius = map_radius(m, over->n);
    }
    m->spots.n = n;
    for (size_t i = 0; i < n; i++)
        m->most = m->spots.items[i].n > m->most ? m->spots.items[i].n : m->most;
    for (size_t i = 0; i < n; i++)
        m->spots.items[i].radius = map_radius(m, m->spots.items[i].n);
}

static void put_head(struct map *m) {
    struct buffer words = {0};
    char counts[128];
    picture_filter_words(&words, m->filter);
    snprintf(counts, sizeof counts, "%llu event%s%s", (unsigned long long)m->n_events,
             m->n_events == 1 ? "" : "s", m->filter->status.n ? "" : " that occurred");
    svg_put(m->out,
            "<text x=\"24\" y=\"42\" font-size=\"24\" font-weight=\"bold\" fill=\"#1f2933\">");
    svg_text_cut(m->out,
                 words.n ? (str){words.p, (uint32_t)words.n} : STR("Events and who holds what"), 24,
                 WIDTH - 2 * MARGIN);
    svg_put(m->out, "</text>\n<text x=\"24\" y=\"66\" font-size=\"14\" fill=\"#52606d\">%s",
            counts);
    if (m->first.n)
        svg_put(m->out, ", reports of %t to %t", m->first, m->last);
    if (m->n_unplaced)
        svg_put(m->out, "; %n of them without a place on the map", (double)m->n_unplaced);
    svg_put(m->out, "</text>\n");
    m->out->failed = m->out->failed || words.failed;
    buffer_free(&words);
}

static void draw(struct map *m) {
    struct box frame = {0, 0, m->projection.frame.x, m->projection.frame.y};
    m->labels = (struct labels){.arena = m->arena, .frame = frame};
    svg_open(
        m->out, WIDTH, TOP + FRAME_HEIGHT + KEY_HEIGHT, STR("Map of events"),
        STR("Events of an archive by place, number and quad class, and who holds which place"));
    put_head(m);
    svg_put(m->out, "<svg x=\"%n\" y=\"%n\" width=\"%n\" height=\"%n\">\n", (double)MARGIN,
            (double)TOP, frame.right, frame.bottom);
    map_draw_land(m);
    map_draw_spots(m);
    map_draw_countries(m);
    svg_put(m->out,
            "</svg>\n<rect x=\"%n\" y=\"%n\" width=\"%n\" height=\"%n\" fill=\"none\" "
            "stroke=\"#9aa5b1\"/>\n",
            (double)MARGIN, (double)TOP, frame.right, frame.bottom);
    map_draw_key(m, TOP + FRAME_HEIGHT);
    svg_close(m->out);
}

hb_status picture_map(struct store *s, const struct store_filter *f, struct buffer *out,
                      struct hb_error *err) {
    struct arena arena = {0};
    struct map m = {.arena = &arena, .filter = f, .out = out};
    hb_status status = read_all(s, &m, err);
    if (status == HB_OK) {
        drop_empty(&m);
        m.projection = projection_fit(region_of(&m), WIDTH - 2 * MARGIN, FRAME_HEIGHT);
        join_spots(&m);
        draw(&m);
    }
    if (status == HB_OK && (out->failed || arena.failed))
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for a map");
    arena_free(&arena);
    return status;
}

void picture_filter_words(struct buffer *out, const struct store_filter *f) {
    const struct {
        const char *before;
        str value;
    } parts[] = {{"", export_country_name(f->actor)},
                 {"", f->type},
                 {"", f->status},
                 {"", export_country_name(f->place)},
                 {"\xE2\x80\x9C", f->query},
                 {"told by ", f->outlet},
                 {"on the word of ", f->word},
                 {"from ", f->since},
                 {"until ", f->until},
                 {"as of ", f->as_of}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].value.n)
            continue;
        buffer_text(out, out->n ? ", " : "");
        buffer_text(out, parts[i].before);
        buffer_str(out, parts[i].value);
        buffer_text(out, parts[i].before[0] == '\xE2' ? "\xE2\x80\x9D" : "");
    }
}
