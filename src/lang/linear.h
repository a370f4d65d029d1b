/* A sparse linear classifier over hashed features: training as an averaged perceptron, and a
 * read-only form in the model file. A feature is a 64-bit hash; a class one of at most 128.
 *
 * Section layout (little-endian):
 *   u32 n_classes, u32 n_slots (a power of two), u32 n_entries, u32 n_bits (a power of two)
 *   n_bits / 8 bytes: bit b is set if some feature has bits b of its hash (linear_bit), so that
 * most features that the model does not know are dismissed without a look at the slots n_slots ×
 * struct linear_slot n_entries × i16 weight, then n_entries × u8 class */
#ifndef HB_LANG_LINEAR_H
#define HB_LANG_LINEAR_H

#include "base/str.h"
#include "lang/model.h"

enum { LINEAR_CLASSES = 128 };

/* A view of a section; borrowed, read-only, shared by threads. */
struct linear_slot {
    uint32_t fingerprint;
    uint32_t
        run; /* first entry in the low 24 bits, how many in the high 8; 0 entries: a free slot */
};
struct linear {
    uint32_t n_classes, mask, n_entries, bit_mask;
    const uint8_t *bits;             /* [(bit_mask + 1) / 8] */
    const struct linear_slot *slots; /* [mask + 1] */
    const int16_t *weights;          /* [n_entries] */
    const uint8_t *classes;          /* [n_entries] */
};

/* Checks the section wholly (every slot within its entries); false if it is not one. */
bool linear_open(str section, struct linear *out);
enum { LINEAR_FEATURES = 96 };
/* Adds the weights of n features (at most LINEAR_FEATURES) to scores[n_classes]. Looks all of them
 * up before it adds any, so that the waits for memory overlap. */
void linear_add(const struct linear *m, const uint64_t *features, uint32_t n, int32_t *scores);

/* ---- training ---- */

struct linear_trainer; /* owned; grows without bound but for memory */
struct linear_trainer *linear_trainer_new(uint32_t n_classes);
void linear_trainer_free(struct linear_trainer *t);
/* Scores of all classes under the current (not averaged) weights; scores[n_classes] is overwritten.
 */
void linear_trainer_score(struct linear_trainer *t, const uint64_t *features, uint32_t n,
                          float *scores);
/* One perceptron step: `good` up, `bad` down, by one. Call linear_trainer_tick once a decision. */
void linear_trainer_update(struct linear_trainer *t, const uint64_t *features, uint32_t n,
                           uint32_t good, uint32_t bad);
void linear_trainer_tick(struct linear_trainer *t);
/* The averaged model as a section's bytes in *out (owned, mem_free), keeping the `max_features`
 * features whose heaviest weight is largest, and of theirs the `max_entries` heaviest weights.
 * False without memory. */
bool linear_trainer_finish(struct linear_trainer *t, uint32_t max_features, uint32_t max_entries,
                           void **out, size_t *size);

#endif
