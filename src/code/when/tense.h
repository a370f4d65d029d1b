/* The tense of the clause around a token, as far as dates need it. Private to when.c. */
#ifndef HB_CODE_WHEN_TENSE_H
#define HB_CODE_WHEN_TENSE_H

#include "code/reading.h"
#include "code/when/expressions.h"

/* Tense of the clause that a verb, adjective or noun stands in. A dated present mostly announces
 * ("arrives Sunday"); the caller decides. O(depth). */
enum time_tense when_tense(const struct reading *r, uint32_t token);

#endif
