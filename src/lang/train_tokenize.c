/* Trains the tokenizer. The word list is counted: an abbreviation, a hyphenated word or a word made
 * of two is listed where the treebank more often treats it so than not. The sentence classifier is
 * logistic regression by AdaGrad (Duchi, Hazan and Singer 2011) over the candidates of
 * lang/boundary.c, on the treebank's text and on two copies of it in which line ends stand where
 * news files have them: one line a paragraph, and lines wrapped at 72 columns.
 *
 * Deterministic; about 10 seconds and 100 MiB for 20,000 sentences. */
#include "base/alloc.h"
#include "base/map.h"
#include "base/vec.h"
#include "lang/boundary.h"
#include "lang/tokenize.h"
#include "lang/words.h"

#include <math.h>
#include <stdlib.h>

enum { EPOCHS = 12, WRAP_COLUMN = 72, SCALE = 256, THRESHOLD = -150, TABLE = 1 << BOUNDARY_BITS };

/* Abbreviations of news that the treebanks lack. */
static const char *const NEWS_ABBREVIATIONS[] = {
    "Mr",   "Mrs",    "Ms",   "Dr",    "Prof", "Gen",    "Col",  "Lt",   "Maj",  "Capt",  "Cpl",
    "Sgt",  "Cmdr",   "Adm",  "Brig",  "Pvt",  "Sen",    "Rep",  "Gov",  "Pres", "Rev",   "Hon",
    "St",   "Jr",     "Sr",   "Inc",   "Corp", "Co",     "Ltd",  "Bros", "Jan",  "Feb",   "Aug",
    "Sept", "Sep",    "Oct",  "Nov",   "Dec",  "Mt",     "Ft",   "vs",   "etc",  "Calif", "Fla",
    "Mass", "Pa",     "Va",   "Conn",  "Ariz", "Ill",    "Mich", "Minn", "Tenn", "Wis",   "Ky",
    "Md",   "Ga",     "Colo", "Neb",   "Okla", "Ore",    "Wash", "Supt", "Insp", "Atty",  "Amb",
    "Hon",  "Messrs", "Mme",  "Mlle",  "Msgr", "Esq",    "Dept", "Det",  "Spc",  "Gens",  "Sens",
    "Reps", "Govs",   "Drs",  "Profs", "Apr",  "approx", "est",  "Ave",  "Blvd", "Ph.D",  "Fr",
};

static const char *const NUMBER_ABBREVIATIONS[] = {
    "No", "Nos", "no", "nos", "c", "ca", "p", "pp", "Art", "Fig", "Sec", "Vol", "vol", "Ch", "ch"};

struct count {
    uint32_t yes, no, bits;
};
struct counts {
    struct map keys; /* word → index into items */
    struct count *items;
    size_t n, capacity;
};

static bool count_word(struct counts *c, str word, bool is_yes, uint32_t bits) {
    if (!word.n || word.n > 60)
        return true;
    uint32_t *index = map_put(&c->keys, word, (uint32_t)c->n);
    if (!index)
        return false;
    uint32_t at = *index;
    if (at == c->n && !VEC_PUSH(c->keys.arena, c, ((struct count){0, 0, bits})))
        return false;
    c->items[at].yes += is_yes;
    c->items[at].no += !is_yes;
    if (is_yes)
        c->items[at].bits = bits;
    return true;
}

static bool is_letters(str w) {
    for (uint32_t i = 0; i < w.n; i++)
        if (!((w.p[i] | 32) >= 'a' && (w.p[i] | 32) <= 'z'))
            return false;
    return w.n > 0;
}

static bool is_hyphen(const struct token *t) {
    return str_is(t->form, "-");
}

struct lists {
    struct arena *arena;
    struct counts abbreviations, prefixes, hyphenated, pairs;
};

/* The bytes of the hyphenated word that starts at token i of a sentence; {NULL,0} if it has no
 * hyphen. */
static str hyphen_run(const struct text *t, uint32_t i, uint32_t last) {
    uint32_t k = i;
    if (i > 0 && t->tokens[i - 1].end == t->tokens[i].begin)
        return (str){0};
    while (k + 2 < last && !t->tokens[k].has_space_after && is_hyphen(&t->tokens[k + 1]) &&
           !t->tokens[k + 1].has_space_after)
        k += 2;
    if (k == i)
        return (str){0};
    return str_slice(t->source, t->tokens[i].begin, t->tokens[k].end);
}

