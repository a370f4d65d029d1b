/* Telling places of one name apart. Every place of the tables and every town of the gazetteer that
 * bears the name gets a sum of evidence: how likely a reader means it at all (the table's weight, a
 * town's inhabitants), the country that the report is about, how often each country is named, and
 * most of all a country or region beside the name ("Paris, Texas", "Tripoli, in northern Lebanon").
 * A second round adds how near it lies to the report's other places, and gives all mentions of a
 * name one place, that of the surest. Where the tables know a name, its towns need more than the
 * country of the story: Paris is not the one in Texas because a report is about Americans. */
#include "code/where/choose.h"

#include "base/map.h"

#include <math.h>

enum {
    MAX_BESIDE = 8,
    MAX_BEFORE = 64,
    WINDOW_BEFORE = 6,
    WINDOW_BEHIND = 5,
    NEIGHBORS = 12,
    MAX_TOWNS = 400,
    LEAST_FOLDED = 6,
    SAME_TOWN = 40 /* km */
};

/* What stands beside a name. */
struct beside {
    str countries[MAX_BESIDE];
    uint32_t regions[MAX_BESIDE];
    uint32_t before[MAX_BEFORE]; /* regions that have a town of the name before the comma */
    uint32_t n_countries, n_regions, n_before;
    bool is_second; /* behind another name and a comma: Buffalo, New York */
};

static int count_of(const struct tally *t, str code) {
    for (uint32_t i = 0; i < t->n; i++)
        if (str_equal(t->codes[i], code))
            return t->counts[i];
    return 0;
}

void tally_add(struct tally *t, str code) {
    for (uint32_t i = 0; i < t->n; i++)
        if (str_equal(t->codes[i], code)) {
            t->counts[i]++;
            return;
        }
    if (t->n == MAX_COUNTRIES || code.n != 3)
        return;
    t->codes[t->n] = code;
    t->counts[t->n++] = 1;
}

bool is_geographic(enum phrase_kind k) {
    return k == PHRASE_COUNTRY || k == PHRASE_CAPITAL || k == PHRASE_PLACE;
}

static str country_of(const struct reading *r, const struct phrase_hit *p) {
    if (p->kind == PHRASE_PLACE)
        return know_place(r->know, p->index).country;
    if (p->kind == PHRASE_ACTOR || p->kind == PHRASE_AGENT)
        return (str){"", 0};
    return know_country(r->know, p->index).code;
}

str only_country(const struct reading *r, const struct hit *h) {
    str code = {"", 0};
    for (uint32_t i = 0; i < h->match.n_hits; i++) {
        str one = country_of(r, &h->match.hits[i]);
        if (!one.n || (code.n && !str_equal(one, code)))
            return (str){"", 0};
        code = one;
    }
    return code;
}

void tally_countries(const struct reading *r, struct tally *t) {
    for (size_t i = 0; i < r->hits.n; i++) {
        str code = only_country(r, &r->hits.items[i]);
        if (code.n)
            tally_add(t, code);
    }
}

struct town_match towns_at(const struct reading *r, uint32_t t) {
    str forms[PHRASE_TOKENS];
    uint32_t n = 0, last = r->text->sentences[r->sentence[t]].last;
    while (n < PHRASE_TOKENS && t + n < last) {
        forms[n] = r->tokens[t + n].form;
        n++;
    }
    return know_match_town(r->know, forms, n);
}

/* ---- evidence ---- */

static void add_beside(const struct reading *r, uint32_t t, bool is_behind, struct beside *out) {
    if (r->hit_at[t] != NONE) {
        const struct hit *h = &r->hits.items[r->hit_at[t]];
        for (uint32_t i = 0; i < h->match.n_hits && out->n_countries < MAX_BESIDE; i++) {
            str code = country_of(r, &h->match.hits[i]);
            if (code.n)
                out->countries[out->n_countries++] = code;
        }
    }
    if (r->tokens[t].upos != UPOS_PROPN && r->hit_at[t] == NONE && !is_behind)
        return;
    struct town_match m = towns_at(r, t);
    for (uint32_t i = 0; i < m.n && i < MAX_TOWNS && out->n_regions < MAX_BESIDE; i++) {
        struct know_town town = know_town(r->know, m.first + i);
        if (town.kind == TOWN_REGION)
            out->regions[out->n_regions++] = town.region_id;
    }
}

