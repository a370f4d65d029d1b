/* Who does the second of two things. A greedy parser hangs a verb behind a comma or an "and" on the
 * noun before it ("announced a curfew, suspended the charter", "arrested 11 people and | seized
 * rifles"), and the deed has lost its doer; and it takes what a clause says of its subject for a
 * preposition ("is due to visit") or the subject for a filler ("it was about to leave"). A verb
 * with an object of its own stands beside the verb above. Linear in the tokens but for the few that
 * are mended. */
#include "lang/mend/parts.h"

/* The verb whose object a noun is, or what is coordinated with it. */
static uint32_t verb_over(const struct word_mender *m, uint32_t noun) {
    for (int i = 0; i < 4 && noun != TOKEN_NONE; i++) {
        enum deprel d = deprel_basic((enum deprel)m->tokens[noun].deprel);
        uint32_t up = m->tokens[noun].head;
        if (up == TOKEN_NONE || up > noun)
            return TOKEN_NONE;
        if (m->tokens[up].upos == UPOS_VERB && (d == DEP_obj || d == DEP_obl))
            return up;
        if (d != DEP_conj && d != DEP_nmod)
            return TOKEN_NONE;
        noun = up;
    }
    return TOKEN_NONE;
}

/* Its object; or the noun right behind it that was listed with the word that it was listed with:
 * "appealed for calm and | invited (conj) envoys (conj)". */
static uint32_t object_of_conjunct(const struct word_mender *m, uint32_t at) {
    uint32_t object = mend_child(m, at, DEP_obj);
    for (uint32_t k = at + 1; object == TOKEN_NONE && k < m->last && k < at + 4; k++) {
        struct token *noun = &m->tokens[k];
        if (noun->upos == UPOS_CCONJ || noun->upos == UPOS_ADP || noun->upos == UPOS_PUNCT)
            break;
        if (mend_is_noun(noun) && noun->deprel == DEP_conj && noun->head == m->tokens[at].head) {
            noun->head = at;
            noun->deprel = DEP_obj;
            object = k;
        }
    }
    return object;
}

/* "Announced a curfew, | suspended the charter and forbade …". */
static void mend_conjoined_verb(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    bool is_verb = t->upos == UPOS_VERB && t->deprel == DEP_conj && t->head != TOKEN_NONE &&
                   t->head < at &&
                   (mend_is_noun(&m->tokens[t->head]) || m->tokens[t->head].upos == UPOS_ADJ);
    if (!is_verb || str_ends(t->form, STR("ing")))
        return;
    uint32_t verb = verb_over(m, t->head), object = object_of_conjunct(m, at);
    bool has_own = mend_has_subject(m, at) || mend_child(m, at, DEP_aux_pass) != TOKEN_NONE;
    uint32_t joint = mend_child(m, at, DEP_cc); /* "but" joins no verb to a noun */
    bool is_but =
        joint != TOKEN_NONE && str_is(m->tokens[joint].form, "but") && mend_is_tagged(m, at, "VBD");
    if (verb != TOKEN_NONE && ((object != TOKEN_NONE && object > at) || is_but) && !has_own)
        t->head = verb;
}

/* "Arrested 11 people and | seized rifles": deeds that seldom describe what they are done to. */
static void mend_conjoined_participle(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t noun = t->head;
    bool is_modifier = t->upos == UPOS_VERB && t->deprel == DEP_amod && noun != TOKEN_NONE &&
                       noun > at && at > m->first && m->tokens[at - 1].upos == UPOS_CCONJ &&
                       m->tokens[noun].deprel == DEP_conj;
    if (!is_modifier ||
        !str_in(t->lemma,
                "seize arrest detain destroy burn torch loot confiscate kill shoot abduct "
                "release block close fire slap impose lift sign launch issue order demand "
                "freeze cut halt suspend cancel declare urge condemn send enforce tighten widen "
                "extend renew recall"))
        return;
    uint32_t verb = verb_over(m, m->tokens[noun].head);
    if (verb == TOKEN_NONE)
        return;
    t->head = verb;
    t->deprel = DEP_conj;
    for (uint32_t k = noun + 1; k < m->last; k++) { /* what follows is the second verb's */
        struct token *c = &m->tokens[k];
        if (c->head == m->tokens[noun].head && c->deprel == DEP_nmod) {
            c->head = at;
            c->deprel = DEP_obl;
        }
    }
    mend_hang(m, noun, at, DEP_obj);
    m->tokens[at - 1].head = at;
}

