/* What the clause around an act says of its parties, where neither its own words nor its frame do:
 * talks and demands that name nobody are their clause's subject's; a call comes from somebody; what
 * is done at somebody's request is asked of whoever does it; who is held at a rally marched there.
 * Deeds that only date a clause, or that its verb judges, are not its subject's. Cost: a bounded
 * climb; protesters are looked for in the whole sentence. */
#include "code/parties/parts.h"
#include "code/who/parts.h"

/* A deed that dates the clause or that its verb judges is not its subject's: "welcomed the release
 * after two days of detention", "protested the arrest". */
static bool is_others_deed(const struct reading *r, uint32_t noun) {
    return walk_is_answered(r, noun) ||
           lemma_in(r, case_of(r, noun), "after since before following follow until despite") ||
           lemma_in(r, r->tokens[noun].head,
                    "welcome condemn protest denounce criticize criticise praise hail oppose decry "
                    "lament regret deplore slam demand urge discuss investigate survive fear dread "
                    "avenge blame cite evade bypass resent") ||
           (lemma_in(r, case_of(r, noun), "to for against") && /* but "answered with a ban" */
            lemma_in(r, r->tokens[noun].head,
                     "respond retaliate react reply response retaliation reaction reprisal"));
}

/* Who has no force at hand: "twenty people are in detention". */
static bool is_powerless(struct reading *r, uint32_t token) {
    return str_in(who_mention(r, token)->sector, "CVL REF MED EDU");
}

static void take_held(struct reading *r, struct act *a, const uint32_t *heads, uint32_t n) {
    static const struct role object = {ROLE_OBJ, 0};
    bool is_held = lemma_in(r, a->token, "detention custody captivity imprisonment arrest jail") &&
                   lemma_in(r, case_of(r, a->token), "in under from");
    for (uint32_t k = 0; is_held && k < n && a->n_recipients < ACT_PARTIES; k++)
        if (party_fits(r, heads[k], a->type, &object) &&
            !party_is_listed(a->recipients, a->n_recipients, heads[k]))
            a->recipients[a->n_recipients++] = heads[k];
}

/* "Twenty people are in detention", "left in response to persecution": a clause's subject without
 * force is whom it befell, if anything. */
void party_drop_powerless(struct reading *r, struct act *a) {
    uint32_t out[ACT_PARTIES], n_out = 0, n = 0;
    for (uint32_t i = 0; i < a->n_actors; i++) {
        uint32_t party = a->actors[i];
        if (r->tokens[party].deprel == DEP_nsubj && is_powerless(r, party))
            out[n_out++] = party;
        else
            a->actors[n++] = party;
    }
    a->n_actors = n;
    take_held(r, a, out, n_out);
}

/* Talks, demands, sanctions … that name nobody are their clause's: "signed the deal after months of
 * negotiations". */
static void take_clause_parties(struct reading *r, struct act *a) {
    static const struct role subject = {ROLE_SUBJ, 0};
    uint32_t t = a->token;
    for (int i = 0; i < 8 && t != NONE; i++) {
        if (plover_quad(a->type) == 4 && is_others_deed(r, t))
            return;
        enum deprel d = (enum deprel)r->tokens[t].deprel;
        if (d == DEP_ccomp || d == DEP_parataxis)
            return; /* who speaks does not do it */
        t = r->tokens[t].head;
        if (lemma_in(r, t, "familiar close privy brief inform"))
            return; /* people familiar with the talks */
        if (t == NONE || !is_verb(r, t))
            continue;
        if (a->type == PLOVER_CONSULT && (operators_of(r, t) & OP_REPORT) &&
            lemma_in(r, case_of(r, a->token), "after before following"))
            return; /* "after the talks, the minister said" */
        if (plover_quad(a->type) == 4 &&
            lemma_in(r, t, "count document record tally report verify"))
            return; /* nor who keeps the books */
        uint32_t who = walk_subject(r, t), own = child_with(r, t, DEP_nsubj);
        if (own == a->token && r->tokens[t].deprel == DEP_advcl)
            return; /* "while the talks went on, drones struck" */
        if (own == a->token && plover_quad(a->type) == 4)
            return; /* "drones hit a town where an emergency was declared" */
        if (who == NONE || who == a->token)
            continue;
        uint32_t heads[ACT_PARTIES], n = who_expand(r, who, heads, ACT_PARTIES);
        if (a->type == PLOVER_COERCE && n && is_powerless(r, heads[0])) {
            take_held(r, a, heads, n);
            return;
        }
        for (uint32_t k = 0; k < n; k++)
            if (party_fits(r, heads[k], a->type, &subject) &&
                !party_is_listed(a->recipients, a->n_recipients, heads[k]))
                a->actors[a->n_actors++] = heads[k];
        return;
    }
}

