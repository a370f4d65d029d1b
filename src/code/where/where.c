/* Where. An act happens at a place that its sentence names and that hangs on it: by a locative
 * preposition on the act itself, inside one of its arguments ("struck a convoy in Fallujah"), or on
 * a clause that it shares (participles, conjunction, a fronted "In Baghdad, police said …"). From
 * every place of the sentence the tree is climbed once; the climb must pass a locative link, and
 * the links under it may only be those of a place's description ("the suburbs of", "the town of",
 * "the capital, X"). So a country in an actor's name or as an owner never counts. Of several places
 * the one nearest to the act wins, the more specific before the country around it. "From" counts
 * only with words of leaving, "to" only with words of going, an object only with words of taking,
 * entering and visiting. Where nothing hangs on the act, the sentence's only locative place does.
 */
#include "code/where/where.h"

#include "code/when/owner.h"
#include "code/where/spots.h"
#include "code/who/who.h"

enum { MAX_CHAIN = 10, MAX_PATH = 12, FAR = 100000 };

static const char locatives[] =
    "in at near inside outside across around throughout on off within along over toward "
    "towards into onto through amid beyond surround north south east west northeast northwest "
    "southeast southwest";
/* What places an act whatever the tree says. */
static const char sure_locatives[] =
    "in at near inside outside across around throughout north south east west northeast "
    "northwest southeast southwest";
static const char going[] =
    "go travel fly visit arrive return come send deploy head move march trip tour extradite deport "
    "transfer dispatch rush bring transport journey flight deployment ship flee cross spread "
    "expand extend deliver bind drive sail convoy bus evacuate invite hand airlift repatriate "
    "land advance delivery shipment supply export mission accompany escort fighter pilgrimage";
static const char leaving[] =
    "withdraw withdrawal pull pullout evacuate evacuation leave expel expulsion remove flee "
    "retreat exit depart oust drive deport eject drop ban exclude fire abduct kidnap hostage "
    "snatch seize";
static const char other_acts[] =
    "over for after since following about against to before despite amid";
static const char taking[] =
    "visit tour enter leave invade capture seize storm bomb bombard shell retake recapture "
    "liberate cross evacuate occupy overrun besiege reach raid fill quit take control close sweep "
    "annex blockade surround quit arrive pound rock pack crowd throng jam";
static const char events_of[] =
    "invasion capture fall takeover occupation siege control evacuation bombing shelling "
    "seizure tour visit liberation annexation blockade conquest bombardment takeover storming "
    "partition invade control";
static const char place_nouns[] =
    "city town village capital province region state area district coast suburb outskirt outskirts "
    "street center centre part "
    "border north south east west edge heart neighborhood neighbourhood port island territory "
    "valley mountain border "
    "enclave stronghold republic county municipality camp side shore bank vicinity mile kilometer "
    "kilometre rest "
    "southeast northeast southwest northwest interior corner section zone site base airport prison "
    "road highway river "
    "peninsula downtown isle archipelago department prefecture shrine tribal kingdom country "
    "nation portion half "
    "third much majority most northern southern eastern western hometown";

static bool is_place_noun(const struct reading *r, uint32_t t) {
    return lemma_in(r, t, place_nouns);
}

/* A thing of the mind, which is nowhere: "at Washington's decision", "in Kyiv's view". */
static bool is_abstract(const struct reading *r, uint32_t t) {
    static const char *const endings[] = {"ion",  "ment", "ance", "ence", "ity",
                                          "ness", "al",   "ship", "ism"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends(r->lemma[t], str_from(endings[i])) &&
            !lemma_in(r, t,
                      "station hospital terminal embassy institution mansion region pavilion "
                      "parliament apartment government canal capital cathedral tribunal"))
            return true;
    return lemma_in(r, t,
                    "request view behest offer demand move plan claim call bid stance policy "
                    "word heart mind favor favour name eye expense interest war threat role "
                    "side");
}

/* The places between a description and a name: "the town of X", "X's outskirts", "the capital, X",
 * "X province". */
static bool is_description(const struct reading *r, uint32_t t, uint32_t h, bool is_country) {
    enum deprel d = (enum deprel)r->tokens[t].deprel;
    if (d == DEP_appos || d == DEP_flat || d == DEP_nmod_desc || deprel_basic(d) == DEP_list)
        return true;
    if (d == DEP_conj)
        return true;
    if (d == DEP_nmod_poss) { /* also "around X's police complex", but not "at X's request" */
        bool is_thing = lemma_in(r, case_of(r, h), sure_locatives) && !when_is_act_noun(r, h) &&
                        !is_abstract(r, h);
        return is_thing || is_place_noun(r, h) || r->tokens[h].upos == UPOS_PROPN;
    }
    if (d == DEP_compound || d == DEP_nmod_unmarked || d == DEP_amod)
        return is_place_noun(r, h) && !is_country;
    if (deprel_basic(d) == DEP_nmod && lemma_in(r, case_of(r, t), "to from between"))
        return lemma_in(r, h, "road highway route way bridge border crossing approach");
    if (deprel_basic(d) == DEP_nmod)
        return lemma_in(r, case_of(r, t), "of") &&
               (is_place_noun(r, h) || r->tokens[h].upos == UPOS_PROPN);
    return false;
}

