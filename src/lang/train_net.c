/* Backpropagation by hand for the encoder of net.c, and Adam. A word's own row is learned for words
 * seen twice; training hides rare ones now and then, so that the properties learn to stand in for
 * words never seen. One thread; the same numbers for the same input. */
#include "lang/train_net.h"

#include "base/alloc.h"
#include "base/map.h"

#include <math.h>

static const float MEAN_DECAY = 0.9f, SQUARE_DECAY = 0.99f;

uint64_t net_random(uint64_t *state) { /* splitmix64 */
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

float net_uniform(uint64_t *state) {
    return (float)(net_random(state) >> 40) / (float)(1 << 24);
}

void net_fill(float *values, size_t n, float most, uint64_t *random) {
    for (size_t i = 0; i < n; i++)
        values[i] = (2.0f * net_uniform(random) - 1.0f) * most;
}

bool net_values_make(struct net_values *v, size_t n) {
    v->n = n;
    v->values = mem_zeroed(n, sizeof(float));
    v->gradients = mem_zeroed(n, sizeof(float));
    v->first = mem_zeroed(n, sizeof(float));
    v->second = mem_zeroed(n, sizeof(float));
    return v->values && v->gradients && v->first && v->second;
}

void net_values_free(struct net_values *v) {
    mem_free(v->values);
    mem_free(v->gradients);
    mem_free(v->first);
    mem_free(v->second);
}

/* ---- rows ---- */

static bool place_words(struct net_rows *r, const struct map *counts) {
    uint32_t n_slots = 64, row = r->first_word;
    while (n_slots < counts->n)
        n_slots *= 2;
    r->word_mask = n_slots - 1;
    r->words = mem_zeroed(n_slots, sizeof *r->words);
    r->counts = mem_zeroed(counts->n + 1, sizeof *r->counts);
    for (size_t i = 0; r->words && r->counts && i < counts->n; i++) {
        uint64_t hash;
        memcpy(&hash, counts->entries[i].key.p, sizeof hash);
        if (counts->entries[i].value < 2)
            continue;
        uint32_t slot = (uint32_t)hash & r->word_mask;
        while (r->words[slot].row)
            slot = (slot + 1) & r->word_mask;
        r->counts[row - r->first_word] = counts->entries[i].value;
        r->words[slot] = (struct net_word){(uint32_t)(hash >> 32), row++};
    }
    r->n = row;
    return r->words && r->counts;
}

static bool make_room(struct net_rows *r) {
    r->touched = mem_zeroed(r->n + 1, sizeof *r->touched);
    r->is_touched = mem_zeroed(r->n + 1, sizeof *r->is_touched);
    return net_values_make(&r->numbers, (size_t)r->n * NET_WIDTH) && r->touched && r->is_touched;
}

bool net_rows_make(struct net_rows *r, uint32_t first_word, const struct map *counts,
                   uint64_t *random) {
    *r = (struct net_rows){.first_word = first_word};
    if (!place_words(r, counts) || !make_room(r))
        return false;
    const size_t words = (size_t)first_word * NET_WIDTH;
    net_fill(r->numbers.values + NET_WIDTH, words - NET_WIDTH, 0.25f, random);
    net_fill(r->numbers.values + words, r->numbers.n - words, 0.125f, random);
    return true;
}

bool net_rows_take(struct net_rows *r, uint32_t first_word, const struct net_table *from,
                   const struct map *counts) {
    *r = (struct net_rows){
        .first_word = first_word, .n = from->n_rows, .word_mask = from->word_mask};
    r->words = mem_zeroed((size_t)from->word_mask + 1, sizeof *r->words);
    r->counts = mem_zeroed(r->n + 1, sizeof *r->counts);
    if (!r->words || !r->counts || !make_room(r))
        return false;
    memcpy(r->words, from->words, ((size_t)from->word_mask + 1) * sizeof *r->words);
    for (size_t i = 0; i < counts->n; i++) {
        uint64_t hash;
        memcpy(&hash, counts->entries[i].key.p, sizeof hash);
        uint32_t row = net_word_row(from, hash);
        if (row)
            r->counts[row - first_word] += counts->entries[i].value;
    }
    for (size_t i = 0; i < r->numbers.n; i++)
        r->numbers.values[i] = from->scales[i / NET_WIDTH] * (float)from->rows[i];
    return true;
}

void net_rows_hide(const struct net_rows *r, float half, uint64_t *random, uint32_t *row) {
    if (*row && net_uniform(random) < half / (half + (float)r->counts[*row - r->first_word]))
        *row = 0;
}

void net_rows_free(struct net_rows *r) {
    net_values_free(&r->numbers);
    mem_free(r->touched);
    mem_free(r->is_touched);
    mem_free(r->words);
    mem_free(r->counts);
}

/* ---- the encoder ---- */

bool net_trace_make(struct arena *a, uint32_t longest, struct net_trace *out) {
    size_t n = ((size_t)longest + 2 * NET_REACH) * NET_WIDTH;
    for (int l = 0; l <= NET_LAYERS; l++)
        out->outputs[l] = ARENA_NEW(a, float, n);
    for (int l = 0; l < NET_LAYERS; l++)
        out->active[l] = ARENA_NEW(a, float, n);
    out->mask = ARENA_NEW(a, float, n);
    out->back = ARENA_NEW(a, float, n);
    out->windows = ARENA_NEW(a, float, n *(2 * NET_REACH + 1));
    out->turned = ARENA_NEW(a, float, n);
    return !a->failed;
}

void net_transpose(const float *in, uint32_t rows, uint32_t columns, float *out) {
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t c = 0; c < columns; c++)
            out[(size_t)c * rows + r] = in[(size_t)r * columns + c];
}

