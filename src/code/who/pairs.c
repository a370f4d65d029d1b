/* "The two sides", "both leaders", "the pair", "the presidents": those who were named together, by
 * one conjunction ("Iran and Iraq met") or apart ("Iran's minister met his Iraqi counterpart");
 * where there are none, the two states of whom the report tells most. Looks back over a sentence,
 * or some hundred words where a number says how many are meant. */
#include "code/who/parts.h"

static const char *const state_words =
    "side camp country government party nation state neighbor neighbour rival faction";
static const char *const force_words = "army military navy";
/* Only with a number before them: "the two powers", "both groups", but not "the powers". */
static const char *const counted_words =
    "power superpower foe enemy adversary ally partner guarantor group movement force bloc "
    "delegation administration negotiator envoy chief commander diplomat premier ruler monarch "
    "belligerent combatant member signatory";
static const char *const people_words =
    "leader president minister man woman official premier rival foe ally friend contender "
    "politician";

static bool is_plural(const struct reading *r, uint32_t t) {
    str xpos = lang_xpos(r->coder->model, &r->tokens[t]);
    return str_is(xpos, "NNS") || str_is(xpos, "NNPS");
}

/* "Both accused the other", "neither gave way": a pronoun, and no "both X and Y". */
static bool is_bare_both(const struct reading *r, uint32_t head) {
    enum deprel d = deprel_basic((enum deprel)r->tokens[head].deprel);
    return lemma_in(r, head, "both each neither") && child_with(r, head, DEP_nmod) == NONE &&
           child_with(r, head, DEP_conj) == NONE &&
           (d == DEP_nsubj || d == DEP_obj || d == DEP_iobj || d == DEP_obl || d == DEP_nmod);
}

/* "Both leaders", "the three", without a word of whose they are. */
static bool names_two(const struct reading *r, uint32_t head) {
    bool is_number = lemma_in(r, head, "two three") && r->tokens[head].upos == UPOS_NUM;
    if (is_number || lemma_in(r, head, "pair duo trio"))
        return lemma_is(r, child_with(r, head, DEP_det), "the") &&
               child_with(r, head, DEP_nmod) == NONE; /* "the two agreed" */
    if (is_bare_both(r, head))
        return true;
    if (!lemma_in(r, head, state_words) && !lemma_in(r, head, people_words) &&
        !lemma_in(r, head, force_words) && !lemma_in(r, head, counted_words))
        return false;
    bool is_two = false, is_open = false, is_known = false;
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c]) {
        bool is_owner = r->tokens[c].deprel == DEP_nmod && !lemma_is(r, case_of(r, c), "to");
        if (is_owner || r->tokens[c].deprel == DEP_nmod_poss || r->hit_at[c] != NONE ||
            lemma_in(r, c, "other"))
            return false; /* whose they are is said here, or they are not who was named */
        is_two |= lemma_in(r, c, "both two three each neither either");
        is_open |= lemma_in(r, c, "two three");
        is_known |= lemma_in(r, c, "the these those both their");
    }
    bool is_any = is_open && !is_known && /* "two parties quit the coalition": any two */
                  (lemma_in(r, head, people_words) || lemma_in(r, head, "party faction"));
    return is_two && !is_any;
}

/* "The leaders", "the sides": a pair only right after one was named. */
static bool names_some(const struct reading *r, uint32_t head) {
    if (!is_plural(r, head) ||
        (!lemma_in(r, head, state_words) && !lemma_in(r, head, people_words)) ||
        lemma_in(r, head, "man woman official") || !is_definite(r, head))
        return false;
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        bool is_rival = d == DEP_amod && lemma_in(r, c, "warring rival feuding opposing");
        if (!is_rival && (d == DEP_nmod || d == DEP_amod || d == DEP_compound || d == DEP_nummod ||
                          d == DEP_acl))
            return false;
    }
    return true;
}

/* Can they be the two sides of something? Two states, or bodies and people of power, not two shops.
 */
