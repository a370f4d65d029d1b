/* "Rebels backed by Turkey | control the crossing": a parser that took the participle for the verb
 * makes the real verb its agent. But no verb stands behind "by": the noun before it is the agent,
 * the participle explains the subject, and the verb takes its place. */
#include "lang/mend.h"

/* The participle over a verb that was taken for its agent, TOKEN_NONE. */
static uint32_t participle_over(const struct token *tokens, const struct sentence *s, uint32_t v) {
    const struct token *t = &tokens[v];
    bool is_agent = t->upos == UPOS_VERB && v > s->first + 2 && t->head != TOKEN_NONE &&
                    t->head < v &&
                    (t->deprel == DEP_obl_agent || t->deprel == DEP_obl || t->deprel == DEP_advcl);
    if (!is_agent || tokens[t->head].upos != UPOS_VERB || tokens[v - 1].head != v)
        return TOKEN_NONE;
    bool is_noun = tokens[v - 1].upos == UPOS_PROPN || tokens[v - 1].upos == UPOS_NOUN;
    bool has_by = false;
    for (uint32_t i = t->head + 1; i < v; i++)
        has_by |=
            tokens[i].head == v && tokens[i].deprel == DEP_case && str_is(tokens[i].lemma, "by");
    return is_noun && has_by ? t->head : TOKEN_NONE;
}

static void free_verb(struct token *tokens, const struct sentence *s, uint32_t participle,
                      uint32_t v) {
    uint32_t subject = TOKEN_NONE, agent = v - 1;
    for (uint32_t i = s->first; i < participle; i++) {
        if (tokens[i].head != participle)
            continue;
        if (deprel_basic((enum deprel)tokens[i].deprel) == DEP_aux)
            return; /* "was backed": the participle is the verb */
        if (deprel_basic((enum deprel)tokens[i].deprel) == DEP_nsubj)
            subject = i;
    }
    if (subject == TOKEN_NONE)
        return;
    tokens[v].head = tokens[participle].head;
    tokens[v].deprel = tokens[participle].deprel;
    for (uint32_t i = s->first; i < s->last; i++) {
        if (tokens[i].head == v && i < v)
            tokens[i].head = agent; /* "by" and what stands before the agent */
        else if (tokens[i].head == participle && i > v)
            tokens[i].head = v;
    }
    tokens[agent].head = participle;
    tokens[agent].deprel = DEP_obl_agent;
    tokens[subject].head = v;
    tokens[subject].deprel = DEP_nsubj;
    tokens[participle].head = subject;
    tokens[participle].deprel = DEP_acl;
}

void mend_agents(struct text *t) {
    for (uint32_t s = 0; s < t->n_sentences; s++)
        for (uint32_t v = t->sentences[s].first; v < t->sentences[s].last; v++) {
            uint32_t participle = participle_over(t->tokens, &t->sentences[s], v);
            if (participle != TOKEN_NONE)
                free_verb(t->tokens, &t->sentences[s], participle, v);
        }
}
