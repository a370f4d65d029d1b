/* Words seen from outside: comparison without case, capitals, the ends of sentences, and the names
 * of agencies that stand in datelines and credits. Each question is linear in its argument. */
#include "ingest/words.h"

#include "base/utf8.h"

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool words_starts(str a, str prefix) {
    if (prefix.n > a.n)
        return false;
    for (uint32_t i = 0; i < prefix.n; i++)
        if (lower(a.p[i]) != lower(prefix.p[i]))
            return false;
    return true;
}

bool words_begin(str a, const char *prefix) {
    return words_starts(a, str_from(prefix));
}

bool words_is(str a, const char *z) {
    str b = str_from(z);
    return a.n == b.n && words_starts(a, b);
}

uint32_t words_find(str a, const char *needle, uint32_t from) {
    str b = str_from(needle);
    for (uint32_t i = from; i + b.n <= a.n; i++)
        if (words_starts(str_slice(a, i, a.n), b))
            return i;
    return UINT32_MAX;
}

/* Length of a quote, bracket or stop at the head (or, is_back, the tail) of s; 0 if there is none.
 */
static uint32_t mark_length(str s, bool is_back) {
    static const char ascii[] = "\"'()[],.;:!?*|";
    static const char *const wide[] = {"\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x98",
                                       "\xE2\x80\x99", "\xE2\x80\xA6"};
    if (s.n == 0)
        return 0;
    char c = is_back ? s.p[s.n - 1] : s.p[0];
    if (c && strchr(ascii, c))
        return 1;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (is_back ? str_ends(s, str_from(wide[i])) : str_starts(s, str_from(wide[i])))
            return 3;
    return 0;
}

str words_strip(str s) {
    uint32_t n;
    while ((n = mark_length(s, false)) != 0)
        s = str_slice(s, n, s.n);
    while ((n = mark_length(s, true)) != 0)
        s.n -= n;
    return s;
}

bool words_next(str *rest, str *word) {
    *rest = str_trim(*rest);
    if (rest->n == 0)
        return false;
    uint32_t n = 0;
    while (n < rest->n && !strchr(" \t\r\n", rest->p[n]))
        n++;
    *word = str_slice(*rest, 0, n);
    *rest = str_slice(*rest, n, rest->n);
    return true;
}

bool words_is_capital(str word) {
    uint32_t at = 0;
    return word.n && utf8_is_upper(utf8_next(word, &at));
}

bool words_is_all_upper(str word) {
    uint32_t letters = 0;
    for (uint32_t at = 0; at < word.n;) {
        uint32_t c = utf8_next(word, &at);
        if (!utf8_is_letter(c))
            continue;
        if (!utf8_is_upper(c))
            return false;
        letters++;
    }
    return letters >= 2;
}

static bool is_joining(str word) {
    static const char *const known[] = {"and", "by",  "of",  "for", "with", "the", "in",
                                        "via", "de",  "la",  "al",  "bin",  "ibn", "el",
                                        "der", "von", "van", "at",  "on",   "&",   "da",
                                        "dos", "du",  "abu", "/",   "|",    "-"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (words_is(word, known[i]))
            return true;
    return false;
}

bool words_is_name_list(str s, uint32_t most) {
    str word;
    uint32_t n = 0, capitals = 0;
    while (words_next(&s, &word)) {
        str bare = words_strip(word);
        bool is_stop = str_ends(word, STR(".")) && bare.n > 3;
        if (++n > most || (is_stop && str_trim(s).n > 0))
            return false;
        if (words_is_capital(bare))
            capitals++;
        else if (bare.n && !is_joining(bare) && !(bare.p[0] >= '0' && bare.p[0] <= '9') &&
                 bare.p[0] != '@')
            return false;
    }
    return capitals > 0;
}

bool words_ends_sentence(str s) {
    s = str_trim(s);
    for (uint32_t n; (n = mark_length(s, true)) != 0; s.n -= n) {
        char c = s.p[s.n - 1];
        if (c == '.' || c == '!' || c == '?' || n == 3) {
            bool is_stop = n == 1 || str_ends(s, STR("\xE2\x80\xA6"));
            if (is_stop)
                return true;
        }
    }
    return false;
}

uint32_t words_sentences(str s) {
    uint32_t n = 0;
    str word;
    bool has_ended = true;
    while (words_next(&s, &word)) {
        str bare = words_strip(word);
        if (has_ended && words_is_capital(bare))
            n++;
        has_ended = words_ends_sentence(word) && bare.n > 2;
    }
    return n;
}

/* Agencies and outlets that sign a dateline. */
static const char *const agencies[] = {"ap",
                                       "afp",
                                       "reuters",
                                       "cnn",
                                       "upi",
                                       "dpa",
                                       "efe",
                                       "ansa",
                                       "tass",
                                       "xinhua",
                                       "bloomberg",
                                       "bbc",
                                       "interfax",
                                       "ria novosti",
                                       "ria",
                                       "sputnik",
                                       "kyodo",
                                       "kyodo news",
                                       "yonhap",
                                       "anadolu",
                                       "anadolu agency",
                                       "aa",
                                       "irna",
                                       "isna",
                                       "fars",
                                       "tasnim",
                                       "mehr",
                                       "sana",
                                       "wafa",
                                       "petra",
                                       "pti",
                                       "ani",
                                       "ians",
                                       "uni",
                                       "app",
                                       "voa",
                                       "voa news",
                                       "rfe/rl",
                                       "al jazeera",
                                       "associated press",
                                       "the associated press",
                                       "agence france-presse",
                                       "thomson reuters",
                                       "thomson reuters foundation",
                                       "wam",
                                       "spa",
                                       "mena",
                                       "kuna",
                                       "qna",
                                       "bna",
                                       "tap",
                                       "aps",
                                       "cna",
                                       "nhk",
                                       "jiji",
                                       "jiji press",
                                       "antara",
                                       "bernama",
                                       "ukrinform",
                                       "belta",
                                       "azertac",
                                       "trend",
                                       "the new york times",
                                       "new york times",
                                       "nyt",
                                       "the washington post",
                                       "washington post",
                                       "the guardian",
                                       "getty",
                                       "getty images",
                                       "epa",
                                       "epa-efe",
                                       "shutterstock",
                                       "pool",
                                       "nyt news service",
                                       "pool photo",
                                       "ap photo",
                                       "file photo",
                                       "handout",
                                       "supplied",
                                       "twitter",
                                       "facebook",
                                       "un photo",
                                       "dw",
                                       "france 24",
                                       "rt",
                                       "efe-epa",
                                       "via reuters",
                                       "via ap",
                                       "via afp",
                                       "zuma press",
                                       "alamy",
                                       "los angeles times",
                                       "the wall street journal",
                                       "financial times",
                                       "sipa",
                                       "nurphoto",
                                       "wikimedia commons",
                                       "wikinews",
                                       "gulf news",
                                       "tnt",
                                       "ians/ap",
                                       "un news",
                                       "al arabiya"};

bool words_is_agency(str s) {
    s = words_strip(str_trim(s));
    for (size_t i = 0; i < sizeof agencies / sizeof *agencies; i++)
        if (words_is(s, agencies[i]))
            return true;
    return false;
}