/* "Hundreds were detained at rallies", "those killed in the protests": who is held or hurt there.
 */
static void take_marchers(struct reading *r, struct act *a) {
    static const struct role object = {ROLE_OBJ, 0};
    uint32_t verb = r->tokens[a->token].head;
    struct heads nobody = {NULL, 0}, out = {a->actors, 0};
    struct arguments args;
    if (a->n_actors || verb == NONE || !is_verb(r, verb) ||
        !lemma_in(r, case_of(r, a->token), "in at during") ||
        !lemma_in(r, verb,
                  "detain arrest hold jail round_up kill wound injure beat round shoot die"))
        return;
    walk_arguments(r, verb, &args);
    party_take(r, a, &args, &object, &nobody, &out);
    a->n_actors = out.n;
}

/* Protests that name nobody are those of the protesters whom the sentence names. */
static void take_protesters(struct reading *r, struct act *a) {
    const struct sentence *s = &r->text->sentences[r->sentence[a->token]];
    for (uint32_t t = s->first; t < s->last && a->n_actors == 0; t++)
        if (lemma_in(r, t, "protester protestor demonstrator rioter marcher striker") &&
            who_mention(r, t)->is_plural && !party_is_listed(a->recipients, a->n_recipients, t))
            a->actors[a->n_actors++] = t;
}

/* "After talks with an envoy": the other side is whom the clause is about. */
static bool names_one_side(const struct reading *r, const struct act *a) {
    if (a->n_actors + a->n_recipients != 1 ||
        !lemma_in(r, case_of(r, a->token), "after before during in at following"))
        return false;
    uint32_t party = a->n_actors ? a->actors[0] : a->recipients[0];
    for (uint32_t i = 0; i < a->arguments.n; i++)
        if (a->arguments.items[i].token == party)
            return a->arguments.items[i].role.name == ROLE_PREPOSITION &&
                   str_is(know_word_text(r->know, a->arguments.items[i].role.word), "with");
    return false;
}

static void take_agent(struct reading *r, const struct act *a, uint32_t verb, uint32_t after,
                       const struct heads *taken, struct heads *out) {
    static const struct role agent = {ROLE_SUBJ, 0};
    for (uint32_t c = r->first_child[verb]; c != NONE && out->n == 0; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if (c > after && d == DEP_obl && lemma_is(r, case_of(r, c), "by") &&
            party_fits(r, c, a->type, &agent) && !party_is_listed(taken->items, taken->n, c))
            out->items[out->n++] = c;
    }
}

void party_take_agent_above(struct reading *r, const struct act *a, const struct heads *taken,
                            struct heads *out) {
    uint32_t above = r->tokens[a->token].head;
    if (above != NONE && is_verb(r, above) && above <= a->token)
        take_agent(r, a, above, a->token, taken, out);
}

void party_take_agent_of(struct reading *r, const struct act *a, uint32_t verb,
                         const struct heads *taken, struct heads *out) {
    take_agent(r, a, verb, verb, taken, out);
}

/* The first noun of "a series of air strikes", "two days of talks". */
static uint32_t over_measure(const struct reading *r, uint32_t noun) {
    return measure_of(r, noun,
                      "series wave round number string spate flurry barrage package raft set batch "
                      "tranche slew");
}

static void add_subject_of(struct reading *r, const struct act *a, uint32_t verb,
                           const struct heads *taken, struct heads *out) {
    static const struct role subject = {ROLE_SUBJ, 0};
    uint32_t who = walk_subject(r, verb), heads[ACT_PARTIES];
    uint32_t n = who == NONE || who == a->token ? 0 : who_expand(r, who, heads, ACT_PARTIES);
    for (uint32_t k = 0; k < n && out->n < ACT_PARTIES; k++)
        if (party_fits(r, heads[k], a->type, &subject) &&
            !party_is_listed(taken->items, taken->n, heads[k]))
            out->items[out->n++] = heads[k];
}

