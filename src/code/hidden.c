/* What a sentence names without asserting it: what is ordered or prevented, what somebody is
 * praised, blamed or charged for, the case over which a threat is made, what merely gets a name
 * (guideline 2). Such acts are dropped; one that takes its place inherits its parties. Cost: acts
 * of the sentence times the few arguments of each. */
#include "code/hidden.h"

#include "code/merge/merge.h"
#include "code/whether.h"

enum { MAX_STEPS = 10 };

/* On what somebody is held or sought. */
static const char charges[] = "charge count accusation allegation suspicion";

/* Acts that the content clause claims are part of it, but what a relative or temporal clause
 * asserts stands. */
bool hidden_within(const struct reading *r, uint32_t token, uint32_t top) {
    if (whether_is_of_past_year(r, token))
        return false;
    for (int i = 0; i < 24 && token != NONE; i++) {
        if (token == top)
            return true;
        enum deprel d = (enum deprel)r->tokens[token].deprel;
        if (d == DEP_acl_relcl)
            return false;
        if (d == DEP_advcl || d == DEP_obl) {
            uint32_t mark = d == DEP_advcl ? child_with(r, token, DEP_mark) : case_of(r, token);
            if (lemma_in(r, mark, "after before since when while during until following") ||
                (d == DEP_advcl && lemma_is(r, mark, "as"))) /* but "used as human shields" */
                return false;
        }
        token = r->tokens[token].head;
    }
    return false;
}

/* Nothing told under `top` is done, but for the act itself. */
static void drop_under(const struct reading *r, struct acts *acts, size_t from, const struct act *a,
                       uint32_t top) {
    for (size_t i = from; i < acts->n; i++)
        if (acts->items[i].token != a->token && hidden_within(r, acts->items[i].token, top))
            acts->items[i].is_dropped = true;
}

/* Nor what a clause under `top` (NONE: none), behind `after`, tells, which one of the markers
 * introduces. */
static void drop_clauses(const struct reading *r, struct acts *acts, size_t from,
                         const struct act *a, uint32_t top, uint32_t after, const char *marks) {
    for (uint32_t c = top == NONE ? NONE : r->first_child[top]; c != NONE; c = r->next_sibling[c])
        if (c > after && is_verb(r, c) && lemma_in(r, mark_of(r, c), marks))
            drop_under(r, acts, from, a, c);
}

/* "Prevented X from holding a rally": what is prevented is not done. */
static void hide_prevented(const struct reading *r, struct acts *acts, size_t from,
                           const struct act *a) {
    if (a->type != PLOVER_COERCE ||
        !lemma_in(r, a->token, "prevent ban bar stop block forbid prohibit keep restrict"))
        return;
    uint32_t object = child_with(r, a->token, DEP_obj);
    drop_clauses(r, acts, from, a, a->token, a->token, "from to");
    drop_clauses(r, acts, from, a, object, object, "from");
    bool is_ban = lemma_in(r, a->token, "ban forbid prohibit");
    if (is_ban && is_passive(r, a->token))
        object = child_with(r, a->token, DEP_nsubj_pass);
    for (size_t i = from; is_ban && object != NONE && i < acts->n; i++)
        if (acts->items[i].type == PLOVER_PROTEST &&
            (acts->items[i].n_actors == 0 || acts->items[i].token == object) &&
            hidden_within(r, acts->items[i].token, object))
            acts->items[i].is_dropped = true; /* "banned broadcasts and all rallies" */
}

/* "Would not allow its land to be used to attack": what somebody will not let happen. */
static bool is_forbidden(const struct reading *r, uint32_t verb) {
    for (int i = 0; i < 3; i++) {
        enum deprel d = (enum deprel)r->tokens[verb].deprel;
        uint32_t over = r->tokens[verb].head;
        if (over == NONE || (d != DEP_xcomp && d != DEP_advcl) || !is_verb(r, over))
            return false;
        if (lemma_in(r, over, "allow let permit tolerate"))
            return d == DEP_xcomp && whether_has_negation(r, over);
        verb = over;
    }
    return false;
}

