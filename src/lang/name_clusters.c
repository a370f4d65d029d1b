/* Word clusters: words that stand in the same places in billions of words of news and encyclopedia,
 * so that a name the sets never show ("Baguio", "Firefox") is known by its likes (Turian, Ratinov
 * and Bengio 2010). They are gathered from word vectors that others learned (GloVe, Pennington,
 * Socher and Manning 2014, doi:10.3115/v1/D14-1162) by spherical k-means (Dhillon and Modha 2001)
 * in three grains. Deterministic; half a minute for 60,000 words. */
#include "lang/name_train.h"

#include "base/map.h"
#include "lang/name_features.h"
#include "lang/net.h"

#include <math.h>
#include <stdlib.h>

enum {
    WORDS = 60000, /* taken, most frequent first */
    SHOWN = 40000, /* of them move the centers */
    ROUNDS = 12,
    WIDEST = 1024, /* numbers of a word */
    STRETCH = 256  /* words compared with the centers at a time */
};

/* Centers of each grain, a multiple of 16 as net_multiply asks; numbers start at 1. */
static const struct grain {
    uint32_t n, shift;
} GRAINS[] = {{2000, 0}, {240, WORD_MIDDLE}, {32, WORD_COARSE}};

struct vectors {
    uint32_t *hashes; /* [n] */
    uint32_t *bits;   /* [n] clusters so far */
    float *numbers;   /* [n][width] */
    uint32_t n, width;
};

/* ---- reading -----------------------------------------------------------------------------------
 */

static bool read_number(str text, float *out) {
    char buffer[32], *end;
    if (!text.n || text.n >= sizeof buffer)
        return false;
    memcpy(buffer, text.p, text.n);
    buffer[text.n] = 0;
    *out = strtof(buffer, &end);
    return *end == 0 && isfinite(*out);
}

/* The numbers of a line behind its word; 0 if some are none. */
static uint32_t read_numbers(str rest, float out[WIDEST]) {
    uint32_t n = 0;
    str part;
    while (n < WIDEST && str_split(&rest, ' ', &part))
        if (!read_number(part, &out[n++]))
            return 0;
    return rest.n ? 0 : n;
}

/* Appends the word of a line unless it is there. False if the line is none of this file's, or
 * without memory. */
static bool take_line(struct arena *a, str line, struct map *seen, struct vectors *v) {
    float numbers[WIDEST];
    str word, rest = line;
    if (!str_split(&rest, ' ', &word))
        return false;
    uint32_t width = read_numbers(rest, numbers), hash = name_word_hash(word);
    if (width == 0 || (v->width && width != v->width))
        return false;
    if (!v->width) {
        v->width = width;
        v->numbers = ARENA_NEW(a, float, (size_t)WORDS *width);
        if (!v->numbers)
            return false;
    }
    uint32_t *at = map_put(seen, (str){(const char *)&hash, sizeof hash}, v->n);
    if (!at || *at != v->n)
        return at != NULL;
    v->hashes[v->n] = hash;
    memcpy(v->numbers + (size_t)v->n++ * width, numbers, width * sizeof *numbers);
    return true;
}

static hb_status read_vectors(str file, struct arena *a, struct vectors *v, struct hb_error *err) {
    struct map seen = map_in(a);
    str line, rest = file;
    v->hashes = ARENA_NEW(a, uint32_t, WORDS);
    v->bits = ARENA_NEW(a, uint32_t, WORDS);
    for (uint32_t n = 1; !a->failed && v->n < WORDS && str_split(&rest, '\n', &line); n++)
        if (line.n && !take_line(a, line, &seen, v) && !a->failed)
            return error_set(
                err, HB_ERR_INPUT, n,
                "line %u of the word vectors is not a word and its numbers, each behind "
                "a space and as many as in line 1",
                n);
    return a->failed ? error_set(err, HB_ERR_MEMORY, 0, "no memory for the word vectors") : HB_OK;
}

static void scale_to_one(float *x, uint32_t n) {
    float square = 0;
    for (uint32_t k = 0; k < n; k++)
        square += x[k] * x[k];
    for (uint32_t k = 0; square > 0 && k < n; k++)
        x[k] /= sqrtf(square);
}

/* What all words share says nothing of any: their mean is taken away before lengths become one. */
static void center(struct vectors *v) {
    float mean[WIDEST] = {0};
    for (size_t i = 0; i < (size_t)v->n * v->width; i++)
        mean[i % v->width] += v->numbers[i] / (float)v->n;
    for (size_t i = 0; i < (size_t)v->n * v->width; i++)
        v->numbers[i] -= mean[i % v->width];
    for (uint32_t i = 0; i < v->n; i++)
        scale_to_one(v->numbers + (size_t)i * v->width, v->width);
}

/* ---- gathering ---------------------------------------------------------------------------------
 */

