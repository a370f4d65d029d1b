/* Names of the tables in the text: which of several readings a hit has and what a mention takes
 * from it. A person's name beats a country's, a country's a place's; a place inside a person's name
 * is none; of people and bodies of one name the one in office and of a country that the report
 * speaks of is meant; a last name alone that neither makes likely is nobody's. */
#include "base/vec.h"
#include "code/who/parts.h"

void name_take_code(str code, struct mention *m) {
    m->place = code;
    m->sector = (str){"", 0};
    bool is_dashes = code.n >= 3 && memcmp(code.p, "---", 3) == 0;
    for (uint32_t i = is_dashes ? 3 : 0; i < code.n; i++)
        if (code.p[i] == '-') {
            m->place = str_slice(code, 0, i);
            m->sector = str_slice(code, i + 1, code.n);
            return;
        }
}

str phrase_last_word(str phrase) {
    uint32_t begin = phrase.n;
    while (begin > 0 && phrase.p[begin - 1] != ' ')
        begin--;
    return str_slice(phrase, begin, phrase.n);
}

static int rank_of(enum phrase_kind kind) {
    switch (kind) {
    case PHRASE_ACTOR:
        return 6;
    case PHRASE_COUNTRY:
        return 5;
    case PHRASE_SEAT:
        return 4;
    case PHRASE_CAPITAL:
        return 3;
    case PHRASE_DEMONYM:
        return 3;
    case PHRASE_PLACE:
        return 2;
    default:
        return 1;
    }
}

bool name_is_acronym(str form) {
    uint32_t capitals = 0, digits = 0;
    for (uint32_t i = 0; i < form.n; i++) {
        capitals += form.p[i] >= 'A' && form.p[i] <= 'Z';
        digits += form.p[i] >= '0' && form.p[i] <= '9';
    }
    return capitals >= 2 || (capitals == 1 && (form.n == 1 || digits > 0)); /* UN, M23 */
}

bool name_is_own(const struct reading *r, uint32_t t) {
    for (size_t i = 0; i < r->own_names.n; i++)
        if (str_equal(r->own_names.items[i], r->tokens[t].form))
            return true;
    return false;
}

bool name_collect_own(struct reading *r) {
    enum { MOST = 128 };
    for (uint32_t t = 0; t + 1 < r->n_tokens && r->own_names.n < MOST; t++) {
        if (r->tokens[t].name != NAME_PER || !r->tokens[t].name_begins)
            continue;
        uint32_t last = t;
        bool is_known = false;
        while (last + 1 < r->n_tokens && r->tokens[last + 1].name == NAME_PER &&
               !r->tokens[last + 1].name_begins)
            last++;
        for (uint32_t i = t; i <= last; i++)
            is_known |= r->hit_at[i] != NONE &&
                        r->hits.items[r->hit_at[i]].last - r->hits.items[r->hit_at[i]].first > 1;
        if (last > t && !is_known && !name_is_own(r, last) &&
            !VEC_PUSH(r->arena, &r->own_names, r->tokens[last].form))
            return false;
    }
    return true;
}

static bool is_person_hit(const struct reading *r, const struct phrase_hit *p) {
    return p->kind == PHRASE_ACTOR && know_actor(r->know, p->index).kind == KNOW_PERSON;
}

/* May the hit be this person, as the names around it stand? */
static bool is_whole_name(const struct reading *r, const struct hit *h) {
    const struct token *first = &r->tokens[h->first];
    bool goes_on = h->last < r->n_tokens && r->tokens[h->last].name == NAME_PER &&
                   !r->tokens[h->last].name_begins;
    bool has_last = h->last < r->n_tokens && r->tokens[h->last].deprel == DEP_flat &&
                    r->tokens[h->last].head == h->first && r->tokens[h->last].upos == UPOS_PROPN &&
                    first->name == NAME_NONE && r->hit_at[h->last] == NONE;
    if (h->last - h->first > 1 || (first->name != NAME_PER && !has_last))
        return true;
    if (goes_on || has_last)
        return false;                           /* "Wadah Khanfar" is no Wade */
    return first->name_begins || h->first == 0; /* nor "John Bush" George */
}

/* How likely the text means this one of the people of a name: in office on the day, of a country
 * that the report speaks of; a head of state needs no introduction. */
enum { RANK_OFFICE = 2, RANK_HEAD = 4, RANK_COUNTRY = 4 };

static bool is_head_office(str office) {
    return str_starts(office, STR("president")) || str_starts(office, STR("prime minister")) ||
           str_in(office, "king queen emir chancellor pope supreme");
}

