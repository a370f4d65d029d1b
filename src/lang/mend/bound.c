/* A greedy parser ends a phrase too late or too early where two readings begin alike: "since rebel
 * groups | rose up" like "since Monday", "A, B and C say" like "A, the head of B, says". What
 * follows tells them apart: a finite verb that lacks its subject right behind the phrase, a comma
 * that never closes, an auxiliary that no infinitive has beside it. Linear in the tokens but for
 * the few that are mended. */
#include "lang/mend/parts.h"

static bool is_subject(enum deprel d) {
    return d == DEP_nsubj || d == DEP_nsubj_pass || d == DEP_csubj || d == DEP_expl;
}

static bool has_subject(const struct word_mender *m, uint32_t verb) {
    for (uint32_t k = m->first; k < m->last; k++)
        if (m->tokens[k].head == verb && is_subject((enum deprel)m->tokens[k].deprel))
            return true;
    return false;
}

static uint32_t child_before(const struct word_mender *m, uint32_t head, enum deprel d) {
    for (uint32_t k = m->first; k < head; k++)
        if (m->tokens[k].head == head && m->tokens[k].deprel == d)
            return k;
    return TOKEN_NONE;
}

/* Is `at` within the phrase around `top`? */
static bool is_within(const struct word_mender *m, uint32_t at, uint32_t top) {
    for (int i = 0; i < 8 && at != TOKEN_NONE; i++, at = m->tokens[at].head)
        if (at == top)
            return true;
    return false;
}

/* "Since rebel groups (obl) | rose up (advcl)", "as a mortar round | landed": the phrase right
 * before a finite verb without a subject is its subject, and the preposition its mark. */
static void mend_marked(const struct word_mender *m, uint32_t verb) {
    struct token *v = &m->tokens[verb];
    uint32_t top = verb;
    if (v->upos != UPOS_VERB || !mend_is_finite(m, verb) || verb <= m->first + 1 ||
        (v->deprel != DEP_advcl && v->deprel != DEP_acl) || has_subject(m, verb) ||
        child_before(m, verb, DEP_mark) != TOKEN_NONE || v->head == TOKEN_NONE)
        return;
    do
        top--;
    while (top > m->first && m->tokens[top].upos == UPOS_ADV);
    for (int i = 0; i < 6 && m->tokens[top].head != TOKEN_NONE && m->tokens[top].head < verb &&
                    m->tokens[top].deprel != DEP_obl;
         i++)
        top = m->tokens[top].head;
    struct token *noun = &m->tokens[top];
    uint32_t mark = child_before(m, top, DEP_case);
    if (noun->deprel != DEP_obl || top > verb || !(mend_is_noun(noun) || noun->upos == UPOS_NUM) ||
        mark == TOKEN_NONE || !str_in(m->tokens[mark].lemma, "as since after before until") ||
        (noun->head != v->head && v->head != top))
        return;
    v->head = noun->head;
    v->deprel = DEP_advcl;
    noun->head = verb;
    noun->deprel = DEP_nsubj;
    mend_hang(m, mark, verb, DEP_mark);
}

/* "Killed during | fighting (advcl)": the word governs nouns only. */
static void mend_during(const struct word_mender *m, uint32_t at) {
    if (m->tokens[at].deprel != DEP_advcl || !mend_is_tagged(m, at, "VBG") || at == m->first ||
        !str_in(m->tokens[at - 1].lemma, "during amid") || m->tokens[at - 1].head != at)
        return;
    m->tokens[at - 1].deprel = DEP_case;
    m->tokens[at].deprel = DEP_obl;
}

/* Has the verb a finite auxiliary of its own: "and | has called up"? */
static bool has_finite_auxiliary(const struct word_mender *m, uint32_t verb) {
    for (uint32_t k = verb; k-- > m->first && k + 4 > verb;)
        if (m->tokens[k].head == verb && m->tokens[k].upos == UPOS_AUX &&
            (mend_is_finite(m, k) || mend_is_tagged(m, k, "MD")))
            return true;
    return false;
}

static bool has_any_auxiliary(const struct word_mender *m, uint32_t verb) {
    return child_before(m, verb, DEP_aux) != TOKEN_NONE ||
           child_before(m, verb, DEP_aux_pass) != TOKEN_NONE;
}

