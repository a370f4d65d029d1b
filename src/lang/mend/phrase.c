/* Noun phrases that the parser joined across a border which none can cross: what stands before a
 * preposition is not part of the phrase behind it ("provide Ukraine | with missiles"), a possessive
 * pronoun begins the phrase that follows it ("said its | jets struck"), and the words between the
 * last comma and a verb of saying are its subject ("killing 40, residents and a spokesman said").
 */
#include "lang/mend/parts.h"

enum { REACH = 8 }; /* words of a phrase that are looked at */

static bool is_in(str word, const char *const *list) {
    for (; *list; list++)
        if (str_is(word, *list))
            return true;
    return false;
}

/* Hangs a token elsewhere, unless that would close a circle. */
static bool hang(struct text *t, const struct sentence *s, uint32_t token, uint32_t head,
                 enum deprel d) {
    uint32_t above = head;
    for (uint32_t i = s->first; i < s->last && above != TOKEN_NONE; i++) {
        if (above == token)
            return false;
        above = t->tokens[above].head;
    }
    t->tokens[token].head = head;
    t->tokens[token].deprel = (uint8_t)d;
    return true;
}

static bool is_article(const struct token *t) {
    static const char *const words[] = {"the", "a", "an", "The", "A", "An", NULL};
    return t->upos == UPOS_DET && is_in(t->form, words);
}

/* "Supporters (of → Morales)": a preposition or an article that was given the place of its noun
 * hangs on the noun. */
static void give_place_to_noun(struct text *t, const struct sentence *s, uint32_t word) {
    struct token *tokens = t->tokens;
    enum deprel own = (enum deprel)tokens[word].deprel;
    bool is_preposition =
        tokens[word].upos == UPOS_ADP && (own == DEP_acl || own == DEP_obl || own == DEP_nmod ||
                                          own == DEP_compound_prt || own == DEP_advcl);
    uint32_t noun = TOKEN_NONE, head = tokens[word].head;
    if ((!is_preposition && !is_article(&tokens[word])) || head == TOKEN_NONE)
        return;
    for (uint32_t i = word + 1; i < s->last && i < word + REACH && noun == TOKEN_NONE; i++)
        if (tokens[i].head == word && (mend_is_noun(&tokens[i]) || tokens[i].upos == UPOS_PRON))
            noun = i;
    if (noun == TOKEN_NONE)
        return;
    enum deprel d = own;
    if (is_preposition)
        d = tokens[head].upos == UPOS_VERB || tokens[head].upos == UPOS_ADJ ? DEP_obl : DEP_nmod;
    for (uint32_t i = s->first; i < s->last; i++)
        if (tokens[i].head == word && i != noun)
            tokens[i].head = noun;
    tokens[noun].head = head;
    tokens[noun].deprel = (uint8_t)d;
    tokens[word].head = noun;
    tokens[word].deprel = is_preposition ? DEP_case : DEP_det;
}

/* "Between X and Y": what stands behind "and" explains nothing. */
static void list_after_and(struct text *t, const struct sentence *s, uint32_t noun) {
    struct token *tokens = t->tokens;
    uint32_t head = tokens[noun].head, begin = noun;
    if (tokens[noun].deprel != DEP_appos || head == TOKEN_NONE || head > noun)
        return;
    while (begin > head + 1 && begin > s->first && tokens[begin - 1].upos != UPOS_CCONJ &&
           tokens[begin - 1].upos != UPOS_PUNCT && tokens[begin - 1].upos != UPOS_VERB)
        begin--;
    if (begin == head + 1 || !mend_is_noun(&tokens[noun]) || tokens[begin - 1].upos != UPOS_CCONJ ||
        (begin > 1 && tokens[begin - 2].upos == UPOS_PUNCT))
        return;
    tokens[noun].deprel = DEP_conj;
    tokens[begin - 1].head = noun;
    tokens[begin - 1].deprel = DEP_cc;
    for (uint32_t i = noun + 1; i < s->last && i < noun + REACH; i++) /* the name's other words */
        if (tokens[i].deprel == DEP_flat && tokens[i].head == head)
            tokens[i].head = noun;
}

/* "Provide Ukraine | with missiles": the noun that was taken for a modifier is the verb's object.
 */
