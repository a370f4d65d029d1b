/* A bilinear model in the line of canonical decomposition (Hitchcock 1927; Lacroix et al. 2018,
 * arXiv:1806.07297) with shared vectors for countries and roles and a sum over the latest
 * dealings, which makes it follow the news:
 *
 *     call = (asks + country + role + Σ a_i met_by_i * met_i) * relation + calls
 *     score(o) = call · (answers_o + country_o + role_o + Σ a_i met_by'_i * met'_i)
 *
 * Learned by a softmax against NEGATIVES answers drawn from the past's facts, so that a score is a
 * log-odds against an answer's commonness; AdaGrad. Each new fact is learned with REPLAYS older
 * ones. A step costs 3 * RANK * NEGATIVES multiplications, some microseconds. */
#include "outlook/factor.h"

#include "base/alloc.h"

#include <math.h>
#include <string.h>

enum { NEGATIVES = 256, BATCH = 16, REPLAYS = 4, LANES = 8 };
static const float RATE = 0.08f, PENALTY = 0.003f, NEAR_DAYS = 0.1f;

void factor_open(struct factor *f, uint64_t seed) {
    *f = (struct factor){.seed = seed};
    for (int t = 0; t < FACTOR_TABLES; t++) {
        bool is_whole = t == FACTOR_RELATION || t == FACTOR_MET_BY || t == FACTOR_ANSWERS_MET_BY;
        f->tables[t].seed = hash_mix(seed, (uint64_t)t);
        f->tables[t].scale = is_whole ? 0.5f : t == FACTOR_CALLS ? 0.02f : 0.1f;
    }
}

void factor_close(struct factor *f) {
    for (int t = 0; t < FACTOR_TABLES; t++) {
        mem_free(f->tables[t].values);
        mem_free(f->tables[t].squares);
    }
    mem_free(f->answers);
    mem_free(f->commonness);
    *f = (struct factor){0};
}

/* Makes vectors up to number n - 1; the first values are drawn by number. */
static bool reserve(struct vectors *v, size_t n) {
    if (n <= v->n)
        return true;
    if (n > v->capacity) {
        size_t capacity = n + n / 2;
        float *values = mem_resize(v->values, capacity * RANK * sizeof *values);
        if (values)
            v->values = values;
        float *squares = mem_resize(v->squares, capacity * RANK * sizeof *squares);
        if (squares)
            v->squares = squares;
        if (!values || !squares)
            return false;
        v->capacity = capacity;
    }
    for (size_t i = v->n * RANK; i < n * RANK; i++) {
        float drawn = (float)(hash_mix(v->seed, i) >> 40) * 0x1p-23f - 1.0f; /* -1 to 1 */
        v->values[i] = v->scale * drawn;
        v->squares[i] = 1e-3f;
    }
    for (size_t i = v->n * RANK; v->scale > 0.4f && i < n * RANK; i++)
        v->values[i] += 1.0f; /* weights begin about one */
    v->n = n;
    return true;
}

static hb_status reserve_all(struct factor *f, const struct past *p, struct hb_error *err) {
    size_t n_classes = 1;
    bool has_room = true;
    for (size_t i = f->tables[FACTOR_ASKS].n; i < p->n_entities; i++) {
        const struct entity_class *c = &p->entities[i].named;
        n_classes = c->country >= n_classes ? c->country + 1u : n_classes;
        n_classes = c->role >= n_classes ? c->role + 1u : n_classes;
    }
    for (int t = 0; t < FACTOR_TABLES; t++) {
        bool of_class = t == FACTOR_ASKS_COUNTRY || t == FACTOR_ASKS_ROLE ||
                        t == FACTOR_ANSWERS_COUNTRY || t == FACTOR_ANSWERS_ROLE;
        bool of_relation = t == FACTOR_RELATION || t == FACTOR_CALLS || t == FACTOR_MET_BY ||
                           t == FACTOR_ANSWERS_MET_BY;
        size_t n = of_class ? n_classes : of_relation ? 2 * (size_t)p->n_relations : p->n_entities;
        has_room = has_room && reserve(&f->tables[t], n);
    }
    return has_room ? HB_OK : error_set(err, HB_ERR_MEMORY, 0, "no memory for likenesses");
}

