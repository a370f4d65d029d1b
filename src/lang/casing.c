/* A headline in title case hides what tagger, names and tables go by: each word is a capital, so
 * that verbs pass for names. The case of such a line is restored before it is tagged (truecasing,
 * cf. Lita, Ittycheriah, Roukos and Kambhatla 2003, doi:10.3115/1075096.1075116), here from what
 * the model holds anyway: how many texts write a word small and how many with a capital
 * (name_casing.c), the known names (name_lists.c), the tags of the lexicon. A line is taken for
 * title case only where no content word is small and some word would be small in running text; so
 * running text is passed over at its first small word. Words that nobody is known to write small
 * keep their capital.
 *
 * Limits: only ASCII letters change; a word that is name and word in equal measure (May, Turkey) is
 * decided by its neighbours, and not always well. */
#include "lang/casing.h"

#include "lang/irregular.h"
#include "lang/mend/mend.h"
#include "lang/name_features.h"

enum { LONGEST_LINE = 48 /* tokens: longer ones are no headlines */, LONGEST_WORD = 40 };

enum verdict {
    VERDICT_NONE,  /* no word, or its case tells nothing */
    VERDICT_SMALL, /* running text writes it small */
    VERDICT_TITLE, /* small but before a person's name: "President Macron" */
    VERDICT_NAME,  /* a name */
};

struct cased_word {
    char lower[LONGEST_WORD];
    uint32_t known;      /* gazetteer bits of the word alone */
    uint32_t hash;       /* name_word_hash */
    uint8_t small, high; /* grades of name_casing.c: in how many texts it is written so */
    uint8_t verdict;     /* enum verdict */
    uint8_t is_closed;   /* a preposition, pronoun, article … */
    const struct lexicon_slot *tags; /* NULL: not in the lexicon */
};

struct caser {
    const struct tagger *g;
    const struct names_model *m;
    struct token *tokens; /* of the line, [n] */
    uint32_t n, first;    /* the first word is a capital in running text too */
    bool is_shouted;      /* all in capitals */
    struct cased_word words[LONGEST_LINE];
};

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

static str lower_of(const struct caser *c, uint32_t i) {
    return (str){c->words[i].lower, c->tokens[i].form.n};
}

/* ---- is it such a line? ------------------------------------------------------------------------
 */

/* Words of one class each, which lines in title case write small by custom. */
static bool is_closed(const struct tagger *g, const struct lexicon_slot *tags) {
    uint32_t c = tags && tags->likely[0] ? tags->likely[0] - 1u : LINEAR_CLASSES;
    return c < LINEAR_CLASSES && !(g->open[c / 64] >> (c % 64) & 1);
}

static const struct lexicon_slot *tags_of(const struct tagger *g, str lower) {
    return lexicon_find(&g->lexicon, hash_bytes(lower.p, lower.n, 1));
}

/* A small word that no line in title case has: not "with", nor the end of "Anti-war". */
static bool is_plain(const struct tagger *g, const struct token *k, bool is_joined) {
    if (!k->form.n || !is_lower(k->form.p[0]) || k->form.n < 3 || is_joined)
        return false;
    return !is_closed(g, tags_of(g, k->form)) &&
           !str_in(k->form, "bin ibn von van der den del abu via amid");
}

static bool is_all_upper(str form) {
    bool is_all = form.n > 0;
    for (uint32_t i = 0; i < form.n; i++)
        is_all &= !is_lower(form.p[i]);
    return is_all;
}

/* No small content word, and three capitals at least. */
static bool is_candidate(const struct tagger *g, const struct token *tokens, uint32_t n,
                         bool *is_shouted) {
    uint32_t capitals = 0;
    *is_shouted = true;
    if (n > LONGEST_LINE)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        bool is_joined = i && str_is(tokens[i - 1].form, "-") && !tokens[i - 1].has_space_after;
        if (is_plain(g, &tokens[i], is_joined) || tokens[i].form.n >= LONGEST_WORD)
            return false;
        capitals += tokens[i].form.n > 1 && is_upper(tokens[i].form.p[0]);
        *is_shouted &= is_all_upper(tokens[i].form);
    }
    return capitals >= 3;
}

/* ---- what is known of a word -------------------------------------------------------------------
 */

enum {
    PLACE_OR_PEOPLE = GAZETTEER_KIND << NAME_LOC | GAZETTEER_KIND << NAME_NORP,
    WHOLE_NAME = ((1 << NAME_COUNT) - 1) * GAZETTEER_KIND,
};