/* "It was not | about to suspend": an adjective of intent has a doer, no filler. */
static void mend_filler(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (t->deprel == DEP_expl && t->head != TOKEN_NONE && t->head > at &&
        str_in(m->tokens[t->head].lemma,
               "about ready willing prepared set due eager keen unwilling") &&
        mend_child(m, t->head, DEP_xcomp) != TOKEN_NONE)
        t->deprel = DEP_nsubj;
}

/* "The president | is | due to …": a copula stands before what the clause says. Where the tree
 * makes the subject its head, the adjective or participle behind it takes the subject's place. */
static void mend_late_copula(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t noun = t->head, predicate = at + 1;
    bool is_late = t->deprel == DEP_cop && noun != TOKEN_NONE && noun < at &&
                   mend_is_noun(&m->tokens[noun]) && m->tokens[noun].deprel == DEP_root;
    while (is_late && predicate < m->last && m->tokens[predicate].upos == UPOS_ADV)
        predicate++;
    if (!is_late || predicate >= m->last || m->tokens[predicate].head != noun ||
        (m->tokens[predicate].upos != UPOS_ADJ && m->tokens[predicate].upos != UPOS_VERB))
        return;
    struct token *p = &m->tokens[predicate];
    bool is_participle = p->upos == UPOS_VERB;
    p->head = m->tokens[noun].head;
    p->deprel = m->tokens[noun].deprel;
    mend_hang(m, noun, predicate, is_participle ? DEP_nsubj_pass : DEP_nsubj);
    t->deprel = is_participle ? DEP_aux_pass : DEP_cop;
    mend_rehang(m, at, m->last, noun, predicate);
}

/* "Is due to visit", where "due to" was taken for the preposition of a cause: the adjective is what
 * the clause says, and the verb its complement. */
static void mend_due(const struct word_mender *m, uint32_t i) {
    struct token *tokens = m->tokens;
    uint32_t verb = tokens[i].head;
    bool is_marked =
        str_is(tokens[i].lemma, "due") && i > m->first && i + 2 < m->last && verb != TOKEN_NONE &&
        verb > i && str_is(tokens[i + 1].lemma, "to") && tokens[verb].upos == UPOS_VERB &&
        str_equal(tokens[verb].form, tokens[verb].lemma) && tokens[i].deprel == DEP_mark;
    if (!is_marked || !str_is(tokens[i - 1].lemma, "be") || tokens[i - 1].head != verb)
        return;
    tokens[i].head = tokens[verb].head;
    tokens[i].deprel = tokens[verb].deprel;
    tokens[verb].head = i;
    tokens[verb].deprel = DEP_xcomp;
    tokens[i + 1].head = verb;
    tokens[i + 1].deprel = DEP_mark;
    for (uint32_t k = m->first; k < i; k++) {
        if (tokens[k].head != verb)
            continue;
        tokens[k].head = i;
        if (tokens[k].deprel == DEP_nsubj_outer)
            tokens[k].deprel = DEP_nsubj;
    }
}

/* "Is due | in Kyiv", where the two words were taken for one preposition of the place, or for one
 * adjective. */
