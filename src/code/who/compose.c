/* Composition: agent + owner. A role noun takes its country from whoever owns it (owner.c) and
 * its sector from the tables; words that take their owner's sector also take it from a noun before
 * them (mine officials, opposition leaders), and people of a faith or creed from what their leaders
 * do. Nobody's own take the country in which the sentence plays. Cost: the phrase.
 */
#include "code/walk/walk.h"
#include "code/who/parts.h"

/* "House of Representatives": a role noun that goes on behind its head. */
static bool agent_find_behind(const struct reading *r, uint32_t head, struct agent_phrase *out) {
    str words[PHRASE_TOKENS];
    uint32_t n = 0, last = r->text->sentences[r->sentence[head]].last;
    if (head + 2 >= last || !lemma_is(r, head + 1, "of"))
        return false;
    for (uint32_t t = head; t < last && n < PHRASE_TOKENS; t++)
        words[n++] = r->lemma[t];
    struct phrase_match match = know_match_agent(r->know, words, n);
    if (match.n_tokens < 3 || !match.n_hits) { /* what stands behind "of" as it is written */
        words[2] = str_lower(r->arena, r->tokens[head + 2].form);
        match = know_match_agent(r->know, words, n);
    }
    if (match.n_tokens < 3 || !match.n_hits)
        return false;
    *out = (struct agent_phrase){match.hits[0].index, head, head};
    return true;
}

bool agent_find(const struct reading *r, uint32_t head, uint32_t first, struct agent_phrase *out) {
    str words[PHRASE_TOKENS];
    if (lemma_is(r, head, "party") && head > 1 && str_is(r->tokens[head - 1].form, "-") &&
        r->tokens[head - 2].upos == UPOS_NUM)
        return false; /* six-party talks */
    if (lemma_is(r, head, "right") &&
        (str_ends(r->tokens[head].form, STR("s")) || child_with(r, head, DEP_acl) != NONE ||
         (child_with(r, head, DEP_nmod) != NONE &&
          lemma_is(r, case_of(r, child_with(r, head, DEP_nmod)), "to"))))
        return false; /* human rights, "the right to vote" are no party */
    if (r->tokens[head].upos == UPOS_ADJ && lemma_in(r, head, "firm right left"))
        return false; /* a firm response */
    if (lemma_in(r, head, "black white") && lemma_is(r, case_of(r, head), "in"))
        return false; /* students in black */
    if (str_is(r->tokens[head].form, "force") && first == head)
        return false; /* threatened to use force */
    if (lemma_is(r, head, "campaign") && child_with(r, head, DEP_nmod) != NONE &&
        lemma_in(r, case_of(r, child_with(r, head, DEP_nmod)), "against"))
        return false; /* a campaign against extremism */
    uint32_t low = head >= 4 && head - 4 > first ? head - 4 : first;
    for (uint32_t t = low; t <= head; t++) {
        uint32_t n = 0, h = r->hit_at[t];
        if (h != NONE && r->hits.items[h].first < t && r->hits.items[h].last <= head)
            continue; /* no union leaders in "European Union leaders" */
        for (uint32_t i = t; i <= head && n < PHRASE_TOKENS; i++)
            words[n++] = r->lemma[i];
        struct phrase_match match = know_match_agent(r->know, words, n);
        if (match.n_tokens != n &&
            n > 1) { /* "human rights group": modifiers stand as they are written */
            str lemma = words[n - 1];
            for (uint32_t i = 0; i + 1 < n; i++)
                words[i] = str_lower(r->arena, r->tokens[t + i].form);
            words[n - 1] = lemma;
            match = know_match_agent(r->know, words, n);
        }
        if (match.n_tokens != n && n > 0 && r->lemma[head].n > 3 &&
            r->lemma[head].p[r->lemma[head].n - 1] == 's') {
            words[n - 1].n--; /* proper nouns keep their plural as lemma */
            match = know_match_agent(r->know, words, n);
        }
        if (n > 0 && match.n_tokens == n && match.n_hits) {
            *out = (struct agent_phrase){match.hits[0].index, t, head};
            return true;
        }
    }
    return agent_find_behind(r, head, out);
}

