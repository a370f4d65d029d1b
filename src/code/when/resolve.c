/* Time expressions on the calendar. Each kind of point becomes a stretch of whole days with a
 * precision, which is how it is printed. The newswire's habits decide what the words leave open: a
 * bare weekday is the last one in the past tense and the next one in the future, the day of
 * publication counting as both; a month without a year is the latest that has begun, or the next in
 * the future; a count of weeks or months ago is good to the month only, a count of years to the
 * year; "last week" runs from Monday to Sunday. Easter after Meeus, Jones and Butcher (1876/1991);
 * Islamic months from the tabular calendar. All O(1). */
#include "code/when/expressions.h"

#include <stdio.h>

static const struct time_value nothing = {DATE_NONE, DATE_NONE, PRECISION_DAY};

static struct time_value days_value(date_day first, date_day last) {
    return (struct time_value){first, last, PRECISION_DAY};
}

/* Months count from year 0: year * 12 + month - 1. */
static int month_number(date_day d) {
    struct civil c = date_to_civil(d);
    return c.year * 12 + c.month - 1;
}

static struct time_value months_value(int first, int last) {
    int y = last / 12, m = last % 12 + 1;
    date_day a = date_from_civil(first / 12, first % 12 + 1, 1);
    date_day b = date_from_civil(y, m, date_month_days(y, m));
    if (a == DATE_NONE || b == DATE_NONE)
        return nothing;
    return (struct time_value){a, b, PRECISION_MONTH};
}

static struct time_value years_value(int first, int last) {
    date_day a = date_from_civil(first, 1, 1), b = date_from_civil(last, 12, 31);
    if (a == DATE_NONE || b == DATE_NONE)
        return nothing;
    return (struct time_value){a, b, PRECISION_YEAR};
}

date_day time_easter(int y) {
    int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
    int g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
    int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
    return date_from_civil(y, month, day);
}

date_day time_islamic(int year, int month, int day) {
    /* 30 years hold 10631 days; the epoch, 622-07-19 Gregorian, is day -492148 */
    int days = (11 * year + 3) / 30 + 354 * (year - 1) + 30 * (month - 1) - (month - 1) / 2;
    return -492148 + days + day - 1;
}

/* The stretch of an Islamic feast that falls into a Gregorian year (the first, where two do). */
static struct time_value islamic_value(int year, int month, int day, int length) {
    int guess = (year - 622) * 33 / 32 - 1;
    for (int i = guess; i < guess + 4; i++) {
        date_day d = time_islamic(i, month, day);
        if (date_to_civil(d).year == year)
            return days_value(d, d + length - 1);
    }
    return nothing;
}

static struct time_value holiday_in(enum holiday h, int year) {
    date_day d = DATE_NONE;
    switch (h) {
    case HOLIDAY_CHRISTMAS:
        d = date_from_civil(year, 12, 25);
        break;
    case HOLIDAY_CHRISTMAS_EVE:
        d = date_from_civil(year, 12, 24);
        break;
    case HOLIDAY_NEW_YEAR:
        d = date_from_civil(year, 1, 1);
        break;
    case HOLIDAY_NEW_YEARS_EVE:
        d = date_from_civil(year, 12, 31);
        break;
    case HOLIDAY_EASTER:
        d = time_easter(year);
        break;
    case HOLIDAY_GOOD_FRIDAY:
        d = time_easter(year) - 2;
        break;
    case HOLIDAY_THANKSGIVING: {
        date_day first = date_from_civil(year, 11, 1);
        d = first == DATE_NONE ? first : first + (3 - date_weekday(first) + 7) % 7 + 21;
        break;
    }
    case HOLIDAY_JULY_FOURTH:
        d = date_from_civil(year, 7, 4);
        break;
    case HOLIDAY_MAY_DAY:
        d = date_from_civil(year, 5, 1);
        break;
    case HOLIDAY_VALENTINE:
        d = date_from_civil(year, 2, 14);
        break;
    case HOLIDAY_NOWRUZ:
        d = date_from_civil(year, 3, 20);
        break;
    case HOLIDAY_RAMADAN:
        return islamic_value(year, 9, 1, 30);
    case HOLIDAY_EID_AL_FITR:
        return islamic_value(year, 10, 1, 1);
    case HOLIDAY_EID_AL_ADHA:
        return islamic_value(year, 12, 10, 1);
    case HOLIDAY_ASHURA:
        return islamic_value(year, 1, 10, 1);
    }
    return d == DATE_NONE ? nothing : days_value(d, d);
}