static int person_rank(const struct reading *r, uint32_t actor) {
    struct know_actor a = know_actor(r->know, actor);
    date_day day = r->report->date;
    int office = 0, country = 0;
    for (uint32_t s = 0; s < a.n_spells; s++) {
        struct know_spell x = know_spell(r->know, a.first_spell + s);
        bool is_now = day == DATE_NONE || (x.from <= day && day <= x.to);
        if (is_now)
            office = is_head_office(x.office) ? RANK_HEAD
                     : office > RANK_OFFICE   ? office
                                              : RANK_OFFICE;
        str place = str_slice(x.code, 0, x.code.n < 3 ? x.code.n : 3);
        if (name_state_weight(r, place) > 0 || (x.code.n > 3 && x.code.p[3] == ':'))
            country = RANK_COUNTRY;
    }
    return office + country;
}

/* Somebody who has been the head of a state and whose name nobody else bears needs no introduction
 * after his term either: Merkel, Obama. */
static bool is_famous(const struct reading *r, const struct hit *h, uint32_t actor) {
    uint32_t people = 0;
    for (uint32_t i = 0; i < h->match.n_hits; i++)
        people += is_person_hit(r, &h->match.hits[i]);
    struct know_actor a = know_actor(r->know, actor);
    for (uint32_t s = 0; people == 1 && s < a.n_spells; s++) {
        struct know_spell x = know_spell(r->know, a.first_spell + s);
        if (x.from <= r->report->date && is_head_office(x.office))
            return true;
    }
    return false;
}

/* A last name alone is nobody's whom neither office nor country makes likely. */
static bool may_be_person(const struct reading *r, const struct hit *h,
                          const struct phrase_hit *p) {
    if (!is_whole_name(r, h))
        return false;
    if (h->last - h->first > 1)
        return true;
    return !name_is_own(r, h->first) &&
           (person_rank(r, p->index) > 0 || (p->is_exact && is_famous(r, h, p->index)));
}

/* A body that goes by a capital's name: "Brussels imposed duties", but "police in Brussels", "a
 * Brussels court". */
static bool is_town_here(const struct reading *r, const struct hit *h) {
    bool is_capital = false;
    for (uint32_t i = 0; i < h->match.n_hits; i++)
        is_capital |= h->match.hits[i].kind == PHRASE_CAPITAL;
    bool is_modifier = r->tokens[h->first].deprel == DEP_compound ||
                       r->tokens[h->first].deprel == DEP_amod ||
                       r->tokens[h->first].deprel == DEP_flat;
    return is_capital &&
           (is_modifier || (h->first > 0 && lemma_in(r, h->first - 1,
                                                     "in at near around outside inside from of to "
                                                     "into through across for")));
}

static bool may_be(const struct reading *r, const struct hit *h, const struct phrase_hit *p) {
    bool is_one_word = h->last - h->first == 1;
    if (p->kind == PHRASE_AGENT)
        return false;
    if (p->is_acronym && !name_is_acronym(r->tokens[h->first].form) && is_one_word)
        return false;
    if (is_person_hit(r, p))
        return may_be_person(r, h, p);
    bool is_located = h->first > 0 && r->tokens[h->first - 1].upos == UPOS_ADP;
    if (is_one_word && p->kind != PHRASE_ACTOR && !is_located && name_is_own(r, h->first))
        return false; /* "England pleaded guilty", of Private Lynndie England */
    bool is_body =
        p->kind == PHRASE_ACTOR && know_actor(r->know, p->index).kind == KNOW_ORGANISATION;
    if ((is_body || p->kind == PHRASE_DEMONYM) && is_one_word && !p->is_exact && !p->is_acronym)
        return false; /* transliterations are of people and places: Sunni is no Sony, the Koran not
                         Korean */
    if (is_body && is_one_word && is_town_here(r, h))
        return false;
    bool is_part_of_person = r->tokens[h->first].name == NAME_PER &&
                             (!r->tokens[h->first].name_begins ||
                              (h->last < r->n_tokens && r->tokens[h->last].name == NAME_PER &&
                               !r->tokens[h->last].name_begins));
    return !is_part_of_person;
}

static bool is_of_state(const struct reading *r, uint32_t actor, str state) {
    struct know_actor a = know_actor(r->know, actor);
    for (uint32_t s = 0; s < a.n_spells; s++)
        if (str_starts(know_spell(r->know, a.first_spell + s).code, state))
            return true;
    return false;
}

/* "Saudi King Abdullah", "Jordan's King Abdullah": the state right before a name and its title; "".
 */
static str state_before(const struct reading *r, const struct hit *h) {
    enum { TITLE = 3 };
    for (uint32_t t = h->first; t-- > 0 && t + TITLE >= h->first;) {
        uint32_t before = r->hit_at[t];
        const struct phrase_hit *p = before == NONE ? NULL : &r->hits.items[before].match.hits[0];
        if (p && (p->kind == PHRASE_COUNTRY || p->kind == PHRASE_DEMONYM))
            return know_country(r->know, p->index).code;
        bool is_title = is_noun(r, t) || r->tokens[t].upos == UPOS_ADJ || str_is(r->lemma[t], "'s");
        if (p || !is_title || r->sentence[t] != r->sentence[h->first])
            break;
    }
    return (str){"", 0};
}

