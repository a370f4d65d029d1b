/* "…, the mayor of Santiago, Karla Rubilar, said on Monday.": who is named behind the last comma of
 * a statement and says no more is its speaker, whatever far word the parser hung him on. The words
 * between that comma and the verb are its subject; the verb stands beside the statement, or over it
 * where the parser made it the sentence's own; a statement of which only a modifier of the noun
 * before it was left ("a missile | slammed into … the governor wrote") is a clause again. What
 * follows him in a participle ("…, police said, killing ten") is the statement's, unless it speaks.
 */
#include "lang/mend/parts.h"

enum { LONGEST_SPEAKER = 16, LONGEST_REST = 14 };

struct attribution {
    uint32_t begin, end; /* the speaker's words, without the name that explains him */
    uint32_t name;       /* where that name begins, TOKEN_NONE */
    uint32_t verb;
};

static bool is_mark(const struct token *t, const char *mark) {
    return t->upos == UPOS_PUNCT && str_is(t->form, mark);
}

static bool is_finite(const struct tagger *g, const struct token *t) {
    return mend_has_tag(g, t, "VBD VBZ VBP MD VBN");
}

/* Nothing that could be said follows: adverbs, times and places, to a comma or the sentence's end.
 */
static bool says_no_more(const struct word_mender *m, uint32_t verb) {
    for (uint32_t i = verb + 1; i < m->last && i < verb + LONGEST_REST; i++) {
        const struct token *t = &m->tokens[i];
        if (t->upos == UPOS_PUNCT)
            return is_mark(t, ",") || is_mark(t, ".") || is_mark(t, ";");
        bool is_free_object = i == verb + 1 && (t->upos == UPOS_DET || t->upos == UPOS_PRON ||
                                                t->upos == UPOS_NOUN || t->upos == UPOS_NUM);
        if (is_free_object || t->upos == UPOS_VERB || t->upos == UPOS_AUX ||
            t->upos == UPOS_SCONJ || t->upos == UPOS_CCONJ)
            return false;
    }
    return false;
}

static bool is_of_phrase(const struct token *t) {
    return mend_is_noun(t) || t->upos == UPOS_ADJ || t->upos == UPOS_DET || t->upos == UPOS_NUM ||
           t->upos == UPOS_ADP || t->upos == UPOS_PART ||
           (t->upos == UPOS_PUNCT && str_is(t->form, "-"));
}

/* The phrase that ends before `end` behind a comma: its first token, TOKEN_NONE. */
static uint32_t phrase_before(const struct word_mender *m, uint32_t end) {
    uint32_t begin = end;
    while (begin > m->first && end - begin < LONGEST_SPEAKER && is_of_phrase(&m->tokens[begin - 1]))
        begin--;
    bool is_phrase = begin < end && begin > m->first && is_mark(&m->tokens[begin - 1], ",") &&
                     m->tokens[begin].upos != UPOS_ADP && mend_is_noun(&m->tokens[end - 1]);
    return is_phrase ? begin : TOKEN_NONE;
}

/* ", Karla Rubilar,": a name between commas explains the phrase before it. */
static bool is_name(const struct word_mender *m, uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; i++)
        if (m->tokens[i].upos != UPOS_PROPN)
            return false;
    return true;
}

static bool has_statement(const struct word_mender *m, uint32_t end) {
    bool has_verb = false;
    for (uint32_t i = m->first; i < end; i++)
        has_verb |= is_finite(m->g, &m->tokens[i]) || m->tokens[i].upos == UPOS_AUX;
    /* "After rebels attacked, …", "In Kyiv, where …": a clause of which he speaks, not what he says
     */
    return has_verb && m->tokens[m->first].upos != UPOS_SCONJ;
}

