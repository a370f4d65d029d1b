/* Stance. A word of the tables that weighs (mistake, disgrace, wise) or obliges (must, should) is
 * an act only where somebody says it of somebody else: the word must be what a clause says of its
 * subject, the clause must rest on a speaker or stand in a quote, and the subject must be a party,
 * a party's plan or deed, or a pronoun. Speech act theory calls these expressives and directives
 * (Searle 1976, doi:10.1017/S0047404500006837). Analysts, witnesses and the press only comment.
 * Cost: one climb for the speaker. */
#include "code/stance.h"

#include "code/says.h"

static const char *const naming_verbs =
    "call describe brand label term consider deem find see view regard dismiss denounce condemn "
    "characterize characterise portray declare";

/* "represents a betrayal", "amounts to blackmail": verbs that say of the subject what it is. */
static const char *const copular_verbs =
    "represent constitute amount become remain prove demonstrate show reflect be make mark signify";

static bool is_predicate(const struct reading *r, uint32_t t) {
    return child_with(r, t, DEP_cop) != NONE;
}

/* "Called the attack barbaric", where the tree makes one phrase of both: what is called so. */
static uint32_t named_inside(const struct reading *r, uint32_t t) {
    bool is_adjective =
        know_frames(r->know, r->word[t], 'n').n == 0 && know_frames(r->know, r->word[t], 'a').n > 0;
    return is_adjective ? child_with(r, t, DEP_compound) : NONE;
}

/* The verb that gives the subject or object its name, NONE. */
static uint32_t naming_verb(const struct reading *r, uint32_t t) {
    uint32_t head = r->tokens[t].head;
    enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
    if (d == DEP_nmod && r->tokens[head].deprel == DEP_obj && lemma_is(r, case_of(r, t), "as")) {
        head = r->tokens[head].head; /* "described the law as cruel", hung on the law */
        d = DEP_obl;
    }
    if (head == NONE)
        return NONE;
    uint32_t above = r->tokens[head].head; /* "called the trip rash, | irresponsible" */
    if (d == DEP_amod && head < t && r->tokens[head].deprel == DEP_obj && above != NONE &&
        is_verb(r, above) && lemma_in(r, above, naming_verbs))
        return above;
    if (!is_verb(r, head))
        return NONE;
    uint32_t marker = case_of(r, t) != NONE ? case_of(r, t) : child_with(r, t, DEP_mark);
    bool is_as = (d == DEP_obl || d == DEP_advcl) && lemma_is(r, marker, "as");
    bool is_to = d == DEP_obl && lemma_is(r, marker, "to");
    bool is_bare = d == DEP_obl && marker == NONE && child_with(r, head, DEP_obj) != NONE;
    if ((d == DEP_xcomp || is_as || is_bare) && lemma_in(r, head, naming_verbs))
        return head;
    bool is_second = child_with(r, head, DEP_iobj) != NONE || named_inside(r, t) != NONE;
    if (d == DEP_obj && lemma_in(r, head, naming_verbs) && is_second)
        return head;
    if ((d == DEP_obj || d == DEP_xcomp || is_to) && lemma_in(r, head, copular_verbs))
        return head;
    return NONE;
}

/* "Nothing short of a massacre", "tantamount to blackmail": what heads the comparison. */
static uint32_t compared_head(const struct reading *r, uint32_t t) {
    uint32_t head = r->tokens[t].head;
    if (head == NONE || !lemma_in(r, case_of(r, t), "of than but to with"))
        return NONE;
    if (lemma_in(r, head, "nothing tantamount akin equivalent"))
        return head;
    if (!lemma_in(r, head, "short less other"))
        return NONE;
    return r->tokens[head].deprel == DEP_amod ? r->tokens[head].head : head;
}

/* What the clause says by the word: itself, what it is coordinated with ("wrong and unfair"), or
 * the noun that it qualifies ("a cowardly act"). */
static uint32_t predicate_of(const struct reading *r, uint32_t t) {
    for (int i = 0; i < 3; i++) {
        uint32_t head = r->tokens[t].head;
        if (is_predicate(r, t) || naming_verb(r, t) != NONE || head == NONE)
            return t;
        bool is_joined = r->tokens[t].deprel == DEP_conj && !is_verb(r, head);
        if (compared_head(r, t) != NONE) {
            t = compared_head(r, t);
            continue;
        }
        if (!is_joined && !(r->tokens[t].deprel == DEP_amod && is_noun(r, head)))
            return t;
        t = head;
    }
    return t;
}

