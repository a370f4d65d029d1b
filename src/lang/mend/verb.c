/* The tagger takes a verb for a noun where the two have one form ("the agency quotes an official",
 * "they will resume talks"), and the parser, which sees its arguments, still hangs subject and
 * object on it. So what is tagged a noun, has a subject and no copula, article, adjective or
 * preposition of its own, is a verb. And a participle right behind an auxiliary modifies no noun:
 * "has banned poultry imports" — the noun is its object; and right behind a modal stands a verb, be
 * it "free" or "clear". A gerund with a noun for its modifier is a noun. Linear in the tokens but
 * for the few that are mended. */
#include "lang/mend/parts.h"

static bool is_small(str form) {
    return form.n > 2 && form.p[0] >= 'a' && form.p[0] <= 'z';
}

/* What the token governs, as far as it tells a verb from a noun. */
struct signs {
    bool has_subject, has_object, has_noun_part, has_case, has_modal, has_have, has_be, has_to;
    uint32_t compound; /* the last noun before it that the tree takes for its modifier */
};

static struct signs signs_of(const struct word_mender *m, uint32_t at) {
    struct signs s = {.compound = TOKEN_NONE};
    for (uint32_t k = m->first; k < m->last; k++) {
        const struct token *t = &m->tokens[k];
        if (t->head != at)
            continue;
        enum deprel d = (enum deprel)t->deprel;
        s.has_subject |= k < at && d == DEP_nsubj && t->upos != UPOS_VERB;
        s.has_case |= d == DEP_case || d == DEP_cop;
        s.has_noun_part |= d == DEP_cop || d == DEP_det || d == DEP_amod || d == DEP_case ||
                           d == DEP_nummod || d == DEP_compound || d == DEP_nmod_poss ||
                           d == DEP_flat || (d == DEP_conj && mend_is_noun(t));
        s.has_object |= k > at && d == DEP_obj;
        s.has_to |= k + 1 == at && d == DEP_mark && str_is(t->lemma, "to");
        if (k < at && d == DEP_compound && mend_is_noun(t))
            s.compound = k;
        if (d == DEP_aux && t->upos == UPOS_AUX && k < at) {
            s.has_have |= str_is(t->lemma, "have");
            s.has_be |= str_is(t->lemma, "be");
            s.has_modal |= !str_is(t->lemma, "have") && !str_is(t->lemma, "be");
        }
    }
    return s;
}

static const char *form_of(const struct signs *s, str form) {
    if (s->has_modal || s->has_to)
        return "VB";
    if (s->has_have)
        return "VBN";
    if (s->has_be)
        return str_ends(form, STR("ing")) ? "VBG" : "VBN";
    if (str_ends(form, STR("ed")))
        return "VBD";
    return str_ends(form, STR("s")) ? "VBZ" : "VBP";
}

/* "The news agency | quotes an official": what stood before the noun is the phrase of its subject.
 */
static void give_subject(const struct word_mender *m, uint32_t verb, uint32_t subject) {
    for (uint32_t k = m->first; k < subject; k++) {
        struct token *t = &m->tokens[k];
        enum deprel d = (enum deprel)t->deprel;
        if (t->head == verb && (d == DEP_det || d == DEP_amod || d == DEP_compound ||
                                d == DEP_nmod_poss || d == DEP_nummod))
            t->head = subject;
    }
    m->tokens[subject].deprel = DEP_nsubj;
}

static bool mend_noun_tag(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    enum deprel d = (enum deprel)t->deprel;
    bool is_predicate = d == DEP_root || d == DEP_acl || d == DEP_ccomp || d == DEP_advcl ||
                        d == DEP_conj || d == DEP_parataxis || d == DEP_acl_relcl || d == DEP_xcomp;
    if (!mend_is_noun(t) || !is_small(t->form) || !is_predicate)
        return true;
    struct signs s = signs_of(m, at);
    if (s.has_noun_part && d == DEP_root && s.has_object && s.compound != TOKEN_NONE &&
        s.compound + 1 == at && !s.has_case)
        give_subject(m, at, s.compound);
    else if (s.has_noun_part || !(s.has_subject || (s.has_to && s.has_object)))
        return true;
    for (uint32_t k = at + 1; k < m->last; k++) { /* what a noun has becomes what a verb has */
        struct token *c = &m->tokens[k];
        if (c->head != at)
            continue;
        if (c->deprel == DEP_nmod)
            c->deprel = DEP_obl;
        else if (c->deprel == DEP_advmod && c->upos == UPOS_ADJ)
            c->deprel = DEP_obj; /* "control much of" */
    }
    return mend_retag_lemma(m->g, m->arena, t, form_of(&s, t->form), UPOS_VERB);
}