static bool count_token(struct lists *l, const struct text *t, uint32_t i, uint32_t last) {
    const struct token *w = &t->tokens[i];
    str form = w->form;
    bool is_ok = true;
    const struct token *next = i + 1 < last ? w + 1 : NULL;
    if (w->multiword_part == 1 && next) {
        str surface = str_slice(t->source, w->begin, w->end);
        if (is_letters(surface))
            is_ok = count_word(&l->pairs, str_lower(l->arena, surface), true, form.n << 8);
    } else if (!w->multiword_part && is_letters(form)) {
        is_ok = count_word(&l->pairs, str_lower(l->arena, form), false, 0);
    }
    bool is_number = false;
    for (size_t k = 0; k < sizeof NUMBER_ABBREVIATIONS / sizeof *NUMBER_ABBREVIATIONS; k++)
        is_number |= str_starts(form, str_from(NUMBER_ABBREVIATIONS[k])) &&
                     form.n == strlen(NUMBER_ABBREVIATIONS[k]) + 1;
    if (!is_number && form.n > 2 && form.p[form.n - 1] == '.' &&
        is_letters(str_slice(form, 0, form.n - 1)))
        is_ok = is_ok && count_word(&l->abbreviations, str_slice(form, 0, form.n - 1), true,
                                    WORD_ABBREVIATION);
    if (is_letters(form) && next && !w->has_space_after && str_is(next->form, "."))
        is_ok = is_ok && count_word(&l->abbreviations, form, false, 0);
    if (is_letters(form) && next && !w->has_space_after && is_hyphen(next) &&
        !next->has_space_after)
        is_ok = is_ok && count_word(&l->prefixes, str_lower(l->arena, form), false, 0);
    str run = hyphen_run(t, i, last);
    if (run.n)
        is_ok = is_ok && count_word(&l->hyphenated, str_lower(l->arena, run), false, 0);
    const char *hyphen = form.n > 2 ? memchr(form.p + 1, '-', form.n - 2) : NULL;
    if (hyphen) {
        str part = {form.p, (uint32_t)(hyphen - form.p)};
        if (is_letters(part)) {
            is_ok = is_ok &&
                    count_word(&l->hyphenated, str_lower(l->arena, form), true, WORD_HYPHENATED) &&
                    count_word(&l->prefixes, str_lower(l->arena, part), true, WORD_KEEPS_HYPHEN);
        }
    }
    return is_ok;
}

struct word_entry {
    uint32_t hash, bits;
};
struct word_entries {
    struct word_entry *items;
    size_t n, capacity;
};

static int compare_entries(const void *x, const void *y) {
    const struct word_entry *a = x, *b = y;
    return a->hash != b->hash ? (a->hash > b->hash) - (a->hash < b->hash)
                              : (a->bits > b->bits) - (a->bits < b->bits);
}

static bool list_words(struct arena *a, struct word_entries *out, const struct counts *c,
                       bool lower, uint32_t least) {
    for (size_t i = 0; i < c->n; i++) {
        const struct count *k = &c->items[i];
        if (k->yes < least || k->yes <= k->no)
            continue;
        struct word_entry e = {word_hash(c->keys.entries[i].key, lower), k->bits};
        if (!VEC_PUSH(a, out, e))
            return false;
    }
    return true;
}

/* Sorts the entries and joins those of one hash. */
static void join_entries(struct word_entries *e) {
    size_t n = 0;
    qsort(e->items, e->n, sizeof *e->items, compare_entries);
    for (size_t i = 0; i < e->n; i++) {
        if (n && e->items[n - 1].hash == e->items[i].hash)
            e->items[n - 1].bits |= e->items[i].bits;
        else
            e->items[n++] = e->items[i];
    }
    e->n = n;
}

