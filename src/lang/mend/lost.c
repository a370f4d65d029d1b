/* The main verb behind an insertion. "The chancellor, X, publicly | disagreed", "The minister, who
 * had proposed the measure, | apologised": the parser may let the insertion between subject and
 * verb run to the end of the sentence, so that the subject is left as the head of a sentence that
 * says nothing of it. But what ends in a full stop has a verb. Where the root is a noun without
 * copula and subject, the finite form right behind the comma that closes the insertion is that
 * verb, or the second past of "Officers who overthrew X | named Y"; the root is its subject. Nor is
 * the first past the verb where it tells of the noun before it and another one follows: "The father
 * of a teenager shot dead by police | demanded". Linear in the tokens but for the verbs that are
 * looked at, each of which costs a look at its sentence. */
#include "lang/irregular.h"
#include "lang/mend/parts.h"

/* Can the form be a past tense, whatever the tagger took it for? */
static bool is_past_form(const struct word_mender *m, uint32_t i) {
    const struct token *t = &m->tokens[i];
    if (t->upos != UPOS_VERB || str_ends(t->form, STR("ing")))
        return false;
    if (mend_is_tagged(m, i, "VBD") || str_ends(t->form, STR("ed")))
        return true;
    const struct irregular *verb = irregular_find(t->form);
    return verb && verb->is_past;
}

/* What hangs on a verb, as far as it tells whether it can head the sentence. */
struct lost_signs {
    bool has_subject, is_bound, is_passive, has_finite_auxiliary, has_auxiliary, has_object;
};

static struct lost_signs signs_of(const struct word_mender *m, uint32_t verb) {
    struct lost_signs s = {0};
    for (uint32_t k = m->first; k < m->last; k++) {
        const struct token *c = &m->tokens[k];
        if (c->head != verb)
            continue;
        enum deprel d = deprel_basic((enum deprel)c->deprel);
        s.has_subject |= d == DEP_nsubj || d == DEP_csubj || d == DEP_expl;
        s.is_bound |= k < verb && (d == DEP_mark || d == DEP_cop || d == DEP_cc);
        s.is_passive |= c->deprel == DEP_aux_pass;
        s.has_auxiliary |= d == DEP_aux;
        s.has_finite_auxiliary |= d == DEP_aux && mend_is_tagged(m, k, "VBD VBZ VBP MD");
        s.has_object |= k > verb && (d == DEP_obj || d == DEP_obl || d == DEP_compound_prt);
    }
    return s;
}

static bool is_finite_verb(const struct word_mender *m, uint32_t verb, const struct lost_signs *s) {
    if (s->has_auxiliary)
        return s->has_finite_auxiliary;
    return mend_is_tagged(m, verb, "VBZ") ||
           (is_past_form(m, verb) &&
            !(verb + 1 < m->last && str_is(m->tokens[verb + 1].form, "by")));
}

/* Where the group of a verb begins: its auxiliaries and the adverbs right before it. */
static uint32_t group_of(const struct word_mender *m, uint32_t verb) {
    uint32_t i = verb;
    while (i > m->first && m->tokens[i - 1].head == verb &&
           (m->tokens[i - 1].upos == UPOS_AUX || m->tokens[i - 1].upos == UPOS_ADV ||
            m->tokens[i - 1].upos == UPOS_PART))
        i--;
    return i;
}

/* "The chancellor, X, | disagreed": behind the comma that closes what another one opened. */
static bool closes_insertion(const struct word_mender *m, uint32_t root, uint32_t verb) {
    uint32_t begin = group_of(m, verb);
    if (begin < root + 3 || !str_is(m->tokens[begin - 1].form, ","))
        return false;
    for (uint32_t k = root + 1; k + 2 < begin; k++)
        if (str_is(m->tokens[k].form, ","))
            return true;
    return false;
}

/* "Officers who overthrew X | named Y": the second past behind a relative clause without commas. */
static bool follows_relative(const struct word_mender *m, uint32_t root, uint32_t verb) {
    const struct token *t = &m->tokens[verb];
    uint32_t relative = t->head;
    if (relative == TOKEN_NONE || relative <= root || relative >= verb ||
        !mend_is_tagged(m, verb, "VBD") || m->tokens[relative].deprel != DEP_acl_relcl ||
        m->tokens[relative].head != root || deprel_basic((enum deprel)t->deprel) == DEP_conj)
        return false;
    for (uint32_t k = root + 1; k < verb; k++)
        if (str_is(m->tokens[k].form, ","))
            return false;
    return true;
}

