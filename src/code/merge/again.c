/* The same act, named anew. A sentence that has told of an attack comes back to it: "opened fire,
 * killing two in the shooting", "the assault, in which gunmen shot at worshippers", ", the
 * deadliest raid in years", "the kidnapped envoy was abducted by"; so it does to arrests ("in a
 * crackdown"), talks ("to discuss a truce") and protests ("as they protested"). The guidelines ask
 * for one event (10); the tree says which words can be that act again. Cost: the acts of a sentence
 * squared, each pair a few look-ups. */
#include "code/merge/parts.h"

#include "code/walk/walk.h"

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
    if (verb == NONE || !is_verb(r, verb) || !is_noun(r, n->token) || !is_plain_name(r, n->token) ||
        !lemma_in(r, case_of(r, n->token), "in during") ||
        (r->tokens[verb].deprel != DEP_advcl && r->tokens[verb].deprel != DEP_conj) ||
        child_with(r, verb, DEP_nsubj) != NONE)
        return NULL;
    return act_under(acts, from, r->tokens[verb].head);
}

/* The last attack told by a noun before a token, NULL. */
static struct act *attack_before(const struct reading *r, struct acts *acts, size_t from,
                                 uint32_t token) {
    struct act *last = NULL;
    for (size_t i = from; i < acts->n; i++) {
        struct act *a = &acts->items[i];
        if (!a->is_dropped && a->type == PLOVER_ASSAULT && is_noun(r, a->token) &&
            a->token < token && (!last || a->token > last->token))
            last = a;
    }
    return last;
}

/* "The assault, in which gunmen opened fire": the noun whose clause tells what went on in it, also
 * where the tree hung the clause on the place between ("the attack in the city of X, in which"). */
static struct act *gone_on_in(const struct reading *r, struct acts *acts, size_t from,
                              const struct act *v) {
    uint32_t verb = is_verb(r, v->token) ? v->token : v->light;
    if (verb == NONE || r->tokens[verb].deprel != DEP_acl_relcl)
        return NULL;
    uint32_t head = r->tokens[verb].head;
    for (uint32_t c = r->first_child[verb]; c != NONE && c < verb; c = r->next_sibling[c]) {
        if (!lemma_is(r, c, "which") || !lemma_in(r, case_of(r, c), "in during"))
            continue;
        struct act *told = act_at(acts, from, head);
        bool is_toll = lemma_in(r, verb, "kill die wound injure perish");
        return told || !is_toll ? told : attack_before(r, acts, from, head);
    }
    return NULL;
}

/* "The killing of Hariri and 22 others in a 2005 blast": the attack in which they were killed. */
static struct act *died_in(const struct reading *r, struct acts *acts, size_t from,
                           const struct act *v) {
    if (!is_noun(r, v->token) ||
        !lemma_in(r, v->token, "killing murder death assassination wounding injury slaying"))
        return NULL;
    for (size_t i = from; i < acts->n; i++) {
        struct act *n = &acts->items[i];
        if (n == v || n->is_dropped || n->type != PLOVER_ASSAULT || !is_noun(r, n->token) ||
            !lemma_in(r, case_of(r, n->token), "in by during"))
            continue;
        uint32_t t = n->token;
        for (int steps = 0; steps < 4 && t != NONE && t != v->token; steps++)
            t = r->tokens[t].deprel == DEP_nmod || r->tokens[t].deprel == DEP_conj ||
                        r->tokens[t].deprel == DEP_flat
                    ? r->tokens[t].head
                    : NONE;
        if (t == v->token)
            return n;
    }
    return NULL;
}

/* "Arrested 100 activists in a crackdown on protests": the sweep in which they were seized. */
static struct act *swept_up_in(const struct reading *r, struct acts *acts, size_t from,
                               const struct act *n) {
    uint32_t seized = r->tokens[n->token].head;
    if (seized == NONE || r->tokens[n->token].deprel != DEP_nmod ||
        !lemma_in(r, case_of(r, n->token), "in during") ||
        deprel_basic((enum deprel)r->tokens[seized].deprel) != DEP_obj)
        return NULL;
    return act_under(acts, from, r->tokens[seized].head);
}

/* "Policemen manning a checkpoint were shot": what their victims were doing is told of them, and no
 * act beside. */
