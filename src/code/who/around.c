/* The country of one sentence, which an unnamed group takes ("police", "residents"): a place in a
 * locative phrase of the group's own clause says most, then whose army speaks or fights beside, the
 * scene that the paragraph sets, and the story's country. Cost: the names of the sentence, each
 * with a bounded climb. */
#include "code/who/parts.h"

#include <string.h>

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
    if (lemma_in(r, r->tokens[at].head, "exile refuge asylum sanctuary"))
        return kind == PHRASE_PLACE ? 2u : 1u; /* "flew into exile in Nigeria": whither one went */
    bool is_located =
        lemma_in(r, case_of(r, at), "in at near outside across around throughout inside within") &&
        is_around(r, story_clause_of(r, token), head);
    is_located |= lemma_is(r, case_of(r, at), "on") && lemma_in(r, at, "outskirts outskirt edge") &&
                  is_around(r, story_clause_of(r, token), head);
    is_located |= lemma_in(r, case_of(r, at), "to into") && is_sent_there(r, at, head);
    is_located |= lemma_is(r, case_of(r, at), "on") &&
                  is_around(r, story_clause_of(r, token), head) &&
                  lemma_in(r, r->tokens[at].head,
                           "strike attack airstrike raid assault shelling bombardment bombing "
                           "offensive drone missile rocket march advance");
    is_located |= kind == PHRASE_PLACE && story_is_reached(r, token) &&
                  is_around(r, r->tokens[token].head, head);
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
        bool is_owner = h != NONE && (story_is_weapon(r, r->tokens[t].head) || is_striker(r, t));
        const struct phrase_hit *p = is_owner ? name_reading(r, &r->hits.items[h]) : NULL;
        if (p && (p->kind == PHRASE_DEMONYM || p->kind == PHRASE_COUNTRY) &&
            str_equal(story_state_of(r, p), code))
            return true;
    }
    return false;
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
            code = story_state_of(r, p);
        if (str_is(r->tokens[t].form, ",")) {
            uint32_t verb = t == s->first ? NONE : story_clause_of(r, t - 1);
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
        str code = p && p->kind == PHRASE_PLACE ? story_state_of(r, p) : (str){"", 0};
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
           story_is_talk(r, story_clause_of(r, place));
}

