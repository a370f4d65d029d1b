/* Headlines: "Russia bombs (NNS) Kharkiv", "police detain (NN) students", "Iran, Israel trade (NN)
 * fire". The tagger learned from running text, where a present of the third person is rare and such
 * words are mostly nouns; in a line without any finite verb the first of a list of the headlines'
 * verbs that stands between a subject and what its verb has behind it is one. Words that are nouns
 * as well need a name, a number or an article behind them. Before the parser. Linear in the tokens.
 */
#include "lang/mend/parts.h"

/* Forms of the third person that are hardly a plural. */
static bool is_plain_present(str form) {
    return str_in(form,
                  "lifts eases scraps relaxes revokes removes suspends halts frees apologizes "
                  "apologises bows delivers donates gives provides rescues helps extradites sells "
                  "buys resumes agrees promises asks presses begs seeks rebuffs spurns dismisses "
                  "vetoes snubs deports censors declares shuts closes slaps recalls kills injures "
                  "invades destroys bombards begins deploys mobilizes mobilises scrambles slams") ||
           str_in(form,
                  "rebukes assails decries deplores lambasts sues indicts investigates hails "
                  "praises endorses thanks congratulates supports defends restores ratifies inks "
                  "meets receives resigns sacks ousts freezes severs blacklists convicts withdraws "
                  "pulls retreats launches captures backs holds lashes accuses blames extends");
}

/* Forms that are as often a noun. */
static bool is_double_present(str form) {
    return str_in(form,
                  "bombs shells strikes hits pounds wounds fires targets attacks tests masses "
                  "moves blasts rips probes faults signs hosts visits phones opens quits fines "
                  "boycotts sanctions sentences leaves releases pardons returns hands yields ships "
                  "arms trains funds shares boosts vows pledges offers orders demands calls "
                  "rules arrests jails bans raids blocks cuts drops ends joins") ||
           str_in(form, "storms shoots abducts mulls weighs eyes names tops wins");
}

bool mend_is_headline_verb(str lower) {
    return is_plain_present(lower) || is_double_present(lower);
}

/* Base forms behind a plural or two names. */
static bool is_base(str form) {
    return str_in(form,
                  "attack kill bomb shell ambush shoot abduct storm raid capture wound strike hit "
                  "target pound detain arrest deport swap trade sign restore clash agree hold meet "
                  "resume seize ban march protest rally fire launch round disperse block demand");
}

/* What a noun seldom has behind it. */
static bool is_before_phrase(const struct word_mender *m, uint32_t i) {
    return i + 1 < m->last && mend_is_tagged(m, i + 1, "NNP NNPS CD DT PRP$ PRP");
}

static bool is_before_object(const struct word_mender *m, uint32_t i) {
    return i + 1 < m->last && (mend_is_noun(&m->tokens[i + 1]) ||
                               mend_is_tagged(m, i + 1, "CD DT PRP$ JJ VBN IN TO RP"));
}

static bool is_present(const struct word_mender *m, uint32_t i) {
    const struct token *t = &m->tokens[i];
    bool is_subject = i - 1 == m->first || mend_is_tagged(m, i - 1, "NN NNP NNPS");
    if (!mend_is_small(t) || !mend_is_tagged(m, i, "NNS") || !is_subject)
        return false;
    bool is_last = i + 1 == m->last || m->tokens[i + 1].upos == UPOS_PUNCT;
    if (is_last)
        return str_in(t->form, "resigns quits dies escapes apologizes apologises");
    return (is_plain_present(t->form) && is_before_object(m, i)) ||
           (is_double_present(t->form) &&
            (is_before_phrase(m, i) || str_in(m->tokens[i + 1].form, "over out up down off back")));
}

/* "Police | detain students", "Iran, Israel | trade fire". */
static bool is_plural_present(const struct word_mender *m, uint32_t i) {
    const struct token *t = &m->tokens[i], *before = &m->tokens[i - 1];
    if (!mend_is_small(t) || !mend_is_tagged(m, i, "NN VB") || !is_base(t->form) ||
        i + 1 >= m->last)
        return false;
    bool is_pair = i >= m->first + 3 && before->upos == UPOS_PROPN &&
                   str_in(m->tokens[i - 2].form, ", and") && m->tokens[i - 3].upos == UPOS_PROPN;
    bool is_plural = mend_is_tagged(m, i - 1, "NNS") ||
                     str_in(before->form, "police troops jihadists army gunmen militants");
    return (is_pair || is_plural) &&
           (mend_is_noun(&m->tokens[i + 1]) || mend_is_tagged(m, i + 1, "CD DT PRP$ IN TO JJ"));
}

static bool make_finite(const struct word_mender *m, uint32_t i, const char *tag) {
    return mend_retag_lemma(m->g, m->arena, &m->tokens[i], tag, UPOS_VERB);
}

/* "Turkey signs (NNS) deal (VBP) with Greece": the first of the two is the verb. */
static bool mend_signed(const struct word_mender *m, uint32_t i) {
    bool is_swapped =
        i + 2 < m->last && mend_is_tagged(m, i, "NNS") && mend_is_tagged(m, i - 1, "NNP") &&
        mend_is_tagged(m, i + 1, "VBP") &&
        str_in(m->tokens[i].form, "signs seals rejects quits backs inks breaks wins") &&
        str_in(m->tokens[i + 1].form, "deal pact treaty truce");
    if (!is_swapped)
        return true;
    return mend_retag_lemma(m->g, m->arena, &m->tokens[i + 1], "NN", UPOS_NOUN) &&
           make_finite(m, i, "VBZ");
}

static bool mend_line(const struct word_mender *m) {
    if (m->last < m->first + 3)
        return true;
    for (uint32_t i = m->first + 1; i < m->last; i++)
        if (!mend_signed(m, i))
            return false;
    if (mend_has_finite(m))
        return true;
    for (uint32_t i = m->first + 1; i < m->last; i++) {
        if (is_present(m, i))
            return make_finite(m, i, "VBZ");
        if (is_plural_present(m, i))
            return make_finite(m, i, "VBP");
    }
    return true;
}

bool mend_title_verbs(const struct tagger *g, struct arena *a, struct text *t) {
    return mend_each_sentence(g, a, t, LONGEST_MENDED, mend_line);
}
