/* Words of time and place that swallowed a clause or its subject. "After gunmen | stormed out of
 * the enclave" is read as a phrase with a participle, though nobody is stormed out; "On Sunday
 * night | tens of thousands ignored", "In a televised speech | Diab blamed" as one phrase before a
 * verb that lacks a subject; "had for months | railed" as what one has; "expelled the French | last
 * year" as a French year. Linear in the tokens but for the sentences that are mended. */
#include "lang/mend/parts.h"

static uint32_t verb_above(const struct word_mender *m, uint32_t i) {
    for (int steps = 0; steps < 4 && i != TOKEN_NONE; steps++, i = m->tokens[i].head)
        if (m->tokens[i].upos == UPOS_VERB)
            return i;
    return TOKEN_NONE;
}

/* What one does and never undergoes, but for a preposition. */
static bool is_intransitive(const struct token *verb) {
    return str_in(
        verb->lemma,
        "clash surrender agree vote arrive return march gather flee advance retreat "
        "escape fail refuse decide appear emerge erupt resign die rise fall respond react "
        "storm rally protest defect collapse crash break speak step enter object quit "
        "converge descend pour swarm strike land crowd rampage rebel revolt");
}

/* ", and killed six": what the clause's subject does besides. */
static void take_sequel(const struct word_mender *m, uint32_t verb, uint32_t above) {
    for (uint32_t k = verb + 1; k < m->last && k < verb + 12; k++) {
        const struct token *t = &m->tokens[k];
        if (str_is(t->form, ","))
            return;
        if (t->deprel == DEP_conj && t->head == above && t->upos == UPOS_VERB &&
            mend_child(m, k, DEP_nsubj) == TOKEN_NONE) {
            m->tokens[k].head = verb;
            return;
        }
    }
}

/* "After (case) gunmen (nmod) | stormed (acl) out", "after an officer, X, | surrendered (acl)". */
static void mend_clause(const struct word_mender *m, uint32_t i) {
    const struct token *verb = &m->tokens[i];
    uint32_t noun = verb->head;
    if (verb->deprel != DEP_acl || verb->upos != UPOS_VERB || noun == TOKEN_NONE || noun > i ||
        !mend_is_tagged(m, i, "VBN VBD") || !mend_is_noun(&m->tokens[noun]) ||
        !is_intransitive(verb) || mend_child(m, i, DEP_obj) != TOKEN_NONE || i + 1 >= m->last ||
        str_is(m->tokens[i + 1].form, "by"))
        return;
    uint32_t marker = mend_child(m, noun, DEP_case), above = verb_above(m, m->tokens[noun].head);
    bool is_named = mend_child(m, noun, DEP_appos) != TOKEN_NONE && str_is(verb[-1].form, ",");
    if (marker == TOKEN_NONE || marker > noun || above == TOKEN_NONE ||
        (noun + 1 != i && !is_named) ||
        !str_in(m->tokens[marker].lemma, "after before since until as while when"))
        return;
    mend_hang(m, i, above, DEP_advcl);
    mend_hang(m, noun, i, DEP_nsubj);
    mend_hang(m, marker, i, DEP_mark);
    mend_retag(m->g, &m->tokens[i], "VBD", UPOS_VERB);
    take_sequel(m, i, above);
}

/* The last word of the phrase of time or occasion at the sentence's beginning that is no part of
 * the noun behind it, TOKEN_NONE. */
static uint32_t opening_end(const struct word_mender *m, uint32_t verb) {
    uint32_t found = TOKEN_NONE;
    for (uint32_t k = m->first + 1; k + 1 < verb; k++) {
        const struct token *t = &m->tokens[k], *next = t + 1;
        bool is_time =
            str_in(t->form, MEND_WEEKDAYS) || str_in(t->form, "night morning evening afternoon");
        bool is_occasion = t->upos == UPOS_NOUN && next->upos == UPOS_PROPN &&
                           str_in(t->lemma, "speech address statement interview letter message "
                                            "broadcast conference ceremony video sermon");
        bool is_apart = next->upos == UPOS_NOUN || next->upos == UPOS_PROPN ||
                        next->upos == UPOS_DET || next->upos == UPOS_NUM;
        if ((is_time && is_apart && !str_in(next->form, "night morning evening afternoon")) ||
            is_occasion)
            found = k;
    }
    return found;
}

