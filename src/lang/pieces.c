/* A greedy parser decides word by word, and in "The chancellor, Olaf Scholz, called on Serbia" or
 * "Addressing the Assembly, Iran's president, Ebrahim Raisi, accused …" the words between the
 * commas stand between a verb and its subject: it takes the name for the end of a list, the clause
 * of "who" for the sentence's, and the verb for part of either. What stands between two commas
 * right before a finite verb explains the noun before them; what a semicolon parts are two
 * sentences. So each is parsed alone, where the parser errs least, and hung on the rest afterwards.
 * Costs a copy of the tokens where a text has such pieces. */
#include "lang/pieces.h"

#include "base/vec.h"
#include "lang/day_words.h"
#include "lang/irregular.h"
#include "lang/mend/parts.h"

enum piece_kind { PIECE_NAME, PIECE_PHRASE, PIECE_PARTICIPLE, PIECE_RELATIVE };

/* An insertion: the words [first, last) of a sentence between two commas. */
struct piece {
    uint32_t first, last;
    uint32_t anchor; /* the word before it */
    enum piece_kind kind;
};

enum { LONGEST_INSERTION = 40 };

static bool is_finite(const struct tagger *g, const struct token *t) {
    return mend_has_tag(g, t, "VBD VBZ VBP MD");
}

static bool is_comma(const struct token *t) {
    return str_is(t->form, ",");
}

/* Is there a finite verb among [first, last)? */
static bool has_finite(const struct tagger *g, const struct token *tokens, uint32_t first,
                       uint32_t last) {
    for (uint32_t i = first; i < last; i++)
        if (is_finite(g, &tokens[i]))
            return true;
    return false;
}

/* "Settlers, some of them masked, torched (VBN) homes": a past before an object, in a clause that
 * has no other verb. */
static bool is_lost_past(const struct tagger *g, const struct token *tokens, uint32_t i,
                         uint32_t last) {
    const struct token *t = &tokens[i];
    const struct irregular *verb = irregular_find(t->form);
    if (!mend_has_tag(g, t, "VBN") || t->upos != UPOS_VERB || i + 1 >= last ||
        !(str_ends(t->form, STR("ed")) || (verb && verb->is_past)) ||
        !(mend_is_noun(&tokens[i + 1]) || tokens[i + 1].upos == UPOS_DET ||
          tokens[i + 1].upos == UPOS_NUM || tokens[i + 1].upos == UPOS_PRON))
        return false;
    for (uint32_t k = i + 1; k < last && !is_comma(&tokens[k]) && tokens[k].upos != UPOS_SCONJ;
         k++) {
        if (str_in(tokens[k].form, "after before when while as since that who which whose until"))
            return true;
        if (is_finite(g, &tokens[k]))
            return false;
    }
    return true;
}

/* The finite verb at i, past adverbs; TOKEN_NONE. */
static uint32_t verb_at(const struct tagger *g, const struct token *tokens, uint32_t i,
                        uint32_t last) {
    for (int steps = 0; steps < 2 && i < last && tokens[i].upos == UPOS_ADV &&
                        !str_in(tokens[i].form, "meanwhile however instead");
         steps++)
        i++;
    bool is_verb = i < last && (is_finite(g, &tokens[i]) || is_lost_past(g, tokens, i, last));
    return is_verb ? i : TOKEN_NONE;
}

/* "X, declared a rebel by Y, fled": a past form right behind the comma that no verb goes before is
 * a participle. */
static bool is_lost_participle(const struct tagger *g, const struct token *tokens, uint32_t first,
                               uint32_t last) {
    const struct token *t = &tokens[first];
    const struct irregular *verb = irregular_find(t->form);
    return mend_has_tag(g, t, "VBD") && t->upos == UPOS_VERB &&
           (str_ends(t->form, STR("ed")) || (verb && verb->is_participle)) &&
           !has_finite(g, tokens, first + 1, last);
}

