/* The tagger sees two words to either side; in "Protesters called for X's resignation after …" it
 * may take the only verb for a participle, and the parser then builds the sentence around the noun.
 * A sentence that ends in a full stop has a finite verb, so if none was found the first participle
 * or past form after a noun becomes one. */
#include "lang/mend/parts.h"

#include "lang/irregular.h"

#include <string.h>

/* Where "…, officials said." begins at the end of a sentence, its length without one. */
static uint32_t before_attribution(const struct token *tokens, uint32_t n) {
    enum { LONGEST_ATTRIBUTION = 9 };
    bool is_said = false;
    for (uint32_t i = n; i-- > 0 && i + LONGEST_ATTRIBUTION > n;) {
        is_said |= str_in(tokens[i].form, "said says reported added");
        if (is_said && str_is(tokens[i].form, ","))
            return i;
    }
    return n;
}

static bool has_finite_verb(const struct tagger *g, const struct token *tokens, uint32_t n) {
    n = before_attribution(tokens, n);
    for (uint32_t i = 0; i < n; i++)
        if (mend_has_tag(g, &tokens[i], "VBD VBZ VBP MD"))
            return true;
    return false;
}

/* "An arrest warrant (VB)": after an article and a noun no verb stands in its base form, unless a
 * word before governs one. */
static bool is_lost_noun(const struct tagger *g, const struct token *tokens, uint32_t i) {
    bool is_plural_verb = mend_has_tag(g, &tokens[i], "VBP") && /* "a police raid (VBP) on" */
                          str_is(tokens[i - 1].form, "police");
    bool is_base = mend_has_tag(g, &tokens[i], "VB") && mend_has_tag(g, &tokens[i - 1], "NN");
    if ((!is_base && !is_plural_verb) || !str_in(tokens[i - 2].lemma, "a an"))
        return false;
    for (uint32_t k = 0; k < i - 2; k++)
        if (mend_has_tag(g, &tokens[k], "MD TO") ||
            str_in(tokens[k].lemma, "do make let help have see hear watch feel bid that"))
            return false;
    return true;
}

static void mend_nouns(const struct tagger *g, struct token *tokens, uint32_t n) {
    for (uint32_t i = 2; i < n; i++)
        if (is_lost_noun(g, tokens, i))
            mend_retag(g, &tokens[i], "NN", UPOS_NOUN);
}

/* "Halted all arms exports (VBZ) to": no verb in the singular follows a plural. */
static bool mend_plurals(const struct tagger *g, struct arena *a, struct token *tokens,
                         uint32_t n) {
    for (uint32_t i = 2; i < n; i++) {
        bool is_lost = mend_has_tag(g, &tokens[i], "VBZ") &&
                       mend_has_tag(g, &tokens[i - 1], "NNS") &&
                       str_in(tokens[i].form, "exports imports sales shipments supplies deliveries "
                                              "transfers deals talks attacks strikes raids");
        if (is_lost && !mend_retag_lemma(g, a, &tokens[i], "NNS", UPOS_NOUN))
            return false;
    }
    return true;
}

/* "Launched its offensive (JJ) in": behind an article and before no noun it is one. */
static void mend_offensive(const struct tagger *g, struct token *tokens, uint32_t n) {
    for (uint32_t i = 1; i + 1 < n; i++) {
        const struct token *before = &tokens[i - 1], *next = &tokens[i + 1];
        bool is_opened = before->upos == UPOS_DET || mend_has_tag(g, before, "PRP$ POS") ||
                         before->upos == UPOS_ADJ || before->upos == UPOS_NOUN;
        if (mend_has_tag(g, &tokens[i], "JJ") &&
            str_in(tokens[i].form, "offensive initiative objective") && is_opened &&
            next->upos != UPOS_NOUN && next->upos != UPOS_PROPN && next->upos != UPOS_ADJ &&
            !str_in(next->form, "and or"))
            mend_retag(g, &tokens[i], "NN", UPOS_NOUN);
    }
}

/* "Had armed (JJ) the rebels": between "have" and an object stands a participle; "was impeached
 * (JJ)": a deed's behind a form of "be". */
