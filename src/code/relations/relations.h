/* Standing facts: who backs, fights, leads, holds, belongs to, recognises whom, from predicates,
 * participles, titles and descriptions. */
#ifndef HB_CODE_RELATIONS_H
#define HB_CODE_RELATIONS_H

#include "code/reading.h"

/* Fills out->relations. False without memory. */
bool relations_find(struct reading *r, struct coded *out);

#endif
