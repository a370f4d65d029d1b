/* Building a reading: lower-case lemmas and their word ids, children lists from heads, and one pass
 * that finds the tables' names, longest first, at capitalised tokens. Linear in the text. */
#include "code/reading.h"

#include "base/utf8.h"
#include "base/vec.h"

#include <string.h>

static bool is_capital(str form) {
    uint32_t at = 0;
    uint32_t c = form.n ? utf8_next(form, &at) : 0;
    return utf8_is_upper(c) || utf8_is_digit(c) || (c == 0x2018 || c == 0x2019 || c == '\'');
}

/* Names may begin with a small letter where an Arabic article stands first. */
static bool may_begin_name(const struct reading *r, uint32_t t) {
    const struct token *k = &r->tokens[t];
    if (is_capital(k->form))
        return true;
    return (str_is(k->form, "al") || str_is(k->form, "el")) && t + 2 < r->n_tokens;
}

/* Words that only sound like a place of the tables: "He is" (Hays), "War II" (Warri), "Navy"
 * (Nnewi).
 */
static bool is_chance(const struct reading *r, const struct hit *h) {
    const struct token *first = &r->tokens[h->first], *last = &r->tokens[h->last - 1];
    bool is_exact = false;
    for (uint32_t i = 0; i < h->match.n_hits; i++) {
        if (h->match.hits[i].kind != PHRASE_PLACE)
            return false;
        is_exact |= h->match.hits[i].is_exact;
    }
    bool is_kind =
        lemma_in(r, h->last - 1, "state province region city county river island district");
    if (h->last - h->first > 1 && !is_capital(last->form) && last->name != NAME_LOC && !is_kind)
        return true;
    if (is_exact)
        return false;
    bool is_inside = h->first > 0 && is_capital(r->tokens[h->first - 1].form) &&
                     first[-1].upos == UPOS_PROPN && last + 1 < r->tokens + r->n_tokens &&
                     is_capital(last[1].form) && last[1].upos == UPOS_PROPN;
    if (is_inside)
        return true; /* "Sai | Wan | Ho" lies not in Van */
    bool is_before_noun = last + 1 < r->tokens + r->n_tokens && last[1].upos == UPOS_NOUN &&
                          first->head == h->last; /* "Karen rebels" are not of Karaan */
    if (h->last - h->first == 1)
        return (r->word[h->first] != WORD_NONE && first->name == NAME_NONE) ||
               (is_before_noun && first->name != NAME_LOC);
    enum upos u = (enum upos)first->upos;
    bool is_grammar = u == UPOS_PRON || u == UPOS_DET || u == UPOS_CCONJ || u == UPOS_SCONJ ||
                      u == UPOS_AUX || u == UPOS_VERB || u == UPOS_ADV;
    return is_grammar || last->form.n < 3;
}

/* "retook X", "near X": what stands here is a place, whatever the tagger says. */
static bool is_place_context(const struct reading *r, uint32_t t) {
    return t > 0 && lemma_in(r, t - 1,
                             "retake recapture capture besiege liberate shell bomb bombard storm "
                             "overrun near outside");
}

/* One word that is no name here: a function word or verb ("Both", "More", "May"), or the name of a
 * place or person that stands as a common word or inside another's name ("School", "Gas"). */
