/* Near-duplicates by bottom-k sketches (Broder 1997, doi:10.1109/SEQUEN.1997.666900) over shingles
 * of three words. What is asked is containment, not Jaccard's likeness, because copy is mostly
 * shortened: half a report lies wholly in the other. The eight smallest hashes find candidates, the
 * full sets decide. Case, punctuation and headlines play no part. */
#include "ingest/sketch.h"

#include <stdlib.h>

enum {
    SHINGLE_WORDS = 3,
    MOST_WORDS = 20000,
    LEAST_SHINGLES = 20, /* fewer tell nothing */
    LEAST_FIGURES = 3
};
#define LEAST_SAME_FIGURES 0.6

static bool is_word_byte(unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/* The next word from *at on, in lower case and cut to the room. False: there is none. */
static bool next_word(str text, uint32_t *at, char word[64], uint32_t *n) {
    uint32_t i = *at;
    *n = 0;
    while (i < text.n && !is_word_byte((unsigned char)text.p[i]))
        i++;
    for (; i < text.n && is_word_byte((unsigned char)text.p[i]); i++)
        if (*n < 64)
            word[(*n)++] =
                (char)(text.p[i] >= 'A' && text.p[i] <= 'Z' ? text.p[i] + 32 : text.p[i]);
    *at = i;
    return *n > 0;
}

static bool is_figure(const char *word, uint32_t n) {
    return (word[0] >= '0' && word[0] <= '9') ||
           (str_ends((str){word, n}, STR("day")) &&
            str_in((str){word, n}, "monday tuesday wednesday thursday friday saturday sunday"));
}

/* Shell's: some hundred numbers cost a quarter of what they cost qsort, which asks a function. */
static void sort(uint64_t *items, uint32_t n) {
    uint32_t gap = 1;
    while (gap < n / 3)
        gap = 3 * gap + 1;
    for (; gap > 0; gap /= 3)
        for (uint32_t i = gap; i < n; i++) {
            uint64_t x = items[i];
            uint32_t k = i;
            for (; k >= gap && items[k - gap] > x; k -= gap)
                items[k] = items[k - gap];
            items[k] = x;
        }
}

/* Sorts, and drops what is there twice. */
static uint32_t make_set(uint64_t *items, uint32_t n) {
    uint32_t kept = 0;
    sort(items, n);
    for (uint32_t i = 0; i < n; i++)
        if (i == 0 || items[i] != items[kept - 1])
            items[kept++] = items[i];
    return kept;
}

bool sketch_make(str text, struct arena *a, struct sketch *out) {
    uint32_t most = text.n / 2 + 1 < MOST_WORDS ? text.n / 2 + 1 : MOST_WORDS;
    *out = (struct sketch){.shingles = ARENA_NEW(a, uint64_t, most),
                           .figures = ARENA_NEW(a, uint64_t, most)};
    if (!out->shingles || !out->figures)
        return false;
    uint64_t last[SHINGLE_WORDS] = {0};
    char word[64];
    uint32_t at = 0, n;
    for (uint32_t i = 0; i < most && next_word(text, &at, word, &n); i++) {
        uint64_t h = hash_bytes(word, n, 0);
        last[i % SHINGLE_WORDS] = h;
        if (is_figure(word, n))
            out->figures[out->n_figures++] = h;
        if (i + 1 < SHINGLE_WORDS)
            continue;
        uint64_t shingle = 0;
        for (uint32_t k = 1; k <= SHINGLE_WORDS; k++)
            shingle = hash_mix(shingle, last[(i + k) % SHINGLE_WORDS]);
        out->shingles[out->n_shingles++] = shingle;
    }
    out->n_shingles = make_set(out->shingles, out->n_shingles);
    out->n_figures = make_set(out->figures, out->n_figures);
    return true;
}

static uint32_t count_shared(const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m) {
    uint32_t shared = 0;
    for (uint32_t i = 0, k = 0; i < n && k < m;) {
        shared += a[i] == b[k];
        uint64_t x = a[i], y = b[k];
        i += x <= y;
        k += y <= x;
    }
    return shared;
}

static uint32_t smaller(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

double sketch_likeness(const struct sketch *a, const struct sketch *b) {
    uint32_t n = smaller(a->n_shingles, b->n_shingles);
    uint32_t n_figures = smaller(a->n_figures, b->n_figures);
    if (n < LEAST_SHINGLES)
        return 0;
    uint32_t figures = count_shared(a->figures, a->n_figures, b->figures, b->n_figures);
    if (n_figures >= LEAST_FIGURES && figures < LEAST_SAME_FIGURES * n_figures)
        return 0;
    return (double)count_shared(a->shingles, a->n_shingles, b->shingles, b->n_shingles) / n;
}

const uint64_t *sketch_keys(const struct sketch *s, uint32_t *n) {
    *n = smaller(s->n_shingles, SKETCH_KEYS);
    return s->shingles;
}