static void part_at_preposition(struct text *t, const struct sentence *s, uint32_t marker) {
    struct token *tokens = t->tokens;
    uint32_t noun = tokens[marker].head;
    if (tokens[marker].deprel != DEP_case || noun == TOKEN_NONE || noun < marker ||
        tokens[noun].head == TOKEN_NONE || tokens[noun].head >= marker)
        return;
    uint32_t verb = tokens[noun].head, first = TOKEN_NONE;
    uint32_t low = marker > s->first + REACH ? marker - REACH : s->first;
    for (uint32_t i = low; i < marker && first == TOKEN_NONE; i++)
        if (tokens[i].head == noun && i > verb && mend_is_noun(&tokens[i]) &&
            (tokens[i].deprel == DEP_compound || tokens[i].deprel == DEP_nmod_unmarked))
            first = i;
    if (first == TOKEN_NONE || tokens[verb].upos != UPOS_VERB || tokens[noun].deprel != DEP_obj)
        return;
    for (uint32_t i = low; i < marker; i++)
        if (tokens[i].head == noun && i != first)
            hang(t, s, i, first, (enum deprel)tokens[i].deprel);
    hang(t, s, first, verb, DEP_obj);
    tokens[noun].deprel = DEP_obl;
}

/* "Turkish (flat) jets": a common noun is no part of a name but the head of its phrase. */
static void head_by_noun(struct text *t, const struct sentence *s, uint32_t noun) {
    struct token *tokens = t->tokens;
    uint32_t name = tokens[noun].head;
    if (tokens[noun].deprel != DEP_flat || tokens[noun].upos != UPOS_NOUN || name == TOKEN_NONE ||
        name + 1 != noun || !mend_is_noun(&tokens[name]))
        return;
    for (uint32_t i = s->first; i < s->last; i++)
        if (tokens[i].head == name && i != noun)
            tokens[i].head = noun;
    tokens[noun].head = tokens[name].head;
    tokens[noun].deprel = tokens[name].deprel;
    tokens[name].head = noun;
    tokens[name].deprel = DEP_compound;
}

/* "Welcomed President X's (flat) decision": whose name has the possessive mark owns what follows.
 */
static void own_by_mark(const struct tagger *g, struct text *t, const struct sentence *s,
                        uint32_t mark) {
    struct token *tokens = t->tokens;
    uint32_t owner = tokens[mark].head;
    if (!mend_has_tag(g, &tokens[mark], "POS") || owner == TOKEN_NONE || owner > mark ||
        tokens[owner].head == TOKEN_NONE || tokens[tokens[owner].head].upos != UPOS_VERB ||
        (tokens[owner].deprel != DEP_flat && tokens[owner].deprel != DEP_dep &&
         tokens[owner].deprel != DEP_compound))
        return;
    uint32_t noun = mark + 1;
    while (noun < s->last && noun < mark + REACH && !mend_is_noun(&tokens[noun]))
        noun++;
    for (int i = 0; i < 4 && noun < s->last; i++) {
        uint32_t head = tokens[noun].head;
        if (tokens[noun].deprel != DEP_compound || head == TOKEN_NONE || head < noun)
            break;
        noun = head;
    }
    if (noun < s->last && mend_is_noun(&tokens[noun]))
        hang(t, s, owner, noun, DEP_nmod_poss);
}

static bool is_possessive(const struct token *t) {
    static const char *const words[] = {"its", "his", "her", "their", "our", "my", "your", NULL};
    return t->deprel == DEP_nmod_poss && t->upos == UPOS_PRON && is_in(t->lemma, words);
}

/* "Said its fighter jets struck": whose the nouns behind the pronoun are. */
static void own_next_noun(struct text *t, const struct sentence *s, uint32_t pronoun) {
    struct token *tokens = t->tokens;
    uint32_t owner = tokens[pronoun].head;
    if (!is_possessive(&tokens[pronoun]) || owner == TOKEN_NONE || mend_is_noun(&tokens[owner]))
        return;
    uint32_t noun = pronoun + 1;
    while (noun < s->last && noun < pronoun + REACH && !mend_is_noun(&tokens[noun]))
        noun++;
    if (noun >= s->last || !mend_is_noun(&tokens[noun]) || (owner > pronoun && noun > owner))
        return;
    for (int i = 0; i < 4; i++) {
        uint32_t head = tokens[noun].head;
        if (tokens[noun].deprel != DEP_compound || head == TOKEN_NONE || head < noun ||
            !mend_is_noun(&tokens[head]))
            break;
        noun = head;
    }
    hang(t, s, pronoun, noun, DEP_nmod_poss);
}