/* "Has told them to leave (VB) and | has called up": joined to "told". */
static void mend_perfect_joint(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t above = t->head;
    if (t->deprel != DEP_conj || t->upos != UPOS_VERB || above == TOKEN_NONE || above > at ||
        !has_finite_auxiliary(m, at) || has_subject(m, at) || has_any_auxiliary(m, above) ||
        !mend_is_tagged(m, above, "VB VBG") ||
        (mend_is_tagged(m, above, "VB") && child_before(m, above, DEP_mark) == TOKEN_NONE))
        return;
    do
        above = m->tokens[above].head;
    while (above != TOKEN_NONE && above < at &&
           !(m->tokens[above].upos == UPOS_VERB &&
             (mend_is_finite(m, above) || has_finite_auxiliary(m, above))));
    if (above != TOKEN_NONE && above < at)
        t->head = above;
}

/* "Israel, the United States (appos) and the EU (conj) say": a list. An apposition would close
 * with a comma. */
static void mend_list(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t head = t->head, third = TOKEN_NONE;
    if (t->deprel != DEP_appos || t->upos != UPOS_PROPN || head == TOKEN_NONE || head > at ||
        m->tokens[head].upos != UPOS_PROPN)
        return;
    for (uint32_t k = at + 1; k < m->last; k++)
        if (m->tokens[k].head == at && m->tokens[k].deprel == DEP_conj)
            third = third == TOKEN_NONE ? k : m->last;
    if (third == TOKEN_NONE || third >= m->last || m->tokens[third].upos != UPOS_PROPN)
        return;
    uint32_t cc = child_before(m, third, DEP_cc), end = third + 1;
    while (end < m->last && is_within(m, end, third))
        end++;
    bool is_open = cc != TOKEN_NONE && cc > at && !str_is(m->tokens[cc - 1].form, ",") &&
                   end < m->last && m->tokens[end].upos != UPOS_PUNCT;
    if (!is_open || str_is(m->tokens[cc].lemma, "or"))
        return;
    for (uint32_t k = head + 1; k < at; k++) /* "X, the president, Y and Z" names X twice */
        if (m->tokens[k].head == head && m->tokens[k].deprel == DEP_appos)
            return;
    t->deprel = DEP_conj;
    m->tokens[third].head = head;
}

/* "On Monday | al-Qaida (flat) attacked": no name goes on behind a day. */
static void mend_day(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t day = t->head;
    if (t->deprel != DEP_flat || day == TOKEN_NONE || day + 1 != at ||
        !str_in(m->tokens[day].form, MEND_WEEKDAYS))
        return;
    uint32_t verb = m->tokens[day].head;
    if (verb == TOKEN_NONE || verb < at || m->tokens[verb].upos != UPOS_VERB ||
        has_subject(m, verb))
        return;
    t->head = verb;
    t->deprel = DEP_nsubj;
}

/* "Philippine (nsubj) | Foreign Undersecretary X (nsubj) urged", "Former (aux) | Thai Prime
 * Minister X was arrested": what stands right before the subject's phrase, with no comma, begins
 * it. */
static void mend_people(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t verb = t->head, begin = at;
    if (t->upos != UPOS_PROPN || !is_subject((enum deprel)t->deprel) || verb == TOKEN_NONE ||
        verb < at)
        return;
    while (begin > m->first && is_within(m, begin - 1, at))
        begin--;
    if (begin == m->first || begin == at)
        return;
    struct token *before = &m->tokens[begin - 1];
    bool is_name = before->upos == UPOS_PROPN && before->name != NAME_PER;
    bool is_cut = before->head == verb && m->tokens[begin].upos != UPOS_PUNCT &&
                  ((is_subject((enum deprel)before->deprel) &&
                    (before->upos == UPOS_ADJ || (is_name && begin < at))) ||
                   (before->upos == UPOS_ADJ && before->deprel == DEP_aux));
    if (!is_cut)
        return;
    before->head = at;
    before->deprel = is_name ? DEP_compound : DEP_amod;
}

/* "Vowed revenge for the strike on | a ward (advmod)": with a preposition a noun is no adverb. */
static void mend_adverb(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (t->deprel != DEP_advmod || !mend_is_noun(t) || t->head == TOKEN_NONE ||
        child_before(m, at, DEP_case) == TOKEN_NONE)
        return;
    t->deprel = mend_is_noun(&m->tokens[t->head]) ? DEP_nmod : DEP_obl;
}

