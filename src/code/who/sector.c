/* The sector of a role noun in its phrase: its own, its owner's (a Hamas official), or that of a
 * word before it (mine officials, opposition leaders); people of a faith or creed are what their
 * leaders do. Cost: the phrase. */
#include "code/who/parts.h"

/* "Sunni negotiators", "Islamist forces": people of a faith or a creed are what their leaders do, a
 * party where these bargain and rebels where they carry arms. */
static str sector_of_creed(const struct reading *r, uint32_t word, uint32_t head, str sector) {
    if (lemma_in(r, head, "force fighter militia commander troop") && str_is(sector, "PTY"))
        return STR("REB");
    bool is_of_people = lemma_in(r, word,
                                 "sunni shiite shi'ite shia shi'a kurd kurdish druze maronite "
                                 "alawite tamil turkmen hindu hutu tutsi");
    return is_of_people && str_is(sector, "CVL") &&
                   lemma_in(r, head,
                            "leader negotiator politician representative alliance bloc "
                            "group coalition faction movement camp")
               ? STR("PTY")
               : sector;
}

/* "Mine officials", "opposition leaders": the sector of a noun before the head. */
static str sector_before(const struct reading *r, uint32_t first, uint32_t end, uint32_t head) {
    for (uint32_t t = end; t-- > first;) {
        struct agent_phrase p;
        bool may_be = is_noun(r, t) || r->tokens[t].upos == UPOS_ADJ;
        if (!may_be || r->hit_at[t] != NONE || lemma_in(r, t, "white black") ||
            !agent_find(r, t, first, &p))
            continue;
        struct know_agent a = know_agent(r->know, p.agent);
        if (has_sector(a.sector) && !a.takes_owner)
            return sector_of_creed(r, t, head, a.sector);
    }
    return (str){"", 0};
}

/* The sector of the noun right before a calling: an army accountant is of the army. */
static str service_before(const struct reading *r, uint32_t first, uint32_t begin) {
    struct agent_phrase p;
    if (begin == first || !is_noun(r, begin - 1) || r->hit_at[begin - 1] != NONE ||
        !agent_find(r, begin - 1, first, &p))
        return (str){"", 0};
    str sector = know_agent(r->know, p.agent).sector;
    return str_in(sector, "MIL COP SPY REB PAR") ? sector : (str){"", 0};
}

static bool is_held(const struct reading *r, uint32_t head) {
    return lemma_in(r, head, "detainee prisoner captive suspect defector recruit operative inmate");
}

/* Those who preside over a body are of it: the president of a league, the secretary of a party. */
static bool is_head_of_body(const struct reading *r, uint32_t head) {
    return lemma_in(r, head,
                    "president vice-president secretary secretary-general director "
                    "governor minister deputy speaker ceo executive owner manager");
}

/* Who is told by the one beside whom he serves: "his deputy", "nine of his men" of a colonel, "its
 * president" of a union. A state's and a party's ministers are of the state. */
static bool is_beside_owner(const struct reading *r, uint32_t head, const struct know_agent *agent,
                            const struct owner *o) {
    uint32_t poss = child_with(r, head, DEP_nmod_poss);
    if (poss == NONE || poss > head || !has_sector(o->sector) || (o->is_found && o->token != poss))
        return false;
    if (lemma_in(r, head, "man woman fighter comrade"))
        return r->tokens[poss].upos == UPOS_PRON && str_in(o->sector, "MIL COP REB PAR CRM SPY");
    if (lemma_is(r, head, "deputy"))
        return str_is(agent->sector, "LEG") && o->is_body && !str_is(o->sector, "PTY");
    return str_in(agent->sector, "GOV BUS") && !str_is(o->sector, "GOV") &&
           lemma_in(r, head, "president vice-president secretary secretary-general director ceo");
}

/* "The Secretary of Justice": what the office is for, and no body that it is of. */
static bool is_portfolio(const struct reading *r, uint32_t owner) {
    return owner != NONE && lemma_in(r, owner,
                                     "justice defense defence interior police intelligence health "
                                     "education commerce");
}

/* "The defence ministry said 35 of its men had fallen". */
static bool is_defense_ministry(const struct reading *r, const struct owner *o) {
    if (o->token == NONE || !str_is(o->sector, "GOV"))
        return false;
    uint32_t noun = o->token, index = r->mention_at[o->token], first, last;
    if (index != NONE && r->mentions.items[index].reason == WHO_PRONOUN)
        noun = r->mentions.items[index].why;
    if (noun == NONE || !lemma_in(r, noun, "ministry department"))
        return false;
    who_extent(r, noun, &first, &last);
    for (uint32_t t = first; t < noun; t++)
        if (lemma_in(r, t, "defense defence war"))
            return true;
    return false;
}

