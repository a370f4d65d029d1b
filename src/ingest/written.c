/* Written dates: a scanner that looks for a month's name or an ISO date at a given place and takes
 * day and year from beside it. Numbers alone ("01/02/2020") are not read: which is the month
 * depends on the country. Costs O(1) per place tried. */
#include "ingest/written.h"

#include "ingest/words.h"

static const char *const months[12] = {"january",   "february", "march",    "april",
                                       "may",       "june",     "july",     "august",
                                       "september", "october",  "november", "december"};
static const char *const weekdays[7] = {"monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday"};

/* Does `word` abbreviate `name` (three letters at least, "Sept", "Thurs")? */
static bool is_short_for(str word, const char *name, uint32_t most) {
    str full = str_from(name);
    if (word.n < 3 || word.n > full.n || (word.n > most && word.n < full.n))
        return false;
    return words_starts(full, word);
}

int written_month(str word) {
    for (int m = 0; m < 12; m++)
        if (is_short_for(word, months[m], 4))
            return m + 1;
    return 0;
}

bool written_is_weekday(str word) {
    for (int d = 0; d < 7; d++)
        if (is_short_for(word, weekdays[d], 5))
            return true;
    return false;
}

/* A run of letters or of digits; moves past it. */
static str run_of(str s, uint32_t *at, bool is_digit) {
    uint32_t begin = *at;
    while (*at < s.n) {
        char c = s.p[*at];
        bool fits = is_digit ? c >= '0' && c <= '9' : (c | 32) >= 'a' && (c | 32) <= 'z';
        if (!fits)
            break;
        (*at)++;
    }
    return str_slice(s, begin, *at);
}

static int number_of(str digits) {
    int v = 0;
    for (uint32_t i = 0; i < digits.n && i < 6; i++)
        v = v * 10 + (digits.p[i] - '0');
    return v;
}

static void skip(str s, uint32_t *at, const char *bytes) {
    while (*at < s.n && strchr(bytes, s.p[*at]) && s.p[*at])
        (*at)++;
}

/* " 15:23", " 15:23:08 GMT", " 10:11:12 +0100" before a year, as programs write a moment; moves *at
 * past it. */
static void skip_moment(str s, uint32_t *at) {
    uint32_t to = *at;
    skip(s, &to, ", ");
    if (to + 5 > s.n || s.p[to + 2] != ':' || !run_of(s, &(uint32_t){to}, true).n)
        return;
    skip(s, &to, "0123456789:");
    *at = to;
    skip(s, &to, " +-0123");
    str zone = run_of(s, &to, false);
    if (zone.n >= 2 && zone.n <= 4)
        *at = to;
}

/* ", 2020" or " 2020"; leaves *at alone if there is no year. */
static int read_year(str s, uint32_t *at) {
    uint32_t to = *at;
    skip_moment(s, &to);
    skip(s, &to, ", ");
    str digits = run_of(s, &to, true);
    int year = number_of(digits);
    if (digits.n != 4 || year < 1900 || year > 2099)
        return 0;
    *at = to;
    return year;
}

/* "14", "14th"; 0 if there is none. */
static int read_day(str s, uint32_t *at) {
    uint32_t to = *at;
    str digits = run_of(s, &to, true);
    int day = number_of(digits);
    if (digits.n == 0 || digits.n > 2 || day < 1 || day > 31)
        return 0;
    if (to + 1 < s.n && s.p[to] == '.' && s.p[to + 1] == ' ') /* "25. September" */
        to++;
    uint32_t after = to;
    str suffix = run_of(s, &after, false);
    if (words_is(suffix, "st") || words_is(suffix, "nd") || words_is(suffix, "rd") ||
        words_is(suffix, "th"))
        to = after;
    else if (suffix.n)
        return 0;
    *at = to;
    return day;
}

static int read_month(str s, uint32_t *at) {
    uint32_t to = *at;
    int month = written_month(run_of(s, &to, false));
    if (!month)
        return 0;
    if (to < s.n && s.p[to] == '.')
        to++;
    *at = to;
    return month;
}

static bool read_iso(str s, uint32_t *at, struct civil *out) {
    struct interval day;
    if (s.n - *at < 10 || !interval_parse(str_slice(s, *at, *at + 10), &day) ||
        day.first != day.last || s.p[*at + 4] != '-')
        return false;
    *out = date_to_civil(day.first);
    *at += 10;
    if (*at + 5 < s.n && s.p[*at] == 'T') /* a time that goes with it */
        while (*at < s.n && s.p[*at] != ' ' && s.p[*at] != '\n')
            (*at)++;
    return true;
}

