/* Bare mentions. A noun that only names an act again, without parties, date or place of its own, is
 * news where something is asserted of it and not where it is the object of talk (guideline 2); a
 * participle that names a state, what somebody merely has the power to do, what help is for, a
 * chamber that meets by itself are no deeds at all. Cost: a few look-ups an act. */
#include "code/bare.h"

#include "code/merge/merge.h"

/* Words for a state of things rather than for one deed: an event only where the text says when, by
 * whom or whom, or what it does or comes to. */
static bool is_state_of_things(const struct reading *r, uint32_t noun) {
    if (!lemma_in(r, noun,
                  "war conflict violence fighting hostility unrest bloodshed strife "
                  "insurgency rebellion jihad genocide turmoil occupation"))
        return false;
    uint32_t head = r->tokens[noun].head;
    return !(head != NONE && deprel_basic((enum deprel)r->tokens[noun].deprel) == DEP_nsubj &&
             is_verb(r, head) && !lemma_in(r, head, "continue come follow be"));
}

/* "Triggered a counterattack", "foiled an attack": the verb over it says that it came about, or
 * that it did not. */
static bool is_brought_about(const struct reading *r, uint32_t noun) {
    return lemma_in(r, r->tokens[noun].head,
                    "trigger provoke spark ignite cause prompt unleash prevent foil thwart avert "
                    "repel");
}

/* "Residents reported heavy shelling", "officials confirmed a strike on the base": the first
 * telling of it. */
static bool is_told_anew(const struct reading *r, uint32_t noun) {
    return !is_definite(r, noun) &&
           lemma_in(r, r->tokens[noun].head, "report hear confirm record register detect witness");
}

/* "The biggest protests in 23 years", "the deadliest attack": the measure is news. */
static bool is_superlative(const struct reading *r, uint32_t noun) {
    for (uint32_t c = r->first_child[noun]; c != NONE && c < noun; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_amod &&
            str_is(lang_xpos(r->coder->model, &r->tokens[c]), "JJS"))
            return true;
    return false;
}

/* "Weeks of protests", "a wave of bombings": the noun over it measures the act. */
static bool is_measured(const struct reading *r, uint32_t noun) {
    return lemma_is(r, case_of(r, noun), "of") &&
           lemma_in(r, r->tokens[noun].head,
                    "day night week month year hour series wave spate round string");
}

/* "Parliament debates the budget", "Congress reconvened": a chamber that meets by itself. */
static bool is_own_sitting(const struct reading *r, const struct act *a, const struct event *e) {
    bool is_alone = e->type == PLOVER_CONSULT && e->n_actors == 1 && e->n_recipients == 0 &&
                    (e->n_modes == 0 || e->modes[0] != MODE_VISIT);
    return is_alone && a->n_actors == 1 && str_ends(e->actors[0].code, STR("-LEG")) &&
           lemma_in(r, a->actors[0],
                    "parliament legislature congress senate assembly house chamber duma knesset "
                    "bundestag lawmaker legislator senator deputy mp");
}

/* "Loans to help the poor", "an effort to assist them": what something is for, and no help yet. */
static bool is_end_of_help(const struct reading *r, const struct act *a, const struct event *e) {
    return e->type == PLOVER_AID &&
           (e->status == STATUS_PLANNED || e->status == STATUS_CONDITIONAL) &&
           is_verb(r, a->token) && r->tokens[a->token].head != NONE &&
           lemma_is(r, mark_of(r, a->token), "to");
}

/* "At a conference in Kabul he proposed": where something is said. */
static bool is_scene_of_talk(const struct reading *r, const struct act *a, const struct event *e) {
    return e->type == PLOVER_CONSULT && a->frame->pos == 'n' && e->n_actors + e->n_recipients < 2 &&
           !e->when.n && r->tokens[a->token].deprel == DEP_obl &&
           lemma_is(r, case_of(r, a->token), "at");
}

/* "Drivers were advised to stay home", "was equipped with radios", "the internationally recognized
 * government": help, advice and favor by nobody. */
static bool is_of_no_giver(const struct reading *r, const struct act *a, const struct event *e) {
    if (e->n_actors || a->frame->pos != 'v')
        return false;
    if (e->type == PLOVER_AID)
        return e->n_recipients < 2 &&
               !lemma_in(
                   r, a->token,
                   "deliver send provide give distribute airdrop donate grant allocate extend "
                   "offer supply rescue evacuate treat shelter fund finance pay deploy dispatch");
    if (e->type == PLOVER_REQUEST)
        return lemma_in(r, a->token, "ask advise encourage");
    return e->type == PLOVER_SUPPORT && r->tokens[a->token].deprel == DEP_amod;
}

