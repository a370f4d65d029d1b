/* What "and" joins. "Burned posters of the leader, and a union | called for a boycott", "in New
 * York, Russia and China | vetoed it": a greedy parser goes on with the list or the phrase that it
 * has begun, and the verb behind it is left without a subject. A finite verb right behind a noun
 * that an "and" joined to an object begins a clause of its own. Linear in the tokens but for what
 * is mended. */
#include "lang/mend/parts.h"

enum { LONGEST_PHRASE = 12 }; /* tokens of what opens or explains a phrase */

static bool has_subject(const struct word_mender *m, uint32_t verb) {
    for (uint32_t k = m->first; k < m->last; k++) {
        enum deprel d = deprel_basic((enum deprel)m->tokens[k].deprel);
        if (m->tokens[k].head == verb && (d == DEP_nsubj || d == DEP_csubj || d == DEP_expl))
            return true;
    }
    return false;
}

static void make_past(const struct word_mender *m, uint32_t verb) {
    if (mend_is_tagged(m, verb, "VBN") && !mend_has_auxiliary(m, verb))
        mend_retag(m->g, &m->tokens[verb], "VBD", UPOS_VERB);
}

/* Has a form that was taken for a participle of the noun before it what only a verb of its own has:
 * an object, or the preposition that its sense needs? */
static bool is_clause_verb(const struct word_mender *m, uint32_t verb) {
    uint32_t object = mend_child(m, verb, DEP_obj);
    bool is_calling = verb + 1 < m->last && str_in(m->tokens[verb].lemma, "call appeal") &&
                      str_in(m->tokens[verb + 1].form, "for on to");
    if (mend_child(m, verb, DEP_obl_agent) != TOKEN_NONE ||
        str_in(m->tokens[verb].lemma, "give name know make see"))
        return false;
    return is_calling ||
           (object != TOKEN_NONE && object > verb && mend_is_noun(&m->tokens[object]));
}

/* The finite verb over a chain of objects and their lists; TOKEN_NONE. */
static uint32_t verb_over(const struct word_mender *m, uint32_t noun) {
    for (int i = 0; i < 6 && noun != TOKEN_NONE; i++, noun = m->tokens[noun].head)
        if (m->tokens[noun].upos == UPOS_VERB)
            return has_subject(m, noun) || m->tokens[noun].deprel == DEP_conj ? noun : TOKEN_NONE;
    return TOKEN_NONE;
}

/* The noun right before a verb: also over the name that explains it between commas ("and India's
 * leader, X, | called"). */
static uint32_t noun_before(const struct word_mender *m, uint32_t verb) {
    uint32_t at = verb - 1;
    if (m->tokens[at].deprel == DEP_flat && m->tokens[at].head < at)
        at = m->tokens[at].head; /* "and President Barack | Obama expressed" */
    if (!str_is(m->tokens[at].form, ","))
        return at;
    for (uint32_t k = at; k-- > m->first && k + LONGEST_PHRASE > at;)
        if (m->tokens[k].deprel == DEP_appos && m->tokens[k].head < k &&
            str_is(m->tokens[m->tokens[k].head + 1].form, ","))
            return m->tokens[k].head;
    return at;
}

/* Where the verb begins that a finite auxiliary of its own opens ("will | leave"), else itself. */
static uint32_t begin_of_verb(const struct word_mender *m, uint32_t verb) {
    uint32_t begin = verb, opening = verb;
    while (begin > m->first && m->tokens[begin - 1].head == verb &&
           (m->tokens[begin - 1].upos == UPOS_AUX || m->tokens[begin - 1].upos == UPOS_ADV ||
            m->tokens[begin - 1].upos == UPOS_PART)) {
        begin--;
        if (mend_is_tagged(m, begin, "MD VBD VBZ VBP"))
            opening = begin;
    }
    return opening;
}