static bool mend_participle(const struct tagger *g, struct arena *a, struct token *tokens,
                            uint32_t n, uint32_t i) {
    if (i + 1 >= n || !mend_has_tag(g, &tokens[i], "JJ"))
        return true;
    bool is_perfect = str_ends(tokens[i].form, STR("ed")) &&
                      str_in(tokens[i - 1].form, "had has have") &&
                      (tokens[i + 1].upos == UPOS_DET || tokens[i + 1].upos == UPOS_PROPN);
    bool is_passive = str_in(tokens[i - 1].form, "was were been being be") &&
                      str_in(tokens[i].form, "ambushed annexed dissolved frozen impeached jailed "
                                             "overrun overturned quashed wounded");
    return (!is_perfect && !is_passive) || mend_retag_lemma(g, a, &tokens[i], "VBN", UPOS_VERB);
}

/* "Have since (IN) boycotted": between "have" and its participle it is an adverb. */
static void mend_since(const struct tagger *g, struct token *tokens, uint32_t n) {
    for (uint32_t i = 1; i + 1 < n; i++)
        if (str_is(tokens[i].form, "since") && str_in(tokens[i - 1].form, "have has had") &&
            mend_has_tag(g, &tokens[i + 1], "VBN VBD"))
            mend_retag(g, &tokens[i], "RB", UPOS_ADV);
}

/* "X already controls (NNS) most of the coast": behind a name and such an adverb stands its verb.
 */
static bool mend_already(const struct tagger *g, struct arena *a, struct token *tokens,
                         uint32_t n) {
    for (uint32_t i = 2; i < n; i++) {
        bool is_lost = mend_has_tag(g, &tokens[i], "NNS") && tokens[i - 2].upos == UPOS_PROPN &&
                       str_in(tokens[i - 1].form, "already still now also currently");
        if (is_lost && !mend_retag_lemma(g, a, &tokens[i], "VBZ", UPOS_VERB))
            return false;
    }
    return true;
}

/* "A wanted (VBD) man": between an article and a noun stands no past tense. */
static void mend_described(const struct tagger *g, struct token *tokens, uint32_t n) {
    for (uint32_t i = 1; i + 1 < n; i++)
        if (mend_has_tag(g, &tokens[i], "VBD") && str_in(tokens[i - 1].form, "a an the A An The") &&
            (tokens[i + 1].upos == UPOS_NOUN || tokens[i + 1].upos == UPOS_PROPN))
            mend_retag(g, &tokens[i], "VBN", UPOS_VERB);
}

/* "Shot | dead two men": whom they shot hangs on the verb. */
static void mend_dead(struct token *tokens, uint32_t i) {
    uint32_t dead = tokens[i].head;
    if (tokens[i].deprel == DEP_obj && dead < i && tokens[dead].upos == UPOS_ADJ &&
        str_is(tokens[dead].lemma, "dead") && tokens[dead].head != TOKEN_NONE &&
        tokens[dead].head < dead && tokens[tokens[dead].head].upos == UPOS_VERB)
        tokens[i].head = tokens[dead].head;
}

static bool is_running_text(const struct token *tokens, uint32_t n) {
    return n >= 4 &&
           (str_is(tokens[n - 1].form, ".") || str_is(tokens[n - 1].form, "\xE2\x80\x9D") ||
            str_is(tokens[n - 1].form, "\""));
}

/* A form that can be a past tense and stands where one may: behind a noun, pronoun or adverb, or
 * behind the comma that ends an apposition. */
static bool may_be_past(const struct tagger *g, const struct token *tokens, uint32_t i) {
    const struct token *t = &tokens[i], *before = &tokens[i - 1];
    if (i > 3 && str_is(before->form, ","))
        before = &tokens[i - 2];
    bool is_after_noun = before->upos == UPOS_NOUN || before->upos == UPOS_PROPN ||
                         before->upos == UPOS_PRON || before->upos == UPOS_ADV;
    bool is_small = t->form.n > 3 && mend_is_small(t);
    const struct irregular *verb = is_small ? irregular_find(t->form) : NULL;
    return is_after_noun && (mend_has_tag(g, t, "VBN") || (verb && verb->is_past) ||
                             (is_small && str_ends(t->form, STR("ed"))));
}