/* Where the tree lost the link: the verb of calling before a quoted word. */
static uint32_t naming_verb_before(struct reading *r, uint32_t t) {
    uint32_t low = r->text->sentences[r->sentence[t]].first;
    if (!says_is_quoted(r, t))
        return NONE;
    for (uint32_t i = t; i > low && t - i < 24; i--)
        if (is_verb(r, i - 1) && lemma_in(r, i - 1, "call describe brand label term dismiss"))
            return i - 1;
    return NONE;
}

uint32_t stance_obligation(const struct reading *r, const struct act *a) {
    return r->tokens[a->token].upos == UPOS_AUX ? r->tokens[a->token].head : NONE;
}

struct judgment {
    uint32_t clause;  /* its predicate: what is negated, reported, quoted */
    uint32_t subject; /* of whom or what it is said, NONE */
    uint32_t speaker; /* NONE: in a quote whose speaker the sentence does not name */
};

static uint32_t own_subject(const struct reading *r, uint32_t clause) {
    uint32_t s = child_with(r, clause, DEP_nsubj);
    if (s == NONE)
        s = child_with(r, clause, DEP_csubj);
    return s != NONE ? s : child_with(r, clause, DEP_nsubj_pass);
}

static bool is_somebody(struct reading *r, uint32_t t) {
    if (is_deed_pronoun(r, t))
        return false;
    const struct mention *m = who_mention(r, t);
    return (m->is_human || (m->is_known && m->kind != ENTITY_UNKNOWN && m->kind != ENTITY_PLACE)) &&
           !m->is_vague && !m->is_thing;
}

/* Whom a judgment is about: its subject, or whose plan or deed the subject is. */
static uint32_t find_target(struct reading *r, uint32_t subject) {
    static const enum deprel owners[] = {DEP_nmod_poss, DEP_amod, DEP_compound, DEP_nmod};
    uint32_t clause = lemma_is(r, subject, "what") ? child_with(r, subject, DEP_acl_relcl) : NONE;
    if (clause != NONE) /* "what Israel does" */
        subject = child_with(r, clause, DEP_nsubj);
    if (subject == NONE || is_verb(r, subject))
        return NONE;
    if (is_somebody(r, subject))
        return subject;
    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++)
        for (uint32_t c = r->first_child[subject]; c != NONE; c = r->next_sibling[c])
            if (r->tokens[c].deprel == owners[i] && is_somebody(r, c) &&
                (owners[i] != DEP_nmod || lemma_in(r, case_of(r, c), "of by from")))
                return c;
    return NONE;
}

/* Who only remarks on what he sees. The observers that a body sends to a vote speak for it. */
static bool is_commentator(const struct reading *r, uint32_t speaker, const struct mention *m) {
    if (lemma_in(r, speaker, "observer monitor") && str_starts(m->place, STR("IGO:")))
        return false;
    return str_is(m->sector, "MED") ||
           lemma_in(r, speaker,
                    "analyst expert economist observer scientist researcher historian scholar "
                    "witness resident doctor pollster commentator report newspaper study survey "
                    "poll law constitution agreement deal source who which");
}

/* "'It is an outrage,' he said of Turkey's conduct": whom the speaker says it of. */
static uint32_t find_topic(struct reading *r, const struct judgment *j) {
    uint32_t saying = j->speaker == NONE ? NONE : r->tokens[j->speaker].head;
    if (saying == NONE || !is_verb(r, saying) || !lemma_in(r, saying, "say write remark add tweet"))
        return NONE;
    for (uint32_t c = r->first_child[saying]; c != NONE; c = r->next_sibling[c])
        if (deprel_basic((enum deprel)r->tokens[c].deprel) == DEP_obl &&
            lemma_in(r, case_of(r, c), "of about"))
            return find_target(r, c);
    return NONE;
}

static bool find_speaker(struct reading *r, struct judgment *j, uint32_t naming) {
    bool is_denial = false;
    if (naming != NONE && lemma_in(r, naming, naming_verbs))
        j->speaker = walk_subject(r, naming);
    else
        j->speaker = says_by(r, j->clause, &is_denial);
    if (is_denial)
        return false;
    if (lemma_in(r, j->speaker, "statement communique message letter editorial resolution"))
        j->speaker = find_target(r, j->speaker); /* "a statement from the ministry" */
    if (lemma_in(r, j->speaker, "report study") && find_target(r, j->speaker) != NONE)
        j->speaker = find_target(r, j->speaker); /* a body's report accuses for it */
    if (j->speaker == NONE)
        return says_is_quoted(r, j->clause);
    const struct mention *m = who_mention(r, j->speaker);
    if (is_commentator(r, j->speaker, m) || (!m->is_human && !m->is_known))
        return false;
    if (r->sentence[j->speaker] != r->sentence[j->clause])
        j->speaker = NONE; /* guideline 3: parties stand in the sentence */
    return true;
}

