/* What stands behind a noun and is its own, though the tree gives it to a verb: the month behind
 * "the coup", a clause of "that" behind a place, where goods come from; what hangs on the second
 * part of a name hangs on the name. And what stands behind a verb: a day is no object, who does is
 * no part of "free", what is told before "the ministry said" is what it said. Linear in the tokens
 * but for the sentences that are mended. */
#include "lang/mend/parts.h"

static bool is_month_or_year(const struct token *t) {
    return (t->upos == UPOS_NUM && t->form.n == 4) || str_in(t->lemma, MEND_MONTHS);
}

/* "After the coup (obl) | in July": the month dates the coup, for which the clause is dated. */
static void mend_month(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    if (t->deprel != DEP_obl || i < m->first + 3 || !is_month_or_year(t) ||
        !str_is(m->tokens[i - 1].form, "in") || m->tokens[i - 1].head != i)
        return;
    uint32_t noun = i - 2;
    const struct token *n = &m->tokens[noun];
    uint32_t marker = mend_child(m, noun, DEP_case);
    if (n->head != t->head || n->deprel != DEP_obl || n->upos != UPOS_NOUN ||
        marker == TOKEN_NONE || !str_in(m->tokens[marker].lemma, "after since before following"))
        return;
    t->head = noun;
    t->deprel = DEP_nmod;
}

/* "On goods from China": where goods come from is theirs, not the verb's. */
static void mend_origin(const struct word_mender *m, uint32_t i) {
    const struct token *t = &m->tokens[i];
    if (i <= m->first || i + 1 >= m->last || !str_is(t->form, "from") || t->head == TOKEN_NONE ||
        t->head <= i ||
        !str_in(m->tokens[i - 1].lemma, "good goods import product export oil gas steel"))
        return;
    struct token *origin = &m->tokens[t->head];
    if (origin->deprel == DEP_obl && origin->upos == UPOS_PROPN && origin->head < i) {
        origin->head = i - 1;
        origin->deprel = DEP_nmod;
    }
}

/* "An attack | on (mark) Khan Sheikhoun that killed (advcl)": a preposition opens no clause whose
 * subject is "that"; it holds the place, and the clause explains the noun before it. */
static void mend_relative(const struct word_mender *m, uint32_t i) {
    struct token *marker = &m->tokens[i];
    uint32_t verb = marker->head;
    if (marker->deprel != DEP_mark || marker->upos != UPOS_ADP || verb == TOKEN_NONE || verb <= i ||
        i <= m->first || !mend_is_noun(&m->tokens[i - 1]) ||
        !str_in(marker->lemma, "on in at of near against by with for to from"))
        return;
    uint32_t that = mend_child(m, verb, DEP_nsubj);
    if (that == TOKEN_NONE || that <= i + 1 || !str_in(m->tokens[that].form, "that which who") ||
        !mend_is_noun(&m->tokens[that - 1]))
        return;
    uint32_t held = that - 1;
    for (uint32_t k = i + 1; k < held; k++)
        if (m->tokens[k].head == TOKEN_NONE || m->tokens[k].head < i || m->tokens[k].head > held) {
            m->tokens[k].head = held;
            m->tokens[k].deprel = mend_is_noun(&m->tokens[k]) ? DEP_compound : m->tokens[k].deprel;
        }
    mend_hang(m, held, i - 1, DEP_nmod);
    marker->head = held;
    marker->deprel = DEP_case;
    mend_hang(m, verb, i - 1, DEP_acl_relcl);
}

/* "Colonel Deng (flat) Kuol | of the army": hung on a part of a name it would be lost. */
static void mend_part_of_name(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    for (uint32_t k = 0; k < 4 && t->head != TOKEN_NONE; k++) {
        const struct token *head = &m->tokens[t->head];
        bool is_phrase = t->deprel == DEP_nmod || t->deprel == DEP_appos ||
                         deprel_basic((enum deprel)t->deprel) == DEP_acl;
        if (!is_phrase || head->deprel != DEP_flat || head->head == TOKEN_NONE || t->head > i)
            return;
        t->head = head->head;
    }
}

/* "Soldiers burning the bodies of men (nmod) | they had killed": a clause without a relative word
 * explains the noun right before it. */
static void mend_contact(const struct word_mender *m, uint32_t i) {
    struct token *verb = &m->tokens[i];
    if (verb->deprel != DEP_acl_relcl)
        return;
    uint32_t subject = mend_child(m, i, DEP_nsubj);
    if (subject == TOKEN_NONE || subject <= m->first || subject > i ||
        !str_in(m->tokens[subject].form, "he she they it we"))
        return;
    if (m->tokens[subject - 1].upos == UPOS_NOUN && verb->head < subject - 1)
        verb->head = subject - 1;
}

/* "Sanctioned officials (obj) | they accused (ccomp) of crimes": behind a verb that tells nobody
 * anything the clause explains its object. */
