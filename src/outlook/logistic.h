/* Logistic regression: how likely is a yes, as a sum. Each feature adds weight * value to the log
 * odds, so that what every piece of evidence contributes can be shown and adds up exactly. */
#ifndef HB_OUTLOOK_LOGISTIC_H
#define HB_OUTLOOK_LOGISTIC_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LOGISTIC_WIDTH = 32 };

/* Rows of features, the first of each being 1. Owned: logistic_free. */
struct logistic_rows {
    uint32_t width;    /* features of a row, at most LOGISTIC_WIDTH */
    float *x;          /* [n * width] */
    float *importance; /* [n] how many cases a row stands for */
    uint8_t *y;        /* [n] 0 or 1 */
    size_t n, capacity;
};

struct logistic {
    uint32_t width;
    double weights[LOGISTIC_WIDTH];
    /* Inverse of the curvature at the weights: their covariance, [width * width]. */
    double spread[LOGISTIC_WIDTH * LOGISTIC_WIDTH];
    double n_yes, n_rows; /* that it was learned from, by importance */
};

struct logistic_options {
    double ridge;         /* pull of each weight (not of the first) toward `toward` */
    const bool *rising;   /* [width] may not be under zero: more evidence never makes less likely */
    const double *toward; /* [width]; NULL: 0 */
};

/* Appends a row of r->width features; false without memory. */
bool logistic_add(struct logistic_rows *r, const double *x, bool is_yes, double importance);
void logistic_free(struct logistic_rows *r);
/* Finds the weights with the greatest penalized likelihood of rows [0, n), starting from those in
 * *out where its width is the rows'. One answer, whatever the machine's threads. O(n width²) a
 * step, some ten steps. */
void logistic_fit(const struct logistic_rows *r, size_t n, const struct logistic_options *o,
                  struct logistic *out);
/* Log odds of a row. */
double logistic_odds(const struct logistic *m, const double *x);
/* Standard error of these. */
double logistic_error(const struct logistic *m, const double *x);
static inline double logistic_odds_of(double p); /* log odds of a probability within (0, 1) */
double logistic_chance(double odds);             /* the inverse */

#include <math.h>
static inline double logistic_odds_of(double p) {
    return log(p / (1 - p));
}

#endif
