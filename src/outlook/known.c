/* Acts are added in the order in which they were told, their counters by the day on which they
 * happened. A list is walked from the act told last, and left at the first that was told before
 * the days that are asked about. */
#include "outlook/known.h"

#include "base/vec.h"
#include "know/plover.h"
#include "picture/outcome.h"

#include <math.h>

enum { NEAR_DAYS = 7, USUAL_DAYS = 60 };

hb_status known_open(const struct annals *p, struct arena *a, struct known *out,
                     struct hb_error *err) {
    *out = (struct known){.annals = p,
                          .arena = a,
                          .pair_numbers = map_in(a),
                          .acts_of = map_in(a),
                          .plans_of = map_in(a),
                          .day = DATE_NONE,
                          .first = DATE_NONE};
    out->before = ARENA_NEW(a, uint32_t, p->acts.n + 1);
    if (!out->before)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for a forecast");
    return counters_open(&out->counters, 1024, err);
}

void known_close(struct known *k) {
    counters_close(&k->counters);
}

static str key_of(const uint32_t key[2]) {
    return (str){(const char *)key, 2 * sizeof *key};
}

uint32_t known_pair_of(const struct known *k, uint32_t who, uint32_t whom) {
    return map_get(&k->pair_numbers, key_of((uint32_t[2]){who, whom}));
}

static uint32_t make_pair(struct known *k, uint32_t who, uint32_t whom) {
    uint32_t next = (uint32_t)k->pairs.n;
    uint32_t *at = map_put(&k->pair_numbers, key_of((uint32_t[2]){who, whom}), next);
    if (!at || *at != next)
        return at ? *at : MAP_NONE;
    struct known_pair p = {.who = who, .whom = whom, .back = MAP_NONE, .active = DATE_NONE};
    for (int t = 0; t < ANNALS_TYPES; t++) {
        p.newest[t] = MAP_NONE;
        p.last[t] = DATE_NONE;
    }
    if (!VEC_PUSH(k->arena, &k->pairs, p))
        return MAP_NONE;
    if (who && whom && who != whom) {
        uint32_t back = make_pair(k, whom, who);
        if (back == MAP_NONE)
            return MAP_NONE;
        k->pairs.items[next].back = back;
        k->pairs.items[back].back = next;
    }
    return next;
}

static uint64_t counter_of(const struct known *k, enum known_kind kind, struct annals_key key) {
    const uint32_t *lands = k->annals->lands;
    switch (kind) {
    case KNOWN_TRIPLE:
        return counter_key(kind, key.type, key.who, key.whom);
    case KNOWN_PAIR:
        return counter_key(kind, 0, key.who, key.whom);
    case KNOWN_BY:
        return counter_key(kind, key.type, key.who, 0);
    case KNOWN_UPON:
        return counter_key(kind, key.type, 0, key.whom);
    case KNOWN_LANDS:
    default:
        return counter_key(kind, key.type, lands[key.who], lands[key.whom]);
    }
}

static bool add_link(struct known *k, struct map *lists, uint32_t who, uint32_t type,
                     uint32_t item) {
    uint32_t *first = map_put(lists, key_of((uint32_t[2]){who, type}), MAP_NONE);
    struct known_link link = {item, first ? *first : MAP_NONE};
    if (!first || !VEC_PUSH(k->arena, &k->links, link))
        return false;
    *first = (uint32_t)k->links.n - 1;
    return true;
}

static bool is_mutual(uint8_t type) {
    return type == PLOVER_CONSULT || type == PLOVER_AGREE;
}

static bool add_act(struct known *k, uint32_t number) {
    const struct annals_act *act = &k->annals->acts.items[number];
    uint32_t at = make_pair(k, act->key.who, act->key.whom);
    if (at == MAP_NONE)
        return false;
    struct known_pair *p = &k->pairs.items[at];
    uint8_t type = act->key.type;
    k->before[number] = p->newest[type];
    p->newest[type] = number;
    p->n_days[type]++;
    p->n_all++;
    p->last[type] = act->day > p->last[type] ? act->day : p->last[type];
    p->active = act->day > p->active ? act->day : p->active;
    k->n_of_type[type]++;
    k->first = k->first == DATE_NONE || act->day < k->first ? act->day : k->first;
    for (enum known_kind kind = KNOWN_TRIPLE; kind <= KNOWN_LANDS; kind++)
        counters_add(&k->counters, counter_of(k, kind, act->key), act->day, 1);
    return add_link(k, &k->acts_of, act->key.who, type, number) &&
           (!is_mutual(type) || !act->key.whom || act->key.whom == act->key.who ||
            add_link(k, &k->acts_of, act->key.whom, type, number));
}

