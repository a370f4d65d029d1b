/* Reasons in words. Each kind of reason is what the signs of its kind add to the log odds
 * (signs_sum), with the counts that a reader would ask for, the acts or announcements behind it by
 * their ids, and one sentence. */
#include "outlook/forecast_parts.h"

#include "know/plover.h"
#include "picture/answer.h"
#include "store/evidence.h"

#include <math.h>
#include <stdlib.h>

enum { SHOWN = 3, NEAR_DAYS = 30, PRECEDENTS = 4 };

struct telling {
    struct store *store;
    const struct rehearsal *r;
    struct annals_key key;
    int horizon;
    const struct chance *chance;
    struct arena *a;
};

/* "TUR", "somebody". */
static str actor_text(const struct annals *p, uint32_t actor) {
    return actor == ANNALS_NOBODY ? STR("somebody") : annals_code(p, actor);
}

str day_text(struct arena *a, date_day day) {
    if (day == DATE_NONE)
        return (str){NULL, 0};
    return str_copy(a, str_from(interval_format((struct interval){day, day}).z));
}

static const char *type_name(uint8_t type) {
    return plover_type_name((enum plover_type)type);
}

/* Adds an act to a reason's evidence; the first one's sentence is quoted. */
static void cite(const struct telling *t, struct ground *out, const struct annals_act *act) {
    if (!out->words.n) {
        struct hb_error err;
        str words = {NULL, 0};
        if (store_words_of(t->store, act->event, t->a, &words, &err) == HB_OK)
            out->words = words;
        out->day = day_text(t->a, act->day);
    }
    out->events = list_add(t->a, out->events, act->event, " ");
    out->reports = list_add(t->a, out->reports, act->report, " ");
}

/* Cites the acts told last of a pair and type, and counts those since a day. */
static uint32_t cite_acts(const struct telling *t, uint32_t pair, uint8_t type, date_day since,
                          uint32_t most, struct ground *out) {
    const struct known *k = &t->r->known;
    uint32_t n = 0;
    if (pair == MAP_NONE)
        return 0;
    for (uint32_t at = k->pairs.items[pair].newest[type]; at != MAP_NONE; at = k->before[at]) {
        const struct annals_act *act = &k->annals->acts.items[at];
        if (act->known < since)
            break;
        if (act->day < since)
            continue;
        if (n++ < most)
            cite(t, out, act);
    }
    return n;
}

static void tell_past(const struct telling *t, uint32_t pair, struct ground *out) {
    const struct known *k = &t->r->known;
    uint32_t n = pair == MAP_NONE ? 0 : k->pairs.items[pair].n_days[t->key.type];
    if (!n) {
        out->text = text_of(t->a, "never in the %.0f days before", known_days(k));
        return;
    }
    uint32_t near = cite_acts(t, pair, t->key.type, k->day - NEAR_DAYS + 1, SHOWN, out);
    if (!near)
        cite_acts(t, pair, t->key.type, INT32_MIN + 1, SHOWN, out);
    out->text = text_of(t->a, "on %u of %.0f days before, %u of them in the last %d; last on %s", n,
                        known_days(k), near, NEAR_DAYS,
                        day_text(t->a, k->pairs.items[pair].last[t->key.type]).p);
}

/* Acts of a pair so far, but for one type. */
static uint32_t count_other(const struct known *k, uint32_t pair, uint8_t but) {
    uint32_t n = 0;
    for (uint8_t type = 1; type < ANNALS_TYPES && pair != MAP_NONE; type++)
        n += type == but ? 0 : k->pairs.items[pair].n_days[type];
    return n;
}

static void tell_between(const struct telling *t, uint32_t pair, struct ground *out) {
    const struct known *k = &t->r->known;
    uint32_t n = 0, m = 0, back = pair == MAP_NONE ? MAP_NONE : k->pairs.items[pair].back;
    date_day since = k->day - NEAR_DAYS + 1;
    for (uint8_t type = 1; type < ANNALS_TYPES; type++) {
        n += type == t->key.type ? 0 : cite_acts(t, pair, type, since, n < SHOWN, out);
        m += cite_acts(t, back, type, since, m < SHOWN, out);
    }
    uint32_t all = count_other(k, pair, t->key.type), returned = count_other(k, back, 0);
    out->text = text_of(t->a, "%u other acts (%u in the last %d days), and %u in return (%u)", all,
                        n, NEAR_DAYS, returned, m);
}

