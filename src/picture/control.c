/* Control: who holds what, a time line per place. Tellings of `holds` are sorted by the day on
 * which they take effect (the day of capture or loss, else the report's) and make spells: one
 * holder's stretch at one place. Who takes a place ends the others' spells; who merely is said to
 * hold it ends them only where they have not been heard of for a while, since both sides' word on
 * the same days is a dispute and not a change of hands. Attacks on a place are spells of their own.
 * O(tellings log tellings + tellings * spells of the place). */
#include "picture/control.h"
#include "base/vec.h"
#include "picture/answer.h"
#include "picture/ask.h"
#include "store/evidence.h"

#include <stdlib.h>

enum { DISPUTE_DAYS = 3 }; /* claims of two sides within these contradict each other */

/* A telling and the day from which it holds good. */
struct effect {
    const struct telling *telling;
    str place;
    str day;
    date_day number;
};

struct effects {
    struct effect *items;
    size_t n, capacity;
};

struct mapping {
    struct arena *arena;
    struct map seen;
    struct spells spells;
    size_t first_here; /* spells of the present place begin here */
};

static date_day day_number(str day) {
    struct interval i;
    return day.n && interval_parse(day, &i) ? i.first : DATE_NONE;
}

/* What is held: a place, or a thing with a name of its own; {NULL,0}: nothing to tell apart. */
static str held_thing(const struct telling *t) {
    bool is_land = t->is_land || (!t->place.n && !code_sector(t->to.code).n);
    str sector = code_sector(t->from.code);
    if (is_land && sector.n && !str_in(sector, "MIL REB PAR"))
        return (str){NULL, 0}; /* he went there, or left: states and the armed hold countries */
    if (t->place.n)
        return t->place;
    return t->to.name.n && t->to.code.n && t->to.code.p[0] != '-' ? t->to.name : (str){NULL, 0};
}

static bool push_effect(struct arena *a, struct effects *out, const struct telling *t) {
    bool is_past = str_is(t->change, "took"), is_end = str_is(t->change, "lost");
    str told = is_past ? t->since : is_end ? t->until : (str){NULL, 0};
    str day = last_day_of(a, told);
    if (!day.n || (t->origin.date.n && str_compare(day, t->origin.date) > 0))
        day = t->origin.date;
    struct effect e = {t, held_thing(t), day, day_number(day)};
    return VEC_PUSH(a, out, e);
}

static int order_effects(const void *p, const void *q) {
    const struct effect *a = p, *b = q;
    const struct origin *s = &a->telling->origin, *t = &b->telling->origin;
    int order = str_compare(a->place, b->place);
    if (!order)
        order = str_compare(a->telling->country, b->telling->country);
    if (!order)
        order = str_compare(a->day, b->day);
    if (!order)
        order = str_compare(s->date, t->date);
    if (!order)
        order = str_compare(s->id, t->id);
    if (!order && s->begin != t->begin)
        order = s->begin < t->begin ? -1 : 1;
    if (!order)
        order = str_compare(a->telling->change, b->telling->change);
    return order ? order : who_compare(a->telling->from, b->telling->from);
}

static struct spell *find_spell(struct mapping *m, struct who who, bool is_attack) {
    for (size_t i = m->spells.n; i-- > m->first_here;) {
        struct spell *p = &m->spells.items[i];
        if (!p->is_over && p->is_attack == is_attack && who_equal(p->who, who))
            return p;
    }
    return NULL;
}

static struct spell *open_spell(struct mapping *m, const struct effect *e, bool is_attack) {
    const struct telling *t = e->telling;
    struct spell p = {.place = e->place,
                      .country = t->country,
                      .who = t->from,
                      .who_text = t->from_text,
                      .is_attack = is_attack,
                      .last_day = e->number,
                      .begin = e->day,
                      .first = t->origin.date};
    return VEC_PUSH(m->arena, &m->spells, p) ? &m->spells.items[m->spells.n - 1] : NULL;
}

static void tell_spell(struct mapping *m, struct spell *p, const struct effect *e) {
    const struct telling *t = e->telling;
    strength_add(&p->strength, &m->seen, (uint32_t)(p - m->spells.items), t);
    p->last_day = e->number > p->last_day ? e->number : p->last_day;
    if (!p->last.n || str_compare(t->origin.date, p->last) >= 0) {
        p->last = t->origin.date;
        p->origin = t->origin;
    }
    if (t->since.n && (!p->since.n || str_compare(t->since, p->since) < 0))
        p->since = t->since;
}

/* Another's claim to the place meets the open spells there. */
static void meet_others(struct mapping *m, struct spell *mine, const struct effect *e) {
    bool is_capture = str_is(e->telling->change, "took");
    for (size_t i = m->first_here; i < m->spells.n; i++) {
        struct spell *p = &m->spells.items[i];
        if (p == mine || p->is_over || p->is_attack || p->is_denied || who_meets(p->who, mine->who))
            continue;
        bool is_close = e->number - p->last_day <= DISPUTE_DAYS;
        bool is_answer = p->last_day == e->number || !is_capture;
        if (is_close && is_answer) {
            p->is_disputed = mine->is_disputed = true;
            continue;
        }
        p->is_over = true;
        p->until = is_capture && e->telling->since.n ? e->telling->since : e->day;
    }
}

