/* Where the story plays: which states the report names, the one it is about, and the country of one
 * sentence, which an unnamed group takes ("police", "residents"). A place in a locative phrase of
 * the group's own clause says most; without one the story's country holds. */
#include "base/vec.h"
#include "code/who_parts.h"

#include <string.h>

/* Alpha-3 of what a hit names, "" for bodies of no state. */
static str hit_country(const struct reading *r, const struct phrase_hit *p) {
    str code = {"", 0};
    if (p->kind == PHRASE_PLACE)
        code = know_place(r->know, p->index).country;
    else if (p->kind == PHRASE_ACTOR)
        code = know_actor_code(r->know, p->index, r->report->date, r->arena);
    else
        code = know_country(r->know, p->index).code;
    if (code.n > 3 && code.p[3] == '-')
        code.n = 3;
    return code.n != 3 || str_in(code, "--- INT") ? (str){"", 0} : code;
}

static bool is_press(const struct reading *r, const struct phrase_hit *p) {
    return str_ends(know_actor_code(r->know, p->index, r->report->date, r->arena), STR("-MED"));
}

static bool add_weight(struct reading *r, str code, uint32_t weight, bool is_actor) {
    enum { MOST = 64 };
    for (size_t k = 0; k < r->states.n; k++)
        if (str_equal(r->states.items[k].code, code)) {
            r->states.items[k].weight += is_actor ? 0 : weight;
            r->states.items[k].total += weight;
            return true;
        }
    struct state_weight one = {code, is_actor ? 0 : weight, weight};
    return r->states.n == MOST || VEC_PUSH(r->arena, &r->states, one);
}

uint32_t name_state_weight(const struct reading *r, str code) {
    for (size_t k = 0; k < r->states.n; k++)
        if (str_equal(r->states.items[k].code, code))
            return r->states.items[k].weight;
    return 0;
}

bool name_states_include(const struct reading *r, str code) {
    for (size_t k = 0; k < r->states.n; k++)
        if (str_equal(r->states.items[k].code, code))
            return true;
    return false;
}

/* "Captured Bukavu", "entered Mosul": they are there. */
static bool is_reached(const struct reading *r, uint32_t token) {
    enum deprel d = deprel_basic((enum deprel)r->tokens[token].deprel);
    return (d == DEP_obj || r->tokens[token].deprel == DEP_nsubj_pass) &&
           lemma_in(
               r, r->tokens[token].head,
               "capture seize take retake recapture attack shell bomb bombard storm enter raid "
               "besiege surround overrun flee reach occupy control hold hit strike leave "
               "liberate patrol defend pound pummel target invade batter");
}

/* "In eastern Afghanistan": named as where something plays. */
static bool is_scene(const struct reading *r, uint32_t first) {
    for (uint32_t t = first, i = 0; t-- > 0 && i < 4; i++) {
        if (r->tokens[t].upos == UPOS_ADP)
            return str_in(r->tokens[t].form,
                          "in In at near across throughout inside outside around");
        if (r->tokens[t].upos != UPOS_ADJ && r->tokens[t].upos != UPOS_DET &&
            r->tokens[t].upos != UPOS_NOUN)
            return false;
    }
    return false;
}

/* Where the affairs of the world or of half a continent are told from, wherever they play. */
static bool is_desk(const struct reading *r) {
    return str_in(str_lower(r->arena, r->report->dateline_place),
                  "washington geneva brussels vienna london paris nairobi johannesburg dakar "
                  "abidjan dubai beirut amman cairo bangkok singapore");
}

