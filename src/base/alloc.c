/* The door to the heap: malloc's family and a counter that tests use to make a chosen allocation
 * fail. The counter is per thread and costs one branch. */
#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static _Thread_local long fail_after;

static int fails_now(void) {
    return fail_after > 0 && --fail_after == 0;
}

void *mem_resize(void *pointer, size_t size) {
    if (size == 0) {
        free(pointer);
        return NULL;
    }
    return fails_now() ? NULL : realloc(pointer, size);
}

void *mem_zeroed(size_t count, size_t size) {
    if (size && count > SIZE_MAX / size)
        return NULL;
    return fails_now() ? NULL : calloc(count ? count : 1, size ? size : 1);
}

void mem_free(void *pointer) {
    free(pointer);
}

/* By default glibc gives each thread a heap of its own; what lies free in one is nothing to the
 * others. */
void mem_share_heap(void) {
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 1);
#endif
}

void mem_give_back(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

void mem_fail_after(long n) {
    fail_after = n;
}

long mem_fail_left(void) {
    return fail_after;
}