void net_transpose_encoder(const float *encoder, float *out) {
    for (size_t l = 0; l < NET_LAYERS; l++)
        net_transpose(encoder + l * NET_LAYER_SIZE, NET_WINDOW, NET_WIDTH,
                      out + l * NET_LAYER_SIZE);
}

void net_forward(const float *encoder, const struct net_rows *rows, uint32_t (*inputs)[NET_INPUTS],
                 uint32_t n, float drop, uint64_t *random, struct net_trace *t) {
    const size_t edge = (size_t)NET_REACH * NET_WIDTH, all = (size_t)n * NET_WIDTH;
    for (int l = 0; l <= NET_LAYERS; l++)
        memset(t->outputs[l], 0, (all + 2 * edge) * sizeof(float));
    for (uint32_t i = 0; i < n; i++) {
        float *x = t->outputs[0] + edge + (size_t)i * NET_WIDTH,
              *mask = t->mask + (size_t)i * NET_WIDTH;
        for (uint32_t k = 0; k < NET_INPUTS; k++)
            if (inputs[i][k])
                net_add(x, rows->numbers.values + (size_t)inputs[i][k] * NET_WIDTH, NET_WIDTH);
        for (uint32_t k = 0; k < NET_WIDTH; k++) {
            mask[k] = net_uniform(random) < drop ? 0.0f : 1.0f / (1.0f - drop);
            x[k] *= mask[k];
        }
    }
    for (size_t l = 0; l < NET_LAYERS; l++)
        net_layer(encoder + l * NET_LAYER_SIZE, t->outputs[l], n, t->active[l], t->outputs[l + 1]);
}

static void layer_backward(float *gradients, const float *turned, uint32_t n, const float *in,
                           float *active, struct net_trace *t) {
    const uint32_t padded = n + 2 * NET_REACH;
    const size_t edge = (size_t)NET_REACH * NET_WIDTH, all = (size_t)n * NET_WIDTH;
    for (size_t i = 0; i < all; i++)
        active[i] = active[i] > 0.0f ? t->back[edge + i] : 0.0f;
    net_transpose(in, padded, NET_WIDTH, t->turned);
    for (size_t o = 0; o <= 2 * NET_REACH; o++)
        net_multiply(t->turned + o, padded, NET_WIDTH, n, active, NET_WIDTH,
                     gradients + o * NET_WIDTH * NET_WIDTH, NET_WIDTH);
    for (uint32_t i = 0; i < n; i++)
        net_add(gradients + (size_t)NET_WINDOW * NET_WIDTH, active + (size_t)i * NET_WIDTH,
                NET_WIDTH);
    memset(t->windows, 0, (size_t)n * NET_WINDOW * sizeof(float));
    net_multiply(active, NET_WIDTH, n, NET_WIDTH, turned, NET_WINDOW, t->windows, NET_WINDOW);
    for (uint32_t i = 0; i < n; i++)
        net_add(t->back + (size_t)i * NET_WIDTH, t->windows + (size_t)i * NET_WINDOW, NET_WINDOW);
    memset(t->back, 0, edge * sizeof(float));
    memset(t->back + edge + all, 0, edge * sizeof(float));
}