/* "Urged the parties | to the conflict (obl) | to end it": nobody is urged to a noun. */
static void mend_urged(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t verb = t->head;
    if (t->deprel != DEP_obl || !mend_is_noun(t) || verb == TOKEN_NONE || verb > at)
        return;
    uint32_t to = child_before(m, at, DEP_case);
    if (to == TOKEN_NONE || to <= verb + 1 || !str_is(m->tokens[to].lemma, "to") ||
        !str_in(m->tokens[verb].lemma, "urge ask tell beg order call request") ||
        m->tokens[to - 1].head != verb || m->tokens[to - 1].deprel != DEP_obj)
        return;
    t->head = to - 1;
    t->deprel = DEP_nmod;
}

/* "X, commander of (case of said) | the task force (nsubj), said": a verb has no preposition; the
 * phrase belongs to the noun before it, and who is so explained is the subject. */
static void mend_cased_verb(const struct word_mender *m, uint32_t of) {
    uint32_t verb = m->tokens[of].head, owner = TOKEN_NONE;
    if (m->tokens[of].deprel != DEP_case || verb == TOKEN_NONE || verb < of || of == m->first ||
        m->tokens[verb].upos != UPOS_VERB || !mend_is_finite(m, verb) ||
        !mend_is_noun(&m->tokens[of - 1]))
        return;
    for (uint32_t k = of + 1; k < verb; k++)
        if (m->tokens[k].head == verb && is_subject((enum deprel)m->tokens[k].deprel))
            owner = k;
    uint32_t noun = of - 1, explained = m->tokens[noun].head;
    if (owner == TOKEN_NONE || m->tokens[noun].deprel != DEP_appos || explained == TOKEN_NONE ||
        explained > noun || m->tokens[explained].upos != UPOS_PROPN)
        return;
    m->tokens[of].head = owner;
    mend_hang(m, owner, noun, DEP_nmod);
    mend_hang(m, explained, verb, DEP_nsubj);
}

/* "Showed a group of protesters (obj) | throwing (ccomp) stones": what is seen is what they do. */
static void mend_seen(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t verb = t->head;
    if ((t->deprel != DEP_ccomp && t->deprel != DEP_advcl) || at == m->first ||
        !mend_is_tagged(m, at, "VBG") || m->tokens[at - 1].upos == UPOS_PUNCT ||
        verb == TOKEN_NONE || verb > at || has_subject(m, at) || has_any_auxiliary(m, at) ||
        !str_in(m->tokens[verb].lemma, "show see film catch hear watch observe find witness"))
        return;
    for (uint32_t k = verb + 1; k < at; k++)
        if (m->tokens[k].head == verb && m->tokens[k].deprel == DEP_obj) {
            mend_hang(m, k, at, DEP_nsubj);
            t->deprel = DEP_ccomp;
            return;
        }
}

/* "At the March (nmod of 21) 21 elections": the day is the event's. */
static void mend_month(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t number = t->head;
    if (t->upos == UPOS_PROPN && t->deprel == DEP_nmod_unmarked && number == at + 1 &&
        m->tokens[number].upos == UPOS_NUM && m->tokens[number].deprel == DEP_nummod &&
        m->tokens[number].head > number && m->tokens[number].head != TOKEN_NONE) {
        t->head = m->tokens[number].head;
        t->deprel = DEP_compound;
    }
}

/* The subject of the clause before "and", where a verb has one on either side of it:
 * "the chief (nsubj) called (acl) on X, and they (nsubj) refused"; TOKEN_NONE. */
static uint32_t first_subject(const struct word_mender *m, uint32_t second) {
    uint32_t subject = TOKEN_NONE, cc = child_before(m, second, DEP_cc), n = 0;
    for (uint32_t k = m->first; k < second; k++)
        if (m->tokens[k].head == second && m->tokens[k].deprel == DEP_nsubj) {
            if (cc != TOKEN_NONE && k < cc)
                subject = k;
            n++;
        }
    return n == 2 && child_before(m, second, DEP_nsubj) == subject ? subject : TOKEN_NONE;
}

