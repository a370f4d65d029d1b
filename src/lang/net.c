/* A small convolutional encoder (cf. Collobert et al. 2011; spaCy's token-to-vector layers) in
 * place of recurrent ones: a few microseconds a token without a GPU, and what lies further off the
 * parser sees by its state. Weights are floats, table rows bytes with a scale each. The one costly
 * step, a product of matrices, is written in blocks of lanes that the compiler maps to the vector
 * registers there are; the order of additions is the same for all of them. */
#include "lang/net.h"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&                             \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

enum { LANES = 16 };
typedef float lanes __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
#define LANES_AT(p) (*(lanes *)(void *)(p))
#define LANES_FROM(p) (*(const lanes *)(const void *)(p))

/* ---- opening ---- */

struct net_head {
    uint32_t magic, n_floats, n_rows, n_word_slots;
};

static bool check_words(const struct net_word *words, uint32_t n, uint32_t n_rows) {
    uint32_t n_free = 0;
    for (uint32_t i = 0; i < n; i++) {
        n_free += words[i].row == 0;
        if (words[i].row >= n_rows)
            return false;
    }
    return n_free > 0;
}

bool net_open(str section, const struct net_shape *shape, const float **weights,
              struct net_table *table) {
    struct net_head h;
    if (section.n < sizeof h)
        return false;
    memcpy(&h, section.p, sizeof h);
    uint64_t need = sizeof h + (uint64_t)h.n_floats * 4 + (uint64_t)h.n_rows * (4 + NET_WIDTH) +
                    (uint64_t)h.n_word_slots * sizeof(struct net_word);
    if (h.magic != shape->magic || h.n_floats != shape->n_floats || h.n_rows < shape->least_rows ||
        h.n_word_slots == 0 || (h.n_word_slots & (h.n_word_slots - 1)) || need > section.n)
        return false;
    const char *at = section.p + sizeof h;
    *weights = (const float *)(const void *)at;
    at += (size_t)h.n_floats * 4;
    table->scales = (const float *)(const void *)at;
    at += (size_t)h.n_rows * 4;
    table->words = (const struct net_word *)(const void *)at;
    at += (size_t)h.n_word_slots * sizeof(struct net_word);
    table->rows = (const int8_t *)at;
    table->n_rows = h.n_rows;
    table->word_mask = h.n_word_slots - 1;
    return check_words(table->words, h.n_word_slots, h.n_rows);
}

/* ---- inputs ---- */

uint32_t net_word_row(const struct net_table *t, uint64_t hash) {
    uint32_t fingerprint = (uint32_t)(hash >> 32);
    for (uint32_t i = (uint32_t)hash & t->word_mask; t->words[i].row; i = (i + 1) & t->word_mask)
        if (t->words[i].fingerprint == fingerprint)
            return t->words[i].row;
    return 0;
}

static uint32_t hashed_row(uint32_t property, uint64_t hash) {
    return NET_ROW_HASHED + property * NET_HASHED + (uint32_t)(hash % NET_HASHED);
}

void net_inputs(const struct net_table *t, const struct token *token, bool is_first,
                uint32_t out[NET_INPUTS]) {
    struct word_view v;
    word_view_make(token->form, is_first, &v);
    memset(out, 0, NET_INPUTS * sizeof *out);
    out[0] = net_word_row(t, v.lower);
    out[1] = NET_ROW_TAGS + token->xpos % LINEAR_CLASSES;
    out[2] = hashed_row(0, v.suffix[2]);
    out[3] = hashed_row(1, v.suffix[1]);
    out[4] = hashed_row(2, v.prefix[2]);
    out[5] = hashed_row(3, v.shape * 4 + v.is_capital);
    out[6] = hashed_row(4, hash_mix(hash_bytes(token->lemma.p, token->lemma.n, 2), 5));
}

/* ---- arithmetic ---- */

static inline __attribute__((always_inline)) void
multiply_block(const float *in, uint32_t in_stride, uint32_t n_in, const float *weights,
               uint32_t stride, float *out, uint32_t out_stride, int rows, int groups) {
    lanes sum[4][4];
    for (int r = 0; r < rows; r++)
        for (int g = 0; g < groups; g++)
            sum[r][g] = LANES_FROM(out + (size_t)r * out_stride + g * LANES);
    for (uint32_t k = 0; k < n_in; k++)
        for (int g = 0; g < groups; g++) {
            lanes w = LANES_FROM(weights + (size_t)k * stride + g * LANES);
            for (int r = 0; r < rows; r++)
                sum[r][g] += in[(size_t)r * in_stride + k] * w;
        }
    for (int r = 0; r < rows; r++)
        for (int g = 0; g < groups; g++)
            LANES_AT(out + (size_t)r * out_stride + g * LANES) = sum[r][g];
}

/* The same for 1 … 4 rows; each case is a loop of its own, so that the sums stay in registers. */
static inline __attribute__((always_inline)) void
multiply_rows(const float *in, uint32_t in_stride, uint32_t rows, uint32_t n_in,
              const float *weights, uint32_t stride, float *out, uint32_t out_stride, int groups) {
    if (rows == 4)
        multiply_block(in, in_stride, n_in, weights, stride, out, out_stride, 4, groups);
    else if (rows == 3)
        multiply_block(in, in_stride, n_in, weights, stride, out, out_stride, 3, groups);
    else if (rows == 2)
        multiply_block(in, in_stride, n_in, weights, stride, out, out_stride, 2, groups);
    else
        multiply_block(in, in_stride, n_in, weights, stride, out, out_stride, 1, groups);
}

