/* Where a phrase of news reaches to. A phrase behind a day belongs to the verb ("talks on Sunday
 * with the prince"), "according to" to the whole clause, an infinitive behind a noun that asks for
 * one and its "by" to that noun ("a plot by soldiers to kill"); a participle right behind people
 * who are an object tells of them ("dispersed demonstrators demanding the vote"); and a past form
 * with an object of its own is no participle of the noun before it, but the verb of a clause of
 * which that noun is the subject ("after gangs set fire to homes", "said 30 warplanes crossed the
 * line"). Linear in the tokens but for the sentences that are mended. */
#include "lang/mend/parts.h"

/* "On Sunday | with the prince (nmod)", "people, | according to medics (nmod)". */
static void mend_phrase(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    if (t->deprel != DEP_nmod || t->head == TOKEN_NONE || t->head > i)
        return;
    uint32_t marker = mend_child(m, i, DEP_case), up = t->head;
    if (marker == TOKEN_NONE || marker > i)
        return;
    bool is_according =
        str_is(m->tokens[marker].lemma, "accord") || str_is(m->tokens[marker].lemma, "according");
    bool is_behind_day = str_in(m->tokens[up].lemma, MEND_WEEKDAYS) &&
                         str_in(m->tokens[marker].lemma, "with against over");
    if (!is_according && !is_behind_day)
        return;
    for (uint32_t k = 0; k < 6 && up != TOKEN_NONE && m->tokens[up].upos != UPOS_VERB; k++)
        up = m->tokens[up].head;
    if (up == TOKEN_NONE || m->tokens[up].upos != UPOS_VERB)
        return;
    t->head = up;
    t->deprel = DEP_obl;
}

/* "Foiled a plot by soldiers | to kill (advcl) the president". */
static void mend_infinitive(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    if ((t->deprel != DEP_advcl && t->deprel != DEP_xcomp) || t->head == TOKEN_NONE || t->head > i)
        return;
    uint32_t to = mend_child(m, i, DEP_mark);
    if (to == TOKEN_NONE || to > i || !str_is(m->tokens[to].form, "to"))
        return;
    uint32_t noun = mend_child(m, t->head, DEP_obj);
    if (noun == TOKEN_NONE || noun > to ||
        !str_in(m->tokens[noun].lemma, "plot plan proposal bid attempt offer threat vow promise "
                                       "pledge request decision effort call demand refusal move"))
        return;
    for (uint32_t k = noun + 1; k < to; k++) {
        bool is_by = m->tokens[k].head == noun && m->tokens[k].deprel == DEP_nmod;
        uint32_t marker = is_by ? mend_child(m, k, DEP_case) : TOKEN_NONE;
        if (marker != TOKEN_NONE && str_is(m->tokens[marker].form, "by")) {
            t->head = noun;
            t->deprel = DEP_acl;
            return;
        }
    }
}

/* "Agreed on Monday | to halt (advcl) hostilities": what one agrees, vows or refuses to do is no
 * purpose. */
static void mend_intended(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    if (t->deprel != DEP_advcl || t->head == TOKEN_NONE || t->head >= i ||
        !mend_is_tagged(m, i, "VB") ||
        !str_in(m->tokens[t->head].lemma,
                "agree decide promise pledge vow refuse decline threaten"))
        return;
    uint32_t to = mend_child(m, i, DEP_mark); /* the mark may be the first word of all */
    if (to == TOKEN_NONE || to <= t->head || !str_is(m->tokens[to].form, "to") ||
        m->tokens[to - 1].upos == UPOS_PUNCT || mend_child(m, t->head, DEP_obj) != TOKEN_NONE ||
        mend_child(m, t->head, DEP_xcomp) != TOKEN_NONE)
        return;
    t->deprel = DEP_xcomp;
}

/* "The first country after | Israel (nsubj) to suspend (advcl) aid": who came before is not who
 * does it now. */