/* "Officials say aircraft attacked (VBN)": a participle with a subject and no auxiliary is a past
 * tense. */
static void mend_past(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    enum deprel d = (enum deprel)t->deprel;
    bool is_clause = d == DEP_root || d == DEP_ccomp || d == DEP_advcl || d == DEP_acl_relcl ||
                     d == DEP_parataxis;
    if (t->upos != UPOS_VERB || !is_clause || !mend_is_tagged(m, at, "VBN"))
        return;
    bool has_subject = false, has_object = false;
    struct token *filler = NULL; /* "says it captured": an "it" that acts is no expletive */
    for (uint32_t k = m->first; k < m->last; k++) {
        struct token *c = &m->tokens[k];
        if (c->head != at)
            continue;
        if (deprel_basic((enum deprel)c->deprel) == DEP_aux || c->deprel == DEP_cop ||
            c->deprel == DEP_nsubj_pass)
            return;
        has_subject |= k < at && c->deprel == DEP_nsubj;
        has_object |= k > at && c->deprel == DEP_obj;
        if (k < at && c->deprel == DEP_expl)
            filler = c;
    }
    if (filler && has_object && !has_subject) {
        filler->deprel = DEP_nsubj;
        has_subject = true;
    }
    if (has_subject)
        mend_retag(m->g, t, "VBD", UPOS_VERB);
}

/* "Supplies were (cop) flown to Beirut": what stands by a participle is its auxiliary. */
static void mend_passive(const struct word_mender *m, uint32_t at) {
    const struct token *t = &m->tokens[at];
    if (t->upos != UPOS_VERB || !mend_is_tagged(m, at, "VBN"))
        return;
    uint32_t copula = TOKEN_NONE, subject = TOKEN_NONE;
    for (uint32_t k = m->first; k < m->last; k++) {
        const struct token *c = &m->tokens[k];
        if (c->head != at)
            continue;
        if (c->deprel == DEP_obj || deprel_basic((enum deprel)c->deprel) == DEP_aux)
            return;
        if (c->deprel == DEP_cop && k < at)
            copula = k;
        if (c->deprel == DEP_nsubj && k < at)
            subject = k;
    }
    if (copula == TOKEN_NONE || !str_is(m->tokens[copula].lemma, "be"))
        return;
    m->tokens[copula].deprel = DEP_aux_pass;
    if (subject != TOKEN_NONE)
        m->tokens[subject].deprel = DEP_nsubj_pass;
}

/* "Has banned (amod) poultry imports": the participle takes the noun's place. */
static void mend_participle(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (t->upos != UPOS_VERB || t->deprel != DEP_amod || at == m->first || t->head <= at ||
        t->head == TOKEN_NONE || m->tokens[at - 1].upos != UPOS_AUX)
        return;
    uint32_t noun = t->head;
    for (int i = 0; i < 3 && m->tokens[noun].deprel == DEP_compound &&
                    m->tokens[noun].head > noun && m->tokens[noun].head != TOKEN_NONE;
         i++)
        noun = m->tokens[noun].head;
    struct signs s = signs_of(m, noun);
    if (!s.has_subject)
        return;
    t->head = m->tokens[noun].head;
    t->deprel = m->tokens[noun].deprel;
    mend_hang(m, noun, at, DEP_obj);
    for (uint32_t k = m->first; k < m->last; k++) {
        struct token *c = &m->tokens[k];
        if (c->head != noun || k == at)
            continue;
        enum deprel d = (enum deprel)c->deprel;
        bool is_of_clause = k < at || d == DEP_advcl || d == DEP_punct || d == DEP_parataxis ||
                            deprel_basic(d) == DEP_obl || d == DEP_ccomp;
        if (is_of_clause)
            c->head = at;
    }
}

/* "Said police | seized (amod) weapons": what is said is a clause; the noun before the participle
 * is its subject, the one behind it its object. */
