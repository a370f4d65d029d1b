/* The agenda with what became of each item, and the follow-through of actors: how much of what they
 * announce they do. */
#include "base/vec.h"
#include "picture/answer.h"
#include "picture/ask.h"
#include "picture/outcome.h"

#include <stdlib.h>

struct item {
    struct plan plan;
    struct outcome outcome;
};

/* ---- agenda ---- */

static int order_plans(const struct plan *a, const struct plan *b) {
    int order = str_compare(a->first, b->first);
    if (!order)
        order = str_compare(a->id, b->id);
    if (!order && a->begin != b->begin)
        order = a->begin < b->begin ? -1 : 1;
    if (!order)
        order = str_compare(a->act, b->act);
    return order ? order : str_compare(a->condition, b->condition);
}

static int order_by_day(const void *p, const void *q) {
    const struct plan *a = p, *b = q;
    bool is_a_dated = a->due.first != DATE_NONE, is_b_dated = b->due.first != DATE_NONE;
    if (is_a_dated != is_b_dated)
        return is_a_dated ? -1 : 1; /* what has no day comes last */
    if (a->due.first != b->due.first)
        return a->due.first < b->due.first ? -1 : 1;
    return order_plans(a, b);
}

enum {
    DUE,
    TYPE,
    KIND,
    ACTOR,
    RECIPIENT,
    ACT,
    PLACE,
    CONDITION,
    VERDICT,
    DAYS,
    OUTCOME,
    BY,
    FIRST,
    LAST,
    REPORTS,
    INDEPENDENT,
    REPORT,
    WORDS,
    OUTCOME_WORDS
};
static const char *const columns[] = {
    "due",     "type",  "kind",          "actor", "recipient", "act",  "place",   "condition",
    "verdict", "days",  "outcome",       "by",    "first",     "last", "reports", "independent",
    "report",  "words", "outcome_words", NULL};

static void give_item(struct answer *out, const struct item *x) {
    const struct plan *p = &x->plan;
    const struct parties *q = &p->parties;
    answer_text(out, DUE, p->due_text);
    answer_text(out, TYPE, p->type);
    answer_text(out, KIND, str_from(plan_kind_name(p->kind)));
    answer_text(out, ACTOR, parties_list(out->arena, q->actors, q->actor_texts, q->n_actors));
    answer_text(out, RECIPIENT,
                parties_list(out->arena, q->recipients, q->recipient_texts, q->n_recipients));
    answer_text(out, ACT, p->act);
    answer_text(out, PLACE, p->place);
    answer_text(out, CONDITION, p->condition);
    answer_text(out, VERDICT, str_from(verdict_name(x->outcome.verdict)));
    bool is_done = x->outcome.verdict == VERDICT_CARRIED_OUT;
    if (is_done || x->outcome.verdict == VERDICT_DROPPED)
        answer_integer(out, DAYS, x->outcome.days);
    answer_text(out, OUTCOME, x->outcome.happening.n ? x->outcome.happening : x->outcome.report);
    answer_text(out, BY, p->by_text);
    answer_text(out, FIRST, p->first);
    answer_text(out, LAST, p->last);
    answer_integer(out, REPORTS, p->n_reports);
    answer_integer(out, INDEPENDENT, p->n_independent);
    answer_text(out, REPORT, p->id);
    answer_text(out, WORDS, p->words);
    answer_text(out, OUTCOME_WORDS, x->outcome.words);
    answer_give(out);
}

hb_status picture_agenda(struct store *s, const struct store_filter *f,
                         const struct picture_options *o, store_sink *sink, void *context,
                         struct hb_error *err) {
    struct arena a = {0};
    struct plans plans = {0};
    struct answer out = answer_open(&a, columns, f->limit, sink, context);
    str today;
    (void)o;
    hb_status status = picture_today(s, f, &a, &today, err);
    if (status == HB_OK)
        status = plans_read(s, f, &a, &plans, err);
    if (status == HB_OK && plans.n)
        qsort(plans.items, plans.n, sizeof *plans.items, order_by_day);
    for (size_t i = 0; status == HB_OK && i < plans.n && !out.is_over; i++) {
        struct item x = {.plan = plans.items[i]};
        status = outcome_find(s, &x.plan, today, &a, &x.outcome, err);
        if (!f->status.n || str_is(f->status, verdict_name(x.outcome.verdict)) ||
            str_is(f->status, plan_kind_name(x.plan.kind)))
            give_item(&out, &x);
    }
    if (status == HB_OK && a.failed)
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for the agenda");
    arena_free(&a);
    return status;
}