/* "To stop Tehran from building a bomb": nor is what is prevented by what is no act itself. */
bool hidden_is_prevented(const struct reading *r, const struct act *a) {
    uint32_t t = a->token, over = r->tokens[t].head;
    if (over == NONE)
        return false;
    bool is_warned_of = r->tokens[t].deprel == DEP_obl && lemma_is(r, case_of(r, t), "against") &&
                        lemma_in(r, over, "warn caution counsel advise");
    if (is_noun(r, t) && is_warned_of)
        return true; /* "warned against imposing sanctions" */
    if (is_noun(r, t) && r->tokens[t].deprel == DEP_obj && lemma_is(r, mark_of(r, over), "from"))
        t = over;      /* "preventing it from rejoining talks" */
    if (is_noun(r, t)) /* "to avoid bloodshed", "to prevent a massacre" */
        return r->tokens[t].deprel == DEP_obj && act_is_hostile(a->type) && a->n_actors == 0 &&
               (lemma_is(r, over, "avoid") ||
                (lemma_in(r, over, "prevent avert") && lemma_is(r, mark_of(r, over), "to")));
    if (!is_verb(r, t))
        return false;
    if (r->tokens[t].deprel == DEP_acl && lemma_is(r, child_with(r, t, DEP_mark), "for") &&
        lemma_in(r, over, "time moment hour need reason"))
        return true; /* time for X to end it */
    if (is_forbidden(r, t))
        return true;
    if (!lemma_is(r, mark_of(r, t), "from"))
        return false;
    uint32_t verb = climb_to_verb(r, r->tokens[t].head, 2);
    if (a->type == PLOVER_ASSAULT && lemma_is(r, verb, "stop"))
        return false; /* "to stop militants from firing rockets": they do */
    return verb < t &&
           lemma_in(r, verb,
                    "stop prevent keep deter dissuade discourage restrain hinder refrain abstain");
}

/* "Failed to keep its promises", "its failure to comply": what is not done is told by the failure.
 */
static void hide_failed(const struct reading *r, struct acts *acts, size_t from,
                        const struct act *a) {
    if ((a->type != PLOVER_ACCUSE && a->type != PLOVER_REJECT) ||
        !lemma_in(r, a->token, "fail failure neglect"))
        return;
    for (uint32_t c = r->first_child[a->token]; c != NONE; c = r->next_sibling[c])
        if ((r->tokens[c].deprel == DEP_xcomp || r->tokens[c].deprel == DEP_acl) &&
            lemma_is(r, mark_of(r, c), "to"))
            drop_under(r, acts, from, a, c);
}

/* "Ordered the network to shut down": what is ordered is the order's, and not yet done. */
static void hide_ordered(const struct reading *r, struct acts *acts, size_t from,
                         const struct act *a) {
    if ((a->type != PLOVER_COERCE && a->type != PLOVER_SANCTION) ||
        !lemma_in(r, a->token, "order instruct command tell direct"))
        return;
    for (uint32_t i = 0; i < a->arguments.n; i++)
        if (a->arguments.items[i].role.name == ROLE_XCOMP)
            drop_under(r, acts, from, a, a->arguments.items[i].token);
}

/* "Convicted five leaders of a charity | of channeling money to rebels": hung on the last noun. */
static bool is_reason_in_object(const struct reading *r, uint32_t t, uint32_t object) {
    if (!is_verb(r, t) || r->tokens[t].deprel != DEP_acl || r->tokens[t].head == object ||
        !lemma_is(r, mark_of(r, t), "of"))
        return false;
    for (int i = 0; i < 4 && t != NONE && t != object; i++)
        t = r->tokens[t].head;
    return t == object;
}

/* Acts for which somebody is praised, thanked or condemned are not asserted, nor are those that he
 * is charged with or pleads guilty to. */
