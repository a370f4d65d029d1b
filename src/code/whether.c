/* Whether. Walks from the act to the root of its sentence and notes what stands on the way: modals
 * and tense ("will", "may"), negation in the clause, marks ("if", "unless"), adjectives
 * ("planned"), and operators of operators.tsv (plan, want, condition, fail, deny). The strongest
 * reading nearest to the act wins: a denial over a condition over a plan. Climbing stops at
 * relative and temporal clauses, which assert on their own. A deed named with a past year ("the
 * 1968 massacre") happened, whatever stands over it. Cost: the children of some ten words. */
#include "code/whether.h"

#include "code/says.h"

enum { MAX_CLIMB = 10 };

struct signs {
    bool is_denied, is_conditional, is_planned;
    bool is_refused; /* "will not": the negation and the will stand in one clause */
    uint32_t author;
    uint32_t denied_by, conditional_by, planned_by; /* the words that say so, NONE */
};

/* Remembers the word that changed the reading. */
static void note_word(const struct signs *before, struct signs *s, uint32_t word) {
    if (s->is_denied && !before->is_denied)
        s->denied_by = word;
    if (s->is_conditional && !before->is_conditional)
        s->conditional_by = word;
    if (s->is_planned && !before->is_planned)
        s->planned_by = word;
}

/* "It would not cooperate, a spokesman said": the verb of saying that trails its clause. */
static bool has_trailing_report(const struct reading *r, uint32_t t) {
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c])
        if (c > t && r->tokens[c].deprel == DEP_parataxis && (operators_of(r, c) & OP_REPORT))
            return true;
    return false;
}

/* In a clause that a verb of saying governs, and under no "if". */
static bool is_reported(const struct reading *r, uint32_t t) {
    if (has_trailing_report(r, t))
        return true;
    uint32_t head = r->tokens[t].head;
    for (int i = 0; i < MAX_CLIMB && head != NONE; i++) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
        if (d == DEP_ccomp || d == DEP_parataxis)
            return (operators_of(r, head) & (OP_REPORT | OP_PLAN)) != 0;
        if (d != DEP_conj && d != DEP_xcomp)
            return false;
        t = head;
        head = r->tokens[t].head;
    }
    return false;
}

/* "No prisoners have been killed", "none of them". */
static bool is_nobody(const struct reading *r, uint32_t subject) {
    return lemma_in(r, subject, "none nobody no-one neither") ||
           lemma_in(r, child_with(r, subject, DEP_det), "no neither");
}

bool whether_is_negation(const struct reading *r, uint32_t t) {
    return lemma_in(r, t, "not never n't") ||
           (str_is(r->tokens[t].form, "longer") && t > 0 && str_is(r->tokens[t - 1].form, "no"));
}

bool whether_has_negation(const struct reading *r, uint32_t verb) {
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c])
        if (whether_is_negation(r, c))
            return true;
    return false;
}

/* "The Kremlin would not agree": a past refusal, where nothing makes it hang on what others do. */
static bool is_past_refusal(const struct reading *r, uint32_t t) {
    if (r->tokens[t].deprel != DEP_root || !is_verb(r, t))
        return false;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if (d == DEP_advcl || d == DEP_parataxis || d == DEP_ccomp || d == DEP_aux_pass ||
            (d == DEP_aux && lemma_is(r, c, "have")) || (d == DEP_obl && c < t))
            return false;
    }
    return child_with(r, t, DEP_nsubj) != NONE;
}

