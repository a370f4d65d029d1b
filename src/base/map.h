/* Hash map from byte strings to 32-bit numbers; open addressing, arena-backed, grows by doubling.
 * Iteration order is the order of insertion, so that output never depends on hashing. */
#ifndef HB_BASE_MAP_H
#define HB_BASE_MAP_H

#include "base/str.h"

struct map_entry {
    str key;
    uint64_t hash;
    uint32_t value;
};

struct map {
    struct arena *arena;       /* borrows */
    struct map_entry *entries; /* [n] in order of insertion */
    size_t n, capacity;
    uint32_t *slots; /* [n_slots] index into entries + 1; a power of two */
    size_t n_slots;
};

#define MAP_NONE UINT32_MAX

struct map map_in(struct arena *arena);
/* The value of key, or MAP_NONE. O(1). */
uint32_t map_get(const struct map *m, str key);
/* Pointer to the value of key, made with `initial` (key copied) if absent; NULL without memory. The
 * pointer holds until the next insertion. */
uint32_t *map_put(struct map *m, str key, uint32_t initial);

#endif