bool phrase_has_modifier(const struct reading *r, uint32_t first, uint32_t head, const char *list) {
    for (uint32_t t = first; t < head; t++)
        if (lemma_in(r, t, list))
            return true;
    return false;
}

enum { ONCE = 4 }; /* weight of a state that is named once */

bool agent_is_meant(struct reading *r, const struct agent_phrase *p, const struct mention *named,
                    uint32_t first) {
    const struct hit *h = &r->hits.items[r->hit_at[p->head]];
    struct owner o = {.place = STR("---")};
    uint32_t poss = child_with(r, p->head, DEP_nmod_poss);
    if (named->kind != ENTITY_ORGANISATION || named->place.n != 3 || str_is(named->place, "INT"))
        return false;
    if (poss != NONE && poss < h->first && r->tokens[poss].deprel == DEP_nmod_poss)
        owner_from_token(r, poss, 1, &o);
    owner_before(r, h->first, first, &o);
    if (o.is_found)
        return !str_equal(o.place, named->place);
    bool is_common = h->last - h->first > 1 && p->begin <= h->first &&
                     str_in(named->sector, "PTY LEG JUD MIL NGO OPP");
    return is_common && r->story_country.n && !str_equal(r->story_country, named->place) &&
           name_state_weight(r, named->place) <= ONCE &&
           3 * name_state_weight(r, named->place) <= name_state_weight(r, r->story_country);
}

bool phrase_is_opposed(const struct reading *r, uint32_t first, uint32_t head) {
    return phrase_has_modifier(r, first, head, "opposition");
}

bool phrase_is_former(const struct reading *r, uint32_t first, uint32_t head) {
    return phrase_has_modifier(r, first, head, FORMER " " OUSTED " retired retire");
}

/* "The parties to the conflict", "both parties": no political parties. */
static bool is_side(const struct reading *r, uint32_t head, uint32_t first,
                    const struct mention *m) {
    if (!lemma_is(r, head, "party"))
        return false;
    uint32_t of = child_with(r, head, DEP_nmod);
    for (uint32_t t = first; t < head; t++)
        if (!lemma_in(r, t, "the both two all these warring conflicting opposing") ||
            r->hit_at[t] != NONE)
            return false;
    return (m->is_plural || phrase_has_modifier(r, first, head, "both two all")) &&
           (of == NONE || lemma_is(r, case_of(r, of), "to"));
}

/* "Erdogan will deploy troops", "France has 3,000 troops fighting there": whose they are who is
 * sent or kept. */
static void owner_by_sender(struct reading *r, uint32_t head, int depth, struct owner *o) {
    uint32_t verb = r->tokens[head].head;
    bool is_object = r->tokens[head].deprel == DEP_obj;
    if (verb != NONE && r->tokens[head].deprel == DEP_nsubj &&
        r->tokens[verb].deprel == DEP_advcl && lemma_is(r, r->tokens[verb].head, "have")) {
        verb = r->tokens[verb].head; /* "has troops | fighting" */
        is_object = verb < head;
    }
    bool is_sent = is_object && verb != NONE &&
                   lemma_in(r, verb,
                            "send deploy dispatch mass withdraw mobilize mobilise move launch fire "
                            "fly have keep maintain station order");
    if (o->is_found || !is_sent ||
        !lemma_in(r, head,
                  "troop troops soldier force army ship jet warplane warship missile rocket drone "
                  "aircraft plane"))
        return;
    uint32_t sender = walk_subject(r, verb);
    if (sender != NONE && sender != head)
        owner_from_token(r, sender, depth, o);
    if (o->is_found && (o->place.n != 3 || str_is(o->place, "INT")))
        o->is_found = false;
    o->is_body = false;
}