/* "Crowds | poured (acl) into the streets and embraced (conj of the noun) the soldiers". */
static bool is_joined_to_past(const struct word_mender *m, uint32_t root, uint32_t verb) {
    if (verb != root + 1 || m->tokens[verb].head != root)
        return false;
    for (uint32_t k = verb + 1; k < m->last; k++)
        if (m->tokens[k].head == root && m->tokens[k].deprel == DEP_conj &&
            mend_is_tagged(m, k, "VBD")) {
            m->tokens[k].head = verb;
            return true;
        }
    return false;
}

static bool is_day(const struct word_mender *m, uint32_t i) {
    return str_in(m->tokens[i].lemma, MEND_WEEKDAYS " today yesterday");
}

/* "Also Sunday, | X, who heads the group, escaped": who explains a day is the subject. */
static uint32_t subject_of(const struct word_mender *m, uint32_t root, uint32_t verb) {
    if (!is_day(m, root))
        return root;
    for (uint32_t k = root + 1; k < verb; k++) {
        if (m->tokens[k].head != root || m->tokens[k].deprel != DEP_appos)
            continue;
        mend_rehang(m, k + 1, verb, root, k);
        mend_hang(m, root, verb, DEP_obl);
        return k;
    }
    return root;
}

static bool crown(const struct word_mender *m, uint32_t verb, uint32_t root, bool is_passive) {
    struct token *t = &m->tokens[verb];
    uint32_t subject = subject_of(m, root, verb);
    t->head = TOKEN_NONE;
    t->deprel = DEP_root;
    mend_hang(m, subject, verb, is_passive ? DEP_nsubj_pass : DEP_nsubj);
    for (uint32_t k = verb + 1; k < m->last; k++) { /* what follows it hangs on nothing before it */
        if (m->tokens[k].head != TOKEN_NONE && m->tokens[k].head < verb)
            mend_hang_on_verb(m, k, verb);
    }
    if (!mend_is_tagged(m, verb, "VBN") || is_passive || signs_of(m, verb).has_auxiliary)
        return true;
    return mend_retag_lemma(m->g, m->arena, t, "VBD", UPOS_VERB);
}

static bool mend_root(const struct word_mender *m) {
    uint32_t root = m->first;
    while (root < m->last && m->tokens[root].head != TOKEN_NONE)
        root++;
    if (root == m->last || !mend_is_noun(&m->tokens[root]) ||
        !str_is(m->tokens[m->last - 1].form, "."))
        return true;
    struct lost_signs of_root = signs_of(m, root);
    if (of_root.has_subject || of_root.is_bound || of_root.has_auxiliary)
        return true;
    for (uint32_t v = root + 1; v < m->last; v++) {
        if (m->tokens[v].upos != UPOS_VERB)
            continue;
        struct lost_signs s = signs_of(m, v);
        if (s.has_subject || s.is_bound || !is_finite_verb(m, v, &s))
            continue;
        if (closes_insertion(m, root, v) || (s.has_object && follows_relative(m, root, v)) ||
            is_joined_to_past(m, root, v))
            return crown(m, v, root, s.is_passive);
    }
    return true;
}

/* "Took the oath, | asked (parataxis) for a truce and promised reforms": the middle one of three
 * deeds of one subject. */
static void mend_middle_verb(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t head = t->head;
    if (t->upos != UPOS_VERB || t->deprel != DEP_parataxis || head == TOKEN_NONE || head >= at ||
        t->xpos != m->tokens[head].xpos || !str_is(m->tokens[at - 1].form, ",") ||
        signs_of(m, at).has_subject)
        return;
    for (uint32_t last = at + 1; last < m->last; last++)
        if (m->tokens[last].head == at && m->tokens[last].deprel == DEP_conj &&
            m->tokens[last].upos == UPOS_VERB && !signs_of(m, last).has_subject)
            t->deprel = DEP_conj;
}

