/* Neural network shared by reading and training: from the words of a sentence to a vector for each
 * token.
 *
 *   token → inputs (rows of a table: word, tag, ending, shape …), summed → [NET_WIDTH]
 *   NET_LAYERS times: itself + relu(weights × the tokens up to NET_REACH to either side)
 *
 * All arithmetic is float32 in a fixed order without contraction: the same bytes on every machine.
 */
#ifndef HB_LANG_NET_H
#define HB_LANG_NET_H

#include "lang/tagger.h"

enum {
    NET_WIDTH = 64, /* floats of a token's vector */
    NET_LAYERS = 2,
    NET_REACH = 2, /* tokens to either side that a layer sees */
    NET_WINDOW = (2 * NET_REACH + 1) * NET_WIDTH,
    NET_MARGIN = NET_LAYERS * NET_REACH, /* tokens that all layers together see */
    NET_CHUNK = 256,                     /* tokens encoded at a time */
    NET_INPUTS = 12,                     /* rows summed for a token, at most; row 0 is nothing */
    NET_HASHED = 4096,                   /* rows for each property that is hashed */
    NET_ROW_EDGES = 1,                   /* the root, and no token */
    NET_ROW_TAGS = NET_ROW_EDGES + 2,
    NET_ROW_HASHED = NET_ROW_TAGS + LINEAR_CLASSES,
    NET_ROW_WORDS = NET_ROW_HASHED + 5 * NET_HASHED,
    NET_LAYER_SIZE = NET_WINDOW * NET_WIDTH + NET_WIDTH,
    NET_ENCODER_SIZE = NET_LAYERS * NET_LAYER_SIZE /* floats: [NET_LAYERS][weights, bias] */
};

/* Words with rows of their own: an open-addressing table that is searched by the hash's high half.
 */
struct net_word {
    uint32_t fingerprint, row; /* row 0: a free slot */
};
/* A view of rows in a section; borrowed. */
struct net_table {
    const struct net_word *words; /* [word_mask + 1] */
    const float *scales;          /* [n_rows] */
    const int8_t *rows;           /* [n_rows][NET_WIDTH] */
    uint32_t word_mask, n_rows;
};

/* A section with a network (little-endian): u32 magic, u32 n_floats, u32 n_rows, u32 n_word_slots
 * (a power of two), then float weights[n_floats], float scales[n_rows], struct net_word
 * words[n_word_slots], i8 rows[n_rows][NET_WIDTH]. False if it is not one of that magic, with so
 * many weights and at least so many rows. */
struct net_shape {
    uint32_t magic, n_floats, least_rows;
};
bool net_open(str section, const struct net_shape *shape, const float **weights,
              struct net_table *table);

/* Rows of a tagged token (xpos and lemma are there) as the parser reads it. */
void net_inputs(const struct net_table *t, const struct token *token, bool is_first,
                uint32_t out[NET_INPUTS]);
uint32_t net_word_row(const struct net_table *t, uint64_t hash);
/* out[r][c] += Σ in[r][k] × weights[k × stride + c] for r < many, k < n_in, c < n_out; n_out a
 * multiple of 16. */
void net_multiply_part(const float *in, uint32_t in_stride, uint32_t many, uint32_t n_in,
                       const float *weights, uint32_t stride, uint32_t n_out, float *out,
                       uint32_t out_stride);
/* The same with whole rows of weights. */
static inline void net_multiply(const float *in, uint32_t in_stride, uint32_t many, uint32_t n_in,
                                const float *weights, uint32_t n_out, float *out,
                                uint32_t out_stride) {
    net_multiply_part(in, in_stride, many, n_in, weights, n_out, n_out, out, out_stride);
}
/* out[k] = relu(bias[k] + Σ added[i][k]) for k < n, n a multiple of 128. */
void net_sum(const float *bias, const float *const *added, uint32_t n_added, uint32_t n,
             float *out);
/* out[k] += a[k] for k < n, n a multiple of 16. */
void net_add(float *out, const float *a, uint32_t n);
void net_relu(float *values, uint32_t n);
/* One layer: in[n + 2 × NET_REACH][NET_WIDTH] has NET_REACH rows of zeros before and after; the
 * same shape in out, whose edges stay as they are. active[n][NET_WIDTH] takes what was added. */
void net_layer(const float *layer, const float *in, uint32_t n, float *active, float *out);

/* Work space of one thread for encoding. */
struct net_space {
    float *inputs, *active, *outputs; /* [NET_CHUNK + 2 × NET_MARGIN + 2 × NET_REACH][NET_WIDTH] */
};
bool net_space_make(struct arena *a, struct net_space *out);
/* Vectors of n tokens, given their rows, into out[n][NET_WIDTH]. Linear time. */
void net_encode(const float *encoder, const struct net_table *t, uint32_t (*rows)[NET_INPUTS],
                uint32_t n, struct net_space *space, float *out);

#endif