static bool add_plan(struct known *k, uint32_t number) {
    const struct annals_plan *plan = &k->annals->plans.items[number];
    str sorts = str_from(outcome_sorts(str_from(plover_type_name(plan->key.type)))), sort;
    for (str rest = sorts; str_split(&rest, ' ', &sort);) {
        enum plover_type type = plover_type_parse(sort);
        bool both = is_mutual((uint8_t)type) && plan->key.whom;
        if (!add_link(k, &k->plans_of, plan->key.who, type, number) ||
            (both && !add_link(k, &k->plans_of, plan->key.whom, type, number)))
            return false;
    }
    return true;
}

double known_days(const struct known *k) {
    date_day first = k->n_reports ? k->annals->reports.items[0] : k->first;
    return first == DATE_NONE || k->day <= first ? 1 : k->day - first + 1;
}

static double volume_of(const struct known *k) {
    const date_day *days = k->annals->reports.items;
    double near = 0, all = 0, watched = known_days(k);
    for (size_t i = k->n_reports; i > 0 && days[i - 1] > k->day - USUAL_DAYS; i--) {
        near += days[i - 1] > k->day - NEAR_DAYS;
        all++;
    }
    double span = watched < USUAL_DAYS ? watched : USUAL_DAYS;
    double usual = span > NEAR_DAYS ? all * NEAR_DAYS / span : near;
    return log((1 + near) / (1 + usual));
}

hb_status known_until(struct known *k, date_day day, struct hb_error *err) {
    const struct annals *p = k->annals;
    bool is_ok = true;
    k->day = day;
    while (is_ok && k->n_acts < p->acts.n && p->acts.items[k->n_acts].known <= day) {
        hb_status status = counters_reserve(&k->counters, KNOWN_LANDS + 1, err);
        if (status != HB_OK)
            return status;
        is_ok = add_act(k, (uint32_t)k->n_acts++);
    }
    while (is_ok && k->n_plans < p->plans.n && p->plans.items[k->n_plans].told <= day)
        is_ok = add_plan(k, (uint32_t)k->n_plans++);
    while (k->n_reports < p->reports.n && p->reports.items[k->n_reports] <= day)
        k->n_reports++;
    k->volume = volume_of(k);
    return is_ok ? HB_OK : error_set(err, HB_ERR_MEMORY, 0, "no memory for a forecast");
}

void known_rates(const struct known *k, enum known_kind kind, struct annals_key key,
                 double *rates) {
    float sums[HALF_LIVES];
    double days = known_days(k);
    counters_sums(&k->counters, counters_find(&k->counters, counter_of(k, kind, key)), k->day,
                  sums);
    for (int h = 0; h < HALF_LIVES; h++) {
        double half_life = (double)half_life_days[h];
        rates[h] = (double)sums[h] * (1 - exp2(-1 / half_life)) / (1 - exp2(-days / half_life));
    }
}

bool known_happened(const struct known *k, uint32_t pair, uint8_t type, date_day after,
                    date_day until) {
    if (pair == MAP_NONE)
        return false;
    uint32_t at = k->pairs.items[pair].newest[type];
    for (; at != MAP_NONE; at = k->before[at]) {
        const struct annals_act *act = &k->annals->acts.items[at];
        if (act->known <= after)
            return false;
        if (act->day > after && act->day <= until)
            return true;
    }
    return false;
}

uint32_t known_acts_of(const struct known *k, uint32_t who, uint8_t type) {
    return map_get(&k->acts_of, key_of((uint32_t[2]){who, type}));
}

uint32_t known_plans_of(const struct known *k, uint32_t who, uint8_t type) {
    return map_get(&k->plans_of, key_of((uint32_t[2]){who, type}));
}
