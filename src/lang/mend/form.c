/* A greedy parser hangs a verb or a noun on what is near; the forms of the two words often say that
 * it cannot be. A finite past is not joined to a gerund or an infinitive ("accused X of killing Y
 * and closed"); who is told "not to vote" is told, and is no subject of the infinitive; a number
 * stands under what it counts; "of Kenya and Somalia" lists two of a kind. Linear in the tokens but
 * for the few that are mended. */
#include "lang/mend/parts.h"

/* "Would not send", "may attack": an infinitive that a modal makes finite. */
static bool is_modal(const struct word_mender *m, uint32_t verb) {
    uint32_t auxiliary = mend_child(m, verb, DEP_aux);
    return mend_is_tagged(m, verb, "VB") && auxiliary != TOKEN_NONE &&
           mend_is_tagged(m, auxiliary, "MD");
}

/* "Has accused": finite by its auxiliary. */
static bool is_finite_or_perfect(const struct word_mender *m, uint32_t verb) {
    uint32_t auxiliary = mend_child(m, verb, DEP_aux);
    return mend_is_finite(m, verb) || (mend_is_tagged(m, verb, "VBN") && auxiliary != TOKEN_NONE &&
                                       str_in(m->tokens[auxiliary].form, "has have had"));
}

/* "Accused Hamas of killing a judge and | closed the border", "said it would not intervene and |
 * accused": joined to "accused", to "said". */
static void mend_conjunct(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t above = t->head;
    if (t->deprel != DEP_conj || above == TOKEN_NONE || above > at ||
        !mend_is_tagged(m, at, "VBD") || t->upos != UPOS_VERB || mend_has_subject(m, at))
        return;
    bool is_bare = mend_is_tagged(m, above, "VBG VB");
    bool is_going_on = mend_is_tagged(m, above, "VBG") && m->tokens[above].deprel == DEP_ccomp;
    if (!is_bare || (mend_has_auxiliary(m, above) && !is_modal(m, above) && !is_going_on))
        return; /* "said the West was fanning unrest and | summoned the envoy" */
    for (int i = 0; i < 4 && above != TOKEN_NONE && !is_finite_or_perfect(m, above); i++)
        above = m->tokens[above].head;
    if (above != TOKEN_NONE && above < at && m->tokens[above].upos == UPOS_VERB &&
        is_finite_or_perfect(m, above))
        t->head = above;
}

/* "Warned | residents | not to vote": they are warned. */
static void mend_told(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t verb = t->head, told;
    if (!mend_is_tagged(m, at, "VB") || verb == TOKEN_NONE || verb >= at ||
        (t->deprel != DEP_ccomp && t->deprel != DEP_advcl) || m->tokens[verb].upos != UPOS_VERB ||
        !str_in(m->tokens[verb].lemma, "warn urge ask tell order advise instruct call beg persuade "
                                       "convince encourage force press push invite allow permit"))
        return;
    uint32_t mark = mend_child(m, at, DEP_mark);
    told = mend_child(m, at, DEP_nsubj);
    if (mark == TOKEN_NONE || told == TOKEN_NONE || !str_is(m->tokens[mark].form, "to") ||
        told < verb || told > mark || mend_child(m, verb, DEP_obj) != TOKEN_NONE)
        return;
    for (uint32_t k = verb + 1; k < told; k++)
        if (str_is(m->tokens[k].form, "for") || m->tokens[k].head == at)
            return;
    mend_hang(m, told, verb, DEP_obj);
    t->deprel = DEP_xcomp;
}

/* "Talks with | visiting President X", "against invading troops": who is spoken of by the
 * participle is the preposition's noun; nobody acts "with visiting". */
