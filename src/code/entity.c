/* Entities. A mention's entity is found again by its table entry, its full name or its last name;
 * else it is made. Looks through the last thousand entities of a report at most. */
#include "base/vec.h"
#include "code/walk/walk.h"
#include "code/who/parts.h"
#include "know/fold.h"

/* Entities that are looked through for a mention: a book-length text must not cost its square. */
enum { RECENT_ENTITIES = 1024 };

static str lower_last(struct reading *r, const struct mention *m) {
    return m->last > m->first ? r->lemma[m->last - 1] : (str){"", 0};
}

/* Is the word of this key one of the words of the name? The tables write Vazquez, the press
 * Vázquez. */
static bool has_word(str name, uint32_t key) {
    for (str rest = name, one; str_split(&rest, ' ', &one);)
        if (fold_letters(0, one) == key)
            return true;
    return false;
}

uint32_t entity_by_last_name(const struct reading *r, str last_name) {
    if (last_name.n < 2)
        return NONE;
    size_t oldest = r->entities.n > RECENT_ENTITIES ? r->entities.n - RECENT_ENTITIES : 0;
    for (size_t i = r->entities.n; i-- > oldest;)
        if (r->entities.items[i].kind == ENTITY_PERSON &&
            str_equal(r->entities.items[i].last_name, last_name))
            return (uint32_t)i;
    uint32_t key = fold_letters(0, last_name);
    for (size_t i = r->entities.n;
         i-- > oldest;) /* family names that come first: Tung Chee-hwa, Hu Jintao */
        if (r->entities.items[i].kind == ENTITY_PERSON && has_word(r->entities.items[i].name, key))
            return (uint32_t)i;
    return NONE;
}

/* Without the title before it: from the first token of the name, if one is marked. */
static struct span name_span(const struct reading *r, const struct mention *m) {
    uint32_t first = m->first, last = m->last;
    uint32_t h = r->hit_at[m->head], name = person_name_after(r, m->head);
    if (name != NONE) {
        first = name;
    } else if (h != NONE) {
        first = r->hits.items[h].first;
        last = r->hits.items[h].last;
    } else if (r->tokens[m->head].name != NAME_NONE) {
        while (first < m->head && r->tokens[first].name != r->tokens[m->head].name)
            first++;
    }
    return tokens_span(r, first, last);
}

static bool is_same(const struct reading *r, const struct person *p, const struct mention *m,
                    bool is_named, str name, str last) {
    if (m->actor != NONE || p->actor != NONE)
        return p->actor == m->actor;
    if (p->kind != m->kind)
        return false;
    if (m->kind == ENTITY_COUNTRY)
        return str_equal(p->place, m->place);
    if (is_named && m->kind == ENTITY_PERSON)
        return last.n && str_equal(p->last_name, last);
    if (is_named)
        return p->noun.n == 0 && str_equal(p->name, name);
    return str_equal(p->noun, r->lemma[m->head]) && str_equal(p->place, m->place) &&
           str_equal(p->sector, m->sector);
}

/* What a later mention says of somebody whom the text had only named. */
static void learn(struct person *p, const struct mention *m) {
    bool is_news = m->is_known && (str_is(p->place, "---") || (p->is_default && !m->is_default));
    if (is_news) {
        p->place = m->place;
        p->sector = m->sector;
        p->is_default = m->is_default;
    }
    if (m->actor != NONE && str_is(m->sector, "ELI") && str_is(p->sector, "OPP"))
        p->sector = m->sector; /* "Brazil's former president, X" */
    if (m->title.n)
        p->title = m->title;
}

/* "Turkish" in "Turkish and Russian ships", "South African": the state, no group of people. */
static bool is_state_adjective(const struct reading *r, const struct mention *m) {
    str place;
    uint32_t h = r->hit_at[m->head];
    bool is_whole = m->last - m->first == 1 || (h != NONE && r->hits.items[h].first == m->first &&
                                                r->hits.items[h].last == m->last);
    enum deprel d = (enum deprel)r->tokens[m->head].deprel;
    return m->kind == ENTITY_GROUP && m->actor == NONE && !m->is_plural && is_whole &&
           name_is_state(r, m->head, &place) &&
           (r->tokens[m->head].upos == UPOS_ADJ || d == DEP_amod || d == DEP_compound ||
            d == DEP_nmod_desc);
}

uint32_t entity_of(struct reading *r, const struct mention *given) {
    struct mention copy = *given;
    const struct mention *m = &copy;
    if (is_state_adjective(r, given))
        copy.kind = ENTITY_COUNTRY;
    str last = m->kind == ENTITY_PERSON ? lower_last(r, m) : (str){"", 0};
    bool is_named = r->hit_at[m->head] != NONE || r->tokens[m->head].name != NAME_NONE;
    str name = span_text(r, is_named ? name_span(r, m) : tokens_span(r, m->first, m->last));
    size_t oldest = r->entities.n > RECENT_ENTITIES ? r->entities.n - RECENT_ENTITIES : 0;
    for (size_t i = r->entities.n; i-- > oldest;)
        if (is_same(r, &r->entities.items[i], m, is_named, name, last)) {
            learn(&r->entities.items[i], m);
            return (uint32_t)i;
        }
    struct person p = {.name = name,
                       .place = m->place,
                       .sector = m->sector,
                       .title = m->title,
                       .is_default = m->is_default,
                       .actor = m->actor,
                       .kind = m->kind};
    uint32_t country = m->kind == ENTITY_COUNTRY ? know_country_by_code(r->know, m->place) : NONE;
    if (m->actor != NONE)
        p.name = know_actor(r->know, m->actor).name;
    else if (country != NONE)
        p.name = know_country(r->know, country).name;
    if (is_named)
        p.last_name = last;
    else
        p.noun = r->lemma[m->head];
    if (!VEC_PUSH(r->arena, &r->entities, p))
        return NONE;
    return (uint32_t)r->entities.n - 1;
}

char coref_word_gender(const struct reading *r, uint32_t t) {
    str w = r->lemma[t];
    if (r->tokens[t].upos == UPOS_PRON)
        return str_in(w, "he him his himself") ? 'm' : str_in(w, "she her hers herself") ? 'f' : 0;
    if (!is_noun(r, t) || r->word[t] == WORD_NONE)
        return 0;
    if (know_word_in_class(r->know, r->word[t], r->class_female))
        return 'f';
    return know_word_in_class(r->know, r->word[t], r->class_male) ? 'm' : 0;
}

char mention_gender(const struct reading *r, const struct mention *m) {
    char found = coref_word_gender(r, m->head);
    for (uint32_t t = m->first; t < m->last && !found; t++)
        if (r->tokens[t].deprel != DEP_nmod_poss) /* Clinton's wife */
            found = coref_word_gender(r, t);
    return found;
}
