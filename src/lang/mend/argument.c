/* The parser takes a noun for a verb or a phrase for an argument where names are unknown to it.
 * Some things no tree of the treebanks has, and each has one remedy: a finite verb that is a
 * subject
 * ("RSF drones (VBZ) hit a station") is a noun; of two subjects of one verb the second behind a
 * preposition is the first one's place ("police in Nairobi fired"); and a noun phrase without a
 * preposition right behind a verb that lacks an object is its object ("shut down the internet"),
 * unless it is a time. Linear in the tokens but for the few that are mended. */
#include "lang/mend/parts.h"

static bool is_subject(const struct token *t) {
    return deprel_basic((enum deprel)t->deprel) == DEP_nsubj;
}

/* "RSF drones | hit": a plural noun that was taken for a verb, and its modifier for a subject. */
static bool mend_lost_subject(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    bool is_verb = t->upos == UPOS_VERB || t->upos == UPOS_AUX;
    if (!is_verb || !is_subject(t) || t->head == TOKEN_NONE || t->head <= at || at == m->first ||
        !mend_is_noun(&m->tokens[at - 1]) || !str_ends(t->form, STR("s")))
        return true;
    for (uint32_t k = m->first; k < at; k++)
        if (m->tokens[k].head == at && is_subject(&m->tokens[k]))
            m->tokens[k].deprel = DEP_compound;
    return mend_retag_lemma(m->g, m->arena, t, "NNS", UPOS_NOUN);
}

/* "Police | in Nairobi | fired": the preposition was taken for the mark of a clause. */
static void mend_second_subject(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (!is_subject(t) || !mend_is_noun(t) || t->head == TOKEN_NONE || t->head <= at)
        return;
    uint32_t first = at; /* of its phrase */
    while (first > m->first && m->tokens[first - 1].head == at)
        first--;
    if (first < m->first + 2)
        return;
    struct token *mark = &m->tokens[first - 1], *before = &m->tokens[first - 2];
    bool is_marked = mark->head == t->head && mark->upos == UPOS_ADP && mark->deprel == DEP_mark &&
                     str_in(mark->lemma, "in of from at near outside with on");
    if (!is_marked || before->head != t->head || !is_subject(before))
        return;
    mark->head = at;
    mark->deprel = DEP_case;
    t->head = first - 2;
    t->deprel = DEP_nmod;
}

/* "Protesters | called (acl) for his exit after claims | he (nsubj) | lied (root, nsubj
 * protesters)": a clause that has "he" has no other subject; what stands before it is a clause of
 * its own. */
static void mend_robbed_clause(const struct word_mender *m, uint32_t at) {
    const struct token *pronoun = &m->tokens[at];
    uint32_t verb = pronoun->head, first = TOKEN_NONE;
    if (!str_in(pronoun->form, "he she they it we") || !is_subject(pronoun) || verb == TOKEN_NONE ||
        verb < at || at < m->first + 4 || !mend_is_noun(&m->tokens[at - 1]))
        return;
    for (uint32_t k = m->first; k + 3 < at && first == TOKEN_NONE; k++)
        if (m->tokens[k].head == verb && is_subject(&m->tokens[k]) && mend_is_noun(&m->tokens[k]))
            first = k;
    if (first == TOKEN_NONE)
        return;
    struct token *v = &m->tokens[verb], *robbed = &m->tokens[first + 1];
    if (robbed->head != first || robbed->deprel != DEP_acl ||
        !mend_is_tagged(m, first + 1, "VBN VBD") ||
        mend_child(m, first + 1, DEP_obl_agent) != TOKEN_NONE)
        return;
    for (uint32_t k = m->first; k < m->last; k++)
        if (m->tokens[k].head == verb && (k < first || m->tokens[k].deprel == DEP_punct))
            m->tokens[k].head = first + 1;
    robbed->head = v->head;
    robbed->deprel = v->deprel;
    mend_retag(m->g, robbed, "VBD", UPOS_VERB);
    mend_hang(m, first, first + 1, DEP_nsubj);
    v->head = at - 1;
    v->deprel = DEP_acl;
}

/* "Kenyan | police | shot": of two subjects side by side the first modifies the second. */
static void mend_twin_subject(const struct word_mender *m, uint32_t at) {
    if (at == m->first)
        return;
    struct token *t = &m->tokens[at], *before = &m->tokens[at - 1];
    bool are_twins = is_subject(t) && mend_is_noun(t) && t->head != TOKEN_NONE && t->head > at &&
                     before->head == t->head && is_subject(before) &&
                     (mend_is_noun(before) || before->upos == UPOS_ADJ);
    if (!are_twins)
        return;
    before->head = at;
    before->deprel = DEP_compound;
    mend_rehang(m, m->first, at - 1, at - 1, at);
}

