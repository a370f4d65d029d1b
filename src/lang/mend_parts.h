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

/* Is the tag of the treebank one of these? */
static inline bool mend_is_tagged(const struct word_mender *m, uint32_t i, const char *tags) {
    const struct token *t = &m->tokens[i];
    return t->xpos < m->g->n_classes && str_in(m->g->classes[t->xpos].xpos, tags);
}

/* The first that hangs on `head` as d, TOKEN_NONE. Linear in the sentence. */
static inline uint32_t mend_child(const struct word_mender *m, uint32_t head, enum deprel d) {
    for (uint32_t k = m->first; k < m->last; k++)
        if (m->tokens[k].head == head && m->tokens[k].deprel == d)
            return k;
    return TOKEN_NONE;
}

#endif
