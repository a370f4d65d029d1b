/* Infinitives that the tagger takes for nouns or adjectives: "threatened to (IN) resume (NN)
 * attacks", "agreed to free (JJ) hostages", "will not free (JJ) them". Closed lists of verbs that
 * take an infinitive and of words that are both, before what only a verb has behind it. Before the
 * parser. Linear in the tokens. */
#include "lang/mend/parts.h"

/* "To (IN) hand (NN) over the suspects": with its particle behind it no noun. */
static bool has_particle(const struct token *t, const struct token *next) {
    return (str_in(t->form, "hand back") && str_in(next->form, "over back in down off")) ||
           (str_in(t->form, "step stand cut break pull lay") &&
            str_in(next->form, "down aside back off away out"));
}

/* "Threatened to (IN) resume (NN) attacks": behind a verb that takes no "to" but an infinitive's
 * stands a base form, and a base form behind any "to" has it for its mark. */
static bool is_lost_infinitive(const struct tagger *g, const struct token *tokens, uint32_t n,
                               uint32_t i) {
    const struct token *t = &tokens[i], *before = &tokens[i - 2];
    if (!mend_has_tag(g, &tokens[i - 1], "IN") || !str_is(tokens[i - 1].form, "to"))
        return false;
    if (mend_has_tag(g, t, "VB"))
        return before->upos == UPOS_VERB;
    bool is_small = t->form.n > 2 && mend_is_small(t);
    bool is_noun = mend_has_tag(g, t, "NN NNP");
    if (is_noun && is_small && str_is(before->lemma, "yet")) /* has yet to hand over */
        return true;
    if (is_noun && i + 1 < n && has_particle(t, &tokens[i + 1]))
        return true;
    if (is_noun && is_small && i + 2 < n && str_in(tokens[i + 1].form, "and or") &&
        mend_has_tag(g, &tokens[i + 2], "VB") &&
        str_in(before->lemma, "plot plan bid attempt conspiracy scheme effort threat threaten vow"))
        return true; /* a plot to kidnap (NN) and behead him */
    return is_noun && is_small && before->upos == UPOS_VERB &&
           str_in(before->lemma, "threaten vow refuse decline intend manage fail decide try want");
}

/* "To (TO) resume (NN) talks", "to fund (NN) a business": behind the mark of the infinitive, before
 * an object, stands no noun. */
static bool is_noun_behind_mark(const struct tagger *g, const struct token *tokens, uint32_t n,
                                uint32_t i) {
    const struct token *t = &tokens[i];
    if (!mend_has_tag(g, &tokens[i - 1], "TO") || !mend_has_tag(g, t, "NN") || i + 1 >= n ||
        !mend_is_small(t))
        return false;
    bool is_before_article =
        tokens[i + 1].upos == UPOS_DET || mend_has_tag(g, &tokens[i + 1], "PRP$");
    bool is_joined = i + 2 < n && str_in(tokens[i + 1].form, "and or") &&
                     mend_has_tag(g, &tokens[i + 2], "VB"); /* to kidnap (NN) and behead him */
    return is_before_article || is_joined || has_particle(t, &tokens[i + 1]) ||
           (tokens[i + 1].upos == UPOS_NOUN &&
            str_in(t->form, "resume halt boycott probe host free block fund counter combat hand "
                            "curb press pressure aid mediate broker"));
}

/* "Helped broker (NN) a truce": what one helps do before an article is no noun. */
static bool is_noun_behind_help(const struct tagger *g, const struct token *tokens, uint32_t n,
                                uint32_t i) {
    const struct token *t = &tokens[i];
    return i + 1 < n && mend_has_tag(g, t, "NN") && mend_is_small(t) &&
           str_in(tokens[i - 1].form, "help helps helped helping") &&
           (tokens[i + 1].upos == UPOS_DET || mend_has_tag(g, &tokens[i + 1], "PRP$"));
}

/* "Help the police fight (NN) gangs", "helped Mali combat (NN) jihadists": what one helps others
 * do. */
static bool is_noun_behind_helped(const struct tagger *g, const struct token *tokens, uint32_t n,
                                  uint32_t i) {
    enum { FAR = 5 };
    bool is_deed =
        mend_has_tag(g, &tokens[i], "NN") &&
        str_in(tokens[i].form, "fight combat counter battle attack track target free "
                               "quell hunt stem stop contain guard storm raid defeat repel "
                               "shoot smuggle escape flee monitor");
    if (!is_deed || i + 1 >= n || !mend_is_noun(&tokens[i - 1]))
        return false;
    const struct token *next = &tokens[i + 1];
    if (!mend_is_noun(next) && next->upos != UPOS_ADJ && next->upos != UPOS_DET)
        return false;
    for (uint32_t k = i - 1; k > 0 && k + FAR > i; k--) {
        if (str_in(tokens[k - 1].form, "help helps helped helping") &&
            tokens[k - 1].upos == UPOS_VERB)
            return true;
        if (!mend_is_noun(&tokens[k - 1]) && tokens[k - 1].upos != UPOS_ADJ &&
            tokens[k - 1].upos != UPOS_PART && tokens[k - 1].upos != UPOS_DET)
            return false;
    }
    return false;
}

