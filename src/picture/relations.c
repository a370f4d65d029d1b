/* Relations: all tellings of one fact (who, type, whom) become one row with its interval. Tellings
 * go by in the order of their reports; a telling that gives an end, or an event by which one party
 * breaks with the other, closes the interval, and a later telling opens it again. What some assert
 * and others deny is disputed; what is only planned or conditional is expected.
 * O(tellings + closings * relations of the dyad's states). */
#include "base/vec.h"
#include "picture/answer.h"
#include "picture/ask.h"
#include "picture/tellings.h"
#include "store/evidence.h"

#include <stdlib.h>

struct tie {
    str type, manner;
    struct who from, to;
    str from_text, to_text;
    struct strength strength;
    uint32_t n_asserted, n_denied, n_expected;
    bool has_ended;
    str since, until, first, last;
    struct origin origin; /* of the last telling */
};

struct ties {
    struct tie *items;
    size_t n, capacity;
};

struct folding {
    struct arena *arena;
    struct map by_key, seen;
    struct ties ties;
};

/* An event that ends a tie: somebody broke off with, left, dismissed. */
struct closing {
    struct origin origin;
    str when;
    bool is_resignation;
    struct who actor, recipient;
};

struct closings {
    struct arena *arena;
    struct closing *items;
    size_t n, capacity;
};

static bool is_mutual(str type) {
    return str_is(type, "allied");
}

static struct tie *tie_of(struct folding *x, const struct telling *t) {
    struct who from = t->from, to = t->to;
    str from_text = t->from_text, to_text = t->to_text;
    if (is_mutual(t->type) && who_compare(to, from) < 0) {
        from = t->to, to = t->from;
        from_text = t->to_text, to_text = t->from_text;
    }
    str key =
        text_of(x->arena, "%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%.*s", (int)t->type.n, t->type.p,
                (int)from.code.n, from.code.p, (int)from.name.n, from.name.p ? from.name.p : "",
                (int)to.code.n, to.code.p, (int)to.name.n, to.name.p ? to.name.p : "");
    uint32_t *at = map_put(&x->by_key, key, MAP_NONE);
    if (!at)
        return NULL;
    if (*at != MAP_NONE)
        return &x->ties.items[*at];
    *at = (uint32_t)x->ties.n;
    struct tie tie = {.type = t->type,
                      .from = from,
                      .to = to,
                      .from_text = from_text,
                      .to_text = to_text,
                      .first = t->origin.date};
    return VEC_PUSH(x->arena, &x->ties, tie) ? &x->ties.items[x->ties.n - 1] : NULL;
}

static bool is_earlier(str a, str b) {
    return a.n && (!b.n || str_compare(a, b) < 0);
}

static void take_telling(struct folding *x, const struct telling *t) {
    struct tie *tie = who_equal(t->from, t->to) ? NULL : tie_of(x, t);
    if (!tie)
        return; /* to oneself one stands in no relation */
    bool is_denied = !t->is_ended && str_is(t->status, "denied");
    bool is_asserted = t->is_ended || str_is(t->status, "occurred");
    tie->n_denied += is_denied;
    tie->n_asserted += is_asserted;
    tie->n_expected += !is_denied && !is_asserted;
    strength_add(&tie->strength, &x->seen, (uint32_t)(tie - x->ties.items), t);
    tie->last = t->origin.date;
    tie->origin = t->origin;
    if (!is_asserted)
        return;
    tie->manner = list_add(x->arena, tie->manner, t->manner, ", ");
    if (is_earlier(t->since, tie->since))
        tie->since = t->since;
    tie->has_ended = t->is_ended || t->until.n > 0;
    tie->until = t->is_ended && !t->until.n ? t->origin.date : t->until;
}

static bool closes(const struct closing *c, const struct tie *t) {
    if (!t->n_asserted || t->has_ended)
        return false;
    if (c->is_resignation)
        return str_in(t->type, "leads member") && c->actor.name.n &&
               str_equal(c->actor.name, t->from.name) &&
               (!c->recipient.code.n || who_meets(c->recipient, t->to));
    bool is_one_way = who_meets(c->actor, t->from) && who_meets(c->recipient, t->to);
    bool is_other_way = who_meets(c->actor, t->to) && who_meets(c->recipient, t->from);
    return str_in(t->type, "backs recognises member")
               ? is_one_way
               : is_mutual(t->type) && (is_one_way || is_other_way);
}

static void take_closing(struct folding *x, const struct closing *c) {
    for (size_t i = 0; i < x->ties.n; i++) {
        struct tie *t = &x->ties.items[i];
        if (!closes(c, t))
            continue;
        t->has_ended = true;
        t->until = c->when.n ? c->when : c->origin.date;
        t->last = c->origin.date;
        t->origin = c->origin;
        t->strength.n_reports += !seen_before(&x->seen, (uint32_t)i, 'r', c->origin.report);
    }
}

