/* Quantities. "Dozens of fighters" are fighters, "killed 25 militants and arrested 10 more" tells
 * of militants twice, "two were wounded" of nobody whose name or calling is told: a count takes the
 * country of its story, and what is counted stands under it; "some", "another" and "among those
 * arrested" are a part of those named before. Cost: the words of the phrase and of the sentence
 * before it. */
#include "code/walk/walk.h"
#include "code/who/parts.h"

/* A word of number or a part: dozens, members, two. */
static bool is_quantity(const struct reading *r, uint32_t t) {
    return r->tokens[t].upos == UPOS_NUM || r->tokens[t].upos == UPOS_DET ||
           lemma_in(
               r, t,
               "dozen hundred thousand million number group majority minority member rest last "
               "first most some many score ton crowd pair couple half third quarter one several "
               "all each both part bulk team percent handful series wave lot more few any none "
               "convoy column body band faction wing branch unit rank two three four five six "
               "busload truckload boatload planeload batch "
               "seven eight nine ten relative supporter");
}

/* "Twelve more", "dozens more", "another 11". */
static bool is_further_count(const struct reading *r, uint32_t head) {
    if (r->tokens[head].upos == UPOS_NUM)
        return lemma_is(r, child_with(r, head, DEP_det), "another");
    return lemma_is(r, head, "more") && head > 0 &&
           (child_with(r, head, DEP_nummod) == head - 1 ||
            lemma_in(r, head - 1, "dozen score hundred thousand many several"));
}

/* "Killed 25 militants and arrested 10 more": whom the verb before it names. NONE. */
static uint32_t counted_before(const struct reading *r, uint32_t head) {
    uint32_t verb = r->tokens[head].head, before = NONE;
    if (!is_further_count(r, head) || verb == NONE)
        return NONE;
    if (r->tokens[head].deprel == DEP_conj)
        return verb;
    if (r->tokens[verb].deprel == DEP_conj && r->tokens[verb].head != NONE)
        before = child_with(r, r->tokens[verb].head,
                            r->tokens[head].deprel == DEP_obj ? DEP_obj : DEP_nsubj_pass);
    return before != NONE && before < head ? before : NONE;
}

bool phrase_is_count(const struct reading *r, uint32_t head) {
    enum deprel d = deprel_basic((enum deprel)r->tokens[head].deprel);
    if (lemma_is(r, head, "two") && child_with(r, head, DEP_det) != NONE)
        return false; /* "the two signed": two of whom the report has told */
    bool is_number = r->tokens[head].upos == UPOS_NUM ||
                     lemma_in(r, head, "ten dozen score hundred thousand other") ||
                     is_further_count(r, head);
    if (!is_number || (d != DEP_nsubj && d != DEP_obj && d != DEP_conj))
        return false;
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c])
        if (r->tokens[c].upos == UPOS_SYM ||
            (r->tokens[c].deprel == DEP_nmod && !lemma_in(r, c, "thousand hundred") &&
             !lemma_in(r, case_of(r, c), "in at near outside across")))
            return false; /* but "tens of thousands" */
    uint32_t n = r->tokens[head].form.n;
    return !(n == 4 && r->tokens[head].form.p[0] >= '1' && r->tokens[head].form.p[0] <= '2' &&
             r->tokens[head].form.p[1] >= '0' && r->tokens[head].form.p[1] <= '9');
}

void count_resolve(const struct reading *r, uint32_t head, struct mention *m) {
    str around = name_country_around(r, head);
    uint32_t before = counted_before(r, head);
    m->reason = WHO_COUNT;
    if (before != NONE && r->mention_at[before] != NONE) {
        const struct mention *x = &r->mentions.items[r->mention_at[before]];
        m->place = x->place;
        m->sector = x->sector;
        m->is_known = x->is_known;
        m->is_default = x->is_default;
        m->kind = x->kind;
        m->is_human = m->is_plural = true;
        return;
    }
    bool is_bare = r->tokens[head].upos == UPOS_NUM || lemma_is(r, head, "dozen");
    if ((m->is_plural && !is_bare) ||
        known_is_those(r, head)) /* not "each said the other", "killed five" */
        m->sector = STR("CVL");
    m->is_human = m->is_plural = m->is_default = true;
    m->kind = ENTITY_GROUP;
    m->is_known = around.n > 0;
    m->place = around.n ? around : STR("---");
}

