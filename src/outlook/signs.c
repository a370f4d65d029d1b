/* The act's own rates, means a day that forget (counters.h), enter as the log odds of a hazard, so
 * that a weight of one takes a rate at its word; other rates as log(1 + 50 rate), each without what
 * is counted already. The climate is the share of days so far on which the
 * act happened, drawn to the type's mean over pairs as by thirty days. Rules and announcements
 * enter as lifts of log odds, so a weight of one takes them at their word. */
#include "outlook/signs.h"

#include <math.h>
#include <string.h>

enum { CLIMATE_DAYS = 30 };
static const double rate_scale = 50, never_rate = 1.0 / 500, often = -1.5;

const char *const reason_names[REASON_KINDS] = {
    "how common it is",         "what they did before",    "what else is between them",
    "what each does elsewhere", "between their countries", "what follows what",
    "what is announced",        "how much is reported",    "how such forecasts fared"};

const bool sign_rises[SIGNS] = {
    [SIGN_CLIMATE] = true,   [SIGN_OFTEN] = true,     [SIGN_OWN_2] = true,   [SIGN_OWN_10] = true,
    [SIGN_OWN_50] = true,    [SIGN_OWN_500] = true,   [SIGN_PAIR_10] = true, [SIGN_PAIR_500] = true,
    [SIGN_BACK_SAME] = true, [SIGN_BACK_ANY] = true,  [SIGN_BY_10] = true,   [SIGN_BY_500] = true,
    [SIGN_UPON] = true,      [SIGN_LANDS] = true,     [SIGN_RULE] = true,    [SIGN_RULE_2] = true,
    [SIGN_DUE] = true,       [SIGN_ANNOUNCED] = true, [SIGN_SEEN] = true};

const double sign_before[SIGNS] = {[SIGN_CLIMATE] = 1, [SIGN_DUE] = 0.5, [SIGN_ANNOUNCED] = 0.25};

static const enum reason_kind kind_of[SIGNS] = {
    [SIGN_ONE] = REASON_BASE,         [SIGN_CLIMATE] = REASON_PAST,
    [SIGN_OFTEN] = REASON_PAST,       [SIGN_OWN_2] = REASON_PAST,
    [SIGN_OWN_10] = REASON_PAST,      [SIGN_OWN_50] = REASON_PAST,
    [SIGN_OWN_500] = REASON_PAST,     [SIGN_PAIR_10] = REASON_BETWEEN,
    [SIGN_PAIR_500] = REASON_BETWEEN, [SIGN_BACK_SAME] = REASON_BETWEEN,
    [SIGN_BACK_ANY] = REASON_BETWEEN, [SIGN_BY_10] = REASON_EACH,
    [SIGN_BY_500] = REASON_EACH,      [SIGN_UPON] = REASON_EACH,
    [SIGN_LANDS] = REASON_LANDS,      [SIGN_RULE] = REASON_RULE,
    [SIGN_RULE_2] = REASON_RULE,      [SIGN_DUE] = REASON_AGENDA,
    [SIGN_ANNOUNCED] = REASON_AGENDA, [SIGN_VOLUME] = REASON_VOLUME,
    [SIGN_SEEN] = REASON_PAST};

double sign_climate(const struct known *k, uint8_t type, double n_days, int32_t horizon) {
    double days = known_days(k), pairs = k->pairs.n ? (double)k->pairs.n : 1;
    double usual = ((double)k->n_of_type[type] + 0.1) / (pairs * days + 100);
    double share = (n_days + CLIMATE_DAYS * usual) / (days + CLIMATE_DAYS);
    double chance = 1 - pow(1 - (share < 0.98 ? share : 0.98), horizon);
    return chance < 1e-6 ? 1e-6 : chance > 0.995 ? 0.995 : chance;
}

static double weight_of(double rate) {
    return log1p(rate_scale * (rate > 0 ? rate : 0));
}

/* Log odds that something of such a rate happens within the horizon, above those of what is as good
 * as never: like log(rate) for the rare, like the rate itself for the frequent. */
static double hazard_of(double rate, int32_t horizon) {
    double expected = horizon * ((rate > 0 ? rate : 0) + never_rate);
    return log(expm1(expected < 7 ? expected : 7)) - log(expm1(horizon * never_rate));
}

/* Rates of a wider kind, without what is counted already. */
static void look_beyond(const struct known *k, enum known_kind kind, struct annals_key key,
                        const double *own, double *rates) {
    known_rates(k, kind, key, rates);
    for (int h = 0; h < HALF_LIVES; h++)
        rates[h] -= own[h];
}

