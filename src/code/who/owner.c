/* Owners. Whose a noun is, looked for in its phrase, nearest first: a possessor, a name before the
 * head (Turkish troops), what "of, from, for, in, at, with" hold, who runs it. A name that is tied
 * to a participle owns only where the participle says so: a Somalia-based group is Somali, an
 * Iran-backed militia is not Iranian, a U.S.-led coalition is international, NATO-led peacekeepers
 * are NATO's. "Pro-X" forces are of X's side, where X is a man or a group, and never of a state X.
 * Cost: the phrase and what hangs on it, at most WHO_DEPTH owners of owners. */
#include "code/who/parts.h"

static void owner_from_mention(const struct mention *m, struct owner *o) {
    if (o->is_found)
        return;
    if (!m->is_known || m->is_default) { /* a charity of nobody knows where: still a charity */
        bool is_of_band = str_in(m->sector, "REB PAR CRM"); /* a rebel spokesman's side */
        if (m->is_human && !has_sector(o->sector) &&
            (m->kind != ENTITY_PERSON || m->is_plural || is_of_band))
            o->sector = m->sector;
        if (m->is_default && m->is_known && m->kind != ENTITY_PERSON)
            o->likely = m->place;
        return;
    }
    o->is_found = true;
    o->place = m->place;
    o->sector = m->sector;
    bool is_people = m->kind == ENTITY_GROUP && m->actor == NONE && m->place.n == 3;
    o->is_body = m->kind == ENTITY_ORGANISATION || (m->kind == ENTITY_GROUP && !is_people) ||
                 m->sector.n > 0; /* "Kenyan" before a noun is no body */
}

void owner_from_token(struct reading *r, uint32_t t, int depth, struct owner *o) {
    if (o->is_found || t == NONE)
        return;
    struct mention m;
    who_resolve(r, t, depth + 1, &m);
    bool is_many =
        m.is_plural && lemma_in(r, t, "country nation state") && m.kind != ENTITY_COUNTRY;
    if (is_many && (m.is_default || !m.is_known)) { /* delegates from 25 countries */
        m.place = STR("INT");
        m.sector = (str){"", 0};
        m.is_known = true;
        m.is_default = false;
    }
    owner_from_mention(&m, o);
    o->token = o->is_found ? t : NONE;
}

/* "Facilities belonging to X", "a camp run by X". */
static uint32_t possessor_by_participle(const struct reading *r, uint32_t participle) {
    const char *marker = lemma_is(r, participle, "belong") ? "to" : "by";
    for (uint32_t c = r->first_child[participle]; c != NONE; c = r->next_sibling[c])
        if (deprel_basic((enum deprel)r->tokens[c].deprel) == DEP_obl &&
            lemma_is(r, case_of(r, c), marker))
            return c;
    return NONE;
}

/* The participle that a name before the head is tied to by a hyphen: led, backed, based; NONE. */
static uint32_t tied_participle(const struct reading *r, const struct hit *h, uint32_t head) {
    uint32_t t = h->last;
    if (t + 1 >= head || !str_is(r->tokens[t].form, "-"))
        return NONE;
    t++;
    while (t + 2 < head && str_is(r->tokens[t + 1].form, "-"))
        t += 2; /* U.S.-and-British-led is rare, British-American-led is not */
    return is_verb(r, t) || r->tokens[t].upos == UPOS_ADJ ? t : NONE;
}

/* Does "X-led", "X-based" before a noun say that it is X's? */
static bool is_owner_tie(const struct reading *r, uint32_t participle) {
    return lemma_in(r, participle,
                    "base bear born flag register own run hold control administer occupy "
                    "issue make build");
}

/* Words for more than one state before a noun. Those of regions and faiths stand also before bodies
 * of one state (an Islamic party, an African miner): they count with states and their officials. */
static bool is_of_many_word(const struct reading *r, uint32_t t, uint32_t head) {
    if (r->hit_at[t] != NONE && lemma_in(r, t, "african european arab asian"))
        return false; /* African Union peacekeepers */
    if (lemma_in(r, t,
                 "foreign international coalition allied multinational western global world "
                 "multilateral transatlantic"))
        return true;
    if (lemma_is(r, t, "regional") && /* a regional president governs a region */
        (!str_ends(r->tokens[head].form, STR("s")) || lemma_in(r, head,
                                                               "minister president "
                                                               "official lawmaker")))
        return lemma_in(r, head, "bank summit power mediator");
    if (lemma_in(r, t,
                 "european african asian nordic scandinavian baltic balkan caribbean regional gulf "
                 "arab islamic muslim eastern"))
        return lemma_in(r, head,
                        "country nation state leader government minister president official power "
                        "diplomat capital envoy ambassador negotiator ally lawmaker mediator "
                        "partner neighbor summit bank airline") &&
               !(lemma_in(r, t, "islamic muslim eastern") &&
                 !lemma_in(r, head, "country nation state world"));
    return lemma_is(r, t, "american") && t > 0 && lemma_in(r, t - 1, "latin south central");
}