bool bare_is_idle(const struct reading *r, const struct act *a, const struct event *e) {
    bool is_told = e->n_actors || e->n_recipients || e->when.n || e->where;
    uint32_t over = r->tokens[a->token].head;
    bool is_asked = over != NONE && lemma_is(r, child_with(r, over, DEP_mark), "if");
    bool is_possible = a->frame->pos == 'n' && e->status == STATUS_CONDITIONAL && !is_asked &&
                       e->n_actors + e->n_recipients < 2; /* "possible attacks" */
    return (e->type == PLOVER_CONSULT && !is_told) || is_possible || is_own_sitting(r, a, e) ||
           is_end_of_help(r, a, e) || is_of_no_giver(r, a, e) || is_scene_of_talk(r, a, e);
}

/* "The captured fighters": a state of those of whom the sentence speaks, where nobody is said to
 * have done it. */
bool bare_is_attribute(const struct reading *r, const struct act *a, const struct event *e) {
    if (str_is(r->tokens[a->token].form, "Retired") && a->type == PLOVER_RETREAT &&
        a->token == r->text->sentences[e->sentence].first)
        return true; /* "Retired General X was charged" */
    bool is_nominal = child_with(r, a->token, DEP_det) != NONE && /* "two of the wounded" */
                      child_with(r, a->token, DEP_nmod) == NONE &&
                      lemma_in(r, a->token, "wound wounded injure injured dead kill") &&
                      r->tokens[a->token].deprel != DEP_acl_relcl;
    if (is_nominal && e->type == PLOVER_ASSAULT && e->n_actors == 0 && !e->when.n)
        return true;
    return e->n_actors == 0 && !e->when.n && r->tokens[a->token].deprel == DEP_amod &&
           a->token < r->tokens[a->token].head && /* but "among the 17 people wounded" */
           lemma_in(r, a->token,
                    "capture ban outlaw blockade strike allege accuse suspect dispute exile "
                    "wound injure wounded injured demobilize demobilized");
}

/* "Has the authority to dissolve parliament": what one may do, and has not done. */
bool bare_is_power(const struct reading *r, const struct act *a) {
    static const char powers[] =
        "authority right power ability capability capacity freedom mandate";
    enum deprel d = (enum deprel)r->tokens[a->token].deprel;
    uint32_t head = r->tokens[a->token].head;
    if (a->frame->pos != 'v' || head == NONE || child_with(r, a->token, DEP_mark) == NONE ||
        (d != DEP_acl && d != DEP_xcomp && d != DEP_advcl))
        return false;
    return lemma_in(r, head, powers) ||
           (lemma_in(r, head, "have give") && lemma_in(r, child_with(r, head, DEP_obj), powers));
}

/* "Have 11 months to agree on a treaty", "has until Friday to sign": there is time for it. */
bool bare_is_time_left(const struct reading *r, const struct act *a) {
    static const char times[] = "day week month year hour time minute";
    uint32_t t = a->token, head = r->tokens[t].head;
    if (a->frame->pos != 'v' || head == NONE || !lemma_is(r, child_with(r, t, DEP_mark), "to"))
        return false;
    uint32_t verb = is_noun(r, head) && lemma_in(r, head, times) ? r->tokens[head].head : head;
    if (!lemma_in(r, verb, "have give want need seek request"))
        return false;
    uint32_t until = child_with(r, verb, DEP_obl);
    return verb != head || lemma_in(r, child_with(r, verb, DEP_obj), times) ||
           lemma_in(r, child_with(r, verb, DEP_obl_unmarked), times) ||
           (until != NONE && lemma_in(r, case_of(r, until), "until till"));
}

