/* Tokenizer: white space parts runs, lang/words.c cuts runs into words, and a linear classifier
 * (lang/boundary.c) decides over the gaps between words where sentences end, from left to right. A
 * blank line ends a sentence without asking. Sentences that grow past the limit are cut at the gap
 * that looks most like an end in their second half.
 *
 * Model sections: "words" = u32 n, n × { u32 hash, u32 bits } ascending; "sentences" = u32 bits,
 * i32 threshold, int16 weights[1 << bits]. Cost: one pass, about 40 table look-ups per candidate.
 */
#include "lang/tokenize.h"

#include "base/vec.h"
#include "lang/boundary.h"
#include "lang/words.h"

bool tokenizer_open(const struct model_file *m, struct tokenizer *out, struct hb_error *err) {
    str sentences = model_file_section(m, "sentences"), words = model_file_section(m, "words");
    uint32_t bits = 0, n = 0;
    *out = (struct tokenizer){0};
    if (sentences.n >= 8 && words.n >= 4) {
        memcpy(&bits, sentences.p, 4);
        memcpy(&out->threshold, sentences.p + 4, 4);
        memcpy(&n, words.p, 4);
    }
    if (bits < 8 || bits > 24 || sentences.n != 8 + ((uint64_t)2 << bits) ||
        words.n != 4 + (uint64_t)8 * n) {
        error_set(err, HB_ERR_INPUT, 0,
                  "the model's sections \"sentences\" and \"words\" are "
                  "missing or damaged; train the model again");
        return false;
    }
    out->weights = (const void *)(sentences.p + 8);
    out->mask = (1u << bits) - 1;
    out->words = (const void *)(words.p + 4);
    out->n_words = n;
    return true;
}

struct sentence_list {
    struct sentence *items;
    size_t n, capacity;
};

struct splitter {
    const struct tokenizer *tk;
    str source;
    const struct token *tokens;
    uint32_t n; /* tokens of the span end here */
    uint32_t maximum, block;
    struct arena *arena;
    struct sentence_list sentences;
    int32_t *scores; /* [maximum] of the gaps of the running sentence, by distance from its first */
};

static int32_t score_gap(const struct splitter *s, uint32_t i, enum gap gap,
                         const struct boundary_state *state) {
    uint32_t features[BOUNDARY_FEATURES];
    uint32_t n = boundary_features(s->source, s->tokens, s->n, i, gap, state, features);
    int32_t sum = 0;
    for (uint32_t k = 0; k < n; k++)
        sum += s->tk->weights[features[k] & s->tk->mask];
    return sum - s->tk->threshold;
}

static bool end_sentence(struct splitter *s, uint32_t first, uint32_t last) {
    struct sentence sentence = {first, last, s->tokens[first].begin, s->tokens[last - 1].end,
                                s->block};
    return VEC_PUSH(s->arena, &s->sentences, sentence);
}

/* The best place to cut a sentence of `maximum` tokens that began at first: one past its last
 * token. */
static uint32_t best_cut(const struct splitter *s, uint32_t first) {
    uint32_t best = first + s->maximum;
    int32_t best_score = INT32_MIN;
    for (uint32_t i = first + s->maximum / 2; i < first + s->maximum; i++) {
        const struct token *t = &s->tokens[i];
        if (t->multiword_part == 1)
            continue;
        int32_t bonus = str_is(t->form, ";") ? 2000 : str_is(t->form, ",") ? 1000 : 0;
        int32_t score = s->scores[i - first] + bonus - (t->has_space_after ? 0 : 4000);
        if (score >= best_score) {
            best_score = score;
            best = i + 1;
        }
    }
    return best;
}

/* Finds the sentences of tokens[first, s->n). */
static bool split_span(struct splitter *s, uint32_t first) {
    struct boundary_state state = {.first = first,
                                   .line_begin = first < s->n ? s->tokens[first].begin : 0};
    for (uint32_t i = first; i < s->n; i++) {
        bool ends = i + 1 == s->n;
        enum gap gap = GAP_NONE;
        int32_t score = -20000;
        if (!ends) {
            gap = boundary_gap(s->source, s->tokens[i].end, s->tokens[i + 1].begin);
            ends = gap == GAP_PARAGRAPH;
            if (!ends && boundary_is_candidate(s->tokens, i, gap))
                score = score_gap(s, i, gap, &state);
            ends = ends || score > 0;
        }
        uint32_t begun = state.first;
        s->scores[i - begun] = score;
        boundary_advance(&state, s->tokens, i, ends);
        if (ends && !end_sentence(s, begun, i + 1))
            return false;
        if (gap >= GAP_LINE)
            state.line_begin = s->tokens[i + 1].begin;
        if (ends || i + 1 - begun < s->maximum)
            continue;
        uint32_t cut = best_cut(s, begun);
        if (!end_sentence(s, begun, cut))
            return false;
        state.first = cut;
        memmove(s->scores, s->scores + (cut - begun), (i + 1 - cut) * sizeof *s->scores);
    }
    return true;
}

hb_status tokenize(const struct tokenizer *tk, str source, const struct lang_span *spans,
                   uint32_t n_spans, const struct hb_limits *limits, struct arena *a,
                   struct text *out, struct hb_error *err) {
    uint32_t maximum = limits->sentence_tokens < 8 ? 8 : limits->sentence_tokens;
    struct word_cutter cutter = {
        .tk = tk, .source = source, .arena = a, .word_bytes = limits->word_bytes};
    struct splitter s = {.tk = tk, .source = source, .arena = a, .maximum = maximum};
    if (cutter.word_bytes < 8)
        cutter.word_bytes = 8;
    *out = (struct text){.source = source};
    s.scores = ARENA_NEW(a, int32_t, (size_t)maximum + 1);
    if (!s.scores)
        goto refused;
    uint32_t done = 0;
    for (uint32_t k = 0; k < n_spans; k++) {
        uint32_t begin = spans[k].begin < done ? done : spans[k].begin;
        uint32_t end = spans[k].end > source.n ? source.n : spans[k].end;
        if (begin >= end)
            continue;
        done = end;
        uint32_t first = (uint32_t)cutter.tokens.n;
        cutter.open_quotes = 0;
        if (!words_cut_span(&cutter, begin, end))
            goto refused;
        s.tokens = cutter.tokens.items;
        s.n = (uint32_t)cutter.tokens.n;
        s.block = spans[k].block;
        if (!split_span(&s, first))
            goto refused;
    }
    out->tokens = cutter.tokens.items;
    out->n_tokens = (uint32_t)cutter.tokens.n;
    out->sentences = s.sentences.items;
    out->n_sentences = (uint32_t)s.sentences.n;
    return HB_OK;
refused:
    return error_set(err, HB_ERR_MEMORY, 0, "no memory for the words of a text of %u bytes",
                     source.n);
}
