/* A parser that takes "Turkish President X" for one flat name puts the adjective at its head, and
 * the person is lost to whoever asks the tree. The names, found on their own, know better: where a
 * person's name begins among the flat parts of a head that is no part of it, the name takes the
 * head's place, and what stood before it describes it. And a name between commas that was taken for
 * the second of a list is an apposition. */
#include "lang/mend.h"

/* Does a person's name begin at `c`, in a flat phrase whose head stands before it outside of it? */
static bool is_lost_name(const struct token *tokens, uint32_t first, uint32_t c) {
    const struct token *t = &tokens[c];
    if (t->name != NAME_PER || !t->name_begins || t->deprel != DEP_flat || t->head == TOKEN_NONE ||
        t->head >= c || t->head < first || tokens[t->head].name == NAME_PER ||
        (tokens[t->head].name == NAME_NONE && tokens[t->head].upos != UPOS_ADJ))
        return false; /* "President X" may be flat: the treebanks do not agree */
    for (uint32_t i = t->head; i < c; i++)
        if (tokens[i].upos != UPOS_PROPN && tokens[i].upos != UPOS_ADJ &&
            tokens[i].upos != UPOS_NOUN && tokens[i].upos != UPOS_PUNCT)
            return false;
    return true;
}

static void raise_name(struct token *tokens, const struct sentence *s, uint32_t name) {
    uint32_t head = tokens[name].head;
    tokens[name].head = tokens[head].head;
    tokens[name].deprel = tokens[head].deprel;
    for (uint32_t i = s->first; i < s->last; i++) {
        if (tokens[i].head != head || i == name)
            continue;
        tokens[i].head = name;
        if (i < name && tokens[i].deprel == DEP_flat)
            tokens[i].deprel = DEP_nmod_desc;
    }
    tokens[head].head = name;
    tokens[head].deprel =
        tokens[head].name == NAME_NORP || tokens[head].upos == UPOS_ADJ ? DEP_amod : DEP_nmod_desc;
}

/* "Uganda's president, X, met": a name between commas behind a common noun names whom the noun
 * means, unless a list goes on. */
static bool is_apposed(const struct token *tokens, const struct sentence *s, uint32_t c) {
    const struct token *t = &tokens[c];
    bool is_behind = t->name == NAME_PER && t->name_begins && t->deprel == DEP_conj &&
                     t->head != TOKEN_NONE && t->head < c && c - t->head < 6 &&
                     tokens[t->head].upos == UPOS_NOUN && str_is(tokens[c - 1].form, ",");
    if (!is_behind)
        return false;
    for (uint32_t i = t->head + 1; i < s->last && i < c + 40; i++)
        if ((tokens[i].head == c && tokens[i].deprel == DEP_cc) ||
            (i != c && tokens[i].head == t->head && tokens[i].deprel == DEP_conj))
            return false;
    return true;
}

/* The part of the name by which it hangs on the rest of the sentence, found from its first word;
 * TOKEN_NONE where it is the root or the tree is odd. */
static uint32_t outer_part(const struct token *tokens, const struct name *n) {
    uint32_t t = n->first;
    for (int i = 0; i < 8; i++) {
        uint32_t up = tokens[t].head;
        if (up == TOKEN_NONE || up < n->first || up >= n->last)
            return up == TOKEN_NONE ? TOKEN_NONE : t;
        t = up;
    }
    return TOKEN_NONE;
}

/* A name whose later part became the head of its first ("Kais | Saied" as a clause): the first part
 * leads, as in the treebanks. */
static void join_name(struct token *tokens, const struct sentence *s, const struct name *n) {
    uint32_t top = outer_part(tokens, n);
    if (top == TOKEN_NONE || top == n->first)
        return;
    tokens[n->first].head = tokens[top].head;
    tokens[n->first].deprel = tokens[top].deprel;
    for (uint32_t i = s->first; i < s->last; i++) {
        bool is_part = i > n->first && i < n->last;
        bool is_under = tokens[i].head != TOKEN_NONE && tokens[i].head > n->first &&
                        tokens[i].head < n->last;
        if (i != n->first && (is_part || is_under))
            tokens[i].head = n->first;
        if (is_part && tokens[i].deprel != DEP_punct)
            tokens[i].deprel = DEP_flat;
    }
}

/* "…, said a source close to the president, X": a name is no clause; behind a noun and a comma it
 * says whom the noun means. */
static void appose_name(struct token *tokens, const struct sentence *s, const struct name *n) {
    struct token *t = &tokens[n->first];
    enum deprel d = deprel_basic((enum deprel)t->deprel);
    bool is_clause = d == DEP_ccomp || d == DEP_xcomp || d == DEP_advcl || d == DEP_parataxis;
    if (!is_clause || n->first < s->first + 2)
        return;
    for (uint32_t c = n->first; c-- > s->first + 1 && n->first - c < 5;)
        if (tokens[c].head == n->first && tokens[c].deprel == DEP_case &&
            (tokens[c - 1].upos == UPOS_NOUN || tokens[c - 1].upos == UPOS_VERB)) {
            t->head = c - 1; /* "meeting with | X" */
            t->deprel = tokens[c - 1].upos == UPOS_NOUN ? DEP_nmod : DEP_obl;
            return;
        }
    if (!str_is(tokens[n->first - 1].form, ",") || tokens[n->first - 2].upos != UPOS_NOUN)
        return;
    t->head = n->first - 2;
    t->deprel = DEP_appos;
}

static void mend_clausal_names(struct text *t) {
    uint32_t s = 0;
    for (uint32_t i = 0; i < t->n_names; i++) {
        const struct name *n = &t->names[i];
        while (s < t->n_sentences && t->sentences[s].last <= n->first)
            s++;
        if (n->kind != NAME_PER || s == t->n_sentences || n->last > t->sentences[s].last)
            continue;
        join_name(t->tokens, &t->sentences[s], n);
        appose_name(t->tokens, &t->sentences[s], n);
    }
}

void mend_names(struct text *t) {
    mend_clausal_names(t);
    for (uint32_t s = 0; s < t->n_sentences; s++)
        for (uint32_t i = t->sentences[s].first; i < t->sentences[s].last; i++)
            if (is_lost_name(t->tokens, t->sentences[s].first, i))
                raise_name(t->tokens, &t->sentences[s], i);
            else if (is_apposed(t->tokens, &t->sentences[s], i))
                t->tokens[i].deprel = DEP_appos;
}