/* "Diplomats said Morocco attacked (VBN) Chile": between a name and the beginning of another phrase
 * stands no participle, but for one that an auxiliary before the name governs. */
static bool is_lost_past(const struct tagger *g, const struct token *tokens, uint32_t n,
                         uint32_t i) {
    if (i + 1 >= n || !mend_has_tag(g, &tokens[i], "VBN") ||
        !mend_has_tag(g, &tokens[i - 1], "NNP"))
        return false;
    bool is_phrase = mend_has_tag(g, &tokens[i + 1], "NNP DT PRP$ PRP");
    for (uint32_t k = i; is_phrase && k-- > 0 && k + 6 > i;) {
        if (tokens[k].upos == UPOS_AUX)
            return false;
        if (tokens[k].upos == UPOS_VERB || tokens[k].upos == UPOS_PUNCT)
            break;
    }
    return is_phrase;
}

/* "Lesotho's premier accused (VBN) police commanders": who is accused has no object, so that the
 * first verb of a sentence before one is a past. */
static bool is_lost_charge(const struct tagger *g, const struct token *tokens, uint32_t n,
                           uint32_t i) {
    if (i + 1 >= n || !mend_has_tag(g, &tokens[i], "VBN") || tokens[i - 1].upos != UPOS_NOUN ||
        !str_in(tokens[i].form,
                "accused urged warned ordered blamed condemned criticized criticised "
                "denounced asked told threatened praised thanked sued indicted") ||
        (!mend_is_noun(&tokens[i + 1]) && !mend_has_tag(g, &tokens[i + 1], "DT PRP PRP$ CD JJ")))
        return false;
    for (uint32_t k = 0; k < i; k++)
        if (mend_has_tag(g, &tokens[k], "VBD VBZ VBP MD") || tokens[k].upos == UPOS_AUX)
            return false;
    return true;
}

/* "The secretary-general vetoed (NN) it": a form in -ed behind a noun and before an article, a name
 * or a preposition is no noun. */
static bool is_past_as_noun(const struct tagger *g, const struct token *tokens, uint32_t n,
                            uint32_t i) {
    const struct token *t = &tokens[i];
    bool is_noun = i + 1 < n && mend_has_tag(g, t, "NN") && mend_is_small(t);
    bool is_past = is_noun && t->form.n > 5 && str_ends(t->form, STR("ed")) &&
                   !str_ends(t->form, STR("eed")) && !str_ends(t->form, STR("shed")) &&
                   !str_ends(t->form, STR("bed")) && !str_ends(t->form, STR("red"));
    bool is_subject = mend_has_tag(g, &tokens[i - 1], "NN NNP");
    return is_past && is_subject &&
           (tokens[i + 1].upos == UPOS_DET || tokens[i + 1].upos == UPOS_ADP ||
            mend_has_tag(g, &tokens[i + 1], "NNP PRP$"));
}

static bool make_noun(const struct tagger *g, struct arena *a, struct token *t) {
    return mend_retag_lemma(g, a, t, "NN", UPOS_NOUN);
}

/* "Fighting (VBG) erupted (VBN) between": what begins, lasts or ends is a noun before a past. */
static bool mend_gerund(const struct tagger *g, struct arena *a, struct token *tokens, uint32_t n,
                        uint32_t i) {
    bool is_head = i == 0 || tokens[i - 1].upos == UPOS_ADJ ||
                   str_in(tokens[i - 1].form, "since after before as when while");
    if (i + 1 >= n || !is_head || !mend_has_tag(g, &tokens[i], "VBG") ||
        !str_in(tokens[i + 1].form, "erupted raged continued broke flared resumed began started "
                                    "ended intensified spread killed left forced escalated") ||
        (!mend_has_tag(g, &tokens[i + 1], "VBN VBD")))
        return true;
    mend_retag(g, &tokens[i + 1], "VBD", UPOS_VERB);
    return make_noun(g, a, &tokens[i]);
}