static bool read_closing(void *context, const struct store_row *row) {
    struct closings *x = context;
    str text[11];
    for (uint32_t i = 0; i < 11; i++)
        text[i] = row_is_null(row, i) ? (str){NULL, 0} : str_copy(x->arena, row_text(row, i));
    int64_t report = row_integer(row, 0);
    struct closing c = {.origin = {report, report, row_integer(row, 3), text[1], text[2]},
                        .when = text[4],
                        .is_resignation = str_is(text[6], "RETREAT"),
                        .actor = who_of(text[7], text[8]),
                        .recipient = who_of(text[9], text[10])};
    return VEC_PUSH(x->arena, x, c);
}

/* Tellings and closings in one order; a report's closings come after all that it tells. */
static void fold_all(struct folding *x, const struct tellings *tellings,
                     const struct closings *closings, bool with_holds) {
    size_t c = 0;
    for (size_t i = 0; i < tellings->n; i++) {
        const struct telling *t = &tellings->items[i];
        for (; c < closings->n; c++) {
            const struct closing *k = &closings->items[c];
            int order = str_compare(k->origin.date, t->origin.date);
            if (order > 0 || (order == 0 && str_compare(k->origin.id, t->origin.id) >= 0))
                break;
            take_closing(x, k);
        }
        if (with_holds || !str_is(t->type, "holds"))
            take_telling(x, t);
    }
    for (; c < closings->n; c++)
        take_closing(x, &closings->items[c]);
}

static str standing_of(const struct tie *t) {
    if (t->n_asserted && t->n_denied)
        return STR("disputed");
    if (t->n_denied)
        return STR("denied");
    if (!t->n_asserted)
        return STR("expected");
    return t->has_ended ? STR("ended") : STR("stands");
}

static int order_ties(const void *p, const void *q) {
    const struct tie *a = p, *b = q;
    if (a->strength.n_independent != b->strength.n_independent)
        return a->strength.n_independent < b->strength.n_independent ? 1 : -1;
    if (a->strength.n_reports != b->strength.n_reports)
        return a->strength.n_reports < b->strength.n_reports ? 1 : -1;
    int order = str_compare(b->last, a->last);
    if (!order)
        order = str_compare(a->type, b->type);
    if (!order)
        order = who_compare(a->from, b->from);
    return order ? order : who_compare(a->to, b->to);
}

enum { FROM, FROM_CODE, TYPE, TO, TO_CODE, MANNER, STANDING };
static const char *const columns[] = {"from",    "from_code", "type",           "to",
                                      "to_code", "manner",    STANDING_COLUMNS, NULL};

static void give_tie(struct answer *out, const struct tie *t, str words) {
    answer_text(out, FROM, t->from.name.n ? t->from.name : t->from_text);
    answer_text(out, FROM_CODE, t->from.code);
    answer_text(out, TYPE, t->type);
    answer_text(out, TO, t->to.name.n ? t->to.name : t->to_text);
    answer_text(out, TO_CODE, t->to.code);
    answer_text(out, MANNER, t->manner);
    answer_standing(out, STANDING,
                    &(struct standing){standing_of(t), t->since, t->until, &t->strength, t->first,
                                       t->last, t->origin.id, words});
    answer_give(out);
}

static hb_status give_all(struct store *s, struct folding *x, const struct store_filter *f,
                          struct answer *out, struct hb_error *err) {
    hb_status status = HB_OK;
    if (x->ties.n)
        qsort(x->ties.items, x->ties.n, sizeof *x->ties.items, order_ties);
    for (size_t i = 0; i < x->ties.n && !out->is_over && status == HB_OK; i++) {
        const struct tie *t = &x->ties.items[i];
        str words;
        if (f->status.n && !str_equal(f->status, standing_of(t)))
            continue;
        status = store_sentence(s, t->origin.report, t->origin.begin, x->arena, &words, err);
        if (status == HB_OK)
            give_tie(out, t, words);
    }
    return status;
}

hb_status picture_relations(struct store *s, const struct store_filter *f,
                            const struct picture_options *o, store_sink *sink, void *context,
                            struct hb_error *err) {
    struct arena a = {0};
    struct folding x = {.arena = &a, .by_key = map_in(&a), .seen = map_in(&a)};
    struct tellings tellings;
    struct closings closings = {.arena = &a};
    struct answer out = answer_open(&a, columns, f->limit, sink, context);
    (void)o;
    hb_status status = tellings_read(s, f, &a, &tellings, err);
    if (status == HB_OK)
        status = store_ask(s, STORE_BREAKS, f, read_closing, &closings, err);
    if (status == HB_OK) {
        fold_all(&x, &tellings, &closings, str_is(f->type, "holds"));
        status = give_all(s, &x, f, &out, err);
    }
    if (status == HB_OK && a.failed)
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for the relations");
    arena_free(&a);
    return status;
}