/* "Shot down a warplane and captured its pilot": he is of whom the craft is. */
static void owner_by_craft(struct reading *r, uint32_t head, int depth, struct owner *o) {
    enum { NEAR = 40 };
    uint32_t whose = child_with(r, head, DEP_nmod_poss), low = head > NEAR ? head - NEAR : 0;
    bool is_its = whose != NONE && lemma_in(r, whose, "its it their they");
    if (!lemma_in(r, head, CREW) || (!is_its && (o->is_found || whose != NONE)))
        return;
    for (uint32_t t = head; t-- > low;) {
        if (!is_noun(r, t) || r->hit_at[t] != NONE ||
            !lemma_in(
                r, t,
                "warplane plane jet fighter bomber aircraft helicopter gunship drone airliner "
                "ship vessel tanker boat trawler freighter submarine warship"))
            continue;
        struct mention craft;
        who_resolve(r, t, depth + 1, &craft); /* "a helicopter with two pilots" asks for its own */
        if (!craft.is_known || craft.place.n != 3)
            return;
        *o = (struct owner){.place = craft.place,
                            .sector = craft.sector,
                            .token = t,
                            .is_found = true,
                            .is_before = true};
        return;
    }
}

/* "An Israeli army spokesman said soldiers fired": his own army's. */
static void owner_by_speaker(struct reading *r, uint32_t head, str sector, struct owner *o) {
    if (o->is_found || o->likely.n || !str_in(sector, "MIL COP") ||
        !lemma_in(r, head,
                  "troop troops soldier force policeman police officer commando jet "
                  "warplane marine"))
        return;
    uint32_t verb = climb_to_report(r, head, 6);
    uint32_t speaker = verb == NONE ? NONE : walk_subject(r, verb);
    if (speaker == NONE || speaker >= head)
        return;
    const struct mention *m = who_mention(r, speaker);
    if (m->is_known && !m->is_default && m->place.n == 3 && !str_is(m->place, "INT") &&
        (str_equal(m->sector, sector) || m->kind == ENTITY_COUNTRY))
        o->likely = m->place;
}

/* "Western governments and media", "68 Chinese aircraft and 13 ships": what stands before the first
 * of two goes for the second, of men only where these are not counted anew. */
static void owner_of_first(struct reading *r, const struct agent_phrase *p, uint32_t first,
                           str sector, int depth, struct owner *o) {
    static const char shared[] = "MIL COP GOV MED BUS LEG JUD NGO SPY EDU";
    uint32_t before = r->tokens[p->head].head, begin, end;
    bool is_thing = know_agent(r->know, p->agent).kind == AGENT_THING;
    bool is_counted = child_with(r, p->head, DEP_nummod) != NONE;
    if (o->is_found || r->tokens[p->head].deprel != DEP_conj || before == NONE ||
        before > p->head || !is_noun(r, before) || (first < p->begin && !is_counted) ||
        (!is_thing && (!str_in(sector, shared) || is_counted)) ||
        child_with(r, p->head, DEP_det) != NONE)
        return;
    struct agent_phrase other;
    who_extent(r, before, &begin, &end);
    if (!agent_find(r, before, begin, &other))
        return;
    struct know_agent a = know_agent(r->know, other.agent);
    if (!(is_thing && a.kind == AGENT_THING) && !str_in(a.sector, shared))
        return;
    struct owner own = owner_find(r, before, begin, before, depth + 1);
    if (own.is_found && (own.is_before || str_is(own.place, "INT")) && !has_sector(own.sector))
        *o = own;
}

