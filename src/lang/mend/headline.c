/* Headlines. "Turkey to send troops to Libya" tells what Turkey will do, in the way of headlines:
 * the infinitive is the main verb and who stands before it its subject. Treebanks hardly have it,
 * and the parser hangs the infinitive on the name as if it explained it ("a plan to send"). In a
 * line without a full stop and without a finite verb, behind a noun that asks for no infinitive, it
 * is put above the name. Linear in the tokens. */
#include "lang/mend/parts.h"

/* Does the noun say of what kind of doing the infinitive is: "bid to free hostages"? */
static bool asks_for_infinitive(const struct token *noun) {
    return str_in(noun->lemma,
                  "plan bid effort decision move call attempt push vow threat pledge offer refusal "
                  "race fight mission deal right failure pact way need order request demand chance "
                  "proposal time reason promise agreement battle struggle drive campaign test "
                  "tool law bill power ability licence license permission mandate duty step "
                  "measure ultimatum invitation warning appeal resolution vote desire urge rush");
}

/* The infinitive behind "to", where the line is a headline without a finite verb; TOKEN_NONE. */
static uint32_t infinitive_of(const struct word_mender *m) {
    uint32_t found = TOKEN_NONE;
    if (m->tokens[m->last - 1].upos == UPOS_PUNCT && !str_is(m->tokens[m->last - 1].form, "'"))
        return TOKEN_NONE;
    for (uint32_t i = m->first; i < m->last; i++) {
        if (mend_is_tagged(m, i, "VBD VBZ VBP MD"))
            return TOKEN_NONE;
        bool is_mark = i > m->first && i + 1 < m->last && str_in(m->tokens[i].form, "to To TO");
        if (found == TOKEN_NONE && is_mark && mend_is_tagged(m, i + 1, "VB"))
            found = i + 1;
    }
    return found;
}

static void raise(const struct word_mender *m, uint32_t verb, uint32_t root) {
    mend_hang(m, verb, TOKEN_NONE, DEP_root);
    mend_hang(m, root, verb, DEP_nsubj);
    for (uint32_t k = m->first; k < m->last; k++) {
        struct token *c = &m->tokens[k];
        if (c->head != root)
            continue;
        if (k < verb) { /* "EU, | leaders (appos) | to meet": a list without "and" */
            c->deprel = c->deprel == DEP_appos ? DEP_conj : c->deprel;
            continue;
        }
        c->head = verb;
        c->deprel = c->deprel == DEP_nmod ? DEP_obl : c->deprel == DEP_acl ? DEP_advcl : c->deprel;
    }
}

/* "Armenia (vocative), Azerbaijan | trade fire": a headline lists two without "and". */
static void mend_pair(const struct word_mender *m) {
    struct token *first = &m->tokens[m->first];
    bool is_line = m->last > m->first + 4 && m->tokens[m->last - 1].upos != UPOS_PUNCT &&
                   first->upos == UPOS_PROPN && str_is(m->tokens[m->first + 1].form, ",");
    uint32_t verb = is_line ? first->head : TOKEN_NONE, subject = TOKEN_NONE;
    if (verb == TOKEN_NONE || first->deprel != DEP_vocative)
        return;
    for (uint32_t i = m->first + 2; i < verb && subject == TOKEN_NONE; i++)
        if (m->tokens[i].head == verb && m->tokens[i].deprel == DEP_nsubj)
            subject = i;
    if (subject == TOKEN_NONE || subject + 1 != verb || m->tokens[subject].upos != UPOS_PROPN)
        return;
    first->deprel = DEP_nsubj;
    mend_hang(m, subject, m->first, DEP_conj);
}

static bool mend_sentence(const struct word_mender *m) {
    mend_pair(m);
    uint32_t verb = infinitive_of(m), root = verb;
    if (verb == TOKEN_NONE)
        return true;
    for (uint32_t i = 0; root != TOKEN_NONE && i < m->last - m->first; i++) {
        if (m->tokens[root].head == TOKEN_NONE)
            break;
        root = m->tokens[root].head;
    }
    if (root == TOKEN_NONE || m->tokens[root].head != TOKEN_NONE || root + 1 >= verb)
        return true;
    if (mend_is_noun(&m->tokens[root]) && !asks_for_infinitive(&m->tokens[root]) &&
        !asks_for_infinitive(&m->tokens[verb - 2]))
        raise(m, verb, root);
    return true;
}

void mend_headlines(const struct tagger *g, struct text *t) {
    mend_each_sentence(g, NULL, t, UINT32_MAX, mend_sentence);
}
