/* What a noun of a deed governs. "The arrest of a priest by police", "the raid by the army on the
 * camp", "the seizure by Iran of a British tanker": of the two phrases behind such a noun a parser
 * hangs the second on the first, or on the verb before, and the deed has lost its doer or whom it
 * befell. Both are the deed's. A closed list of nouns; for each noun with a preposition and each
 * relative clause one look at its sentence. */
#include "lang/mend/parts.h"

/* What one party does to another. */
static bool is_deed(const struct token *t) {
    return str_in(
        t->lemma,
        "arrest kill killing murder assassination execution detention jailing imprisonment "
        "abduction kidnapping capture seizure expulsion deportation extradition "
        "persecution prosecution trial sentencing conviction poison poisoning torture "
        "beating shooting shell shelling bomb bombing bombardment destruction demolition "
        "invasion occupation annexation treatment mistreatment handling use abuse "
        "recognition rejection denial harassment intimidation massacre rape displacement "
        "slaughter closure blockade downing hacking jamming burning release takeover "
        "siege encirclement liberation storming looting condemnation");
}

/* What is done on or against somebody. */
static bool is_attack(const struct token *t) {
    return str_in(t->lemma,
                  "attack raid assault strike airstrike offensive ambush operation incursion "
                  "crackdown attempt aggression violence war pressure ban embargo sanction tariff "
                  "bombardment bombing blockade siege curb restriction clampdown onslaught");
}

static bool is_measure(const struct token *t) {
    return str_in(t->lemma,
                  "force percent half vote night day week month year end law way weekend eve side "
                  "ground condition charge suspicion time date " MEND_WEEKDAYS " " MEND_MONTHS);
}

/* "Condemned the arrest of a priest | by police (obl)", "the killing of envoys (by gunmen)": who
 * does the deed that a verb only judges. */
static void mend_agent(const struct word_mender *m, uint32_t at) {
    const struct token *t = &m->tokens[at];
    uint32_t above = t->head, deed = TOKEN_NONE;
    if (!mend_is_noun(t) || above == TOKEN_NONE || above > at || is_measure(t))
        return;
    uint32_t marker = mend_child(m, at, DEP_case);
    if (marker == TOKEN_NONE || !str_is(m->tokens[marker].form, "by"))
        return;
    if (m->tokens[above].upos == UPOS_VERB && deprel_basic((enum deprel)t->deprel) == DEP_obl &&
        mend_child(m, above, DEP_aux_pass) == TOKEN_NONE)
        deed = mend_child(m, above, DEP_obj);
    else if (t->deprel == DEP_nmod && m->tokens[above].deprel == DEP_nmod)
        deed = m->tokens[above].head;
    if (deed == TOKEN_NONE || deed > marker || !is_deed(&m->tokens[deed]))
        return;
    uint32_t whom = mend_child(m, deed, DEP_nmod);
    uint32_t of = whom == TOKEN_NONE ? TOKEN_NONE : mend_child(m, whom, DEP_case);
    if (of != TOKEN_NONE && whom > deed && whom < marker && str_is(m->tokens[of].form, "of"))
        mend_hang(m, at, deed, DEP_nmod);
}

/* Bodies whose own name goes on with "of": "the Organization of American States". */
static bool goes_on(const struct token *t) {
    return str_in(t->lemma,
                  "organization organisation army league union council association front ministry "
                  "department government state republic kingdom president leader member court "
                  "party movement brigade battalion commission committee bank house chamber "
                  "supporter group coalition alliance congress office minister secretary head "
                  "thousand hundred dozen million number Organization Army League Union Council "
                  "Association Front Ministry Department Republic Kingdom Bank House");
}

/* The phrase behind the deed that "by" opens and that ends right before a marker: the doer. */
static uint32_t doer_before(const struct word_mender *m, uint32_t marker) {
    if (marker < m->first + 3 || !mend_is_noun(&m->tokens[marker - 1]))
        return TOKEN_NONE;
    uint32_t doer = mend_begin_of_name(m, marker - 1), by = mend_child(m, doer, DEP_case);
    return by != TOKEN_NONE && by < doer && str_is(m->tokens[by].form, "by") ? doer : TOKEN_NONE;
}

/* "The seizure by Iran | of a British tanker (nmod of Iran)", "attacks by separatists | on police
 * stations (obl)": to whom it is done. */