static float *vector_of(const struct factor *f, enum factor_table t, uint32_t number) {
    return f->tables[t].values + (size_t)number * RANK;
}

/* A step against a gradient. */
static void descend(struct factor *f, enum factor_table t, uint32_t number, const float *gradient) {
    float *value = f->tables[t].values + (size_t)number * RANK;
    float *square = f->tables[t].squares + (size_t)number * RANK;
    for (int k = 0; k < RANK; k++) {
        float g = gradient[k] + PENALTY * value[k];
        square[k] += g * g;
        value[k] -= RATE * g / sqrtf(square[k]);
    }
}

/* An entity's latest dealings before a day; what is near weighs more. */
struct dealings {
    int n;
    uint32_t met[RECENT_DEALINGS], by[RECENT_DEALINGS];
    float near[RECENT_DEALINGS];
};

static void find_dealings(const struct past *p, uint32_t entity, date_day day,
                          struct dealings *out) {
    const struct entity_past *e = &p->entities[entity];
    float sum = 0.5f;
    out->n = 0;
    for (uint32_t i = past_sides_before(p, entity, day); i > 0 && out->n < RECENT_DEALINGS; i--) {
        uint32_t side = e->sides[i - 1];
        if (p->is_removed[side / 2])
            continue;
        out->met[out->n] = past_other(p, side);
        out->by[out->n] = past_relation(p, side);
        out->near[out->n] = 1 / (1 + NEAR_DAYS * (float)(day - past_fact(p, side)->day));
        sum += out->near[out->n++];
    }
    for (int i = 0; i < out->n; i++)
        out->near[i] /= sum;
}

/* The tables of one end: of those asked, or of answers. */
struct end_tables {
    enum factor_table own, country, role, met, by;
};
static const struct end_tables asking = {FACTOR_ASKS, FACTOR_ASKS_COUNTRY, FACTOR_ASKS_ROLE,
                                         FACTOR_MET, FACTOR_MET_BY};
static const struct end_tables answering = {FACTOR_ANSWERS, FACTOR_ANSWERS_COUNTRY,
                                            FACTOR_ANSWERS_ROLE, FACTOR_ANSWERS_MET,
                                            FACTOR_ANSWERS_MET_BY};

/* An entity as it stands on a day. */
struct standing {
    uint32_t entity, country, role;
    struct dealings dealings;
    float vector[RANK];
};

static void make_standing(const struct factor *f, const struct past *p, const struct end_tables *t,
                          uint32_t entity, date_day day, struct standing *s) {
    s->entity = entity;
    s->country = p->entities[entity].home;
    s->role = past_role(p, entity);
    find_dealings(p, entity, day, &s->dealings);
    const float *own = vector_of(f, t->own, entity), *role = vector_of(f, t->role, s->role);
    const float *country = vector_of(f, t->country, s->country);
    for (int k = 0; k < RANK; k++)
        s->vector[k] = own[k] + country[k] + role[k];
    for (int i = 0; i < s->dealings.n; i++) {
        const float *met = vector_of(f, t->met, s->dealings.met[i]);
        const float *by = vector_of(f, t->by, s->dealings.by[i]);
        for (int k = 0; k < RANK; k++)
            s->vector[k] += s->dealings.near[i] * met[k] * by[k];
    }
}

static void descend_standing(struct factor *f, const struct end_tables *t, const struct standing *s,
                             const float gradient[RANK]) {
    float of_met[RANK], of_by[RANK];
    descend(f, t->own, s->entity, gradient);
    descend(f, t->country, s->country, gradient);
    descend(f, t->role, s->role, gradient);
    for (int i = 0; i < s->dealings.n; i++) {
        const float *met = vector_of(f, t->met, s->dealings.met[i]);
        const float *by = vector_of(f, t->by, s->dealings.by[i]);
        for (int k = 0; k < RANK; k++) {
            of_met[k] = s->dealings.near[i] * by[k] * gradient[k];
            of_by[k] = s->dealings.near[i] * met[k] * gradient[k];
        }
        descend(f, t->met, s->dealings.met[i], of_met);
        descend(f, t->by, s->dealings.by[i], of_by);
    }
}