/* …: its participle is the verb of the first clause, and the other one's joined to it. */
static void mend_first_clause(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (t->deprel != DEP_acl || !mend_is_tagged(m, at, "VBN VBD") || t->head == TOKEN_NONE ||
        t->head + 1 != at || has_any_auxiliary(m, at))
        return;
    uint32_t subject = t->head, second = m->tokens[subject].head;
    if (second == TOKEN_NONE || second < at || m->tokens[second].upos != UPOS_VERB ||
        first_subject(m, second) != subject)
        return;
    mend_retag(m->g, t, "VBD", UPOS_VERB);
    t->head = m->tokens[second].head;
    t->deprel = m->tokens[second].deprel;
    m->tokens[subject].head = at;
    mend_hang(m, second, at, DEP_conj);
}

/* "Fled (conj's head) and threatened | to teach (xcomp of fled) him": the infinitive right behind a
 * second verb is that verb's. */
static void mend_infinitive(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t to = t->deprel == DEP_xcomp ? child_before(m, at, DEP_mark) : TOKEN_NONE;
    if (to == TOKEN_NONE || to <= m->first || !str_is(m->tokens[to].form, "to"))
        return;
    const struct token *second = &m->tokens[to - 1];
    if (second->upos == UPOS_VERB && second->deprel == DEP_conj && second->head == t->head)
        t->head = to - 1;
}

/* "Presidents | Erdogan (appos) and Putin": no comma, no apposition, but titles with their names.
 */
static bool is_shared_title(const struct token *t) {
    return str_in(t->form, "Presidents Ministers Generals Chancellors Senators Kings presidents "
                           "ministers leaders generals senators");
}

static void mend_titles(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t title = t->head;
    if ((t->deprel != DEP_appos && t->deprel != DEP_flat) || t->upos != UPOS_PROPN ||
        title == TOKEN_NONE || title + 1 != at || !is_shared_title(&m->tokens[title]))
        return;
    t->deprel = DEP_flat;
    for (uint32_t k = at + 1; k < m->last; k++)
        if (m->tokens[k].head == at && m->tokens[k].deprel == DEP_conj)
            m->tokens[k].head = title;
}

/* "Aleppo, which (nsubj) | rebels (compound) hold (NN)": the clause has a verb, and who does it
 * stands right before. */
static bool mend_relative_verb(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (t->deprel != DEP_acl_relcl || t->upos != UPOS_NOUN || !mend_is_tagged(m, at, "NN"))
        return true;
    uint32_t word = child_before(m, at, DEP_nsubj);
    if (word == TOKEN_NONE || !str_in(m->tokens[word].form, "which that whom") ||
        child_before(m, at, DEP_cop) != TOKEN_NONE)
        return true;
    struct token *doer = &m->tokens[at - 1];
    if (!mend_is_tagged(m, at - 1, "NNS") || doer->head != at)
        return true;
    doer->deprel = DEP_nsubj;
    m->tokens[word].deprel = DEP_obj;
    return mend_retag_lemma(m->g, m->arena, t, "VBP", UPOS_VERB);
}

/* "The trade bloc | Mercosur (flat)": a name goes on behind a name only; here it is whose noun the
 * noun is. */
static void mend_named_noun(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (t->deprel == DEP_flat && t->upos == UPOS_PROPN && t->head != TOKEN_NONE &&
        t->head + 1 == at && m->tokens[t->head].upos == UPOS_NOUN &&
        !is_shared_title(&m->tokens[t->head]))
        t->deprel = DEP_appos;
}

/* "Will be repealed after a year of protests | by growers (obl)": who stands behind the noun of a
 * deed did it. */
static void mend_doer(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    bool is_oblique = t->deprel == DEP_obl || t->deprel == DEP_obl_agent;
    if (!is_oblique || !mend_is_noun(t))
        return;
    uint32_t by = child_before(m, at, DEP_case);
    if (by == TOKEN_NONE || by < m->first + 2 || !str_is(m->tokens[by].form, "by") ||
        t->head == TOKEN_NONE || t->head + 1 >= by || !mend_is_noun(&m->tokens[by - 1]) ||
        !str_in(m->tokens[by - 1].lemma,
                "protest attack strike raid demonstration rally offensive bombing shelling "
                "airstrike riot march crackdown campaign assault ambush incursion invasion "
                "boycott blockade visit killing abduction"))
        return;
    t->head = by - 1;
    t->deprel = DEP_nmod;
}