bool bare_is_suspicion(const struct reading *r, const struct act *a) {
    uint32_t t = a->token;
    for (int i = 0; i < 3 && r->tokens[t].head != NONE; i++, t = r->tokens[t].head) {
        uint32_t over = r->tokens[t].head;
        enum deprel d = (enum deprel)r->tokens[t].deprel;
        bool is_charge = lemma_in(r, over, "suspicion charge allegation") &&
                         (lemma_is(r, case_of(r, over), "on") ||
                          lemma_in(r, r->tokens[over].head, "face bring file press drop"));
        if ((d == DEP_acl || d == DEP_nmod) && is_charge)
            return true;
        if (d != DEP_xcomp && d != DEP_conj && d != DEP_obj &&
            !(d == DEP_advcl && lemma_is(r, child_with(r, t, DEP_mark), "to")))
            return false;
    }
    return false;
}

/* "Recalled its ambassador in protest": a manner. */
static bool is_manner(const struct reading *r, uint32_t noun) {
    return lemma_is(r, noun, "protest") && lemma_is(r, case_of(r, noun), "in") &&
           child_with(r, noun, DEP_det) == NONE && child_with(r, noun, DEP_amod) == NONE;
}

/* "The biggest battle of the war": only when it was. */
static bool is_the_war(const struct reading *r, uint32_t noun) {
    return lemma_in(r, noun, "war conflict") && lemma_is(r, case_of(r, noun), "of") &&
           lemma_is(r, child_with(r, noun, DEP_det), "the") &&
           child_with(r, noun, DEP_acl) == NONE && !is_measured(r, noun);
}

/* "Fled the fighting", "efforts to end the war": what one is rid of, or wants to be. */
static bool is_to_be_rid_of(const struct reading *r, uint32_t noun) {
    uint32_t clause = child_with(r, noun, DEP_acl); /* what a relative clause tells stands alone */
    return lemma_in(r, noun,
                    "war conflict violence fighting unrest bloodshed dispute row standoff") &&
           deprel_basic((enum deprel)r->tokens[noun].deprel) == DEP_obj &&
           (clause == NONE || r->tokens[clause].deprel == DEP_acl_relcl) &&
           lemma_in(r, r->tokens[noun].head,
                    "flee escape end stop halt quell resolve settle solve defuse mediate");
}

/* "Without any agreement", "preparations for no deal": there was none. */
static bool is_absent(const struct reading *r, const struct act *a) {
    return a->type == PLOVER_AGREE && a->frame->pos == 'n' &&
           (lemma_is(r, case_of(r, a->token), "without") ||
            lemma_is(r, child_with(r, a->token, DEP_det), "no"));
}

bool bare_is_denied_charge(const struct reading *r, const struct act *a) {
    return a->type == PLOVER_ACCUSE && a->frame->pos == 'n' && r->tokens[a->token].head != NONE &&
           lemma_is(r, r->tokens[a->token].head, "deny") && r->tokens[a->token].deprel == DEP_obj;
}

/* "The attack comes as talks resume", "the blast would not weaken their resolve": named again to
 * date something else, or for what it would not do. */
static bool is_named_again(const struct reading *r, uint32_t noun) {
    uint32_t verb = r->tokens[noun].head;
    if (r->tokens[noun].deprel == DEP_nsubj && is_definite(r, noun) &&
        lemma_in(r, verb, "powerful strong loud huge massive terrible horrific fierce heavy big"))
        return true; /* "the explosion was very powerful" */
    if (r->tokens[noun].deprel != DEP_nsubj || verb == NONE || !is_verb(r, verb) ||
        !is_definite(r, noun) || child_with(r, noun, DEP_acl) != NONE ||
        child_with(r, noun, DEP_nmod) != NONE)
        return false;
    if (lemma_is(r, verb, "come"))
        return true;
    for (uint32_t c = r->first_child[verb]; c != NONE && c < verb; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_aux && lemma_in(r, c, "would will could may might"))
            return true;
    return false;
}

/* "Called the killing a barbaric act", "found the strike justified": what is named is told before.
 */
static bool is_only_called(const struct reading *r, const struct act *a) {
    uint32_t verb = r->tokens[a->token].head;
    bool is_judged = lemma_in(r, verb, "find deem consider") && /* but "found the attack" */
                     child_with(r, verb, DEP_xcomp) != NONE;
    enum deprel d = deprel_basic((enum deprel)r->tokens[a->token].deprel);
    return (d == DEP_obj || d == DEP_iobj || d == DEP_xcomp) &&
           (a->type == PLOVER_ASSAULT || a->type == PLOVER_AGREE || a->type == PLOVER_RETREAT ||
            a->type == PLOVER_CONSULT) &&
           (lemma_in(r, verb, NAMING) || is_judged) && is_definite(r, a->token) &&
           child_with(r, a->token, DEP_nmod) == NONE;
}