/* What an entity and a relation call for on a day. */
static void make_call(const struct factor *f, const struct standing *s, uint32_t relation,
                      float call[RANK]) {
    const float *weighs = vector_of(f, FACTOR_RELATION, relation);
    const float *calls = vector_of(f, FACTOR_CALLS, relation);
    for (int k = 0; k < RANK; k++)
        call[k] = s->vector[k] * weighs[k] + calls[k];
}

static void descend_call(struct factor *f, const struct standing *s, uint32_t relation,
                         const float gradient[RANK]) {
    float of_standing[RANK], of_weights[RANK];
    const float *weighs = vector_of(f, FACTOR_RELATION, relation);
    for (int k = 0; k < RANK; k++) {
        of_standing[k] = gradient[k] * weighs[k];
        of_weights[k] = gradient[k] * s->vector[k];
    }
    descend(f, FACTOR_RELATION, relation, of_weights);
    descend(f, FACTOR_CALLS, relation, gradient);
    descend_standing(f, &asking, s, of_standing);
}

/* Answers that a batch of steps is learned against; columns side by side for the processor. */
struct negatives {
    struct standing standings[NEGATIVES];
    float columns[RANK][NEGATIVES], gradients[RANK][NEGATIVES];
};

static void draw_negatives(struct factor *f, const struct past *p, date_day day,
                           struct negatives *n) {
    for (int i = 0; i < NEGATIVES; i++) {
        uint64_t die = hash_mix(hash_mix(f->seed, f->n_steps), (uint64_t)i);
        uint32_t entity = past_other(p, (uint32_t)(die % (2 * p->n_facts)));
        make_standing(f, p, &answering, entity, day, &n->standings[i]);
        for (int k = 0; k < RANK; k++)
            n->columns[k][i] = n->standings[i].vector[k];
    }
    memset(n->gradients, 0, sizeof n->gradients);
}

/* Sum in LANES lanes and then across, so that it is the same on every machine. */
static float dot(const float *a, const float *b, int n) {
    float lanes[LANES] = {0}, sum = 0;
    for (int i = 0; i < n; i += LANES)
        for (int l = 0; l < LANES; l++)
            lanes[l] += a[i + l] * b[i + l];
    for (int l = 0; l < LANES; l++)
        sum += lanes[l];
    return sum;
}

static void learn_side(struct factor *f, const struct past *p, uint32_t side, date_day day,
                       struct negatives *n) {
    struct standing asks, right;
    float call[RANK], score[NEGATIVES] = {0}, of_call[RANK], of_right[RANK];
    uint32_t relation = past_relation(p, side);
    make_standing(f, p, &asking, past_entity(p, side), day, &asks);
    make_standing(f, p, &answering, past_other(p, side), day, &right);
    make_call(f, &asks, relation, call);
    float own = dot(call, right.vector, RANK), most = own, sum;
    for (int k = 0; k < RANK; k++)
        for (int i = 0; i < NEGATIVES; i++)
            score[i] += call[k] * n->columns[k][i];
    for (int i = 0; i < NEGATIVES; i++) {
        score[i] = n->standings[i].entity == right.entity ? -1e30f : score[i];
        most = score[i] > most ? score[i] : most;
    }
    float chance = expf(own - most);
    sum = chance;
    for (int i = 0; i < NEGATIVES; i++)
        sum += score[i] = expf(score[i] - most);
    for (int i = 0; i < NEGATIVES; i++)
        score[i] /= sum;
    float error = chance / sum - 1;
    for (int k = 0; k < RANK; k++) {
        of_call[k] = error * right.vector[k] + dot(score, n->columns[k], NEGATIVES);
        of_right[k] = error * call[k];
        for (int i = 0; i < NEGATIVES; i++)
            n->gradients[k][i] += score[i] * call[k];
    }
    descend_call(f, &asks, relation, of_call);
    descend_standing(f, &answering, &right, of_right);
}