static bool find_attribution(const struct word_mender *m, uint32_t verb, struct attribution *out) {
    static const char *const words =
        "say report confirm announce write tweet add state acknowledge note explain warn";
    const struct token *t = &m->tokens[verb];
    if (t->upos != UPOS_VERB || !str_in(t->lemma, words) || !is_finite(m->g, t) ||
        verb < m->first + 5 || !says_no_more(m, verb))
        return false;
    uint32_t end = verb;
    *out = (struct attribution){.name = TOKEN_NONE, .verb = verb};
    if (is_mark(&m->tokens[end - 1], ",")) {
        out->name = phrase_before(m, end - 1);
        if (out->name == TOKEN_NONE || !is_name(m, out->name, end - 1))
            return false;
        end = out->name - 1;
    }
    out->begin = phrase_before(m, end);
    out->end = end;
    return out->begin != TOKEN_NONE && has_statement(m, out->begin - 1);
}

/* The noun of a phrase: the last one before its first preposition. */
static uint32_t noun_of(const struct word_mender *m, uint32_t begin, uint32_t end) {
    uint32_t noun = TOKEN_NONE;
    for (uint32_t i = begin; i < end && (m->tokens[i].upos != UPOS_ADP || noun == TOKEN_NONE); i++)
        if (mend_is_noun(&m->tokens[i]) &&
            !(i + 1 < end && str_in(m->tokens[i + 1].form, "'s \xE2\x80\x99s '")))
            noun = noun != TOKEN_NONE && m->tokens[noun].upos == UPOS_NOUN &&
                           m->tokens[i].upos == UPOS_PROPN
                       ? noun /* the group | Cubalex */
                       : i;
    return noun;
}

/* What of the speaker's words hangs outside of them hangs on his noun. */
static void gather(const struct word_mender *m, uint32_t begin, uint32_t end, uint32_t noun) {
    for (uint32_t i = begin; i < end; i++) {
        uint32_t head = m->tokens[i].head;
        bool is_outside = head == TOKEN_NONE || head < begin || head >= end;
        if (i == noun || !is_outside)
            continue;
        mend_hang(m, i, noun,
                  m->tokens[i].upos == UPOS_DET   ? DEP_det
                  : m->tokens[i].upos == UPOS_ADJ ? DEP_amod
                  : i < noun                      ? DEP_compound
                  : mend_is_noun(&m->tokens[i])   ? DEP_appos
                                                  : DEP_dep);
    }
}

/* The statement's own verb, where the parser left it as a modifier of its subject. */
static uint32_t lost_statement(const struct word_mender *m, uint32_t subject, uint32_t end) {
    for (uint32_t i = subject + 1; i < end; i++) {
        const struct token *t = &m->tokens[i];
        bool is_clause = t->deprel == DEP_acl || t->deprel == DEP_acl_relcl;
        if (t->head == subject && t->upos == UPOS_VERB && is_clause && is_finite(m->g, t) &&
            !is_mark(&m->tokens[i - 1], ","))
            return i;
    }
    return TOKEN_NONE;
}

/* The verb of saying is the sentence's own: its old subject is the statement's. */
static void free_statement(const struct word_mender *m, const struct attribution *a) {
    for (uint32_t i = m->first; i < a->begin; i++) {
        if (m->tokens[i].head != a->verb ||
            deprel_basic((enum deprel)m->tokens[i].deprel) != DEP_nsubj)
            continue;
        uint32_t said = lost_statement(m, i, a->begin);
        if (said == TOKEN_NONE)
            continue;
        enum deprel subject = (enum deprel)m->tokens[i].deprel;
        mend_hang(m, said, a->verb, DEP_ccomp);
        mend_hang(m, i, said, subject);
    }
}

static bool is_above(const struct word_mender *m, uint32_t above, uint32_t token) {
    for (uint32_t i = m->first; i < m->last && token != TOKEN_NONE; i++) {
        if (token == above)
            return true;
        token = m->tokens[token].head;
    }
    return false;
}

