/* News puts the day where the treebanks hardly ever do: "A court on Tuesday freed …", "The judge
 * Thursday approved …", "said Wednesday the pact …", "launched strikes Friday evening against …". A
 * parser that learned from them takes the day for the subject or for part of a name. As the day
 * says nothing of the clause's structure, it is left out of what the parser reads, and hung on its
 * verb afterwards. Costs a copy of the tokens where a text has such days. */
#include "lang/day_words.h"

static bool is_word(const struct token *t, const char *const *list) {
    for (; *list; list++)
        if (str_is(t->form, *list))
            return true;
    return false;
}

static bool is_day(const struct token *t) {
    static const char *const days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday",    NULL};
    return is_word(t, days);
}

static bool is_part_of_day(const struct token *t) {
    static const char *const parts[] = {"morning", "afternoon", "evening", "night", NULL};
    return is_word(t, parts);
}

static bool is_which(const struct token *t) {
    static const char *const which[] = {"last", "this", "next", NULL};
    return is_word(t, which);
}

/* A span that a word before it dates: "last month", "this week". */
static bool is_span_of_time(const struct text *t, const struct sentence *s, uint32_t i) {
    static const char *const units[] = {"week", "month", "year", "night", "weekend", NULL};
    return i > s->first && is_word(&t->tokens[i], units) && is_which(&t->tokens[i - 1]);
}

static bool is_early_or_late(const struct token *t) {
    static const char *const words[] = {"early", "late", "earlier", "later", NULL};
    return is_word(t, words);
}

/* The words of a day, [first, last), and where they stand. */
struct day {
    uint32_t first, at, last;
    bool is_after_verb; /* "said Monday the" */
    bool is_after_noun; /* "strikes Friday against"; if neither, between subject and verb */
};

static bool is_verbal(const struct token *t) {
    return t->upos == UPOS_VERB || t->upos == UPOS_AUX;
}

/* The nearest verb before a token, TOKEN_NONE. */
static uint32_t verb_before(const struct text *t, const struct sentence *s, uint32_t token) {
    for (uint32_t i = token; i > s->first && token - i < 12; i--)
        if (t->tokens[i - 1].upos == UPOS_VERB)
            return i - 1;
    return TOKEN_NONE;
}

/* Does the day at token i stand where it says nothing of the structure? */
static bool day_at(const struct text *t, const struct sentence *s, uint32_t i, struct day *d) {
    const struct token *tokens = t->tokens;
    bool is_span = is_span_of_time(t, s, i);
    if (!is_span && !is_day(&tokens[i]))
        return false;
    d->at = i;
    d->first = is_span || (i > s->first && str_is(tokens[i - 1].form, "on")) ? i - 1 : i;
    bool has_on = d->first < i && !is_span;
    if (!has_on && d->first > s->first && is_early_or_late(&tokens[d->first - 1]))
        d->first--;
    d->last = i + 1 < s->last && is_part_of_day(&tokens[i + 1]) ? i + 2 : i + 1;
    if (d->first == s->first || d->last >= s->last)
        return false;
    const struct token *before = &tokens[d->first - 1], *next = &tokens[d->last];
    bool is_adverb = next->upos == UPOS_ADV && d->last + 1 < s->last;
    d->is_after_verb = before->upos == UPOS_VERB && !has_on && !is_span &&
                       next->upos != UPOS_PUNCT && next->upos != UPOS_NOUN &&
                       next->upos != UPOS_PART;
    if (d->is_after_verb)
        return true;
    d->is_after_noun = before->upos == UPOS_NOUN && !has_on && !is_span && next->upos == UPOS_ADP &&
                       !str_is(next->form, "of") && verb_before(t, s, d->first) != TOKEN_NONE;
    if (d->is_after_noun)
        return true;
    return (before->upos == UPOS_NOUN || before->upos == UPOS_PROPN) &&
           is_verbal(is_adverb ? next + 1 : next);
}

struct copy {
    struct text text;   /* without its days */
    uint32_t *original; /* [n_tokens of it] */
    uint32_t *place;    /* [n_tokens of the whole] in the copy, TOKEN_NONE */
};