static void mend_visiting(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t above = t->head;
    if (!mend_is_tagged(m, at, "VBG") ||
        !str_in(t->form, "visiting invading occupying warring departing") || above == TOKEN_NONE)
        return;
    uint32_t mark = mend_child(m, at, DEP_mark), noun = mend_child(m, at, DEP_obj);
    if (mark == TOKEN_NONE || mark + 1 != at || noun == TOKEN_NONE || noun < at ||
        !str_in(m->tokens[mark].form, "with against to between among"))
        return;
    for (uint32_t k = m->first; k < m->last; k++)
        if (m->tokens[k].head == at && k != mark && k != noun)
            m->tokens[k].head = k < noun ? noun : above;
    m->tokens[noun].head = above;
    m->tokens[noun].deprel = m->tokens[above].upos == UPOS_VERB ? DEP_obl : DEP_nmod;
    mend_hang(m, mark, noun, DEP_case);
    m->tokens[mark].upos = UPOS_ADP;
    t->head = noun;
    t->deprel = DEP_amod;
}

/* "150 million | euros": the number stands under what it counts, not beside it. */
static void mend_counted(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t number = t->head;
    if (at == m->first || number != at - 1 || m->tokens[number].upos != UPOS_NUM ||
        t->upos != UPOS_NOUN || !mend_is_tagged(m, at, "NNS") || m->tokens[number].head == at ||
        m->tokens[number].head == TOKEN_NONE)
        return;
    struct token *n = &m->tokens[number];
    t->head = n->head;
    t->deprel = n->deprel == DEP_nummod || n->deprel == DEP_compound ? DEP_obj : n->deprel;
    n->head = at;
    n->deprel = DEP_nummod;
    for (uint32_t k = m->first; k < m->last; k++)
        if (m->tokens[k].head == number && k != at && m->tokens[k].upos != UPOS_NUM)
            m->tokens[k].head = at;
}

/* "Promised the junta (obj) | $3 billion (appos)": a sum right behind whom it is given to. */
static void mend_sum(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t first = t->head;
    bool is_sum = t->upos == UPOS_SYM || t->upos == UPOS_NUM;
    if (!is_sum || (t->deprel != DEP_appos && t->deprel != DEP_nmod_unmarked) ||
        first == TOKEN_NONE || first >= at || m->tokens[first].deprel != DEP_obj ||
        m->tokens[at - 1].upos == UPOS_PUNCT || m->tokens[first].head > first ||
        !str_in(m->tokens[m->tokens[first].head].lemma,
                "give lend loan offer grant send sell pay owe promise award pledge deny"))
        return;
    t->head = m->tokens[first].head;
    t->deprel = DEP_obj;
}

/* "Promised | Moldova | 150 million euros": the first of two objects is given the second. */
static void mend_two_objects(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t verb = t->head;
    if (t->deprel != DEP_obj || verb == TOKEN_NONE || verb > at ||
        m->tokens[verb].upos != UPOS_VERB)
        return;
    uint32_t first = mend_child(m, verb, DEP_obj);
    if (first >= at || first < verb)
        return;
    if (str_in(m->tokens[verb].lemma, "give lend loan offer grant send sell pay owe promise supply "
                                      "award pledge deny hand show teach"))
        m->tokens[first].deprel = DEP_iobj;
    else if (str_in(m->tokens[verb].lemma, "call label brand dub term declare deem consider name"))
        t->deprel = DEP_xcomp;
}

/* "Ordered | the 31-year-old (nsubj) | held (obj)": a participle is no thing that one orders, and
 * who shall be held is the object. */
static void mend_ordered(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t verb = t->head;
    if ((t->deprel != DEP_obj && t->deprel != DEP_ccomp) || t->upos != UPOS_VERB ||
        !mend_is_tagged(m, at, "VBN VBD") || verb == TOKEN_NONE || verb >= at ||
        !str_in(m->tokens[verb].lemma, "order want keep have get") || mend_has_auxiliary(m, at) ||
        m->tokens[verb].upos != UPOS_VERB)
        return;
    uint32_t held = mend_child(m, at, DEP_nsubj);
    if (held == TOKEN_NONE || held < verb || mend_child(m, at, DEP_obj) != TOKEN_NONE)
        return;
    t->deprel = DEP_xcomp;
    mend_hang(m, held, verb, DEP_obj);
}