static void mend_said(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t noun = t->head;
    if (t->upos != UPOS_VERB || t->deprel != DEP_amod || at == m->first || noun == TOKEN_NONE ||
        noun <= at)
        return;
    struct token *object = &m->tokens[noun], *subject = &m->tokens[at - 1];
    bool is_said =
        object->head < at && /* a noun is no claim, and nobody "said materials" */
        (object->deprel == DEP_ccomp ||
         (object->deprel == DEP_obj && str_in(m->tokens[object->head].lemma, "say claim")));
    if (!is_said || !mend_is_noun(object) || !mend_is_noun(subject) || subject->head != noun ||
        (subject->deprel != DEP_compound && subject->deprel != DEP_nmod_poss))
        return;
    t->head = object->head;
    t->deprel = DEP_ccomp;
    mend_retag(m->g, t, "VBD", UPOS_VERB);
    mend_rehang(m, m->first, at, noun, at - 1); /* what stood before the subject is its phrase */
    object->head = at;
    object->deprel = DEP_obj;
    subject->head = at;
    subject->deprel = DEP_nsubj;
}

/* "Broke up rioting (VBG) by students": with an agent and no object it is a noun. */
static bool mend_deed(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (t->upos != UPOS_VERB || !str_ends(t->form, STR("ing")) || at + 2 >= m->last ||
        (t->deprel != DEP_xcomp && t->deprel != DEP_obj) || t->head == TOKEN_NONE ||
        t->head >= at || m->tokens[t->head].upos != UPOS_VERB ||
        !str_is(m->tokens[at + 1].form, "by"))
        return true;
    uint32_t agent = TOKEN_NONE;
    struct signs s = signs_of(m, at);
    for (uint32_t k = at + 2; k < m->last && agent == TOKEN_NONE; k++)
        if (m->tokens[k].head == at && m->tokens[at + 1].head == k && mend_is_noun(&m->tokens[k]))
            agent = k;
    if (agent == TOKEN_NONE || s.has_object || s.has_subject)
        return true;
    m->tokens[agent].deprel = DEP_nmod;
    t->deprel = DEP_obj;
    return mend_retag_lemma(m->g, m->arena, t, "NN", UPOS_NOUN);
}

/* A word in -ed that the tagger never met and took for an adjective. */
static bool is_unknown_participle(const struct word_mender *m, const struct token *t) {
    if (t->upos != UPOS_ADJ || !is_small(t->form) || !str_ends(t->form, STR("ed")))
        return false;
    struct word_view view;
    word_view_make(t->form, false, &view);
    word_view_look_up(&m->g->lexicon, &view);
    return view.known == NULL;
}

static bool make_past(const struct word_mender *m, struct token *t) {
    return mend_retag_lemma(m->g, m->arena, t, "VBD", UPOS_VERB);
}

/* The finite verb with a subject nearest before a token, TOKEN_NONE. */
static uint32_t clause_before(const struct word_mender *m, uint32_t at) {
    for (uint32_t v = at; v-- > m->first;)
        if (m->tokens[v].upos == UPOS_VERB && signs_of(m, v).has_subject)
            return v;
    return TOKEN_NONE;
}

/* The bare noun phrase behind a verb that was taken for an adjective is its object. */
static void give_object(const struct word_mender *m, uint32_t verb) {
    for (uint32_t k = verb + 1; k < m->last; k++) {
        struct token *c = &m->tokens[k];
        bool is_oblique = c->deprel == DEP_obl || c->deprel == DEP_nmod;
        if (c->head == verb && c->deprel == DEP_obj)
            return;
        if (c->head == verb && mend_is_noun(c) && is_oblique && !signs_of(m, k).has_case) {
            c->deprel = DEP_obj;
            return;
        }
    }
}

/* "It would free (ADJ) ten hostages": right behind a modal stands a verb. */
static bool mend_bare(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (t->upos != UPOS_ADJ || !is_small(t->form) || at == m->first ||
        m->tokens[at - 1].upos != UPOS_AUX || m->tokens[at - 1].head != at)
        return true;
    struct signs s = signs_of(m, at);
    if (!s.has_modal || s.has_be || s.has_have || s.has_case)
        return true;
    give_object(m, at);
    return mend_retag_lemma(m->g, m->arena, t, "VB", UPOS_VERB);
}