/* "Fighting (VBG) between X and Y killed ten", "died in fighting (VBG) across the region". */
static bool mend_fighting(const struct tagger *g, struct arena *a, struct token *tokens, uint32_t n,
                          uint32_t i) {
    bool is_place = i > 0 && i + 1 < n && str_is(tokens[i - 1].form, "in") &&
                    str_in(tokens[i + 1].form, "across in near around on at . ,");
    if (i + 1 >= n || !mend_has_tag(g, &tokens[i], "VBG") ||
        (!is_place && !str_is(tokens[i + 1].form, "between")) ||
        !str_in(tokens[i].form, "Fighting fighting Shelling shelling Rioting rioting") ||
        (i > 0 && tokens[i - 1].upos == UPOS_AUX))
        return true;
    return make_noun(g, a, &tokens[i]);
}

/* "Gunmen burst (NN) into". */
static bool is_lost_burst(const struct tagger *g, const struct token *tokens, uint32_t n,
                          uint32_t i) {
    return i + 2 < n && str_is(tokens[i].form, "burst") && mend_has_tag(g, &tokens[i], "NN") &&
           mend_is_noun(&tokens[i - 1]) && str_in(tokens[i + 1].form, "into through");
}

/* "Police shot (NN) and killed": beside a past form, behind a noun, or before whom it hit. */
static bool is_lost_shot(const struct tagger *g, const struct token *tokens, uint32_t n,
                         uint32_t i) {
    if (i + 2 >= n || !str_is(tokens[i].form, "shot"))
        return false;
    const struct token *before = &tokens[i - 1], *next = &tokens[i + 1], *third = &tokens[i + 2];
    bool is_noun = mend_has_tag(g, &tokens[i], "NN"), is_behind_noun = mend_is_noun(before);
    bool is_before_article = next->upos == UPOS_DET;
    if (is_noun && str_is(before->form, "and") &&
        (mend_has_tag(g, next, "NNS CD PRP") || is_before_article) && has_finite_verb(g, tokens, i))
        return true; /* "went from door to door and shot people" */
    if (mend_has_tag(g, &tokens[i], "NN VBN") && str_is(next->form, "down") &&
        (mend_has_tag(g, third, "CD NNP PRP$") || third->upos == UPOS_DET) &&
        (is_behind_noun || str_is(before->form, ",")))
        return true; /* "the navy, X says, shot down two drones" */
    if (!is_noun || !is_behind_noun)
        return false;
    bool is_before_people =
        is_before_article || mend_has_tag(g, next, "CD PRP PRP$") ||
        str_in(next->form, "dozens hundreds scores several many protesters demonstrators");
    return is_before_people || /* "forces in the city shot dozens" */
           str_is(next->form, "dead") || (str_is(next->form, "at") && before->upos == UPOS_PROPN) ||
           (str_is(next->form, "and") && mend_has_tag(g, third, "VBD VBN"));
}

static bool is_capital(const struct token *t) {
    return t->form.n > 1 && mend_is_capital(t);
}

/* "We welcome (UH) the deal": what a pronoun does. */
static bool mend_welcome(const struct tagger *g, struct arena *a, struct token *tokens,
                         uint32_t i) {
    if (!str_is(tokens[i].form, "welcome") || tokens[i].upos == UPOS_VERB ||
        !str_in(tokens[i - 1].form, "I We we They they You you"))
        return true;
    return mend_retag_lemma(g, a, &tokens[i], "VBP", UPOS_VERB);
}

/* "Human Rights Watch (VBP) blamed": a capital between a capital and a finite verb is of the name.
 */
static bool is_lost_name(const struct tagger *g, const struct token *tokens, uint32_t n,
                         uint32_t i) {
    bool is_base = mend_has_tag(g, &tokens[i], "VBP VB VBZ");
    return is_base && i + 1 < n && is_capital(&tokens[i]) && is_capital(&tokens[i - 1]) &&
           mend_has_tag(g, &tokens[i + 1], "VBD VBZ VBN MD");
}

static bool make_past(const struct tagger *g, struct arena *a, struct token *t) {
    return mend_retag_lemma(g, a, t, "VBD", UPOS_VERB);
}