static void mend_attribution(const struct word_mender *m, const struct attribution *a) {
    uint32_t noun = noun_of(m, a->begin, a->end), root = m->first;
    if (noun == TOKEN_NONE)
        return;
    while (root < m->last && m->tokens[root].head != TOKEN_NONE)
        root++;
    bool is_right = m->tokens[noun].head == a->verb && m->tokens[noun].deprel == DEP_nsubj &&
                    (a->verb == root || m->tokens[a->verb].deprel == DEP_parataxis);
    if (is_right || root == m->last || (root >= a->begin && root < a->verb))
        return;
    if (a->verb != root && is_above(m, a->verb, root))
        return;
    mend_hang(m, noun, a->verb, DEP_nsubj);
    gather(m, a->begin, a->end, noun);
    if (a->name != TOKEN_NONE) {
        mend_hang(m, a->name, noun, DEP_appos);
        for (uint32_t i = a->name + 1; i + 1 < a->verb; i++)
            mend_hang(m, i, a->name, DEP_flat);
    }
    if (a->verb == root)
        free_statement(m, a);
    else
        mend_hang(m, a->verb, root, DEP_parataxis);
}

/* "As saying Belgium (obj) will (aux) withdraw (conj)": what is said begins with its subject, not
 * with an object of "say". */
static void mend_content(const struct word_mender *m, uint32_t subject) {
    uint32_t say = m->tokens[subject].head, aux = subject + 1;
    if (m->tokens[subject].deprel != DEP_obj || !mend_is_noun(&m->tokens[subject]) ||
        say == TOKEN_NONE || say >= subject || aux + 1 >= m->last ||
        !str_in(m->tokens[say].lemma, "say claim") || m->tokens[aux].upos != UPOS_AUX)
        return;
    uint32_t verb = m->tokens[aux].head;
    if (verb == TOKEN_NONE || verb < aux || m->tokens[verb].upos != UPOS_VERB ||
        m->tokens[verb].head == say || is_above(m, verb, say))
        return;
    for (uint32_t i = m->first; i < m->last; i++)
        if (m->tokens[i].head == verb &&
            deprel_basic((enum deprel)m->tokens[i].deprel) == DEP_nsubj)
            return;
    mend_hang(m, subject, verb, DEP_nsubj);
    mend_hang(m, verb, say, DEP_ccomp);
}

/* The verb of the statement before a verb of saying, TOKEN_NONE. */
static uint32_t statement_of(const struct word_mender *m, uint32_t say) {
    uint32_t over = m->tokens[say].head;
    if (m->tokens[say].deprel == DEP_parataxis && over != TOKEN_NONE && over < say)
        return over;
    uint32_t clause = mend_child(m, say, DEP_ccomp);
    return clause != TOKEN_NONE && clause < say ? clause : TOKEN_NONE;
}

/* "Rebels raided a town, police said, killing ten": what followed from the deed, and no second one
 * of the speaker's; but "adding", "blaming the rebels" are his. */
static bool mend_result(const struct word_mender *m, uint32_t i) {
    static const char words[] = "say report confirm announce write tweet state claim tell disclose";
    static const char spoken[] =
        "add cite quote note say call refer speak warn urge describe accuse blame stress confirm "
        "deny insist argue express claim point vow pledge promise demand condemn ask explain voice "
        "suggest allege predict admit acknowledge defend thank use appear announce declare write "
        "tell answer respond reply criticize criticise praise request appeal threaten reiterate "
        "emphasize underline underscore attribute name identify reveal recall compare give offer";
    const struct token *t = &m->tokens[i];
    uint32_t say = t->head;
    if (t->upos != UPOS_VERB || !mend_is_tagged(m, i, "VBG") || t->deprel != DEP_advcl ||
        say == TOKEN_NONE || say >= i || !is_mark(&m->tokens[i - 1], ",") ||
        !str_in(m->tokens[say].lemma, words) || str_in(t->lemma, spoken))
        return true;
    uint32_t statement = statement_of(m, say);
    if (statement != TOKEN_NONE && m->tokens[statement].upos == UPOS_VERB &&
        mend_child(m, i, DEP_mark) == TOKEN_NONE)
        m->tokens[i].head = statement;
    return true;
}

static bool mend_word(const struct word_mender *m, uint32_t i) {
    struct attribution a;
    mend_content(m, i);
    if (find_attribution(m, i, &a))
        mend_attribution(m, &a);
    return true;
}

void mend_attributions(const struct tagger *g, struct text *t) {
    mend_each_word(g, NULL, t, LONGEST_MENDED, mend_word);
    mend_each_word(g, NULL, t, LONGEST_MENDED, mend_result);
}
