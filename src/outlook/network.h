/* The stronger mixer: a small network over a candidate's statistics, the asked relation and the
 * question's context, whose output is added to a part of the additive score. It finds what lies
 * between statistics and what a relation makes of them; that more evidence never speaks against
 * holds of the additive score alone. */
#ifndef HB_OUTLOOK_NETWORK_H
#define HB_OUTLOOK_NETWORK_H

#include "outlook/mixer.h"

enum { HIDDEN = 48, UPPER = 24 };

/* Weights, or what belongs to each of them (gradients, moments). */
struct network_weights {
    float lower[STATISTICS][HIDDEN];
    float context[CONTEXTS][HIDDEN];
    float upper[HIDDEN][UPPER];
    float upper_bias[UPPER];
    float out[UPPER];
    float additive; /* of the additive score */
};

struct network {
    struct network_weights weights;
    float *relations; /* [n_directed + 1][HIDDEN] what a relation adds to the hidden sums; owned */
    uint32_t n_directed;
};

hb_status network_open(struct network *n, uint32_t n_relations, uint64_t seed,
                       struct hb_error *err);
void network_close(struct network *n);
/* Learns what the additive mixer leaves, from lessons [from, to). */
hb_status network_learn(struct network *n, const struct mixer *m, const struct lessons *l,
                        size_t from, size_t to, int passes, uint64_t seed, struct hb_error *err);
/* What a question adds to the hidden sums of all its candidates. */
void network_begin(const struct network *n, uint32_t relation, const uint8_t context[CONTEXTS],
                   float sums[HIDDEN]);
/* The output for one candidate; `sums` of network_begin. */
float network_score(const struct network *n, const float sums[HIDDEN], const uint8_t *row);

#endif