/* The states that a line beside the text names: the dateline's place, the title. */
static bool weigh_line(struct reading *r, str line, uint32_t weight) {
    enum { WORDS = 40 };
    str words[WORDS], rest = line, one;
    uint32_t n = 0;
    while (n < WORDS && rest.n && str_split(&rest, ' ', &one)) {
        while (one.n && strchr(",.;:?!'\"()", one.p[one.n - 1]))
            one.n--;
        if (str_ends(one, STR("'s")))
            one.n -= 2;
        if (one.n)
            words[n++] = one;
    }
    for (uint32_t t = 0; t < n;) {
        bool is_name = words[t].p[0] >= 'A' && words[t].p[0] <= 'Z';
        struct phrase_match match =
            is_name ? know_match_name(r->know, words + t, n - t) : (struct phrase_match){0};
        const struct phrase_hit *p = match.n_tokens && match.n_hits ? &match.hits[0] : NULL;
        bool is_state = p && p->kind != PHRASE_ACTOR && p->kind != PHRASE_AGENT && p->is_exact;
        str code = is_state ? hit_country(r, p) : (str){"", 0};
        if (code.n && !add_weight(r, code, weight, false))
            return false;
        t += is_state ? match.n_tokens : 1;
    }
    return true;
}

static bool is_weapon(const struct reading *r, uint32_t noun) {
    return lemma_in(r, noun,
                    "strike airstrike missile rocket drone shell shelling bombardment bombing bomb "
                    "fire warplane jet aircraft artillery tank invasion offensive flag "
                    "banner passport currency");
}

/* The verb of the clause in which a token stands, NONE. */
static uint32_t clause_of(const struct reading *r, uint32_t t) {
    for (int i = 0; i < 12 && t != NONE; i++, t = r->tokens[t].head)
        if (is_verb(r, t) || r->tokens[t].deprel == DEP_root)
            return t;
    return NONE;
}

/* Is it a meeting or a signature, which parties to a war hold anywhere? */
static bool is_talk(const struct reading *r, uint32_t verb) {
    static const char held[] = "talk talks negotiation dialogue meeting accord agreement deal pact "
                               "truce ceasefire cease-fire protocol treaty round summit session";
    uint32_t object = verb == NONE ? NONE : child_with(r, verb, DEP_obj);
    return lemma_in(r, verb, "meet negotiate talk") || lemma_in(r, object, held);
}

/* "Talks in the Nigerian capital, | Abuja": where they talk, whoever they are. */
static bool is_talk_place(const struct reading *r, uint32_t token) {
    enum deprel d = deprel_basic((enum deprel)r->tokens[token].deprel);
    uint32_t land = d == DEP_appos || d == DEP_amod ? r->tokens[token].head : token;
    return land != NONE && lemma_in(r, case_of(r, land), "in at") && is_talk(r, clause_of(r, land));
}

/* The country named most, the dateline's and the headline's counting more. States and places first,
 * since they decide which people are meant, whose countries then count too. */
bool name_story_country(struct reading *r) {
    enum { FRONT = 40, TITLE = 6, DATELINE = 16, DESK = 4 }; /* tokens; weights */
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < r->hits.n; i++) {
            const struct phrase_hit *p = name_reading(r, &r->hits.items[i]);
            if (!p || (p->kind == PHRASE_ACTOR) != (pass == 1))
                continue;
            str code = hit_country(r, p);
            uint32_t weight = (pass == 1 ? 2u : 4u) + (r->hits.items[i].first < FRONT ? 2u : 0u);
            if (p->kind == PHRASE_DEMONYM && is_weapon(r, r->tokens[r->hits.items[i].first].head))
                weight -= 4;                      /* Russian missiles fall elsewhere */
            else if (p->kind == PHRASE_DEMONYM && /* his Egyptian counterpart: another's */
                     lemma_is(r, r->tokens[r->hits.items[i].first].head, "counterpart"))
                weight = 0;
            bool is_next_door =
                p->kind == PHRASE_DEMONYM && /* near the Thai border */
                lemma_in(r, r->tokens[r->hits.items[i].first].head, "border frontier");
            if (p->kind == PHRASE_PLACE && is_reached(r, r->hits.items[i].last - 1))
                weight += 3;
            if (pass == 0 && !is_next_door && is_scene(r, r->hits.items[i].first))
                weight += 3;
            if (is_next_door)
                weight = 1;
            if (pass == 0 && is_talk_place(r, r->hits.items[i].last - 1))
                weight = 1;
            if (pass == 1 && is_press(r, p))
                weight = 1; /* who tells the story is seldom where it plays */
            if (code.n && weight && !add_weight(r, code, weight, pass == 1))
                return false;
        }
    if (!weigh_line(r, r->report->title, TITLE) ||
        !weigh_line(r, r->report->dateline_place, is_desk(r) ? DESK : DATELINE))
        return false;
    uint32_t best = 0;
    for (size_t k = 0; k < r->states.n; k++)
        if (r->states.items[k].total > best) {
            best = r->states.items[k].total;
            r->story_country = r->states.items[k].code;
        }
    return true;
}