/* "Insurgents (AUX) attacked": no auxiliary has so many letters, no conjunction a plural. */
static bool mend_auxiliary(const struct tagger *g, struct arena *a, struct token *t) {
    enum { LONGEST_AUXILIARY = 7 };
    bool is_conjunction = t->upos == UPOS_SCONJ && str_ends(t->form, STR("s"));
    if ((t->upos != UPOS_AUX && !is_conjunction) || t->form.n <= LONGEST_AUXILIARY)
        return true;
    bool is_past = str_ends(t->form, STR("ed"));
    enum upos upos = is_past ? UPOS_VERB : UPOS_NOUN;
    const char *xpos = is_past ? "VBD" : str_ends(t->form, STR("s")) ? "NNS" : "NN";
    return mend_retag_lemma(g, a, t, xpos, upos);
}

/* "A sit (VB) - in": behind an article or an adjective the two make one noun. */
static bool mend_joined_noun(const struct tagger *g, struct arena *a, struct token *tokens,
                             uint32_t n, uint32_t i) {
    const struct token *before = &tokens[i - 1];
    bool is_joined = tokens[i].upos == UPOS_VERB && i + 2 < n && str_is(tokens[i + 1].form, "-") &&
                     str_in(tokens[i + 2].form, "in out off down up over through");
    bool is_phrase = before->upos == UPOS_DET || before->upos == UPOS_ADJ ||
                     before->upos == UPOS_NUM || before->deprel == DEP_nmod_poss;
    bool is_end = is_joined && (i + 3 == n || tokens[i + 3].upos != UPOS_NOUN);
    if (!is_end || !is_phrase)
        return true;
    return make_noun(g, a, &tokens[i]) && make_noun(g, a, &tokens[i + 2]);
}

/* A sentence without a finite verb has one in the first past form behind a noun. */
static bool mend_verbless(const struct tagger *g, struct arena *a, struct token *tokens,
                          uint32_t n) {
    uint32_t at = 1;
    if (n == 0 || !is_running_text(tokens, n) || has_finite_verb(g, tokens, n))
        return true;
    while (at < n && !may_be_past(g, tokens, at))
        at++;
    return at >= n || make_past(g, a, &tokens[at]);
}

/* Where the words behind the last semicolon begin; 0, the whole sentence, without one. */
static uint32_t last_clause(const struct token *tokens, uint32_t n) {
    while (n > 0 && !str_is(tokens[n - 1].form, ";"))
        n--;
    return n;
}

bool mend_tags(const struct tagger *g, struct arena *a, struct text *t) {
    for (uint32_t s = 0; s < t->n_sentences; s++) {
        struct token *tokens = t->tokens + t->sentences[s].first;
        uint32_t n = t->sentences[s].last - t->sentences[s].first;
        mend_nouns(g, tokens, n);
        mend_described(g, tokens, n);
        mend_since(g, tokens, n);
        mend_offensive(g, tokens, n);
        if (!mend_infinitives(g, a, tokens, n) || !mend_already(g, a, tokens, n) ||
            !mend_plurals(g, a, tokens, n))
            return false;
        for (uint32_t i = 0; i < n; i++)
            if (!mend_auxiliary(g, a, &tokens[i]) || !mend_gerund(g, a, tokens, n, i) ||
                !mend_fighting(g, a, tokens, n, i))
                return false;
        if (n > 2 && tokens[0].upos == UPOS_VERB && str_is(tokens[1].form, ",") &&
            str_in(tokens[2].form, "who whose whom"))
            mend_retag_name(g, &tokens[0]); /* "Saied (VBN), who" */
        for (uint32_t i = 1; i < n; i++) {
            bool is_past = is_lost_past(g, tokens, n, i) || is_lost_charge(g, tokens, n, i) ||
                           is_past_as_noun(g, tokens, n, i);
            if (is_past && !make_past(g, a, &tokens[i]))
                return false;
            is_past = is_lost_shot(g, tokens, n, i) || is_lost_burst(g, tokens, n, i);
            if (is_past && !make_past(g, a, &tokens[i]))
                return false;
            if (is_lost_name(g, tokens, n, i))
                mend_retag_name(g, &tokens[i]);
            if (!mend_welcome(g, a, tokens, i) || !mend_participle(g, a, tokens, n, i) ||
                !mend_joined_noun(g, a, tokens, n, i))
                return false;
        }
        uint32_t clause = last_clause(tokens, n);
        if (!mend_verbless(g, a, tokens, n) || !mend_verbless(g, a, tokens + clause, n - clause))
            return false;
    }
    return true;
}