/* Which year a yearly date means: `value_of(year)` must give the date in a year. */
static int choose_year(date_day report, date_day this_year, enum time_which which,
                       enum time_tense tense, bool is_exact) {
    int year = date_to_civil(report).year;
    if (this_year == DATE_NONE)
        return year;
    if (which == WHICH_LAST)
        return this_year < report ? year : year - 1;
    if (which == WHICH_NEXT)
        return this_year > report ? year : year + 1;
    if (which == WHICH_THIS)
        return year;
    if (tense == TENSE_FUTURE) {
        bool is_now = report - this_year < (is_exact ? 14 : 31);
        return is_now ? year : year + 1;
    }
    if (this_year <= report)
        return year;
    /* a bare date a little ahead is an announced one: "ahead of the January 30 elections" */
    bool is_near = is_exact && tense == TENSE_UNKNOWN && this_year - report <= 60;
    return is_near ? year : year - 1;
}

static struct time_value part_of_month(int month, enum time_part part) {
    (void)part; /* the guidelines give "early November" as the month */
    return months_value(month, month);
}

/* The year nearest to `year` in which the day falls on its weekday, within three; else `year`. */
static int year_of_weekday(const struct time_point *p, int year) {
    for (int k = 0; k <= 6; k++) {
        int y = year + (k % 2 ? -(k + 1) / 2 : k / 2);
        date_day d = date_from_civil(y, p->month, p->day);
        if (d != DATE_NONE && date_weekday(d) == p->weekday)
            return y;
    }
    return year;
}

static struct time_value resolve_calendar(const struct time_point *p, date_day report,
                                          enum time_tense tense) {
    int year = p->year;
    if (!p->month) {
        return year ? years_value(year, year) : nothing;
    }
    if (!year) {
        if (report == DATE_NONE)
            return nothing;
        int now = date_to_civil(report).year;
        int day = p->day ? p->day : 1;
        if (p->amount) { /* July of last year */
            year = now + (p->which == WHICH_LAST ? -1 : p->which == WHICH_NEXT);
        } else if (!p->day &&
                   p->which ==
                       WHICH_LAST) { /* last April, said in April or later: the one before */
            year = p->month < date_to_civil(report).month ? now : now - 1;
        } else {
            if (p->month == 2 && day == 29)
                day = 28;
            year =
                choose_year(report, date_from_civil(now, p->month, day), p->which, tense, p->day);
        }
    }
    if (p->has_weekday && !p->year)
        year = year_of_weekday(p, year);
    if (!p->day)
        return part_of_month(year * 12 + p->month - 1, p->part);
    date_day d = date_from_civil(year, p->month, p->day);
    return d == DATE_NONE ? nothing : days_value(d, d);
}

static struct time_value resolve_weekday(const struct time_point *p, date_day report,
                                         enum time_tense tense) {
    if (report == DATE_NONE)
        return nothing;
    int now = date_weekday(report), back = (now - p->weekday + 7) % 7;
    int ahead = (p->weekday - now + 7) % 7;
    date_day d;
    if (p->amount) /* Monday of last week */
        d = report - now + 7 * p->amount + p->weekday;
    else if (p->which == WHICH_LAST)
        d = report - (back ? back : 7);
    else if (p->which == WHICH_NEXT)
        d = report + (ahead ? ahead : 7);
    else if (tense == TENSE_FUTURE)
        d = report + ahead;
    else
        d = report - back;
    return days_value(d, d);
}

static struct time_value resolve_week(const struct time_point *p, date_day report,
                                      enum time_tense tense) {
    int now = date_weekday(report);
    date_day monday = report - now;
    if (p->which == WHICH_LAST)
        return days_value(monday - 7, monday - 1);
    if (p->which == WHICH_NEXT)
        return days_value(monday + 7, monday + 13);
    if (p->part == PART_EARLY)
        return days_value(monday, now ? report - 1 : report);
    if (p->part == PART_LATE || tense == TENSE_FUTURE)
        return days_value(p->part == PART_LATE ? report : monday, monday + 6);
    return days_value(monday, report);
}

static struct time_value resolve_weekend(const struct time_point *p, date_day report,
                                         enum time_tense tense) {
    int now = date_weekday(report);
    date_day saturday = report - now + 5; /* of this week */
    if (p->which == WHICH_NEXT)
        saturday += now >= 5 ? 7 : 0;
    else if (p->which == WHICH_LAST)
        saturday -= 7;
    else if (tense == TENSE_PAST && now < 5)
        saturday -= 7;
    return days_value(saturday, saturday + 1);
}

