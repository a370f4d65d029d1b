/* In general. What is told of no occasion of its own is no event: what a rule would let people do
 * or oblige them to, what whoever might do, what usually happens, what somebody does not know,
 * would find hard, hopes for or left undone (guidelines: a general truth; 9). What is named because
 * another act orders, prevents or judges it is hidden.c's. Cost: some steps up the tree from each
 * act. */
#include "code/general.h"

#include "code/whether.h"

enum { MAX_STEPS = 10 };

/* "A bill that would allow the state to extradite suspects": what a rule would generally permit or
 * forbid is no event (guideline 9). */
static bool is_permitted(const struct reading *r, const struct act *a) {
    static const char rules[] =
        "law bill legislation act amendment measure rule regulation decree "
        "ordinance constitution treaty clause provision proposal convention "
        "conventions charter protocol statute covenant article code "
        "agreement accord deal pact";
    uint32_t t = a->token;
    for (int i = 0; i < MAX_STEPS && t != NONE; i++, t = r->tokens[t].head) {
        if (!is_verb(r, t))
            continue;
        bool is_banning =
            lemma_in(r, t, "forbid ban prohibit criminalize criminalise outlaw punish");
        bool is_obliging = lemma_in(r, t,
                                    "require oblige mandate stipulate provide foresee "
                                    "envisage envision");
        if (!is_banning && !is_obliging &&
            !lemma_in(r, t, "allow permit enable let empower authorize authorise"))
            continue;
        uint32_t subject = walk_subject(r, t);
        bool is_rule = is_banning && str_is(lang_xpos(r->coder->model, &r->tokens[t]), "VBZ");
        if ((t != a->token || is_rule) && subject != NONE && lemma_in(r, subject, rules))
            return true;
    }
    return false;
}

/* "Would not sign a deal that harms farmers": one that may never be made. */
static bool is_hypothetical(const struct reading *r, uint32_t noun) {
    uint32_t verb = r->tokens[noun].head;
    if (verb == NONE || !is_verb(r, verb) || !lemma_in(r, child_with(r, noun, DEP_det), "a an") ||
        !lemma_in(r, noun,
                  "deal agreement treaty law bill plan solution settlement government move step "
                  "measure resolution pact proposal policy truce compromise arrangement"))
        return false;
    if (lemma_in(r, verb, "seek want demand need propose oppose reject"))
        return true;
    for (uint32_t c = r->first_child[verb]; c != NONE && c < verb; c = r->next_sibling[c])
        if (whether_is_negation(r, c) || lemma_in(r, c, "would could should must may might"))
            return true;
    return false;
}

/* "Threatened to throw out observers who call for a delay": those who may. */
static bool is_threatened(const struct reading *r, uint32_t verb, uint32_t noun) {
    uint32_t over = r->tokens[noun].head;
    if (over == NONE || !is_verb(r, over) || child_with(r, noun, DEP_det) != NONE ||
        child_with(r, noun, DEP_nummod) != NONE || child_with(r, noun, DEP_nmod_poss) != NONE ||
        !str_is(lang_xpos(r->coder->model, &r->tokens[verb]), "VBP") ||
        !str_is(lang_xpos(r->coder->model, &r->tokens[noun]), "NNS"))
        return false;
    return lemma_in(r, r->tokens[over].head, "threaten vow warn pledge promise") &&
           r->tokens[over].deprel == DEP_xcomp;
}

/* "The agency that helps refugees", "a base that supplies its troops": what it is for. */
static bool is_office(const struct reading *r, const struct act *a) {
    uint32_t t = a->token, noun = r->tokens[t].head;
    return a->type == PLOVER_AID && is_verb(r, t) && noun != NONE && noun < t &&
           r->tokens[t].deprel == DEP_acl_relcl &&
           str_is(lang_xpos(r->coder->model, &r->tokens[t]), "VBZ") &&
           lemma_in(r, noun,
                    "agency charity organization organisation body program programme fund base "
                    "group office bank scheme mission law system service");
}

/* "Any country that helps Moscow", "anyone who attacks us": whoever would, none has. */
static bool is_whoevers(const struct reading *r, const struct act *a) {
    uint32_t t = a->token;
    for (int i = 0; i < MAX_STEPS && t != NONE; i++) {
        uint32_t head = r->tokens[t].head;
        enum deprel d = (enum deprel)r->tokens[t].deprel;
        if (d == DEP_acl_relcl && head != NONE && head < t)
            return is_hypothetical(r, head) || is_threatened(r, t, head) ||
                   (str_is(r->tokens[head].form, "those") && /* an amnesty for those who disarm */
                    str_is(lang_xpos(r->coder->model, &r->tokens[t]), "VBP")) ||
                   ((lemma_in(r, head, "anyone anybody whoever anything") ||
                     lemma_in(r, child_with(r, head, DEP_det), "any whichever")) &&
                    !str_is(lang_xpos(r->coder->model, &r->tokens[t]), "VBD"));
        if (d != DEP_xcomp && d != DEP_conj && d != DEP_obj && d != DEP_ccomp)
            return false;
        t = head;
    }
    return false;
}

/* "Twice a year", "every week": a span of time that is counted or told of each. */
static bool is_rate(const struct reading *r, uint32_t t) {
    if (!lemma_in(r, t, "day week month year decade"))
        return false;
    uint32_t det = child_with(r, t, DEP_det);
    bool is_times =
        t >= 2 && lemma_in(r, t - 1, "a per each") && lemma_in(r, t - 2, "once twice time");
    return is_times || (lemma_in(r, det, "every each") && det + 1 == t);
}

