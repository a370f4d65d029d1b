/* "Qatar froze Norway's assets": in a short sentence the parser may take subject, verb and all for
 * one noun phrase around the last noun. But a finite verb modifies no noun. Where the root is a
 * noun without subject and copula, and a finite verb before it hangs as a modifier, the verb
 * becomes the root, what stands before it its subject, and the old root its object. One pass over
 * a sentence that has such a verb. */
#include "lang/mend/parts.h"

static bool is_nominal(const struct token *t) {
    return t->upos == UPOS_NOUN || t->upos == UPOS_PROPN || t->upos == UPOS_PRON ||
           t->upos == UPOS_NUM;
}

static bool is_finite(const struct tagger *g, const struct token *t) {
    return t->upos == UPOS_VERB && mend_has_tag(g, t, "VBD VBZ VBP");
}

static bool is_modifier(enum deprel d) {
    return d == DEP_flat || d == DEP_compound || d == DEP_nmod_poss || d == DEP_amod ||
           d == DEP_nmod || d == DEP_acl || d == DEP_case || d == DEP_aux;
}

static uint32_t root_of(const struct text *t, uint32_t first, uint32_t last) {
    for (uint32_t i = first; i < last; i++)
        if (t->tokens[i].head == TOKEN_NONE)
            return i;
    return TOKEN_NONE;
}

static bool has_child(const struct text *t, uint32_t first, uint32_t last, uint32_t head,
                      enum deprel a, enum deprel b) {
    for (uint32_t i = first; i < last; i++)
        if (t->tokens[i].head == head && (t->tokens[i].deprel == a || t->tokens[i].deprel == b))
            return true;
    return false;
}

static bool has_finite(const struct tagger *g, const struct text *t, uint32_t first,
                       uint32_t last) {
    for (uint32_t i = first; i < last; i++)
        if (is_finite(g, &t->tokens[i]) || t->tokens[i].upos == UPOS_AUX)
            return true;
    return false;
}

/* "Hungary vetoed EU aid": in a sentence without a finite verb a participle right behind a name is
 * it; TOKEN_NONE. */
static uint32_t lost_past(const struct tagger *g, const struct text *t, uint32_t first,
                          uint32_t last, uint32_t root) {
    const struct token *end = &t->tokens[last - 1];
    if (end->upos != UPOS_PUNCT || !str_is(end->form, ".") || has_finite(g, t, first, last))
        return TOKEN_NONE;
    for (uint32_t i = first + 1; i < root; i++)
        if (t->tokens[i].upos == UPOS_VERB && t->tokens[i].deprel == DEP_amod &&
            t->tokens[i].head == root && str_ends(t->tokens[i].form, STR("ed")) &&
            t->tokens[i - 1].upos == UPOS_PROPN)
            return i;
    return TOKEN_NONE;
}

/* The verb that should be the root, TOKEN_NONE. */
static uint32_t lost_verb(const struct tagger *g, const struct text *t, uint32_t first,
                          uint32_t root) {
    for (uint32_t i = first + 1; i < root; i++)
        if (is_finite(g, &t->tokens[i]) && is_modifier((enum deprel)t->tokens[i].deprel) &&
            !has_child(t, first, root, i, DEP_nsubj, DEP_nsubj_pass))
            return i;
    return TOKEN_NONE;
}

/* The last nominal before the verb whose head lies outside what stands before it. */
static uint32_t subject_before(const struct text *t, uint32_t first, uint32_t verb) {
    for (uint32_t i = verb; i-- > first;) {
        uint32_t head = t->tokens[i].head;
        if (is_nominal(&t->tokens[i]) && (head >= verb || head < first))
            return i;
        if (t->tokens[i].upos == UPOS_VERB || t->tokens[i].upos == UPOS_ADP)
            return TOKEN_NONE;
    }
    return TOKEN_NONE;
}

