/* Periods as whole numbers, and the middle of numbers. */
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
