/* Parties. The roles of an act's frame name its parties among the walk's arguments: its own
 * dependents before those that it shares with the clause above. What the frame leaves open is asked
 * of the words around it in open.c. Cost: roles of the frame times the few arguments. */
#include "code/parties/parts.h"

/* "Returned the statues to Cambodia": a state that gets something back, not where one retreats to.
 */
static bool is_given_back(const struct reading *r, uint32_t token) {
    return lemma_in(r, climb_to_verb(r, r->tokens[token].head, 4),
                    "return give hand restore cede surrender relinquish repay");
}

static bool is_withdrawal(const struct reading *r, uint32_t object) {
    return lemma_in(r, r->tokens[object].head, "withdraw pull evacuate remove recall leave");
}

/* What is taken or hit there is told by "where". */
bool party_is_place_noun(const struct reading *r, uint32_t noun) {
    return lemma_in(r, noun,
                    "capital city town village region province district area territory airport "
                    "border island port country valley coast suburb neighborhood neighbourhood "
                    "crossing road highway bridge street");
}

bool party_is_town(const struct reading *r, uint32_t token) {
    uint32_t h = r->hit_at[token];
    if (h == NONE)
        return false;
    const struct phrase_match *match = &r->hits.items[h].match;
    for (uint32_t i = 0; i < match->n_hits; i++)
        if (match->hits[i].is_exact)
            return match->hits[i].kind == PHRASE_CAPITAL || match->hits[i].kind == PHRASE_PLACE;
    return false;
}

/* What is called by the town where it was made. */
static bool is_by_place(const struct reading *r, uint32_t noun) {
    return lemma_in(r, noun,
                    "agreement accord accords protocol treaty convention process conference "
                    "declaration summit communique pact charter memorandum");
}

/* Whatever it is to the act. */
static bool is_nobody(const struct reading *r, uint32_t token, enum plover_type type,
                      const struct mention *m) {
    if (!m->is_human && !(m->is_known && m->kind != ENTITY_UNKNOWN))
        return true;
    if (lemma_in(r, token, "anything something nothing everything"))
        return true;
    if (is_deed_pronoun(r, token) || walk_is_among_those(r, token))
        return true;
    if (m->is_default && lemma_is(r, child_with(r, token, DEP_det), "no"))
        return true; /* "no group has claimed it": nobody */
    if (m->is_thing && lemma_in(r, token,
                                "missile rocket bomb shell weapon bullet grenade mortar mine "
                                "warhead explosive gun rifle fire gunfire cannon gas baton"))
        return true;
    if (m->is_thing && m->is_default &&
        lemma_in(r, token, "car vehicle truck bus minibus van motorcycle motorbike bicycle taxi"))
        return true; /* "a car exploded": whoever's it was */
    if (lemma_is(r, case_of(r, token), "by") && child_with(r, token, DEP_det) == NONE &&
        str_in(r->tokens[token].form, "ferry train bus plane boat helicopter ship car truck"))
        return true; /* evacuated by ferry */
    if (lemma_is(r, token, "exchange") && r->tokens[token].upos == UPOS_NOUN &&
        !lemma_in(r, token ? token - 1 : token, "stock currency commodity crypto"))
        return true; /* of prisoners, of fire */
    if (m->actor == NONE && r->tokens[token].upos == UPOS_PROPN && is_by_place(r, token))
        return true; /* the Kyoto Protocol */
    return lemma_is(r, token, "property") && type != PLOVER_ASSAULT &&
           type != PLOVER_COERCE; /* intellectual property */
}

/* "Struck in support of the army", "in defence of the town": for whom force is used, not on whom.
 */
static bool is_helped(const struct reading *r, uint32_t token, enum plover_type type) {
    uint32_t head = r->tokens[token].head, marker = head == NONE ? NONE : case_of(r, head);
    if (plover_quad(type) != 4 || marker == NONE)
        return false;
    if (lemma_is(r, marker, "with")) /* "with Moscow's help" */
        return lemma_in(r, head, "help support backing assistance aid cooperation blessing");
    return lemma_is(r, case_of(r, token), "of") && lemma_is(r, marker, "in") &&
           lemma_in(r, head, "support defense defence favor favour aid");
}

