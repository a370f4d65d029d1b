/* Brier 1950; the logarithmic score with chances kept from 0 and 1 by one in a million, which a
 * single bold miss would make endless; average precision with ties taken as one step; calibration
 * by bins of a tenth, the lowest of which is parted where most chances lie. Sums run in the order
 * of the list, so that they do not depend on anything else. */
#include "outlook/score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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

static int order_by_chance(const void *p, const void *q) {
    const struct scored *a = p, *b = q;
    if (a->chance != b->chance)
        return a->chance < b->chance ? 1 : -1;
    if (a->came != b->came)
        return a->came < b->came ? 1 : -1;
    return (a->importance < b->importance) - (a->importance > b->importance);
}

/* Of a sorted list. */
static double average_precision(const struct cases *list, double came) {
    double seen = 0, right = 0, sum = 0;
    for (size_t i = 0; i < list->n;) {
        double step = 0, chance = list->items[i].chance;
        for (; i < list->n && list->items[i].chance == chance; i++) {
            seen += list->items[i].importance;
            step += list->items[i].came ? list->items[i].importance : 0;
        }
        right += step;
        sum += seen > 0 ? step * right / seen : 0;
    }
    return came > 0 ? sum / came : 0;
}

static void add_case(struct score *s, const struct scored *x) {
    double miss = x->chance - x->came, sure = x->came ? x->chance : 1 - x->chance;
    struct score_bin *bin = &s->bins[score_bin_of(x->chance)];
    s->n += x->importance;
    s->came += x->came ? x->importance : 0;
    s->brier += x->importance * miss * miss;
    s->log -= x->importance * log(fmax(sure, 1e-6));
    bin->n += x->importance;
    bin->given += x->importance * x->chance;
    bin->came += x->came ? x->importance : 0;
}

void score_cases(struct cases *list, struct score *out) {
    memset(out, 0, sizeof *out);
    if (!list->n)
        return;
    qsort(list->items, list->n, sizeof *list->items, order_by_chance);
    for (size_t i = 0; i < list->n; i++)
        add_case(out, &list->items[i]);
    out->average_precision = average_precision(list, out->came);
    for (size_t i = 0; i < SCORE_BINS; i++) {
        struct score_bin *b = &out->bins[i];
        out->ece += fabs(b->given - b->came) / out->n;
        b->given = b->n > 0 ? b->given / b->n : 0;
        b->came = b->n > 0 ? b->came / b->n : 0;
    }
    out->brier /= out->n;
    out->log /= out->n;
    out->came /= out->n;
}