/* "Agreed to (IN) free (JJ) hostages", "swore to (IN) annex (NN) it": a word that is a verb as
 * well, behind the "to" of a promise and before whom the deed is done to. */
static bool is_promised(const struct tagger *g, const struct token *tokens, uint32_t n,
                        uint32_t i) {
    const struct token *next = &tokens[i + 1];
    if (i + 1 >= n || !str_is(tokens[i - 1].form, "to") || tokens[i - 2].upos != UPOS_VERB ||
        !str_in(tokens[i - 2].lemma, "agree promise pledge offer vow swear threaten refuse plan"))
        return false;
    bool is_freed = mend_has_tag(g, &tokens[i], "JJ") &&
                    str_in(tokens[i].form, "free open clear") &&
                    !str_in(next->lemma, "trade passage access election movement flow "
                                         "market speech press port air vote");
    bool is_doubtful =
        mend_has_tag(g, &tokens[i], "NN") &&
        str_in(tokens[i].form, "annex sanction exchange swap free hand release target arm fund "
                               "supply ship train aid transfer trade export veto boycott tax ban");
    bool is_named =
        mend_has_tag(g, next, "NNP") || next->upos == UPOS_DET || mend_has_tag(g, next, "PRP$ CD");
    bool is_person = str_in(next->lemma, "hostage prisoner captive soldier detainee activist "
                                         "journalist rebel weapon troop civilian sailor");
    return (is_freed && (is_named || next->upos == UPOS_NOUN)) ||
           (is_doubtful && (is_named || is_person));
}

/* "Will not free (JJ) hostages", "will no longer supply (NN) arms": behind a modal no adjective
 * stands without "be", and behind a modal with its negation no noun. */
static bool is_lost_base(const struct tagger *g, const struct token *tokens, uint32_t n,
                         uint32_t i) {
    bool is_odd = mend_has_tag(g, &tokens[i], "GW") ||
                  (mend_has_tag(g, &tokens[i], "JJ") && str_in(tokens[i].form, "free open clear"));
    bool is_noun = mend_has_tag(g, &tokens[i], "NN");
    if ((!is_odd && !is_noun) || i + 1 >= n)
        return false;
    bool is_no_longer =
        i > 2 && str_is(tokens[i - 1].form, "longer") && str_is(tokens[i - 2].form, "no");
    bool is_negated = is_no_longer || str_in(tokens[i - 1].form, "not n't never");
    uint32_t before = is_no_longer                                            ? i - 3
                      : is_negated || str_in(tokens[i - 1].form, "also soon") ? i - 2
                                                                              : i - 1;
    return mend_has_tag(g, &tokens[before], "MD") && tokens[i + 1].upos != UPOS_PUNCT &&
           (is_odd || is_negated);
}

/* "Sold to (TO) Chile (VB) two jets": in running text a capital is no infinitive. */
static bool is_named_goal(const struct tagger *g, const struct token *tokens, uint32_t n,
                          uint32_t i) {
    bool is_name = mend_is_capital(&tokens[i]) && mend_has_tag(g, &tokens[i], "VB");
    return is_name && i + 1 < n && str_is(tokens[i - 1].form, "to") &&
           tokens[i - 2].upos == UPOS_VERB && tokens[i - 2].form.p[0] >= 'a' &&
           tokens[i + 1].form.p[0] >= '0' && !mend_is_capital(&tokens[i + 1]);
}

bool mend_infinitives(const struct tagger *g, struct arena *a, struct token *tokens, uint32_t n) {
    for (uint32_t i = 2; i < n; i++) {
        if (is_named_goal(g, tokens, n, i)) {
            mend_retag(g, &tokens[i - 1], "IN", UPOS_ADP);
            mend_retag_name(g, &tokens[i]);
            continue;
        }
        bool has_mark = is_lost_infinitive(g, tokens, n, i) || is_promised(g, tokens, n, i);
        if (!has_mark && !is_lost_base(g, tokens, n, i) && !is_noun_behind_mark(g, tokens, n, i) &&
            !is_noun_behind_help(g, tokens, n, i) && !is_noun_behind_helped(g, tokens, n, i))
            continue;
        if (has_mark)
            mend_retag(g, &tokens[i - 1], "TO", UPOS_PART);
        if (!mend_retag_lemma(g, a, &tokens[i], "VB", UPOS_VERB))
            return false;
    }
    return true;
}