/* Facts [from, to), all taken to be of the first one's day. */
static void learn_batch(struct factor *f, const struct past *p, size_t from, size_t to,
                        struct negatives *negatives) {
    date_day day = p->facts[from].day;
    float gradient[RANK];
    draw_negatives(f, p, day, negatives);
    for (size_t side = 2 * from; side < 2 * to; side++)
        if (!p->is_removed[side / 2] && p->facts[side / 2].day == day)
            learn_side(f, p, (uint32_t)side, day, negatives);
    for (int i = 0; i < NEGATIVES; i++) {
        for (int k = 0; k < RANK; k++)
            gradient[k] = negatives->gradients[k][i];
        descend_standing(f, &answering, &negatives->standings[i], gradient);
    }
    f->n_steps++;
}

hb_status factor_learn_day(struct factor *f, const struct past *p, size_t n_facts,
                           struct hb_error *err) {
    hb_status status = reserve_all(f, p, err);
    struct negatives *negatives = mem_zeroed(1, sizeof *negatives);
    size_t end = p->n_facts;
    if (status == HB_OK && !negatives)
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory to learn likenesses");
    for (size_t at = end - n_facts; status == HB_OK && at < end; at += BATCH) {
        for (int i = 0; i < REPLAYS; i++) {
            size_t old = (size_t)(hash_mix(hash_mix(f->seed, f->n_steps), at) % end);
            learn_batch(f, p, old, old + BATCH < end ? old + BATCH : end, negatives);
        }
        learn_batch(f, p, at, at + BATCH < end ? at + BATCH : end, negatives);
    }
    mem_free(negatives);
    return status;
}

hb_status factor_prepare(struct factor *f, const struct past *p, struct hb_error *err) {
    struct standing s;
    hb_status status = reserve_all(f, p, err);
    if (status != HB_OK)
        return status;
    if (p->n_entities > f->answers_capacity) {
        size_t capacity = (p->n_entities + p->n_entities / 2 + LANES) / LANES * LANES;
        mem_free(f->answers);
        mem_free(f->commonness);
        f->answers = mem_zeroed(capacity * RANK, sizeof *f->answers);
        f->commonness = mem_zeroed(capacity, sizeof *f->commonness);
        f->answers_capacity = f->answers && f->commonness ? capacity : 0;
        if (!f->answers_capacity)
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for likenesses");
    }
    f->n_answers = p->n_entities;
    for (uint32_t e = 0; e < p->n_entities; e++) {
        float sums[HALF_LIVES];
        const struct counters *c = &p->counters;
        make_standing(f, p, &answering, e, p->today + 1, &s);
        for (int k = 0; k < RANK; k++)
            f->answers[(size_t)k * f->answers_capacity + e] = s.vector[k];
        counters_sums(c, counters_find(c, counter_key(COUNT_ENTITY, 0, e, 0)), p->today, sums);
        f->commonness[e] = logf(0.2f + sums[HALF_LIVES - 1]);
    }
    return HB_OK;
}

void factor_score(const struct factor *f, const struct past *p, uint32_t entity, uint32_t relation,
                  date_day day, float *scores) {
    struct standing asks;
    float call[RANK];
    memset(scores, 0, f->n_answers * sizeof *scores);
    if (relation >= f->tables[FACTOR_RELATION].n)
        return;
    make_standing(f, p, &asking, entity, day, &asks);
    make_call(f, &asks, relation, call);
    for (int k = 0; k < RANK; k++) {
        const float *column = f->answers + (size_t)k * f->answers_capacity;
        for (size_t i = 0; i < f->n_answers; i++)
            scores[i] += call[k] * column[i];
    }
}

size_t factor_propose(const struct factor *f, const float *scores, uint32_t out[PROPOSALS]) {
    float best[PROPOSALS];
    size_t n = 0;
    for (size_t e = 0; e < f->n_answers; e++) {
        float score = scores[e] + f->commonness[e];
        if (n == PROPOSALS && score <= best[n - 1])
            continue;
        size_t at = n < PROPOSALS ? n++ : n - 1;
        for (; at > 0 && best[at - 1] < score; at--) {
            best[at] = best[at - 1];
            out[at] = out[at - 1];
        }
        best[at] = score;
        out[at] = (uint32_t)e;
    }
    return n;
}
