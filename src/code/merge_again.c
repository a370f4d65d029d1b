/* The same attack, named anew. A sentence that has told of an attack comes back to it: "opened
 * fire, killing two in the shooting", "the assault, in which gunmen shot at worshippers", ", the
 * deadliest raid in years", "the kidnapped envoy was abducted by". The guidelines ask for one event
 * (10); the tree says which words can be that attack again. Cost: the acts of a sentence squared,
 * each pair a few look-ups. */
#include "code/merge_parts.h"

#include "code/walk.h"

bool merge_is_resumptive(const struct reading *r, uint32_t noun) {
    uint32_t first, last;
    subtree(r, noun, &first, &last);
    if (str_is(r->tokens[first].form, ","))
        first++; /* wherever the tree hangs the comma */
    if (first == 0 || r->sentence[first - 1] != r->sentence[noun] ||
        !str_is(r->tokens[first - 1].form, ","))
        return false;
    enum deprel d = (enum deprel)r->tokens[noun].deprel;
    bool is_superlative = lemma_is(r, first, "the") && first + 1 < noun &&
                          (d == DEP_parataxis || d == DEP_appos) &&
                          (str_is(lang_xpos(r->coder->model, &r->tokens[first + 1]), "JJS") ||
                           lemma_in(r, first + 1, "latest second third fourth fifth sixth"));
    return lemma_is(r, first, "another") || is_superlative;
}

/* "The shooting", "that raid": a plain word for an attack told before. */
static bool is_plain_name(const struct reading *r, uint32_t noun) {
    if (!is_definite(r, noun))
        return false;
    for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c])
        if (r->tokens[c].deprel != DEP_det && r->tokens[c].deprel != DEP_case &&
            r->tokens[c].deprel != DEP_punct)
            return false;
    return true;
}

/* The act that a verb carries, or that its object does ("opened fire"). */
static struct act *act_under(struct acts *acts, size_t from, uint32_t verb) {
    struct act *a = verb == NONE ? NULL : act_at(acts, from, verb);
    for (size_t i = from; !a && verb != NONE && i < acts->n; i++)
        if (!acts->items[i].is_dropped && acts->items[i].light == verb)
            a = &acts->items[i];
    return a;
}

/* "Opened fire on the crowd, killing two in the shooting": the attack of the verb over those who
 * were killed. */
static struct act *recapped(const struct reading *r, struct acts *acts, size_t from,
                            const struct act *n) {
    uint32_t verb = r->tokens[n->token].head;
    if (verb == NONE || !is_verb(r, verb) || !is_plain_name(r, n->token) ||
        !lemma_in(r, case_of(r, n->token), "in during") ||
        (r->tokens[verb].deprel != DEP_advcl && r->tokens[verb].deprel != DEP_conj) ||
        child_with(r, verb, DEP_nsubj) != NONE)
        return NULL;
    return act_under(acts, from, r->tokens[verb].head);
}

/* "The assault, in which gunmen opened fire": the noun whose clause tells what went on in it. */
static struct act *gone_on_in(const struct reading *r, struct acts *acts, size_t from,
                              const struct act *v) {
    uint32_t verb = is_verb(r, v->token) ? v->token : v->light;
    if (verb == NONE || r->tokens[verb].deprel != DEP_acl_relcl)
        return NULL;
    for (uint32_t c = r->first_child[verb]; c != NONE && c < verb; c = r->next_sibling[c])
        if (lemma_is(r, c, "which") && lemma_in(r, case_of(r, c), "in during"))
            return act_at(acts, from, r->tokens[verb].head);
    return NULL;
}

/* "The attack consisted of three rockets fired from a truck". */
static struct act *consisting(const struct reading *r, struct acts *acts, size_t from,
                              const struct act *v) {
    uint32_t part = r->tokens[v->token].head;
    if (part == NONE || (r->tokens[v->token].deprel != DEP_acl && !is_noun(r, v->token)))
        return NULL;
    uint32_t verb = climb_to_verb(r, part, 2);
    if (!lemma_in(r, verb, "consist involve comprise"))
        return NULL;
    struct act *whole = act_under(acts, from, child_with(r, verb, DEP_nsubj));
    return whole && whole->token < verb && verb < v->token ? whole : NULL;
}

/* "The kidnapped envoy was abducted by militants": what the participle says of whom it befell. */
static struct act *befallen(const struct reading *r, struct acts *acts, size_t from,
                            const struct act *n) {
    if (r->tokens[n->token].deprel != DEP_amod || n->n_actors ||
        !is_definite(r, r->tokens[n->token].head))
        return NULL;
    for (size_t i = from; i < acts->n; i++) {
        struct act *a = &acts->items[i];
        if (a != n && !a->is_dropped && a->type == n->type &&
            act_has_party(a->recipients, a->n_recipients, r->tokens[n->token].head))
            return a;
    }
    return NULL;
}

void merge_again(struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++) {
        struct act *n = &acts->items[i];
        if (n->is_dropped || n->type != PLOVER_ASSAULT)
            continue;
        struct act *told = is_noun(r, n->token) ? recapped(r, acts, from, n) : NULL;
        if (!told)
            told = gone_on_in(r, acts, from, n);
        if (!told)
            told = consisting(r, acts, from, n);
        if (!told)
            told = befallen(r, acts, from, n);
        if (told && told != n && told->type == PLOVER_ASSAULT && !merge_have_other_actors(told, n))
            merge_two_acts(r, told, n);
    }
}
