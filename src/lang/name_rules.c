/* What the chain sees too seldom to learn, mended by what is known of the words: two places without
 * a comma between them, a name behind a title or its country, a body with its place, a surname
 * before its first name, a common noun behind its article. Cost: one look at each token. */
#include "lang/name_features.h"

enum { TITLED = 3 /* words of a name behind a title, at most */ };

enum { /* states of the chain: the first word of a name, a later one */
       NO_NAME = 0,
       FIRST_PER = 2 * NAME_PER - 1,
       LATER_PER,
       FIRST_ORG = 2 * NAME_ORG - 1,
       LATER_ORG,
       FIRST_LOC = 2 * NAME_LOC - 1,
       LATER_LOC
};

/* What the chain read, token by token. */
struct reading {
    const struct names_model *m;
    struct arena *arena;
    const struct token *tokens;
    uint8_t *states;
    uint32_t first, last; /* the sentence */
};

static bool is_in_place(const struct reading *r, uint32_t i) {
    return r->states[i] == FIRST_LOC || r->states[i] == LATER_LOC;
}

static bool has_capital(const struct token *t) {
    return t->form.n > 0 && t->form.p[0] >= 'A' && t->form.p[0] <= 'Z';
}

/* Is the phrase tokens[first, last) a known place as a whole? */
static bool is_known_place(const struct names_model *m, const struct token *tokens, uint32_t first,
                           uint32_t last) {
    uint32_t key = 0, words = 0;
    for (uint32_t i = first; i < last; i++) {
        if (str_is(tokens[i].form, "-") && i > first)
            continue;
        if (words++ == NAME_PHRASE)
            return false;
        key = name_phrase_hash(key, name_word_hash(tokens[i].form));
    }
    return name_gazetteer_bits(m, key) & GAZETTEER_KIND << NAME_LOC;
}

/* "North Atlantic", "Downtown Chicago" are one place. */
static bool is_part_of_place(str word) {
    return str_in(word,
                  "north south east west northern southern eastern western central upper lower "
                  "greater inner outer mid new old downtown metro metropolitan");
}

/* "Islands", "University": seen small in many texts, so no place without the words before. But two
 * letters behind a town are its state. */
static bool is_common(const struct names_model *m, const struct token *t) {
    if (t->form.n == 2)
        return false;
    uint32_t casing = name_word_bits(m, name_word_hash(t->form)) >> WORD_CASING;
    return (casing & 3) >= (casing >> 2 & 3) && (casing & 3) > 0;
}

/* Where a second place begins within the name of a place, 0 if it is one. */
static uint32_t second_place(const struct names_model *m, struct arena *a,
                             const struct token *tokens, uint32_t first, uint32_t last) {
    if (last - first < 2 || is_part_of_place(str_lower(a, tokens[first].form)) ||
        is_common(m, &tokens[last - 1]) || is_known_place(m, tokens, first, last))
        return 0;
    for (uint32_t i = first + 1; i < last; i++)
        if (is_known_place(m, tokens, first, i) && is_known_place(m, tokens, i, last))
            return i;
    return 0;
}

/* "San Francisco | California", "Toowoomba | Queensland": careless writers spare the comma. */
static void part_places(const struct reading *r) {
    for (uint32_t i = r->first, next; i < r->last; i = next) {
        next = i + 1;
        if (r->states[i] != FIRST_LOC)
            continue;
        while (next < r->last && r->states[next] == LATER_LOC)
            next++;
        uint32_t second =
            next - i <= 2 * NAME_PHRASE ? second_place(r->m, r->arena, r->tokens, i, next) : 0;
        if (second)
            r->states[second] = FIRST_LOC;
    }
}

/* A word with a capital that no text writes small and no table knows as a place or body. */
static bool may_be_called(const struct reading *r, uint32_t i) {
    str w = r->tokens[i].form;
    const uint32_t other = GAZETTEER_KIND << NAME_LOC | GAZETTEER_KIND << NAME_ORG;
    return r->states[i] == NO_NAME && r->tokens[i].upos == UPOS_PROPN && w.n > 2 &&
           has_capital(&r->tokens[i]) && w.p[1] >= 'a' && w.p[1] <= 'z' &&
           !(name_word_bits(r->m, name_word_hash(w)) >> WORD_CASING & 3) &&
           !(name_gazetteer_bits(r->m, name_word_hash(w)) & other);
}

static bool is_title(str word) {
    return str_in(word, "President Chancellor Premier Minister Senator Congressman Congresswoman "
                        "Governor King Queen Prince Princess Pope Sheikh Ayatollah Mr. Mrs. Ms. Mr "
                        "Mrs Ms Dr. Dr Sen. Rep. Gov. Gen. Col.");
}

