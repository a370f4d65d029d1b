/* Told again. "The U.S. bombed the base … Washington says the attack was a warning": a noun that
 * names anew what the report has told before keeps the parties of that deed, where its sentence
 * names them in some other role (guideline 3). So does what somebody judges: "the envoy deplored
 * the attack, which Washington defends" is against him who made it. Nobody is taken whom the
 * sentence does not name. Cost: the events of the last sentences times the words of this one. */
#include "code/again.h"

#include "code/replies.h"

enum { NEAR = 12 }; /* sentences */

/* "In Nairobi, lawmakers criticized it": where, and not who. */
static bool is_scene(const struct reading *r, uint32_t t) {
    return lemma_in(r, case_of(r, t), "in at near outside across around throughout") &&
           r->mentions.items[r->mention_at[t]].kind != ENTITY_PERSON;
}

/* The mention of a party in a sentence that no role of the event has taken, NONE. */
static uint32_t named_in(const struct reading *r, const struct event *e, const struct party *p) {
    const struct sentence *s = &r->text->sentences[e->sentence];
    for (uint32_t t = s->first; t < s->last; t++) {
        if (r->mention_at[t] == NONE)
            continue;
        const struct mention *m = &r->mentions.items[r->mention_at[t]];
        if (m->head == t && m->entity != NONE && m->entity == p->entity && !is_scene(r, t))
            return t;
    }
    return NONE;
}

static bool is_taken(const struct party *list, uint32_t n, const struct party *p) {
    for (uint32_t i = 0; i < n; i++)
        if ((p->entity != NONE && list[i].entity == p->entity) || str_equal(list[i].code, p->code))
            return true;
    return false;
}

/* The parties of a side of an earlier event whom this event's sentence names. */
static uint32_t take_named(struct reading *r, const struct event *e, const struct party *from,
                           uint32_t n_from, struct party *out) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < n_from && n < ACT_PARTIES; i++) {
        uint32_t t = named_in(r, e, &from[i]);
        struct party p = t == NONE ? (struct party){0} : who_party(r, t);
        if (t != NONE && !is_taken(e->actors, e->n_actors, &p) &&
            !is_taken(e->recipients, e->n_recipients, &p) && !is_taken(out, n, &p))
            out[n++] = p;
    }
    return n;
}

/* "The attack", "that ban": no new one. */
static bool is_told_again(const struct reading *r, const struct act *a) {
    return a->frame->pos == 'n' && child_with(r, a->token, DEP_acl_relcl) == NONE &&
           is_definite(r, a->token);
}

/* Words for any deed of their kind. */
static const char any_deed[] = "attack strike raid assault violence operation killing incident ban "
                               "order sanction measure crackdown arrest protest move decision step";

/* Does the report tell of the same deed there: by the same noun, or by a word for any? */
static bool is_same_deed(const struct reading *r, const struct act *a, const struct event *b) {
    bool is_plain = a->first == a->token && a->last == a->token + 1;
    return (is_plain && lemma_in(r, a->token, any_deed)) ||
           str_contains(str_lower(r->arena, span_text(r, b->trigger)), r->lemma[a->token]);
}

/* Fills one side of an event from the same side of an earlier one. */
static void fill_side(struct reading *r, const struct event *e, const struct party *from,
                      uint32_t n_from, struct party **side, uint32_t *n) {
    struct party *list = *n || !n_from ? NULL : ARENA_NEW(r->arena, struct party, ACT_PARTIES);
    if (!list)
        return;
    *side = list;
    *n = take_named(r, e, from, n_from, list);
}

/* "Opposed the withdrawal": he who withdrew, where the sentence names him. */
static void name_judged(struct reading *r, struct event *e, const struct event *before, size_t n) {
    for (size_t i = n; i-- > 0 && before[i].sentence + NEAR >= e->sentence && !e->n_recipients;)
        if (before[i].sentence != e->sentence)
            fill_side(r, e, before[i].actors, before[i].n_actors, &e->recipients, &e->n_recipients);
}

/* "The attack": the last deed of its kind of which the report said who did it. */
static const struct event *told_before(const struct reading *r, const struct act *a,
                                       const struct event *e, const struct event *before,
                                       size_t n) {
    for (size_t i = n; i-- > 0 && before[i].sentence + NEAR >= e->sentence;) {
        const struct event *b = &before[i];
        if (b->type == e->type && b->sentence != e->sentence && b->n_actors &&
            is_same_deed(r, a, b))
            return b;
    }
    return NULL;
}

void again_fill(struct reading *r, const struct act *a, struct event *e, const struct event *before,
                size_t n) {
    if (e->n_recipients == 0 && replies_answered(r, a) != NONE)
        name_judged(r, e, before, n);
    const struct event *b = is_told_again(r, a) ? told_before(r, a, e, before, n) : NULL;
    if (!b)
        return;
    fill_side(r, e, b->actors, b->n_actors, &e->actors, &e->n_actors);
    fill_side(r, e, b->recipients, b->n_recipients, &e->recipients, &e->n_recipients);
}
