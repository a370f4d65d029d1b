/* The folded key. One pass decomposes and lowers each code point and drops marks and punctuation; a
 * second rewrites letters into classes that transliterations of Arabic, Persian, Cyrillic and
 * Turkish names do not agree upon: e/a, o/u/ou/oo, i/y/ee/ie, k/q/g/kh/gh, d/dh, t/th, v/w, f/ph,
 * j/dj; then doubled letters become one and a final h goes. The key loses distinctions (Gore and
 * Kore meet), which is why a match must also be capitalised and longest. Cost: linear in the token,
 * no allocation. */
#include "know/fold.h"

#include "base/utf8.h"

#include <utf8proc.h>

static uint32_t latin_base(uint32_t c) {
    switch (c) {
    case 0xF8:
    case 0x153:
        return 'o'; /* ø œ */
    case 0xDF:
        return 's'; /* ß */
    case 0x131:
        return 'i'; /* ı */
    case 0x142:
        return 'l'; /* ł */
    case 0x111:
    case 0xF0:
        return 'd'; /* đ ð */
    case 0xE6:
    case 0x259:
        return 'a'; /* æ ə */
    case 0xFE:
        return 't'; /* þ */
    default:
        return c;
    }
}

/* Lower-case base letters and digits of the token, other scripts' letters as they are. */
static uint32_t base_letters(str token, char out[FOLD_MAX]) {
    uint32_t n = 0;
    for (uint32_t at = 0; at < token.n && n + 4 < FOLD_MAX;) {
        uint32_t c = utf8_lower(utf8_next(token, &at));
        if (c >= 0xC0) {
            utf8proc_int32_t parts[8];
            int boundary = 0;
            utf8proc_ssize_t k = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 8,
                                                         UTF8PROC_DECOMPOSE, &boundary);
            if (k > 0)
                c = (uint32_t)parts[0];
            c = latin_base(c);
        }
        if (c < 0x80) {
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
                out[n++] = (char)c;
        } else if (utf8_is_letter(c) && c != 0x2BB && c != 0x2BC) {
            n += utf8_put(c, out + n);
        }
    }
    return n;
}

static const struct {
    char from[4];
    char to;
} rewrites[] = {
    /* longest first */
    {"dzh", 'j'}, {"sch", 's'}, {"tch", 'c'}, {"kh", 'k'}, {"gh", 'k'}, {"dh", 'd'}, {"th", 't'},
    {"ph", 'f'},  {"dj", 'j'},  {"zh", 'z'},  {"ou", 'u'}, {"oo", 'u'}, {"ee", 'i'}, {"ie", 'i'},
    {"ck", 'k'},  {"q", 'k'},   {"g", 'k'},   {"e", 'a'},  {"o", 'u'},  {"y", 'i'},  {"w", 'v'},
};

static uint32_t rewrite_letters(const char *in, uint32_t n, char out[FOLD_MAX]) {
    uint32_t m = 0;
    for (uint32_t i = 0; i < n;) {
        char c = in[i];
        uint32_t step = 1;
        for (size_t r = 0; r < sizeof rewrites / sizeof *rewrites; r++) {
            uint32_t k = (uint32_t)strlen(rewrites[r].from);
            if (i + k <= n && memcmp(in + i, rewrites[r].from, k) == 0) {
                c = rewrites[r].to;
                step = k;
                break;
            }
        }
        i += step;
        if (m == 0 || out[m - 1] != c || (c >= '0' && c <= '9'))
            out[m++] = c;
    }
    if (m > 3 && out[m - 1] == 'h')
        m--;
    return m;
}

static bool is_article(const char *p, uint32_t n) {
    return (n == 2 && (memcmp(p, "al", 2) == 0 || memcmp(p, "el", 2) == 0)) ||
           (n == 3 && memcmp(p, "the", 3) == 0);
}

uint32_t fold_token(str token, char out[FOLD_MAX]) {
    if (str_is(token, "'s") || str_is(token, "\xE2\x80\x99s"))
        return 0;
    char letters[FOLD_MAX];
    uint32_t n = base_letters(token, letters);
    if (is_article(letters, n))
        return 0;
    uint32_t skip = n >= 7 && is_article(letters, 2) ? 2 : 0;
    n = rewrite_letters(letters + skip, n - skip, out);
    if (n >= 5 && memcmp(out, "abd", 3) == 0 && out[4] == 'l') { /* Abdel, Abdul, Abdal- */
        memmove(out + 3, out + 5, n - 5);
        n -= 2;
    }
    return n;
}

uint32_t fold_name(str name, char *out, uint32_t size) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < name.n && n + FOLD_MAX <= size;) {
        uint32_t j = i;
        while (j < name.n && name.p[j] != ' ' && name.p[j] != '-')
            j++;
        str piece = str_slice(name, i, j);
        if (str_ends(piece, STR("'s")))
            piece.n -= 2;
        n += fold_token(piece, out + n);
        i = j + 1;
    }
    return n;
}

bool fold_is_article(str token) {
    char letters[FOLD_MAX];
    return is_article(letters, base_letters(token, letters));
}

uint32_t fold_acronym(str token, char out[FOLD_MAX]) {
    uint32_t n = 0, letters = 0;
    out[n++] = '=';
    for (uint32_t i = 0; i < token.n; i++) {
        char c = token.p[i];
        if (c >= 'A' && c <= 'Z')
            letters++;
        else if (c == '.' && i > 0)
            continue;
        else if (!(c >= '0' && c <= '9'))
            return 0;
        if (n > 7)
            return 0;
        out[n++] = c;
    }
    return letters >= 1 && n >= 3 ? n : 0;
}

uint32_t fold_exact(uint32_t hash, str piece) {
    if (str_is(piece, "'s") || str_is(piece, "\xE2\x80\x99s"))
        return hash;
    for (uint32_t i = 0; i < piece.n; i++) {
        unsigned char c = (unsigned char)piece.p[i];
        if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c + 32);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80)
            hash = (hash ^ c) * 16777619u + 1;
    }
    return hash;
}

uint32_t fold_letters(uint32_t hash, str piece) {
    char letters[FOLD_MAX];
    uint32_t n = base_letters(piece, letters);
    for (uint32_t i = 0; i < n; i++)
        hash = (hash ^ (unsigned char)letters[i]) * 16777619u + 1;
    return hash;
}
