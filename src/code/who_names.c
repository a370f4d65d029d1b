/* Names of the tables in the text: which of several readings a hit has, what a mention takes from
 * it, and in which country a sentence or the whole story plays. A person's name beats a country's,
 * a country's a place's; a place inside a person's name is none; of two people of one name the one
 * in office on the day is meant. */
#include "base/vec.h"
#include "code/who_parts.h"

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

/* Does the last name of somebody whom only this text knows stand here alone? */
static bool is_own_name(const struct reading *r, uint32_t t) {
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
        if (last > t && !is_known && !is_own_name(r, last) &&
            !VEC_PUSH(r->arena, &r->own_names, r->tokens[last].form))
            return false;
    }
    return true;
}

/* The best reading of a hit, NULL where none fits (a place inside a person's name). */
const struct phrase_hit *name_reading(const struct reading *r, const struct hit *h) {
    const struct phrase_hit *best = NULL;
    enum name_kind name = (enum name_kind)r->tokens[h->first].name;
    bool is_part_of_person = false;
    if (name == NAME_PER) {
        bool begins = r->tokens[h->first].name_begins;
        bool goes_on = h->last < r->n_tokens && r->tokens[h->last].name == NAME_PER &&
                       !r->tokens[h->last].name_begins;
        is_part_of_person = !begins || goes_on;
    }
    for (uint32_t i = 0; i < h->match.n_hits; i++) {
        const struct phrase_hit *p = &h->match.hits[i];
        if (p->kind == PHRASE_AGENT)
            continue;
        if (p->is_acronym && !name_is_acronym(r->tokens[h->first].form) && h->last - h->first == 1)
            continue;
        bool is_person =
            p->kind == PHRASE_ACTOR && know_actor(r->know, p->index).kind == KNOW_PERSON;
        if (is_part_of_person && !is_person)
            continue;
        if (is_person && is_part_of_person && h->last - h->first == 1 &&
            !r->tokens[h->first].name_begins && h->last < r->n_tokens &&
            r->tokens[h->last].name == NAME_PER && !r->tokens[h->last].name_begins)
            continue; /* a middle name that is somebody's last name */
        if (is_person && h->last - h->first == 1 && h->first > 0 &&
            !r->tokens[h->first].name_begins && r->tokens[h->first].name == NAME_PER)
            continue; /* "John Bush": only the whole name or the last name alone is this person */
        if (is_person && h->last - h->first == 1 && is_own_name(r, h->first))
            continue;
        if (!best || rank_of(p->kind) > rank_of(best->kind))
            best = p;
        else if (p->kind == PHRASE_ACTOR && best->kind == PHRASE_ACTOR && is_person) {
            /* two people of one name: the one in office on the day */
            struct know_actor a = know_actor(r->know, p->index),
                              b = know_actor(r->know, best->index);
            date_day day = r->report->date;
            bool a_now = false, b_now = false;
            for (uint32_t s = 0; s < a.n_spells; s++) {
                struct know_spell x = know_spell(r->know, a.first_spell + s);
                a_now |= day == DATE_NONE || (x.from <= day && day <= x.to);
            }
            for (uint32_t s = 0; s < b.n_spells; s++) {
                struct know_spell x = know_spell(r->know, b.first_spell + s);
                b_now |= day == DATE_NONE || (x.from <= day && day <= x.to);
            }
            if (a_now && !b_now)
                best = p;
        }
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

/* How much a name says of where a sentence plays: a place in a locative phrase most, a state that
 * acts least. */
static uint32_t location_weight(const struct reading *r, uint32_t token, enum phrase_kind kind) {
    uint32_t at = token;
    for (int i = 0; i < 3 && case_of(r, at) == NONE && r->tokens[at].head != NONE; i++)
        at = r->tokens[at].head;
    bool is_located =
        lemma_in(r, case_of(r, at), "in at near outside across around throughout inside within");
    return (kind == PHRASE_PLACE ? 2u : kind == PHRASE_CAPITAL ? 1u : 1u) + (is_located ? 3u : 0u);
}

/* An unnamed group takes the country in which its sentence plays, if one stands out, else the
 * story's. */
str name_country_around(const struct reading *r, uint32_t head) {
    const struct sentence *s = &r->text->sentences[r->sentence[head]];
    str found = {"", 0};
    uint32_t best = 0;
    bool is_tie = false;
    for (uint32_t t = s->first; t < s->last; t++) {
        uint32_t h = r->hit_at[t];
        if (h == NONE || r->hits.items[h].first != t)
            continue;
        const struct phrase_hit *p = name_reading(r, &r->hits.items[h]);
        if (!p || p->kind == PHRASE_ACTOR || p->kind == PHRASE_DEMONYM)
            continue;
        str code = p->kind == PHRASE_PLACE ? know_place(r->know, p->index).country
                                           : know_country(r->know, p->index).code;
        uint32_t weight = location_weight(r, r->hits.items[h].last - 1, p->kind);
        if (code.n == 0 || (weight == best && str_equal(code, found)))
            continue;
        is_tie = weight == best;
        if (weight > best) {
            best = weight;
            found = code;
        }
    }
    bool is_sure =
        found.n && !is_tie &&
        (best >= 3 || r->story_country.n == 0 || str_equal(found, r->story_country) || best >= 2);
    return is_sure ? found : r->story_country.n ? r->story_country : found;
}

/* The country named most, the dateline's and the headline's counting more. */
void name_story_country(struct reading *r) {
    enum { MOST = 64 };
    str codes[MOST];
    uint32_t weight[MOST], n = 0;
    for (size_t i = 0; i < r->hits.n; i++) {
        const struct phrase_hit *p = name_reading(r, &r->hits.items[i]);
        if (!p)
            continue;
        str code = {"", 0};
        if (p->kind == PHRASE_PLACE)
            code = know_place(r->know, p->index).country;
        else if (p->kind == PHRASE_ACTOR)
            code = know_actor_code(r->know, p->index, r->report->date, r->arena);
        else
            code = know_country(r->know, p->index).code;
        if (code.n > 3 && code.p[3] == '-')
            code.n = 3;
        if (code.n != 3 || str_is(code, "---") || str_is(code, "INT"))
            continue;
        uint32_t k = 0;
        while (k < n && !str_equal(codes[k], code))
            k++;
        if (k == n) {
            if (n == MOST)
                continue;
            codes[n] = code;
            weight[n++] = 0;
        }
        weight[k] += (p->kind == PHRASE_ACTOR ? 2u : 4u) + (r->hits.items[i].first < 40 ? 2u : 0u);
    }
    uint32_t best = 0;
    for (uint32_t k = 0; k < n; k++)
        if (weight[k] > best) {
            best = weight[k];
            r->story_country = codes[k];
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