/* "Arrested 100 in a crackdown | on protests (obl)": such nouns have what they are aimed at behind
 * them. */
static void mend_aim(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (t->deprel != DEP_obl || !mend_is_noun(t))
        return;
    uint32_t on = child_before(m, at, DEP_case);
    if (on == TOKEN_NONE || on < m->first + 2 || t->head == TOKEN_NONE || t->head + 1 >= on ||
        !str_in(m->tokens[on].lemma, "on against") || !mend_is_noun(&m->tokens[on - 1]) ||
        str_in(t->lemma, MEND_WEEKDAYS " day eve") ||
        !str_in(m->tokens[on - 1].lemma, "crackdown clampdown onslaught assault sanction embargo "
                                         "tariff war campaign offensive blockade ban"))
        return;
    t->head = on - 1;
    t->deprel = DEP_nmod;
}

/* "As (case of coup) coup-mongers (obj)": a hyphen makes one word of two. */
static void mend_hyphen(const struct word_mender *m, uint32_t at) {
    uint32_t whole = m->tokens[at].head;
    if (m->tokens[at].deprel != DEP_compound || whole != at + 2 ||
        !str_is(m->tokens[at + 1].form, "-"))
        return;
    uint32_t mark = child_before(m, at, DEP_case);
    if (mark == TOKEN_NONE)
        return;
    m->tokens[mark].head = whole;
    if (m->tokens[whole].deprel == DEP_obj)
        m->tokens[whole].deprel = DEP_obl;
}

/* "After the attack, X (nsubj), a spokesman (conj), blamed …": between two commas and without an
 * "and" the noun says who the name is. */
static void mend_explained(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t begin = at, end = at + 1, name;
    if (t->deprel != DEP_conj || t->upos != UPOS_NOUN || mend_is_tagged(m, at, "NNS") ||
        child_before(m, at, DEP_cc) != TOKEN_NONE)
        return;
    while (begin > m->first && is_within(m, begin - 1, at))
        begin--;
    while (end < m->last && is_within(m, end, at))
        end++;
    if (begin < m->last && m->tokens[begin].upos == UPOS_PUNCT)
        begin++;
    if (begin < m->first + 2 || end >= m->last || !str_is(m->tokens[begin - 1].form, ",") ||
        (!str_is(m->tokens[end].form, ",") && !str_is(m->tokens[end - 1].form, ",")) ||
        m->tokens[begin].upos != UPOS_DET)
        return;
    name = mend_begin_of_name(m, begin - 2);
    bool is_subject_name = m->tokens[name].upos == UPOS_PROPN &&
                           is_subject((enum deprel)m->tokens[name].deprel) && t->head < name;
    if (!is_subject_name)
        return;
    t->head = name;
    t->deprel = DEP_appos;
}

/* "A move | that (mark) the opposition decried (acl)": a verb that lacks its object has it in
 * "that", behind a noun that has no content to tell. */
static void mend_relative_that(const struct word_mender *m, uint32_t that) {
    uint32_t verb = m->tokens[that].head;
    if (m->tokens[that].deprel != DEP_mark || !str_is(m->tokens[that].form, "that") ||
        verb == TOKEN_NONE || verb < that || that == m->first ||
        m->tokens[verb].deprel != DEP_acl || m->tokens[verb].head + 1 != that ||
        !mend_is_finite(m, verb) || !has_subject(m, verb) ||
        !str_in(m->tokens[that - 1].lemma, "move step decision measure action law decree deal ban "
                                           "strike raid attack act bill treaty pact plan"))
        return;
    for (uint32_t k = verb + 1; k < m->last; k++)
        if (m->tokens[k].head == verb &&
            (m->tokens[k].deprel == DEP_obj || m->tokens[k].deprel == DEP_ccomp ||
             m->tokens[k].deprel == DEP_xcomp))
            return;
    m->tokens[that].deprel = DEP_obj;
    m->tokens[verb].deprel = DEP_acl_relcl;
}

/* "…, should the government ask (conj)": with its auxiliary before its subject and no "and" it is a
 * condition. */