/* Nobody says whose: the country in which the sentence plays. */
static void compose_default(const struct reading *r, const struct know_agent *agent, uint32_t head,
                            const struct owner *o, struct mention *m) {
    uint32_t over = r->tokens[head].head;
    bool is_of_chief = agent->kind == AGENT_ORGANISATION && str_in(agent->sector, "MIL GOV COP") &&
                       over != NONE && r->tokens[head].deprel == DEP_nmod &&
                       lemma_in(r, over, "chief staff head commander spokesman minister leader");
    bool is_traveller =
        (is_of_chief || (agent->kind == AGENT_PERSON && str_in(agent->sector, "GOV MIL REB"))) &&
        is_definite(r, head) && !m->is_plural; /* a minister in New York */
    str around = o->likely.n                          ? o->likely
                 : is_traveller && r->story_country.n ? r->story_country
                                                      : name_country_around(r, head);
    str dealing = is_traveller ? name_state_by_dealings(r, head) : (str){"", 0};
    if (dealing.n && !o->likely.n)
        around = dealing;
    if (name_is_american_body(r, head, around))
        around = STR("USA");
    if (o->backer.n && str_equal(around, o->backer))
        around = (str){"", 0}; /* an Iran-backed militia is not Iran's */
    if (str_is(around, "PSE") && str_is(agent->sector, "MIL") &&
        (agent->kind != AGENT_PERSON || lemma_in(r, head, "soldier serviceman conscript"))) {
        str foe = name_states_include(r, STR("ISR")) ? STR("ISR") : name_other_state(r, around);
        around = foe.n ? foe : around; /* a land without an army: its foe's is meant */
    }
    if (str_is(agent->sector, "MIL") || agent->kind == AGENT_THING) {
        str foe = name_foe_of_striker(r, head, around);
        around = foe.n ? foe : around;
    }
    if (str_is(agent->sector, "REB") && str_in(around, "ISR USA")) {
        str land = str_is(around, "ISR") && name_states_include(r, STR("PSE"))
                       ? STR("PSE")
                       : name_other_state(r, around);
        around = land.n ? land : around; /* militants who attack it are not its own */
    }
    if (lemma_in(r, head, "drone uav missile rocket projectile"))
        around = (str){"", 0}; /* what flies in is rarely of the place where it lands */
    bool is_body = agent->kind == AGENT_ORGANISATION || agent->kind == AGENT_THING;
    m->is_vague = (agent->is_ambiguous && agent->kind != AGENT_PERSON) ||
                  (agent->takes_owner && is_body && !has_sector(o->sector));
    m->is_default = true;
    m->place = around.n ? around : STR("---");
    m->is_known = around.n > 0;
}

/* Allies, partners, neighbors: whoever's they are, they are others; but "his rivals" are at home.
 */
static bool is_of_others(const struct reading *r, uint32_t head) {
    uint32_t whose = child_with(r, head, DEP_nmod_poss);
    if (lemma_in(r, head, "rival foe"))
        return whose != NONE && !lemma_in(r, whose, "his her");
    return lemma_in(r, head, "ally partner neighbor neighbour creditor lender donor backer");
}

/* "Their captors", "her killers": whoever they are, they are not of those whom they hold. */
static bool is_victims_enemy(const struct reading *r, uint32_t head) {
    uint32_t whose = child_with(r, head, DEP_nmod_poss);
    return whose != NONE && r->tokens[whose].upos == UPOS_PRON &&
           lemma_in(
               r, head,
               "captor kidnapper attacker killer abductor hijacker assailant assassin murderer "
               "torturer tormentor");
}

/* Has the report told of insurgents in the country? */
static bool has_insurgents(const struct reading *r, str place) {
    size_t oldest = r->entities.n > 256 ? r->entities.n - 256 : 0;
    for (size_t i = r->entities.n; i-- > oldest;)
        if (str_is(r->entities.items[i].noun, "insurgent") &&
            str_equal(r->entities.items[i].place, place))
            return true;
    return false;
}

/* "Gunmen in Baghdad": where they are, which does not say whose. */
static bool is_only_located(const struct reading *r, const struct owner *o) {
    return o->is_found && !o->is_before && o->token != NONE &&
           lemma_in(r, case_of(r, o->token), "in at near");
}