static uint32_t count_of(const struct known *k, uint32_t who, uint8_t type, date_day since) {
    uint32_t n = 0;
    for (uint32_t at = known_acts_of(k, who, type); at != MAP_NONE; at = k->links.items[at].next) {
        const struct annals_act *act = &k->annals->acts.items[k->links.items[at].item];
        if (act->known < since)
            break;
        n += act->day >= since;
    }
    return n;
}

static void tell_each(const struct telling *t, struct ground *out) {
    const struct known *k = &t->r->known;
    uint32_t n = count_of(k, t->key.who, t->key.type, k->day - NEAR_DAYS + 1);
    double rates[HALF_LIVES];
    known_rates(k, KNOWN_UPON, t->key, rates);
    str who = actor_text(k->annals, t->key.who), whom = actor_text(k->annals, t->key.whom);
    if (!t->key.whom)
        out->text = text_of(t->a, "%.*s did it %u times in the last %d days, to anybody",
                            (int)who.n, who.p, n, NEAR_DAYS);
    else
        out->text = text_of(t->a,
                            "%.*s did it %u times in the last %d days, to anybody; %.*s undergoes "
                            "it %.1f times a month",
                            (int)who.n, who.p, n, NEAR_DAYS, (int)whom.n, whom.p, 30 * rates[2]);
}

static void tell_rule(const struct telling *t, const struct rule *rule, uint32_t pair,
                      struct ground *out) {
    const struct known *k = &t->r->known;
    const struct rule_count *usual = &t->r->habits.usual[t->horizon][t->key.type];
    cite_acts(t, rule_pair(k, pair, rule->way), rule->cause, k->day - RULE_DAYS + 1, 2, out);
    out->text = text_of(
        t->a,
        "%s %s, %d days ago: then it came between these two in %.0f of %.0f like weeks, between "
        "anybody in %.0f of %.0f (else in %.1f %%)",
        type_name(rule->cause), rule->way == RULE_SAME ? "before it" : "from the other side",
        rule->age, rule->own_held, rule->own_tried, rule->held, rule->tried,
        100 * ((double)usual->held + 0.5) / ((double)usual->tried + 50));
}

/* The last times at which the rule's cause was as old between the two as it is now. */
static bool tell_precedents(const struct telling *t, const struct rule *rule, uint32_t pair,
                            struct ground *out) {
    const struct known *k = &t->r->known;
    uint32_t cause = rule_pair(k, pair, rule->way), n = 0, came = 0;
    int32_t days = horizon_days[t->horizon];
    date_day before = k->day - days - rule->age + 1;
    uint32_t at = k->pairs.items[cause].newest[rule->cause];
    *out = (struct ground){.name = "precedents"};
    for (; at != MAP_NONE && n < PRECEDENTS; at = k->before[at]) {
        const struct annals_act *act = &k->annals->acts.items[at];
        date_day from = act->day + rule->age;
        if (act->known >= before || act->day >= before)
            continue;
        bool is_done = known_happened(k, pair, t->key.type, from, from + days);
        out->text =
            list_add(t->a, out->text,
                     text_of(t->a, "%s on %s: %s", type_name(rule->cause),
                             day_text(t->a, act->day).p, is_done ? "it came" : "it did not"),
                     "; ");
        cite(t, out, act);
        came += is_done;
        n++;
    }
    if (n)
        out->text =
            text_of(t->a, "%u of the last %u (%.*s)", came, n, (int)out->text.n, out->text.p);
    return n > 0;
}

static void tell_agenda(const struct telling *t, uint32_t pair, struct ground *out) {
    const struct known *k = &t->r->known;
    const struct promise_count *c = &t->r->habits.promises[t->key.who];
    uint32_t at = known_plans_of(k, t->key.who, t->key.type), n = 0;
    for (; at != MAP_NONE && n < SHOWN; at = k->links.items[at].next) {
        const struct annals_plan *plan = &k->annals->plans.items[k->links.items[at].item];
        bool has_due;
        if (promise_weight(k, plan, pair, t->key, horizon_days[t->horizon], &has_due) <= 0)
            continue;
        str due = has_due ? day_text(t->a, plan->due.last) : (str){NULL, 0};
        out->text = list_add(t->a, out->text,
                             text_of(t->a, "announced on %s%s%s", day_text(t->a, plan->told).p,
                                     due.n ? " for " : "", due.n ? due.p : ""),
                             "; ");
        if (!n++) {
            out->words = plan->words;
            out->day = day_text(t->a, plan->told);
        }
        out->reports = list_add(t->a, out->reports, plan->report, " ");
    }
    out->text = text_of(t->a, "%.*s; of %u announced before %u were kept (of all %u of %u)",
                        (int)out->text.n, out->text.p, c->announced, c->kept, t->r->habits.all.kept,
                        t->r->habits.all.announced);
}