/* The preposition over a link: the tree's, for the name itself also the one that stands before it.
 */
static uint32_t marker_of(const struct reading *r, const struct spot *s, uint32_t t) {
    uint32_t marker = case_of(r, t);
    if (marker == NONE)
        marker = child_with(r, t, DEP_mark);
    return marker == NONE && t == s->head ? s->preposition : marker;
}

/* Does the link from t up to h say where h is? */
static bool is_locative_link(struct reading *r, const struct spot *s, uint32_t t, uint32_t h,
                             uint32_t goal) {
    bool is_country = s->is_country;
    enum deprel d = (enum deprel)r->tokens[t].deprel;
    enum deprel basic = deprel_basic(d);
    uint32_t marker = marker_of(r, s, t);
    if (basic == DEP_obl || basic == DEP_advmod || basic == DEP_advcl ||
        (basic == DEP_nmod && d != DEP_nmod_poss)) {
        if (marker == NONE)
            return basic != DEP_nmod && is_place_noun(r, t);
        if (is_country && lemma_is(r, marker, "on"))
            return false; /* an attack on Israel */
        if (lemma_in(r, marker, locatives))
            return true;
        if (lemma_is(r, marker, "for") && lemma_in(r, h, "plan schedule set slate due"))
            return true; /* the next round is planned for Geneva */
        if (lemma_is(r, marker, "to") && lemma_in(r, h, "extend expand spread"))
            return true;
        if (lemma_in(r, marker, "to for"))
            return (lemma_in(r, goal, going) || lemma_in(r, h, "visit trip tour journey")) &&
                   (lemma_is(r, marker, "to") || lemma_in(r, goal, "leave depart head bind"));
        if (lemma_in(r, marker, "from out"))
            return lemma_in(r, goal, leaving) || lemma_in(r, h, leaving);
        if (lemma_is(r, marker, "of"))
            return lemma_in(r, h, events_of);
        return lemma_in(r, marker, "against") && !is_country &&
               lemma_in(r, h, "offensive attack assault operation");
    }
    if (d == DEP_nsubj) /* was the target of an attack */
        return !is_verb(r, h) && lemma_in(r, h, "target scene site venue location theater theatre");
    if (d == DEP_obj || d == DEP_nsubj_pass)
        return is_verb(r, h) && (lemma_in(r, h, taking) ||
                                 (!is_country && lemma_in(r, h, "attack hit strike target")));
    if (d == DEP_compound || d == DEP_nmod_unmarked) {
        if (is_country || s->is_seat)
            return lemma_in(r, h, "war conflict border crisis");
        return !who_mention(r, h)->is_human; /* not "Kabul police" */
    }
    return false;
}

/* Cost of the way from a place up to `goal` (a token of the act's chain); FAR where it does not
 * lead there or passes no locative link. is_direct: the place must hang on the goal itself, not
 * inside its arguments. */
static int cost_to(struct reading *r, const struct spot *s, uint32_t goal, bool is_direct) {
    uint32_t t = s->head;
    bool is_located = false;
    int cost = 0;
    for (int i = 0; i < MAX_PATH; i++) {
        uint32_t h = r->tokens[t].head;
        if (h == NONE)
            return FAR;
        enum deprel d = (enum deprel)r->tokens[t].deprel;
        enum deprel basic = deprel_basic(d);
        if (!is_located) {
            if (is_locative_link(r, s, t, h, goal) &&
                !(is_description(r, t, h, s->is_country) && h != goal))
                is_located = true;
            else if (!is_description(r, t, h, s->is_country) || h == goal)
                return FAR;
        } else {
            if (is_direct)
                return FAR;
            bool is_argument = basic == DEP_obj || basic == DEP_nsubj || basic == DEP_obl ||
                               basic == DEP_nmod || basic == DEP_conj || basic == DEP_appos ||
                               basic == DEP_iobj || basic == DEP_acl || basic == DEP_xcomp ||
                               basic == DEP_compound || basic == DEP_advmod;
            if (!is_argument || d == DEP_nmod_poss || d == DEP_acl_relcl)
                return FAR;
            if (when_is_act_noun(r, t) && lemma_in(r, case_of(r, t), other_acts))
                return FAR; /* executed a man over an attack in Ahvaz */
            cost += basic == DEP_nsubj ? 12 : basic == DEP_obl ? 8 : 4;
        }
        cost += 2;
        if (h == goal)
            return cost;
        t = h;
    }
    return FAR;
}

