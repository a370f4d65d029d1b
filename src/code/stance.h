/* Stance: what a speaker does by his very words. An evaluation ("the plan is a disgrace", "not
 * helpful") praises or condemns; an obligation laid on another ("Serbia must hand him over")
 * demands. The frames of such words bear the flag `said`. */
#ifndef HB_CODE_STANCE_H
#define HB_CODE_STANCE_H

#include "code/what.h"

/* Does somebody take the stance of a `said` frame? Sets the speaker as actor and whom it is about
 * as recipient; a negated evaluation turns into its opposite. False where nobody speaks, or of
 * himself, or of nothing political. */
bool stance_take(struct reading *r, struct act *a);

/* The verb on which a modal lays its obligation, NONE where the act is no modal. */
uint32_t stance_obligation(const struct reading *r, const struct act *a);

#endif
