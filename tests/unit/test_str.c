/* Slices and the hash. */
#include "unit.h"

static void slices_compare(void **state) {
    (void)state;
    assert_true(str_equal(STR("abc"), STR("abc")));
    assert_false(str_equal(STR("abc"), STR("abd")));
    assert_true(str_equal((str){NULL, 0}, STR("")));
    assert_true(str_compare(STR("ab"), STR("abc")) < 0); /* a prefix comes first */
    assert_true(str_compare(STR("b"), STR("abc")) > 0);
    assert_true(str_compare(STR("\xC3\xA9"), STR("z")) > 0); /* bytes, not letters */
    assert_true(str_starts(STR("Tripoli"), STR("Tri")));
    assert_false(str_starts(STR("Tr"), STR("Tri")));
    assert_true(str_ends(STR("Tripoli"), STR("oli")));
}

static void trimming_takes_ascii_space(void **state) {
    (void)state;
    check_str(str_trim(STR(" \t a b\r\n")), "a b");
    check_str(str_trim(STR("   ")), "");
}

static void splitting_gives_every_part(void **state) {
    (void)state;
    str rest = STR("a,,b,"), part;
    const char *wanted[] = {"a", "", "b", ""};
    for (int i = 0; i < 4; i++) {
        assert_true(str_split(&rest, ',', &part));
        check_str(part, wanted[i]);
    }
    assert_false(str_split(&rest, ',', &part));
}

static void lists_hold_whole_words(void **state) {
    (void)state;
    assert_true(str_in(STR("in"), "by in of"));
    assert_true(str_in(STR("of"), "by in of"));
    assert_true(str_in(STR("by"), "by"));
    assert_false(str_in(STR("i"), "by in of"));
    assert_false(str_in(STR("into"), "by in of"));
    assert_false(str_in(STR("n"), "by in of"));
    assert_false(str_in(STR(""), "by  of "));
    assert_false(str_in(STR("by"), ""));
}

static void copies_live_in_the_arena(void **state) {
    (void)state;
    struct arena a = {0};
    char source[] = "Turkey";
    str copy = str_copy(&a, str_from(source)), low = str_lower(&a, str_from(source));
    source[0] = 'X';
    check_str(copy, "Turkey");
    check_str(low, "turkey");
    assert_int_equal(copy.p[copy.n], 0);
    arena_free(&a);
}

static void hash_is_the_same_everywhere(void **state) {
    (void)state;
    assert_int_equal(hash_str(STR("")), hash_bytes("", 0, 0));
    assert_int_not_equal(hash_str(STR("a")), hash_str(STR("b")));
    assert_int_not_equal(hash_bytes("a\0", 2, 0), hash_bytes("a", 1, 0)); /* length counts */
    assert_int_not_equal(hash_bytes("a", 1, 0), hash_bytes("a", 1, 1));   /* seed counts */
    char shifted[32] = " harbinger of steps";
    assert_int_equal(hash_bytes(shifted + 1, 18, 7), hash_bytes("harbinger of steps", 18, 7));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_compare),
        cmocka_unit_test(trimming_takes_ascii_space),
        cmocka_unit_test(splitting_gives_every_part),
        cmocka_unit_test(lists_hold_whole_words),
        cmocka_unit_test(copies_live_in_the_arena),
        cmocka_unit_test(hash_is_the_same_everywhere),
    };
    return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
