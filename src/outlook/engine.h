/* The engine's inside, for the back-test that stands beside it: workers that ask questions, and
 * what passes over days. Programs use outlook.h. */
#ifndef HB_OUTLOOK_ENGINE_H
#define HB_OUTLOOK_ENGINE_H

#include "outlook/factor.h"
#include "outlook/lessons.h"
#include "outlook/mixer.h"
#include "outlook/network.h"
#include "outlook/outlook.h"
#include "outlook/questions.h"
#include "outlook/rule_weights.h"

/* What one thread needs to ask; a piece of work uses the worker of its number. */
struct worker {
    struct scene scene;
    struct candidates candidates;
    uint8_t *rows;                 /* [CANDIDATES_MAXIMUM][STATISTICS] of the question asked last */
    float *scores, *probabilities; /* [CANDIDATES_MAXIMUM] */
    float *by_rules;               /* [n_by_rules] log chances of the scene's partners */
    size_t n_by_rules;
    float *likeness; /* [n_likeness] of all entities, for that question */
    size_t n_likeness;
    struct lessons lessons; /* learned from since they were last gathered */
    hb_status status;
    struct hb_error err;
};

enum { WORKERS = 8, NETS = 2 };

struct outlook {
    struct outlook_options options;
    struct arena arena; /* names */
    struct map entities, relations;
    struct classes classes;
    struct past past;
    struct rules rules;
    struct rule_weights rule_weights;
    struct factor factor;
    struct mixer mixer;
    struct network nets[NETS]; /* their mean is added */
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
/* Orders entities that are no candidates, below all that are. */
static inline float worker_fallback(const struct outlook *o, const struct worker *w,
                                    uint32_t entity) {
    return w->likeness[entity] + o->factor.commonness[entity];
}

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
