/* The tree knows no tense, and a parser that must hang a verb on one of two clauses, or say who
 * acts in one, guesses. But tense tells: who "says" in the present did not then "open fire", his
 * report did; and "has called" without a "been" is active, whoever stands behind "by". Linear in
 * the tokens but for the few that are mended. */
#include "lang/mend/parts.h"

static bool is_under(const struct word_mender *m, uint32_t t, uint32_t head, enum deprel d) {
    return m->tokens[t].head == head && m->tokens[t].deprel == d;
}

static bool has_auxiliary(const struct word_mender *m, uint32_t verb, const char *lemma) {
    for (uint32_t k = m->first; k < verb; k++)
        if (m->tokens[k].head == verb && m->tokens[k].upos == UPOS_AUX &&
            str_is(m->tokens[k].lemma, lemma))
            return true;
    return false;
}

static bool has_past_be(const struct word_mender *m, uint32_t verb) {
    for (uint32_t k = m->first; k < verb; k++)
        if (m->tokens[k].head == verb && str_in(m->tokens[k].form, "was were"))
            return true;
    return false;
}

static bool is_past(const struct word_mender *m, uint32_t verb) {
    return mend_is_tagged(m, verb, "VBD") ||
           (mend_is_tagged(m, verb, "VBN") &&
            (has_auxiliary(m, verb, "be") || has_auxiliary(m, verb, "have"))) ||
           (mend_is_tagged(m, verb, "VBG") && has_past_be(m, verb));
}

/* "Witnesses say troops entered the town and | opened fire": beside "entered", not beside "say". */
static void mend_joined(const struct word_mender *m, uint32_t at) {
    uint32_t above = m->tokens[at].head, report = TOKEN_NONE;
    if (m->tokens[at].upos != UPOS_VERB || m->tokens[at].deprel != DEP_conj || above > at ||
        !mend_is_tagged(m, at, "VBD") || !mend_is_tagged(m, above, "VBZ VBP"))
        return;
    for (uint32_t k = above + 1; k < m->last; k++) {
        if (is_under(m, k, at, DEP_nsubj) || is_under(m, k, at, DEP_nsubj_pass))
            return;
        if (k < at && is_under(m, k, above, DEP_ccomp) && is_past(m, k))
            report = k;
    }
    if (report != TOKEN_NONE)
        m->tokens[at].head = report;
}

/* Is it done by hand, so that whoever reports it may judge it? */
static bool is_deed(const struct word_mender *m, uint32_t verb) {
    return mend_child(m, verb, DEP_aux_pass) != TOKEN_NONE ||
           str_in(m->tokens[verb].lemma,
                  "kill attack bomb bombard shell fire shoot hit strike burn torch execute beat "
                  "arrest detain jail abduct kidnap torture rape loot seize capture invade destroy "
                  "damage violate breach break raid storm ambush massacre murder behead displace "
                  "launch test deploy supply arm block blockade besiege surround push expel deport "
                  "wound injure die open carry commit cross enter fly jam poison hack use steal");
}

/* What those say who judge a deed or want it to end: "urged", "called for". */
static bool is_judgment(const struct word_mender *m, uint32_t verb) {
    if (str_in(m->tokens[verb].form, "called appealed"))
        return verb + 1 < m->last && str_in(m->tokens[verb + 1].form, "for on upon to");
    return str_in(m->tokens[verb].lemma,
                  "urge ask demand condemn accuse blame denounce deplore criticize criticise thank "
                  "welcome praise hail announce summon");
}

/* "The U.N. said rebels had burned villages and | urged Rwanda to go", "says … and | urges": who
 * reports a deed that others did asks and judges, not they. */