bool name_is_town(const struct reading *r, uint32_t t, struct mention *m) {
    enum { WELL_KNOWN = 4, MOST = 16 };
    str forms[PHRASE_TOKENS];
    uint32_t n = 0;
    bool is_location = r->tokens[t].name == NAME_LOC && r->tokens[t].name_begins;
    bool is_unmarked = r->tokens[t].name == NAME_NONE && r->tokens[t].upos == UPOS_PROPN;
    bool is_governed = r->tokens[t].upos == UPOS_PROPN &&
                       lemma_in(r, case_of(r, t), "of in near from") &&
                       child_with(r, t, DEP_flat) == NONE; /* the governor of Belgorod */
    if (r->hit_at[t] != NONE || (!is_location && !is_unmarked && !is_governed))
        return false;
    while (n < PHRASE_TOKENS && t + n < r->n_tokens && r->sentence[t + n] == r->sentence[t]) {
        forms[n] = r->tokens[t + n].form;
        n++;
    }
    struct town_match towns = know_match_town(r->know, forms, n);
    struct know_town best = {0};
    uint32_t best_weight = 0;
    for (uint32_t i = 0; i < towns.n && i < MOST; i++) {
        struct know_town k = know_town(r->know, towns.first + i);
        uint32_t weight = name_state_weight(r, k.country);
        bool is_exact = k.letters == towns.letters;
        bool is_better = weight > best_weight || (weight == best_weight && k.weight > best.weight);
        if (is_exact && (!best.country.n || is_better)) {
            best = k;
            best_weight = weight;
        }
    }
    bool is_large = best.weight >= WELL_KNOWN;
    bool is_sure = best_weight > 0 || towns.n == 1 || is_large;
    if (towns.n_tokens < (is_location || (is_governed && is_large) ? 1 : 2) || !best.country.n ||
        !is_sure)
        return false;
    m->place = best.country;
    m->kind = ENTITY_PLACE;
    m->is_known = m->is_place = true;
    return true;
}

bool name_is_land(const struct reading *r, uint32_t t) {
    return lemma_in(r, t,
                    "capital city town village region province district state island area "
                    "territory coast enclave peninsula valley suburb neighborhood "
                    "neighbourhood waters soil port resort north south east west outskirt "
                    "outskirts heart edge");
}

/* Is clause `outer` the one of `inner` or one above it? */
static bool is_around(const struct reading *r, uint32_t outer, uint32_t inner) {
    for (int i = 0; i < 24 && inner != NONE; i++, inner = r->tokens[inner].head)
        if (inner == outer)
            return true;
    return false;
}

/* Are they hit: killed, wounded, driven out? */
static bool is_victim(const struct reading *r, uint32_t head) {
    return lemma_in(r, climb_to_verb(r, r->tokens[head].head, 2),
                    "kill wound injure die slay displace bury maim burn");
}

