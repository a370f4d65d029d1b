/* A growing run of bytes with a maximum. Appending never fails visibly: after a refused allocation
 * `failed` is set, nothing more is appended, and the caller looks once at the end. */
#ifndef HB_BASE_BUFFER_H
#define HB_BASE_BUFFER_H

#include "base/str.h"

struct buffer {
    char *p; /* owned; not NUL-terminated */
    size_t n, capacity;
    size_t maximum; /* bytes; 0: 1 GiB */
    bool failed;
    bool is_full; /* … since it would have grown past the maximum */
};

void buffer_put(struct buffer *b, const char *p, size_t n);
static inline void buffer_str(struct buffer *b, str s) {
    buffer_put(b, s.p, s.n);
}
static inline void buffer_text(struct buffer *b, const char *z) {
    buffer_put(b, z, strlen(z));
}
/* Forgets what was written, keeps the memory (unless it is past 8 MiB), clears `failed`
 * and `is_full`. */
void buffer_reset(struct buffer *b);
void buffer_free(struct buffer *b);

#endif
