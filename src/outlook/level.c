/* What is known of a pair at the end of a week is a handful of means over its past, near and far,
 * as log(1 + mean); the odds that a Poisson count of such a mean would give; how long ago the level
 * was last reached; what both do and undergo elsewhere, what comes back from the other side, and
 * whether more or less is reported than was usual. A logistic regression weighs them. Burscher,
 * Hegre and others' forecasts of violence by country (doi:10.1177/0022343319823860) rest on the
 * same kind of counters; a ten-week mean alone ranks nearly as well, the rest brings calibration.
 * O(pairs * weeks * 60) to learn. */
#include "outlook/level.h"

#include "base/vec.h"

#include <stdio.h>
#include <string.h>

enum {
    HORIZON = 60,
    WINDOW = 10,
    LEAST_WEEKS = 5,
    LEAST_YES = 5,
    MOST_TRAINED_WEEKS = 156,
    ROWS_LIVELY = 60000,
    ROWS_QUIET = 40000
};

enum feature {
    ONE,
    LAST,
    MEAN_3,
    MEAN_10,
    DECAY_1,
    DECAY_4,
    DECAY_20,
    TAIL_NEAR,
    TAIL_FAR,
    SHARE,
    SINCE,
    REVERSE,
    BY,
    UPON,
    OTHER,
    VOLUME,
    PEAK
};
const char *const level_names[LEVEL_FEATURES] = {"base",
                                                 "last week",
                                                 "mean of 3 weeks",
                                                 "mean of 10 weeks",
                                                 "half-life 1 week",
                                                 "half-life 4 weeks",
                                                 "half-life 20 weeks",
                                                 "Poisson odds of the near mean",
                                                 "Poisson odds of the far mean",
                                                 "share of weeks at the level",
                                                 "weeks since the level",
                                                 "the other way round",
                                                 "by the actor on anybody",
                                                 "upon the recipient by anybody",
                                                 "other events of the pair",
                                                 "volume of coverage",
                                                 "highest of 10 weeks"};

struct level_history level_open(struct arena *a) {
    return (struct level_history){
        .arena = a, .countries = map_in(a), .by_key = map_in(a), .first = INT32_MAX};
}

static uint32_t number_of(struct map *m, str key) {
    uint32_t next = (uint32_t)m->n, *at = map_put(m, key, next);
    return at ? *at : MAP_NONE;
}

bool level_count(struct level_history *h, str who, str whom, int32_t week, double hostile,
                 double other) {
    uint32_t a = number_of(&h->countries, who), b = number_of(&h->countries, whom);
    if (a == MAP_NONE || b == MAP_NONE)
        return false;
    uint32_t key[2] = {a, b};
    uint32_t pair = number_of(&h->by_key, (str){(const char *)key, sizeof key});
    if (pair == MAP_NONE)
        return false;
    struct level_pair fresh = {.who = a, .whom = b, .reverse = UINT32_MAX, .first = week};
    if (pair == h->pairs.n && !VEC_PUSH(h->arena, &h->pairs, fresh))
        return false;
    struct level_pair *p = &h->pairs.items[pair];
    p->first = week < p->first ? week : p->first;
    h->first = week < h->first ? week : h->first;
    struct level_entry entry = {pair, week, (float)hostile, (float)other};
    return VEC_PUSH(h->arena, &h->entries, entry);
}