/* "The call came from Paris": who makes it. */
static void take_origin(struct reading *r, const struct act *a, struct heads *out) {
    static const struct role agent = {ROLE_SUBJ, 0};
    uint32_t verb = r->tokens[a->token].head;
    if (verb == NONE || r->tokens[a->token].deprel != DEP_nsubj || plover_quad(a->type) == 4 ||
        !lemma_in(r, verb, "come emanate stem"))
        return;
    for (uint32_t c = r->first_child[verb]; c != NONE && out->n == 0; c = r->next_sibling[c])
        if (deprel_basic((enum deprel)r->tokens[c].deprel) == DEP_obl &&
            lemma_is(r, case_of(r, c), "from") && party_fits(r, c, a->type, &agent))
            out->n = who_expand(r, c, out->items, ACT_PARTIES);
}

/* "Will meet at the request of France": who does it is asked for it. */
static void take_asked(struct reading *r, const struct act *a, const struct heads *actors,
                       struct heads *out) {
    uint32_t verb = r->tokens[a->token].head;
    bool is_asking = lemma_in(r, a->token, "request invitation urging insistence behest");
    if (is_asking && verb != NONE && is_verb(r, verb) && lemma_in(r, case_of(r, a->token), "at on"))
        add_subject_of(r, a, verb, actors, out);
}

/* "Calls for voters to reject it": who is to do it is asked. */
static void take_called(struct reading *r, const struct act *a, const struct heads *actors,
                        struct heads *out) {
    static const struct role object = {ROLE_OBJ, 0};
    if (a->type != PLOVER_REQUEST || !is_noun(r, a->token))
        return;
    for (uint32_t i = 0; i < a->arguments.n && out->n == 0; i++) {
        const struct argument *g = &a->arguments.items[i];
        uint32_t last = r->text->sentences[r->sentence[g->token]].last;
        if (g->token + 2 < last && lemma_is(r, case_of(r, g->token), "for") &&
            lemma_is(r, g->token + 1, "to") && is_verb(r, g->token + 2) &&
            party_fits(r, g->token, a->type, &object) &&
            !party_is_listed(actors->items, actors->n, g->token))
            out->n = who_expand(r, g->token, out->items, ACT_PARTIES);
    }
}

/* "Is pressing on with a series of air strikes", "landed in defiance of the ban", "the premier, on
 * a visit to Sofia": who does something by or in the act. */
static void take_circumstance(struct reading *r, const struct act *a, const struct heads *taken,
                              struct heads *out) {
    static const struct role subject = {ROLE_SUBJ, 0};
    uint32_t top = over_measure(r, a->token), verb = r->tokens[top].head;
    if (a->type == PLOVER_REJECT && verb != NONE && r->tokens[top].deprel == DEP_nmod)
        verb = climb_to_verb(r, verb, 2); /* "tested a bomb in defiance of the U.N." */
    const char *markers = a->type == PLOVER_ASSAULT   ? "with through"
                          : a->type == PLOVER_REJECT  ? "in"
                          : a->type == PLOVER_CONSULT ? "on during"
                                                      : "";
    if (a->type == PLOVER_CONSULT)
        party_take_agent_above(r, a, taken, out);
    if (out->n || verb == NONE || !lemma_in(r, case_of(r, top), markers) ||
        (a->type == PLOVER_CONSULT && !lemma_in(r, a->token, "visit trip tour")))
        return;
    if (is_verb(r, verb))
        add_subject_of(r, a, verb, taken, out);
    else if (a->type == PLOVER_CONSULT && is_noun(r, verb) &&
             party_fits(r, verb, a->type, &subject) &&
             !party_is_listed(taken->items, taken->n, verb))
        out->items[out->n++] = verb;
}

/* "The EU's 19th package of sanctions": whose the packet is, the sanctions are. */
static void take_measure_owner(struct reading *r, const struct act *a, const struct heads *taken,
                               struct heads *out) {
    static const struct role roles[] = {{ROLE_POSS, 0}, {ROLE_MOD, 0}};
    uint32_t top = over_measure(r, a->token);
    struct arguments whose;
    if (top == a->token || (a->frame->flags & FRAME_MUTUAL))
        return;
    walk_arguments(r, top, &whose);
    for (size_t k = 0; k < 2 && out->n == 0; k++)
        party_take_at(r, a, &whose, &roles[k], 0, taken, out);
}

