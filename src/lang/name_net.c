/* Words, shapes, endings, clusters and known names of a token, each a row of a table, summed and
 * seen in a window of nine by two layers (Collobert et al. 2011), one linear layer above. The chain
 * over hashed features (names.c) knows exact words in exact places; this one generalizes where
 * those were never seen. Cost: two products of a 320 × 64 matrix for a token, some three
 * microseconds. */
#include "lang/name_net.h"

bool name_net_open(str section, struct name_net *out) {
    static const struct net_shape shape = {NAME_NET_MAGIC, NAME_NET_SIZE, NAME_NET_WORDS};
    return net_open(section, &shape, &out->weights, &out->table);
}

uint64_t name_net_key(uint32_t lower) {
    return hash_mix(lower, 77);
}

static uint32_t hashed_row(uint32_t property, uint32_t hash) {
    return NAME_NET_HASHES + property * NAME_NET_HASHED + (hash * 0x9E3779B1u >> 20);
}

void name_net_inputs(const struct net_table *t, const struct name_view *views, uint32_t n,
                     bool is_shouted, uint32_t (*rows)[NET_INPUTS]) {
    for (uint32_t i = 0; i < n; i++) {
        const struct name_view *v = &views[i + 2];
        const uint32_t fine = word_fine(v->cluster), middle = word_middle(v->cluster);
        const uint32_t seen[NET_INPUTS] = {
            net_word_row(t, name_net_key(v->lower)),
            NAME_NET_TAGS + v->xpos % 129,
            hashed_row(0, v->suffix3),
            hashed_row(1, v->suffix2),
            hashed_row(2, v->prefix),
            hashed_row(3, v->shape * 2 + is_shouted),
            fine ? NAME_NET_FINE + fine : 0,
            middle ? NAME_NET_MIDDLE + middle : 0,
            v->known ? hashed_row(4, v->known) : 0,
            NAME_NET_PARTS + v->part / GAZETTEER_FIRST % 8,
            NAME_NET_CASINGS + (v->casing % 16) * 8 + v->shape % 8,
            NAME_NET_EDGES + (i == 0),
        };
        memcpy(rows[i], seen, sizeof seen);
    }
}

static bool reserve(struct arena *a, struct name_net_space *space, size_t n) {
    if (n <= space->room)
        return true;
    bool is_first = space->room == 0;
    space->room = n + n / 2 + 64;
    space->rows = arena_array(a, space->room, sizeof *space->rows);
    space->vectors = ARENA_NEW(a, float, space->room *NET_WIDTH);
    space->scores = arena_array(a, space->room, sizeof *space->scores);
    return space->rows && space->vectors && space->scores &&
           (!is_first || net_space_make(a, &space->net));
}

bool name_net_run(const struct name_net *net, struct arena *a, struct name_net_space *space,
                  const struct name_view *views, uint32_t n, bool is_shouted) {
    if (!reserve(a, space, n))
        return false;
    name_net_inputs(&net->table, views, n, is_shouted, space->rows);
    net_encode(net->weights, &net->table, space->rows, n, &space->net, space->vectors);
    for (uint32_t i = 0; i < n; i++)
        memcpy(space->scores[i], net->weights + NAME_NET_AT_BIAS, sizeof space->scores[i]);
    net_multiply(space->vectors, NET_WIDTH, n, NET_WIDTH, net->weights + NAME_NET_AT_OUT,
                 NAME_NET_OUT, &space->scores[0][0], NAME_NET_OUT);
    return true;
}
