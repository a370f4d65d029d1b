/* Candidates are looked up by trait: the same or a near type of act, a land in common, a time that
 * fits; further all mentions of the same report and of its copies. The windows of days are as
 * symmetric as same_weigh: what is found from one side is found from the other. */
#include "picture/matching.h"

#include "base/vec.h"

#include <stdlib.h>

void matching_open(struct matching *m, struct store *s, struct gists *gists, struct hb_error *err) {
    *m = (struct matching){.store = s, .gists = gists, .err = err};
}

void matching_close(struct matching *m) {
    arena_free(&m->scratch);
}

static hb_status no_memory(struct matching *m) {
    return error_set(m->err, HB_ERR_MEMORY, 0, "no memory for matching");
}

enum { MONTH = 31 };

/* What a mention of time `time` has to be looked for among: days of those that tell them, of
 * reports of those that do not. */
static hb_status find_days(struct matching *m, const struct gist *g, str land, str type,
                           struct fold_pairs *out) {
    date_day day = g->report_day == DATE_NONE ? 0 : g->report_day;
    date_day begin = g->time == TIME_UNTOLD ? day : g->first; /* of what is told; else not asked */
    date_day end = g->time == TIME_UNTOLD ? day : g->last;
    bool is_month = g->time == TIME_VAGUE && end - begin <= MONTH;
    const struct fold_days none = {1, 0};
    const struct fold_days windows[FOLD_TIMES][FOLD_TIMES] = {
        [TIME_UNTOLD] = {{day - 3, day + 3}, {day - 13, day + 1}, none},
        [TIME_TOLD] = {{begin - 1, end + 7}, {begin - 6, end}, {begin - MONTH, end}},
        [TIME_VAGUE] = {none, is_month ? (struct fold_days){begin - 6, end} : none, {begin, begin}},
    };
    return fold_find_trait(m->store, land, type, windows[g->time], &m->scratch, out, m->err);
}

static hb_status find_land(struct matching *m, const struct gist *g, str land,
                           struct fold_pairs *out) {
    hb_status status = HB_OK;
    for (int t = PLOVER_NONE + 1; t < PLOVER_COUNT && status == HB_OK; t++)
        if (same_are_types(g->type, (enum plover_type)t))
            status = find_days(m, g, land, str_from(plover_type_name((enum plover_type)t)), out);
    return status;
}

static hb_status find_candidates(struct matching *m, const struct gist *g, struct fold_pairs *out) {
    struct gists_report mine;
    struct fold_keys twins;
    hb_status status = fold_twins_of(m->store, g->report, &m->scratch, &twins, m->err);
    for (uint32_t i = 0; i < g->n_lands && status == HB_OK; i++)
        status = find_land(m, g, g->lands[i], out);
    for (size_t i = 0; i <= twins.n && status == HB_OK; i++) {
        int64_t report = i < twins.n ? twins.items[i] : g->report;
        status = gists_of_report(m->gists, report, &mine, m->err);
        for (uint32_t k = 0; status == HB_OK && k < mine.n; k++)
            if (same_are_types(g->type, mine.items[k].type)) {
                struct fold_pair p = {mine.items[k].key, report};
                if (!VEC_PUSH(&m->scratch, out, p))
                    return no_memory(m);
            }
    }
    return status;
}

static int compare_pairs(const void *a, const void *b) {
    const struct fold_pair *x = a, *y = b;
    return (x->event > y->event) - (x->event < y->event);
}

static int compare_matches(const void *a, const void *b) {
    const struct match *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight < y->weight ? 1 : -1;
    return gist_is_before(x->gist, y->gist) ? -1 : gist_is_before(y->gist, x->gist);
}

hb_status matching_find(struct matching *m, const struct gist *g, struct matches *out) {
    struct fold_pairs pairs = {0};
    *out = (struct matches){0};
    arena_reset(&m->scratch);
    hb_status status = find_candidates(m, g, &pairs);
    if (status == HB_OK && pairs.n)
        qsort(pairs.items, pairs.n, sizeof *pairs.items, compare_pairs);
    for (size_t i = 0; status == HB_OK && i < pairs.n; i++) {
        struct match one = {NULL, 0};
        if (pairs.items[i].event == g->key ||
            (i > 0 && pairs.items[i].event == pairs.items[i - 1].event))
            continue;
        status = gists_of_event(m->gists, pairs.items[i].event, pairs.items[i].report, &one.gist,
                                m->err);
        if (status != HB_OK || !one.gist)
            continue;
        struct same same = same_weigh(g, one.gist);
        one.weight = same.weight;
        if (!same.against && same.weight >= SAME_ENOUGH && !VEC_PUSH(&m->scratch, out, one))
            return no_memory(m);
    }
    if (status == HB_OK && out->n)
        qsort(out->items, out->n, sizeof *out->items, compare_matches);
    return status;
}

hb_status matching_members(struct matching *m, int64_t lead, struct arena *a, struct matches *out) {
    struct fold_pairs pairs;
    *out = (struct matches){0};
    hb_status status = fold_members(m->store, lead, a, &pairs, m->err);
    for (size_t i = 0; status == HB_OK && i < pairs.n; i++) {
        struct match one = {NULL, 0};
        status = gists_of_event(m->gists, pairs.items[i].event, pairs.items[i].report, &one.gist,
                                m->err);
        if (status == HB_OK && one.gist && !VEC_PUSH(a, out, one))
            return no_memory(m);
    }
    if (status == HB_OK && out->n)
        qsort(out->items, out->n, sizeof *out->items, compare_matches);
    return status;
}
