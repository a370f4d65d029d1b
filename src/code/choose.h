/* Choose: a small trained judge where grammar and tables are silent or disagree. It decides which mentions of the
 * sentence are the actors and recipients of an act, and whether an act is an event at all. Its weights are a readable
 * table (knowledge/weights.tsv), learned by `harbinger train --events` from annotated stories; without the table
 * the rules decide alone. */
#ifndef HB_CODE_CHOOSE_H
#define HB_CODE_CHOOSE_H

#include "code/what.h"

enum choice { CHOICE_NONE, CHOICE_ACTOR, CHOICE_RECIPIENT, CHOICES };

enum { CHOOSE_FEATURES = 48, CHOOSE_CANDIDATES = 24, FEATURE_ROOM = 96 };

/* The features of one decision, as text ("party type=ASSAULT rule=R"), in order. */
struct features {
    char names[CHOOSE_FEATURES][FEATURE_ROOM];
    uint32_t n;
};

/* Tokens of the sentence that may be parties of the act, in order; returns how many. */
uint32_t choose_candidates(struct reading *r, const struct act *a, uint32_t out[CHOOSE_CANDIDATES]);
/* What the judge sees of a candidate. acts[from, n) are those of the sentence. */
void party_features(struct reading *r, const struct acts *acts, size_t from, const struct act *a, uint32_t token,
                    uint32_t n_candidates, struct features *out);
/* What the judge sees of an act. */
void event_features(struct reading *r, const struct acts *acts, size_t from, const struct act *a, struct features *out);

/* Settles the parties of the sentence's acts and drops those that are no events. */
void choose(struct reading *r, struct acts *acts, size_t from);

#endif
