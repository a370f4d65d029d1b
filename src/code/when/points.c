/* One point or stretch of time, by a small hand-written grammar. The rules are tried from the most
 * specific to the most general and the first that fits is taken; each looks at a bounded number of
 * words. Where a word is ambiguous (may, march, second, fall) the neighbours must speak for time.
 */
#include "code/when/points.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_day_number(const struct reader *w, uint32_t i) {
    enum word_kind k = kind_at(w, i);
    return (k == W_NUMBER || k == W_ORDINAL) && value_at(w, i) >= 1 && value_at(w, i) <= 31 &&
           is_digit(w->forms[i].p[0]);
}

/* A count of units: "two", "a", "a few", "about three", "more than two", "a couple of". 0 if none.
 */
static uint32_t read_amount(const struct reader *w, uint32_t i, int *amount, bool *is_rough) {
    uint32_t at = i;
    while (kind_at(w, at) == W_ABOUT && at < i + 4) {
        *is_rough |= value_at(w, at) == 0;
        at++;
    }
    if (kind_at(w, at) == W_NUMBER || kind_at(w, at) == W_ROUGH_NUMBER) {
        *amount = value_at(w, at);
        *is_rough |= kind_at(w, at) == W_ROUGH_NUMBER;
        at++;
    } else if (kind_at(w, at) == W_ARTICLE) {
        *amount = 1;
        at++;
        if (kind_at(w, at) == W_ROUGH_NUMBER) {
            *amount = value_at(w, at);
            *is_rough = true;
            at++;
            if (kind_at(w, at) == W_OF)
                at++;
        }
    } else {
        return 0;
    }
    return *amount > 0 && *amount < 1000 ? at : 0;
}

/* "two weeks", "a few days", and a rough plural without a number ("weeks", "months"). */
uint32_t read_length(const struct reader *w, uint32_t i, struct time_point *p) {
    uint32_t at = read_amount(w, i, &p->amount, &p->is_rough);
    if (!at) {
        if (kind_at(w, i) != W_UNIT || w->forms[i].p[w->forms[i].n - 1] != 's')
            return 0;
        p->amount = 4;
        p->is_rough = p->is_uncounted = true;
        at = i;
    }
    if (kind_at(w, at) == W_DASH)
        at++;
    if (kind_at(w, at) != W_UNIT)
        return 0;
    p->unit = (enum time_unit)value_at(w, at);
    return at + 1;
}

uint32_t read_year_after(const struct reader *w, uint32_t at, struct time_point *p) {
    uint32_t y = at;
    if (kind_at(w, y) == W_COMMA || kind_at(w, y) == W_OF || kind_at(w, y) == W_IN)
        y++;
    if (kind_at(w, y) == W_YEAR) {
        p->year = value_at(w, y);
        return y + 1;
    }
    /* July of last year */
    if (y > at && kind_at(w, at) == W_OF && kind_at(w, y) == W_WHICH &&
        kind_at(w, y + 1) == W_UNIT && value_at(w, y + 1) == UNIT_YEAR) {
        p->which = (enum time_which)value_at(w, y);
        p->amount = 1; /* which tells the year */
        return y + 2;
    }
    return at;
}

static bool is_attack(const struct reader *w, uint32_t at) {
    return is_form(w, at, "attacks") || is_form(w, at, "attack") || is_form(w, at, "terrorist") ||
           is_form(w, at, "terror") || is_form(w, at, "hijackers");
}

static uint32_t read_month_first(const struct reader *w, uint32_t i, struct time_point *p) {
    p->kind = TIME_CALENDAR;
    p->month = value_at(w, i);
    uint32_t at = i + 1;
    if (is_day_number(w, at)) {
        p->day = value_at(w, at++);
        at = read_year_after(w, at, p);
        if (p->month == 9 && p->day == 11 && !p->year && is_attack(w, at))
            p->year = 2001;
        return at;
    }
    return read_year_after(w, at, p);
}

/* 25 December 2019, the 25th of December. */
uint32_t read_day_first(const struct reader *w, uint32_t i, struct time_point *p) {
    if (!is_day_number(w, i))
        return 0;
    uint32_t at = skip(w, i + 1, W_OF);
    if (kind_at(w, at) != W_MONTH)
        return 0;
    p->kind = TIME_CALENDAR;
    p->day = value_at(w, i);
    p->month = value_at(w, at);
    return read_year_after(w, at + 1, p);
}

static uint32_t read_iso(str form, struct time_point *p) {
    struct interval day;
    if (!interval_parse(form, &day))
        return 0;
    struct civil c = date_to_civil(day.first);
    *p = (struct time_point){.kind = TIME_CALENDAR, .year = c.year, .month = c.month, .day = c.day};
    return 1;
}

