/* Subjects. Who does what a verb says, when the clause itself does not tell: relative clauses,
 * control, coordination, participles, plans ("his bid to …"). Climbing is bounded. */
#include "code/walk/parts.h"

uint32_t walk_among_whom(const struct reading *r, uint32_t those) {
    uint32_t who = child_with(r, those, DEP_nsubj), above = r->tokens[those].head;
    return who == NONE && above != NONE && r->tokens[those].deprel == DEP_xcomp
               ? walk_own_subject(r, above)
               : who;
}

bool walk_is_among_those(const struct reading *r, uint32_t token) {
    uint32_t who = token == NONE ? NONE : r->tokens[token].head;
    return who != NONE && who > token && str_in(r->tokens[token].form, "those dead victims") &&
           lemma_is(r, case_of(r, token), "among") && is_noun(r, who) &&
           child_with(r, who, DEP_cop) != NONE;
}

static bool walk_is_relative_pronoun(const struct reading *r, uint32_t t) {
    return lemma_in(r, t, "who which that whom whose") &&
           (r->tokens[t].upos == UPOS_PRON || r->tokens[t].upos == UPOS_DET ||
            r->tokens[t].upos == UPOS_SCONJ);
}

/* "Supporters of Morales who were …", "the leader of the rebels, who has …": the noun on the way up
 * that agrees with the verb in number. */
static uint32_t agreeing_noun(const struct reading *r, uint32_t noun, uint32_t pronoun) {
    const struct sentence *s = &r->text->sentences[r->sentence[pronoun]];
    str next = pronoun + 1 < s->last ? r->tokens[pronoun + 1].form : (str){"", 0};
    bool is_plural = str_in(next, "were are have"), is_singular = str_in(next, "was is has");
    for (uint32_t i = 0, t = noun; (is_plural || is_singular) && i < 3; i++) {
        bool is_many = child_with(r, t, DEP_conj) != NONE ||
                       str_in(lang_xpos(r->coder->model, &r->tokens[t]), "NNS NNPS") ||
                       lemma_in(r, t, "police people militia military team group family staff");
        bool is_one = !str_in(lang_xpos(r->coder->model, &r->tokens[t]), "NNS NNPS") &&
                      child_with(r, t, DEP_conj) == NONE;
        if (is_plural ? is_many : is_one)
            return t;
        uint32_t head = r->tokens[t].head;
        enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
        if (head == NONE || head > t || !is_noun(r, head) || (d != DEP_nmod && d != DEP_appos))
            break;
        t = head;
    }
    return noun;
}

/* "A bombing in Tel Aviv that killed five": no "that" describes a place by its name, but what
 * happened there. */
static uint32_t described_noun(const struct reading *r, uint32_t noun, uint32_t pronoun) {
    noun = agreeing_noun(r, noun, pronoun);
    bool is_bare_that = lemma_is(r, pronoun, "that") && r->tokens[pronoun - 1].upos == UPOS_PROPN;
    for (int i = 0; i < 3 && is_bare_that; i++) {
        uint32_t head = r->tokens[noun].head;
        if (r->tokens[noun].upos != UPOS_PROPN || r->tokens[noun].deprel != DEP_nmod ||
            !lemma_in(r, case_of(r, noun), "in at near outside") || head == NONE ||
            !is_noun(r, head))
            break;
        noun = head;
    }
    return noun;
}

/* The noun that a relative clause hangs on, when `verb` is in one (through conjunction). */
static uint32_t relative_antecedent(const struct reading *r, uint32_t verb) {
    for (int i = 0; i < MAX_CLIMB && verb != NONE; i++) {
        enum deprel d = (enum deprel)r->tokens[verb].deprel;
        if (d == DEP_acl_relcl)
            return r->tokens[verb].head;
        if (d != DEP_conj && d != DEP_xcomp && d != DEP_ccomp)
            return NONE;
        verb = r->tokens[verb].head;
    }
    return NONE;
}

