/* Two layers, softsign units, softmax over the candidates of a question, Adam (Kingma and Ba 2015)
 * with a rate that falls to nothing. A statistic of 0 costs nothing, and many are. A pass over a
 * hundred thousand lessons takes some five seconds. */
#include "outlook/network.h"

#include "base/alloc.h"

#include <math.h>
#include <string.h>

enum { BATCH = 16, WEIGHTS = sizeof(struct network_weights) / sizeof(float) };
static const float RATE = 0.003f, INPUT_SCALE = 1.0f / 64, LEAST_ERROR = 2e-4f;
static const float DECAY = 0.02f;

/* 0 to 1 */
static float drawn(uint64_t seed, uint64_t number) {
    return (float)(hash_mix(seed, number) >> 40) * 0x1p-24f;
}

hb_status network_open(struct network *n, uint32_t n_relations, uint64_t seed,
                       struct hb_error *err) {
    float *w = (float *)&n->weights;
    *n = (struct network){.n_directed = 2 * n_relations};
    n->relations = mem_zeroed((size_t)n->n_directed + 1, HIDDEN * sizeof(float));
    if (!n->relations)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for a network");
    for (size_t i = 0; i < WEIGHTS; i++) /* few begin with much, so that units differ */
        w[i] = drawn(seed, i) * (drawn(seed + 3, i) < 0.12f ? 0.4f : 0.01f);
    for (size_t i = 0; i < (n->n_directed + 1u) * (size_t)HIDDEN; i++)
        n->relations[i] = -1.5f * drawn(seed + 1, i % HIDDEN);
    for (int k = 0; k < UPPER; k++) {
        n->weights.upper_bias[k] = -drawn(seed + 2, (uint64_t)k);
        n->weights.out[k] = 0.3f * drawn(seed + 4, (uint64_t)k);
    }
    n->weights.additive = 0.6f;
    for (int c = 0; c < CONTEXTS; c++)
        memset(n->weights.context[c], 0, sizeof n->weights.context[c]);
    return HB_OK;
}

void network_close(struct network *n) {
    mem_free(n->relations);
    *n = (struct network){0};
}

void network_begin(const struct network *n, uint32_t relation, const uint8_t context[CONTEXTS],
                   float sums[HIDDEN]) {
    size_t known = relation < n->n_directed ? relation : n->n_directed;
    memcpy(sums, n->relations + known * HIDDEN, HIDDEN * sizeof *sums);
    for (int c = 0; c < CONTEXTS; c++)
        for (int j = 0; j < HIDDEN; j++)
            sums[j] += (float)context[c] * INPUT_SCALE * n->weights.context[c][j];
}

static float softsign(float x) {
    return x / (1 + fabsf(x));
}

/* Units of one candidate. */
struct units {
    float lower[HIDDEN], upper[UPPER]; /* after the activation */
};

static float forward(const struct network *n, const float sums[HIDDEN], const uint8_t *row,
                     struct units *u) {
    const struct network_weights *w = &n->weights;
    float out = 0, upper[UPPER], lower[HIDDEN];
    memcpy(lower, sums, sizeof lower);
    for (int s = 0; s < STATISTICS; s++) {
        float x = (float)row[s] * INPUT_SCALE;
        if (row[s] == 0)
            continue;
        for (int j = 0; j < HIDDEN; j++)
            lower[j] += x * w->lower[s][j];
    }
    memcpy(upper, w->upper_bias, sizeof upper);
    for (int j = 0; j < HIDDEN; j++)
        u->lower[j] = softsign(lower[j]);
    for (int j = 0; j < HIDDEN; j++)
        for (int k = 0; k < UPPER; k++)
            upper[k] += u->lower[j] * w->upper[j][k];
    for (int k = 0; k < UPPER; k++)
        u->upper[k] = softsign(upper[k]);
    for (int k = 0; k < UPPER; k++)
        out += u->upper[k] * w->out[k];
    return out;
}

float network_score(const struct network *n, const float sums[HIDDEN], const uint8_t *row) {
    struct units u;
    return forward(n, sums, row, &u);
}

/* Slope of softsign where its value is y. */
static float slope_at(float y) {
    float rest = 1 - fabsf(y);
    return rest * rest;
}

/* Adds the gradient of one candidate; `of_sums` that of what its question adds. */
static void backward(const struct network *n, const uint8_t *row, const struct units *u,
                     float error, struct network_weights *g, float of_sums[HIDDEN]) {
    const struct network_weights *w = &n->weights;
    float of_upper[UPPER], of_lower[HIDDEN];
    for (int k = 0; k < UPPER; k++) {
        g->out[k] += error * u->upper[k];
        of_upper[k] = error * w->out[k] * slope_at(u->upper[k]);
        g->upper_bias[k] += of_upper[k];
    }
    for (int j = 0; j < HIDDEN; j++) {
        float back[4] = {0};
        for (int k = 0; k < UPPER; k += 4)
            for (int l = 0; l < 4; l++)
                back[l] += w->upper[j][k + l] * of_upper[k + l];
        for (int k = 0; k < UPPER; k++)
            g->upper[j][k] += u->lower[j] * of_upper[k];
        of_lower[j] = (back[0] + back[1] + back[2] + back[3]) * slope_at(u->lower[j]);
    }
    for (int s = 0; s < STATISTICS; s++) {
        float x = (float)row[s] * INPUT_SCALE;
        if (row[s] == 0)
            continue;
        for (int j = 0; j < HIDDEN; j++)
            g->lower[s][j] += x * of_lower[j];
    }
    for (int j = 0; j < HIDDEN; j++)
        of_sums[j] += of_lower[j];
}

