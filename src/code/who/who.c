/* Who. A noun phrase gets its code by composition, never by a list of phrases:
 *
 *   the tables' names      Erdogan → TUR-GOV at the report's date, Hamas → PSE-REB
 *   agent + owner          Turkish | Turkey's | of Turkey … + president, troops → TUR-GOV, TUR-MIL
 *   agent of an owner      a Hamas official, NATO's spokesman: what the owner is
 *   quantity + people      dozens of protesters, members of the council: what is under them
 *   title + unknown name   Deputy Interior Minister X: the title's; X is remembered with it
 *   pronoun, short name    what they stand for (coref.c)
 *   agent alone            police, insurgents: the country in which the story plays
 *
 * "Former" and "ex-" make ELI. What none of these explains stays `---`. */
#include "code/who/who.h"

#include "base/vec.h"
#include "code/who/parts.h"

#include <stdio.h>

/* ---- extents ---- */

/* "In Geneva Kerry met him": a place that begins the sentence is no part of the name behind it. */
bool who_is_scene_before(const struct reading *r, uint32_t t, uint32_t head) {
    uint32_t h = r->hit_at[t];
    bool is_place = r->tokens[t].name == NAME_LOC ||
                    (h != NONE && r->hits.items[h].first <= t && r->tokens[head].name_begins);
    return is_place && t < head && t > 0 && r->tokens[head].name == NAME_PER &&
           r->tokens[head].name_begins &&
           deprel_basic((enum deprel)r->tokens[head].deprel) == DEP_nsubj &&
           lemma_in(r, (h == NONE ? t : r->hits.items[h].first) - 1, "in at from near outside");
}

