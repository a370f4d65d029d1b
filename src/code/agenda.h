/* Agenda: who is to do what, by when, under which condition. */
#ifndef HB_CODE_AGENDA_H
#define HB_CODE_AGENDA_H

#include "code/reading.h"

/* Fills out->agenda from the coded events and from what else the text announces. False without
 * memory. O(tokens * depth). */
bool agenda_find(struct reading *r, struct coded *out);

#endif