uint32_t who_under_quantity(const struct reading *r, uint32_t head) {
    if (!is_quantity(r, head))
        return NONE;
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if (c > head && (d == DEP_nmod || d == DEP_obl) &&
            (lemma_in(r, case_of(r, c), "of from among") ||
             (lemma_in(r, head, "more less few") && lemma_is(r, case_of(r, c), "than"))))
            return c;
    }
    return NONE;
}

/* "One of these groups, the Syrian Democratic Forces": the one that is named behind it. */
bool count_named_one(struct reading *r, uint32_t head, struct mention *m) {
    if (!lemma_in(r, head, "one two") || who_under_quantity(r, head) == NONE)
        return false;
    for (uint32_t c = r->first_child[head]; c != NONE; c = r->next_sibling[c])
        if (c > head && r->tokens[c].deprel == DEP_appos && case_of(r, c) == NONE &&
            who_take_actor(r, head, c, m)) {
            m->reason = WHO_NAME;
            return true;
        }
    return false;
}

/* "Dozens of protesters": what is under the quantity. */
bool count_quantity(struct reading *r, uint32_t head, int depth, bool has_agent,
                    struct mention *m) {
    uint32_t under = who_under_quantity(r, head);
    struct mention inner;
    if (under == NONE || (has_agent && !is_quantity(r, head)))
        return false;
    who_resolve(r, under, depth + 1, &inner);
    if (!inner.is_known && !inner.is_human)
        return false;
    uint32_t last = inner.last;
    struct owner o = {.place = STR("---"), .token = NONE};
    if (inner.is_default && lemma_in(r, head, "member part wing branch"))
        owner_before(r, head, m->first, &o);
    whole_take(&inner, m);
    if (o.is_found) { /* the Kenyan members of parliament */
        m->place = o.place;
        m->is_known = true;
        m->is_default = false;
    }
    adherents_take(r, head, m);
    m->last = last;
    m->is_plural = true;
    m->reason = WHO_QUANTITY;
    m->why = inner.reason == WHO_QUANTITY ? inner.why : under; /* tens of thousands of Israelis */
    return true;
}

/* "Activists marched, and some | called on him to quit": a part of those who acted before. */
bool count_part(struct reading *r, uint32_t head, struct mention *m) {
    bool is_one = lemma_is(r, head, "another"); /* "a court freed X, and another indicted him" */
    if ((!is_one && !lemma_in(r, head, "some others many several most")) ||
        deprel_basic((enum deprel)r->tokens[head].deprel) != DEP_nsubj || m->last != head + 1)
        return false;
    uint32_t s = r->sentence[head], low = r->text->sentences[s ? s - 1 : 0].first;
    for (uint32_t t = head; t-- > low;) {
        if (deprel_basic((enum deprel)r->tokens[t].deprel) != DEP_nsubj || r->mention_at[t] == NONE)
            continue;
        const struct mention *x = &r->mentions.items[r->mention_at[t]];
        if (is_one ? x->kind == ENTITY_COUNTRY || x->actor != NONE || x->is_pronoun
                   : !x->is_plural || !x->is_human)
            continue;
        whole_take(x, m);
        m->reason = WHO_QUANTITY;
        m->why = t;
        return true;
    }
    return false;
}

/* "X was among those | arrested": who is counted among them. */
bool count_among(struct reading *r, uint32_t head, int depth, struct mention *m) {
    if (!str_is(r->tokens[head].form, "those") || !lemma_is(r, case_of(r, head), "among") ||
        child_with(r, head, DEP_acl) == NONE || depth >= WHO_DEPTH)
        return false;
    uint32_t subject = NONE;
    if (walk_is_among_those(r, head)) /* "among those freed were X" */
        subject = r->tokens[head].head;
    else if (child_with(r, head, DEP_cop) != NONE)
        subject = child_with(r, head, DEP_nsubj);
    struct mention inner;
    if (subject == NONE)
        return false;
    who_resolve(r, subject, depth + 1, &inner);
    if (!inner.is_known && !inner.is_human)
        return false;
    whole_take(&inner, m);
    m->reason = WHO_QUANTITY;
    m->why = subject;
    return true;
}
