/* Clauses that a conjunction opens or nothing joins. Of "after a militant attack late Thursday
 * killed six", "when forces loyal to X opened fire", "as fierce fighting over X entered a second
 * week" a greedy parser may close the clause too early: it hangs the noun on the clause before as
 * if the conjunction were a preposition, or takes an adjective or a gerund for the verb, and the
 * finite verb is left without a subject. But a finite verb that no "and" and no relative word binds
 * has one, and behind a conjunction it is what stands between the two. Linear in the tokens but for
 * verbs without a subject. */
#include "lang/mend/parts.h"

enum { LONGEST_SUBJECT = 18 }; /* tokens between a conjunction and its verb */

#define CONJUNCTIONS "after before since until as when while because once although though"

struct verb_signs {
    bool is_finite, is_passive, is_bound, has_subject;
};

static struct verb_signs signs_of(const struct word_mender *m, uint32_t verb) {
    struct verb_signs s = {.is_finite = mend_is_finite(m, verb)};
    for (uint32_t k = m->first; k < m->last; k++) {
        const struct token *c = &m->tokens[k];
        if (c->head != verb)
            continue;
        enum deprel d = deprel_basic((enum deprel)c->deprel);
        if (d == DEP_aux)
            s.is_finite = mend_is_finite(m, k) || mend_is_tagged(m, k, "MD");
        s.is_passive |= c->deprel == DEP_aux_pass;
        s.has_subject |= d == DEP_nsubj || d == DEP_csubj || d == DEP_expl;
        s.is_bound |= d == DEP_cc || d == DEP_mark || d == DEP_cop ||
                      str_in(c->lemma, "who which that what whose where how");
    }
    return s;
}

/* The conjunction that opens the clause of a verb, with nothing but its subject's phrase between
 * the two; TOKEN_NONE. */
static uint32_t conjunction_of(const struct word_mender *m, uint32_t verb) {
    uint32_t commas = 0;
    for (uint32_t k = verb; k-- > m->first && k + LONGEST_SUBJECT > verb;) {
        const struct token *t = &m->tokens[k];
        if (str_is(t->form, ","))
            commas++;
        else if (t->upos == UPOS_PUNCT && !str_is(t->form, "-"))
            return TOKEN_NONE;
        else if (mend_is_finite(m, k) || mend_is_tagged(m, k, "MD TO"))
            if (t->head != verb)
                return TOKEN_NONE;
        if (k + 1 == verb || !str_in(t->form, CONJUNCTIONS))
            continue;
        bool is_compared = k > m->first && str_in(m->tokens[k - 1].form, "such well soon many much "
                                                                         "long far as same");
        const struct token *next = &m->tokens[k + 1];
        bool is_phrase = next->upos != UPOS_VERB && next->upos != UPOS_AUX &&
                         !str_in(next->form, "many much few well part of");
        return !is_compared && is_phrase && commas % 2 == 0 ? k : TOKEN_NONE;
    }
    return TOKEN_NONE;
}

/* "As fierce (nsubj) | fighting (VBG) over X | entered": a gerund that was taken for the verb of
 * the clause and has but the word before it for a subject is a noun. */
static bool is_named_deed(const struct word_mender *m, uint32_t at) {
    uint32_t subject = mend_is_tagged(m, at, "VBG") ? mend_child(m, at, DEP_nsubj) : TOKEN_NONE;
    return subject != TOKEN_NONE && subject + 1 == at && m->tokens[at].deprel == DEP_advcl &&
           mend_child(m, at, DEP_obj) == TOKEN_NONE && mend_child(m, at, DEP_aux) == TOKEN_NONE;
}

static bool make_noun(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    m->tokens[mend_child(m, at, DEP_nsubj)].deprel = DEP_compound;
    return mend_retag_lemma(m->g, m->arena, t, "NN", UPOS_NOUN);
}

/* The first noun between the two that hangs on what stands outside: the subject. */
static uint32_t subject_between(const struct word_mender *m, uint32_t mark, uint32_t verb) {
    for (uint32_t k = mark + 1; k < verb; k++) {
        const struct token *t = &m->tokens[k];
        bool is_nominal = mend_is_noun(t) || t->upos == UPOS_PRON || t->upos == UPOS_NUM;
        bool is_inside = t->head != TOKEN_NONE && t->head > mark && t->head < verb;
        if (!is_inside && is_named_deed(m, k))
            return k;
        if (is_nominal && !is_inside && t->deprel != DEP_nmod_poss && t->deprel != DEP_punct)
            return k;
    }
    return TOKEN_NONE;
}

