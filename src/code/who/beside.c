/* Role nouns and the names beside them: "a Sunni group, Jundollah", "the trade bloc Mercosur", "its
 * leader, Viktor Orban". A name of the tables tells more than the noun that explains it; a noun
 * that names nobody stands for somebody told of before. Cost: the phrase and what hangs on it. */
#include "code/who/parts.h"

/* "Putin's ally", "a rival of the president": whoever is named beside it is another than he whose
 * ally it is. */
static bool is_relative(const struct reading *r, uint32_t head) {
    return lemma_in(r, head, "ally rival friend foe partner colleague protege");
}

bool who_take_actor(struct reading *r, uint32_t head, uint32_t c, struct mention *m) {
    uint32_t first, last, h = r->hit_at[c];
    const struct phrase_hit *p = h == NONE ? NULL : name_reading(r, &r->hits.items[h]);
    str sector = m->sector;
    uint32_t begin = m->first;
    if (!p || p->kind != PHRASE_ACTOR)
        return false;
    who_extent(r, c, &first, &last);
    if (!who_resolve_name(r, c, first, m))
        return false;
    if (m->sector.n == 0 && m->place.n == 3)
        m->sector = sector;
    if (phrase_is_former(r, m->first, head) && !is_relative(r, head))
        m->sector = STR("ELI");
    if (str_is(m->sector, "PTY") && phrase_is_opposed(r, begin, head))
        m->sector = STR("OPP"); /* the main opposition party, X */
    m->is_default = false;
    return true;
}

/* "A Sunni group, Jundollah", "his father, former Prime Minister Hariri", "the Popular Mobilization
 * Forces, an Iran-backed militia": whom the tables know. */
static bool takes_named(struct reading *r, uint32_t head, struct mention *m) {
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c])
        if (c > head && r->tokens[c].deprel == DEP_appos && case_of(r, c) == NONE &&
            who_take_actor(r, head, c, m))
            return true;
    uint32_t up = r->tokens[head].head;
    bool is_body = m->kind != ENTITY_PERSON && !m->is_plural;
    return is_body && up != NONE && r->tokens[head].deprel == DEP_appos &&
           who_take_actor(r, head, up, m);
}

/* "The Homeland Salvation Movement, an alliance of opposition parties": what sort of body it is. */
static void take_explanation(struct reading *r, uint32_t head, int depth, struct mention *m) {
    struct agent_phrase p;
    struct mention other = {.actor = NONE};
    for (uint32_t c = r->first_child[head]; c != NONE && depth < WHO_DEPTH;
         c = r->next_sibling[c]) {
        uint32_t first, last;
        if (c < head || r->tokens[c].deprel != DEP_appos || r->tokens[c].upos != UPOS_NOUN)
            continue;
        who_extent(r, c, &first, &last);
        if (!agent_find(r, c, first, &p))
            continue;
        who_resolve(r, c, depth + 2, &other);
        if (!other.sector.n || other.kind == ENTITY_PERSON)
            continue;
        m->sector = other.sector;
        if (m->is_default && !other.is_default && other.is_known) {
            m->place = other.place;
            m->is_default = false;
        }
        return;
    }
}

/* "His daughter, Vice President Jane Roe": the office of the name beside it, not his. */
static bool take_kin(struct reading *r, uint32_t head, int depth, struct mention *m) {
    if (depth >= WHO_DEPTH ||
        !lemma_in(r, head, "daughter son wife husband brother sister father mother nephew cousin"))
        return false;
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c]) {
        struct mention other;
        if (c < head || r->tokens[c].deprel != DEP_appos || r->tokens[c].upos != UPOS_PROPN)
            continue;
        who_resolve(r, c, depth + 1, &other);
        if (!other.is_known || !str_in(other.sector, OFFICES))
            continue;
        whole_take(&other, m);
        return true;
    }
    return false;
}

