/* People whom the tables do not know are learned from the text: by a title (Deputy Minister X), an
 * apposition (X, Tunisia's president; the spokesman, X), a copula (X is the governor of Y), a
 * relative clause (X, who heads Y), what they are of (X of Amnesty International, Hamas's X) or a
 * party's mark (X, R-S.C.). The best of these is one that says whose; a title alone takes the
 * country of the story. The last name then finds them again. */
#include "code/who/parts.h"

enum { MOST_TITLES = 8 };

struct titles {
    uint32_t items[MOST_TITLES], n;
};

static void add_title(struct titles *t, uint32_t token) {
    if (token != NONE && t->n < MOST_TITLES)
        t->items[t->n++] = token;
}

/* "X, who heads the council", "X, who is a lawyer". */
static void titles_of_relative(const struct reading *r, uint32_t verb, struct titles *out) {
    if (child_with(r, verb, DEP_cop) != NONE)
        add_title(out, verb);
    else if (lemma_in(r, verb, "head lead command chair run represent direct edit own found"))
        add_title(out, child_with(r, verb, DEP_obj));
}

uint32_t person_name_after(const struct reading *r, uint32_t head) {
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c])
        if (c > head && r->tokens[c].deprel == DEP_flat && r->tokens[c].name == NAME_PER &&
            r->tokens[c].name_begins)
            return r->tokens[head].name == NAME_PER ? NONE : c;
    return NONE;
}

/* "Bishop Ernesto Quiroz", where the title was taken for the first word of the name. */
static bool begins_with_title(const struct reading *r, uint32_t head) {
    struct agent_phrase p;
    bool is_long = r->tokens[head].name == NAME_PER && r->tokens[head].name_begins &&
                   head + 1 < r->n_tokens && r->tokens[head + 1].name == NAME_PER &&
                   !r->tokens[head + 1].name_begins;
    return is_long && agent_find(r, head, head, &p) &&
           know_agent(r->know, p.agent).kind == AGENT_PERSON &&
           know_agent(r->know, p.agent).sector.n > 0;
}

/* "Kevin King": a last name that reads like a title. */
static bool is_last_name(const struct reading *r, uint32_t head, uint32_t t) {
    return t > head && r->tokens[head].name == NAME_PER && r->tokens[t].name == NAME_PER &&
           !r->tokens[t].name_begins && r->tokens[t].deprel == DEP_flat;
}

/* "Cleric Omar Bakri", "dissident Bei Ling": what the tagger took for an adjective. */
static bool is_calling(const struct reading *r, uint32_t t, uint32_t name) {
    struct agent_phrase p;
    if (lemma_is(r, t, "general"))
        return true;
    return t + 1 == name && r->hit_at[t] == NONE && agent_find(r, t, t, &p) &&
           know_agent(r->know, p.agent).kind == AGENT_PERSON &&
           !know_agent(r->know, p.agent).is_ambiguous;
}

static void titles_of(const struct reading *r, uint32_t head, struct titles *out) {
    uint32_t name = person_name_after(r, head);
    if (name != NONE)
        add_title(out, name - 1);
    else if (begins_with_title(r, head))
        add_title(out, head);
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        if (is_last_name(r, head, c) || who_is_scene_before(r, c, head))
            continue;
        if (d == DEP_appos || d == DEP_nmod_desc || d == DEP_flat ||
            ((d == DEP_compound || d == DEP_nmod_unmarked) && c < head) ||
            (d == DEP_amod && (c > head || is_calling(r, c, head)))) /* taken for an adjective */
            add_title(out, c);
        else if (d == DEP_acl_relcl)
            titles_of_relative(r, c, out);
    }
    uint32_t up = r->tokens[head].head;
    if (up == NONE)
        return;
    enum deprel d = (enum deprel)r->tokens[head].deprel;
    if (d == DEP_acl_relcl && child_with(r, head, DEP_cop) != NONE)
        add_title(out, child_with(r, head, DEP_nsubj)); /* the party, whose leader is X */
    bool is_leader = deprel_basic(d) == DEP_obl && r->tokens[up].deprel == DEP_acl &&
                     lemma_in(r, up, "lead head command chair run direct found") &&
                     lemma_is(r, case_of(r, head), "by");
    if (is_leader)
        add_title(out, r->tokens[up].head); /* the union, led by X */
    for (int i = 0;
         d == DEP_appos && i < 3 && r->tokens[up].deprel == DEP_nmod && r->tokens[up].head != NONE;
         i++)
        add_title(out, up = r->tokens[up].head); /* the rapporteur on torture, X */
    if (d == DEP_appos || d == DEP_flat ||
        (d == DEP_nsubj && is_noun(r, up) && child_with(r, up, DEP_cop) != NONE))
        add_title(out, up);
}

