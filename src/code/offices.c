/* Offices. A title beside a name gives an office, whether the tables know the person or not:
 * "Tunisia's new president, Kais Saied", "X, the commander of the army", "Defence Minister X". What
 * the tables know of a person on the report's day is added where the text does not say the same. */
#include "code/offices.h"

#include "base/vec.h"
#include "code/relations/parts.h"
#include "code/who/parts.h"

enum { MOST_OFFICES = 8 };

/* From the first word of the title's phrase to the end of what it is of: "head of the Libyan army".
 */
static struct span title_span(const struct reading *r, uint32_t t) {
    uint32_t first, last, low, high;
    who_extent(r, t, &first, &last);
    for (uint32_t u = first; u < t; u++) /* a name before its title: Rafic Hariri's son */
        if (r->tokens[u].upos == UPOS_PUNCT)
            first = u + 1;
    while (first > 0 && r->sentence[first - 1] == r->sentence[t] && r->hit_at[first - 1] != NONE &&
           (r->tokens[first - 1].upos == UPOS_ADJ || r->tokens[first - 1].name == NAME_NORP))
        first--; /* "Libyan | Prime Minister", which the tree gives to the name */
    uint32_t of = phrase_after(r, t, "of for");
    if (of != NONE && of > t) {
        who_extent(r, of, &low, &high);
        last = high > last ? high : last;
    } else if (last > t + 1) {
        last = t + 1; /* the name behind it is no part of the title */
    }
    return tokens_span(r, first, last);
}

/* One office in other words: "U.S. President" and "president", "Tunisia's new president" and
 * "Tunisian President"; but a foreign minister is no prime minister. */
static bool ends_alike(struct reading *r, str a, str b) {
    str x = str_lower(r->arena, a), y = str_lower(r->arena, b);
    bool is_single =
        str_in(phrase_last_word(x), "president king emir chancellor premier pope sultan "
                                    "commander governor mayor");
    return str_ends(x, y) || str_ends(y, x) ||
           (is_single && str_equal(phrase_last_word(x), phrase_last_word(y)));
}

/* The office of that title, NULL. */
static struct office *office_like(struct reading *r, const struct person *p, str title) {
    for (size_t i = 0; i < p->offices.n; i++)
        if (ends_alike(r, p->offices.items[i].title, title))
            return &p->offices.items[i];
    return NULL;
}

static bool add_title(struct reading *r, uint32_t t) {
    struct agent_phrase agent;
    uint32_t first, last;
    who_extent(r, t, &first, &last);
    if (r->tokens[t].name == NAME_PER || !agent_find(r, t, first, &agent) ||
        know_agent(r->know, agent.agent).kind != AGENT_PERSON)
        return true;
    uint32_t holder = title_holder(r, t), next = t + 1;
    bool goes_on = next < r->n_tokens && next < holder && r->tokens[next].name != NAME_PER &&
                   is_noun(r, next) && r->tokens[next].head == r->tokens[t].head;
    if (holder == NONE || goes_on) /* "Deputy | Minister X" is one title */
        return true;
    struct mention who = *who_mention(r, holder), title = who_look(r, t);
    if (who.kind != ENTITY_PERSON || who.entity == NONE || who.is_plural || who.is_pronoun)
        return true;
    struct person *p = &r->entities.items[who.entity];
    struct span span = title_span(r, t);
    struct office *before = office_like(r, p, span_text(r, span));
    if (p->noun.n || p->offices.n >= MOST_OFFICES ||
        (before && before->title.n >= span.end - span.begin))
        return true;
    struct office o = {.title = span_text(r, span),
                       .code = title.is_known && !title.is_default ? title.code : who.code,
                       .evidence = span};
    if (before) { /* said more fully now */
        *before = o;
        return true;
    }
    return VEC_PUSH(r->arena, &p->offices, o);
}

/* "2014-08-28/" → since; an open end gives none. */
static str end_of(struct reading *r, date_day day) {
    struct interval one = {day, day};
    struct interval_text z = interval_format(one);
    bool is_open = date_to_civil(day).year <= 1 || date_to_civil(day).year >= 9999;
    return is_open ? (str){NULL, 0} : str_copy(r->arena, str_from(z.z));
}

static bool add_known(struct reading *r, struct person *p) {
    struct know_actor a = know_actor(r->know, p->actor);
    for (uint32_t i = 0; i < a.n_spells; i++) {
        struct know_spell s = know_spell(r->know, a.first_spell + i);
        date_day day = r->report->date;
        bool covers = s.is_dated && s.office.n && day != DATE_NONE && s.from <= day && day <= s.to;
        if (!covers || p->offices.n >= MOST_OFFICES)
            continue;
        struct office o = {.code = s.code, .title = s.office};
        struct office *said = office_like(r, p, s.office);
        if (said) { /* the text names it, the tables know since when */
            said->since = end_of(r, s.from);
            said->until = end_of(r, s.to);
            continue;
        }
        o.since = end_of(r, s.from);
        o.until = end_of(r, s.to);
        if (!VEC_PUSH(r->arena, &p->offices, o))
            return false;
    }
    return true;
}

bool offices_find(struct reading *r) {
    for (uint32_t t = 0; t < r->n_tokens; t++)
        if (is_noun(r, t) && !add_title(r, t))
            return false;
    for (size_t i = 0; i < r->entities.n; i++) {
        struct person *p = &r->entities.items[i];
        if (p->actor != NONE && p->kind == ENTITY_PERSON && !add_known(r, p))
            return false;
    }
    return true;
}