static bool is_of_victims(const struct reading *r, const struct acts *acts, size_t from,
                          const struct act *n) {
    if (n->type != PLOVER_MOBILIZE || r->tokens[n->token].deprel != DEP_acl)
        return false;
    for (size_t i = from; i < acts->n; i++) {
        const struct act *a = &acts->items[i];
        if (!a->is_dropped && a->type == PLOVER_ASSAULT &&
            act_has_party(a->recipients, a->n_recipients, r->tokens[n->token].head))
            return true;
    }
    return false;
}

/* "Brought the city to a standstill as they protested": one protest. */
static struct act *protested_by(const struct reading *r, struct acts *acts, size_t from,
                                const struct act *n) {
    uint32_t subject = child_with(r, n->token, DEP_nsubj);
    if (!is_verb(r, n->token) || r->tokens[n->token].deprel != DEP_advcl ||
        !lemma_in(r, mark_of(r, n->token), "as while") || subject == NONE ||
        r->tokens[subject].upos != UPOS_PRON)
        return NULL; /* another subject is another crowd */
    return act_under(acts, from, r->tokens[n->token].head);
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

/* "Held talks before the summit to discuss a truce": what the talks are for is what they are. */
static struct act *talked_of_in(const struct reading *r, struct acts *acts, size_t from,
                                const struct act *n) {
    enum deprel d = (enum deprel)r->tokens[n->token].deprel;
    if ((d != DEP_advcl && d != DEP_acl && d != DEP_xcomp) ||
        !lemma_is(r, mark_of(r, n->token), "to") ||
        !lemma_in(r, n->token, "discuss talk negotiate review consult confer exchange"))
        return NULL;
    return act_under(acts, from, r->tokens[n->token].head);
}

/* "The abduction was the second kidnapping in a week". */
static struct act *called_by(const struct reading *r, struct acts *acts, size_t from,
                             const struct act *n) {
    uint32_t head = r->tokens[n->token].head;
    bool is_equated = r->tokens[n->token].deprel == DEP_nsubj && head != NONE &&
                      child_with(r, head, DEP_cop) != NONE;
    return is_equated && is_noun(r, head) ? act_at(acts, from, head) : NULL;
}

/* "Detained 1,300 people, and some of those taken into custody": those of the act before. */
static struct act *of_those(const struct reading *r, struct acts *acts, size_t from,
                            const struct act *n) {
    uint32_t head = r->tokens[n->token].head;
    if (r->tokens[n->token].deprel != DEP_acl || n->n_actors ||
        !lemma_in(r, head, "those some many several that"))
        return NULL;
    struct act *last = NULL;
    for (size_t i = from; i < acts->n; i++)
        if (!acts->items[i].is_dropped && acts->items[i].type == n->type &&
            acts->items[i].token < head)
            last = &acts->items[i];
    return last;
}

/* The act of the sentence that n tells again, NULL. */
static struct act *told_again(const struct reading *r, struct acts *acts, size_t from,
                              const struct act *n) {
    struct act *before = of_those(r, acts, from, n);
    if (before)
        return before;
    if (n->type == PLOVER_COERCE)
        return is_noun(r, n->token) ? swept_up_in(r, acts, from, n) : NULL;
    if (n->type == PLOVER_PROTEST)
        return protested_by(r, acts, from, n);
    if (n->type == PLOVER_CONSULT)
        return talked_of_in(r, acts, from, n);
    if (n->type != PLOVER_ASSAULT)
        return NULL;
    static struct act *(*const ways[])(const struct reading *r, struct acts *acts, size_t from,
                                       const struct act *n) = {recapped, called_by,  gone_on_in,
                                                               died_in,  consisting, befallen};
    struct act *told = NULL;
    for (size_t i = 0; !told && i < sizeof ways / sizeof *ways; i++)
        told = ways[i](r, acts, from, n);
    return told;
}

void merge_again(struct reading *r, struct acts *acts, size_t from) {
    for (size_t i = from; i < acts->n; i++) {
        struct act *n = &acts->items[i];
        if (n->is_dropped)
            continue;
        struct act *told = told_again(r, acts, from, n);
        bool is_same = n->type == PLOVER_PROTEST || n->type == PLOVER_CONSULT ||
                       (told && !merge_have_other_actors(told, n));
        if (told && told != n && told->type == n->type && is_same)
            merge_two_acts(r, told, n);
        else if (is_of_victims(r, acts, from, n))
            n->is_dropped = true;
    }
}
