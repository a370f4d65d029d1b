/* Words: where "Haftar's" or "U.S.-led" is cut. The tokenizer's inner
 * step; everything else is in lang/tokenize.h. */
#ifndef HB_LANG_WORDS_H
#define HB_LANG_WORDS_H

#include "lang/tokenize.h"

/* What is known of a word, by the hash of its bytes. Bits 8-15 hold, for a word that is two words
 * (cannot, dont), the length of the first. */
enum word_list {
    WORD_ABBREVIATION = 1,  /* form without its final period, as written: "Gen" */
    WORD_KEEPS_HYPHEN = 2,  /* lower case, before a hyphen: "anti" in "anti-American" */
    WORD_BEFORE_NUMBER = 8, /* an abbreviation only before a number: "No" */
    WORD_HYPHENATED = 4,    /* lower case, whole: "e-mail" */
};

struct token_list {
    struct token *items;
    size_t n, capacity;
};

struct word_cutter {
    const struct tokenizer *tk;
    str source;
    uint32_t word_bytes;
    struct arena *arena;
    struct token_list tokens;
    uint32_t open_quotes; /* single quotes opened and not yet closed in this paragraph */
};

/* Appends the words of source[begin, end). O(end - begin). False without memory. */
bool words_cut_span(struct word_cutter *c, uint32_t begin, uint32_t end);

/* Bits of the word in tk's list, 0 if it is not there. O(log n). */
uint32_t word_known(const struct tokenizer *tk, str word, bool lower);
/* The hash under which a word is kept. */
uint32_t word_hash(str word, bool lower);

#endif