/* ---- follow-through ---- */

struct record {
    struct who who;
    str who_text, type;
    uint32_t n[VERDICTS], n_announced;
    struct {
        int *items;
        size_t n, capacity;
    } days;
};

struct records {
    struct record *items;
    size_t n, capacity;
};

static struct record *record_of(struct arena *a, struct map *by_key, struct records *records,
                                const struct plan *p) {
    struct who who = p->parties.actors[0];
    str key = text_of(a, "%.*s|%.*s|%.*s", (int)who.code.n, who.code.p, (int)who.name.n,
                      who.name.n ? who.name.p : "", (int)p->type.n, p->type.n ? p->type.p : "");
    uint32_t *at = map_put(by_key, key, MAP_NONE);
    if (!at)
        return NULL;
    if (*at != MAP_NONE)
        return &records->items[*at];
    *at = (uint32_t)records->n;
    struct record r = {.who = who, .who_text = p->parties.actor_texts[0], .type = p->type};
    return VEC_PUSH(a, records, r) ? &records->items[records->n - 1] : NULL;
}

static int order_numbers(const void *p, const void *q) {
    int a = *(const int *)p, b = *(const int *)q;
    return (a > b) - (a < b);
}

static int order_records(const void *p, const void *q) {
    const struct record *a = p, *b = q;
    if (a->n_announced != b->n_announced)
        return a->n_announced < b->n_announced ? 1 : -1;
    int order = who_compare(a->who, b->who);
    return order ? order : str_compare(a->type, b->type);
}

static const char *const record_columns[] = {"who",         "who_code",    "type",    "announced",
                                             "carried_out", "dropped",     "overdue", "open",
                                             "share",       "median_days", NULL};

static void give_record(struct answer *out, struct record *r) {
    uint32_t n_due = r->n[VERDICT_CARRIED_OUT] + r->n[VERDICT_DROPPED] + r->n[VERDICT_OVERDUE];
    answer_text(out, 0, r->who.name.n ? r->who.name : r->who_text);
    answer_text(out, 1, r->who.code);
    answer_text(out, 2, r->type);
    answer_integer(out, 3, r->n_announced);
    answer_integer(out, 4, r->n[VERDICT_CARRIED_OUT]);
    answer_integer(out, 5, r->n[VERDICT_DROPPED]);
    answer_integer(out, 6, r->n[VERDICT_OVERDUE]);
    answer_integer(out, 7, r->n[VERDICT_OPEN]);
    if (n_due)
        answer_real(out, 8, (double)r->n[VERDICT_CARRIED_OUT] / n_due, 2);
    if (r->days.n) {
        qsort(r->days.items, r->days.n, sizeof *r->days.items, order_numbers);
        size_t middle = r->days.n / 2;
        double low = r->days.items[r->days.n % 2 ? middle : middle - 1];
        answer_real(out, 9, (low + r->days.items[middle]) / 2, 1);
    }
    answer_give(out);
}

hb_status picture_follow_through(struct store *s, const struct store_filter *f,
                                 const struct picture_options *o, store_sink *sink, void *context,
                                 struct hb_error *err) {
    struct arena a = {0};
    struct plans plans = {0};
    struct records records = {0};
    struct map by_key = map_in(&a);
    struct answer out = answer_open(&a, record_columns, f->limit, sink, context);
    str today;
    (void)o;
    hb_status status = picture_today(s, f, &a, &today, err);
    if (status == HB_OK)
        status = plans_read(s, f, &a, &plans, err);
    for (size_t i = 0; status == HB_OK && i < plans.n; i++) {
        const struct plan *p = &plans.items[i];
        struct outcome outcome;
        struct record *r = p->parties.n_actors ? record_of(&a, &by_key, &records, p) : NULL;
        if (!r)
            continue;
        status = outcome_find(s, p, today, &a, &outcome, err);
        r->n_announced++;
        r->n[outcome.verdict]++;
        if (outcome.verdict == VERDICT_CARRIED_OUT)
            VEC_PUSH(&a, &r->days, outcome.days);
    }
    if (status == HB_OK && a.failed)
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for the agenda");
    if (status == HB_OK && records.n)
        qsort(records.items, records.n, sizeof *records.items, order_records);
    for (size_t i = 0; status == HB_OK && i < records.n && !out.is_over; i++)
        give_record(&out, &records.items[i]);
    arena_free(&a);
    return status;
}
