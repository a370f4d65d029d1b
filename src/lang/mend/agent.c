/* "Rebels backed by Turkey | control the crossing": a parser that took the participle for the verb
 * makes the real verb its agent. But no verb stands behind "by": the noun before it is the agent,
 * the participle explains the subject, and the verb takes its place. */
#include "lang/mend/mend.h"

/* The participle over a verb that was taken for its agent, TOKEN_NONE. */
static uint32_t participle_over(const struct token *tokens, const struct sentence *s, uint32_t v) {
    const struct token *t = &tokens[v];
    bool is_agent = t->upos == UPOS_VERB && v > s->first + 2 && t->head != TOKEN_NONE &&
                    t->head < v &&
                    (t->deprel == DEP_obl_agent || t->deprel == DEP_obl || t->deprel == DEP_advcl);
    return is_agent && tokens[t->head].upos == UPOS_VERB ? t->head : TOKEN_NONE;
}

/* The noun behind "by" that the verb has, as its subject or right before it, TOKEN_NONE. */
static uint32_t agent_of(const struct token *tokens, uint32_t participle, uint32_t v) {
    uint32_t by = TOKEN_NONE, agent = TOKEN_NONE;
    for (uint32_t i = participle + 1; i < v; i++) {
        const struct token *t = &tokens[i];
        bool is_noun = t->upos == UPOS_PROPN || t->upos == UPOS_NOUN;
        if (t->head != v)
            continue;
        if ((t->deprel == DEP_case || t->deprel == DEP_mark) && str_is(t->lemma, "by"))
            by = i;
        else if (by != TOKEN_NONE && is_noun &&
                 (i + 1 == v || deprel_basic((enum deprel)t->deprel) == DEP_nsubj))
            agent = i;
    }
    return agent;
}

/* Whose participle it is: its own subject, or the noun that it modifies; TOKEN_NONE. */
static uint32_t subject_of(const struct token *tokens, const struct sentence *s,
                           uint32_t participle) {
    uint32_t subject = TOKEN_NONE;
    for (uint32_t i = s->first; i < participle; i++) {
        if (tokens[i].head != participle)
            continue;
        if (deprel_basic((enum deprel)tokens[i].deprel) == DEP_aux)
            return TOKEN_NONE; /* "was backed": the participle is the verb */
        if (deprel_basic((enum deprel)tokens[i].deprel) == DEP_nsubj)
            subject = i;
    }
    return subject;
}

/* "Troops backed (root) by gunships | attacked (ccomp)": nobody backs that others attacked. */
static bool free_clause(struct token *tokens, const struct sentence *s, uint32_t v) {
    uint32_t participle = tokens[v].head, subject = TOKEN_NONE, by = TOKEN_NONE;
    if (tokens[v].upos != UPOS_VERB || tokens[v].deprel != DEP_ccomp || participle == TOKEN_NONE ||
        participle > v || tokens[participle].deprel != DEP_root ||
        !str_in(tokens[participle].lemma, "back lead support aid accompany escort arm follow join"))
        return false;
    for (uint32_t i = s->first; i < v; i++) {
        enum deprel d = deprel_basic((enum deprel)tokens[i].deprel);
        if (tokens[i].head == v || (tokens[i].head == participle && d == DEP_aux))
            return false;
        if (tokens[i].head == participle && i < participle && d == DEP_nsubj)
            subject = i;
        if (i == participle + 1 && str_is(tokens[i].lemma, "by"))
            by = tokens[i].head;
    }
    if (subject == TOKEN_NONE || by == TOKEN_NONE || by > v || tokens[by].head != participle)
        return false;
    for (uint32_t i = v + 1; i < s->last; i++)
        if (tokens[i].head == participle)
            tokens[i].head = v;
    tokens[v].head = tokens[participle].head;
    tokens[v].deprel = DEP_root;
    tokens[subject].head = v;
    tokens[subject].deprel = DEP_nsubj;
    tokens[participle].head = subject;
    tokens[participle].deprel = DEP_acl;
    tokens[by].deprel = DEP_obl_agent;
    return true;
}

static void free_verb(struct token *tokens, const struct sentence *s, uint32_t participle,
                      uint32_t v) {
    uint32_t agent = agent_of(tokens, participle, v);
    uint32_t subject = subject_of(tokens, s, participle), place = participle;
    if (subject == TOKEN_NONE && tokens[participle].deprel == DEP_acl)
        subject = place = tokens[participle].head; /* "rebels led by X | swept" */
    bool is_nested = subject != TOKEN_NONE && subject > participle;
    if (agent == TOKEN_NONE || subject == TOKEN_NONE || is_nested)
        return;
    bool is_passive = false;
    tokens[v].head = tokens[place].head;
    tokens[v].deprel = tokens[place].deprel;
    for (uint32_t i = s->first; i < s->last; i++) {
        bool is_auxiliary = deprel_basic((enum deprel)tokens[i].deprel) == DEP_aux;
        is_passive |= tokens[i].head == v && tokens[i].deprel == DEP_aux_pass;
        if (tokens[i].head == v && i < v && i != agent && !is_auxiliary) {
            if (str_is(tokens[i].lemma, "by"))
                tokens[i].deprel = DEP_case;
            tokens[i].head = agent; /* "by" and what stands before the agent */
        } else if ((tokens[i].head == participle || tokens[i].head == place) && i > v) {
            tokens[i].head = v;
        }
    }
    tokens[agent].head = participle;
    tokens[agent].deprel = DEP_obl_agent;
    tokens[subject].head = v;
    tokens[subject].deprel = is_passive ? DEP_nsubj_pass : DEP_nsubj;
    bool is_behind_noun =
        tokens[participle - 1].upos == UPOS_NOUN || tokens[participle - 1].upos == UPOS_PROPN;
    tokens[participle].head = is_behind_noun ? participle - 1 : subject;
    tokens[participle].deprel = DEP_acl;
}

void mend_agents(struct text *t) {
    for (uint32_t s = 0; s < t->n_sentences; s++)
        for (uint32_t v = t->sentences[s].first; v < t->sentences[s].last; v++) {
            if (free_clause(t->tokens, &t->sentences[s], v))
                continue;
            uint32_t participle = participle_over(t->tokens, &t->sentences[s], v);
            if (participle != TOKEN_NONE)
                free_verb(t->tokens, &t->sentences[s], participle, v);
        }
}