/* "Outraged Hamas, | which vowed revenge": the head of the noun phrase that ends before the
 * pronoun. */
static uint32_t noun_before(const struct reading *r, uint32_t pronoun) {
    uint32_t low = r->text->sentences[r->sentence[pronoun]].first, t = pronoun;
    while (t > low && r->tokens[t - 1].upos == UPOS_PUNCT)
        t--;
    if (t == low || !is_noun(r, t - 1))
        return NONE;
    uint32_t noun = t - 1;
    for (int i = 0; i < MAX_CLIMB; i++) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[noun].deprel);
        uint32_t head = r->tokens[noun].head;
        bool is_inside = d == DEP_flat || d == DEP_compound || d == DEP_appos;
        if (!is_inside || head == NONE || head > pronoun || !is_noun(r, head))
            break;
        noun = head;
    }
    return noun;
}

/* "An olive branch to Pakistan, | which he has accused": one accuses somebody. */
static bool is_of_name_before(const struct reading *r, uint32_t verb, uint32_t noun,
                              uint32_t pronoun) {
    return pronoun >= 2 && pronoun - 2 != noun && str_is(r->tokens[pronoun - 1].form, ",") &&
           r->tokens[pronoun - 2].upos == UPOS_PROPN && r->hit_at[pronoun - 2] != NONE &&
           r->hit_at[noun] == NONE && lemma_is(r, pronoun, "which") &&
           lemma_in(
               r, verb,
               "accuse blame suspect urge ask warn support back oppose fight recognize recognise "
               "condemn deny promise pledge invade occupy supply arm fund host want seek say "
               "view regard consider reject denounce");
}

/* "A session of the Security Council, | which voted it down": who meets, not the meeting. */
static uint32_t body_of_meeting(const struct reading *r, uint32_t noun, uint32_t pronoun) {
    if (!lemma_in(r, noun, "session meeting sitting summit") || pronoun < 2 ||
        !str_is(r->tokens[pronoun - 1].form, ","))
        return noun;
    uint32_t body = pronoun - 2;
    for (int i = 0; i < 3 && r->tokens[body].head != NONE && r->tokens[body].head != noun; i++)
        body = r->tokens[body].head;
    bool is_its = r->tokens[body].head == noun && r->tokens[body].deprel == DEP_nmod &&
                  lemma_is(r, case_of(r, body), "of");
    return is_its && r->tokens[body].upos == UPOS_PROPN ? body : noun;
}

uint32_t walk_resolve_relative(const struct reading *r, uint32_t verb, uint32_t argument) {
    if (argument == NONE || !walk_is_relative_pronoun(r, argument))
        return argument;
    uint32_t noun = relative_antecedent(r, verb);
    if (noun == NONE && r->tokens[verb].deprel == DEP_advcl_relcl)
        noun = noun_before(r, argument);
    if (noun != NONE && noun < argument)
        noun = body_of_meeting(r, described_noun(r, noun, argument), argument);
    if (noun != NONE && is_of_name_before(r, verb, noun, argument))
        noun = argument - 2;
    return noun == NONE ? argument : noun;
}

/* Another child of this relation behind `after`, before the verb; NONE. */
static uint32_t child_after(const struct reading *r, uint32_t verb, enum deprel d, uint32_t after) {
    for (uint32_t c = r->next_sibling[after]; c != NONE && c < verb; c = r->next_sibling[c])
        if (r->tokens[c].deprel == d)
            return c;
    return NONE;
}

/* "The coalition fighting the rebels | has declared a truce": the tree took the noun for the
 * subject of its participle, and the two for a clause. */
static uint32_t noun_of_clause(const struct reading *r, uint32_t verb, uint32_t clause) {
    uint32_t noun = child_with(r, clause, DEP_nsubj);
    bool is_participle = str_is(lang_xpos(r->coder->model, &r->tokens[clause]), "VBG") &&
                         child_with(r, clause, DEP_mark) == NONE &&
                         child_with(r, clause, DEP_aux) == NONE;
    return is_participle && clause < verb && noun != NONE && noun < clause ? noun : NONE;
}