static void hide_reasons(const struct reading *r, struct acts *acts, size_t from,
                         const struct act *a) {
    if (a->type == PLOVER_SANCTION && a->frame->pos == 'n') /* "imposed sanctions on X for it" */
        drop_clauses(r, acts, from, a, a->light, a->token, "for");
    if (a->frame->pos != 'v')
        return;
    uint32_t object = child_with(r, a->token, DEP_obj);
    bool is_plea = lemma_is(r, a->token, "plead");
    bool is_objection = lemma_is(r, a->token, "object"); /* "objected to hosting them" */
    bool is_protest = a->type == PLOVER_PROTEST; /* "demonstrated against handing over the town" */
    bool is_verdict = a->type == PLOVER_SUPPORT || a->type == PLOVER_ACCUSE;
    bool is_amends =
        a->type == PLOVER_REQUEST && /* "demanded an apology for downing the airliner" */
        lemma_in(r, object, "apology compensation reparation damages redress");
    bool is_fine = a->type == PLOVER_SANCTION && lemma_in(r, a->token, "fine sue suspend expel");
    bool is_sentence =
        is_fine || (a->n_modes && (a->modes[0] == MODE_CONVICT || /* "jailed for insulting" */
                                   (a->type == PLOVER_COERCE && a->modes[0] == MODE_ARREST)));
    if (!is_verdict && !is_plea && !is_amends && !is_sentence && !is_protest)
        return;
    const char *marks = is_protest                   ? "against over"
                        : is_plea || is_objection    ? "to"
                        : a->type == PLOVER_ACCUSE   ? "for with"
                        : a->type == PLOVER_SANCTION ? "of for"
                                                     : "for";
    bool is_charge = lemma_in(r, a->token, "charge indict accuse arraign try suspect convict");
    for (uint32_t c = r->first_child[a->token]; c != NONE; c = r->next_sibling[c]) {
        bool is_behind = c > a->token;
        bool is_held_on = is_sentence && is_behind && lemma_in(r, case_of(r, c), "on over") &&
                          lemma_in(r, c, charges);
        if (is_held_on) /* "picked up on a charge of libel" */
            drop_under(r, acts, from, a, c);
        if (((is_verb(r, c) || (is_plea && is_behind)) && lemma_in(r, mark_of(r, c), marks)) ||
            (is_charge && is_behind && lemma_in(r, case_of(r, c), "with of on")))
            drop_under(r, acts, from, a, c);
    }
    for (size_t i = from; is_charge && object != NONE && i < acts->n; i++)
        acts->items[i].is_dropped |= is_reason_in_object(r, acts->items[i].token, object);
    if (is_verdict) /* "thanked the members | for sending troops", hung on them */
        drop_clauses(r, acts, from, a, object, object, "for");
}

static bool is_subset(const uint32_t *list, uint32_t n, const uint32_t *of, uint32_t m) {
    for (uint32_t i = 0; i < n; i++)
        if (!act_has_party(of, m, list[i]))
            return false;
    return true;
}

/* Is the act told inside the noun phrase of `noun`: "the breakdown of talks", "a bid to join"? */
static bool is_inside(const struct reading *r, uint32_t token, uint32_t noun) {
    for (int i = 0; i < MAX_STEPS && token != NONE && token != noun; i++) {
        enum deprel d = (enum deprel)r->tokens[token].deprel;
        bool is_infinitive = lemma_is(r, child_with(r, token, DEP_mark), "to");
        if (d != DEP_nmod && d != DEP_obj && d != DEP_xcomp && d != DEP_compound &&
            !(d == DEP_acl && is_infinitive))
            return false;
        token = r->tokens[token].head;
    }
    return token == noun;
}

/* "Demanded the departure of X and the sacking of Y": what else is asked for beside the object. */
static bool is_demanded_too(const struct reading *r, const struct act *a, const struct act *n,
                            uint32_t object) {
    uint32_t t = n->token;
    if (a->type != PLOVER_REQUEST || !is_noun(r, t) || r->tokens[t].deprel != DEP_conj ||
        (n->n_actors && r->tokens[n->actors[0]].head == t))
        return false;
    for (int i = 0; i < MAX_STEPS && t != NONE && t != object && is_noun(r, t); i++)
        t = r->tokens[t].head;
    return t == object;
}

/* "Blocked its bid | to join", "turned down an invitation | to the summit": the complement of a
 * noun that has a content, hung on the verb over it. */
static bool is_content_beside(const struct reading *r, uint32_t token, uint32_t noun,
                              uint32_t verb) {
    if (!lemma_in(
            r, noun,
            "bid invitation offer proposal plan request demand call willingness readiness "
            "decision right permission attempt effort agreement refusal pledge promise vow threat "
            "application block veto objection"))
        return false;
    for (int i = 0; i < MAX_STEPS && token != NONE; i++) {
        uint32_t head = r->tokens[token].head;
        enum deprel d = (enum deprel)r->tokens[token].deprel;
        if (head == verb) {
            bool is_infinitive = lemma_is(r, child_with(r, token, DEP_mark), "to");
            bool is_phrase = d == DEP_obl && lemma_in(r, case_of(r, token), "to for on");
            return token > noun && ((d == DEP_advcl && is_infinitive) || is_phrase);
        }
        if (d != DEP_obj && d != DEP_obl && d != DEP_nmod && d != DEP_xcomp)
            return false;
        token = head;
    }
    return false;
}