/* "Humanitarian aid", "a military strike", "a Kabul bombing", "the Minsk agreements": of what sort
 * it is. */
static bool is_mere_attribute(const struct reading *r, uint32_t token, enum plover_type type,
                              const struct mention *m) {
    return m->is_thing || (m->is_default && !m->is_known) ||
           lemma_in(r, token,
                    "military humanitarian security civilian public private local national general "
                    "major terrorist") ||
           (party_is_town(r, token) &&
            (type == PLOVER_ASSAULT || is_by_place(r, r->tokens[token].head)));
}

/* Drones, of which nobody says whose they are; "attacked the base with drones". */
static bool is_means(const struct reading *r, uint32_t token, const struct mention *m, str marker) {
    return m->is_thing &&
           (str_is(marker, "with") ||
            (!m->is_known && lemma_in(r, token, "drone uav missile rocket projectile")));
}

/* Where it plays: "in the capital", "seized the town of Goma". */
static bool is_scene(const struct reading *r, uint32_t token, enum plover_type type,
                     const struct role *role, const struct mention *m, str marker) {
    bool is_place_noun = party_is_place_noun(r, token);
    bool is_locative = str_in(marker, "in into near from through across") ||
                       (str_is(marker, "at") && is_place_noun);
    if (m->kind == ENTITY_PLACE && (type == PLOVER_ASSAULT || is_locative))
        return true;
    if (type == PLOVER_ASSAULT && role->name == ROLE_OBJ && is_place_noun && m->actor == NONE &&
        m->kind != ENTITY_COUNTRY)
        return true;
    return (m->is_place || is_place_noun) && is_locative &&
           (type == PLOVER_ASSAULT || type == PLOVER_PROTEST || type == PLOVER_COERCE);
}

/* "In Nairobi, lawmakers condemned the plan": the place that a sentence sets as its scene. */
static bool is_opening_scene(const struct reading *r, uint32_t token, const struct mention *m,
                             str marker) {
    uint32_t first = r->text->sentences[r->sentence[token]].first, at = case_of(r, token);
    return str_in(marker, "in at") && at == first && token + 1 < r->n_tokens &&
           str_is(r->tokens[token + 1].form, ",") &&
           (m->is_place || m->kind == ENTITY_COUNTRY || m->kind == ENTITY_PLACE);
}

/* "Sent troops", "gave a team of experts": with what one helps. */
static bool is_sent(const struct reading *r, uint32_t token, enum plover_type type,
                    const struct role *role) {
    static const char helping[] =
        "train arm equip help assist back fund finance support supply advise protect aid";
    if (lemma_in(r, r->tokens[token].head, helping) ||
        lemma_in(r, child_with(r, token, DEP_acl), helping))
        return false; /* but "trained the forces", "soldiers backed by French troops" */
    return (type == PLOVER_AID || type == PLOVER_MOBILIZE || type == PLOVER_AGREE) &&
           role->name == ROLE_OBJ &&
           lemma_in(r, token,
                    "troop troops force soldier peacekeeper mercenary adviser expert team ship "
                    "warship unit fighter");
}

/* From where one retreats, and one's own who withdraw. */
static bool is_left(const struct reading *r, uint32_t token, const struct role *role,
                    const struct mention *m, str marker) {
    bool is_party_there =
        role->name == ROLE_SUBJ || role->name == ROLE_POSS || str_in(marker, "between by with") ||
        (m->kind == ENTITY_COUNTRY && str_is(marker, "to") && is_given_back(r, token));
    return (m->is_place && !is_party_there) || (role->name == ROLE_OBJ && is_withdrawal(r, token) &&
                                                r->tokens[token].deprel != DEP_nsubj_pass);
}

