/* Counts in words: "1,200", "two dozen", "at least 12", "between 5 and 7", "tens of thousands". */
#ifndef HB_CODE_COUNT_H
#define HB_CODE_COUNT_H

#include "base/str.h"

struct count {
    uint32_t n_words;
    int64_t low, high; /* high INT64_MAX: "at least" */
};

/* The longest count that begins at forms[0]. False if none does. No grammar is needed. O(length of
 * the count). */
bool count_parse(const str *forms, uint32_t n, struct count *out);

#endif
