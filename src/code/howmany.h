/* How many: the dead, wounded, arrested, abducted, displaced, marching and deployed that a sentence
 * counts. */
#ifndef HB_CODE_HOWMANY_H
#define HB_CODE_HOWMANY_H

#include "code/reading.h"

/* A count in words. */
struct count {
    uint32_t n_words;
    int64_t low, high; /* high INT64_MAX: "at least" */
};

/* The longest count that begins at forms[0]: "1,200", "two dozen", "at least 12", "between 5 and
 * 7", "tens of thousands". False if none does. No grammar is needed. O(length of the count). */
bool count_parse(const str *forms, uint32_t n, struct count *out);

/* Fills e->numbers for the act on `token`: counts in its arguments and in those of words beside it
 * that tell of the same act's victims ("killing 12 and wounding 30"). Uses e->type. O(sentence). */
void howmany_of(struct reading *r, uint32_t token, struct event *e);

#endif
