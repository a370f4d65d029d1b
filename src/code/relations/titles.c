/* Titles that name what they lead or belong to: "LNA commander Khalifa Haftar", "Tunisia's new
 * president, Kais Saied", "X, a member of Y", "X is the head of Y". */
#include "code/relations/parts.h"
#include "code/whether.h"

static const char leaders[] =
    "leader commander chief president head chairman boss chairwoman premier director king emir "
    "sultan chancellor governor mayor founder secretary-general commander-in-chief ruler dictator "
    "chairperson warlord queen pope speaker strongman chieftain co-founder cofounder co-leader "
    "monarch ringleader kingpin commandant commissioner-general co-chair";
static const char members[] =
    "member official spokesman spokeswoman spokesperson lawmaker deputy minister ambassador envoy "
    "fighter secretary representative senator diplomat adviser advisor aide lieutenant operative "
    "general colonel captain officer militant negotiator";

/* "Secretary(-)General" at its second word. */
static bool is_secretary_general(const struct reading *r, uint32_t t) {
    uint32_t before = t > 1 && str_is(r->tokens[t - 1].form, "-") ? t - 2 : t - 1;
    return t > 0 && lemma_is(r, t, "general") && lemma_is(r, before, "secretary");
}

static bool is_secretary_of_general(const struct reading *r, uint32_t t) {
    return lemma_is(r, t, "secretary") &&
           ((t + 1 < r->n_tokens && is_secretary_general(r, t + 1)) ||
            (t + 2 < r->n_tokens && is_secretary_general(r, t + 2)));
}

static bool is_leader(const struct reading *r, uint32_t t) {
    bool is_premier =
        lemma_is(r, t, "minister") && t > 0 && lemma_in(r, t - 1, "prime first chief");
    is_premier |= lemma_is(r, t, "secretary") && t > 0 && lemma_is(r, t - 1, "general");
    is_premier |= is_secretary_general(r, t);
    bool is_second = t > 0 && lemma_in(r, t - 1, "vice deputy assistant");
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c])
        is_second |= lemma_in(r, c, FORMER " " OUSTED " vice deputy assistant late previous slain");
    return (is_premier || lemma_in(r, t, leaders)) && !is_second;
}

/* "A senior Hamas leader": one of several. */
static bool is_one_of_many(const struct reading *r, uint32_t t) {
    if (!lemma_in(r, t, "leader commander chief head boss"))
        return false;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c])
        if (lemma_in(r, c, "a an another senior top key local prominent"))
            return true;
    return false;
}

/* "Former Chilean dictator X", where the tree hangs the word on the name; "he was president". */
static bool is_past(const struct reading *r, uint32_t t) {
    uint32_t copula = child_with(r, t, DEP_cop);
    for (uint32_t u = t; u-- > 0 && t - u < 4 && r->sentence[u] == r->sentence[t];) {
        if (lemma_in(r, u, FORMER " " OUSTED " late slain"))
            return true;
        if (r->tokens[u].upos != UPOS_ADJ && !is_noun(r, u))
            break;
    }
    return copula != NONE && str_in(r->tokens[copula].form, "was were") &&
           r->tokens[t].deprel != DEP_ccomp;
}

static bool is_former(const struct reading *r, uint32_t t) {
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c])
        if (lemma_in(r, c, FORMER " " OUSTED " previous"))
            return true;
    return false;
}

