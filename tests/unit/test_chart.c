/* Sparklines and bars, with blocks and in ASCII. */
#include "unit.h"

#include "export/chart.h"

#include <math.h>

static const struct chart blocks = {.is_utf8 = true}, ascii = {0}, colors = {true, true};

static str written(const struct buffer *b) {
    return (str){b->p, (uint32_t)b->n};
}

static void check_line(const struct chart *c, const double *v, uint32_t n, uint32_t width,
                       const char *wanted) {
    struct buffer b = {0};
    chart_sparkline(c, &b, v, n, NULL, width);
    check_str(written(&b), wanted);
    buffer_free(&b);
}

static void heights_show_numbers(void **state) {
    (void)state;
    const double week[] = {0, 1, 2, 3, 4, 5, 6, 7};
    check_line(&blocks, week, 8, 80, "▁▂▃▄▅▆▇█");
    check_line(&ascii, week, 8, 80, "_.-:=+*#");
    check_line(&blocks, week, 8, 4, "▂▄▆█"); /* means of two: .5 2.5 4.5 6.5 */
    check_line(&blocks, week, 0, 80, "");
    check_line(&blocks, (const double[]){0, 0}, 2, 80, "▁▁");
    check_line(&blocks, (const double[]){1, 1000}, 2, 80, "▂█"); /* one is not nothing */
    check_line(&blocks, (const double[]){-10, 0, 4}, 3, 80, "▁▆█");
    check_line(&blocks, (const double[]){2, (double)NAN, (double)INFINITY, 2}, 4, 80, "█  █");
}

static void marks_are_red_where_there_is_color(void **state) {
    (void)state;
    struct buffer b = {0};
    const double v[] = {1, 7};
    const bool is_marked[] = {false, true};
    chart_sparkline(&colors, &b, v, 2, is_marked, 9);
    check_str(written(&b), "▂\033[31m█\033[0m");
    buffer_reset(&b);
    chart_sparkline(&blocks, &b, v, 2, is_marked, 9);
    check_str(written(&b), "▂█");
    buffer_free(&b);
}

static void check_bar(const struct chart *c, double value, uint32_t columns, const char *wanted) {
    struct buffer b = {0};
    assert_int_equal(chart_bar(c, &b, value, 16, 4), columns);
    check_str(written(&b), wanted);
    buffer_free(&b);
}

static void lengths_show_numbers(void **state) {
    (void)state;
    check_bar(&blocks, 16, 4, "████");
    check_bar(&blocks, 8, 2, "██");
    check_bar(&blocks, 7.5, 2, "█▉");
    check_bar(&blocks, 0.5, 1, "▏");
    check_bar(&blocks, 0.001, 1, "▏");
    check_bar(&blocks, 0, 0, "");
    check_bar(&blocks, 99, 4, "████");
    check_bar(&ascii, 8, 2, "##");
    check_bar(&ascii, 0.001, 1, "#");
    check_bar(&blocks, (double)NAN, 0, "");
}

static void bars_stand_under_each_other(void **state) {
    (void)state;
    struct buffer b = {0};
    const struct chart_row rows[] = {
        {STR("ASSAULT"), {0}, 8}, {STR("CONSULT"), STR("half"), 4}, {STR("PR\033[2J"), {0}, 0}};
    chart_bars(&ascii, &b, rows, 3, 32);
    check_str(written(&b), "ASSAULT   ########  8\n"
                           "CONSULT   ####      half\n"
                           "PR\xEF\xBF\xBD[2J              0\n");
    buffer_reset(&b);
    chart_bars(&ascii, &b, &(struct chart_row){STR("a label that is long"), {0}, 1}, 1, 30);
    check_str(written(&b), "a label th  ####  1\n");
    buffer_free(&b);
}

static void the_locale_says_what_can_be_shown(void **state) {
    (void)state;
    assert_true(chart_locale_is_utf8(NULL, NULL, "en_US.UTF-8"));
    assert_true(chart_locale_is_utf8("", "C.utf8", "C"));
    assert_true(chart_locale_is_utf8(NULL, NULL, "de_DE.UTF-8@euro"));
    assert_false(chart_locale_is_utf8("C", NULL, "en_US.UTF-8"));
    assert_false(chart_locale_is_utf8(NULL, NULL, "ru_RU.KOI8-R"));
    assert_false(chart_locale_is_utf8(NULL, NULL, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heights_show_numbers),
        cmocka_unit_test(marks_are_red_where_there_is_color),
        cmocka_unit_test(lengths_show_numbers),
        cmocka_unit_test(bars_stand_under_each_other),
        cmocka_unit_test(the_locale_says_what_can_be_shown),
    };
    return cmocka_run_group_tests_name("chart", tests, NULL, NULL);
}
