/* Offices: who holds which, as the text says and as the tables know. */
#ifndef HB_CODE_OFFICES_H
#define HB_CODE_OFFICES_H

#include "code/reading.h"

/* Fills the offices of r->entities. False without memory. O(tokens + spells). */
bool offices_find(struct reading *r);

#endif
