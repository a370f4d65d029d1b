/* Public affairs: whether a report is about them, and whether a sentence of it is. */
#ifndef HB_CODE_AFFAIRS_H
#define HB_CODE_AFFAIRS_H

#include "code/reading.h"

/* Is the report of sport, markets, gadgets, films, science or somebody's private life, and of no
 * state, force or cause? False for texts too short to tell. O(words). */
bool affairs_are_private(const struct reading *r);
/* Does an event of such a report stand all the same: does its sentence speak of those who rule,
 * fight or dissent, or is a body between states a party? */
bool affairs_touch(const struct reading *r, const struct event *e);

#endif