static void mend_ranked(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    if (t->deprel != DEP_advcl || !mend_is_tagged(m, i, "VB") || i < m->first + 4 ||
        !str_is(m->tokens[i - 1].form, "to") || m->tokens[i - 1].head != i)
        return;
    uint32_t other = mend_child(m, i, DEP_nsubj), after = mend_child(m, i, DEP_mark);
    if (other == TOKEN_NONE || after == TOKEN_NONE || after + 1 >= i || after == m->first ||
        other < after || !str_in(m->tokens[after].form, "after besides since") ||
        !mend_is_noun(&m->tokens[after - 1]))
        return;
    uint32_t noun = after - 1;
    mend_hang(m, other, noun, DEP_nmod);
    mend_hang(m, after, other, DEP_case);
    t->head = noun;
    t->deprel = DEP_acl;
}

/* "Prompting | Caracas to cut (advcl) its ties": an infinitive right behind the object of a verb
 * that makes others do something is what he is made to do. */
static void mend_caused(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    if (t->deprel != DEP_advcl || t->head == TOKEN_NONE || t->head >= i ||
        !mend_is_tagged(m, i, "VB") ||
        !str_in(m->tokens[t->head].lemma, "prompt lead force compel oblige drive push pressure "
                                          "spur provoke tempt embolden"))
        return;
    uint32_t to = mend_child(m, i, DEP_mark), object = mend_child(m, t->head, DEP_obj);
    if (to == TOKEN_NONE || !str_is(m->tokens[to].form, "to") || object == TOKEN_NONE ||
        object < t->head || object >= to || m->tokens[to - 1].upos == UPOS_PUNCT)
        return;
    t->deprel = DEP_xcomp;
}

/* "… demanding the vote, | killing (advcl) three": behind a comma the main verb goes on. */
static void free_sequel(const struct word_mender *m, uint32_t participle, uint32_t verb) {
    for (uint32_t k = 0; k < 6 && m->tokens[verb].head != TOKEN_NONE; k++) {
        if (m->tokens[verb].deprel != DEP_advcl && m->tokens[verb].deprel != DEP_xcomp)
            break;
        verb = m->tokens[verb].head;
    }
    for (uint32_t k = participle + 2; k < m->last; k++)
        if (m->tokens[k].head == participle && m->tokens[k].deprel == DEP_advcl &&
            str_is(m->tokens[k - 1].form, ",") && mend_is_tagged(m, k, "VBG"))
            m->tokens[k].head = verb;
}

/* "Dispersed demonstrators | demanding (advcl) the return of the king". */
static void mend_participle(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    if (t->deprel != DEP_advcl || i < m->first + 2 || t->head == TOKEN_NONE || t->head >= i ||
        !mend_is_tagged(m, i, "VBG") || !mend_is_tagged(m, i - 1, "NNS"))
        return;
    const struct token *noun = &m->tokens[i - 1];
    bool is_time = str_in(noun->lemma, "hour day week month year minute time decade resource fund");
    bool has_object = mend_child(m, i, DEP_obj) != TOKEN_NONE;
    if (noun->deprel != DEP_obj || noun->head != t->head || is_time || !has_object ||
        mend_child(m, i, DEP_mark) != TOKEN_NONE || mend_child(m, i, DEP_nsubj) != TOKEN_NONE)
        return;
    free_sequel(m, i, t->head);
    t->head = i - 1;
    t->deprel = DEP_acl;
}

/* "Charged with planning | to bomb (advcl of charged) it": what was planned. */
static void mend_planned(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    if (i < m->first + 3 || (t->deprel != DEP_advcl && t->deprel != DEP_xcomp) ||
        t->head == TOKEN_NONE || t->head + 1 >= i - 2 || !str_is(m->tokens[i - 1].form, "to") ||
        !str_in(m->tokens[i - 2].form, "planning plotting conspiring attempting preparing trying "
                                       "conspiracy plotted threatening agreeing") ||
        mend_child(m, i - 2, DEP_case) == TOKEN_NONE)
        return;
    mend_hang(m, i, i - 2, DEP_acl);
    uint32_t whom = m->tokens[i - 2].head; /* "a man | with planning (nmod)" */
    if (m->tokens[i - 2].deprel != DEP_nmod || whom == TOKEN_NONE ||
        m->tokens[whom].deprel != DEP_obj || m->tokens[whom].head > whom)
        return;
    mend_hang(m, i - 2, m->tokens[whom].head, DEP_obl);
}