/* "The leader of the militant group | Hamas is": a second subject right behind the phrase of the
 * first is the name of that phrase's last noun. */
static void mend_named_group(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (at == m->first || t->upos != UPOS_PROPN || !is_subject(t) || t->head == TOKEN_NONE ||
        t->head <= at || m->tokens[at - 1].upos != UPOS_NOUN)
        return;
    uint32_t above = at - 1;
    for (int i = 0; i < 3 && above != TOKEN_NONE && m->tokens[above].deprel == DEP_nmod; i++)
        above = m->tokens[above].head;
    if (above == TOKEN_NONE || above >= at - 1 || !is_subject(&m->tokens[above]) ||
        m->tokens[above].head != t->head)
        return;
    t->head = at - 1;
    t->deprel = DEP_appos;
}

/* "Is in Kyiv | for talks", "| to discuss the truce": what he is there for is no part of the place.
 */
static void mend_errand(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t place = t->head, mark = TOKEN_NONE;
    if ((t->deprel != DEP_acl && t->deprel != DEP_nmod) || place == TOKEN_NONE || place > at)
        return;
    bool has_be = false, has_in = false;
    for (uint32_t k = m->first; k < at; k++) {
        has_be |= m->tokens[k].head == place && m->tokens[k].deprel == DEP_cop;
        has_in |= m->tokens[k].head == place && m->tokens[k].deprel == DEP_case &&
                  str_in(m->tokens[k].lemma, "in at");
        if (m->tokens[k].head == at &&
            (m->tokens[k].deprel == DEP_case || m->tokens[k].deprel == DEP_mark))
            mark = k;
    }
    if (!has_be || !has_in || mark == TOKEN_NONE || !str_in(m->tokens[mark].lemma, "to for on"))
        return;
    t->deprel = t->deprel == DEP_acl ? DEP_advcl : DEP_obl;
}

/* "Ignored resolutions | demanding a halt": the document demands, not who ignores it. */
static void mend_document(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (at == m->first || t->deprel != DEP_advcl || t->head == TOKEN_NONE || t->head >= at ||
        !mend_is_tagged(m, at, "VBG"))
        return;
    const struct token *noun = &m->tokens[at - 1];
    bool is_object = noun->head == t->head && (noun->deprel == DEP_obj || noun->deprel == DEP_obl);
    if (!is_object || !mend_is_noun(noun) ||
        !str_in(noun->lemma, "resolution letter petition law motion bill declaration decree order "
                             "note communique ultimatum treaty document verdict ruling warrant"))
        return;
    t->head = at - 1;
    t->deprel = DEP_acl;
}

static bool has_other_subject(const struct word_mender *m, uint32_t verb, uint32_t at) {
    for (uint32_t k = m->first; k < verb; k++)
        if (k != at && m->tokens[k].head == verb && is_subject(&m->tokens[k]))
            return true;
    return false;
}

/* "In an overnight raid | soldiers arrested": no comma parts the occasion from the subject, and the
 * tree takes the one for the other's modifier. */
static void mend_occasion(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    bool is_before_verb = mend_is_noun(t) && t->head == at + 1 && at + 1 < m->last &&
                          m->tokens[at + 1].upos == UPOS_VERB &&
                          (is_subject(t) || t->deprel == DEP_obl);
    if (!is_before_verb || has_other_subject(m, t->head, at))
        return;
    uint32_t occasion = TOKEN_NONE;
    bool has_case = false;
    for (uint32_t k = m->first; k < at; k++) {
        const struct token *c = &m->tokens[k];
        if (c->head != at)
            continue;
        has_case |= c->deprel == DEP_case && str_in(c->lemma, "in during after on under");
        if (has_case && c->deprel == DEP_compound &&
            str_in(c->lemma, MEND_WEEKDAYS
                   " " MEND_MONTHS " raid attack ambush operation incident assault offensive "
                   "strike clash shooting blast bombing crackdown sweep protest rally statement "
                   "move case shootout term battle massacre uprising coup exchange campaign"))
            occasion = k;
    }
    if (occasion == TOKEN_NONE)
        return;
    mend_rehang(m, m->first, occasion, at, occasion);
    mend_hang(m, occasion, t->head, DEP_obl);
    t->deprel = DEP_nsubj;
}

/* "Holding six migrants | hostage": what they are held as is not their head. */
static void mend_hostage(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (at == m->first || !str_in(t->form, "hostage captive prisoner") || t->head == TOKEN_NONE ||
        t->head >= at || !str_in(m->tokens[t->head].lemma, "hold take keep seize"))
        return;
    struct token *held = &m->tokens[at - 1];
    if (held->head != at || held->deprel != DEP_compound || !mend_is_noun(held) ||
        !str_ends(held->form, STR("s")))
        return;
    mend_rehang(m, m->first, at - 1, at, at - 1);
    held->head = t->head;
    held->deprel = DEP_obj;
    t->deprel = DEP_xcomp;
}

