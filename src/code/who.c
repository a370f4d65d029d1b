/* Who. A noun phrase gets its code by composition, never by a list of phrases:
 *
 *   the tables' names      Erdogan → TUR-GOV at the report's date, Hamas → PSE-REB
 *   agent + owner          Turkish | Turkey's | of Turkey … + president, troops, police → TUR-GOV,
 * TUR-MIL, TUR-COP agent of an owner      a Hamas official, NATO's spokesman: what the owner is
 *   quantity + people      dozens of protesters, members of the council: what is under them
 *   title + unknown name   Deputy Interior Minister X: the title's; X is remembered with it
 *   pronoun, short name    what they stand for (coref.c)
 *   agent alone            police, insurgents: the country in which the story plays
 *
 * "Former" and "ex-" make ELI. What none of these explains stays `---`. */
#include "code/who.h"

#include "base/vec.h"

#include <stdio.h>

enum { MAX_DEPTH = 4 };

struct owner {
    str place, sector;
    bool is_found;
    bool is_body; /* an organisation or group, whose sector its people share */
};

static void resolve(struct reading *r, uint32_t head, int depth, struct mention *m);

static bool has_sector(str s) {
    return s.n > 0;
}

static void split_code(str code, struct mention *m) {
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

/* ---- names of the tables ---- */

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

static bool is_acronym_form(str form) {
    uint32_t capitals = 0;
    for (uint32_t i = 0; i < form.n; i++)
        capitals += form.p[i] >= 'A' && form.p[i] <= 'Z';
    return capitals >= 2 || (capitals == 1 && form.n == 1);
}

/* The best reading of a hit, NULL where none fits (a place inside a person's name). */
static const struct phrase_hit *hit_reading(const struct reading *r, const struct hit *h) {
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
        if (p->is_acronym && !is_acronym_form(r->tokens[h->first].form) && h->last - h->first == 1)
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

static void take_reading(struct reading *r, const struct phrase_hit *p, struct mention *m) {
    m->is_known = true;
    switch (p->kind) {
    case PHRASE_ACTOR: {
        struct know_actor a = know_actor(r->know, p->index);
        m->actor = p->index;
        m->is_human = true;
        split_code(know_actor_code(r->know, p->index, r->report->date, r->arena), m);
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

/* ---- extents ---- */

void who_extent(const struct reading *r, uint32_t head, uint32_t *first, uint32_t *last) {
    *first = head;
    *last = head + 1;
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        uint32_t low, high;
        if (c < head && (d == DEP_det || d == DEP_amod || d == DEP_compound || d == DEP_nummod ||
                         d == DEP_flat || d == DEP_nmod || d == DEP_advmod)) {
            subtree(r, c, &low, &high);
            if (low < *first && high <= head)
                *first = low;
        } else if (c > head && (d == DEP_flat || d == DEP_compound) && is_noun(r, c)) {
            subtree(r, c, &low, &high);
            if (high > *last && low <= *last + 1)
                *last = high;
        }
    }
    uint32_t h = r->hit_at[head];
    if (h != NONE) {
        *first = r->hits.items[h].first < *first ? r->hits.items[h].first : *first;
        *last = r->hits.items[h].last > *last ? r->hits.items[h].last : *last;
    }
}

/* ---- owners ---- */

static void owner_from_mention(const struct mention *m, struct owner *o) {
    if (o->is_found || !m->is_known || m->is_default)
        return;
    o->is_found = true;
    o->place = m->place;
    o->sector = m->sector;
    o->is_body = m->kind == ENTITY_ORGANISATION || m->kind == ENTITY_GROUP || m->sector.n > 0;
}

static void owner_from_token(struct reading *r, uint32_t t, int depth, struct owner *o) {
    if (o->is_found || t == NONE)
        return;
    struct mention m;
    resolve(r, t, depth + 1, &m);
    owner_from_mention(&m, o);
}

/* Country or body to which a noun belongs: a name before it in its phrase, a possessor,
 * of/from/for/in. */
static struct owner find_owner(struct reading *r, uint32_t head, uint32_t first, int depth) {
    struct owner o = {STR("---"), {"", 0}, false, false};
    uint32_t poss = child_with(r, head, DEP_nmod_poss);
    if (poss != NONE && r->tokens[poss].deprel == DEP_nmod_poss)
        owner_from_token(r, poss, depth, &o);
    for (uint32_t t = head; t-- > first && !o.is_found;) {
        uint32_t h = r->hit_at[t];
        if (h == NONE || r->hits.items[h].last > head + 1)
            continue;
        const struct phrase_hit *p = hit_reading(r, &r->hits.items[h]);
        struct mention m = {0};
        if (p) {
            take_reading(r, p, &m);
            owner_from_mention(&m, &o);
        }
    }
    static const char *const prepositions[] = {"of", "from", "for", "in", "at", "with"};
    for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions && !o.is_found; i++)
        for (uint32_t c = r->first_child[head]; c != NONE && !o.is_found; c = r->next_sibling[c])
            if (c > head && r->tokens[c].deprel == DEP_nmod &&
                lemma_is(r, case_of(r, c), prepositions[i]))
                owner_from_token(r, c, depth, &o);
    return o;
}

/* ---- agents ---- */

/* The longest agent phrase that ends at `head` and begins at or after `first`; NONE if there is
 * none. */
static uint32_t find_agent(const struct reading *r, uint32_t head, uint32_t first,
                           uint32_t *begin) {
    str words[PHRASE_TOKENS];
    uint32_t low = head >= 4 && head - 4 > first ? head - 4 : first;
    for (uint32_t t = low; t <= head; t++) {
        uint32_t n = 0;
        for (uint32_t i = t; i <= head && n < PHRASE_TOKENS; i++)
            words[n++] = r->lemma[i];
        struct phrase_match match = know_match_agent(r->know, words, n);
        if (match.n_tokens != n &&
            n > 1) { /* "human rights group": modifiers stand as they are written */
            str lemma = words[n - 1];
            for (uint32_t i = 0; i + 1 < n; i++)
                words[i] = str_lower(r->arena, r->tokens[t + i].form);
            words[n - 1] = lemma;
            match = know_match_agent(r->know, words, n);
        }
        if (match.n_tokens != n && n > 0 && r->lemma[head].n > 3 &&
            r->lemma[head].p[r->lemma[head].n - 1] == 's') {
            words[n - 1].n--; /* proper nouns keep their plural as lemma */
            match = know_match_agent(r->know, words, n);
        }
        if (n > 0 && match.n_tokens == n && match.n_hits) {
            *begin = t;
            return match.hits[0].index;
        }
    }
    return NONE;
}

static bool has_modifier(const struct reading *r, uint32_t first, uint32_t head, const char *list) {
    for (uint32_t t = first; t < head; t++)
        if (lemma_in(r, t, list))
            return true;
    return false;
}

static bool has_former(const struct reading *r, uint32_t first, uint32_t head) {
    return has_modifier(r, first, head, "former ex ousted deposed retired onetime erstwhile");
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
static str country_around(const struct reading *r, uint32_t head) {
    const struct sentence *s = &r->text->sentences[r->sentence[head]];
    str found = {"", 0};
    uint32_t best = 0;
    bool is_tie = false;
    for (uint32_t t = s->first; t < s->last; t++) {
        uint32_t h = r->hit_at[t];
        if (h == NONE || r->hits.items[h].first != t)
            continue;
        const struct phrase_hit *p = hit_reading(r, &r->hits.items[h]);
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

static bool is_definite(const struct reading *r, uint32_t head) {
    return lemma_in(r, child_with(r, head, DEP_det), "the this that these those");
}

/* "the group", "the committee": the body of that kind that was named last. */
static bool resolve_definite_body(struct reading *r, uint32_t head, struct mention *m) {
    if (!is_definite(r, head) || !lemma_in(r, head,
                                           "group organization organisation movement party faction "
                                           "agency body company firm network "
                                           "coalition alliance committee commission council court "
                                           "tribunal bloc union militia force"))
        return false;
    for (uint32_t t = head, steps = 0; t-- > 0 && steps < 160; steps++) {
        if (r->mention_at[t] == NONE)
            continue;
        const struct mention *x = &r->mentions.items[r->mention_at[t]];
        bool is_body = x->kind == ENTITY_ORGANISATION || x->kind == ENTITY_GROUP;
        if (!is_body || !x->is_known || x->is_default || x->is_plural || x->is_pronoun)
            continue;
        m->place = x->place;
        m->sector = x->sector;
        m->actor = x->actor;
        m->entity = x->entity;
        m->kind = x->kind;
        m->is_known = m->is_human = true;
        return true;
    }
    return false;
}

static bool holds_office(const struct reading *r, const struct person *p, str office) {
    if (p->actor == NONE)
        return false;
    struct know_actor a = know_actor(r->know, p->actor);
    for (uint32_t i = 0; i < a.n_spells; i++) {
        struct know_spell s = know_spell(r->know, a.first_spell + i);
        bool covers =
            r->report->date == DATE_NONE || (s.from <= r->report->date && r->report->date <= s.to);
        for (uint32_t k = 0; covers && k + office.n <= s.office.n; k++)
            if (memcmp(s.office.p + k, office.p, office.n) == 0)
                return true;
    }
    return false;
}

/* "the president": the person of the report who was named last and holds such an office. */
static bool resolve_office_holder(struct reading *r, uint32_t head, struct mention *m) {
    if (!is_definite(r, head) || m->is_plural || r->lemma[head].n < 4)
        return false;
    for (size_t i = r->entities.n; i-- > 0;) {
        const struct person *p = &r->entities.items[i];
        if (p->kind != ENTITY_PERSON || !holds_office(r, p, r->lemma[head]))
            continue;
        m->place = p->place;
        m->sector = p->sector;
        m->actor = p->actor;
        m->entity = (uint32_t)i;
        m->is_known = true;
        return true;
    }
    return false;
}

/* A body that the text has named and told of before: "Mahan" after "the Iranian airline Mahan Air".
 */
static bool resolve_known_body(struct reading *r, uint32_t first, struct mention *m) {
    str name = r->tokens[first].form;
    if (name.n < 3)
        return false;
    for (size_t i = r->entities.n; i-- > 0;) {
        const struct person *p = &r->entities.items[i];
        bool is_body = p->kind == ENTITY_ORGANISATION || p->kind == ENTITY_GROUP;
        if (!is_body || str_is(p->place, "---") || !str_starts(p->name, name) ||
            (p->name.n > name.n && p->name.p[name.n] != ' '))
            continue;
        m->place = p->place;
        m->sector = p->sector;
        m->actor = p->actor;
        m->kind = p->kind;
        m->entity = (uint32_t)i;
        m->is_known = m->is_human = true;
        return true;
    }
    return false;
}

/* An acronym that the text explains: "the National Telecommunications Commission (NTC)". The head
 * of what it stands for, NONE. */
static uint32_t explained_acronym(const struct reading *r, uint32_t t) {
    str form = r->tokens[t].form;
    if (form.n < 2 || form.n > 8 || !is_acronym_form(form))
        return NONE;
    for (uint32_t i = 2; i + 1 < r->n_tokens; i++) {
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

static void compose(struct reading *r, const struct know_agent *agent, uint32_t head,
                    uint32_t first, int depth, struct mention *m) {
    struct owner o = find_owner(r, head, first, depth);
    m->is_human = true;
    m->is_thing = agent->kind == AGENT_THING;
    m->kind = agent->kind == AGENT_PERSON         ? ENTITY_PERSON
              : agent->kind == AGENT_ORGANISATION ? ENTITY_ORGANISATION
                                                  : ENTITY_GROUP;
    m->sector = agent->sector;
    if (agent->takes_owner && o.is_found && has_sector(o.sector))
        m->sector = o.sector;
    else if (agent->takes_owner && !has_sector(m->sector))
        m->sector = o.is_found && o.is_body ? o.sector : STR("GOV");
    bool is_side = lemma_is(r, head, "party") &&
                   (m->is_plural || has_modifier(r, first, head, "both two all")) &&
                   (child_with(r, head, DEP_nmod) == NONE ||
                    lemma_is(r, case_of(r, child_with(r, head, DEP_nmod)), "to")) &&
                   !has_modifier(r, first, head, "political opposition ruling main rival islamist");
    if (is_side)
        m->sector = (str){"", 0}; /* the parties to the conflict, both parties */
    if (!o.is_found &&
        has_modifier(r, first, head,
                     "foreign international coalition allied multinational western global world"))
        o = (struct owner){STR("INT"), {"", 0}, true, false};
    if (agent->place.n) {
        m->place = agent->place;
        m->is_known = true;
    } else if (o.is_found) {
        m->place = o.place;
        m->is_known = true;
        bool is_international = o.place.n > 3 && o.place.p[3] == ':';
        if (is_international && agent->takes_owner)
            m->sector = o.sector;
    } else {
        str around = country_around(r, head);
        m->is_vague = agent->is_ambiguous ||
                      (agent->takes_owner &&
                       (agent->kind == AGENT_ORGANISATION || agent->kind == AGENT_THING));
        m->is_default = true;
        m->place = around.n ? around : STR("---");
        m->is_known = around.n > 0;
    }
    bool is_unidentified = lemma_in(
        r, head, "gunman attacker assailant assassin bomber hijacker kidnapper abductor sniper");
    if (is_unidentified && m->is_default && !is_definite(r, head)) {
        m->place = STR("---");
        m->sector = (str){"", 0};
    }
    if (str_starts(m->place, STR("IGO:")) && str_is(m->sector, "GOV"))
        m->sector = (str){"", 0};
    if (has_former(r, first, head) && m->kind == ENTITY_PERSON)
        m->sector = STR("ELI");
}

/* ---- the phrase as a whole ---- */

static bool is_quantity(const struct reading *r, uint32_t t) {
    return r->tokens[t].upos == UPOS_NUM || r->tokens[t].upos == UPOS_DET ||
           lemma_in(
               r, t,
               "dozen hundred thousand million number group majority minority member rest most "
               "some many "
               "score ton crowd pair couple half third quarter one several all each both part bulk "
               "team "
               "percent handful series wave lot more few any none convoy column body band faction "
               "wing "
               "branch unit rank two three four five six seven eight nine ten relative supporter");
}

static uint32_t of_child(const struct reading *r, uint32_t head) {
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c])
        if (c > head && r->tokens[c].deprel == DEP_nmod &&
            lemma_in(r, case_of(r, c), "of from among"))
            return c;
    return NONE;
}

/* Title of a name that the tables do not know: "Deputy Minister X", "X, Tunisia's president", "the
 * spokesman, X". */
static bool resolve_by_title(struct reading *r, uint32_t head, int depth, struct mention *m) {
    uint32_t candidates[6], n = 0;
    for (uint32_t c = r->first_child[head]; c != NONE && n < 5; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        if (d == DEP_appos || d == DEP_nmod_desc || d == DEP_flat ||
            ((d == DEP_compound || d == DEP_nmod_unmarked) && c < head))
            candidates[n++] = c;
    }
    uint32_t up = r->tokens[head].head;
    if (up != NONE && (r->tokens[head].deprel == DEP_appos || r->tokens[head].deprel == DEP_flat))
        candidates[n++] = up;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t begin, first, last;
        who_extent(r, candidates[i], &first, &last);
        if (candidates[i] < head && first > candidates[i])
            first = candidates[i];
        uint32_t agent = find_agent(r, candidates[i], first, &begin);
        if (agent == NONE && r->hit_at[candidates[i]] == NONE)
            continue;
        struct mention title;
        if (agent != NONE) {
            /* owners stand in the title's own phrase or before it in the name's */
            uint32_t name_first, name_last;
            who_extent(r, head, &name_first, &name_last);
            struct know_agent a = know_agent(r->know, agent);
            title = (struct mention){.place = STR("---"), .actor = NONE, .entity = NONE};
            compose(r, &a, candidates[i],
                    first < name_first ? first : (name_first < candidates[i] ? name_first : first),
                    depth, &title);
            if (title.is_default) {
                struct owner o = find_owner(r, head, name_first, depth + 1);
                if (o.is_found) {
                    title.place = o.place;
                    title.is_default = false;
                }
            }
        } else {
            if (depth >= MAX_DEPTH)
                continue;
            resolve(r, candidates[i], depth + 2, &title);
        }
        if (!title.is_known)
            continue;
        m->place = title.place;
        m->sector = title.sector;
        m->is_known = true;
        m->is_default = title.is_default;
        m->is_human = true;
        return true;
    }
    return false;
}

static bool is_person_name(const struct reading *r, uint32_t head) {
    if (r->tokens[head].name == NAME_PER)
        return true;
    return lemma_in(r, head, "mr. mrs. ms. mr mrs ms") && head + 1 < r->n_tokens &&
           r->tokens[head + 1].upos == UPOS_PROPN;
}

/* "killed five", "dozens died": a number that is a clause's subject or object and no year, sum or
 * measure. */
static bool is_count_of_people(const struct reading *r, uint32_t head) {
    enum deprel d = deprel_basic((enum deprel)r->tokens[head].deprel);
    bool is_number =
        r->tokens[head].upos == UPOS_NUM || lemma_in(r, head, "dozen score hundred thousand other");
    if (!is_number || (d != DEP_nsubj && d != DEP_obj && d != DEP_conj))
        return false;
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c])
        if (r->tokens[c].upos == UPOS_SYM || r->tokens[c].deprel == DEP_nmod)
            return false;
    uint32_t n = r->tokens[head].form.n;
    return !(n == 4 && r->tokens[head].form.p[0] >= '1' && r->tokens[head].form.p[0] <= '2' &&
             r->tokens[head].form.p[1] >= '0' && r->tokens[head].form.p[1] <= '9');
}

static bool is_courtesy(const struct reading *r, uint32_t t) {
    return lemma_in(r, t,
                    "mr. mrs. ms. mr mrs ms miss dr. dr sir lord lady dame sheikh sheik imam "
                    "ayatollah general gen. "
                    "colonel col. senator sen. judge justice");
}

static str last_name_of(struct reading *r, uint32_t head) {
    uint32_t last = head;
    while (last + 1 < r->n_tokens && is_courtesy(r, last) &&
           r->tokens[last + 1].upos == UPOS_PROPN && r->sentence[last + 1] == r->sentence[head])
        last++;
    while (last + 1 < r->n_tokens && r->tokens[last + 1].name == NAME_PER &&
           !r->tokens[last + 1].name_begins && r->sentence[last + 1] == r->sentence[head])
        last++;
    return r->lemma[last];
}

static bool resolve_known_person(struct reading *r, uint32_t head, struct mention *m) {
    if (!is_person_name(r, head) && r->tokens[head].upos != UPOS_PROPN)
        return false;
    uint32_t e = entity_by_last_name(r, last_name_of(r, head));
    if (e == NONE)
        return false;
    const struct person *p = &r->entities.items[e];
    m->place = p->place;
    m->sector = p->sector;
    m->actor = p->actor;
    m->kind = p->kind;
    m->entity = e;
    m->is_known = !str_is(p->place, "---");
    m->is_human = true;
    return true;
}

static bool resolve_name(struct reading *r, uint32_t head, uint32_t first, struct mention *m) {
    uint32_t h = r->hit_at[head];
    if (h == NONE)
        return false;
    const struct phrase_hit *p = hit_reading(r, &r->hits.items[h]);
    if (!p)
        return false;
    take_reading(r, p, m);
    if (m->kind == ENTITY_PERSON && has_former(r, first, head) && m->place.n == 3)
        m->sector = STR("ELI");
    return true;
}

static void resolve_pronoun(struct reading *r, uint32_t head, int depth, struct mention *m) {
    m->is_pronoun = true;
    m->is_human = !lemma_in(r, head, "it this that which what");
    uint32_t antecedent = coref_antecedent(r, head);
    if (antecedent == NONE || antecedent == head || depth >= MAX_DEPTH)
        return;
    struct mention a;
    if (r->mention_at[antecedent] != NONE)
        a = r->mentions.items[r->mention_at[antecedent]];
    else
        resolve(r, antecedent, depth + 1, &a);
    m->place = a.place;
    m->sector = a.sector;
    m->actor = a.actor;
    m->entity = a.entity;
    m->kind = a.kind;
    m->is_known = a.is_known;
    m->is_default = a.is_default;
    m->is_human = true;
}

static bool is_time_word(const struct reading *r, uint32_t t) {
    return lemma_in(r, t,
                    "monday tuesday wednesday thursday friday saturday sunday january february "
                    "march april may june july "
                    "august september october november december today yesterday tomorrow year "
                    "month week day") &&
           r->tokens[t].name != NAME_PER;
}

static void resolve(struct reading *r, uint32_t head, int depth, struct mention *m) {
    *m = (struct mention){
        .head = head, .place = STR("---"), .sector = {"", 0}, .actor = NONE, .entity = NONE};
    who_extent(r, head, &m->first, &m->last);
    str xpos = lang_xpos(r->coder->model, &r->tokens[head]);
    m->is_plural =
        str_is(xpos, "NNS") || str_is(xpos, "NNPS") || lemma_in(r, head, "they we them us");
    if (depth > MAX_DEPTH || is_time_word(r, head))
        return;
    if (r->tokens[head].upos == UPOS_PRON &&
        !lemma_in(r, head, "some many most one all other several each")) {
        resolve_pronoun(r, head, depth, m);
        return;
    }
    uint32_t meaning = depth < MAX_DEPTH ? explained_acronym(r, head) : NONE;
    if (meaning != NONE && meaning != head) {
        struct mention inner;
        resolve(r, meaning, depth + 1, &inner);
        if (inner.is_known && !inner.is_default) {
            uint32_t first = m->first, last = m->last;
            *m = inner;
            m->head = head;
            m->first = first;
            m->last = last;
            return;
        }
    }
    uint32_t under = is_quantity(r, head) ? of_child(r, head) : NONE;
    uint32_t begin = head, agent = find_agent(r, head, m->first, &begin);
    if (under != NONE && (agent == NONE || is_quantity(r, head))) {
        struct mention inner;
        resolve(r, under, depth + 1, &inner);
        if (inner.is_known || inner.is_human) {
            uint32_t first = m->first;
            *m = inner;
            m->head = head;
            m->first = first;
            m->is_plural = true;
            return;
        }
    }
    if (resolve_name(r, head, m->first, m) && m->kind != ENTITY_PLACE && m->kind != ENTITY_UNKNOWN)
        return;
    if (is_person_name(r, head)) {
        m->kind = ENTITY_PERSON;
        m->is_human = true;
        m->is_place = false;
        if (resolve_by_title(r, head, depth, m) && !m->is_default)
            return;
        bool has_title = m->is_known;
        struct mention before = *m;
        if (resolve_known_person(r, head, m) && m->is_known)
            return;
        *m = before;
        if (has_title)
            return;
        m->place = STR("---");
        return;
    }
    if (m->kind == ENTITY_PLACE)
        return;
    if (agent != NONE) {
        struct know_agent a = know_agent(r->know, agent);
        compose(r, &a, head, m->first, depth, m);
        if (m->is_default && a.kind == AGENT_PERSON && resolve_office_holder(r, head, m))
            m->is_default = false;
        if (m->is_default && a.takes_owner && resolve_definite_body(r, head, m))
            m->is_default = m->is_vague = false;
        return;
    }
    if (r->tokens[head].upos == UPOS_PROPN && resolve_known_person(r, head, m))
        return;
    if (is_count_of_people(r, head)) {
        str around = country_around(r, head);
        m->is_human = m->is_plural = m->is_default = true;
        m->kind = ENTITY_GROUP;
        m->is_known = around.n > 0;
        m->place = around.n ? around : STR("---");
        return;
    }
    if (r->tokens[head].name == NAME_ORG || r->tokens[head].upos == UPOS_PROPN) {
        struct owner o = find_owner(r, head, m->first, depth);
        m->kind = ENTITY_ORGANISATION;
        if (r->tokens[head].name == NAME_ORG && resolve_known_body(r, m->first, m))
            return;
        if (o.is_found) {
            m->place = o.place;
            m->is_known = true;
            m->is_human = true;
            return;
        }
        if (resolve_by_title(r, head, depth, m))
            return;
    }
}

str who_code(struct reading *r, str place, str sector) {
    if (!sector.n)
        return place;
    char z[64];
    int n = snprintf(z, sizeof z, "%.*s-%.*s", (int)place.n, place.p, (int)sector.n, sector.p);
    return n > 0 && n < (int)sizeof z ? str_copy(r->arena, (str){z, (uint32_t)n}) : place;
}

const struct mention *who_mention(struct reading *r, uint32_t token) {
    if (r->mention_at[token] != NONE)
        return &r->mentions.items[r->mention_at[token]];
    struct mention m;
    resolve(r, token, 0, &m);
    m.head = token;
    m.code = who_code(r, m.place, m.sector);
    if (m.entity == NONE && (m.is_known || m.kind == ENTITY_PERSON))
        m.entity = entity_of(r, &m);
    if (m.entity != NONE) {
        struct person *p = &r->entities.items[m.entity];
        struct span s = tokens_span(r, m.first, m.last);
        if (!VEC_PUSH(r->arena, &p->mentions, s))
            r->arena->failed = 1;
    }
    r->mention_at[token] = (uint32_t)r->mentions.n;
    if (!VEC_PUSH(r->arena, &r->mentions, m)) {
        static const struct mention nobody = {
            .place = {"---", 3}, .code = {"---", 3}, .actor = NONE, .entity = NONE};
        r->mention_at[token] = NONE;
        return &nobody;
    }
    return &r->mentions.items[r->mentions.n - 1];
}

/* The country named most, the dateline's and the headline's counting more. */
static void find_story_country(struct reading *r) {
    enum { MOST = 64 };
    str codes[MOST];
    uint32_t weight[MOST], n = 0;
    for (size_t i = 0; i < r->hits.n; i++) {
        const struct phrase_hit *p = hit_reading(r, &r->hits.items[i]);
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

bool who_prepare(struct reading *r) {
    r->story_country = (str){"", 0};
    find_story_country(r);
    for (size_t i = 0; i < r->hits.n;
         i++) { /* full names first: a short one may stand before them */
        const struct hit *h = &r->hits.items[i];
        const struct phrase_hit *p = h->last - h->first > 1 ? hit_reading(r, h) : NULL;
        uint32_t head = h->first;
        while (r->tokens[head].head != NONE && r->tokens[head].head >= h->first &&
               r->tokens[head].head < h->last)
            head = r->tokens[head].head;
        if (p && p->kind == PHRASE_ACTOR && know_actor(r->know, p->index).kind == KNOW_PERSON)
            who_mention(r, head);
    }
    for (uint32_t t = 0; t < r->n_tokens; t++) {
        enum deprel d = (enum deprel)r->tokens[t].deprel;
        bool is_part = d == DEP_flat || d == DEP_compound || d == DEP_nmod_desc || d == DEP_amod;
        if ((is_noun(r, t) || r->tokens[t].upos == UPOS_PRON) && !is_part)
            who_mention(r, t);
    }
    return !r->arena->failed;
}

static bool is_listable(const struct reading *r, uint32_t t) {
    enum upos u = (enum upos)r->tokens[t].upos;
    return u == UPOS_NOUN || u == UPOS_PROPN || u == UPOS_PRON || u == UPOS_ADJ || u == UPOS_NUM;
}

/* Two states set side by side are a list that lost its conjunction, not one explaining the other.
 */
static bool is_list_apposition(struct reading *r, uint32_t a, uint32_t b) {
    if (r->tokens[b].deprel != DEP_appos)
        return false;
    const struct mention x = *who_mention(r, a), *y = who_mention(r, b);
    return x.kind == ENTITY_COUNTRY && y->kind == ENTITY_COUNTRY && !str_equal(x.place, y->place);
}

uint32_t who_expand(struct reading *r, uint32_t token, uint32_t *heads, uint32_t limit) {
    uint32_t n = 0;
    if (n < limit)
        heads[n++] = token;
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t c = r->first_child[heads[k]]; c != NONE && n < limit; c = r->next_sibling[c])
            if ((r->tokens[c].deprel == DEP_conj && is_listable(r, c)) ||
                is_list_apposition(r, heads[k], c))
                heads[n++] = c;
    return n;
}

static void add_place(str place, const struct mention *m, str *places, uint32_t *n,
                      uint32_t limit) {
    bool is_known = str_equal(place, m->place) || place.n == 0;
    for (uint32_t i = 0; i < *n; i++)
        is_known |= str_equal(places[i], place);
    if (!is_known && *n < limit)
        places[(*n)++] = place;
}

static bool is_state(const struct reading *r, uint32_t t, str *place) {
    uint32_t h = r->hit_at[t];
    const struct phrase_hit *p = h == NONE ? NULL : hit_reading(r, &r->hits.items[h]);
    if (!p || (p->kind != PHRASE_COUNTRY && p->kind != PHRASE_DEMONYM && p->kind != PHRASE_CAPITAL))
        return false;
    *place = know_country(r->know, p->index).code;
    return true;
}

uint32_t who_other_owners(struct reading *r, uint32_t token, str *places, uint32_t limit) {
    const struct mention m = *who_mention(r, token);
    uint32_t n = 0, n_before = 0;
    str place;
    if (m.is_pronoun || m.actor != NONE || !m.is_known || !is_noun(r, token) ||
        m.kind == ENTITY_COUNTRY)
        return 0;
    for (uint32_t t = m.first; t < token; t++) { /* Indian and Chinese soldiers */
        if (is_state(r, t, &place) && r->tokens[t].name != NAME_PER &&
            r->tokens[t].name != NAME_ORG) {
            n_before += t + 1 < token &&
                        (lemma_in(r, t + 1, "and or") || str_is(r->tokens[t + 1].form, ","));
            if (n_before)
                add_place(place, &m, places, &n, limit);
        }
    }
    for (uint32_t c = r->first_child[token]; c != NONE;
         c = r->next_sibling[c]) { /* envoys from Israel and Syria */
        if (c < token || r->tokens[c].deprel != DEP_nmod ||
            !lemma_in(r, case_of(r, c), "of from") || !is_state(r, c, &place))
            continue;
        for (uint32_t k = r->first_child[c]; k != NONE; k = r->next_sibling[k])
            if (r->tokens[k].deprel == DEP_conj && is_state(r, k, &place))
                add_place(place, &m, places, &n, limit);
    }
    return n;
}

struct party who_party(struct reading *r, uint32_t token) {
    const struct mention *m = who_mention(r, token);
    struct party p = {
        .span = tokens_span(r, m->first, m->last), .code = m->code, .entity = m->entity};
    p.text = span_text(r, p.span);
    if (m->entity != NONE)
        p.name = r->entities.items[m->entity].name;
    return p;
}