/* "On (case) Sunday night | tens (obl) of thousands ignored". */
static void mend_opening(const struct word_mender *m, uint32_t verb) {
    if (m->tokens[verb].upos != UPOS_VERB || !mend_is_finite(m, verb) ||
        m->tokens[m->first].upos != UPOS_ADP || mend_child(m, verb, DEP_nsubj_pass) != TOKEN_NONE)
        return;
    uint32_t head = m->tokens[m->first].head, end = opening_end(m, verb);
    uint32_t own = mend_child(m, verb, DEP_nsubj);
    if (own != TOKEN_NONE && own != head)
        return;
    if (m->tokens[m->first].deprel != DEP_case || head == TOKEN_NONE || head >= verb ||
        m->tokens[head].head != verb || end == TOKEN_NONE)
        return;
    for (uint32_t k = head + 1; k < verb; k++)
        if (m->tokens[k].upos == UPOS_PUNCT || m->tokens[k].upos == UPOS_VERB)
            return;
    uint32_t subject = head > end ? head : TOKEN_NONE;
    for (uint32_t k = end + 1; k < verb && subject == TOKEN_NONE; k++)
        if (m->tokens[k].head == head && mend_is_noun(&m->tokens[k]))
            subject = k;
    if (subject == TOKEN_NONE)
        return;
    for (uint32_t k = m->first; k < verb; k++) {
        bool is_opening = k <= end;
        if (k != end && is_opening && (m->tokens[k].head == head || m->tokens[k].head > end))
            m->tokens[k].head = end;
        if (k != subject && !is_opening && m->tokens[k].head == head)
            m->tokens[k].head = subject;
    }
    mend_hang(m, end, verb, DEP_obl);
    mend_hang(m, subject, verb, DEP_nsubj);
}

/* "Had for months (obl) | railed (acl) against him". */
static void mend_perfect(const struct word_mender *m, uint32_t i) {
    uint32_t time = m->tokens[i].head;
    if (m->tokens[i].deprel != DEP_acl || !mend_is_tagged(m, i, "VBN") || time == TOKEN_NONE ||
        time + 1 != i || m->tokens[time].deprel != DEP_obl)
        return;
    uint32_t have = m->tokens[time].head;
    if (have == TOKEN_NONE || have > time || !str_is(m->tokens[have].lemma, "have") ||
        mend_child(m, have, DEP_obj) != TOKEN_NONE ||
        !str_in(m->tokens[time].lemma, "month year week day decade hour time"))
        return;
    uint32_t head = m->tokens[have].head;
    enum deprel d = (enum deprel)m->tokens[have].deprel;
    mend_rehang(m, m->first, m->last, have, i);
    mend_hang(m, i, head, d);
    mend_hang(m, have, i, DEP_aux);
    m->tokens[have].upos = UPOS_AUX;
}

/* "Expelled the French (amod) last | year (obl:unmarked)". */
static void mend_nation(const struct word_mender *m, uint32_t i) {
    const struct token *t = &m->tokens[i];
    if (t->deprel != DEP_obl_unmarked || t->head == TOKEN_NONE || t->head > i ||
        !str_in(t->lemma, "year month week night autumn spring summer winter") ||
        mend_child(m, t->head, DEP_obj) != TOKEN_NONE)
        return;
    for (uint32_t k = t->head + 2; k + 1 < i; k++) {
        struct token *nation = &m->tokens[k];
        if (nation->head != i || nation->upos != UPOS_ADJ || !mend_is_capital(nation) ||
            !str_in(m->tokens[k + 1].form, "last this next") ||
            !str_is(m->tokens[k - 1].form, "the"))
            continue;
        mend_hang(m, k, t->head, DEP_obj);
        mend_hang(m, k - 1, k, DEP_det);
        nation->upos = UPOS_NOUN;
        return;
    }
}