/* "Ended the night-time curfew", "lifted the gag order": what a concession undoes is not done. */
static bool is_undone(const struct act *a, const struct act *n, uint32_t object) {
    return a->type == PLOVER_CONCEDE && act_is_hostile(n->type) && n->token == object;
}

/* Is the act n, told in the phrase of a's argument `noun`, not asserted there? */
static bool is_merely_named(const struct reading *r, const struct act *a, const struct act *n,
                            uint32_t noun) {
    bool is_its_clause = n->token > noun && r->tokens[n->token].head == noun &&
                         r->tokens[n->token].deprel == DEP_acl;
    bool is_turned_down = /* "rejected a motion to bar her" */
        is_its_clause && a->type == PLOVER_REJECT && lemma_is(r, mark_of(r, n->token), "to") &&
        lemma_in(r, noun,
                 "motion bill proposal plan request call petition appeal measure amendment demand "
                 "resolution bid offer");
    bool is_tried = is_its_clause && lemma_in(r, noun, "attempt effort bid");
    bool is_dropped = a->type == PLOVER_CONCEDE && /* "dropped its threat to impose tariffs" */
                      lemma_in(r, noun, "threat plan vow pledge block veto blockade objection") &&
                      n->token != noun;
    bool is_claimed = /* "turned down a claim that he had won their backing" */
        is_its_clause && a->type == PLOVER_REJECT && is_verb(r, n->token) &&
        lemma_in(r, noun, "claim assertion allegation suggestion notion report rumor rumour");
    bool is_aim =
        is_verb(r, n->token) && (is_tried || is_content_beside(r, n->token, noun, a->token));
    bool is_topic = a->type == PLOVER_REJECT && is_noun(r, n->token) &&
                    lemma_in(r, noun, "comment remark statement claim suggestion");
    bool is_alleged = lemma_in(r, noun, "plot allegation claim accusation suspicion conspiracy") &&
                      n->token != noun && n->n_actors == 0;
    bool is_asked = (a->type == PLOVER_REQUEST || a->type == PLOVER_REJECT) &&
                    n->type == PLOVER_CONSULT && n->token == noun;
    if (is_aim || is_dropped || is_claimed || is_turned_down || is_topic || is_alleged || is_asked)
        return true;
    return n->n_actors == 0 &&
           (n->n_recipients == 0 || is_undone(a, n, noun) || !act_is_hostile(n->type));
}

/* The argument of an act that names what it is about. */
static bool names_topic(const struct reading *r, const struct act *a, const struct argument *g) {
    bool is_feeling =
        g->role.name == ROLE_SUBJ && g->token > a->token && /* appalled by it */
        lemma_in(r, a->token,
                 "appall outrage shock disgust sadden horrify dismay disturb trouble alarm anger");
    bool is_money =
        a->type == PLOVER_AGREE && /* "pledged $1 billion in aid to Mali" */
        g->role.name == ROLE_PREPOSITION && str_is(know_word_text(r->know, g->role.word), "in") &&
        lemma_in(r, g->token, "aid assistance support funding help relief loan grant weapon");
    bool is_about = g->role.name == ROLE_PREPOSITION &&
                    str_in(know_word_text(r->know, g->role.word), "for over of about against at");
    return (is_feeling || is_money || is_about || g->role.name == ROLE_OBJ) && is_noun(r, g->token);
}

/* Is n told inside the topic, and not as the act's own word? */
static bool is_in_topic(const struct reading *r, const struct act *a, const struct act *n,
                        uint32_t topic) {
    if (n == a || n->is_dropped || n->is_stance || n->token < a->token ||
        (n->light == a->token && !is_undone(a, n, topic)))
        return false;
    return is_inside(r, n->token, topic) || is_content_beside(r, n->token, topic, a->token);
}

/* Actors of what is named that are only the clause's own. */
static bool are_clauses_actors(const struct reading *r, const struct act *a, const struct act *n) {
    bool is_pronouns = n->n_actors == 1 && a->n_recipients > 0 && is_noun(r, n->token) &&
                       r->tokens[n->actors[0]].upos == UPOS_PRON &&
                       a->type == PLOVER_SUPPORT; /* "thanked them for their help" */
    bool is_told = act_is_hostile(n->type) && n->n_recipients && n->n_actors &&
                   r->tokens[n->actors[0]].head == n->token; /* X's attack on Y */
    bool is_shared = is_subset(n->actors, n->n_actors, a->actors, a->n_actors) ||
                     is_subset(n->actors, n->n_actors, a->recipients, a->n_recipients);
    return is_pronouns || (is_shared && !is_told);
}

