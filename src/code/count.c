/* Counts in words, by a small grammar: hedge, number, hedge ("at least two dozen", "12 or more");
 * vague ones become ranges (several 3-9, dozens 24-99, hundreds 200-999). Tables of words, read
 * from left to right; a count is a few words long. */
#include "code/count.h"

#include <string.h>

struct number_word {
    const char *word;
    int64_t low, high;
};

static const struct number_word ones[] = {
    {"one", 1, 1},         {"two", 2, 2},        {"three", 3, 3},      {"four", 4, 4},
    {"five", 5, 5},        {"six", 6, 6},        {"seven", 7, 7},      {"eight", 8, 8},
    {"nine", 9, 9},        {"ten", 10, 10},      {"eleven", 11, 11},   {"twelve", 12, 12},
    {"thirteen", 13, 13},  {"fourteen", 14, 14}, {"fifteen", 15, 15},  {"sixteen", 16, 16},
    {"seventeen", 17, 17}, {"eighteen", 18, 18}, {"nineteen", 19, 19}, {"twenty", 20, 20},
    {"thirty", 30, 30},    {"forty", 40, 40},    {"fifty", 50, 50},    {"sixty", 60, 60},
    {"seventy", 70, 70},   {"eighty", 80, 80},   {"ninety", 90, 90},   {"several", 3, 9},
    {"a", 1, 1},           {"an", 1, 1},
};
static const struct number_word scales[] = {
    {"dozen", 12, 12},
    {"hundred", 100, 100},
    {"thousand", 1000, 1000},
    {"million", 1000000, 1000000},
    {"billion", 1000000000, 1000000000},
};
static const struct number_word many[] = {
    {"dozens", 24, 99},
    {"scores", 40, 99},
    {"hundreds", 200, 999},
    {"thousands", 2000, 9999},
    {"millions", 2000000, 9999999},
};

enum hedge { HEDGE_NONE, HEDGE_LEAST, HEDGE_MOST };

/* Words before a number. */
static const struct {
    const char *words[4];
    enum hedge hedge;
} hedges[] = {
    {{"at", "least"}, HEDGE_LEAST},
    {{"more", "than"}, HEDGE_LEAST},
    {{"no", "fewer", "than"}, HEDGE_LEAST},
    {{"not", "less", "than"}, HEDGE_LEAST},
    {{"no", "less", "than"}, HEDGE_LEAST},
    {{"over"}, HEDGE_LEAST},
    {{"up", "to"}, HEDGE_MOST},
    {{"at", "most"}, HEDGE_MOST},
    {{"as", "many", "as"}, HEDGE_MOST},
    {{"fewer", "than"}, HEDGE_MOST},
    {{"less", "than"}, HEDGE_MOST},
    {{"about"}, HEDGE_NONE},
    {{"around"}, HEDGE_NONE},
    {{"some"}, HEDGE_NONE},
    {{"nearly"}, HEDGE_NONE},
    {{"almost"}, HEDGE_NONE},
    {{"roughly"}, HEDGE_NONE},
    {{"approximately"}, HEDGE_NONE},
    {{"an", "estimated"}, HEDGE_NONE},
    {{"estimated"}, HEDGE_NONE},
    {{"another"}, HEDGE_NONE},
    {{"the"}, HEDGE_NONE},
    {{"all"}, HEDGE_NONE},
};

#define SIZE(table) (sizeof(table) / sizeof *(table))

static bool is_form(const str *forms, uint32_t n, uint32_t at, const char *z) {
    if (at >= n || forms[at].n != strlen(z))
        return false;
    for (uint32_t i = 0; i < forms[at].n; i++) {
        char c = forms[at].p[i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c + 32) : c) != z[i])
            return false;
    }
    return true;
}

static const struct number_word *lookup(const struct number_word *table, size_t size,
                                        const str *forms, uint32_t n, uint32_t at) {
    for (size_t i = 0; i < size; i++)
        if (is_form(forms, n, at, table[i].word))
            return &table[i];
    return NULL;
}

/* "1,200", "12"; "1.5" only before a scale, as tenths. False for years of no count are the caller's
 * affair. */
static bool read_digits(str form, int64_t *value, int64_t *tenths) {
    int64_t v = 0;
    uint32_t i = 0, digits = 0;
    *tenths = 0;
    for (; i < form.n && form.p[i] != '.'; i++) {
        if (form.p[i] == ',' && i > 0)
            continue;
        if (form.p[i] < '0' || form.p[i] > '9' || ++digits > 12)
            return false;
        v = v * 10 + (form.p[i] - '0');
    }
    if (i < form.n) {
        if (i + 2 != form.n || form.p[i + 1] < '0' || form.p[i + 1] > '9')
            return false;
        *tenths = form.p[i + 1] - '0';
    }
    *value = v;
    return digits > 0;
}