bool level_close(struct level_history *h, int32_t last) {
    h->n_weeks = h->pairs.n && last >= h->first ? last - h->first + 1 : 0;
    size_t n = (size_t)h->n_weeks;
    h->hostile = ARENA_NEW(h->arena, float, h->pairs.n *n + 1);
    h->other = ARENA_NEW(h->arena, float, h->pairs.n *n + 1);
    h->by = ARENA_NEW(h->arena, float, h->countries.n *n + 1);
    h->upon = ARENA_NEW(h->arena, float, h->countries.n *n + 1);
    h->volume = ARENA_NEW(h->arena, double, n + 1);
    if (!h->hostile || !h->other || !h->by || !h->upon || !h->volume)
        return false;
    for (size_t i = 0; i < h->entries.n; i++) {
        const struct level_entry *e = &h->entries.items[i];
        const struct level_pair *p = &h->pairs.items[e->pair];
        if (e->week > last)
            continue;
        size_t w = (size_t)(e->week - h->first);
        h->hostile[e->pair * n + w] += e->hostile;
        h->other[e->pair * n + w] += e->other;
        h->by[p->who * n + w] += e->hostile;
        h->upon[p->whom * n + w] += e->hostile;
        h->volume[w] += (double)e->hostile + (double)e->other;
    }
    for (size_t i = 0; i < h->pairs.n; i++) {
        struct level_pair *p = &h->pairs.items[i];
        uint32_t key[2] = {p->whom, p->who};
        p->reverse = map_get(&h->by_key, (str){(const char *)key, sizeof key});
        p->first -= h->first;
    }
    return true;
}

str level_country(const struct level_history *h, uint32_t number) {
    return h->countries.entries[number].key;
}

/* Mean of the last n weeks up to `week`. */
static double mean_of(const float *weeks, int32_t week, int32_t n) {
    double sum = 0;
    n = n > week + 1 ? week + 1 : n;
    for (int32_t i = 0; i < n; i++)
        sum += (double)weeks[week - i];
    return n ? sum / n : 0;
}

/* The same with weights that halve every so many weeks. */
static double decayed(const float *weeks, int32_t week, double half_life) {
    double sum = 0, weight = 1, all = 0, by = exp2(-1 / half_life);
    for (int32_t i = 0; i < HORIZON && i <= week; i++, weight *= by) {
        sum += weight * (double)weeks[week - i];
        all += weight;
    }
    return sum / all;
}

/* Log odds that a Poisson count of some mean is at least n. */
static double poisson_odds(double mean, uint32_t n) {
    double term = exp(-mean), below = 0;
    for (uint32_t i = 0; i < n; i++) {
        below += term;
        term *= mean / (i + 1);
    }
    double above = 1 - below;
    above = above < 1e-4 ? 1e-4 : above > 1 - 1e-4 ? 1 - 1e-4 : above;
    return logistic_odds_of(above);
}

/* What is known of a pair at the end of a week (0: the first) into x[LEVEL_FEATURES]. O(weeks). */
static void look(const struct level_history *h, size_t pair, int32_t week, uint32_t at_least,
                 double *x) {
    size_t n = (size_t)h->n_weeks;
    const struct level_pair *p = &h->pairs.items[pair];
    const float *own = h->hostile + pair * n;
    double peak = 0, reached = 0, since = 26;
    for (int32_t i = 0; i < 26 && i <= week; i++) {
        bool is_reached = own[week - i] >= (float)at_least;
        peak = i < WINDOW ? fmax(peak, (double)own[week - i]) : peak;
        reached += i < WINDOW && is_reached;
        since = is_reached && since > i ? i : since;
    }
    double usual = 0;
    int32_t window = week + 1 < WINDOW ? week + 1 : WINDOW;
    for (int32_t i = 0; i < window; i++)
        usual += h->volume[week - i] / window;
    x[ONE] = 1;
    x[LAST] = log1p((double)own[week]);
    x[MEAN_3] = log1p(mean_of(own, week, 3));
    x[MEAN_10] = log1p(mean_of(own, week, WINDOW));
    x[DECAY_1] = log1p(decayed(own, week, 1));
    x[DECAY_4] = log1p(decayed(own, week, 4));
    x[DECAY_20] = log1p(decayed(own, week, 20));
    x[TAIL_NEAR] = poisson_odds(decayed(own, week, 2), at_least);
    x[TAIL_FAR] = poisson_odds(mean_of(own, week, WINDOW), at_least);
    x[SHARE] = reached / window;
    x[SINCE] = log1p(since);
    x[REVERSE] = p->reverse == MAP_NONE ? 0 : log1p(decayed(h->hostile + p->reverse * n, week, 4));
    x[BY] = log1p(decayed(h->by + p->who * n, week, 4));
    x[UPON] = log1p(decayed(h->upon + p->whom * n, week, 4));
    x[OTHER] = log1p(decayed(h->other + pair * n, week, 4));
    x[VOLUME] = log((1 + h->volume[week]) / (1 + usual));
    x[PEAK] = log1p(peak);
}

