/* Passives. Whether a clause tells of its subject what somebody did to it, and by whom. The taggers
 * take many a participle for a past ("convicted of that", "as protesters called for it"), and the
 * parser hangs many a by-phrase on the word before it: the words around tell better. Cost: the
 * children of the verb, and at most three nouns below each. */
#include "code/walk/parts.h"

/* "Ordered ten men | jailed", taken for a past. */
static bool is_ordered(const struct reading *r, uint32_t token) {
    uint32_t above = r->tokens[token].head;
    return r->tokens[token].deprel == DEP_xcomp && above != NONE &&
           lemma_in(r, above, "order want get have see keep") &&
           child_with(r, token, DEP_obj) == NONE && child_with(r, above, DEP_obj) != NONE;
}

bool walk_is_participle(const struct reading *r, uint32_t token) {
    str xpos = lang_xpos(r->coder->model, &r->tokens[token]);
    return str_is(xpos, "VBN") || (str_is(xpos, "VBD") && is_ordered(r, token)) ||
           (str_is(xpos, "VBD") && !is_noun(r, token) &&
            (r->tokens[token].deprel == DEP_acl || r->tokens[token].deprel == DEP_amod));
}

/* "Was acquitted of this but convicted of that": the second of two passives, taken for a past, of a
 * verb that must have an object. */
static bool is_joined_victim(const struct reading *r, uint32_t verb) {
    return r->tokens[verb].deprel == DEP_conj && child_with(r, verb, DEP_obj) == NONE &&
           lemma_in(
               r, verb,
               "convict sentence jail charge accuse detain arrest imprison indict deport expel "
               "acquit abduct kidnap torture execute dismiss sack extradite injure");
}

/* "As protesters | called for his resignation": a clause that was read as a phrase. */
static bool is_clause_of_as(const struct reading *r, uint32_t verb) {
    uint32_t noun = r->tokens[verb].head;
    return r->tokens[verb].deprel == DEP_acl && noun != NONE && noun + 1 == verb &&
           lemma_is(r, case_of(r, noun), "as") && r->tokens[noun].deprel == DEP_obl &&
           str_ends(r->tokens[verb].form, STR("ed")) && walk_own_agent(r, verb) == NONE;
}

/* "Have been slain", "was overrun": a participle whose auxiliary the tree took for a copula. */
static bool is_copular_passive(const struct reading *r, uint32_t verb) {
    return str_is(lang_xpos(r->coder->model, &r->tokens[verb]), "VBN") &&
           child_with(r, verb, DEP_cop) != NONE && child_with(r, verb, DEP_obj) == NONE &&
           child_with(r, verb, DEP_aux_pass) == NONE;
}

bool is_passive(const struct reading *r, uint32_t verb) {
    bool has_passive_subject = false;
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c]) {
        if (r->tokens[c].deprel == DEP_aux_pass)
            return true;
        has_passive_subject |=
            r->tokens[c].deprel == DEP_nsubj_pass || r->tokens[c].deprel == DEP_csubj_pass;
    }
    if (is_copular_passive(r, verb))
        return true;
    if (has_passive_subject)
        return !str_is(lang_xpos(r->coder->model, &r->tokens[verb]), "VBD");
    if (!walk_is_participle(r, verb) && !is_joined_victim(r, verb))
        return false;
    enum deprel d = (enum deprel)r->tokens[verb].deprel;
    bool has_subject = child_with(r, verb, DEP_nsubj) != NONE;
    bool has_auxiliary = child_with(r, verb, DEP_aux) != NONE;
    bool has_object = child_with(r, verb, DEP_obj) != NONE;
    if (is_clause_of_as(r, verb))
        return false;
    bool is_absolute = has_subject && (lemma_is(r, child_with(r, verb, DEP_mark), "with") ||
                                       lemma_is(r, case_of(r, verb), "with"));
    if (is_absolute && !has_auxiliary && !has_object)
        return true; /* "with ten people killed" */
    if (d == DEP_advcl && has_subject && !has_auxiliary && !has_object &&
        child_with(r, verb, DEP_obl_agent) != NONE)
        return true; /* "most of them shot by the police" */
    if (d == DEP_acl && has_object && !has_subject && !has_auxiliary &&
        walk_own_agent(r, verb) != NONE)
        return true; /* "designated a terrorist group by X" */
    if (d == DEP_acl || d == DEP_amod || d == DEP_advcl || d == DEP_xcomp) /* reported killed */
        return !has_subject && !has_auxiliary && !has_object;
    bool calls_on = lemma_in(r, verb, "call appeal") && verb + 1 < r->n_tokens &&
                    lemma_in(r, verb + 1, "on upon for to"); /* "was disturbed and called on" */
    bool vows_to = lemma_in(r, verb, "vow pledge promise threaten refuse swear decline") &&
                   child_with(r, verb, DEP_xcomp) != NONE; /* "were hit and vowed to" */
    if (d == DEP_conj && !has_subject && !has_auxiliary && !has_object && !calls_on && !vows_to) {
        uint32_t head = r->tokens[verb].head;
        if (head != NONE && !is_verb(r, head) && child_with(r, head, DEP_cop) != NONE)
            return child_with(r, verb, DEP_obl_agent) != NONE; /* were defrocked and jailed by */
        bool is_own = head != NONE && /* "were beaten, and two were questioned and jailed" */
                      (r->tokens[head].deprel != DEP_conj ||
                       child_with(r, head, DEP_aux_pass) != NONE || is_joined_victim(r, verb));
        return is_own && is_verb(r, head) && is_passive(r, head);
    }
    return false;
}

uint32_t walk_own_agent(const struct reading *r, uint32_t verb) {
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        if (d == DEP_obl_agent || (d == DEP_obl && lemma_is(r, case_of(r, c), "by")))
            return c;
    }
    return NONE;
}

/* The agent hung on a noun, "of" phrase or gerund before it, NONE where a deed there has its own.
 */
static uint32_t agent_below(const struct reading *r, uint32_t noun) {
    bool is_means = lemma_is(r, case_of(r, noun), "with"); /* hit with a tariff by X */
    for (int i = 0; i < 3 && noun != NONE && is_noun(r, noun); i++) {
        uint32_t below = child_with(r, noun, DEP_nmod);
        if (below != NONE && below > noun && lemma_is(r, case_of(r, below), "by")) {
            bool is_deed = know_frames(r->know, r->word[noun], 'n').n > 0; /* an attack by X */
            bool is_plan = lemma_in(r, noun, "attempt effort bid plan campaign move decision");
            return (i == 0 && is_deed && !is_means) || is_plan ? NONE : below;
        }
        noun = below;
    }
    return NONE;
}

/* "Were denied access to the camp | by the police", "was barred from leaving | by a court": the
 * agent that was hung on what stands before it. */
uint32_t walk_stray_agent(const struct reading *r, uint32_t verb) {
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        uint32_t agent = NONE;
        if (c > verb && (d == DEP_obl || d == DEP_obj || d == DEP_xcomp))
            agent = agent_below(r, c);
        else if (c > verb && d == DEP_advcl && lemma_is(r, child_with(r, c, DEP_mark), "from"))
            agent = walk_own_agent(r, c);
        if (agent != NONE)
            return agent;
    }
    return NONE;
}