/* 25/12/2019 where only one order makes a date; 9/11 is the attack of 2001. */
static bool read_slashed(const struct reader *w, uint32_t i, struct time_point *p) {
    str form = w->forms[i];
    if (time_is_word(form, "9/11")) {
        *p = (struct time_point){.kind = TIME_CALENDAR, .year = 2001, .month = 9, .day = 11};
        return true;
    }
    int part[3];
    uint32_t k = 0;
    for (str rest = form, one; str_split(&rest, '/', &one);) {
        if (k == 3)
            return false;
        part[k++] = time_digits(one, 0, one.n);
    }
    if (k != 3 || part[0] < 1 || part[1] < 1 || part[2] < 1900)
        return false;
    bool is_day_first = part[0] > 12 || part[0] == part[1];
    bool is_month_first = part[1] > 12;
    if (is_day_first == is_month_first)
        return false;
    p->kind = TIME_CALENDAR;
    p->year = part[2];
    p->month = is_day_first ? part[1] : part[0];
    p->day = is_day_first ? part[0] : part[1];
    return p->month <= 12 && p->day <= 31;
}

static uint32_t read_daypart(const struct reader *w, uint32_t at) {
    if (kind_at(w, at) == W_DAYPART)
        return at + 1;
    if (kind_at(w, at) == W_PART && kind_at(w, at + 1) == W_DAYPART)
        return at + 2;
    return at;
}

/* Wednesday night; Monday, Dec. 25, 2019; Monday of last week; Monday this week. */
static uint32_t read_weekday(const struct reader *w, uint32_t i, struct time_point *p) {
    p->kind = TIME_WEEKDAY;
    p->weekday = value_at(w, i);
    uint32_t at = read_daypart(w, i + 1), next = skip(w, at, W_COMMA);
    struct time_point date = {0};
    uint32_t end = kind_at(w, next) == W_MONTH && is_day_number(w, next + 1)
                       ? read_month_first(w, next, &date)
                       : read_day_first(w, next, &date);
    if (end) { /* Tuesday, June 25: the weekday tells the year */
        date.weekday = p->weekday;
        date.has_weekday = true;
        *p = date;
        return end;
    }
    next = skip(w, at, W_OF);
    bool is_week = kind_at(w, next) == W_WHICH && kind_at(w, next + 1) == W_UNIT &&
                   value_at(w, next + 1) == UNIT_WEEK;
    if (is_week) {
        int which = value_at(w, next);
        p->amount = which == WHICH_LAST ? -1 : which == WHICH_NEXT ? 1 : 0;
        return next + 2;
    }
    return at;
}

struct phrase {
    const char *words[4];
    enum holiday holiday;
};

static const struct phrase holidays[] = {
    {{"christmas", "eve"}, HOLIDAY_CHRISTMAS_EVE},
    {{"christmas", "day"}, HOLIDAY_CHRISTMAS},
    {{"new", "year", "'s", "eve"}, HOLIDAY_NEW_YEARS_EVE},
    {{"new", "year", "'s", "day"}, HOLIDAY_NEW_YEAR},
    {{"new", "year", "\xe2\x80\x99s", "eve"}, HOLIDAY_NEW_YEARS_EVE},
    {{"new", "year", "\xe2\x80\x99s", "day"}, HOLIDAY_NEW_YEAR},
    {{"good", "friday"}, HOLIDAY_GOOD_FRIDAY},
    {{"easter", "sunday"}, HOLIDAY_EASTER},
    {{"easter", "day"}, HOLIDAY_EASTER},
    {{"thanksgiving", "day"}, HOLIDAY_THANKSGIVING},
    {{"fourth", "of", "july"}, HOLIDAY_JULY_FOURTH},
    {{"valentine", "'s", "day"}, HOLIDAY_VALENTINE},
    {{"may", "day"}, HOLIDAY_MAY_DAY},
    {{"eid", "al", "-", "fitr"}, HOLIDAY_EID_AL_FITR},
    {{"eid", "al-fitr"}, HOLIDAY_EID_AL_FITR},
    {{"eid", "al", "-", "adha"}, HOLIDAY_EID_AL_ADHA},
    {{"eid", "al-adha"}, HOLIDAY_EID_AL_ADHA},
};

static uint32_t read_holiday(const struct reader *w, uint32_t i, struct time_point *p) {
    for (size_t h = 0; h < sizeof holidays / sizeof *holidays; h++) {
        uint32_t k = 0;
        while (k < 4 && holidays[h].words[k] && is_form(w, i + k, holidays[h].words[k]))
            k++;
        if (k == 4 || !holidays[h].words[k]) {
            p->kind = TIME_HOLIDAY;
            p->holiday = holidays[h].holiday;
            return read_year_after(w, i + k, p);
        }
    }
    if (kind_at(w, i) != W_HOLIDAY)
        return 0;
    p->kind = TIME_HOLIDAY;
    p->holiday = (enum holiday)value_at(w, i);
    return read_year_after(w, i + 1, p);
}