bool party_fits(struct reading *r, uint32_t token, enum plover_type type, const struct role *role) {
    if (is_verb(r, token) || r->tokens[token].upos == UPOS_ADV)
        return false;
    const struct mention *m = who_mention(r, token);
    if (m->is_pronoun && !m->is_known && m->entity == NONE && !m->sector.n)
        return lemma_in(r, token, "he she they him her them we us i who");
    if (is_nobody(r, token, type, m) || is_helped(r, token, type))
        return false;
    if (type == PLOVER_ASSAULT && role->name == ROLE_SUBJ && lemma_is(r, token, "mine"))
        return false; /* what kills is no firm */
    bool may_act = role->name == ROLE_SUBJ &&
                   !lemma_in(r, token,
                             "exchange interest target asset site compound property facility "
                             "installation");
    if (m->is_vague && !may_act && !lemma_is(r, token, "authority")) /* "the office asked" */
        return false;
    bool is_prepositional = role->name == ROLE_PREPOSITION;
    str marker = is_prepositional ? know_word_text(r->know, role->word) : (str){"", 0};
    if ((role->name == ROLE_MOD && is_mere_attribute(r, token, type, m)) ||
        is_means(r, token, m, marker))
        return false;
    if (type == PLOVER_PROTEST && role->name == ROLE_OBJ && m->is_default &&
        (m->is_thing || (m->kind == ENTITY_ORGANISATION && str_in(m->sector, "BUS CVL"))))
        return false; /* "torched buses" */
    if (m->kind == ENTITY_COUNTRY && type == PLOVER_ASSAULT && str_is(marker, "into"))
        return true; /* "fired rockets into Israel" */
    if (is_scene(r, token, type, role, m, marker) || is_opening_scene(r, token, m, marker))
        return false;
    if (m->is_place && m->kind == ENTITY_PLACE)
        return !is_prepositional;
    return !is_sent(r, token, type, role) &&
           !(type == PLOVER_RETREAT && is_left(r, token, role, m, marker));
}

enum { MAX_ROLES = 16 };

struct roles {
    uint32_t first, n; /* into know_role */
};

bool party_is_listed(const uint32_t *list, uint32_t n, uint32_t token) {
    for (uint32_t i = 0; i < n; i++)
        if (list[i] == token)
            return true;
    return false;
}

/* "Allies such as Germany", "three states, including Chad", "critics, who include X": the noun that
 * names one of them; NONE. */
static uint32_t example_of(const struct reading *r, uint32_t noun, uint32_t c) {
    if (c < noun)
        return NONE;
    if (r->tokens[c].deprel == DEP_acl_relcl && lemma_is(r, c, "include"))
        return child_with(r, c, DEP_obj);
    bool is_like = r->tokens[c].deprel == DEP_nmod &&
                   lemma_in(r, case_of(r, c), "such like include including");
    return is_like ? c : NONE;
}

/* Adds those whom the phrases of `heads` name one by one. Returns how many there are. */
static uint32_t add_examples(struct reading *r, uint32_t heads[ACT_PARTIES], uint32_t n) {
    for (uint32_t k = 0, m = n; k < m; k++)
        for (uint32_t c = r->first_child[heads[k]]; c != NONE; c = r->next_sibling[c]) {
            uint32_t more[ACT_PARTIES], named = example_of(r, heads[k], c);
            uint32_t x = named == NONE ? 0 : who_expand(r, named, more, ACT_PARTIES);
            for (uint32_t i = 0; i < x && n < ACT_PARTIES; i++)
                heads[n++] = more[i];
        }
    return n;
}

/* "Dozens of states, including Chad and Mali, have recognised": the subject names nobody, and what
 * the tree hangs on the verb does. */
static uint32_t add_loose_examples(struct reading *r, uint32_t subject, uint32_t heads[ACT_PARTIES],
                                   uint32_t n) {
    uint32_t verb = r->tokens[subject].head;
    const uint32_t tops[] = {subject, verb};
    for (size_t i = 0; i < 2; i++)
        for (uint32_t c = tops[i] == NONE ? NONE : r->first_child[tops[i]]; c != NONE;
             c = r->next_sibling[c])
            if (c > subject && (i == 0 || c < verb) &&
                lemma_in(r, case_of(r, c), "include including"))
                return who_expand(r, c, heads, ACT_PARTIES);
    return n;
}

