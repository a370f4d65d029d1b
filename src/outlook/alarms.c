/* A change is looked for on every day on which an act of a series becomes known, and while an alarm
 * goes on every day: the acts of the last seven days against those of twelve stretches of seven
 * days before, as both were known then. Whoever reports late is late: nothing here looks back with
 * what came to be known afterwards, but for judging what became of an alarm. */
#include "outlook/alarms.h"

#include "base/vec.h"
#include "know/plover.h"
#include "outlook/alarms_parts.h"
#include "picture/answer.h"
#include "picture/periods.h"
#include "picture/unusual.h"

#include <stdlib.h>

bool alarm_is_hostile(uint8_t type) {
    return plover_quad((enum plover_type)type) >= 3 && type != PLOVER_REQUEST;
}

/* How many of n ascending days are at most `day`. */
static size_t count_until(const date_day *days, size_t n, date_day day) {
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (days[middle] <= day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t alarm_coverage(const struct annals *p, date_day after, date_day until) {
    return (uint32_t)(count_until(p->reports.items, p->reports.n, until) -
                      count_until(p->reports.items, p->reports.n, after));
}

/* The acts of one country or dyad. */
struct series {
    uint32_t who, whom;
    struct {
        uint32_t *items; /* by the day on which they became known */
        size_t n, capacity;
    } acts;
};

struct looking {
    const struct annals *annals;
    const struct alarm_rule *rule;
    struct arena *arena;
    struct alarm_list *out;
    struct {
        struct series *items;
        size_t n, capacity;
    } series;
    struct map by_key, told;
};

static bool add_to_series(struct looking *x, uint32_t who, uint32_t whom, uint32_t act) {
    uint32_t key[2] = {who, whom}, next = (uint32_t)x->series.n;
    uint32_t *at = map_put(&x->by_key, (str){(const char *)key, sizeof key}, next);
    struct series fresh = {.who = who, .whom = whom};
    if (!at || (*at == next && !VEC_PUSH(x->arena, &x->series, fresh)))
        return false;
    uint32_t told[3] = {who, whom, x->annals->deeds.items[act].number};
    uint32_t *is_told = map_put(&x->told, (str){(const char *)told, sizeof told}, 0);
    struct series *s = &x->series.items[*at];
    if (!is_told || *is_told)
        return is_told != NULL; /* one act with several sides counts once */
    *is_told = 1;
    return VEC_PUSH(x->arena, &s->acts, act);
}

/* The first act of a series that became known after a day. */
static size_t first_after(const struct looking *x, const struct series *s, date_day known) {
    size_t low = 0, high = s->acts.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (x->annals->deeds.items[s->acts.items[middle]].known <= known)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Acts of the n stretches of seven days up to `day`, the latest first, as known on `known`. */
static void count_acts(const struct looking *x, const struct series *s, date_day day, int n,
                       date_day known, double *counts) {
    date_day after = day - n * ALARM_DAYS;
    for (int i = 0; i < n; i++)
        counts[i] = 0;
    for (size_t i = first_after(x, s, known); i-- > 0;) {
        const struct annals_deed *act = &x->annals->deeds.items[s->acts.items[i]];
        if (act->known <= after)
            break;
        if (act->day > after && act->day <= day)
            counts[(day - act->day) / ALARM_DAYS]++;
    }
}

static struct unusual look(const struct looking *x, const struct series *s, date_day day,
                           double *count) {
    double rates[UNUSUAL_PAST], counts[UNUSUAL_PAST + 1];
    size_t n = 0;
    date_day first = x->annals->reports.items[0];
    count_acts(x, s, day, UNUSUAL_PAST + 1, day, counts);
    *count = counts[0];
    for (int i = 1; i <= UNUSUAL_PAST; i++) {
        date_day until = day - i * ALARM_DAYS, after = until - ALARM_DAYS;
        double coverage = alarm_coverage(x->annals, after, until);
        if (after + 1 < first)
            break;
        if (coverage > 0)
            rates[n++] = counts[i] / coverage;
    }
    return unusual_of(*count, alarm_coverage(x->annals, day - ALARM_DAYS, day), rates, n);
}

static void name_reports(const struct looking *x, const struct series *s, struct alarm *out) {
    uint32_t n = 0;
    for (size_t i = first_after(x, s, out->given); i-- > 0 && n < ALARM_REPORTS;) {
        const struct annals_deed *act = &x->annals->deeds.items[s->acts.items[i]];
        if (act->known <= out->given - ALARM_DAYS)
            break;
        if (act->day <= out->given - ALARM_DAYS)
            continue;
        str before = out->reports;
        out->reports = list_add(x->arena, out->reports, act->report, " ");
        n += out->reports.n > before.n;
    }
}

/* What became of it: the acts of the next seven days against the ordinary for their coverage. */
static void judge(const struct looking *x, const struct series *s, struct alarm *out) {
    date_day until = out->given + ALARM_DAYS;
    double coverage = alarm_coverage(x->annals, out->given, until);
    out->is_judged = until <= x->annals->today;
    count_acts(x, s, until, 1, INT32_MAX, &out->after);
    out->after_expected = out->coverage ? out->expected * coverage / out->coverage : 0;
}

/* Goes through the days of an alarm that is on: the first on which it is over. */
static date_day end_of(const struct looking *x, const struct series *s, date_day given) {
    for (date_day day = given + 1; day <= x->annals->today; day++) {
        double count;
        struct unusual u = look(x, s, day, &count);
        if (!u.is_known || u.spreads < x->rule->ends)
            return day;
    }
    return DATE_NONE;
}

static bool look_through(struct looking *x, const struct series *s) {
    const struct annals_deed *acts = x->annals->deeds.items;
    const struct alarm_rule *rule = x->rule;
    date_day last = INT32_MIN;
    for (size_t i = 0; i < s->acts.n; i++) {
        date_day day = acts[s->acts.items[i]].known;
        double count;
        if (day <= last || day > x->annals->today || i + 1 < rule->least)
            continue;
        last = day;
        struct unusual u = look(x, s, day, &count);
        if (!u.is_known || u.spreads < rule->from || count < rule->least)
            continue;
        struct alarm alarm = {.scope = rule->scope,
                              .measure = rule->measure,
                              .who = s->who,
                              .whom = s->whom,
                              .given = day,
                              .ends = end_of(x, s, day),
                              .count = count,
                              .expected = u.expected,
                              .spreads = u.spreads,
                              .least = rule->least,
                              .coverage = alarm_coverage(x->annals, day - ALARM_DAYS, day)};
        name_reports(x, s, &alarm);
        judge(x, s, &alarm);
        if (!VEC_PUSH(x->arena, x->out, alarm))
            return false;
        if (alarm.ends == DATE_NONE)
            break;
        last = alarm.ends;
    }
    return true;
}

/* Adds the alarms of a rule on counts; false: no memory. */
static bool of_changes(const struct annals *p, const struct alarm_rule *rule, struct arena *a,
                       struct alarm_list *out) {
    struct looking x = {
        .annals = p, .rule = rule, .arena = a, .out = out, .by_key = map_in(a), .told = map_in(a)};
    for (uint32_t i = 0; i < p->deeds.n; i++) {
        const struct annals_deed *act = &p->deeds.items[i];
        struct annals_key key = act->key;
        bool is_dyad = rule->scope == ALARM_DYAD;
        bool counts = rule->measure == ALARM_VIOLENCE ? key.type == PLOVER_ASSAULT
                                                      : alarm_is_hostile(key.type);
        if (!counts || (is_dyad ? !key.who || !key.whom : !act->country))
            continue;
        if (!add_to_series(&x, is_dyad ? key.who : act->country, is_dyad ? key.whom : 0, i))
            return false;
    }
    for (size_t i = 0; i < x.series.n && p->reports.n; i++)
        if (!look_through(&x, &x.series.items[i]))
            return false;
    return true;
}

/* ---- all of them ---- */

static double strength(const struct alarm *x) {
    return x->measure == ALARM_LEVEL ? x->chance : x->spreads;
}

static int order_alarms(const void *p, const void *q) {
    const struct alarm *a = p, *b = q;
    if (a->given != b->given)
        return a->given < b->given ? -1 : 1;
    if (a->scope != b->scope)
        return a->scope < b->scope ? -1 : 1;
    if (a->measure != b->measure) /* violence says more than conflict */
        return a->measure == ALARM_VIOLENCE || b->measure == ALARM_LEVEL ? -1 : 1;
    if (strength(a) != strength(b))
        return strength(a) > strength(b) ? -1 : 1;
    if (a->who != b->who)
        return a->who < b->who ? -1 : 1;
    return a->whom < b->whom ? -1 : a->whom > b->whom;
}

/* Is another alarm on about the same two, given before it? */
static bool is_told_already(const struct alarm_list *list, size_t at) {
    const struct alarm *x = &list->items[at];
    for (size_t i = at; i-- > 0;) {
        const struct alarm *y = &list->items[i];
        bool is_on = y->ends == DATE_NONE || y->ends > x->given;
        if (is_on && y->scope == x->scope && y->who == x->who && y->whom == x->whom &&
            !y->is_held_back)
            return true;
    }
    return false;
}

/* One alarm an episode, and so many of a rule in a week. */
static void keep_to_budget(struct alarm_list *list, const struct alarm_rules *rules) {
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) {
        struct alarm x = list->items[i];
        uint32_t used = 0, budget = 0;
        list->items[n] = x;
        if (is_told_already(list, n))
            continue;
        for (uint32_t r = 0; r < rules->n; r++)
            if (rules->items[r].scope == x.scope && rules->items[r].measure == x.measure)
                budget = rules->items[r].budget;
        for (size_t j = n; j-- > 0 && period_of(PERIOD_WEEK, list->items[j].given) ==
                                          period_of(PERIOD_WEEK, x.given);)
            used += list->items[j].scope == x.scope && list->items[j].measure == x.measure &&
                    !list->items[j].is_held_back;
        list->items[n++].is_held_back = used >= budget;
    }
    list->n = n;
}

hb_status alarms_find(const struct annals *p, const struct alarm_rules *rules, struct arena *a,
                      struct alarm_list *out, struct hb_error *err) {
    bool is_ok = true;
    *out = (struct alarm_list){0};
    for (uint32_t i = 0; i < rules->n && is_ok && p->today != DATE_NONE; i++)
        is_ok = rules->items[i].measure == ALARM_LEVEL
                    ? alarms_of_levels(p, &rules->items[i], a, out)
                    : of_changes(p, &rules->items[i], a, out);
    if (!is_ok || a->failed)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for alarms");
    if (out->n)
        qsort(out->items, out->n, sizeof *out->items, order_alarms);
    keep_to_budget(out, rules);
    return HB_OK;
}