/* "North Korea test | -fired a missile": whom the tree hangs on the first half of a verb. */
static uint32_t first_half_subject(const struct reading *r, uint32_t verb) {
    if (verb < 2 || !str_is(r->tokens[verb - 1].form, "-") || r->tokens[verb - 2].head != verb ||
        !lemma_in(r, verb - 2, "test"))
        return NONE;
    return child_with(r, verb - 2, DEP_compound);
}

/* "Tariffs | which he said would be lifted", "a man who police say is armed": the relative pronoun
 * that the tree gave to the verb of saying; NONE. */
static uint32_t extracted_subject(const struct reading *r, uint32_t verb) {
    uint32_t said = r->tokens[verb].head;
    if (r->tokens[verb].deprel != DEP_ccomp || said == NONE || said > verb ||
        r->tokens[said].deprel != DEP_acl_relcl || !(operators_of(r, said) & OP_REPORT) ||
        child_with(r, verb, DEP_mark) != NONE || child_with(r, verb, DEP_obj) != NONE)
        return NONE;
    uint32_t pronoun = child_with(r, said, DEP_obj);
    return pronoun != NONE && pronoun < said && walk_is_relative_pronoun(r, pronoun)
               ? walk_resolve_relative(r, said, pronoun)
               : NONE;
}

/* "Militants allied with X | seized the town": the tree made a clause of what describes the noun,
 * and a subject of X. */
static uint32_t noun_of_reduced(const struct reading *r, uint32_t verb) {
    uint32_t over = r->tokens[verb].head, mark = child_with(r, verb, DEP_mark);
    bool is_described = over != NONE && r->tokens[verb].deprel == DEP_advcl && mark == over + 1 &&
                        r->tokens[mark].upos == UPOS_ADP && child_with(r, over, DEP_aux) == NONE &&
                        lemma_in(r, over, "ally link affiliate associate tie align arm back");
    return is_described ? child_with(r, over, DEP_nsubj) : NONE;
}

uint32_t walk_own_subject(const struct reading *r, uint32_t verb) {
    uint32_t described = noun_of_reduced(r, verb);
    if (described != NONE)
        return described;
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        bool is_article = (r->tokens[c].upos == UPOS_DET && lemma_in(r, c, "the a an")) ||
                          (r->tokens[c].upos == UPOS_ADJ && c + 1 < verb && /* former | president */
                           child_after(r, verb, DEP_nsubj, c) != NONE);
        if ((d == DEP_nsubj || d == DEP_nsubj_pass || d == DEP_nsubj_outer) && !is_article)
            return walk_resolve_relative(r, verb, c);
        uint32_t noun = d == DEP_csubj ? noun_of_clause(r, verb, c) : NONE;
        if (noun != NONE)
            return noun;
    }
    uint32_t extracted = extracted_subject(r, verb);
    return extracted != NONE ? extracted : first_half_subject(r, verb);
}

uint32_t walk_own_object(const struct reading *r, uint32_t verb) {
    uint32_t o = child_with(r, verb, DEP_obj);
    return walk_resolve_relative(r, verb, o);
}

bool walk_is_infinitive(const struct reading *r, uint32_t verb) {
    return lemma_is(r, mark_of(r, verb), "to");
}

/* The verb whose argument, or whose argument's modifier, the noun is. */
uint32_t walk_governing_verb(const struct reading *r, uint32_t noun) {
    for (int i = 0; i < MAX_CLIMB && noun != NONE; i++) {
        uint32_t head = r->tokens[noun].head;
        if (head == NONE || is_verb(r, head))
            return head;
        enum deprel d = deprel_basic((enum deprel)r->tokens[noun].deprel);
        if (d != DEP_nmod && d != DEP_conj && d != DEP_compound && d != DEP_appos)
            return NONE;
        noun = head;
    }
    return NONE;
}

