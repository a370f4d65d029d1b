/* The stages of the fold, each in a file of its own. All run inside one transaction, in this order,
 * over what is stale. Private to src/picture. */
#ifndef HB_PICTURE_STAGES_H
#define HB_PICTURE_STAGES_H

#include "store/fold.h"

/* stale reports, stale 'copies' → shingle, twin, copy; stale happenings whose reports' copies
 * changed. O(words) a report and candidate. */
hb_status picture_copies(struct store *s, struct hb_error *err);
/* stale reports, mentions and happenings → trait, happening, told; stale happenings and days. */
hb_status picture_happenings(struct store *s, struct hb_error *err);

#endif
