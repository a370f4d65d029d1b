/* Explain: why an event was coded as it was. */
#ifndef HB_CODE_EXPLAIN_H
#define HB_CODE_EXPLAIN_H

#include "code/what.h"

/* Fills e->reasons of a finished event: the frame, the walk to each party and how it got its code,
 * status, date, place, speaker and what was made of it in the end. Asked for by a reader only; the
 * normal way never comes here. Without memory the arena remembers it. */
void explain_event(struct reading *r, const struct act *a, struct event *e);

#endif