static bool count_words(struct arena *a, const struct text *texts, size_t n_texts,
                        struct word_entries *out) {
    struct lists l = {.arena = a};
    struct counts *all[] = {&l.abbreviations, &l.prefixes, &l.hyphenated, &l.pairs};
    for (size_t i = 0; i < 4; i++)
        all[i]->keys = map_in(a);
    for (size_t k = 0; k < n_texts; k++)
        for (uint32_t s = 0; s < texts[k].n_sentences; s++)
            for (uint32_t i = texts[k].sentences[s].first; i < texts[k].sentences[s].last; i++)
                if (!count_token(&l, &texts[k], i, texts[k].sentences[s].last))
                    return false;
    for (size_t i = 0; i < sizeof NEWS_ABBREVIATIONS / sizeof *NEWS_ABBREVIATIONS; i++) {
        struct word_entry e = {word_hash(str_from(NEWS_ABBREVIATIONS[i]), false),
                               WORD_ABBREVIATION};
        if (!VEC_PUSH(a, out, e))
            return false;
    }
    for (size_t i = 0; i < sizeof NUMBER_ABBREVIATIONS / sizeof *NUMBER_ABBREVIATIONS; i++) {
        struct word_entry e = {word_hash(str_from(NUMBER_ABBREVIATIONS[i]), false),
                               WORD_BEFORE_NUMBER};
        if (!VEC_PUSH(a, out, e))
            return false;
    }
    if (!list_words(a, out, &l.abbreviations, false, 1) ||
        !list_words(a, out, &l.prefixes, true, 2) || !list_words(a, out, &l.hyphenated, true, 2) ||
        !list_words(a, out, &l.pairs, true, 2))
        return false;
    join_entries(out);
    return true;
}

/* ---- sentence ends --------------------------------------------------------------------------- */

struct example {
    uint32_t features[BOUNDARY_FEATURES];
    uint8_t n;
    bool is_end;
};
struct examples {
    struct example *items;
    size_t n, capacity;
};

enum layout { LAYOUT_BLANK_LINES, LAYOUT_LINES, LAYOUT_WRAPPED, LAYOUT_COUNT };

/* A copy of the source in which white space is laid out otherwise; offsets stay. */
static str lay_out(struct arena *a, str source, enum layout layout) {
    char *p = arena_copy(a, source.p, source.n);
    uint32_t column = 0;
    if (!p)
        return (str){0};
    for (uint32_t i = 0; i < source.n; i++, column++) {
        if (p[i] == '\n' && layout == LAYOUT_LINES) {
            p[i] = i + 1 < source.n && p[i + 1] == '\n' ? '\n' : ' ';
        } else if (p[i] == ' ' && layout == LAYOUT_WRAPPED && column > WRAP_COLUMN - 6) {
            p[i] = '\n';
        }
        if (p[i] == '\n')
            column = 0;
    }
    return (str){p, source.n};
}

static bool take_examples(struct arena *a, const struct tokenizer *tk, const struct text *t,
                          enum layout layout, struct examples *out) {
    str source = lay_out(a, t->source, layout);
    struct word_cutter c = {.tk = tk, .source = source, .arena = a, .word_bytes = 256};
    if (source.n && !source.p)
        return false;
    if (!words_cut_span(&c, 0, source.n) || !c.tokens.n)
        return c.tokens.n == 0;
    uint32_t s = 0, n = (uint32_t)c.tokens.n;
    struct boundary_state state = {.line_begin = c.tokens.items[0].begin};
    for (uint32_t i = 0; i + 1 < n; i++) {
        const struct token *w = &c.tokens.items[i];
        while (s < t->n_sentences && t->sentences[s].end < w->end)
            s++;
        bool is_end = s < t->n_sentences && t->sentences[s].end == w->end && w->multiword_part != 1;
        enum gap gap = boundary_gap(source, w->end, w[1].begin);
        bool is_new = layout == LAYOUT_BLANK_LINES || gap == GAP_LINE;
        if (is_new && gap != GAP_PARAGRAPH && boundary_is_candidate(c.tokens.items, i, gap)) {
            struct example e = {.is_end = is_end};
            e.n = (uint8_t)boundary_features(source, c.tokens.items, n, i, gap, &state, e.features);
            if (!VEC_PUSH(a, out, e))
                return false;
        }
        boundary_advance(&state, c.tokens.items, i, is_end || gap == GAP_PARAGRAPH);
        if (gap >= GAP_LINE)
            state.line_begin = w[1].begin;
    }
    return true;
}