static void mend_root(struct text *t, uint32_t first, uint32_t last, uint32_t verb, uint32_t root,
                      uint32_t subject) {
    struct token *tokens = t->tokens;
    for (uint32_t i = first; i < last; i++) {
        bool is_before = i < verb;
        uint32_t head = tokens[i].head;
        if (i == verb || i == root || i == subject)
            continue;
        if (is_before && (head >= verb || head < first))
            tokens[i].head = is_nominal(&tokens[i]) ? subject : verb;
        else if (!is_before && i < root && head == root && tokens[i].deprel == DEP_nsubj)
            tokens[i].deprel = DEP_compound;
        else if (!is_before && i < root && (head == verb || head < verb) && is_nominal(&tokens[i]))
            token_hang(&tokens[i], root,
                       has_child(t, first, last, i, DEP_case, DEP_case) ? DEP_nmod_poss
                                                                        : DEP_compound);
        else if (!is_before && i < root && (head == verb || head < verb))
            tokens[i].head =
                tokens[i].deprel == DEP_case && is_nominal(&tokens[i - 1]) ? i - 1 : root;
        else if (i > root && head == root && tokens[i].deprel == DEP_punct)
            tokens[i].head = verb;
    }
    for (uint32_t i = verb + 2; i < root; i++) /* Norway | 's: the mark hung on the verb */
        if (tokens[i].deprel == DEP_case && tokens[i].head == i - 1 &&
            tokens[i - 1].deprel == DEP_compound && tokens[i].upos == UPOS_PART)
            tokens[i - 1].deprel = DEP_nmod_poss;
    token_hang(&tokens[verb], TOKEN_NONE, DEP_root);
    token_hang(&tokens[subject], verb, DEP_nsubj);
    token_hang(&tokens[root], verb, DEP_obj);
}

/* "Has come out", where "come" is no finite form itself. */
static bool has_finite_auxiliary(const struct text *t, uint32_t first, uint32_t verb) {
    for (uint32_t i = first; i < verb; i++)
        if (t->tokens[i].head == verb && str_in(t->tokens[i].form, "has is was does"))
            return true;
    return false;
}

/* "Peru denounced Chile", "Peru, together with Mexico, denounced …": who is called is none of whom
 * a past or third person is told; he is the subject. */
static void mend_vocatives(const struct tagger *g, struct text *t, uint32_t first, uint32_t last) {
    for (uint32_t i = first; i < last; i++) {
        uint32_t head = t->tokens[i].head;
        if (t->tokens[i].deprel == DEP_vocative && head < last && head > i &&
            (is_finite(g, &t->tokens[head]) || has_finite_auxiliary(t, first, head)) &&
            !has_child(t, first, last, head, DEP_nsubj, DEP_nsubj_pass))
            t->tokens[i].deprel = DEP_nsubj;
        else if (t->tokens[i].deprel == DEP_vocative && head < i && head + 1 == i &&
                 t->tokens[head].upos == UPOS_VERB && t->tokens[i].upos == UPOS_PROPN &&
                 !has_child(t, first, last, head, DEP_obj, DEP_ccomp))
            t->tokens[i].deprel = DEP_obj; /* "is shelling Japan" */
    }
}

/* "After the meeting, Rana Hadid (appos), a spokeswoman (appos), blamed …": a root of the past or
 * third person has a subject; a name between commas behind a fronted phrase explains no noun. */
static void mend_lost_subject(const struct tagger *g, struct text *t, uint32_t first, uint32_t last,
                              uint32_t root) {
    struct token *tokens = t->tokens;
    uint32_t subject = TOKEN_NONE;
    if (!is_finite(g, &tokens[root]) ||
        has_child(t, first, last, root, DEP_nsubj, DEP_nsubj_pass) ||
        has_child(t, first, last, root, DEP_csubj, DEP_expl))
        return;
    for (uint32_t i = first + 2; i < root && subject == TOKEN_NONE; i++)
        if (tokens[i].deprel == DEP_appos && tokens[i].upos == UPOS_PROPN &&
            str_is(tokens[i - 1].form, ",") &&
            has_child(t, first, i, tokens[i].head, DEP_case, DEP_case))
            subject = i;
    if (subject == TOKEN_NONE)
        return;
    for (uint32_t i = subject + 1; i < root; i++)
        if (tokens[i].deprel == DEP_appos && tokens[i].head == tokens[subject].head)
            tokens[i].head = subject;
    token_hang(&tokens[subject], root, DEP_nsubj);
}

/* "Having left Mali, Chad (nsubj) closed (parataxis) its border": the participle opens the sentence
 * of the finite verb. */
static void mend_participle_root(const struct tagger *g, struct text *t, uint32_t first,
                                 uint32_t last, uint32_t root) {
    struct token *tokens = t->tokens;
    bool is_opening = root <= first + 2 && tokens[root].upos == UPOS_VERB &&
                      !is_finite(g, &tokens[root]) && str_ends(tokens[first].form, STR("ing")) &&
                      !has_child(t, first, last, root, DEP_nsubj, DEP_nsubj_pass);
    for (uint32_t i = root + 1; is_opening && i < last; i++) {
        bool is_clause = tokens[i].head == root && tokens[i].deprel == DEP_parataxis &&
                         is_finite(g, &tokens[i]) &&
                         has_child(t, first, last, i, DEP_nsubj, DEP_nsubj);
        if (!is_clause)
            continue;
        token_hang(&tokens[i], TOKEN_NONE, DEP_root);
        token_hang(&tokens[root], i, DEP_advcl);
        if (tokens[last - 1].head == root)
            tokens[last - 1].head = i;
        return;
    }
}

