/* Relations. A standing fact is what an event leaves behind or what a description presupposes: the
 * grammar that carries it is small (a predicate, a preposition, a noun of kinship, a title), so
 * each of these has a file and a table of words of its own, and all end in relation_add
 * (fact.c). Acts of force that were coded as events say who fights whom. The same fact
 * between the same words is kept once. Linear in the words, but for the sort. */
#include "code/relations/relations.h"

#include "code/relations/parts.h"

#include <stdlib.h>

static int compare_numbers(uint32_t a, uint32_t b) {
    return a < b ? -1 : a > b;
}

static int compare_facts(const void *x, const void *y) {
    const struct relation *a = x, *b = y;
    int c = compare_numbers(a->from.span.begin, b->from.span.begin);
    if (!c)
        c = compare_numbers(a->to.span.begin, b->to.span.begin);
    if (!c)
        c = (int)a->fact.kind - (int)b->fact.kind;
    if (!c)
        c = (int)a->fact.change - (int)b->fact.change;
    return c ? c : compare_numbers(a->span.begin, b->span.begin);
}

static int compare_order(const void *x, const void *y) {
    const struct relation *a = x, *b = y;
    int c = compare_numbers(a->span.begin, b->span.begin);
    return c ? c : compare_facts(x, y);
}

static void drop_repeated(struct relations *all) {
    size_t kept = 0;
    if (!all->n)
        return;
    qsort(all->items, all->n, sizeof *all->items, compare_facts);
    for (size_t i = 0; i < all->n; i++) {
        const struct relation *x = &all->items[i], *last = kept ? &all->items[kept - 1] : NULL;
        bool is_same =
            last && x->fact.kind == last->fact.kind && x->fact.change == last->fact.change &&
            x->from.span.begin == last->from.span.begin && x->to.span.begin == last->to.span.begin;
        if (!is_same)
            all->items[kept++] = *x;
    }
    all->n = kept;
    qsort(all->items, all->n, sizeof *all->items, compare_order);
}

bool relations_find(struct reading *r, struct coded *out) {
    struct relations found = {0};
    for (uint32_t t = 0; t < r->n_tokens; t++) {
        bool is_good = true;
        if (r->tokens[t].upos == UPOS_VERB)
            is_good = relations_from_verb(r, t, &found);
        else if (is_noun(r, t))
            is_good = relations_from_noun(r, t, &found) && relations_from_title(r, t, &found);
        else if (lemma_in(r, t, "chief head")) /* an adjective to the tagger, before a name */
            is_good = relations_from_title(r, t, &found);
        if (is_good && !is_verb(r, t) && case_of(r, t) != NONE)
            is_good = relations_from_preposition(r, t, &found);
        if (!is_good)
            return false;
    }
    if (!relations_from_events(r, out, &found))
        return false;
    drop_repeated(&found);
    out->relations = found.items;
    out->n_relations = (uint32_t)found.n;
    return true;
}
