/* Word clusters from plain text: words that stand between the same words. Each word with enough
 * occurrences is a vector of its neighbours' positive pointwise mutual information, cut down to
 * unit length (Bullinaria and Levy 2007), and spherical k-means (Dhillon and Modha 2001) gathers
 * them, starting from the most frequent words. Two grains are kept: the fine cluster in the low 16
 * bits, the coarse one above.
 *
 * Deterministic; a few seconds for a million words. */
#include "lang/name_train.h"

#include "base/map.h"
#include "base/vec.h"
#include "lang/name_features.h"

#include <math.h>
#include <stdlib.h>

enum {
    LEAST = 4,
    NEIGHBORS = 1500,
    FINE = 400,
    COARSE = 60,
    ROUNDS = 12,
    DIMENSIONS = 2 * (NEIGHBORS + 3)
};

struct cell {
    uint32_t dimension;
    float value;
};
struct word {
    uint32_t hash, count;
    uint32_t first, n; /* cells */
    uint32_t fine, coarse;
};

struct clustering {
    struct arena *arena;
    struct word *words; /* [n] by falling frequency */
    uint32_t n;
    struct map ids; /* hash bytes → word */
    struct cell *cells;
    size_t n_cells;
};

static int by_count(const void *x, const void *y) {
    const struct word *a = x, *b = y;
    return a->count != b->count ? (a->count < b->count) - (a->count > b->count)
                                : (a->hash > b->hash) - (a->hash < b->hash);
}

static str key_of(const uint32_t *hash) {
    return (str){(const char *)hash, sizeof *hash};
}

static bool count_texts(struct clustering *c, const struct text *texts, size_t n) {
    for (size_t k = 0; k < n; k++)
        for (uint32_t i = 0; i < texts[k].n_tokens; i++) {
            uint32_t hash = name_word_hash(texts[k].tokens[i].form);
            uint32_t *count = map_put(&c->ids, key_of(&hash), 0);
            if (!count)
                return false;
            ++*count;
        }
    return true;
}

/* Keeps the frequent words, most frequent first, and makes `ids` lead to their index. */
static bool choose_words(struct clustering *c) {
    c->words = ARENA_NEW(c->arena, struct word, c->ids.n + 1);
    if (!c->words)
        return false;
    for (size_t i = 0; i < c->ids.n; i++) {
        struct word w = {.count = c->ids.entries[i].value};
        memcpy(&w.hash, c->ids.entries[i].key.p, sizeof w.hash);
        if (w.count >= LEAST)
            c->words[c->n++] = w;
    }
    qsort(c->words, c->n, sizeof *c->words, by_count);
    c->ids = map_in(c->arena);
    for (uint32_t i = 0; i < c->n; i++)
        if (!map_put(&c->ids, key_of(&c->words[i].hash), i))
            return false;
    return true;
}

/* Dimension of a neighbour: frequent words their own; the rest by how they look. */
static uint32_t neighbor(const struct clustering *c, const struct token *t) {
    uint32_t hash = name_word_hash(t->form), id = map_get(&c->ids, key_of(&hash));
    if (id < NEIGHBORS)
        return id;
    char ch = t->form.n ? t->form.p[0] : ' ';
    return NEIGHBORS + (ch >= 'A' && ch <= 'Z' ? 0u : ch >= '0' && ch <= '9' ? 1u : 2u);
}

struct pair_list {
    uint64_t *items; /* word << 32 | dimension */
    size_t n, capacity;
};

static bool pair_texts(struct clustering *c, const struct text *texts, size_t n,
                       struct pair_list *pairs) {
    for (size_t k = 0; k < n; k++)
        for (uint32_t s = 0; s < texts[k].n_sentences; s++)
            for (uint32_t i = texts[k].sentences[s].first; i < texts[k].sentences[s].last; i++) {
                uint32_t hash = name_word_hash(texts[k].tokens[i].form);
                uint64_t id = map_get(&c->ids, key_of(&hash));
                if (id == MAP_NONE)
                    continue;
                bool has_left = i > texts[k].sentences[s].first;
                bool has_right = i + 1 < texts[k].sentences[s].last;
                uint32_t left = has_left ? neighbor(c, &texts[k].tokens[i - 1]) : NEIGHBORS + 2;
                uint32_t right = has_right ? neighbor(c, &texts[k].tokens[i + 1]) : NEIGHBORS + 2;
                if (!VEC_PUSH(c->arena, pairs, id << 32 | left) ||
                    !VEC_PUSH(c->arena, pairs, id << 32 | (right + NEIGHBORS + 3)))
                    return false;
            }
    return true;
}

