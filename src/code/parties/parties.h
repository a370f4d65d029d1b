/* Parties: which mentions become actor and recipient of an act. */
#ifndef HB_CODE_PARTIES_H
#define HB_CODE_PARTIES_H

#include "code/what.h"

/* Fills actors and recipients of an act whose frame, type and arguments are set. O(arguments of the
 * act and of what they govern). */
void parties_fill(struct reading *r, struct act *a);

#endif
