/* Likeness in few numbers: each entity, country, role and directed relation has a vector, and an
 * answer's is near to what entity, relation and the entity's latest dealings call for. It speaks
 * where counts are silent: of pairs that never met. Learned as time passes: a day is asked with
 * what earlier days have taught. */
#ifndef HB_OUTLOOK_FACTOR_H
#define HB_OUTLOOK_FACTOR_H

#include "outlook/past.h"

enum { RANK = 64, RECENT_DEALINGS = 10, PROPOSALS = 80 };

/* Vectors with the squares of their gradients, [n][RANK] each. */
struct vectors {
    float *values, *squares;
    size_t n, capacity;
    uint64_t seed;
    float scale; /* of the first values */
};

enum factor_table {
    FACTOR_ASKS, /* entities as those of whom is asked */
    FACTOR_ASKS_COUNTRY,
    FACTOR_ASKS_ROLE,
    FACTOR_ANSWERS, /* entities as answers */
    FACTOR_ANSWERS_COUNTRY,
    FACTOR_ANSWERS_ROLE,
    FACTOR_RELATION, /* what a relation weighs */
    FACTOR_CALLS,    /* what a relation calls for, whoever is asked */
    FACTOR_MET,      /* entities as those lately dealt with */
    FACTOR_MET_BY,   /* directed relations of these dealings */
    FACTOR_ANSWERS_MET,
    FACTOR_ANSWERS_MET_BY,
    FACTOR_TABLES
};

struct factor {
    struct vectors tables[FACTOR_TABLES];
    float *answers;    /* [RANK][n_answers] of all entities as they stand, for scoring */
    float *commonness; /* [n_answers] log of how common an answer is */
    size_t n_answers, answers_capacity;
    uint64_t seed, n_steps;
};

void factor_open(struct factor *f, uint64_t seed);
void factor_close(struct factor *f);
/* Learns the latest `n_facts` of the past and some older ones with them. */
hb_status factor_learn_day(struct factor *f, const struct past *p, size_t n_facts,
                           struct hb_error *err);
/* Makes ready to score on a day. */
hb_status factor_prepare(struct factor *f, const struct past *p, struct hb_error *err);
/* Scores of all entities, [n_entities]: log-odds against how common each is. */
void factor_score(const struct factor *f, const struct past *p, uint32_t entity, uint32_t relation,
                  date_day day, float *scores);
/* The best by score and commonness, at most PROPOSALS. */
size_t factor_propose(const struct factor *f, const float *scores, uint32_t out[PROPOSALS]);

#endif
