/* Learning the weights of a network: parameters with their gradients and Adam's moments, and the
 * encoder's way back. Part of training only. */
#ifndef HB_LANG_TRAIN_NET_H
#define HB_LANG_TRAIN_NET_H

#include "lang/net.h"

/* Numbers that are learned; owned, all of length n. */
struct net_values {
    float *values, *gradients, *first, *second;
    size_t n;
};
bool net_values_make(struct net_values *v, size_t n);
void net_values_free(struct net_values *v);

/* The rows of the table as floats, those with gradients since the last step, and the words that
 * have rows. */
struct net_rows {
    struct net_values numbers; /* [n][NET_WIDTH] */
    uint32_t n, first_word, n_touched, *touched;
    bool *is_touched;
    struct net_word *words; /* [word_mask + 1] */
    uint32_t *counts;       /* [n - first_word] how often a word was seen */
    uint32_t word_mask;
};
/* Rows from first_word on for all words that were seen twice; counts: how often, by the 8 bytes of
 * a word's hash. */
struct map;
bool net_rows_make(struct net_rows *r, uint32_t first_word, const struct map *counts,
                   uint64_t *random);
/* The rows of a trained network, to learn on; counts as above, for the words that it has. */
bool net_rows_take(struct net_rows *r, uint32_t first_word, const struct net_table *from,
                   const struct map *counts);
void net_rows_free(struct net_rows *r);

/* Now and then nothing in place of a word's row, the rarer the oftener: what else is seen of it
 * must learn to stand in for words never seen. A word seen `half` times is hidden half the time. */
void net_rows_hide(const struct net_rows *r, float half, uint64_t *random, uint32_t *row);

/* What a sentence leaves behind on its way forward. [longest + 2 × NET_REACH][NET_WIDTH] each. */
struct net_trace {
    float *outputs[NET_LAYERS + 1], *active[NET_LAYERS], *mask, *back, *windows, *turned;
};
bool net_trace_make(struct arena *a, uint32_t longest, struct net_trace *out);
/* Vectors of n tokens into trace->outputs[NET_LAYERS] + NET_REACH rows, each number of the inputs
 * dropped with probability `drop`. */
void net_forward(const float *encoder, const struct net_rows *rows, uint32_t (*inputs)[NET_INPUTS],
                 uint32_t n, float drop, uint64_t *random, struct net_trace *trace);
/* Adds the gradients, given those of the vectors in trace->back + NET_REACH rows; `turned` is the
 * transposed encoder. */
void net_backward(float *gradients, const float *turned, struct net_rows *rows,
                  uint32_t (*inputs)[NET_INPUTS], uint32_t n, struct net_trace *trace);

/* One step of Adam (Kingma and Ba 2015) at the given rate; clears the gradients. */
struct net_adam {
    float rate, correction;
    uint32_t steps;
};
void net_adam_begin(struct net_adam *a, float rate);
void net_adam_step(const struct net_adam *a, struct net_values *v, size_t first, size_t n);
void net_adam_step_rows(const struct net_adam *a, struct net_rows *r);

/* Adds the network as a section (lang/net.h): rows become bytes, each row with the scale that its
 * largest number asks for. */
bool net_add_section(struct model_writer *w, const char *name, uint32_t magic,
                     const struct net_values *weights, size_t n_floats, const struct net_rows *r);

void net_transpose(const float *in, uint32_t rows, uint32_t columns, float *out);
/* The encoder's layers transposed, one after the other, as net_backward wants them. */
void net_transpose_encoder(const float *encoder, float *out);
uint64_t net_random(uint64_t *state);
float net_uniform(uint64_t *state);                                   /* [0, 1) */
void net_fill(float *values, size_t n, float most, uint64_t *random); /* uniform in -most … most */

#endif