/* How common an act is and how much is reported are where all start from: they come last. */
static bool is_start(const struct ground *g) {
    return g->name == reason_names[REASON_BASE] || g->name == reason_names[REASON_VOLUME] ||
           g->name == reason_names[REASON_RECORD];
}

static int order_reasons(const void *p, const void *q) {
    const struct ground *a = p, *b = q;
    double x = fabs(a->adds), y = fabs(b->adds);
    if (is_start(a) != is_start(b))
        return is_start(a) ? 1 : -1;
    return x != y ? (x < y ? 1 : -1) : strcmp(a->name, b->name);
}

static void tell_record(const struct telling *t, struct ground *out) {
    double n, given, came, raw = t->chance->odds - t->chance->reasons[REASON_RECORD];
    reliability_near(&t->r->rights[t->horizon], raw, &n, &given, &came);
    out->text =
        n >= 1
            ? text_of(t->a, "of %.0f such forecasts, at %.1f %% on the mean, %.1f %% came true", n,
                      100 * given, 100 * came)
            : text_of(t->a, "none like it was made in %.0f days of past", known_days(&t->r->known));
}

static void tell(const struct telling *t, enum reason_kind kind, uint32_t pair,
                 const struct rule *rule, struct ground *out) {
    const struct known *k = &t->r->known;
    switch (kind) {
    case REASON_BASE:
        out->text = text_of(t->a, "%s is done %.1f times a day, by %zu pairs of actors",
                            type_name(t->key.type),
                            (double)k->n_of_type[t->key.type] / known_days(k), k->pairs.n);
        break;
    case REASON_PAST:
        tell_past(t, pair, out);
        break;
    case REASON_BETWEEN:
        tell_between(t, pair, out);
        break;
    case REASON_EACH:
        tell_each(t, out);
        break;
    case REASON_LANDS: {
        double rates[HALF_LIVES];
        known_rates(k, KNOWN_LANDS, t->key, rates);
        out->text =
            text_of(t->a, "it happens %.1f times a month between their countries", 30 * rates[2]);
        break;
    }
    case REASON_RULE:
        if (rule)
            tell_rule(t, rule, pair, out);
        break;
    case REASON_AGENDA:
        tell_agenda(t, pair, out);
        break;
    case REASON_VOLUME:
        out->text = text_of(t->a, "reports of the last week: %.0f %% of what is usual",
                            100 * exp(k->volume));
        break;
    case REASON_RECORD:
        tell_record(t, out);
        break;
    case REASON_KINDS:
        break;
    }
}

uint32_t reasons_of(struct store *s, const struct rehearsal *r, struct annals_key key, int horizon,
                    const struct chance *c, struct arena *a, struct ground out[REASONS_MOST]) {
    struct telling t = {s, r, key, horizon, c, a};
    const struct known *k = &r->known;
    uint32_t pair = known_pair_of(k, key.who, key.whom), n = 0;
    struct rule_moment m;
    struct rule rules[2];
    bool has_rule = pair != MAP_NONE && rule_look(k, pair, &m) &&
                    rule_choose(&r->habits, k, &m, horizon, key.type, rules) > 0;
    for (int kind = 0; kind < REASON_KINDS; kind++) {
        if (fabs(c->reasons[kind]) < 1e-9)
            continue;
        out[n] =
            (struct ground){.name = reason_names[kind], .has_sum = true, .adds = c->reasons[kind]};
        tell(&t, (enum reason_kind)kind, pair, has_rule ? &rules[0] : NULL, &out[n++]);
    }
    qsort(out, n, sizeof *out, order_reasons);
    if (has_rule && tell_precedents(&t, &rules[0], pair, &out[n]))
        n++;
    return n;
}