/* "Foreign troops", "South American presidents", "a U.S.-led coalition": of more than one state. */
static bool is_of_many_states(const struct reading *r, uint32_t first, uint32_t end,
                              uint32_t head) {
    for (uint32_t t = first; t < end; t++)
        if (is_of_many_word(r, t, head) ||
            (lemma_is(r, t, "lead") &&
             lemma_in(r, head, "coalition force troop troops alliance invasion")))
            return true;
    return false;
}

/* "NATO-led peacekeepers" are NATO's, "a U.S.-led coalition" is of many. */
static bool is_led_by_body(const struct reading *r, uint32_t participle,
                           const struct phrase_hit *p) {
    if (!lemma_is(r, participle, "lead") || !p || p->kind != PHRASE_ACTOR)
        return false;
    return str_starts(know_actor_code(r->know, p->index, r->report->date, r->arena), STR("IGO:"));
}

/* "The Omar al-Farouq Mosque", "Charles de Gaulle Airport": called after a man, not his. */
static bool is_namesake(const struct reading *r, uint32_t head, const struct mention *m) {
    return m->kind == ENTITY_PERSON && r->tokens[head].upos == UPOS_PROPN &&
           lemma_in(r, head, NAMED_BUILDINGS);
}

void owner_before(struct reading *r, uint32_t head, uint32_t first, struct owner *o) {
    for (uint32_t t = head; t-- > first && !o->is_found;) {
        uint32_t h = r->hit_at[t];
        if (t > first + 1 && str_is(r->tokens[t - 1].form, "-") && lemma_is(r, t - 2, "non"))
            continue; /* non-American workers */
        if (who_is_scene_before(r, t, head) ||
            (str_in(r->tokens[t].form, "Labour Labor") &&
             (lemma_in(r, head, "union unionist federation confederation congress") ||
              str_is(r->tokens[head].form, "leaders"))))
            continue; /* no party's */
        if (t > first && lemma_is(r, t, "american") && lemma_in(r, t - 1, "latin south central"))
            continue; /* of no one state */
        bool is_ship = str_in(r->tokens[t].form, "USS HMS");
        if (is_ship && h == NONE) { /* the carrier USS Nimitz */
            o->is_found = true;
            o->place = str_is(r->tokens[t].form, "USS") ? STR("USA") : STR("GBR");
            o->sector = STR("MIL");
            o->token = t;
            return;
        }
        if (t > first && lemma_is(r, t - 1, "ethnic"))
            continue; /* ethnic Albanian rebels are of the land in which they fight */
        struct mention town = {.actor = NONE};
        if (h == NONE && (name_is_town(r, t, &town) || (t < head && known_body(r, t, &town))))
            owner_from_mention(&town, o);
        if (h == NONE || r->hits.items[h].last > head + 1)
            continue;
        uint32_t participle = tied_participle(r, &r->hits.items[h], head);
        const struct phrase_hit *p = name_reading(r, &r->hits.items[h]);
        if (participle != NONE && !is_owner_tie(r, participle) &&
            !is_led_by_body(r, participle, p)) {
            name_is_state(r, t, &o->backer);
            continue;
        }
        bool is_itself = r->hit_at[head] == h && p && p->kind == PHRASE_ACTOR;
        struct mention m = {.actor = NONE, .entity = NONE};
        if (p && !is_itself) {
            name_take(r, p, &m);
            if (is_namesake(r, head, &m))
                continue;
            if (p->kind == PHRASE_DEMONYM)
                minority_of(r, t, head, &m.place);
            owner_from_mention(&m, o);
        }
        o->token = o->is_found ? t : NONE;
    }
}

/* "Pro-Taliban militants in Pakistan": friends that a group has in another land are of that land.
 */
static bool is_friend_abroad(struct reading *r, uint32_t head, const struct mention *group) {
    if (know_actor(r->know, group->actor).kind == KNOW_PERSON ||
        !lemma_in(r, head,
                  "militant tribesman gunman fighter activist supporter protester demonstrator "
                  "insurgent extremist cleric student party lawmaker politician sympathizer"))
        return false;
    str around = name_country_around(r, head);
    return around.n && !str_equal(around, group->place);
}

