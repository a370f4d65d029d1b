/* Again: parties of a deed that a report told before and names anew. */
#ifndef HB_CODE_AGAIN_H
#define HB_CODE_AGAIN_H

#include "code/what.h"

/* Fills the side of e that its own sentence leaves open; before[0, n) are the report's events so
 * far, e is made of a. */
void again_fill(struct reading *r, const struct act *a, struct event *e, const struct event *before,
                size_t n);

#endif
