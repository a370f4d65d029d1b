/* The gazetteer: towns, districts and regions by the hundred thousand, most of which a report names
 * once. They are kept apart from the tables' names, which say more of a place and are always looked
 * up: as records of 24 bytes in the order of their folded keys, found by bisection (17 steps), so
 * that opening costs one pass of checks and no index. A name grows token by token as long as some
 * key begins so. Limits: a key meets every name that folds to it (Gore and Kore), so a caller needs
 * other evidence that the words are a place at all. */
#include "know/gazetteer.h"
#include "know/builder.h"
#include "know/fold.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- reading ---- */

enum { TOWN_COLUMNS = 6, REGION_LIMIT = 65535, NAME_LIMIT = 255 };

struct town_row {
    struct table_line line;
    str columns[TOWN_COLUMNS];
    char *diagnostic;
    struct hb_error *err;
};

static bool parse_hundredths(str s, int limit, int16_t *out) {
    char z[16], *end;
    if (s.n == 0 || s.n >= sizeof z)
        return false;
    memcpy(z, s.p, s.n);
    z[s.n] = 0;
    double degrees = strtod(z, &end);
    if (*end || !(degrees >= -limit && degrees <= limit))
        return false;
    *out = (int16_t)(degrees * 100 + (degrees < 0 ? -0.5 : 0.5));
    return true;
}

static bool parse_count(str s, uint32_t *out) {
    uint64_t value = 0;
    for (uint32_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        value = value * 10 + (uint64_t)(s.p[i] - '0');
        if (value > UINT32_MAX)
            return false;
    }
    *out = (uint32_t)value;
    return true;
}

static void add_town(struct builder *b, struct image_town town, str name) {
    char key[FOLD_MAX * PHRASE_TOKENS];
    name = str_trim(name);
    uint32_t n = fold_name(name, key, sizeof key);
    if (n < 2 || n > NAME_LIMIT || name.n > NAME_LIMIT)
        return;
    town.key = builder_string(b, (str){key, n}).offset;
    town.n_key = (uint8_t)n;
    town.letters = (uint16_t)fold_letters(0, name);
    if (!VEC_PUSH(b->arena, &b->towns, town))
        b->failed = true;
}

static hb_status read_region(struct builder *b, const struct town_row *r, str name) {
    struct image_region region = {builder_string(b, name), builder_string(b, r->columns[3])};
    if (r->columns[3].n != 3)
        return table_error(&r->line, r->columns[3], "expected a country's code of three letters",
                           r->diagnostic, r->err);
    if (b->regions.n == REGION_LIMIT)
        return table_error(&r->line, name, "more than 65,535 regions", r->diagnostic, r->err);
    if (!VEC_PUSH(b->arena, &b->regions, region))
        b->failed = true;
    return HB_OK;
}

hb_status gazetteer_read(struct builder *b, const struct table_line *line, char *diagnostic,
                         struct hb_error *err) {
    struct town_row r = {.line = *line, .diagnostic = diagnostic, .err = err};
    uint32_t n = 0, weight = 0, id = 0;
    for (str rest = line->text, one; n < TOWN_COLUMNS && str_split(&rest, '\t', &one);)
        r.columns[n++] = str_is(one, "-") ? (str){one.p, 0} : one;
    for (; n < TOWN_COLUMNS; n++)
        r.columns[n] = (str){line->text.p + line->text.n, 0};
    char mark = r.columns[0].n ? r.columns[0].p[0] : 0;
    bool is_region = mark == '=', is_marked = is_region || mark == '+';
    str name = str_slice(r.columns[0], is_marked, r.columns[0].n);
    if (str_is(name, "-"))
        name.n = 0;
    struct image_town town = {.kind = is_region     ? TOWN_REGION
                                      : mark == '+' ? TOWN_DISTRICT
                                                    : TOWN_TOWN};
    if (!parse_hundredths(r.columns[1], 90, &town.lat) ||
        !parse_hundredths(r.columns[2], 180, &town.lon))
        return table_error(line, r.columns[1], "expected latitude and longitude in degrees",
                           diagnostic, err);
    if (is_region && read_region(b, &r, name) != HB_OK)
        return HB_ERR_INPUT;
    if (b->failed || b->regions.n == 0)
        return b->failed ? HB_OK
                         : table_error(line, name, "a place before its region", diagnostic, err);
    if (!is_marked && (!parse_count(r.columns[3], &weight) || weight > 9))
        return table_error(line, r.columns[3], "expected a weight from 0 to 9", diagnostic, err);
    if (!is_marked && !parse_count(r.columns[4], &id))
        return table_error(line, r.columns[4], "expected an id of GeoNames", diagnostic, err);
    town.geonameid = id;
    town.weight = (uint8_t)(is_region ? REGION_WEIGHT : mark == '+' ? DISTRICT_WEIGHT : weight);
    town.region = (uint16_t)(b->regions.n - 1);
    if (name.n > NAME_LIMIT)
        return table_error(line, name, "a name longer than 255 bytes", diagnostic, err);
    town.name = builder_string(b, name).offset;
    town.n_name = (uint8_t)name.n;
    add_town(b, town, name);
    for (str rest = r.columns[is_region ? 4 : 5], one; str_split(&rest, '|', &one);)
        add_town(b, town, one);
    return HB_OK;
}

