/* Fold: from act, status and speaker to PLOVER's final type, CAMEO code and scores. */
#ifndef HB_CODE_FOLD_H
#define HB_CODE_FOLD_H

#include "code/what.h"

/* Completes e (its parties, status and speaker are set): a future act that its own author announces
 * becomes AGREE, CONCEDE or THREATEN over that act; then code and weights. `author`: whose plan it
 * is, NONE. */
void fold_event(struct reading *r, const struct act *a, uint32_t author, struct event *e);

/* What an act and its content make together (fold.tsv), of type PLOVER_COUNT where nothing. A
 * threat to jail or to expel says by its mode which; `deed`: the content's mode, MODE_NONE. */
struct know_fold fold_over(const struct reading *r, enum plover_type outer,
                           enum plover_type content, enum plover_mode deed);

#endif