/* "Settlers, some of them masked, torched homes". */
static bool is_part_of_them(const struct token *tokens, uint32_t first, uint32_t last) {
    return first + 3 < last && str_is(tokens[first + 1].form, "of") &&
           str_in(tokens[first + 2].form, "them whom which") &&
           (tokens[first].upos == UPOS_DET || tokens[first].upos == UPOS_PRON ||
            tokens[first].upos == UPOS_NUM || tokens[first].upos == UPOS_ADJ ||
            tokens[first].upos == UPOS_NOUN);
}

/* What the words between two commas are, by how they begin; false where they are no insertion. */
static bool kind_of(const struct tagger *g, const struct token *tokens, uint32_t first,
                    uint32_t last, enum piece_kind *kind) {
    const struct token *t = &tokens[first];
    uint32_t n_names = 0, n_other = 0;
    bool is_relative = str_in(t->lemma, "who which whose whom") ||
                       (t->upos == UPOS_ADP && first + 1 < last &&
                        str_in(tokens[first + 1].lemma, "who which whose whom"));
    if (is_relative) {
        *kind = PIECE_RELATIVE;
        return has_finite(g, tokens, first, last);
    }
    if (is_lost_participle(g, tokens, first, last)) {
        *kind = PIECE_PARTICIPLE;
        return true;
    }
    bool is_told = is_part_of_them(tokens, first, last); /* a clause of its own may have a verb */
    bool is_joined = false;
    for (uint32_t i = first; i < last; i++) {
        is_told |= str_in(tokens[i].lemma, "who which that whose whom");
        if (is_finite(g, &tokens[i]) && !is_told)
            return false;
        is_joined |= str_in(tokens[i].form, "and or");
        n_names += tokens[i].upos == UPOS_PROPN;
        n_other += tokens[i].upos != UPOS_PROPN && tokens[i].upos != UPOS_PUNCT;
    }
    bool is_listed = is_joined && t->upos != UPOS_VERB && t->upos != UPOS_ADP; /* A, B and C, say */
    if (is_listed || t->upos == UPOS_CCONJ || t->upos == UPOS_PUNCT || t->upos == UPOS_SCONJ ||
        t->upos == UPOS_ADV || str_in(t->form, "of including like such"))
        return false;
    *kind = n_names && !n_other             ? PIECE_NAME
            : mend_has_tag(g, t, "VBN VBG") ? PIECE_PARTICIPLE
                                            : PIECE_PHRASE;
    return true;
}

/* Does the clause before a comma have no verb yet? */
static bool is_before_verb(const struct tagger *g, const struct token *tokens, uint32_t first,
                           uint32_t comma) {
    for (uint32_t i = comma; i > first && comma - i < LONGEST_INSERTION; i--) {
        const struct token *t = &tokens[i - 1];
        if (is_comma(t) ||
            str_in(t->form, "; : that after before when while because if although "
                            "though since until as where and but said says") ||
            str_in(t->form, "\" “ ” `` ''"))
            return true;
        if (is_finite(g, t))
            return false;
    }
    return true;
}

/* The insertion that the comma at `close` ends: it begins behind the nearest comma before, right
 * behind a noun. False where there is none. */
static bool find_insertion(const struct tagger *g, const struct token *tokens, uint32_t first,
                           uint32_t close, struct piece *out) {
    if (close < first + 2)
        return false;
    uint32_t open = close - 1;
    while (open > first + 1 && close - open < LONGEST_INSERTION && !is_comma(&tokens[open])) {
        if (str_in(tokens[open].form, "; : ( ) \" “ ” `` ''"))
            return false;
        open--;
    }
    enum piece_kind kind;
    if (open < first + 1 || open + 1 >= close || !is_comma(&tokens[open]) ||
        !mend_is_noun(&tokens[open - 1]) || !kind_of(g, tokens, open + 1, close, &kind) ||
        !is_before_verb(g, tokens, first, open))
        return false;
    *out = (struct piece){open + 1, close, open - 1, kind};
    return true;
}