/* "U.S. efforts to end it", "a Coalition plan to strike": the name before the noun, NONE. */
uint32_t walk_named_modifier(const struct reading *r, uint32_t noun) {
    for (uint32_t c = r->first_child[noun]; c != NONE && c < noun; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        bool is_named = r->hit_at[c] != NONE || r->tokens[c].upos == UPOS_PROPN;
        if ((d == DEP_compound || d == DEP_amod) && is_named)
            return c;
    }
    return NONE;
}

/* "An effort by the government to prosecute": whose plan it is, told before the infinitive. */
static uint32_t author_of(const struct reading *r, uint32_t noun, uint32_t infinitive) {
    for (uint32_t c = r->first_child[noun]; c != NONE && c < infinitive; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_nmod && lemma_in(r, case_of(r, c), "by from"))
            return c;
    return NONE;
}

/* "…in their campaign to defeat them", hung on the clause: the noun before "to" says whose aim it
 * is. */
static uint32_t owner_of_aim(const struct reading *r, uint32_t verb) {
    enum deprel d = (enum deprel)r->tokens[verb].deprel;
    if (verb < 2 || (d != DEP_advcl && d != DEP_xcomp) || !lemma_is(r, verb - 1, "to") ||
        !lemma_in(r, verb - 2,
                  "campaign effort plan bid attempt operation mission decision promise fight "
                  "offensive push drive struggle vow pledge threat intention proposal move"))
        return NONE;
    uint32_t owner = child_with(r, verb - 2, DEP_nmod_poss);
    return owner != NONE ? owner : walk_named_modifier(r, verb - 2);
}

/* "Convicted three soldiers of killing", "thanked Oman for mediating", "stopped them from firing":
 * the gerund behind the preposition is the object's doing; NONE where there is none. */
static uint32_t blamed_of(const struct reading *r, uint32_t verb, uint32_t gerund) {
    uint32_t mark = mark_of(r, gerund);
    bool is_about_object =
        lemma_in(r, mark, "of from") ||
        (lemma_is(r, mark, "for") &&
         lemma_in(r, verb,
                  "arrest jail detain imprison convict sentence fine punish expel fire dismiss "
                  "criticize criticise condemn denounce blame thank praise commend hail indict "
                  "charge prosecute try sanction ban suspend sue rebuke fault honor honour lambast "
                  "slam attack execute hang target investigate wanted seek"));
    if (!is_about_object || !str_is(lang_xpos(r->coder->model, &r->tokens[gerund]), "VBG"))
        return NONE;
    return is_passive(r, verb) ? walk_own_subject(r, verb) : walk_own_object(r, verb);
}

/* "Peru was the first country | to recognize it", "became the latest state to leave": who is the
 * first of its kind does it; NONE where the noun is of no rank. */
static uint32_t ranked_subject(const struct reading *r, uint32_t noun) {
    bool is_ranked = false;
    for (uint32_t c = r->first_child[noun]; c != NONE && c < noun; c = r->next_sibling[c])
        is_ranked |= lemma_in(r, c, "first second third fourth fifth last latest only next sole");
    if (!is_ranked)
        return NONE;
    if (child_with(r, noun, DEP_cop) != NONE)
        return walk_own_subject(r, noun);
    uint32_t verb = r->tokens[noun].head;
    bool is_become = verb != NONE && lemma_in(r, verb, "become remain") &&
                     (r->tokens[noun].deprel == DEP_xcomp || r->tokens[noun].deprel == DEP_obj);
    return is_become ? walk_own_subject(r, verb) : NONE;
}

/* "His plan to attack", "wants the forces to leave", "flew in on a visit to urge": whose the noun
 * over an infinitive is; NONE: it is the subject's of *above, the verb over the noun. */