/* "G7 meetings usually center on politics", "its ambassadors meet every week". */
static bool is_habit(const struct reading *r, const struct act *a) {
    uint32_t verb = climb_to_verb(r, a->token, 4);
    if (verb == NONE)
        return false;
    bool is_present = str_in(lang_xpos(r->coder->model, &r->tokens[verb]), "VBZ VBP VB") &&
                      child_with(r, verb, DEP_mark) == NONE;
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if (d == DEP_advmod &&
            lemma_in(r, c, "usually typically generally normally traditionally customarily"))
            return true;
        if (is_present && (d == DEP_obl || d == DEP_nmod || d == DEP_advmod) && is_rate(r, c))
            return true;
        if (d == DEP_aux && !lemma_in(r, c, "do"))
            is_present = false;
    }
    return false;
}

/* "Talks on where to try them", "how to make peace": an infinitive that asks. */
static bool is_how_to(const struct reading *r, uint32_t t) {
    enum deprel d = (enum deprel)r->tokens[t].deprel;
    if (d == DEP_acl_relcl || d == DEP_advcl_relcl || deprel_basic(d) == DEP_root ||
        !lemma_is(r, child_with(r, t, DEP_mark), "to"))
        return false;
    return lemma_in(r, child_with(r, t, DEP_advmod), "where how why when") ||
           (d == DEP_acl && lemma_in(r, r->tokens[t].head, "how where"));
}

/* "It is unclear if they will leave", "asked whether Britain should quit": an open question. */
static bool is_asked(const struct reading *r, const struct act *a) {
    uint32_t t = climb_to_verb(r, a->token, 2);
    if (t != NONE && is_how_to(r, t))
        return true;
    for (int i = 0; i < MAX_STEPS && t != NONE; i++, t = r->tokens[t].head) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
        uint32_t head = r->tokens[t].head;
        if (head == NONE)
            return false;
        if (d == DEP_ccomp && lemma_in(r, head, "doubt worry"))
            return true; /* "experts doubt that it will give them up" */
        if ((d == DEP_ccomp || d == DEP_csubj || d == DEP_xcomp || d == DEP_advcl) &&
            lemma_in(r, mark_of(r, t), "if whether"))
            return lemma_is(r, mark_of(r, t), "whether")
                       ? !lemma_in(r, head, "investigate probe examine determine")
                       : (d == DEP_ccomp || r->tokens[head].upos == UPOS_ADJ) &&
                             lemma_in(r, head,
                                      "know ask wonder see unclear clear unsure uncertain unknown "
                                      "tell decide");
        if (d != DEP_conj && d != DEP_xcomp)
            return false;
    }
    return false;
}

/* "Such changes are necessary to block them", "it is hard to end the war": what it takes. */
static bool is_weighed(const struct reading *r, const struct act *a) {
    uint32_t t = climb_to_verb(r, a->token, 2);
    if (t == NONE || !lemma_is(r, child_with(r, t, DEP_mark), "to"))
        return false;
    if (r->tokens[t].deprel == DEP_conj && r->tokens[t].head < t)
        t = r->tokens[t].head; /* "to protect civilians and to support the state" */
    enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
    if (child_with(r, t, DEP_cop) != NONE || child_with(r, t, DEP_aux) != NONE)
        return lemma_in(r, child_with(r, t, DEP_nsubj), /* "its mandate is to protect them" */
                        "mandate task mission purpose job role duty");
    return (d == DEP_advcl || d == DEP_csubj || d == DEP_xcomp || d == DEP_acl) &&
           lemma_in(r, r->tokens[t].head,
                    "necessary vital essential important crucial difficult hard easy impossible "
                    "enough tough premature unable unlikely");
}

/* "Seized it without firing a shot", "held for months without being charged". */
static bool is_left_undone(const struct reading *r, const struct act *a) {
    return is_verb(r, a->token) && lemma_is(r, mark_of(r, a->token), "without");
}

/* "No reason to keep them in custody", "in the hope that it will leave": what a noun gives no
 * ground for, or wishes and fears. */
static bool is_groundless(const struct reading *r, const struct act *a) {
    uint32_t t = climb_to_verb(r, a->token, 2);
    for (int i = 0; i < 4 && t != NONE; i++) {
        enum deprel d = (enum deprel)r->tokens[t].deprel;
        uint32_t head = r->tokens[t].head;
        if ((d == DEP_acl || d == DEP_acl_relcl || d == DEP_ccomp) && head < t && is_noun(r, head))
            return lemma_in(r, head,
                            "hope fear belief expectation speculation failure inability "
                            "unwillingness reluctance") ||
                   (lemma_in(r, head, "reason need excuse evidence sign") &&
                    lemma_is(r, child_with(r, head, DEP_det), "no"));
        if (d != DEP_xcomp && d != DEP_conj)
            return false;
        t = head;
    }
    return false;
}

bool general_is(const struct reading *r, const struct act *a) {
    return is_permitted(r, a) || is_whoevers(r, a) || is_office(r, a) || is_habit(r, a) ||
           is_asked(r, a) || is_weighed(r, a) || is_left_undone(r, a) || is_groundless(r, a);
}
