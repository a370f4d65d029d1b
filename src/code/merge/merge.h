/* Merge: acts of a sentence that are one act told twice. */
#ifndef HB_CODE_MERGE_H
#define HB_CODE_MERGE_H

#include "code/what.h"

/* Drops the acts of the sentence that another carries; that one takes their parties. acts[from, n)
 * are of one sentence, verbal acts already have their content. */
void merge_acts(struct reading *r, struct acts *acts, size_t from);

/* Is `token` among the heads list[0, n)? */
bool act_has_party(const uint32_t *list, uint32_t n, uint32_t token);
/* Appends from[0, m) to a list of ACT_PARTIES, each once. */
void act_take_parties(uint32_t *to, uint32_t *n, const uint32_t *from, uint32_t m);
/* Material conflict: the fourth quad. */
bool act_is_hostile(enum plover_type t);

#endif