static uint32_t owner_of_infinitive(const struct reading *r, uint32_t noun, uint32_t infinitive,
                                    uint32_t *above) {
    uint32_t owner = child_with(r, noun, DEP_nmod_poss), verb = walk_governing_verb(r, noun);
    bool is_object =
        verb != NONE && r->tokens[noun].deprel == DEP_obj && r->tokens[noun].head == verb;
    uint32_t ranked = ranked_subject(r, noun);
    *above = verb;
    if (ranked != NONE)
        return ranked;
    if (is_object && lemma_is(r, verb, "expect"))
        return noun;
    if (is_object && (operators_of(r, verb) & (OP_CAUSE | OP_WANT)) &&
        !(operators_of(r, verb) & OP_LIGHT && !lemma_in(r, verb, "order prompt direct")))
        return noun;
    if (owner != NONE && r->tokens[owner].deprel == DEP_nmod_poss)
        return owner;
    owner = author_of(r, noun, infinitive);
    return owner != NONE ? owner : walk_named_modifier(r, noun);
}

static const char plans[] = "plot plan bid attempt conspiracy scheme effort operation";

bool walk_is_foiled(const struct reading *r, uint32_t noun) {
    uint32_t verb = r->tokens[noun].head;
    bool is_object = r->tokens[noun].deprel == DEP_obj || r->tokens[noun].deprel == DEP_nsubj_pass;
    return is_object && verb != NONE && is_verb(r, verb) && lemma_in(r, noun, plans) &&
           lemma_in(r, verb,
                    "foil thwart uncover prevent avert disrupt stop discover unearth expose "
                    "defeat frustrate break reveal detect");
}

/* "Arrested six men over a plot to attack", "were charged in a bid to topple him": whom somebody
 * holds for it planned it; NONE. */
static uint32_t plotter_of(const struct reading *r, uint32_t noun) {
    uint32_t verb = walk_governing_verb(r, noun);
    if (verb == NONE || r->tokens[noun].deprel == DEP_obj || !lemma_in(r, noun, plans) ||
        !lemma_in(r, verb,
                  "arrest detain jail imprison charge accuse indict convict sentence try "
                  "prosecute suspect seize hold execute hang blame acquit implicate"))
        return NONE;
    return is_passive(r, verb) ? walk_own_subject(r, verb) : walk_own_object(r, verb);
}

/* "Reports of civilians | being shelled", hung on the reports: the noun before "being"; NONE. */
static uint32_t noun_before_being(const struct reading *r, uint32_t verb, uint32_t head) {
    uint32_t being = child_with(r, verb, DEP_aux_pass);
    if (being == NONE || being == 0 || !str_is(r->tokens[being].form, "being") ||
        !is_noun(r, being - 1) || being - 1 == head || !lemma_is(r, case_of(r, being - 1), "of"))
        return NONE;
    return being - 1;
}

/* "The homes of leaders | thought to be hiding them", hung on the clause: of whom it is thought
 * stands right before it. */
static bool is_held_to_be(const struct reading *r, uint32_t participle) {
    uint32_t infinitive = child_with(r, participle, DEP_xcomp);
    return participle > 0 && is_noun(r, participle - 1) &&
           child_with(r, participle, DEP_nsubj) == NONE &&
           r->sentence[participle - 1] == r->sentence[participle] && infinitive != NONE &&
           lemma_is(r, child_with(r, infinitive, DEP_mark), "to") &&
           lemma_in(r, participle,
                    "think believe suspect allege say report know fear consider presume");
}

