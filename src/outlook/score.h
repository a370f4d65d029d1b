/* How good forecasts were: kept as they come true or not, scored at the end. */
#ifndef HB_OUTLOOK_SCORE_H
#define HB_OUTLOOK_SCORE_H

#include "base/arena.h"

#include <stdbool.h>

struct scored {
    double chance;     /* that was given */
    double importance; /* how many cases it stands for */
    bool came;
};

struct cases {
    struct scored *items;
    size_t n, capacity;
};

enum { SCORE_BINS = 13 };
extern const double score_edges[SCORE_BINS + 1]; /* 0, 1, 2, 5, 10, 20 … 100 % */

struct score_bin {
    double n, given, came; /* cases; mean chance; share that came true */
};

struct score {
    double n, came;           /* cases; share that came true */
    double brier, log;        /* mean squared miss; mean -log of what came (natural) */
    double average_precision; /* of ranking the cases by chance, ties as one */
    double ece;               /* mean over cases of |given - came| of its bin */
    struct score_bin bins[SCORE_BINS];
};

/* Scores and, for the average precision, sorts. O(n log n). */
void score_cases(struct cases *list, struct score *out);
/* The bin of a chance. */
uint32_t score_bin_of(double chance);
/* Within which a share lies of which `came` of n cases came true, with the confidence that z
 * spreads give (Wilson 1927). */
void score_range(double came, double n, double z, double *low, double *high);

#endif
