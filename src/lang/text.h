/* Text: what the language room knows of a report, built once in one arena.
 *
 *   bytes → sentences → tokens (form, lemma, UPOS, XPOS, features, head, relation) → names
 *
 * Offsets are bytes into the text that was given; `end` is exclusive. Token indices run through the
 * whole text; a sentence is a range of them. */
#ifndef HB_LANG_TEXT_H
#define HB_LANG_TEXT_H

#include "base/str.h"

/* Universal POS tags (universaldependencies.org/u/pos). */
enum upos {
    UPOS_X,
    UPOS_ADJ,
    UPOS_ADP,
    UPOS_ADV,
    UPOS_AUX,
    UPOS_CCONJ,
    UPOS_DET,
    UPOS_INTJ,
    UPOS_NOUN,
    UPOS_NUM,
    UPOS_PART,
    UPOS_PRON,
    UPOS_PROPN,
    UPOS_PUNCT,
    UPOS_SCONJ,
    UPOS_SYM,
    UPOS_VERB,
    UPOS_COUNT
};

/* Universal dependency relations; the subtypes that English treebanks use are kept as values of
 * their own, `deprel_basic` strips them. */
enum deprel {
    DEP_dep,
    DEP_acl,
    DEP_acl_relcl,
    DEP_advcl,
    DEP_advcl_relcl,
    DEP_advmod,
    DEP_amod,
    DEP_appos,
    DEP_aux,
    DEP_aux_pass,
    DEP_case,
    DEP_cc,
    DEP_cc_preconj,
    DEP_ccomp,
    DEP_clf,
    DEP_compound,
    DEP_compound_prt,
    DEP_conj,
    DEP_cop,
    DEP_csubj,
    DEP_csubj_pass,
    DEP_csubj_outer,
    DEP_det,
    DEP_det_predet,
    DEP_discourse,
    DEP_dislocated,
    DEP_expl,
    DEP_fixed,
    DEP_flat,
    DEP_goeswith,
    DEP_iobj,
    DEP_list,
    DEP_mark,
    DEP_nmod,
    DEP_nmod_poss,
    DEP_nmod_unmarked,
    DEP_nmod_desc,
    DEP_nsubj,
    DEP_nsubj_pass,
    DEP_nsubj_outer,
    DEP_nummod,
    DEP_obj,
    DEP_obl,
    DEP_obl_agent,
    DEP_obl_unmarked,
    DEP_orphan,
    DEP_parataxis,
    DEP_punct,
    DEP_reparandum,
    DEP_root,
    DEP_vocative,
    DEP_xcomp,
    DEP_COUNT
};

enum name_kind { NAME_NONE, NAME_PER, NAME_ORG, NAME_LOC, NAME_NORP, NAME_MISC, NAME_COUNT };

#define TOKEN_NONE UINT32_MAX

struct token {
    uint32_t begin, end; /* bytes; the words of a multiword token (don't) share one span */
    str form;           /* as written ("n't", "'s" for parts of a multiword token), but in a line in
                           title case or capitals as running text would write it; borrows the text
                           or the arena */
    str lemma;          /* lower case but for proper nouns, which keep their form */
    uint32_t head;      /* token index; TOKEN_NONE for the root */
    uint16_t features;  /* index into the model's feature strings */
    uint8_t upos, xpos; /* enum upos; index into the model's tags */
    uint8_t deprel;     /* enum deprel */
    uint8_t name;       /* enum name_kind of the name that covers it */
    uint8_t has_space_after : 1;
    uint8_t name_begins : 1; /* first token of a name */
    uint8_t
        multiword_part : 2; /* 0: a word of its own; 1: first word of a multiword token; 2: later */
};

/* Hangs a word on another one of its text (TOKEN_NONE: on none, as the root), by this relation. */
static inline void token_hang(struct token *t, uint32_t head, enum deprel d) {
    t->head = head;
    t->deprel = (uint8_t)d;
}

struct sentence {
    uint32_t first, last; /* tokens, last exclusive */
    uint32_t begin, end;  /* bytes */
    uint32_t block;       /* index into the report's blocks, 0 if there are none */
};

struct name {
    uint32_t first, last; /* tokens, last exclusive */
    enum name_kind kind;
};

struct text {
    str source; /* the text, borrowed */
    struct token *tokens;
    struct sentence *sentences;
    struct name *names; /* ascending */
    uint32_t n_tokens, n_sentences, n_names;
};

/* The token as the text writes it: its form but for the case of letters. Borrows. */
str token_written(const struct text *t, const struct token *k);

const char *upos_name(enum upos u);
const char *deprel_name(enum deprel d);       /* "nsubj:pass" */
enum deprel deprel_basic(enum deprel d);      /* DEP_nsubj_pass → DEP_nsubj */
const char *name_kind_name(enum name_kind k); /* "PER"; NULL for NAME_NONE */
/* The inverse; *_COUNT where unknown (an unknown subtype gives its basic relation). */
enum upos upos_parse(str s);
enum deprel deprel_parse(str s);

#endif
