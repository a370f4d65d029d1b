/* Brier 1950; the logarithmic score with chances kept from 0 and 1 by one in a million, which a
 * single bold miss would make endless; average precision with chances taken in steps of 0.014 of
 * log odds, each step as one tie; calibration by bins of a tenth, the lowest of which is parted
 * where most chances lie. Sums run in the order of the list, so that they do not depend on anything
 * else. */
#include "outlook/score.h"

#include <math.h>
#include <stddef.h>

const double score_edges[SCORE_BINS + 1] = {0,   0.01, 0.02, 0.05, 0.1, 0.2, 0.3,
                                            0.4, 0.5,  0.6,  0.7,  0.8, 0.9, 1};

uint32_t score_bin_of(double chance) {
    uint32_t bin = 0;
    while (bin + 1 < SCORE_BINS && chance >= score_edges[bin + 1])
        bin++;
    return bin;
}

void score_range(double came, double n, double z, double *low, double *high) {
    double p = n > 0 ? came / n : 0.5, zz = z * z;
    double middle = (p + zz / (2 * (n > 0 ? n : 1))) / (1 + zz / (n > 0 ? n : 1));
    double half = n > 0 ? z * sqrt(p * (1 - p) / n + zz / (4 * n * n)) / (1 + zz / n) : 0.5;
    *low = n > 0 ? fmax(0, middle - half) : 0;
    *high = n > 0 ? fmin(1, middle + half) : 1;
}

/* Of 0.014 of log odds each, from one in 1.2 million on. */
static uint32_t step_of(double chance) {
    double odds = log(fmax(chance, 1e-9) / fmax(1 - chance, 1e-9));
    double step = (odds + 14) * (SCORE_STEPS / 28.0);
    return step < 0 ? 0 : step >= SCORE_STEPS ? SCORE_STEPS - 1 : (uint32_t)step;
}

void score_add(struct scoring *x, double chance, double importance, bool came) {
    double miss = chance - came, sure = came ? chance : 1 - chance;
    struct score *s = &x->sums;
    struct score_bin *bin = &s->bins[score_bin_of(chance)];
    uint32_t step = step_of(chance);
    s->n += importance;
    s->came += came ? importance : 0;
    s->brier += importance * miss * miss;
    s->log -= importance * log(fmax(sure, 1e-6));
    bin->n += importance;
    bin->given += importance * chance;
    bin->came += came ? importance : 0;
    x->seen[step] += importance;
    x->came[step] += came ? importance : 0;
}

static double average_precision(const struct scoring *x) {
    double seen = 0, right = 0, sum = 0;
    for (int i = SCORE_STEPS; i-- > 0;) {
        seen += x->seen[i];
        right += x->came[i];
        sum += seen > 0 ? x->came[i] * right / seen : 0;
    }
    return right > 0 ? sum / right : 0;
}

struct score score_of(const struct scoring *x) {
    struct score out = x->sums;
    if (out.n <= 0)
        return out;
    out.average_precision = average_precision(x);
    for (size_t i = 0; i < SCORE_BINS; i++) {
        struct score_bin *b = &out.bins[i];
        out.ece += fabs(b->given - b->came) / out.n;
        b->given = b->n > 0 ? b->given / b->n : 0;
        b->came = b->n > 0 ? b->came / b->n : 0;
    }
    out.brier /= out.n;
    out.log /= out.n;
    out.came /= out.n;
    return out;
}