static void mend_due_in(const struct word_mender *m, uint32_t i) {
    struct token *tokens = m->tokens;
    if (str_is(tokens[i].lemma, "due") && i + 2 < m->last && tokens[i + 1].deprel == DEP_fixed &&
        tokens[i + 1].head == i && mend_is_noun(&tokens[i + 2])) {
        tokens[i + 1].head = i + 2;
        tokens[i + 1].deprel = DEP_case;
        return;
    }
    uint32_t place = tokens[i].head;
    bool is_marked = str_is(tokens[i].lemma, "due") && i > m->first && i + 2 < m->last &&
                     place != TOKEN_NONE && place > i + 1 && tokens[i].deprel == DEP_case &&
                     tokens[i + 1].deprel == DEP_case;
    if (!is_marked || !str_is(tokens[i - 1].lemma, "be") || tokens[i - 1].head != place)
        return;
    tokens[i].head = tokens[place].head;
    tokens[i].deprel = tokens[place].deprel;
    tokens[i].upos = UPOS_ADJ;
    tokens[place].head = i;
    tokens[place].deprel = DEP_obl;
    for (uint32_t k = m->first; k < i; k++)
        if (tokens[k].head == place)
            tokens[k].head = i;
}

/* "Washington (root) has (acl) | frozen (amod) billions": a participle right behind "has" is what
 * the subject has done. */
static void mend_perfect(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    uint32_t has = i - 1, noun = t->head;
    if (i < m->first + 2 || t->deprel != DEP_amod || noun == TOKEN_NONE || noun < i ||
        !mend_is_tagged(m, i, "VBN VBD JJ") || !str_in(m->tokens[has].form, "has have had") ||
        m->tokens[has].deprel != DEP_acl || m->tokens[noun].head != has ||
        m->tokens[noun].deprel != DEP_obj || m->tokens[has].head == TOKEN_NONE ||
        m->tokens[has].head > has)
        return;
    uint32_t subject = m->tokens[has].head;
    t->head = m->tokens[subject].head;
    t->deprel = m->tokens[subject].deprel;
    mend_retag(m->g, t, "VBN", UPOS_VERB);
    for (uint32_t k = m->first; k < m->last; k++)
        if (k != i && (m->tokens[k].head == has ||
                       (m->tokens[k].head == subject && m->tokens[k].upos == UPOS_PUNCT)))
            m->tokens[k].head = i;
    mend_hang(m, subject, i, DEP_nsubj);
    mend_hang(m, has, i, DEP_aux);
    m->tokens[has].upos = UPOS_AUX;
}

/* "Planes carrying (root) freed men | took (xcomp) off": a participle with a subject and no
 * auxiliary tells of the noun; the past form behind it is the sentence's. */
static void mend_participle_main(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    uint32_t participle = t->head;
    bool is_loose = t->deprel == DEP_xcomp || t->deprel == DEP_ccomp || t->deprel == DEP_parataxis;
    if (!is_loose || participle == TOKEN_NONE || participle > i || !mend_is_tagged(m, i, "VBD") ||
        m->tokens[participle].deprel != DEP_root || !mend_is_tagged(m, participle, "VBG") ||
        mend_child(m, participle, DEP_aux) != TOKEN_NONE ||
        mend_child(m, i, DEP_nsubj) != TOKEN_NONE || m->tokens[i - 1].upos == UPOS_PUNCT)
        return;
    uint32_t subject = mend_child(m, participle, DEP_nsubj);
    if (subject == TOKEN_NONE || subject + 1 != participle)
        return;
    t->head = TOKEN_NONE;
    t->deprel = DEP_root;
    mend_hang(m, subject, i, DEP_nsubj);
    mend_hang(m, participle, subject, DEP_acl);
}

/* "The ministers, meeting in Paris, called (acl) for talks but | stopped (root) short": the first
 * of two verbs that "but" joins is no participle of their subject. */
