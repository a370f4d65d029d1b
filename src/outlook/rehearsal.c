/* Days on which forecasts are made lie on a grid of the calendar, so that more past does not move
 * them much: every day where there is little past, else some 150 in all, never a multiple of seven
 * days apart. On each, every act of a type is a question between two who were active lately; of
 * many questions a share is drawn by a hash and counts for the others. Weights are learned anew
 * whenever there is half more to learn from. Outcomes enter when their time is over, as they
 * are known then. O(days * questions * signs²). */
#include "outlook/rehearsal.h"

#include "base/vec.h"

#include <math.h>

enum {
    ORIGINS = 150,
    WARM_DAYS = 14,
    LIVE_DAYS = 60, /* two who did something since are asked about any act */
    OLD_DAYS = 400, /* … about acts that they did */
    RANKS = 4,
    ROWS_LEARNED = 120000,
    LEAST_YES = 8
};
static const double questions[RANKS] = {0, 900, 300,
                                        300}; /* of a day, at most, by rehearsal_rank */
static const double LEARNED_PER_CHANCE = 20, LEAST_LEARNED = 0.05;
static const double range_spreads = 1.2816; /* four of five */

const char *const way_names[FORECAST_WAYS] = {"harbinger", "climatology", "persistence"};

static struct logistic before(void) {
    struct logistic m = {.width = SIGNS};
    for (int i = 0; i < SIGNS; i++)
        m.weights[i] = sign_before[i];
    return m;
}

static void learn(struct rehearsal *r, int h) {
    const struct logistic_options options = {
        .ridge = 3, .rising = sign_rises, .toward = sign_before};
    struct logistic_rows rows = r->rows[h];
    size_t skipped = rows.n > ROWS_LEARNED ? rows.n - ROWS_LEARNED : 0;
    double yes = 0;
    if (rows.n < r->n_fitted[h] + r->n_fitted[h] / 2 + 1)
        return;
    rows.x += skipped * rows.width;
    rows.y += skipped;
    rows.importance += skipped;
    rows.n -= skipped;
    for (size_t i = 0; i < rows.n; i++)
        yes += rows.y[i] ? (double)rows.importance[i] : 0;
    if (yes < LEAST_YES)
        return;
    logistic_fit(&rows, rows.n, &options, &r->models[h]);
    r->n_fitted[h] = r->rows[h].n;
}

static void set_right(struct rehearsal *r, int h) {
    double overlap = fmax(1, (double)horizon_days[h] / r->step);
    reliability_settle(&r->rights[h], known_days(&r->known) / horizon_days[h], overlap);
}

/* ---- asking ---- */

static double recurrence_of(const struct rehearsal *r, int h, bool is_recent) {
    double n = r->recurrence[h][is_recent].n, came = r->recurrence[h][is_recent].came;
    return (came + 0.1) / (n + 1);
}

static bool ask(struct rehearsal *r, struct origin *o, const struct rule_moment *m, uint32_t pair,
                uint8_t type, double importance) {
    const struct known *k = &r->known;
    const struct known_pair *p = &k->pairs.items[pair];
    struct rehearsed q = {.key = {p->who, p->whom, type}, .pair = pair};
    double x[HORIZONS][SIGNS];
    signs_look(k, &r->habits, m, pair, q.key, x);
    q.importance = (float)importance;
    for (int h = 0; h < HORIZONS; h++) {
        int32_t days = horizon_days[h];
        for (int i = 0; i < SIGNS; i++)
            q.x[h][i] = (float)x[h][i];
        q.recent[h] = known_happened(k, pair, type, k->day - days, k->day);
        q.odds[h] = (float)logistic_odds(&r->models[h], x[h]);
        q.chances[h][WAY_MODEL] =
            (float)logistic_chance(reliability_correct(&r->rights[h], (double)q.odds[h]));
        q.chances[h][WAY_CLIMATE] = (float)sign_climate(k, type, p->n_days[type], days);
        q.chances[h][WAY_PERSISTENCE] = (float)recurrence_of(r, h, q.recent[h]);
    }
    return VEC_PUSH(&o->arena, o, q);
}

