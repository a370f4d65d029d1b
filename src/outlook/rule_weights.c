/* A softmax over the partners and "none of them", one step of AdaGrad a question, before the day's
 * facts are counted. The tables are as large as those of rules.c; relations beyond the number that
 * the tables were opened for have weights of nothing. */
#include "outlook/rule_weights.h"

#include "base/alloc.h"

#include <math.h>

static const float RATE = 0.1f, FIRST_SQUARES = 0.05f, LEAST_ERROR = 1e-3f;

hb_status rule_weights_open(struct rule_weights *r, uint32_t n_relations, struct hb_error *err) {
    size_t n = n_relations ? 2 * (size_t)n_relations : 2;
    *r = (struct rule_weights){.n_directed = (uint32_t)n};
    r->cells = mem_zeroed(n * n * RULE_CELLS, sizeof *r->cells);
    r->bodies = mem_zeroed(n * n, sizeof *r->bodies);
    r->none = mem_zeroed(n, sizeof *r->none);
    if (r->cells && r->bodies && r->none)
        return HB_OK;
    rule_weights_close(r);
    return error_set(err, HB_ERR_MEMORY, 0, "no memory for the rules of %u relations", n_relations);
}

void rule_weights_close(struct rule_weights *r) {
    mem_free(r->cells);
    mem_free(r->bodies);
    mem_free(r->none);
    mem_free(r->scores);
    *r = (struct rule_weights){0};
}

static int likeness_of(uint32_t head, uint32_t body) {
    return body == head ? 0 : body == (head ^ 1) ? 1 : 2;
}

static float score_of(const struct rule_weights *r, const struct scene *s,
                      const struct scene_partner *to, uint32_t head) {
    size_t of_head = (size_t)head * r->n_directed;
    float sum = 0;
    for (uint32_t b = to->begin; b < to->end; b++) {
        const struct body *body = &s->bodies[b];
        sum += r->shared[likeness_of(head, body->relation)][body->cell].weight;
        if (head >= r->n_directed || body->relation >= r->n_directed)
            continue;
        sum += r->bodies[of_head + body->relation].weight;
        sum += r->cells[(of_head + body->relation) * RULE_CELLS + body->cell].weight;
    }
    return sum;
}

void rule_weights_score(const struct rule_weights *r, const struct scene *s, uint32_t head,
                        float *out) {
    float none = head < r->n_directed ? r->none[head].weight : 0, most = none, sum;
    for (size_t i = 0; i < s->n_partners; i++) {
        out[i] = score_of(r, s, &s->partners[i], head);
        most = out[i] > most ? out[i] : most;
    }
    sum = expf(none - most);
    for (size_t i = 0; i < s->n_partners; i++)
        sum += expf(out[i] - most);
    float whole = most + logf(sum);
    for (size_t i = 0; i < s->n_partners; i++)
        out[i] -= whole;
}

static void descend(struct rule_weight *w, float gradient) {
    w->squares += gradient * gradient;
    w->weight -= RATE * gradient / sqrtf(w->squares + FIRST_SQUARES);
}

static void descend_partner(struct rule_weights *r, const struct scene *s,
                            const struct scene_partner *to, uint32_t head, float error) {
    size_t of_head = (size_t)head * r->n_directed;
    for (uint32_t b = to->begin; b < to->end; b++) {
        const struct body *body = &s->bodies[b];
        descend(&r->shared[likeness_of(head, body->relation)][body->cell], error);
        if (body->relation >= r->n_directed)
            continue;
        descend(&r->bodies[of_head + body->relation], error);
        descend(&r->cells[(of_head + body->relation) * RULE_CELLS + body->cell], error);
    }
}

hb_status rule_weights_learn(struct rule_weights *r, const struct scene *s, uint32_t head,
                             const uint32_t *answers, size_t n, struct hb_error *err) {
    float none = 1, wanted_none = 1;
    if (head >= r->n_directed || n == 0)
        return HB_OK;
    if (s->n_partners > r->scores_capacity) {
        mem_free(r->scores);
        r->scores_capacity = 2 * s->n_partners;
        r->scores = mem_zeroed(r->scores_capacity, sizeof *r->scores);
        if (!r->scores) {
            r->scores_capacity = 0;
            return error_set(err, HB_ERR_MEMORY, 0, "no memory to learn rules");
        }
    }
    rule_weights_score(r, s, head, r->scores);
    for (size_t i = 0; i < s->n_partners; i++) {
        float wanted = 0, chance = expf(r->scores[i]);
        for (size_t k = 0; k < n; k++)
            wanted += answers[k] == s->partners[i].other ? 1 / (float)n : 0;
        none -= chance;
        wanted_none -= wanted;
        if (fabsf(chance - wanted) > LEAST_ERROR)
            descend_partner(r, s, &s->partners[i], head, chance - wanted);
    }
    descend(&r->none[head], none - wanted_none);
    return HB_OK;
}
