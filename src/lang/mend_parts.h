/* What the mends of single words share. Private to src/lang/mend_*.c. */
#ifndef HB_LANG_MEND_PARTS_H
#define HB_LANG_MEND_PARTS_H

#include "lang/mend.h"

/* One sentence that is being mended, in the tokens of the whole text. */
struct word_mender {
    const struct tagger *g;
    struct arena *arena;
    struct token *tokens;
    uint32_t first, last;
};

static inline bool mend_is_noun(const struct token *t) {
    return t->upos == UPOS_NOUN || t->upos == UPOS_PROPN;
}

#endif
