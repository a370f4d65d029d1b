/* Learning the judge's weights (choose.h) from annotated stories. */
#ifndef HB_CODE_LEARN_H
#define HB_CODE_LEARN_H

#include "code/choose.h"

/* A gold event of the report being read. */
struct gold_event {
    struct span sentence, trigger; /* bytes of the report's text */
    enum plover_type type;
    struct span *actors, *recipients; /* mentions, where they stand */
    uint32_t n_actors, n_recipients;
};

struct learner; /* owned */
struct learner *learner_new(void);
void learner_free(struct learner *l);
/* Codes a report up to the judge and keeps its decisions with what the gold says of them. False without memory. */
bool learner_add(struct learner *l, const struct coder *c, const struct report *rep, const struct gold_event *gold,
                 uint32_t n_gold, struct hb_error *err);
/* Learns (deterministic) and writes the table, weights below `least` left out. */
hb_status learner_save(struct learner *l, const char *path, struct hb_error *err);

#endif
