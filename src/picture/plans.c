/* Folding announcements. Tellings go by in the order of their reports; each joins the latest plan
 * of the same sort and the same actor's land that it fits: the same actor and recipient, days that
 * do not exclude each other, the same place, and words in common (or the very days). The plan keeps
 * the first telling's words and takes from later ones what that did not say. First-come is no
 * accident: the order is that of dates and ids, not of adding. */
#include "picture/plans.h"

#include "base/vec.h"
#include "picture/answer.h"
#include "picture/tellings.h"
#include "picture/words.h"

enum column {
    REPORT,
    ORIGINAL,
    DATE,
    ID,
    BEGIN,
    TYPE,
    STATUS,
    DUE,
    ACT,
    CONDITION,
    BY_TEXT,
    BY_CODE,
    PARTIES,
    EVENT_PARTIES,
    SETTING,
    IS_THREAT,
    WORDS,
    AT,
    DUE_WORDS
};

/* Words before a day that make it the last one: the act may come at any time up to it. */
static const char deadlines[] = "by|before|until|within|no later|end of|in the next|over the next";

enum { TOLD_AGAIN_DAYS = 60, NEAR_DUE_DAYS = 1, LONG_AGO_DAYS = 31 };

struct gathering {
    struct arena *arena;
    struct plans *plans;
    struct map buckets, seen;
    struct bucket {
        size_t *items; /* plans */
        size_t n, capacity;
    } * lists;
    size_t n_lists, list_capacity;
};

const char *plan_kind_name(enum plan_kind k) {
    static const char *const names[] = {"announced", "expected", "conditional", "threatened"};
    return names[k];
}

static bool has_due(const struct plan *p) {
    return p->due.first != DATE_NONE;
}

static bool is_due_together(const struct plan *a, const struct plan *b) {
    return a->due.first <= b->due.last + NEAR_DUE_DAYS &&
           b->due.first <= a->due.last + NEAR_DUE_DAYS;
}

static bool is_same_plan(const struct plan *a, const struct plan *b) {
    const struct parties *p = &a->parties, *q = &b->parties;
    bool is_both_dated = has_due(a) && has_due(b);
    if (b->first_day - a->last_day > TOLD_AGAIN_DAYS)
        return false;
    if (p->n_actors || q->n_actors ? !any_meets(p->actors, p->n_actors, q->actors, q->n_actors)
                                   : false)
        return false;
    if (p->n_recipients && q->n_recipients &&
        !any_meets(p->recipients, p->n_recipients, q->recipients, q->n_recipients))
        return false;
    if (is_both_dated && !is_due_together(a, b))
        return false;
    if (a->place.n && b->place.n && !str_equal(a->place, b->place) &&
        !(str_equal(a->country, b->country) && is_both_dated))
        return false;
    uint32_t shared = words_shared(a->act, b->act);
    uint32_t n = words_count(a->act), m = words_count(b->act);
    uint32_t fewer = n < m ? n : m;
    if (a->type.n && is_both_dated && p->n_actors)
        return true; /* the same sort of act by the same actor on the same days */
    return shared && 2 * shared >= fewer && (p->n_actors || shared > 1 || is_both_dated);
}

static struct bucket *bucket_of(struct gathering *g, const struct plan *p) {
    const struct parties *q = &p->parties;
    str place = q->n_actors ? code_place(q->actors[0].code) : (str){NULL, 0};
    str key = text_of(g->arena, "%.*s|%.*s", (int)p->type.n, p->type.n ? p->type.p : "",
                      (int)place.n, place.n ? place.p : "");
    uint32_t *at = map_put(&g->buckets, key, MAP_NONE);
    if (!at)
        return NULL;
    if (*at != MAP_NONE)
        return &g->lists[*at];
    *at = (uint32_t)g->n_lists;
    if (!vec_reserve(g->arena, (void **)&g->lists, g->n_lists, &g->list_capacity, sizeof *g->lists))
        return NULL;
    g->lists[g->n_lists] = (struct bucket){0};
    return &g->lists[g->n_lists++];
}

/* A telling adds to the plan what it did not say: a day, a condition, a place. */
static void merge_plan(struct plan *into, const struct plan *p) {
    date_day had = into->due.last - into->due.first, has = p->due.last - p->due.first;
    if (has_due(p) && (!has_due(into) || has <= had)) {
        into->due = p->due;
        into->due_text = p->due_text;
        into->is_deadline = p->is_deadline;
    }
    if (!into->condition.n)
        into->condition = p->condition;
    if (!into->place.n) {
        into->place = p->place;
        into->country = p->country;
    }
    if (!into->mode.n)
        into->mode = p->mode;
    if (!into->parties.n_recipients) {
        memcpy(into->parties.recipients, p->parties.recipients, sizeof p->parties.recipients);
        memcpy(into->parties.recipient_texts, p->parties.recipient_texts,
               sizeof p->parties.recipient_texts);
        into->parties.n_recipients = p->parties.n_recipients;
    }
    into->kind = p->kind > into->kind ? p->kind : into->kind;
    into->last = p->first;
    into->last_id = p->id;
    into->last_day = p->first_day;
}