/* "Sent officers to Haiti to fight the gangs": where those who are sent act. */
static bool is_sent_there(const struct reading *r, uint32_t place, uint32_t head) {
    uint32_t verb = r->tokens[place].head;
    if (verb != NONE && !is_verb(r, verb) && r->tokens[verb].deprel == DEP_obj)
        verb = r->tokens[verb].head;
    bool is_hit = is_victim(r, head) || /* "crossed into Eritrea and attacked three camps" */
                  (r->tokens[head].deprel == DEP_obj &&
                   lemma_in(r, r->tokens[head].head, "attack raid shell bomb hit storm destroy"));
    bool is_raid =
        is_hit && lemma_in(r, verb, "cross infiltrate sneak slip break burst storm push");
    return verb != NONE && (is_raid || lemma_in(r, verb, "send deploy dispatch airlift rush")) &&
           is_around(r, verb, head);
}

enum { LOCATED = 3 };

/* How much a name says of where a phrase plays: a place in a locative phrase of its clause most, a
 * state that acts least. */
static uint32_t location_weight(const struct reading *r, uint32_t token, uint32_t head,
                                enum phrase_kind kind) {
    uint32_t at = token;
    for (int i = 0; i < 3 && r->tokens[at].head != NONE; i++) {
        bool is_of_land =
            lemma_is(r, case_of(r, at), "of") && /* in the outskirts of Mariupol */
            (name_is_land(r, r->tokens[at].head) || lemma_in(r, r->tokens[at].head, "heart edge"));
        if (case_of(r, at) != NONE && !is_of_land)
            break;
        enum deprel d = deprel_basic((enum deprel)r->tokens[at].deprel);
        bool is_owner = d == DEP_compound || d == DEP_amod || d == DEP_nmod;
        if (is_owner && kind != PHRASE_PLACE && kind != PHRASE_CAPITAL &&
            !name_is_land(r, r->tokens[at].head))
            break; /* "at a U.S. base": whose, not where */
        at = r->tokens[at].head;
    }
    bool is_located =
        lemma_in(r, case_of(r, at), "in at near outside across around throughout inside within") &&
        is_around(r, clause_of(r, token), head);
    is_located |= lemma_is(r, case_of(r, at), "on") && lemma_in(r, at, "outskirts outskirt edge") &&
                  is_around(r, clause_of(r, token), head);
    is_located |= lemma_in(r, case_of(r, at), "to into") && is_sent_there(r, at, head);
    is_located |= lemma_is(r, case_of(r, at), "on") && is_around(r, clause_of(r, token), head) &&
                  lemma_in(r, r->tokens[at].head,
                           "strike attack airstrike raid assault shelling bombardment bombing "
                           "offensive drone missile rocket march advance");
    is_located |=
        kind == PHRASE_PLACE && is_reached(r, token) && is_around(r, r->tokens[token].head, head);
    return (kind == PHRASE_PLACE ? 2u : 1u) + (is_located ? LOCATED : 0u);
}

/* "Israel pounded Gaza": the state that strikes elsewhere. */
static bool is_striker(const struct reading *r, uint32_t token) {
    uint32_t verb = r->tokens[token].head;
    return r->tokens[token].deprel == DEP_nsubj && verb != NONE &&
           lemma_in(r, verb,
                    "pound pummel bomb bombard strike shell hit attack invade raid target");
}

/* "Israeli strikes", "Russian shelling": does the sentence tell of fire by this state? */
static bool is_attacker(const struct reading *r, const struct sentence *s, str code) {
    for (uint32_t t = s->first; t < s->last; t++) {
        uint32_t h = r->hit_at[t];
        bool is_owner = h != NONE && (is_weapon(r, r->tokens[t].head) || is_striker(r, t));
        const struct phrase_hit *p = is_owner ? name_reading(r, &r->hits.items[h]) : NULL;
        if (p && (p->kind == PHRASE_DEMONYM || p->kind == PHRASE_COUNTRY) &&
            str_equal(hit_country(r, p), code))
            return true;
    }
    return false;
}

