/* How: the mode of an act that its frame leaves open. */
#ifndef HB_CODE_HOW_H
#define HB_CODE_HOW_H

#include "code/what.h"

/* Gives e, which act `a` became, the mode that the words around it tell, where it has none: with
 * what an attack was made, what a request asks for, that many sat at a table. O(sentence). */
void how_of(struct reading *r, const struct act *a, struct event *e);

#endif
