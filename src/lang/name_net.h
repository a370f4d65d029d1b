/* A network's view of names: scores of the states of each token from its neighbourhood
 * (lang/net.h), to be added to those of the linear chain. It sees what name_views sees, but not how
 * the same word was read elsewhere.
 *
 * Section "namenet": a network whose weights are laid out as below. */
#ifndef HB_LANG_NAME_NET_H
#define HB_LANG_NAME_NET_H

#include "lang/name_features.h"
#include "lang/net.h"

enum {
    NAME_NET_MAGIC = 0x314E4248,
    NAME_NET_OUT = 16, /* NAME_STATES, padded */
    /* rows of the table */
    NAME_NET_HASHED = 4096,
    NAME_NET_EDGES = 1, /* first in the sentence, or not */
    NAME_NET_TAGS = NAME_NET_EDGES + 2,
    NAME_NET_FINE = NAME_NET_TAGS + 129, /* clusters */
    NAME_NET_MIDDLE = NAME_NET_FINE + (1 << WORD_MIDDLE),
    NAME_NET_CASINGS = NAME_NET_MIDDLE + (1 << (WORD_COARSE - WORD_MIDDLE)),
    NAME_NET_PARTS = NAME_NET_CASINGS + 128,
    NAME_NET_HASHES = NAME_NET_PARTS + 8, /* five properties that are hashed */
    NAME_NET_WORDS = NAME_NET_HASHES + 5 * NAME_NET_HASHED,
    /* offsets of the weights */
    NAME_NET_AT_OUT = NET_ENCODER_SIZE, /* [NET_WIDTH][NAME_NET_OUT] */
    NAME_NET_AT_BIAS = NAME_NET_AT_OUT + NET_WIDTH * NAME_NET_OUT,
    NAME_NET_AT_MOVES = NAME_NET_AT_BIAS + NAME_NET_OUT, /* [NAME_STATES][NAME_STATES] from, to */
    NAME_NET_SIZE = NAME_NET_AT_MOVES + NAME_STATES * NAME_STATES
};

bool name_net_open(str section, struct name_net *out);
/* Key of a word's row, from its hash in lower case. */
uint64_t name_net_key(uint32_t lower);
/* Rows of n tokens, given their views (views[i + 2] is token i's). */
void name_net_inputs(const struct net_table *t, const struct name_view *views, uint32_t n,
                     bool is_shouted, uint32_t (*rows)[NET_INPUTS]);

/* Work space of one thread. */
struct name_net_space {
    struct net_space net;
    uint32_t (*rows)[NET_INPUTS]; /* [room] */
    float *vectors;               /* [room][NET_WIDTH] */
    float (*scores)[NAME_NET_OUT];
    size_t room;
};
/* Fills space->scores of n tokens; false without memory. Linear time. */
bool name_net_run(const struct name_net *net, struct arena *a, struct name_net_space *space,
                  const struct name_view *views, uint32_t n, bool is_shouted);

#endif