/* "Protesters chanting (root) slogans marched (advcl)": a participle with a subject and no
 * auxiliary describes it; the past form below is the verb. */
static void mend_described_root(const struct tagger *g, struct text *t, uint32_t first,
                                uint32_t last, uint32_t root) {
    struct token *tokens = t->tokens;
    uint32_t subject = TOKEN_NONE, verb = TOKEN_NONE;
    if (tokens[root].upos != UPOS_VERB || !str_ends(tokens[root].form, STR("ing")) ||
        has_child(t, first, last, root, DEP_aux, DEP_cop))
        return;
    for (uint32_t i = first; i < last; i++) {
        if (tokens[i].head != root)
            continue;
        if (i < root && tokens[i].deprel == DEP_nsubj)
            subject = i;
        bool is_clause = tokens[i].deprel == DEP_advcl || tokens[i].deprel == DEP_parataxis ||
                         tokens[i].deprel == DEP_acl;
        if (i > root && verb == TOKEN_NONE && is_clause && str_ends(tokens[i].form, STR("ed")) &&
            tokens[i].upos == UPOS_VERB && !has_child(t, first, last, i, DEP_mark, DEP_nsubj) &&
            !has_child(t, first, last, i, DEP_aux, DEP_aux_pass))
            verb = i;
    }
    if (subject == TOKEN_NONE || subject + 1 != root || verb == TOKEN_NONE)
        return;
    for (uint32_t i = verb + 1; i < last; i++)
        if (tokens[i].head == root)
            tokens[i].head = verb;
    mend_retag(g, &tokens[verb], "VBD", UPOS_VERB);
    token_hang(&tokens[verb], TOKEN_NONE, DEP_root);
    token_hang(&tokens[subject], verb, DEP_nsubj);
    token_hang(&tokens[root], subject, DEP_acl);
}

/* "Protesters (root) chanting slogans (nsubj) marched (ccomp)": nobody chants that others marched.
 * The slogans are chanted, and the protesters marched. */
static void mend_noun_root(const struct tagger *g, struct text *t, uint32_t first, uint32_t last,
                           uint32_t root) {
    struct token *tokens = t->tokens;
    uint32_t gerund = root + 1, verb = TOKEN_NONE, object = TOKEN_NONE;
    if (!is_nominal(&tokens[root]) || gerund >= last || tokens[gerund].head != root ||
        tokens[gerund].deprel != DEP_acl || !str_ends(tokens[gerund].form, STR("ing")) ||
        str_in(tokens[gerund].lemma, "say claim report warn announce argue insist believe think "
                                     "know show mean fear hope suggest demand urge allege add"))
        return;
    for (uint32_t i = gerund + 1; i < last && verb == TOKEN_NONE; i++)
        if (tokens[i].head == gerund && tokens[i].deprel == DEP_ccomp && is_finite(g, &tokens[i]))
            verb = i;
    for (uint32_t i = gerund + 1; verb != TOKEN_NONE && i < verb; i++)
        if (tokens[i].head == verb && tokens[i].deprel == DEP_nsubj)
            object = i;
    if (object == TOKEN_NONE || has_child(t, first, last, verb, DEP_mark, DEP_mark))
        return;
    token_hang(&tokens[object], gerund, DEP_obj);
    token_hang(&tokens[verb], TOKEN_NONE, DEP_root);
    token_hang(&tokens[root], verb, DEP_nsubj);
    for (uint32_t i = verb + 1; i < last; i++)
        if (tokens[i].head == root)
            tokens[i].head = verb;
}

/* "Police in Kenya's capital | fired (amod) tear gas": right behind a noun and before its own. */
static bool is_before_object(const struct text *t, uint32_t i, uint32_t root) {
    const struct token *v = &t->tokens[i];
    return i > root + 1 && is_nominal(&t->tokens[i - 1]) && v->deprel == DEP_amod &&
           v->head != TOKEN_NONE && v->head > i && is_nominal(&t->tokens[v->head]);
}

/* "The president, who was on a visit, | appealed (acl) for calm". */
static bool is_after_relative(const struct text *t, uint32_t i, uint32_t root) {
    const struct token *tokens = t->tokens;
    bool has_relative = false;
    for (uint32_t k = root + 1; k < i; k++)
        has_relative |= tokens[k].deprel == DEP_acl_relcl && tokens[k].head == root;
    return has_relative && tokens[i].deprel == DEP_acl && tokens[i].head > root &&
           str_is(tokens[i - 1].form, ",");
}

