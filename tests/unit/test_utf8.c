/* UTF-8: repair by maximal subparts, NFC, counting. */
#include "unit.h"

#include "base/utf8.h"

#define FFFD "\xEF\xBF\xBD"

static void ill_formed_bytes_are_replaced(void **state) {
    (void)state;
    static const struct {
        const char *in;
        uint32_t n;
        const char *out;
        uint32_t repaired;
    } cases[] = {
        {"plain", 5, "plain", 0},
        {"caf\xC3\xA9", 5, "caf\xC3\xA9", 0},
        {"a\xFF"
         "b",
         3, "a" FFFD "b", 1},
        {"a\x00"
         "b",
         3, "a" FFFD "b", 1},                            /* NUL */
        {"\xE2\x80", 2, FFFD, 1},                        /* cut short: one subpart */
        {"\xED\xA0\x80", 3, FFFD FFFD FFFD, 3},          /* a surrogate */
        {"\xF4\x90\x80\x80", 4, FFFD FFFD FFFD FFFD, 4}, /* past U+10FFFF */
        {"\xC0\xAF", 2, FFFD FFFD, 2},                   /* overlong */
        {"e\xCC\x81", 3, "\xC3\xA9", 0},                 /* composed */
        {"a\r\nb\rc", 6, "a\nb\nc", 0},
        {"\xF0\x9F\x98\x80", 4, "\xF0\x9F\x98\x80", 0},
    };
    struct arena a = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t repaired;
        check_str(utf8_normalize(&a, (str){cases[i].in, cases[i].n}, &repaired), cases[i].out);
        assert_int_equal(repaired, cases[i].repaired);
    }
    arena_free(&a);
}

static void normalizing_twice_changes_nothing(void **state) {
    (void)state;
    struct arena a = {0};
    uint32_t seed = 1;
    for (int round = 0; round < 2000; round++) {
        char bytes[24];
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = (char)(seed >> 24);
        }
        str once = utf8_normalize(&a, (str){bytes, sizeof bytes}, NULL);
        assert_true(utf8_is_clean(once));
        assert_true(str_equal(once, utf8_normalize(&a, once, NULL)));
        arena_reset(&a);
    }
    arena_free(&a);
}

static void code_points_are_counted(void **state) {
    (void)state;
    str s = STR("\xE2\x80\x9C"
                "caf\xC3\xA9\xE2\x80\x9D x");
    struct utf8_counter c = {.text = s};
    assert_int_equal(utf8_length(s), 8);
    assert_int_equal(utf8_points(&c, 3), 1);
    assert_int_equal(utf8_points(&c, 8), 5);
    assert_int_equal(utf8_points(&c, 6), 4); /* going back */
    assert_int_equal(utf8_points(&c, 999), 8);
}

static void put_and_next_are_inverse(void **state) {
    (void)state;
    for (uint32_t c = 1; c < 0x110000; c += 97) {
        char z[4];
        uint32_t n = utf8_put(c, z), at = 0;
        bool is_surrogate = c >= 0xD800 && c <= 0xDFFF;
        assert_int_equal(utf8_next((str){z, n}, &at), is_surrogate ? 0xFFFD : c);
        assert_int_equal(at, n);
    }
}

static void categories(void **state) {
    (void)state;
    assert_true(utf8_is_letter(0x130) && utf8_is_upper(0x130)); /* Turkish dotted capital I */
    assert_true(utf8_is_letter(0x644));                         /* Arabic lam */
    assert_true(utf8_is_digit('7') && !utf8_is_digit('x'));
    assert_true(utf8_is_space(0xA0) && utf8_is_space(0x3000));
    assert_int_equal(utf8_lower(0x0416), 0x0436);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ill_formed_bytes_are_replaced),
        cmocka_unit_test(normalizing_twice_changes_nothing),
        cmocka_unit_test(code_points_are_counted),
        cmocka_unit_test(put_and_next_are_inverse),
        cmocka_unit_test(categories),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