void net_backward(float *gradients, const float *turned, struct net_rows *rows,
                  uint32_t (*inputs)[NET_INPUTS], uint32_t n, struct net_trace *t) {
    for (size_t l = NET_LAYERS; l-- > 0;)
        layer_backward(gradients + l * NET_LAYER_SIZE, turned + l * NET_LAYER_SIZE, n,
                       t->outputs[l], t->active[l], t);
    for (uint32_t i = 0; i < n; i++) {
        float *x = t->back + ((size_t)NET_REACH + i) * NET_WIDTH;
        const float *mask = t->mask + (size_t)i * NET_WIDTH;
        for (uint32_t k = 0; k < NET_WIDTH; k++)
            x[k] *= mask[k];
        for (uint32_t k = 0; k < NET_INPUTS; k++) {
            uint32_t row = inputs[i][k];
            if (!row)
                continue;
            if (!rows->is_touched[row]) {
                rows->is_touched[row] = true;
                rows->touched[rows->n_touched++] = row;
            }
            net_add(rows->numbers.gradients + (size_t)row * NET_WIDTH, x, NET_WIDTH);
        }
    }
}

/* ---- Adam ---- */

void net_adam_begin(struct net_adam *a, float rate) {
    a->steps++;
    double first = 1.0 - pow((double)MEAN_DECAY, a->steps),
           second = 1.0 - pow((double)SQUARE_DECAY, a->steps);
    a->rate = rate;
    a->correction = (float)(sqrt(second) / first);
}

void net_adam_step(const struct net_adam *a, struct net_values *v, size_t first, size_t n) {
    float *restrict x = v->values + first, *restrict g = v->gradients + first;
    float *restrict mean = v->first + first, *restrict square = v->second + first;
    const float rate = a->rate * a->correction;
    for (size_t i = 0; i < n; i++) {
        mean[i] = MEAN_DECAY * mean[i] + (1.0f - MEAN_DECAY) * g[i];
        square[i] = SQUARE_DECAY * square[i] + (1.0f - SQUARE_DECAY) * g[i] * g[i];
        x[i] -= rate * mean[i] / (sqrtf(square[i]) + 1e-6f);
        g[i] = 0.0f;
    }
}

void net_adam_step_rows(const struct net_adam *a, struct net_rows *r) {
    for (uint32_t k = 0; k < r->n_touched; k++) {
        net_adam_step(a, &r->numbers, (size_t)r->touched[k] * NET_WIDTH, NET_WIDTH);
        r->is_touched[r->touched[k]] = false;
    }
    r->n_touched = 0;
}

/* ---- the section ---- */

bool net_add_section(struct model_writer *w, const char *name, uint32_t magic,
                     const struct net_values *weights, size_t n_floats, const struct net_rows *r) {
    const uint32_t head[4] = {magic, (uint32_t)n_floats, r->n, r->word_mask + 1};
    const size_t words = (size_t)head[3] * sizeof(struct net_word),
                 floats = n_floats * sizeof(float);
    size_t size = sizeof head + floats + (size_t)r->n * (sizeof(float) + NET_WIDTH) + words;
    char *image = mem_zeroed(size, 1);
    if (!image)
        return false;
    memcpy(image, head, sizeof head);
    memcpy(image + sizeof head, weights->values, floats);
    float *scales = (float *)(void *)(image + sizeof head + floats);
    memcpy(scales + r->n, r->words, words);
    int8_t *rows = (int8_t *)((char *)(scales + r->n) + words);
    for (size_t i = 0; i < r->n; i++) {
        const float *from = r->numbers.values + i * NET_WIDTH;
        float most = 1e-9f;
        for (int k = 0; k < NET_WIDTH; k++)
            most = fmaxf(most, fabsf(from[k]));
        scales[i] = most / 127.0f;
        for (int k = 0; k < NET_WIDTH; k++)
            rows[i * NET_WIDTH + (size_t)k] = (int8_t)lrintf(from[k] / scales[i]);
    }
    bool is_good = model_writer_add(w, name, image, size);
    mem_free(image);
    return is_good;
}
