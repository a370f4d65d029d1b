/* One question: scene, candidates, statistics, scores. All that is shared is only read, so workers
 * ask at the same time. */
#include "base/alloc.h"
#include "outlook/engine.h"
#include "outlook/parallel.h"

#include <math.h>

hb_status engine_prepare(struct outlook *o, struct hb_error *err) {
    hb_status status = factor_prepare(&o->factor, &o->past, err);
    for (int i = 0; i < WORKERS && status == HB_OK; i++) {
        struct worker *w = &o->workers[i];
        status = candidates_reserve(&w->candidates, o->past.n_entities, err);
        if (status != HB_OK)
            return status;
        if (!w->rows)
            w->rows = mem_zeroed(CANDIDATES_MAXIMUM, STATISTICS);
        if (!w->scores)
            w->scores = mem_zeroed(CANDIDATES_MAXIMUM, sizeof *w->scores);
        if (!w->probabilities)
            w->probabilities = mem_zeroed(CANDIDATES_MAXIMUM, sizeof *w->probabilities);
        if (w->n_likeness < o->past.n_entities) {
            mem_free(w->likeness);
            w->n_likeness = 2 * o->past.n_entities;
            w->likeness = mem_zeroed(w->n_likeness, sizeof *w->likeness);
        }
        if (!w->rows || !w->scores || !w->probabilities || !w->likeness)
            return error_set(err, HB_ERR_MEMORY, 0, "no memory to ask");
        w->status = HB_OK;
    }
    return status;
}

hb_status worker_set_entity(struct outlook *o, struct worker *w, uint32_t entity, date_day day) {
    w->status = scene_set(&w->scene, &o->past, entity, day, &w->err);
    if (w->status == HB_OK && w->scene.n_partners > w->n_by_rules) {
        mem_free(w->by_rules);
        w->n_by_rules = 2 * w->scene.n_partners;
        w->by_rules = mem_zeroed(w->n_by_rules, sizeof *w->by_rules);
        if (!w->by_rules) {
            w->n_by_rules = 0;
            w->status = error_set(&w->err, HB_ERR_MEMORY, 0, "no memory to ask");
        }
    }
    return w->status;
}

struct asked worker_ask(struct outlook *o, struct worker *w, uint32_t relation) {
    struct asked q = {.past = &o->past,
                      .rules = &o->rules,
                      .scene = &w->scene,
                      .relation = relation,
                      .candidates = &w->candidates,
                      .by_rules = w->by_rules,
                      .factor = &o->factor,
                      .likeness = w->likeness};
    uint32_t proposed[PROPOSALS];
    rule_weights_score(&o->rule_weights, &w->scene, relation, w->by_rules);
    candidates_find(&w->candidates, &o->past, &w->scene, relation);
    factor_score(&o->factor, &o->past, w->scene.entity, relation, w->scene.day, w->likeness);
    size_t n = factor_propose(&o->factor, w->likeness, proposed);
    for (size_t i = 0; i < n; i++)
        candidates_add(&w->candidates, proposed[i]);
    if (n > 0)
        q.likeness_best = worker_fallback(o, w, proposed[0]);
    statistics_fill(&q, 0, w->rows);
    return q;
}

void worker_score(struct outlook *o, struct worker *w, const struct asked *q) {
    size_t n = w->candidates.n;
    float most = -INFINITY, sum = 0, hidden[NETS][HIDDEN];
    bool has_nets = o->options.method == OUTLOOK_FULL && o->has_learned;
    uint8_t context[CONTEXTS];
    statistics_context(q, context);
    for (int k = 0; k < NETS && has_nets; k++)
        network_begin(&o->nets[k], q->relation, context, hidden[k]);
    for (size_t i = 0; i < n; i++) {
        w->scores[i] = mixer_score(&o->mixer, q->relation, w->rows + i * STATISTICS);
        float additive = w->scores[i], sum_of_nets = 0;
        for (int k = 0; k < NETS && has_nets; k++)
            sum_of_nets += o->nets[k].weights.additive * additive +
                           network_score(&o->nets[k], hidden[k], w->rows + i * STATISTICS);
        w->scores[i] = has_nets ? sum_of_nets / NETS : additive;
        most = w->scores[i] > most ? w->scores[i] : most;
    }
    for (size_t i = 0; i < n; i++)
        sum += w->probabilities[i] = expf(w->scores[i] - most);
    for (size_t i = 0; i < n; i++)
        w->probabilities[i] /= sum;
}

struct lesson_day {
    struct outlook *o;
    const struct day_questions *d;
};

static hb_status lesson_of_question(struct outlook *o, struct worker *w,
                                    const struct day_questions *d, const struct question *q) {
    const uint32_t *answers = d->answers + q->begin;
    size_t n = q->end - q->begin;
    hb_status status = HB_OK;
    struct asked asked = worker_ask(o, w, q->relation);
    /* An answer that is no candidate teaches nothing: it would be learned that the unknown come
     * true, of which no other candidate is an instance. */
    for (size_t i = 0; i < n && status == HB_OK; i++) {
        uint32_t place = w->candidates.place[answers[i]];
        uint64_t seed = hash_mix(hash_mix(o->options.seed, (uint64_t)d->day),
                                 counter_key(0, q->relation, q->entity, answers[i]));
        if (place != KEY_NONE)
            status = lessons_add(&w->lessons, &asked, w->rows, place, answers, n, seed, &w->err);
    }
    return status;
}

static void take_piece(void *context, size_t piece) {
    struct lesson_day *l = context;
    struct worker *w = &l->o->workers[piece];
    const struct day_questions *d = l->d;
    size_t from = d->n_entities * piece / WORKERS, to = d->n_entities * (piece + 1) / WORKERS;
    for (size_t e = from; e < to && w->status == HB_OK; e++) {
        const struct question *first = &d->items[d->first_of_entity[e]];
        const struct question *end = &d->items[d->first_of_entity[e + 1]];
        if (worker_set_entity(l->o, w, first->entity, d->day) != HB_OK)
            return;
        for (const struct question *q = first; q < end && w->status == HB_OK; q++)
            w->status = lesson_of_question(l->o, w, d, q);
    }
}

hb_status engine_take_lessons(struct outlook *o, const struct day_questions *d, struct lessons *out,
                              struct hb_error *err) {
    struct lesson_day l = {o, d};
    hb_status status = engine_prepare(o, err);
    if (status == HB_OK)
        status = parallel_run(o->options.n_threads, WORKERS, take_piece, &l, err);
    for (int i = 0; i < WORKERS && status == HB_OK; i++) {
        struct worker *w = &o->workers[i];
        if (w->status == HB_OK)
            w->status = lessons_append(out, &w->lessons, &w->err);
        if ((status = w->status) != HB_OK && err)
            *err = w->err;
    }
    return status;
}
