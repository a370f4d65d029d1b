/* What the tree says of a pronoun and a candidate before it: binding, parallel clauses, the subject
 * that a clause suggests. Each climbs a few heads at most. */
#include "code/coref_parts.h"
#include "code/walk.h"

/* "They arrested X and released him": the object of the verb beside which the pronoun's stands. */
bool coref_is_parallel(const struct reading *r, uint32_t pronoun, uint32_t t) {
    uint32_t verb = r->tokens[pronoun].head;
    return verb != NONE && r->tokens[verb].deprel == DEP_conj &&
           r->tokens[verb].head == r->tokens[t].head && r->tokens[pronoun].deprel == DEP_obj &&
           r->tokens[t].deprel == DEP_obj && child_with(r, verb, DEP_nsubj) == NONE;
}

/* "X called on the authorities to …, and they refused": who answers is whom another addressed. */
bool coref_is_answered(const struct reading *r, uint32_t pronoun, uint32_t t) {
    uint32_t verb = r->tokens[pronoun].head, other = r->tokens[t].head;
    enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
    if (r->tokens[pronoun].deprel != DEP_nsubj || verb == NONE || other == NONE ||
        (d != DEP_obj && d != DEP_iobj && d != DEP_obl) || !is_verb(r, other) ||
        !lemma_in(r, verb, "refuse reject decline accept deny comply agree rebuff dismiss"))
        return false;
    return r->tokens[verb].head == other || r->sentence[verb] == r->sentence[t] + 1;
}

bool coref_is_possessive(const struct reading *r, uint32_t t) {
    return r->tokens[t].deprel == DEP_nmod_poss;
}

/* "The soldiers they had captured": the subject of a clause about a noun is not that noun. */
static bool is_object_of_clause(const struct reading *r, uint32_t pronoun, uint32_t t) {
    uint32_t verb = r->tokens[pronoun].head;
    if (verb == NONE || r->tokens[pronoun].deprel != DEP_nsubj)
        return false;
    if (t + 1 == pronoun && r->tokens[t].upos == UPOS_NOUN &&
        deprel_basic((enum deprel)r->tokens[t].deprel) != DEP_nsubj)
        return true;
    if (r->tokens[verb].deprel != DEP_acl_relcl)
        return false;
    uint32_t noun = r->tokens[verb].head;
    if (r->tokens[t].deprel == DEP_nmod && r->tokens[t].head == noun && pronoun > t &&
        lemma_is(r, case_of(r, t), "of"))
        return true; /* "the bodies of the soldiers they had killed" */
    while (noun != NONE && noun != t && r->tokens[noun].deprel == DEP_conj)
        noun = r->tokens[noun].head;
    return noun == t && t != NONE && pronoun > t && pronoun - t < 12;
}

/* A pronoun that is not possessive never stands for another argument of its own verb. */
bool coref_is_bound(const struct reading *r, uint32_t pronoun, uint32_t t) {
    if (is_object_of_clause(r, pronoun, t))
        return true;
    return !coref_is_possessive(r, pronoun) && r->tokens[pronoun].head == r->tokens[t].head &&
           r->tokens[pronoun].head != NONE && r->sentence[pronoun] == r->sentence[t];
}

/* "Police arrested their leaders": not the leaders of the police. */
static bool is_of_victim(const struct reading *r, uint32_t pronoun) {
    uint32_t noun = r->tokens[pronoun].head, verb = noun == NONE ? NONE : r->tokens[noun].head;
    return verb != NONE && r->tokens[noun].deprel == DEP_obj &&
           lemma_in(r, verb,
                    "arrest detain kill attack accuse blame criticize criticise condemn denounce "
                    "jail imprison abduct kidnap assassinate sue expel ban raid shoot");
}

/* The subject of the verb whose object the pronoun is, also where it stands in a clause above: "X
 * phoned Y to congratulate him"; NONE. */
uint32_t coref_subject_beside(const struct reading *r, uint32_t pronoun) {
    uint32_t verb = r->tokens[pronoun].head;
    enum deprel d = deprel_basic((enum deprel)r->tokens[pronoun].deprel);
    bool is_argument = d == DEP_obj || d == DEP_iobj || d == DEP_obl;
    if (is_of_victim(r, pronoun))
        return walk_subject(r, r->tokens[r->tokens[pronoun].head].head);
    if (verb == NONE || !is_argument || !is_verb(r, verb) ||
        lemma_in(r, pronoun, "himself herself itself themselves"))
        return NONE;
    return walk_subject(r, verb);
}

/* Whom grammar suggests: "NATO said it would …", "the rebels laid down their arms": the subject of
 * the verb of saying over the pronoun's clause, or of the verb whose argument is what belongs to
 * it; NONE. */
uint32_t coref_suggested(const struct reading *r, uint32_t pronoun) {
    uint32_t t = r->tokens[pronoun].head;
    bool is_owner = coref_is_possessive(r, pronoun) && !is_of_victim(r, pronoun);
    for (int i = 0; i < 6 && t != NONE; i++) {
        uint32_t head = r->tokens[t].head;
        enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
        bool is_said = d == DEP_ccomp && head != NONE && (operators_of(r, head) & OP_REPORT);
        if (is_said || (is_owner && is_verb(r, t))) {
            uint32_t subject = walk_subject(r, is_said ? head : t);
            if (subject != NONE && subject < pronoun)
                return subject;
        }
        t = head;
    }
    return NONE;
}