/* The next piece of the words [from, last) of a sentence that begins at `first`; false where there
 * is none. */
static bool next_piece(const struct tagger *g, const struct token *tokens, uint32_t first,
                       uint32_t from, uint32_t last, struct piece *out) {
    for (uint32_t i = from; i + 1 < last; i++)
        if (is_comma(&tokens[i]) && verb_at(g, tokens, i + 1, last) != TOKEN_NONE &&
            find_insertion(g, tokens, first, i, out) && out->first > from)
            return true;
    return false;
}

/* What a sentence of the copy is of the text. */
struct part {
    uint32_t insertion; /* index into found; TOKEN_NONE for a clause */
    uint32_t whole;     /* sentence of the copy that begins the same sentence of the text */
};

struct pieces {
    struct text text;   /* with a sentence for each piece */
    uint32_t *original; /* [n_tokens of it] */
    struct {
        struct piece *items;
        size_t n, capacity;
    } found;
    struct part *parts;    /* [n_sentences of the copy] */
    uint32_t n_semicolons; /* that part two clauses */
};

/* The word behind the next semicolon from `from` on if a finite verb stands on both sides of it,
 * else the sentence's end: a list's semicolons part no clauses. */
static uint32_t clause_end(const struct tagger *g, const struct text *t, const struct sentence *s,
                           uint32_t from) {
    for (uint32_t i = from + 1; i + 1 < s->last; i++)
        if (str_is(t->tokens[i].form, ";"))
            return has_finite(g, t->tokens, from, i) && has_finite(g, t->tokens, i + 1, s->last)
                       ? i + 1
                       : s->last;
    return s->last;
}

/* Of "X, declared (VBD) a rebel by Y, fled" and "X, some of them masked, torched (VBN) homes" the
 * place tells which is the past. */
static void retag_around(const struct tagger *g, const struct text *t, const struct sentence *s,
                         const struct piece *p) {
    struct token *first = &t->tokens[p->first];
    if (p->kind == PIECE_PARTICIPLE && mend_has_tag(g, first, "VBD"))
        mend_retag(g, first, "VBN", UPOS_VERB);
    uint32_t verb = verb_at(g, t->tokens, p->last + 1, s->last);
    if (verb != TOKEN_NONE && mend_has_tag(g, &t->tokens[verb], "VBN"))
        mend_retag(g, &t->tokens[verb], "VBD", UPOS_VERB);
}

static bool find_pieces(const struct tagger *g, struct arena *a, struct text *t, struct pieces *x) {
    for (uint32_t k = 0; k < t->n_sentences; k++) {
        const struct sentence *s = &t->sentences[k];
        struct piece one;
        for (uint32_t from = s->first; next_piece(g, t->tokens, s->first, from, s->last, &one);
             from = one.last) {
            retag_around(g, t, s, &one);
            if (!VEC_PUSH(a, &x->found, one))
                return false;
        }
        for (uint32_t end = clause_end(g, t, s, s->first); end < s->last;
             end = clause_end(g, t, s, end))
            x->n_semicolons++;
    }
    return true;
}

/* Copies as a sentence the words [first, last) but those of the insertions from number `piece` on.
 */
static void copy_sentence(const struct tagger *g, struct pieces *x, const struct text *t,
                          const struct sentence *s, uint32_t first, uint32_t last, size_t piece,
                          struct part part) {
    struct sentence *to = &x->text.sentences[x->text.n_sentences];
    *to = *s;
    to->first = x->text.n_tokens;
    for (uint32_t i = first; i < last; i++) {
        while (piece < x->found.n && x->found.items[piece].last < i)
            piece++;
        const struct piece *p = piece < x->found.n ? &x->found.items[piece] : NULL;
        if (p && i + 1 >= p->first && i <= p->last) /* with its two commas */
            continue;
        x->original[x->text.n_tokens] = i;
        x->text.tokens[x->text.n_tokens++] = t->tokens[i];
    }
    to->last = x->text.n_tokens;
    struct token *end = &x->text.tokens[to->last - 1];
    if (last < s->last && str_is(end->form, ";")) { /* as a sentence ends */
        end->form = end->lemma = STR(".");
        mend_retag(g, end, ".", UPOS_PUNCT);
    }
    x->parts[x->text.n_sentences++] = part;
}

