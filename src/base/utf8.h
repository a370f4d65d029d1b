/* UTF-8: repair of broken bytes, NFC, and the two ways of counting (bytes inside, code points in
 * everything that leaves the program). */
#ifndef HB_BASE_UTF8_H
#define HB_BASE_UTF8_H

#include "base/error.h"
#include "base/str.h"

/* Decodes the code point at s.p[*at] and moves *at past it. Ill-formed bytes give U+FFFD and move
 * by the maximal subpart (Unicode 15, table 3-8). *at < s.n is the caller's duty. */
uint32_t utf8_next(str s, uint32_t *at);
/* The same, and says whether the bytes were well-formed: U+FFFD itself is. */
uint32_t utf8_decode(str s, uint32_t *at, bool *is_well_formed);
/* Writes a code point as 1-4 bytes to out, returns how many. Surrogates and values past U+10FFFF
 * become U+FFFD. */
uint32_t utf8_put(uint32_t code_point, char out[4]);
/* True if s is well-formed UTF-8 without NUL. */
bool utf8_is_clean(str s);
/* s with ill-formed bytes and NULs replaced by U+FFFD, CRLF and CR made LF, an acute accent behind
 * a letter (U+00B4) made an apostrophe, and composed to NFC. Well-formed ASCII comes back as it is
 * (borrowed); else the result lies in the arena. *repaired (may be NULL) counts the replacements.
 * {NULL,0} without memory. O(n). */
str utf8_normalize(struct arena *a, str s, uint32_t *repaired);
/* Number of code points. */
uint32_t utf8_length(str s);

/* Turns ascending byte offsets of one text into code-point offsets; starts at zero, costs O(n) over
 * a whole text when asked in ascending order, and starts again when asked for an earlier one. */
struct utf8_counter {
    str text;
    uint32_t bytes, points;
};
uint32_t utf8_points(struct utf8_counter *c, uint32_t byte_offset);

/* General category questions over code points (utf8proc). */
bool utf8_is_letter(uint32_t c);
bool utf8_is_upper(uint32_t c);
bool utf8_is_digit(uint32_t c);
bool utf8_is_space(uint32_t c);
/* Simple lower case. */
uint32_t utf8_lower(uint32_t c);

#endif
