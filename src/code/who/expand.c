/* All the parties that one argument names: conjuncts, lists that lost their conjunction, and the
 * several owners that share a noun. */
#include "code/who/parts.h"

/* "One or two others": a number that only begins another. */
static bool begins_number(const struct reading *r, uint32_t t) {
    return r->tokens[t].upos == UPOS_NUM && t + 2 < r->n_tokens && lemma_in(r, t + 1, "or to") &&
           r->tokens[t + 2].upos == UPOS_NUM;
}

static bool is_listable(const struct reading *r, uint32_t t) {
    enum upos u = (enum upos)r->tokens[t].upos;
    if (begins_number(r, t))
        return false;
    return u == UPOS_NOUN || u == UPOS_PROPN || u == UPOS_PRON || u == UPOS_ADJ || u == UPOS_NUM;
}

/* Two states set side by side are a list that lost its conjunction, not one explaining the other.
 */
static bool is_list_apposition(struct reading *r, uint32_t a, uint32_t b) {
    if (r->tokens[b].deprel != DEP_appos)
        return false;
    uint32_t last = child_with(r, a, DEP_conj);
    if (last != NONE && last > b && r->tokens[a].upos == UPOS_NOUN &&
        r->tokens[b].upos == UPOS_NOUN && child_with(r, b, DEP_det) == NONE)
        return true; /* "vehicles, mines and rockets" */
    if (child_with(r, a, DEP_nummod) != NONE && child_with(r, b, DEP_nummod) != NONE &&
        (child_with(r, b, DEP_conj) != NONE || (last != NONE && last > b)))
        return true; /* "two Saudis, three Tunisians and a Libyan" */
    const struct mention x = *who_mention(r, a), *y = who_mention(r, b);
    return x.kind == ENTITY_COUNTRY && y->kind == ENTITY_COUNTRY && !str_equal(x.place, y->place);
}

/* "Japan and South | Korea": a state before "and" that was taken for part of the name behind it. */
static bool is_listed_before(struct reading *r, uint32_t head, uint32_t c) {
    enum deprel d = (enum deprel)r->tokens[c].deprel;
    uint32_t own = r->hit_at[head], other = r->hit_at[c];
    if (c > head || (d != DEP_compound && d != DEP_nmod && d != DEP_nmod_unmarked) || own == NONE ||
        other == NONE || own == other || r->hits.items[own].first <= r->hits.items[other].last)
        return false;
    uint32_t between = r->hits.items[own].first - 1;
    return (lemma_in(r, between, "and or") || str_is(r->tokens[between].form, ",")) &&
           who_mention(r, head)->kind == ENTITY_COUNTRY &&
           who_mention(r, c)->kind == ENTITY_COUNTRY;
}

/* "Gunmen and roadside | bombs": people before "and" that were taken for a modifier of the noun
 * behind. */
static bool are_people_before(struct reading *r, uint32_t head, uint32_t c) {
    uint32_t second = child_with(r, c, DEP_conj);
    return c < head && r->tokens[c].deprel == DEP_compound && second != NONE && second < head &&
           child_with(r, second, DEP_cc) != NONE &&
           str_is(lang_xpos(r->coder->model, &r->tokens[c]), "NNS") &&
           who_mention(r, c)->is_human && !who_mention(r, c)->is_thing;
}

/* "Dozens of mercenaries and soldiers": the conjuncts of what the quantity is of. */
static uint32_t add_counted(const struct reading *r, uint32_t token, uint32_t *heads, uint32_t n,
                            uint32_t limit) {
    uint32_t under = who_under_quantity(r, token);
    str place;
    for (uint32_t c = under == NONE ? NONE : r->first_child[under]; c != NONE && n < limit;
         c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_conj && r->tokens[c].upos == UPOS_NOUN &&
            !name_is_state(r, c, &place))
            heads[n++] = c;
    return n;
}

/* "Minister X and envoy Y", where the second hangs on the name of the first. */
static bool is_name_of(const struct reading *r, uint32_t head, uint32_t c) {
    return c == head + 1 && r->tokens[c].deprel == DEP_appos && r->tokens[c].name != NAME_NONE;
}

static uint32_t add_conjuncts(struct reading *r, uint32_t head, uint32_t *heads, uint32_t n,
                              uint32_t limit) {
    for (uint32_t c = r->first_child[head]; c != NONE && n < limit; c = r->next_sibling[c]) {
        if ((r->tokens[c].deprel == DEP_conj && is_listable(r, c) &&
             (r->hit_at[c] == NONE || r->hit_at[c] != r->hit_at[head])) ||
            is_list_apposition(r, head, c) || is_listed_before(r, head, c) ||
            are_people_before(r, head, c))
            heads[n++] = c;
        if (is_name_of(r, head, c))
            n = add_conjuncts(r, c, heads, n, limit);
    }
    return n;
}

static bool is_of_phrase(const struct reading *r, uint32_t t) {
    enum upos u = (enum upos)r->tokens[t].upos;
    return u == UPOS_DET || u == UPOS_ADJ || u == UPOS_NUM || u == UPOS_NOUN || u == UPOS_PROPN ||
           u == UPOS_PART || str_is(r->tokens[t].form, "-");
}