static uint32_t read_scale(const str *forms, uint32_t n, uint32_t at, struct count *c,
                           int64_t tenths) {
    const struct number_word *scale;
    while ((scale = lookup(scales, SIZE(scales), forms, n, at)) && c->high < 1000000000) {
        c->low = c->low * scale->low + tenths * scale->low / 10;
        c->high = c->high * scale->high + tenths * scale->high / 10;
        tenths = 0;
        at++;
    }
    return at;
}

/* "twenty - five": a ten and a one. */
static uint32_t read_tens(const str *forms, uint32_t n, uint32_t at, struct count *c) {
    uint32_t next = is_form(forms, n, at, "-") ? at + 1 : at;
    const struct number_word *one = lookup(ones, 9, forms, n, next);
    if (c->low < 20 || c->low > 90 || !one)
        return at;
    c->low += one->low;
    c->high += one->high;
    return next + 1;
}

/* dozens, hundreds of thousands, tens of thousands. */
static uint32_t read_many(const str *forms, uint32_t n, uint32_t at, struct count *c) {
    bool is_tens = is_form(forms, n, at, "tens");
    const struct number_word *m = is_tens ? NULL : lookup(many, SIZE(many), forms, n, at);
    if (!m && !is_tens)
        return 0;
    c->low = is_tens ? 20 : m->low;
    c->high = is_tens ? 99 : m->high;
    if (is_form(forms, n, at + 1, "of")) {
        const struct number_word *of = lookup(many, SIZE(many), forms, n, at + 2);
        if (of && of->low >= 2000) {
            int64_t unit = of->low / 2;
            c->high = (c->high + 1) * unit - 1;
            c->low *= unit;
            return at + 3;
        }
    }
    return is_tens ? 0 : at + 1;
}

static uint32_t read_number(const str *forms, uint32_t n, uint32_t at, struct count *c) {
    int64_t value, tenths = 0;
    uint32_t end = read_many(forms, n, at, c);
    if (end || at >= n)
        return end;
    if (read_digits(forms[at], &value, &tenths)) {
        *c = (struct count){0, value, value};
        end = read_scale(forms, n, at + 1, c, tenths);
        return tenths && end == at + 1 ? 0 : end;
    }
    bool is_article = is_form(forms, n, at, "a") || is_form(forms, n, at, "an");
    if (is_article && is_form(forms, n, at + 1, "couple")) {
        *c = (struct count){0, 2, 2};
        return is_form(forms, n, at + 2, "of") ? at + 3 : at + 2;
    }
    if (is_article && is_form(forms, n, at + 1, "few")) {
        *c = (struct count){0, 3, 5};
        return read_scale(forms, n, at + 2, c, 0);
    }
    if (is_form(forms, n, at, "half") && is_form(forms, n, at + 1, "a") &&
        is_form(forms, n, at + 2, "million")) {
        *c = (struct count){0, 500000, 500000};
        return at + 3;
    }
    const struct number_word *one = lookup(ones, SIZE(ones), forms, n, at);
    if (!one) {
        *c = (struct count){0, 1, 1}; /* "dozen" after "more than a" is taken above */
        return 0;
    }
    *c = (struct count){0, one->low, one->high};
    end = read_tens(forms, n, at + 1, c);
    uint32_t scaled = read_scale(forms, n, end, c, 0);
    return is_article && scaled == end ? 0 : scaled;
}

static uint32_t read_hedge(const str *forms, uint32_t n, uint32_t at, enum hedge *hedge) {
    for (size_t i = 0; i < SIZE(hedges); i++) {
        uint32_t k = 0;
        while (k < 4 && hedges[i].words[k] && is_form(forms, n, at + k, hedges[i].words[k]))
            k++;
        if (k > 0 && (k == 4 || !hedges[i].words[k])) {
            if (hedges[i].hedge != HEDGE_NONE)
                *hedge = hedges[i].hedge;
            return at + k;
        }
    }
    return at;
}

bool count_parse(const str *forms, uint32_t n, struct count *out) {
    enum hedge hedge = HEDGE_NONE;
    struct count second;
    bool is_between = is_form(forms, n, 0, "between");
    uint32_t at = is_between ? 1 : 0;
    for (int i = 0; i < 3; i++)
        at = read_hedge(forms, n, at, &hedge);
    uint32_t end = read_number(forms, n, at, out);
    if (!end)
        return false;
    bool is_range = is_form(forms, n, end, "to") || is_form(forms, n, end, "-") ||
                    is_form(forms, n, end, "\xe2\x80\x93") ||
                    (is_between && is_form(forms, n, end, "and"));
    uint32_t other = is_range ? read_number(forms, n, end + 1, &second) : 0;
    if (other && second.high >= out->low) {
        out->high = second.high;
        end = other;
    } else if (is_form(forms, n, end, "or") && is_form(forms, n, end + 1, "more")) {
        hedge = HEDGE_LEAST;
        end += 2;
    }
    if (hedge == HEDGE_LEAST)
        out->high = INT64_MAX;
    else if (hedge == HEDGE_MOST)
        out->low = 0;
    out->n_words = end;
    return true;
}