/* "Reopened the Kerem Shalom | crossing (VBG)": with a name for its modifier it is a noun. */
static bool mend_gerund(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (t->upos != UPOS_VERB || !str_ends(t->form, STR("ing")) || at == m->first)
        return true;
    struct token *before = &m->tokens[at - 1];
    bool is_part =
        before->head == at && mend_is_noun(before) &&
        (before->deprel == DEP_compound || (before->deprel == DEP_nsubj && t->deprel == DEP_obj));
    bool are_twins = before->upos == UPOS_PROPN && before->deprel == DEP_obj &&
                     t->deprel == DEP_obj && before->head == t->head;
    if (are_twins) { /* one object, and not two */
        for (uint32_t k = m->first; k < at - 1; k++)
            m->tokens[k].head = m->tokens[k].head == at - 1 ? at : m->tokens[k].head;
        before->head = at;
        is_part = true;
    }
    struct signs s = signs_of(m, at);
    if (!is_part || s.has_object || s.has_be || s.has_modal || s.has_have)
        return true;
    before->deprel = DEP_compound;
    if (t->deprel == DEP_xcomp || t->deprel == DEP_ccomp)
        t->deprel = DEP_obj;
    return mend_retag_lemma(m->g, m->arena, t, "NN", UPOS_NOUN);
}

/* "Pressed Berlin to | deliver (compound) tanks": behind "to" stands no part of a noun phrase. */
static void mend_infinitive(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t noun = t->head;
    bool is_part = t->upos == UPOS_VERB && noun != TOKEN_NONE && noun > at && at > m->first &&
                   (t->deprel == DEP_compound || t->deprel == DEP_amod) &&
                   mend_is_tagged(m, at, "VB");
    if (!is_part || m->tokens[at - 1].upos != UPOS_PART || !str_is(m->tokens[at - 1].lemma, "to"))
        return;
    uint32_t verb = m->tokens[noun].head;
    if (verb == TOKEN_NONE || verb >= at || m->tokens[verb].upos != UPOS_VERB)
        return;
    t->head = verb;
    t->deprel = DEP_xcomp;
    mend_hang(m, at - 1, at, DEP_mark);
    mend_hang(m, noun, at, DEP_obj);
}

/* "The government shut (ADJ) 130 papers": what has a subject and an object is a verb. */
static bool mend_transitive(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (t->upos != UPOS_ADJ || !str_in(t->lemma, "shut cut set hit free"))
        return true;
    struct signs s = signs_of(m, at);
    return !s.has_subject || !s.has_object || s.has_case || make_past(m, t);
}

/* "Lawmakers ousted (ADJ) the president", "stormed the hall, smashed (ADJ) windows". */
static bool mend_unknown(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (!is_unknown_participle(m, t))
        return true;
    struct signs s = signs_of(m, at);
    if (t->deprel != DEP_amod && s.has_subject && !s.has_case) {
        give_object(m, at);
        return make_past(m, t);
    }
    bool is_listed = t->deprel == DEP_amod && t->head != TOKEN_NONE && t->head > at && at >= 2 &&
                     at - 2 >= m->first && str_is(m->tokens[at - 1].form, ",") &&
                     m->tokens[at - 2].upos != UPOS_ADJ;
    uint32_t verb = is_listed ? clause_before(m, at) : TOKEN_NONE;
    if (verb == TOKEN_NONE)
        return true;
    struct token *object = &m->tokens[t->head];
    t->head = verb;
    t->deprel = DEP_conj;
    object->head = at;
    object->deprel = DEP_obj;
    return make_past(m, t);
}

static bool mend_word(const struct word_mender *m, uint32_t i) {
    if (!mend_noun_tag(m, i) || !mend_unknown(m, i) || !mend_bare(m, i) || !mend_gerund(m, i) ||
        !mend_transitive(m, i))
        return false;
    mend_said(m, i);
    if (!mend_deed(m, i))
        return false;
    mend_infinitive(m, i);
    mend_participle(m, i);
    mend_past(m, i);
    mend_passive(m, i);
    return true;
}

bool mend_verbs(const struct tagger *g, struct arena *a, struct text *t) {
    return mend_each_word(g, a, t, UINT32_MAX, mend_word);
}