/* "Since X's killing": who has the possessive mark owns the gerund and is not its subject. */
static void own_gerund(const struct tagger *g, struct text *t, uint32_t mark) {
    uint32_t noun = t->tokens[mark].head, verb = noun == TOKEN_NONE ? noun : t->tokens[noun].head;
    if (verb != TOKEN_NONE && mend_has_tag(g, &t->tokens[mark], "POS") &&
        t->tokens[noun].deprel == DEP_nsubj && mend_has_tag(g, &t->tokens[verb], "VBG"))
        t->tokens[noun].deprel = DEP_nmod_poss;
}

static bool is_saying(const struct token *t) {
    static const char *const words[] = {"say", "tell",    "report", "announce",
                                        "add", "confirm", NULL};
    return t->upos == UPOS_VERB && is_in(t->lemma, words);
}

static bool is_nominal(const struct token *t) {
    return mend_is_noun(t) || t->upos == UPOS_ADJ || t->upos == UPOS_DET || t->upos == UPOS_NUM ||
           t->upos == UPOS_ADP || t->upos == UPOS_CCONJ || t->upos == UPOS_PRON ||
           (t->upos == UPOS_PART && t->deprel == DEP_case);
}

static bool has_subject(const struct text *t, const struct sentence *s, uint32_t verb) {
    for (uint32_t i = s->first; i < s->last; i++)
        if (t->tokens[i].head == verb &&
            (deprel_basic((enum deprel)t->tokens[i].deprel) == DEP_nsubj ||
             t->tokens[i].deprel == DEP_expl))
            return true;
    return false;
}

/* "…, residents and a spokesman said": the words behind the comma are who says it. */
static void subject_of_saying(struct text *t, const struct sentence *s, uint32_t verb) {
    struct token *tokens = t->tokens;
    uint32_t begin = verb, subject = TOKEN_NONE;
    if (!is_saying(&tokens[verb]) || has_subject(t, s, verb))
        return;
    while (begin > s->first && is_nominal(&tokens[begin - 1]))
        begin--;
    if (begin == verb || begin == s->first || !str_is(tokens[begin - 1].form, ","))
        return;
    for (uint32_t i = begin; i < verb; i++) {
        uint32_t head = tokens[i].head;
        bool is_top = head == TOKEN_NONE || head < begin || head >= verb;
        if (!is_top || !mend_is_noun(&tokens[i]) || head == TOKEN_NONE)
            continue;
        if (subject != TOKEN_NONE)
            hang(t, s, i, subject, DEP_conj);
        else if (hang(t, s, i, verb, DEP_nsubj))
            subject = i;
    }
}

/* "Drive Taleban remnants (VBZ) out": what has modifiers and is an object is no verb. */
static void name_noun(const struct tagger *g, struct text *t, const struct sentence *s,
                      uint32_t i) {
    struct token *tokens = t->tokens;
    enum deprel d = (enum deprel)tokens[i].deprel;
    bool is_plural = mend_has_tag(g, &tokens[i], "VBZ");
    if (tokens[i].upos != UPOS_VERB || (d != DEP_obj && d != DEP_obl && d != DEP_nmod) ||
        (!is_plural && !mend_has_tag(g, &tokens[i], "VBP VB")))
        return;
    bool is_modified = false;
    for (uint32_t k = s->first; k < s->last; k++) {
        if (tokens[k].head != i)
            continue;
        enum deprel e = deprel_basic((enum deprel)tokens[k].deprel);
        is_modified |= k < i && (e == DEP_det || e == DEP_amod || e == DEP_compound);
        if (e == DEP_aux || e == DEP_mark || e == DEP_nsubj || e == DEP_obj)
            return;
    }
    if (is_modified)
        mend_retag(g, &tokens[i], is_plural ? "NNS" : "NN", UPOS_NOUN);
}

/* "Sent grain and fuel (conj of sent)": a bare noun behind "and" is listed with the object before
 * it, not with the verb. */
static void conjoin_object(struct text *t, const struct sentence *s, uint32_t i) {
    struct token *tokens = t->tokens;
    uint32_t verb = tokens[i].head;
    if (tokens[i].deprel != DEP_conj || !mend_is_noun(&tokens[i]) || i < s->first + 3 ||
        verb == TOKEN_NONE || verb + 2 >= i || tokens[verb].upos != UPOS_VERB ||
        tokens[i - 1].upos != UPOS_CCONJ)
        return;
    uint32_t object = i - 2;
    if (tokens[object].head != verb || tokens[object].deprel != DEP_obj ||
        !mend_is_noun(&tokens[object]))
        return;
    for (uint32_t k = s->first; k < s->last; k++) {
        enum deprel d = deprel_basic((enum deprel)tokens[k].deprel);
        bool is_of_clause = d == DEP_nsubj || d == DEP_obj || d == DEP_aux || d == DEP_cop ||
                            d == DEP_xcomp || d == DEP_ccomp;
        if (tokens[k].head == i && is_of_clause)
            return;
    }
    hang(t, s, i, object, DEP_conj);
}