/* "Fired on a convoy carrying (acl) aid, | wounding (advcl) six": behind the comma the attack goes
 * on, not the journey of whom it hit. */
static void mend_sequel(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    uint32_t above = t->head;
    if (t->deprel != DEP_advcl || above == TOKEN_NONE || above >= i ||
        !mend_is_tagged(m, i, "VBG") || !str_is(m->tokens[i - 1].form, ",") ||
        deprel_basic((enum deprel)m->tokens[above].deprel) != DEP_acl)
        return;
    bool is_journey =
        str_in(m->tokens[above].lemma,
               "carry transport belong house hold escort guard protect shelter bring ferry serve "
               "contain accompany return leave head travel drive deliver lead move") &&
        (mend_is_tagged(m, above, "VBG") || m->tokens[above].deprel == DEP_acl_relcl);
    bool is_held = str_in(m->tokens[above].lemma,
                          "control hold run rule govern dominate inhabit populate use know "
                          "occupy locate base"); /* "suburbs that X controls, killing" */
    if (!is_journey && !is_held)
        return;
    uint32_t verb = m->tokens[above].head;
    for (int steps = 0; steps < 4 && verb != TOKEN_NONE && m->tokens[verb].upos != UPOS_VERB;
         steps++)
        verb = m->tokens[verb].head;
    if (verb != TOKEN_NONE && verb < above && m->tokens[verb].upos == UPOS_VERB)
        t->head = verb;
}

/* "Suspected of | attacking (amod) officers": behind "of" the gerund governs, and is not governed.
 */
static void mend_gerund(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    if (t->deprel != DEP_amod || i <= m->first + 1 || t->head <= i || t->head == TOKEN_NONE ||
        !mend_is_tagged(m, i, "VBG"))
        return;
    struct token *marker = &m->tokens[i - 1], *noun = &m->tokens[t->head];
    bool is_marker = (marker->deprel == DEP_mark || marker->deprel == DEP_case) &&
                     (marker->head == t->head || marker->head == i) &&
                     str_in(marker->form, "of for with from by without");
    bool is_blame =
        noun->head != TOKEN_NONE && noun->head < i &&
        str_in(m->tokens[noun->head].lemma, "suspect accuse convict acquit charge clear");
    if (!is_marker || noun->head == TOKEN_NONE || noun->head >= i ||
        (marker->deprel != DEP_mark && !is_blame))
        return;
    t->head = noun->head;
    t->deprel = DEP_advcl;
    noun->head = i;
    noun->deprel = DEP_obj;
    marker->head = i;
    marker->deprel = DEP_mark;
}

/* Is the verb a past form with an object behind it, hung on the noun right before it as its
 * participle? */
static bool is_lost_clause(const struct word_mender *m, uint32_t noun, uint32_t verb) {
    const struct token *v = &m->tokens[verb];
    if (v->head != noun || v->deprel != DEP_acl || !mend_is_tagged(m, verb, "VBD VBN"))
        return false;
    uint32_t object = mend_child(m, verb, DEP_obj);
    return object != TOKEN_NONE && object > verb &&
           mend_child(m, verb, DEP_obl_agent) == TOKEN_NONE &&
           mend_child(m, verb, DEP_mark) == TOKEN_NONE && mend_is_noun(&m->tokens[object]);
}

static void make_clause(const struct word_mender *m, uint32_t noun, uint32_t verb, enum deprel d) {
    mend_hang(m, verb, m->tokens[noun].head, d);
    mend_hang(m, noun, verb, DEP_nsubj);
}