void who_extent(const struct reading *r, uint32_t head, uint32_t *first, uint32_t *last) {
    uint32_t floor = 0; /* the preposition before a phrase is no part of it */
    *first = head;
    *last = head + 1;
    for (uint32_t c = r->first_child[head]; c != NONE && c < head; c = r->next_sibling[c])
        if (deprel_basic((enum deprel)r->tokens[c].deprel) == DEP_case)
            floor = c + 1;
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        uint32_t low, high;
        if (c < head && (d == DEP_det || d == DEP_amod || d == DEP_compound || d == DEP_nummod ||
                         d == DEP_flat || d == DEP_nmod || d == DEP_advmod)) {
            subtree(r, c, &low, &high);
            if (low < *first && low >= floor && high <= head && !who_is_scene_before(r, c, head))
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
    while (*first < head && /* no mention begins with what joins it to the one before */
           (r->tokens[*first].upos == UPOS_CCONJ || str_in(r->tokens[*first].form, ", ; : - --")))
        (*first)++;
}

/* "Canadian Mohamed Fahmy", where the tables know one who governed elsewhere: another of his name.
 */
static bool is_foreign_namesake(struct reading *r, const struct hit *h, const struct mention *m) {
    uint32_t before = h->first;
    if (before == 0 || r->tokens[before - 1].upos != UPOS_ADJ ||
        r->sentence[before - 1] != r->sentence[before] || r->hit_at[before - 1] == NONE ||
        (m->sector.n && !str_in(m->sector, "GOV ELI")) || h->last < before + 2)
        return false;
    const struct phrase_hit *p = name_reading(r, &r->hits.items[r->hit_at[before - 1]]);
    struct mention land = {.place = STR("---")};
    if (!p || p->kind != PHRASE_DEMONYM)
        return false;
    name_take(r, p, &land);
    return land.place.n == 3 && !str_is(land.place, "---") && !str_equal(land.place, m->place);
}

/* "Republican challenger Mitt Romney": who was in office once and runs for one. */
static bool is_candidate(const struct reading *r, uint32_t first, uint32_t end) {
    return phrase_has_modifier(r, first, end,
                               "candidate nominee challenger contender hopeful frontrunner") &&
           !phrase_is_former(r, first, end);
}

bool who_resolve_name(struct reading *r, uint32_t head, uint32_t first, struct mention *m) {
    uint32_t h = r->hit_at[head];
    if (state_half(r, head, m) || state_mainland(r, head, m))
        return true;
    if (h == NONE)
        return false;
    const struct phrase_hit *p = name_reading(r, &r->hits.items[h]);
    if (!p)
        return false;
    const struct mention before = *m;
    name_take(r, p, m);
    m->reason = WHO_NAME;
    if (str_is(m->sector, "PTY") && phrase_is_opposed(r, first, head))
        m->sector = STR("OPP");
    struct agent_phrase agent;
    if (m->kind == ENTITY_ORGANISATION && r->tokens[head].upos == UPOS_NOUN && !m->is_plural &&
        agent_find(r, head, head, &agent) && know_agent(r->know, agent.agent).kind == AGENT_PERSON)
        m->kind = ENTITY_PERSON; /* the U.N. human rights chief */
    if (p->kind == PHRASE_DEMONYM)
        minority_name(r, head, &m->place);
    if (m->kind != ENTITY_PERSON || m->place.n != 3)
        return true;
    if (is_foreign_namesake(r, &r->hits.items[h], m)) {
        *m = before;
        return false;
    }
    if (m->sector.n == 0)
        m->sector = title_sector(r, m->first, r->hits.items[h].first);
    bool is_opposed = phrase_is_opposed(r, m->first, head);
    if (is_opposed && str_in(m->sector, "ELI LEG"))
        m->sector = STR("OPP"); /* opposition leader X, once a minister */
    else if (phrase_is_former(r, first, head) ||
             (title_is_former(r, head) && /* but rebel leader X, a former police chief */
              title_sector(r, m->first, r->hits.items[h].first).n == 0))
        m->sector = STR("ELI");
    else
        title_keep_office(r, &r->hits.items[h], m);
    if (str_is(m->sector, "ELI") && is_candidate(r, m->first, r->hits.items[h].first))
        m->sector = STR("PTY");
    return true;
}

static void resolve_pronoun(struct reading *r, uint32_t head, int depth, struct mention *m) {
    m->is_pronoun = true;
    m->is_human = !lemma_in(r, head, "it this that which what");
    uint32_t antecedent = coref_antecedent(r, head), two[2];
    if (antecedent == NONE && who_two_apart(r, head, two))
        antecedent = two[0];
    if (antecedent == NONE || antecedent == head || depth >= WHO_DEPTH)
        return;
    struct mention a;
    if (r->mention_at[antecedent] != NONE)
        a = r->mentions.items[r->mention_at[antecedent]];
    else
        who_resolve(r, antecedent, depth + 1, &a);
    m->place = a.place;
    m->sector = a.sector;
    m->actor = a.actor;
    m->entity = a.entity;
    m->kind = a.kind;
    m->is_known = a.is_known;
    m->is_default = a.is_default;
    m->is_human = true;
    m->is_plural |= a.is_plural && lemma_in(r, head, "their theirs");
    m->reason = WHO_PRONOUN;
    m->why = antecedent;
}

static bool is_time_word(const struct reading *r, uint32_t t) {
    return lemma_in(r, t,
                    "monday tuesday wednesday thursday friday saturday sunday january february "
                    "march april may june july "
                    "august september october november december today yesterday tomorrow year "
                    "month week day") &&
           r->tokens[t].name != NAME_PER;
}

/* "Both leaders", "the two countries". */
static bool resolve_pair(struct reading *r, uint32_t head, int depth, struct mention *m) {
    uint32_t pair = depth < WHO_DEPTH ? known_pair(r, head) : NONE, two[2];
    str sides[2];
    if (pair == NONE && depth < WHO_DEPTH && who_two_apart(r, head, two))
        pair = two[0];
    uint32_t named = pair == NONE ? known_two(r, head) : NONE;
    pair = named == NONE ? pair : named;
    if (pair != NONE) {
        whole_take(&r->mentions.items[r->mention_at[pair]], m);
        if (str_is(who_pair_sector(r, head), "MIL") && m->kind == ENTITY_COUNTRY)
            m->sector = STR("MIL"); /* the two armies */
        m->reason = WHO_TOGETHER;
        m->why = pair;
        m->is_plural = true;
        return true;
    }
    if (depth > 0 || !who_two_sides(r, head, sides))
        return false;
    m->reason = WHO_TOGETHER;
    m->place = sides[0];
    m->sector = who_pair_sector(r, head);
    m->kind = ENTITY_GROUP;
    m->is_known = m->is_human = m->is_plural = true;
    return true;
}

static bool resolve_acronym(struct reading *r, uint32_t head, int depth, struct mention *m) {
    uint32_t meaning = depth < WHO_DEPTH ? known_acronym(r, head) : NONE;
    struct mention inner;
    if (meaning == NONE || meaning == head)
        return false;
    who_resolve(r, meaning, depth + 1, &inner);
    if (!inner.is_known || inner.is_default)
        return false;
    whole_take(&inner, m);
    m->reason = WHO_ACRONYM;
    m->why = meaning;
    return true;
}

/* "Rakhine rebels", where the tree hangs the noun on the name: the noun's. */
static uint32_t trailing_noun(const struct reading *r, uint32_t head, const struct mention *m) {
    uint32_t last = m->last - 1;
    bool is_body = lemma_in(r, last, "embassy consulate army navy") || /* the U.S. | Embassy */
                   (r->tokens[head].name == NAME_PER && r->tokens[last].name != NAME_PER &&
                    lemma_in(r, last, NAMED_BUILDINGS)); /* the Abdullah Saleh | Mosque */
    bool is_common = last > head && r->tokens[last].head == head &&
                     (is_body || (r->tokens[last].upos == UPOS_NOUN && r->hit_at[last] == NONE &&
                                  r->tokens[last].name == NAME_NONE));
    return is_common && r->hit_at[head] != NONE ? last : NONE;
}

/* "House Speaker Nancy Pelosi", where the title heads the phrase: whose name follows it. */
static bool resolve_named_after(struct reading *r, uint32_t head, struct mention *m) {
    for (uint32_t t = head + 1; t < m->last; t++) {
        uint32_t h = r->hit_at[t];
        const struct phrase_hit *p = h == NONE ? NULL : name_reading(r, &r->hits.items[h]);
        bool is_part = r->tokens[t].deprel == DEP_flat || r->tokens[t].deprel == DEP_appos;
        if (!p || !is_part || p->kind != PHRASE_ACTOR ||
            know_actor(r->know, p->index).kind != KNOW_PERSON)
            continue;
        name_take(r, p, m);
        m->reason = WHO_NAME;
        if (str_in(m->sector, "ELI LEG") && phrase_is_opposed(r, m->first, head))
            m->sector = STR("OPP");
        else if (str_is(m->sector, "ELI") && is_candidate(r, m->first, t))
            m->sector = STR("PTY");
        else if (m->place.n == 3 && phrase_is_former(r, m->first, head))
            m->sector = STR("ELI");
        else if (m->place.n == 3)
            title_take(r, head, m);
        return true;
    }
    return false;
}

/* A name that neither the tables nor its words explain. */
static void resolve_unknown_body(struct reading *r, uint32_t head, int depth, struct mention *m) {
    struct owner o = owner_find(r, head, m->first, m->first, depth);
    m->kind = ENTITY_ORGANISATION;
    if (r->tokens[head].name != NAME_LOC && known_body(r, m->first, m)) {
        m->reason = WHO_BEFORE;
        return;
    }
    if (o.is_found) {
        m->reason = WHO_OWNER;
        m->why = o.token;
        m->place = o.place;
        m->is_known = m->is_human = true;
        return;
    }
    if (person_by_title(r, head, depth, m)) {
        m->reason = WHO_TITLE;
        return;
    }
    m->reason = WHO_UNKNOWN;
    if (o.likely.n && o.sector.n) { /* the opposition's Coordination Council */
        m->place = o.likely;
        m->sector = o.sector;
        m->is_known = m->is_human = m->is_default = true;
    }
}

static bool stands_for_another(struct reading *r, uint32_t head, int depth, struct mention *m) {
    bool is_name = r->hit_at[head] != NONE && name_is_acronym(r->tokens[head].form); /* WHO, US */
    if (r->tokens[head].upos == UPOS_PRON && !is_name && !known_is_those(r, head) &&
        !lemma_in(r, head, "some many most one all other several each both neither")) {
        resolve_pronoun(r, head, depth, m);
        return true;
    }
    if (coref_is_age(r, head)) {
        resolve_pronoun(r, head, depth, m);
        m->is_pronoun = false;
        return true;
    }
    return count_part(r, head, m) || count_among(r, head, depth, m) ||
           resolve_pair(r, head, depth, m) || resolve_acronym(r, head, depth, m) ||
           (str_starts(r->lemma[head], STR("anti-")) && r->hit_at[head] == NONE &&
            name_resolve_opposed(r, head, m));
}

/* What is neither a known name nor a number: by the words for what men and bodies are, by what the
 * report said before, by its form. `agent` may be NULL: no such word. */
static void resolve_words(struct reading *r, uint32_t head, int depth,
                          const struct agent_phrase *agent, struct mention *m) {
    bool is_building = agent && r->tokens[head].upos == UPOS_NOUN; /* the Askariya shrine */
    bool is_stranger = is_person_name(r, head) && /* no man that the report has named */
                       entity_by_last_name(r, r->lemma[head]) == NONE;
    bool is_fixed = agent && agent->begin == head && know_agent(r->know, agent->agent).place.n;
    bool is_bare_name =
        agent && !is_fixed && r->tokens[head].upos == UPOS_PROPN && m->first == head &&
        m->last == head + 1 && child_with(r, head, DEP_det) == NONE &&
        know_agent(r->know, agent->agent).kind == AGENT_PERSON; /* King, of Kevin King */
    bool is_opening = agent && head == r->text->sentences[r->sentence[head]].first &&
                      m->last == head + 1 && str_ends(r->tokens[head].form, STR("s")) &&
                      entity_by_last_name(r, r->lemma[head]) == NONE; /* "Mobs burned shops" */
    if (is_opening && r->tokens[head].name == NAME_PER)
        who_resolve_agent(r, agent, depth, m);
    else if ((is_bare_name && person_known(r, head, m)) ||
             (known_is_regional_state(r, head, m) && known_state(r, head, m)))
        m->reason = WHO_BEFORE;
    else if (is_fixed && r->tokens[head].upos == UPOS_PROPN && m->last == head + 1)
        who_resolve_agent(r, agent, depth, m); /* the Pope is no Mr. Pope */
    else if (is_stranger && name_is_town(r, head, m))
        m->reason = WHO_TOWN;
    else if (is_person_name(r, head))
        person_resolve(r, head, depth, m);
    else if (m->kind == ENTITY_PLACE && !is_building)
        return;
    else if (agent)
        who_resolve_agent(r, agent, depth, m);
    else if (r->tokens[head].upos == UPOS_PROPN && person_known(r, head, m))
        m->reason = WHO_BEFORE;
    else if (name_is_town(r, head, m))
        m->reason = WHO_TOWN;
    else if (known_state(r, head, m))
        m->reason = WHO_BEFORE;
    else if (known_chamber(r, head, m))
        return;
    else if (r->tokens[head].upos == UPOS_NOUN && name_is_land(r, head))
        land_resolve(r, head, depth, m);
    else if (states_resolve(r, head, m))
        return;
    else if (known_is_those(r, head) || phrase_is_count(r, head))
        count_resolve(r, head, m);
    else if (r->tokens[head].name == NAME_ORG || r->tokens[head].upos == UPOS_PROPN)
        resolve_unknown_body(r, head, depth, m);
}

static void resolve_any(struct reading *r, uint32_t head, int depth, struct mention *m) {
    *m = (struct mention){
        .head = head, .place = STR("---"), .actor = NONE, .entity = NONE, .why = NONE};
    who_extent(r, head, &m->first, &m->last);
    str xpos = lang_xpos(r->coder->model, &r->tokens[head]);
    m->is_plural = str_is(xpos, "NNS") || str_is(xpos, "NNPS") || known_is_men(r, head) ||
                   lemma_in(r, head, "they we them us");
    if (depth > WHO_DEPTH || is_time_word(r, head) || stands_for_another(r, head, depth, m))
        return;
    struct agent_phrase agent;
    uint32_t noun = trailing_noun(r, head, m);
    if (noun != NONE && agent_find(r, noun, head + 1, &agent)) {
        who_resolve_agent(r, &agent, depth, m);
        return;
    }
    bool has_agent = agent_find(r, head, m->first, &agent);
    bool is_compound = has_agent && agent.begin < head; /* legislative body: no body of men */
    if (r->tokens[head].name != NAME_PER && resolve_named_after(r, head, m))
        return;
    if (count_named_one(r, head, m))
        return;
    if (!is_compound && count_quantity(r, head, depth, has_agent, m))
        return;
    if (has_agent && agent.begin + 1 == head && lemma_is(r, agent.begin, "ethnic")) {
        who_resolve_agent(r, &agent, depth, m); /* ethnic Serbs, of the land in which they live */
        return;
    }
    if (who_resolve_name(r, head, m->first, m) && m->kind != ENTITY_PLACE &&
        m->kind != ENTITY_UNKNOWN) {
        if (has_agent && agent_is_meant(r, &agent, m, m->first)) {
            m->actor = NONE;
            who_resolve_agent(r, &agent, depth, m);
        }
        return;
    }
    resolve_words(r, head, depth, has_agent ? &agent : NULL, m);
}

void who_resolve(struct reading *r, uint32_t head, int depth, struct mention *m) {
    resolve_any(r, head, depth, m);
    identity_complete(r, head, depth, m);
}

str who_code(struct reading *r, str place, str sector) {
    if (!sector.n)
        return place;
    char z[64];
    int n = snprintf(z, sizeof z, "%.*s-%.*s", (int)place.n, place.p, (int)sector.n, sector.p);
    return n > 0 && n < (int)sizeof z ? str_copy(r->arena, (str){z, (uint32_t)n}) : place;
}

/* "Tunisia's new president, X", "X, the president": the name beside a title, NONE. */
static uint32_t apposed_name(const struct reading *r, const struct mention *m) {
    if (m->kind != ENTITY_PERSON || m->is_plural || m->is_pronoun || m->reason == WHO_NAME ||
        r->tokens[m->head].name == NAME_PER || r->tokens[m->head].upos != UPOS_NOUN)
        return NONE;
    uint32_t up = r->tokens[m->head].head;
    if (up != NONE && r->tokens[m->head].deprel == DEP_appos && r->tokens[up].name == NAME_PER)
        return up;
    for (uint32_t c = r->first_child[m->head]; c != NONE; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_appos && r->tokens[c].name == NAME_PER && c > m->head)
            return c;
    return NONE;
}

static void make_mention(struct reading *r, uint32_t token, struct mention *m) {
    who_resolve(r, token, 0, m);
    m->head = token;
    m->code = who_code(r, m->place, m->sector);
    uint32_t name = m->entity == NONE ? apposed_name(r, m) : NONE;
    if (name != NONE)
        m->entity = who_mention(r, name)->entity;
    if (m->entity == NONE && (m->is_known || m->kind == ENTITY_PERSON))
        m->entity = entity_of(r, m);
    if (m->entity == NONE)
        return;
    struct person *p = &r->entities.items[m->entity];
    if (p->kind == ENTITY_PERSON && !p->gender)
        p->gender = mention_gender(r, m);
    struct span s = tokens_span(r, m->first, m->last);
    if (!VEC_PUSH(r->arena, &p->mentions, s))
        r->arena->failed = 1;
}

/* The last mention of an entity is taken from it. */
static void forget_mention(struct reading *r, const struct mention *m) {
    struct person *p = &r->entities.items[m->entity];
    struct span s = tokens_span(r, m->first, m->last);
    for (size_t i = 0; i < p->mentions.n; i++)
        if (p->mentions.items[i].begin == s.begin && p->mentions.items[i].end == s.end) {
            memmove(p->mentions.items + i, p->mentions.items + i + 1,
                    (p->mentions.n - i - 1) * sizeof s);
            p->mentions.n--;
            return;
        }
}

/* Who was named before the text told who he is ("Hotak … Nasir Hotak, a council member"), and the
 * pronouns that stand for him, are known once all has been read. */
static void look_again(struct reading *r) {
    for (uint32_t t = 0; t < r->n_tokens; t++) {
        uint32_t index = r->mention_at[t];
        if (index == NONE || r->mentions.items[index].is_known)
            continue;
        struct mention before = r->mentions.items[index], m;
        if (before.kind != ENTITY_PERSON && !before.is_pronoun && r->tokens[t].upos != UPOS_PROPN)
            continue;
        who_resolve(r, t, 0, &m);
        if (!m.is_known)
            continue;
        if (before.entity != NONE)
            forget_mention(r, &before);
        make_mention(r, t, &m);
        r->mentions.items[index] = m;
    }
}

struct mention who_look(struct reading *r, uint32_t token) {
    struct mention m;
    if (r->mention_at[token] != NONE)
        return r->mentions.items[r->mention_at[token]];
    who_resolve(r, token, 0, &m);
    m.head = token;
    m.code = who_code(r, m.place, m.sector);
    return m;
}

/* Mentions that are being made, the innermost first. */
struct asking {
    uint32_t token;
    const struct asking *above;
};

/* "Envoys from Iran, the two countries, met": what the countries are is asked of the envoys, whose
 * owners are asked of the countries. Is the mention among those that wait for it, or are there too
 * many of them? O(FARTHEST). */
static bool is_being_made(const struct reading *r, uint32_t token) {
    enum { FARTHEST = 32 };
    uint32_t n = 0;
    for (const struct asking *a = r->asking; a; a = a->above, n++)
        if (a->token == token || n == FARTHEST)
            return true;
    return false;
}

const struct mention *who_mention(struct reading *r, uint32_t token) {
    static const struct mention nobody = {
        .place = {"---", 3}, .code = {"---", 3}, .actor = NONE, .entity = NONE};
    if (r->mention_at[token] != NONE)
        return &r->mentions.items[r->mention_at[token]];
    if (is_being_made(r, token))
        return &nobody;
    struct mention m;
    struct asking asking = {token, r->asking};
    r->asking = &asking;
    make_mention(r, token, &m);
    r->asking = asking.above;
    r->mention_at[token] = (uint32_t)r->mentions.n;
    if (!VEC_PUSH(r->arena, &r->mentions, m)) {
        r->mention_at[token] = NONE;
        return &nobody;
    }
    return &r->mentions.items[r->mentions.n - 1];
}

/* The token of a hit over which no other of its own stands. */
static uint32_t head_of_hit(const struct reading *r, const struct hit *h) {
    uint32_t head = h->first;
    for (uint32_t i = h->first; i < h->last; i++) { /* no further, though a tree ran in a circle */
        uint32_t up = r->tokens[head].head;
        if (up == NONE || up < h->first || up >= h->last)
            break;
        head = up;
    }
    return head;
}

bool who_prepare(struct reading *r) {
    r->story_country = (str){"", 0};
    r->class_male = know_class(r->know, "male");
    r->class_female = know_class(r->know, "female");
    if (!name_collect_own(r) || !name_story_country(r))
        return false;
    for (size_t i = 0; i < r->hits.n; i++) {
        /* full names first: a short one may stand before them */
        const struct hit *h = &r->hits.items[i];
        const struct phrase_hit *p = h->last - h->first > 1 ? name_reading(r, h) : NULL;
        if (p && p->kind == PHRASE_ACTOR && know_actor(r->know, p->index).kind == KNOW_PERSON)
            who_mention(r, head_of_hit(r, h));
    }
    for (uint32_t t = 0; t < r->n_tokens; t++) {
        enum deprel d = (enum deprel)r->tokens[t].deprel;
        bool is_part = d == DEP_flat || d == DEP_compound || d == DEP_nmod_desc || d == DEP_amod;
        if ((is_noun(r, t) || r->tokens[t].upos == UPOS_PRON || coref_is_age(r, t)) && !is_part)
            who_mention(r, t);
    }
    look_again(r);
    return !r->arena->failed;
}

struct party who_party(struct reading *r, uint32_t token) {
    const struct mention *m = who_mention(r, token);
    struct party p = {
        .span = tokens_span(r, m->first, m->last), .code = m->code, .entity = m->entity};
    p.text = span_text(r, p.span);
    if (person_is_stranger(r, m))
        p.code = r->story_country;
    if (m->entity != NONE)
        p.name = r->entities.items[m->entity].name;
    return p;
}
