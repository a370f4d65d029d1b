/* How good forecasts were: counted as they come true or not, no forecast is kept. */
#ifndef HB_OUTLOOK_SCORE_H
#define HB_OUTLOOK_SCORE_H

#include <stdbool.h>
#include <stdint.h>

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

enum { SCORE_STEPS = 2048 };

/* A score in the making. */
struct scoring {
    struct score sums;
    double seen[SCORE_STEPS], came[SCORE_STEPS]; /* by the log odds given */
};

/* Counts a forecast that stands for `importance` cases. */
void score_add(struct scoring *s, double chance, double importance, bool came);
struct score score_of(const struct scoring *s);
/* The bin of a chance. */
uint32_t score_bin_of(double chance);
/* Within which a share lies of which `came` of n cases came true, with the confidence that z
 * spreads give (Wilson 1927). */
void score_range(double came, double n, double z, double *low, double *high);

#endif