/* Adds the parties among `arguments` that stand in `role` at a distance. */
void party_take_at(struct reading *r, const struct act *a, const struct arguments *arguments,
                   const struct role *role, int distance, const struct heads *taken,
                   struct heads *out) {
    for (uint32_t g = 0; g < arguments->n; g++) {
        const struct argument *arg = &arguments->items[g];
        if (arg->role.name != role->name ||
            (role->name == ROLE_PREPOSITION && arg->role.word != role->word))
            continue;
        if (arg->distance != distance)
            continue;
        uint32_t heads[ACT_PARTIES];
        uint32_t m = who_expand(r, arg->token, heads, ACT_PARTIES);
        m = add_examples(r, heads, m);
        if (role->name == ROLE_SUBJ && is_noun(r, arg->token) &&
            !party_fits(r, arg->token, a->type, role))
            m = add_loose_examples(r, arg->token, heads, m);
        for (uint32_t k = 0; k < m && out->n < ACT_PARTIES; k++)
            if ((heads[k] < a->first || heads[k] >= a->last) &&
                !party_is_listed(taken->items, taken->n, heads[k]) &&
                !party_is_listed(out->items, out->n, heads[k]) &&
                party_fits(r, heads[k], a->type, role))
                out->items[out->n++] = heads[k];
    }
}

/* The nearest parties in a role: its own dependents, else shared or inherited ones. */
void party_take(struct reading *r, const struct act *a, const struct arguments *arguments,
                const struct role *role, const struct heads *taken, struct heads *out) {
    int farthest = a->type == PLOVER_CONSULT || a->frame->pos == 'v' ? 2 : 1;
    for (int distance = 0; distance <= farthest && out->n == 0; distance++)
        party_take_at(r, a, arguments, role, distance, taken, out);
}

/* Roles that a noun has and a verb has not: "criticised Bush's plan", "rejected a request by Iran".
 */
static bool is_inner_role(const struct reading *r, const struct role *role) {
    return role->name == ROLE_POSS || role->name == ROLE_MOD ||
           (role->name == ROLE_PREPOSITION &&
            str_in(know_word_text(r->know, role->word), "of by to with on against from at for"));
}

static bool is_marker(const struct reading *r, const struct role *role, const char *word) {
    return role->name == ROLE_PREPOSITION && str_is(know_word_text(r->know, role->word), word);
}

/* The roles of a verb in the order in which they are tried: of "the arrest of X by Y", "Y's
 * treatment of X" who did it is judged or asked, and not to whom it was done. Returns how many. */
static uint32_t order_roles(const struct reading *r, const struct act *a, struct roles roles,
                            struct role out[MAX_ROLES]) {
    uint32_t n = roles.n < MAX_ROLES ? roles.n : MAX_ROLES, of = n;
    for (uint32_t i = 0; i < n; i++) {
        out[i] = know_role(r->know, roles.first + i);
        bool is_doer = is_marker(r, &out[i], "by") || out[i].name == ROLE_POSS;
        if (is_marker(r, &out[i], "of") && a->frame->pos == 'v')
            of = i;
        if (!is_doer || i <= of)
            continue;
        struct role doer = out[i];
        for (uint32_t k = i; k > of; k--)
            out[k] = out[k - 1];
        out[of++] = doer;
    }
    return n;
}

static void fill(struct reading *r, const struct act *a, struct roles roles,
                 const struct arguments *inner, const struct heads *taken, struct heads *out) {
    struct role ordered[MAX_ROLES];
    uint32_t n = order_roles(r, a, roles, ordered);
    for (uint32_t i = 0; i < n && out->n == 0; i++) {
        party_take(r, a, &a->arguments, &ordered[i], taken, out);
        if (out->n == 0 && inner->n && is_inner_role(r, &ordered[i]))
            party_take(r, a, inner, &ordered[i], taken, out);
    }
}

bool party_is_undergone(const struct reading *r, uint32_t noun) {
    return lemma_in(r, noun,
                    "release extradition arrest return freedom safety trial prosecution "
                    "deportation execution handover rescue reinstatement liberation");
}

void party_keep_doers(const struct reading *r, struct arguments *inner) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < inner->n; i++) {
        const struct role *role = &inner->items[i].role;
        if (role->name == ROLE_PREPOSITION &&
            str_in(know_word_text(r->know, role->word), "by from"))
            inner->items[n++] = inner->items[i];
    }
    inner->n = n;
}

static void noun_arguments(const struct reading *r, uint32_t noun, struct arguments *inner) {
    walk_arguments(r, noun, inner);
    for (uint32_t k = 0; k < inner->n; k++)
        inner->items[k].distance = 1;
}