/* Of two actors of one name: people by the state before the name, then by rank; bodies by whether
 * the report speaks of their state. */
static bool is_likelier(const struct reading *r, const struct hit *h, const struct phrase_hit *a,
                        const struct phrase_hit *b) {
    if (is_person_hit(r, a) && is_person_hit(r, b)) {
        str state = state_before(r, h);
        bool is_a = state.n && is_of_state(r, a->index, state);
        bool is_b = state.n && is_of_state(r, b->index, state);
        return is_a != is_b ? is_a : person_rank(r, a->index) > person_rank(r, b->index);
    }
    str x = know_actor_code(r->know, a->index, r->report->date, r->arena),
        y = know_actor_code(r->know, b->index, r->report->date, r->arena);
    str a_state = str_slice(x, 0, x.n < 3 ? x.n : 3), b_state = str_slice(y, 0, y.n < 3 ? y.n : 3);
    uint32_t w = name_state_weight(r, a_state), v = name_state_weight(r, b_state);
    return w > v || (w == v && str_equal(a_state, r->story_country) &&
                     !str_equal(b_state, r->story_country));
}

/* The best reading of a hit, NULL where none fits (a place inside a person's name). */
const struct phrase_hit *name_reading(const struct reading *r, const struct hit *h) {
    const struct phrase_hit *best = NULL;
    for (uint32_t i = 0; i < h->match.n_hits; i++) {
        const struct phrase_hit *p = &h->match.hits[i];
        if (!may_be(r, h, p))
            continue;
        if (!best || rank_of(p->kind) > rank_of(best->kind))
            best = p;
        else if (p->kind == PHRASE_ACTOR && best->kind == PHRASE_ACTOR &&
                 is_likelier(r, h, p, best))
            best = p;
    }
    return best;
}

void name_take(struct reading *r, const struct phrase_hit *p, struct mention *m) {
    m->is_known = true;
    switch (p->kind) {
    case PHRASE_ACTOR: {
        struct know_actor a = know_actor(r->know, p->index);
        m->actor = p->index;
        m->is_human = true;
        name_take_code(know_actor_code(r->know, p->index, r->report->date, r->arena), m);
        m->kind = a.kind == KNOW_PERSON         ? ENTITY_PERSON
                  : a.kind == KNOW_ORGANISATION ? ENTITY_ORGANISATION
                                                : ENTITY_GROUP;
        break;
    }
    case PHRASE_PLACE: {
        struct know_place place = know_place(r->know, p->index);
        m->place = place.country.n ? place.country : STR("---");
        m->is_known = place.country.n > 0;
        m->kind = ENTITY_PLACE;
        m->is_place = true;
        break;
    }
    default: {
        struct know_country c = know_country(r->know, p->index);
        m->place = c.code;
        m->kind = p->kind == PHRASE_DEMONYM ? ENTITY_GROUP : ENTITY_COUNTRY;
        m->is_place = p->kind == PHRASE_COUNTRY || p->kind == PHRASE_CAPITAL;
        m->is_human = p->kind == PHRASE_DEMONYM;
        break;
    }
    }
}

bool name_is_state(const struct reading *r, uint32_t t, str *place) {
    uint32_t h = r->hit_at[t];
    const struct phrase_hit *p = h == NONE ? NULL : name_reading(r, &r->hits.items[h]);
    if (!p || (p->kind != PHRASE_COUNTRY && p->kind != PHRASE_DEMONYM && p->kind != PHRASE_CAPITAL))
        return false;
    *place = know_country(r->know, p->index).code;
    return true;
}

/* "Anti-government", "anti-American": whom the word is against. */
bool name_resolve_opposed(struct reading *r, uint32_t head, struct mention *m) {
    str form = r->tokens[head].form, rest = str_slice(form, 5, form.n);
    struct phrase_match match = know_match_name(r->know, &form, 1);
    if (match.n_hits &&
        match.hits[0].kind == PHRASE_ACTOR) { /* the anti-Balaka call themselves so */
        name_take(r, &match.hits[0], m);
        return true;
    }
    match = know_match_name(r->know, &rest, 1);
    m->reason = WHO_OPPOSED;
    if (str_in(str_lower(r->arena, rest), "government regime coup junta")) {
        m->place = name_country_around(r, head);
        m->sector = STR("GOV");
        m->kind = ENTITY_ORGANISATION;
        m->is_known = m->is_human = m->place.n > 0;
        return m->is_known;
    }
    for (uint32_t i = 0; i < match.n_hits; i++)
        if (match.hits[i].kind == PHRASE_COUNTRY || match.hits[i].kind == PHRASE_DEMONYM) {
            name_take(r, &match.hits[i], m);
            return true;
        }
    return false;
}