/* last week, next Monday, this April, last summer, last night, this morning, last year's. */
static uint32_t read_which(const struct reader *w, uint32_t i, struct time_point *p) {
    if (is_form(w, i, "this") && kind_at(w, i + 1) == W_WHICH)
        i++; /* this past Friday */
    p->which = (enum time_which)value_at(w, i);
    uint32_t at = i + 1, end;
    switch (kind_at(w, at)) {
    case W_UNIT:
        p->unit = (enum time_unit)value_at(w, at);
        if (w->forms[at].p[w->forms[at].n - 1] == 's')
            return 0;
        if (is_form(w, i, "following") ||
            (p->unit == UNIT_DAY && (p->which == WHICH_NEXT || p->which == WHICH_LAST))) {
            p->kind = TIME_ANCHORED;
            p->amount = p->which == WHICH_LAST ? -1 : 1;
            return at + 1;
        }
        p->kind = TIME_UNIT;
        return at + 1;
    case W_WEEKDAY:
        end = read_weekday(w, at, p);
        if (p->which == WHICH_LAST && is_form(w, i, "past"))
            p->which = WHICH_UNSAID;
        return end;
    case W_MONTH:
        return read_month_first(w, at, p);
    case W_SEASON:
        p->kind = TIME_SEASON;
        p->month = value_at(w, at);
        return at + 1;
    case W_DAYPART:
        p->kind = TIME_OFFSET;
        p->amount = p->which == WHICH_LAST ? -1 : p->which == WHICH_NEXT ? 1 : 0;
        return at + 1;
    default:
        return read_holiday(w, at, p);
    }
}

/* A count of units and what it counts from. */
static uint32_t read_counted(const struct reader *w, uint32_t i, struct time_point *p) {
    struct time_point length = {0};
    uint32_t at = read_length(w, i, &length);
    if (!at)
        return 0;
    *p = length;
    switch (kind_at(w, at)) {
    case W_AGO:
        p->kind = TIME_AGO;
        p->amount = -p->amount;
        return at + 1;
    case W_PART: /* two days earlier, three years later */
        if (!is_form(w, at, "earlier") && !is_form(w, at, "later"))
            return 0;
        p->kind = TIME_ANCHORED;
        if (is_form(w, at, "earlier"))
            p->amount = -p->amount;
        return at + 1;
    case W_BEFORE:
    case W_AFTER:
        p->kind = TIME_ANCHORED;
        if (kind_at(w, at) == W_BEFORE)
            p->amount = -p->amount;
        return at + 1;
    case W_OF: /* four days of fighting */
        if (p->amount == 1 && !p->is_rough)
            return 0;
        p->kind = TIME_LENGTH;
        return at;
    default:
        return 0;
    }
}

/* for two months, over the past year, the last five years, in the past two weeks. */
uint32_t read_past_length(const struct reader *w, uint32_t i, struct time_point *p) {
    uint32_t at = skip(w, i, W_THE);
    if (kind_at(w, at) != W_WHICH || value_at(w, at) != WHICH_LAST)
        return 0;
    at++;
    if (kind_at(w, at) == W_UNIT && value_at(w, at) != UNIT_DAY && at >= i + 2) {
        p->kind = TIME_LENGTH; /* the past year */
        p->which = WHICH_LAST;
        p->unit = (enum time_unit)value_at(w, at);
        p->amount = 1;
        return at + 1;
    }
    uint32_t end = read_length(w, at, p);
    p->kind = TIME_LENGTH;
    p->which = WHICH_LAST;
    return end;
}

static uint32_t read_recent(const struct reader *w, uint32_t i, struct time_point *p) {
    if (kind_at(w, i) != W_RECENT)
        return 0;
    p->kind = TIME_VAGUE;
    if (value_at(w, i))
        return i + 1;
    return kind_at(w, i + 1) == W_UNIT ? i + 2 : 0;
}

