/* Tagger: UPOS, Penn tag, features and lemma of every token, left to right.
 *
 * Sections: "tagger" (linear), "tags" (the classes as text), "lexicon" (classes that frequent words
 * may have), "lemmas" (edit scripts by class and ending). */
#ifndef HB_LANG_TAGGER_H
#define HB_LANG_TAGGER_H

#include "lang/conllu.h"
#include "lang/linear.h"

struct tag_class {
    str xpos, features;
    uint8_t upos;
};
struct lexicon_slot {
    uint64_t hash, classes[2];  /* hash of the lower-cased form; bit c: class c is allowed */
    uint8_t likely[2], zero[6]; /* 1 + the two commonest classes; 0: none */
};
struct lexicon {
    const struct lexicon_slot *slots; /* [mask + 1]; at least one is free */
    uint32_t mask;
};
struct lemma_slot {
    uint64_t hash;   /* of class and ending; 0: free */
    uint32_t suffix; /* offset of the string to append */
    uint8_t strip, length, keeps_case, zero;
};
struct tagger {
    struct linear linear;
    struct tag_class classes[LINEAR_CLASSES];
    uint32_t n_classes;
    /* The model alone, without the rules of irregular and closed words: so training works, and what
     * it learns does not change with the rules. */
    bool is_bare;
    uint32_t past, participle, adjective; /* VBD, VBN, JJ; n_classes where there is none */
    uint64_t open[LINEAR_CLASSES / 64];   /* bit c: an unknown word may be of class c */
    struct lexicon lexicon;
    const struct lemma_slot *lemmas; /* [lemma_mask + 1] */
    uint32_t lemma_mask;
    str suffixes;
};

/* Checks the sections; false (and *err filled) where they are missing or wrong. */
bool tagger_open(const struct model_file *m, struct tagger *out, struct hb_error *err);
/* Fills upos, xpos and features (both the index of the class) and lemma of all tokens.
 * HB_ERR_MEMORY only. */
hb_status tagger_run(const struct tagger *g, struct arena *a, struct text *t, struct hb_error *err);

/* Sets the lemma that the form has in a class. False without memory. */
bool tagger_lemma(const struct tagger *g, struct arena *a, struct token *t, uint32_t class_id);
/* Index of the class with this tag, n_classes if there is none. O(classes). */
uint32_t tagger_class(const struct tagger *g, const char *xpos, enum upos upos);

/* ---- shared with training ---- */

enum { TAG_FEATURES = 56 };
/* What the features read of a token, computed once. */
struct word_view {
    uint64_t form, lower, suffix[5], prefix[3], shape;
    const struct lexicon_slot *known; /* NULL: not in the lexicon */
    uint8_t has_digit, has_hyphen, is_capital, is_all_capitals;
    uint16_t likely; /* the commonest classes of the form */
};
const struct lexicon_slot *lexicon_find(const struct lexicon *l, uint64_t hash);
/* Looks the form up in the lexicon, whose slots the view then borrows. */
void word_view_look_up(const struct lexicon *l, struct word_view *v);
void word_view_make(str form, bool is_first, struct word_view *out);
/* Features of token i of a sentence of n; classes of the tokens before are in tags. Returns how
 * many. */
uint32_t tagger_features(const struct word_view *views, const uint8_t *tags, uint32_t n, uint32_t i,
                         uint64_t out[TAG_FEATURES]);
/* Hash under which an ending (the last `k` bytes of the lower-cased form; k > 6: the whole) has its
 * script. */
uint64_t lemma_key(uint32_t class_id, str lower, uint32_t k);
enum { LEMMA_ENDING = 6 };

/* Trains all four sections from documents with gold tags. */
hb_status train_tagger(const struct conllu *documents, size_t n, uint32_t passes,
                       struct model_writer *w, struct hb_error *err);

#endif
