/* Wrapping and code-point offsets on the way out. */
#include "unit.h"

#include "base/offsets.h"
#include "base/utf8.h"
#include "export/flow.h"

static str written(const struct buffer *b) {
    return (str){b->p, (uint32_t)b->n};
}

static void words_wrap_at_the_width(void **state) {
    (void)state;
    struct buffer b = {0};
    struct flow f = flow_open(&b, 20, false);
    flow_text(&f, FLOW_PLAIN, "one two three  four\nfive six");
    flow_line(&f);
    check_str(written(&b), "one two three four\nfive six\n");
    buffer_reset(&b);
    flow_text(&f, FLOW_PLAIN, "exactly twenty colum next"); /* 20 columns fit */
    flow_line(&f);
    check_str(written(&b), "exactly twenty colum\nnext\n");
    buffer_free(&b);
}

static void wide_and_combining_characters_count_as_shown(void **state) {
    (void)state;
    assert_int_equal(flow_columns(STR("\xE4\xB8\xAD\xE5\x9B\xBD")), 4); /* two ideographs */
    assert_int_equal(flow_columns(STR("e\xCC\x81")), 1);
    assert_int_equal(flow_columns(STR("\xE2\x80\x9C"
                                      "a\xE2\x80\x9D")),
                     3);
}

static void reports_cannot_command_the_terminal(void **state) {
    (void)state;
    struct buffer b = {0};
    struct flow f = flow_open(&b, 40, true);
    flow_put(&f, FLOW_PLAIN,
             STR("a\033[31mb\x07"
                 "c\xC2\x9B"
                 "d\xE2\x80\xAE"
                 "e"));
    flow_line(&f);
    check_str(written(&b), "a\xEF\xBF\xBD[31mb\xEF\xBF\xBD"
                           "c\xEF\xBF\xBD"
                           "de\n");
    buffer_free(&b);
}

static void styles_end_with_their_word(void **state) {
    (void)state;
    struct buffer b = {0};
    struct flow f = flow_open(&b, 40, true);
    flow_text(&f, FLOW_BOLD, "a b");
    flow_text(&f, FLOW_PLAIN, ",");
    flow_line(&f);
    check_str(written(&b), "\033[1ma\033[0m \033[1mb\033[0m,\n");
    buffer_free(&b);
}

static void words_longer_than_the_line_are_cut(void **state) {
    (void)state;
    struct buffer b = {0};
    struct flow f = flow_open(&b, 20, false);
    char word[3000];
    memset(word, 'x', sizeof word);
    flow_put(&f, FLOW_PLAIN, (str){word, sizeof word});
    flow_line(&f);
    str rest = written(&b), line;
    uint32_t n = 0;
    while (str_split(&rest, '\n', &line)) {
        assert_true(line.n <= 20);
        n += line.n;
    }
    assert_int_equal(n, sizeof word);
    buffer_free(&b);
}

static void offsets_count_code_points(void **state) {
    (void)state;
    struct arena a = {0};
    char text[4000];
    for (size_t i = 0; i < sizeof text; i += 4)
        memcpy(text + i, i % 3 ? "ab\xC3\xA9" : "a\xE2\x80\x94", 4);
    str s = {text, sizeof text};
    struct offsets o;
    assert_true(offsets_open(s, &a, &o));
    for (uint32_t at = 0; at <= s.n; at++) {
        bool is_boundary = at == s.n || ((unsigned char)text[at] & 0xC0) != 0x80;
        if (is_boundary)
            assert_int_equal(offsets_points(&o, at), utf8_length(str_slice(s, 0, at)));
    }
    assert_int_equal(offsets_points(&o, s.n + 50), utf8_length(s));
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_wrap_at_the_width),
        cmocka_unit_test(wide_and_combining_characters_count_as_shown),
        cmocka_unit_test(reports_cannot_command_the_terminal),
        cmocka_unit_test(styles_end_with_their_word),
        cmocka_unit_test(words_longer_than_the_line_are_cut),
        cmocka_unit_test(offsets_count_code_points),
    };
    return cmocka_run_group_tests_name("flow", tests, NULL, NULL);
}