static bool is_pair(const struct mention *a, const struct mention *b) {
    static const char *const private_sectors = "BUS CVL MED EDU REL NGO REF";
    bool is_alike = str_equal(a->place, b->place) && str_equal(a->sector, b->sector) &&
                    a->kind != ENTITY_PERSON;
    return a->is_known && b->is_known && !is_alike && a->kind != ENTITY_PLACE &&
           b->kind != ENTITY_PLACE && !str_in(a->sector, private_sectors) &&
           !str_in(b->sector, private_sectors);
}

str who_pair_sector(const struct reading *r, uint32_t head) {
    if (lemma_in(r, head, "leader president government minister official premier"))
        return STR("GOV");
    return lemma_in(r, head, force_words) ? STR("MIL") : (str){"", 0};
}

/* Two envoys of one state are no two sides. */
static bool are_of_one(const struct mention *a, const struct mention *b) {
    return a->kind == ENTITY_PERSON && b->kind == ENTITY_PERSON && str_equal(a->place, b->place);
}

/* "Egypt urged both sides": who does something to them, and so is none of them. NONE. */
static uint32_t doer_to(const struct reading *r, uint32_t head) {
    enum deprel d = deprel_basic((enum deprel)r->tokens[head].deprel);
    uint32_t verb = r->tokens[head].head;
    if (verb == NONE || (d != DEP_obj && d != DEP_iobj && d != DEP_obl))
        return NONE;
    uint32_t doer = child_with(r, verb, DEP_nsubj);
    return doer == NONE || r->mention_at[doer] == NONE
               ? NONE
               : r->mentions.items[r->mention_at[doer]].entity;
}

/* "Brazil, Colombia and Argentina": no "both". */
static bool is_list_of_three(const struct reading *r, uint32_t t) {
    uint32_t n = 0;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c])
        n += r->tokens[c].deprel == DEP_conj && is_noun(r, c)
                 ? 1u + (child_with(r, c, DEP_conj) != NONE)
                 : 0u;
    return n > 1;
}

/* Two who are named together from t on, of which none is the doer; of states, not two of one. */
static bool begins_pair(struct reading *r, uint32_t t, uint32_t doer, bool is_of_states) {
    const struct mention first = r->mentions.items[r->mention_at[t]], *a = &first;
    str place; /* asking for owners may make mentions */
    if (a->kind != ENTITY_PLACE && who_other_owners(r, t, &place, 1))
        return true; /* "Thai and Cambodian troops" */
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c]) {
        if (r->tokens[c].deprel != DEP_conj || r->mention_at[c] == NONE)
            continue;
        const struct mention *b = &r->mentions.items[r->mention_at[c]];
        bool is_doer = doer != NONE && (a->entity == doer || b->entity == doer);
        if (is_pair(a, b) && !is_doer && !(is_of_states && are_of_one(a, b)))
            return true;
    }
    return false;
}

/* "At the urging of Qatar and Saudi Arabia", "brokered by A and B": who brings others together. */
static bool are_go_betweens(const struct reading *r, uint32_t t) {
    return lemma_in(
        r, r->tokens[t].head,
        "urging request mediation behest auspices invitation insistence prodding broker "
        "mediate facilitate");
}

uint32_t known_pair(struct reading *r, uint32_t head) {
    enum { FAR = 120 };
    uint32_t s = r->sentence[head], low = r->text->sentences[s ? s - 1 : 0].first;
    uint32_t doer = doer_to(r, head);
    bool is_of_states = lemma_in(r, head, state_words);
    bool is_two = names_two(r, head);
    if (is_two)
        low = head > FAR ? head - FAR : 0;
    else if (!names_some(r, head))
        return NONE;
    is_two = is_two && !lemma_in(r, head, "three trio") &&
             !lemma_is(r, child_with(r, head, DEP_nummod), "three");
    for (uint32_t t = head; t-- > low;)
        if (r->mention_at[t] != NONE && r->tokens[t].deprel != DEP_conj &&
            !(is_two && is_list_of_three(r, t)) && !are_go_betweens(r, t) &&
            begins_pair(r, t, doer, is_of_states))
            return t;
    return NONE;
}