/* "Denmark's | Frederiksen apologized": a country's own who acts. */
static bool is_of_country(const struct reading *r, uint32_t i) {
    bool is_owned =
        i >= r->first + 2 && str_is(r->tokens[i - 1].form, "'s") && is_in_place(r, i - 2);
    return is_owned && i + 1 < r->last &&
           (r->tokens[i + 1].upos == UPOS_VERB || r->tokens[i + 1].upos == UPOS_AUX);
}

/* "President | Yoon": who bears a title has a name. */
static void name_the_titled(const struct reading *r) {
    for (uint32_t i = r->first + 1; i < r->last; i++) {
        bool is_led = is_title(r->tokens[i - 1].form) || is_of_country(r, i);
        if (r->states[i - 1] || !is_led || !may_be_called(r, i))
            continue;
        r->states[i] = FIRST_PER;
        for (uint32_t k = i + 1; k < r->last && k < i + TITLED && may_be_called(r, k); k++)
            r->states[k] = LATER_PER;
    }
}

/* "The pope" in small letters is a common noun. */
static void leave_nouns(const struct reading *r) {
    for (uint32_t i = r->first + 1; i < r->last; i++) {
        str w = r->tokens[i].form;
        bool is_alone = i + 1 == r->last || r->states[i + 1] != LATER_PER;
        bool is_small = w.n > 0 && w.p[0] >= 'a' && w.p[0] <= 'z';
        if (r->states[i] == FIRST_PER && is_alone && is_small &&
            str_in(r->tokens[i - 1].form, "the The a A an An his her their our my"))
            r->states[i] = NO_NAME;
    }
}

/* "\"Lenhart, Matthew\"": a surname and its first name in quotes or brackets, as mail and lists
 * have them, are one name. */
static void join_surnames(const struct reading *r) {
    static const char marks[] = "\" < > [ ] ( ) :";
    for (uint32_t i = r->first + 1; i + 3 < r->last; i++) {
        if (r->states[i] != FIRST_PER || r->states[i + 2] != FIRST_PER ||
            !str_is(r->tokens[i + 1].form, ",") || !str_in(r->tokens[i - 1].form, marks))
            continue;
        uint32_t end = i + 3;
        while (end < r->last && r->states[end] == LATER_PER)
            end++;
        if (end < r->last && str_in(r->tokens[end].form, marks))
            r->states[i + 1] = r->states[i + 2] = LATER_PER;
    }
}

/* Past the words with a capital from i on. */
static uint32_t past_capitals(const struct reading *r, uint32_t i) {
    while (i < r->last && has_capital(&r->tokens[i]) && r->states[i] != FIRST_PER)
        i++;
    return i;
}

/* A word of a body's name before its noun: a place, or a name's word that is none yet. */
static bool may_open_body(const struct reading *r, uint32_t i) {
    return (r->states[i] == NO_NAME || is_in_place(r, i)) && has_capital(&r->tokens[i]) &&
           r->tokens[i].upos == UPOS_PROPN;
}

/* "The | U.S. Department of Housing and Urban Development", "Housing Authority of New Orleans": a
 * body is one name with the place before it and what "of" adds. */
static void join_bodies(const struct reading *r) {
    for (uint32_t i = r->first; i + 2 < r->last; i++) {
        if (r->states[i] || !str_is(r->tokens[i + 1].form, "of") ||
            !str_in(r->tokens[i].form, "Department Ministry Bureau Authority Board Commission "
                                       "Committee Council Agency Institute Federation Association"))
            continue;
        uint32_t begin = i, end = past_capitals(r, i + 2);
        if (end == i + 2)
            continue;
        if (end + 1 < r->last && str_is(r->tokens[end].form, "and") && !r->states[end - 1] &&
            str_in(r->tokens[i].form, "Department Ministry"))
            end = past_capitals(r, end + 1);
        while (begin > r->first && may_open_body(r, begin - 1))
            begin--;
        r->states[begin] = FIRST_ORG;
        for (uint32_t k = begin + 1; k < end; k++)
            r->states[k] = LATER_ORG;
        if (end < r->last && r->states[end] && r->states[end] % 2 == 0)
            r->states[end]--; /* what is left of a name that was cut begins a name */
        i = end - 1;
    }
}

void names_mend(const struct names_model *m, struct arena *a, const struct text *t,
                const struct sentence *s, uint8_t *states) {
    const struct reading r = {m, a, t->tokens, states, s->first, s->last};
    part_places(&r);
    join_surnames(&r);
    join_bodies(&r);
    leave_nouns(&r);
    if (!name_is_shouted(t->tokens + s->first, s->last - s->first))
        name_the_titled(&r);
}
