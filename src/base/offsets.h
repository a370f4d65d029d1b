/* Byte offsets to code points for one text, in any order: what leaves the program counts in code
 * points. */
#ifndef HB_BASE_OFFSETS_H
#define HB_BASE_OFFSETS_H

#include "base/str.h"

struct offsets {
    str text;
    const uint32_t *points; /* [n / 256 + 1] code points before each 256th byte */
    bool is_ascii;
};

/* O(n). False without memory. */
bool offsets_open(str text, struct arena *a, struct offsets *out);
/* Code points before a byte offset; an offset past the end gives the text's length. O(256). */
uint32_t offsets_points(const struct offsets *o, uint32_t byte_offset);
/* The way back: the byte at which that many code points have passed; past the end: the text's size.
 * O(log n + 256). */
uint32_t offsets_bytes(const struct offsets *o, uint32_t points);

#endif
