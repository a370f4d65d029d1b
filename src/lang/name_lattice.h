/* The lattice of a linear chain over the states of names, for training: the shares that each state
 * and each step between states has in all readings of a sentence together (forward and backward
 * sums; Rabiner 1989). Linear in tokens. */
#ifndef HB_LANG_NAME_LATTICE_H
#define HB_LANG_NAME_LATTICE_H

#include "lang/names.h"

/* Room for one sentence; grows. */
struct name_lattice {
    float (*scores)[NAME_STATES]; /* [room] filled by the caller; exponentials after a run */
    float (*forward)[NAME_STATES], (*backward)[NAME_STATES];
    uint8_t *gold; /* [room] filled by the caller */
    float steps[NAME_STATES][NAME_STATES];
    size_t room;
};

bool name_lattice_reserve(struct name_lattice *l, struct arena *a, size_t n);
/* State of a token by its gold name. */
uint8_t name_gold_state(const struct token *t);
/* Sums over n tokens, given their scores and those of moves[from * NAME_STATES + to]. */
void name_lattice_run(struct name_lattice *l, uint32_t n, const float *moves);
/* After a run: what token i's gold state has more than its share in all readings. */
void name_lattice_missed(const struct name_lattice *l, uint32_t i, float out[NAME_STATES]);
/* After a run: the same for steps, summed over the sentence; out[from * NAME_STATES + to]. */
void name_lattice_missed_moves(const struct name_lattice *l, uint32_t n,
                               float out[NAME_STATES * NAME_STATES]);

#endif