/* Who fights for a body, leads it or is held as one of it: he is what it is. */
static bool is_of_fighters(const struct reading *r, uint32_t head, const struct know_agent *agent,
                           const struct owner *o) {
    bool is_armed = str_in(o->sector, "REB PAR CRM");
    if (!o->is_body)
        return false;
    if (o->is_before && is_armed && (str_in(agent->sector, "MIL PAR REB") || is_held(r, head)))
        return true; /* a Hezbollah militia, Islamic State detainees */
    if (o->is_before && known_is_men(r, head) && (is_armed || str_in(o->sector, "MIL COP")))
        return true; /* the militia said 35 of its men had fallen */
    return is_armed && agent->kind == AGENT_PERSON && /* the military leader of ETA */
           str_in(agent->sector, "GOV MIL SPY") &&
           lemma_in(r, head, "leader chief commander head boss general official");
}

/* Supporters are what they stand by, and citizens where that is a ruler. */
static str sector_of_supporters(const struct owner *o) {
    return str_in(o->sector, "ELI LEG")   ? STR("OPP") /* of one who was in office */
           : str_in(o->sector, "GOV REL") ? STR("CVL")
           : has_sector(o->sector)        ? o->sector
                                          : STR("CVL");
}

/* Of a calling that has a sector of its own: an army accountant is the army's, a league's president
 * the league's. */
static str sector_of_calling(const struct reading *r, const struct know_agent *agent,
                             const struct agent_phrase *p, uint32_t first, const struct owner *o) {
    str service = agent->kind == AGENT_PERSON && str_in(agent->sector, "BUS CVL EDU GOV MED")
                      ? service_before(r, first, p->begin)
                      : (str){"", 0};
    bool is_business = str_is(agent->sector, "BUS");
    bool is_of_body = o->is_body && !is_portfolio(r, o->token) && (is_business || !o->is_before) &&
                      has_sector(o->sector) && (is_business || str_is(agent->sector, "GOV")) &&
                      is_head_of_body(r, p->head);
    if (str_is(agent->sector, "PTY") && str_is(o->sector, "OPP"))
        return o->sector; /* her campaign chief, an opposition leader's */
    return has_sector(service) ? service : is_of_body ? o->sector : agent->sector;
}

/* "The leaders of all factions", "the chief of a tribe": what those are whom they lead, where
 * nothing tells whose they are. False where the words do not say. */
static bool leads_unnamed(const struct reading *r, uint32_t head, str *sector) {
    uint32_t led = child_with(r, head, DEP_nmod);
    if (led == NONE || !lemma_is(r, case_of(r, led), "of") ||
        !lemma_in(r, led, "faction bloc party tribe clan community group movement"))
        return false;
    *sector = lemma_in(r, led, "faction bloc party")     ? STR("PTY")
              : lemma_in(r, led, "tribe clan community") ? STR("CVL")
                                                         : (str){"", 0};
    return true;
}

/* Of a word that says nothing of its own where neither its owner nor a word before it tells. */
static str sector_of_nobodys(const struct reading *r, const struct know_agent *agent,
                             const struct agent_phrase *p, uint32_t first) {
    bool is_any_group = lemma_in(r, p->head,
                                 "group organization organisation movement faction "
                                 "network association alliance coalition bloc "
                                 "confederation federation league");
    bool is_political =
        phrase_has_modifier(r, first, p->begin, "ruling rule governing govern parliamentary");
    if (is_any_group && is_political)
        return STR("PTY"); /* the ruling bloc */
    if (agent->kind == AGENT_THING)
        return (str){"", 0}; /* a Greek vessel, a truck */
    if (lemma_is(r, p->head, "crew"))
        return STR("CVL");
    bool is_private = lemma_in(r, p->head,
                               "colleague assistant messenger founder cofounder "
                               "co-founder defender lobbyist");
    return is_any_group || is_private ? (str){"", 0} : STR("GOV");
}

/* A land that governs itself and that hardly any state recognizes. */
static bool is_unrecognized_land(const struct reading *r, uint32_t t) {
    enum { KARABAKH_FELL = 2023 };
    if (t == NONE)
        return false;
    uint32_t h = r->hit_at[t], low = h == NONE ? t : r->hits.items[h].first;
    uint32_t high = h == NONE ? t + 1 : r->hits.items[h].last;
    for (uint32_t k = low; k < high; k++) {
        if (lemma_in(r, k,
                     "abkhazia abkhaz abkhazian transnistria transnistrian transdniestria "
                     "somaliland"))
            return true;
        if (k > low && lemma_in(r, k, "ossetia ossetian") && lemma_is(r, k - 1, "south"))
            return true;
        if (lemma_in(r, k, "karabakh nagorno-karabakh artsakh"))
            return r->report->date == DATE_NONE ||
                   r->report->date < date_from_civil(KARABAKH_FELL, 10, 1);
    }
    return false;
}