static bool is_unidentified(const struct reading *r, const struct know_agent *agent, uint32_t head,
                            const struct owner *o, const struct mention *m) {
    if (is_victims_enemy(r, head))
        return true;
    str rest = agent->phrase, first; /* "cartel gunmen" are the cartel's */
    bool is_of_group = str_split(&rest, ' ', &first) && rest.n &&
                       str_in(first, "cartel gang rebel militia separatist islamist insurgent "
                                     "guerrilla loyalist tribal pro-government jihadist");
    if (phrase_has_modifier(r, m->first, head,
                            "islamist islamic jihadist rebel separatist maoist insurgent taliban"))
        return false; /* of a cause */
    str before = head > 0 ? str_lower(r->arena, r->tokens[head - 1].form) : (str){"", 0};
    if (str_starts(before, STR("pro-")) || str_starts(before, STR("anti-")))
        return false; /* pro-Russian gunmen */
    bool is_told_unknown = head > 0 && lemma_in(r, head - 1, "unidentified unknown masked unnamed");
    if (lemma_in(r, head, "gunman gunmen") && m->is_default && has_insurgents(r, m->place) &&
        !is_told_unknown)
        return false; /* "Insurgents killed nine … Gunmen also attacked" */
    bool is_armed_man = str_is(agent->phrase, "armed man") || str_is(agent->phrase, "masked man");
    bool is_nobodys = lemma_in(r, head, "attacker assailant kidnapper abductor captor");
    bool is_anybodys = m->is_default || (is_only_located(r, o) &&
                                         (is_told_unknown || !lemma_in(r, head, "gunman gunmen")));
    return is_anybodys && !is_of_group && (is_nobodys || !is_definite(r, head)) &&
           (is_armed_man || str_in(phrase_last_word(agent->phrase),
                                   "gunman attacker assailant assassin bomber hijacker kidnapper "
                                   "abductor captor sniper"));
}

/* "IGO:…", "NGO:…": a body of no one state; states are of three letters. */
static bool is_international(str place) {
    return place.n > 3 && place.p[3] == ':';
}

/* "A leader of the protests". */
static bool leads_protest(const struct reading *r, uint32_t head) {
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c])
        if (c > head ? lemma_is(r, case_of(r, c), "of") : r->tokens[c].deprel == DEP_compound)
            return lemma_in(r, c, "protest demonstration march rally sit-in uprising");
    return false;
}

/* What the noun is, whoever's it is. */
static void compose_kind(struct reading *r, const struct know_agent *agent,
                         const struct agent_phrase *p, uint32_t first, const struct owner *o,
                         struct mention *m) {
    m->is_human = true;
    m->reason = agent->place.n ? WHO_ROLE : o->is_found ? WHO_OWNER : WHO_STORY;
    m->why = o->token;
    m->is_thing = agent->kind == AGENT_THING;
    m->kind = agent->kind == AGENT_PERSON         ? ENTITY_PERSON
              : agent->kind == AGENT_ORGANISATION ? ENTITY_ORGANISATION
                                                  : ENTITY_GROUP;
    m->sector = is_side(r, p->head, first, m) ? (str){"", 0} : agent_sector(r, agent, p, first, o);
    if (lemma_in(r, p->head, "leader organizer organiser") && leads_protest(r, p->head))
        m->sector = STR("OPP");
    bool is_hand = lemma_in(r, p->head, "employee worker staffer") && m->is_plural;
    if (is_hand &&
        (str_is(m->sector, "BUS") || (str_is(m->sector, "GOV") && !has_sector(o->sector))))
        m->sector = STR("CVL"); /* bank employees own no bank */
}

/* Of which state: its own by the tables, its owner's, or that of the words around it. */
static void compose_place(struct reading *r, const struct know_agent *agent, uint32_t head,
                          const struct owner *o, struct mention *m) {
    bool is_of_state = o->is_before && ((o->place.n == 3 && !str_is(o->place, "INT")) ||
                                        str_starts(o->place, STR("IGO:")));
    if (agent->place.n && !(is_of_state && agent->sector.n && !is_of_others(r, head))) {
        m->place = agent->place;
        m->is_known = true;
    } else if (o->is_found) {
        m->place = o->place;
        m->is_known = true;
    } else {
        compose_default(r, agent, head, o, m);
    }
    if (str_is(m->place, "PSE") && lemma_in(r, head, "settler settlement"))
        m->place = STR("ISR"); /* theirs who settle there */
}