/* "Pro-Haftar forces", "pro-government militia": the side of a man or group. */
static void owner_pro(struct reading *r, uint32_t head, uint32_t first, struct owner *o) {
    for (uint32_t t = first; t < head && !o->is_found; t++) {
        if (!str_starts(r->lemma[t], STR("pro-")))
            continue;
        str rest = str_slice(r->tokens[t].form, 4, r->tokens[t].form.n);
        struct phrase_match match = know_match_name(r->know, &rest, 1);
        for (uint32_t i = 0; i < match.n_hits && !o->is_found; i++) {
            struct mention m = {.actor = NONE};
            if (match.hits[i].kind != PHRASE_ACTOR)
                continue;
            name_take(r, &match.hits[i], &m);
            if (is_friend_abroad(r, head, &m))
                return;
            owner_from_mention(&m, o);
            o->token = t;
        }
    }
}

/* "Soldiers loyal to General X": his, and his country's. */
static void owner_by_loyalty(struct reading *r, uint32_t head, int depth, struct owner *o) {
    for (uint32_t c = r->first_child[head]; c != NONE && !o->is_found; c = r->next_sibling[c]) {
        if (c < head || !lemma_in(r, c, "loyal faithful"))
            continue;
        for (uint32_t k = r->first_child[c]; k != NONE && !o->is_found; k = r->next_sibling[k])
            if (k > c && lemma_is(r, case_of(r, k), "to"))
                owner_from_token(r, k, depth, o);
    }
}

/* "Said US troops": a state's name right before a bare noun is its owner, whatever the tree says.
 */
static void owner_adjacent(struct reading *r, uint32_t head, uint32_t first, struct owner *o) {
    str place;
    if (first == 0 || r->sentence[first - 1] != r->sentence[head] || !is_noun(r, head) ||
        r->tokens[head].upos == UPOS_PROPN || child_with(r, head, DEP_det) != NONE ||
        !name_is_state(r, first - 1, &place) || child_with(r, first - 1, DEP_case) != NONE)
        return;
    o->is_found = true;
    o->place = place;
}

/* A region of several states: "the region", "the world", "Southeast Asia". */
static bool is_region_of_states(const struct reading *r, uint32_t t) {
    uint32_t h = r->hit_at[t];
    const struct phrase_hit *p = h == NONE ? NULL : name_reading(r, &r->hits.items[h]);
    if (p)
        return p->kind == PHRASE_PLACE && know_place(r->know, p->index).country.n == 0 &&
               !lemma_in(r, t, "sea ocean strait gulf");
    return r->tokens[t].upos == UPOS_NOUN && child_with(r, t, DEP_nmod_poss) == NONE &&
           lemma_in(r, t, "region world continent globe");
}

/* "More than 20 countries", "two other countries": states that nobody names. */
static bool is_counted_states(const struct reading *r, uint32_t head) {
    if (!lemma_in(r, head, "country nation") || !str_ends(r->tokens[head].form, STR("s")))
        return false;
    uint32_t n = child_with(r, head, DEP_nummod);
    bool is_tens = n != NONE && child_with(r, n, DEP_compound) != NONE; /* twenty-five */
    bool is_some = lemma_is(r, case_of(r, head), "of") &&
                   lemma_in(r, r->tokens[head].head, "dozen score number group majority handful");
    return is_tens || is_some ||
           (n != NONE && !lemma_in(r, n, "two both three four five six 2 3 4 5 6")) ||
           lemma_in(
               r, child_with(r, head, DEP_amod),
               "other many most several various european western arab african asian muslim islamic "
               "developing industrialized industrialised donor rich poor wealthy");
}

static bool is_of_region(const struct reading *r, uint32_t head) {
    bool is_plural = r->tokens[head].upos == UPOS_NOUN && str_ends(r->tokens[head].form, STR("s"));
    if (!is_plural || !lemma_in(r, head, "government country nation state leader capital"))
        return false;
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c])
        if (c > head && deprel_basic((enum deprel)r->tokens[c].deprel) == DEP_nmod &&
            lemma_in(r, case_of(r, c), "of in across around throughout from") &&
            is_region_of_states(r, c))
            return true;
    return false;
}

bool states_resolve(const struct reading *r, uint32_t head, struct mention *m) {
    if (!is_of_region(r, head) && !is_counted_states(r, head))
        return false;
    m->place = STR("INT");
    m->kind = ENTITY_GROUP;
    m->is_known = m->is_human = true;
    m->reason = WHO_ROLE;
    return true;
}

/* "Trained soldiers from Chad", "sanctioned officials from Norway": where they come from, which the
 * tree hangs on the verb. Who is moved, freed or turned away from there is not of it. */
