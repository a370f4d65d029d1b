/* UTF-8 over utf8proc. Decoding is our own, because the replacement of ill-formed bytes must be the
 * same everywhere (maximal subparts, as the Unicode standard and WHATWG say); categories, case and
 * NFC are utf8proc's. ASCII takes short cuts: news is nearly all ASCII. */
#include "base/utf8.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD };

/* Length of the sequence that a lead byte announces and the range of its second byte. */
static uint32_t lead_length(unsigned char c, unsigned char *low, unsigned char *high) {
    *low = 0x80;
    *high = 0xBF;
    if (c >= 0xC2 && c <= 0xDF)
        return 2;
    if (c >= 0xE0 && c <= 0xEF) {
        if (c == 0xE0)
            *low = 0xA0;
        if (c == 0xED)
            *high = 0x9F;
        return 3;
    }
    if (c >= 0xF0 && c <= 0xF4) {
        if (c == 0xF0)
            *low = 0x90;
        if (c == 0xF4)
            *high = 0x8F;
        return 4;
    }
    return 0;
}

uint32_t utf8_decode(str s, uint32_t *at, bool *is_well_formed) {
    unsigned char c = (unsigned char)s.p[*at];
    *is_well_formed = true;
    (*at)++;
    if (c < 0x80)
        return c;
    unsigned char low, high;
    uint32_t n = lead_length(c, &low, &high);
    uint32_t value = n == 2 ? c & 0x1Fu : n == 3 ? c & 0x0Fu : c & 0x07u;
    for (uint32_t i = 1; i < n; i++) {
        unsigned char d = *at < s.n ? (unsigned char)s.p[*at] : 0;
        if (*at >= s.n || d < low || d > high) {
            n = 0;
            break;
        }
        low = 0x80;
        high = 0xBF;
        value = value << 6 | (d & 0x3Fu);
        (*at)++;
    }
    *is_well_formed = n != 0;
    return n ? value : REPLACEMENT;
}

uint32_t utf8_next(str s, uint32_t *at) {
    bool is_good;
    return utf8_decode(s, at, &is_good);
}

uint32_t utf8_put(uint32_t c, char out[4]) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = REPLACEMENT;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

bool utf8_is_clean(str s) {
    for (uint32_t at = 0; at < s.n;) {
        bool is_good;
        if (utf8_decode(s, &at, &is_good) == 0 || !is_good)
            return false;
    }
    return true;
}

static bool is_plain_ascii(str s) {
    for (uint32_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80 || s.p[i] == 0 || s.p[i] == '\r')
            return false;
    return true;
}

str utf8_normalize(struct arena *a, str s, uint32_t *repaired) {
    uint32_t bad = 0;
    if (repaired)
        *repaired = 0;
    if (is_plain_ascii(s))
        return s;
    if (s.n > UINT32_MAX / 4)
        return (str){NULL, 0};
    char *clean = arena_array(a, (size_t)s.n * 3 + 1, 1);
    if (!clean)
        return (str){NULL, 0};
    uint32_t n = 0;
    bool is_latin = true; /* below U+0300 nothing composes: the text is NFC already */
    for (uint32_t at = 0; at < s.n;) {
        bool is_good;
        uint32_t c = utf8_decode(s, &at, &is_good);
        if (c == '\r') {
            if (at < s.n && s.p[at] == '\n')
                continue;
            c = '\n';
        }
        if (!is_good || c == 0) {
            c = REPLACEMENT;
            bad++;
        }
        bool is_behind_letter = n > 0 && (clean[n - 1] & 0x80 || (clean[n - 1] | 0x20) >= 'a');
        if (c == 0xB4 && is_behind_letter) /* "Colombia\xC2\xB4s": an accent for an apostrophe */
            c = 0x2019;
        if (c >= 0x300 && !(c >= 0x2000 && c < 0x2100) && c != REPLACEMENT)
            is_latin = false;
        n += utf8_put(c, clean + n);
    }
    if (repaired)
        *repaired = bad;
    if (is_latin)
        return (str){clean, n};
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)clean, (utf8proc_ssize_t)n,
                                           &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (length < 0)
        return (str){NULL, 0};
    str result = str_copy(a, (str){(const char *)composed, (uint32_t)length});
    free(composed); /* utf8proc allocated it with malloc */
    return result;
}

uint32_t utf8_length(str s) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

uint32_t utf8_points(struct utf8_counter *c, uint32_t byte_offset) {
    if (byte_offset < c->bytes)
        c->bytes = c->points = 0;
    uint32_t end = byte_offset < c->text.n ? byte_offset : c->text.n;
    for (; c->bytes < end; c->bytes++)
        c->points += ((unsigned char)c->text.p[c->bytes] & 0xC0) != 0x80;
    return c->points;
}

bool utf8_is_letter(uint32_t c) {
    if (c < 0x80)
        return (c | 32) >= 'a' && (c | 32) <= 'z';
    utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_ME;
}

bool utf8_is_upper(uint32_t c) {
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);
    return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_digit(uint32_t c) {
    if (c < 0x80)
        return c >= '0' && c <= '9';
    return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_space(uint32_t c) {
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    return c == 0x85 || c == 0x200B || c == 0xFEFF ||
           (utf8proc_category((utf8proc_int32_t)c) >= UTF8PROC_CATEGORY_ZS &&
            utf8proc_category((utf8proc_int32_t)c) <= UTF8PROC_CATEGORY_ZP);
}

uint32_t utf8_lower(uint32_t c) {
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}
