/* Rules are counted over every pair that did anything in the week before, so "tried" is the number
 * of like weeks. A rule's share is drawn to the effect's usual share as by ten weeks, so that three
 * of three says little; what happened between the two themselves when the cause was as old is drawn
 * to that as by four. The same cell is never counted before its outcome is known.
 *
 * An announcement is kept if one of its parties does an act of a sort that carries it out (as in
 * the agenda) to the same recipient within its days, three before and a week after allowed; one
 * without a day within thirty days. */
#include "outlook/habits.h"

#include "know/plover.h"
#include "picture/outcome.h"

#include <math.h>

enum { DRAWN = 10, OWN_DRAWN = 4, OWN_MOST = 40, WAIT_DAYS = 30, GRACE_DAYS = 7, EARLY_DAYS = 3 };

const int32_t horizon_days[HORIZONS] = {1, 7, 30};

bool habits_open(const struct annals *p, struct arena *a, struct habits *out) {
    *out = (struct habits){0};
    out->promises = ARENA_NEW(a, struct promise_count, p->actors.n + 1);
    out->is_judged = ARENA_NEW(a, uint8_t, p->plans.n + 1);
    return out->promises && out->is_judged;
}

uint32_t rule_pair(const struct known *k, uint32_t pair, enum rule_way way) {
    return pair == MAP_NONE || way == RULE_SAME ? pair : k->pairs.items[pair].back;
}

static uint32_t age_class(int32_t age) {
    return age < 2 ? 0 : age < 4 ? 1 : 2;
}

bool rule_look(const struct known *k, uint32_t pair, struct rule_moment *out) {
    bool has_cause = false;
    *out = (struct rule_moment){.pair = pair};
    for (int way = 0; way < RULE_WAYS; way++) {
        uint32_t from = rule_pair(k, pair, (enum rule_way)way);
        for (uint32_t t = 1; t < ANNALS_TYPES && from != MAP_NONE; t++) {
            date_day last = k->pairs.items[from].last[t];
            if (last == DATE_NONE || last <= k->day - RULE_DAYS)
                continue;
            out->causes[way][age_class(k->day - last)] |= 1u << t;
            has_cause = true;
        }
    }
    return has_cause;
}

void rule_learn(struct habits *h, const struct known *k, const struct rule_moment *m, int horizon,
                date_day day) {
    for (uint8_t effect = 1; effect < ANNALS_TYPES; effect++) {
        bool came = known_happened(k, m->pair, effect, day, day + horizon_days[horizon]);
        h->usual[horizon][effect].tried++;
        h->usual[horizon][effect].held += came;
        for (int i = 0; i < RULE_WAYS * RULE_AGES; i++)
            for (uint32_t cause = 1; cause < ANNALS_TYPES; cause++) {
                int way = i / RULE_AGES, age = i % RULE_AGES;
                struct rule_count *c = &h->rules[horizon][way][age][cause][effect];
                if (!(m->causes[way][age] >> cause & 1))
                    continue;
                c->tried++;
                c->held += came;
            }
    }
}

static double odds_within(double p) {
    p = p < 1e-4 ? 1e-4 : p > 1 - 1e-4 ? 1 - 1e-4 : p;
    return log(p / (1 - p));
}

/* How it went between these two when the cause was as old as it is now. */
static void count_own(const struct known *k, uint32_t pair, int32_t days, uint8_t effect,
                      struct rule *r) {
    uint32_t from = rule_pair(k, pair, r->way), n = 0;
    uint32_t at = k->pairs.items[from].newest[r->cause];
    date_day before = k->day - days - r->age + 1;
    for (; at != MAP_NONE && n < OWN_MOST; at = k->before[at]) {
        const struct annals_act *act = &k->annals->acts.items[at];
        if (act->known >= before || act->day >= before)
            continue;
        r->own_tried++;
        r->own_held += known_happened(k, pair, effect, act->day + r->age, act->day + r->age + days);
        n++;
    }
}

/* Lifts of one cause. */
static bool weigh_rule(const struct habits *h, const struct known *k, uint32_t pair, int horizon,
                       uint8_t effect, struct rule *r) {
    const struct rule_count *usual = &h->usual[horizon][effect];
    const struct rule_count *c = &h->rules[horizon][r->way][age_class(r->age)][r->cause][effect];
    double base = ((double)usual->held + 0.5) / ((double)usual->tried + 50);
    r->held = (double)c->held;
    r->tried = (double)c->tried;
    count_own(k, pair, horizon_days[horizon], effect, r);
    double share = (r->held + DRAWN * base) / (r->tried + DRAWN);
    share = (r->own_held + OWN_DRAWN * share) / (r->own_tried + OWN_DRAWN);
    r->lift = odds_within(share) - odds_within(base);
    return r->lift > 0 && (r->held > 0 || r->own_held > 0);
}

