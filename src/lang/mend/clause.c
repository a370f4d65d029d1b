/* A greedy parser takes "A senior aide to the president said he would …" for a noun with a
 * participle behind it, and the sentence has lost its verb. But a finite verb without a subject of
 * its own never modifies the noun before it: that noun is its subject, and the verb stands where
 * the noun stood. So is a participle, where a running sentence has no verb at its root. */
#include "lang/mend/parts.h"

enum { LONGEST = LONGEST_MENDED, MOST_MENDS = 4 };

/* One sentence. Children in order, by index from `first`. */
struct clause {
    const struct tagger *g;
    struct token *tokens; /* of the text */
    uint32_t first, last;
    uint32_t child[LONGEST], sibling[LONGEST];
    bool is_running; /* ends as sentences do, so it has a finite verb */
};

static void link_children(struct clause *c) {
    for (uint32_t i = c->first; i < c->last; i++)
        c->child[i - c->first] = TOKEN_NONE;
    for (uint32_t i = c->last; i-- > c->first;) {
        uint32_t head = c->tokens[i].head;
        if (head == TOKEN_NONE)
            continue;
        c->sibling[i - c->first] = c->child[head - c->first];
        c->child[head - c->first] = i;
    }
}

#define EACH_CHILD(c, k, head)                                                                     \
    for (uint32_t k = (c)->child[(head) - (c)->first]; k != TOKEN_NONE;                            \
         k = (c)->sibling[k - (c)->first])

static bool has_child(const struct clause *c, uint32_t head, enum deprel d) {
    EACH_CHILD(c, k, head)
    if (c->tokens[k].deprel == d)
        return true;
    return false;
}

static str xpos_of(const struct clause *c, uint32_t t) {
    uint32_t x = c->tokens[t].xpos;
    return x < c->g->n_classes ? c->g->classes[x].xpos : (str){"", 0};
}

static bool is_finite_tag(str xpos) {
    return str_is(xpos, "VBD") || str_is(xpos, "VBZ") || str_is(xpos, "VBP") || str_is(xpos, "MD");
}

static bool word_in(str w, const char *const *list) {
    for (; *list; list++)
        if (str_is(w, *list))
            return true;
    return false;
}

static bool is_nominal(const struct token *t) {
    return t->upos == UPOS_NOUN || t->upos == UPOS_PROPN || t->upos == UPOS_PRON ||
           t->upos == UPOS_NUM || t->upos == UPOS_DET || t->upos == UPOS_ADJ;
}

static bool is_day(const struct token *t) {
    static const char *const days[] = {"Monday",   "Tuesday",   "Wednesday", "Thursday",
                                       "Friday",   "Saturday",  "Sunday",    "today",
                                       "tomorrow", "yesterday", NULL};
    return word_in(t->form, days);
}

static bool is_subject(enum deprel d) {
    return d == DEP_nsubj || d == DEP_nsubj_pass || d == DEP_csubj || d == DEP_csubj_pass ||
           d == DEP_expl || d == DEP_nsubj_outer;
}

static bool has_subject(const struct clause *c, uint32_t verb) {
    EACH_CHILD(c, k, verb)
    if (is_subject((enum deprel)c->tokens[k].deprel) && !is_day(&c->tokens[k]))
        return true;
    return false;
}

/* A finite form, or a word under a finite auxiliary or copula. */
static bool is_finite(const struct clause *c, uint32_t t) {
    if (c->tokens[t].upos == UPOS_VERB && is_finite_tag(xpos_of(c, t)))
        return true;
    EACH_CHILD(c, k, t) {
        enum deprel d = deprel_basic((enum deprel)c->tokens[k].deprel);
        if (k < t && (d == DEP_aux || d == DEP_cop) && is_finite_tag(xpos_of(c, k)))
            return true;
    }
    return false;
}

static bool has_complement(const struct clause *c, uint32_t verb) {
    EACH_CHILD(c, k, verb) {
        enum deprel d = (enum deprel)c->tokens[k].deprel;
        if (k > verb && (d == DEP_obj || d == DEP_ccomp || d == DEP_xcomp))
            return true;
    }
    return false;
}

/* Does a relative word stand between the noun and the verb? */
static bool is_relative(const struct clause *c, uint32_t noun, uint32_t verb) {
    static const char *const words[] = {"who",   "which", "that", "whose", "whom",
                                        "where", "when",  "why",  "what",  NULL};
    for (uint32_t i = noun + 1; i < verb; i++)
        if (word_in(c->tokens[i].lemma, words))
            return true;
    return false;
}