/* The body or country in a title's own phrase: possessor, "of X", a name before it. */
static uint32_t body_of(struct reading *r, uint32_t t, bool is_member) {
    uint32_t body = NONE;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        bool is_before = (d == DEP_compound || d == DEP_amod) &&
                         (r->hit_at[c] != NONE || r->tokens[c].name == NAME_LOC);
        bool is_acronym = d == DEP_compound && r->tokens[c].name == NAME_ORG;
        bool is_of = d == DEP_nmod && lemma_in(r, case_of(r, c), is_member ? "of for from" : "of");
        if (d == DEP_nmod_poss || is_of || is_before || is_acronym)
            body = c;
        if (d == DEP_compound &&
            lemma_in(r, c,
                     "army navy police military militia opposition guard rebel junta separatist "
                     "guerrilla insurgent militant cartel gang union parliament senate coalition"))
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
        if ((k == DEP_appos || k == DEP_flat || (k == DEP_nmod_desc && c > t)) && is_name)
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

/* "President Salva Kiir of South Sudan", "South Sudan's President Salva Kiir": the body that the
 * tree hung on the name. */
static uint32_t body_of_name(const struct reading *r, uint32_t holder, uint32_t title) {
    uint32_t owner = child_with(r, holder, DEP_nmod_poss), of = phrase_after(r, holder, "of");
    for (uint32_t c = r->first_child[holder]; c != NONE && of == NONE; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_flat) /* "al-Abadi | of Iraq", hung on the last name */
            of = phrase_after(r, c, "of");
    return owner != NONE && owner < title ? owner : of;
}

/* "Took over as head of Hamas", "named X as its leader", "was elected leader": to whom the verb
 * over a title gives it, NONE. */
static uint32_t holder_by_verb(struct reading *r, uint32_t t) {
    uint32_t verb = r->tokens[t].head;
    enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
    bool is_as = lemma_is(r, case_of(r, t), "as");
    bool is_given = is_as || d == DEP_xcomp || d == DEP_obj;
    if (verb == NONE || !is_verb(r, verb) || !is_given ||
        whether_status(r, verb, NULL) != STATUS_OCCURRED)
        return NONE;
    if (lemma_in(r, verb, "become remain") ||
        (is_as && lemma_in(r, verb, "serve act work continue return take emerge rule succeed")))
        return walk_subject(r, verb);
    if (!lemma_in(r, verb,
                  "name appoint elect choose select install pick reappoint reelect re-elect "
                  "designate confirm swear inaugurate crown proclaim declare"))
        return NONE;
    uint32_t named = child_with(r, verb, DEP_nsubj_pass);
    if (named == NONE && child_with(r, verb, DEP_cop) != NONE) /* a passive taken for "be" */
        named = child_with(r, verb, DEP_nsubj);
    for (uint32_t c = r->first_child[verb]; c != NONE && named == NONE; c = r->next_sibling[c])
        if (c != t && (r->tokens[c].deprel == DEP_obj || r->tokens[c].deprel == DEP_iobj))
            named = c;
    return lemma_in(r, named, "himself herself") ? walk_subject(r, verb) : named;
}

/* "Army chief | Khalifa Haftar", where the tree lost the link: the name right behind the title. */
static uint32_t name_behind(const struct reading *r, uint32_t t) {
    uint32_t next = t + 1;
    if (next >= r->n_tokens || r->sentence[next] != r->sentence[t] ||
        r->tokens[next].upos != UPOS_PROPN || r->tokens[next].name != NAME_PER)
        return NONE;
    while (r->tokens[next].deprel == DEP_flat && r->tokens[next].head < next)
        next = r->tokens[next].head;
    return next;
}

bool relations_from_title(struct reading *r, uint32_t t, struct relations *out) {
    bool leads = is_leader(r, t) && !is_one_of_many(r, t);
    bool is_plural =
        str_is(lang_xpos(r->coder->model, &r->tokens[t]), "NNS"); /* several, of several */
    bool is_member = !leads && (lemma_in(r, t, members) || is_one_of_many(r, t));
    if ((!leads && !is_member) || is_former(r, t) || is_past(r, t) || is_plural ||
        is_secretary_of_general(r, t))
        return true;
    uint32_t holder = title_holder(r, t), body = body_of(r, t, !leads);
    if (holder == NONE)
        holder = name_behind(r, t);
    if (holder == NONE)
        holder = holder_by_verb(r, t);
    if (body == NONE && holder != NONE && holder > t)
        body = body_of_name(r, holder, t);
    if (body == NONE && holder != NONE && holder > t)
        body = name_before(r, t);
    if (holder == NONE || body == NONE || holder == body)
        return true;
    return relation_add(r, out,
                        (struct fact){leads ? RELATION_LEADS : RELATION_MEMBER, CHANGE_NONE},
                        holder, body, t);
}