FOR_EACH_PROCESSOR
void net_multiply_part(const float *in, uint32_t in_stride, uint32_t many, uint32_t n_in,
                       const float *weights, uint32_t stride, uint32_t n_out, float *out,
                       uint32_t out_stride) {
    for (uint32_t c = 0; c < n_out;) {
        bool is_wide = c + 4 * LANES <= n_out;
        for (uint32_t r = 0; r < many; r += 4) {
            uint32_t rows = many - r < 4 ? many - r : 4;
            const float *from = in + (size_t)r * in_stride;
            float *to = out + (size_t)r * out_stride + c;
            if (is_wide)
                multiply_rows(from, in_stride, rows, n_in, weights + c, stride, to, out_stride, 4);
            else
                multiply_rows(from, in_stride, rows, n_in, weights + c, stride, to, out_stride, 1);
        }
        c += is_wide ? 4 * LANES : LANES;
    }
}

FOR_EACH_PROCESSOR
void net_add(float *out, const float *a, uint32_t n) {
    for (uint32_t k = 0; k < n; k += LANES)
        LANES_AT(out + k) += LANES_FROM(a + k);
}

FOR_EACH_PROCESSOR
void net_sum(const float *bias, const float *const *added, uint32_t n_added, uint32_t n,
             float *out) {
    enum { GROUPS = 8 };
    for (uint32_t c = 0; c < n; c += GROUPS * LANES) {
        lanes sum[GROUPS];
        for (int g = 0; g < GROUPS; g++)
            sum[g] = LANES_FROM(bias + c + g * LANES);
        for (uint32_t i = 0; i < n_added; i++)
            for (int g = 0; g < GROUPS; g++)
                sum[g] += LANES_FROM(added[i] + c + g * LANES);
        for (int g = 0; g < GROUPS; g++)
            LANES_AT(out + c + g * LANES) = sum[g];
    }
    for (uint32_t k = 0; k < n; k++)
        out[k] = out[k] > 0.0f ? out[k] : 0.0f;
}

FOR_EACH_PROCESSOR
void net_relu(float *values, uint32_t n) {
    for (uint32_t k = 0; k < n; k++)
        values[k] = values[k] > 0.0f ? values[k] : 0.0f;
}

void net_layer(const float *layer, const float *in, uint32_t n, float *active, float *out) {
    const float *bias = layer + (size_t)NET_WINDOW * NET_WIDTH;
    for (uint32_t i = 0; i < n; i++)
        memcpy(active + (size_t)i * NET_WIDTH, bias, NET_WIDTH * sizeof *active);
    net_multiply(in, NET_WIDTH, n, NET_WINDOW, layer, NET_WIDTH, active, NET_WIDTH);
    net_relu(active, n * NET_WIDTH);
    float *to = out + NET_REACH * NET_WIDTH;
    memcpy(to, in + NET_REACH * NET_WIDTH, (size_t)n * NET_WIDTH * sizeof *to);
    net_add(to, active, n * NET_WIDTH);
}

/* ---- encoding ---- */

bool net_space_make(struct arena *a, struct net_space *out) {
    size_t n = (size_t)(NET_CHUNK + 2 * NET_MARGIN + 2 * NET_REACH) * NET_WIDTH;
    out->inputs = ARENA_NEW(a, float, n);
    out->active = ARENA_NEW(a, float, n);
    out->outputs = ARENA_NEW(a, float, n);
    return !a->failed;
}

FOR_EACH_PROCESSOR
static void add_row(const struct net_table *t, uint32_t row, float *out) {
    const int8_t *bytes = t->rows + (size_t)row * NET_WIDTH;
    float scale = t->scales[row];
    for (int k = 0; k < NET_WIDTH; k++)
        out[k] += scale * (float)bytes[k];
}

void net_encode(const float *encoder, const struct net_table *t, uint32_t (*rows)[NET_INPUTS],
                uint32_t n, struct net_space *space, float *out) {
    const size_t edge = (size_t)NET_REACH * NET_WIDTH;
    for (uint32_t first = 0; first < n; first += NET_CHUNK) {
        uint32_t last = n - first < NET_CHUNK ? n : first + NET_CHUNK;
        uint32_t from = first < NET_MARGIN ? 0 : first - NET_MARGIN;
        uint32_t to = n - last < NET_MARGIN ? n : last + NET_MARGIN, m = to - from;
        float *in = space->inputs, *next = space->outputs;
        memset(in, 0, (m * NET_WIDTH + 2 * edge) * sizeof *in);
        memset(next, 0, edge * sizeof *next);
        memset(next + edge + (size_t)m * NET_WIDTH, 0, edge * sizeof *next);
        for (uint32_t i = 0; i < m; i++)
            for (uint32_t k = 0; k < NET_INPUTS; k++)
                if (rows[from + i][k])
                    add_row(t, rows[from + i][k], in + edge + (size_t)i * NET_WIDTH);
        for (uint32_t layer = 0; layer < NET_LAYERS; layer++) {
            net_layer(encoder + (size_t)layer * NET_LAYER_SIZE, in, m, space->active, next);
            float *swap = in;
            in = next;
            next = swap;
        }
        memcpy(out + (size_t)first * NET_WIDTH, in + edge + (size_t)(first - from) * NET_WIDTH,
               (size_t)(last - first) * NET_WIDTH * sizeof *out);
    }
}