/* "Arrested two brothers. Both were charged." */
uint32_t known_two(const struct reading *r, uint32_t head) {
    uint32_t s = r->sentence[head], low = r->text->sentences[s ? s - 1 : 0].first;
    for (uint32_t t = head; t-- > low && is_bare_both(r, head);)
        if (r->mention_at[t] != NONE && r->mentions.items[r->mention_at[t]].is_plural &&
            lemma_in(r, child_with(r, t, DEP_nummod), "two 2"))
            return t;
    return NONE;
}

static bool may_be_one_of(const struct reading *r, uint32_t head, const struct mention *m) {
    bool is_open = lemma_in(r, head, "two they them");
    bool is_state = m->kind == ENTITY_COUNTRY &&
                    (is_open || lemma_in(r, head, state_words) || lemma_in(r, head, force_words));
    bool is_person = m->kind == ENTITY_PERSON &&
                     (is_open || lemma_in(r, head, people_words) || lemma_in(r, head, "pair duo"));
    return m->is_known && !m->is_default && !m->is_plural && m->entity != NONE &&
           (is_state || is_person);
}

/* Adds a head unless its entity is there. False where there are more than two. */
static bool add_to_pair(const struct reading *r, uint32_t t, uint32_t two[2], uint32_t *n) {
    const struct mention *m = &r->mentions.items[r->mention_at[t]];
    for (uint32_t i = 0; i < *n; i++)
        if (r->mentions.items[r->mention_at[two[i]]].entity == m->entity)
            return true;
    if (*n == 2)
        return false;
    two[(*n)++] = t;
    return true;
}

/* The two of whom the text tells from a sentence on to `head`. False where there are more. */
static bool gather_pair(const struct reading *r, uint32_t head, uint32_t first, uint32_t doer,
                        uint32_t two[2], uint32_t *n) {
    *n = 0;
    for (uint32_t t = r->text->sentences[first].first; t < head; t++) {
        if (r->sentence[t] == r->sentence[head] && *n == 2)
            return true; /* both before this sentence */
        const struct mention *m =
            r->mention_at[t] == NONE ? NULL : &r->mentions.items[r->mention_at[t]];
        bool is_doer = m && doer != NONE && m->entity == doer;
        if (m && !is_doer && may_be_one_of(r, head, m) && !add_to_pair(r, t, two, n))
            return false;
    }
    return true;
}

bool who_two_apart(struct reading *r, uint32_t head, uint32_t two[2]) {
    enum { FAR = 4 }; /* sentences; of people who are told to be two */
    uint32_t n = 0, s = r->sentence[head], doer = doer_to(r, head);
    bool is_pair_word = names_two(r, head) || names_some(r, head) || lemma_in(r, head, "they them");
    if (!is_pair_word || lemma_in(r, head, "three trio") || known_pair(r, head) != NONE)
        return false;
    uint32_t most = names_two(r, head) && lemma_in(r, head, people_words) ? FAR : 1;
    for (uint32_t back = 1; n < 2 && back <= most && back <= s + 1; back++)
        if (!gather_pair(r, head, s < back ? 0 : s - back, doer, two, &n))
            return false;
    return n == 2;
}

struct tally {
    str place;
    uint32_t n;
};

/* How often the report has named each state before `end`, at most `most` of them. */
static uint32_t tally_states(const struct reading *r, uint32_t end, struct tally *out,
                             uint32_t most) {
    uint32_t n = 0;
    for (uint32_t t = end > 1500 ? end - 1500 : 0; t < end; t++) {
        if (r->mention_at[t] == NONE)
            continue;
        const struct mention *m = &r->mentions.items[r->mention_at[t]];
        if (!m->is_known || m->is_default || m->place.n != 3 || str_in(m->place, "--- INT"))
            continue;
        uint32_t k = 0;
        while (k < n && !str_equal(out[k].place, m->place))
            k++;
        if (k == n && n == most)
            continue;
        if (k == n)
            out[n++] = (struct tally){m->place, 0};
        out[k].n++;
    }
    return n;
}

/* Who has been told of in a state before a token. */
struct camps {
    uint32_t rebels, opposed, state;
};