/* "Rallies against the invasion", "since the war began": against or since what. */
static bool is_backdrop(const struct reading *r, const struct act *a) {
    uint32_t noun = a->token, top = r->tokens[noun].head;
    bool is_opposed = lemma_is(r, case_of(r, noun), "against") &&
                      lemma_in(r, top, "rally protest demonstration march demonstrate");
    bool is_epoch = lemma_in(r, noun, "war conflict") &&
                    lemma_in(r, top, "begin start erupt end") &&
                    lemma_in(r, child_with(r, top, DEP_mark), "since before until");
    return a->frame->pos == 'n' && (is_opposed || is_epoch);
}

/* "Dusk | to-dawn curfew": a phrase found by its first word stands where its last one does. */
static uint32_t carrier_of(const struct reading *r, const struct act *a) {
    uint32_t head = r->tokens[a->token].head;
    bool is_within = head != NONE && head > a->token && head < a->last;
    return is_within && r->tokens[a->token].deprel == DEP_compound ? head : a->token;
}

/* "Exports fell because of the attacks": what is known already, as a cause. */
static bool is_known_cause(const struct reading *r, uint32_t noun) {
    if (!is_definite(r, noun) || child_with(r, noun, DEP_nmod) != NONE ||
        child_with(r, noun, DEP_acl) != NONE || child_with(r, noun, DEP_compound) != NONE)
        return false;
    return deprel_basic((enum deprel)r->tokens[noun].deprel) == DEP_obl &&
           lemma_in(r, case_of(r, noun), "because due despite amid over");
}

/* "The curfew was observed", "respected the truce": what one keeps to is told before. */
static bool is_kept_to(const struct reading *r, uint32_t noun) {
    enum deprel d = (enum deprel)r->tokens[noun].deprel;
    return (d == DEP_nsubj_pass || d == DEP_obj) && is_definite(r, noun) &&
           lemma_in(r, r->tokens[noun].head, "observe respect obey heed");
}

/* "Truckers who oppose the mandate": which ones, and no word of theirs. */
static bool is_which(const struct reading *r, const struct act *a, const struct event *e) {
    return e->n_recipients == 0 && r->tokens[a->token].deprel == DEP_acl_relcl &&
           str_in(lang_xpos(r->coder->model, &r->tokens[a->token]), "VBP VBZ") &&
           lemma_in(r, a->token, "oppose support want favor favour seek back");
}

bool bare_is_mention(const struct reading *r, const struct act *a, const struct event *e) {
    uint32_t noun = carrier_of(r, a), top = r->tokens[noun].head;
    bool is_of_nobody = e->n_actors + e->n_recipients == 0, is_by_noun = a->frame->pos == 'n';
    bool is_addressed = a->type == PLOVER_PROTEST && lemma_is(r, noun, "rally") &&
                        lemma_in(r, top, "tell address"); /* "told a rally that" */
    if (is_addressed || is_only_called(r, a) || is_which(r, a, e) ||
        (is_of_nobody && is_by_noun && is_kept_to(r, noun)) || is_manner(r, noun) ||
        is_absent(r, a) || (is_of_nobody && (is_backdrop(r, a) || is_the_war(r, noun))) ||
        (is_by_noun && (e->n_actors == 0 || e->type == PLOVER_ACCUSE) && is_to_be_rid_of(r, noun)))
        return true;
    if (!is_of_nobody || !is_by_noun || e->when.n)
        return false;
    if (act_is_hostile(a->type) && (is_named_again(r, noun) || is_known_cause(r, noun)))
        return true;
    bool is_counted = is_measured(r, noun);
    if (is_state_of_things(r, noun) && !(is_counted && lemma_in(r, top, "day week month night")))
        return true;
    enum deprel d = deprel_basic((enum deprel)r->tokens[is_counted ? top : noun].deprel);
    bool is_for = d == DEP_obl && lemma_is(r, case_of(r, noun), "for") && /* "ready for a raid" */
                  lemma_in(r, top, "prepare ready brace wish hope wait long know famous notorious");
    return (d == DEP_nmod && !is_superlative(r, noun)) || d == DEP_compound || is_for ||
           (d == DEP_obj && a->light == NONE && !is_brought_about(r, noun) &&
            !is_told_anew(r, noun));
}