/* "After gangs (obl) | set (acl) fire", "said 30 warplanes (obj) | crossed (acl) the line". */
static void mend_clause(const struct word_mender *m, uint32_t i) {
    if (i <= m->first || !is_lost_clause(m, i - 1, i))
        return;
    const struct token *noun = &m->tokens[i - 1];
    if (noun->head == TOKEN_NONE || noun->head >= i - 1)
        return;
    uint32_t marker = mend_child(m, i - 1, DEP_case);
    bool is_said = noun->deprel == DEP_obj && marker == TOKEN_NONE &&
                   str_in(m->tokens[noun->head].lemma, "say claim announce report confirm believe");
    bool is_dated = noun->deprel == DEP_obl && marker != TOKEN_NONE &&
                    str_in(m->tokens[marker].lemma, "after before since until");
    if (is_said)
        make_clause(m, i - 1, i, DEP_ccomp);
    if (is_dated) {
        mend_hang(m, marker, i, DEP_mark);
        make_clause(m, i - 1, i, DEP_advcl);
    }
}

/* "In the first phase | Hamas (obl) is to release captives": a name right before the verb's
 * auxiliary is no part of the phrase before it, where the verb has no other subject. */
static void mend_swallowed(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    uint32_t verb = t->head, before = i - 1;
    if (i < m->first + 2 || t->deprel != DEP_obl || t->upos != UPOS_PROPN || verb == TOKEN_NONE ||
        verb < i || i + 1 >= m->last || m->tokens[i + 1].head != verb ||
        m->tokens[i + 1].upos != UPOS_AUX || mend_has_subject(m, verb))
        return;
    uint32_t marker = mend_child(m, i, DEP_case);
    if (m->tokens[before].upos != UPOS_NOUN || m->tokens[before].head != i ||
        m->tokens[before].deprel != DEP_compound || marker == TOKEN_NONE || marker > before)
        return;
    mend_rehang(m, m->first, before, i, before);
    mend_hang(m, before, verb, DEP_obl);
    t->deprel = DEP_nsubj;
}

/* "Granted | Glas (compound) | asylum", "gave | the dissident (amod) | refuge": who gets it is no
 * part of what is given. */
static void mend_granted(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t gift = at + 1;
    if ((t->deprel != DEP_compound && t->deprel != DEP_amod) || gift >= m->last ||
        t->head != gift || m->tokens[gift].deprel != DEP_obj || m->tokens[gift].head >= at ||
        (t->upos != UPOS_PROPN && !str_in(t->form, "dissident activist suspect defendant")) ||
        !str_in(m->tokens[gift].form, "asylum refuge sanctuary citizenship amnesty immunity "
                                      "membership protection access aid help weapons arms money"))
        return;
    uint32_t verb = m->tokens[gift].head;
    if (!str_in(m->tokens[verb].lemma, "grant give offer deny promise send supply refuse"))
        return;
    mend_rehang(m, verb + 1, at, gift, at);
    t->head = verb;
    t->deprel = DEP_iobj;
}

/* "Said after the meeting | that (acl) he would not": what is said, where the noun between has no
 * content of its own. */
static void mend_said_clause(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    uint32_t noun = t->head;
    if (t->deprel != DEP_acl || noun == TOKEN_NONE || noun > i ||
        m->tokens[noun].head == TOKEN_NONE)
        return;
    uint32_t verb = m->tokens[noun].head, mark = mend_child(m, i, DEP_mark);
    if (mark == TOKEN_NONE || !str_is(m->tokens[mark].form, "that") ||
        !str_in(m->tokens[verb].lemma, "say tell announce warn add insist declare confirm claim") ||
        m->tokens[noun].deprel != DEP_obl || verb > noun ||
        !str_in(m->tokens[noun].lemma, "meeting talk visit summit interview conference address "
                                       "speech briefing session call trip broadcast ceremony "
                                       "parliament television radio reporter " MEND_WEEKDAYS))
        return;
    t->head = verb;
    t->deprel = DEP_ccomp;
}