/* "Burned posters, and a union (conj of posters) | called (acl) for a boycott". */
static void mend_second_clause(const struct word_mender *m, uint32_t verb) {
    struct token *v = &m->tokens[verb];
    if (verb < m->first + 3 || v->upos != UPOS_VERB)
        return;
    uint32_t begin = begin_of_verb(m, verb);
    bool is_opened = begin < verb;
    if ((!is_opened && !mend_is_tagged(m, verb, "VBN VBD")) || begin < m->first + 3)
        return;
    uint32_t noun = noun_before(m, begin);
    const struct token *n = &m->tokens[noun];
    if (!mend_is_noun(n) || n->deprel != DEP_conj || n->head == TOKEN_NONE || n->head > noun ||
        has_subject(m, verb))
        return;
    uint32_t cc = mend_child(m, noun, DEP_cc);
    if (cc == TOKEN_NONE || cc > noun || !str_in(m->tokens[cc].lemma, "and but while"))
        return;
    bool is_participle = v->head == noun && v->deprel == DEP_acl && is_clause_verb(m, verb);
    bool is_loose = (v->deprel == DEP_conj || v->deprel == DEP_advcl || v->deprel == DEP_ccomp ||
                     v->deprel == DEP_parataxis) &&
                    v->head < noun && mend_child(m, verb, DEP_cc) == TOKEN_NONE &&
                    mend_child(m, verb, DEP_mark) == TOKEN_NONE &&
                    (is_opened || mend_child(m, verb, DEP_obl_agent) == TOKEN_NONE) &&
                    (is_opened || mend_is_tagged(m, verb, "VBD") || is_clause_verb(m, verb));
    uint32_t above = is_participle || is_loose ? verb_over(m, n->head) : TOKEN_NONE;
    if (above == TOKEN_NONE || above > cc ||
        str_in(m->tokens[above].lemma, "say report claim tell announce believe"))
        return;                                    /* "reports the singer and her husband paid" */
    mend_rehang(m, verb + 1, m->last, noun, verb); /* what follows the verb is the verb's */
    mend_hang(m, verb, above, DEP_conj);
    mend_hang(m, noun, verb, mend_subject_relation(m, verb));
    m->tokens[cc].head = verb;
    make_past(m, verb);
}

/* "Banned flights (nsubj of suspended) and a charity (conj) | suspended (conj) work": what a verb
 * was robbed of is its object, and the second noun the subject of the second verb. */
static void mend_robbed_verb(const struct word_mender *m, uint32_t verb) {
    const struct token *v = &m->tokens[verb];
    uint32_t first = v->head;
    if (v->deprel != DEP_conj || !mend_is_finite(m, verb) || first == TOKEN_NONE || first > verb ||
        m->tokens[first].upos != UPOS_VERB)
        return;
    uint32_t object = mend_child(m, verb, DEP_nsubj);
    if (object == TOKEN_NONE || object < first || !mend_is_noun(&m->tokens[object]) ||
        mend_child(m, verb, DEP_cc) != TOKEN_NONE || mend_child(m, verb, DEP_mark) != TOKEN_NONE ||
        mend_child(m, first, DEP_ccomp) != TOKEN_NONE || !has_subject(m, first))
        return;
    /* "named its speaker, X, interim president | and the court said" */
    bool is_office = str_in(m->tokens[first].lemma, "name appoint elect declare proclaim") &&
                     m->tokens[object].upos == UPOS_NOUN &&
                     mend_child(m, object, DEP_det) == TOKEN_NONE;
    bool is_robbed = object == first + 1 && mend_child(m, first, DEP_obj) == TOKEN_NONE;
    uint32_t subject = mend_child(m, object, DEP_conj);
    uint32_t cc = subject == TOKEN_NONE ? TOKEN_NONE : mend_child(m, subject, DEP_cc);
    if ((!is_office && !is_robbed) || cc == TOKEN_NONE || subject > verb ||
        !str_is(m->tokens[cc].lemma, "and"))
        return;
    mend_hang(m, object, first, is_robbed ? DEP_obj : DEP_xcomp);
    mend_hang(m, subject, verb, DEP_nsubj);
    m->tokens[cc].head = verb;
}

/* "Declared himself president and | promised (amod) elections (conj)": words by which one acts do
 * not describe a noun behind "and". */
static bool mend_second_deed(const struct word_mender *m, uint32_t verb) {
    struct token *v = &m->tokens[verb];
    uint32_t noun = v->head;
    if (v->deprel != DEP_amod || verb < m->first + 2 || noun == TOKEN_NONE || noun < verb ||
        !mend_is_tagged(m, verb, "VBN VBD JJ") || m->tokens[verb - 1].upos != UPOS_CCONJ ||
        !str_in(v->form, "promised vowed pledged demanded announced urged threatened freed denied "
                         "rejected blamed accused"))
        return true;
    enum deprel d = deprel_basic((enum deprel)m->tokens[noun].deprel);
    bool is_bare = d == DEP_obl && mend_child(m, noun, DEP_case) == TOKEN_NONE;
    if (d != DEP_conj && !is_bare)
        return true;
    uint32_t above = verb_over(m, m->tokens[noun].head);
    if (above == TOKEN_NONE || above > verb || !mend_is_tagged(m, above, "VBD"))
        return true;
    m->tokens[verb - 1].head = verb;
    v->head = above;
    v->deprel = DEP_conj;
    mend_hang(m, noun, verb, DEP_obj);
    return mend_retag_lemma(m->g, m->arena, v, "VBD", UPOS_VERB);
}