str name_other_state(const struct reading *r, str but) {
    const struct state_weight *best = NULL;
    for (size_t k = 0; k < r->states.n; k++)
        if (!str_equal(r->states.items[k].code, but) &&
            (!best || r->states.items[k].weight > best->weight))
            best = &r->states.items[k];
    return best && best->weight > 0 ? best->code : (str){"", 0};
}

/* The state that the report sets beside this one: named at least half as much; "" if none is. */
str name_rival_state(const struct reading *r, str of) {
    str other = name_other_state(r, of);
    return other.n && 2 * name_state_weight(r, other) >= name_state_weight(r, of) ? other
                                                                                  : (str){"", 0};
}

/* Who has federal judges and agents of his own. */
static bool is_federation(str state) {
    return str_in(state, "DEU BRA MEX CAN AUS IND NGA RUS PAK ARG ETH IRQ SOM CHE AUT BEL MYS VEN "
                         "NPL BIH YUG ARE SSD COM");
}

bool name_is_american_body(const struct reading *r, uint32_t head, str around) {
    bool is_capital = r->tokens[head].form.p[0] >= 'A' && r->tokens[head].form.p[0] <= 'Z';
    if (str_is(around, "USA"))
        return false;
    bool is_washington = lemma_is(r, head, "administration") && head > 0 &&
                         lemma_is(r, head - 1, "the") && name_states_include(r, STR("USA"));
    bool is_federal = head > 0 && lemma_is(r, head - 1, "federal");
    bool is_service = head > 0 && lemma_is(r, head, "member") && lemma_is(r, head - 1, "service") &&
                      name_states_include(r, STR("USA"));
    if (is_washington || is_service || (is_federal && !is_federation(around)))
        return true;
    if (!is_capital)
        return false;
    if (lemma_in(r, head, "republican republicans democrat democrats"))
        return true;
    return lemma_in(r, head,
                    "senate congress senator congressman congresswoman house "
                    "representative representatives marine marines") &&
           (!around.n ||
            str_in(around,
                   "ISR UKR RUS CHN IRN IRQ SYR PRK KOR TWN TUR LBN PSE AFG SAU YEM VEN CUB "
                   "LBY GBR DEU SDN JPN EGY GEO VNM MMR SLV MLI NER ERI TUN HUN SRB XKX QAT "
                   "ARE JOR CYP GRC FIN SWE NOR DNK"));
}

/* "In London, protesters marched": the country that a sentence's opening sets as its scene; "" if
 * none, or if somebody merely speaks there. */
static str scene_of(const struct reading *r, const struct sentence *s) {
    enum { OPENING = 8 };
    bool is_opened = lemma_in(r, s->first, "in at near outside across") ||
                     (lemma_in(r, s->first, "elsewhere meanwhile also") && s->first + 1 < s->last &&
                      lemma_is(r, s->first + 1, "in"));
    str code = {"", 0};
    for (uint32_t t = s->first; is_opened && t < s->last && t < s->first + OPENING; t++) {
        uint32_t h = r->hit_at[t];
        const struct phrase_hit *p = h == NONE ? NULL : name_reading(r, &r->hits.items[h]);
        bool is_land = p && (p->kind == PHRASE_PLACE || p->kind == PHRASE_COUNTRY ||
                             p->kind == PHRASE_CAPITAL);
        if (is_land && code.n == 0)
            code = hit_country(r, p);
        if (str_is(r->tokens[t].form, ",")) {
            uint32_t verb = t == s->first ? NONE : clause_of(r, t - 1);
            bool is_speech =
                verb == NONE || lemma_in(r, verb,
                                         "say tell speak add warn state note pledge promise vow "
                                         "urge call appeal condemn welcome meet discuss announce");
            return is_speech ? (str){"", 0} : code;
        }
    }
    return (str){"", 0};
}

