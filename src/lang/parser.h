/* Dependency parser: heads and relations of tagged sentences, in linear time, always a tree.
 *
 * Section "parser": a network (lang/net.h) whose weights are laid out as below. */
#ifndef HB_LANG_PARSER_H
#define HB_LANG_PARSER_H

#include "lang/conllu.h"
#include "lang/net.h"

enum {
    PARSER_MAGIC = 0x32504248,
    PARSER_HIDDEN = 128,    /* floats of a state's vector */
    PARSER_PLACES = 9,      /* tokens whose vectors a state reads */
    PARSER_LABEL_SLOTS = 8, /* relations and numbers of a state, a row of the table each */
    PARSER_NUMBER_SLOTS = 12,
    PARSER_MARKS = PARSER_LABEL_SLOTS + PARSER_NUMBER_SLOTS,
    PARSER_LABEL_VALUES = DEP_COUNT + 1,
    PARSER_NUMBER_VALUES = 12,
    PARSER_FIRST_NUMBER = PARSER_LABEL_SLOTS * PARSER_LABEL_VALUES,
    PARSER_TABLE = PARSER_FIRST_NUMBER + PARSER_NUMBER_SLOTS * PARSER_NUMBER_VALUES,
    PARSER_KINDS = 16,  /* moves: shift, left, right; padded */
    PARSER_LABELS = 64, /* relations, padded */
    /* offsets of the weights */
    PARSER_AT_PLACES = NET_ENCODER_SIZE, /* [NET_WIDTH][PARSER_PLACES][PARSER_HIDDEN] */
    PARSER_ACROSS = PARSER_PLACES * PARSER_HIDDEN,
    PARSER_AT_TABLE =
        PARSER_AT_PLACES + NET_WIDTH * PARSER_ACROSS, /* [PARSER_TABLE][PARSER_HIDDEN] */
    PARSER_AT_BIAS = PARSER_AT_TABLE + PARSER_TABLE * PARSER_HIDDEN,
    PARSER_AT_KINDS = PARSER_AT_BIAS + PARSER_HIDDEN, /* [PARSER_HIDDEN][PARSER_KINDS], bias */
    PARSER_KINDS_SIZE = (PARSER_HIDDEN + 1) * PARSER_KINDS,
    PARSER_AT_LABELS =
        PARSER_AT_KINDS +
        PARSER_KINDS_SIZE, /* of left arcs, of right arcs: [PARSER_HIDDEN][PARSER_LABELS], bias */
    PARSER_LABELS_SIZE = (PARSER_HIDDEN + 1) * PARSER_LABELS,
    PARSER_SIZE = PARSER_AT_LABELS + 2 * PARSER_LABELS_SIZE
};

/* A view of a section; borrowed, read-only, shared by threads. */
struct parser_member {
    const float *weights; /* [PARSER_SIZE] */
    struct net_table table;
};
/* Sections "parser", "parser2" … as far as there are: a committee, whose scores are added up. They
 * begin elsewhere and err elsewhere; each costs a tenth of reading a text. */
enum { PARSER_MEMBERS = 3 };
struct parser {
    struct parser_member members[PARSER_MEMBERS];
    uint32_t n_members;
};

/* Checks the sections wholly; false (and *err filled) where it is missing or wrong. */
bool parser_open(const struct model_file *m, struct parser *out, struct hb_error *err);
/* Fills head and deprel of all tokens; upos, xpos and lemma are there. HB_ERR_MEMORY only. */
hb_status parser_run(const struct parser *p, struct arena *a, struct text *t, struct hb_error *err);

/* ---- shared with training ---- */

/* What a state reads of a token beside its vector. */
struct node_view {
    uint16_t commas, verbs, links; /* before it in the sentence: marks, verbs, conjunctions */
};
enum parse_move { MOVE_SHIFT, MOVE_LEFT, MOVE_RIGHT, MOVE_COUNT };
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
/* What the network reads of a state. */
struct parse_view {
    uint32_t places[PARSER_PLACES]; /* tokens; n: the root; n + 1: none */
    uint16_t marks[PARSER_MARKS];   /* rows of the table */
};
/* All arrays for sentences of up to n tokens; false without memory. */
bool parse_state_make(struct arena *a, uint32_t n, struct parse_state *out);
void parse_state_begin(struct parse_state *s, uint32_t n);
bool parse_state_is_final(const struct parse_state *s);
bool parse_state_allows(const struct parse_state *s, enum parse_move move);
/* Makes a move; it must be allowed. */
void parse_state_apply(struct parse_state *s, enum parse_move move, uint8_t label);
void node_views_make(const struct token *tokens, uint32_t n, struct node_view *views);
void parse_view_make(const struct parse_state *s, const struct node_view *views,
                     struct parse_view *out);
/* Rows of n tokens, the root and no token, into rows[n + 2]. */
void parser_inputs(const struct net_table *t, const struct token *tokens, uint32_t n,
                   uint32_t (*rows)[NET_INPUTS]);
/* The state's vector, from what each token adds in each place:
 * across[token][PARSER_PLACES][PARSER_HIDDEN]. */
void parser_hidden(const float *weights, const float *across, const struct parse_view *v,
                   float out[PARSER_HIDDEN]);

/* Section of a committee's member. */
const char *parser_section(uint32_t member);

/* Trains a member's section from documents with gold trees whose tags are the tagger's; each member
 * begins elsewhere and sees them in another order. With `from` it begins where that one has ended
 * and learns on in small steps. */
hb_status train_parser(struct conllu *documents, size_t n, uint32_t passes, uint32_t member,
                       const struct parser_member *from, struct model_writer *w,
                       struct hb_error *err);

#endif
