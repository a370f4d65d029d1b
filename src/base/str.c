/* String slices and the house's hash. The hash reads eight bytes at a time and mixes by multiply
 * and fold (after Wang Yi's wyhash, 2019); it is endian-fixed, so tables built on one machine are
 * found on another. */
#include "base/str.h"

int str_compare(str a, str b) {
    uint32_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

str str_trim(str a) {
    while (a.n && is_space(a.p[0]))
        a.p++, a.n--;
    while (a.n && is_space(a.p[a.n - 1]))
        a.n--;
    return a;
}

bool str_split(str *rest, char separator, str *part) {
    if (!rest->p)
        return false;
    const char *at = rest->n ? memchr(rest->p, separator, rest->n) : NULL;
    if (!at) {
        *part = *rest;
        *rest = (str){NULL, 0};
        return true;
    }
    uint32_t n = (uint32_t)(at - rest->p);
    *part = (str){rest->p, n};
    *rest = (str){at + 1, rest->n - n - 1};
    return true;
}

str str_copy(struct arena *a, str s) {
    char *p = arena_copy(a, s.p, s.n);
    return (str){p, p ? s.n : 0};
}

str str_lower(struct arena *a, str s) {
    char *p = arena_copy(a, s.p, s.n);
    if (!p)
        return (str){NULL, 0};
    for (uint32_t i = 0; i < s.n; i++)
        if (p[i] >= 'A' && p[i] <= 'Z')
            p[i] = (char)(p[i] + 32);
    return (str){p, s.n};
}

static uint64_t load_le(const unsigned char *p, size_t n) {
    uint64_t v = 0;
    for (size_t i = 0; i < n; i++)
        v |= (uint64_t)p[i] << (8 * i);
    return v;
}

static uint64_t fold(uint64_t a, uint64_t b) {
    __extension__ unsigned __int128 m = (unsigned __int128)a * b;
    return (uint64_t)m ^ (uint64_t)(m >> 64);
}

uint64_t hash_bytes(const void *p, size_t n, uint64_t seed) {
    const unsigned char *q = p;
    uint64_t h = seed ^ 0xa0761d6478bd642fu ^ n;
    for (; n >= 8; q += 8, n -= 8)
        h = fold(h ^ load_le(q, 8), 0xe7037ed1a0b428dbu);
    h = fold(h ^ load_le(q, n), 0x8ebc6af09c88c6e3u);
    return fold(h, 0x589965cc75374cc3u);
}

bool str_contains(str s, str part) {
    for (uint32_t i = 0; part.n && i + part.n <= s.n; i++)
        if (memcmp(s.p + i, part.p, part.n) == 0)
            return true;
    return false;
}

/* From one place where the word's first letter stands to the next, since most lists are long and
 * most words are in none. */
bool str_in_list(str s, const char *list, size_t n) {
    const char *end = list + n;
    if (s.n == 0)
        return false;
    for (const char *at = list; at + s.n <= end; at++) {
        at = memchr(at, s.p[0], (size_t)(end - at));
        if (!at || at + s.n > end)
            return false;
        bool is_word = (at == list || at[-1] == ' ') && (at + s.n == end || at[s.n] == ' ');
        if (is_word && memcmp(at, s.p, s.n) == 0)
            return true;
    }
    return false;
}