/* The noun whose doing a participle or gerund is that hangs on it; NONE. */
static uint32_t explained_noun(const struct reading *r, uint32_t verb) {
    uint32_t head = r->tokens[verb].head;
    enum deprel d = (enum deprel)r->tokens[verb].deprel;
    bool is_gerund_of = d == DEP_acl && child_with(r, verb, DEP_mark) != NONE;
    uint32_t shown = d == DEP_acl ? noun_before_being(r, verb, head) : NONE;
    if (shown != NONE)
        return shown;
    if (d == DEP_acl && !walk_is_infinitive(r, verb) && !is_gerund_of)
        return head;       /* but not "the possibility of sending troops" */
    uint32_t first = head; /* "accused soldiers and police of killing" */
    while (r->tokens[first].deprel == DEP_conj && r->tokens[first].head < first)
        first = r->tokens[first].head;
    if (is_gerund_of && r->tokens[first].deprel == DEP_obj &&
        lemma_in(r, r->tokens[first].head, "accuse convict suspect acquit charge blame stop"))
        return head;
    if (d == DEP_advcl && verb > 0 && is_noun(r, verb - 1) && walk_is_participle(r, verb) &&
        walk_own_agent(r, verb) != NONE && r->tokens[verb - 1].head != verb)
        return verb - 1; /* "the country of militias | backed by X" */
    if (d == DEP_advcl && is_held_to_be(r, verb))
        return verb - 1;
    bool is_deed = d == DEP_conj && is_noun(r, head) && child_with(r, head, DEP_cop) == NONE;
    return is_deed ? child_with(r, head, DEP_nmod_poss) : NONE; /* "X's raid and killing of" */
}

/* "The extradition of X", "his return": who is brought somewhere; else the noun itself. */
static uint32_t whom_it_takes(const struct reading *r, uint32_t noun) {
    if (!lemma_in(r, noun, "extradition transfer deportation return handover surrender removal"))
        return noun;
    uint32_t owner = child_with(r, noun, DEP_nmod_poss), whose = child_with(r, noun, DEP_nmod);
    if (owner != NONE && r->tokens[owner].deprel == DEP_nmod_poss)
        return owner;
    return whose != NONE && lemma_is(r, case_of(r, whose), "of") ? whose : noun;
}

/* "Ordered the army to stop", "saw the soldiers firing", "thanked Oman for mediating": the object
 * of the verb above does what the clause says; NONE. */
static uint32_t object_that_does(const struct reading *r, uint32_t above, uint32_t verb) {
    enum deprel d = (enum deprel)r->tokens[verb].deprel;
    uint32_t object = walk_own_object(r, above);
    if (d == DEP_xcomp && !walk_is_infinitive(r, verb) && object != NONE &&
        lemma_in(r, above, "see catch find target leave hear watch show film spot record"))
        return object;
    if (lemma_in(r, verb, "face stand answer") && object != NONE && object < verb &&
        walk_is_infinitive(r, verb)) {
        uint32_t whom = whom_it_takes(r, object); /* "bring the men to Spain to face trial" */
        if (whom != object || lemma_in(r, above,
                                       "bring send extradite transfer deport hand fly order force "
                                       "summon deliver surrender"))
            return whom;
    }
    if (lemma_in(r, above, "call phone telephone ring") &&
        lemma_in(r, verb,
                 "apologize apologise congratulate thank express discuss inform assure "
                 "condole praise invite"))
        return NONE; /* who calls does it */
    bool is_drilled =
        d == DEP_advcl && walk_is_infinitive(r, verb) && lemma_in(r, above, "train arm equip");
    bool is_helped = d == DEP_xcomp && lemma_in(r, above, "help assist train arm equip");
    if ((is_helped || is_drilled) && object != NONE && object < verb)
        return object; /* "help Ukraine fight Russia" */
    if (d == DEP_xcomp && (operators_of(r, above) & OP_CAUSE)) {
        if (object == NONE)
            object = child_with(r, above, DEP_iobj);
        if (object == NONE && is_passive(r, above))
            object = walk_own_subject(r, above);
        if (object != NONE)
            return object;
    }
    return d == DEP_advcl || d == DEP_xcomp ? blamed_of(r, above, verb) : NONE;
}

/* "The Houthis said five fighters had been killed | and vowed to retaliate": a verb of speech that
 * the tree joined to what was said; who said it goes on speaking. NONE. */