struct sortable {
    str key;
    struct image_town town;
    uint32_t order;
};

static int compare_towns(const void *x, const void *y) {
    const struct sortable *p = x, *q = y;
    int c = str_compare(p->key, q->key);
    if (c)
        return c;
    if (p->town.weight != q->town.weight)
        return p->town.weight > q->town.weight ? -1 : 1;
    return (p->order > q->order) - (p->order < q->order);
}

void gazetteer_sort(struct builder *b) {
    size_t n = b->towns.n;
    struct sortable *all = ARENA_NEW(b->arena, struct sortable, n + 1);
    if (!all) {
        b->failed = true;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        struct image_town t = b->towns.items[i];
        all[i] = (struct sortable){{b->strings.items + t.key, t.n_key}, t, (uint32_t)i};
    }
    if (n)
        qsort(all, n, sizeof *all, compare_towns);
    for (size_t i = 0; i < n; i++)
        b->towns.items[i] = all[i].town;
}

/* ---- asking ---- */

bool gazetteer_check(const struct gazetteer *g) {
    for (uint32_t i = 0; i < g->n_towns; i++) {
        const struct image_town *t = &g->towns[i];
        bool is_sound = t->key <= g->n_strings && t->n_key <= g->n_strings - t->key &&
                        t->name <= g->n_strings && t->n_name <= g->n_strings - t->name &&
                        t->region < g->n_regions && t->kind <= TOWN_REGION;
        if (!is_sound)
            return false;
    }
    for (uint32_t i = 0; i < g->n_regions; i++) {
        struct image_str name = g->regions[i].name, country = g->regions[i].country;
        if (name.offset > g->n_strings || name.n > g->n_strings - name.offset ||
            country.offset > g->n_strings || country.n > g->n_strings - country.offset)
            return false;
    }
    return true;
}

static str key_of(const struct gazetteer *g, uint32_t i) {
    return (str){g->strings + g->towns[i].key, g->towns[i].n_key};
}

/* The first name whose key is not before `key`. */
static uint32_t lower_bound(const struct gazetteer *g, str key) {
    uint32_t low = 0, high = g->n_towns;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (str_compare(key_of(g, middle), key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_joint(str token) {
    return str_is(token, "-") || str_is(token, "'s") || str_is(token, "\xE2\x80\x99s") ||
           str_is(token, ".");
}

struct town_match gazetteer_match(const struct gazetteer *g, const str *tokens, uint32_t n) {
    struct town_match best = {0};
    char key[FOLD_MAX * (PHRASE_TOKENS + 1)];
    uint32_t length = 0, n_keyed = 0, letters = 0;
    for (uint32_t i = 0; i < n && n_keyed < PHRASE_TOKENS; i++) {
        uint32_t m = fold_token(tokens[i], key + length);
        bool is_article = m == 0 && !is_joint(tokens[i]);
        if (m == 0 && (i == 0 || (is_article && !fold_is_article(tokens[i]))))
            break;
        letters = fold_letters(letters, tokens[i]);
        length += m;
        n_keyed += m > 0;
        if (m == 0)
            continue;
        str so_far = {key, length};
        uint32_t first = lower_bound(g, so_far), last = first;
        if (first == g->n_towns || !str_starts(key_of(g, first), so_far))
            break;
        while (last < g->n_towns && str_equal(key_of(g, last), so_far))
            last++;
        if (last > first)
            best = (struct town_match){i + 1, first, last - first, (uint16_t)letters};
    }
    return best;
}

struct know_town gazetteer_town(const struct gazetteer *g, uint32_t index) {
    const struct image_town *t = &g->towns[index];
    const struct image_region *r = &g->regions[t->region];
    return (struct know_town){.name = {g->strings + t->name, t->n_name},
                              .region = {g->strings + r->name.offset, r->name.n},
                              .country = {g->strings + r->country.offset, r->country.n},
                              .lat = t->lat / 100.0,
                              .lon = t->lon / 100.0,
                              .geonameid = t->geonameid,
                              .region_id = t->region,
                              .weight = t->weight,
                              .kind = (enum town_kind)t->kind,
                              .letters = t->letters};
}
