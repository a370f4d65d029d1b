/* Periods as whole numbers, the middle of numbers, and bars of block characters for terminals. */
#include "picture/periods.h"

#include "picture/answer.h"

#include <stdlib.h>

enum { MONDAY_SHIFT = 3 }; /* 1970-01-01 was a Thursday */

static int32_t floor_divide(int32_t a, int32_t b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

int32_t period_of(enum picture_period p, date_day day) {
    if (p == PERIOD_DAY)
        return day;
    if (p == PERIOD_WEEK)
        return floor_divide(day + MONDAY_SHIFT, 7);
    struct civil c = date_to_civil(day);
    return c.year * 12 + c.month - 1;
}

struct interval period_days(enum picture_period p, int32_t number) {
    if (p == PERIOD_DAY)
        return (struct interval){number, number};
    if (p == PERIOD_WEEK)
        return (struct interval){number * 7 - MONDAY_SHIFT, number * 7 - MONDAY_SHIFT + 6};
    int year = number / 12, month = number % 12 + 1;
    return (struct interval){date_from_civil(year, month, 1),
                             date_from_civil(year, month, date_month_days(year, month))};
}

str period_text(struct arena *a, enum picture_period p, int32_t number) {
    return str_copy(a, str_from(interval_format(period_days(p, number)).z));
}

static int order_reals(const void *p, const void *q) {
    double a = *(const double *)p, b = *(const double *)q;
    return (a > b) - (a < b);
}

double median_of(double *values, size_t n) {
    if (!n)
        return 0;
    qsort(values, n, sizeof *values, order_reals);
    return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

/* U+2588 full block to U+258F one eighth: E2 96 88 … 8F. */
str bar_of(struct arena *a, double value, double most, uint32_t width) {
    uint32_t eighths = most > 0 ? (uint32_t)(value / most * width * 8 + 0.5) : 0;
    uint32_t n = eighths / 8, rest = eighths % 8;
    if (!eighths && value > 0)
        rest = 1;
    char *z = arena_alloc(a, (size_t)(n + 1) * 3 + 1);
    if (!z || (!n && !rest))
        return (str){NULL, 0};
    for (uint32_t i = 0; i < n; i++)
        memcpy(z + 3 * i, "\xE2\x96\x88", 3);
    if (rest) {
        char last[3] = {'\xE2', '\x96', (char)(0x90 - rest)};
        memcpy(z + 3 * n, last, 3);
    }
    return (str){z, (n + (rest > 0)) * 3};
}

/* U+2581 to U+2588: E2 96 81 … 88. */
str spark_of(struct arena *a, const double *values, size_t n) {
    double most = 0;
    char *z = arena_alloc(a, n * 3 + 1);
    for (size_t i = 0; i < n; i++)
        most = values[i] > most ? values[i] : most;
    for (size_t i = 0; z && i < n; i++) {
        int level = most > 0 ? (int)(values[i] / most * 7 + 0.5) : 0;
        char bar[3] = {'\xE2', '\x96', (char)(0x81 + level)};
        memcpy(z + 3 * i, bar, 3);
    }
    return (str){z, z ? (uint32_t)(n * 3) : 0};
}
