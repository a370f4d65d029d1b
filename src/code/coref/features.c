/* How a candidate for a pronoun's antecedent is described: one answer to each question of
 * know/anaphora.h, as Denis and Baldridge (2008) and Durrett and Klein (2013) ask them, over this
 * program's own trees. The order of the answers is that of their names there. The sum of their
 * weights is the candidate's score. O(1) a candidate but for the climb to the root. */
#include "code/coref/parts.h"
#include "code/says.h"

enum { CLIMB = 12, MENTIONS_SEEN = 64 };

enum part {
    PART_SUBJECT,
    PART_PASSIVE,
    PART_OBJECT,
    PART_OBLIQUE,
    PART_MODIFIER,
    PART_OWNER,
    PART_JOINED,
    PART_OTHER
};

static enum part role_of(const struct reading *r, uint32_t t) {
    enum deprel d = (enum deprel)r->tokens[t].deprel;
    if (d == DEP_nmod_poss)
        return PART_OWNER;
    if (d == DEP_nsubj_pass)
        return PART_PASSIVE;
    switch (deprel_basic(d)) {
    case DEP_nsubj:
        return PART_SUBJECT;
    case DEP_obj:
    case DEP_iobj:
        return PART_OBJECT;
    case DEP_obl:
        return PART_OBLIQUE;
    case DEP_nmod:
        return PART_MODIFIER;
    case DEP_conj:
        return PART_JOINED;
    default:
        return PART_OTHER;
    }
}

enum sort_of_mention {
    KIND_PERSON,
    KIND_PEOPLE,
    KIND_ORGANISATION,
    KIND_COUNTRY,
    KIND_GROUP,
    KIND_PLACE,
    KIND_THING
};

static enum sort_of_mention kind_of(const struct reading *r, const struct mention *m) {
    switch (m->kind) {
    case ENTITY_PERSON:
        return m->is_plural ? KIND_PEOPLE : KIND_PERSON;
    case ENTITY_GROUP:
        return m->is_plural ? KIND_PEOPLE : KIND_GROUP;
    case ENTITY_ORGANISATION:
        return KIND_ORGANISATION;
    case ENTITY_COUNTRY:
        return KIND_COUNTRY;
    case ENTITY_PLACE:
        return KIND_PLACE;
    default:
        return r->tokens[m->head].name == NAME_PER   ? KIND_PERSON
               : m->is_human && !m->is_pronoun       ? m->is_plural ? KIND_PEOPLE : KIND_PERSON
               : r->tokens[m->head].name == NAME_ORG ? KIND_ORGANISATION
               : r->tokens[m->head].name == NAME_LOC ? KIND_PLACE
                                                     : KIND_THING;
    }
}

static uint8_t number_of(const struct reading *r, const struct mention *m) {
    for (uint32_t c = r->first_child[m->head]; c != NONE; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_conj && is_noun(r, c))
            return 2;
    return m->is_plural;
}

static uint8_t form_of(const struct reading *r, uint32_t pronoun, const struct mention *m) {
    enum { NAME, SAME_PRONOUN, PRONOUN, DEFINITE, INDEFINITE, OWNED, BARE };
    if (m->is_pronoun) {
        static const char *const sets[] = {"he him his himself", "she her hers herself",
                                           "they them their theirs themselves", "it its itself"};
        for (int i = 0; i < 4; i++)
            if (lemma_in(r, pronoun, sets[i]) && lemma_in(r, m->head, sets[i]))
                return SAME_PRONOUN;
        return PRONOUN;
    }
    if (r->tokens[m->head].upos == UPOS_PROPN || r->tokens[m->head].name != NAME_NONE ||
        r->hit_at[m->head] != NONE)
        return NAME;
    if (child_with(r, m->head, DEP_nmod_poss) != NONE)
        return OWNED;
    uint32_t det = child_with(r, m->head, DEP_det);
    return lemma_in(r, det, "a an some") ? INDEFINITE : det != NONE ? DEFINITE : BARE;
}

/* How many mentions of its entity stand before the pronoun: 0, 1, 2, 3-4, 5-8, 9 and more. */
static uint8_t told_of(const struct reading *r, uint32_t pronoun, const struct mention *m) {
    static const uint8_t answer[] = {0, 1, 2, 3, 3, 4, 4, 4, 4, 5};
    if (m->entity == NONE)
        return 0;
    const struct person *p = &r->entities.items[m->entity];
    uint32_t n = 0;
    for (size_t i = 0; i < p->mentions.n && i < MENTIONS_SEEN && n < 9; i++)
        n += p->mentions.items[i].begin < r->tokens[pronoun].begin;
    return answer[n];
}

static uint8_t link_of(const struct reading *r, const struct anaphora *a, uint32_t t) {
    enum { APART, OWN_SUBJECT, UPPER_SUBJECT, SAYER, HEARER, INSIDE, BESIDE };
    if (r->sentence[t] != r->sentence[a->token])
        return APART;
    bool is_own = true;
    uint32_t up = r->tokens[a->token].head;
    for (int i = 0; i < CLIMB && up != NONE; i++, up = r->tokens[up].head) {
        if (up == t)
            return INSIDE;
        if (r->tokens[t].head == up) {
            enum part role = role_of(r, t);
            bool is_subject = role == PART_SUBJECT || role == PART_PASSIVE;
            bool is_told = is_verb(r, up) && (operators_of(r, up) & OP_REPORT);
            return !is_subject      ? is_told && role == PART_OBJECT ? HEARER : BESIDE
                   : t == a->likely ? SAYER
                   : is_own         ? OWN_SUBJECT
                                    : UPPER_SUBJECT;
        }
        is_own &= !is_verb(r, up);
    }
    return t == a->likely ? SAYER : APART;
}