/* The head of the noun phrase around a noun, as far as it stands before the verb. */
static uint32_t phrase_head(const struct clause *c, uint32_t noun, uint32_t verb) {
    for (int i = 0; i < 8; i++) {
        const struct token *t = &c->tokens[noun];
        enum deprel d = deprel_basic((enum deprel)t->deprel);
        bool is_inside = d == DEP_nmod || d == DEP_flat || d == DEP_compound || d == DEP_appos ||
                         (d == DEP_conj && is_nominal(t));
        if (!is_inside || t->head == TOKEN_NONE || t->head >= verb ||
            !is_nominal(&c->tokens[t->head]) || t->deprel == DEP_nmod_poss)
            return noun;
        noun = t->head;
    }
    return noun;
}

/* The subordinating word that was taken for the noun's preposition, TOKEN_NONE. */
static uint32_t subordinator(const struct clause *c, uint32_t noun) {
    static const char *const words[] = {"that",   "because",  "if",     "while", "when",  "whereas",
                                        "though", "although", "unless", "once",  "after", "before",
                                        "since",  "until",    "as",     NULL};
    EACH_CHILD(c, k, noun) {
        enum deprel d = (enum deprel)c->tokens[k].deprel;
        if (k < noun && (d == DEP_mark || d == DEP_case) && word_in(c->tokens[k].lemma, words))
            return k;
    }
    return TOKEN_NONE;
}

static bool is_also_preposition(const struct token *t) {
    static const char *const words[] = {"after", "before", "since", "until", "as", NULL};
    return word_in(t->lemma, words);
}

static bool is_saying(const struct token *t) {
    static const char *const words[] = {"say",   "think",   "believe", "claim",  "add", "know",
                                        "argue", "suggest", "allege",  "report", NULL};
    return t->upos == UPOS_VERB && word_in(t->lemma, words);
}

/* What the verb becomes in the place of its subject; DEP_COUNT: the tree may stand. */
static enum deprel relation_of(const struct clause *c, uint32_t subject, uint32_t verb) {
    const struct token *s = &c->tokens[subject];
    bool is_verb_finite = is_finite(c, verb), is_full = has_complement(c, verb);
    if (has_child(c, subject, DEP_cop) || has_subject(c, subject))
        return DEP_COUNT;
    if (s->deprel == DEP_root)
        return is_verb_finite || (c->is_running && c->tokens[verb].upos == UPOS_VERB) ? DEP_root
                                                                                      : DEP_COUNT;
    if (!is_verb_finite)
        return DEP_COUNT;
    bool is_sure = is_full || !str_is(xpos_of(c, verb), "VBD");
    uint32_t mark = subordinator(c, subject);
    enum deprel d = deprel_basic((enum deprel)s->deprel);
    if (mark != TOKEN_NONE) {
        if (is_also_preposition(&c->tokens[mark]) && !is_sure)
            return DEP_COUNT;
        bool is_that = str_is(c->tokens[mark].lemma, "that");
        return !is_that ? DEP_advcl : is_nominal(&c->tokens[s->head]) ? DEP_acl : DEP_ccomp;
    }
    if (d == DEP_obj && s->head < subject && is_saying(&c->tokens[s->head]))
        return DEP_ccomp;
    if (d == DEP_ccomp || d == DEP_parataxis || s->deprel == DEP_advcl ||
        s->deprel == DEP_acl_relcl)
        return (enum deprel)s->deprel;
    return DEP_COUNT;
}

/* Does a finite verb follow that no word makes subordinate? Then the participle may stay one. */
static bool is_followed_by_verb(const struct clause *c, uint32_t participle) {
    for (uint32_t i = participle + 1; i < c->last; i++) {
        if (c->tokens[i].upos == UPOS_SCONJ || is_relative(c, i - 1, i + 1) ||
            is_also_preposition(&c->tokens[i]))
            return false;
        uint32_t joined = c->tokens[i].upos == UPOS_CCONJ ? c->tokens[i].head : TOKEN_NONE;
        if (joined != TOKEN_NONE && joined > i && is_finite(c, joined) && has_subject(c, joined))
            return false; /* "and they refused": a clause of its own */
        if (is_finite_tag(xpos_of(c, i)))
            return true;
    }
    return false;
}

