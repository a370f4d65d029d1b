/* Days, weeks (from Monday) and months as whole numbers that follow one another. */
#ifndef HB_PICTURE_PERIODS_H
#define HB_PICTURE_PERIODS_H

#include "base/date.h"
#include "picture/ask.h"

int32_t period_of(enum picture_period p, date_day day);
/* Its first and last day. */
struct interval period_days(enum picture_period p, int32_t number);
/* "2020-01-06", "2020-01-06/2020-01-12", "2020-01". */
str period_text(struct arena *a, enum picture_period p, int32_t number);

/* The middle of n numbers, which get sorted; 0 of none. */
double median_of(double *values, size_t n);

#endif