/* The head of the phrase that begins at a token: the first noun that hangs on nothing within it. */
static uint32_t head_of_phrase(const struct reading *r, uint32_t first, uint32_t end) {
    uint32_t last = first;
    while (last < end && is_of_phrase(r, last))
        last++;
    for (uint32_t t = first; t < last; t++) {
        uint32_t up = r->tokens[t].head;
        if (is_noun(r, t) && (up == NONE || up < first || up >= last))
            return t;
    }
    return NONE;
}

/* "Fighting between the army and the Support Forces killed ten": where the tree lost the second of
 * two, it is behind "and". */
static uint32_t second_between(struct reading *r, uint32_t token) {
    enum { FAR = 16 };
    str places[1]; /* "between the presidents of Chile and Peru": they share the noun */
    uint32_t end = r->text->sentences[r->sentence[token]].last;
    if (!lemma_is(r, case_of(r, token), "between") || who_other_owners(r, token, places, 1))
        return NONE;
    for (uint32_t t = token + 1; t + 1 < end && t < token + FAR && !is_verb(r, t); t++)
        if (lemma_is(r, t, "and"))
            return head_of_phrase(r, t + 1, end);
    return NONE;
}

/* "The Republic of Congo | and Rwanda": what the tree joins to a later word of the name. */
static uint32_t add_behind_name(const struct reading *r, uint32_t token, uint32_t *heads,
                                uint32_t n, uint32_t limit) {
    uint32_t h = r->hit_at[token];
    for (uint32_t t = token + 1; h != NONE && t < r->hits.items[h].last; t++)
        for (uint32_t c = r->first_child[t]; c != NONE && n < limit; c = r->next_sibling[c])
            if (r->tokens[c].deprel == DEP_conj && c >= r->hits.items[h].last && is_listable(r, c))
                heads[n++] = c;
    return n;
}

uint32_t who_expand(struct reading *r, uint32_t token, uint32_t *heads, uint32_t limit) {
    uint32_t n = 0;
    if (n < limit)
        heads[n++] = token;
    n = add_behind_name(r, token, heads, n, limit);
    for (uint32_t k = 0; k < n; k++)
        n = add_conjuncts(r, heads[k], heads, n, limit);
    uint32_t second = n == 1 && n < limit ? second_between(r, token) : NONE;
    if (second != NONE)
        heads[n++] = second;
    return add_counted(r, token, heads, n, limit);
}

static void add_place(str place, const struct mention *m, str *places, uint32_t *n,
                      uint32_t limit) {
    bool is_known = str_equal(place, m->place) || place.n == 0;
    for (uint32_t i = 0; i < *n; i++)
        is_known |= str_equal(places[i], place);
    if (!is_known && *n < limit)
        places[(*n)++] = place;
}

/* The states listed behind the one at `first`. */
static uint32_t add_listed(struct reading *r, uint32_t first, const struct mention *m, str *places,
                           uint32_t n, uint32_t limit) {
    uint32_t list[8], n_listed = who_expand(r, first, list, 8);
    str place;
    for (uint32_t k = 1; k < n_listed; k++)
        if (name_is_state(r, list[k], &place))
            add_place(place, m, places, &n, limit);
    return n;
}

/* "The leaders of the two countries", "both countries' ministers": the states of a pair that owns.
 */
static uint32_t add_pair(struct reading *r, uint32_t owner, const struct mention *m, str *places,
                         uint32_t n, uint32_t limit) {
    uint32_t heads[8], two = 0;
    str sides[2];
    uint32_t pair = known_pair(r, owner);
    if (pair != NONE)
        two = who_expand(r, pair, heads, 8);
    else if (who_two_apart(r, owner, heads))
        two = 2;
    else if (who_two_sides(r, owner, sides))
        for (uint32_t k = 0; k < 2; k++)
            add_place(sides[k], m, places, &n, limit);
    for (uint32_t k = 0; k < two; k++)
        if (who_mention(r, heads[k])->place.n == 3)
            add_place(who_mention(r, heads[k])->place, m, places, &n, limit);
    return n;
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
    bool has_owner = false;
    for (uint32_t c = r->first_child[token]; c != NONE;
         c = r->next_sibling[c]) { /* envoys from Israel and Syria */
        if (c < token || !name_is_state(r, c, &place))
            continue;
        bool is_owner = r->tokens[c].deprel == DEP_nmod && lemma_in(r, case_of(r, c), "of from");
        bool is_next = has_owner && r->tokens[c].deprel == DEP_appos; /* from Iran, | Syria and */
        if (is_next)
            add_place(place, &m, places, &n, limit);
        if (is_owner || is_next)
            n = add_listed(r, c, &m, places, n, limit);
        has_owner |= is_owner;
    }
    return n;
}

uint32_t who_pair_owners(struct reading *r, uint32_t token, str *places, uint32_t n,
                         uint32_t limit) {
    const struct mention m = *who_mention(r, token);
    if (m.is_pronoun || m.actor != NONE || !m.is_known || !is_noun(r, token))
        return n;
    for (uint32_t c = r->first_child[token]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        bool is_owner = d == DEP_nmod_poss || (d == DEP_nmod && lemma_is(r, case_of(r, c), "of"));
        if (is_owner &&
            lemma_in(r, c, "country nation state government neighbor neighbour side army"))
            n = add_pair(r, c, &m, places, n, limit);
    }
    return n;
}
