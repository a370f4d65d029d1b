/* What the tree says of a pronoun and a candidate before it: binding, parallel clauses, the subject
 * that a clause suggests. Each climbs a few heads at most. */
#include "code/coref/parts.h"
#include "code/walk/walk.h"

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
    while (noun != NONE && noun != t && r->tokens[noun].deprel == DEP_conj &&
           r->tokens[noun].head < noun)
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

/* "Police arrested their leaders", "20 of its members": the verb whose object belongs to the
 * pronoun, which does not mean who does it; NONE. */
static uint32_t victim_verb(const struct reading *r, uint32_t pronoun) {
    uint32_t noun = r->tokens[pronoun].head, verb = noun == NONE ? NONE : r->tokens[noun].head;
    if (verb != NONE && r->tokens[noun].deprel == DEP_nmod && lemma_is(r, case_of(r, noun), "of") &&
        (r->tokens[verb].upos == UPOS_NUM || lemma_in(r, verb, "dozen hundred score several"))) {
        noun = verb;
        verb = r->tokens[noun].head;
    }
    if (verb == NONE)
        return NONE;
    bool is_object = r->tokens[noun].deprel == DEP_obj;
    bool is_envoy =
        lemma_in(r, noun, "diplomat ambassador envoy consul attache") &&
        lemma_in(r, verb, "give order expel summon") && /* gave its diplomats 48 hours */
        (is_object || r->tokens[noun].deprel == DEP_iobj);
    bool is_shot_at = r->tokens[noun].deprel == DEP_obl &&
                      lemma_in(r, case_of(r, noun), "at on against") &&
                      lemma_in(r, verb, "fire shoot open throw hurl lob launch use spray");
    if (is_shot_at)
        return verb;
    bool is_harmed =
        is_object &&
        lemma_in(r, verb,
                 "arrest detain kill attack accuse blame criticize criticise condemn denounce "
                 "jail imprison abduct kidnap assassinate sue expel ban raid shoot strike bomb "
                 "bombard pound shell besiege storm overrun torture sanction") &&
        !lemma_in(r, noun, "target goal objective peak low high own");
    bool is_others_right = /* "does not accept its jurisdiction" */
        is_object &&
        lemma_in(r, noun,
                 "jurisdiction authority legitimacy independence sovereignty ruling verdict offer "
                 "demand claim invitation request proposal ultimatum") &&
        lemma_in(r, verb,
                 "accept reject recognise recognize dispute question defy ignore dismiss refuse "
                 "respect spurn rebuff");
    return is_envoy || is_harmed || is_others_right ? verb : NONE;
}

static const char judging[] =
    "accuse blame criticize criticise condemn denounce slam blast rebuke chide castigate lambast "
    "lambaste scold reprimand berate assail deride mock attack censure sanction punish penalize "
    "penalise fine sue indict charge convict jail imprison arrest detain summon ban suspend "
    "blacklist boycott expel dismiss fire sack oust impeach investigate probe warn threaten "
    "pressure press lecture thank praise commend hail laud congratulate applaud honor honour "
    "reward admire salute credit forgive pardon fault chastise";

/* Why somebody is judged: "over its invasion", "in response to its attack". */
static bool is_cause(const struct reading *r, uint32_t noun) {
    return lemma_in(r, case_of(r, noun), "over for about after following since because given") ||
           (lemma_in(r, case_of(r, noun), "to for of") &&
            (lemma_in(r, r->tokens[noun].head, "response retaliation reaction reprisal light") ||
             (case_of(r, noun) + 1 < r->n_tokens &&
              lemma_in(r, case_of(r, noun) + 1, "response retaliation"))));
}

/* The phrase with one of the markers under `head`, behind `after`; NONE. */
static uint32_t marked_under(const struct reading *r, uint32_t head, uint32_t after,
                             const char *markers) {
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c])
        if (c > after && lemma_in(r, case_of(r, c), markers))
            return c;
    return NONE;
}

/* Whom a verb judges or punishes: its object, whom one complains to ("protested to Moscow"), or
 * whom what is imposed is on ("slapped sanctions on Iran"). NONE. */