static bool copy_in_pieces(const struct tagger *g, struct arena *a, const struct text *t,
                           struct pieces *x) {
    size_t n_sentences = (size_t)t->n_sentences + x->found.n + x->n_semicolons, piece = 0;
    x->text = *t;
    x->text.tokens = ARENA_NEW(a, struct token, (size_t)t->n_tokens + 1);
    x->text.sentences = ARENA_NEW(a, struct sentence, n_sentences + 1);
    x->text.n_tokens = x->text.n_sentences = 0;
    x->original = ARENA_NEW(a, uint32_t, (size_t)t->n_tokens + 1);
    x->parts = ARENA_NEW(a, struct part, n_sentences + 1);
    if (!x->text.tokens || !x->text.sentences || !x->original || !x->parts)
        return false;
    for (uint32_t k = 0; k < t->n_sentences; k++) {
        const struct sentence *s = &t->sentences[k];
        uint32_t whole = x->text.n_sentences, end;
        for (uint32_t from = s->first; from < s->last; from = end) {
            end = clause_end(g, t, s, from);
            copy_sentence(g, x, t, s, from, end, piece, (struct part){TOKEN_NONE, whole});
        }
        for (; piece < x->found.n && x->found.items[piece].first < s->last; piece++) {
            const struct piece *p = &x->found.items[piece];
            copy_sentence(g, x, t, s, p->first, p->last, x->found.n,
                          (struct part){(uint32_t)piece, whole});
        }
    }
    return true;
}

/* What no person is: behind "the head of the navy, X," a name is the head's. */
static bool is_body(const struct token *t) {
    return str_in(t->lemma,
                  "navy army police force party group ministry office court council parliament "
                  "government coalition bloc union agency company movement militia service "
                  "committee commission mission department alliance bureau front wing branch "
                  "assembly senate cabinet team delegation faction organization organisation");
}

/* Is the noun in a phrase of place, which no clause behind it climbs out of? */
static bool is_in_place(const struct token *tokens, uint32_t low, uint32_t noun) {
    for (uint32_t i = low; i < noun; i++)
        if (tokens[i].head == noun && tokens[i].deprel == DEP_case &&
            str_in(tokens[i].form, "in at on near with from outside inside against"))
            return true;
    return false;
}

/* May what explains the word explain what that hangs on as well? */
static bool may_climb(const struct token *tokens, const struct piece *p, uint32_t at,
                      uint32_t low) {
    uint32_t up = tokens[at].head;
    if (up == TOKEN_NONE || up > at || !mend_is_noun(&tokens[up]))
        return false;
    if (tokens[at].deprel == DEP_appos) /* "the minister, X, who …" */
        return p->kind != PIECE_NAME;
    if (tokens[at].deprel == DEP_conj)
        return p->kind == PIECE_RELATIVE;
    if (up < low)
        return false;
    bool is_modifier = tokens[at].deprel == DEP_nmod;
    if (p->kind == PIECE_NAME && is_modifier) {
        bool is_place = tokens[at].upos == UPOS_PROPN && p->last == p->first + 1;
        return !is_place && (tokens[at].upos != UPOS_NOUN || is_body(&tokens[at]));
    }
    return !is_modifier || p->kind == PIECE_PARTICIPLE || !is_in_place(tokens, low, at);
}