static bool is_common_word(const struct reading *r, const struct hit *h) {
    const struct token *t = &r->tokens[h->first];
    bool is_state = false, is_person = false;
    if (h->last - h->first > 1) { /* "A man" is not Amman, "the EU for" not EUFOR */
        const struct token *end = &r->tokens[h->last - 1];
        bool is_indefinite = lemma_in(r, h->first, "a an") && t->upos == UPOS_DET &&
                             (!h->match.hits[0].is_exact ||
                              t[1].upos == UPOS_ADJ); /* "a Danish" lies not in Yemen */
        return is_indefinite ||
               (t->upos == UPOS_DET && !is_capital(r->tokens[h->first + 1].form)) ||
               ((end->upos == UPOS_ADP || end->upos == UPOS_SCONJ || end->upos == UPOS_CCONJ) &&
                !is_capital(end->form));
    }
    for (uint32_t i = 0; i < h->match.n_hits; i++) {
        const struct phrase_hit *p = &h->match.hits[i];
        if (p->is_acronym)
            return false;
        is_person |= p->kind == PHRASE_ACTOR && know_actor(r->know, p->index).kind == KNOW_PERSON;
        is_state |= p->kind != PHRASE_PLACE && p->kind != PHRASE_ACTOR;
    }
    if (is_state || t->upos == UPOS_PROPN)
        return !is_state && !is_place_context(r, h->first) && !is_person &&
               (t->name == NAME_PER || t->name == NAME_ORG) &&
               h->match.hits[0].kind == PHRASE_PLACE;
    enum { FAMOUS = 8 }; /* "Gaza (NN) militants" at the head of a sentence */
    const struct phrase_hit *p = &h->match.hits[0];
    bool is_famous = p->kind == PHRASE_PLACE && p->is_exact && t->upos == UPOS_NOUN &&
                     is_capital(t->form) && know_place(r->know, p->index).weight >= FAMOUS;
    return is_person || (p->kind == PHRASE_PLACE && !is_famous) ||
           (t->upos != UPOS_NOUN && t->upos != UPOS_ADJ);
}

/* The article before an Arabic name is a part of it, though its key leaves it out. */
static uint32_t with_article(const struct reading *r, uint32_t first, uint32_t low) {
    uint32_t t = first;
    if (t > low && str_is(r->tokens[t - 1].form, "-"))
        t--;
    bool is_article = t > low && str_in(r->lemma[t - 1], "al el as ad an ar ash at az");
    return is_article && (t < first || str_in(r->lemma[t - 1], "al el")) ? t - 1 : first;
}

static bool find_hits(struct reading *r) {
    str forms[PHRASE_TOKENS + 4];
    for (uint32_t s = 0; s < r->text->n_sentences; s++) {
        const struct sentence *sent = &r->text->sentences[s];
        for (uint32_t t = sent->first; t < sent->last;) {
            if (!may_begin_name(r, t)) {
                t++;
                continue;
            }
            uint32_t n = 0; /* no name holds an auxiliary: "Iran | is" are no Iranis */
            while (n < PHRASE_TOKENS + 4 && t + n < sent->last &&
                   (r->tokens[t + n].upos != UPOS_AUX || is_capital(r->tokens[t + n].form))) {
                forms[n] = r->tokens[t + n].form;
                n++;
            }
            struct hit h = {t, t, know_match_name(r->know, forms, n)};
            if (h.match.n_tokens == 0 || h.match.n_hits == 0) {
                t++;
                continue;
            }
            h.last = t + h.match.n_tokens;
            if (h.match.n_tokens > 1 && is_common_word(r, &h)) { /* "the EU | for" is no EUFOR */
                h.match = know_match_name(r->know, forms, h.match.n_tokens - 1);
                h.last = t + h.match.n_tokens;
            }
            if (h.match.n_tokens == 0 || h.match.n_hits == 0 || is_common_word(r, &h) ||
                is_chance(r, &h)) {
                t++;
                continue;
            }
            h.first = with_article(r, h.first, sent->first);
            for (uint32_t i = h.first; i < h.last; i++)
                r->hit_at[i] = (uint32_t)r->hits.n;
            if (!VEC_PUSH(r->arena, &r->hits, h))
                return false;
            t = h.last;
        }
    }
    return true;
}

/* The verb with a frame that is this stem, with an e, its last letter doubled or one of two such
 * dropped; WORD_NONE. */
