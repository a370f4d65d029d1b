/* Which word a time expression dates, by the tree mended with the word order of news. Private to
 * when.c. */
#ifndef HB_CODE_WHEN_OWNER_H
#define HB_CODE_WHEN_OWNER_H

#include "code/reading.h"

/* The word dated by the expression of tokens [first, last), core the first of them behind its
 * preposition; `tree` is what the tree says (NONE: nothing), `is_before` that it stands before its
 * noun ("Monday's attack"). NONE: none is found. O(sentence). */
uint32_t when_owner(const struct reading *r, uint32_t first, uint32_t core, uint32_t last,
                    uint32_t tree, bool is_before);

/* A verb that heads a clause: no auxiliary, no adjective. */
bool when_is_clausal(const struct reading *r, uint32_t token);
/* Does some frame make an act of this noun? */
bool when_is_act_noun(const struct reading *r, uint32_t token);
/* Is `word` what one is invited to, called for or accused of? A date at the end is its own:
 * "invited to a summit on Wednesday", "accused of shelling a town on Thursday". */
bool when_is_content(const struct reading *r, uint32_t verb, uint32_t word);

#endif