static void look_at_rates(const struct known *k, struct annals_key key, double x[HORIZONS][SIGNS],
                          double *shared) {
    struct annals_key back = {key.whom, key.who, key.type};
    double own[HALF_LIVES], other[HALF_LIVES], r[HALF_LIVES];
    known_rates(k, KNOWN_TRIPLE, key, own);
    for (int i = 0; i < HORIZONS; i++)
        for (int h = 0; h < HALF_LIVES; h++)
            x[i][SIGN_OWN_2 + h] = hazard_of(own[h], horizon_days[i]);
    look_beyond(k, KNOWN_PAIR, key, own, r);
    shared[SIGN_PAIR_10] = weight_of(r[1]);
    shared[SIGN_PAIR_500] = weight_of(r[3]);
    if (key.who && key.whom) {
        known_rates(k, KNOWN_TRIPLE, back, other);
        shared[SIGN_BACK_SAME] = weight_of(other[1]);
        look_beyond(k, KNOWN_PAIR, back, other, r);
        shared[SIGN_BACK_ANY] = weight_of(r[1]);
        look_beyond(k, KNOWN_LANDS, key, own, r);
        shared[SIGN_LANDS] = weight_of(r[2]);
    }
    if (key.who) {
        look_beyond(k, KNOWN_BY, key, own, r);
        shared[SIGN_BY_10] = weight_of(r[1]);
        shared[SIGN_BY_500] = weight_of(r[3]);
    }
    if (key.whom) {
        look_beyond(k, KNOWN_UPON, key, own, r);
        shared[SIGN_UPON] = weight_of(r[2]);
    }
}

/* Each announcement adds -log(1 - share kept * part of its time), as independent tries would. */
static void look_at_agenda(const struct known *k, const struct habits *h, uint32_t pair,
                           struct annals_key key, int32_t days, double *x) {
    uint32_t at = known_plans_of(k, key.who, key.type);
    for (int n = 0; at != MAP_NONE && n < 200; at = k->links.items[at].next, n++) {
        const struct annals_plan *plan = &k->annals->plans.items[k->links.items[at].item];
        bool has_due;
        double part = promise_weight(k, plan, pair, key, days, &has_due);
        if (part > 0)
            x[has_due ? SIGN_DUE : SIGN_ANNOUNCED] -=
                log(1 - 0.95 * part * promise_share(h, plan->key.who)) * 3;
    }
    for (int i = SIGN_DUE; i <= SIGN_ANNOUNCED; i++)
        x[i] = x[i] > 6 ? 6 : x[i];
}

void signs_look(const struct known *k, const struct habits *h, const struct rule_moment *m,
                uint32_t pair, struct annals_key key, double x[HORIZONS][SIGNS]) {
    double shared[SIGNS] = {0};
    double n_days = pair == MAP_NONE ? 0 : k->pairs.items[pair].n_days[key.type];
    shared[SIGN_ONE] = 1;
    shared[SIGN_VOLUME] = k->volume;
    shared[SIGN_SEEN] = n_days > 0;
    for (int i = 0; i < HORIZONS; i++)
        memset(x[i], 0, sizeof x[i]);
    look_at_rates(k, key, x, shared);
    for (int i = 0; i < HORIZONS; i++) {
        struct rule rules[2];
        uint32_t n = m ? rule_choose(h, k, m, i, key.type, rules) : 0;
        for (int j = 0; j < SIGNS; j++)
            x[i][j] += shared[j];
        double climate = sign_climate(k, key.type, n_days, horizon_days[i]);
        x[i][SIGN_CLIMATE] = logistic_odds_of(climate);
        x[i][SIGN_OFTEN] = x[i][SIGN_CLIMATE] > often ? x[i][SIGN_CLIMATE] - often : 0;
        x[i][SIGN_RULE] = n > 0 ? rules[0].lift : 0;
        x[i][SIGN_RULE_2] = n > 1 ? rules[1].lift : 0;
        look_at_agenda(k, h, pair, key, horizon_days[i], x[i]);
    }
}

void signs_sum(const struct known *k, const struct logistic *model, const double *x,
               struct annals_key key, int32_t horizon, double out[REASON_KINDS]) {
    double never = logistic_odds_of(sign_climate(k, key.type, 0, horizon));
    for (int i = 0; i < REASON_KINDS; i++)
        out[i] = 0;
    for (int i = 0; i < SIGNS; i++)
        out[kind_of[i]] += model->weights[i] * x[i];
    out[REASON_BASE] += model->weights[SIGN_CLIMATE] * never;
    out[REASON_PAST] -= model->weights[SIGN_CLIMATE] * never;
}