static void mend_first_of_two(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    uint32_t subject = t->head;
    if (t->deprel != DEP_acl || subject == TOKEN_NONE || subject > i ||
        !mend_is_tagged(m, i, "VBD VBN") || m->tokens[subject].deprel != DEP_nsubj ||
        mend_child(m, i, DEP_obl_agent) != TOKEN_NONE)
        return;
    uint32_t second = m->tokens[subject].head;
    if (second == TOKEN_NONE || second < i || m->tokens[second].upos != UPOS_VERB)
        return;
    uint32_t joint = mend_child(m, second, DEP_cc);
    if (joint == TOKEN_NONE || joint < i || joint > second || !str_is(m->tokens[joint].form, "but"))
        return;
    t->head = m->tokens[second].head;
    t->deprel = m->tokens[second].deprel;
    mend_hang(m, second, i, DEP_conj);
    m->tokens[subject].head = i;
    mend_retag(m->g, t, "VBD", UPOS_VERB);
}

/* "A vessel docked (acl) in Male, after Sri Lanka (appos) | banned (root) ships": the verb behind
 * such a word and its noun is no main verb, where another stands before. */
static void mend_late_main(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    if (i < m->first + 4 || t->deprel != DEP_root || !mend_is_tagged(m, i, "VBD") ||
        !mend_is_noun(&m->tokens[i - 1]))
        return;
    uint32_t name = mend_begin_of_name(m, i - 1), subject = mend_child(m, i, DEP_nsubj);
    uint32_t marker = mend_child(m, name, DEP_case);
    uint32_t main = subject == TOKEN_NONE ? TOKEN_NONE : mend_child(m, subject, DEP_acl);
    if (main == TOKEN_NONE || main > name || subject > main || marker == TOKEN_NONE ||
        marker > name || m->tokens[name].head != subject || !mend_is_tagged(m, main, "VBD VBN") ||
        !str_in(m->tokens[marker].form, "after before since as when while until") ||
        mend_child(m, main, DEP_obl_agent) != TOKEN_NONE)
        return;
    mend_hang(m, main, TOKEN_NONE, DEP_root);
    mend_hang(m, subject, main, DEP_nsubj);
    t->head = main;
    t->deprel = DEP_advcl;
    mend_hang(m, name, i, DEP_nsubj);
    mend_hang(m, marker, i, DEP_mark);
    mend_retag(m->g, &m->tokens[main], "VBD", UPOS_VERB);
}

/* "The resolution passed (acl); Russia (appos) and China | abstained (root)": a semicolon parts two
 * clauses. */
static void mend_semicolon(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    uint32_t first = t->head;
    if (i < m->first + 3 || t->deprel != DEP_appos || first == TOKEN_NONE || first > i ||
        m->tokens[first].deprel != DEP_nsubj)
        return;
    uint32_t verb = m->tokens[first].head, own = mend_child(m, first, DEP_acl), mark = i;
    while (mark > first + 1 && !str_is(m->tokens[mark - 1].form, ";"))
        mark--;
    if (verb == TOKEN_NONE || verb < i || own == TOKEN_NONE || own > mark ||
        !str_is(m->tokens[mark - 1].form, ";") || mark + 3 < i ||
        !mend_is_tagged(m, own, "VBD VBN"))
        return;
    t->head = verb;
    t->deprel = DEP_nsubj;
    m->tokens[first].head = own;
    mend_hang(m, own, verb, DEP_parataxis);
    mend_retag(m->g, &m->tokens[own], "VBD", UPOS_VERB);
}

static bool mend_word(const struct word_mender *m, uint32_t i) {
    mend_perfect(m, i);
    mend_late_main(m, i);
    mend_participle_main(m, i);
    mend_first_of_two(m, i);
    mend_semicolon(m, i);
    mend_conjoined_verb(m, i);
    mend_conjoined_participle(m, i);
    mend_filler(m, i);
    mend_late_copula(m, i);
    mend_due(m, i);
    mend_due_in(m, i);
    return true;
}

void mend_joints(const struct tagger *g, struct text *t) {
    mend_each_word(g, NULL, t, UINT32_MAX, mend_word);
}
