/* The additive mixer: a candidate's score is a sum over its statistics, each by a broken line of
 * its value that is learned, and a slope of the asked relation's own. So contributions add up to
 * the score exactly, and a statistic's line can be drawn. */
#ifndef HB_OUTLOOK_MIXER_H
#define HB_OUTLOOK_MIXER_H

#include "outlook/lessons.h"

enum { KNOTS = 9, KNOT_STEP = 32 };

struct mixer {
    float line[STATISTICS][KNOTS]; /* contribution at values 0, 32 … 256 */
    float *slopes;                 /* [n_directed][STATISTICS] per unit; owned */
    uint32_t n_directed;
};

hb_status mixer_open(struct mixer *m, uint32_t n_relations, struct hb_error *err);
void mixer_close(struct mixer *m);
/* Learns from lessons [from, to) in `passes` passes, in an order that `seed` shuffles. */
hb_status mixer_learn(struct mixer *m, const struct lessons *l, size_t from, size_t to, int passes,
                      uint64_t seed, struct hb_error *err);
float mixer_score(const struct mixer *m, uint32_t relation, const uint8_t *row);
/* out [STATISTICS]: sums up to the score, in this order and float by float. */
void mixer_contributions(const struct mixer *m, uint32_t relation, const uint8_t *row, float *out);

#endif