static int by_value(const void *x, const void *y) {
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

/* Turns pairs into unit vectors of positive pointwise mutual information. */
static bool make_vectors(struct clustering *c, struct pair_list *pairs) {
    float *totals = ARENA_NEW(c->arena, float, DIMENSIONS);
    c->cells = ARENA_NEW(c->arena, struct cell, pairs->n + 1);
    if (!totals || !c->cells || !pairs->n)
        return totals && c->cells;
    qsort(pairs->items, pairs->n, sizeof *pairs->items, by_value);
    for (size_t i = 0; i < pairs->n; i++)
        totals[(uint32_t)pairs->items[i]] += 1.0f;
    for (size_t i = 0; i < pairs->n;) {
        struct word *w = &c->words[pairs->items[i] >> 32];
        uint64_t word = pairs->items[i] >> 32;
        float square = 0;
        w->first = (uint32_t)c->n_cells;
        while (i < pairs->n && pairs->items[i] >> 32 == word) {
            size_t end = i;
            while (end < pairs->n && pairs->items[end] == pairs->items[i])
                end++;
            uint32_t d = (uint32_t)pairs->items[i];
            float joint = (float)(end - i);
            float expected =
                2.0f * (float)w->count * powf(totals[d], 0.9f) * powf((float)pairs->n, 0.1f);
            float value = logf(joint * (float)pairs->n / expected) * (joint / (joint + 1.0f));
            if (value > 0) {
                c->cells[c->n_cells++] = (struct cell){d, value};
                square += value * value;
            }
            i = end;
        }
        w->n = (uint32_t)c->n_cells - w->first;
        for (uint32_t k = 0; k < w->n; k++)
            c->cells[w->first + k].value /= sqrtf(square);
    }
    return true;
}

static uint32_t nearest(const struct clustering *c, const struct word *w, const float *centers,
                        uint32_t n_centers, float *sums) {
    uint32_t best = 0;
    memset(sums, 0, n_centers * sizeof *sums);
    for (uint32_t k = 0; k < w->n; k++) {
        struct cell cell = c->cells[w->first + k];
        const float *row = centers + (size_t)cell.dimension * n_centers;
        for (uint32_t j = 0; j < n_centers; j++)
            sums[j] += cell.value * row[j];
    }
    for (uint32_t j = 1; j < n_centers; j++)
        if (sums[j] > sums[best])
            best = j;
    return best;
}

/* Gathers the words into n_centers clusters; the numbers go to out[c->n]. */
static bool gather(struct clustering *c, uint32_t n_centers, uint32_t *out) {
    float *centers = ARENA_NEW(c->arena, float, (size_t)DIMENSIONS *n_centers);
    float *sums = ARENA_NEW(c->arena, float, n_centers);
    if (!centers || !sums)
        return false;
    for (uint32_t i = 0; i < c->n; i++)
        out[i] = i % n_centers;
    for (int round = 0; round < ROUNDS; round++) {
        memset(centers, 0, (size_t)DIMENSIONS * n_centers * sizeof *centers);
        memset(sums, 0, n_centers * sizeof *sums);
        for (uint32_t i = 0; i < (round ? c->n : n_centers < c->n ? n_centers : c->n); i++)
            for (uint32_t k = 0; k < c->words[i].n; k++) {
                struct cell cell = c->cells[c->words[i].first + k];
                centers[(size_t)cell.dimension * n_centers + out[i]] +=
                    cell.value * logf(1.0f + (float)c->words[i].count);
            }
        for (size_t k = 0; k < (size_t)DIMENSIONS * n_centers; k++)
            sums[k % n_centers] += centers[k] * centers[k];
        for (uint32_t j = 0; j < n_centers; j++)
            sums[j] = 1.0f / sqrtf(sums[j] + 1e-9f);
        for (size_t k = 0; k < (size_t)DIMENSIONS * n_centers; k++)
            centers[k] *= sums[k % n_centers];
        for (uint32_t i = 0; i < c->n; i++)
            out[i] = nearest(c, &c->words[i], centers, n_centers, sums);
    }
    return true;
}

static int by_hash(const void *x, const void *y) {
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

bool name_clusters_build(struct arena *a, const struct text *texts, size_t n_texts,
                         const struct text *raw, size_t n_raw, struct name_lists *out) {
    struct clustering c = {.arena = a, .ids = map_in(a)};
    struct pair_list pairs = {0};
    if (!count_texts(&c, texts, n_texts) || !count_texts(&c, raw, n_raw) || !choose_words(&c) ||
        !pair_texts(&c, texts, n_texts, &pairs) || !pair_texts(&c, raw, n_raw, &pairs) ||
        !make_vectors(&c, &pairs))
        return false;
    uint32_t *fine = ARENA_NEW(a, uint32_t, (size_t)c.n + 1);
    uint32_t *coarse = ARENA_NEW(a, uint32_t, (size_t)c.n + 1);
    uint32_t *clusters = ARENA_NEW(a, uint32_t, 2 * (size_t)c.n + 1);
    if (!fine || !coarse || !clusters || !gather(&c, FINE, fine) || !gather(&c, COARSE, coarse))
        return false;
    for (uint32_t i = 0; i < c.n; i++) {
        clusters[2 * i] = c.words[i].hash;
        clusters[2 * i + 1] = (fine[i] + 1) | (coarse[i] + 1) << 16;
    }
    qsort(clusters, c.n, 2 * sizeof *clusters, by_hash);
    out->words = clusters;
    out->n_words = c.n;
    return true;
}