static struct time_value resolve_unit(const struct time_point *p, date_day report,
                                      enum time_tense tense) {
    if (report == DATE_NONE)
        return nothing;
    int shift = p->which == WHICH_LAST ? -1 : p->which == WHICH_NEXT ? 1 : 0;
    if (p->amount)
        shift *= p->amount;
    struct civil c = date_to_civil(report);
    switch (p->unit) {
    case UNIT_HOUR:
    case UNIT_DAY:
        return days_value(report + shift, report + shift);
    case UNIT_WEEKEND:
        return resolve_weekend(p, report, tense);
    case UNIT_WEEK:
        return resolve_week(p, report, tense);
    case UNIT_MONTH:
        return part_of_month(month_number(report) + shift, p->part);
    case UNIT_YEAR:
        return years_value(c.year + shift, c.year + shift);
    case UNIT_DECADE: {
        int first = c.year / 10 * 10 + 10 * shift;
        return years_value(first, first + 9);
    }
    }
    return nothing;
}

/* amount units from a day, as precisely as the unit allows. */
static struct time_value shifted(date_day from, const struct time_point *p) {
    struct civil c = date_to_civil(from);
    switch (p->unit) {
    case UNIT_HOUR:
        return days_value(from + p->amount / 24, from + p->amount / 24);
    case UNIT_DAY:
        if (p->is_rough && (p->amount > 1 || p->amount < -1))
            return months_value(month_number(from + p->amount), month_number(from + p->amount));
        return days_value(from + p->amount, from + p->amount);
    case UNIT_WEEKEND:
    case UNIT_WEEK: {
        int m = month_number(from + 7 * p->amount);
        return months_value(m, m);
    }
    case UNIT_MONTH: {
        int m = month_number(from) + p->amount;
        return months_value(m, m);
    }
    case UNIT_YEAR:
        return years_value(c.year + p->amount, c.year + p->amount);
    case UNIT_DECADE:
        return years_value(c.year + 10 * p->amount, c.year + 10 * p->amount);
    }
    return nothing;
}

static struct time_value resolve_anchored(const struct time_point *p, struct time_value anchor) {
    if (anchor.first == DATE_NONE)
        return nothing;
    if (p->amount == 0)
        return anchor;
    if (anchor.precision == PRECISION_YEAR && p->unit != UNIT_YEAR && p->unit != UNIT_DECADE)
        return nothing;
    if (anchor.precision == PRECISION_MONTH && p->unit < UNIT_MONTH)
        return nothing;
    date_day from = p->amount > 0 ? anchor.last : anchor.first;
    if (p->unit == UNIT_WEEK && !p->is_rough)
        return days_value(from + 7 * p->amount, from + 7 * p->amount);
    return shifted(from, p);
}

static struct time_value resolve_length(const struct time_point *p, date_day report) {
    if (report == DATE_NONE || p->amount <= 0)
        return nothing;
    int now = month_number(report), year = date_to_civil(report).year;
    switch (p->unit) {
    case UNIT_HOUR:
        return days_value(report - (p->amount + 12) / 24, report);
    case UNIT_DAY:
        return days_value(report - p->amount + 1, report);
    case UNIT_WEEKEND:
    case UNIT_WEEK:
        if (p->amount > 8) /* nobody counts sixteen weeks by the day */
            return months_value(month_number(report - 7 * p->amount), now);
        return days_value(report - 7 * p->amount, report);
    case UNIT_MONTH:
        return months_value(now - p->amount, now);
    case UNIT_YEAR:
        return p->amount == 1 ? months_value(now - 12, now) : years_value(year - p->amount, year);
    case UNIT_DECADE:
        return years_value(year - 10 * p->amount, year);
    }
    return nothing;
}

static struct time_value resolve_decade(const struct time_point *p) {
    int first = p->year, last = p->year + 9;
    if (p->part == PART_EARLY)
        last = first + 3;
    else if (p->part == PART_MIDDLE)
        first += 4, last = first + 2;
    else if (p->part == PART_LATE)
        first += 7;
    return years_value(first, last);
}

static struct time_value resolve_season(const struct time_point *p, date_day report,
                                        enum time_tense tense) {
    int year = p->year;
    if (!year) {
        if (report == DATE_NONE)
            return nothing;
        date_day begins = date_from_civil(date_to_civil(report).year, p->month, 1);
        enum time_which which = p->which;
        if (which == WHICH_LAST && begins != DATE_NONE && report - begins < 92)
            begins += 366; /* last summer, said in summer */
        year = choose_year(report, begins, which, tense, false);
        if (which == WHICH_THIS && p->month == 12 && date_to_civil(report).month < 6)
            year--;
    }
    int month = year * 12 + p->month - 1;
    return months_value(month, month + 2);
}