/* "Called the program | a threat": no noun has an object. It is what the verb calls the noun. */
static void mend_called(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t named = t->head;
    if (!mend_is_noun(t) || t->deprel != DEP_obj || named == TOKEN_NONE || named >= at ||
        !mend_is_noun(&m->tokens[named]))
        return;
    struct token *name = &m->tokens[named];
    bool is_argument = name->deprel == DEP_obj || name->deprel == DEP_xcomp;
    if (!is_argument || name->head >= named ||
        !str_in(m->tokens[name->head].lemma,
                "call label brand dub term declare deem consider name"))
        return;
    t->head = name->head;
    t->deprel = DEP_xcomp;
    name->deprel = DEP_obj;
}

/* "Branded the arrest of its citizen by Canada | a kidnapping (nmod, obl)": what has an article and
 * no preposition is what the verb calls its object. */
static void mend_verdict(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t article = mend_child(m, at, DEP_det), verb = t->head;
    if (!mend_is_noun(t) || article == TOKEN_NONE || article == m->first || article > at ||
        !str_in(m->tokens[article].form, "a an") ||
        (t->deprel != DEP_nmod && t->deprel != DEP_obl && t->deprel != DEP_appos) ||
        mend_child(m, at, DEP_case) != TOKEN_NONE || !mend_is_noun(&m->tokens[article - 1]))
        return;
    for (int steps = 0; steps < 4 && verb != TOKEN_NONE && m->tokens[verb].upos != UPOS_VERB;
         steps++)
        verb = m->tokens[verb].head;
    if (verb == TOKEN_NONE || verb > at ||
        !str_in(m->tokens[verb].lemma, "call label brand dub term") ||
        mend_child(m, verb, DEP_obj) == TOKEN_NONE || mend_child(m, verb, DEP_xcomp) != TOKEN_NONE)
        return;
    mend_hang(m, at, verb, DEP_xcomp);
}

/* "Captured a (obj) wanted man": an article is no object; the noun behind what it was given is. */
static void mend_article(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t noun = TOKEN_NONE, described = at + 1;
    if (t->upos != UPOS_DET || !str_in(t->form, "a an the") || t->deprel == DEP_det ||
        t->head == TOKEN_NONE || described >= m->last || m->tokens[described].head != at)
        return;
    for (uint32_t k = described + 1; k < m->last && k < at + 8 && noun == TOKEN_NONE; k++)
        if (mend_is_noun(&m->tokens[k]) && m->tokens[k].head == described)
            noun = k;
    if (noun == TOKEN_NONE)
        return;
    for (uint32_t k = described; k < m->last; k++)
        if (k != noun && (m->tokens[k].head == at || (k > noun && m->tokens[k].head == described)))
            m->tokens[k].head = noun;
    m->tokens[noun].head = t->head;
    m->tokens[noun].deprel = t->deprel;
    mend_hang(m, described, noun, DEP_amod);
    t->head = noun;
    t->deprel = DEP_det;
}

/* "Lent Kenya | 2 billion dollars": behind a verb of giving a country counts nothing; it is given.
 */
static void mend_given(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t verb = TOKEN_NONE, gift = t->head;
    if (t->upos != UPOS_PROPN || t->deprel != DEP_compound || at == m->first || at + 1 >= m->last ||
        (m->tokens[at + 1].upos != UPOS_NUM && m->tokens[at + 1].upos != UPOS_SYM))
        return;
    for (uint32_t i = 0; i < 3 && gift != TOKEN_NONE && gift > at && verb == TOKEN_NONE; i++) {
        if (m->tokens[gift].deprel == DEP_obj)
            verb = m->tokens[gift].head;
        gift = m->tokens[gift].head;
    }
    if (verb == TOKEN_NONE || verb >= at ||
        !str_in(m->tokens[verb].lemma,
                "give lend loan offer grant send sell pay owe promise supply "
                "award pledge extend"))
        return;
    t->head = verb;
    t->deprel = DEP_iobj;
}

/* May the phrase tell when or how much? */
static bool is_measure(const struct token *t) {
    return str_in(
               t->lemma,
               "day week month year hour minute second time night morning afternoon evening today "
               "yesterday tomorrow weekend noon midnight spring summer autumn winter fall decade "
               "century home percent mile kilometer kilometre metre meter foot way north south "
               "east west dawn moment period season") ||
           str_in(t->form, MEND_WEEKDAYS " " MEND_MONTHS " Jan. Feb. Aug. Sept. Oct. Nov. Dec.");
}