/* The verb before the conjunction that the clause belongs to. */
static uint32_t verb_above(const struct word_mender *m, uint32_t from, uint32_t mark) {
    for (int i = 0; i < 12 && from != TOKEN_NONE; i++, from = m->tokens[from].head)
        if (from < mark && m->tokens[from].upos == UPOS_VERB)
            return from;
    return TOKEN_NONE;
}

/* "A raid there (expl) | killed six": behind a noun it is a place, and the noun may be the subject.
 */
static void free_there(const struct word_mender *m, uint32_t verb) {
    if (verb < m->first + 2)
        return;
    struct token *there = &m->tokens[verb - 1];
    if (there->deprel == DEP_expl && there->head == verb && str_is(there->form, "there") &&
        mend_is_noun(there - 1))
        there->deprel = DEP_advmod;
}

/* "After a militant attack (obl) late Thursday | killed (conj) six". */
static bool mend_marked(const struct word_mender *m, uint32_t verb) {
    struct token *v = &m->tokens[verb];
    if (v->head == TOKEN_NONE || v->head > verb)
        return true;
    free_there(m, verb);
    struct verb_signs s = signs_of(m, verb);
    if (!s.is_finite || s.is_bound || s.has_subject)
        return true;
    if (verb + 1 < m->last && str_is(m->tokens[verb + 1].form, "by") && !s.is_passive)
        return true; /* "the attack claimed (VBD) by" */
    uint32_t mark = conjunction_of(m, verb);
    uint32_t subject = mark == TOKEN_NONE ? TOKEN_NONE : subject_between(m, mark, verb);
    bool is_oblique = subject != TOKEN_NONE && m->tokens[subject].head == verb &&
                      m->tokens[subject].deprel == DEP_obl && m->tokens[mark].head == subject &&
                      verb < subject + 4; /* "after an attack (obl of killed) | killed six" */
    if (subject == TOKEN_NONE || (m->tokens[subject].head == verb && !is_oblique))
        return true;
    uint32_t above = verb_above(m, m->tokens[subject].head, mark);
    if (above == TOKEN_NONE)
        above = verb_above(m, v->head, mark);
    if (above == TOKEN_NONE || m->tokens[mark].head == TOKEN_NONE)
        return true;
    for (uint32_t k = subject + 1; k < verb; k++) /* the rest of the phrase is the clause's */
        if (m->tokens[k].head != TOKEN_NONE && m->tokens[k].head < mark)
            m->tokens[k].head = verb;
    v->head = above;
    v->deprel = DEP_advcl;
    m->tokens[mark].head = verb;
    m->tokens[mark].deprel =
        str_in(m->tokens[mark].form, "when while once") ? DEP_advmod : DEP_mark;
    m->tokens[subject].head = verb;
    bool is_deed = is_named_deed(m, subject);
    m->tokens[subject].deprel = s.is_passive ? DEP_nsubj_pass : DEP_nsubj;
    return !is_deed || make_noun(m, subject);
}

/* Was an adjective or a gerund taken for a verb: has it a subject, and neither copula nor
 * auxiliary? */
static bool is_pseudo_verb(const struct word_mender *m, uint32_t at) {
    const struct token *p = &m->tokens[at];
    if ((p->upos != UPOS_ADJ && !mend_is_tagged(m, at, "VBG")) || p->head == TOKEN_NONE)
        return false;
    uint32_t subject = mend_child(m, at, DEP_nsubj);
    return subject != TOKEN_NONE && subject < at && mend_child(m, at, DEP_cop) == TOKEN_NONE &&
           mend_child(m, at, DEP_aux) == TOKEN_NONE;
}

