/* Words of a report that stand behind a fact. */
#ifndef HB_STORE_EVIDENCE_H
#define HB_STORE_EVIDENCE_H

#include "store/store.h"

/* The sentence around a code point of the report of that key, in the arena; {NULL,0} if there is
 * none. O(length of the text). */
hb_status store_sentence(struct store *s, int64_t report, int64_t begin, struct arena *a, str *out,
                         struct hb_error *err);
/* The date of the newest report, in the arena; {NULL,0} of an archive without dates. O(1). */
hb_status store_newest(struct store *s, struct arena *a, str *out, struct hb_error *err);

#endif