/* "Buffalo, New York": the regions in which a Buffalo lies. */
static void find_before(const struct reading *r, uint32_t comma, struct beside *out) {
    uint32_t begin = r->text->sentences[r->sentence[comma]].first;
    for (uint32_t t = comma, n = 0; t-- > begin && n < 4; n++) {
        struct town_match m = towns_at(r, t);
        if (t + m.n_tokens != comma)
            continue;
        for (uint32_t i = 0; i < m.n && out->n_before < MAX_BEFORE; i++) {
            struct know_town town = know_town(r->know, m.first + i);
            if (town.kind != TOWN_REGION)
                out->before[out->n_before++] = town.region_id;
        }
    }
}

/* The country or region named right after ("Kirkuk, Iraq", "Kirkuk in northern Iraq") or before
 * ("the Iraqi city of Kirkuk"). */
static void find_beside(const struct reading *r, uint32_t first, uint32_t last,
                        struct beside *out) {
    uint32_t sentence = r->sentence[first];
    uint32_t low = first > WINDOW_BEFORE ? first - WINDOW_BEFORE : 0;
    uint32_t high = last + WINDOW_BEHIND < r->n_tokens ? last + WINDOW_BEHIND : r->n_tokens;
    bool is_led = first > 0 && lemma_in(r, first - 1, "of 's in , town city village");
    for (uint32_t t = is_led ? low : first; t < first; t++)
        if (r->sentence[t] == sentence)
            add_beside(r, t, false, out);
    for (uint32_t t = last; t < high && r->sentence[t] == sentence; t++) {
        bool follows = t == last + 1 && lemma_in(r, last, ", ( in");
        if (r->hit_at[t] != NONE || r->tokens[t].upos == UPOS_PROPN || follows)
            add_beside(r, t, follows, out);
    }
    out->is_second = first > 1 && r->sentence[first - 1] == sentence &&
                     lemma_is(r, first - 1, ",") && r->tokens[first - 2].upos == UPOS_PROPN;
    if (out->is_second)
        find_before(r, first - 1, out);
}

static bool has_country(const struct beside *b, str code) {
    for (uint32_t i = 0; i < b->n_countries; i++)
        if (str_equal(b->countries[i], code))
            return true;
    return false;
}

static bool is_one_of(uint32_t region, const uint32_t *regions, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (regions[i] == region)
            return true;
    return false;
}

/* Does a region named beside, or the town before the comma, speak for the town or region? */
static bool is_of_region(const struct beside *b, const struct know_town *k) {
    return k->kind == TOWN_REGION ? is_one_of(k->region_id, b->before, b->n_before)
                                  : is_one_of(k->region_id, b->regions, b->n_regions);
}

/* Does the sentence speak of the country elsewhere? */
static bool is_in_sentence(const struct reading *r, const struct spot *s, str code) {
    const struct sentence *sent = &r->text->sentences[r->sentence[s->first]];
    for (uint32_t t = sent->first; t < sent->last; t++)
        if ((t < s->first || t >= s->last) && r->hit_at[t] != NONE &&
            str_equal(only_country(r, &r->hits.items[r->hit_at[t]]), code))
            return true;
    return false;
}

static double kilometers(double lat, double lon, const struct place *p) {
    double y = (lat - p->lat) * 111.2;
    double x = fabs(lon - p->lon);
    x = (x > 180 ? 360 - x : x) * 111.2 * cos((lat + p->lat) * 0.00872665);
    return sqrt(x * x + y * y);
}

/* How near a place lies to the report's other places (only once they are known). */
static int nearness(const struct reading *r, const struct spot *s, double lat, double lon) {
    if (s->index_of_spot == NONE)
        return 0;
    uint32_t low = s->index_of_spot > NEIGHBORS ? s->index_of_spot - NEIGHBORS : 0;
    double nearest = 1e9;
    for (uint32_t i = low; i < r->where->spots.n && i <= s->index_of_spot + NEIGHBORS; i++) {
        const struct spot *o = &r->where->spots.items[i];
        if (o->is_country || !o->place.has_point || o->is_doubtful ||
            str_equal(o->place.name, s->place.name))
            continue;
        double d = kilometers(lat, lon, &o->place);
        nearest = d < nearest ? d : nearest;
    }
    return nearest < 80 ? 8 : nearest < 200 ? 6 : nearest < 500 ? 3 : 0;
}

