/* Where the story plays: which states the report names and the one it is about, by the weight of
 * their mentions, the dateline and the title; which states stand beside it. Cost: the names of the
 * report times the few states it tells of. */
#include "base/vec.h"
#include "code/who/parts.h"

#include <string.h>

/* Alpha-3 of what a hit names, "" for bodies of no state. */
str story_state_of(const struct reading *r, const struct phrase_hit *p) {
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
bool story_is_reached(const struct reading *r, uint32_t token) {
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
        str code = is_state ? story_state_of(r, p) : (str){"", 0};
        if (code.n && !add_weight(r, code, weight, false))
            return false;
        t += is_state ? match.n_tokens : 1;
    }
    return true;
}

bool story_is_weapon(const struct reading *r, uint32_t noun) {
    return lemma_in(r, noun,
                    "strike airstrike missile rocket drone shell shelling bombardment bombing bomb "
                    "fire warplane jet aircraft artillery tank invasion offensive flag "
                    "banner passport currency");
}

/* The verb of the clause in which a token stands, NONE. */
uint32_t story_clause_of(const struct reading *r, uint32_t t) {
    for (int i = 0; i < 12 && t != NONE; i++, t = r->tokens[t].head)
        if (is_verb(r, t) || r->tokens[t].deprel == DEP_root)
            return t;
    return NONE;
}

/* Is it a meeting or a signature, which parties to a war hold anywhere? */
bool story_is_talk(const struct reading *r, uint32_t verb) {
    static const char held[] = "talk talks negotiation dialogue meeting accord agreement deal pact "
                               "truce ceasefire cease-fire protocol treaty round summit session";
    uint32_t object = verb == NONE ? NONE : child_with(r, verb, DEP_obj);
    return lemma_in(r, verb, "meet negotiate talk") || lemma_in(r, object, held);
}

/* "Talks in the Nigerian capital, | Abuja": where they talk, whoever they are. */
bool story_is_talk_place(const struct reading *r, uint32_t token) {
    enum deprel d = deprel_basic((enum deprel)r->tokens[token].deprel);
    uint32_t land = d == DEP_appos || d == DEP_amod ? r->tokens[token].head : token;
    return land != NONE && lemma_in(r, case_of(r, land), "in at") &&
           story_is_talk(r, story_clause_of(r, land));
}

/* "Rwandan-backed rebels": who helps is not where it plays. */
static bool is_backer(const struct reading *r, const struct hit *h) {
    return h->last + 1 < r->n_tokens && str_is(r->tokens[h->last].form, "-") &&
           lemma_in(r, h->last + 1, "back lead fund support arm train");
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
            str code = story_state_of(r, p);
            uint32_t weight = (pass == 1 ? 2u : 4u) + (r->hits.items[i].first < FRONT ? 2u : 0u);
            if (p->kind == PHRASE_DEMONYM &&
                story_is_weapon(r, r->tokens[r->hits.items[i].first].head))
                weight -= 4; /* Russian missiles fall elsewhere */
            else if (is_backer(r, &r->hits.items[i]))
                weight = 1;
            else if (p->kind == PHRASE_DEMONYM && /* his Egyptian counterpart: another's */
                     lemma_is(r, r->tokens[r->hits.items[i].first].head, "counterpart"))
                weight = 0;
            bool is_next_door =
                p->kind == PHRASE_DEMONYM && /* near the Thai border */
                lemma_in(r, r->tokens[r->hits.items[i].first].head, "border frontier");
            if (p->kind == PHRASE_PLACE && story_is_reached(r, r->hits.items[i].last - 1))
                weight += 3;
            if (pass == 0 && !is_next_door && is_scene(r, r->hits.items[i].first))
                weight += 3;
            if (is_next_door)
                weight = 1;
            if (pass == 0 && story_is_talk_place(r, r->hits.items[i].last - 1))
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

/* "The Michigan Department of Health", "Florida Police": a body whose name begins with its land. */
static bool is_named_by_land(const struct reading *r, uint32_t t) {
    return r->tokens[t].name == NAME_ORG && r->tokens[t].name_begins &&
           r->tokens[t].upos == UPOS_PROPN && t + 1 < r->n_tokens &&
           r->tokens[t + 1].name == NAME_ORG && !r->tokens[t + 1].name_begins &&
           lemma_in(r, t + 1,
                    "department ministry police bureau authority court regulator government "
                    "parliament assembly legislature council commission state provincial regional "
                    "home health education interior district highway energy");
}

/* The country of the weightiest place that a word alone names in the tables; "" if none. */
static str country_of_place(const struct reading *r, str form) {
    struct phrase_match match = know_match_name(r->know, &form, 1);
    struct know_place best = {.country = {"", 0}};
    for (uint32_t i = 0; i < match.n_hits; i++) {
        if (match.hits[i].kind != PHRASE_PLACE)
            continue;
        struct know_place k = know_place(r->know, match.hits[i].index);
        if (!best.country.n || k.weight > best.weight)
            best = k;
    }
    return best.country;
}

/* The country of the town of the gazetteer that is named from t on; "" if none or too many are.
 * One word is enough where it `is_location`, or where it `may_stand` for one that is well known. */
static str country_of_town(const struct reading *r, uint32_t t, bool is_location, bool may_stand) {
    enum { WELL_KNOWN = 4, MOST = 16 };
    str forms[PHRASE_TOKENS];
    uint32_t n = 0;
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
    uint32_t least = is_location || (may_stand && is_large) ? 1 : 2;
    return is_sure && towns.n_tokens >= least ? best.country : (str){"", 0};
}

bool name_is_town(const struct reading *r, uint32_t t, struct mention *m) {
    bool is_location = r->tokens[t].name == NAME_LOC && r->tokens[t].name_begins;
    bool is_unmarked = r->tokens[t].name == NAME_NONE && r->tokens[t].upos == UPOS_PROPN;
    bool is_governed = r->tokens[t].upos == UPOS_PROPN &&
                       lemma_in(r, case_of(r, t), "of in near from") &&
                       child_with(r, t, DEP_flat) == NONE; /* the governor of Belgorod */
    bool is_land = is_named_by_land(r, t);
    if (r->hit_at[t] != NONE || (!is_location && !is_unmarked && !is_governed && !is_land))
        return false;
    str country = is_land ? country_of_place(r, r->tokens[t].form) : (str){"", 0};
    if (!country.n)
        country = country_of_town(r, t, is_location, is_governed || is_land);
    if (!country.n)
        return false;
    m->place = country;
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

str name_other_state(const struct reading *r, str but) {
    const struct state_weight *best = NULL;
    for (size_t k = 0; k < r->states.n; k++)
        if (!str_equal(r->states.items[k].code, but) &&
            (!best || r->states.items[k].weight > best->weight))
            best = &r->states.items[k];
    return best && best->weight > 0 ? best->code : (str){"", 0};
}

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