static struct camps camps_in(const struct reading *r, uint32_t head, str place) {
    struct camps n = {0};
    for (uint32_t t = head > 1500 ? head - 1500 : 0; t < head; t++) {
        if (r->mention_at[t] == NONE)
            continue;
        const struct mention *m = &r->mentions.items[r->mention_at[t]];
        if (!m->is_known || !str_equal(m->place, place))
            continue;
        n.rebels += str_is(m->sector, "REB");
        n.opposed += str_is(m->sector, "OPP");
        n.state += m->kind != ENTITY_PLACE && (m->sector.n == 0 || str_in(m->sector, "GOV MIL"));
    }
    return n;
}

/* The two sides of a war within one state: the state, and the rebels or opposition of whom the
 * report has told most. */
static bool inner_sides(struct reading *r, uint32_t head, str place, str sides[2]) {
    if (!lemma_in(r, head, "side party two") || !place.n)
        return false;
    struct camps n = camps_in(r, head, place);
    if (n.state == 0 || n.rebels + n.opposed == 0)
        return false;
    sides[0] = place;
    sides[1] = who_code(r, place, n.rebels >= n.opposed ? STR("REB") : STR("OPP"));
    return true;
}

/* "Norway and Cuba urged both sides": the states of those who do something to them are none. */
static uint32_t drop_doers(const struct reading *r, uint32_t head, struct tally *states,
                           uint32_t n) {
    uint32_t verb = r->tokens[head].head, left = 0;
    if (doer_to(r, head) == NONE)
        return n;
    uint32_t doer = child_with(r, verb, DEP_nsubj);
    for (uint32_t k = 0; k < n; k++) {
        bool is_doer = false;
        for (uint32_t t = doer; t < verb; t++) {
            uint32_t m = r->mention_at[t];
            bool is_listed =
                t == doer || (r->tokens[t].deprel == DEP_conj && r->tokens[t].head == doer);
            is_doer |= is_listed && m != NONE && r->mentions.items[m].kind == ENTITY_COUNTRY &&
                       str_equal(r->mentions.items[m].place, states[k].place);
        }
        if (!is_doer)
            states[left++] = states[k];
    }
    return left;
}

bool who_two_sides(struct reading *r, uint32_t head, str sides[2]) {
    enum { MOST = 16 };
    struct tally states[MOST];
    if (str_is(r->tokens[head].form, "Koreas")) {
        sides[0] = STR("PRK");
        sides[1] = STR("KOR");
        return true;
    }
    if (!names_two(r, head) || known_pair(r, head) != NONE)
        return false;
    uint32_t before = r->text->sentences[r->sentence[head]].first; /* who urges them is none */
    uint32_t n = tally_states(r, lemma_is(r, head, "side") && before ? before : head, states, MOST);
    n = drop_doers(r, head, states, n);
    for (uint32_t i = 0; i < 3 && i < n; i++) /* the three that are named most, in front */
        for (uint32_t k = i + 1; k < n; k++)
            if (states[k].n > states[i].n) {
                struct tally swap = states[i];
                states[i] = states[k];
                states[k] = swap;
            }
    bool are_all = n == 2 && lemma_in(r, head, "country nation neighbor neighbour state side");
    struct camps at_home = n ? camps_in(r, head, states[0].place) : (struct camps){0};
    uint32_t foes = at_home.rebels > at_home.opposed ? at_home.rebels : at_home.opposed;
    bool is_civil_war = n > 1 && foes > 1 && foes >= states[1].n && at_home.state >= states[1].n &&
                        2 * states[1].n < states[0].n; /* others only comment on it */
    if (n < 2 || is_civil_war || (states[1].n < 2 && !are_all) ||
        (n > 2 && states[2].n == states[1].n))
        return inner_sides(r, head, n ? states[0].place : r->story_country, sides);
    sides[0] = states[0].place;
    sides[1] = states[1].place;
    return true;
}

uint32_t who_antecedent(struct reading *r, uint32_t token) {
    return lemma_in(r, token, "they them their") ? coref_antecedent(r, token)
                                                 : known_pair(r, token);
}