/* "Our thoughts are with the people of X": with whom, NONE. */
static uint32_t mourned_by(const struct reading *r, uint32_t t) {
    uint32_t head = r->tokens[t].head;
    bool is_wish = head != NONE && lemma_in(r, t, "thought prayer heart sympathy") &&
                   r->tokens[t].deprel == DEP_nsubj && is_noun(r, head);
    return is_wish && lemma_in(r, case_of(r, head), "with to") ? head : NONE;
}

/* Finds the clause that the word judges or obliges by. */
static bool find_judgment(struct reading *r, const struct act *a, struct judgment *j) {
    uint32_t t = a->token, naming = NONE;
    uint32_t verb = stance_obligation(r, a), mourned = mourned_by(r, t);
    *j = (struct judgment){.clause = t, .subject = NONE, .speaker = NONE};
    if (verb != NONE) {
        j->clause = verb;
    } else if (mourned != NONE) {
        j->clause = j->subject = mourned;
        return find_speaker(r, j, NONE);
    } else if (!is_verb(r, t)) {
        uint32_t predicate = predicate_of(r, t);
        j->clause = predicate;
        if (!is_predicate(r, predicate)) {
            naming = naming_verb(r, predicate);
            naming = naming == NONE ? naming_verb_before(r, t) : naming;
            if (naming == NONE)
                return false;
            j->clause = naming;
        }
    }
    if (naming != NONE && lemma_in(r, naming, naming_verbs)) {
        uint32_t named = child_with(r, naming, DEP_iobj);
        if (named == NONE)
            named = named_inside(r, t);
        j->subject = named != NONE ? named : child_with(r, naming, DEP_obj);
        if (j->subject == NONE && is_passive(r, naming))
            j->subject = own_subject(r, naming);
    } else {
        j->subject = own_subject(r, j->clause);
        if (j->subject == NONE)
            j->subject = walk_subject(r, j->clause);
    }
    uint32_t above = r->tokens[j->clause].head;
    if (above != NONE && r->tokens[j->clause].deprel == DEP_ccomp &&
        lemma_in(r, above, "hope wish ensure guarantee pray"))
        return false; /* "hopes the vote will be fair": nothing is praised yet */
    return find_speaker(r, j, naming);
}

static bool is_negated(const struct reading *r, uint32_t clause, uint32_t word) {
    const uint32_t tops[] = {clause, word};
    for (size_t i = 0; i < 2; i++)
        for (uint32_t c = r->first_child[tops[i]]; c != NONE; c = r->next_sibling[c])
            if (lemma_in(r, c, "not never n't no neither hardly"))
                return true;
    return false;
}

static bool is_self(struct reading *r, uint32_t subject, uint32_t speaker) {
    if (lemma_in(r, subject, "i we"))
        return true;
    if (lemma_in(r, subject, "he she they it") && says_is_quoted(r, subject))
        return false; /* nobody speaks of himself so */
    if (speaker == NONE || subject == NONE || lemma_is(r, subject, "other"))
        return false;
    struct mention s = *who_mention(r, speaker);
    const struct mention *m = who_mention(r, subject);
    bool is_own_state =
        str_equal(s.place, m->place) && s.is_known &&
        ((m->sector.n == 0 && m->kind == ENTITY_COUNTRY) || str_in(m->sector, "GOV MIL COP SPY")) &&
        (s.sector.n == 0 || str_in(s.sector, "GOV MIL"));
    return subject == speaker || (s.entity != NONE && m->entity == s.entity) || is_own_state;
}

/* A party, a party's own, a political thing, a pronoun or a whole clause can be judged; the weather
 * and the economy cannot. */
static bool is_judged(struct reading *r, const struct act *a, uint32_t subject, uint32_t target) {
    if (a->type == PLOVER_THREATEN || a->type == PLOVER_REJECT)
        return true; /* the frame itself tells a threat or a no */
    if (subject == NONE || target != NONE || is_verb(r, subject) ||
        (says_is_quoted(r, a->token) && !says_is_quoted(r, subject)))
        return true; /* called the rising "a stab in the back" */
    if (lemma_in(r, subject, "it this that these those they he she what"))
        return true;
    return know_word_in_class(r->know, r->word[subject], know_class(r->know, "judged"));
}

