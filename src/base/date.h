/* Civil dates of the proleptic Gregorian calendar, and the precision with which news gives them. */
#ifndef HB_BASE_DATE_H
#define HB_BASE_DATE_H

#include "base/str.h"

/* Days since 1970-01-01; DATE_NONE where there is no date. Years 1 to 9999. */
typedef int32_t date_day;
#define DATE_NONE INT32_MIN

struct civil {
    int year, month, day; /* month 1-12, day 1-31; 0 where not known */
};

date_day date_from_civil(int year, int month, int day); /* DATE_NONE if there is no such day */
struct civil date_to_civil(date_day d);
int date_weekday(date_day d); /* 0 Monday … 6 Sunday */
int date_month_days(int year, int month);

/* A stretch of time: first and last day, both within it; first == DATE_NONE: none. */
struct interval {
    date_day first, last;
};

/* Reads `2019`, `2019-12`, `2019-12-25` (and a time after the day) wholly; false if it is none. */
bool interval_parse(str s, struct interval *out);
/* Writes a day, month, year or `first/last`, the shortest that says the same. A first or last at
 * either end of the calendar is left open (`2014-08-28/`). */
struct interval_text {
    char z[32];
};
struct interval_text interval_format(struct interval i);

#endif