/* The words whose place an act may share: itself, then up. */
static uint32_t chain_of(const struct reading *r, uint32_t token, uint32_t *chain,
                         bool *is_beyond) {
    uint32_t n = 0;
    bool beyond = false;
    for (uint32_t t = token; t != NONE && n < MAX_CHAIN; t = r->tokens[t].head) {
        chain[n] = t;
        is_beyond[n++] = beyond;
        enum deprel d = (enum deprel)r->tokens[t].deprel;
        bool is_own_clause = d == DEP_ccomp || d == DEP_parataxis || d == DEP_csubj;
        beyond |= is_own_clause;
    }
    return n;
}

/* Does a more exact name follow: "the Darfur city | of El Fasher", "Kashmir | 's Kulgam district"?
 */
static bool is_wider(const struct reading *r, const struct spot *s) {
    uint32_t t = s->last;
    if (t >= r->n_tokens || r->sentence[t] != r->sentence[s->first])
        return false;
    if (lemma_in(r, t, "'s \xe2\x80\x99s"))
        return true;
    return t + 1 < r->n_tokens && is_place_noun(r, t) && lemma_is(r, t + 1, "of");
}

/* "Reject meddling in Libya": of what is spoken of, though a parser hang it on the verb. */
static bool is_behind_object(const struct reading *r, const struct spot *s, uint32_t verb) {
    if (s->preposition == NONE || s->preposition <= verb)
        return false;
    uint32_t t = s->preposition - 1;
    return is_noun(r, t) && r->tokens[t].head == verb &&
           deprel_basic((enum deprel)r->tokens[t].deprel) == DEP_obj;
}

/* Under a reporting verb only what stands before it sets the scene. */
static bool is_scene(const struct reading *r, const struct spot *s, uint32_t verb) {
    if (s->head > verb)
        return false;
    uint32_t subject = child_with(r, verb, DEP_nsubj);
    return subject == NONE || s->head < subject;
}

static struct place *place_of(struct reading *r, struct spot *s) {
    return s->index == NONE ? &s->place : &r->places.items[s->index];
}

/* A country that only tells whose something is: "in a U.S. drone strike". */
static bool is_owner(const struct reading *r, const struct spot *s) {
    enum deprel d = (enum deprel)r->tokens[s->head].deprel;
    uint32_t h = r->tokens[s->head].head;
    return s->is_country && h != NONE && !is_place_noun(r, h) &&
           (d == DEP_compound || d == DEP_amod || d == DEP_nmod_poss);
}

static bool is_in_chain(const uint32_t *chain, uint32_t n, uint32_t t) {
    for (uint32_t i = 0; i < n; i++)
        if (chain[i] == t)
            return true;
    return false;
}

static bool has_noun_subject(const struct reading *r, uint32_t t) {
    uint32_t subject = child_with(r, t, DEP_nsubj);
    return subject != NONE && r->tokens[subject].upos != UPOS_PRON;
}

/* Is the place another's than the act's? "Told reporters in Mogadishu that …", "a court in
 * Venezuela ordered …" is where somebody speaks or orders, not where that happens which he tells;
 * "caused a crisis in Ukraine, and parliament voted" is the place of the first clause. Of a talk,
 * what is said in its clauses says nothing. */
static bool is_of_another(const struct reading *r, const struct spot *s, const uint32_t *chain,
                          uint32_t n, bool is_talk) {
    for (uint32_t t = s->head, i = 0; i < MAX_PATH; i++) {
        uint32_t h = r->tokens[t].head;
        enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
        if (h == NONE)
            return false;
        if (d == DEP_conj && is_verb(r, t) && (has_noun_subject(r, t) || s->is_country) &&
            !is_in_chain(chain, n, t))
            return true; /* the clause of another's deed */
        if ((is_talk && (d == DEP_ccomp || d == DEP_acl)) ||
            (t != chain[0] && when_is_act_noun(r, t) && lemma_in(r, case_of(r, t), "over about")))
            return true;
        for (uint32_t k = 1; k < n; k++) {
            if (h != chain[k])
                continue;
            bool is_party = d == DEP_nsubj || d == DEP_obj || d == DEP_iobj;
            bool is_joined = deprel_basic((enum deprel)r->tokens[chain[k - 1]].deprel) == DEP_conj;
            uint32_t o = operators_of(r, h);
            bool is_speaking = s->head < chain[0] && d != DEP_ccomp && (o & OP_REPORT);
            return (is_speaking && (s->is_country || d != DEP_nsubj)) ||
                   (d == DEP_nsubj && (o & OP_CAUSE)) || (is_party && is_joined);
        }
        if (h == chain[0])
            return false;
        t = h;
    }
    return false;
}

