/* The questions of one day: each fact asks twice, from its subject and from its object; those of
 * one entity and directed relation have the same candidates and are kept together, and those of
 * one entity share a scene. */
#ifndef HB_OUTLOOK_QUESTIONS_H
#define HB_OUTLOOK_QUESTIONS_H

#include "base/arena.h"
#include "outlook/outlook.h"

/* One entity and relation, with all who came true that day: answers[begin, end). */
struct question {
    uint32_t entity, relation; /* directed */
    uint32_t begin, end;
};

struct day_questions {
    struct question *items; /* [n] by entity, then relation */
    size_t n;
    uint32_t *answers;         /* [n_answers] without repetitions in a question */
    uint32_t *times;           /* [n_answers] facts that say so */
    uint32_t *sides;           /* [n_sides] 2 * fact + view, ordered as the questions */
    uint32_t *answer_of;       /* [n_sides] place in `answers` of each of `sides` */
    uint32_t *first_of_entity; /* [n_entities + 1] places in items */
    size_t n_answers, n_sides, n_entities;
    date_day day;
};

/* facts [n] all of one day. All in the arena. */
hb_status questions_of_day(const struct outlook_fact *facts, size_t n, struct arena *a,
                           struct day_questions *out, struct hb_error *err);

#endif