/* "X, a general (nsubj) | wanted (acl:relcl) on charges": he is wanted, and wants nothing. */
static void mend_wanted(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t noun = at - 1;
    if (at < m->first + 2 || !str_is(t->form, "wanted") || t->deprel != DEP_acl_relcl ||
        t->head == TOKEN_NONE || m->tokens[noun].head != at || !mend_is_noun(&m->tokens[noun]) ||
        m->tokens[noun].deprel != DEP_nsubj || at + 1 >= m->last ||
        !str_in(m->tokens[at + 1].form, "on by for in over"))
        return;
    mend_hang(m, noun, t->head, DEP_appos);
    t->head = noun;
    t->deprel = DEP_acl;
    mend_retag(m->g, t, "VBN", UPOS_VERB);
}

/* "Called the duties (compound) | economic blackmail (obj)": what needs no article is what the
 * first is called. */
static void mend_called_mass(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t name = t->head;
    if (t->deprel != DEP_compound || t->upos != UPOS_NOUN || name == TOKEN_NONE || name <= at ||
        name > at + 2 || m->tokens[name].deprel != DEP_obj || m->tokens[name].head >= at ||
        !str_in(m->tokens[m->tokens[name].head].lemma, "call brand label dub term") ||
        !str_in(m->tokens[name].form, "blackmail sabotage terrorism extortion nonsense treason "
                                      "propaganda murder genocide aggression theft usurpation "
                                      "persecution oppression piracy hypocrisy bullying coercion"))
        return;
    uint32_t verb = m->tokens[name].head;
    mend_rehang(m, verb + 1, at, name, at);
    t->head = verb;
    t->deprel = DEP_obj;
    m->tokens[name].deprel = DEP_xcomp;
}

/* "Let (VB) | go a spy": whom one lets go is the object of both. */
static void mend_let_go(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t verb = t->head;
    if (!str_is(t->form, "go") || t->deprel != DEP_xcomp || verb == TOKEN_NONE || verb + 1 != at ||
        !str_is(m->tokens[verb].lemma, "let") || mend_child(m, verb, DEP_obj) != TOKEN_NONE)
        return;
    uint32_t object = mend_child(m, at, DEP_obj);
    if (object != TOKEN_NONE && object > at)
        m->tokens[object].head = verb;
}

/* "X, a Republican (appos) and | the son (conj) of immigrants, vowed": a second thing that he is.
 */
static void mend_second_apposition(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t name = t->head;
    if (t->deprel != DEP_conj || t->upos != UPOS_NOUN || name == TOKEN_NONE || name > at ||
        m->tokens[name].upos != UPOS_PROPN || mend_child(m, at, DEP_det) == TOKEN_NONE)
        return;
    uint32_t first = mend_child(m, name, DEP_appos), cc = mend_child(m, at, DEP_cc);
    if (first == TOKEN_NONE || first < name || first > at || cc == TOKEN_NONE || cc < first ||
        mend_child(m, first, DEP_det) == TOKEN_NONE || m->tokens[cc - 1].upos == UPOS_PUNCT)
        return;
    t->head = first;
}

/* "Gave Chad's | rebels (compound) | weapons": no plural explains another behind a verb of giving;
 * it is given the other. */
