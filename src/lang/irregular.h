/* Past forms of irregular verbs, with their lemmas. */
#ifndef HB_LANG_IRREGULAR_H
#define HB_LANG_IRREGULAR_H

#include "base/str.h"

struct irregular {
    const char *form, *lemma; /* lower case */
    bool is_past, is_participle;
};

/* NULL: no such form. O(log of the table). */
const struct irregular *irregular_find(str lower);

#endif
