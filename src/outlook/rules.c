/* The tables are dense: a question reads one head's slice of them, which fits the processor's
 * second cache, and a rule costs an addition to count. Counting all rules rather than searching
 * for good ones (TLogic, Liu et al. 2022, DOI 10.1609/aaai.v36i4.20330, samples walks) leaves
 * nothing out; that a confidence depends on gap and times is from CountTRuCoLa (Gastinger et al.
 * 2025). The noisy-or is damped by rank, since rules over one pair are far from independent.
 * 256 directed relations take 29 MB, 512 take 117 MB. */
#include "outlook/rules.h"

#include "base/alloc.h"

#include <string.h>

enum { CELLS = RULE_GAPS * RULE_TIMES, BEST_RULES = 10 };
static const float BACK_OFF_TOTAL = 8, BACK_OFF_HEAD = 4, DAMPING = 0.7f;

static const int16_t gap_limits[RULE_GAPS - 1] = {1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 75, 120, 200};

static uint16_t cell_of(int32_t gap, unsigned times) {
    unsigned g = 0, t = times > 5 ? 3 : times > 2 ? 2 : times > 1 ? 1 : 0;
    while (g < RULE_GAPS - 1 && gap > gap_limits[g])
        g++;
    return (uint16_t)(g * RULE_TIMES + t);
}

void rules_close(struct rules *r) {
    mem_free(r->cells);
    mem_free(r->totals);
    mem_free(r->heads);
    *r = (struct rules){0};
}

hb_status rules_open(struct rules *r, uint32_t n_relations, struct hb_error *err) {
    size_t n = n_relations ? 2 * (size_t)n_relations : 2;
    *r = (struct rules){.n_directed = (uint32_t)n};
    r->cells = mem_zeroed(n * n * CELLS, sizeof *r->cells);
    r->totals = mem_zeroed(n * n, sizeof *r->totals);
    r->heads = mem_zeroed(n, sizeof *r->heads);
    if (r->cells && r->totals && r->heads)
        return HB_OK;
    rules_close(r);
    return error_set(err, HB_ERR_MEMORY, 0, "no memory for the rules of %u relations", n_relations);
}

hb_status rules_reserve(struct rules *r, uint32_t n_relations, struct hb_error *err) {
    struct rules wide;
    size_t old = r->n_directed;
    if (2 * n_relations <= old)
        return HB_OK;
    uint32_t want = (uint32_t)(old < n_relations ? n_relations : old);
    hb_status status = rules_open(&wide, want, err);
    if (status != HB_OK)
        return status;
    for (size_t head = 0; head < old; head++) {
        memcpy(wide.cells + head * wide.n_directed * CELLS, r->cells + head * old * CELLS,
               old * CELLS * sizeof *r->cells);
        memcpy(wide.totals + head * wide.n_directed, r->totals + head * old,
               old * sizeof *r->totals);
    }
    memcpy(wide.heads, r->heads, old * sizeof *r->heads);
    rules_close(r);
    *r = wide;
    return HB_OK;
}

void rules_clear(struct rules *r) {
    size_t n = r->n_directed;
    memset(r->cells, 0, n * n * CELLS * sizeof *r->cells);
    memset(r->totals, 0, n * n * sizeof *r->totals);
    memset(r->heads, 0, n * sizeof *r->heads);
}

/* What has been between two, at most BODIES_PER_PAIR; the latest first. */
static uint32_t bodies_between(const struct past *p, uint32_t entity, uint32_t other, date_day day,
                               struct body out[BODIES_PER_PAIR]) {
    uint32_t n = 0, walked = 0, i;
    for (uint32_t side = past_latest(p, CHAIN_PAIR, 0, entity, other);
         side != SIDE_NONE && walked < SIDES_PER_PAIR; side = past_before(p, CHAIN_PAIR, side)) {
        uint16_t relation = (uint16_t)past_relation(p, side);
        walked++;
        for (i = 0; i < n && out[i].relation != relation;)
            i++;
        if (i < n)
            out[i].times++;
        else if (n < BODIES_PER_PAIR)
            out[n++] = (struct body){
                .relation = relation, .times = 1, .gap = day - past_fact(p, side)->day};
    }
    for (i = 0; i < n; i++)
        out[i].cell = cell_of(out[i].gap, out[i].times);
    return n;
}