/* "Protesters demanding (root) X | clashed (ccomp)": the finite verb is the clause's, and the
 * participle tells of its subject. */
static void mend_participle(const struct word_mender *m, uint32_t i) {
    struct token *verb = &m->tokens[i];
    uint32_t part = verb->head;
    enum deprel d = (enum deprel)verb->deprel;
    if (verb->upos != UPOS_VERB || !mend_is_tagged(m, i, "VBD") || part == TOKEN_NONE || part > i ||
        (d != DEP_ccomp && d != DEP_conj && d != DEP_xcomp) || !mend_is_tagged(m, part, "VBG") ||
        m->tokens[part].upos != UPOS_VERB)
        return;
    uint32_t noun = mend_child(m, part, DEP_nsubj);
    if (noun == TOKEN_NONE || noun + 1 != part || mend_has_subject(m, i) ||
        mend_child(m, i, DEP_cc) != TOKEN_NONE || mend_child(m, i, DEP_mark) != TOKEN_NONE ||
        mend_child(m, part, DEP_aux) != TOKEN_NONE)
        return;
    mend_hang(m, i, m->tokens[part].head, (enum deprel)m->tokens[part].deprel);
    for (uint32_t k = m->first; k < m->last; k++)
        if (m->tokens[k].head == part && (k < noun || k > i))
            m->tokens[k].head = i;
    mend_hang(m, noun, i, DEP_nsubj);
    mend_hang(m, part, noun, DEP_acl);
}

/* "Rallied outside (amod) | parliament (obj)". */
static void mend_outside(const struct word_mender *m, uint32_t i) {
    struct token *marker = &m->tokens[i];
    uint32_t noun = marker->head;
    if (marker->deprel != DEP_amod || !str_in(marker->form, "outside inside") ||
        noun == TOKEN_NONE || noun < i || i == m->first || m->tokens[noun].deprel != DEP_obj ||
        m->tokens[noun].head != i - 1)
        return;
    marker->upos = UPOS_ADP;
    mend_hang(m, i, noun, DEP_case);
    m->tokens[noun].deprel = DEP_obl;
}

/* "In Belgrade, visiting (advcl) minister X (obj) | urged": who visits urges. */
static void mend_visitor(const struct word_mender *m, uint32_t i) {
    struct token *visiting = &m->tokens[i];
    uint32_t verb = visiting->head;
    if (visiting->deprel != DEP_advcl || !str_in(visiting->form, "visiting Visiting") ||
        verb == TOKEN_NONE)
        return;
    uint32_t who = mend_child(m, i, DEP_obj);
    if (who == TOKEN_NONE || who < i || who > verb || mend_child(m, verb, DEP_nsubj) != TOKEN_NONE)
        return;
    for (uint32_t k = who; k < verb; k++)
        if (str_is(m->tokens[k].form, ","))
            return;
    mend_hang(m, who, verb, DEP_nsubj);
    mend_hang(m, i, who, DEP_amod);
    mend_rehang(m, m->first, i, i, verb);
}

static bool mend_word(const struct word_mender *m, uint32_t i) {
    mend_clause(m, i);
    mend_opening(m, i);
    mend_perfect(m, i);
    mend_nation(m, i);
    mend_participle(m, i);
    mend_outside(m, i);
    mend_visitor(m, i);
    return true;
}

void mend_scenes(const struct tagger *g, struct text *t) {
    mend_each_word(g, NULL, t, LONGEST_MENDED, mend_word);
}
