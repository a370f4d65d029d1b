/* What word it is that an act rests on: of what kind its speaker is, how he puts it, and who passes
 * it on. */
#ifndef HB_CODE_SAYS_SOURCE_H
#define HB_CODE_SAYS_SOURCE_H

#include "code/reading.h"

/* Fills e->source for the speaker headed at `speaker` (as says_by found him; e's parties are set).
 * `is_denial`: he denies the act. O(depth of the clause). */
void source_of(struct reading *r, uint32_t speaker, bool is_denial, struct event *e);

#endif