static bool is_obliged(struct reading *r, uint32_t subject, uint32_t target) {
    if (subject == NONE || target == subject)
        return target == subject && subject != NONE;
    if (str_is(r->tokens[subject].form, "those"))
        return true; /* "those responsible must be punished" */
    return know_word_in_class(r->know, r->word[subject], know_class(r->know, "stoppable"));
}

/* What is not fair is unfair, what is no mistake is right; but "no threat" praises nobody. */
static bool turns(const struct reading *r, const struct act *a) {
    return a->type == PLOVER_SUPPORT || lemma_in(r, a->token, "mistake wrong error");
}

static void turn(struct act *a) {
    a->type = a->type == PLOVER_ACCUSE ? PLOVER_SUPPORT : PLOVER_ACCUSE;
    a->n_modes = a->type == PLOVER_ACCUSE;
    a->modes[0] = MODE_DISAPPROVE;
    a->is_turned = true;
}

/* "Told Putin that the war must end": who is told of a duty that is nobody's in the clause. */
static void oblige_told(struct reading *r, const struct judgment *j, struct act *a) {
    uint32_t verb = j->speaker == NONE ? NONE : r->tokens[j->speaker].head;
    if (a->n_recipients || verb == NONE || !lemma_is(r, verb, "tell") ||
        r->tokens[j->clause].head != verb)
        return;
    uint32_t told = child_with(r, verb, DEP_iobj);
    told = told == NONE ? child_with(r, verb, DEP_obj) : told;
    if (told == NONE || who_mention(r, told)->place.n == 0 || !who_mention(r, told)->is_known ||
        who_mention(r, told)->is_default ||
        lemma_in(r, told, "reporter journalist parliament lawmaker conference interviewer"))
        return;
    a->n_recipients = who_expand(r, told, a->recipients, ACT_PARTIES);
}

bool stance_take(struct reading *r, struct act *a) {
    struct judgment j;
    if (!find_judgment(r, a, &j))
        return false;
    uint32_t target = find_target(r, j.subject);
    uint32_t doer = is_verb(r, a->token) && is_passive(r, a->token)
                        ? find_target(r, child_with(r, a->token, DEP_obl_agent))
                        : NONE;
    target = doer != NONE ? doer : target; /* "the votes were stolen by the army" */
    uint32_t topic =
        lemma_in(r, j.subject, "it this that he she they these those") ? find_topic(r, &j) : NONE;
    target = topic != NONE ? topic : target;
    bool is_own =
        is_self(r, j.subject, j.speaker) || (target != NONE && is_self(r, target, j.speaker));
    if (is_own && a->type != PLOVER_REJECT)
        return false;
    if (is_own) /* "our borders are not for sale" */
        target = NONE;
    bool is_directive = a->type == PLOVER_REQUEST;
    if (is_directive ? !is_obliged(r, j.subject, target) : !is_judged(r, a, j.subject, target))
        return false;
    if (lemma_in(r, child_with(r, j.clause, DEP_mark), "if unless whether because") ||
        (is_directive && lemma_in(r, child_with(r, a->token, DEP_aux), "would will may might")))
        return false;
    bool has_own_not = (a->frame->flags & FRAME_NEGATED) != 0;
    bool is_possessed = child_with(r, a->token, DEP_nmod_poss) != NONE && /* "is our right" */
                        mourned_by(r, a->token) == NONE;
    bool is_wished = lemma_in(r, child_with(r, j.clause, DEP_aux), "must should can could ought");
    if ((a->type == PLOVER_SUPPORT && (is_wished || is_possessed)) ||
        (is_negated(r, j.clause, a->token) && !is_directive && !has_own_not && !turns(r, a)))
        return false;
    a->n_actors = a->n_recipients = 0;
    if (j.speaker != NONE)
        a->n_actors = who_expand(r, j.speaker, a->actors, ACT_PARTIES);
    if (target != NONE && r->sentence[target] == r->sentence[a->token])
        a->n_recipients = who_expand(r, target, a->recipients, ACT_PARTIES);
    if (is_directive)
        oblige_told(r, &j, a);
    if (!is_directive && !has_own_not && is_negated(r, j.clause, a->token))
        turn(a);
    a->is_stance = true;
    a->content_token = j.clause;
    return true;
}
