/* Sentence ends: which gaps between two tokens may end a sentence, and the features by which a
 * linear model decides. Shared by the tokenizer and its trainer. */
#ifndef HB_LANG_BOUNDARY_H
#define HB_LANG_BOUNDARY_H

#include "lang/text.h"

enum { BOUNDARY_FEATURES = 48, BOUNDARY_BITS = 16 };

/* What stands between token i and token i + 1. */
enum gap { GAP_NONE, GAP_SPACE, GAP_WIDE, GAP_LINE, GAP_PARAGRAPH };

/* What the decision knows of the sentence so far; the caller keeps it. */
struct boundary_state {
    uint32_t first;      /* first token of the sentence */
    int32_t brackets;    /* open ( and [ */
    bool is_quoted;      /* within double quotes */
    uint32_t line_begin; /* byte where the line of token i began */
};

/* Kind of the gap text between two tokens. */
enum gap boundary_gap(str source, uint32_t end, uint32_t begin);
/* May a sentence end after token i? GAP_PARAGRAPH always ends one and is not asked. */
bool boundary_is_candidate(const struct token *tokens, uint32_t i, enum gap gap);
/* Hashes of the features of the gap after token i of n; returns how many. Reads the tokens i - 2 to
 * i + 2. */
uint32_t boundary_features(str source, const struct token *tokens, uint32_t n, uint32_t i,
                           enum gap gap, const struct boundary_state *state,
                           uint32_t out[BOUNDARY_FEATURES]);
/* Takes token i into the state; `ends`: a sentence ends after it. */
void boundary_advance(struct boundary_state *state, const struct token *tokens, uint32_t i,
                      bool ends);

#endif