static bool copy_without_days(struct arena *a, const struct text *t, struct copy *c) {
    c->text = *t;
    c->text.tokens = ARENA_NEW(a, struct token, (size_t)t->n_tokens + 1);
    c->text.sentences = ARENA_NEW(a, struct sentence, (size_t)t->n_sentences + 1);
    c->original = ARENA_NEW(a, uint32_t, (size_t)t->n_tokens + 1);
    c->place = ARENA_NEW(a, uint32_t, (size_t)t->n_tokens + 1);
    if (!c->text.tokens || !c->text.sentences || !c->original || !c->place)
        return false;
    uint32_t n = 0;
    for (uint32_t k = 0; k < t->n_sentences; k++) {
        const struct sentence *s = &t->sentences[k];
        uint32_t begin = n, skip_to = s->first;
        for (uint32_t i = s->first; i < s->last; i++) {
            struct day d;
            for (uint32_t at = i; at < s->last && at < i + 3 && i >= skip_to; at++)
                if (day_at(t, s, at, &d) && d.first == i)
                    skip_to = d.last;
            c->place[i] = i < skip_to ? TOKEN_NONE : n;
            if (i < skip_to)
                continue;
            c->original[n] = i;
            c->text.tokens[n++] = t->tokens[i];
        }
        c->text.sentences[k] = *s;
        c->text.sentences[k].first = begin;
        c->text.sentences[k].last = n;
    }
    c->text.n_tokens = n;
    return true;
}

/* The verb that the day belongs to; the trees are there. */
static uint32_t verb_of(const struct text *t, const struct sentence *s, const struct day *d) {
    if (d->is_after_verb)
        return d->first - 1;
    if (d->is_after_noun)
        return verb_before(t, s, d->first);
    uint32_t v = d->last;
    while (v + 1 < s->last && v < d->last + 5 && t->tokens[v].upos != UPOS_VERB)
        v++;
    if (t->tokens[v].upos == UPOS_VERB)
        return v;
    uint32_t head = t->tokens[d->last].head; /* "The court Monday was silent" */
    return head == TOKEN_NONE ? d->last : head;
}

static void hang_day(struct text *t, const struct sentence *s, const struct day *d) {
    bool has_on = str_is(t->tokens[d->first].form, "on");
    uint32_t top = d->last - 1; /* the part of the day, if it is named */
    token_hang(&t->tokens[top], verb_of(t, s, d), has_on ? DEP_obl : DEP_obl_unmarked);
    if (top != d->at)
        token_hang(&t->tokens[d->at], top, DEP_compound);
    for (uint32_t i = d->first; i < d->at; i++) {
        bool is_this = str_is(t->tokens[i].form, "this");
        token_hang(&t->tokens[i], top,
                   has_on                            ? DEP_case
                   : is_this                         ? DEP_det
                   : is_early_or_late(&t->tokens[i]) ? DEP_advmod
                                                     : DEP_amod);
    }
}

hb_status parse_around_days(const struct parser *p, struct arena *a, struct text *t,
                            struct hb_error *err) {
    struct copy c;
    uint32_t n_days = 0;
    for (uint32_t i = 0; i < t->n_tokens; i++)
        n_days += is_day(&t->tokens[i]) || is_which(&t->tokens[i]);
    if (n_days == 0)
        return parser_run(p, a, t, err);
    if (!copy_without_days(a, t, &c))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to parse");
    hb_status status = parser_run(p, a, &c.text, err);
    if (status != HB_OK)
        return status;
    for (uint32_t i = 0; i < c.text.n_tokens; i++) {
        struct token *to = &t->tokens[c.original[i]], *from = &c.text.tokens[i];
        to->head = from->head == TOKEN_NONE ? TOKEN_NONE : c.original[from->head];
        to->deprel = from->deprel;
    }
    for (uint32_t k = 0; k < t->n_sentences; k++)
        for (uint32_t i = t->sentences[k].first; i < t->sentences[k].last; i++) {
            struct day d;
            if (c.place[i] == TOKEN_NONE && day_at(t, &t->sentences[k], i, &d) &&
                c.place[d.first] == TOKEN_NONE)
                hang_day(t, &t->sentences[k], &d);
        }
    return HB_OK;
}