/* Adam's state of n weights. */
struct moments {
    float *first, *second; /* [n] */
};

struct learning {
    struct network_weights gradient, first, second;
    float *relation_gradient, *relation_first, *relation_second; /* [n_directed][HIDDEN] */
    uint32_t touched[BATCH];                                     /* relations of this batch */
    int n_touched;
    float rate;
    size_t n_steps;
};

static void adam(float *w, float *g, struct moments m, size_t n, float rate, float decay) {
    for (size_t i = 0; i < n; i++) {
        float gradient = g[i] / BATCH;
        m.first[i] = 0.9f * m.first[i] + 0.1f * gradient;
        m.second[i] = 0.995f * m.second[i] + 0.005f * gradient * gradient;
        w[i] -= rate * (m.first[i] / (sqrtf(m.second[i]) + 1e-5f) + decay * w[i]);
        g[i] = 0;
    }
}

static void step(struct network *n, struct learning *l) {
    struct moments all = {(float *)&l->first, (float *)&l->second};
    adam((float *)&n->weights, (float *)&l->gradient, all, WEIGHTS, l->rate, DECAY);
    for (int i = 0; i < l->n_touched; i++) {
        size_t at = (size_t)l->touched[i] * HIDDEN;
        struct moments m = {l->relation_first + at, l->relation_second + at};
        adam(n->relations + at, l->relation_gradient + at, m, HIDDEN, l->rate, DECAY);
    }
    l->n_touched = 0;
    l->n_steps++;
}

static void touch(struct learning *l, uint32_t relation) {
    for (int i = 0; i < l->n_touched; i++)
        if (l->touched[i] == relation)
            return;
    l->touched[l->n_touched++] = relation;
}

static void learn_one(struct network *n, const struct mixer *m, const struct lessons *all, size_t i,
                      struct learning *l) {
    const struct lesson *lesson = &all->items[i];
    const uint8_t *rows = all->rows + lesson->first * STATISTICS;
    int n_rows = 1 + lesson->n_hard + lesson->n_drawn;
    struct units units[LESSON_ROWS];
    float score[LESSON_ROWS], additive[LESSON_ROWS], sums[HIDDEN], of_sums[HIDDEN] = {0},
                                                                   most = -1e30f, sum = 0;
    network_begin(n, lesson->relation, lesson->context, sums);
    for (int k = 0; k < n_rows; k++) {
        const uint8_t *row = rows + k * STATISTICS;
        additive[k] = mixer_score(m, lesson->relation, row);
        score[k] = n->weights.additive * additive[k] + forward(n, sums, row, &units[k]);
        score[k] += lesson_bonus(lesson, k);
        most = score[k] > most ? score[k] : most;
    }
    for (int k = 0; k < n_rows; k++)
        sum += score[k] = expf(score[k] - most);
    for (int k = 0; k < n_rows; k++) {
        float error = score[k] / sum - (k == 0);
        l->gradient.additive += error * (additive[k] - additive[0]);
        if (fabsf(error) > LEAST_ERROR)
            backward(n, rows + k * STATISTICS, &units[k], error, &l->gradient, of_sums);
    }
    touch(l, lesson->relation);
    float *of_relation = l->relation_gradient + (size_t)lesson->relation * HIDDEN;
    for (int j = 0; j < HIDDEN; j++) {
        of_relation[j] += of_sums[j];
        for (int c = 0; c < CONTEXTS; c++)
            l->gradient.context[c][j] += (float)lesson->context[c] * INPUT_SCALE * of_sums[j];
    }
}

static bool learning_open(struct learning *l, const struct network *n) {
    size_t size = ((size_t)n->n_directed + 1) * HIDDEN;
    l->relation_gradient = mem_zeroed(3 * size, sizeof(float));
    if (!l->relation_gradient)
        return false;
    l->relation_first = l->relation_gradient + size;
    l->relation_second = l->relation_first + size;
    return true;
}

hb_status network_learn(struct network *n, const struct mixer *m, const struct lessons *l,
                        size_t from, size_t to, int passes, uint64_t seed, struct hb_error *err) {
    struct learning *learning = mem_zeroed(1, sizeof *learning);
    uint32_t *order = mem_zeroed(to - from + 1, sizeof *order);
    hb_status status = HB_OK;
    if (!learning || !order || !learning_open(learning, n)) {
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory to learn a network");
        goto out;
    }
    size_t n_all = (to - from) * (size_t)passes, n_done = 0;
    for (int pass = 0; pass < passes; pass++) {
        lessons_shuffle(order, from, to, hash_mix(seed, (uint64_t)pass));
        for (size_t i = 0; i < to - from; i++) {
            learn_one(n, m, l, order[i], learning);
            learning->rate = RATE * (1 - (float)n_done++ / (float)n_all);
            if (n_done % BATCH == 0)
                step(n, learning);
        }
    }
out:
    if (learning)
        mem_free(learning->relation_gradient);
    mem_free(learning);
    mem_free(order);
    return status;
}