static uint32_t judged_by(const struct reading *r, uint32_t verb) {
    uint32_t object = child_with(r, verb, DEP_obj);
    if (lemma_in(r, verb, judging))
        return object != NONE ? object : child_with(r, verb, DEP_nsubj_pass);
    uint32_t bench = marked_under(r, verb, verb, "to before");
    if (lemma_in(r, verb, "take drag haul bring") && object != NONE && bench != NONE &&
        lemma_in(r, bench, "court tribunal icj council wto justice"))
        return object; /* "took Israel to court over its offensive" */
    if (lemma_in(r, verb, "protest complain"))
        return marked_under(r, verb, verb, "to with");
    bool is_imposed =
        lemma_in(r, verb, "impose slap place put announce approve adopt tighten level") &&
        lemma_in(r, object, "sanction embargo tariff penalty fine ban restriction blame");
    if (!is_imposed)
        return NONE;
    uint32_t target = marked_under(r, object, object, "on upon against");
    return target != NONE ? target : marked_under(r, verb, object, "on upon against");
}

/* "Soldiers rescued the civilians years after they were abducted": who undergoes the deed above.
 */
static uint32_t fellow_victim(const struct reading *r, uint32_t pronoun) {
    uint32_t verb = r->tokens[pronoun].head;
    if (r->tokens[pronoun].deprel != DEP_nsubj_pass ||
        !lemma_in(r, verb,
                  "abduct kidnap seize capture detain arrest hold jail imprison kill shoot attack "
                  "displace enslave expel convict sentence accuse charge deport"))
        return NONE;
    uint32_t above = climb_to_verb(r, r->tokens[verb].head, 3);
    return lemma_in(r, above,
                    "rescue free release kill return find shoot arrest detain bury pardon acquit "
                    "deport evacuate swap exchange exonerate identify")
               ? child_with(r, above, is_passive(r, above) ? DEP_nsubj_pass : DEP_obj)
               : NONE;
}

uint32_t coref_judged(const struct reading *r, uint32_t pronoun) {
    uint32_t t = r->tokens[pronoun].head;
    bool has_cause = false;
    if (!coref_is_possessive(r, pronoun))
        return fellow_victim(r, pronoun);
    for (int i = 0; i < 5 && t != NONE; i++, t = r->tokens[t].head) {
        if (is_verb(r, t)) {
            uint32_t judged = has_cause ? judged_by(r, t) : NONE;
            return judged != NONE && judged < pronoun ? judged : NONE;
        }
        has_cause |= is_cause(r, t);
    }
    return NONE;
}

/* The subject of the verb whose object the pronoun is, also where it stands in a clause above: "X
 * phoned Y to congratulate him"; NONE. */
uint32_t coref_subject_beside(const struct reading *r, uint32_t pronoun) {
    uint32_t verb = r->tokens[pronoun].head;
    enum deprel d = deprel_basic((enum deprel)r->tokens[pronoun].deprel);
    bool is_argument = d == DEP_obj || d == DEP_iobj || d == DEP_obl;
    if (verb != NONE && r->tokens[pronoun].deprel == DEP_nmod &&
        lemma_is(r, case_of(r, pronoun), "of") && r->tokens[verb].upos == UPOS_NUM) {
        pronoun = verb; /* "killing three of them" */
        verb = r->tokens[pronoun].head;
        is_argument = r->tokens[pronoun].deprel == DEP_obj;
    }
    uint32_t harming = coref_is_possessive(r, pronoun) ? victim_verb(r, pronoun) : NONE;
    if (harming != NONE)
        return walk_subject(r, harming);
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
    bool is_owner = coref_is_possessive(r, pronoun) && victim_verb(r, pronoun) == NONE;
    bool is_gap_clause = t != NONE && r->tokens[t].deprel == DEP_acl_relcl &&
                         r->tokens[pronoun].deprel == DEP_nsubj &&
                         lemma_is(r, pronoun, "it"); /* "to review the tariffs it imposed" */
    for (int i = 0; i < 6 && t != NONE; i++) {
        uint32_t head = r->tokens[t].head;
        enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
        if (is_gap_clause && i > 0 && is_verb(r, t)) {
            uint32_t subject = walk_subject(r, t);
            return subject != NONE && subject < pronoun ? subject : NONE;
        }
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