static uint32_t verb_of_stem(const struct reading *r, str stem) {
    char z[64];
    if (stem.n < 2 || stem.n + 1 > sizeof z)
        return WORD_NONE;
    memcpy(z, stem.p, stem.n);
    const char last = z[stem.n - 1], added[] = {0, 'e', last, 0};
    const bool is_doubled = last == z[stem.n - 2];
    const uint32_t lengths[] = {stem.n, stem.n + 1, stem.n + 1, stem.n - is_doubled};
    for (int k = 0; k < 4; k++) {
        z[stem.n] = added[k];
        uint32_t word = know_word(r->know, (str){z, lengths[k]});
        if (word != WORD_NONE && know_frames(r->know, word, 'v').n)
            return word;
    }
    return WORD_NONE;
}

/* The lemma may be off by a doubled letter or an e ("boycot", "expell", "raide"): where no frame
 * knows it, the nearest form that one knows is taken. */
static void mend_verb(struct reading *r, uint32_t i) {
    if (r->tokens[i].upos != UPOS_VERB || know_frames(r->know, r->word[i], 'v').n ||
        (r->word[i] != WORD_NONE && know_operators(r->know, r->word[i], 'v')))
        return;
    const str bases[] = {str_lower(r->arena, r->tokens[i].form), r->lemma[i]};
    static const str endings[] = {{"ing", 3}, {"ed", 2}, {"es", 2}, {"s", 1},
                                  {"d", 1},   {"e", 1},  {"", 0}};
    for (size_t k = 0; k < 2 * sizeof endings / sizeof *endings; k++) {
        const str base = bases[k % 2], ending = endings[k / 2];
        uint32_t word = WORD_NONE;
        if (str_ends(base, ending))
            word = verb_of_stem(r, str_slice(base, 0, base.n - ending.n));
        if (word == WORD_NONE)
            continue;
        r->word[i] = word;
        r->lemma[i] = know_word_text(r->know, word);
        return;
    }
}

/* "Clashes (NNP) erupted", "Riots (NNP) in the capital": the capital that begins a sentence makes
 * no name of a plural before its verb or preposition. */
static bool is_capital_plural(const struct reading *r, uint32_t i) {
    const struct token *t = &r->tokens[i], *next = t + 1;
    bool is_first = i == 0 || r->sentence[i - 1] != r->sentence[i];
    return is_first && t->upos == UPOS_PROPN && t->name == NAME_NONE && i + 1 < r->n_tokens &&
           (next->upos == UPOS_VERB || next->upos == UPOS_AUX || next->upos == UPOS_ADP);
}

/* A plural whose lemma is no word of the tables ("mulla", "tents", "rislamist"): the form without
 * its ending, by the one that makes a word of the tables, else without "s" where the lemma is no
 * such form. */
static void mend_plural(struct reading *r, uint32_t i, str form) {
    bool is_plural =
        r->tokens[i].upos == UPOS_NOUN && str_is(lang_xpos(r->coder->model, &r->tokens[i]), "NNS");
    bool is_capital =
        !is_plural && is_capital_plural(r, i) && know_frames(r->know, r->word[i], 'n').n == 0;
    if (!is_capital && (!is_plural || r->word[i] != WORD_NONE))
        return;
    const str lemma = r->lemma[i];
    if (!str_ends(form, STR("s")) || form.n < 4)
        return;
    const str plain = str_slice(form, 0, form.n - 1), cut = str_slice(form, 0, form.n - 2);
    const bool has_es = str_ends(form, STR("es"));
    char *y = str_ends(form, STR("ies")) ? ARENA_NEW(r->arena, char, cut.n) : NULL;
    if (y) {
        memcpy(y, cut.p, cut.n);
        y[cut.n - 1] = 'y';
    }
    if (know_word(r->know, plain) != WORD_NONE)
        r->lemma[i] = plain;
    else if (has_es && know_word(r->know, cut) != WORD_NONE)
        r->lemma[i] = cut;
    else if (y && know_word(r->know, (str){y, cut.n}) != WORD_NONE)
        r->lemma[i] = (str){y, cut.n};
    else if (!str_starts(form, str_slice(lemma, 0, lemma.n - (lemma.n > 3))))
        r->lemma[i] = plain; /* the lemma of some other word */
    r->word[i] = know_word(r->know, r->lemma[i]);
}