/* The pseudo verb right before a verb that nothing joins to the clause; TOKEN_NONE. */
static uint32_t pseudo_verb_before(const struct word_mender *m, uint32_t verb) {
    uint32_t head = m->tokens[verb].head;
    for (uint32_t k = verb; k-- > head;) {
        const struct token *t = &m->tokens[k];
        bool is_mark = t->upos == UPOS_PUNCT && !str_in(t->form, "- \" \xE2\x80\x9C \xE2\x80\x9D");
        if (t->upos == UPOS_CCONJ || is_mark)
            return TOKEN_NONE;
        if ((k == head || t->head == head) && is_pseudo_verb(m, k))
            return k;
    }
    return TOKEN_NONE;
}

/* "When forces (nsubj) | loyal (advcl) to X | opened (conj) fire", "as fierce (nsubj) | fighting
 * (advcl) over X | entered (conj)": nothing joins the verb to what was taken for one. */
static bool mend_pseudo_verb(const struct word_mender *m, uint32_t verb) {
    struct token *v = &m->tokens[verb];
    if (v->deprel != DEP_conj || v->head == TOKEN_NONE || v->head > verb)
        return true;
    uint32_t lost = pseudo_verb_before(m, verb);
    if (lost == TOKEN_NONE)
        return true;
    struct verb_signs own = signs_of(m, verb);
    if (!own.is_finite || own.is_bound || own.has_subject)
        return true;
    struct token *p = &m->tokens[lost];
    uint32_t subject = mend_child(m, lost, DEP_nsubj);
    bool is_name = mend_is_tagged(m, lost, "VBG") && subject + 1 == lost &&
                   mend_child(m, lost, DEP_obj) == TOKEN_NONE;
    uint32_t noun = is_name ? lost : subject;
    v->head = p->head;
    v->deprel = p->deprel;
    for (uint32_t k = m->first; k < m->last; k++) { /* what opens the clause is the verb's */
        struct token *c = &m->tokens[k];
        enum deprel d = (enum deprel)c->deprel;
        bool is_opening = k < noun && (d == DEP_mark || d == DEP_advmod || d == DEP_punct);
        if (c->head == lost && k != subject && (k > verb || is_opening))
            c->head = verb;
    }
    mend_hang(m, noun, verb, own.is_passive ? DEP_nsubj_pass : DEP_nsubj);
    if (is_name)
        return make_noun(m, lost);
    p->head = subject;
    p->deprel = p->upos == UPOS_ADJ ? DEP_amod : DEP_acl;
    return true;
}

/* "The UN says 350,000 people face hunger and has pleaded (conj of face)": a third person singular
 * does not share a subject in the plural. */
static void mend_number(const struct word_mender *m, uint32_t verb) {
    struct token *v = &m->tokens[verb];
    uint32_t beside = v->head, sign = verb;
    if (v->deprel != DEP_conj || beside == TOKEN_NONE || beside > verb ||
        signs_of(m, verb).has_subject)
        return;
    for (uint32_t k = verb; k-- > beside;)
        if (m->tokens[k].head == verb && m->tokens[k].upos == UPOS_AUX)
            sign = k;
    uint32_t subject = mend_child(m, beside, DEP_nsubj), above = m->tokens[beside].head;
    if (!mend_is_tagged(m, sign, "VBZ") || subject == TOKEN_NONE || above == TOKEN_NONE ||
        above > beside || m->tokens[beside].deprel != DEP_ccomp || !mend_is_tagged(m, above, "VBZ"))
        return;
    bool is_plural = mend_is_tagged(m, subject, "NNS") || mend_is_tagged(m, beside, "VBP");
    if (is_plural && mend_child(m, above, DEP_nsubj) != TOKEN_NONE)
        v->head = above;
}

/* "Two days after gunmen stormed (VBN) across the border": nobody is stormed across it; the
 * participle behind the noun is the verb of what "after" opens. */