/* Title of a role noun: owners stand in its own phrase or before it in the name's. */
static void title_of_agent(struct reading *r, uint32_t head, const struct agent_phrase *p,
                           uint32_t first, int depth, struct mention *title) {
    uint32_t name_first, name_last;
    who_extent(r, head, &name_first, &name_last);
    *title = (struct mention){.place = STR("---"), .actor = NONE, .entity = NONE};
    if (name_first < first && name_first < p->head)
        first = name_first;
    agent_compose(r, p, first, depth, title);
    if (!title->is_default)
        return;
    struct owner o = owner_find(r, head, name_first, name_first, depth + 1);
    if (!o.is_found)
        return;
    title->place = o.place;
    title->is_known = true;
    title->is_default = false;
}

/* "Solicitor General X", where only the second word was taken for the title: where it begins. */
static uint32_t title_begin(const struct reading *r, uint32_t candidate, uint32_t first) {
    enum { WORDS = 3 };
    struct agent_phrase p;
    uint32_t low = first;
    while (low > 0 && candidate - low < WORDS && r->sentence[low - 1] == r->sentence[candidate] &&
           r->hit_at[low - 1] == NONE && r->tokens[low - 1].upos == UPOS_PROPN)
        low--;
    return low < first && agent_find(r, candidate, low, &p) && p.begin < first ? p.begin : first;
}

/* What one of the words around a name says of it; false if nothing. */
static bool read_title(struct reading *r, uint32_t head, uint32_t candidate, int depth,
                       struct mention *title) {
    struct agent_phrase p;
    uint32_t first, last;
    who_extent(r, candidate, &first, &last);
    first = title_begin(r, candidate, first);
    uint32_t end = candidate < head && last <= head && last > candidate + 1 ? last - 1 : candidate;
    bool is_longer = end > candidate && agent_find(r, end, first, &p) && p.begin <= candidate;
    if (is_longer || agent_find(r, candidate, first, &p)) {
        if (know_agent(r->know, p.agent).is_ambiguous)
            return false; /* the subject of sanctions */
        title_of_agent(r, head, &p, first, depth, title);
        title->title = r->lemma[candidate];
    } else if (r->hit_at[candidate] != NONE && depth < WHO_DEPTH) {
        who_resolve(r, candidate, depth + 2, title);
        if (title->kind == ENTITY_PERSON && title->actor != NONE)
            return false; /* another man */
    } else {
        return false;
    }
    return title->is_known || title->sector.n > 0;
}

/* "Lindsey Graham, R-S.C.", "Ilhan Omar (D-Minn.)". */
static bool has_party_mark(const struct reading *r, uint32_t head) {
    uint32_t end = head + 8 < r->n_tokens ? head + 8 : r->n_tokens;
    for (uint32_t t = head + 1; t + 2 < end && r->sentence[t] == r->sentence[head]; t++) {
        bool is_mark = (str_is(r->tokens[t].form, "R") || str_is(r->tokens[t].form, "D")) &&
                       (str_is(r->tokens[t - 1].form, ",") || str_is(r->tokens[t - 1].form, "("));
        if (is_mark && str_is(r->tokens[t + 1].form, "-") && r->tokens[t + 2].upos == UPOS_PROPN)
            return true;
        if (r->tokens[t].upos == UPOS_VERB)
            return false;
    }
    return false;
}

static void take_title(const struct mention *title, struct mention *m) {
    m->place = title->place;
    m->sector = title->sector;
    m->title = title->title;
    m->is_known = title->is_known;
    m->is_default = title->is_default;
    m->is_human = true;
}

/* Whose he is: "Hamas's Haniyeh", "Jane Roe of Amnesty International". */
static bool person_by_owner(struct reading *r, uint32_t head, int depth, struct mention *m) {
    uint32_t first, last;
    who_extent(r, head, &first, &last);
    struct owner o = owner_find(r, head, first, first, depth + 1);
    if (!o.is_found)
        return false;
    m->place = o.place;
    m->sector = o.sector;
    m->is_known = m->is_human = true;
    return true;
}