/* Children of the noun that belong to its clause go over to the verb. */
static void hand_over(struct clause *c, uint32_t subject, uint32_t verb) {
    uint32_t mark = subordinator(c, subject);
    EACH_CHILD(c, k, subject) {
        struct token *t = &c->tokens[k];
        enum deprel d = (enum deprel)t->deprel;
        bool is_of_clause = d == DEP_mark || d == DEP_cc || d == DEP_discourse ||
                            deprel_basic(d) == DEP_obl || d == DEP_advcl || d == DEP_punct;
        if (k == verb || (k < verb && !(k < subject && (is_of_clause || k == mark))))
            continue;
        t->head = verb;
        if (k == mark)
            t->deprel = DEP_mark;
        else if (d == DEP_nmod)
            t->deprel = DEP_obl;
    }
}

static void mend(struct clause *c, uint32_t subject, uint32_t verb, enum deprel d) {
    bool is_passive = has_child(c, verb, DEP_aux_pass);
    hand_over(c, subject, verb);
    EACH_CHILD(c, k, verb)
    if (is_subject((enum deprel)c->tokens[k].deprel) && is_day(&c->tokens[k]))
        c->tokens[k].deprel = DEP_obl_unmarked;
    c->tokens[verb].head = c->tokens[subject].head;
    c->tokens[verb].deprel = (uint8_t)d;
    c->tokens[subject].head = verb;
    c->tokens[subject].deprel = is_passive ? DEP_nsubj_pass : DEP_nsubj;
    if (!is_finite(c, verb) && str_is(xpos_of(c, verb), "VBN"))
        mend_retag(c->g, &c->tokens[verb], "VBD", UPOS_VERB);
    link_children(c);
}

/* The noun whose place the verb has to take, TOKEN_NONE. */
static uint32_t lost_subject(const struct clause *c, uint32_t verb, enum deprel *relation) {
    const struct token *t = &c->tokens[verb];
    enum deprel d = (enum deprel)t->deprel;
    bool is_below_noun =
        d == DEP_acl || d == DEP_acl_relcl || d == DEP_appos || d == DEP_nmod ||
        d == DEP_nmod_unmarked || d == DEP_flat || d == DEP_compound || d == DEP_parataxis ||
        d == DEP_dep ||
        (d == DEP_conj && !has_child(c, verb, DEP_cc)); /* "the president, X, met" */
    if (t->head == TOKEN_NONE || t->head > verb || !is_below_noun ||
        !is_nominal(&c->tokens[t->head]) || has_subject(c, verb) ||
        has_child(c, verb, DEP_obl_agent))
        return TOKEN_NONE;
    if (t->upos != UPOS_VERB && !(is_finite(c, verb) && d != DEP_appos))
        return TOKEN_NONE;
    uint32_t noun = phrase_head(c, t->head, verb);
    if (is_relative(c, noun, verb))
        return TOKEN_NONE;
    *relation = relation_of(c, noun, verb);
    return *relation == DEP_COUNT ? TOKEN_NONE : noun;
}

/* The first token of the phrase around a noun, as far as it stands before it. */
static uint32_t begin_of(const struct clause *c, uint32_t noun) {
    uint32_t begin = noun;
    EACH_CHILD(c, k, noun)
    if (k < begin && c->tokens[k].upos != UPOS_PUNCT)
        begin = k;
    return begin;
}

/* What the second of two subjects side by side is to the first: the name after a title, a noun
 * behind a preposition ("lawmakers | in the assembly"), the end of a title ("the attorney |
 * general"), a relative clause ("the party, | whose leader is X,"); DEP_COUNT where it may stand.
 */
static enum deprel relation_to_first(const struct clause *c, uint32_t first, uint32_t second) {
    const struct token *t = &c->tokens[second];
    if (has_child(c, second, DEP_cop) && is_relative(c, first, second))
        return DEP_acl_relcl;
    if (t->upos == UPOS_PROPN && !is_day(t))
        return DEP_appos;
    if (has_child(c, second, DEP_case))
        return DEP_nmod;
    return t->upos == UPOS_ADJ && second == first + 1 ? DEP_amod : DEP_COUNT;
}