/* "Agreed to a deal with Chile", "warned of consequences for Chad", "open to talks with Oman": what
 * belongs to the noun of which the act speaks, where it has no object. */
static void oblique_arguments(const struct reading *r, const struct act *a,
                              struct arguments *inner) {
    const char *prepositions = a->frame->pos == 'a' ? "to" : "to of on at for about";
    for (uint32_t i = 0; i < a->arguments.n && a->frame->pos != 'n'; i++) {
        const struct argument *g = &a->arguments.items[i];
        if (g->role.name == ROLE_PREPOSITION && g->distance == 0 && g->token > a->token &&
            r->tokens[g->token].upos == UPOS_NOUN &&
            str_in(know_word_text(r->know, g->role.word), prepositions)) {
            noun_arguments(r, g->token, inner);
            return;
        }
    }
}

/* The arguments of a verb's object, or of the noun in "came under fire from", one step farther than
 * its own. */
static void object_arguments(const struct reading *r, const struct act *a,
                             struct arguments *inner) {
    for (uint32_t i = 0; i < a->arguments.n && a->frame->pos == 'v'; i++) {
        const struct argument *g = &a->arguments.items[i];
        if (g->role.name != ROLE_OBJ || !is_noun(r, g->token) ||
            g->token == r->tokens[a->token].head)
            continue;
        noun_arguments(r, g->token, inner);
        if ((a->type == PLOVER_REQUEST || a->type == PLOVER_CONSULT) &&
            party_is_undergone(r, g->token))
            party_keep_doers(r, inner);
        return;
    }
    if (a->frame->pos == 'v' && a->last > a->token + 1 && is_noun(r, a->last - 1))
        noun_arguments(r, a->last - 1, inner);
    else
        oblique_arguments(r, a, inner);
}

/* "Accepted his dismissal": who undergoes a noun as its owner does not do it as the subject of the
 * verb over it. */
static void drop_owner_as_doer(struct reading *r, struct act *a) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->n_actors; i++) {
        uint32_t entity = who_mention(r, a->actors[i])->entity;
        bool is_owner = false;
        for (uint32_t k = 0; k < a->n_recipients; k++)
            is_owner |= r->tokens[a->recipients[k]].head == a->token &&
                        r->tokens[a->recipients[k]].deprel == DEP_nmod_poss && entity != NONE &&
                        who_mention(r, a->recipients[k])->entity == entity;
        if (!is_owner)
            a->actors[n++] = a->actors[i];
    }
    a->n_actors = n;
}

/* "An Israeli army raid", "a Syrian regime offensive": the state's word belongs to its army, and is
 * no second party. */
static bool is_word_of(const struct reading *r, uint32_t state, uint32_t other) {
    enum deprel d = (enum deprel)r->tokens[state].deprel;
    bool is_modifier = d == DEP_amod || d == DEP_compound;
    bool is_beside = other == state + 1 && r->tokens[other].upos == UPOS_NOUN &&
                     r->tokens[other].deprel == DEP_compound &&
                     r->tokens[other].head == r->tokens[state].head;
    return is_modifier && state < other && (r->tokens[state].head == other || is_beside);
}

static void drop_states_of_bodies(const struct reading *r, struct act *a) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->n_actors; i++) {
        bool is_part = false;
        for (uint32_t k = 0; k < a->n_actors; k++)
            is_part |= is_word_of(r, a->actors[i], a->actors[k]);
        if (!is_part)
            a->actors[n++] = a->actors[i];
    }
    a->n_actors = n;
}

/* "Cautioned that the terms remained open and | accused": the first verb of the content clause
 * whose later one the act is; NONE. */
static uint32_t told_beside(const struct reading *r, const struct act *a) {
    uint32_t t = a->token;
    for (int i = 0; i < 3 && r->tokens[t].deprel == DEP_conj && r->tokens[t].head != NONE; i++)
        t = r->tokens[t].head;
    return t != a->token && climb_to_report(r, t, 1) != NONE ? t : NONE;
}

/* "Cautioned that the terms remained open and | accused the rebels": what speaks is who said the
 * first, where the subject of the first can say nothing. */
