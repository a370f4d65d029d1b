/* Context: what an act is about, beside what it is (PLOVER 2: legal, military, election …). */
#ifndef HB_CODE_CONTEXT_H
#define HB_CODE_CONTEXT_H

#include "code/reading.h"

/* Sets e->contexts, at most MAX_CONTEXTS, the strongest first; uses e's code, parties and trigger.
 * O(tokens of the sentence). */
void context_of(struct reading *r, struct event *e);

#endif