/* Does a sentence play in another country than the scene set before it? */
static bool is_elsewhere(const struct reading *r, const struct sentence *s, str scene) {
    for (uint32_t t = s->first; t < s->last; t++) {
        uint32_t h = r->hit_at[t];
        const struct phrase_hit *p = h == NONE ? NULL : name_reading(r, &r->hits.items[h]);
        str code = p && p->kind == PHRASE_PLACE ? hit_country(r, p) : (str){"", 0};
        if (code.n && !str_equal(code, scene))
            return true;
    }
    return false;
}

/* The scene that the sentences before set in the same paragraph. */
static str scene_before(const struct reading *r, uint32_t sentence) {
    enum { FAR = 3 };
    const uint32_t asked = sentence;
    for (uint32_t i = 0; i < FAR && sentence > 0; i++, sentence--) {
        const struct sentence *before = &r->text->sentences[sentence - 1];
        uint32_t end = r->tokens[before->last - 1].end, next = r->tokens[before->last].begin;
        if (next > end && memchr(r->text->source.p + end, '\n', next - end))
            return (str){"", 0};
        str code = scene_of(r, before);
        for (uint32_t k = sentence; code.n && k < asked; k++)
            if (is_elsewhere(r, &r->text->sentences[k], code))
                return (str){"", 0};
        if (code.n)
            return code;
    }
    return (str){"", 0};
}

/* "Fired a rocket at Tel Aviv": those who fire at a land are not of it. */
static bool is_target(const struct reading *r, uint32_t place, uint32_t head) {
    uint32_t at = case_of(r, place), verb = r->tokens[place].head;
    if (verb != NONE && !is_verb(r, verb) && r->tokens[verb].deprel == DEP_obj)
        verb = r->tokens[verb].head;
    return r->tokens[head].deprel == DEP_nsubj && r->tokens[head].head == verb &&
           lemma_in(r, at, "at toward towards into against") &&
           lemma_in(r, verb, "fire launch lob hurl shoot aim direct send");
}

/* "The government and rebels held talks in Doha": parties to a war meet and sign abroad. */
static bool is_meeting_place(const struct reading *r, uint32_t place, uint32_t head) {
    return lemma_in(r, head,
                    "government rebel rebels side party faction opposition insurgent guerrilla "
                    "separatist negotiator delegate delegation representative leader commander") &&
           is_talk(r, clause_of(r, place));
}

/* The state whose name stands before a noun: "Lebanese police"; "" if none. */
static str state_before(const struct reading *r, uint32_t noun) {
    for (uint32_t c = r->first_child[noun]; c != NONE && c < noun; c = r->next_sibling[c]) {
        uint32_t h = r->hit_at[c];
        const struct phrase_hit *p = h == NONE ? NULL : name_reading(r, &r->hits.items[h]);
        if (p && (p->kind == PHRASE_DEMONYM || p->kind == PHRASE_COUNTRY))
            return hit_country(r, p);
    }
    return (str){"", 0};
}

/* "Lebanese police said 40 civilians had been killed": of whose land they are who tells of them. */
static str state_of_counter(const struct reading *r, uint32_t head) {
    uint32_t verb = climb_to_report(r, head, 6);
    uint32_t speaker = verb == NONE ? NONE : child_with(r, verb, DEP_nsubj);
    bool is_counter =
        lemma_in(r, speaker, "police official ministry media medic doctor hospital agency");
    return is_counter ? state_before(r, speaker) : (str){"", 0};
}

static const char forces[] = "troop troops soldier force paratrooper commando marine jet warplane "
                             "plane aircraft helicopter gunship airman pilot navy tank artillery "
                             "gunboat";

/* "A French military spokesman said paratroopers had landed": armies tell of their own; "" if no
 * army speaks. */
