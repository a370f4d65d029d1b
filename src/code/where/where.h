/* Where: the places of the text, and the place of an act. */
#ifndef HB_CODE_WHERE_H
#define HB_CODE_WHERE_H

#include "code/reading.h"

/* Finds the places of the text into r->places, in order, and settles which of several of one name
 * is meant, by the story's country, the countries and places named beside it, and the dateline. To
 * be called after who_prepare, which finds the story's country. False without memory. O(tokens). */
bool where_prepare(struct reading *r);

/* The place of the act on `token` (verb or noun): one that its sentence names and that the act, its
 * arguments or the clause above it takes with a locative preposition; the most specific of several.
 * NULL: none. The pointer holds as long as r->places does. O(places of the sentence * depth). */
struct place *where_of(struct reading *r, uint32_t token, enum plover_type type);

#endif
