/* Growing arrays in an arena: a struct with items, n, capacity, and one macro that pushes. Written
 * out per type, so that grep and the debugger see plain arrays:
 *
 *     struct spans { struct span *items; size_t n, capacity; };
 *     if (!VEC_PUSH(arena, &spans, ((struct span){3, 9}))) return HB_ERR_MEMORY;
 */
#ifndef HB_BASE_VEC_H
#define HB_BASE_VEC_H

#include "base/arena.h"

#include <stdbool.h>

static inline bool vec_reserve(struct arena *a, void **items, size_t n, size_t *capacity,
                               size_t size) {
    if (n < *capacity)
        return true;
    void *grown = arena_grow(a, *items, n, capacity, n + 1, size);
    if (!grown)
        return false;
    *items = grown;
    return true;
}

/* True when the value was appended; false without memory. */
#define VEC_PUSH(arena, v, value)                                                                  \
    (vec_reserve((arena), (void **)&(v)->items, (v)->n, &(v)->capacity, sizeof *(v)->items)        \
         ? ((v)->items[(v)->n++] = (value), true)                                                  \
         : false)

#endif