/* ---- choosing ---- */

static int score_hit(const struct reading *r, const struct spot *s, const struct phrase_hit *p,
                     const struct tally *t, const struct beside *b) {
    str code = country_of(r, p);
    int score = p->kind == PHRASE_COUNTRY   ? 18
                : p->kind == PHRASE_CAPITAL ? 12
                                            : 2 * know_place(r->know, p->index).weight;
    int named = count_of(t, code);
    score += named > 4 ? 4 : named;
    if (code.n && str_equal(code, r->story_country))
        score += 9;
    if (code.n && (s->hit->match.n_hits > 1 || s->towns.n) && is_in_sentence(r, s, code))
        score += 5;
    if (has_country(b, code))
        score += 12;
    if (p->kind == PHRASE_PLACE) {
        struct know_place k = know_place(r->know, p->index);
        score += b->is_second && str_is(k.kind, "region") ? 9 : 0;
        score += nearness(r, s, k.lat, k.lon);
    }
    return score;
}

static int score_town(const struct reading *r, const struct spot *s, const struct know_town *k,
                      const struct tally *t, const struct beside *b) {
    bool is_alone = !s->hit; /* the tables know no place of the name */
    int named = count_of(t, k->country), score = 2 * k->weight;
    score += named > 4 ? 4 : named;
    if (str_equal(k->country, r->story_country))
        score += is_alone ? 9 : 3;
    if (is_alone && is_in_sentence(r, s, k->country))
        score += 5;
    if (has_country(b, k->country))
        score += 12;
    if (is_of_region(b, k))
        score += 18;
    else if (k->kind == TOWN_REGION && b->is_second)
        score += 9;
    return score + nearness(r, s, k->lat, k->lon);
}

static struct place place_from(const struct reading *r, const struct phrase_hit *p) {
    if (p->kind == PHRASE_PLACE) {
        struct know_place k = know_place(r->know, p->index);
        return (struct place){
            .name = k.name, .country = k.country, .lat = k.lat, .lon = k.lon, .has_point = true};
    }
    struct know_country c = know_country(r->know, p->index);
    return (struct place){
        .name = c.name, .country = c.code, .lat = c.lat, .lon = c.lon, .has_point = true};
}

static void choose_hit(const struct reading *r, const struct tally *t, const struct beside *b,
                       struct spot *s, const struct phrase_hit **chosen) {
    const struct hit *h = s->hit;
    const struct phrase_hit *best = NULL, *seat = NULL;
    int best_score = 0;
    for (uint32_t i = 0; i < h->match.n_hits; i++) {
        const struct phrase_hit *p = &h->match.hits[i];
        if (p->kind == PHRASE_SEAT)
            seat = p;
        if (!is_geographic(p->kind))
            continue;
        int score = score_hit(r, s, p, t, b);
        bool is_same = best && str_equal(country_of(r, p), country_of(r, best));
        /* of a capital and the place of the same country and name, the place knows where it lies */
        bool is_town = is_same && best->kind == PHRASE_CAPITAL && p->kind == PHRASE_PLACE;
        bool is_capital = is_same && best->kind == PHRASE_PLACE && p->kind == PHRASE_CAPITAL;
        if (!best || is_town || (score > best_score && !is_capital))
            best = p;
        best_score = score > best_score ? score : best_score;
    }
    *chosen = best ? best : seat;
    s->score = best_score;
}

static void choose_town(const struct reading *r, const struct tally *t, const struct beside *b,
                        struct spot *s, bool is_country, bool *is_town) {
    struct know_town best = {0};
    bool has_exact = false;
    for (uint32_t i = 0; i < s->towns.n && i < MAX_TOWNS; i++)
        has_exact |= know_town(r->know, s->towns.first + i).letters == s->towns.letters;
    for (uint32_t i = 0; i < s->towns.n && i < MAX_TOWNS; i++) {
        struct know_town k = know_town(r->know, s->towns.first + i);
        bool is_far = !str_equal(k.country, r->story_country) && !has_country(b, k.country);
        if (k.letters != s->towns.letters && (has_exact || is_far || k.name.n < LEAST_FOLDED))
            continue; /* another spelling needs its country */
        if (is_country && !is_of_region(b, &k))
            continue; /* Peru, Indiana */
        int score = score_town(r, s, &k, t, b);
        if ((*is_town || s->hit) && score <= s->score)
            continue;
        *is_town = true;
        s->score = score;
        best = k;
    }
    if (*is_town)
        s->place = (struct place){.name = best.name,
                                  .country = best.country,
                                  .lat = best.lat,
                                  .lon = best.lon,
                                  .geonameid = best.geonameid,
                                  .has_point = true};
}