static void mend_victim(const struct word_mender *m, uint32_t at) {
    const struct token *t = &m->tokens[at];
    if (!mend_is_noun(t) || t->head == TOKEN_NONE || is_measure(t))
        return;
    uint32_t marker = mend_child(m, at, DEP_case);
    if (marker == TOKEN_NONE || marker > at)
        return;
    bool is_of = str_is(m->tokens[marker].form, "of");
    uint32_t doer = doer_before(m, marker);
    if (doer == TOKEN_NONE || (!is_of && !str_in(m->tokens[marker].form, "on against")))
        return;
    uint32_t deed = m->tokens[doer].head;
    if (deed == TOKEN_NONE || deed > doer || t->head == deed ||
        (t->head != doer && t->head != m->tokens[deed].head))
        return;
    const struct token *d = &m->tokens[deed];
    if (is_of ? is_deed(d) && !goes_on(&m->tokens[doer]) && !goes_on(&m->tokens[marker - 1])
              : is_deed(d) || is_attack(d))
        mend_hang(m, at, deed, d->upos == UPOS_VERB ? DEP_obl : DEP_nmod);
}

/* "The release of its reporter X (nmod), | who was arrested (acl:relcl of release)": no deed is a
 * who. */
static void mend_who(const struct word_mender *m, uint32_t verb) {
    struct token *v = &m->tokens[verb];
    uint32_t deed = v->head, who = TOKEN_NONE, whom = TOKEN_NONE;
    if (v->deprel != DEP_acl_relcl || deed == TOKEN_NONE || deed > verb ||
        !(is_deed(&m->tokens[deed]) ||
          str_in(m->tokens[deed].lemma, "death fate case safety body return freedom resignation "
                                        "nomination appointment election wife family life")))
        return;
    for (uint32_t k = deed + 1; k < verb; k++) {
        const struct token *t = &m->tokens[k];
        if (t->head == verb && str_in(t->form, "who whom"))
            who = k;
        uint32_t of =
            t->head == deed && t->deprel == DEP_nmod ? mend_child(m, k, DEP_case) : TOKEN_NONE;
        if (of != TOKEN_NONE && of < k && str_is(m->tokens[of].form, "of"))
            whom = k;
    }
    if (who != TOKEN_NONE && whom != TOKEN_NONE && whom < who)
        v->head = whom;
}

/* "Attacked villagers in Ituri | whom they suspected (acl:relcl of Ituri)": nor is a place. */
static void mend_whom(const struct word_mender *m, uint32_t verb) {
    struct token *v = &m->tokens[verb];
    uint32_t place = v->head, last = place; /* of its name */
    if (v->deprel != DEP_acl_relcl || place == TOKEN_NONE || place > verb ||
        m->tokens[place].upos != UPOS_PROPN)
        return;
    uint32_t in = mend_child(m, place, DEP_case), pronoun = place + 1;
    for (; pronoun < verb; pronoun++) {
        const struct token *t = &m->tokens[pronoun];
        if (t->head == verb && str_in(t->form, "who whom"))
            break;
        if (t->head == place && t->deprel == DEP_flat)
            last = pronoun;
    }
    if (pronoun == verb || pronoun != last + 1 || in == TOKEN_NONE || in == m->first ||
        in > place || !str_in(m->tokens[in].form, "in at near outside"))
        return;
    const struct token *people = &m->tokens[in - 1];
    bool is_beside = people->head == m->tokens[place].head || m->tokens[place].head == in - 1;
    if (people->upos == UPOS_NOUN && is_beside)
        v->head = in - 1;
}

/* "The killing (VBG) by police of a man", "shelling (csubj) by the army": a gerund that somebody
 * does without an object of its own is a noun. */
static bool mend_gerund(const struct word_mender *m, uint32_t at) {
    struct token *t = &m->tokens[at];
    enum deprel d = deprel_basic((enum deprel)t->deprel);
    if (!mend_is_tagged(m, at, "VBG") || t->upos != UPOS_VERB || !is_deed(t) ||
        (d != DEP_nsubj && d != DEP_csubj && d != DEP_obj && d != DEP_obl && d != DEP_nmod) ||
        at + 2 >= m->last || !str_is(m->tokens[at + 1].form, "by") ||
        mend_child(m, at, DEP_obj) != TOKEN_NONE || mend_has_auxiliary(m, at))
        return true;
    if (d == DEP_csubj)
        t->deprel = t->deprel == DEP_csubj_pass ? DEP_nsubj_pass : DEP_nsubj;
    for (uint32_t k = at + 1; k < m->last; k++)
        if (m->tokens[k].head == at && deprel_basic((enum deprel)m->tokens[k].deprel) == DEP_obl)
            m->tokens[k].deprel = DEP_nmod;
    return mend_retag_lemma(m->g, m->arena, t, "NN", UPOS_NOUN);
}

static bool mend_word(const struct word_mender *m, uint32_t i) {
    mend_agent(m, i);
    mend_victim(m, i);
    mend_who(m, i);
    mend_whom(m, i);
    return mend_gerund(m, i);
}

bool mend_deeds(const struct tagger *g, struct arena *a, struct text *t) {
    return mend_each_word(g, a, t, UINT32_MAX, mend_word);
}
