/* Growing bytes: capacity doubles, so that appending n bytes costs O(n) in all. */
#include "base/buffer.h"

#include "base/alloc.h"

enum { KEEP_BYTES = 8 << 20, FIRST_BYTES = 4096 };

void buffer_put(struct buffer *b, const char *p, size_t n) {
    size_t maximum = b->maximum ? b->maximum : (size_t)1 << 30;
    if (b->failed || n == 0)
        return;
    if (b->n > maximum || n > maximum - b->n) {
        b->failed = b->is_full = true;
        return;
    }
    if (b->n + n > b->capacity) {
        size_t capacity = b->capacity ? b->capacity * 2 : FIRST_BYTES;
        if (capacity < b->n + n)
            capacity = b->n + n;
        char *grown = mem_resize(b->p, capacity);
        if (!grown) {
            b->failed = true;
            return;
        }
        b->p = grown;
        b->capacity = capacity;
    }
    memcpy(b->p + b->n, p, n);
    b->n += n;
}

void buffer_reset(struct buffer *b) {
    if (b->capacity > KEEP_BYTES)
        buffer_free(b);
    b->n = 0;
    b->failed = b->is_full = false;
}

void buffer_free(struct buffer *b) {
    mem_free(b->p);
    b->p = NULL;
    b->n = b->capacity = 0;
}