static bool is_likely_name(const struct caser *c, const struct cased_word *w) {
    uint32_t class_id = w->tags && w->tags->likely[0] ? w->tags->likely[0] - 1u : LINEAR_CLASSES;
    return class_id < c->g->n_classes && c->g->classes[class_id].upos == UPOS_PROPN;
}

/* A word that texts write small, or that the lexicon has as no name. */
static bool is_known_small(const struct caser *c, str lower) {
    uint32_t bits = name_word_bits(c->m, name_word_hash(lower)) >> WORD_CASING;
    if (bits)
        return (bits & 3) > (bits >> 2 & 3);
    struct cased_word w = {.tags = tags_of(c->g, lower)};
    return w.tags && !is_likely_name(c, &w);
}

/* "Cancels", "Deployed", "Decried" by "cancel", "deploy", "decry": one of the stems is known. */
static bool has_small_stem(const struct caser *c, str lower) {
    static const struct {
        const char *ending, *stem;
    } endings[] = {{"ies", "y"}, {"ied", "y"}, {"es", ""},   {"s", ""},   {"ed", ""},
                   {"ed", "e"},  {"ing", ""},  {"ing", "e"}, {"ers", ""}, {"er", ""}};
    char stem[LONGEST_WORD + 2];
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
        str ending = str_from(endings[k].ending);
        if (lower.n < ending.n + 3 || !str_ends(lower, ending))
            continue;
        uint32_t n = lower.n - ending.n;
        memcpy(stem, lower.p, n);
        if (endings[k].stem[0])
            stem[n++] = endings[k].stem[0];
        if (is_known_small(c, (str){stem, n}))
            return true;
    }
    return false;
}

/* "Beheads", "Torched": no name of any list, with or without the ending of a verb. */
static bool is_inflected(const struct caser *c, const struct cased_word *w, str lower) {
    bool is_s = str_ends(lower, STR("s")) && !str_ends(lower, STR("as")) &&
                !str_ends(lower, STR("is")) && !str_ends(lower, STR("os")) &&
                !str_ends(lower, STR("us")) && !str_ends(lower, STR("ss"));
    uint32_t ending = is_s                          ? 1
                      : str_ends(lower, STR("ed"))  ? 2
                      : str_ends(lower, STR("ing")) ? 3
                                                    : 0;
    if (!ending || lower.n < ending + 4 || w->known)
        return false;
    str stem = {lower.p, lower.n - ending};
    return !(name_gazetteer_bits(c->m, name_word_hash(stem)) & WHOLE_NAME);
}

/* A word that was never seen in either case. */
static enum verdict verdict_of_unseen(const struct caser *c, const struct cased_word *w,
                                      str lower) {
    if (w->tags)
        return is_likely_name(c, w) ? VERDICT_NAME : VERDICT_SMALL;
    if (mend_is_headline_verb(lower) || irregular_find(lower))
        return VERDICT_SMALL;
    if (w->known & (WHOLE_NAME | GAZETTEER_FIRST | GAZETTEER_LAST))
        return VERDICT_NAME;
    bool is_derived =
        lower.n > 7 && (str_ends(lower, STR("tion")) || str_ends(lower, STR("ment")) ||
                        str_ends(lower, STR("tions")) || str_ends(lower, STR("ness")));
    return is_derived || has_small_stem(c, lower) || is_inflected(c, w, lower) ? VERDICT_SMALL
                                                                               : VERDICT_NAME;
}

static enum verdict verdict_alone(const struct caser *c, const struct cased_word *w, str lower) {
    if (w->is_closed)
        return VERDICT_SMALL;
    if (!w->small && !w->high)
        return verdict_of_unseen(c, w, lower);
    if (w->small > w->high)
        return VERDICT_SMALL;
    if (w->small == w->high)
        return VERDICT_TITLE;
    bool is_named = w->known & (PLACE_OR_PEOPLE | GAZETTEER_KIND << NAME_PER) || w->small < 2;
    return is_named ? VERDICT_NAME : VERDICT_TITLE;
}

static void look_at(struct caser *c, uint32_t i) {
    struct cased_word *w = &c->words[i];
    str form = c->tokens[i].form;
    *w = (struct cased_word){0};
    for (uint32_t k = 0; k < form.n; k++)
        w->lower[k] = (char)(is_upper(form.p[k]) ? form.p[k] + 32 : form.p[k]);
    str lower = lower_of(c, i);
    w->hash = name_word_hash(lower);
    w->known = name_gazetteer_bits(c->m, w->hash);
    bool is_word = form.n && (is_upper(form.p[0]) || is_lower(form.p[0]));
    if (!is_word)
        return;
    uint32_t casing = name_word_bits(c->m, w->hash) >> WORD_CASING;
    w->small = casing & 3;
    w->high = casing >> 2 & 3;
    w->tags = tags_of(c->g, lower);
    w->is_closed = is_closed(c->g, w->tags);
    w->verdict = (uint8_t)verdict_alone(c, w, lower);
}