static str state_of_army(const struct reading *r, uint32_t head) {
    uint32_t verb = climb_to_report(r, head, 6);
    uint32_t speaker = verb == NONE ? NONE : child_with(r, verb, DEP_nsubj);
    bool is_army = r->tokens[head].deprel == DEP_nsubj && lemma_in(r, head, forces) &&
                   lemma_in(r, speaker,
                            "military army spokesman spokeswoman spokesperson navy force command "
                            "commander general colonel brigadier ministry minister");
    return is_army ? state_before(r, speaker) : (str){"", 0};
}

/* "Israeli tanks pushed into Gaza and warplanes bombed a bridge": forces that act beside a state's
 * are its own; "" if none act before. */
static str state_of_comrades(const struct reading *r, uint32_t head) {
    uint32_t verb = r->tokens[head].head;
    if (r->tokens[head].deprel != DEP_nsubj || verb == NONE || !lemma_in(r, head, forces) ||
        (r->tokens[verb].deprel != DEP_conj && r->tokens[verb].deprel != DEP_advcl))
        return (str){"", 0};
    uint32_t first = r->tokens[verb].head;
    uint32_t beside = first == NONE ? NONE : child_with(r, first, DEP_nsubj);
    bool is_beside = beside != NONE && beside < head && lemma_in(r, beside, forces) &&
                     !lemma_in(r, mark_of(r, verb), "after before");
    return is_beside ? state_before(r, beside) : (str){"", 0};
}

/* "Lawmakers condemned Russia", "ministers accused China of …": the state that is named as the one
 * spoken or acted against, which is not the one of those who do; "" if none. */
static str state_against(const struct reading *r, uint32_t head) {
    uint32_t verb = r->tokens[head].head;
    if (r->tokens[head].deprel != DEP_nsubj || verb == NONE ||
        !lemma_in(r, verb,
                  "condemn denounce accuse criticize criticise blame threaten warn slam "
                  "attack sanction thank praise rebuke"))
        return (str){"", 0};
    uint32_t object = child_with(r, verb, DEP_obj), h = object == NONE ? NONE : r->hit_at[object];
    const struct phrase_hit *p = h == NONE ? NULL : name_reading(r, &r->hits.items[h]);
    bool is_state =
        p && (p->kind == PHRASE_COUNTRY || p->kind == PHRASE_CAPITAL || p->kind == PHRASE_SEAT);
    return is_state ? hit_country(r, p) : (str){"", 0};
}

/* "Iranian police dispersed a rally by the opposition": whom a state's police and courts deal with
 * are at home where these are; "" if none. */
static str state_of_law(const struct reading *r, uint32_t head) {
    uint32_t verb = climb_to_verb(r, r->tokens[head].head, 4);
    uint32_t subject = verb == NONE ? NONE : child_with(r, verb, DEP_nsubj);
    bool is_police = lemma_in(r, subject, "police policeman court prosecutor judge gendarme");
    bool is_arrest = lemma_in(r, subject, "government authority authorities official ministry") &&
                     lemma_in(r, verb, "arrest detain jail imprison disperse evict close shut ban");
    if (subject == NONE || subject >= head || (!is_police && !is_arrest))
        return (str){"", 0};
    for (uint32_t c = r->first_child[subject]; c != NONE && c < subject; c = r->next_sibling[c]) {
        uint32_t h = r->hit_at[c];
        const struct phrase_hit *p = h == NONE ? NULL : name_reading(r, &r->hits.items[h]);
        if (p && (p->kind == PHRASE_DEMONYM || p->kind == PHRASE_COUNTRY))
            return hit_country(r, p);
    }
    return (str){"", 0};
}

