/* What the mends of single words share. Private to src/lang/mend/ and to
 * src/lang/pieces.c. */
#ifndef HB_LANG_MEND_PARTS_H
#define HB_LANG_MEND_PARTS_H

#include "lang/mend/mend.h"

/* One sentence that is being mended, in the tokens of the whole text. */
struct word_mender {
    const struct tagger *g;
    struct arena *arena;
    struct token *tokens;
    uint32_t first, last;
};

#define MEND_WEEKDAYS "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
#define MEND_MONTHS                                                                                \
    "January February March April May June July August September October November December"

/* Mends every sentence of one to `longest` words (UINT32_MAX: of any length), until that returns
 * false for want of memory. */
static inline bool mend_each_sentence(const struct tagger *g, struct arena *a, struct text *t,
                                      uint32_t longest, bool (*mend)(const struct word_mender *m)) {
    for (uint32_t s = 0; s < t->n_sentences; s++) {
        struct word_mender m = {g, a, t->tokens, t->sentences[s].first, t->sentences[s].last};
        if (m.first < m.last && m.last - m.first <= longest && !mend(&m))
            return false;
    }
    return true;
}

/* The same for every word of such a sentence, from the first to the last. */
static inline bool mend_each_word(const struct tagger *g, struct arena *a, struct text *t,
                                  uint32_t longest,
                                  bool (*mend)(const struct word_mender *m, uint32_t i)) {
    for (uint32_t s = 0; s < t->n_sentences; s++) {
        struct word_mender m = {g, a, t->tokens, t->sentences[s].first, t->sentences[s].last};
        if (m.last - m.first > longest)
            continue;
        for (uint32_t i = m.first; i < m.last; i++)
            if (!mend(&m, i))
                return false;
    }
    return true;
}

static inline bool mend_is_noun(const struct token *t) {
    return t->upos == UPOS_NOUN || t->upos == UPOS_PROPN;
}

/* Does a word begin with a small letter, or with a capital? */
static inline bool mend_is_small(const struct token *t) {
    return t->form.n > 0 && t->form.p[0] >= 'a' && t->form.p[0] <= 'z';
}

static inline bool mend_is_capital(const struct token *t) {
    return t->form.n > 0 && t->form.p[0] >= 'A' && t->form.p[0] <= 'Z';
}

/* Is the tag of the treebank one of these? */
static inline bool mend_has_tag(const struct tagger *g, const struct token *t, const char *tags) {
    return t->xpos < g->n_classes && str_in(g->classes[t->xpos].xpos, tags);
}

/* Gives a token this tag of the treebank, and with it the part of speech and the features; the
 * lemma stays. Nothing where the model has no such tag. O(classes). */
static inline void mend_retag(const struct tagger *g, struct token *t, const char *xpos,
                              enum upos upos) {
    uint32_t class_id = tagger_class(g, xpos, upos);
    if (class_id >= g->n_classes)
        return;
    t->upos = (uint8_t)upos;
    t->xpos = (uint8_t)class_id;
    t->features = (uint16_t)class_id;
}

/* The same, with the lemma that the form has under the tag. False without memory. */
static inline bool mend_retag_lemma(const struct tagger *g, struct arena *a, struct token *t,
                                    const char *xpos, enum upos upos) {
    uint32_t class_id = tagger_class(g, xpos, upos);
    mend_retag(g, t, xpos, upos);
    return class_id >= g->n_classes || tagger_lemma(g, a, t, class_id);
}

/* Makes a word a name. */
static inline void mend_retag_name(const struct tagger *g, struct token *t) {
    mend_retag(g, t, "NNP", UPOS_PROPN);
    t->lemma = t->form;
}

/* Gives infinitives of one sentence, `n` tokens, the tags of a verb and its mark. False without
 * memory. */
bool mend_infinitives(const struct tagger *g, struct arena *a, struct token *tokens, uint32_t n);

static inline bool mend_is_tagged(const struct word_mender *m, uint32_t i, const char *tags) {
    return mend_has_tag(m->g, &m->tokens[i], tags);
}

static inline bool mend_is_finite(const struct word_mender *m, uint32_t i) {
    return mend_is_tagged(m, i, "VBD VBZ VBP");
}

/* Has the sentence a finite verb or an auxiliary? Linear in it. */
static inline bool mend_has_finite(const struct word_mender *m) {
    for (uint32_t i = m->first; i < m->last; i++)
        if (m->tokens[i].upos == UPOS_AUX || mend_is_tagged(m, i, "VBD VBZ VBP MD"))
            return true;
    return false;
}

static inline void mend_hang(const struct word_mender *m, uint32_t token, uint32_t head,
                             enum deprel d) {
    token_hang(&m->tokens[token], head, d);
}

/* What hung on a noun hangs on a verb, by the relation that it then has. */
static inline void mend_hang_on_verb(const struct word_mender *m, uint32_t token, uint32_t verb) {
    struct token *t = &m->tokens[token];
    t->head = verb;
    if (t->deprel == DEP_nmod)
        t->deprel = DEP_obl;
    else if (deprel_basic((enum deprel)t->deprel) == DEP_acl)
        t->deprel = DEP_advcl;
}

/* What of the words [begin, end) hangs on one word hangs on the other. */
static inline void mend_rehang(const struct word_mender *m, uint32_t begin, uint32_t end,
                               uint32_t from, uint32_t to) {
    for (uint32_t k = begin; k < end; k++)
        if (m->tokens[k].head == from)
            m->tokens[k].head = to;
}

/* Where a name begins of which this word is one: "Ivory | Coast". A "flat" word hangs on one before
 * it, and whoever finds another tree stops there. */
static inline uint32_t mend_begin_of_name(const struct word_mender *m, uint32_t i) {
    enum { LONGEST_NAME = 4 };
    for (int k = 0; k < LONGEST_NAME && m->tokens[i].deprel == DEP_flat && m->tokens[i].head < i;
         k++)
        i = m->tokens[i].head;
    return i;
}

/* The first that hangs on `head` as d, TOKEN_NONE. Linear in the sentence. */
static inline uint32_t mend_child(const struct word_mender *m, uint32_t head, enum deprel d) {
    for (uint32_t k = m->first; k < m->last; k++)
        if (m->tokens[k].head == head && m->tokens[k].deprel == d)
            return k;
    return TOKEN_NONE;
}

/* Does one hang on `head` as either? */
static inline bool mend_has_either(const struct word_mender *m, uint32_t head, enum deprel d,
                                   enum deprel e) {
    for (uint32_t k = m->first; k < m->last; k++)
        if (m->tokens[k].head == head && (m->tokens[k].deprel == d || m->tokens[k].deprel == e))
            return true;
    return false;
}

static inline bool mend_has_subject(const struct word_mender *m, uint32_t verb) {
    return mend_has_either(m, verb, DEP_nsubj, DEP_nsubj_pass);
}

/* One of its own, so that its form says nothing of its tense. */
static inline bool mend_has_auxiliary(const struct word_mender *m, uint32_t verb) {
    return mend_has_either(m, verb, DEP_aux, DEP_aux_pass);
}

/* As what a verb's subject hangs on it. */
static inline enum deprel mend_subject_relation(const struct word_mender *m, uint32_t verb) {
    return mend_child(m, verb, DEP_aux_pass) == TOKEN_NONE ? DEP_nsubj : DEP_nsubj_pass;
}

#endif