static void owner_by_origin(struct reading *r, uint32_t head, int depth, struct owner *o) {
    uint32_t verb = r->tokens[head].head;
    enum deprel d = (enum deprel)r->tokens[head].deprel;
    if (verb == NONE || (d != DEP_obj && d != DEP_nsubj_pass) || !is_verb(r, verb))
        return;
    bool takes_in = lemma_is(r, verb, "take") && verb + 1 < r->n_tokens &&
                    str_is(r->tokens[verb + 1].form, "in");
    if (!takes_in &&
        !lemma_in(r, verb,
                  "train host shelter house welcome sanction blacklist invite meet receive recruit "
                  "arrest detain kill wound treat accept admit absorb resettle accommodate harbor "
                  "hire teach employ jail charge indict accuse convict deport repatriate expel "
                  "kidnap abduct capture seize execute behead"))
        return;
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c])
        if (c > head && c < head + 7 && r->tokens[c].deprel == DEP_obl &&
            lemma_is(r, case_of(r, c), "from") && case_of(r, c) == head + 1)
            owner_from_token(r, c, depth, o);
}

struct owner owner_find(struct reading *r, uint32_t head, uint32_t first, uint32_t begin,
                        int depth) {
    struct owner o = {.place = STR("---"), .sector = {"", 0}, .token = NONE};
    uint32_t poss = child_with(r, head, DEP_nmod_poss);
    bool has_poss = poss != NONE && r->tokens[poss].deprel == DEP_nmod_poss;
    if (has_poss && poss < head) { /* "his Ukrainian counterpart", "Somalia's al-Shabab group" */
        struct owner own = o;
        owner_before(r, head, poss + 1, &own);
        bool is_nationality = own.is_found && own.token != NONE &&
                              r->tokens[poss].upos == UPOS_PRON &&
                              (r->tokens[own.token].upos == UPOS_ADJ ||
                               lemma_in(r, head, "counterpart colleague number"));
        if (is_nationality || (own.is_found && str_in(own.sector, "REB PAR")))
            o = own;
    }
    bool is_of_another =
        lemma_is(r, head, "counterpart") || /* is not his state's */
        (lemma_is(r, head, "number") && lemma_is(r, child_with(r, head, DEP_amod), "opposite"));
    if (has_poss && !is_of_another)
        owner_from_token(r, poss, depth, &o);
    owner_before(r, head, is_of_another && has_poss ? poss + 1 : first, &o);
    if (!o.is_found)
        owner_adjacent(r, head, first, &o);
    if (!o.is_found)
        owner_pro(r, head, first, &o);
    if (!o.is_found)
        owner_by_loyalty(r, head, depth, &o);
    o.is_before = o.is_found;
    if (!has_poss)
        o.likely = (str){"", 0};
    bool is_of_many = !o.is_found && is_of_many_states(r, first, begin, head);
    bool is_posted = has_poss && has_sector(o.sector) &&
                     lemma_in(r, head, "representative envoy ambassador emissary office");
    static const char *const prepositions[] = {"of", "from", "for", "in", "at", "with"};
    for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions && !o.is_found; i++) {
        if ((is_of_many || is_posted) && i > 0)
            break; /* coalition forces in Iraq, the group's envoy in Nairobi */
        for (uint32_t c = r->first_child[head]; c != NONE && !o.is_found; c = r->next_sibling[c])
            if (c > head && r->tokens[c].deprel == DEP_nmod &&
                lemma_is(r, case_of(r, c), prepositions[i]))
                owner_from_token(r, c, depth, &o);
    }
    for (uint32_t c = r->first_child[head]; c != NONE && !o.is_found; c = r->next_sibling[c])
        if (c > head && r->tokens[c].deprel == DEP_acl &&
            lemma_in(r, c,
                     "belong own run operate control hold command launch fire fly deploy man "
                     "crew lead head"))
            owner_from_token(r, possessor_by_participle(r, c), depth, &o);
    if (!o.is_found)
        owner_by_origin(r, head, depth, &o);
    if (!o.is_found && (is_of_many || is_of_region(r, head)))
        o = (struct owner){
            .place = STR("INT"), .sector = o.sector, .token = NONE, .is_found = true};
    return o;
}

/* "The Armenian capital", "Turkey's south": a place in a state. */
void land_resolve(struct reading *r, uint32_t head, int depth, struct mention *m) {
    struct owner o = owner_find(r, head, m->first, head, depth);
    if (!o.is_found || o.place.n != 3)
        return;
    m->place = o.place;
    m->kind = ENTITY_PLACE;
    m->is_known = m->is_place = true;
    m->reason = WHO_OWNER;
    if (phrase_has_modifier(r, m->first, head, "separatist breakaway secessionist rebel"))
        m->sector = STR("REB"); /* where the region acts */
}