static void take_sayer(struct reading *r, struct act *a) {
    static const struct role subject = {ROLE_SUBJ, 0};
    if (a->n_actors || plover_quad(a->type) % 2 == 0)
        return;
    uint32_t first = told_beside(r, a);
    if (first == NONE || is_passive(r, a->token) || child_with(r, a->token, DEP_nsubj) != NONE)
        return;
    uint32_t thing = child_with(r, first, DEP_nsubj), who = walk_subject(r, r->tokens[first].head);
    if (thing == NONE || who == NONE || who_mention(r, thing)->is_known ||
        who_mention(r, thing)->is_human)
        return;
    uint32_t heads[ACT_PARTIES], n = who_expand(r, who, heads, ACT_PARTIES);
    for (uint32_t i = 0; i < n; i++)
        if (party_fits(r, heads[i], a->type, &subject) &&
            !party_is_listed(a->recipients, a->n_recipients, heads[i]))
            a->actors[a->n_actors++] = heads[i];
}

/* "Soldiers detained President X": those without a land of their own who seize or overthrow one who
 * governs are of his. */
static void take_land_of_victim(struct reading *r, struct act *a) {
    if ((a->type != PLOVER_ASSAULT && a->type != PLOVER_COERCE) || a->n_actors == 0 ||
        a->n_recipients == 0)
        return;
    struct mention victim = *who_mention(r, a->recipients[0]);
    bool is_ruler = victim.actor != NONE && victim.kind == ENTITY_PERSON && victim.is_known &&
                    !victim.is_default && victim.place.n == 3 && str_is(victim.sector, "GOV");
    for (uint32_t i = 0; i < a->n_actors && is_ruler; i++) {
        who_mention(r, a->actors[i]);
        struct mention *m = &r->mentions.items[r->mention_at[a->actors[i]]];
        if (m->is_default && str_in(m->sector, "MIL COP")) {
            m->place = victim.place;
            m->code = who_code(r, m->place, m->sector);
        }
    }
}

/* "Welcomed the move, as did Berlin": who did the same. */
static void add_fellows(struct reading *r, struct act *a) {
    uint32_t end = r->text->sentences[r->sentence[a->token]].last;
    for (uint32_t c = a->token + 2; c + 1 < end && a->n_actors > 0; c++) {
        bool is_same = str_is(r->tokens[c - 1].form, "as") &&
                       str_in(r->tokens[c].form, "did does do has have had");
        uint32_t up = c;
        for (int i = 0; is_same && i < 4 && up != NONE && up != a->token; i++)
            up = r->tokens[up].head;
        if (!is_same || up != a->token)
            continue;
        uint32_t fellow = r->first_child[c];
        while (fellow != NONE && (fellow < c || !is_noun(r, fellow)))
            fellow = r->next_sibling[fellow];
        if (fellow == NONE)
            continue;
        uint32_t heads[ACT_PARTIES], n = who_expand(r, fellow, heads, ACT_PARTIES);
        for (uint32_t i = 0; i < n && a->n_actors < ACT_PARTIES; i++)
            a->actors[a->n_actors++] = heads[i];
        return;
    }
}

void parties_fill(struct reading *r, struct act *a) {
    const struct frame *f = a->frame;
    struct arguments inner = {0};
    struct heads nobody = {NULL, 0}, actors = {a->actors, 0}, recipients = {a->recipients, 0};
    object_arguments(r, a, &inner);
    fill(r, a, (struct roles){f->first_actor_role, f->n_actor_roles}, &inner, &nobody, &actors);
    fill(r, a, (struct roles){f->first_recipient_role, f->n_recipient_roles}, &inner, &actors,
         &recipients);
    a->n_actors = actors.n;
    a->n_recipients = recipients.n;
    parties_complete(r, a);
    if (f->pos == 'v') {
        take_sayer(r, a);
        take_land_of_victim(r, a);
        add_fellows(r, a);
    }
    if (f->pos == 'n') {
        drop_owner_as_doer(r, a);
        drop_states_of_bodies(r, a);
    }
    if (f->pos == 'n' && a->type == PLOVER_COERCE)
        party_drop_powerless(r, a);
    if (f->flags & FRAME_MUTUAL)
        party_join_sides(r, a);
    else if (f->pos == 'v')
        party_turn_over(r, a);
}