/* "Asked Turkey (compound) | for air, land and sea support (obj)": no compound reaches over a
 * preposition; the name is the object, the rest its own phrase. */
static void object_before_phrase(struct text *t, const struct sentence *s, uint32_t i) {
    struct token *tokens = t->tokens;
    uint32_t noun = tokens[i].head, mark = i + 1;
    if (tokens[i].deprel != DEP_compound || noun == TOKEN_NONE || noun <= mark || noun >= s->last ||
        i == s->first || tokens[mark].upos != UPOS_ADP)
        return;
    uint32_t verb = tokens[noun].head;
    if (verb != i - 1 || tokens[verb].upos != UPOS_VERB || tokens[noun].deprel != DEP_obj)
        return;
    tokens[i].head = verb;
    tokens[i].deprel = DEP_obj;
    tokens[noun].deprel = DEP_obl;
    for (uint32_t k = mark + 1; k < noun; k++)
        if (tokens[k].head == i || tokens[k].head == mark) {
            tokens[k].head = noun;
            tokens[k].deprel = tokens[k].upos == UPOS_PUNCT ? DEP_punct : DEP_compound;
        }
    tokens[mark].head = noun;
    tokens[mark].deprel = DEP_case;
}

/* "Rejected accusations | that it backs the rebels": the clause behind a noun that has a content is
 * that noun's, no circumstance of the verb. */
static void give_claim_to_noun(struct text *t, const struct sentence *s, uint32_t that) {
    static const char *const nouns[] = {"accusation", "allegation", "claim",  "charge", "report",
                                        "suggestion", "assertion",  "rumour", "rumor",  "warning",
                                        "fear",       "threat",     "demand", NULL};
    struct token *tokens = t->tokens;
    uint32_t verb = tokens[that].head;
    if (that == s->first || verb == TOKEN_NONE || tokens[that].deprel != DEP_mark ||
        !str_is(tokens[that].form, "that") || tokens[verb].deprel != DEP_advcl)
        return;
    uint32_t noun = that - 1;
    if (mend_is_noun(&tokens[noun]) && tokens[noun].head == tokens[verb].head &&
        tokens[noun].deprel == DEP_obj && is_in(tokens[noun].lemma, nouns))
        hang(t, s, verb, noun, DEP_acl);
}

/* "Says no | to direct talks", "say yes | to the bid": the word is what is said. */
static void free_no(struct text *t, const struct sentence *s, uint32_t no) {
    struct token *tokens = t->tokens;
    if (no == s->first || no + 2 >= s->last || !str_in(tokens[no].form, "no yes") ||
        !str_is(tokens[no - 1].lemma, "say") || !str_is(tokens[no + 1].form, "to"))
        return;
    uint32_t say = no - 1, what = tokens[no].head, under = tokens[no + 1].head;
    if (what == say && under != TOKEN_NONE && tokens[under].head == no) { /* "say | yes to X" */
        tokens[no].deprel = DEP_obj;
        hang(t, s, under, say, DEP_obl);
        return;
    }
    if (what == TOKEN_NONE || under == TOKEN_NONE || what <= no || tokens[what].head != say ||
        tokens[no + 1].deprel != DEP_case || (under != what && tokens[under].head != what))
        return;
    tokens[no + 1].head = what; /* "to | Trump's offer" */
    tokens[no].head = say;
    tokens[no].deprel = DEP_obj;
    tokens[what].deprel = DEP_obl;
}

void mend_phrases(const struct tagger *g, struct text *t) {
    for (uint32_t k = 0; k < t->n_sentences; k++) {
        const struct sentence *s = &t->sentences[k];
        if (s->last - s->first > LONGEST_MENDED)
            continue;
        for (uint32_t i = s->first; i < s->last; i++) {
            give_place_to_noun(t, s, i);
            list_after_and(t, s, i);
            name_noun(g, t, s, i);
            part_at_preposition(t, s, i);
            head_by_noun(t, s, i);
            own_by_mark(g, t, s, i);
            own_next_noun(t, s, i);
            own_gerund(g, t, i);
            subject_of_saying(t, s, i);
            object_before_phrase(t, s, i);
            conjoin_object(t, s, i);
            give_claim_to_noun(t, s, i);
            free_no(t, s, i);
        }
    }
}
