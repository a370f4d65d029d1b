/* The engine's inside, for the back-test that stands beside it: workers that ask questions, and
 * what passes over days. Programs use outlook.h. */
#ifndef HB_OUTLOOK_ENGINE_H
#define HB_OUTLOOK_ENGINE_H

#include "outlook/lessons.h"
#include "outlook/mixer.h"
#include "outlook/outlook.h"
#include "outlook/questions.h"

/* What one thread needs to ask; a piece of work uses the worker of its number. */
struct worker {
    struct scene scene;
    struct candidates candidates;
    uint8_t *rows;                 /* [CANDIDATES_MAXIMUM][STATISTICS] of the question asked last */
    float *scores, *probabilities; /* [CANDIDATES_MAXIMUM] */
    struct lessons lessons;        /* learned from since they were last gathered */
    hb_status status;
    struct hb_error err;
};

enum { WORKERS = 8 };

struct outlook {
    struct outlook_options options;
    struct arena arena; /* names */
    struct map entities, relations;
    struct classes classes;
    struct past past;
    struct rules rules;
    struct mixer mixer;
    bool has_learned;
    struct worker workers[WORKERS];
    struct outlook_answer *answers; /* of the question asked last; owned */
    size_t answers_capacity;
};

/* Makes workers ready for questions of today's entities. */
hb_status engine_prepare(struct outlook *o, struct hb_error *err);
/* Sets the worker on an entity, then on a relation of it: candidates and statistics are there. */
hb_status worker_set_entity(struct outlook *o, struct worker *w, uint32_t entity, date_day day);
struct asked worker_ask(struct outlook *o, struct worker *w, uint32_t relation);
/* Fills scores and probabilities of the candidates. */
void worker_score(struct outlook *o, struct worker *w, const struct asked *q);
/* A score for entities that are no candidates, below all that are: what this is most often done to.
 */
float engine_fallback(const struct outlook *o, uint32_t relation, uint32_t entity, date_day day);

/* Adds lessons of a day that has not been observed. */
hb_status engine_take_lessons(struct outlook *o, const struct day_questions *d, struct lessons *out,
                              struct hb_error *err);
/* Observes a day: rules first, then facts. */
hb_status engine_observe_day(struct outlook *o, const struct outlook_fact *facts, size_t n,
                             struct hb_error *err);
/* Learns the weights from lessons [from, n). */
hb_status engine_fit(struct outlook *o, const struct lessons *lessons, size_t from,
                     struct hb_error *err);

#endif