/* "Also on Monday (obl), | X (appos of the day), who leads the group, visited Y". */
static void mend_explained_day(const struct word_mender *m, uint32_t name) {
    struct token *t = &m->tokens[name];
    uint32_t day = t->head;
    if (t->deprel != DEP_appos || t->upos != UPOS_PROPN || day == TOKEN_NONE || !is_day(m, day) ||
        day > name || deprel_basic((enum deprel)m->tokens[day].deprel) != DEP_obl)
        return;
    uint32_t verb = m->tokens[day].head;
    if (verb == TOKEN_NONE || verb < name || signs_of(m, verb).has_subject)
        return;
    t->head = verb;
    t->deprel = signs_of(m, verb).is_passive ? DEP_nsubj_pass : DEP_nsubj;
}

/* "The office (nsubj) | voiced (amod) concern": what has a subject is no modifier. */
static bool mend_modifier(const struct word_mender *m, uint32_t verb) {
    struct token *t = &m->tokens[verb];
    uint32_t noun = t->head;
    if (t->upos != UPOS_VERB || t->deprel != DEP_amod || noun == TOKEN_NONE || noun < verb ||
        !is_past_form(m, verb))
        return true;
    struct lost_signs s = signs_of(m, verb);
    if (!s.has_subject || s.is_bound || s.has_auxiliary || s.has_object ||
        signs_of(m, noun).has_subject)
        return true;
    t->head = m->tokens[noun].head;
    t->deprel = m->tokens[noun].deprel;
    mend_hang(m, noun, verb, DEP_obj);
    for (uint32_t k = m->first; k < m->last; k++) {
        struct token *c = &m->tokens[k];
        bool is_left = k < verb && c->head == noun;
        bool is_mark = c->head == noun && c->deprel == DEP_punct;
        if (is_left || is_mark)
            c->head = verb;
    }
    return mend_retag_lemma(m->g, m->arena, t, "VBD", UPOS_VERB);
}

/* A verb of what is done to somebody, and never without him. */
static bool is_done_upon(const struct token *verb) {
    return str_in(
        verb->lemma,
        "shoot kidnap abduct torture beat bomb hit arrest detain jail imprison kill wound "
        "capture seize hold hack behead rape murder assassinate attack target sentence "
        "convict deport expel exile injure poison execute stab strike shell accuse charge "
        "suspect sack oust depose free rescue evict displace raid storm burn loot");
}

/* The finite verb that hangs on a past, or over it, and lacks a subject of its own before it;
 * TOKEN_NONE. */
static uint32_t verb_behind_reduced(const struct word_mender *m, uint32_t past) {
    for (uint32_t k = past + 1; k < m->last; k++) {
        const struct token *t = &m->tokens[k];
        if (t->upos == UPOS_PUNCT && !str_is(t->form, "-"))
            return TOKEN_NONE;
        if (t->upos != UPOS_VERB && t->upos != UPOS_ADJ && t->upos != UPOS_NOUN)
            continue;
        enum deprel d = deprel_basic((enum deprel)t->deprel);
        bool is_loose = t->head == past && (d == DEP_advcl || d == DEP_ccomp || d == DEP_xcomp ||
                                            d == DEP_parataxis || d == DEP_dep);
        bool is_over = m->tokens[past].head == k && m->tokens[past].deprel == DEP_csubj;
        struct lost_signs s = signs_of(m, k);
        uint32_t own = mend_child(m, k, DEP_nsubj); /* "vowed | revenge (nsubj)" */
        bool has_own = s.has_subject && !is_over && !(own != TOKEN_NONE && own > k);
        bool is_verb = t->upos == UPOS_VERB && is_finite_verb(m, k, &s) && !s.is_bound;
        if ((is_loose || is_over) && is_verb && !(has_own && d != DEP_root))
            return group_of(m, k) > past + 1 ? k : TOKEN_NONE;
    }
    return TOKEN_NONE;
}

/* "A woman | beaten (VBD) by police | sparked (amod) protests (obj of beaten)": the modifier is the
 * verb, and the object its own. */
