/* "The country", "the kingdom", "the West African nation": the state of which the report has just
 * told, else that of its story. What its words say of it holds (classes states/…: a West African
 * nation is Niger, Mali, …). "The North" is a Korea, "the mainland" China, where the report names
 * who is beside it. Looks back over three sentences. */
#include "code/who/parts.h"

#include <stdio.h>

/* The class of states that the word before the noun, or the two before it, name; WORD_NONE. */
static uint32_t region_class(const struct reading *r, uint32_t t, uint32_t first) {
    char name[64];
    uint32_t c = WORD_NONE;
    if (t > first) {
        snprintf(name, sizeof name, "states/%.*s_%.*s", (int)r->lemma[t - 1].n, r->lemma[t - 1].p,
                 (int)r->lemma[t].n, r->lemma[t].p);
        c = know_class(r->know, name);
    }
    if (c == WORD_NONE) {
        snprintf(name, sizeof name, "states/%.*s", (int)r->lemma[t].n, r->lemma[t].p);
        c = know_class(r->know, name);
    }
    return c;
}

static bool is_in_class(const struct reading *r, str code, uint32_t class_id) {
    return know_word_in_class(r->know, know_word(r->know, str_lower(r->arena, code)), class_id);
}

bool known_is_regional_state(const struct reading *r, uint32_t head, const struct mention *m) {
    if (m->is_plural || !lemma_in(r, head, "country nation state republic kingdom"))
        return false;
    for (uint32_t t = m->first; t < head; t++)
        if (region_class(r, t, m->first) != WORD_NONE)
            return true;
    return false;
}

/* A word for a state that says nothing of which: "the country", "the island nation". */
static bool is_state_word(const struct reading *r, uint32_t head, const struct mention *m) {
    bool is_capital = r->tokens[head].form.p[0] >= 'A' && r->tokens[head].form.p[0] <= 'Z';
    if (m->is_plural || !is_definite(r, head) || !is_noun(r, head) || is_capital)
        return false;
    bool is_regional = known_is_regional_state(r, head, m);
    bool is_island = lemma_is(r, head, "island") && m->last == head + 1;
    if (!lemma_in(r, head, "country nation kingdom monarchy sultanate emirate") && !is_regional &&
        !is_island)
        return false;
    for (uint32_t t = m->first; t < m->last && !is_regional; t++)
        if (r->hit_at[t] != NONE)
            return false; /* the Palestinian state */
    return child_with(r, head, DEP_nmod) == NONE && child_with(r, head, DEP_nmod_poss) == NONE;
}

/* Is it such a state as the noun and the words before it say? */
static bool may_be_state(const struct reading *r, uint32_t head, uint32_t first, str code) {
    for (uint32_t t = head + 1; t-- > first;) {
        uint32_t c = region_class(r, t, first);
        if (c != WORD_NONE)
            return is_in_class(r, code, c);
    }
    return true;
}

/* "Washington cut aid to the country": not its own subject. */
static bool is_subject_over(const struct reading *r, uint32_t t, uint32_t head) {
    uint32_t up = r->tokens[head].head;
    if (r->tokens[t].head == up)
        return true;
    up = climb_to_verb(r, up, 3);
    return up != NONE && r->tokens[t].head == up &&
           deprel_basic((enum deprel)r->tokens[t].deprel) == DEP_nsubj;
}

static int state_score(const struct reading *r, uint32_t head, uint32_t first, uint32_t t) {
    enum { STORY = 20, SUBJECT = 10, WHERE = -20, FARTHER = -12, NAMED = 50 };
    const struct mention *x = &r->mentions.items[r->mention_at[t]];
    uint32_t apart = r->sentence[head] - r->sentence[t];
    bool is_beside = apart == 0 && is_subject_over(r, t, head);
    if (x->kind != ENTITY_COUNTRY || !x->is_known || x->place.n != 3 || is_beside ||
        !may_be_state(r, head, first, x->place))
        return -1;
    enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
    return NAMED + FARTHER * (int)apart + (d == DEP_nsubj ? SUBJECT : 0) +
           (lemma_in(r, case_of(r, t), "in at near from") ? WHERE : 0) +
           (str_equal(x->place, r->story_country) ? STORY : 0);
}

static void become_state(struct mention *m, str code) {
    m->place = code;
    m->kind = ENTITY_COUNTRY;
    m->is_known = m->is_place = true;
}

/* "Macron said his country would …": the state of him whose it is. */
static bool own_state(struct reading *r, uint32_t head, struct mention *m) {
    uint32_t whose = child_with(r, head, DEP_nmod_poss);
    if (m->is_plural || !lemma_in(r, head, "country nation homeland") || whose == NONE ||
        r->tokens[whose].upos != UPOS_PRON)
        return false;
    const struct mention *x = who_mention(r, whose);
    if (!x->is_known || x->place.n != 3 || str_in(x->place, "--- INT"))
        return false;
    become_state(m, x->place);
    m->sector = (str){"", 0};
    m->why = whose;
    return true;
}

bool known_state(struct reading *r, uint32_t head, struct mention *m) {
    enum { SENTENCES = 3, OF_STORY = 40 };
    if (own_state(r, head, m))
        return true;
    if (!is_state_word(r, head, m))
        return false;
    uint32_t s = r->sentence[head],
             low = r->text->sentences[s > SENTENCES ? s - SENTENCES : 0].first;
    bool is_of_story = r->story_country.n && may_be_state(r, head, m->first, r->story_country);
    for (uint32_t t = r->text->sentences[s].first; t < head && is_of_story; t++)
        if (r->mention_at[t] != NONE && is_subject_over(r, t, head))
            is_of_story = !str_equal(r->mentions.items[r->mention_at[t]].place, r->story_country);
    int best = is_of_story ? OF_STORY : 0;
    str found = is_of_story ? r->story_country : (str){"", 0};
    for (uint32_t t = head; t-- > low;) {
        int score = r->mention_at[t] == NONE ? -1 : state_score(r, head, m->first, t);
        if (score > best) {
            best = score;
            found = r->mentions.items[r->mention_at[t]].place;
            m->why = t;
        }
    }
    if (!found.n)
        return false;
    become_state(m, found);
    return true;
}

/* "The North", "the South", where a report names either Korea. */
bool state_half(const struct reading *r, uint32_t head, struct mention *m) {
    bool is_north = str_is(r->tokens[head].form, "North");
    if ((!is_north && !str_is(r->tokens[head].form, "South")) || head == 0 ||
        !lemma_is(r, head - 1, "the") || m->last > head + 1 ||
        child_with(r, head, DEP_nmod) != NONE ||
        !(name_states_include(r, STR("PRK")) || name_states_include(r, STR("KOR"))))
        return false;
    become_state(m, is_north ? STR("PRK") : STR("KOR"));
    m->reason = WHO_BEFORE;
    return true;
}

/* "The mainland" beside Taiwan. */
bool state_mainland(const struct reading *r, uint32_t head, struct mention *m) {
    if (!lemma_is(r, head, "mainland") || m->last > head + 1 ||
        !lemma_is(r, child_with(r, head, DEP_det), "the") ||
        !(name_states_include(r, STR("TWN")) || name_states_include(r, STR("HKG"))))
        return false;
    become_state(m, STR("CHN"));
    m->reason = WHO_BEFORE;
    return true;
}
