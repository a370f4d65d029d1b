/* The correction of log odds is a broken line over sixteen knots. Between knots it runs straight.
 * At a knot it is the log odds of the share that came true, drawn as by KAPPA forecasts to what is
 * believed before: the forecast itself up to one in ten, above that as much of its boldness as
 * there are windows of past against DOUBTED. Forecasts of unlike importance, and days that overlap,
 * count as the number of equal ones that would be as sure (Kish 1965). Neighbours out of order are
 * pooled (Ayer et al. 1955), but for a tenth of the slope, so that less evidence is always a
 * smaller number. Cost: a few additions for a forecast, the knots for settling. */
#include "outlook/reliability.h"

#include "outlook/logistic.h"

static const double knots[RELIABILITY_KNOTS] = {-9,   -7,   -5.5, -4.6, -3.9, -2.94, -2.2, -1.39,
                                                -.85, -.41, 0,    .41,  .85,  1.39,  2.2,  2.94};
static const double KAPPA = 10, DOUBTED = 4, MODEST = -2.2, LEAST_SLOPE = 0.1;

void reliability_open(struct reliability *r) {
    *r = (struct reliability){0};
    for (int i = 0; i < RELIABILITY_KNOTS; i++)
        r->corrected[i] = knots[i];
}

/* The knot at or below some log odds, at most the last but one. */
static int knot_below(double odds) {
    int i = 0;
    while (i + 2 < RELIABILITY_KNOTS && odds >= knots[i + 1])
        i++;
    return i;
}

/* How much of the way to the next knot, 0 to 1. */
static double way_from(int knot, double odds) {
    double way = (odds - knots[knot]) / (knots[knot + 1] - knots[knot]);
    return way < 0 ? 0 : way > 1 ? 1 : way;
}

void reliability_add(struct reliability *r, double odds, double importance, bool came) {
    int i = knot_below(odds);
    double way = way_from(i, odds), chance = logistic_chance(odds);
    for (int k = 0; k < 2; k++) {
        double part = importance * (k ? way : 1 - way);
        struct reliability_knot *knot = &r->knots[i + k];
        knot->n += part;
        knot->squares += part * importance;
        knot->given += part * chance;
        knot->came += came ? part : 0;
    }
}

/* Equal forecasts that would be as sure as those near a knot. */
static double effective(const struct reliability_knot *k, double overlap) {
    return k->squares > 0 ? k->n * k->n / k->squares / overlap : 0;
}

/* Log odds at a knot by what came of the forecasts near it. */
static double correct_knot(const struct reliability_knot *k, double knot, double doubt,
                           double overlap) {
    double chance = logistic_chance(knot), given = k->n > 0 ? k->given / k->n : chance;
    double odds = logistic_odds_of(given);
    double believed = logistic_chance(odds > MODEST ? MODEST + doubt * (odds - MODEST) : odds);
    double n = effective(k, overlap);
    double share = k->n > 0 ? k->came / k->n : 0;
    double right = (n * share + KAPPA * believed) / (n + KAPPA);
    return knot + logistic_odds_of(right) - odds;
}

/* Pools neighbours of which the later is smaller. */
static void make_rising(double *values, const double *weights, int n) {
    double sums[RELIABILITY_KNOTS], pooled[RELIABILITY_KNOTS];
    int sizes[RELIABILITY_KNOTS], n_pools = 0;
    for (int i = 0; i < n; i++) {
        sums[n_pools] = values[i] * weights[i];
        pooled[n_pools] = weights[i];
        sizes[n_pools++] = 1;
        for (; n_pools > 1 &&
               sums[n_pools - 2] * pooled[n_pools - 1] >= sums[n_pools - 1] * pooled[n_pools - 2];
             n_pools--) {
            sums[n_pools - 2] += sums[n_pools - 1];
            pooled[n_pools - 2] += pooled[n_pools - 1];
            sizes[n_pools - 2] += sizes[n_pools - 1];
        }
    }
    for (int p = 0, at = 0; p < n_pools; p++)
        for (int i = 0; i < sizes[p]; i++)
            values[at++] = sums[p] / pooled[p];
}

void reliability_settle(struct reliability *r, double windows, double overlap) {
    double doubt = windows / (windows + DOUBTED), weights[RELIABILITY_KNOTS];
    for (int i = 0; i < RELIABILITY_KNOTS; i++) {
        weights[i] = KAPPA + effective(&r->knots[i], overlap);
        r->corrected[i] =
            correct_knot(&r->knots[i], knots[i], doubt, overlap) - LEAST_SLOPE * knots[i];
    }
    make_rising(r->corrected, weights, RELIABILITY_KNOTS);
    for (int i = 0; i < RELIABILITY_KNOTS; i++)
        r->corrected[i] += LEAST_SLOPE * knots[i];
}

void reliability_near(const struct reliability *r, double odds, double *n, double *given,
                      double *came) {
    int i = knot_below(odds);
    const struct reliability_knot *k = &r->knots[way_from(i, odds) < 0.5 ? i : i + 1];
    *n = k->n;
    *given = k->n > 0 ? k->given / k->n : 0;
    *came = k->n > 0 ? k->came / k->n : 0;
}

double reliability_correct(const struct reliability *r, double odds) {
    const int last = RELIABILITY_KNOTS - 1;
    if (odds <= knots[0])
        return odds + r->corrected[0] - knots[0];
    if (odds >= knots[last])
        return odds + r->corrected[last] - knots[last];
    int i = knot_below(odds);
    double way = way_from(i, odds);
    return r->corrected[i] * (1 - way) + r->corrected[i + 1] * way;
}