static void mend_motion(const struct word_mender *m, uint32_t verb) {
    struct token *v = &m->tokens[verb];
    uint32_t noun = v->head;
    if (verb < m->first + 2 || verb + 1 >= m->last || v->deprel != DEP_acl || noun + 1 != verb ||
        !mend_is_tagged(m, verb, "VBN VBD") || !mend_is_noun(&m->tokens[noun]) ||
        !str_in(m->tokens[verb + 1].form, "across into through onto toward towards past"))
        return;
    uint32_t begin = noun, mark = TOKEN_NONE;
    while (begin > m->first && m->tokens[begin - 1].head == noun)
        begin--;
    for (uint32_t k = begin; k <= noun && mark == TOKEN_NONE; k++)
        if (str_in(m->tokens[k].form, "after before since until as when"))
            mark = k;
    if (mark == TOKEN_NONE && begin > m->first &&
        str_in(m->tokens[begin - 1].form, "after before since until as when"))
        mark = begin - 1;
    if (mark == TOKEN_NONE || mark == noun)
        return;
    uint32_t above = verb_above(m, m->tokens[noun].head, mark);
    if (above == TOKEN_NONE)
        return;
    uint32_t later = TOKEN_NONE; /* "and killed" */
    for (uint32_t k = verb + 1; k < m->last && later == TOKEN_NONE; k++) {
        bool is_joined = m->tokens[k].head == above && m->tokens[k].deprel == DEP_conj &&
                         mend_is_tagged(m, k, "VBD");
        uint32_t cc = is_joined ? mend_child(m, k, DEP_cc) : TOKEN_NONE;
        if (cc != TOKEN_NONE && cc > verb)
            later = k;
    }
    v->head = above;
    v->deprel = DEP_advcl;
    mend_retag(m->g, v, "VBD", UPOS_VERB);
    mend_hang(m, mark, verb, DEP_mark);
    mend_hang(m, noun, verb, DEP_nsubj);
    if (later != TOKEN_NONE)
        m->tokens[later].head = verb;
}

/* "Said in a statement that (obj) its fighters had attacked (acl:relcl) a crowd": a verb with an
 * object of its own is told in the statement. */
static void mend_told(const struct word_mender *m, uint32_t verb) {
    struct token *v = &m->tokens[verb];
    uint32_t noun = v->head;
    if (v->deprel != DEP_acl_relcl || noun == TOKEN_NONE)
        return;
    uint32_t that = mend_child(m, verb, DEP_obj);
    if (that == TOKEN_NONE || that > verb || !str_is(m->tokens[that].form, "that") ||
        mend_child(m, verb, DEP_nsubj) == TOKEN_NONE ||
        !str_in(m->tokens[noun].lemma, "statement interview video letter message post address "
                                       "speech broadcast tweet call briefing report"))
        return;
    bool has_object = false;
    for (uint32_t k = verb + 1; k < m->last; k++)
        has_object |= m->tokens[k].head == verb && m->tokens[k].deprel == DEP_obj;
    uint32_t above = m->tokens[noun].head;
    if (!has_object || above == TOKEN_NONE || above > noun || m->tokens[above].upos != UPOS_VERB ||
        !str_in(m->tokens[above].lemma, "say tell claim confirm announce warn declare add"))
        return;
    m->tokens[that].deprel = DEP_mark;
    v->head = above;
    v->deprel = DEP_ccomp;
}

/* "Says officials (obj) | frisked (acl) and threatened (conj of says) him": what is said, and by
 * whom it was done. */
static void mend_said_pair(const struct word_mender *m, uint32_t verb) {
    struct token *v = &m->tokens[verb];
    uint32_t noun = v->head, second = TOKEN_NONE;
    if (v->deprel != DEP_acl || noun == TOKEN_NONE || noun > verb || verb > noun + 2 ||
        m->tokens[noun].deprel != DEP_obj || !mend_is_tagged(m, verb, "VBN VBD") ||
        (verb + 1 < m->last && str_is(m->tokens[verb + 1].form, "by")))
        return;
    uint32_t saying = m->tokens[noun].head;
    if (saying == TOKEN_NONE || saying > noun ||
        !str_in(m->tokens[saying].lemma, "say report claim allege add confirm"))
        return;
    for (uint32_t k = verb + 2; k < m->last && second == TOKEN_NONE; k++) {
        const struct token *t = &m->tokens[k];
        bool is_joined = (t->head == saying || t->head == noun || t->head == verb) &&
                         t->deprel == DEP_conj && mend_is_tagged(m, k, "VBD VBN");
        uint32_t cc = is_joined ? mend_child(m, k, DEP_cc) : TOKEN_NONE;
        if (cc != TOKEN_NONE && cc > verb && !mend_has_subject(m, k))
            second = k;
    }
    bool has_object = mend_child(m, verb, DEP_obj) != TOKEN_NONE;
    if (second == TOKEN_NONE && !has_object)
        return;
    mend_hang(m, verb, saying, DEP_ccomp);
    mend_hang(m, noun, verb, DEP_nsubj);
    mend_retag(m->g, v, "VBD", UPOS_VERB);
    if (second == TOKEN_NONE)
        return;
    m->tokens[second].head = verb;
    mend_retag(m->g, &m->tokens[second], "VBD", UPOS_VERB);
}