/* "Eased its Russia sanctions": a state named bare before them is whom they are against, unless
 * letters name it: "U.S. sanctions". */
static void turn_named_target(struct reading *r, struct act *a) {
    if (a->type != PLOVER_SANCTION || a->n_actors != 1 || a->n_recipients ||
        !lemma_in(r, a->token, "sanction embargo"))
        return;
    const struct token *state = &r->tokens[a->actors[0]];
    if (state->deprel != DEP_compound || state->upos != UPOS_PROPN || state->head != a->token ||
        name_is_acronym(state->form) || who_mention(r, a->actors[0])->kind != ENTITY_COUNTRY)
        return;
    a->recipients[a->n_recipients++] = a->actors[0];
    a->n_actors = 0;
}

/* "Demanded that | the UN act": a bare verb that was read as a noun leaves the name behind "that"
 * without a clause; it is who is asked. */
void party_take_that(struct reading *r, const struct act *a, const struct heads *actors,
                     struct heads *out) {
    static const struct role object = {ROLE_OBJ, 0};
    uint32_t last = r->text->sentences[r->sentence[a->token]].last, t = a->token + 1;
    if (a->type != PLOVER_REQUEST || a->frame->pos != 'v' || t >= last || !lemma_is(r, t, "that") ||
        r->tokens[t].head != a->token || r->tokens[t].deprel != DEP_obj)
        return;
    t += t + 1 < last && lemma_is(r, t + 1, "the") ? 2 : 1;
    uint32_t h = t < last ? r->hit_at[t] : NONE;
    if (h == NONE || r->hits.items[h].first != t)
        return;
    uint32_t head = r->hits.items[h].last - 1;
    if (!party_is_listed(actors->items, actors->n, head) && party_fits(r, head, a->type, &object))
        out->items[out->n++] = head;
}

/* Nouns that name nobody take the parties of their clause or sentence. */
void parties_from_clause(struct reading *r, struct act *a) {
    turn_named_target(r, a);
    struct heads actors = {a->actors, a->n_actors}, recipients = {a->recipients, a->n_recipients};
    if (actors.n == 0)
        take_measure_owner(r, a, &recipients, &actors);
    if (actors.n == 0)
        take_origin(r, a, &actors);
    if (actors.n == 0)
        take_circumstance(r, a, &recipients, &actors);
    if (recipients.n == 0 && actors.n)
        take_asked(r, a, &actors, &recipients);
    if (recipients.n == 0)
        take_called(r, a, &actors, &recipients);
    a->n_actors = actors.n;
    a->n_recipients = recipients.n;
    bool is_clausal = a->type == PLOVER_AGREE || a->type == PLOVER_REQUEST ||
                      a->type == PLOVER_SANCTION || a->type == PLOVER_MOBILIZE ||
                      a->type == PLOVER_COERCE ||
                      (a->type == PLOVER_SUPPORT && lemma_is(r, a->token, "solidarity")) ||
                      (a->type == PLOVER_ACCUSE && lemma_in(r, a->token, "rebuke rebuff snub"));
    bool is_idle_deal = a->type == PLOVER_AGREE && a->light == NONE && /* "rejected the deal" */
                        !lemma_in(r, a->token, "pledge promise vow assurance commitment") &&
                        !lemma_in(r, r->tokens[a->token].head, "near approach");
    bool is_means = /* "retook the city in an offensive" */
        a->type == PLOVER_ASSAULT && a->frame->pos == 'n' &&
        lemma_in(r, case_of(r, a->token), "in with") &&
        lemma_in(r, r->tokens[a->token].head,
                 "regain retake recapture capture seize take occupy conquer free rescue overrun");
    bool is_at_large = /* "international calls for access" */
        a->frame->pos == 'n' && lemma_in(r, child_with(r, a->token, DEP_amod),
                                         "international global worldwide widespread public");
    if ((is_clausal || is_means) && a->n_actors == 0 && !is_idle_deal && !is_at_large)
        take_clause_parties(r, a);
    if (a->type == PLOVER_PROTEST && a->n_actors == 0)
        take_protesters(r, a);
    if (a->type == PLOVER_PROTEST && a->n_actors == 0)
        take_marchers(r, a);
}

void parties_from_consultation(struct reading *r, struct act *a) {
    if (a->n_actors + a->n_recipients == 0 || names_one_side(r, a))
        take_clause_parties(r, a);
}