/* "Applied to join the bloc after Russia (nmod) | launched (conj) its war", "a day after the king
 * (nmod) | declared (parataxis) a truce": a past that nothing
 * joins, right behind the noun of such a word, is what that noun did. */
static void mend_unjoined(const struct word_mender *m, uint32_t i) {
    struct token *verb = &m->tokens[i];
    bool is_loose = verb->deprel == DEP_conj || verb->deprel == DEP_parataxis ||
                    (verb->deprel == DEP_xcomp && str_is(verb->form, "quit"));
    if (i < m->first + 2 || !is_loose || !mend_is_tagged(m, i, "VBD") || verb->head == TOKEN_NONE ||
        verb->head > i || mend_child(m, i, DEP_cc) != TOKEN_NONE ||
        mend_child(m, i, DEP_nsubj) != TOKEN_NONE || !mend_is_noun(&m->tokens[i - 1]))
        return;
    uint32_t n = mend_begin_of_name(m, i - 1);
    struct token *noun = &m->tokens[n];
    uint32_t marker = mend_child(m, n, DEP_case);
    bool is_phrase = noun->deprel == DEP_obl || noun->deprel == DEP_nmod;
    if (!is_phrase || n < verb->head || marker == TOKEN_NONE || marker > n ||
        !str_in(m->tokens[marker].lemma, "after before since until while when as because"))
        return;
    verb->deprel = DEP_advcl;
    mend_hang(m, marker, i, DEP_mark);
    noun->head = i;
    noun->deprel = DEP_nsubj;
}

/* "After (advmod) soldiers (obj) | toppled (amod) the president", "after police (compound) shot …":
 * a past form right behind a plural that such a word opens is the verb of its clause; what the tree
 * took it to describe is its object. */
static void mend_opened(const struct word_mender *m, uint32_t i) {
    struct token *verb = &m->tokens[i];
    if (i < m->first + 2 || verb->deprel != DEP_amod || !mend_is_tagged(m, i, "VBD VBN"))
        return;
    struct token *doer = &m->tokens[i - 1], *marker = &m->tokens[i - 2];
    bool is_before = verb->head > i && m->tokens[verb->head].head == i - 1;
    uint32_t object = is_before             ? verb->head
                      : verb->head == i - 1 ? mend_child(m, i, DEP_conj)
                                            : TOKEN_NONE;
    bool is_opened = str_in(marker->form, "after before since when while until as") &&
                     (doer->head == i - 2 || marker->head == i - 1) &&
                     mend_is_tagged(m, i - 1, "NNS NN");
    uint32_t above = doer->head == i - 2 ? marker->head : doer->head;
    if (!is_opened || object == TOKEN_NONE || !mend_is_noun(&m->tokens[object]) ||
        above == TOKEN_NONE || above == i)
        return;
    verb->head = above;
    verb->deprel = DEP_advcl;
    marker->head = i;
    marker->deprel = DEP_mark;
    doer->head = i;
    doer->deprel = DEP_nsubj;
    mend_hang(m, object, i, DEP_obj);
}

/* Do the words from a noun to a verb list what stands beside the noun: "A, B and C | stood"? */
static bool is_list_to(const struct word_mender *m, uint32_t noun, uint32_t verb) {
    bool is_list = false;
    for (uint32_t k = noun + 1; k < verb; k++) {
        uint32_t up = m->tokens[k].head;
        is_list |= up == noun && m->tokens[k].deprel == DEP_conj;
        if (up == TOKEN_NONE || up < noun || up >= verb || m->tokens[k].upos == UPOS_VERB)
            return false;
    }
    return is_list;
}

/* "Called for protests after the mayor (obl), X, | was detained (conj)": a verb that nothing joins
 * has its subject behind "after". */