uint32_t rule_choose(const struct habits *h, const struct known *k, const struct rule_moment *m,
                     int horizon, uint8_t effect, struct rule out[2]) {
    uint32_t n = 0;
    for (int i = 0; i < RULE_WAYS * RULE_AGES; i++)
        for (uint8_t cause = 1; cause < ANNALS_TYPES; cause++) {
            struct rule r = {.cause = cause, .way = (enum rule_way)(i / RULE_AGES)};
            bool is_itself = cause == effect && r.way == RULE_SAME; /* that is no rule */
            if (is_itself || !(m->causes[r.way][i % RULE_AGES] >> cause & 1))
                continue;
            r.age = k->day - k->pairs.items[rule_pair(k, m->pair, r.way)].last[cause];
            if (!weigh_rule(h, k, m->pair, horizon, effect, &r))
                continue;
            if (n == 0 || r.lift > out[0].lift) {
                out[1] = out[0];
                out[0] = r;
                n = n < 2 ? n + 1 : 2;
            } else if (n == 1 || r.lift > out[1].lift) {
                out[1] = r;
                n = 2;
            }
        }
    return n;
}

/* ---- announcements ---- */

static struct interval days_of(const struct annals_plan *plan) {
    if (plan->due.first == DATE_NONE)
        return (struct interval){plan->told + 1, plan->told + WAIT_DAYS};
    date_day first = plan->due.first - EARLY_DAYS;
    return (struct interval){first > plan->told ? first : plan->told, plan->due.last + GRACE_DAYS};
}

static bool is_party(const struct annals_act *act, const struct annals_plan *plan) {
    struct annals_key a = act->key, p = plan->key;
    return !p.whom || (a.who == p.who ? a.whom == p.whom : a.who == p.whom);
}

static bool is_kept(const struct known *k, const struct annals_plan *plan) {
    struct interval days = days_of(plan);
    str sorts = str_from(outcome_sorts(str_from(plover_type_name(plan->key.type)))), sort;
    for (str rest = sorts; str_split(&rest, ' ', &sort);) {
        uint8_t type = (uint8_t)plover_type_parse(sort);
        uint32_t at = known_acts_of(k, plan->key.who, type);
        for (; at != MAP_NONE; at = k->links.items[at].next) {
            const struct annals_act *act = &k->annals->acts.items[k->links.items[at].item];
            if (act->known < days.first)
                break;
            if (act->day >= days.first && act->day <= days.last && is_party(act, plan))
                return true;
        }
    }
    return false;
}

void promise_learn(struct habits *h, const struct known *k) {
    for (size_t i = h->n_judged; i < k->n_plans; i++) {
        const struct annals_plan *plan = &k->annals->plans.items[i];
        if (!h->is_judged[i] && days_of(plan).last < k->day) {
            bool kept = is_kept(k, plan);
            h->is_judged[i] = 1;
            h->promises[plan->key.who].announced++;
            h->promises[plan->key.who].kept += kept;
            h->all.announced++;
            h->all.kept += kept;
        }
    }
    while (h->n_judged < k->n_plans && h->is_judged[h->n_judged])
        h->n_judged++;
}

double promise_share(const struct habits *h, uint32_t who) {
    double all = (h->all.kept + 1.0) / (h->all.announced + 4.0);
    const struct promise_count *c = &h->promises[who];
    return (c->kept + 4 * all) / (c->announced + 4.0);
}

double promise_weight(const struct known *k, const struct annals_plan *plan, uint32_t pair,
                      struct annals_key key, int32_t days, bool *has_due) {
    struct annals_key p = plan->key;
    struct interval span = days_of(plan);
    bool is_mine =
        key.who == p.who ? !p.whom || key.whom == p.whom : key.who == p.whom && key.whom == p.who;
    *has_due = plan->due.first != DATE_NONE;
    if (!is_mine || span.last <= k->day)
        return 0;
    if (pair != MAP_NONE && k->pairs.items[pair].last[key.type] != DATE_NONE &&
        k->pairs.items[pair].last[key.type] >= span.first)
        return 0; /* it is done */
    struct interval due = *has_due ? plan->due : span;
    date_day first = due.first > k->day ? due.first : k->day + 1;
    date_day last = due.last > k->day ? due.last : span.last;
    if (first > k->day + days)
        return 0;
    date_day end = last < k->day + days ? last : k->day + days;
    return last >= first ? (end - first + 1.0) / (last - first + 1.0) : 0;
}
