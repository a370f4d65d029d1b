/* Answers of the engine to one question at a time, with what speaks for them. */
#include "base/alloc.h"
#include "outlook/engine.h"

#include <math.h>
#include <stdlib.h>

_Static_assert((int)OUTLOOK_REASONS == (int)STATISTICS, "a reason for each statistic");

static uint32_t directed(const struct outlook_question *q) {
    return 2 * q->relation + q->is_object;
}

static hb_status check_question(const struct outlook *o, const struct outlook_question *q,
                                struct hb_error *err) {
    if (q->entity >= o->past.n_entities || q->relation >= o->relations.n)
        return error_set(err, HB_ERR_INPUT, 0,
                         "the question's actor or relation was not given out");
    if (q->day < o->past.today)
        return error_set(err, HB_ERR_INPUT, 0,
                         "the question's day lies before what has been observed");
    return HB_OK;
}

/* The first worker with the question's candidates, statistics and scores. */
static hb_status ask(struct outlook *o, const struct outlook_question *q, struct asked *asked,
                     struct hb_error *err) {
    struct worker *w = &o->workers[0];
    hb_status status = check_question(o, q, err);
    if (status == HB_OK)
        status = rules_reserve(&o->rules, (uint32_t)o->relations.n, err);
    if (status == HB_OK)
        status = engine_prepare(o, err);
    if (status != HB_OK)
        return status;
    if (worker_set_entity(o, w, q->entity, q->day) != HB_OK) {
        if (err)
            *err = w->err;
        return w->status;
    }
    *asked = worker_ask(o, w, directed(q));
    worker_score(o, w, asked);
    return HB_OK;
}

static int compare_answers(const void *left, const void *right) {
    const struct outlook_answer *a = left, *b = right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a->entity < b->entity ? -1 : a->entity > b->entity;
}

hb_status outlook_ask(struct outlook *o, const struct outlook_question *q,
                      struct outlook_answers *out, struct hb_error *err) {
    const struct worker *w = &o->workers[0];
    struct asked asked;
    hb_status status = ask(o, q, &asked, err);
    *out = (struct outlook_answers){0};
    if (status != HB_OK)
        return status;
    if (!o->answers)
        o->answers = mem_zeroed(CANDIDATES_MAXIMUM, sizeof *o->answers);
    if (!o->answers)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for answers");
    for (size_t i = 0; i < w->candidates.n; i++)
        o->answers[i] = (struct outlook_answer){w->candidates.items[i].entity, w->scores[i],
                                                w->probabilities[i]};
    qsort(o->answers, w->candidates.n, sizeof *o->answers, compare_answers);
    *out = (struct outlook_answers){o->answers, w->candidates.n};
    return HB_OK;
}

static int compare_reasons(const void *left, const void *right) {
    const struct outlook_reason *a = left, *b = right;
    float x = fabsf(a->above_usual), y = fabsf(b->above_usual);
    return x > y ? -1 : x < y;
}

/* The candidate's place; entities that are none are made one for the time of the question. */
static uint32_t place_of(struct worker *w, const struct asked *asked, uint32_t answer) {
    size_t before = w->candidates.n;
    uint32_t place = candidates_add(&w->candidates, answer);
    if (w->candidates.n > before)
        statistics_fill(asked, before, w->rows + before * STATISTICS);
    return place;
}

hb_status outlook_reasons(struct outlook *o, const struct outlook_question *q, uint32_t answer,
                          struct outlook_reason *reasons, size_t *n, struct hb_error *err) {
    struct worker *w = &o->workers[0];
    struct outlook_reason all[STATISTICS];
    float own[STATISTICS], other[STATISTICS], usual[STATISTICS] = {0};
    struct asked asked;
    size_t most = *n, n_before;
    hb_status status = ask(o, q, &asked, err);
    *n = 0;
    if (status != HB_OK)
        return status;
    n_before = w->candidates.n;
    uint32_t place = answer < o->past.n_entities ? place_of(w, &asked, answer) : KEY_NONE;
    if (place == KEY_NONE)
        return error_set(err, HB_ERR_INPUT, 0, "the answer was not given out as a number");
    for (size_t i = 0; i < n_before; i++) {
        mixer_contributions(&o->mixer, asked.relation, w->rows + i * STATISTICS, other);
        for (int s = 0; s < STATISTICS; s++)
            usual[s] += other[s] / (float)n_before;
    }
    const uint8_t *row = w->rows + (size_t)place * STATISTICS;
    mixer_contributions(&o->mixer, asked.relation, row, own);
    for (int s = 0; s < STATISTICS; s++)
        all[s] = (struct outlook_reason){.name = statistic_name(s),
                                         .value = (float)row[s] / STATISTIC_UNIT,
                                         .contribution = own[s],
                                         .above_usual = own[s] - usual[s]};
    qsort(all, STATISTICS, sizeof *all, compare_reasons);
    *n = most < STATISTICS ? most : STATISTICS;
    memcpy(reasons, all, *n * sizeof *all);
    return HB_OK;
}

void outlook_remove(struct outlook *o, uint32_t fact) {
    past_set_removed(&o->past, fact, true);
}

void outlook_restore(struct outlook *o, uint32_t fact) {
    past_set_removed(&o->past, fact, false);
}
