/* Sparklines and bars. */
#include "unit.h"

#include "base/chart.h"

#include <math.h>

static void check_line(const double *values, size_t n, const char *wanted) {
    struct arena a = {0};
    check_str(chart_sparkline(&a, values, n), wanted);
    arena_free(&a);
}

static void heights_show_numbers(void **state) {
    (void)state;
    const double week[] = {0, 1, 2, 3, 4, 5, 6, 7};
    check_line(week, 8, "▁▂▃▄▅▆▇█");
    check_line(week, 0, "");
    check_line((const double[]){0, 0}, 2, "▁▁");
    check_line((const double[]){0, 7, 14}, 3, "▁▅█");
    check_line((const double[]){1, 1000}, 2, "▂█"); /* one is not nothing */
    check_line((const double[]){-10, 0, 4}, 3, "▁▁█");
    check_line((const double[]){2, (double)NAN}, 2, "█▁");
}

static void check_bar(double value, const char *wanted) {
    struct arena a = {0};
    check_str(chart_bar(&a, value, 16, 4), wanted);
    arena_free(&a);
}

static void lengths_show_numbers(void **state) {
    (void)state;
    check_bar(16, "████");
    check_bar(8, "██");
    check_bar(7.5, "█▉");
    check_bar(0.5, "▏");
    check_bar(0.001, "▏");
    check_bar(0, "");
    check_bar(99, "████");
    check_bar((double)NAN, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heights_show_numbers),
        cmocka_unit_test(lengths_show_numbers),
    };
    return cmocka_run_group_tests_name("chart", tests, NULL, NULL);
}