static struct time_value resolve_holiday(const struct time_point *p, date_day report,
                                         enum time_tense tense) {
    int year = p->year;
    if (!year) {
        if (report == DATE_NONE)
            return nothing;
        struct time_value now = holiday_in(p->holiday, date_to_civil(report).year);
        year = choose_year(report, now.first, p->which, tense, true);
    }
    return holiday_in(p->holiday, year);
}

static struct time_value resolve_point(const struct time_point *p, date_day report,
                                       enum time_tense tense, struct time_value anchor) {
    if (p->is_uncounted && !(p->kind == TIME_ANCHORED && p->unit == UNIT_HOUR))
        return nothing;
    switch (p->kind) {
    case TIME_CALENDAR:
        return resolve_calendar(p, report, tense);
    case TIME_WEEKDAY:
        return resolve_weekday(p, report, tense);
    case TIME_UNIT:
        return resolve_unit(p, report, tense);
    case TIME_OFFSET:
        return report == DATE_NONE ? nothing : days_value(report + p->amount, report + p->amount);
    case TIME_NIGHT:
        return report == DATE_NONE ? nothing : days_value(report, report);
    case TIME_AGO:
        return report == DATE_NONE ? nothing : shifted(report, p);
    case TIME_ANCHORED:
        if (p->amount == 0 && p->is_rough && anchor.first == DATE_NONE && report != DATE_NONE)
            return days_value(report, report); /* later in the day */
        return resolve_anchored(p, anchor);
    case TIME_LENGTH:
        return resolve_length(p, report);
    case TIME_DECADE:
        return resolve_decade(p);
    case TIME_SEASON:
        return resolve_season(p, report, tense);
    case TIME_HOLIDAY:
        return resolve_holiday(p, report, tense);
    case TIME_NONE:
    case TIME_VAGUE:
        break;
    }
    return nothing;
}

bool time_resolve(const struct time_expression *e, date_day report, enum time_tense tense,
                  struct time_value anchor, struct time_value *out) {
    if (e->edge == EDGE_SINCE)
        tense = TENSE_PAST;
    struct time_value a = resolve_point(&e->a, report, tense, anchor);
    *out = a;
    if (a.first == DATE_NONE || e->edge == EDGE_UNTIL)
        return false; /* an end alone dates nothing */
    if (e->edge == EDGE_FROM_TO) {
        struct time_value b = resolve_point(&e->b, report, tense, anchor);
        if (b.first == DATE_NONE)
            return false;
        if (b.precision > a.precision && e->a.kind == TIME_CALENDAR && !e->a.year && e->b.year) {
            struct time_expression first = *e;
            first.a.year = e->b.year;
            a = resolve_point(&first.a, report, tense, anchor);
        }
        if (a.first > b.last) /* "from Monday to Wednesday" across the report's day */
            b = e->b.kind == TIME_WEEKDAY ? days_value(b.first + 7, b.last + 7) : a;
        out->first = a.first;
        out->last = b.last;
        out->precision = a.precision > b.precision ? a.precision : b.precision;
    } else if (e->edge == EDGE_SINCE) {
        if (report == DATE_NONE || a.first > report)
            return false;
        out->last = report;
    }
    return true;
}

struct interval_text time_format(struct time_value v) {
    struct interval_text t = {{0}};
    char one[16], two[16];
    struct civil a = date_to_civil(v.first), b = date_to_civil(v.last);
    const struct civil *ends[2] = {&a, &b};
    char *texts[2] = {one, two};
    for (int i = 0; i < 2; i++) {
        unsigned y = (unsigned)ends[i]->year % 10000u, m = (unsigned)ends[i]->month % 100u;
        unsigned d = (unsigned)ends[i]->day % 100u;
        if (v.precision == PRECISION_DAY)
            snprintf(texts[i], 16, "%04u-%02u-%02u", y, m, d);
        else if (v.precision == PRECISION_MONTH)
            snprintf(texts[i], 16, "%04u-%02u", y, m);
        else
            snprintf(texts[i], 16, "%04u", y);
    }
    if (strcmp(one, two) == 0)
        snprintf(t.z, sizeof t.z, "%s", one);
    else
        snprintf(t.z, sizeof t.z, "%s/%s", one, two);
    return t;
}