int rehearsal_rank(const struct known *k, uint32_t pair, uint8_t type) {
    const struct known_pair *p = &k->pairs.items[pair];
    date_day active = p->active;
    if (p->back != MAP_NONE && k->pairs.items[p->back].active > active)
        active = k->pairs.items[p->back].active;
    if (active == DATE_NONE || active < k->day - OLD_DAYS)
        return 0;
    if (p->newest[type] != MAP_NONE)
        return p->last[type] >= k->day - LIVE_DAYS ? 1 : 2;
    return active >= k->day - LIVE_DAYS ? 3 : 0;
}

/* How likely it is that two who are active do what they never did, but for a factor: so that of
 * many such questions those are asked that may come true. */
static double draw_weight(const struct known *k, uint32_t pair, uint8_t type) {
    const struct known_pair *p = &k->pairs.items[pair];
    return (1.0 + p->n_all + (p->back == MAP_NONE ? 0 : k->pairs.items[p->back].n_all)) *
           (1.0 + (double)k->n_of_type[type]);
}

/* Shares of the questions of a rank that are asked: a part times the weight. */
struct shares {
    double part[RANKS];
};

static double share_of(const struct shares *s, const struct known *k, int rank, uint32_t pair,
                       uint8_t type) {
    return s->part[rank] * (rank == RANKS - 1 ? draw_weight(k, pair, type) : 1);
}

static struct shares find_shares(const struct known *k) {
    double n[RANKS] = {0};
    struct shares s = {{0}};
    for (uint32_t i = 0; i < k->pairs.n; i++)
        for (uint8_t t = 1; t < ANNALS_TYPES; t++) {
            int rank = rehearsal_rank(k, i, t);
            n[rank] += rank == RANKS - 1 ? draw_weight(k, i, t) : 1;
        }
    for (int c = 1; c < RANKS; c++)
        s.part[c] = n[c] > 0 ? questions[c] / n[c] : 1;
    return s;
}

/* Of two by who they are, not by their number, which depends on the past. */
static uint64_t hash_of(const struct annals *p, uint32_t who, uint32_t whom) {
    return hash_mix(hash_str(annals_code(p, who)), hash_str(annals_code(p, whom)));
}

/* Is a case among a share of all? By its hash. */
static bool is_drawn(uint64_t hash, double share) {
    return (double)(hash >> 11) * 0x1p-53 < share;
}

static bool ask_pair(struct rehearsal *r, struct origin *o, const struct shares *s, uint32_t pair) {
    const struct known *k = &r->known;
    const struct known_pair *p = &k->pairs.items[pair];
    struct rule_moment m;
    bool has_moment = rule_look(k, pair, &m);
    if (has_moment && !VEC_PUSH(&o->arena, &o->moments, m))
        return false;
    uint64_t who = hash_of(k->annals, p->who, p->whom);
    for (uint8_t t = 1; t < ANNALS_TYPES; t++) {
        int rank = rehearsal_rank(k, pair, t);
        if (!rank)
            continue;
        double share = share_of(s, k, rank, pair, t);
        if (!is_drawn(hash_mix(who, (uint64_t)t << 32 | (uint32_t)k->day), share))
            continue;
        if (!ask(r, o, has_moment ? &m : NULL, pair, t, share < 1 ? 1 / share : 1))
            return false;
    }
    return true;
}

static bool ask_all(struct rehearsal *r, struct origin *o) {
    struct shares s = find_shares(&r->known);
    for (uint32_t i = 0; i < r->known.pairs.n; i++)
        if (!ask_pair(r, o, &s, i))
            return false;
    return true;
}

/* ---- what came ---- */

/* Of what did not come, and was not likely to, a share is learned from and counts for the rest. */
static bool learn_from(struct rehearsal *r, const struct rehearsed *q, int h, date_day day) {
    double x[SIGNS], share = LEARNED_PER_CHANCE * (double)q->chances[h][WAY_MODEL];
    uint64_t draw = hash_mix(hash_of(r->past, q->key.who, q->key.whom),
                             hash_mix((uint64_t)day, (uint64_t)(q->key.type * HORIZONS + h)));
    share = q->came[h] || share > 1 ? 1 : share < LEAST_LEARNED ? LEAST_LEARNED : share;
    if (!is_drawn(draw, share))
        return true;
    for (int i = 0; i < SIGNS; i++)
        x[i] = (double)q->x[h][i];
    return logistic_add(&r->rows[h], x, q->came[h], (double)q->importance / share);
}

