/* Features of names, shared by the finder and its trainer: what is seen of each token alone, once
 * per sentence, and the hashed combinations that the model weighs. */
#ifndef HB_LANG_NAME_FEATURES_H
#define HB_LANG_NAME_FEATURES_H

#include "lang/names.h"

enum { NAME_FEATURES = 80, NAME_PHRASE = 8 /* words of the longest known name */ };

/* Bits of a gazetteer entry. */
enum gazetteer_bits {
    GAZETTEER_KIND = 1,          /* << enum name_kind: a whole known name of that kind */
    GAZETTEER_GOES_ON = 1 << 8,  /* some known name starts with these words and is longer */
    GAZETTEER_FIRST = 1 << 9,    /* a word that begins a known person's name */
    GAZETTEER_LAST = 1 << 10,    /* a word that ends one */
    GAZETTEER_OF_BODY = 1 << 11, /* a capitalized word within a known body's name */
};

/* What is known of a word, as bits of one number. */
enum word_bits {
    WORD_MIDDLE = 11, /* shifts: the word's fine cluster is in the bits below */
    WORD_COARSE = 19,
    WORD_CASING = 25, /* how many texts write it small, and with a capital letter within a
                         sentence: 2 bits each */
    WORD_CLUSTERS = (1 << WORD_CASING) - 1,
};
/* Number of the cluster in each grain, 0 for a word without. */
static inline uint32_t word_fine(uint32_t bits) {
    return bits & ((1u << WORD_MIDDLE) - 1);
}
static inline uint32_t word_middle(uint32_t bits) {
    return bits >> WORD_MIDDLE & ((1u << (WORD_COARSE - WORD_MIDDLE)) - 1);
}
static inline uint32_t word_coarse(uint32_t bits) {
    return bits >> WORD_COARSE & ((1u << (WORD_CASING - WORD_COARSE)) - 1);
}

/* What is seen of one token. */
struct name_view {
    uint32_t form, lower, prefix, suffix3, suffix2; /* hashes */
    uint32_t shape;                                 /* "Xxx", "d" … as a number */
    uint32_t upos, xpos, cluster, casing;
    uint32_t known;     /* bits: how known names cover it (2 per kind: begins, within) */
    uint32_t part;      /* GAZETTEER_FIRST, _LAST, _OF_BODY of the word alone */
    uint32_t elsewhere; /* how the same word was read elsewhere in the text; 0: not asked */
};

/* Hash of a word as the gazetteer and the clusters keep it: ASCII letters lowered. */
uint32_t name_word_hash(str word);
/* The key of a phrase: the key of what comes before, and the next word's hash. */
uint32_t name_phrase_hash(uint32_t before, uint32_t word);

/* What the model knows of a word (enum word_bits) and of a known name (enum gazetteer_bits), 0 for
 * nothing. O(log of the table). */
uint32_t name_word_bits(const struct names_model *m, uint32_t hash);
uint32_t name_gazetteer_bits(const struct names_model *m, uint32_t key);

/* Looks at tokens[0, n) of one sentence. views [n + 4]: two of padding at each end, so that token i
 * is views[i + 2]. */
void name_views(const struct names_model *m, const struct token *tokens, uint32_t n,
                struct name_view *views);
/* Features of the token whose view is v[0], given v[-2] to v[2]; returns how many. */
uint32_t name_features(const struct name_view *v, bool is_shouted, uint32_t out[NAME_FEATURES]);
/* Is the sentence all in capitals (a headline)? */
bool name_is_shouted(const struct token *tokens, uint32_t n);

/* How each capitalized word of a text was read, by kind of name (0: no name). */
struct name_memory_slot {
    uint32_t word;
    uint16_t counts[NAME_COUNT];
};
struct name_memory {
    struct name_memory_slot *slots; /* [mask + 1] open addressing */
    uint32_t mask;
};
struct name_memory *name_memory_new(struct arena *a, const struct text *t);
/* Adds (by = 1) or takes back (by = -1) the states of one sentence. */
void name_memory_add(struct name_memory *memory, const struct token *tokens, const uint8_t *states,
                     uint32_t n, int by);
/* Fills views[i + 2].elsewhere; false if no word of the sentence was read elsewhere. */
bool name_memory_ask(const struct name_memory *memory, const struct token *tokens, uint32_t n,
                     struct name_view *views);

/* States of all tokens, [n_tokens], in the arena; is_once: without the second reading. */
bool names_states(const struct names_model *m, struct arena *a, const struct text *t, bool is_once,
                  uint8_t **out);

/* Mends what the states of one sentence get wrong against what is known (name_rules.c). */
void names_mend(const struct names_model *m, struct arena *a, const struct text *t,
                const struct sentence *s, uint8_t *states);

#endif