/* "In Kenya's fight", "at Washington's decision". */
static bool is_owner_of_thought(const struct reading *r, const struct spot *s) {
    uint32_t mark = child_with(r, s->head, DEP_case), owned = r->tokens[s->head].head;
    return mark != NONE && lemma_in(r, mark, "'s") &&
           (s->is_country || (owned != NONE && is_abstract(r, owned)));
}

/* Where the tree leads nowhere: the only country that the sentence's locative names lie in, by
 * their prepositions alone; of its names the nearest, the more specific first. */
static struct spot *only_located(struct reading *r, const uint32_t *chain, uint32_t n,
                                 uint32_t first, uint32_t last, bool is_talk) {
    struct spot *found = NULL;
    uint32_t best = NONE;
    for (uint32_t i = first; i < last; i++) {
        struct spot *s = &r->where->spots.items[i];
        if (!lemma_in(r, s->preposition, sure_locatives) || is_owner(r, s) ||
            is_owner_of_thought(r, s))
            continue;
        if (found && !str_equal(found->place.country, s->place.country))
            return NULL;
        if (is_of_another(r, s, chain, n, is_talk))
            continue;
        uint32_t gap = s->head > chain[0] ? s->head - chain[0] : chain[0] - s->head;
        gap += s->is_country ? 100 : is_wider(r, s) ? 50 : 0;
        if (gap < best) {
            best = gap;
            found = s;
        }
    }
    return found;
}

/* Is the act one of words alone? What its arguments name then says nothing of where it was spoken.
 */
static bool is_of_words(enum plover_type type) {
    return type == PLOVER_ACCUSE || type == PLOVER_REQUEST || type == PLOVER_REJECT ||
           type == PLOVER_SUPPORT || type == PLOVER_THREATEN;
}

/* "The town of Shusha, which it captured": the place that a relative clause takes. */
static struct spot *taken_place(struct reading *r, uint32_t token, uint32_t first, uint32_t last) {
    uint32_t noun = r->tokens[token].head, object = child_with(r, token, DEP_obj);
    if (r->tokens[token].deprel != DEP_acl_relcl || !lemma_in(r, token, taking) ||
        (object != NONE && !lemma_in(r, object, "which that")))
        return NULL;
    for (uint32_t i = first; i < last; i++) {
        struct spot *s = &r->where->spots.items[i];
        uint32_t t = s->head;
        for (int k = 0; k < 3 && t != NONE && t != noun; k++) {
            uint32_t h = r->tokens[t].head;
            t = h != NONE && is_description(r, t, h, s->is_country) ? h : NONE;
        }
        if (t == noun && s->head < token)
            return s;
    }
    return NULL;
}

struct place *where_of(struct reading *r, uint32_t token, enum plover_type type) {
    bool is_attribute = is_verb(r, token) && r->tokens[token].deprel == DEP_amod;
    if (!r->where || is_attribute) /* the Kremlin-backed leader */
        return NULL;
    /* who signs a treaty sits somewhere, whatever the treaty is about */
    bool is_signed = lemma_in(r, token, "sign initial seal ratify conclude adopt");
    bool is_spoken = is_of_words(type) && !is_signed;
    uint32_t sentence = r->sentence[token];
    uint32_t first = r->where->first_of_sentence[sentence],
             last = r->where->first_of_sentence[sentence + 1];
    uint32_t chain[MAX_CHAIN];
    bool is_beyond[MAX_CHAIN];
    uint32_t n = chain_of(r, token, chain, is_beyond);
    struct spot *best = NULL;
    int best_cost = FAR;
    for (uint32_t i = first; i < last; i++) {
        struct spot *s = &r->where->spots.items[i];
        for (uint32_t k = 0; k < n; k++) {
            if (is_beyond[k] && !is_scene(r, s, chain[k]))
                continue;
            int cost = cost_to(r, s, chain[k], is_spoken || k > 0);
            if (cost == FAR || (is_spoken && is_behind_object(r, s, token)))
                continue;
            cost += 15 * (int)k + (s->is_country ? 5 : 0) + (s->place.has_point ? 0 : 3) +
                    (is_wider(r, s) ? 6 : 0);
            if (cost < best_cost) {
                best_cost = cost;
                best = s;
            }
            break;
        }
    }
    if (!best)
        best = taken_place(r, token, first, last);
    bool is_promise = type == PLOVER_AGREE || type == PLOVER_CONCEDE;
    if (!best && !is_spoken && !is_promise)
        best = only_located(r, chain, n, first, last, type == PLOVER_CONSULT);
    return best ? place_of(r, best) : NULL;
}

bool where_prepare(struct reading *r) {
    return spots_find(r);
}