static void mend_reporter(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t deed = t->head, saying = m->tokens[deed].head;
    if (t->upos != UPOS_VERB || t->deprel != DEP_conj || deed > at || saying == TOKEN_NONE ||
        saying > deed || m->tokens[deed].deprel != DEP_ccomp ||
        !str_in(m->tokens[saying].lemma, "say report allege claim confirm state") ||
        mend_has_subject(m, at) || mend_has_auxiliary(m, at))
        return;
    uint32_t doer = mend_child(m, deed, DEP_nsubj);
    bool is_own = doer != TOKEN_NONE && m->tokens[doer].upos == UPOS_PRON;
    bool is_present = mend_is_tagged(m, saying, "VBZ VBP") && mend_is_tagged(m, at, "VBZ VBP") &&
                      is_past(m, deed);
    bool is_told = mend_is_tagged(m, saying, "VBD") && mend_is_tagged(m, at, "VBD VBN") &&
                   is_deed(m, deed) && is_judgment(m, at);
    if (is_own || !(is_present || is_told))
        return;
    t->head = saying;
    if (is_told)
        mend_retag(m->g, t, "VBD", UPOS_VERB);
}

/* "Has called for action by NATO (obl:agent)": without a "be" nobody was called. */
static void mend_active(const struct word_mender *m, uint32_t at) {
    if (m->tokens[at].upos != UPOS_VERB || !mend_is_tagged(m, at, "VBN") ||
        !has_auxiliary(m, at, "have") || has_auxiliary(m, at, "be") || has_auxiliary(m, at, "get"))
        return;
    for (uint32_t k = m->first; k < m->last; k++) {
        if (is_under(m, k, at, DEP_nsubj_pass))
            m->tokens[k].deprel = DEP_nsubj;
        else if (is_under(m, k, at, DEP_obl_agent))
            m->tokens[k].deprel = DEP_obl;
    }
}

/* "Some (nsubj:pass) | called on the president (obj)": who has an object and no auxiliary acts. */
static void mend_bare(const struct word_mender *m, uint32_t at) {
    if (m->tokens[at].upos != UPOS_VERB || !mend_is_tagged(m, at, "VBN VBD"))
        return;
    uint32_t subject = mend_child(m, at, DEP_nsubj_pass), object = mend_child(m, at, DEP_obj);
    if (object == TOKEN_NONE && str_is(m->tokens[at].form, "called"))
        object = mend_child(m, at, DEP_obl); /* "on the president" */
    if (subject == TOKEN_NONE || subject > at || object == TOKEN_NONE || object < at ||
        mend_has_auxiliary(m, at))
        return;
    m->tokens[subject].deprel = DEP_nsubj;
    mend_retag(m->g, &m->tokens[at], "VBD", UPOS_VERB);
}

/* "The members of the Council (compound) urge": what has a preposition is no part of the verb, but
 * belongs to the subject before it. */
static void mend_owner(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t verb = t->head, mark = TOKEN_NONE, subject = TOKEN_NONE;
    if (!mend_is_noun(t) || t->deprel != DEP_compound || verb == TOKEN_NONE || verb < at ||
        m->tokens[verb].upos != UPOS_VERB)
        return;
    for (uint32_t k = m->first; k < at; k++) {
        if (is_under(m, k, verb, DEP_nsubj))
            subject = k;
        if (is_under(m, k, verb, DEP_case))
            mark = k;
    }
    if (mark == TOKEN_NONE || subject == TOKEN_NONE || subject > mark)
        return;
    mend_rehang(m, mark, at, verb, at);
    t->head = subject;
    t->deprel = DEP_nmod;
}

static bool mend_sentence(const struct word_mender *m) {
    for (uint32_t i = m->first; i < m->last; i++) {
        if (m->tokens[i].head == TOKEN_NONE)
            continue;
        mend_joined(m, i);
        mend_reporter(m, i);
        mend_owner(m, i);
    }
    for (uint32_t i = m->first; i < m->last; i++) {
        mend_active(m, i);
        mend_bare(m, i);
    }
    return true;
}

void mend_tenses(const struct tagger *g, struct text *t) {
    mend_each_sentence(g, NULL, t, LONGEST_MENDED, mend_sentence);
}