static void read_auxiliaries(const struct reading *r, uint32_t t, struct signs *s) {
    bool has_will = false, has_not = false, is_perfect = false;
    bool has_would = false, is_past_chance = false;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        const struct signs before = *s;
        if (d == DEP_aux && c < t + 8) {
            has_will |= lemma_in(r, c, "will shall wo would");
            is_past_chance |= has_would && str_is(r->tokens[c].form, "have");
            has_would |= lemma_is(r, c, "would");
            is_perfect |= lemma_is(r, c, "have");
            if (lemma_in(r, c, "will shall 'll wo"))
                s->is_planned = true;
            else if (lemma_in(r, c, "would 'd") && is_reported(r, t))
                s->is_planned = true; /* "said it would": the future of a past */
            else if (lemma_in(r, c, "may might could can ca would should must 'd"))
                s->is_conditional = true;
        }
        has_not |= d == DEP_advmod && whether_is_negation(r, c);
        if (d == DEP_advmod &&
            (whether_is_negation(r, c) || lemma_in(r, c, "hardly barely nowhere")))
            s->is_denied = true;
        if (d == DEP_det && lemma_in(r, c, "no neither"))
            s->is_denied = true;
        if (d == DEP_nsubj && is_verb(r, t) && is_nobody(r, c))
            s->is_denied = true;
        if (d == DEP_obj && lemma_is(r, child_with(r, c, DEP_det), "no") &&
            lemma_in(r, t, "hold send sign fire reach issue strike give offer receive pay"))
            s->is_denied = true; /* "held no talks" */
        if (d == DEP_cc && lemma_in(r, c, "nor neither"))
            s->is_denied = true;
        if (d == DEP_mark && lemma_in(r, c, "if unless whether lest should"))
            s->is_conditional = true;
        if (d == DEP_mark && c > 0 && lemma_is(r, c, "of") && lemma_is(r, c - 1, "short"))
            s->is_denied = true; /* "stopped short of backing it" */
        if ((d == DEP_case || d == DEP_mark) && lemma_is(r, c, "without"))
            s->is_denied = true;
        if ((d == DEP_mark || d == DEP_advmod || d == DEP_case) && c < t &&
            lemma_in(r, c, "instead rather") && c + 1 < r->n_tokens &&
            lemma_in(r, c + 1, "of than"))
            s->is_denied = true; /* "instead of turning themselves in" */
        note_word(&before, s, c);
    }
    s->is_refused |= has_will && has_not && !is_perfect;
    if (has_would && has_not && is_past_refusal(r, t))
        s->is_conditional = false;
    if (is_past_chance) { /* "would have expelled them": nobody's plan any more */
        s->is_planned = false;
        s->is_conditional = true;
    }
}

/* "is to leave office", "Turkey to send troops" (a headline) */
static bool is_be_to(const struct reading *r, uint32_t t) {
    bool has_to = false, has_be = false, has_subject = false;
    for (uint32_t c = r->first_child[t]; c != NONE && c < t; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        has_to |= d == DEP_mark && lemma_is(r, c, "to") && /* but "thought to be hiding them" */
                  !lemma_is(r, c + 1, "be");
        has_subject |= d == DEP_nsubj;
        has_be |= (d == DEP_cop || d == DEP_aux) && lemma_is(r, c, "be") &&
                  r->tokens[c].deprel != DEP_aux_pass;
    }
    return has_to && (has_be || (has_subject && r->tokens[t].head == NONE));
}

/* "Stop the war!": a base form without subject, auxiliary or "to". */
static bool is_imperative(const struct reading *r, uint32_t t) {
    if (!str_is(lang_xpos(r->coder->model, &r->tokens[t]), "VB") ||
        r->tokens[t].deprel == DEP_xcomp || r->tokens[t].deprel == DEP_ccomp)
        return false;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if (d == DEP_nsubj || d == DEP_aux || d == DEP_mark || d == DEP_csubj)
            return false;
    }
    return r->tokens[t].head == NONE || r->tokens[t].deprel == DEP_parataxis;
}

/* "Is going to", "asked them to": what is still to be done. */
static bool is_still_to_do(const struct reading *r, uint32_t t, uint32_t head) {
    if (r->tokens[t].deprel != DEP_xcomp || !lemma_is(r, child_with(r, t, DEP_mark), "to"))
        return false;
    bool is_going =
        lemma_is(r, head, "go") && str_is(lang_xpos(r->coder->model, &r->tokens[head]), "VBG");
    return is_going ||
           lemma_in(r, head,
                    "ask invite urge order instruct tell request beg implore call press "
                    "persuade encourage advise pressure lobby");
}

