/* Actors and their relations as a network, for GraphML, GEXF and the picture of it. Small: some
 * thousand relations, which fit into memory. */
#ifndef HB_EXPORT_NET_H
#define HB_EXPORT_NET_H

#include "base/arena.h"
#include "store/store.h"

struct net_node {
    str id; /* "LBY-REB Libyan National Army": code, and the name where it has one of its own */
    str label, code;
    uint32_t n_edges;
};

struct net_edge {
    uint32_t from, to; /* nodes */
    str type, manner, standing, since, until, first, last, word, by, report;
    uint32_t n_reports, n_independent;
};

struct net {
    struct {
        struct net_node *items; /* in the order of the edges that name them first */
        size_t n, capacity;
    } nodes;
    struct {
        struct net_edge *items; /* those that most reports tell first */
        size_t n, capacity;
    } edges;
};

/* Asks for relations and reads them; strings lie in the arena. */
hb_status net_read(struct store *s, const struct store_filter *f, struct arena *a, struct net *out,
                   struct hb_error *err);

/* "Libya, military" of LBY-MIL: what an actor without a name of its own is called. */
str net_code_words(struct arena *a, str code);

#endif