static void mend_be(struct token *t, const struct token *head) {
    bool is_be = t->upos == UPOS_AUX && str_is(t->lemma, "be");
    if (is_be && t->deprel == DEP_aux && head->upos != UPOS_VERB && head->upos != UPOS_AUX)
        t->deprel = DEP_cop;
}

/* "Authorities (aux) detained two men": a noun is no auxiliary and no adjective. */
static void mend_noun(struct token *t, bool is_before) {
    bool is_noun = t->upos == UPOS_NOUN || t->upos == UPOS_PROPN;
    if (is_noun && is_before && (t->deprel == DEP_aux || t->deprel == DEP_mark))
        t->deprel = DEP_nsubj;
    else if (is_noun && t->deprel == DEP_amod)
        t->deprel = DEP_compound;
}

/* "Arrest warrants", "the ruling bloc": a noun has no object, particle or adverb; the two are one
 * phrase. */
static void mend_compound(struct token *tokens, uint32_t first, uint32_t last, uint32_t i) {
    struct token *t = &tokens[i], *before = &tokens[i - 1];
    bool are_nouns = t->upos == UPOS_NOUN && before->upos == UPOS_NOUN;
    if (!are_nouns ||
        (t->deprel != DEP_obj && t->deprel != DEP_compound_prt && t->deprel != DEP_advmod) ||
        t->head != i - 1)
        return;
    for (uint32_t k = first; k < last; k++)
        if (tokens[k].head == i - 1 && k != i)
            tokens[k].head = i;
    t->head = before->head;
    t->deprel = before->deprel;
    before->head = i;
    before->deprel = DEP_compound;
}

/* "Killed up to 20 soldiers": a particle of the number, not of the verb, whose object they are. */
static void mend_up_to(struct token *tokens, uint32_t last, uint32_t i) {
    if (i + 2 >= last || !str_is(tokens[i].form, "up") || !str_is(tokens[i + 1].form, "to") ||
        tokens[i + 2].upos != UPOS_NUM)
        return;
    uint32_t noun = tokens[i + 1].head, verb = tokens[i].head;
    bool is_particle = deprel_basic((enum deprel)tokens[i].deprel) == DEP_compound &&
                       verb != TOKEN_NONE && tokens[verb].upos == UPOS_VERB;
    if (!is_particle || noun == TOKEN_NONE || noun < i + 2 || tokens[noun].head != verb ||
        deprel_basic((enum deprel)tokens[noun].deprel) != DEP_obl)
        return;
    tokens[noun].deprel = DEP_obj;
    for (uint32_t k = i; k < i + 2; k++) {
        tokens[k].head = i + 2;
        tokens[k].deprel = DEP_advmod;
    }
}

/* "Suspended the treaty, closed the crossing and …": a verb with an object explains no noun; it
 * stands beside the verb above. */
static void mend_listed_verb(struct token *tokens, uint32_t last, uint32_t i) {
    struct token *t = &tokens[i];
    if (t->upos != UPOS_VERB || t->deprel != DEP_appos || !str_is(tokens[i - 1].form, ","))
        return;
    uint32_t verb = tokens[t->head].head;
    bool has_object = false, has_subject = false;
    for (uint32_t k = i + 1; k < last && k < i + 8; k++)
        has_object |= tokens[k].head == i && tokens[k].deprel == DEP_obj;
    for (uint32_t k = i < 8 ? 0 : i - 8; k < i; k++)
        has_subject |= tokens[k].head == i && tokens[k].deprel == DEP_nsubj;
    if (has_object && !has_subject && verb != TOKEN_NONE && verb < i &&
        tokens[verb].upos == UPOS_VERB) {
        t->head = verb;
        t->deprel = DEP_conj;
    }
}

/* "Sentenced | retired general X": a participle right behind a verb describes the object that it
 * was given, unless the verb says what somebody else did. */
