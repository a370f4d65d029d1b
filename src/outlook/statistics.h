/* What is known of each candidate of a question, as bytes on a logarithmic scale: shares of counts
 * ("of what the subject did of this kind lately, how much was to this one"), times since, what
 * rules say, closeness, factors. A table names each, since reasons are given in these names. */
#ifndef HB_OUTLOOK_STATISTICS_H
#define HB_OUTLOOK_STATISTICS_H

#include "outlook/candidates.h"
#include "outlook/factor.h"

enum { STATISTICS = 80, CONTEXTS = 8 };
/* A byte is this many to the unit in which values are shown and mixed (0 to 8). */
#define STATISTIC_UNIT 32.0f

/* A question about a scene's entity, with what is looked at. */
struct asked {
    const struct past *past;
    const struct rules *rules;
    const struct scene *scene;
    uint32_t relation; /* directed */
    const struct candidates *candidates;
    const float *by_rules; /* [n_partners] log chances by all rules together */
    const struct factor *factor;
    const float *likeness; /* [n_entities] its scores for the question */
    float likeness_best;   /* of likeness and commonness together */
};

/* out [n - from][STATISTICS], of the candidates from `from` on. */
void statistics_fill(const struct asked *q, size_t from, uint8_t *out);
/* What the question itself is like: how busy its entity is, how narrow its habits. */
void statistics_context(const struct asked *q, uint8_t out[CONTEXTS]);
const char *statistic_name(int statistic);
/* How much a candidate's statistics promise before any weight is learned: for choosing which to
 * learn from. */
int statistics_promise(const uint8_t *row);

#endif