/* An act without recipients takes those of the dropped act that it names. */
static void take_named(const struct reading *r, struct act *a, const struct act *n,
                       uint32_t topic) {
    bool is_barred = a->type == PLOVER_CONCEDE && /* whom its block kept out is conceded to */
                     lemma_in(r, topic, "block veto objection blockade");
    if (a->n_recipients || is_barred || (a->type == PLOVER_REJECT && is_verb(r, n->token)))
        return;
    bool is_inquiry = a->type == PLOVER_REQUEST && /* nor who shall be looked into */
                      n->type == PLOVER_ACCUSE;
    bool is_undergone = /* who shall be released is not asked for it */
        a->type == PLOVER_REQUEST &&
        lemma_in(r, n->token, "release freedom liberation reinstatement rescue");
    if (n->type == PLOVER_CONSULT && n->token == topic) /* "requested talks with its allies" */
        act_take_parties(a->recipients, &a->n_recipients, n->actors, n->n_actors);
    if (!is_undergone && !is_inquiry && a->n_recipients == 0)
        act_take_parties(a->recipients, &a->n_recipients, n->recipients, n->n_recipients);
}

/* Guideline 2: what is merely blamed, praised, rejected, promised or asked for is named, not
 * asserted, unless it is told with parties of its own. */
void hidden_mentions(struct reading *r, struct acts *acts, size_t from, struct act *a) {
    bool is_stand = a->type != PLOVER_CONSULT && plover_quad(a->type) % 2 == 1;
    bool is_asking = a->type == PLOVER_REQUEST && (a->frame->flags & FRAME_VERBAL) != 0;
    bool is_object_act = (a->frame->flags & FRAME_TRIGGER_OBJ) != 0 && !is_asking;
    if (!is_stand || a->frame->pos == 'n' || is_object_act)
        return;
    for (uint32_t i = 0; i < a->arguments.n; i++) {
        uint32_t topic = a->arguments.items[i].token;
        if (!names_topic(r, a, &a->arguments.items[i]))
            continue;
        for (size_t k = from; k < acts->n; k++) {
            struct act *n = &acts->items[k];
            n->is_dropped |= is_demanded_too(r, a, n, topic);
            if (!is_in_topic(r, a, n, topic))
                continue;
            if (are_clauses_actors(r, a, n))
                n->n_actors = 0;
            n->is_dropped = is_merely_named(r, a, n, topic);
            if (n->is_dropped)
                take_named(r, a, n, topic);
        }
    }
}

/* "A warrant for X on fraud charges": the charges on which somebody is sought or held. */
static bool is_charged_in(const struct reading *r, const struct act *a, uint32_t charge) {
    if ((a->modes[0] != MODE_ARREST && a->modes[0] != MODE_CONVICT) ||
        !lemma_in(r, charge, charges) || !lemma_in(r, case_of(r, charge), "on over for"))
        return false;
    uint32_t over = r->tokens[charge].head;
    for (int i = 0; i < 4 && over != NONE; i++, over = r->tokens[over].head)
        if (over == a->token || over == a->light)
            return true;
        else if (!is_noun(r, over))
            return false;
    return false;
}

/* "Opposition to the agreement", "anger at the arrest": what a noun of blame or praise is about, as
 * hidden_mentions has it for verbs. */
static void hide_topics(const struct reading *r, struct acts *acts, size_t from,
                        const struct act *a) {
    bool is_stand =
        a->type == PLOVER_ACCUSE || a->type == PLOVER_SUPPORT || a->type == PLOVER_REJECT;
    if (a->frame->pos != 'n' || !is_noun(r, a->token))
        return;
    for (size_t i = from; i < acts->n; i++) {
        struct act *n = &acts->items[i];
        bool is_count = a->n_modes && is_charged_in(r, a, n->token);
        bool is_topic = r->tokens[n->token].head == a->token && is_noun(r, n->token) &&
                        r->tokens[n->token].deprel == DEP_nmod &&
                        lemma_in(r, case_of(r, n->token), "of to at over against for about");
        bool is_own = is_subset(n->actors, n->n_actors, a->actors, a->n_actors) &&
                      (n->n_recipients == 0 || !act_is_hostile(n->type));
        if (n != a && (is_count || (is_stand && is_topic && is_own)))
            n->is_dropped = true;
    }
}

