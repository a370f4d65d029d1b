/* Arena: a chain of blocks, each at least twice as large as the one before, with a bump pointer.
 * A reset rewinds to the first block; large blocks are given back so that one huge report does not
 * hold memory for the rest of the run. */
#include "base/arena.h"

#include "base/alloc.h"

#include <string.h>

enum { FIRST_BLOCK = 64 << 10, KEEP_BLOCKS = 2 << 20, ALIGN = 16 };
static const size_t DEFAULT_MAXIMUM = (size_t)1 << 30;

struct arena_block {
    struct arena_block *next;
    size_t size, used; /* bytes of data */
    _Alignas(16) unsigned char data[];
};

static struct arena_block *block_new(struct arena *a, size_t need) {
    size_t size = a->current ? a->current->size * 2 : FIRST_BLOCK;
    size_t maximum = a->maximum ? a->maximum : DEFAULT_MAXIMUM;
    if (size > ((size_t)64 << 20))
        size = (size_t)64 << 20;
    if (size < need)
        size = need;
    if (need > maximum || a->held > maximum - need)
        return NULL;
    if (size > maximum - a->held)
        size = maximum - a->held;
    struct arena_block *b = mem_resize(NULL, sizeof *b + size);
    if (!b)
        return NULL;
    b->next = NULL;
    b->size = size;
    b->used = 0;
    a->held += size;
    return b;
}

void *arena_alloc(struct arena *a, size_t size) {
    if (size > SIZE_MAX / 2)
        goto refused;
    size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    while (!a->current || a->current->size - a->current->used < size) {
        struct arena_block *next = a->current ? a->current->next : a->first;
        if (next && next->size >= size) {
            next->used = 0;
            a->current = next;
            break;
        }
        struct arena_block *b = block_new(a, size);
        if (!b)
            goto refused;
        b->next = next;
        if (a->current)
            a->current->next = b;
        else
            a->first = b;
        a->current = b;
    }
    void *p = a->current->data + a->current->used;
    a->current->used += size;
    return memset(p, 0, size);
refused:
    a->failed = 1;
    return NULL;
}

void *arena_array(struct arena *a, size_t n, size_t size) {
    if (size && n > SIZE_MAX / size) {
        a->failed = 1;
        return NULL;
    }
    return arena_alloc(a, n * size);
}

void *arena_grow(struct arena *a, const void *old, size_t n, size_t *capacity, size_t want,
                 size_t size) {
    size_t room = *capacity ? *capacity * 2 : 8;
    if (room < want)
        room = want;
    void *p = arena_array(a, room, size);
    if (!p)
        return NULL;
    if (n)
        memcpy(p, old, n * size);
    *capacity = room;
    return p;
}

char *arena_copy(struct arena *a, const char *p, size_t n) {
    char *q = arena_alloc(a, n + 1);
    if (q && n)
        memcpy(q, p, n);
    return q;
}

void arena_reset(struct arena *a) {
    struct arena_block **link = &a->first;
    size_t kept = 0;
    while (*link) {
        struct arena_block *b = *link;
        if (kept + b->size <= KEEP_BLOCKS) {
            kept += b->size;
            b->used = 0;
            link = &b->next;
        } else {
            *link = b->next;
            mem_free(b);
        }
    }
    a->held = kept;
    a->current = a->first;
    a->failed = 0;
}

void arena_free(struct arena *a) {
    for (struct arena_block *b = a->first, *next; b; b = next) {
        next = b->next;
        mem_free(b);
    }
    a->first = a->current = NULL;
    a->held = 0;
}
