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
#include "code/who_parts.h"

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

/* "Facilities belonging to X", "a camp run by X". */
static uint32_t possessor_by_participle(const struct reading *r, uint32_t participle) {
    const char *marker = lemma_is(r, participle, "belong") ? "to" : "by";
    for (uint32_t c = r->first_child[participle]; c != NONE; c = r->next_sibling[c])
        if (deprel_basic((enum deprel)r->tokens[c].deprel) == DEP_obl &&
            lemma_is(r, case_of(r, c), marker))
            return c;
    return NONE;
}

/* Country or body to which a noun belongs: a name before it in its phrase, a possessor,
 * of/from/for/in, what it belongs to or who runs it. */
static struct owner find_owner(struct reading *r, uint32_t head, uint32_t first, int depth) {
    struct owner o = {STR("---"), {"", 0}, false, false};
    uint32_t poss = child_with(r, head, DEP_nmod_poss);
    if (poss != NONE && r->tokens[poss].deprel == DEP_nmod_poss)
        owner_from_token(r, poss, depth, &o);
    for (uint32_t t = head; t-- > first && !o.is_found;) {
        uint32_t h = r->hit_at[t];
        if (h == NONE || r->hits.items[h].last > head + 1)
            continue;
        const struct phrase_hit *p = name_reading(r, &r->hits.items[h]);
        struct mention m = {0};
        if (p) {
            name_take(r, p, &m);
            owner_from_mention(&m, &o);
        }
    }
    static const char *const prepositions[] = {"of", "from", "for", "in", "at", "with"};
    for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions && !o.is_found; i++)
        for (uint32_t c = r->first_child[head]; c != NONE && !o.is_found; c = r->next_sibling[c])
            if (c > head && r->tokens[c].deprel == DEP_nmod &&
                lemma_is(r, case_of(r, c), prepositions[i]))
                owner_from_token(r, c, depth, &o);
    for (uint32_t c = r->first_child[head]; c != NONE && !o.is_found; c = r->next_sibling[c])
        if (c > head && r->tokens[c].deprel == DEP_acl &&
            lemma_in(r, c, "belong own run operate control hold command"))
            owner_from_token(r, possessor_by_participle(r, c), depth, &o);
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
        str around = name_country_around(r, head);
        m->is_vague = (agent->is_ambiguous && agent->kind != AGENT_PERSON) ||
                      (agent->takes_owner &&
                       (agent->kind == AGENT_ORGANISATION || agent->kind == AGENT_THING));
        m->is_default = true;
        m->place = around.n ? around : STR("---");
        m->is_known = around.n > 0;
    }
    bool is_unidentified = lemma_in(
        r, head, "gunman attacker assailant assassin bomber hijacker kidnapper abductor sniper");
    if (is_unidentified && m->is_default && !known_is_definite(r, head)) {
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

uint32_t who_under_quantity(const struct reading *r, uint32_t head) {
    if (!is_quantity(r, head))
        return NONE;
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if (c > head && (d == DEP_nmod || d == DEP_obl) &&
            (lemma_in(r, case_of(r, c), "of from among") ||
             (lemma_in(r, head, "more less few") && lemma_is(r, case_of(r, c), "than"))))
            return c;
    }
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
    const struct phrase_hit *p = name_reading(r, &r->hits.items[h]);
    if (!p)
        return false;
    name_take(r, p, m);
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

/* "Anti-government", "anti-American": whom the word is against. */
static bool resolve_opposed(struct reading *r, uint32_t head, struct mention *m) {
    str rest = str_slice(r->tokens[head].form, 5, r->tokens[head].form.n);
    struct phrase_match match = know_match_name(r->know, &rest, 1);
    m->is_human = true;
    if (str_in(str_lower(r->arena, rest), "government regime coup junta")) {
        m->place = name_country_around(r, head);
        m->sector = STR("GOV");
        m->kind = ENTITY_ORGANISATION;
        m->is_known = m->place.n > 0;
        return m->is_known;
    }
    for (uint32_t i = 0; i < match.n_hits; i++)
        if (match.hits[i].kind == PHRASE_COUNTRY || match.hits[i].kind == PHRASE_DEMONYM) {
            name_take(r, &match.hits[i], m);
            return true;
        }
    return false;
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
    uint32_t pair = depth < MAX_DEPTH ? known_pair(r, head) : NONE;
    if (pair != NONE) {
        struct mention first = r->mentions.items[r->mention_at[pair]];
        first.head = head;
        first.first = m->first;
        first.last = m->last;
        first.is_plural = true;
        *m = first;
        return;
    }
    str sides[2];
    if (depth == 0 && who_two_sides(r, head, sides)) {
        m->place = sides[0];
        m->sector =
            lemma_in(r, head, "leader president government minister official premier")
                ? STR("GOV")
                : (str){"", 0};
        m->kind = ENTITY_GROUP;
        m->is_known = m->is_human = m->is_plural = true;
        return;
    }
    uint32_t meaning = depth < MAX_DEPTH ? known_acronym(r, head) : NONE;
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
    if (str_starts(r->lemma[head], STR("anti-")) && resolve_opposed(r, head, m))
        return;
    uint32_t under = who_under_quantity(r, head);
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
        if (m->is_default && a.kind == AGENT_PERSON && known_office_holder(r, head, m))
            m->is_default = false;
        if (m->is_default && a.takes_owner && known_definite_body(r, head, m))
            m->is_default = m->is_vague = false;
        return;
    }
    if (r->tokens[head].upos == UPOS_PROPN && resolve_known_person(r, head, m))
        return;
    if (is_count_of_people(r, head)) {
        str around = name_country_around(r, head);
        m->is_human = m->is_plural = m->is_default = true;
        m->kind = ENTITY_GROUP;
        m->is_known = around.n > 0;
        m->place = around.n ? around : STR("---");
        return;
    }
    if (r->tokens[head].name == NAME_ORG || r->tokens[head].upos == UPOS_PROPN) {
        struct owner o = find_owner(r, head, m->first, depth);
        m->kind = ENTITY_ORGANISATION;
        if (r->tokens[head].name == NAME_ORG && known_body(r, m->first, m))
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

bool who_prepare(struct reading *r) {
    r->story_country = (str){"", 0};
    name_story_country(r);
    for (size_t i = 0; i < r->hits.n;
         i++) { /* full names first: a short one may stand before them */
        const struct hit *h = &r->hits.items[i];
        const struct phrase_hit *p = h->last - h->first > 1 ? name_reading(r, h) : NULL;
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

uint32_t who_other_owners(struct reading *r, uint32_t token, str *places, uint32_t limit) {
    const struct mention m = *who_mention(r, token);
    uint32_t n = 0, n_before = 0;
    str place;
    if (m.is_pronoun || m.actor != NONE || !m.is_known || !is_noun(r, token) ||
        m.kind == ENTITY_COUNTRY)
        return 0;
    for (uint32_t t = m.first; t < token; t++) { /* Indian and Chinese soldiers */
        if (name_is_state(r, t, &place) && r->tokens[t].name != NAME_PER &&
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
            !lemma_in(r, case_of(r, c), "of from") || !name_is_state(r, c, &place))
            continue;
        for (uint32_t k = r->first_child[c]; k != NONE; k = r->next_sibling[k])
            if (r->tokens[k].deprel == DEP_conj && name_is_state(r, k, &place))
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