/* "Fired dozens of missiles | at Israel (nmod of missiles)": at whom one fires. */
static void mend_fired(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t up = t->head;
    if (t->deprel != DEP_nmod || up == TOKEN_NONE || up > at || m->tokens[up].deprel != DEP_nmod ||
        !str_in(m->tokens[up].lemma, "missile rocket shell drone mortar bullet shot grenade stone "
                                     "projectile bomb salvo barrage volley round"))
        return;
    uint32_t marker = mend_child(m, at, DEP_case);
    if (marker == TOKEN_NONE || !str_in(m->tokens[marker].form, "at into towards toward against"))
        return;
    for (int i = 0; i < 3 && m->tokens[up].upos != UPOS_VERB && m->tokens[up].head < up; i++)
        up = m->tokens[up].head;
    if (m->tokens[up].upos != UPOS_VERB ||
        !str_in(m->tokens[up].lemma, "fire launch hurl lob shoot throw send"))
        return;
    t->head = up;
    t->deprel = DEP_obl;
}

/* "Rebels (nsubj) | believed to be allies of X | have vowed (ccomp)": who is believed to be
 * something did what the finite verb behind says. */
static void mend_believed(const struct word_mender *m, uint32_t verb) {
    struct token *v = &m->tokens[verb];
    if (!mend_is_tagged(m, verb, "VBD VBN") || verb + 1 >= m->last ||
        !str_in(v->lemma, "believe think suspect say know allege report") ||
        !str_is(m->tokens[verb + 1].form, "to"))
        return;
    uint32_t subject = mend_child(m, verb, DEP_nsubj), content = mend_child(m, verb, DEP_ccomp);
    if (subject == TOKEN_NONE || subject + 1 != verb || content == TOKEN_NONE || content < verb ||
        has_subject(m, content))
        return;
    bool is_finite = mend_is_finite(m, content);
    for (uint32_t k = verb; k < content; k++)
        is_finite |= m->tokens[k].head == content && m->tokens[k].upos == UPOS_AUX &&
                     mend_is_tagged(m, k, "VBD VBZ VBP MD");
    if (!is_finite)
        return;
    m->tokens[content].head = v->head;
    m->tokens[content].deprel = v->deprel;
    mend_hang(m, subject, content, mend_subject_relation(m, content));
    v->head = subject;
    v->deprel = DEP_acl;
    for (uint32_t k = m->first; k < m->last; k++)
        if (m->tokens[k].head == verb &&
            (k > content || k < subject || m->tokens[k].deprel == DEP_punct))
            m->tokens[k].head = content;
}

/* The last name of what opens the clause of a verb, before the comma that closes it: "in New York",
 * "under a deal mediated by Turkey", "at talks hosted by Qatar"; TOKEN_NONE. */
static uint32_t name_of_scene(const struct word_mender *m, uint32_t verb) {
    for (uint32_t k = m->first; k < verb && k < m->first + LONGEST_PHRASE; k++) {
        uint32_t up = k;
        if (m->tokens[k].upos != UPOS_PROPN || mend_child(m, k, DEP_case) >= k)
            continue;
        for (int i = 0; i < 4 && up != TOKEN_NONE && m->tokens[up].head != verb; i++)
            up = m->tokens[up].head;
        uint32_t end = k + 1;
        while (end < verb && m->tokens[end].head == k && m->tokens[end].deprel == DEP_flat)
            end++;
        bool is_of_opener = up != TOKEN_NONE && up < verb && m->tokens[up].deprel == DEP_obl;
        if (is_of_opener && end < verb && str_is(m->tokens[end].form, ",") &&
            mend_child(m, up, DEP_case) == m->first)
            return k;
    }
    return TOKEN_NONE;
}

/* "In New York, Russia (conj of York) and China | vetoed it": the comma closes the scene. */
static void mend_scene(const struct word_mender *m, uint32_t verb) {
    if (m->tokens[verb].upos != UPOS_VERB || has_subject(m, verb) ||
        !(mend_is_finite(m, verb) || mend_child(m, verb, DEP_aux) != TOKEN_NONE))
        return;
    uint32_t scene = name_of_scene(m, verb), first = TOKEN_NONE;
    if (scene == TOKEN_NONE)
        return;
    for (uint32_t k = scene + 1; k < verb; k++) {
        struct token *t = &m->tokens[k];
        if (t->head != scene || t->deprel != DEP_conj)
            continue;
        if (first != TOKEN_NONE) {
            t->head = first;
            continue;
        }
        uint32_t cc = mend_child(m, k, DEP_cc);
        if (cc != TOKEN_NONE && cc < k)
            return; /* "in New York, and in Rome" */
        first = k;
    }
    if (first == TOKEN_NONE)
        return;
    mend_hang(m, first, verb, mend_subject_relation(m, verb));
}

static bool is_statement(const struct token *t) {
    return str_in(t->lemma, "statement communique declaration letter message report interview "
                            "speech meeting vote move address call deal");
}