/* "Abkhazia's president", "the Karabakh defense ministry", "the Russian-installed mayor", "the
 * breakaway government", "Houthi ministries": those who rule without a state. */
static bool rules_without_state(const struct reading *r, const struct know_agent *agent,
                                const struct agent_phrase *p, uint32_t first,
                                const struct owner *o) {
    bool is_power = str_in(agent->sector, "GOV MIL COP LEG JUD") ||
                    (agent->takes_owner && !has_sector(agent->sector));
    if (!is_power || agent->kind == AGENT_THING)
        return false;
    if (is_unrecognized_land(r, o->token))
        return true;
    if (lemma_in(r, p->head, "force fighter") && phrase_has_modifier(r, first, p->head, "ethnic"))
        return true; /* ethnic Armenian forces */
    bool is_seat = lemma_in(r, p->head,
                            "government ministry administration authority authorities "
                            "official parliament");
    if (is_seat && o->is_body && str_in(o->sector, "REB") && !str_is(o->place, "PSE"))
        return true;
    if (is_seat && str_is(o->place, "SYR") && phrase_has_modifier(r, first, p->begin, "kurdish"))
        return true;
    bool is_told_alone =
        phrase_has_modifier(r, first, p->begin,
                            "breakaway self-proclaimed self-declared secessionist unrecognized "
                            "unrecognised") ||
        (!lemma_is(r, p->head, "government") && /* Crimea's pro-Russian authorities */
         phrase_has_modifier(r, first, p->begin, "pro-russian pro-moscow pro-kremlin"));
    if (is_seat && is_told_alone)
        return true;
    for (uint32_t t = first + 2; o->backer.n && t < p->begin; t++)
        if (lemma_in(r, t, "install appoint") && str_is(r->tokens[t - 1].form, "-"))
            return true;
    return false;
}

str agent_sector(struct reading *r, const struct know_agent *agent, const struct agent_phrase *p,
                 uint32_t first, const struct owner *o) {
    if (is_of_fighters(r, p->head, agent, o) || is_beside_owner(r, p->head, agent, o))
        return o->sector;
    if (rules_without_state(r, agent, p, first, o) ||
        (str_is(agent->sector, "MIL") && phrase_has_modifier(r, first, p->head, "renegade rogue")))
        return STR("REB");
    if (lemma_in(r, p->head, "man serviceman") && is_defense_ministry(r, o))
        return STR("MIL");
    if (str_is(o->sector, "MIL") && lemma_in(r, p->head, CREW))
        return o->sector; /* of a warplane */
    str before = sector_before(r, first, p->begin, p->head);
    if (p->begin == p->head && !has_sector(before) &&
        lemma_in(r, p->head, ADHERENTS " sympathizer"))
        return sector_of_supporters(o);
    if (!agent->takes_owner)
        return sector_of_calling(r, agent, p, first, o);
    bool is_mans = o->token != NONE &&
                   (r->hit_at[o->token] != NONE || str_starts(r->lemma[o->token], STR("pro-")));
    if (str_in(o->sector, "GOV ELI") &&
        (lemma_is(r, p->head, "force") ||
         (is_mans && p->begin == p->head && lemma_is(r, p->head, "officer"))))
        return STR("MIL"); /* the government's forces, Gaddafi's officers */
    if (lemma_is(r, p->head, "movement") &&
        (str_in(o->sector, "CVL BUS EDU") ||
         (!has_sector(o->sector) && str_in(before, "CVL BUS EDU"))))
        return STR("OPP"); /* the farmers' movement */
    if (has_sector(o->sector))
        return o->sector;
    bool rules = lemma_in(r, p->head, "authority authorities government regime administration");
    if (has_sector(before) && (!rules || str_is(before, "REB")))
        return before; /* but communist authorities govern like others */
    str led;
    if (!o->is_found && agent->kind == AGENT_PERSON && leads_unnamed(r, p->head, &led))
        return led;
    if (has_sector(agent->sector) || (agent->is_ambiguous && !o->is_body))
        return agent->sector; /* targets in Syria */
    if (o->is_found && o->is_body)
        return o->sector;
    return sector_of_nobodys(r, agent, p, first);
}
