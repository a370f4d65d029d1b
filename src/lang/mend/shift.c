/* "Sent to Haiti | 400 police officers", "freed on bail | two ministers": news shifts a long object
 * behind a phrase, and the parser makes one phrase of both. A number or an article cannot stand
 * inside a noun phrase behind its first nouns, so where a name or a bare noun behind a preposition
 * is followed by one, the phrase ends before it and what follows is the object (heavy noun phrase
 * shift: Ross 1967). After the names are found. Linear in the tokens but for the few mended. */
#include "lang/mend/parts.h"

/* Years and marks of types are no counts: "the Paris 2024 Games", "Boeing 737 jets". */
static bool is_count(const struct token *t) {
    bool is_year =
        t->form.n == 4 && (str_starts(t->form, STR("19")) || str_starts(t->form, STR("20")));
    return (t->upos == UPOS_NUM && t->deprel == DEP_nummod && !is_year) ||
           (t->upos == UPOS_DET && t->deprel == DEP_det);
}

/* May the phrase end with this word? A name of a place or person, a body before an article, or a
 * noun that stands bare behind a preposition. */
static bool may_end_phrase(const struct token *t, const struct token *count) {
    bool is_digit = count->form.p[0] >= '0' && count->form.p[0] <= '9';
    return t->name == NAME_LOC || t->name == NAME_PER || (t->name == NAME_ORG && !is_digit) ||
           str_in(t->lemma, "bail death prison jail custody exile court trial power");
}

/* The topmost word between the preposition and the count under the noun, TOKEN_NONE where the words
 * between are not all under it. */
static uint32_t phrase_head(const struct token *tokens, uint32_t preposition, uint32_t count,
                            uint32_t noun) {
    uint32_t head = count - 1;
    for (int i = 0; i < 6 && tokens[head].head != noun; i++) {
        head = tokens[head].head;
        if (head == TOKEN_NONE || head <= preposition || head >= count)
            return TOKEN_NONE;
    }
    return tokens[head].head == noun ? head : TOKEN_NONE;
}

/* Active and without another object. */
static bool may_take_object(const struct word_mender *m, uint32_t verb, uint32_t noun) {
    const struct token *tokens = m->tokens;
    if (tokens[verb].upos != UPOS_VERB)
        return false;
    for (uint32_t k = m->first; k < m->last; k++) {
        enum deprel d = (enum deprel)tokens[k].deprel;
        if (tokens[k].head == verb && k != noun &&
            (d == DEP_obj || d == DEP_aux_pass || d == DEP_nsubj_pass))
            return false;
    }
    return true;
}

static void mend_shifted(const struct word_mender *m, uint32_t count) {
    struct token *tokens = m->tokens;
    uint32_t noun = tokens[count].head, preposition = TOKEN_NONE;
    if (noun != TOKEN_NONE && noun > count && tokens[noun].deprel == DEP_compound)
        noun = tokens[noun].head; /* two | opposition | lawmakers */
    if (noun == TOKEN_NONE || noun <= count || !mend_is_noun(&tokens[noun]) ||
        str_in(tokens[noun].lemma, "day week weekend month year hour minute morning evening "
                                   "afternoon night time moment") ||
        !is_count(&tokens[count]) || !may_end_phrase(&tokens[count - 1], &tokens[count]))
        return;
    uint32_t verb = tokens[noun].head;
    enum deprel d = deprel_basic((enum deprel)tokens[noun].deprel);
    if (verb == TOKEN_NONE || verb >= count || (d != DEP_obl && d != DEP_obj && d != DEP_iobj))
        return;
    for (uint32_t k = verb + 1; k + 1 < count && preposition == TOKEN_NONE; k++)
        if (tokens[k].head == noun && tokens[k].deprel == DEP_case)
            preposition = k;
    if (preposition == TOKEN_NONE || !may_take_object(m, verb, noun))
        return;
    uint32_t head = phrase_head(tokens, preposition, count, noun);
    if (head == TOKEN_NONE)
        return;
    for (uint32_t k = preposition; k < count; k++)
        if (tokens[k].head == noun && k != head)
            tokens[k].head = head;
    tokens[head].head = verb;
    tokens[head].deprel = DEP_obl;
    if (tokens[head].upos == UPOS_ADJ)
        tokens[head].upos = UPOS_NOUN;
    tokens[noun].deprel = DEP_obj;
}

