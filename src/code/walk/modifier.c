/* Participles before a noun. What they modify is their object, or their subject where they are of
 * the present ("warring factions"), and what a hyphen joins to one acts: "Iran-backed", "U.S.-led".
 * The tree often takes the hyphenated ones for clauses of their own; the words side by side tell
 * better. Linear in the words of the noun phrase. */
#include "code/walk/parts.h"

/* "Iran-backed", "U.S.-led": the first half acts upon what the participle modifies. */
static uint32_t hyphenated_agent(const struct reading *r, uint32_t participle) {
    if (participle < 2 || !str_is(r->tokens[participle - 1].form, "-") ||
        r->sentence[participle - 2] != r->sentence[participle])
        return NONE;
    uint32_t t = participle - 2;
    return is_noun(r, t) || r->tokens[t].upos == UPOS_ADJ ? t : NONE;
}

/* "Detained pro-democracy activists": the noun at the end of the modifiers. */
static uint32_t modified_noun(const struct reading *r, uint32_t modifier) {
    uint32_t noun = r->tokens[modifier].head;
    for (int i = 0; i < 4 && noun != NONE; i++) {
        enum deprel d = (enum deprel)r->tokens[noun].deprel;
        uint32_t up = r->tokens[noun].head;
        if ((d != DEP_compound && d != DEP_amod) || up == NONE || up < noun || !is_noun(r, up))
            break;
        noun = up;
    }
    return noun;
}

/* "Looted and | torched houses": the second of two verbs, which the tree took for a modifier of
 * their object; who does the first, NONE. */
static uint32_t doer_of_both(const struct reading *r, uint32_t verb, uint32_t noun) {
    bool is_second = verb >= 2 && r->tokens[verb - 1].upos == UPOS_CCONJ && is_verb(r, verb - 2) &&
                     r->tokens[noun].head == verb - 2;
    return is_second ? walk_subject(r, verb - 2) : NONE;
}

/* "Denied | targeting civilians", "resumed shelling towns": a gerund that the tree took for a
 * modifier of its object; who does the verb over it, NONE. */
static uint32_t doer_of_gerund(const struct reading *r, uint32_t verb, uint32_t noun) {
    bool is_gerund = verb > 0 && noun != NONE && r->tokens[verb].deprel == DEP_amod &&
                     str_is(lang_xpos(r->coder->model, &r->tokens[verb]), "VBG") &&
                     is_verb(r, verb - 1) && r->tokens[noun].head == verb - 1 &&
                     r->tokens[noun].deprel == DEP_obj &&
                     lemma_in(r, verb - 1, "deny admit resume begin start stop cease keep");
    return is_gerund ? walk_subject(r, verb - 1) : NONE;
}

void walk_add_modified(const struct reading *r, uint32_t verb, struct arguments *out) {
    uint32_t noun = modified_noun(r, verb), doer = doer_of_gerund(r, verb, noun);
    if (doer != NONE) {
        walk_add(out, walk_role(ROLE_SUBJ), doer, 0);
        walk_add(out, walk_role(ROLE_OBJ), noun, 0);
        return;
    }
    if (walk_is_participle(r, verb)) {
        uint32_t agent = hyphenated_agent(r, verb);
        if (agent == NONE && noun != NONE)
            agent = doer_of_both(r, verb, noun);
        walk_add(out, walk_role(ROLE_SUBJ),
                 agent != NONE || noun == NONE ? agent : walk_noun_that_did(r, verb, noun), 0);
        walk_add(out, walk_role(ROLE_OBJ), noun, 0);
    } else {
        walk_add(out, walk_role(ROLE_SUBJ), noun, 0);
    }
}

/* "Iran-backed Hezbollah fired", where the tree takes the participle for a clause of its own: the
 * noun at the end of the phrase behind it; NONE. */
static uint32_t noun_behind(const struct reading *r, uint32_t participle) {
    uint32_t end = r->text->sentences[r->sentence[participle]].last, noun = NONE;
    for (uint32_t t = participle + 1; t < end && t < participle + 8; t++) {
        if (!is_noun(r, t) && r->tokens[t].upos != UPOS_ADJ)
            break;
        noun = is_noun(r, t) ? t : noun;
    }
    while (noun != NONE && r->tokens[noun].deprel == DEP_flat && r->tokens[noun].head < noun)
        noun = r->tokens[noun].head;
    return noun != NONE && noun > participle ? noun : NONE;
}

bool walk_add_hyphenated(const struct reading *r, uint32_t verb, struct arguments *out) {
    uint32_t agent = hyphenated_agent(r, verb);
    if (agent == NONE || r->tokens[verb].deprel == DEP_amod || !walk_is_participle(r, verb) ||
        child_with(r, verb, DEP_aux) != NONE || child_with(r, verb, DEP_aux_pass) != NONE)
        return false;
    uint32_t noun = noun_behind(r, verb);
    if (noun == NONE)
        return false;
    out->is_passive = true;
    walk_add(out, walk_role(ROLE_SUBJ), agent, 0);
    walk_add(out, walk_role(ROLE_OBJ), noun, 0);
    return true;
}