/* ---- what the neighbours say -------------------------------------------------------------------
 */

/* Known names of several words are names throughout: "White House", "Black Sea". */
static void mark_phrases(struct caser *c) {
    for (uint32_t i = 0; i < c->n; i++) {
        uint32_t key = 0, longest = 0, words = 0;
        for (uint32_t k = i; k < c->n && words < NAME_PHRASE; k++) {
            if (k > i && str_is(c->tokens[k].form, "-"))
                continue;
            if (!c->words[k].verdict)
                break;
            key = name_phrase_hash(key, c->words[k].hash);
            words++;
            uint32_t bits = name_gazetteer_bits(c->m, key);
            if (words > 1 && bits & WHOLE_NAME)
                longest = k + 1 - i;
            if (!(bits & GAZETTEER_GOES_ON))
                break;
        }
        for (uint32_t k = i; k < i + longest; k++)
            c->words[k].verdict =
                c->words[k].is_closed ? c->words[k].verdict : (uint8_t)VERDICT_NAME;
    }
}

static bool is_number(const struct caser *c, uint32_t i) {
    str form = i < c->n ? c->tokens[i].form : (str){"", 0};
    return form.n && form.p[0] >= '0' && form.p[0] <= '9';
}

/* "President Macron": a title that is a name of office where a person's name follows. */
static bool is_title_here(const struct caser *c, const struct cased_word *w,
                          const struct cased_word *next) {
    bool is_before_person =
        next && next->verdict == VERDICT_NAME && !(next->known & PLACE_OR_PEOPLE) &&
        next->known & (GAZETTEER_KIND << NAME_PER | GAZETTEER_FIRST | GAZETTEER_LAST);
    return is_before_person && w->verdict == VERDICT_TITLE && is_likely_name(c, w);
}

/* "In March", "2 May". */
static bool is_month_here(const struct caser *c, uint32_t i) {
    return str_in(lower_of(c, i), "march may") &&
           (is_number(c, i + 1) || (i && is_number(c, i - 1)) ||
            (i && str_in(lower_of(c, i - 1), "in since until by last next early late")));
}

/* "Theresa May Resigns", but "Abbas May Resign": the given name stands before. */
static bool is_last_name(const struct caser *c, uint32_t i) {
    const struct cased_word *w = &c->words[i], *before = w - 1;
    bool is_may = str_is(lower_of(c, i), "may");
    bool is_person = before->verdict == VERDICT_NAME && before->known & GAZETTEER_FIRST &&
                     !(before->known & PLACE_OR_PEOPLE) && w->known & GAZETTEER_LAST &&
                     (w->verdict == VERDICT_TITLE || w->small < 2 || is_may);
    bool is_modal = is_may && i + 1 < c->n && w[1].tags && w[1].verdict == VERDICT_SMALL &&
                    !str_ends(lower_of(c, i + 1), STR("s"));
    return is_person && !is_modal;
}

/* A word that is as often a name. */
static bool is_name_here(const struct caser *c, uint32_t i) {
    const struct cased_word *w = &c->words[i], *next = i + 1 < c->n ? w + 1 : NULL;
    if (is_title_here(c, w, next) || is_month_here(c, i) || (i && is_last_name(c, i)))
        return true;
    bool is_before_name = next && next->verdict == VERDICT_NAME;
    return i && str_in(lower_of(c, i - 1), "in near") && !is_before_name && /* "In Nice" */
           w->known & (GAZETTEER_KIND << NAME_LOC) && w->high > 1 && w->small <= w->high + 1 &&
           !w->is_closed;
}

static void decide(struct caser *c) {
    c->first = c->n;
    for (uint32_t i = c->n; i-- > 0;) {
        look_at(c, i);
        c->first = c->words[i].verdict ? i : c->first;
    }
    mark_phrases(c);
    for (uint32_t i = c->n; i-- > 0;) {
        struct cased_word *w = &c->words[i];
        if ((w->verdict == VERDICT_SMALL || w->verdict == VERDICT_TITLE) && is_name_here(c, i))
            w->verdict = VERDICT_NAME;
    }
}

/* Some word behind the first that running text would write small. */
static bool has_evidence(const struct caser *c) {
    for (uint32_t i = c->first + 1; i < c->n; i++)
        if (c->words[i].verdict == VERDICT_SMALL && !c->words[i].is_closed &&
            c->tokens[i].form.n > 3 && is_upper(c->tokens[i].form.p[0]))
            return true;
    return false;
}

