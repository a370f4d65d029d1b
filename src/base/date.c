/* Civil dates after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013):
 * day numbers in O(1) by counting from March in eras of 400 years. */
#include "base/date.h"

#include <stdio.h>

int date_month_days(int year, int month) {
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : days[month - 1];
}

date_day date_from_civil(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > date_month_days(year, month))
        return DATE_NONE;
    int y = year - (month <= 2);
    int era = y / 400, year_of_era = y - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct civil date_to_civil(date_day d) {
    int z = d + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int day_of_era = z - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int mp = (5 * day_of_year + 2) / 153;
    int month = mp < 10 ? mp + 3 : mp - 9;
    return (struct civil){year_of_era + era * 400 + (month <= 2), month,
                          day_of_year - (153 * mp + 2) / 5 + 1};
}

int date_weekday(date_day d) {
    int w = (d + 3) % 7; /* 1970-01-01 was a Thursday */
    return w < 0 ? w + 7 : w;
}

static bool digits(str s, uint32_t at, uint32_t n, int *out) {
    if (at + n > s.n)
        return false;
    int v = 0;
    for (uint32_t i = at; i < at + n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *out = v;
    return true;
}

bool interval_parse(str s, struct interval *out) {
    int y, m = 0, d = 0;
    s = str_trim(s);
    if (!digits(s, 0, 4, &y) || y < 1)
        return false;
    if (s.n == 4) {
        *out = (struct interval){date_from_civil(y, 1, 1), date_from_civil(y, 12, 31)};
        return true;
    }
    if (s.p[4] != '-' || !digits(s, 5, 2, &m) || m < 1 || m > 12)
        return false;
    if (s.n == 7) {
        *out = (struct interval){date_from_civil(y, m, 1),
                                 date_from_civil(y, m, date_month_days(y, m))};
        return true;
    }
    if (s.p[7] != '-' || !digits(s, 8, 2, &d))
        return false;
    if (s.n > 10 && s.p[10] != 'T' && s.p[10] != ' ')
        return false;
    date_day day = date_from_civil(y, m, d);
    *out = (struct interval){day, day};
    return day != DATE_NONE;
}

struct interval_text interval_format(struct interval i) {
    struct interval_text t = {{0}};
    if (i.first == DATE_NONE)
        return t;
    struct civil a = date_to_civil(i.first), b = date_to_civil(i.last);
    bool is_month_end = b.day == date_month_days(b.year, b.month);
    bool is_open_left = a.year == 1 && a.month == 1, is_open_right = b.year == 9999;
    if (i.first == i.last)
        snprintf(t.z, sizeof t.z, "%04d-%02d-%02d", a.year, a.month, a.day);
    else if (is_open_left)
        snprintf(t.z, sizeof t.z, "/%04d-%02d-%02d", b.year, b.month, b.day);
    else if (is_open_right)
        snprintf(t.z, sizeof t.z, "%04d-%02d-%02d/", a.year, a.month, a.day);
    else if (a.day == 1 && is_month_end && a.year == b.year && a.month == b.month)
        snprintf(t.z, sizeof t.z, "%04d-%02d", a.year, a.month);
    else if (a.day == 1 && is_month_end && a.month == 1 && b.month == 12 && a.year == b.year)
        snprintf(t.z, sizeof t.z, "%04d", a.year);
    else if (a.day == 1 && is_month_end && a.month == 1 && b.month == 12)
        snprintf(t.z, sizeof t.z, "%04d/%04d", a.year, b.year);
    else if (a.day == 1 && is_month_end)
        snprintf(t.z, sizeof t.z, "%04d-%02d/%04d-%02d", a.year, a.month, b.year, b.month);
    else
        snprintf(t.z, sizeof t.z, "%04d-%02d-%02d/%04d-%02d-%02d", a.year, a.month, a.day, b.year,
                 b.month, b.day);
    return t;
}
