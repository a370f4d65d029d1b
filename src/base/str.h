/* String slices: a pointer and a length in bytes, not NUL-terminated, never owning. Also the hash
 * that the whole house uses. */
#ifndef HB_BASE_STR_H
#define HB_BASE_STR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct str {
    const char *p;
    uint32_t n; /* bytes */
} str;

#define STR(literal) ((str){(literal), (uint32_t)(sizeof(literal) - 1)})

static inline str str_from(const char *z) {
    return (str){z, z ? (uint32_t)strlen(z) : 0};
}
static inline bool str_equal(str a, str b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
static inline bool str_is(str a, const char *z) {
    return str_equal(a, str_from(z));
}
static inline bool str_starts(str a, str prefix) {
    return a.n >= prefix.n && memcmp(a.p, prefix.p, prefix.n) == 0;
}
static inline bool str_ends(str a, str suffix) {
    return a.n >= suffix.n && memcmp(a.p + a.n - suffix.n, suffix.p, suffix.n) == 0;
}
static inline str str_slice(str a, uint32_t begin, uint32_t end) {
    return (str){a.p + begin, end - begin};
}
/* Byte order, as memcmp then length: <0, 0, >0. */
int str_compare(str a, str b);
/* Does `part` stand in s? An empty part does not. O(n m). */
bool str_contains(str s, str part);
str str_trim(str a);
/* Cuts the part before the first `separator` off *rest and returns it; *rest becomes what follows.
 * False when *rest was exhausted (p == NULL) before the call. */
bool str_split(str *rest, char separator, str *part);
/* Is s one of the words of a list of n bytes, split by single blanks? O(length of the list). */
bool str_in_list(str s, const char *list, size_t n);
/* The same of a list that ends with NUL; inline, as most lists are literals whose length the
 * compiler knows. */
static inline bool str_in(str s, const char *list) {
    return str_in_list(s, list, strlen(list));
}
/* Copy into the arena, NUL-terminated there; {NULL,0} without memory. */
str str_copy(struct arena *a, str s);
/* ASCII letters lowered, other bytes as they are. */
str str_lower(struct arena *a, str s);

/* 64-bit hash of bytes (wyhash-like mixing of 8-byte words), the same on every machine. */
uint64_t hash_bytes(const void *p, size_t n, uint64_t seed);
static inline uint64_t hash_str(str s) {
    return hash_bytes(s.p, s.n, 0);
}
static inline uint64_t hash_mix(uint64_t a, uint64_t b) {
    uint64_t x = (a ^ (b + 0x9e3779b97f4a7c15u + (a << 6) + (a >> 2))) * 0xff51afd7ed558ccdu;
    return x ^ (x >> 32);
}

#endif