static void mend_plural(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t gift = at + 1;
    if (t->deprel != DEP_compound || t->head != gift || gift >= m->last ||
        !mend_is_tagged(m, at, "NNS") || !mend_is_tagged(m, gift, "NNS") ||
        m->tokens[gift].deprel != DEP_obj || m->tokens[gift].head >= at)
        return;
    bool is_named = str_in(m->tokens[m->tokens[gift].head].lemma, "call label brand dub");
    if (!is_named && !str_in(m->tokens[m->tokens[gift].head].lemma,
                             "give lend offer send sell supply promise deny hand"))
        return;
    mend_rehang(m, m->tokens[gift].head + 1, at, gift, at);
    t->head = m->tokens[gift].head;
    t->deprel = is_named ? DEP_obj : DEP_iobj;
    if (is_named) /* "called the rioters | terrorists" */
        m->tokens[gift].deprel = DEP_xcomp;
}

/* "The presidents of Kenya and | Somalia": two countries, not a president and a country. */
static void mend_listed(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t above = t->head;
    if (t->deprel != DEP_conj || t->upos != UPOS_PROPN || at < m->first + 3 ||
        above == TOKEN_NONE || above > at || m->tokens[above].upos != UPOS_NOUN ||
        !mend_is_tagged(m, above, "NNS"))
        return;
    const struct token *and = &m->tokens[at - 1], *first = &m->tokens[at - 2];
    bool is_pair = and->deprel == DEP_cc && first->upos == UPOS_PROPN &&
                   first->deprel == DEP_nmod && first->head == above;
    uint32_t of = mend_child(m, at - 2, DEP_case);
    if (is_pair && of != TOKEN_NONE && str_in(m->tokens[of].form, "of from in between"))
        t->head = at - 2;
}

/* "…, | said the Pakistani minister": who stands behind a verb of saying without a subject, what is
 * said before it, says it. */
static void mend_sayer(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t verb = t->head;
    if (t->deprel != DEP_obj || verb == TOKEN_NONE || verb < m->first + 2 || verb > at ||
        !str_in(m->tokens[verb].form,
                "said says added warned tweeted wrote posted declared insisted "
                "announced replied") ||
        !mend_is_noun(t) || mend_has_subject(m, verb) ||
        (m->tokens[verb].deprel != DEP_parataxis && m->tokens[verb].deprel != DEP_advcl))
        return;
    if (m->tokens[verb - 1].upos != UPOS_PUNCT)
        return;
    t->deprel = DEP_nsubj;
    m->tokens[verb].deprel = DEP_parataxis;
}

/* "Declared | the treatment of the minority | a genocide": the phrase behind the object's last word
 * is what the object is declared to be. */
static void mend_declared(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t object = t->head;
    if (t->upos != UPOS_NOUN || (t->deprel != DEP_nmod_unmarked && t->deprel != DEP_appos) ||
        object == TOKEN_NONE || object >= at || mend_child(m, at, DEP_det) == TOKEN_NONE)
        return;
    for (int i = 0;
         i < 3 && m->tokens[object].deprel == DEP_nmod && m->tokens[object].head < object; i++)
        object = m->tokens[object].head;
    if (m->tokens[object].deprel != DEP_obj || m->tokens[object].head > object ||
        !str_in(m->tokens[m->tokens[object].head].lemma, "declare label brand dub deem proclaim"))
        return;
    t->head = m->tokens[object].head;
    t->deprel = DEP_xcomp;
}

/* "Separatists in Aceh | handed (nmod) in weapons", "fighting | erupted (xcomp)": a past form is
 * neither a noun's phrase nor its complement, but what the sentence says of it. */
static void mend_finite(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t noun = t->head;
    bool is_odd = t->deprel == DEP_nmod || t->deprel == DEP_xcomp || t->deprel == DEP_obl ||
                  t->deprel == DEP_appos;
    if (!is_odd || t->upos != UPOS_VERB || !mend_is_tagged(m, at, "VBD") || noun == TOKEN_NONE ||
        noun > at || !mend_is_noun(&m->tokens[noun]) || m->tokens[noun].deprel != DEP_root)
        return;
    uint32_t place = mend_child(m, at, DEP_nsubj), mark = TOKEN_NONE;
    for (uint32_t k = noun + 1; place != TOKEN_NONE && k < place; k++)
        if (m->tokens[k].deprel == DEP_case)
            mark = k;
    if (place != TOKEN_NONE && (mark == TOKEN_NONE || place > at))
        return;
    if (place != TOKEN_NONE) {
        mend_hang(m, place, noun, DEP_nmod);
        m->tokens[mark].head = place;
    }
    t->head = TOKEN_NONE;
    t->deprel = DEP_root;
    mend_hang(m, noun, at, DEP_nsubj);
    mend_rehang(m, at + 1, m->last, noun, at);
}