bool written_date_read(str s, uint32_t *at, struct civil *out) {
    uint32_t to = *at, after = *at;
    if (written_is_weekday(run_of(s, &after, false))) {
        to = after;
        skip(s, &to, "., ");
    }
    *out = (struct civil){0, 0, 0};
    if (read_iso(s, &to, out)) {
        *at = to;
        return true;
    }
    if ((out->month = read_month(s, &to)) != 0) {
        skip(s, &to, " ");
        if ((out->day = read_day(s, &to)) == 0)
            return false;
    } else {
        if ((out->day = read_day(s, &to)) == 0)
            return false;
        skip(s, &to, " ");
        if ((out->month = read_month(s, &to)) == 0)
            return false;
    }
    out->year = read_year(s, &to);
    if (out->day > date_month_days(out->year ? out->year : 2000, out->month))
        return false;
    *at = to;
    return true;
}

date_day written_day(struct civil c, date_day reference) {
    if (c.year)
        return date_from_civil(c.year, c.month, c.day);
    if (reference == DATE_NONE || !c.month)
        return DATE_NONE;
    enum { SLACK = 7 };
    int year = date_to_civil(reference).year + 1;
    for (int back = 0; back < 6; back++) { /* 29 February may need four years */
        date_day day = date_from_civil(year - back, c.month, c.day);
        if (day != DATE_NONE && day <= reference + SLACK)
            return day;
    }
    return DATE_NONE;
}

date_day written_moment(str s) {
    enum { PACKED = 8, ISO = 10 };
    struct interval i;
    struct civil c;
    uint32_t at = 0;
    s = str_trim(s);
    if (run_of(s, &at, true).n >= PACKED) { /* 20230711, 20230711T100000Z */
        str year = str_slice(s, 0, 4), month = str_slice(s, 4, 6), day = str_slice(s, 6, 8);
        return date_from_civil(number_of(year), number_of(month), number_of(day));
    }
    if (s.n >= ISO && interval_parse(str_slice(s, 0, ISO), &i) && i.first == i.last)
        return i.first;
    for (at = 0; at < s.n; at++)
        if ((at == 0 || s.p[at - 1] == ' ') && written_date_read(s, &at, &c) && c.year)
            return written_day(c, DATE_NONE);
    return DATE_NONE;
}

static bool is_beside_date(str word) {
    static const char *const known[] = {
        "published", "updated",  "last", "posted", "on",       "at",  "date",   "gmt", "est", "edt",
        "utc",       "pst",      "pdt",  "cet",    "cest",     "bst", "am",     "pm",  "a.m", "p.m",
        "first",     "modified", "et",   "ist",    "updated:", "and", "issued", "hrs"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (words_is(word, known[i]))
            return true;
    return word.n == 0 || written_is_weekday(word);
}

/* "10:30", "1030", "10:30am". */
static bool is_clock(str word) {
    uint32_t digits = 0, others = 0;
    for (uint32_t i = 0; i < word.n; i++) {
        if (word.p[i] >= '0' && word.p[i] <= '9')
            digits++;
        else if (word.p[i] != ':' && word.p[i] != '.')
            others++;
    }
    return digits >= 1 && digits <= 6 && others <= 2 && word.n <= 9;
}

bool written_is_date_line(str s, struct civil *out) {
    enum { LONGEST = 120 };
    bool is_found = false;
    if (s.n > LONGEST)
        return false;
    for (uint32_t at = 0; at < s.n;) {
        struct civil c;
        skip(s, &at, " \t\n|,;-/()");
        if (at < s.n && written_date_read(s, &at, &c)) {
            if (!is_found && c.year) {
                *out = c;
                is_found = true;
            }
            continue;
        }
        uint32_t begin = at;
        while (at < s.n && !strchr(" \t\n|,;()", s.p[at]))
            at++;
        str word = words_strip(str_slice(s, begin, at));
        if (!is_beside_date(word) && !is_clock(word))
            return false;
    }
    return is_found;
}

date_day written_in_name(const char *file_name) {
    const char *slash = strrchr(file_name, '/');
    str s = str_from(slash ? slash + 1 : file_name);
    for (uint32_t at = 0; at + 8 <= s.n; at++) {
        uint32_t to = at;
        if (at > 0 && s.p[at - 1] >= '0' && s.p[at - 1] <= '9')
            continue;
        str whole = run_of(s, &to, true);
        int year = 0, month = 0, day = 0;
        if (whole.n == 8) {
            year = number_of(str_slice(whole, 0, 4));
            month = number_of(str_slice(whole, 4, 6));
            day = number_of(str_slice(whole, 6, 8));
        } else if (whole.n == 4 && to + 6 <= s.n && strchr("-_.", s.p[to]) &&
                   s.p[to + 3] == s.p[to]) {
            uint32_t m = to + 1, d = to + 4;
            year = number_of(whole);
            month = number_of(run_of(s, &m, true));
            day = number_of(run_of(s, &d, true));
        }
        if (year >= 1900 && year <= 2099 && date_from_civil(year, month, day) != DATE_NONE)
            return date_from_civil(year, month, day);
    }
    return DATE_NONE;
}