/* "US Ambassador to Germany | Richard Grenell | alleged": two subjects side by side are one. */
static void join_subjects(struct clause *c, uint32_t verb) {
    uint32_t title = TOKEN_NONE;
    EACH_CHILD(c, k, verb) {
        struct token *t = &c->tokens[k];
        if (deprel_basic((enum deprel)t->deprel) != DEP_nsubj || k > verb)
            continue;
        uint32_t begin = begin_of(c, k);
        while (begin > c->first && c->tokens[begin - 1].upos == UPOS_PUNCT)
            begin--;
        uint32_t above = begin > c->first ? begin - 1 : TOKEN_NONE;
        for (int i = 0; i < 6 && above != TOKEN_NONE && above != title; i++)
            above = c->tokens[above].head;
        enum deprel relation = title == TOKEN_NONE ? DEP_COUNT : relation_to_first(c, title, k);
        if (above != title && relation != DEP_acl_relcl)
            relation = DEP_COUNT;
        if (relation != DEP_COUNT) {
            t->head = title;
            t->deprel = (uint8_t)relation;
            if (str_is(xpos_of(c, verb), "VBD") && !has_child(c, verb, DEP_aux_pass))
                c->tokens[title].deprel = DEP_nsubj;
            link_children(c);
            return;
        }
        title = k;
    }
}

/* The subject that was taken for the apposition of a noun with a preposition or of a noun below it,
 * TOKEN_NONE. */
static uint32_t apposed_subject(const struct clause *c, uint32_t noun, int depth) {
    EACH_CHILD(c, k, noun) {
        const struct token *t = &c->tokens[k];
        bool is_apposed = t->deprel == DEP_appos || t->deprel == DEP_conj ||
                          t->deprel == DEP_nmod_unmarked || t->deprel == DEP_dep;
        if (k > noun && is_apposed && is_nominal(t) && !is_day(t) &&
            str_is(c->tokens[begin_of(c, k) - 1].form, ","))
            return k;
        uint32_t below = depth > 0 && k > noun && t->deprel == DEP_nmod
                             ? apposed_subject(c, k, depth - 1)
                             : TOKEN_NONE;
        if (below != TOKEN_NONE)
            return below;
    }
    return TOKEN_NONE;
}

/* "In a statement after the attack, X, a spokesman for Y, blamed …": a noun with a preposition is
 * no subject; what was taken for its apposition behind the comma is. */
static void free_subject(struct clause *c, uint32_t verb) {
    static const char *const prepositions[] = {
        "in",    "on",   "at", "after",   "during", "with",   "since", "for",     "from",
        "under", "amid", "by", "despite", "as",     "before", "to",    "through", NULL};
    EACH_CHILD(c, k, verb) {
        struct token *t = &c->tokens[k];
        uint32_t begin = begin_of(c, k);
        bool is_fronted = k < verb && deprel_basic((enum deprel)t->deprel) == DEP_nsubj &&
                          c->tokens[begin].deprel == DEP_case && c->tokens[begin].head == k &&
                          word_in(c->tokens[begin].lemma, prepositions);
        uint32_t subject = is_fronted ? apposed_subject(c, k, 2) : TOKEN_NONE;
        if (subject == TOKEN_NONE || subject > verb)
            continue;
        EACH_CHILD(c, x, c->tokens[subject].head)
        if (x > subject && c->tokens[x].deprel == DEP_appos)
            c->tokens[x].head = subject; /* his office explains him */
        c->tokens[subject].head = verb;
        c->tokens[subject].deprel = t->deprel;
        t->deprel = DEP_obl;
        link_children(c);
        return;
    }
}

/* "A message on Twitter | blaming Iran", "talks with Washington | on hosting": a noun behind a
 * preposition is not the subject of the participle that follows, but of "with X saying". */
static void free_gerund(struct clause *c, uint32_t verb) {
    static const char *const places[] = {"on",   "in",  "at",  "from", "to",      "by", "of",
                                         "into", "via", "for", "near", "through", NULL};
    uint32_t subject = TOKEN_NONE, n_marks = 0, marker = TOKEN_NONE;
    if (!str_is(xpos_of(c, verb), "VBG") || c->tokens[verb].head == TOKEN_NONE)
        return;
    EACH_CHILD(c, k, verb) {
        enum deprel d = deprel_basic((enum deprel)c->tokens[k].deprel);
        if (k < verb && d == DEP_nsubj)
            subject = k;
        if (k < verb && (d == DEP_mark || d == DEP_case) && n_marks++ == 0)
            marker = k;
        if (k < verb && (d == DEP_aux || d == DEP_cop))
            return;
    }
    if (subject == TOKEN_NONE || marker == TOKEN_NONE || marker > subject ||
        !(word_in(c->tokens[marker].lemma, places) ||
          (n_marks > 1 && str_is(c->tokens[marker].lemma, "with"))))
        return;
    c->tokens[subject].head = c->tokens[verb].head;
    c->tokens[subject].deprel = is_nominal(&c->tokens[c->tokens[verb].head]) ? DEP_nmod : DEP_obl;
    c->tokens[marker].head = subject;
    c->tokens[marker].deprel = DEP_case;
    link_children(c);
}