static void mend_contact_object(const struct word_mender *m, uint32_t i) {
    struct token *verb = &m->tokens[i];
    uint32_t above = verb->head;
    if (verb->deprel != DEP_ccomp || verb->upos != UPOS_VERB || above == TOKEN_NONE || above > i ||
        str_in(m->tokens[above].lemma,
               "tell ask warn inform promise assure remind convince persuade notify show teach say "
               "advise believe know hope think claim fear bet swear vow pledge insist suggest "
               "report announce mean wish guarantee"))
        return;
    uint32_t subject = mend_child(m, i, DEP_nsubj), object = mend_child(m, above, DEP_obj);
    if (subject == TOKEN_NONE || object == TOKEN_NONE || object + 1 != subject || subject > i ||
        !mend_is_noun(&m->tokens[object]) ||
        !str_in(m->tokens[subject].form, "he she they it we") ||
        mend_child(m, i, DEP_obj) != TOKEN_NONE || mend_child(m, i, DEP_mark) != TOKEN_NONE)
        return;
    mend_hang(m, i, object, DEP_acl_relcl);
}

/* "Helped by troops | from Eritrea (obl)": where those who do it come from. */
static void mend_agent_origin(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    uint32_t marker = mend_child(m, i, DEP_case), verb = t->head;
    if (t->upos != UPOS_PROPN || t->deprel != DEP_obl || marker == TOKEN_NONE ||
        marker == m->first || marker > i || !str_is(m->tokens[marker].form, "from") ||
        verb == TOKEN_NONE || verb > marker)
        return;
    const struct token *agent = &m->tokens[marker - 1];
    if (agent->head == verb && agent->upos == UPOS_NOUN && agent->deprel == DEP_obl_agent)
        mend_hang(m, i, marker - 1, DEP_nmod);
}

/* "Says no | to direct talks": who says no to something takes "no" for an object. */
static void mend_no(const struct word_mender *m, uint32_t i) {
    struct token *no = &m->tokens[i];
    uint32_t to = i + 1, what = no->head;
    if (i <= m->first || to >= m->last || !str_in(no->lemma, "no yes") ||
        !str_is(m->tokens[to].form, "to") || !str_is(m->tokens[i - 1].lemma, "say") ||
        what == TOKEN_NONE || what <= to || !mend_is_noun(&m->tokens[what]))
        return;
    no->head = i - 1;
    no->deprel = DEP_obj;
    mend_hang(m, to, what, DEP_case);
    mend_hang(m, what, i - 1, DEP_obl);
}

/* "Strike | on 7 March (obj)", "accepted the day (obj) before": a day is no object. */
static void mend_day(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    if (t->deprel != DEP_obj || i < m->first + 2)
        return;
    struct token *marker = &m->tokens[i - 2];
    bool is_date = is_month_or_year(t) && m->tokens[i - 1].head == i &&
                   m->tokens[i - 1].upos == UPOS_NUM && str_is(marker->form, "on");
    bool is_day_before = str_in(t->lemma, "day week month year") && i + 1 < m->last &&
                         str_in(m->tokens[i + 1].form, "before earlier") &&
                         m->tokens[i + 1].head == t->head;
    if (is_date) {
        marker->head = i;
        marker->deprel = DEP_case;
        t->deprel = DEP_obl;
    } else if (is_day_before) {
        t->deprel = DEP_obl_unmarked;
    }
}

/* "Were set free | by the rebels": who does it hangs on the verb. */
static void mend_agent(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    if (deprel_basic((enum deprel)t->deprel) != DEP_obl || t->head == TOKEN_NONE || t->head > i)
        return;
    const struct token *state = &m->tokens[t->head];
    uint32_t marker = mend_child(m, i, DEP_case);
    if (state->upos != UPOS_ADJ || state->deprel != DEP_xcomp || state->head >= t->head ||
        mend_child(m, state->head, DEP_aux_pass) == TOKEN_NONE || marker == TOKEN_NONE ||
        !str_is(m->tokens[marker].form, "by"))
        return;
    t->head = state->head;
    t->deprel = DEP_obl_agent;
}

/* "The strike killed (advcl) 30, the ministry said": told without a mark before who says it. */
static void mend_told(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    uint32_t saying = t->head;
    if (t->deprel != DEP_advcl || saying == TOKEN_NONE || saying <= i + 2 ||
        !str_in(m->tokens[saying].lemma, "say report announce"))
        return;
    uint32_t speaker = mend_child(m, saying, DEP_nsubj), told = mend_child(m, i, DEP_nsubj);
    bool has_mark = mend_child(m, i, DEP_mark) != TOKEN_NONE;
    if (!has_mark && told != TOKEN_NONE && told < i && speaker != TOKEN_NONE && speaker > i &&
        mend_child(m, saying, DEP_ccomp) == TOKEN_NONE)
        t->deprel = DEP_ccomp;
}

static bool mend_word(const struct word_mender *m, uint32_t i) {
    mend_month(m, i);
    mend_origin(m, i);
    mend_relative(m, i);
    mend_part_of_name(m, i);
    mend_contact(m, i);
    mend_contact_object(m, i);
    mend_agent_origin(m, i);
    mend_no(m, i);
    mend_day(m, i);
    mend_agent(m, i);
    mend_told(m, i);
    return true;
}

void mend_behind(struct text *t) {
    mend_each_word(NULL, NULL, t, LONGEST_MENDED, mend_word);
}
