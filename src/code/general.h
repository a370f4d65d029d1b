/* General truths: what is told of no occasion of its own. */
#ifndef HB_CODE_GENERAL_H
#define HB_CODE_GENERAL_H

#include "code/what.h"

/* Is the act one that a rule lets or makes people do ("a bill that would let courts jail writers"),
 * that whoever might do ("any country that helps Moscow"), a habit ("usually meet in June"), an
 * open question ("unclear if they will leave"), a thing weighed ("hard to end the war"), hoped for
 * ("in the hope that they leave") or left undone ("without firing a shot")? */
bool general_is(const struct reading *r, const struct act *a);

#endif