/* GeoNames' number of a place of the tables: that of the town of its name and country near it. */
static void find_number(const struct reading *r, struct spot *s) {
    for (uint32_t i = 0; i < s->towns.n && i < MAX_TOWNS; i++) {
        struct know_town k = know_town(r->know, s->towns.first + i);
        if (str_equal(k.country, s->place.country) && k.kind == TOWN_TOWN &&
            kilometers(k.lat, k.lon, &s->place) < SAME_TOWN) {
            s->place.geonameid = k.geonameid;
            return;
        }
    }
}

bool choose_place(const struct reading *r, const struct tally *t, struct spot *s) {
    struct beside b = {.n_countries = 0};
    const struct phrase_hit *p = NULL;
    bool is_town = false;
    find_beside(r, s->first, s->last, &b);
    s->score = 0;
    if (s->hit)
        choose_hit(r, t, &b, s, &p);
    if (!p || p->kind != PHRASE_SEAT)
        choose_town(r, t, &b, s, p && p->kind == PHRASE_COUNTRY, &is_town);
    if (is_town || !p)
        return is_town;
    s->place = place_from(r, p);
    if (p->kind == PHRASE_CAPITAL || p->kind == PHRASE_SEAT)
        /* the tables know where the country lies, not the town */
        s->place.name = span_text(r, tokens_span(r, s->first, s->last));
    if (p->kind == PHRASE_PLACE && str_is(know_place(r->know, p->index).kind, "city"))
        find_number(r, s);
    s->is_country = p->kind == PHRASE_COUNTRY;
    s->is_seat = p->kind == PHRASE_SEAT;
    return true;
}

bool towns_are_placed(const struct reading *r, const struct spot *s) {
    struct beside b = {.n_countries = 0};
    find_beside(r, s->first, s->last, &b);
    for (uint32_t i = 0; i < s->towns.n && i < MAX_TOWNS; i++) {
        struct know_town k = know_town(r->know, s->towns.first + i);
        if (has_country(&b, k.country) || is_of_region(&b, &k))
            return true;
    }
    return false;
}

static void place_again(struct reading *r, struct spot *s, struct place place) {
    place.span = s->place.span;
    s->place = place;
    if (s->index != NONE)
        r->places.items[s->index] = place;
}

bool settle_places(struct reading *r, const struct tally *t) {
    struct map surest = map_in(r->arena); /* name → spot */
    for (uint32_t i = 0; i < r->where->spots.n; i++) {
        struct spot *s = &r->where->spots.items[i], again = *s;
        uint32_t n_senses = (s->hit ? s->hit->match.n_hits : 0) + s->towns.n;
        if (s->is_country || s->is_seat || n_senses == 0)
            continue;
        again.index_of_spot = i;
        if (n_senses > 1 && choose_place(r, t, &again)) {
            place_again(r, s, again.place);
            s->score = again.score;
            s->is_country = again.is_country;
        }
        uint32_t *best = map_put(&surest, str_lower(r->arena, span_text(r, s->place.span)), i);
        if (!best)
            return false;
        if (s->score > r->where->spots.items[*best].score)
            *best = i;
    }
    for (uint32_t i = 0; i < r->where->spots.n; i++) {
        struct spot *s = &r->where->spots.items[i];
        uint32_t best = map_get(&surest, str_lower(r->arena, span_text(r, s->place.span)));
        if (s->is_country || s->is_seat || best == MAP_NONE || best == i)
            continue;
        const struct spot *o = &r->where->spots.items[best];
        if (o->score > s->score && !o->is_country)
            place_again(r, s, o->place);
    }
    return true;
}