/* "In a joint statement Ecowas (appos), the AU": who made it follows at once, and no comma tells
 * him from it; TOKEN_NONE. */
static uint32_t maker_behind(const struct word_mender *m, uint32_t statement) {
    uint32_t who = mend_child(m, statement, DEP_appos);
    if (who == TOKEN_NONE || who < statement || m->tokens[who].upos != UPOS_PROPN)
        return TOKEN_NONE;
    for (uint32_t i = statement + 1; i < who; i++)
        if (m->tokens[i].head != who || m->tokens[i].upos == UPOS_PUNCT)
            return TOKEN_NONE;
    return who;
}

/* "In a joint letter (compound) France (obl)": what opens with an article is no name's; the name
 * gives the phrase back and becomes the maker. */
static uint32_t maker_over(const struct word_mender *m, uint32_t name, uint32_t verb) {
    uint32_t noun = name == m->first ? name : name - 1, article = mend_child(m, name, DEP_det);
    if (m->tokens[name].upos != UPOS_PROPN || m->tokens[noun].head != name ||
        m->tokens[noun].deprel != DEP_compound || !is_statement(&m->tokens[noun]) ||
        article == TOKEN_NONE || !str_in(m->tokens[article].lemma, "a an"))
        return TOKEN_NONE;
    mend_rehang(m, m->first, noun, name, noun);
    mend_hang(m, noun, verb, DEP_obl);
    return name;
}

/* Makes the maker of a statement the subject of its verb, and what stands behind him his like. */
static void mend_maker(const struct word_mender *m, uint32_t who, uint32_t verb) {
    for (uint32_t i = who + 1; i < verb; i++) {
        struct token *t = &m->tokens[i];
        bool is_listed =
            t->head == who && t->deprel == DEP_appos && mend_child(m, who, DEP_conj) != TOKEN_NONE;
        bool is_rest = t->head == verb && deprel_basic((enum deprel)t->deprel) == DEP_nsubj;
        if (is_listed || is_rest)
            t->deprel = DEP_conj;
        for (uint32_t k = i; is_rest && k < verb; k++) /* the list hangs on its first */
            if (m->tokens[k].head == i && m->tokens[k].deprel == DEP_conj)
                m->tokens[k].head = who;
        if (is_rest)
            t->head = who;
    }
    mend_hang(m, who, verb, mend_subject_relation(m, verb));
}

/* "In a joint statement Ecowas, the AU and the UN | pledged". */
static void mend_statement(const struct word_mender *m, uint32_t verb) {
    if (m->tokens[verb].upos != UPOS_VERB || !mend_is_tagged(m, verb, "VBD VBN VBZ VBP"))
        return;
    for (uint32_t k = m->first; k + 1 < verb && k < m->first + LONGEST_PHRASE; k++) {
        if (m->tokens[k].head != verb || m->tokens[k].deprel != DEP_obl ||
            mend_child(m, k, DEP_case) != m->first)
            continue;
        uint32_t who = is_statement(&m->tokens[k]) && !has_subject(m, verb)
                           ? maker_behind(m, k)
                           : maker_over(m, k, verb);
        if (who != TOKEN_NONE)
            mend_maker(m, who, verb);
        return;
    }
}

/* "Died in shelling (VBG)": with no object it is what they died in. */
static bool mend_deadly(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t mark = mend_is_tagged(m, at, "VBG") ? mend_child(m, at, DEP_mark) : TOKEN_NONE;
    if (mark == TOKEN_NONE || !str_in(m->tokens[mark].form, "in during by from") ||
        mark + 1 != at || !str_in(t->form, "shelling fighting bombing shooting looting rioting") ||
        mend_child(m, at, DEP_obj) != TOKEN_NONE)
        return true;
    if (t->deprel != DEP_advcl && t->deprel != DEP_conj)
        return true;
    m->tokens[mark].deprel = DEP_case;
    if (t->deprel == DEP_advcl)
        t->deprel = DEP_obl;
    for (uint32_t k = at + 1; k < m->last; k++)
        if (m->tokens[k].head == at && m->tokens[k].deprel == DEP_obl)
            m->tokens[k].deprel = DEP_nmod;
    return mend_retag_lemma(m->g, m->arena, t, "NN", UPOS_NOUN);
}

static bool mend_word(const struct word_mender *m, uint32_t i) {
    mend_second_clause(m, i);
    mend_robbed_verb(m, i);
    mend_believed(m, i);
    mend_fired(m, i);
    mend_scene(m, i);
    mend_statement(m, i);
    if (!mend_second_deed(m, i))
        return false;
    return mend_deadly(m, i);
}

bool mend_lists(const struct tagger *g, struct arena *a, struct text *t) {
    return mend_each_word(g, a, t, LONGEST_MENDED, mend_word);
}
