/* Rules weighed together: what has been between an entity and a partner adds up to the log-odds
 * that the partner is the answer, with weights learned as days pass. Confidences of single rules
 * (rules.h) count what often goes together twice and more; these weights share it out. */
#ifndef HB_OUTLOOK_RULE_WEIGHTS_H
#define HB_OUTLOOK_RULE_WEIGHTS_H

#include "outlook/rules.h"

/* A weight and the sum of its squared gradients. */
struct rule_weight {
    float weight, squares;
};

enum { RULE_CELLS = RULE_GAPS * RULE_TIMES, RULE_LIKENESSES = 3 };

struct rule_weights {
    struct rule_weight *cells;  /* [n_directed²][RULE_CELLS] by head, then body; owned */
    struct rule_weight *bodies; /* [n_directed²] whatever gap and times; owned */
    struct rule_weight *none;   /* [n_directed] that no partner is the answer; owned */
    /* Whatever the relations: body is the head, its inverse, another. */
    struct rule_weight shared[RULE_LIKENESSES][RULE_CELLS];
    uint32_t n_directed;
    float *scores; /* of learning; owned */
    size_t scores_capacity;
};

hb_status rule_weights_open(struct rule_weights *r, uint32_t n_relations, struct hb_error *err);
void rule_weights_close(struct rule_weights *r);
/* Log of each partner's chance, [n_partners of the scene]. */
void rule_weights_score(const struct rule_weights *r, const struct scene *s, uint32_t head,
                        float *out);
/* Learns that `answers` [n] came true. */
hb_status rule_weights_learn(struct rule_weights *r, const struct scene *s, uint32_t head,
                             const uint32_t *answers, size_t n, struct hb_error *err);

#endif