/* "Is sending | a platoon (iobj) to Kuwait, | its first mission (obj)": what a comma parts from the
 * verb's phrase explains the word before it, and the object stands before. */
static void mend_explained(const struct word_mender *m, uint32_t at) {
    struct token *tokens = m->tokens;
    uint32_t verb = tokens[at].head, object = TOKEN_NONE, comma = TOKEN_NONE;
    bool has_phrase = false; /* between them: "gave X, the prime minister, a mandate" has none */
    if (tokens[at].deprel != DEP_obj || verb == TOKEN_NONE || verb >= at)
        return;
    for (uint32_t k = verb + 1; k < at; k++) {
        if (tokens[k].head == verb && tokens[k].deprel == DEP_iobj)
            object = k;
        has_phrase |= object != TOKEN_NONE && comma == TOKEN_NONE && tokens[k].head == verb &&
                      tokens[k].deprel == DEP_obl;
        if (tokens[k].head == at && str_is(tokens[k].form, ","))
            comma = k;
    }
    if (object == TOKEN_NONE || comma == TOKEN_NONE || comma <= object || !has_phrase ||
        !mend_is_noun(&tokens[comma - 1]))
        return;
    tokens[object].deprel = DEP_obj;
    tokens[at].head = comma - 1;
    tokens[at].deprel = DEP_appos;
}

/* "Expelled 10 | of Norway's diplomats": a number right before "of" counts what follows. */
static void mend_counted(const struct word_mender *m, uint32_t number) {
    struct token *tokens = m->tokens;
    if (tokens[number].upos != UPOS_NUM || number + 2 >= m->last ||
        !str_is(tokens[number + 1].form, "of") || tokens[number].head == TOKEN_NONE)
        return;
    uint32_t noun = tokens[number + 1].head;
    bool is_beside = noun != TOKEN_NONE && noun > number + 1 &&
                     tokens[number + 1].deprel == DEP_case &&
                     tokens[noun].head == tokens[number].head && tokens[noun].deprel == DEP_obl;
    if (!is_beside)
        return;
    tokens[noun].head = number;
    tokens[noun].deprel = DEP_nmod;
}

/* "Let free (xcomp) | 74 leaders": whom one sets free is the verb's object. */
static void mend_freed(const struct word_mender *m, uint32_t at) {
    struct token *tokens = m->tokens;
    uint32_t free = tokens[at].head;
    if (tokens[at].deprel != DEP_obj || free == TOKEN_NONE || free == 0 || free >= at ||
        !str_is(tokens[free].form, "free") || tokens[free].upos != UPOS_ADJ ||
        tokens[free].deprel != DEP_xcomp || tokens[free].head != free - 1)
        return;
    tokens[at].head = free - 1;
}

/* "It is time | for Israel | to end the war": whose time it is acts in the infinitive behind. */
static void mend_timely(const struct word_mender *m, uint32_t verb) {
    struct token *tokens = m->tokens;
    uint32_t noun = tokens[verb].head, who = TOKEN_NONE, mark = TOKEN_NONE;
    if (tokens[verb].upos != UPOS_VERB || tokens[verb].deprel != DEP_acl || noun == TOKEN_NONE ||
        noun >= verb || !str_in(tokens[noun].lemma, "time moment hour need reason") ||
        verb < m->first + 3 || !str_is(tokens[verb - 1].form, "to"))
        return;
    for (uint32_t k = noun + 1; k < verb; k++) {
        if (tokens[k].head == noun && tokens[k].deprel == DEP_nmod)
            who = k;
        if (who == TOKEN_NONE && str_is(tokens[k].form, "for") && tokens[k].deprel == DEP_case)
            mark = k;
        if (tokens[k].head == verb && tokens[k].deprel == DEP_nsubj)
            return;
    }
    if (who == TOKEN_NONE || mark == TOKEN_NONE || tokens[mark].head != who)
        return;
    tokens[who].head = verb;
    tokens[who].deprel = DEP_nsubj;
    tokens[mark].head = verb;
    tokens[mark].deprel = DEP_mark;
}

static bool mend_word(const struct word_mender *m, uint32_t i) {
    if (i < m->first + 2)
        return true;
    mend_shifted(m, i);
    mend_explained(m, i);
    mend_freed(m, i);
    mend_timely(m, i);
    mend_counted(m, i);
    return true;
}

void mend_shifts(struct text *t) {
    mend_each_word(NULL, NULL, t, LONGEST_MENDED, mend_word);
}