/* "Said it must respond, but ruled (conj of respond) out troops": a past form is joined to no base
 * form, but to the finite verb above. */
static void mend_past_joint(const struct word_mender *m, uint32_t verb) {
    struct token *v = &m->tokens[verb];
    uint32_t beside = v->head;
    if (v->deprel != DEP_conj || beside == TOKEN_NONE || beside > verb ||
        !mend_is_tagged(m, verb, "VBD VBN") || !mend_is_tagged(m, beside, "VB VBN") ||
        str_equal(v->form, v->lemma) || mend_child(m, verb, DEP_cc) == TOKEN_NONE)
        return;
    if (mend_is_tagged(m, beside, "VBN")) { /* "could be deemed done but warned (VBD)" */
        uint32_t modal = mend_child(m, beside, DEP_aux);
        if (!mend_is_tagged(m, verb, "VBD") || modal == TOKEN_NONE ||
            !mend_is_tagged(m, modal, "MD"))
            return;
    }
    struct verb_signs s = signs_of(m, verb);
    uint32_t above = m->tokens[beside].head;
    for (int i = 0; i < 6 && above != TOKEN_NONE && !mend_is_tagged(m, above, "VBD"); i++)
        above = m->tokens[above].head;
    if (s.has_subject || mend_has_auxiliary(m, verb) || above == TOKEN_NONE || above > beside)
        return;
    v->head = above;
    mend_retag(m->g, v, "VBD", UPOS_VERB);
}

/* "Denies arming (amod, advcl) rebels": what is denied is what one would have done. */
static void mend_denied(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (at == m->first || !mend_is_tagged(m, at, "VBG") || t->head == TOKEN_NONE)
        return;
    uint32_t verb = at - 1;
    if (m->tokens[verb].upos != UPOS_VERB || !str_in(m->tokens[verb].lemma, "deny admit"))
        return;
    if (t->head == verb && t->deprel == DEP_advcl)
        t->deprel = DEP_xcomp;
    uint32_t noun = t->head;
    bool is_modifier = (t->deprel == DEP_amod || t->deprel == DEP_compound) && noun > at &&
                       m->tokens[noun].head == verb && m->tokens[noun].deprel == DEP_obj &&
                       m->tokens[noun].upos == UPOS_PROPN;
    if (!is_modifier)
        return;
    t->head = verb;
    t->deprel = DEP_xcomp;
    m->tokens[noun].head = at;
}

/* "Launched the attack (compound) | hours (obj) after": the time is no thing that is done. */
static void mend_hours(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (at == m->first || at + 1 >= m->last || t->upos != UPOS_NOUN ||
        !str_in(t->form, "minutes hours days weeks months moments years") ||
        !str_in(m->tokens[at + 1].form, "after before later ago earlier"))
        return;
    struct token *thing = &m->tokens[at - 1];
    if (thing->head != at || thing->deprel != DEP_compound || !mend_is_noun(thing) ||
        t->head == TOKEN_NONE || t->head > at || m->tokens[t->head].upos != UPOS_VERB)
        return;
    mend_rehang(m, m->first, at - 1, at, at - 1);
    thing->head = t->head;
    thing->deprel = t->deprel;
    t->deprel = DEP_obl_unmarked;
}

static bool mend_word(const struct word_mender *m, uint32_t i) {
    mend_hours(m, i);
    if (m->tokens[i].upos != UPOS_VERB)
        return true;
    mend_denied(m, i);
    mend_motion(m, i);
    mend_said_pair(m, i);
    mend_told(m, i);
    if (!mend_pseudo_verb(m, i) || !mend_marked(m, i))
        return false;
    mend_number(m, i);
    mend_past_joint(m, i);
    return true;
}

bool mend_subordinates(const struct tagger *g, struct arena *a, struct text *t) {
    return mend_each_word(g, a, t, LONGEST_MENDED, mend_word);
}