static bool settle(struct rehearsal *r, struct origin *o, int h) {
    for (size_t i = 0; i < o->n; i++) {
        struct rehearsed *q = &o->items[i];
        double importance = (double)q->importance;
        q->came[h] =
            known_happened(&r->known, q->pair, q->key.type, o->day, o->day + horizon_days[h]);
        if (!learn_from(r, q, h, o->day))
            return false;
        if (o->is_warm)
            reliability_add(&r->rights[h], (double)q->odds[h], importance, q->came[h]);
        r->recurrence[h][q->recent[h]].n += importance;
        r->recurrence[h][q->recent[h]].came += q->came[h] ? importance : 0;
        for (int w = 0; w < FORECAST_WAYS && o->is_scored; w++)
            score_add(&r->scorings[h * FORECAST_WAYS + w], (double)q->chances[h][w], importance,
                      q->came[h]);
    }
    for (size_t i = 0; i < o->moments.n; i++)
        rule_learn(&r->habits, &r->known, &o->moments.items[i], h, o->day);
    return true;
}

/* All that the origin foretold has come true or not. */
static void let_go(struct origin *o) {
    arena_free(&o->arena);
    o->items = NULL;
    o->moments.items = NULL;
    o->n = o->capacity = o->moments.n = o->moments.capacity = 0;
}

static bool settle_all(struct rehearsal *r) {
    for (int h = 0; h < HORIZONS; h++)
        while (r->n_matured[h] < r->origins.n) {
            struct origin *o = &r->origins.items[r->n_matured[h]];
            if (o->day + horizon_days[h] > r->known.day)
                break;
            if (!settle(r, o, h))
                return false;
            if (h == HORIZONS - 1 && !r->keeps_cases) /* the longest */
                let_go(o);
            r->n_matured[h]++;
        }
    promise_learn(&r->habits, &r->known);
    for (int h = 0; h < HORIZONS; h++) {
        learn(r, h);
        set_right(r, h);
    }
    return true;
}

static int32_t step_of(int32_t days) {
    int32_t step = days / ORIGINS + 1;
    return step % 7 ? step : step + 1;
}

static hb_status go_through(struct rehearsal *r, date_day first, struct hb_error *err) {
    int32_t days = r->past->today - first;
    date_day scored = first + (days / 4 > WARM_DAYS ? days / 4 : WARM_DAYS);
    date_day from = first + r->step - (first % r->step + r->step) % r->step; /* on the grid */
    for (date_day day = from; day < r->past->today; day += r->step) {
        struct origin o = {
            .day = day, .is_warm = day >= first + WARM_DAYS, .is_scored = day >= scored};
        hb_status status = known_until(&r->known, day, err);
        if (status != HB_OK)
            return status;
        bool is_ok = settle_all(r) && ask_all(r, &o) && VEC_PUSH(r->arena, &r->origins, o);
        if (!is_ok) {
            let_go(&o);
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for a forecast");
        }
    }
    return HB_OK;
}

static hb_status open(struct rehearsal *r, struct hb_error *err) {
    for (int h = 0; h < HORIZONS; h++) {
        r->models[h] = before();
        r->rows[h].width = SIGNS;
        reliability_open(&r->rights[h]);
    }
    r->scorings = ARENA_NEW(r->arena, struct scoring, HORIZONS * FORECAST_WAYS);
    hb_status status = known_open(r->past, r->arena, &r->known, err);
    if (status == HB_OK && (!r->scorings || !habits_open(r->past, r->arena, &r->habits)))
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for a forecast");
    return status;
}

hb_status rehearse(const struct annals *p, bool keeps_cases, struct arena *a, struct rehearsal *r,
                   struct hb_error *err) {
    *r = (struct rehearsal){.past = p, .arena = a, .keeps_cases = keeps_cases};
    hb_status status = open(r, err);
    date_day first = p->reports.n ? p->reports.items[0] : p->today;
    r->step = p->today == DATE_NONE ? 1 : step_of(p->today - first);
    if (status == HB_OK && p->today != DATE_NONE)
        status = go_through(r, first, err);
    if (status == HB_OK && p->today != DATE_NONE)
        status = known_until(&r->known, p->today, err);
    if (status == HB_OK && !settle_all(r))
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for a forecast");
    for (int h = 0; h < HORIZONS && status == HB_OK; h++)
        for (int w = 0; w < FORECAST_WAYS; w++)
            r->scores[h][w] = score_of(&r->scorings[h * FORECAST_WAYS + w]);
    return status;
}

