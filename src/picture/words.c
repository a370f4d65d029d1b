/* A word is known by its first five letters without its commonest ending: "sending" and "send",
 * "soldiers" and "soldier" are one, which is crude, quick and enough to tell whether two sentences
 * speak of one matter once type, parties and days agree. Linear in the letters times the words. */
#include "picture/words.h"

enum { WORD_LEAST = 4, WORD_HEAD = 5, WORDS_MOST = 64 };

static const char empty_words[] =
    "that this with from have been would will their they them were "
    "when which after before into over said says also more than "
    "other under about could should there where while what some "
    "only very next last year week month accused accuse blamed having";

struct head {
    char z[WORD_HEAD + 1];
    uint32_t n;
};

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Without the commonest endings: "sending" and "send" begin alike. */
static uint32_t stem(str word) {
    static const char *const endings[] = {"ing", "ed", "es", "s"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        str ending = str_from(endings[i]);
        if (str_ends(word, ending) && word.n >= ending.n + WORD_LEAST)
            return word.n - ending.n;
    }
    return word.n;
}

/* The next word's first letters in lower case; false at the end. */
static bool next_head(str s, uint32_t *at, struct head *out, bool *is_full) {
    char word[24];
    uint32_t n = 0;
    while (*at < s.n && !is_letter(s.p[*at]))
        ++*at;
    for (; *at < s.n && is_letter(s.p[*at]); ++*at)
        if (n < sizeof word)
            word[n++] = lower(s.p[*at]);
    uint32_t length = stem((str){word, n});
    out->n = length < WORD_HEAD ? length : WORD_HEAD;
    memcpy(out->z, word, out->n);
    out->z[out->n] = '\0';
    *is_full = n >= WORD_LEAST && !str_in((str){word, n}, empty_words);
    return n > 0;
}

static uint32_t heads_of(str s, struct head *out) {
    uint32_t n = 0, at = 0;
    bool is_full;
    for (struct head h; n < WORDS_MOST && next_head(s, &at, &h, &is_full);) {
        bool is_new = is_full;
        for (uint32_t i = 0; i < n && is_new; i++)
            is_new = strcmp(out[i].z, h.z) != 0;
        if (is_new)
            out[n++] = h;
    }
    return n;
}

uint32_t words_shared(str a, str b) {
    struct head x[WORDS_MOST], y[WORDS_MOST];
    uint32_t n = heads_of(a, x), m = heads_of(b, y), shared = 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < m; j++)
            shared += strcmp(x[i].z, y[j].z) == 0;
    return shared;
}

uint32_t words_count(str s) {
    struct head x[WORDS_MOST];
    return heads_of(s, x);
}

static bool starts_here(str s, uint32_t at, str beginning) {
    for (uint32_t i = 0; i < beginning.n; i++) {
        if (at + i >= s.n || lower(s.p[at + i]) != beginning.p[i])
            return false;
    }
    return true;
}

bool phrases_have(str s, const char *phrases) {
    str beginning;
    for (str rest = str_from(phrases); str_split(&rest, '|', &beginning);)
        for (uint32_t i = 0; i < s.n; i++)
            if (lower(s.p[i]) == beginning.p[0] && (i == 0 || !is_letter(s.p[i - 1])) &&
                starts_here(s, i, beginning))
                return true;
    return false;
}