/* Of a sentence without a finite main verb: the past form that should be its root, TOKEN_NONE. */
static uint32_t hidden_verb(const struct tagger *g, const struct text *t, uint32_t first,
                            uint32_t last, uint32_t root) {
    const struct token *tokens = t->tokens;
    uint32_t verb = TOKEN_NONE;
    for (uint32_t i = first; i < last; i++) {
        enum deprel d = deprel_basic((enum deprel)tokens[i].deprel);
        bool is_below = tokens[i].deprel == DEP_acl_relcl || d == DEP_advcl || d == DEP_amod ||
                        d == DEP_acl || (d == DEP_conj && tokens[i].head == root);
        if (is_finite(g, &tokens[i]) && !is_below)
            return TOKEN_NONE;
        bool is_past =
            tokens[i].upos == UPOS_VERB && i > root && str_ends(tokens[i].form, STR("ed"));
        if (verb == TOKEN_NONE && is_past &&
            (is_before_object(t, i, root) || is_after_relative(t, i, root)))
            verb = i;
    }
    return verb;
}

/* What stood before the verb is its subject's phrase, the noun that it hung on its object. */
static void mend_hidden_verb(struct text *t, uint32_t first, uint32_t last, uint32_t verb,
                             uint32_t root) {
    struct token *tokens = t->tokens;
    uint32_t object = tokens[verb].deprel == DEP_amod ? tokens[verb].head : TOKEN_NONE;
    while (object != TOKEN_NONE && tokens[object].head > object && tokens[object].head < last)
        object = tokens[object].head;
    for (uint32_t i = first; i < verb; i++)
        if (i != root && tokens[i].head >= verb && tokens[i].head < last)
            token_hang(&tokens[i], i == verb - 1 ? root : verb - 1,
                       i == verb - 1 ? DEP_nmod : (enum deprel)tokens[i].deprel);
    for (uint32_t i = verb + 1; i < last; i++) {
        uint32_t head = tokens[i].head;
        enum deprel d = deprel_basic((enum deprel)tokens[i].deprel);
        if (head > verb || i == object)
            continue;
        bool is_phrase = has_child(t, first, i, i, DEP_case, DEP_case);
        if (d == DEP_conj && is_nominal(&tokens[i]) && object != TOKEN_NONE && i > object)
            tokens[i].head = object;
        else if (d == DEP_nmod && object != TOKEN_NONE && i == object + 1)
            token_hang(&tokens[i], object, DEP_flat);
        else if (d == DEP_nmod && is_phrase)
            token_hang(&tokens[i], verb, DEP_obl);
        else
            tokens[i].head = verb;
    }
    token_hang(&tokens[verb], TOKEN_NONE, DEP_root);
    token_hang(&tokens[root], verb, DEP_nsubj);
    if (object != TOKEN_NONE)
        token_hang(&tokens[object], verb, DEP_obj);
}

void mend_roots(const struct tagger *g, struct text *t) {
    for (uint32_t s = 0; s < t->n_sentences; s++) {
        uint32_t first = t->sentences[s].first, last = t->sentences[s].last;
        mend_vocatives(g, t, first, last);
        uint32_t root = root_of(t, first, last);
        if (root != TOKEN_NONE)
            mend_participle_root(g, t, first, last, root);
        root = root_of(t, first, last);
        if (root != TOKEN_NONE)
            mend_described_root(g, t, first, last, root);
        root = root_of(t, first, last);
        if (root != TOKEN_NONE)
            mend_noun_root(g, t, first, last, root);
        root = root_of(t, first, last);
        if (root != TOKEN_NONE)
            mend_lost_subject(g, t, first, last, root);
        if (root == TOKEN_NONE || !is_nominal(&t->tokens[root]))
            continue;
        uint32_t hidden = has_child(t, first, last, root, DEP_nsubj, DEP_cop)
                              ? TOKEN_NONE
                              : hidden_verb(g, t, first, last, root);
        if (hidden != TOKEN_NONE && str_is(t->tokens[last - 1].form, ".")) {
            mend_hidden_verb(t, first, last, hidden, root);
            continue;
        }
        if (t->tokens[root].upos != UPOS_NOUN)
            continue;
        uint32_t verb = lost_verb(g, t, first, root);
        if (verb == TOKEN_NONE)
            verb = lost_past(g, t, first, last, root);
        uint32_t end = verb == TOKEN_NONE ? last : verb; /* a subject behind the verb is none */
        if (has_child(t, first, end, root, DEP_nsubj, DEP_cop))
            continue;
        uint32_t subject = verb == TOKEN_NONE ? TOKEN_NONE : subject_before(t, first, verb);
        if (subject != TOKEN_NONE)
            mend_root(t, first, last, verb, root, subject);
    }
}