void rehearsal_close(struct rehearsal *r) {
    known_close(&r->known);
    for (size_t i = 0; i < r->origins.n; i++)
        let_go(&r->origins.items[i]);
    for (int h = 0; h < HORIZONS; h++)
        logistic_free(&r->rows[h]);
}

/* ---- the archive's day ---- */

/* The range joins what the weights leave open and how forecasts of like chances fared; days that
 * overlap tell the same twice, so they count in part. */
static void give_range(const struct rehearsal *r, int h, const double *x, double raw,
                       struct chance *c) {
    const struct score_bin *bin = &r->scores[h][WAY_MODEL].bins[score_bin_of(c->chance)];
    double n = r->known.n_reports ? known_days(&r->known) / horizon_days[h] : 1, low, high;
    double overlap = fmax(1, (double)horizon_days[h] / r->step);
    c->n_like = bin->n;
    c->came_like = bin->came * bin->n;
    double error = range_spreads * (r->n_fitted[h] ? logistic_error(&r->models[h], x) : 0);
    c->low = logistic_chance(reliability_correct(&r->rights[h], raw - error));
    c->high = logistic_chance(reliability_correct(&r->rights[h], raw + error));
    if (bin->n / overlap >= 5)
        score_range(c->came_like / overlap, bin->n / overlap, range_spreads, &low, &high);
    else /* nothing like it was tried: as sure as the windows seen so far allow */
        score_range(c->chance * n, n, range_spreads, &low, &high);
    c->low = fmin(c->low, fmin(low, c->chance));
    c->high = fmax(c->high, fmax(high, c->chance));
}

/* Signs of an act from what is known. */
static void look(const struct rehearsal *r, const struct known *k, struct annals_key key,
                 double x[HORIZONS][SIGNS]) {
    uint32_t pair = known_pair_of(k, key.who, key.whom);
    struct rule_moment m;
    bool has_moment = pair != MAP_NONE && rule_look(k, pair, &m);
    signs_look(k, &r->habits, has_moment ? &m : NULL, pair, key, x);
}

void rehearsal_chances(const struct rehearsal *r, const struct known *k, struct annals_key key,
                       double out[HORIZONS]) {
    double x[HORIZONS][SIGNS], most = -INFINITY;
    look(r, k, key, x);
    for (int h = 0; h < HORIZONS; h++) {
        double raw = logistic_odds(&r->models[h], x[h]);
        most = fmax(most, reliability_correct(&r->rights[h], raw)); /* a week holds its first day */
        out[h] = logistic_chance(most);
    }
}

void rehearsal_ask(const struct rehearsal *r, const struct known *k, struct annals_key key,
                   struct chance out[HORIZONS]) {
    uint32_t pair = known_pair_of(k, key.who, key.whom);
    double x[HORIZONS][SIGNS];
    double n_days = pair == MAP_NONE ? 0 : k->pairs.items[pair].n_days[key.type];
    look(r, k, key, x);
    for (int h = 0; h < HORIZONS; h++) {
        struct chance *c = &out[h];
        double raw = 0;
        *c = (struct chance){.climate = sign_climate(k, key.type, n_days, horizon_days[h])};
        signs_sum(k, &r->models[h], x[h], key, horizon_days[h], c->reasons);
        for (int i = 0; i < REASON_KINDS; i++)
            raw += c->reasons[i];
        c->odds = reliability_correct(&r->rights[h], raw);
        c->reasons[REASON_RECORD] = c->odds - raw;
        if (h > 0 && c->odds < out[h - 1].odds) { /* a week holds its first day */
            c->reasons[REASON_BASE] += out[h - 1].odds - c->odds;
            c->odds = out[h - 1].odds;
        }
        c->chance = logistic_chance(c->odds);
        give_range(r, h, x[h], raw, c);
    }
}
