/* How forecasts fared so far, by the log odds that they gave, and what that makes of the next
 * one's. Where forecasts of like log odds came true less often than they said, the next is drawn
 * in; where hardly any were tried, bold ones are drawn in by how short the past is. What goes in
 * higher comes out higher, so evidence keeps its direction. */
#ifndef HB_OUTLOOK_RELIABILITY_H
#define HB_OUTLOOK_RELIABILITY_H

#include <stdbool.h>

enum { RELIABILITY_KNOTS = 16 };

/* Forecasts near a knot, each counted at the two knots that it lies between. */
struct reliability_knot {
    double n, squares, given, came; /* sums of importance, its square, chances, what came */
};

struct reliability {
    struct reliability_knot knots[RELIABILITY_KNOTS];
    double corrected[RELIABILITY_KNOTS]; /* log odds at the knots, rising */
};

void reliability_open(struct reliability *r);
/* A forecast that stands for `importance` others came true or not. */
void reliability_add(struct reliability *r, double odds, double importance, bool came);
/* Makes the correction anew. windows: stretches of the horizon watched so far, one after the other;
 * overlap: how often forecasts tell of the same stretch. */
void reliability_settle(struct reliability *r, double windows, double overlap);
/* Forecasts of about these log odds so far: how many, the mean chance given, the share that came.
 */
void reliability_near(const struct reliability *r, double odds, double *n, double *given,
                      double *came);
/* Log odds set right. */
double reliability_correct(const struct reliability *r, double odds);

#endif
