/* Dependency parser: heads and relations of tagged sentences, in linear time, always a tree.
 *
 * Section: "parser" (linear). Classes: 0 shift, 1 + d left arc with relation d, 1 + DEP_COUNT + d
 * right arc; those that never occurred have no weights. */
#ifndef HB_LANG_PARSER_H
#define HB_LANG_PARSER_H

#include "lang/conllu.h"
#include "lang/linear.h"

struct parser {
    struct linear linear;
};

bool parser_open(const struct model_file *m, struct parser *out, struct hb_error *err);
/* Fills head and deprel of all tokens; upos, xpos and lemma are there. HB_ERR_MEMORY only. */
hb_status parser_run(const struct parser *p, struct arena *a, struct text *t, struct hb_error *err);

/* ---- shared with training ---- */

enum { PARSE_FEATURES = 96, PARSE_CLASSES = 1 + 2 * DEP_COUNT };

/* Hashes of what the features read of a token. */
struct node_view {
    uint64_t word, lemma, tag, upos;
    uint16_t commas, verbs,
        links; /* before it in the sentence: commas, verbs, conjunctions and marks */
};
/* Arc-hybrid configuration (Kuhlmann, Gómez-Rodríguez, Satta 2011) over tokens 0 … n-1; the root is
 * token n, last in the buffer. */
struct parse_state {
    uint32_t n, next, depth; /* next of the buffer; stack[depth] */
    uint32_t *stack, *heads; /* [n + 1] */
    uint8_t *labels;         /* [n + 1] */
    uint32_t (*left)[2],
        (*right)[2]; /* [n + 1] outermost two children, nearest the edge first; NONE: UINT32_MAX */
    uint8_t *n_left, *n_right;
};
/* All arrays for sentences of up to n tokens; false without memory. */
bool parse_state_make(struct arena *a, uint32_t n, struct parse_state *out);
void parse_state_begin(struct parse_state *s, uint32_t n);
bool parse_state_is_final(const struct parse_state *s);
bool can_shift(const struct parse_state *s);
bool can_left(const struct parse_state *s);
bool can_right(const struct parse_state *s);
/* Applies a class; it must be possible. */
void parse_state_apply(struct parse_state *s, uint32_t class_id);
void node_views_make(const struct token *tokens, uint32_t n, struct node_view *views);
uint32_t parser_features(const struct parse_state *s, const struct node_view *views,
                         uint64_t out[PARSE_FEATURES]);

/* Trains the section from documents with gold trees whose tags are the tagger's. */
hb_status train_parser(struct conllu *documents, size_t n, uint32_t passes, struct model_writer *w,
                       struct hb_error *err);

#endif
