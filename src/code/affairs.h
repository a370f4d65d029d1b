/* Public affairs: whether a report is about them, and whether a sentence of it is. */
#ifndef HB_CODE_AFFAIRS_H
#define HB_CODE_AFFAIRS_H

#include "code/what.h"

/* Is the report of sport, markets, gadgets, films, science or somebody's private life, and of no
 * state, force or cause? False for texts too short to tell. O(words). */
bool affairs_are_private(const struct reading *r);
/* Does an event of such a report stand all the same: does its sentence speak of those who rule,
 * fight or dissent, or is a body between states a party? */
bool affairs_touch(const struct reading *r, const struct event *e);
/* Is the event harm of which no doer is told: "injured 20", "an explosion"? */
bool affairs_is_harm(const struct reading *r, const struct act *a, const struct event *e);
/* Did nobody do the harm that the report tells of: a crash, a fire, an earthquake? */
bool affairs_are_accidents(const struct reading *r);
/* Is it of crimes that people do to each other, with no cause, force or state in them but the
 * police and the courts? */
bool affairs_are_crimes(const struct reading *r);
/* Is the event such a crime: force by nobody but private people? */
bool affairs_is_crime(const struct event *e);

#endif