/* "Has taken the government to | court (VB)". */
static bool mend_court(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t verb = t->head;
    if (!str_is(t->form, "court") || t->upos != UPOS_VERB || verb == TOKEN_NONE || verb >= at ||
        !str_in(m->tokens[verb].lemma, "take bring haul drag"))
        return true;
    uint32_t to = mend_child(m, at, DEP_mark);
    t->deprel = DEP_obl;
    if (to != TOKEN_NONE)
        m->tokens[to].deprel = DEP_case;
    mend_rehang(m, at + 1, m->last, at, verb);
    return mend_retag_lemma(m->g, m->arena, t, "NN", UPOS_NOUN);
}

/* "Its minister | warned": a verb has no noun for a modifier, but a subject right before it. */
static void mend_compound_subject(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t verb = at + 1;
    if (!mend_is_noun(t) || t->deprel != DEP_compound || t->head != verb || verb >= m->last ||
        m->tokens[verb].upos != UPOS_VERB || mend_has_subject(m, verb) ||
        mend_has_auxiliary(m, verb) ||
        !str_in(m->tokens[verb].form, "said says added warned told announced reported argued"))
        return;
    for (uint32_t k = m->first; k < at; k++)
        if (m->tokens[k].head == verb && m->tokens[k].upos != UPOS_PUNCT && k + 6 > at)
            m->tokens[k].head = at;
    t->deprel = DEP_nsubj;
    if (m->tokens[verb].deprel == DEP_conj && mend_child(m, verb, DEP_cc) == TOKEN_NONE)
        m->tokens[verb].deprel = DEP_parataxis;
}

/* "Said the announcement (obj) | was (cop) | a reckless step": the step is what is said of it. */
static void mend_predicate(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t noun = t->head, said = TOKEN_NONE;
    if (t->deprel != DEP_cop || noun == TOKEN_NONE || noun >= at || !mend_is_noun(&m->tokens[noun]))
        return;
    for (uint32_t k = at + 1; k < m->last && said == TOKEN_NONE; k++)
        if (m->tokens[k].upos == UPOS_NOUN && m->tokens[k].head == at)
            said = k;
    if (said == TOKEN_NONE || mend_child(m, said, DEP_case) != TOKEN_NONE)
        return;
    struct token *p = &m->tokens[said], *n = &m->tokens[noun];
    p->head = n->head;
    p->deprel = n->deprel == DEP_obj ? DEP_ccomp : n->deprel;
    n->head = said;
    n->deprel = DEP_nsubj;
    t->head = said;
}

/* "Called the statement | unfair": what it is called stands behind it and is no modifier. */
static void mend_called_so(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t noun = t->head;
    if (t->upos != UPOS_ADJ || t->deprel != DEP_amod || noun == TOKEN_NONE || noun + 1 != at ||
        m->tokens[noun].deprel != DEP_obj)
        return;
    uint32_t verb = m->tokens[noun].head;
    if (verb >= noun || !str_in(m->tokens[verb].lemma, "call label brand dub term declare deem "
                                                       "consider find hold render keep"))
        return;
    t->head = verb;
    t->deprel = DEP_xcomp;
}

/* "Drive the rebels | out of Kunduz", "extradition of X | to Y", "allow lorries of aid | into
 * Gaza": whither something goes belongs to the verb or noun of going, not to what goes. */