static void mend_described_object(struct token *tokens, uint32_t last, uint32_t i) {
    struct token *t = &tokens[i];
    uint32_t verb = t->head, object = TOKEN_NONE;
    if (t->upos != UPOS_VERB || t->deprel != DEP_xcomp || verb + 1 != i || i + 1 == last ||
        tokens[verb].upos != UPOS_VERB || !str_ends(t->form, STR("ed")) ||
        str_in(tokens[verb].lemma, "say claim allege believe think report admit") ||
        (tokens[i + 1].upos != UPOS_NOUN && tokens[i + 1].upos != UPOS_PROPN &&
         tokens[i + 1].upos != UPOS_ADJ))
        return;
    for (uint32_t k = last; k-- > i + 1;)
        if (tokens[k].head == i &&
            (tokens[k].deprel == DEP_obj ||
             (tokens[k].deprel == DEP_xcomp && k + 1 < last &&
              (tokens[k].upos == UPOS_PROPN || tokens[k + 1].upos == UPOS_PROPN))))
            object = k;
    if (object == TOKEN_NONE)
        return;
    tokens[object].deprel = DEP_obj;
    for (uint32_t k = i + 1; k < last; k++)
        if (tokens[k].head == i)
            tokens[k].head = verb;
    t->head = object;
    t->deprel = DEP_amod;
}

/* "The 44-year-old (amod) fled": an age with an article is who it is. */
static void mend_age(struct token *tokens, uint32_t first, uint32_t i) {
    uint32_t verb = tokens[i].head;
    bool is_age = str_is(tokens[i].lemma, "old") && tokens[i].deprel == DEP_amod && verb > i &&
                  tokens[verb].upos == UPOS_VERB;
    for (uint32_t k = i; is_age && k-- > first && i - k < 8;)
        if (tokens[k].head == verb && tokens[k].deprel == DEP_det) {
            tokens[k].head = i;
            tokens[i].deprel = DEP_nsubj;
            return;
        }
}

/* An auxiliary has no dependents of its own: what hangs on it belongs to its verb. Nor has a mark.
 */
static void mend_head(const struct token *tokens, struct token *t) {
    for (int i = 0; i < 3 && t->head != TOKEN_NONE; i++) {
        const struct token *head = &tokens[t->head];
        bool is_mark = head->upos == UPOS_PUNCT && head->deprel == DEP_punct &&
                       head->head != TOKEN_NONE && &tokens[head->head] != t;
        if (!is_mark)
            break;
        t->head = head->head;
    }
    for (int i = 0; i < 3 && t->head != TOKEN_NONE; i++) {
        const struct token *head = &tokens[t->head];
        bool is_auxiliary = head->upos == UPOS_AUX &&
                            deprel_basic((enum deprel)head->deprel) == DEP_aux &&
                            head->head != TOKEN_NONE && &tokens[head->head] != t;
        if (!is_auxiliary || t->deprel == DEP_fixed || t->deprel == DEP_goeswith)
            return;
        t->head = head->head;
    }
}

void mend_trees(struct text *t) {
    for (uint32_t s = 0; s < t->n_sentences; s++) {
        uint32_t first = t->sentences[s].first, last = t->sentences[s].last, root = TOKEN_NONE;
        for (uint32_t i = first; i < last; i++) {
            if (i > first)
                mend_compound(t->tokens, first, last, i);
            if (i > first && t->tokens[i].head != TOKEN_NONE)
                mend_listed_verb(t->tokens, last, i);
            mend_up_to(t->tokens, last, i);
            if (t->tokens[i].head != TOKEN_NONE) {
                mend_age(t->tokens, first, i);
                mend_described_object(t->tokens, last, i);
                mend_dead(t->tokens, i);
            }
            if (t->tokens[i].head == TOKEN_NONE)
                root = i;
            else {
                mend_head(t->tokens, &t->tokens[i]);
                mend_be(&t->tokens[i], &t->tokens[t->tokens[i].head]);
                mend_noun(&t->tokens[i], i < t->tokens[i].head);
            }
        }
        struct token *end = last > first ? &t->tokens[last - 1] : NULL;
        bool is_mark = end && end->upos == UPOS_PUNCT &&
                       (str_is(end->form, ".") || str_is(end->form, "!") || str_is(end->form, "?"));
        if (is_mark && root != TOKEN_NONE && root != last - 1)
            end->head = root;
    }
}
