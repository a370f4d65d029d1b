/* JSON writer: shape, escapes, numbers. */
#include "unit.h"

#include "base/alloc.h"
#include "base/json_out.h"

#include <math.h>
#include <stdlib.h>

static void check(struct json_out *j, const char *wanted) {
    assert_false(j->out.failed);
    str written = {j->out.p, (uint32_t)j->out.n};
    check_str(written, wanted);
    buffer_free(&j->out);
    *j = (struct json_out){0};
}

static void commas_and_colons(void **state) {
    (void)state;
    struct json_out j = {0};
    json_object(&j);
    json_key(&j, "a");
    json_array(&j);
    json_integer(&j, -1);
    json_array(&j);
    json_end_array(&j);
    json_bool(&j, true);
    json_end_array(&j);
    json_key(&j, "b");
    json_null(&j);
    json_key(&j, "c");
    json_object(&j);
    json_end_object(&j);
    json_end_object(&j);
    json_newline(&j);
    json_text(&j, "next");
    check(&j, "{\"a\":[-1,[],true],\"b\":null,\"c\":{}}\n\"next\"");
}

static void strings_are_escaped_and_repaired(void **state) {
    (void)state;
    static const struct {
        str in;
        const char *out;
    } cases[] = {
        {{"", 0}, "\"\""},
        {{NULL, 0}, "null"},
        {{"a\"b\\c", 5}, "\"a\\\"b\\\\c\""},
        {{"\n\t\r\b\f\x01", 6}, "\"\\n\\t\\r\\b\\f\\u0001\""},
        {{"\0", 1}, "\"\\u0000\""},
        {{"caf\xC3\xA9 \xEF\xBF\xBD", 9}, "\"caf\xC3\xA9 \xEF\xBF\xBD\""},
        {{"a\xFFz", 3}, "\"a\xEF\xBF\xBDz\""},
        {{"\xF0\x9F\x98z", 4}, "\"\xEF\xBF\xBDz\""}, /* cut off: as long as U+FFFD itself */
        {{"</script>\x7F", 10}, "\"</script>\x7F\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct json_out j = {0};
        json_string(&j, cases[i].in);
        check(&j, cases[i].out);
    }
}

static void reals_are_shortest(void **state) {
    (void)state;
    static const struct {
        double in;
        const char *out;
    } cases[] = {{1, "1.0"},
                 {0.1, "0.1"},
                 {-2.5, "-2.5"},
                 {1e300, "1e+300"},
                 {0.1 + 0.2, "0.30000000000000004"},
                 {32.88743, "32.88743"},
                 {1.0 / 3, "0.3333333333333333"},
                 {-0.0, "-0.0"},
                 {123456789, "123456789.0"},
                 {NAN, "null"},
                 {INFINITY, "null"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct json_out j = {0};
        json_real(&j, cases[i].in);
        check(&j, cases[i].out);
    }
}

static void integers_at_the_ends(void **state) {
    (void)state;
    struct json_out j = {0};
    json_array(&j);
    json_integer(&j, INT64_MIN);
    json_integer(&j, INT64_MAX);
    json_end_array(&j);
    check(&j, "[-9223372036854775808,9223372036854775807]");
}

static void a_maximum_or_refused_memory_is_noted(void **state) {
    (void)state;
    struct json_out j = {.out = {.maximum = 10}};
    json_text(&j, "longer than ten bytes");
    assert_true(j.out.failed);
    assert_true(j.out.n <= 10);
    buffer_free(&j.out);
    struct json_out k = {0};
    mem_fail_after(1);
    json_text(&k, "x");
    mem_fail_after(0);
    assert_true(k.out.failed);
    buffer_free(&k.out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commas_and_colons),
        cmocka_unit_test(strings_are_escaped_and_repaired),
        cmocka_unit_test(reals_are_shortest),
        cmocka_unit_test(integers_at_the_ends),
        cmocka_unit_test(a_maximum_or_refused_memory_is_noted),
    };
    return cmocka_run_group_tests_name("json_out", tests, NULL, NULL);
}