bool whether_is_foreseen(const struct reading *r, uint32_t t) {
    if (r->tokens[t].deprel != DEP_advcl)
        return false;
    str xpos = lang_xpos(r->coder->model, &r->tokens[t]);
    if (!str_is(xpos, "VBZ") && !str_is(xpos, "VBP"))
        return false;
    uint32_t subject = child_with(r, t, DEP_nsubj);
    bool is_one = subject != NONE &&
                  !str_in(lang_xpos(r->coder->model, &r->tokens[subject]), "NNS NNPS") &&
                  r->tokens[subject].upos != UPOS_PRON && child_with(r, subject, DEP_conj) == NONE;
    if (is_one && str_is(xpos, "VBP") &&
        lemma_in(r, t, "cut put set hit shut quit split spread beat cast let"))
        return false; /* "after Britain cut its ties": a past */
    uint32_t mark = child_with(r, t, DEP_mark);
    if (mark == NONE)
        mark = child_with(r, t, DEP_advmod);
    return lemma_in(r, mark, "when until once before after till");
}

static void read_modifiers(const struct reading *r, uint32_t t, struct signs *s) {
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c]) {
        if (r->tokens[c].deprel != DEP_amod && r->tokens[c].deprel != DEP_compound)
            continue;
        const struct signs before = *s;
        if (lemma_in(r, c,
                     "planned upcoming future proposed expected scheduled forthcoming impending "
                     "looming imminent next"))
            s->is_planned = true;
        else if (lemma_in(r, c, "possible potential hypothetical threatened would-be"))
            s->is_conditional = true;
        note_word(&before, s, c);
    }
}

/* "will hold talks", "agreed to hold talks": the tense of the verb over a noun is the noun's. */
static bool passes_tense(const struct reading *r, uint32_t noun, uint32_t verb) {
    enum deprel d = deprel_basic((enum deprel)r->tokens[noun].deprel);
    if (d == DEP_obj && lemma_in(r, verb, "allow permit authorize authorise enable"))
        return true; /* "a motion to allow the deployment" */
    bool is_dealt = d == DEP_obj && lemma_in(r, verb,
                                             "strike clinch seal ink forge hammer_out "
                                             "secure revive restart relaunch rekindle "
                                             "reopen salvage broker mediate");
    if (is_dealt && lemma_in(r, noun,
                             "deal agreement pact accord treaty talk negotiation dialogue "
                             "truce ceasefire process relation"))
        return true;
    if (d == DEP_obj || r->tokens[noun].deprel == DEP_nsubj_pass)
        return (operators_of(r, verb) &
                (OP_LIGHT | OP_PLAN | OP_WANT | OP_CONDITION | OP_FAIL | OP_DENY | OP_ASPECT)) != 0;
    if (d == DEP_nsubj)
        return lemma_in(r, verb,
                        "begin start resume continue take_place take open occur happen come "
                        "follow be run last go "
                        "expect schedule plan due set");
    if (d == DEP_obl)
        return lemma_in(r, case_of(r, noun), "in at for to into on with") &&
               (operators_of(r, verb) & (OP_LIGHT | OP_ASPECT)) != 0;
    return false;
}

static bool is_infinitive(const struct reading *r, uint32_t t) {
    return lemma_is(r, child_with(r, t, DEP_mark), "to");
}

/* "Will not go to Moscow to meet him": what one would go for is as open as the way. */
static bool is_errand(const struct reading *r, uint32_t t, uint32_t head) {
    return r->tokens[t].deprel == DEP_advcl && is_verb(r, head) && is_infinitive(r, t) &&
           lemma_in(r, head, "go travel come fly return attend sit head journey gather");
}

/* "Marched to demand", "gathered to denounce": who comes together for it has said it. */
static bool is_shown(const struct reading *r, uint32_t t, uint32_t head) {
    return lemma_in(r, t,
                    "protest demand denounce condemn decry demonstrate oppose call urge press "
                    "rally strike thank honor honour support mourn celebrate commemorate hail "
                    "cheer applaud welcome") &&
           lemma_in(r, head,
                    "march rally gather surround assemble demonstrate protest strike converge take "
                    "descend block blockade occupy pour pack crowd mass flock turn join walk "
                    "stage hold mob visit telephone phone interrupt fly conduct");
}