/* Those who are of no one state: unidentified gunmen, somebody's allies, all Muslims. */
static void compose_others(struct reading *r, const struct know_agent *agent, uint32_t head,
                           const struct owner *o, struct mention *m) {
    if (is_unidentified(r, agent, head, o, m)) {
        m->place = STR("---");
        m->sector = (str){"", 0};
    }
    if (lemma_is(r, head, "hacker") && m->is_default && !is_definite(r, head))
        m->place = STR("---"); /* whoever they are, criminals */
    if (lemma_in(r, head, "muslim christian jew catholic") && m->is_default && m->is_plural &&
        (lemma_is(r, child_with(r, head, DEP_det), "all") ||
         (head + 1 < r->n_tokens && lemma_in(r, head + 1, "worldwide everywhere around across")))) {
        m->place = STR("INT");
        m->is_known = true;
        m->is_default = false;
    }
    bool is_of_land = o->is_found && o->place.n == 3 && (!o->is_body || str_is(o->sector, "GOV"));
    bool is_its_ally = lemma_is(r, head, "ally") && child_with(r, head, DEP_nmod_poss) != NONE &&
                       lemma_in(r, child_with(r, head, DEP_nmod_poss), "its it their they");
    if (is_of_land && !m->is_plural &&
        (is_its_ally || lemma_in(r, head, "neighbor neighbour rival foe"))) {
        str other = is_its_ally ? (str){"", 0} : name_rival_state(r, o->place);
        m->place = other.n ? other : STR("---"); /* "its northern neighbor" is not itself */
        m->sector = (str){"", 0};
        m->is_known = other.n > 0;
        m->is_default &= other.n == 0;
    }
    if (lemma_in(r, head, "rival foe") && child_with(r, head, DEP_nmod_poss) == NONE)
        m->sector = (str){"", 0}; /* "the Libyan rivals" */
    if (is_of_others(r, head) && m->is_plural && (is_of_land || !o->is_found)) {
        m->place = STR("INT"); /* Russia's partners, allies such as Germany */
        m->sector = (str){"", 0};
        m->is_known |= !o->is_found;
        m->is_default &= o->is_found;
    }
}

/* What the place leaves of the sector: nations, NGOs and bodies of states bear none; those of an
 * international body bear that body's. */
static void compose_international(struct reading *r, const struct know_agent *agent, uint32_t head,
                                  const struct owner *o, struct mention *m) {
    if (str_is(m->place, "INT") &&
        (lemma_in(r, head, "country nation state power world community") ||
         (agent->place.n && agent->takes_owner)))
        m->sector = (str){"", 0};
    if (is_international(m->place) && o->is_found && agent->takes_owner &&
        !str_is(agent->sector, "MIL"))
        m->sector = o->sector;
    if (str_starts(m->place, STR("NGO:")) ||
        (str_starts(m->place, STR("IGO:")) && str_in(m->sector, "GOV COP CVL NGO BUS")))
        m->sector = (str){"", 0};
}

void agent_compose(struct reading *r, const struct agent_phrase *p, uint32_t first, int depth,
                   struct mention *m) {
    const struct know_agent agent = know_agent(r->know, p->agent);
    uint32_t head = p->head;
    struct owner o = owner_find(r, head, first, p->begin, depth);
    owner_by_craft(r, head, depth, &o);
    owner_by_sender(r, head, depth, &o);
    owner_by_speaker(r, head, agent.sector, &o);
    owner_of_first(r, p, first, agent.sector, depth, &o);
    compose_kind(r, &agent, p, first, &o, m);
    compose_place(r, &agent, head, &o, m);
    if (str_is(m->sector, "REB") && agent.takes_owner)
        m->is_vague = false;                    /* Islamist forces */
    bool is_party = str_is(m->sector, "PTY") || /* India's Congress */
                    (str_is(m->sector, "LEG") && lemma_is(r, head, "congress"));
    if (is_party && phrase_is_opposed(r, first, head))
        m->sector = STR("OPP");
    compose_others(r, &agent, head, &o, m);
    compose_international(r, &agent, head, &o, m);
    bool is_past = phrase_is_former(r, first, head) || lemma_is(r, head, "predecessor");
    bool is_kin = lemma_in(r, head,
                           "daughter son wife widow husband brother sister father mother "
                           "nephew cousin aide bodyguard lawyer supporter");
    if (is_past && !is_kin && m->kind == ENTITY_PERSON && !is_international(m->place))
        m->sector = STR("ELI");
}