static bool add_plan(struct gathering *g, const struct plan *p, int64_t original) {
    struct bucket *list = bucket_of(g, p);
    if (!list)
        return false;
    struct plan *into = NULL;
    size_t number = 0;
    for (size_t i = list->n; i-- > 0 && !into;) {
        number = list->items[i];
        struct plan *x = &g->plans->items[number];
        into = is_same_plan(x, p) ? x : NULL;
    }
    if (into)
        merge_plan(into, p);
    else {
        number = g->plans->n;
        if (!VEC_PUSH(g->arena, g->plans, *p) || !VEC_PUSH(g->arena, list, number))
            return false;
        into = &g->plans->items[number];
    }
    into->n_reports += !seen_before(&g->seen, (uint32_t)number, 'r', p->report);
    into->n_independent += !seen_before(&g->seen, (uint32_t)number, 'o', original);
    return true;
}

static enum plan_kind kind_of(const struct store_row *row, str type, str words, str condition) {
    int64_t at = row_integer(row, AT); /* in code points, and so no more than bytes */
    uint32_t end = at < 0 ? 0 : at > words.n ? words.n : (uint32_t)at;
    str before = str_slice(words, end > 40 ? end - 40 : 0, end);
    bool is_hostile = str_in(type, "ASSAULT COERCE SANCTION");
    if (phrases_have(before, "threat") || (is_hostile && row_integer(row, IS_THREAT)))
        return PLAN_THREATENED;
    if (condition.n)
        return PLAN_CONDITIONAL;
    return phrases_have(before, "expected|likely") ? PLAN_EXPECTED : PLAN_ANNOUNCED;
}

static struct interval due_of(str due) {
    struct interval whole = {DATE_NONE, DATE_NONE}, days;
    str part;
    for (str rest = due; due.n && str_split(&rest, '/', &part);) {
        if (!interval_parse(part, &days))
            continue;
        whole.first = whole.first == DATE_NONE ? days.first : whole.first;
        whole.last = days.last;
    }
    return whole;
}

/* What the act's own event tells more: its mode, place, sort and recipients. */
static void take_setting(struct plan *p, str setting, str parties) {
    str type = {NULL, 0}, part;
    str *const fields[] = {&p->mode, &p->place, &p->country, &type};
    for (size_t i = 0; i < 4 && setting.p && str_split(&setting, '\x1f', &part); i++)
        *fields[i] = part.n ? part : (str){NULL, 0};
    if (!p->type.n && str_in(type, "CONSULT MOBILIZE AID"))
        p->type = type;
    struct parties more = parties_unpack(parties);
    if (p->parties.n_recipients || !more.n_recipients)
        return;
    memcpy(p->parties.recipients, more.recipients, sizeof more.recipients);
    memcpy(p->parties.recipient_texts, more.recipient_texts, sizeof more.recipient_texts);
    p->parties.n_recipients = more.n_recipients;
}

static bool take_item(void *context, const struct store_row *row) {
    struct gathering *g = context;
    str text[AT + 1];
    for (uint32_t i = DATE; i <= WORDS; i++)
        text[i] = row_is_null(row, i) ? (str){NULL, 0} : str_copy(g->arena, row_text(row, i));
    struct interval published = due_of(text[DATE]);
    date_day day = published.first == DATE_NONE ? 0 : published.first;
    struct plan p = {.type = text[TYPE],
                     .kind = kind_of(row, text[TYPE], text[WORDS], text[CONDITION]),
                     .parties = parties_unpack(text[PARTIES]),
                     .act = text[ACT],
                     .condition = text[CONDITION],
                     .due_text = text[DUE],
                     .due = due_of(text[DUE]),
                     .is_deadline = phrases_have(row_text(row, DUE_WORDS), deadlines),
                     .by_text = text[BY_TEXT],
                     .by_code = text[BY_CODE],
                     .first = text[DATE],
                     .last = text[DATE],
                     .last_id = text[ID],
                     .id = text[ID],
                     .report = row_integer(row, REPORT),
                     .begin = row_integer(row, BEGIN),
                     .first_day = day,
                     .last_day = day,
                     .words = text[WORDS]};
    if (p.due.first != DATE_NONE && p.due.first < day - LONG_AGO_DAYS)
        p.due = (struct interval){DATE_NONE, DATE_NONE}; /* a stretch that began long ago */
    take_setting(&p, text[SETTING], text[EVENT_PARTIES]);
    return add_plan(g, &p, row_integer(row, ORIGINAL));
}

hb_status plans_read(struct store *s, const struct store_filter *f, struct arena *a,
                     struct plans *out, struct hb_error *err) {
    struct gathering g = {.arena = a, .plans = out, .buckets = map_in(a), .seen = map_in(a)};
    *out = (struct plans){0};
    hb_status status = store_ask(s, STORE_AGENDA, f, take_item, &g, err);
    if (status == HB_OK && a->failed)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for the agenda");
    return status;
}