/* Is the relation one that a clause's verb has? */
static bool is_clausal(enum deprel d) {
    return d == DEP_root || d == DEP_ccomp || d == DEP_parataxis || d == DEP_advcl ||
           d == DEP_acl_relcl || d == DEP_conj || d == DEP_acl;
}

/* The subject of a finite verb that was taken for a modifier of its object: the noun right before
 * it, as a child of the object; TOKEN_NONE. */
static uint32_t subject_in_phrase(const struct clause *c, uint32_t object, uint32_t verb) {
    EACH_CHILD(c, k, verb)
    if (k < verb && c->tokens[k].deprel == DEP_nsubj)
        return k;
    EACH_CHILD(c, k, object) {
        if (k < verb && c->tokens[k].deprel == DEP_case)
            return TOKEN_NONE;
        if (k < verb && c->tokens[k].deprel == DEP_nsubj)
            return k;
    }
    uint32_t noun = verb - 1;
    while (noun > c->first && c->tokens[noun].upos == UPOS_ADV)
        noun--;
    const struct token *t = &c->tokens[noun];
    bool is_noun = t->upos == UPOS_NOUN || t->upos == UPOS_PROPN || t->upos == UPOS_PRON;
    for (int i = 0; i < 4 && is_noun && t->head != object && t->head != TOKEN_NONE; i++) {
        noun = t->head;
        t = &c->tokens[noun];
    }
    return is_noun && t->head == object && noun < verb ? noun : TOKEN_NONE;
}

/* "The group defied authorities and held a march": the verb behind "and" whose subject the object
 * was taken for, TOKEN_NONE. */
static uint32_t second_verb(const struct clause *c, uint32_t object) {
    uint32_t verb = c->tokens[object].head;
    if (c->tokens[object].deprel != DEP_nsubj || verb == TOKEN_NONE || verb < object)
        return TOKEN_NONE;
    EACH_CHILD(c, k, verb)
    if (k > object && k < verb && c->tokens[k].deprel == DEP_cc)
        return verb;
    return TOKEN_NONE;
}

/* Puts `verb` in the place of the one behind "and", which becomes its conjunct. */
static void precede(struct clause *c, uint32_t verb, uint32_t second) {
    EACH_CHILD(c, k, second)
    if (k < verb)
        c->tokens[k].head = verb;
    c->tokens[verb].head = c->tokens[second].head;
    c->tokens[verb].deprel = c->tokens[second].deprel;
    c->tokens[second].head = verb;
    c->tokens[second].deprel = DEP_conj;
}

/* "Brazil's embassy rejected (VBD) accusations": a finite verb is no modifier of the noun behind it
 * but governs it, and what stands before is its subject. */
static void free_verb(struct clause *c, uint32_t verb) {
    struct token *v = &c->tokens[verb];
    uint32_t object = v->head;
    enum deprel d = (enum deprel)v->deprel;
    bool is_modifier = d == DEP_amod || d == DEP_compound || d == DEP_cop || d == DEP_nmod_unmarked;
    if (!is_modifier || object == TOKEN_NONE || object < verb || verb == c->first ||
        str_is(v->lemma, "be") || !is_nominal(&c->tokens[object]))
        return;
    uint32_t second = second_verb(c, object);
    bool is_sure =
        is_finite_tag(xpos_of(c, verb)) && is_clausal((enum deprel)c->tokens[object].deprel);
    if (!is_sure && (second == TOKEN_NONE || str_is(xpos_of(c, verb), "VBG")))
        return;
    uint32_t subject = subject_in_phrase(c, object, verb);
    if (subject == TOKEN_NONE)
        return;
    EACH_CHILD(c, k, object) {
        struct token *t = &c->tokens[k];
        enum deprel e = deprel_basic((enum deprel)t->deprel);
        bool is_of_phrase = e == DEP_det || e == DEP_amod || e == DEP_compound || e == DEP_nmod ||
                            e == DEP_nummod || e == DEP_flat;
        bool is_of_clause = e == DEP_obl || e == DEP_advcl || e == DEP_punct ||
                            e == DEP_parataxis || e == DEP_ccomp || e == DEP_mark || e == DEP_cc ||
                            e == DEP_aux || e == DEP_advmod || e == DEP_nsubj;
        if (k < verb && is_of_phrase && k != subject)
            t->head = subject;
        else if (k != verb && (k < verb || (k > object && is_of_clause)))
            t->head = verb;
    }
    if (second != TOKEN_NONE) {
        precede(c, verb, second);
    } else {
        v->head = c->tokens[object].head;
        v->deprel = c->tokens[object].deprel;
    }
    c->tokens[object].head = verb;
    c->tokens[object].deprel = DEP_obj;
    c->tokens[subject].head = verb;
    c->tokens[subject].deprel = DEP_nsubj;
    link_children(c);
}