static void take_effect(struct mapping *m, const struct effect *e) {
    const struct telling *t = e->telling;
    bool is_attack = str_is(t->change, "contests"), is_loss = str_is(t->change, "lost");
    bool is_denied = str_is(t->status, "denied");
    if (!is_denied && !str_is(t->status, "occurred"))
        return;
    struct spell *p = find_spell(m, t->from, is_attack);
    if (is_denied && is_attack)
        return;
    if (!p)
        p = open_spell(m, e, is_attack);
    if (!p)
        return;
    p->is_denied |= is_denied;
    p->has_claim |= !is_denied;
    tell_spell(m, p, e);
    if (is_denied)
        return;
    p->change = t->change;
    if (is_loss) {
        p->is_over = true;
        p->until = t->until.n ? t->until : e->day;
    } else if (!is_attack)
        meet_others(m, p, e);
}

str spell_standing(const struct spell *p) {
    if (p->is_attack)
        return STR("contests");
    if (p->is_denied && !p->has_claim)
        return STR("denied");
    if (p->is_over)
        return STR("former");
    return p->is_disputed || p->is_denied ? STR("disputed") : STR("holder");
}

static int order_spells(const void *p, const void *q) {
    const struct spell *a = p, *b = q;
    int order = str_compare(a->place, b->place);
    if (!order)
        order = str_compare(a->country, b->country);
    if (!order)
        order = str_compare(a->begin, b->begin);
    if (!order)
        order = str_compare(a->origin.date, b->origin.date);
    if (!order)
        order = str_compare(a->origin.id, b->origin.id);
    if (!order)
        order = who_compare(a->who, b->who);
    return order ? order : (int)a->is_attack - (int)b->is_attack;
}

enum { PLACE, COUNTRY, DAY, CHANGE, WHO, WHO_CODE, STANDING };
static const char *const columns[] = {"place",    "country",        "day", "change", "who",
                                      "who_code", STANDING_COLUMNS, NULL};

static void give_spell(struct answer *out, const struct spell *p, str words) {
    answer_text(out, PLACE, p->place);
    answer_text(out, COUNTRY, p->country);
    answer_text(out, DAY, p->begin);
    answer_text(out, CHANGE, p->change);
    answer_text(out, WHO, p->who.name.n ? p->who.name : p->who_text);
    answer_text(out, WHO_CODE, p->who.code);
    answer_standing(out, STANDING,
                    &(struct standing){spell_standing(p), p->since, p->until, &p->strength,
                                       p->first, p->last, p->origin.id, words});
    answer_give(out);
}

static void fold_all(struct mapping *m, const struct effects *effects) {
    for (size_t i = 0; i < effects->n; i++) {
        const struct effect *e = &effects->items[i], *before = i ? e - 1 : NULL;
        bool is_here = before && str_equal(before->place, e->place) &&
                       str_equal(before->telling->country, e->telling->country);
        if (!is_here)
            m->first_here = m->spells.n;
        take_effect(m, e);
    }
}

hb_status control_fold(struct store *s, const struct store_filter *f, struct arena *a,
                       struct spells *out, struct hb_error *err) {
    struct mapping m = {.arena = a, .seen = map_in(a)};
    struct tellings tellings;
    struct effects effects = {0};
    struct store_filter holds = *f;
    holds.type = STR("holds");
    hb_status status = tellings_read(s, &holds, a, &tellings, err);
    for (size_t i = 0; status == HB_OK && i < tellings.n; i++)
        if (held_thing(&tellings.items[i]).n)
            push_effect(a, &effects, &tellings.items[i]);
    if (status != HB_OK)
        return status;
    if (effects.n)
        qsort(effects.items, effects.n, sizeof *effects.items, order_effects);
    fold_all(&m, &effects);
    if (m.spells.n)
        qsort(m.spells.items, m.spells.n, sizeof *m.spells.items, order_spells);
    *out = m.spells;
    return a->failed ? error_set(err, HB_ERR_MEMORY, 0, "no memory for who holds what") : HB_OK;
}

hb_status picture_control(struct store *s, const struct store_filter *f,
                          const struct picture_options *o, store_sink *sink, void *context,
                          struct hb_error *err) {
    struct arena a = {0};
    struct spells spells = {0};
    struct answer out = answer_open(&a, columns, f->limit, sink, context);
    (void)o;
    hb_status status = control_fold(s, f, &a, &spells, err);
    for (size_t i = 0; i < spells.n && !out.is_over && status == HB_OK; i++) {
        const struct spell *p = &spells.items[i];
        str words;
        if (f->status.n && !str_equal(f->status, spell_standing(p)))
            continue;
        status = store_sentence(s, p->origin.report, p->origin.begin, &a, &words, err);
        if (status == HB_OK)
            give_spell(&out, p, words);
    }
    arena_free(&a);
    return status;
}