struct centers {
    uint32_t n;
    float *numbers; /* [n][width] */
    float *turned;  /* [width][n] */
    float *sums;    /* [n][width] of the words that are nearest */
    float *scores;  /* [STRETCH][n] */
    uint32_t *best; /* [STRETCH] */
};

static bool start_centers(struct arena *a, const struct vectors *v, uint32_t n, struct centers *c) {
    const size_t room = (size_t)n * v->width;
    *c = (struct centers){.n = n,
                          .numbers = ARENA_NEW(a, float, room),
                          .turned = ARENA_NEW(a, float, room),
                          .sums = ARENA_NEW(a, float, room),
                          .scores = ARENA_NEW(a, float, (size_t)STRETCH *n),
                          .best = ARENA_NEW(a, uint32_t, STRETCH)};
    const uint32_t shown = v->n < SHOWN ? v->n : SHOWN;
    for (uint32_t k = 0; !a->failed && k < n; k++)
        memcpy(c->numbers + (size_t)k * v->width,
               v->numbers + (size_t)((uint64_t)k * shown / n) * v->width,
               v->width * sizeof *v->numbers);
    return !a->failed;
}

static void turn_centers(struct centers *c, uint32_t width) {
    for (uint32_t k = 0; k < c->n; k++)
        for (uint32_t d = 0; d < width; d++)
            c->turned[(size_t)d * c->n + k] = c->numbers[(size_t)k * width + d];
}

/* Fills c->best for `many` words from `first` on. */
static void find_nearest(struct centers *c, const struct vectors *v, uint32_t first,
                         uint32_t many) {
    memset(c->scores, 0, (size_t)many * c->n * sizeof *c->scores);
    net_multiply(v->numbers + (size_t)first * v->width, v->width, many, v->width, c->turned, c->n,
                 c->scores, c->n);
    for (uint32_t i = 0; i < many; i++) {
        const float *scores = c->scores + (size_t)i * c->n;
        c->best[i] = 0;
        for (uint32_t k = 1; k < c->n; k++)
            if (scores[k] > scores[c->best[i]])
                c->best[i] = k;
    }
}

/* Each center moves to the mean of its words; one that has none stays. */
static void move_centers(struct centers *c, const struct vectors *v) {
    const uint32_t shown = v->n < SHOWN ? v->n : SHOWN;
    memset(c->sums, 0, (size_t)c->n * v->width * sizeof *c->sums);
    turn_centers(c, v->width);
    for (uint32_t first = 0; first < shown; first += STRETCH) {
        uint32_t many = shown - first < STRETCH ? shown - first : STRETCH;
        find_nearest(c, v, first, many);
        for (uint32_t i = 0; i < many; i++)
            for (uint32_t d = 0; d < v->width; d++)
                c->sums[(size_t)c->best[i] * v->width + d] +=
                    v->numbers[(size_t)(first + i) * v->width + d];
    }
    for (uint32_t k = 0; k < c->n; k++) {
        float *sum = c->sums + (size_t)k * v->width, most = 0;
        for (uint32_t d = 0; d < v->width; d++)
            most = fmaxf(most, fabsf(sum[d]));
        scale_to_one(sum, v->width);
        if (most > 0)
            memcpy(c->numbers + (size_t)k * v->width, sum, v->width * sizeof *sum);
    }
}

static bool gather(struct arena *a, struct vectors *v, const struct grain *g) {
    struct centers c;
    if (!start_centers(a, v, g->n, &c))
        return false;
    for (int round = 0; round < ROUNDS; round++)
        move_centers(&c, v);
    turn_centers(&c, v->width);
    for (uint32_t first = 0; first < v->n; first += STRETCH) {
        uint32_t many = v->n - first < STRETCH ? v->n - first : STRETCH;
        find_nearest(&c, v, first, many);
        for (uint32_t i = 0; i < many; i++)
            v->bits[first + i] |= (c.best[i] + 1) << g->shift;
    }
    return true;
}

static int by_hash(const void *x, const void *y) {
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

hb_status name_clusters_build(struct arena *a, str file, struct name_lists *out,
                              struct hb_error *err) {
    struct vectors v = {0};
    hb_status status = read_vectors(file, a, &v, err);
    if (status != HB_OK || !v.n)
        return status;
    center(&v);
    for (size_t k = 0; k < sizeof GRAINS / sizeof *GRAINS; k++)
        if (!gather(a, &v, &GRAINS[k]))
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for the word clusters");
    uint32_t *words = ARENA_NEW(a, uint32_t, 2 * (size_t)v.n);
    if (!words)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for the word clusters");
    for (uint32_t i = 0; i < v.n; i++) {
        words[2 * i] = v.hashes[i];
        words[2 * i + 1] = v.bits[i];
    }
    qsort(words, v.n, 2 * sizeof *words, by_hash);
    out->words = words;
    out->n_words = v.n;
    return HB_OK;
}
