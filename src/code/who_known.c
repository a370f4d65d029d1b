/* What the report has told before: a body under its short name, an acronym that the text explains,
 * two who were named together. Each looks back over mentions and entities, at most some hundred
 * words or the entities of the report. */
#include "code/who_parts.h"

bool known_is_definite(const struct reading *r, uint32_t head) {
    return lemma_in(r, child_with(r, head, DEP_det), "the this that these those");
}

/* Is the name one of the words? "Mahan" of "the Iranian airline Mahan Air", "the Brotherhood" of
 * "the Muslim Brotherhood". */
static bool is_short_for(str name, str whole) {
    for (str rest = whole, one; str_split(&rest, ' ', &one);)
        if (str_equal(one, name))
            return true;
    return false;
}

/* A body that the text has named and told of before: "Mahan" after "the Iranian airline Mahan Air".
 */
bool known_body(struct reading *r, uint32_t first, struct mention *m) {
    str name = r->tokens[first].form;
    if (name.n < 3 || r->tokens[first].upos != UPOS_PROPN)
        return false;
    size_t oldest = r->entities.n > 256 ? r->entities.n - 256 : 0;
    for (size_t i = r->entities.n; i-- > oldest;) {
        const struct person *p = &r->entities.items[i];
        bool is_body = p->kind == ENTITY_ORGANISATION || p->kind == ENTITY_GROUP;
        if (!is_body || str_is(p->place, "---") || !is_short_for(name, p->name))
            continue;
        m->place = p->place;
        m->sector = p->sector;
        m->actor = p->actor;
        m->kind = p->kind;
        m->entity = (uint32_t)i;
        m->is_default = p->is_default;
        m->is_known = m->is_human = true;
        return true;
    }
    return false;
}

/* An acronym that the text explains: "the National Telecommunications Commission (NTC)". The head
 * of what it stands for, NONE. */
uint32_t known_acronym(const struct reading *r, uint32_t t) {
    str form = r->tokens[t].form;
    if (form.n < 2 || form.n > 8 || !name_is_acronym(form))
        return NONE;
    uint32_t end = r->n_tokens < 6000 ? r->n_tokens : 6000; /* explained early, if at all */
    for (uint32_t i = 2; i + 1 < end; i++) {
        if (!str_equal(r->tokens[i].form, form) || !str_is(r->tokens[i - 1].form, "(") || i == t)
            continue;
        uint32_t before = i - 2;
        bool is_noun_before =
            r->tokens[before].upos == UPOS_PROPN || r->tokens[before].upos == UPOS_NOUN;
        if (!is_noun_before || r->sentence[before] != r->sentence[i])
            return NONE;
        while ((r->tokens[before].deprel == DEP_flat || r->tokens[before].deprel == DEP_compound) &&
               r->tokens[before].head != NONE && r->tokens[before].head < i)
            before = r->tokens[before].head;
        return before;
    }
    return NONE;
}

/* "The two sides", "both leaders", without a word of whose they are. */
static bool is_pair_phrase(const struct reading *r, uint32_t head) {
    bool is_two = false;
    if (lemma_is(r, head, "two") && r->tokens[head].upos == UPOS_NUM)
        return lemma_is(r, child_with(r, head, DEP_det), "the") &&
               child_with(r, head, DEP_nmod) == NONE; /* "the two agreed" */
    if (!lemma_in(r, head,
                  "leader president side country government minister party nation state man "
                  "official premier neighbor neighbour"))
        return false;
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c]) {
        if (r->tokens[c].deprel == DEP_nmod || r->tokens[c].deprel == DEP_nmod_poss ||
            r->hit_at[c] != NONE)
            return false; /* whose they are is said here */
        is_two |= lemma_in(r, c, "both two");
    }
    return is_two;
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

uint32_t known_pair(struct reading *r, uint32_t head) {
    if (!is_pair_phrase(r, head))
        return NONE;
    for (uint32_t t = head, steps = 0; t-- > 0 && steps < 120; steps++) {
        if (r->mention_at[t] == NONE || r->tokens[t].deprel == DEP_conj)
            continue;
        for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c])
            if (r->tokens[c].deprel == DEP_conj && r->mention_at[c] != NONE &&
                is_pair(&r->mentions.items[r->mention_at[t]], &r->mentions.items[r->mention_at[c]]))
                return t;
    }
    return NONE;
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

/* The two sides of a war within one state: the state, and the rebels or opposition of whom the
 * report has told most. */
static bool inner_sides(struct reading *r, uint32_t head, str place, str sides[2]) {
    uint32_t n_rebels = 0, n_opposed = 0, n_state = 0;
    if (!lemma_in(r, head, "side party two") || !place.n)
        return false;
    for (uint32_t t = head > 1500 ? head - 1500 : 0; t < head; t++) {
        if (r->mention_at[t] == NONE)
            continue;
        const struct mention *m = &r->mentions.items[r->mention_at[t]];
        if (!m->is_known || !str_equal(m->place, place))
            continue;
        n_rebels += str_is(m->sector, "REB");
        n_opposed += str_is(m->sector, "OPP");
        n_state += m->sector.n == 0 || str_in(m->sector, "GOV MIL");
    }
    if (n_state == 0 || n_rebels + n_opposed == 0)
        return false;
    sides[0] = place;
    sides[1] = who_code(r, place, n_rebels >= n_opposed ? STR("REB") : STR("OPP"));
    return true;
}

bool who_two_sides(struct reading *r, uint32_t head, str sides[2]) {
    enum { MOST = 16 };
    struct tally states[MOST];
    if (!is_pair_phrase(r, head) || known_pair(r, head) != NONE)
        return false;
    uint32_t n = tally_states(r, head, states, MOST);
    for (uint32_t i = 0; i < 3 && i < n; i++) /* the three that are named most, in front */
        for (uint32_t k = i + 1; k < n; k++)
            if (states[k].n > states[i].n) {
                struct tally swap = states[i];
                states[i] = states[k];
                states[k] = swap;
            }
    if (n < 2 || states[1].n < 2 || (n > 2 && states[2].n == states[1].n))
        return inner_sides(r, head, n ? states[0].place : r->story_country, sides);
    sides[0] = states[0].place;
    sides[1] = states[1].place;
    return true;
}

uint32_t who_antecedent(struct reading *r, uint32_t token) {
    return lemma_in(r, token, "they them their") ? coref_antecedent(r, token)
                                                 : known_pair(r, token);
}

/* "Supporters of the former president", "relatives of the officers": people of their own. */
void adherents_take(const struct reading *r, uint32_t head, struct mention *m) {
    bool is_follower = lemma_in(r, head, "supporter follower loyalist backer");
    if ((!is_follower && !lemma_is(r, head, "relative")) || m->place.n != 3)
        return;
    if (is_follower && str_in(m->sector, "ELI OPP"))
        m->sector = STR("OPP");
    else if (!is_follower || str_in(m->sector, "GOV LEG"))
        m->sector = STR("CVL");
    m->kind = ENTITY_GROUP;
    m->actor = m->entity = NONE;
}