/* The head of the noun phrase that ends with the word before an insertion: "the minister of Iran".
 */
static uint32_t explained(const struct text *t, const struct piece *p) {
    enum { LONGEST_CLIMB = 6 };
    const struct token *tokens = t->tokens;
    uint32_t at = p->anchor, low = at;
    while (low > 0 && p->anchor - low < LONGEST_INSERTION &&
           !str_in(tokens[low - 1].form, ", ; : ( ) \" “ ”"))
        low--;
    for (int steps = 0; steps < LONGEST_CLIMB && may_climb(tokens, p, at, low); steps++)
        at = tokens[at].head;
    return at;
}

static enum deprel relation_of(const struct text *t, const struct piece *p, uint32_t root) {
    const struct token *first = &t->tokens[p->first], *top = &t->tokens[root];
    if (p->kind == PIECE_RELATIVE)
        return DEP_acl_relcl;
    if (p->kind == PIECE_PARTICIPLE)
        return top->upos == UPOS_VERB ? DEP_acl : DEP_appos;
    if (top->upos == UPOS_ADV)
        return DEP_advmod;
    if (p->kind == PIECE_PHRASE && first->upos == UPOS_ADP)
        return mend_is_noun(top) ? DEP_nmod : DEP_acl;
    return top->upos == UPOS_VERB ? DEP_acl : DEP_appos;
}

static void hang_piece(struct text *t, const struct piece *p, uint32_t root) {
    uint32_t noun = explained(t, p);
    enum deprel d = relation_of(t, p, root);
    uint32_t verb = t->tokens[noun].head;
    bool is_of_verb = (d == DEP_advmod || d == DEP_nmod) && verb != TOKEN_NONE;
    token_hang(&t->tokens[root], is_of_verb ? verb : noun,
               is_of_verb && d == DEP_nmod ? DEP_obl : d);
    token_hang(&t->tokens[p->first - 1], root, DEP_punct);
    token_hang(&t->tokens[p->last], noun, DEP_punct);
}

/* The root of a sentence of the copy, in the text; TOKEN_NONE where there is no word. */
static uint32_t root_of(const struct pieces *x, uint32_t sentence) {
    const struct sentence *s = &x->text.sentences[sentence];
    for (uint32_t i = s->first; i < s->last; i++)
        if (x->text.tokens[i].head == TOKEN_NONE)
            return x->original[i];
    return TOKEN_NONE;
}

static void join(struct text *t, const struct pieces *x) {
    for (uint32_t i = 0; i < x->text.n_tokens; i++) {
        struct token *to = &t->tokens[x->original[i]], *from = &x->text.tokens[i];
        to->head = from->head == TOKEN_NONE ? TOKEN_NONE : x->original[from->head];
        to->deprel = from->deprel;
    }
    for (uint32_t k = 0; k < x->text.n_sentences; k++) {
        const struct part *part = &x->parts[k];
        uint32_t root = root_of(x, k);
        if (root == TOKEN_NONE || part->whole == k)
            continue;
        if (part->insertion != TOKEN_NONE) {
            hang_piece(t, &x->found.items[part->insertion], root);
            continue;
        }
        token_hang(&t->tokens[root], root_of(x, part->whole), DEP_parataxis);
        token_hang(&t->tokens[x->original[x->text.sentences[k].first] - 1], root,
                   DEP_punct); /* the semicolon */
    }
}

hb_status parse_in_pieces(const struct tagger *g, const struct parser *p, struct arena *a,
                          struct text *t, struct hb_error *err) {
    struct pieces x = {0};
    if (!find_pieces(g, a, t, &x))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to parse");
    if (x.found.n + x.n_semicolons == 0)
        return parse_around_days(p, a, t, err);
    if (!copy_in_pieces(g, a, t, &x))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to parse");
    hb_status status = parse_around_days(p, a, &x.text, err);
    if (status == HB_OK)
        join(t, &x);
    return status;
}
