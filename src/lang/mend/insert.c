/* "The two blocs, led by X, | called on him", "the rebels, whose men hold the north, | welcomed
 * it": a parser that takes the verb of a clause between two commas for the sentence's makes the
 * real verb its dependent. The inserted clause explains the subject before the first comma; the
 * verb right behind the second takes its place. */
#include "lang/mend/mend.h"

struct inserted {
    uint32_t subject, verb, main;
    bool is_relative;
};

static bool is_subject(const struct token *t) {
    return deprel_basic((enum deprel)t->deprel) == DEP_nsubj;
}

static bool is_comma(const struct token *tokens, uint32_t i) {
    return str_is(tokens[i].form, ",");
}

static bool has_dependent(const struct token *tokens, const struct sentence *s, uint32_t head,
                          enum deprel d) {
    for (uint32_t i = s->first; i < s->last; i++)
        if (tokens[i].head == head && deprel_basic((enum deprel)tokens[i].deprel) == d)
            return true;
    return false;
}

/* The finite verb behind the second comma that was hung on the inserted one, TOKEN_NONE. */
static uint32_t main_verb(const struct token *tokens, const struct sentence *s, uint32_t verb) {
    for (uint32_t v = verb + 2; v < s->last; v++) {
        const struct token *t = &tokens[v];
        uint32_t before = tokens[v - 1].upos == UPOS_ADV ? v - 2 : v - 1;
        bool is_clausal = t->deprel == DEP_advcl || t->deprel == DEP_parataxis ||
                          t->deprel == DEP_conj || t->deprel == DEP_dep || t->deprel == DEP_ccomp;
        if (t->head == verb && t->upos == UPOS_VERB && is_clausal && before > verb &&
            is_comma(tokens, before) && !str_ends(t->form, STR("ing")))
            return has_dependent(tokens, s, v, DEP_nsubj) ||
                           has_dependent(tokens, s, v, DEP_mark) ||
                           has_dependent(tokens, s, v, DEP_cc)
                       ? TOKEN_NONE
                       : v;
    }
    return TOKEN_NONE;
}

/* Is the verb one of a clause inserted behind its subject? */
static bool find_inserted(const struct token *tokens, const struct sentence *s, uint32_t verb,
                          struct inserted *out) {
    uint32_t subject = s->first;
    while (subject < verb && !(tokens[subject].head == verb && is_subject(&tokens[subject])))
        subject++;
    if (subject + 2 > verb || tokens[verb].upos != UPOS_VERB)
        return false;
    uint32_t comma = subject + 1;
    while (comma < verb && !is_comma(tokens, comma))
        comma++;
    if (comma == verb)
        return false;
    bool is_participle = comma + 1 == verb && has_dependent(tokens, s, verb, DEP_obl) &&
                         !has_dependent(tokens, s, verb, DEP_aux) &&
                         !has_dependent(tokens, s, verb, DEP_obj);
    *out = (struct inserted){subject, verb, main_verb(tokens, s, verb),
                             str_in(tokens[comma + 1].lemma, "who which whose")};
    return out->main != TOKEN_NONE && (is_participle || out->is_relative);
}

static void free_main(struct token *tokens, const struct sentence *s, const struct inserted *x) {
    tokens[x->main].head = tokens[x->verb].head;
    tokens[x->main].deprel = tokens[x->verb].deprel;
    for (uint32_t i = s->first; i < s->last; i++)
        if (tokens[i].head == x->verb && i != x->main && (i < x->subject || i > x->main))
            tokens[i].head = x->main;
    tokens[x->subject].head = x->main;
    tokens[x->subject].deprel = DEP_nsubj;
    tokens[x->verb].head = x->subject;
    tokens[x->verb].deprel = x->is_relative ? DEP_acl_relcl : DEP_acl;
}

void mend_insertions(struct text *t) {
    for (uint32_t s = 0; s < t->n_sentences; s++) {
        const struct sentence *one = &t->sentences[s];
        struct inserted x;
        if (one->last - one->first > LONGEST_MENDED)
            continue;
        for (uint32_t v = one->first + 2; v < one->last; v++)
            if (t->tokens[v].upos == UPOS_VERB && find_inserted(t->tokens, one, v, &x)) {
                free_main(t->tokens, one, &x);
                break;
            }
    }
}