static void fit(const struct examples *x, uint32_t *order, float *weights, float *squares) {
    uint64_t seed = 1;
    for (size_t i = 0; i < x->n; i++)
        order[i] = (uint32_t)i;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        for (size_t i = x->n; i > 1; i--) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            size_t k = (size_t)((seed >> 33) % i);
            uint32_t swap = order[i - 1];
            order[i - 1] = order[k];
            order[k] = swap;
        }
        for (size_t i = 0; i < x->n; i++) {
            const struct example *e = &x->items[order[i]];
            float sum = 0;
            for (uint32_t k = 0; k < e->n; k++)
                sum += weights[e->features[k] & (TABLE - 1)];
            float gradient = (float)(e->is_end) - 1.0f / (1.0f + expf(-sum));
            for (uint32_t k = 0; k < e->n; k++) {
                uint32_t f = e->features[k] & (TABLE - 1);
                float step = gradient - 2e-5f * weights[f];
                squares[f] += step * step;
                weights[f] += 0.1f * step / sqrtf(squares[f] + 1e-6f);
            }
        }
    }
}

static bool write_sections(struct arena *a, const struct word_entries *words, const float *weights,
                           struct model_writer *w) {
    size_t size = 8 + sizeof(int16_t) * TABLE;
    unsigned char *sentences = arena_alloc(a, size);
    unsigned char *list = arena_alloc(a, 4 + 8 * words->n);
    if (!sentences || !list)
        return false;
    uint32_t bits = BOUNDARY_BITS, n = (uint32_t)words->n;
    int32_t threshold = THRESHOLD;
    memcpy(sentences, &bits, 4);
    memcpy(sentences + 4, &threshold, 4);
    for (uint32_t i = 0; i < TABLE; i++) {
        long q = lroundf(weights[i] * SCALE);
        int16_t v = (int16_t)(q > INT16_MAX ? INT16_MAX : q < -INT16_MAX ? -INT16_MAX : q);
        memcpy(sentences + 8 + 2 * (size_t)i, &v, 2);
    }
    memcpy(list, &n, 4);
    memcpy(list + 4, words->items, 8 * words->n);
    return model_writer_add(w, "sentences", sentences, size) &&
           model_writer_add(w, "words", list, 4 + 8 * words->n);
}

hb_status train_tokenizer(const struct text *texts, size_t n_texts, struct model_writer *w,
                          struct hb_error *err) {
    struct arena a = {0};
    struct word_entries words = {0};
    struct examples examples = {0};
    hb_status status = HB_ERR_MEMORY;
    float *weights = mem_zeroed(TABLE, sizeof *weights);
    float *squares = mem_zeroed(TABLE, sizeof *squares);
    if (!weights || !squares || !count_words(&a, texts, n_texts, &words))
        goto out;
    struct tokenizer tk = {.words = (const uint32_t *)words.items, .n_words = (uint32_t)words.n};
    for (size_t k = 0; k < n_texts; k++)
        for (int layout = 0; layout < LAYOUT_COUNT; layout++)
            if (!take_examples(&a, &tk, &texts[k], (enum layout)layout, &examples))
                goto out;
    uint32_t *order = ARENA_NEW(&a, uint32_t, examples.n + 1);
    if (!order)
        goto out;
    fit(&examples, order, weights, squares);
    if (write_sections(&a, &words, weights, w))
        status = HB_OK;
out:
    mem_free(weights);
    mem_free(squares);
    arena_free(&a);
    return status ? error_set(err, status, 0, "no memory to train the tokenizer") : HB_OK;
}

hb_status tokenizer_read_lines(str file, struct arena *a, struct text *out, struct hb_error *err) {
    enum { PARAGRAPH = 4 };
    struct {
        struct sentence *items;
        size_t n, capacity;
    } sentences = {0};
    char *p = arena_alloc(a, (size_t)file.n * 2 + 2);
    uint32_t at = 0;
    str line;
    *out = (struct text){0};
    while (p && str_split(&file, '\n', &line)) {
        line = str_trim(line);
        if (!line.n)
            continue;
        if (at)
            p[at++] = sentences.n % PARAGRAPH ? ' ' : '\n';
        if (at && sentences.n % PARAGRAPH == 0)
            p[at++] = '\n';
        memcpy(p + at, line.p, line.n);
        struct sentence s = {.begin = at, .end = at + line.n};
        if (!VEC_PUSH(a, &sentences, s))
            p = NULL;
        at += line.n;
    }
    if (!p)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to read lines of text");
    *out = (struct text){
        .source = {p, at}, .sentences = sentences.items, .n_sentences = (uint32_t)sentences.n};
    return HB_OK;
}
