/* Replies: whose act a judgment or refusal answers that names only "the move", "the offer". */
#ifndef HB_CODE_REPLIES_H
#define HB_CODE_REPLIES_H

#include "code/what.h"

/* Fills recipients of the verbal acts[from, n), of one sentence, that have none. */
void replies_fill(struct reading *r, struct acts *acts, size_t from);

/* The noun that names the act which a judgment or refusal answers without saying whose it is, NONE.
 */
uint32_t replies_answered(const struct reading *r, const struct act *a);

#endif