static bool scene_make_room(struct scene *s, size_t n_partners) {
    size_t n_bodies = n_partners * BODIES_PER_PAIR;
    if (n_partners > s->partners_capacity) {
        void *partners = mem_resize(s->partners, 2 * n_partners * sizeof *s->partners);
        if (!partners)
            return false;
        s->partners = partners;
        s->partners_capacity = 2 * n_partners;
    }
    if (n_bodies > s->bodies_capacity) {
        void *bodies = mem_resize(s->bodies, 2 * n_bodies * sizeof *s->bodies);
        if (!bodies)
            return false;
        s->bodies = bodies;
        s->bodies_capacity = 2 * n_bodies;
    }
    return true;
}

hb_status scene_set(struct scene *s, const struct past *p, uint32_t entity, date_day day,
                    struct hb_error *err) {
    const struct entity_past *e = &p->entities[entity];
    s->n_partners = s->n_bodies = 0;
    s->entity = entity;
    s->day = day;
    if (!scene_make_room(s, e->n_partners))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for %u partners of an actor",
                         e->n_partners);
    for (uint32_t i = 0; i < e->n_partners; i++) {
        struct scene_partner *to = &s->partners[s->n_partners];
        if (e->partners[i].times == 0)
            continue;
        to->other = e->partners[i].other;
        to->begin = (uint32_t)s->n_bodies;
        s->n_bodies += bodies_between(p, entity, to->other, day, s->bodies + s->n_bodies);
        to->end = (uint32_t)s->n_bodies;
        s->n_partners++;
    }
    return HB_OK;
}

void scene_free(struct scene *s) {
    mem_free(s->partners);
    mem_free(s->bodies);
    *s = (struct scene){0};
}

void rules_count(struct rules *r, const struct scene *s, uint32_t head, const uint32_t *answers,
                 size_t n) {
    struct rule_cell *cells = r->cells + (size_t)head * r->n_directed * CELLS;
    struct rule_cell *totals = r->totals + (size_t)head * r->n_directed;
    for (size_t i = 0; i < s->n_partners; i++) {
        const struct scene_partner *to = &s->partners[i];
        float held = 0;
        for (size_t k = 0; k < n && held == 0; k++)
            held = answers[k] == to->other;
        r->heads[head].tried += 1;
        r->heads[head].held += held;
        for (uint32_t b = to->begin; b < to->end; b++) {
            const struct body *body = &s->bodies[b];
            struct rule_cell *cell = &cells[body->relation * CELLS + body->cell];
            cell->tried += 1;
            cell->held += held;
            totals[body->relation].tried += 1;
            totals[body->relation].held += held;
        }
    }
}

/* How often the rule holds, backed off from its cell to the rule as a whole and to the head. */
static float rule_confidence(const struct rules *r, uint32_t head, const struct body *b) {
    if (head >= r->n_directed || b->relation >= r->n_directed)
        return 0;
    const struct rule_cell *of_head = &r->heads[head];
    size_t at = (size_t)head * r->n_directed + b->relation;
    const struct rule_cell *total = &r->totals[at], *cell = &r->cells[at * CELLS + b->cell];
    float usual = (of_head->held + 0.1f) / (of_head->tried + 10.0f);
    float rule = (total->held + BACK_OFF_HEAD * usual) / (total->tried + BACK_OFF_HEAD);
    return (cell->held + BACK_OFF_TOTAL * rule) / (cell->tried + BACK_OFF_TOTAL);
}

struct rule_score rules_score(const struct rules *r, uint32_t head, const struct body *bodies,
                              uint32_t n) {
    float best[BEST_RULES];
    uint32_t n_best = 0;
    for (uint32_t i = 0; i < n; i++) {
        float confidence = rule_confidence(r, head, &bodies[i]);
        uint32_t at = n_best < BEST_RULES ? n_best++ : BEST_RULES;
        for (; at > 0 && best[at - 1] < confidence; at--)
            if (at < BEST_RULES)
                best[at] = best[at - 1];
        if (at < BEST_RULES)
            best[at] = confidence;
    }
    struct rule_score score = {n_best > 0 ? best[0] : 0, n_best > 1 ? best[1] : 0, 0};
    float misses = 1, damping = 1;
    for (uint32_t i = 0; i < n_best; i++, damping *= DAMPING)
        misses *= 1 - best[i] * damping;
    score.any = 1 - misses;
    return score;
}
