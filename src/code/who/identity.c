/* Who unknown people are said to be. Reports tell of "gunmen" and "attackers" whom no name
 * explains, and say beside it whose they are thought to be: "believed to be members of X",
 * "suspected of belonging to X", "who belong to X", "the kidnappers, members of X". And whom "his
 * counterpart" means, where the report has named him. Looks at what hangs on the noun; for a
 * counterpart back over some hundred words. */
#include "code/who/parts.h"

/* The phrase keeps its own extent and takes everything else from what it stands for. */
void whole_take(const struct mention *from, struct mention *m) {
    uint32_t head = m->head, first = m->first, last = m->last;
    *m = *from;
    m->head = head;
    m->first = first;
    m->last = last;
}

/* What a phrase says that unknown people are: "believed to be members of X", "thought to be from
 * X", "who belong to X", "identified as X"; NONE. */
static uint32_t said_identity(const struct reading *r, uint32_t clause) {
    static const char *const markers[] = {"to", "as", "from", "of"};
    bool is_member = lemma_in(r, clause, "belong");
    bool is_held = lemma_in(r, clause,
                            "believe think suspect say know allege report identify describe "
                            "presume claim");
    uint32_t what = child_with(r, clause, DEP_xcomp);
    if (is_held && what != NONE)
        return is_verb(r, what) ? said_identity(r, what) : what;
    for (size_t i = 0; i < 4 && (is_member || is_held); i++)
        for (uint32_t c = r->first_child[clause]; c != NONE; c = r->next_sibling[c])
            if (c > clause && is_noun(r, c) && lemma_is(r, case_of(r, c), markers[i]) &&
                is_member == (i == 0))
                return c;
    return NONE;
}

/* "Gunmen believed to be members of X", "the attackers, members of X": who they are; left as it
 * is where nothing says so. */
static void identity_take(struct reading *r, uint32_t head, int depth, struct mention *m) {
    if (depth >= WHO_DEPTH || !is_noun(r, head))
        return;
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        uint32_t what = c < head       ? NONE
                        : d == DEP_acl ? said_identity(r, c)
                        : d == DEP_appos && lemma_in(r, c, "member fighter militant supporter")
                            ? c
                            : NONE;
        struct mention inner;
        if (what == NONE || what == head)
            continue;
        who_resolve(r, what, depth + 1, &inner);
        if (!inner.is_known || inner.is_default || inner.kind == ENTITY_PLACE)
            continue;
        bool is_plural = m->is_plural;
        whole_take(&inner, m);
        m->is_plural = is_plural;
        m->is_human = true;
        m->why = what;
        return;
    }
}

/* "Biden and Xi met. The Chinese president warned his counterpart": the other one, named before;
 * left as it is where nobody was. */
static void counterpart_take(struct reading *r, uint32_t head, struct mention *m) {
    enum { FAR = 120 };
    uint32_t owner = child_with(r, head, DEP_nmod_poss);
    if (!lemma_is(r, head, "counterpart") || owner == NONE || r->mention_at[owner] == NONE ||
        (m->is_known && m->reason == WHO_OWNER &&
         !str_equal(m->place, r->mentions.items[r->mention_at[owner]].place)))
        return;
    const struct mention *his = &r->mentions.items[r->mention_at[owner]];
    for (uint32_t t = head; t-- > 0 && head - t < FAR;) {
        if (r->mention_at[t] == NONE)
            continue;
        const struct mention *x = &r->mentions.items[r->mention_at[t]];
        if (x->kind != ENTITY_PERSON || !x->is_known || x->is_default || x->is_plural ||
            x->is_pronoun || x->place.n != 3 || str_equal(x->place, his->place) ||
            !str_equal(x->sector, his->sector))
            continue;
        whole_take(x, m);
        m->why = t;
        return;
    }
    uint32_t s = r->sentence[head], low = r->text->sentences[s ? s - 1 : 0].first;
    for (uint32_t t = head; t-- > low;) { /* "visited Seoul. He and his counterpart": of there */
        const struct mention *x =
            r->mention_at[t] == NONE ? NULL : &r->mentions.items[r->mention_at[t]];
        if (!x || x->kind != ENTITY_COUNTRY || x->is_pronoun || str_equal(x->place, his->place) ||
            !his->is_known || his->is_default)
            continue;
        m->place = x->place;
        m->sector = his->sector;
        m->is_known = m->is_human = true;
        m->is_default = false;
        m->why = t;
        return;
    }
}

void identity_complete(struct reading *r, uint32_t head, int depth, struct mention *m) {
    if (!m->is_pronoun && str_is(m->place, "---"))
        identity_take(r, head, depth, m);
    if (depth == 0)
        counterpart_take(r, head, m);
}