str name_foe_of_striker(const struct reading *r, uint32_t head, str around) {
    uint32_t verb = climb_to_verb(r, r->tokens[head].head, 2);
    uint32_t subject = verb == NONE ? NONE : child_with(r, verb, DEP_nsubj);
    if (subject == NONE || subject >= head || !around.n || r->tokens[head].deprel != DEP_obj ||
        !lemma_in(r, verb, "destroy sink hit strike bomb shell damage down torpedo ram") ||
        !lemma_in(r, head,
                  "ship warship boat vessel tank aircraft plane jet helicopter warplane "
                  "drone base radar submarine frigate bomber airfield"))
        return (str){"", 0};
    uint32_t owner = subject;
    for (uint32_t c = r->first_child[subject]; c != NONE && c < subject; c = r->next_sibling[c])
        owner = r->hit_at[c] != NONE ? c : owner;
    uint32_t h = r->hit_at[owner];
    const struct phrase_hit *p = h == NONE ? NULL : name_reading(r, &r->hits.items[h]);
    bool is_own = p && (p->kind == PHRASE_DEMONYM || p->kind == PHRASE_COUNTRY) &&
                  str_equal(hit_country(r, p), around);
    return is_own ? name_other_state(r, around) : (str){"", 0};
}

/* An unnamed group takes the country in which its sentence plays, if one stands out, else the
 * scene's that its paragraph is set in, else the story's. */
str name_country_around(const struct reading *r, uint32_t head) {
    str own = state_of_army(r, head), shared = own.n ? own : state_of_comrades(r, head);
    if (shared.n)
        return shared;
    const struct sentence *s = &r->text->sentences[r->sentence[head]];
    str found = {"", 0};
    uint32_t best = 0;
    bool is_tie = false;
    for (uint32_t t = s->first; t < s->last; t++) {
        uint32_t h = r->hit_at[t];
        if (h == NONE || r->hits.items[h].first != t)
            continue;
        const struct phrase_hit *p = name_reading(r, &r->hits.items[h]);
        uint32_t over = r->tokens[t].head;
        bool is_of_land = p && p->kind == PHRASE_DEMONYM && over != NONE && name_is_land(r, over);
        if (!p || p->kind == PHRASE_ACTOR || (p->kind == PHRASE_DEMONYM && !is_of_land))
            continue;
        str code = hit_country(r, p);
        uint32_t last = r->hits.items[h].last - 1;
        uint32_t weight = location_weight(r, last, head, p->kind);
        if (r->story_country.n && !str_equal(code, r->story_country) &&
            (is_target(r, last, head) || is_meeting_place(r, last, head) ||
             (is_victim(r, head) && is_talk_place(r, last))))
            continue;
        if (is_of_land && weight < LOCATED)
            continue; /* in the Armenian capital */
        if (code.n == 0 || (weight == best && str_equal(code, found)))
            continue;
        is_tie = weight == best;
        if (weight > best) {
            best = weight;
            found = code;
        }
    }
    bool is_sure = found.n && !is_tie && (best >= LOCATED || r->story_country.n == 0);
    if (!is_sure && r->story_country.n && is_victim(r, head) &&
        is_attacker(r, s, r->story_country)) {
        str hit = found.n && !is_tie && !str_equal(found, r->story_country)
                      ? found
                      : name_other_state(r, r->story_country);
        if (hit.n)
            return hit; /* those whom Israeli fire kills are not of Israel */
    }
    str dealing = is_sure ? (str){"", 0} : name_state_by_dealings(r, head);
    if (dealing.n)
        return dealing;
    str home = is_sure ? (str){"", 0} : state_of_law(r, head);
    if (home.n)
        return home;
    str against = is_sure ? (str){"", 0} : state_against(r, head);
    if (against.n && (str_equal(against, found) || str_equal(against, r->story_country))) {
        str other = name_other_state(r, against);
        if (other.n)
            return other;
    }
    str told = found.n || !is_victim(r, head) ? (str){"", 0} : state_of_counter(r, head);
    if (told.n)
        return told;
    str scene = found.n ? (str){"", 0} : scene_before(r, r->sentence[head]);
    if (scene.n)
        return scene;
    return is_sure ? found : r->story_country.n ? r->story_country : found;
}
