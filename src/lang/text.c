/* Names of the tags and relations, in the order of the enums, and their inverses by search. */
#include "lang/text.h"

static const char *const upos_names[UPOS_COUNT] = {
    "X",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
    "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB",
};

static const struct {
    const char *name;
    enum deprel basic;
} deprels[DEP_COUNT] = {
    {"dep", DEP_dep},
    {"acl", DEP_acl},
    {"acl:relcl", DEP_acl},
    {"advcl", DEP_advcl},
    {"advcl:relcl", DEP_advcl},
    {"advmod", DEP_advmod},
    {"amod", DEP_amod},
    {"appos", DEP_appos},
    {"aux", DEP_aux},
    {"aux:pass", DEP_aux},
    {"case", DEP_case},
    {"cc", DEP_cc},
    {"cc:preconj", DEP_cc},
    {"ccomp", DEP_ccomp},
    {"clf", DEP_clf},
    {"compound", DEP_compound},
    {"compound:prt", DEP_compound},
    {"conj", DEP_conj},
    {"cop", DEP_cop},
    {"csubj", DEP_csubj},
    {"csubj:pass", DEP_csubj},
    {"csubj:outer", DEP_csubj},
    {"det", DEP_det},
    {"det:predet", DEP_det},
    {"discourse", DEP_discourse},
    {"dislocated", DEP_dislocated},
    {"expl", DEP_expl},
    {"fixed", DEP_fixed},
    {"flat", DEP_flat},
    {"goeswith", DEP_goeswith},
    {"iobj", DEP_iobj},
    {"list", DEP_list},
    {"mark", DEP_mark},
    {"nmod", DEP_nmod},
    {"nmod:poss", DEP_nmod},
    {"nmod:unmarked", DEP_nmod},
    {"nmod:desc", DEP_nmod},
    {"nsubj", DEP_nsubj},
    {"nsubj:pass", DEP_nsubj},
    {"nsubj:outer", DEP_nsubj},
    {"nummod", DEP_nummod},
    {"obj", DEP_obj},
    {"obl", DEP_obl},
    {"obl:agent", DEP_obl},
    {"obl:unmarked", DEP_obl},
    {"orphan", DEP_orphan},
    {"parataxis", DEP_parataxis},
    {"punct", DEP_punct},
    {"reparandum", DEP_reparandum},
    {"root", DEP_root},
    {"vocative", DEP_vocative},
    {"xcomp", DEP_xcomp},
};

static const char *const kind_names[NAME_COUNT] = {NULL, "PER", "ORG", "LOC", "NORP", "MISC"};

static bool is_same_but_case(str x, str y) {
    bool is_same = x.n == y.n;
    for (uint32_t i = 0; is_same && i < x.n; i++) {
        char a = x.p[i], b = y.p[i];
        a = (char)(a >= 'A' && a <= 'Z' ? a + 32 : a);
        b = (char)(b >= 'A' && b <= 'Z' ? b + 32 : b);
        is_same = a == b;
    }
    return is_same;
}

str token_written(const struct text *t, const struct token *k) {
    bool is_inside = k->end <= t->source.n && k->begin <= k->end && k->form.n <= k->end - k->begin;
    if (!is_inside)
        return k->form;
    uint32_t begin = k->multiword_part == 2 ? k->end - k->form.n : k->begin;
    str written = str_slice(t->source, begin, begin + k->form.n);
    return is_same_but_case(written, k->form) ? written : k->form;
}

const char *upos_name(enum upos u) {
    return u < UPOS_COUNT ? upos_names[u] : "X";
}

const char *deprel_name(enum deprel d) {
    return d < DEP_COUNT ? deprels[d].name : "dep";
}

enum deprel deprel_basic(enum deprel d) {
    return d < DEP_COUNT ? deprels[d].basic : DEP_dep;
}

const char *name_kind_name(enum name_kind k) {
    return k < NAME_COUNT ? kind_names[k] : NULL;
}

enum upos upos_parse(str s) {
    int u = 0;
    while (u < UPOS_COUNT && !str_is(s, upos_names[u]))
        u++;
    return (enum upos)u;
}

enum deprel deprel_parse(str s) {
    for (int d = 0; d < DEP_COUNT; d++)
        if (str_is(s, deprels[d].name))
            return (enum deprel)d;
    const char *colon = s.n ? memchr(s.p, ':', s.n) : NULL;
    return colon ? deprel_parse(str_slice(s, 0, (uint32_t)(colon - s.p))) : DEP_COUNT;
}