/* "After the U.S. and the EU had agreed": two subjects of one clause, the first of which was taken
 * for a phrase with a preposition. */
static void rejoin_subjects(struct clause *c, uint32_t verb) {
    static const char *const marks[] = {"after", "before", "since", "until", "as", "when", NULL};
    struct token *v = &c->tokens[verb];
    uint32_t second = TOKEN_NONE, top = v->head;
    if (v->deprel != DEP_conj || top == TOKEN_NONE || top > verb)
        return;
    EACH_CHILD(c, k, verb)
    if (k < verb && deprel_basic((enum deprel)c->tokens[k].deprel) == DEP_nsubj)
        second = k;
    uint32_t begin = second == TOKEN_NONE ? 0 : begin_of(c, second);
    if (second == TOKEN_NONE || begin < c->first + 2 || c->tokens[begin - 1].upos != UPOS_CCONJ)
        return;
    uint32_t first = begin - 2;
    for (int i = 0; i < 4 && c->tokens[first].head != TOKEN_NONE && c->tokens[first].head != top;
         i++)
        first = c->tokens[first].head;
    uint32_t mark = subordinator(c, first);
    if (c->tokens[first].head != top || first >= begin || !is_nominal(&c->tokens[first]) ||
        mark == TOKEN_NONE || !word_in(c->tokens[mark].lemma, marks))
        return;
    c->tokens[mark].head = verb;
    c->tokens[mark].deprel = DEP_mark;
    c->tokens[begin - 1].head = second;
    c->tokens[first].head = verb;
    c->tokens[first].deprel = c->tokens[second].deprel;
    c->tokens[second].head = first;
    c->tokens[second].deprel = DEP_conj;
    v->deprel = DEP_advcl;
    link_children(c);
}

/* Finite verbs first: a participle is only taken for the verb of a sentence that has no other. */
static void mend_sentence(struct clause *c) {
    link_children(c);
    for (uint32_t v = c->first + 1; v < c->last; v++)
        if (c->tokens[v].upos == UPOS_VERB) {
            free_verb(c, v);
            rejoin_subjects(c, v);
            free_subject(c, v);
            free_gerund(c, v);
            join_subjects(c, v);
        }
    for (int pass = 0, mends = 0; pass < 2; pass++)
        for (uint32_t v = c->first + 1; v < c->last && mends < MOST_MENDS; v++) {
            enum deprel relation = DEP_COUNT;
            if (pass == 0 && !is_finite(c, v))
                continue;
            uint32_t noun = lost_subject(c, v, &relation);
            if (noun == TOKEN_NONE)
                continue;
            if (pass == 1 && (!str_is(xpos_of(c, v), "VBN") || is_followed_by_verb(c, v)))
                continue;
            mend(c, noun, v, relation);
            free_subject(c, v);
            mends++;
        }
}

void mend_clauses(const struct tagger *g, struct text *t) {
    static const char *const ends[] = {".", "\"", "\xE2\x80\x9D", NULL};
    for (uint32_t s = 0; s < t->n_sentences; s++) {
        struct clause c = {.g = g,
                           .tokens = t->tokens,
                           .first = t->sentences[s].first,
                           .last = t->sentences[s].last};
        if (c.last - c.first < 4 || c.last - c.first > LONGEST)
            continue;
        c.is_running = word_in(t->tokens[c.last - 1].form, ends);
        mend_sentence(&c);
    }
}
