/* Counts in words → ranges. */
#include "unit.h"

#include "code/count.h"

struct sample {
    const char *words;
    int64_t low, high;
    uint32_t n_words;
    const char *reason;
};

static const struct sample samples[] = {
    {"12 people", 12, 12, 1, "digits"},
    {"1,200 workers", 1200, 1200, 1, "comma"},
    {"two dozen men", 24, 24, 2, "dozen"},
    {"twenty - five men", 25, 25, 3, "tens and ones"},
    {"three hundred thousand people", 300000, 300000, 3, "two scales"},
    {"1.5 million refugees", 1500000, 1500000, 2, "tenths of a million"},
    {"half a million", 500000, 500000, 3, "half"},
    {"a hundred men", 100, 100, 2, "article before a scale"},
    {"a couple of men", 2, 2, 3, "couple"},
    {"several soldiers", 3, 9, 1, "vague"},
    {"several hundred men", 300, 900, 2, "vague scale"},
    {"dozens of people", 24, 99, 1, "vague"},
    {"hundreds of people", 200, 999, 1, "vague"},
    {"Thousands marched", 2000, 9999, 1, "vague, capital"},
    {"tens of thousands of people", 20000, 99999, 3, "vague compound"},
    {"hundreds of thousands", 200000, 999999, 3, "vague compound"},
    {"at least 12", 12, INT64_MAX, 3, "open above"},
    {"more than a dozen others", 12, INT64_MAX, 4, "open above"},
    {"up to 40 militants", 0, 40, 3, "open below"},
    {"12 or more", 12, INT64_MAX, 3, "open above, hedge behind"},
    {"18,250 to 63,000 visitors", 18250, 63000, 3, "range"},
    {"between 5 and 7", 5, 7, 4, "range"},
    {"about 500 men", 500, 500, 2, "about"},
};

static void test_counts(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        str forms[16];
        uint32_t n = 0;
        for (str rest = str_from(samples[i].words), one; n < 16 && str_split(&rest, ' ', &one);)
            forms[n++] = one;
        struct count c = {0};
        bool is_found = count_parse(forms, n, &c);
        if (!is_found || c.low != samples[i].low || c.high != samples[i].high ||
            c.n_words != samples[i].n_words)
            fail_msg("\"%s\" (%s): %lld to %lld in %u words", samples[i].words, samples[i].reason,
                     (long long)c.low, (long long)c.high, c.n_words);
    }
}

static void test_no_counts(void **state) {
    (void)state;
    static const char *const words[] = {"people", "a man", "1.5 percent", "the president", "tens"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        str forms[8];
        uint32_t n = 0;
        for (str rest = str_from(words[i]), one; n < 8 && str_split(&rest, ' ', &one);)
            forms[n++] = one;
        struct count c;
        assert_false(count_parse(forms, n, &c));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_counts),
                                       cmocka_unit_test(test_no_counts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