/* ---- writing -----------------------------------------------------------------------------------
 */

/* Names that are initials: in a line in capitals their own do not show. */
static bool is_acronym(str form, const struct cased_word *w) {
    bool has_vowel = false, is_mixed = false;
    for (uint32_t i = 0; i < form.n; i++) {
        has_vowel |= str_in(str_slice(form, i, i + 1), "A E I O U Y");
        is_mixed |= !is_upper(form.p[i]);
    }
    if (is_mixed ||
        str_in(form, "US USA UK UN EU UAE AU DRC NATO IAEA ICC ICJ IMF OPEC OSCE ISIS "
                     "ECOWAS ASEAN UNICEF UNESCO UNHCR UNRWA IDF IRA IRGC FARC EUROPOL"))
        return true;
    bool is_body = w->known & (GAZETTEER_KIND << NAME_ORG) && form.n < 5 && !w->small && !w->high;
    return w->verdict == VERDICT_NAME && (!has_vowel || is_body);
}

/* The form from `from` on in small letters. */
static bool write_small(struct arena *a, struct token *k, const char *lower, uint32_t from) {
    char *p = arena_alloc(a, k->form.n);
    if (!p)
        return false;
    memcpy(p, lower, k->form.n);
    memcpy(p, k->form.p, from);
    k->form.p = p;
    return true;
}

static bool write_word(struct caser *c, struct arena *a, uint32_t i) {
    struct token *k = &c->tokens[i];
    const struct cased_word *w = &c->words[i];
    if (!k->form.n || (w->verdict == VERDICT_NONE && !c->is_shouted))
        return true;
    bool is_initial = i == c->first || w->verdict == VERDICT_NAME;
    if (!c->is_shouted) {
        bool has_more = false; /* "NATO", "McCain": not by title case */
        for (uint32_t j = 1; j < k->form.n; j++)
            has_more |= is_upper(k->form.p[j]);
        bool is_small = has_more || is_initial || !is_upper(k->form.p[0]);
        return is_small || write_small(a, k, w->lower, 0);
    }
    if (is_acronym(k->form, w) && k->form.p[0] != '\'')
        return true;
    return write_small(a, k, w->lower, is_initial && is_upper(k->form.p[0]));
}

/* Does the line go on in sentence s + 1? Its capitals are taken for a new beginning at times. */
static bool goes_on(const struct text *t, uint32_t s) {
    const struct sentence *x = &t->sentences[s], *y = x + 1;
    if (s + 1 >= t->n_sentences || x->block != y->block || x->last != y->first ||
        x->last == x->first || y->last == y->first)
        return false;
    const struct token *end = &t->tokens[x->last - 1], *next = &t->tokens[y->first];
    char c = end->form.n ? end->form.p[end->form.n - 1] : ' ';
    return next->form.n && next->begin == end->end + 1 && t->source.p[end->end] == ' ' &&
           (is_upper(c) || is_lower(c)) && is_upper(next->form.p[0]);
}

/* Mends tokens [first, last) if they are such a line. False without memory. */
static bool mend_line(struct caser *c, struct arena *a, struct text *t, uint32_t first,
                      uint32_t last, bool *is_mended) {
    c->tokens = t->tokens + first;
    c->n = last - first;
    *is_mended = false;
    if (!is_candidate(c->g, c->tokens, c->n, &c->is_shouted))
        return true;
    decide(c);
    if (!has_evidence(c))
        return true;
    *is_mended = true;
    for (uint32_t i = 0; i < c->n; i++)
        if (!write_word(c, a, i))
            return false;
    return true;
}

bool casing_mend(const struct tagger *g, const struct names_model *m, struct arena *a,
                 struct text *t) {
    struct caser c = {.g = g, .m = m};
    uint32_t n = 0; /* sentences kept */
    for (uint32_t s = 0, end; s < t->n_sentences; s = end) {
        struct sentence line = t->sentences[s];
        bool is_mended = false;
        for (end = s + 1; goes_on(t, end - 1); end++)
            ;
        if (end > s + 1 && !mend_line(&c, a, t, line.first, t->sentences[end - 1].last, &is_mended))
            return false;
        if (is_mended) {
            line.last = t->sentences[end - 1].last;
            line.end = t->sentences[end - 1].end;
            t->sentences[n++] = line;
            continue;
        }
        for (uint32_t k = s; k < end; k++) {
            struct sentence x = t->sentences[k];
            if (!mend_line(&c, a, t, x.first, x.last, &is_mended))
                return false;
            t->sentences[n++] = x;
        }
    }
    t->n_sentences = n;
    return true;
}