/* "Signed protocols to open the border": what a treaty is for is in it, and not yet done. */
static void hide_terms(const struct reading *r, struct acts *acts, size_t from,
                       const struct act *a) {
    uint32_t object = child_with(r, a->token, DEP_obj);
    if (a->type != PLOVER_SUPPORT || object == NONE ||
        !lemma_in(r, a->token, "sign initial ink conclude seal clinch ratify") ||
        !know_word_in_class(r->know, r->word[object], know_class(r->know, "deal")))
        return;
    drop_clauses(r, acts, from, a, a->token, object, "to");
    drop_clauses(r, acts, from, a, object, object, "to");
}

/* "Called the killing barbaric": what gets a bad name is named, not asserted. */
static void hide_named(struct reading *r, struct acts *acts, size_t from, const struct act *a) {
    uint32_t verb = climb_to_verb(r, a->token, 4);
    bool is_name = verb == a->token && a->type == PLOVER_ACCUSE && lemma_in(r, verb, NAMING);
    bool is_verdict = a->is_stance && verb != NONE && verb != a->token &&
                      lemma_in(r, verb, NAMING " slam decry denounce condemn");
    if (!is_name && !is_verdict)
        return;
    for (size_t i = from; i < acts->n; i++) {
        struct act *n = &acts->items[i];
        uint32_t head = r->tokens[n->token].head;
        if (r->tokens[n->token].deprel == DEP_conj && head != NONE && is_noun(r, head))
            head = r->tokens[head].head; /* "an assault and a defiance of the UN" */
        bool is_object =
            head == verb && deprel_basic((enum deprel)r->tokens[n->token].deprel) != DEP_nsubj;
        bool is_known =
            is_subset(n->actors, n->n_actors, a->actors, a->n_actors) ||
            is_subset(n->actors, n->n_actors, a->recipients, a->n_recipients); /* "by X" */
        if (n != a && !n->is_stance && is_noun(r, n->token) && is_object && n->token > verb &&
            is_known && is_subset(n->recipients, n->n_recipients, a->actors, a->n_actors))
            n->is_dropped = true;
    }
}

/* "Condemned the blast, calling it a heinous act": one verdict, told at its verb. */
static void hide_echo(struct reading *r, struct acts *acts, size_t from, const struct act *a) {
    if (a->type != PLOVER_ACCUSE && a->type != PLOVER_REJECT)
        return;
    for (size_t i = from; i < acts->n; i++) {
        struct act *n = &acts->items[i];
        if (n == a || n->type != PLOVER_ACCUSE)
            continue;
        uint32_t verb = climb_to_verb(r, n->token, 3); /* "describing it as a threat" */
        if (verb != NONE && r->tokens[verb].head == a->token &&
            r->tokens[verb].deprel == DEP_advcl && child_with(r, verb, DEP_mark) == NONE &&
            lemma_in(r, verb, NAMING " characterize"))
            n->is_dropped = true;
    }
}

/* "Any attack would be met with force", "consequences if the writer is not freed", "a meeting is
 * out of the question": what is threatened over or refused is a case, not asserted. */
static void hide_case(struct reading *r, struct acts *acts, size_t from, const struct act *a) {
    if (!a->is_stance || (a->type != PLOVER_THREATEN && a->type != PLOVER_REJECT))
        return;
    uint32_t clause = is_verb(r, a->token) ? a->token : a->content_token;
    for (uint32_t c = r->first_child[clause]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        bool is_condition = d == DEP_advcl && lemma_in(r, child_with(r, c, DEP_mark), "if unless");
        if (d == DEP_nsubj || d == DEP_csubj || is_condition)
            drop_under(r, acts, from, a, c);
    }
}