static void mend_inserted(const struct word_mender *m, uint32_t i) {
    struct token *verb = &m->tokens[i];
    if (verb->deprel != DEP_conj || verb->upos != UPOS_VERB || verb->head == TOKEN_NONE ||
        verb->head > i || mend_child(m, i, DEP_cc) != TOKEN_NONE || mend_has_subject(m, i))
        return;
    for (uint32_t n = verb->head + 1; n + 3 < i; n++) {
        struct token *noun = &m->tokens[n];
        if (noun->head != verb->head || noun->deprel != DEP_obl || !mend_is_noun(noun))
            continue;
        uint32_t marker = mend_child(m, n, DEP_case), inserted = mend_child(m, n, DEP_appos);
        bool is_inserted = inserted != TOKEN_NONE && inserted > n && inserted < i;
        if (marker == TOKEN_NONE || (!is_inserted && !is_list_to(m, n, i)) ||
            !str_in(m->tokens[marker].lemma, "after before since until while whereas"))
            continue;
        verb->deprel = DEP_advcl;
        mend_hang(m, marker, i, DEP_mark);
        mend_hang(m, n, i, mend_subject_relation(m, i));
        return;
    }
}

/* "Accused soldiers in Kenya | of killing (acl) men": of whom is accused, and not of where. */
static void mend_accusation(const struct word_mender *m, uint32_t i) {
    struct token *t = &m->tokens[i];
    uint32_t place = t->head;
    if (t->deprel != DEP_acl || place == TOKEN_NONE || place > i ||
        m->tokens[place].deprel != DEP_obl)
        return;
    uint32_t verb = m->tokens[place].head, mark = mend_child(m, i, DEP_mark);
    if (verb == TOKEN_NONE || verb > place || mark == TOKEN_NONE ||
        !str_is(m->tokens[mark].lemma, "of") ||
        !str_in(m->tokens[verb].lemma, "accuse convict suspect acquit"))
        return;
    t->head = verb;
    t->deprel = DEP_advcl;
}

/* "Talks with (case) the defense chief (compound) at (case) his | office": two phrases that were
 * taken for one. The first has its own noun before the second preposition. */
static void mend_two_phrases(const struct word_mender *m, uint32_t i) {
    uint32_t marks[2], n = 0, noun = TOKEN_NONE;
    if (!mend_is_noun(&m->tokens[i]) || m->tokens[i].head == TOKEN_NONE || m->tokens[i].head > i)
        return;
    for (uint32_t k = m->first; k < i && n < 3; k++)
        if (m->tokens[k].head == i && m->tokens[k].deprel == DEP_case) {
            if (n < 2)
                marks[n] = k;
            n++;
        }
    if (n != 2 || !str_in(m->tokens[marks[0]].lemma, "with to from against by on for") ||
        !str_in(m->tokens[marks[1]].lemma, "at in on near during after before"))
        return;
    for (uint32_t k = marks[0] + 1; k < marks[1]; k++)
        if (m->tokens[k].head == i && mend_is_noun(&m->tokens[k]))
            noun = k;
    if (noun == TOKEN_NONE)
        return;
    m->tokens[noun].head = m->tokens[i].head;
    m->tokens[noun].deprel = m->tokens[i].deprel;
    mend_rehang(m, marks[0], marks[1], i, noun);
}

static bool mend_word(const struct word_mender *m, uint32_t i) {
    mend_two_phrases(m, i);
    mend_accusation(m, i);
    mend_phrase(m, i);
    mend_infinitive(m, i);
    mend_caused(m, i);
    mend_intended(m, i);
    mend_ranked(m, i);
    mend_participle(m, i);
    mend_sequel(m, i);
    mend_planned(m, i);
    mend_gerund(m, i);
    mend_clause(m, i);
    mend_opened(m, i);
    mend_unjoined(m, i);
    mend_said_clause(m, i);
    mend_swallowed(m, i);
    mend_granted(m, i);
    mend_inserted(m, i);
    return true;
}

void mend_reaches(const struct tagger *g, struct text *t) {
    mend_each_word(g, NULL, t, LONGEST_MENDED, mend_word);
}