/* The state whose name stands before a noun: "Lebanese police"; "" if none. */
static str state_before(const struct reading *r, uint32_t noun) {
    for (uint32_t c = r->first_child[noun]; c != NONE && c < noun; c = r->next_sibling[c]) {
        uint32_t h = r->hit_at[c];
        const struct phrase_hit *p = h == NONE ? NULL : name_reading(r, &r->hits.items[h]);
        if (p && (p->kind == PHRASE_DEMONYM || p->kind == PHRASE_COUNTRY))
            return story_state_of(r, p);
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

/* "The Russian ministry said warplanes had struck": armies tell of their own; "" if none speaks. A
 * speaker with the calling of the forces ("the army said soldiers …") was asked before, by
 * owner_by_speaker of compose.c. */
static str state_of_army(const struct reading *r, uint32_t head) {
    uint32_t verb = climb_to_report(r, head, 6);
    uint32_t speaker = verb == NONE ? NONE : child_with(r, verb, DEP_nsubj);
    bool is_own = r->tokens[head].deprel == DEP_nsubj ||
                  (r->tokens[head].deprel == DEP_nsubj_pass &&
                   lemma_in(r, head, "troop troops soldier force marine"));
    bool is_army = is_own && lemma_in(r, head, forces) &&
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
    return is_state ? story_state_of(r, p) : (str){"", 0};
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
    return state_before(r, subject);
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
                  str_equal(story_state_of(r, p), around);
    return is_own ? name_other_state(r, around) : (str){"", 0};
}

/* The country of which the names of a sentence say most that a phrase plays in it. */
struct setting {
    str country; /* "" if none */
    uint32_t weight;
    bool is_tie; /* another has the same weight */
};

/* "Held talks in Doha", "fired at Tel Aviv": a place in another country than the story's that is
 * not that of those who act. */
static bool is_abroad(const struct reading *r, uint32_t place, uint32_t head, str code) {
    return r->story_country.n && !str_equal(code, r->story_country) &&
           (is_target(r, place, head) || is_meeting_place(r, place, head) ||
            (is_victim(r, head) && story_is_talk_place(r, place)));
}

static struct setting setting_of(const struct reading *r, uint32_t head) {
    const struct sentence *s = &r->text->sentences[r->sentence[head]];
    struct setting best = {.country = {"", 0}};
    for (uint32_t t = s->first; t < s->last; t++) {
        uint32_t h = r->hit_at[t];
        if (h == NONE || r->hits.items[h].first != t)
            continue;
        const struct phrase_hit *p = name_reading(r, &r->hits.items[h]);
        uint32_t over = r->tokens[t].head;
        bool is_of_land = p && p->kind == PHRASE_DEMONYM && over != NONE && name_is_land(r, over);
        if (!p || p->kind == PHRASE_ACTOR || (p->kind == PHRASE_DEMONYM && !is_of_land))
            continue;
        str code = story_state_of(r, p);
        uint32_t last = r->hits.items[h].last - 1;
        uint32_t weight = location_weight(r, last, head, p->kind);
        if (is_abroad(r, last, head, code))
            continue;
        if (is_of_land && weight < LOCATED)
            continue; /* in the Armenian capital */
        if (code.n == 0 || (weight == best.weight && str_equal(code, best.country)))
            continue;
        best.is_tie = weight == best.weight;
        if (weight > best.weight) {
            best.weight = weight;
            best.country = code;
        }
    }
    return best;
}

/* The country of those whom the story's state hits: they are not its own. "" where it hits none. */
static str state_of_victims(const struct reading *r, uint32_t head, const struct setting *around) {
    const struct sentence *s = &r->text->sentences[r->sentence[head]];
    if (!r->story_country.n || !is_victim(r, head) || !is_attacker(r, s, r->story_country))
        return (str){"", 0};
    bool is_elsewhere =
        around->country.n && !around->is_tie && !str_equal(around->country, r->story_country);
    return is_elsewhere ? around->country : name_other_state(r, r->story_country);
}

/* What the clause says where no place in it decides: who hits, deals with, judges or scolds whom;
 * "" if it says nothing. */
static str state_by_deed(const struct reading *r, uint32_t head, const struct setting *around) {
    str victims = state_of_victims(r, head, around);
    if (victims.n)
        return victims;
    str dealing = name_state_by_dealings(r, head);
    if (dealing.n)
        return dealing;
    str home = state_of_law(r, head);
    if (home.n)
        return home;
    str against = state_against(r, head);
    bool is_own = str_equal(against, around->country) || str_equal(against, r->story_country);
    return against.n && is_own ? name_other_state(r, against) : (str){"", 0};
}

/* An unnamed group takes the country in which its sentence plays, if one stands out, else the
 * scene's that its paragraph is set in, else the story's. */
str name_country_around(const struct reading *r, uint32_t head) {
    str own = state_of_army(r, head), shared = own.n ? own : state_of_comrades(r, head);
    if (shared.n)
        return shared;
    struct setting around = setting_of(r, head);
    str found = around.country;
    bool is_sure =
        found.n && !around.is_tie && (around.weight >= LOCATED || r->story_country.n == 0);
    if (is_sure)
        return found;
    str by_deed = state_by_deed(r, head, &around);
    if (by_deed.n)
        return by_deed;
    str told = found.n || !is_victim(r, head) ? (str){"", 0} : state_of_counter(r, head);
    if (told.n)
        return told;
    str scene = found.n ? (str){"", 0} : scene_before(r, r->sentence[head]);
    if (scene.n)
        return scene;
    return r->story_country.n ? r->story_country : found;
}
