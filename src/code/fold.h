/* Fold: from act, status and speaker to PLOVER's final type, CAMEO code and scores. */
#ifndef HB_CODE_FOLD_H
#define HB_CODE_FOLD_H

#include "code/what.h"

/* Completes e (its parties, status and speaker are set): a future act that its own author announces
 * becomes AGREE, CONCEDE or THREATEN over that act; then code and weights. `author`: whose plan it
 * is, NONE. */
void fold_event(struct reading *r, const struct act *a, uint32_t author, struct event *e);

/* "Threatened to jail", "to expel": the mode of a threat whose deed has this mode, else `given`. */
enum plover_mode fold_threat_mode(enum plover_mode given, enum plover_mode deed);

#endif