static void mend_inverted(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (t->deprel != DEP_conj || t->upos != UPOS_VERB)
        return;
    uint32_t subject = child_before(m, at, DEP_nsubj), should = child_before(m, at, DEP_aux);
    if (subject != TOKEN_NONE && should < subject && str_is(m->tokens[should].form, "should") &&
        child_before(m, at, DEP_cc) == TOKEN_NONE)
        t->deprel = DEP_advcl;
}

/* "Controls most fields, as well as | swaths (conj of controls) of land", "allow | deployment
 * (iobj) of troops": nouns stand beside nouns, and the only object is the direct one. */
static void mend_objects(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t verb = t->head, object = TOKEN_NONE;
    if (!mend_is_noun(t) || verb == TOKEN_NONE || verb > at || m->tokens[verb].upos != UPOS_VERB ||
        (t->deprel != DEP_iobj && t->deprel != DEP_conj))
        return;
    for (uint32_t k = verb + 1; k < m->last; k++)
        if (m->tokens[k].head == verb &&
            (m->tokens[k].deprel == DEP_obj || m->tokens[k].deprel == DEP_ccomp))
            object = k;
    uint32_t cc = child_before(m, at, DEP_cc);
    if (t->deprel == DEP_iobj && object == TOKEN_NONE)
        t->deprel = DEP_obj;
    else if (t->deprel == DEP_conj && object != TOKEN_NONE && object < at && cc != TOKEN_NONE &&
             str_is(m->tokens[cc].form, "as") && m->tokens[object].deprel == DEP_obj)
        t->head = object;
}

/* "South (nsubj) of Tripoli, the army (appos) | bombed": whither a sentence looks first acts not.
 */
static void mend_direction(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t where = t->head;
    if (t->deprel != DEP_appos || where == TOKEN_NONE || where > at ||
        !str_in(m->tokens[where].form,
                "South North East West Southwest Southeast Northwest Northeast "
                "Outside") ||
        !is_subject((enum deprel)m->tokens[where].deprel))
        return;
    t->head = m->tokens[where].head;
    t->deprel = m->tokens[where].deprel;
    m->tokens[where].deprel = DEP_obl;
}

/* "The army of Khalifa Haftar, | who (relcl of army) is backed by": a body is no "who". */
static void mend_who(const struct word_mender *m, uint32_t who) {
    uint32_t verb = m->tokens[who].head, end = who;
    if (!str_is(m->tokens[who].form, "who") || verb == TOKEN_NONE || verb < who ||
        m->tokens[verb].deprel != DEP_acl_relcl || who < m->first + 2)
        return;
    uint32_t body = m->tokens[verb].head;
    end -= str_is(m->tokens[who - 1].form, ",") ? 2 : 1;
    if (body == TOKEN_NONE || body >= end ||
        !str_in(m->tokens[body].lemma,
                "Army army Party party Movement movement government Government "
                "Front front militia group Union union Council council"))
        return;
    while (end > body && m->tokens[end].deprel == DEP_flat && m->tokens[end].head < end)
        end = m->tokens[end].head;
    if (m->tokens[end].upos == UPOS_PROPN && m->tokens[end].head == body &&
        m->tokens[end].deprel == DEP_nmod)
        m->tokens[verb].head = end;
}

static bool mend_word(const struct word_mender *m, uint32_t i) {
    mend_marked(m, i);
    mend_during(m, i);
    mend_perfect_joint(m, i);
    mend_list(m, i);
    mend_day(m, i);
    mend_people(m, i);
    mend_adverb(m, i);
    mend_urged(m, i);
    mend_cased_verb(m, i);
    mend_seen(m, i);
    mend_relative_that(m, i);
    mend_inverted(m, i);
    mend_objects(m, i);
    mend_direction(m, i);
    mend_who(m, i);
    mend_month(m, i);
    mend_first_clause(m, i);
    mend_infinitive(m, i);
    mend_titles(m, i);
    mend_named_noun(m, i);
    mend_doer(m, i);
    mend_aim(m, i);
    mend_hyphen(m, i);
    mend_explained(m, i);
    return mend_relative_verb(m, i);
}

bool mend_bounds(const struct tagger *g, struct arena *a, struct text *t) {
    return mend_each_word(g, a, t, LONGEST_MENDED, mend_word);
}