static uint8_t quote_of(const struct reading *r, uint32_t pronoun, uint32_t t) {
    enum { NEITHER, BOTH, ANAPHOR, CANDIDATE, SPEAKER };
    bool of_pronoun = says_is_quoted(r, pronoun), of_candidate = says_is_quoted(r, t);
    if (of_pronoun && r->quote_depth_speaker[pronoun] == t)
        return SPEAKER;
    return of_pronoun ? of_candidate ? BOTH : ANAPHOR : of_candidate ? CANDIDATE : NEITHER;
}

/* The clause in which a token stands. */
static uint8_t clause_of(const struct reading *r, uint32_t t) {
    enum { MAIN, CONTENT, RELATIVE, ADVERBIAL, OTHER };
    for (int i = 0; i < CLIMB && t != NONE; i++, t = r->tokens[t].head)
        switch (deprel_basic((enum deprel)r->tokens[t].deprel)) {
        case DEP_root:
            return MAIN;
        case DEP_ccomp:
        case DEP_csubj:
            return CONTENT;
        case DEP_acl:
            return RELATIVE;
        case DEP_advcl:
            return ADVERBIAL;
        default:
            break;
        }
    return OTHER;
}

static bool is_saying(const struct reading *r, uint32_t pronoun) {
    uint32_t verb = r->tokens[pronoun].head;
    return verb != NONE && role_of(r, pronoun) == PART_SUBJECT && is_verb(r, verb) &&
           (operators_of(r, verb) & OP_REPORT);
}

static bool is_like(enum anaphor sort, enum sort_of_mention kind) {
    return sort == ANAPHOR_HE
               ? kind == KIND_PERSON
               : kind == KIND_PEOPLE || kind == KIND_GROUP || kind == KIND_ORGANISATION;
}

static uint8_t nearer(const struct reading *r, const struct anaphora *a, uint32_t index) {
    static const uint8_t answer[] = {0, 1, 2, 3, 4, 4, 5, 5, 5, 5, 6};
    uint32_t n = 0;
    for (uint32_t i = 0; i < index && n < 10; i++) {
        const struct mention *m = &r->mentions.items[r->mention_at[a->candidates[i]]];
        n += is_like(coref_sort(a), kind_of(r, m));
    }
    return answer[n];
}

static uint8_t parallel_of(enum part anaphor, enum part candidate) {
    enum { NO, SUBJECT, OBJECT, OWNER, OTHER };
    if (anaphor != candidate)
        return NO;
    return anaphor == PART_SUBJECT  ? SUBJECT
           : anaphor == PART_OBJECT ? OBJECT
           : anaphor == PART_OWNER  ? OWNER
                                    : OTHER;
}

static uint8_t name_of(const struct reading *r, uint32_t t) {
    switch ((enum name_kind)r->tokens[t].name) {
    case NAME_NONE:
        return 0;
    case NAME_PER:
        return 1;
    case NAME_ORG:
        return 2;
    case NAME_LOC:
        return 3;
    default:
        return 4;
    }
}

void coref_describe(const struct reading *r, const struct anaphora *a, uint32_t index,
                    struct coref_view *out) {
    uint32_t t = a->candidates[index], apart = r->sentence[a->token] - r->sentence[t];
    const struct mention *m = &r->mentions.items[r->mention_at[t]];
    enum part own = role_of(r, a->token), role = role_of(r, t);
    enum sort_of_mention kind = kind_of(r, m);
    uint8_t *answer = out->answer;
    memset(answer, ANSWER_NONE, sizeof out->answer);
    answer[ASK_DISTANCE] = (uint8_t)(apart < 5 ? apart : 5);
    answer[ASK_NEARER] = nearer(r, a, index);
    answer[ASK_ROLE] = (uint8_t)role;
    answer[ASK_ROLE_HERE] = apart == 0 ? (uint8_t)role : ANSWER_NONE;
    answer[ASK_ROLE_BEFORE] = apart == 1 ? (uint8_t)role : ANSWER_NONE;
    answer[ASK_PARALLEL] = parallel_of(own, role);
    answer[ASK_FORM] = form_of(r, a->token, m);
    answer[ASK_KIND] = (uint8_t)kind;
    answer[ASK_NUMBER] = number_of(r, m);
    answer[ASK_GENDER] = coref_agreement(r, a->token, m) > 0;
    answer[ASK_TOLD] = told_of(r, a->token, m);
    answer[ASK_LINK] = link_of(r, a, t);
    answer[ASK_QUOTE] = quote_of(r, a->token, t);
    answer[ASK_CLAUSE] = clause_of(r, t);
    answer[ASK_KNOWN] = !m->is_known ? 0 : m->is_default ? 1 : 2;
    answer[ASK_SAYING] = is_saying(r, a->token) ? (uint8_t)kind : ANSWER_NONE;
    answer[ASK_OWNING] = own == PART_OWNER ? (uint8_t)kind : ANSWER_NONE;
    answer[ASK_ANSWER] = coref_is_parallel(r, a->token, t)   ? 0
                         : coref_is_answered(r, a->token, t) ? 1
                                                             : ANSWER_NONE;
    answer[ASK_PLACE] = m->first > r->text->sentences[r->sentence[t]].first + 1;
    answer[ASK_NAME] = name_of(r, t);
}

float coref_weigh(const struct anaphora_weights *w, const struct coref_view *v) {
    float sum = 0;
    for (uint32_t q = 0; q < ANAPHORA_QUESTIONS; q++)
        if (v->answer[q] != ANSWER_NONE)
            sum += w->of[q][v->answer[q]];
    return sum;
}
