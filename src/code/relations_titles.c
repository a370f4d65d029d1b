/* Titles that name what they lead or belong to: "LNA commander Khalifa Haftar", "Tunisia's new
 * president, Kais Saied", "X, a member of Y", "X is the head of Y". */
#include "code/relations_parts.h"

static const char leaders[] =
    "leader commander chief president head chairman boss chairwoman premier director king emir "
    "sultan chancellor governor mayor founder secretary-general commander-in-chief ruler dictator "
    "chairperson warlord queen pope";
static const char members[] =
    "member official spokesman spokeswoman spokesperson lawmaker deputy minister ambassador envoy "
    "fighter secretary representative senator diplomat adviser advisor aide lieutenant operative "
    "general colonel captain officer militant negotiator";

static bool is_leader(const struct reading *r, uint32_t t) {
    bool is_premier = lemma_is(r, t, "minister") && t > 0 && lemma_is(r, t - 1, "prime");
    bool is_second = t > 0 && lemma_in(r, t - 1, "vice deputy assistant");
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c])
        is_second |= lemma_in(r, c, "former ex vice deputy assistant ousted late previous slain");
    return (is_premier || lemma_in(r, t, leaders)) && !is_second;
}

static bool is_former(const struct reading *r, uint32_t t) {
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c])
        if (lemma_in(r, c, "former ex ousted previous"))
            return true;
    return false;
}

/* The body or country in a title's own phrase: possessor, "of X", a name before it. */
static uint32_t body_of(struct reading *r, uint32_t t, bool is_member) {
    uint32_t body = NONE;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        bool is_before = (d == DEP_compound || d == DEP_amod) && r->hit_at[c] != NONE;
        bool is_acronym = d == DEP_compound && r->tokens[c].name == NAME_ORG;
        bool is_of = d == DEP_nmod && lemma_in(r, case_of(r, c), is_member ? "of for from" : "of");
        if (d == DEP_nmod_poss || is_of || is_before || is_acronym)
            body = c;
        if (d == DEP_compound &&
            lemma_in(r, c, "army navy police military militia opposition guard"))
            return c; /* Sudan's army chief leads the army */
    }
    return body;
}

/* "French Foreign Minister X": the state's adjective hangs on the name or is lost; it stands right
 * before the title. */
static uint32_t name_before(const struct reading *r, uint32_t t) {
    for (uint32_t u = t; u-- > 0 && t - u < 4 && r->sentence[u] == r->sentence[t];) {
        if (r->hit_at[u] != NONE)
            return u;
        bool is_bracket = str_is(r->tokens[u].form, ")") || str_is(r->tokens[u].form, "(");
        if (r->tokens[u].upos != UPOS_ADJ && !is_noun(r, u) && !is_bracket)
            return NONE;
    }
    return NONE;
}

uint32_t title_holder(struct reading *r, uint32_t t) {
    uint32_t up = r->tokens[t].head, holder = NONE;
    enum deprel d = (enum deprel)r->tokens[t].deprel;
    if (up != NONE && is_noun(r, up) && (d == DEP_appos || d == DEP_nmod_desc || d == DEP_compound))
        holder = up;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c]) {
        enum deprel k = (enum deprel)r->tokens[c].deprel;
        bool is_name = r->tokens[c].name == NAME_PER || who_look(r, c).kind == ENTITY_PERSON;
        if ((k == DEP_appos || k == DEP_flat || k == DEP_nmod_desc) && is_name)
            holder = c;
        if (k == DEP_nsubj && child_with(r, t, DEP_cop) != NONE)
            holder = c;
    }
    uint32_t of =
        phrase_after(r, t, "of"); /* "the head of the coast guard, X": hung on the guard */
    for (uint32_t c = of == NONE ? NONE : r->first_child[of]; c != NONE && holder == NONE;
         c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_appos && r->tokens[c].name == NAME_PER && c > of)
            holder = c;
    return holder;
}

bool relations_from_title(struct reading *r, uint32_t t, struct relations *out) {
    bool leads = is_leader(r, t);
    bool is_plural =
        str_is(lang_xpos(r->coder->model, &r->tokens[t]), "NNS"); /* several, of several */
    if ((!leads && !lemma_in(r, t, members)) || is_former(r, t) || is_plural)
        return true;
    uint32_t holder = title_holder(r, t), body = body_of(r, t, !leads);
    if (body == NONE && holder != NONE && holder > t)
        body = name_before(r, t);
    if (holder == NONE || body == NONE || holder == body)
        return true;
    return relation_add(r, out,
                        (struct fact){leads ? RELATION_LEADS : RELATION_MEMBER, CHANGE_NONE},
                        holder, body, t);
}