/* Forms that the treebanks lack, whose lemma came out as the form, or that they teach otherwise
 * than the tables have it. */
static str irregular_lemma(str form, str lemma) {
    static const char *const pairs[][2] = {
        {"troops", "troop"},        {"supplies", "supply"},
        {"struck", "strike"},       {"stricken", "strike"},
        {"overthrew", "overthrow"}, {"overthrown", "overthrow"},
        {"slew", "slay"},           {"slain", "slay"},
        {"fled", "flee"},           {"forbade", "forbid"},
        {"forbidden", "forbid"},    {"strove", "strive"},
        {"withdrew", "withdraw"},   {"withdrawn", "withdraw"},
        {"withheld", "withhold"},   {"overran", "overrun"},
        {"retook", "retake"},       {"retaken", "retake"},
        {"undertook", "undertake"}, {"undertaken", "undertake"},
        {"shot", "shoot"},          {"broke", "break"},
        {"stole", "steal"},         {"stolen", "steal"},
        {"hung", "hang"},           {"flung", "fling"},
        {"sank", "sink"},           {"sunk", "sink"},
        {"swore", "swear"},         {"sworn", "swear"},
        {"fought", "fight"},        {"sought", "seek"},
        {"foresaw", "foresee"},     {"laid", "lay"},
        {"drove", "drive"},         {"driven", "drive"},
        {"threw", "throw"},         {"thrown", "throw"},
        {"blew", "blow"},           {"blown", "blow"},
        {"froze", "freeze"},        {"frozen", "freeze"},
        {"burnt", "burn"},          {"beaten", "beat"},
        {"tore", "tear"},           {"torn", "tear"},
        {"swept", "sweep"},         {"shook", "shake"},
        {"wore", "wear"},           {"dug", "dig"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (str_is(form, pairs[i][0]))
            return (str){pairs[i][1], (uint32_t)strlen(pairs[i][1])};
    return lemma;
}

/* "cease-fire", "re-open", cut into three tokens by the treebanks' rules: the last bears the word,
 * where the tables have it. */
static void join_hyphens(struct reading *r, uint32_t i) {
    char z[64];
    if (i < 2 || !str_is(r->tokens[i - 1].form, "-") || r->tokens[i - 2].has_space_after ||
        r->tokens[i - 1].has_space_after)
        return;
    str first = str_lower(r->arena, r->tokens[i - 2].form), last = r->lemma[i];
    if (!first.p || first.n + last.n + 1 > sizeof z)
        return;
    memcpy(z, first.p, first.n);
    z[first.n] = '-';
    memcpy(z + first.n + 1, last.p, last.n);
    uint32_t word = know_word(r->know, (str){z, first.n + 1 + last.n});
    char pos = r->tokens[i].upos == UPOS_VERB ? 'v' : r->tokens[i].upos == UPOS_ADJ ? 'a' : 'n';
    if (word == WORD_NONE || know_frames(r->know, word, pos).n == 0)
        return;
    r->word[i] = word;
    r->lemma[i] = know_word_text(r->know, word);
}

/* "F-16s", "the MiG-31", "Shahed-136": makers' designations, cut into three tokens as well, stand
 * for what the thing is. The number bears the word, or the letters where the tree hangs it there.
 */
static void name_designation(struct reading *r, uint32_t i) {
    static const char *const kinds[][2] = {
        {"jet", "f su mig j mirage jas tu"},
        {"bomber", "b"},
        {"drone", "shahed geran mq rq tb lancet orlan"},
        {"helicopter", "ah uh ch mi ka"},
        {"tank", "t"},
        {"missile", "kh kn hwasong agm df"},
    };
    if (i < 2 || !str_is(r->tokens[i - 1].form, "-") || r->tokens[i - 2].has_space_after ||
        r->tokens[i - 1].has_space_after || r->tokens[i].form.p[0] < '0' ||
        r->tokens[i].form.p[0] > '9')
        return;
    char initial = r->tokens[i - 2].form.p[0];
    if (initial < 'A' || initial > 'Z')
        return;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (!str_in(r->lemma[i - 2], kinds[k][1]))
            continue;
        uint32_t bearer = r->tokens[i].head == i - 2 ? i - 2 : i;
        uint32_t word = know_word(r->know, str_from(kinds[k][0]));
        if (word == WORD_NONE)
            return;
        r->word[bearer] = word;
        r->lemma[bearer] = know_word_text(r->know, word);
        return;
    }
}

/* Does a frame begin with this form: "reparations", "good offices" (but not every office)? */
static bool is_frame_form(const struct reading *r, uint32_t i, char pos) {
    struct frame_range range = know_frames(r->know, r->form_word[i], pos);
    for (uint32_t k = 0; k < range.n; k++) {
        const struct frame *f = know_frame(r->know, range.first + k);
        if (f->n_rest == 0 || (i > 0 && f->rest[f->n_rest - 1] == r->word[i - 1]))
            return true;
    }
    return false;
}

static bool set_lemmas(struct reading *r) {
    for (uint32_t i = 0; i < r->n_tokens; i++) {
        str lemma = r->tokens[i].lemma.n ? r->tokens[i].lemma : r->tokens[i].form;
        r->lemma[i] = str_lower(r->arena, lemma);
        if (!r->lemma[i].p)
            return false;
        enum upos u = (enum upos)r->tokens[i].upos;
        bool is_nominal = u == UPOS_NOUN || u == UPOS_PROPN || u == UPOS_ADJ;
        str form = is_nominal || u == UPOS_VERB ? str_lower(r->arena, r->tokens[i].form) : STR("");
        if (u == UPOS_VERB || u == UPOS_NOUN)
            r->lemma[i] = irregular_lemma(form, r->lemma[i]);
        r->word[i] = know_word(r->know, r->lemma[i]);
        mend_plural(r, i, form);
        if (is_nominal)
            r->form_word[i] = know_word(r->know, form);
        char pos = u == UPOS_ADJ ? 'a' : 'n';
        if (is_frame_form(r, i, pos) && !know_frames(r->know, r->word[i], pos).n)
            r->word[i] = r->form_word[i]; /* reparations, summons */
        mend_verb(r, i);
        join_hyphens(r, i);
        name_designation(r, i);
    }
    return true;
}

/* The id of `n` words joined as the tables write them, WORD_NONE: by their lemmas, or where
 * `has_forms` the words before the last by their forms ("arms sale"). */
static uint32_t joined_word(const struct reading *r, uint32_t first, uint32_t n, bool has_forms) {
    char z[96];
    uint32_t length = 0;
    for (uint32_t i = first; i < first + n; i++) {
        str l = has_forms && i + 1 < first + n ? r->tokens[i].form : r->lemma[i];
        if (length + l.n + 1 > sizeof z)
            return WORD_NONE;
        if (i > first)
            z[length++] = '_';
        memcpy(z + length, l.p, l.n);
        length += l.n;
    }
    return know_word(r->know, (str){z, length});
}

/* "A travel | ban", "a state | of emergency": conditions and classes name things by several words.
 * The longest that the tables know counts. */
static void set_compounds(struct reading *r) {
    for (uint32_t i = 0; i < r->n_tokens; i++) {
        if (r->tokens[i].upos != UPOS_NOUN && r->tokens[i].upos != UPOS_PROPN)
            continue;
        const struct sentence *s = &r->text->sentences[r->sentence[i]];
        uint32_t word = i >= s->first + 2 ? joined_word(r, i - 2, 3, false) : WORD_NONE;
        if (word == WORD_NONE && i > s->first)
            word = joined_word(r, i - 1, 2, false);
        if (word == WORD_NONE && i > s->first)
            word = joined_word(r, i - 1, 2, true);
        if (word == WORD_NONE && i + 2 < s->last && str_is(r->lemma[i + 1], "of"))
            word = joined_word(r, i, 3, false);
        r->compound_word[i] = word;
    }
}

/* Does the way up from a token come back to it? A tree never does; a fault of the language room
 * must not hang this one. O(depth). */
static bool is_in_circle(const struct reading *r, const struct sentence *s, uint32_t token) {
    uint32_t at = r->tokens[token].head;
    for (uint32_t i = s->first; i < s->last && at != TOKEN_NONE; i++) {
        if (at == token)
            return true;
        if (at < s->first || at >= s->last)
            return false;
        at = r->tokens[at].head;
    }
    return false;
}

static void set_children(struct reading *r) {
    for (uint32_t i = 0; i < r->n_tokens; i++)
        r->form_word[i] = r->compound_word[i] = r->first_child[i] = r->next_sibling[i] =
            r->hit_at[i] = r->mention_at[i] = r->quote_depth_speaker[i] = NONE;
    for (uint32_t s = 0; s < r->text->n_sentences; s++) {
        const struct sentence *sent = &r->text->sentences[s];
        for (uint32_t i = sent->last; i-- > sent->first;) {
            r->sentence[i] = s;
            uint32_t head = r->tokens[i].head;
            if (head == TOKEN_NONE || head < sent->first || head >= sent->last || head == i ||
                is_in_circle(r, sent, i))
                continue;
            r->next_sibling[i] = r->first_child[head];
            r->first_child[head] = i;
        }
    }
}

bool reading_begin(struct reading *r, const struct coder *c, const struct report *report,
                   const struct text *text, struct arena *a) {
    *r = (struct reading){.coder = c,
                          .know = c->know,
                          .report = report,
                          .text = text,
                          .arena = a,
                          .tokens = text->tokens,
                          .n_tokens = text->n_tokens,
                          .strike_sense = PLOVER_NONE};
    size_t n = text->n_tokens + 1;
    r->lemma = ARENA_NEW(a, str, n);
    r->word = ARENA_NEW(a, uint32_t, n);
    r->form_word = ARENA_NEW(a, uint32_t, n);
    r->compound_word = ARENA_NEW(a, uint32_t, n);
    r->sentence = ARENA_NEW(a, uint32_t, n);
    r->first_child = ARENA_NEW(a, uint32_t, n);
    r->next_sibling = ARENA_NEW(a, uint32_t, n);
    r->hit_at = ARENA_NEW(a, uint32_t, n);
    r->mention_at = ARENA_NEW(a, uint32_t, n);
    r->quote_depth_speaker = ARENA_NEW(a, uint32_t, n);
    if (a->failed)
        return false;
    r->n_contexts = know_classes_with(r->know, CONTEXT_PREFIX, &r->first_context);
    set_children(r);
    if (!set_lemmas(r))
        return false;
    set_compounds(r);
    return find_hits(r);
}

uint32_t child_with(const struct reading *r, uint32_t token, enum deprel d) {
    for (uint32_t c = r->first_child[token]; c != NONE; c = r->next_sibling[c])
        if (r->tokens[c].deprel == d || deprel_basic((enum deprel)r->tokens[c].deprel) == d)
            return c;
    return NONE;
}

uint32_t case_of(const struct reading *r, uint32_t token) {
    return child_with(r, token, DEP_case);
}

uint32_t mark_of(const struct reading *r, uint32_t token) {
    uint32_t mark = child_with(r, token, DEP_mark);
    return mark != NONE ? mark : case_of(r, token);
}

uint32_t climb_to_verb(const struct reading *r, uint32_t token, int steps) {
    for (int i = 0; i < steps && token != NONE && !is_verb(r, token); i++)
        token = r->tokens[token].head;
    return token;
}

uint32_t climb_to_report(const struct reading *r, uint32_t token, int steps) {
    for (int i = 0; i < steps && r->tokens[token].head != NONE; i++) {
        uint32_t above = r->tokens[token].head;
        if (r->tokens[token].deprel == DEP_ccomp && (operators_of(r, above) & OP_REPORT))
            return above;
        token = above;
    }
    return NONE;
}

bool is_verb(const struct reading *r, uint32_t token) {
    return r->tokens[token].upos == UPOS_VERB || r->tokens[token].upos == UPOS_AUX;
}

bool is_noun(const struct reading *r, uint32_t token) {
    return r->tokens[token].upos == UPOS_NOUN || r->tokens[token].upos == UPOS_PROPN;
}

bool lemma_is(const struct reading *r, uint32_t token, const char *lemma) {
    return token != NONE && str_is(r->lemma[token], lemma);
}

uint32_t measure_of(const struct reading *r, uint32_t noun, const char *measures) {
    uint32_t head = r->tokens[noun].head;
    bool is_measured =
        head != NONE && lemma_is(r, case_of(r, noun), "of") && lemma_in(r, head, measures);
    return is_measured ? head : noun;
}

bool is_definite(const struct reading *r, uint32_t noun) {
    return lemma_in(r, child_with(r, noun, DEP_det), "the this that these those");
}

bool is_deed_pronoun(const struct reading *r, uint32_t token) {
    uint32_t verb = r->tokens[token].head;
    if (r->tokens[token].upos != UPOS_PRON || !lemma_in(r, token, "it this that") || verb == NONE ||
        !is_verb(r, verb) || r->tokens[token].deprel != DEP_obj)
        return false;
    for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c]) {
        bool is_predicate = r->tokens[c].deprel == DEP_xcomp || lemma_is(r, case_of(r, c), "as");
        if (c > token && is_predicate &&
            lemma_in(
                r, c,
                "move step act action decision development crime attack aggression violation "
                "massacre provocation blow mistake escalation coup breach betrayal insult "
                "outrage genocide law bill plan deal farce sham stunt measure strike operation "
                "raid meeting visit speech remark report statement resolution vote ruling "
                "announcement proposal offer agreement success victory milestone disaster "
                "tragedy setback invasion atrocity error gesture ploy"))
            return true;
    }
    return false;
}