/* What did not happen is plenty: of it a share is drawn by a hash, and counts for the rest; less of
 * it where nothing hostile was lately. */
static double share_kept(const struct level_history *h, size_t pair, int32_t week, double n,
                         bool *is_drawn) {
    double mean = mean_of(h->hostile + pair * (size_t)h->n_weeks, week, WINDOW);
    double most = mean > 0 ? ROWS_LIVELY : ROWS_QUIET, keep = n > most ? most / n : 1;
    uint64_t draw =
        hash_mix(hash_mix(h->pairs.items[pair].who, h->pairs.items[pair].whom), (uint64_t)week);
    *is_drawn = (double)(draw >> 11) * 0x1p-53 < keep;
    return keep;
}

static bool add_rows(const struct level_history *h, int32_t week, uint32_t at_least, double n,
                     struct logistic_rows *rows) {
    for (size_t i = 0; i < h->pairs.n; i++) {
        double x[LEVEL_FEATURES];
        bool is_drawn = true;
        if (h->pairs.items[i].first > week)
            continue;
        bool is_yes = h->hostile[i * (size_t)h->n_weeks + (size_t)week + 1] >= (float)at_least;
        double keep = is_yes ? 1 : share_kept(h, i, week, n, &is_drawn);
        if (!is_drawn)
            continue;
        look(h, i, week, at_least, x);
        if (!logistic_add(rows, x, is_yes, 1 / keep))
            return false;
    }
    return true;
}

/* Pairs and weeks that there are to learn from; *reached: after how many the level was. */
static double count_rows(const struct level_history *h, int32_t from, int32_t until,
                         uint32_t at_least, double *reached) {
    double n = 0;
    *reached = 0;
    for (size_t i = 0; i < h->pairs.n; i++) {
        const float *own = h->hostile + i * (size_t)h->n_weeks;
        int32_t first = h->pairs.items[i].first > from ? h->pairs.items[i].first : from;
        n += first < until ? until - first : 0;
        for (int32_t week = first; week < until; week++)
            *reached += own[week + 1] >= (float)at_least;
    }
    return n;
}

bool level_learn(const struct level_history *h, int32_t until, uint32_t at_least,
                 struct level_model *out) {
    static const struct logistic_options options = {.ridge = 1};
    struct logistic_rows rows = {.width = LEVEL_FEATURES};
    int32_t from = until > MOST_TRAINED_WEEKS ? until - MOST_TRAINED_WEEKS : 0;
    *out = (struct level_model){.at_least = at_least};
    if (until < LEAST_WEEKS || until >= h->n_weeks)
        return false;
    from = from < 3 ? 3 : from; /* some past is needed */
    double reached, n = count_rows(h, from, until, at_least, &reached);
    bool is_ok = reached >= LEAST_YES;
    for (int32_t week = from; week < until && is_ok; week++)
        is_ok = add_rows(h, week, at_least, n, &rows);
    out->base = n > 0 ? reached / n : 0;
    if (is_ok)
        logistic_fit(&rows, rows.n, &options, &out->logistic);
    logistic_free(&rows);
    return is_ok;
}

double level_chance(const struct level_model *m, const struct level_history *h, size_t pair,
                    int32_t week) {
    double x[LEVEL_FEATURES];
    look(h, pair, week, m->at_least, x);
    return logistic_chance(logistic_odds(&m->logistic, x));
}

double level_climate(const struct level_model *m, const struct level_history *h, size_t pair,
                     int32_t week) {
    const float *own = h->hostile + pair * (size_t)h->n_weeks;
    double reached = 0, n = 0;
    for (int32_t i = h->pairs.items[pair].first; i <= week; i++, n++)
        reached += own[i] >= (float)m->at_least;
    return (reached + m->base) / (n + 1);
}

double level_mean(const struct level_history *h, size_t pair, int32_t week, int32_t n) {
    return mean_of(h->hostile + pair * (size_t)h->n_weeks, week, n);
}
