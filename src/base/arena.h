/* Arena: memory that is given out piece by piece and taken back all at once. One arena lives per
 * report and is reset, not freed, between reports. Not safe for use by two threads at once. */
#ifndef HB_BASE_ARENA_H
#define HB_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

struct arena_block;

struct arena {
    struct arena_block *first, *current;
    size_t maximum; /* bytes over all blocks; 0: 1 GiB */
    size_t held;    /* bytes over all blocks now */
    int failed;     /* set once an allocation was refused, until arena_reset */
};

/* Zeroed memory aligned to 16 bytes, or NULL (and a->failed set) past the maximum. O(1) amortised.
 */
void *arena_alloc(struct arena *a, size_t size);
/* n elements of a type, zeroed; NULL on overflow. */
#define ARENA_NEW(a, type, n) ((type *)arena_array((a), (n), sizeof(type)))
void *arena_array(struct arena *a, size_t n, size_t size);
/* Grows an array within the arena: returns a block of at least `want` elements that holds the old
 * ones; *capacity is updated. The old block is left behind. NULL past the maximum. */
void *arena_grow(struct arena *a, const void *old, size_t n, size_t *capacity, size_t want,
                 size_t size);
/* A NUL-terminated copy of n bytes. */
char *arena_copy(struct arena *a, const char *p, size_t n);
/* Takes everything back but keeps the blocks (all but those past 2 MiB). */
void arena_reset(struct arena *a);
void arena_free(struct arena *a);

#endif