static void mend_whither(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t goer = t->head;
    if (t->deprel != DEP_nmod || goer == TOKEN_NONE || goer >= at)
        return;
    const struct token *g = &m->tokens[goer];
    uint32_t mark = mend_child(m, at, DEP_case);
    if (g->head == TOKEN_NONE || g->head >= goer || mark == TOKEN_NONE)
        return;
    bool is_out = str_is(m->tokens[mark].form, "out") && g->deprel == DEP_obj;
    bool is_to = str_is(m->tokens[mark].form, "to") && g->upos == UPOS_PROPN &&
                 g->deprel == DEP_nmod && m->tokens[g->head].upos == UPOS_NOUN &&
                 str_in(m->tokens[g->head].lemma, "extradition transfer return deportation visit "
                                                  "delivery handover surrender expulsion");
    uint32_t thing = g->deprel == DEP_nmod ? g->head : goer;
    bool is_into = str_is(m->tokens[mark].form, "into") && m->tokens[thing].deprel == DEP_obj &&
                   m->tokens[thing].head < thing &&
                   str_in(m->tokens[m->tokens[thing].head].lemma,
                          "allow let send bring ship move take deliver fire pour admit");
    if (!is_out && !is_to && !is_into)
        return;
    t->head = is_into ? m->tokens[thing].head : g->head;
    t->deprel = is_to ? DEP_nmod : DEP_obl;
}

/* "Has | yet to release": no auxiliary governs an infinitive with its "to". */
static void mend_have_to(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    uint32_t verb = t->head;
    if (t->deprel != DEP_aux || !str_is(t->lemma, "have") || verb == TOKEN_NONE || verb < at + 2 ||
        !mend_is_tagged(m, verb, "VB"))
        return;
    uint32_t to = mend_child(m, verb, DEP_mark);
    if (to == TOKEN_NONE || to < at || !str_is(m->tokens[to].form, "to"))
        return;
    t->head = m->tokens[verb].head;
    t->deprel = m->tokens[verb].deprel;
    t->upos = UPOS_VERB;
    mend_rehang(m, m->first, to, verb, at);
    mend_hang(m, verb, at, DEP_xcomp);
}

/* "Fearing | arrest, the leader fled": a gerund before a noun and a comma has it for its object. */
static void mend_opening(const struct word_mender *m) {
    uint32_t noun = m->first + 1, comma = m->first + 2;
    struct token *t = &m->tokens[m->first];
    if (comma + 2 >= m->last || !mend_is_tagged(m, m->first, "VBG") || t->head != noun ||
        m->tokens[noun].upos != UPOS_NOUN || !str_is(m->tokens[comma].form, ",") ||
        m->tokens[noun].deprel == DEP_nsubj || m->tokens[noun].head == TOKEN_NONE)
        return;
    t->head = m->tokens[noun].head;
    t->deprel = DEP_advcl;
    mend_hang(m, noun, m->first, DEP_obj);
}

static bool mend_word(const struct word_mender *m, uint32_t i) {
    if (i == m->first)
        mend_opening(m);
    mend_conjunct(m, i);
    mend_told(m, i);
    mend_visiting(m, i);
    mend_counted(m, i);
    mend_sum(m, i);
    mend_two_objects(m, i);
    mend_plural(m, i);
    mend_ordered(m, i);
    mend_called_mass(m, i);
    mend_let_go(m, i);
    mend_wanted(m, i);
    mend_second_apposition(m, i);
    mend_listed(m, i);
    mend_sayer(m, i);
    mend_compound_subject(m, i);
    mend_predicate(m, i);
    mend_called_so(m, i);
    mend_whither(m, i);
    mend_have_to(m, i);
    mend_declared(m, i);
    mend_finite(m, i);
    return mend_court(m, i);
}

bool mend_forms(const struct tagger *g, struct arena *a, struct text *t) {
    return mend_each_word(g, a, t, LONGEST_MENDED, mend_word);
}
