/* The one door to the heap. Every allocation of the program passes here, so that tests can make the
 * n-th one fail. Sizes are bytes. */
#ifndef HB_BASE_ALLOC_H
#define HB_BASE_ALLOC_H

#include <stddef.h>

/* As realloc (pointer NULL: a new block; size 0: frees and returns NULL). Returns owned memory or
 * NULL, and then the old block still stands. */
void *mem_resize(void *pointer, size_t size);
/* Zeroed block of count * size bytes, NULL on overflow or lack of memory. Returns owned. */
void *mem_zeroed(size_t count, size_t size);
void mem_free(void *pointer);

/* Has all threads of the program take from one heap, so that what one frees the others use; for
 * programs whose threads hand memory on to each other and seldom ask for it. Before any is started.
 */
void mem_share_heap(void);
/* Gives pages of the heap that lie free back to the system. O(heap): some milliseconds. */
void mem_give_back(void);

/* For tests: the n-th allocation from now on fails, counted in this thread (0: none does). */
void mem_fail_after(long n);
/* Allocations until the one that is to fail, in this thread; 0: it has come, or none is to. */
long mem_fail_left(void);

#endif
