/* How many: the dead, wounded, arrested, abducted, displaced, marching, freed and deployed, the
 * money and the weapons that a sentence counts. */
#ifndef HB_CODE_HOWMANY_H
#define HB_CODE_HOWMANY_H

#include "code/reading.h"

/* Fills e->numbers for the act on `token`: counts in its arguments and in those of words beside it
 * that tell of the same act's victims ("killing 12 and wounding 30"). Uses e->type. O(sentence). */
void howmany_of(struct reading *r, uint32_t token, struct event *e);

#endif