/* "The defendant, Australian Jane Roe": of the land whose word stands before the name. */
static void take_nationality(struct reading *r, uint32_t head, struct mention *m) {
    enum { NEAR = 10 };
    uint32_t end = r->text->sentences[r->sentence[head]].last;
    for (uint32_t c = head + 1; c < end && c < head + NEAR; c++) {
        uint32_t first, last, up = r->tokens[c].head;
        bool is_his = up == head || (up != NONE && r->tokens[up].head == head && up > head &&
                                     r->tokens[up].deprel == DEP_nmod); /* of "the case, X" */
        if (r->tokens[c].deprel != DEP_appos || r->tokens[c].upos != UPOS_PROPN || !is_his)
            continue;
        struct owner o = {.place = STR("---"), .token = NONE};
        who_extent(r, c, &first, &last);
        owner_before(r, c, first, &o);
        if (!o.is_found || o.place.n != 3 || o.sector.n)
            continue;
        m->place = o.place;
        m->is_known = true;
        m->is_default = false;
        return;
    }
}

/* "The South American trade bloc Mercosur": the name right behind what sort of body it is. */
static bool takes_adjacent_name(struct reading *r, uint32_t head, struct mention *m) {
    uint32_t c = head + 1, h = c < r->n_tokens ? r->hit_at[c] : NONE;
    if (m->kind == ENTITY_PERSON || m->is_plural || h == NONE || r->hits.items[h].first != c)
        return false;
    while (c + 1 < r->hits.items[h].last && r->tokens[c].head != head)
        c++;
    bool is_beside = r->tokens[c].head == head &&
                     (r->tokens[c].deprel == DEP_appos || r->tokens[c].deprel == DEP_flat);
    return is_beside && who_take_actor(r, head, c, m);
}

/* "A human rights group says … Human Rights Watch said": the body that the next sentences name. */
static bool takes_named_later(struct reading *r, uint32_t head, struct mention *m) {
    enum { FAR = 2 };
    uint32_t s = r->sentence[head], last = s + FAR < r->text->n_sentences ? s + FAR : s;
    if (!str_is(m->sector, "NGO") || m->is_plural || m->kind != ENTITY_ORGANISATION ||
        !lemma_is(r, child_with(r, head, DEP_det), "a"))
        return false;
    for (uint32_t t = head + 1; t < r->text->sentences[last].last; t++) {
        uint32_t h = r->hit_at[t];
        const struct phrase_hit *p = h == NONE ? NULL : name_reading(r, &r->hits.items[h]);
        if (!p || p->kind != PHRASE_ACTOR || r->hits.items[h].first != t ||
            know_actor(r->know, p->index).kind != KNOW_ORGANISATION)
            continue;
        str code = know_actor_code(r->know, p->index, r->report->date, r->arena);
        if (!str_starts(code, STR("NGO:")) && !str_ends(code, STR("-NGO")))
            continue;
        name_take(r, p, m);
        m->is_default = false;
        m->reason = WHO_NAME;
        return true;
    }
    return false;
}

void who_resolve_agent(struct reading *r, const struct agent_phrase *p, int depth,
                       struct mention *m) {
    struct know_agent a = know_agent(r->know, p->agent);
    m->is_place = false;
    agent_compose(r, p, m->first, depth, m);
    bool is_title = lemma_in(r, p->head, "leader head chief chairman chairwoman founder boss") &&
                    child_with(r, p->head, DEP_nmod_poss) != NONE && !m->is_plural;
    if (takes_adjacent_name(r, p->head, m) ||
        ((m->is_default || is_relative(r, p->head) || is_title) && takes_named(r, p->head, m)))
        return;
    if (m->is_default && takes_named_later(r, p->head, m))
        return;
    if (m->kind == ENTITY_PERSON && !m->is_plural && take_kin(r, p->head, depth, m))
        return;
    if (m->is_default && m->kind == ENTITY_PERSON && !m->is_plural)
        take_nationality(r, p->head, m);
    if (m->sector.n == 0 && m->kind == ENTITY_ORGANISATION)
        take_explanation(r, p->head, depth, m);
    struct mention own = *m; /* "the rebel leader" is no president */
    bool has_kind = str_in(own.sector, "REB PAR MIL COP LEG JUD OPP");
    bool is_known = m->is_default && known_definite(r, p, m);
    bool are_armed = str_in(own.sector, "REB PAR") && str_in(m->sector, "REB PAR");
    if (is_known && (!has_kind || are_armed || str_equal(m->sector, own.sector))) {
        m->reason = WHO_BEFORE;
        return;
    }
    *m = own;
    if (m->is_default && !has_kind && a.kind == AGENT_PERSON && known_office_holder(r, p, m)) {
        m->is_default = false;
        m->reason = WHO_BEFORE;
    }
}