static uint32_t speaker_who_goes_on(const struct reading *r, uint32_t above, uint32_t verb) {
    bool is_told = r->tokens[verb].deprel == DEP_conj && r->tokens[above].deprel == DEP_ccomp &&
                   is_passive(r, above) && !is_passive(r, verb);
    bool is_speech = lemma_in(r, verb,
                              "vow pledge promise threaten warn urge call appeal accuse blame "
                              "condemn denounce deny demand ask swear reject insist offer claim");
    uint32_t say = r->tokens[above].head;
    return is_told && is_speech && is_verb(r, say) ? walk_own_subject(r, say) : NONE;
}

/* Who acts in the clause above, for a clause that shares its subject; NONE. */
static uint32_t shared_subject(const struct reading *r, uint32_t above, uint32_t verb) {
    uint32_t subject = speaker_who_goes_on(r, above, verb);
    if (subject != NONE)
        return subject;
    subject = walk_own_subject(r, above);
    bool is_agent = subject != NONE && is_passive(r, above) && !is_passive(r, verb) &&
                    r->tokens[verb].deprel == DEP_advcl && walk_own_agent(r, above) != NONE;
    return is_agent ? walk_own_agent(r, above) : subject;
}

uint32_t walk_climb_subject(const struct reading *r, uint32_t verb) {
    uint32_t found = owner_of_aim(r, verb);
    for (int i = 0; i < MAX_CLIMB && found == NONE; i++) {
        uint32_t head = r->tokens[verb].head, above = head;
        enum deprel d = (enum deprel)r->tokens[verb].deprel;
        if (head == NONE || d == DEP_acl_relcl)
            return NONE; /* a gap that is not the subject is filled elsewhere */
        found = explained_noun(r, verb);
        if (found != NONE)
            break;
        if (d == DEP_acl) {
            found = owner_of_infinitive(r, head, verb, &above);
            if (found == NONE)
                found = plotter_of(r, head);
            if (found == NONE && walk_is_infinitive(r, verb) && walk_is_foiled(r, head))
                return NONE;
            if (found == NONE && above != NONE)
                found =
                    is_passive(r, above) ? walk_own_agent(r, above) : walk_own_subject(r, above);
        } else if (d != DEP_xcomp && d != DEP_conj && d != DEP_advcl) {
            return NONE;
        } else if (!is_verb(r, head) && r->tokens[head].upos != UPOS_ADJ && d != DEP_conj) {
            return walk_own_subject(r, head);
        } else {
            found = object_that_does(r, head, verb);
            if (found == NONE)
                found = shared_subject(r, head, verb);
        }
        if (above == NONE)
            return found;
        verb = above;
    }
    return found;
}

uint32_t walk_subject(const struct reading *r, uint32_t verb) {
    if (is_passive(r, verb)) {
        uint32_t agent = walk_own_agent(r, verb);
        return agent != NONE ? agent : walk_stray_agent(r, verb);
    }
    uint32_t s = walk_own_subject(r, verb);
    return s != NONE ? s : walk_climb_subject(r, verb);
}

/* "Speaking in Brussels, X | called on China": who acts, taken for an apposition to the last word
 * of the clause before. */
bool walk_is_opening_apposition(const struct reading *r, uint32_t verb, uint32_t noun) {
    if (r->tokens[noun].deprel != DEP_appos)
        return false;
    uint32_t up = r->tokens[noun].head;
    for (int i = 0; i < 6 && up != NONE && up != verb; i++)
        up = r->tokens[up].head;
    return up == verb;
}

/* "Armenian police | detained supporters": a finite past that was read as a participle between who
 * did it and whom it befell; the tree hangs one noun on the other. NONE. */
uint32_t walk_noun_that_did(const struct reading *r, uint32_t verb, uint32_t noun) {
    uint32_t before = verb ? verb - 1 : NONE;
    bool is_finite = str_ends(r->tokens[verb].form, STR("ed")) && before != NONE &&
                     r->sentence[before] == r->sentence[verb] &&
                     r->tokens[before].upos == UPOS_NOUN;
    bool are_tied =
        is_finite && (r->tokens[noun].head == before ||
                      (r->tokens[before].head == noun && r->tokens[before].deprel == DEP_compound));
    return are_tied ? before : NONE;
}
