/* Levels of an archive: hostile acts between countries (and within one), counted by the week in
 * which they became known, so that no count of a week changes later. The chance of the next week is
 * asked at the end of each week, with weights learned on the weeks before, anew every four weeks.
 */
#include "base/vec.h"
#include "outlook/alarms_parts.h"
#include "outlook/level.h"
#include "picture/answer.h"
#include "picture/periods.h"

enum { QUIET_WEEKS = 10 };

/* Weeks after which weights are learned anew: seldom, once there are many. */
static int32_t relearn_weeks(int32_t week) {
    return week < 52 ? 4 : week < 156 ? 8 : 26;
}

struct levels {
    const struct annals *annals;
    const struct alarm_rule *rule;
    struct arena *arena;
    struct alarm_list *out;
    struct level_history history;
    struct level_model model;
    bool is_learned;
    size_t *open; /* [pairs] alarm that is on + 1; 0: none */
};

static bool count_all(struct levels *x) {
    const struct annals *p = x->annals;
    for (size_t i = 0; i < p->deeds.n; i++) {
        const struct annals_deed *act = &p->deeds.items[i];
        uint32_t who = p->lands[act->key.who], whom = p->lands[act->key.whom];
        bool is_hostile = alarm_is_hostile(act->key.type);
        if (!who || !whom || act->known > p->today)
            continue;
        if (!level_count(&x->history, annals_code(p, who), annals_code(p, whom),
                         period_of(PERIOD_WEEK, act->known), is_hostile, !is_hostile))
            return false;
    }
    return true;
}

static void name_reports(const struct levels *x, const struct alarm *alarm, str *out) {
    const struct annals *p = x->annals;
    uint32_t n = 0;
    for (size_t i = p->deeds.n; i-- > 0 && n < ALARM_REPORTS;) {
        const struct annals_deed *act = &p->deeds.items[i];
        if (act->known <= alarm->given - ALARM_DAYS)
            break;
        if (act->known > alarm->given || !alarm_is_hostile(act->key.type) ||
            p->lands[act->key.who] != alarm->who || p->lands[act->key.whom] != alarm->whom)
            continue;
        str before = *out;
        *out = list_add(x->arena, *out, act->report, " ");
        n += out->n > before.n;
    }
}

static bool give(struct levels *x, size_t pair, int32_t week, double chance) {
    const struct level_history *h = &x->history;
    const struct level_pair *p = &h->pairs.items[pair];
    size_t at = pair * (size_t)h->n_weeks + (size_t)week;
    date_day last = period_days(PERIOD_WEEK, h->first + week).last;
    struct alarm alarm = {.scope = ALARM_PAIR,
                          .measure = ALARM_LEVEL,
                          .who = map_get(&x->annals->actors, level_country(h, p->who)),
                          .whom = map_get(&x->annals->actors, level_country(h, p->whom)),
                          .given = last,
                          .ends = DATE_NONE,
                          .count = (double)h->hostile[at],
                          .chance = chance,
                          .least = x->rule->least,
                          .coverage = alarm_coverage(x->annals, last - ALARM_DAYS, last),
                          .is_judged = week + 1 < h->n_weeks,
                          .after = week + 1 < h->n_weeks ? (double)h->hostile[at + 1] : 0,
                          .after_expected = x->rule->least};
    name_reports(x, &alarm, &alarm.reports);
    x->open[pair] = x->out->n + 1;
    return VEC_PUSH(x->arena, x->out, alarm);
}

static bool ask_week(struct levels *x, int32_t week) {
    const struct level_history *h = &x->history;
    for (size_t i = 0; i < h->pairs.n; i++) {
        /* two without a hostile act of late are not about to reach the level: not looked at */
        if (h->pairs.items[i].first > week ||
            (!x->open[i] && level_mean(h, i, week, QUIET_WEEKS) <= 0))
            continue;
        double chance = level_chance(&x->model, h, i, week);
        if (x->open[i] && chance < x->rule->ends) {
            x->out->items[x->open[i] - 1].ends = period_days(PERIOD_WEEK, h->first + week).last;
            x->open[i] = 0;
        } else if (!x->open[i] && chance >= x->rule->from && !give(x, i, week, chance))
            return false;
    }
    return true;
}

bool alarms_of_levels(const struct annals *p, const struct alarm_rule *rule, struct arena *a,
                      struct alarm_list *out) {
    struct levels x = {.annals = p, .rule = rule, .arena = a, .out = out, .history = level_open(a)};
    /* the last week that is over */
    int32_t last = period_of(PERIOD_WEEK, p->today + 1) - 1;
    if (!count_all(&x))
        return false;
    if (!x.history.pairs.n || last < x.history.first)
        return true;
    x.open = ARENA_NEW(a, size_t, x.history.pairs.n);
    if (!x.open || !level_close(&x.history, last))
        return false;
    bool is_ok = true;
    int32_t n = x.history.n_weeks;
    for (int32_t week = 0; week < n && is_ok; week++) {
        struct level_model model;
        bool is_due = !x.is_learned || week % relearn_weeks(week) == 0;
        if (is_due && level_learn(&x.history, week, rule->least, &model)) {
            x.model = model;
            x.is_learned = true;
        }
        is_ok = !x.is_learned || ask_week(&x, week);
    }
    return is_ok && !a->failed;
}
