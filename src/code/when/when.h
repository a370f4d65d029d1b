/* When: the date of an act, from the time expressions of its text and the day of the report. */
#ifndef HB_CODE_WHEN_H
#define HB_CODE_WHEN_H

#include "code/reading.h"

/* Finds and places every time expression of the text; kept in r->when. False without memory.
 * O(tokens). */
bool when_prepare(struct reading *r);

/* The date of the act on `token` (verb or noun) as the guidelines write it: "2019-12-25",
 * "2019-04", "2011", "2019-09/2019-12"; *span holds the words that give it. False where the text
 * gives none: the date of a reporting verb over the act is not the act's. *when lies in the arena.
 * O(depth of the clause). */
bool when_of(struct reading *r, uint32_t token, str *when, struct span *span);

/* The same for an act that is done by saying it ("the minister said Monday that Iran must …"): the
 * reporting verb's date is the act's. For acts whose actor is the speaker. */
bool when_of_saying(struct reading *r, uint32_t token, str *when, struct span *span);

/* The day, not before the report's, on which the act on `token` is to be done, or by which: "on
 * Friday", "by June". Where the act is not known to be planned, only its own
 * words count, and the nearer of last and next January. False where the text gives none. */
bool when_to_come(struct reading *r, uint32_t token, bool is_planned, str *when, struct span *span);

/* The date at which a promise of the act was made: that of what stands over it, never one to come.
 */
bool when_of_promise(struct reading *r, uint32_t token, str *when, struct span *span);

#endif