/* "Tried to storm the palace", "has been trying to convince X": begun, and not only planned; but
 * what one tries to bring about in peace is not there yet. */
static bool is_begun(const struct reading *r, uint32_t t, uint32_t head) {
    return lemma_in(r, head, "try attempt") &&
           !lemma_in(r, t,
                     "reach sign agree free release rescue withdraw form forge conclude secure win "
                     "save lift ease end restore resolve recover return help protect pass ratify "
                     "leave join buy sell");
}

/* "Voted to dismiss the government": the vote itself does what words do. */
static bool is_voted(const struct reading *r, uint32_t t, uint32_t head) {
    return lemma_is(r, head, "vote") &&
           lemma_in(
               r, t,
               "impeach dismiss remove oust sack fire censure condemn denounce recognize recognise "
               "approve ratify endorse back support reject block oppose override overturn "
               "repeal suspend expel ban outlaw extend lift strip dissolve call demand urge "
               "convict acquit adopt pass declare designate sanction abolish order jail withdraw "
               "authorize authorise "
               "downgrade sever cut break recall leave");
}

/* "A declaration on deploying troops", "talks about freeing hostages": what words are about is
 * still to be done. */
static bool is_matter(const struct reading *r, uint32_t t, uint32_t head) {
    return str_is(lang_xpos(r->coder->model, &r->tokens[t]), "VBG") &&
           lemma_in(r, mark_of(r, t), "on about") && is_noun(r, head) &&
           lemma_in(r, head,
                    "declaration intent plan proposal talk agreement deal idea discussion "
                    "negotiation decision question bill law statement memorandum pact consultation "
                    "vote referendum debate");
}

/* Does the word over it say whether this is done, and not only stand over it in the tree? */
static bool is_complement(const struct reading *r, uint32_t t) {
    enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
    return d == DEP_xcomp || d == DEP_ccomp || d == DEP_acl || d == DEP_obj || d == DEP_csubj ||
           d == DEP_nmod || d == DEP_obl || r->tokens[t].deprel == DEP_nsubj_pass || d == DEP_advcl;
}

/* What the verb acts on, in the passive as well. */
static bool is_object(const struct reading *r, uint32_t t) {
    return deprel_basic((enum deprel)r->tokens[t].deprel) == DEP_obj ||
           r->tokens[t].deprel == DEP_nsubj_pass;
}

/* "Announced his resignation", to come; but what is announced of these is done. */
static void read_announced(const struct reading *r, uint32_t t, uint32_t head, struct signs *s) {
    if (lemma_in(r, t,
                 "arrest detention seizure capture killing death suspension sanction "
                 "embargo ban curfew expulsion dismissal recall emergency lockdown support "
                 "backing endorsement opposition solidarity recognition agreement deal accord "
                 "ceasefire truce"))
        return;
    s->is_planned = true;
    if (s->author == NONE)
        s->author = walk_subject(r, head);
}

/* Words that leave their complement open without being operators. */
static void read_open(const struct reading *r, uint32_t t, uint32_t head, struct signs *s) {
    enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
    s->is_planned |= d == DEP_acl && is_infinitive(r, t) && /* "named an envoy to restart talks" */
                     lemma_in(r, head,
                              "envoy mediator negotiator team delegation commission panel "
                              "committee mission force");
    s->is_conditional |= d == DEP_xcomp && is_infinitive(r, t) && lemma_in(r, head, "have need");
    s->is_planned |= is_still_to_do(r, t, head) ||
                     (d == DEP_ccomp && lemma_in(r, head, "hope wish pray expect"));
}

/* Is what the head plans or wants, by its operator, this? */
static bool is_intended(const struct reading *r, uint32_t t, uint32_t head) {
    enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
    bool is_clause = d == DEP_xcomp || d == DEP_acl || d == DEP_csubj || d == DEP_advcl;
    if (is_begun(r, t, head) || (is_object(r, t) && lemma_is(r, head, "commit")))
        return false; /* who commits murder did it */
    return (is_clause && is_infinitive(r, t)) || d == DEP_xcomp || is_object(r, t) ||
           (d == DEP_nmod && is_noun(r, head));
}