/* Has a verb its object, a passive or a clause already, so that it lacks none? */
static bool is_complete(const struct word_mender *m, uint32_t verb) {
    bool has_subject = false, has_have = false;
    for (uint32_t k = m->first; k < m->last; k++) {
        const struct token *c = &m->tokens[k];
        if (c->head != verb)
            continue;
        enum deprel d = (enum deprel)c->deprel;
        if (d == DEP_obj || d == DEP_iobj || d == DEP_ccomp || d == DEP_xcomp || d == DEP_cop ||
            d == DEP_aux_pass || d == DEP_nsubj_pass)
            return true;
        has_subject |= k < verb && d == DEP_nsubj;
        has_have |= d == DEP_aux && str_is(c->lemma, "have");
    }
    bool is_participle = mend_is_tagged(m, verb, "VBN");
    return !has_subject || (is_participle && !has_have);
}

/* "Shut down | the internet", "expelled | 500 Afghans". */
static void mend_object(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (deprel_basic((enum deprel)t->deprel) != DEP_obl || !mend_is_noun(t) ||
        t->head == TOKEN_NONE || t->head >= at || m->tokens[t->head].upos != UPOS_VERB ||
        is_measure(t))
        return;
    for (uint32_t k = t->head + 1; k < m->last; k++) {
        const struct token *c = &m->tokens[k];
        if (c->head == at &&
            (c->deprel == DEP_case || c->deprel == DEP_mark || (k < at && is_measure(c))))
            return;
        bool is_particle = c->head == t->head && c->deprel == DEP_compound_prt;
        bool is_inside = c->head != TOKEN_NONE && c->head > t->head && c->head <= at;
        if (k < at && !is_inside && !is_particle)
            return; /* something stands between */
    }
    if (!is_complete(m, t->head))
        t->deprel = DEP_obj;
}

/* "Algeria (nsubj) vowed | revenge (nsubj)": of two subjects the one behind the verb is its object.
 */
static void mend_late_subject(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t verb = t->head;
    if (t->deprel != DEP_nsubj || !mend_is_noun(t) || verb == TOKEN_NONE || verb > at ||
        m->tokens[verb].upos != UPOS_VERB || at > verb + 3 || is_complete(m, verb))
        return;
    uint32_t first = mend_child(m, verb, DEP_nsubj);
    if (first != TOKEN_NONE && first < verb && mend_is_noun(&m->tokens[first]))
        t->deprel = DEP_obj;
}

/* "Pakistan, which (obl) he has accused": without a preposition the relative word is the object. */
static void mend_relative_object(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    if (t->upos != UPOS_PRON || !str_in(t->lemma, "which whom who that") || t->head == TOKEN_NONE ||
        t->head <= at || deprel_basic((enum deprel)t->deprel) != DEP_obl ||
        m->tokens[t->head].upos != UPOS_VERB)
        return;
    for (uint32_t k = m->first; k < at; k++)
        if (m->tokens[k].head == at && m->tokens[k].deprel == DEP_case)
            return;
    if (!is_complete(m, t->head))
        t->deprel = DEP_obj;
}

/* "Give | Ukraine | 14 tanks": a name that a number or an article cuts off from the noun is who
 * gets it. */
static void mend_receiver(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t noun = t->head;
    if (t->upos != UPOS_PROPN || deprel_basic((enum deprel)t->deprel) != DEP_compound ||
        noun == TOKEN_NONE || noun <= at + 1 || at == m->first)
        return;
    const struct token *cut = &m->tokens[at + 1], *verb = &m->tokens[at - 1];
    bool is_cut = cut->head == noun && (cut->upos == UPOS_NUM || cut->upos == UPOS_DET);
    bool is_object = m->tokens[noun].deprel == DEP_obj && m->tokens[noun].head == at - 1;
    if (!is_cut || !is_object ||
        !str_in(verb->lemma, "give send sell lend offer grant hand award loan pay deny promise"))
        return;
    t->head = at - 1;
    t->deprel = DEP_iobj;
}

static bool mend_word(const struct word_mender *m, uint32_t i) {
    if (!mend_lost_subject(m, i))
        return false;
    mend_second_subject(m, i);
    mend_twin_subject(m, i);
    mend_robbed_clause(m, i);
    mend_named_group(m, i);
    mend_errand(m, i);
    mend_document(m, i);
    mend_occasion(m, i);
    mend_hostage(m, i);
    mend_called(m, i);
    mend_verdict(m, i);
    mend_article(m, i);
    mend_given(m, i);
    mend_object(m, i);
    mend_late_subject(m, i);
    mend_relative_object(m, i);
    mend_receiver(m, i);
    return true;
}

bool mend_arguments(const struct tagger *g, struct arena *a, struct text *t) {
    return mend_each_word(g, a, t, UINT32_MAX, mend_word);
}
