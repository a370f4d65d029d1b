/* A generalized additive model (Hastie and Tibshirani 1986, DOI 10.1214/ss/1177013604) under a
 * softmax over the candidates, learned by AdaGrad (Duchi et al. 2011) a question at a time. Slopes
 * of single relations are held back by a penalty, so that a rare relation goes by the common
 * lines. A pass over a hundred thousand questions takes about a second. */
#include "outlook/mixer.h"

#include "base/alloc.h"

#include <math.h>
#include <string.h>

static const float LINE_RATE = 0.06f, SLOPE_RATE = 0.02f, SLOPE_PENALTY = 0.0003f, TINY = 1e-4f;

hb_status mixer_open(struct mixer *m, uint32_t n_relations, struct hb_error *err) {
    *m = (struct mixer){.n_directed = 2 * n_relations};
    m->slopes = mem_zeroed((size_t)m->n_directed + 1, STATISTICS * sizeof(float));
    return m->slopes ? HB_OK : error_set(err, HB_ERR_MEMORY, 0, "no memory for the mixer");
}

void mixer_close(struct mixer *m) {
    mem_free(m->slopes);
    *m = (struct mixer){0};
}

static const float *slopes_of(const struct mixer *m, uint32_t relation) {
    return m->slopes + (size_t)(relation < m->n_directed ? relation : m->n_directed) * STATISTICS;
}

void mixer_contributions(const struct mixer *m, uint32_t relation, const uint8_t *row, float *out) {
    const float *slopes = slopes_of(m, relation);
    for (int s = 0; s < STATISTICS; s++) {
        const float *line = m->line[s] + row[s] / KNOT_STEP;
        float part = (float)(row[s] % KNOT_STEP) / KNOT_STEP;
        out[s] = line[0] * (1 - part) + line[1] * part + slopes[s] * (float)row[s] / STATISTIC_UNIT;
    }
}

float mixer_score(const struct mixer *m, uint32_t relation, const uint8_t *row) {
    float contributions[STATISTICS], score = 0;
    mixer_contributions(m, relation, row, contributions);
    for (int s = 0; s < STATISTICS; s++)
        score += contributions[s];
    return score;
}

struct gradients {
    float line[STATISTICS][KNOTS], line_squares[STATISTICS][KNOTS];
    float slope[STATISTICS];
    float *slope_squares; /* [n_directed][STATISTICS] */
};

static void add_gradient(struct gradients *g, const uint8_t *row, float error) {
    for (int s = 0; s < STATISTICS; s++) {
        float *line = g->line[s] + row[s] / KNOT_STEP;
        float part = (float)(row[s] % KNOT_STEP) / KNOT_STEP;
        line[0] += error * (1 - part);
        line[1] += error * part;
        g->slope[s] += error * (float)row[s] / STATISTIC_UNIT;
    }
}

static void descend(float *weights, float *gradient, float *squares, int n, float rate,
                    float penalty) {
    for (int i = 0; i < n; i++) {
        float g = gradient[i] + penalty * weights[i];
        squares[i] += g * g;
        weights[i] -= rate * g / sqrtf(squares[i] + TINY);
        gradient[i] = 0;
    }
}

/* More evidence must never speak against: lines do not fall, slopes are not negative. Values out of
 * order meet halfway. */
static void keep_monotone(struct mixer *m, float *slopes) {
    for (int s = 0; s < STATISTICS; s++) {
        float *line = m->line[s];
        for (int k = 0; k + 1 < KNOTS; k++)
            if (line[k + 1] < line[k])
                line[k] = line[k + 1] = (line[k] + line[k + 1]) / 2;
        slopes[s] = slopes[s] < 0 ? 0 : slopes[s];
    }
}

static void learn_one(struct mixer *m, struct gradients *g, const struct lessons *l, size_t i) {
    const struct lesson *lesson = &l->items[i];
    const uint8_t *rows = l->rows + lesson->first * STATISTICS;
    int n = 1 + lesson->n_hard + lesson->n_drawn;
    float score[LESSON_ROWS], most = -1e30f, sum = 0;
    if (lesson->relation >= m->n_directed)
        return;
    for (int k = 0; k < n; k++) {
        score[k] = mixer_score(m, lesson->relation, rows + k * STATISTICS);
        score[k] += lesson_bonus(lesson, k);
        most = score[k] > most ? score[k] : most;
    }
    for (int k = 0; k < n; k++)
        sum += score[k] = expf(score[k] - most);
    for (int k = 0; k < n; k++) {
        float error = score[k] / sum - (k == 0);
        if (fabsf(error) > 1e-4f)
            add_gradient(g, rows + k * STATISTICS, error);
    }
    size_t at = (size_t)lesson->relation * STATISTICS;
    descend(&m->line[0][0], &g->line[0][0], &g->line_squares[0][0], STATISTICS * KNOTS, LINE_RATE,
            0);
    descend(m->slopes + at, g->slope, g->slope_squares + at, STATISTICS, SLOPE_RATE, SLOPE_PENALTY);
    keep_monotone(m, m->slopes + at);
}

hb_status mixer_learn(struct mixer *m, const struct lessons *l, size_t from, size_t to, int passes,
                      uint64_t seed, struct hb_error *err) {
    struct gradients *g = mem_zeroed(1, sizeof *g);
    uint32_t *order = mem_zeroed(to - from + 1, sizeof *order);
    hb_status status = HB_OK;
    if (g)
        g->slope_squares = mem_zeroed((size_t)m->n_directed + 1, STATISTICS * sizeof(float));
    if (!g || !order || !g->slope_squares) {
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory to learn weights");
        goto out;
    }
    for (int pass = 0; pass < passes; pass++) {
        lessons_shuffle(order, from, to, hash_mix(seed, (uint64_t)pass));
        for (size_t i = 0; i < to - from; i++)
            learn_one(m, g, l, order[i]);
    }
out:
    if (g)
        mem_free(g->slope_squares);
    mem_free(g);
    mem_free(order);
    return status;
}