/* "Flew to X to meet Y": what for; not "pleaded guilty to killing". */
static bool is_aim(const struct reading *r, uint32_t t, uint32_t head) {
    return deprel_basic((enum deprel)r->tokens[t].deprel) == DEP_advcl && is_infinitive(r, t) &&
           !is_shown(r, t, head) && !is_voted(r, t, head) &&
           !lemma_in(r, head, "first last latest only") && /* the first to recognize it */
           !str_is(lang_xpos(r->coder->model, &r->tokens[t]), "VBG");
}

/* The strongest operator of the head that reaches this kind of complement. */
static void read_operators(const struct reading *r, uint32_t t, uint32_t head, struct signs *s) {
    uint32_t o = operators_of(r, head);
    enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
    bool is_direct = d == DEP_obj || d == DEP_xcomp || d == DEP_advcl;
    if ((o & OP_DENY) && (is_direct || d == DEP_ccomp)) {
        s->is_denied = true;
    } else if ((o & OP_FAIL) && (is_direct || d == DEP_acl || d == DEP_obl)) {
        s->is_denied = true;
    } else if ((o & OP_CONDITION) && lemma_in(r, case_of(r, t), "at over")) {
        return; /* "concern at the arrest of X": it was made */
    } else if ((o & OP_CONDITION) &&
               (is_direct || d == DEP_acl || d == DEP_csubj || d == DEP_nmod || d == DEP_ccomp)) {
        s->is_conditional = true;
    } else if ((o & (OP_PLAN | OP_WANT)) && is_intended(r, t, head)) {
        s->is_planned = true;
        bool is_try = lemma_in(r, head, "try attempt strive struggle vie"); /* no word given */
        if (s->author == NONE && is_verb(r, head) && !is_try)
            s->author = walk_subject(r, head);
    } else if (is_aim(r, t, head)) {
        s->is_planned = true;
    }
}

/* What the word over it says of whether it is done. */
static void read_governor(const struct reading *r, uint32_t t, uint32_t head, struct signs *s) {
    bool is_clause_of_noun = deprel_basic((enum deprel)r->tokens[t].deprel) == DEP_acl;
    bool is_yet = lemma_in(r, head, "have be") &&
                  lemma_is(r, child_with(r, head, DEP_advmod), "yet"); /* "has yet to sign" */
    if (!is_complement(r, t))
        return;
    if (is_clause_of_noun && says_denies_report(r, head)) {
        s->is_denied = true;
    } else if (is_matter(r, t, head)) {
        s->is_planned = true;
    } else if (lemma_is(r, head, "announce") && is_object(r, t)) {
        read_announced(r, t, head, s);
    } else if (is_yet && is_infinitive(r, t)) {
        s->is_denied = true;
    } else {
        read_open(r, t, head, s);
        read_operators(r, t, head, s);
    }
}

/* What the verb above shares with its complement, or with what it is joined to. */
static void read_above(const struct reading *r, uint32_t t, uint32_t head, bool is_joined,
                       struct signs *s) {
    const struct signs before = *s;
    bool has_subject = child_with(r, t, DEP_nsubj) != NONE;
    if (!is_verb(r, head) && r->tokens[head].upos != UPOS_ADJ)
        return;
    read_auxiliaries(r, head, s);
    s->is_conditional |= is_imperative(r, head);
    if (is_joined) /* a negation reaches over "or" only */
        s->is_denied = before.is_denied || (s->is_denied && !has_subject &&
                                            lemma_in(r, child_with(r, t, DEP_cc), "or nor"));
    if (is_joined && has_subject)
        *s = before; /* nor does a modal over to a clause with a subject of its own */
}

bool whether_is_of_past_year(const struct reading *r, uint32_t token) {
    if (r->tokens[token].upos != UPOS_NOUN || r->report->date == DATE_NONE)
        return false;
    int now = date_to_civil(r->report->date).year;
    for (uint32_t c = r->first_child[token]; c != NONE && c < token; c = r->next_sibling[c]) {
        str form = r->tokens[c].form;
        int year = 0;
        for (uint32_t i = 0; form.n == 4 && i < 4; i++)
            year = form.p[i] >= '0' && form.p[i] <= '9' ? year * 10 + (form.p[i] - '0') : 0;
        if (year > 1900 && year < now)
            return true;
    }
    return false;
}