/* "A strike until the president resigns": what is waited for has not come. */
bool hidden_is_awaited(const struct reading *r, const struct act *a) {
    bool is_yielding = a->type == PLOVER_RETREAT || a->type == PLOVER_CONCEDE ||
                       a->type == PLOVER_AGREE || a->type == PLOVER_SUPPORT;
    uint32_t t = a->token;
    if (!is_yielding)
        return false;
    while (r->tokens[t].deprel == DEP_conj && r->tokens[t].head < t &&
           is_verb(r, r->tokens[t].head))
        t = r->tokens[t].head; /* "until it recognized X and renounced Y" */
    uint32_t above = r->tokens[t].head;
    if (r->tokens[t].deprel != DEP_advcl || above == NONE ||
        !lemma_in(r, child_with(r, t, DEP_mark), "until till unless"))
        return false;
    bool is_open = str_in(lang_xpos(r->coder->model, &r->tokens[t]), "VBZ VBP VBN");
    for (uint32_t c = r->first_child[above]; c != NONE && c < above; c = r->next_sibling[c])
        is_open |= r->tokens[c].deprel == DEP_aux && lemma_in(r, c, "would will could");
    return is_open;
}

/* The first word of what stands under a token. */
static uint32_t first_inside(const struct reading *r, uint32_t t) {
    uint32_t first, last;
    subtree(r, t, &first, &last);
    return first;
}

/* "Five demands, among them the release of prisoners": what is listed there is asked for. */
bool hidden_is_demanded(const struct reading *r, const struct act *a) {
    uint32_t t = a->token;
    for (int i = 0; i < MAX_STEPS && t != NONE; i++) {
        enum deprel d = (enum deprel)r->tokens[t].deprel;
        uint32_t head = r->tokens[t].head;
        bool is_phrase = d == DEP_nmod && head < t && is_noun(r, a->token);
        bool is_wanted = is_phrase && /* "calls for a boycott" */
                         lemma_is(r, case_of(r, t), "for") &&
                         lemma_in(r, head,
                                  "call demand appeal plea petition push deadline timetable "
                                  "ultimatum date schedule");
        bool is_door = is_phrase && /* "the door to dialogue" */
                       lemma_is(r, case_of(r, t), "to") &&
                       lemma_in(r, head, "door path road way route");
        bool is_listed =
            head < t && is_noun(r, head) &&
            (d == DEP_appos || lemma_in(r, case_of(r, t), "include including like")) &&
            lemma_in(r, head, "demand condition request proposal concession goal priority");
        bool is_asked = /* "advice that they reject it" */
            (d == DEP_acl || d == DEP_acl_relcl) && head < t &&
            str_in(lang_xpos(r->coder->model, &r->tokens[t]), "VB VBP") &&
            lemma_is(r, head + 1 < t ? first_inside(r, t) : NONE, "that") &&
            lemma_in(r, head,
                     "recommendation demand suggestion request insistence requirement "
                     "order advice");
        if (is_wanted || is_door || is_listed || is_asked)
            return true;
        if (d != DEP_appos && d != DEP_conj && d != DEP_nmod && d != DEP_obj && d != DEP_acl)
            return false;
        t = head;
    }
    return false;
}

/* "A pause in fighting", "a halt to the raids": what stops is named, not done. */
bool hidden_is_paused(const struct reading *r, const struct act *a) {
    uint32_t t = a->token, noun = r->tokens[t].head;
    if (noun >= t || !is_noun(r, noun)) /* NONE is no noun either */
        return false;
    if (a->type == PLOVER_CONSULT && is_noun(r, t) && lemma_is(r, case_of(r, t), "of") &&
        lemma_in(r, noun, "sponsor host venue organizer organiser broker guarantor facilitator"))
        return true; /* "the sponsors of the talks" */
    if (act_is_hostile(a->type))
        return lemma_in(r, noun, "pause lull halt break cessation respite moratorium let-up") &&
               lemma_in(r, mark_of(r, t), "in to of");
    return r->tokens[t].deprel == DEP_nmod && is_noun(r, t) && /* "restrictions on cooperation" */
           lemma_is(r, case_of(r, t), "on") &&
           lemma_in(r, noun, "restriction ban curb limit moratorium prohibition");
}

void hidden_under(struct reading *r, struct acts *acts, size_t from, const struct act *a) {
    hide_reasons(r, acts, from, a);
    hide_prevented(r, acts, from, a);
    hide_ordered(r, acts, from, a);
    hide_failed(r, acts, from, a);
    hide_case(r, acts, from, a);
    hide_named(r, acts, from, a);
    hide_echo(r, acts, from, a);
    hide_topics(r, acts, from, a);
    hide_terms(r, acts, from, a);
}