uint32_t operators_of(const struct reading *r, uint32_t token) {
    enum upos u = (enum upos)r->tokens[token].upos;
    char pos = u == UPOS_VERB || u == UPOS_AUX     ? 'v'
               : u == UPOS_NOUN || u == UPOS_PROPN ? 'n'
                                                   : 'a';
    return know_operators(r->know, r->word[token], pos);
}

void subtree(const struct reading *r, uint32_t token, uint32_t *first, uint32_t *last) {
    uint32_t low = token, high = token, at = token;
    for (;;) { /* depth first without a stack: down to children, then along, then up */
        low = at < low ? at : low;
        high = at > high ? at : high;
        if (r->first_child[at] != NONE) {
            at = r->first_child[at];
            continue;
        }
        while (at != token && r->next_sibling[at] == NONE)
            at = r->tokens[at].head;
        if (at == token)
            break;
        at = r->next_sibling[at];
    }
    *first = low;
    *last = high + 1;
}

struct span tokens_span(const struct reading *r, uint32_t first, uint32_t last) {
    if (first >= last)
        return (struct span){0, 0};
    return (struct span){r->tokens[first].begin, r->tokens[last - 1].end};
}

str span_text(const struct reading *r, struct span s) {
    return str_slice(r->text->source, s.begin, s.end);
}