/* that day, the same month, the day before, a week after (handled by counts). */
static uint32_t read_same(const struct reader *w, uint32_t i, struct time_point *p) {
    uint32_t at = skip(w, i, W_THE);
    p->kind = TIME_ANCHORED;
    p->amount = 0;
    if (kind_at(w, at) == W_SAME) {
        enum word_kind k = kind_at(w, at + 1);
        if (k == W_DAYPART || (k == W_UNIT && value_at(w, at + 1) != UNIT_HOUR))
            return at + 2;
        return 0;
    }
    if (at == i || kind_at(w, at) != W_UNIT)
        return 0;
    if (kind_at(w, at + 1) == W_BEFORE || kind_at(w, at + 1) == W_AFTER) {
        p->unit = (enum time_unit)value_at(w, at);
        p->amount = kind_at(w, at + 1) == W_BEFORE ? -1 : 1;
        return at + 2;
    }
    return 0;
}

/* late on Sunday; earlier this year; the end of May; mid-August; later in the week; early 2003. */
static uint32_t read_bare(const struct reader *w, uint32_t i, struct time_point *p) {
    uint32_t end;
    switch (kind_at(w, i)) {
    case W_MONTH:
        if ((end = read_holiday(w, i, p)))
            return end;
        if (is_form(w, i, "may") && w->forms[i].p[0] != 'M')
            return 0;
        return read_month_first(w, i, p);
    case W_MID_MONTH:
        p->part = PART_MIDDLE;
        return read_month_first(w, i, p);
    case W_MID_YEAR:
        p->kind = TIME_CALENDAR;
        p->year = value_at(w, i);
        return i + 1;
    case W_WEEKDAY:
        return read_weekday(w, i, p);
    case W_ISO:
        return read_iso(w->forms[i], p) ? i + 1 : 0;
    case W_SLASHED:
        return read_slashed(w, i, p) ? i + 1 : 0;
    case W_YEAR:
        p->kind = TIME_CALENDAR;
        p->year = value_at(w, i);
        return i + 1;
    case W_DECADE:
        p->kind = TIME_DECADE;
        p->year = value_at(w, i);
        return i + 1;
    case W_OFFSET:
        p->kind = TIME_OFFSET;
        p->amount = value_at(w, i);
        return read_daypart(w, i + 1);
    case W_OVERNIGHT:
        p->kind = TIME_NIGHT;
        return i + 1;
    case W_SEASON:
        p->kind = TIME_SEASON;
        p->month = value_at(w, i);
        end = read_year_after(w, i + 1, p);
        return p->year ? end : 0;
    case W_WHICH:
        return read_which(w, i, p);
    default:
        break;
    }
    if ((end = read_day_first(w, i, p)) || (end = read_holiday(w, i, p)))
        return end;
    return 0;
}

/* "later in the week": the unit at hand. */
static uint32_t read_in_the_unit(const struct reader *w, uint32_t i, struct time_point *p) {
    if (kind_at(w, i) != W_IN || kind_at(w, i + 1) != W_THE || kind_at(w, i + 2) != W_UNIT)
        return 0;
    p->unit = (enum time_unit)value_at(w, i + 2);
    p->which = WHICH_THIS;
    if (p->unit == UNIT_DAY) { /* the day named last, else the report's */
        p->kind = TIME_ANCHORED;
        p->amount = 0;
        p->is_rough = true;
    } else {
        p->kind = TIME_UNIT;
    }
    return i + 3;
}

static uint32_t read_with_part(const struct reader *w, uint32_t i, struct time_point *p) {
    enum time_part part = (enum time_part)value_at(w, i);
    uint32_t at = i + 1, end = read_in_the_unit(w, at, p);
    if (!end) {
        while (kind_at(w, at) == W_OF || kind_at(w, at) == W_DASH || kind_at(w, at) == W_ON ||
               kind_at(w, at) == W_THE || kind_at(w, at) == W_IN)
            at++;
        if (at > i + 3)
            return 0;
        end = read_bare(w, at, p);
    }
    p->part = part;
    return end;
}

/* "mid-August", "late-2003" kept as one word by some tokenizers is not read. */
uint32_t read_point(const struct reader *w, uint32_t i, struct time_point *p) {
    uint32_t end;
    *p = (struct time_point){0};
    if ((end = read_counted(w, i, p)))
        return end;
    *p = (struct time_point){0};
    if ((end = read_past_length(w, i, p)))
        return end;
    *p = (struct time_point){0};
    if ((end = read_same(w, i, p)))
        return end;
    *p = (struct time_point){0};
    if ((end = read_recent(w, i, p)))
        return end;
    uint32_t at = skip(w, i, W_THE);
    if (at > i && kind_at(w, at) == W_UNIT && value_at(w, at) == UNIT_WEEKEND &&
        time_is_word(w->forms[at], "weekend")) {
        p->kind = TIME_UNIT; /* over the weekend, at the weekend */
        p->unit = UNIT_WEEKEND;
        return at + 1;
    }
    if (kind_at(w, at) == W_PART)
        return read_with_part(w, at, p);
    return read_bare(w, at, p);
}