static void free_modifier(const struct word_mender *m, uint32_t past) {
    uint32_t object = mend_child(m, past, DEP_obj);
    uint32_t agent = mend_child(m, past, DEP_obl_agent);
    if (object == TOKEN_NONE || agent == TOKEN_NONE || agent > object || agent < past)
        return;
    for (uint32_t k = agent + 1; k < object; k++)
        if (m->tokens[k].head == object && m->tokens[k].deprel == DEP_amod &&
            m->tokens[k].upos == UPOS_VERB && is_past_form(m, k)) {
            mend_hang(m, k, past, DEP_advcl);
            mend_hang(m, object, k, DEP_obj);
            return;
        }
}

/* Does a word hang on another one, whatever stands between? */
static bool is_under(const struct word_mender *m, uint32_t word, uint32_t head) {
    enum { DEEPEST = 8 };
    for (int steps = 0; steps < DEEPEST && word != TOKEN_NONE && word != head; steps++)
        word = m->tokens[word].head;
    return word == head;
}

/* "The father of a teenager | shot (VBD) dead by police | demanded (advcl) an inquiry": a past
 * without an object before a finite verb without a subject tells of the noun right before it. */
static bool mend_reduced(const struct word_mender *m, uint32_t past) {
    struct token *t = &m->tokens[past];
    if (t->upos != UPOS_VERB || !mend_is_tagged(m, past, "VBD VBN") || !is_done_upon(t) ||
        past < m->first + 2 || !mend_is_noun(&m->tokens[past - 1]))
        return true;
    free_modifier(m, past);
    if (mend_child(m, past, DEP_obj) != TOKEN_NONE)
        return true;
    struct lost_signs own = signs_of(m, past);
    uint32_t subject = mend_child(m, past, DEP_nsubj);
    if (own.is_bound || own.has_auxiliary || own.is_passive || subject == TOKEN_NONE ||
        subject > past)
        return true;
    uint32_t verb = verb_behind_reduced(m, past);
    if (verb == TOKEN_NONE)
        return true;
    bool is_passive = signs_of(m, verb).is_passive;
    uint32_t late = mend_child(m, verb, DEP_nsubj);
    if (late != TOKEN_NONE && late > verb)
        m->tokens[late].deprel = DEP_obj;
    if (t->head != verb) {
        m->tokens[verb].head = t->head;
        m->tokens[verb].deprel = t->deprel;
    }
    for (uint32_t k = m->first; k < m->last; k++)
        if (m->tokens[k].head == past && (k > verb || k < subject))
            m->tokens[k].head = verb;
    mend_hang(m, subject, verb, is_passive ? DEP_nsubj_pass : DEP_nsubj);
    uint32_t noun = mend_begin_of_name(m, past - 1);
    mend_hang(m, past, is_under(m, noun, past) ? subject : noun, DEP_acl);
    for (uint32_t k = past + 2; k < verb; k++) { /* "shot dead (xcomp) | by police" */
        uint32_t state = m->tokens[k].head, by = mend_child(m, k, DEP_case);
        if (state != TOKEN_NONE && state > past && state < k && m->tokens[state].head == past &&
            m->tokens[state].upos == UPOS_ADJ && by != TOKEN_NONE &&
            str_is(m->tokens[by].form, "by"))
            mend_hang(m, k, past, DEP_obl_agent);
    }
    mend_retag(m->g, t, "VBN", UPOS_VERB);
    bool is_bare =
        mend_is_tagged(m, verb, "VBN") && !signs_of(m, verb).has_auxiliary && !is_passive;
    return !is_bare || mend_retag_lemma(m->g, m->arena, &m->tokens[verb], "VBD", UPOS_VERB);
}

static bool mend_sentence(const struct word_mender *m) {
    for (uint32_t i = m->first + 1; i < m->last; i++)
        if (!mend_reduced(m, i))
            return false;
    for (uint32_t i = m->first + 1; i < m->last; i++) {
        mend_middle_verb(m, i);
        mend_explained_day(m, i);
        if (!mend_modifier(m, i))
            return false;
    }
    return mend_root(m);
}

bool mend_lost(const struct tagger *g, struct arena *a, struct text *t) {
    return mend_each_sentence(g, a, t, LONGEST_MENDED, mend_sentence);
}
