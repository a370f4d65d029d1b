/* The main clause. Of long or unusual subjects a greedy parser makes the head of the whole sentence
 * and hangs its verb on them as if it explained them ("Two men and a woman have died", "Reporters
 * Without Borders deplored …"), or it crowns the day ("On Wednesday, WHO dispatched …"). But a
 * sentence has a main verb: where the root is a noun without a copula, the first finite verb under
 * it that has neither subject nor relative word is that verb, and the root its subject; and a day
 * over a clause that has its own subject is but its time. Linear in the tokens. */
#include "lang/mend/parts.h"

/* "Trucks | with aid (nsubj) | came", "Jose | Mourinho (nsubj) | has agreed": what was taken for
 * the subject of a clause behind the noun is a part of the noun's own phrase. */
static void free_subject(const struct word_mender *m, uint32_t verb, uint32_t root) {
    uint32_t marker = TOKEN_NONE;
    for (uint32_t k = root + 1; k < verb; k++) {
        struct token *c = &m->tokens[k];
        if (c->head != verb)
            continue;
        if (c->deprel == DEP_mark &&
            str_in(c->lemma, "with for of in without from at by near against "
                             "under on between among"))
            marker = k;
        if (deprel_basic((enum deprel)c->deprel) != DEP_nsubj || !mend_is_noun(c))
            continue;
        bool is_name = k == root + 1 && c->upos == UPOS_PROPN && m->tokens[root].upos == UPOS_PROPN;
        if (marker == TOKEN_NONE && !is_name)
            return;
        c->head = root;
        c->deprel = is_name ? DEP_flat : DEP_nmod;
        if (!is_name) {
            mend_hang(m, marker, k, DEP_case);
        }
        return;
    }
}

/* "Demonstrators (root) | called (VBN) for his resignation": nobody is called for an exit. */
static bool is_lost_call(const struct word_mender *m, uint32_t verb) {
    return verb > m->first && verb + 1 < m->last && mend_is_tagged(m, verb, "VBN VBD") &&
           m->tokens[verb].head == verb - 1 && str_in(m->tokens[verb].lemma, "call appeal") &&
           str_in(m->tokens[verb + 1].form, "for on");
}

/* What hangs on a verb, as far as it tells whether it heads the sentence. */
struct main_signs {
    bool is_finite, is_passive, has_subject, is_bound;
};

static struct main_signs signs_of(const struct word_mender *m, uint32_t verb) {
    struct main_signs s = {.is_finite =
                               mend_is_tagged(m, verb, "VBD VBZ VBP MD") || is_lost_call(m, verb)};
    bool has_object = false, has_auxiliary = false;
    for (uint32_t k = m->first; k < m->last; k++) {
        const struct token *c = &m->tokens[k];
        if (c->head != verb)
            continue;
        enum deprel d = deprel_basic((enum deprel)c->deprel);
        s.is_finite |= d == DEP_aux && mend_has_tag(m->g, c, "VBD VBZ VBP MD");
        has_auxiliary |= d == DEP_aux;
        has_object |= k > verb && d == DEP_obj;
        s.is_passive |= c->deprel == DEP_aux_pass;
        s.has_subject |= d == DEP_nsubj || d == DEP_csubj || d == DEP_expl;
        bool is_relative = c->upos != UPOS_NOUN && c->upos != UPOS_PROPN &&
                           !str_is(c->form, "WHO") &&
                           str_in(c->lemma, "who which that whose whom where when what how why");
        s.is_bound |= k < verb && (d == DEP_mark || d == DEP_cop || d == DEP_cc || is_relative);
    }
    s.is_finite |= has_object && !has_auxiliary && str_ends(m->tokens[verb].form, STR("ed"));
    return s;
}

static bool is_clause_of_noun(enum deprel d) {
    return d == DEP_acl || d == DEP_ccomp || d == DEP_xcomp || d == DEP_advcl || d == DEP_nmod ||
           d == DEP_conj || d == DEP_parataxis || d == DEP_compound;
}

static bool is_time(const struct token *t) {
    return str_in(t->lemma,
                  MEND_WEEKDAYS " " MEND_MONTHS " day week month year night morning evening");
}

static void crown(const struct word_mender *m, uint32_t verb, uint32_t root, enum deprel below) {
    mend_hang(m, verb, TOKEN_NONE, DEP_root);
    mend_hang(m, root, verb, below);
    for (uint32_t k = verb + 1; k < m->last; k++)
        if (m->tokens[k].head == root)
            mend_hang_on_verb(m, k, verb);
}

static bool mend_sentence(const struct word_mender *m) {
    uint32_t root = m->first;
    while (root < m->last && m->tokens[root].head != TOKEN_NONE)
        root++;
    const struct token *end = &m->tokens[m->last - 1];
    if (root == m->last || !mend_is_noun(&m->tokens[root]) || !str_is(end->form, "."))
        return true;
    for (uint32_t k = m->first; k < m->last; k++) {
        enum deprel d = deprel_basic((enum deprel)m->tokens[k].deprel);
        if (m->tokens[k].head == root && (d == DEP_cop || d == DEP_nsubj || d == DEP_aux))
            return true;
    }
    for (uint32_t v = root + 1; v < m->last; v++) {
        const struct token *t = &m->tokens[v];
        if (t->head != root || t->upos != UPOS_VERB ||
            !is_clause_of_noun(deprel_basic((enum deprel)t->deprel)))
            continue;
        if (signs_of(m, v).is_finite)
            free_subject(m, v, root);
        struct main_signs s = signs_of(m, v);
        if (!s.is_finite || s.is_bound)
            continue;
        if (s.has_subject && is_time(&m->tokens[root]))
            crown(m, v, root, DEP_obl);
        else if (!s.has_subject)
            crown(m, v, root, s.is_passive ? DEP_nsubj_pass : DEP_nsubj);
        else
            continue;
        break;
    }
    return true;
}

void mend_mains(const struct tagger *g, struct text *t) {
    mend_each_sentence(g, NULL, t, UINT32_MAX, mend_sentence);
}
