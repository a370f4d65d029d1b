/* Public affairs: what a report is of, and whether an act told in it is one of theirs. */
#ifndef HB_CODE_AFFAIRS_H
#define HB_CODE_AFFAIRS_H

#include "code/what.h"

struct affairs {
    bool is_private;  /* of sport, markets, gadgets, films, science; false for too short a text */
    bool is_accident; /* of harm that nobody did: a crash, a fire, an earthquake */
    bool is_crime;    /* of what people do to each other, without cause, force or state */
};

/* O(words). */
struct affairs affairs_of(const struct reading *r);
/* Is the event none in a report of that kind? In a private one those stand whose sentence speaks of
 * those who rule, fight or dissent, or to which a body between states is a party. */
bool affairs_exclude(const struct reading *r, const struct affairs *f, const struct act *a,
                     const struct event *e);

#endif