static struct signs read_signs(struct reading *r, uint32_t token) {
    struct signs s = {
        .author = NONE, .denied_by = NONE, .conditional_by = NONE, .planned_by = NONE};
    uint32_t t = token;
    if (whether_is_of_past_year(r, t))
        return s;
    read_auxiliaries(r, t, &s);
    read_modifiers(r, t, &s);
    s.is_planned |= is_be_to(r, t) || whether_is_foreseen(r, t);
    s.is_conditional |= is_imperative(r, t);
    for (int i = 0; i < MAX_CLIMB; i++) {
        uint32_t head = r->tokens[t].head;
        enum deprel d = (enum deprel)r->tokens[t].deprel;
        if (head == NONE || d == DEP_acl_relcl || d == DEP_parataxis || d == DEP_appos)
            break;
        enum deprel basic = deprel_basic(d);
        if (basic == DEP_advcl && child_with(r, t, DEP_mark) != NONE &&
            !lemma_in(r, child_with(r, t, DEP_mark), "to if unless"))
            break;
        if (basic == DEP_advcl && child_with(r, t, DEP_mark) == NONE)
            break;
        const struct signs under = s;
        read_governor(r, t, head, &s);
        note_word(&under, &s, head);
        if (is_noun(r, t) && is_verb(r, head)) {
            if (!passes_tense(r, t, head))
                break;
            read_auxiliaries(r, head, &s);
            s.is_planned |= is_be_to(r, head);
        } else if (is_errand(r, t, head)) {
            read_auxiliaries(r, head, &s);
        } else if (basic == DEP_xcomp || basic == DEP_conj) {
            read_above(r, t, head, basic == DEP_conj, &s);
        } else if (basic == DEP_ccomp || basic == DEP_csubj) {
            uint32_t o = operators_of(r, head);
            if (child_with(r, head, DEP_advmod) != NONE &&
                lemma_in(r, child_with(r, head, DEP_advmod), "not never") && !(o & OP_REPORT))
                s.is_denied = true;
            break;
        } else if (basic == DEP_advcl && r->tokens[head].upos == UPOS_ADJ &&
                   lemma_in(r, head, "first last only")) {
            read_auxiliaries(r, head, &s); /* "will not be the last to ratify": it is to come */
            s.is_planned |= s.is_denied;
            s.is_denied = false;
            break;
        } else if (basic == DEP_acl && lemma_in(r, child_with(r, head, DEP_det), "no")) {
            s.is_denied = true; /* "has no plans to lift" */
            note_word(&under, &s, child_with(r, head, DEP_det));
        } else if (basic != DEP_acl && basic != DEP_nmod && basic != DEP_advcl) {
            break;
        } else if (basic == DEP_nmod &&
                   !(operators_of(r, head) & (OP_PLAN | OP_CONDITION | OP_WANT | OP_FAIL)) &&
                   !lemma_in(r, head, "increase rise surge wave series resumption start end")) {
            break;
        }
        t = head;
    }
    return s;
}

bool whether_is_refused(struct reading *r, uint32_t token) {
    struct signs s = read_signs(r, token);
    return s.is_refused && s.is_denied && !s.is_conditional;
}

enum event_status whether_status(struct reading *r, uint32_t token, uint32_t *author) {
    return whether_why(r, token, author, NULL);
}

enum event_status whether_why(struct reading *r, uint32_t token, uint32_t *author, uint32_t *word) {
    struct signs s = read_signs(r, token);
    if (author)
        *author = s.author;
    if (word)
        *word = s.is_denied        ? s.denied_by
                : s.is_conditional ? s.conditional_by
                : s.is_planned     ? s.planned_by
                                   : NONE;
    return s.is_denied        ? STATUS_DENIED
           : s.is_conditional ? STATUS_CONDITIONAL
           : s.is_planned     ? STATUS_PLANNED
                              : STATUS_OCCURRED;
}