bool person_by_title(struct reading *r, uint32_t head, int depth, struct mention *m) {
    struct titles around = {.n = 0};
    struct mention best = {.place = STR("---")}, title;
    bool has_best = false;
    titles_of(r, head, &around);
    for (uint32_t i = 0; i < around.n; i++) {
        if (!read_title(r, head, around.items[i], depth, &title))
            continue;
        bool is_better = !has_best || (best.is_default && !title.is_default) ||
                         (!best.is_known && title.is_known) ||
                         (best.kind != ENTITY_PERSON && title.kind == ENTITY_PERSON &&
                          !title.is_default); /* the former head of the agency, X */
        if (!is_better)
            continue;
        best = title;
        has_best = true;
    }
    if (has_party_mark(r, head)) {
        best.place = STR("USA");
        best.sector = best.sector.n ? best.sector : STR("LEG");
        best.is_known = has_best = true;
        best.is_default = false;
    }
    if (has_best && (best.is_known || best.sector.n > 0)) {
        take_title(&best, m);
        return true;
    }
    return person_by_owner(r, head, depth, m);
}

bool is_person_name(const struct reading *r, uint32_t head) {
    if (r->tokens[head].name == NAME_PER || person_name_after(r, head) != NONE)
        return true;
    return lemma_in(r, head, "mr. mrs. ms. mr mrs ms") && head + 1 < r->n_tokens &&
           r->tokens[head + 1].upos == UPOS_PROPN;
}

static bool is_courtesy(const struct reading *r, uint32_t t) {
    return lemma_in(r, t,
                    "mr. mrs. ms. mr mrs ms miss dr. dr sir lord lady dame sheikh sheik imam "
                    "ayatollah general gen. "
                    "colonel col. senator sen. judge justice");
}

static str last_name_of(struct reading *r, uint32_t head) {
    uint32_t name = person_name_after(r, head), last = name == NONE ? head : name;
    while (last + 1 < r->n_tokens && is_courtesy(r, last) &&
           r->tokens[last + 1].upos == UPOS_PROPN && r->sentence[last + 1] == r->sentence[head])
        last++;
    while (last + 1 < r->n_tokens && r->tokens[last + 1].name == NAME_PER &&
           !r->tokens[last + 1].name_begins && r->sentence[last + 1] == r->sentence[head])
        last++;
    return r->lemma[last];
}

bool person_known(struct reading *r, uint32_t head, struct mention *m) {
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
    m->is_default = p->is_default;
    m->is_known = !str_is(p->place, "---");
    m->is_human = true;
    return true;
}

/* "Governor X … X, a member of the ruling party": he stays what his office makes him. */
static void keep_known_office(struct reading *r, uint32_t head, struct mention *m) {
    struct mention before = {.entity = NONE};
    if (str_in(m->sector, OFFICES) || str_is(m->sector, "ELI") || !person_known(r, head, &before) ||
        before.kind != ENTITY_PERSON || !str_in(before.sector, OFFICES) ||
        !str_equal(before.place, m->place))
        return;
    m->sector = before.sector;
}

void person_resolve(struct reading *r, uint32_t head, int depth, struct mention *m) {
    bool is_one_word = m->first == head && m->last == head + 1;
    uint32_t namesake = entity_by_last_name(r, r->lemma[head]);
    bool is_free = namesake == NONE || str_is(r->entities.items[namesake].place, "---");
    if (is_one_word && is_free && known_body(r, head, m)) { /* taken for a man's name */
        m->reason = WHO_BEFORE;
        return;
    }
    m->kind = ENTITY_PERSON;
    m->is_human = true;
    m->is_place = false;
    bool has_title = person_by_title(r, head, depth, m);
    m->reason = has_title ? WHO_TITLE : WHO_UNKNOWN;
    struct mention office = *m; /* "Denmark's Frederiksen": the one who governs there */
    if (has_title && m->sector.n == 0 && child_with(r, head, DEP_nmod_poss) != NONE &&
        office_by_last_name(r, head, &office) && str_equal(office.place, m->place)) {
        *m = office;
        m->reason = WHO_NAME;
        return;
    }
    if (has_title && m->is_known && !m->is_default) {
        keep_known_office(r, head, m);
        return;
    }
    struct mention before = *m;
    if (person_known(r, head, m) && m->is_known) {
        m->reason = WHO_BEFORE;
        return;
    }
    *m = before;
    if (office_by_last_name(r, head, m)) {
        m->reason = WHO_NAME;
        return;
    }
    if (!has_title)
        m->place = STR("---");
}

bool person_is_stranger(const struct reading *r, const struct mention *m) {
    return m->kind == ENTITY_PERSON && !m->is_known && r->story_country.n &&
           str_is(m->code, "---") && (m->is_pronoun || is_person_name(r, m->head));
}
