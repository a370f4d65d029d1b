/* Time expressions: words, the day of the report, the tense → a date in the guidelines' form. */
#include "unit.h"

#include "code/when/expressions.h"

static date_day day_of(const char *iso) {
    struct interval i;
    return *iso && interval_parse(str_from(iso), &i) ? i.first : DATE_NONE;
}

static const struct time_value unknown = {DATE_NONE, DATE_NONE, PRECISION_DAY};

/* The first expression of words split by spaces; "" where there is none. */
static const char *read_date(const char *words, const char *report, enum time_tense tense,
                             struct time_value anchor) {
    static struct interval_text text;
    str forms[32];
    struct time_word kinds[32];
    uint32_t n = 0;
    for (str rest = str_from(words), one; n < 32 && str_split(&rest, ' ', &one);)
        forms[n++] = one;
    for (uint32_t i = 0; i < n; i++)
        kinds[i] = time_word_of(forms[i]);
    for (uint32_t i = 0; i < n; i++) {
        struct time_expression e;
        if (!time_parse(forms, kinds, n, i, &e))
            continue;
        struct time_value v;
        if (!time_resolve(&e, day_of(report), tense, anchor, &v))
            return "";
        text = time_format(v);
        return text.z;
    }
    return "";
}

struct sample {
    const char *words, *report;
    enum time_tense tense;
    const char *expected, *reason;
};

static void check(const struct sample *samples, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const char *got = read_date(samples[i].words, samples[i].report, samples[i].tense, unknown);
        if (strcmp(got, samples[i].expected) != 0)
            fail_msg("\"%s\" seen from %s: got \"%s\", not \"%s\": %s", samples[i].words,
                     samples[i].report, got, samples[i].expected, samples[i].reason);
    }
}
#define CHECK(samples) check(samples, sizeof samples / sizeof *samples)

/* 2026-11-26 is a Thursday, 2026-11-29 a Sunday. */
static void test_absolute(void **state) {
    (void)state;
    static const struct sample samples[] = {
        {"on Dec. 25", "2026-12-30", TENSE_PAST, "2026-12-25", "abbreviated month"},
        {"25 December 2019", "", TENSE_PAST, "2019-12-25", "day first, no report date"},
        {"the 25th of December 2019", "", TENSE_PAST, "2019-12-25", "ordinal"},
        {"December 25 , 2019", "2026-11-26", TENSE_PAST, "2019-12-25", "year after a comma"},
        {"2019-12-25", "", TENSE_PAST, "2019-12-25", "ISO"},
        {"25/12/2019", "", TENSE_PAST, "2019-12-25", "only day first makes a date"},
        {"12/25/2019", "", TENSE_PAST, "2019-12-25", "only month first makes a date"},
        {"05/06/2019", "", TENSE_PAST, "", "either order makes a date: none is chosen"},
        {"Saturday , May 2 , 2026", "2026-11-26", TENSE_PAST, "2026-05-02", "weekday and date"},
        {"in 2011", "2026-11-26", TENSE_PAST, "2011", "year"},
        {"killed 2011 people", "2026-11-26", TENSE_PAST, "", "a count is no year"},
        {"in April 1980", "2026-11-26", TENSE_PAST, "1980-04", "month and year"},
        {"early in 2003", "2026-11-26", TENSE_PAST, "2003", "part of a year"},
        {"in the 1980s", "2026-11-26", TENSE_PAST, "1980/1989", "decade"},
        {"in the late 1990s", "2026-11-26", TENSE_PAST, "1997/1999", "end of a decade"},
        {"in the 1970s and 1980s", "", TENSE_PAST, "1970/1989", "two decades"},
        {"the 9/11 attacks", "2026-11-26", TENSE_PAST, "2001-09-11", "the attack of 2001"},
        {"the September 11 attacks", "2005-10-01", TENSE_PAST, "2001-09-11", "not this year's"},
        {"March on the capital", "2026-11-26", TENSE_PAST, "2026-03",
         "words alone: the tagger decides"},
        {"may meet", "2026-11-26", TENSE_PAST, "", "small may is a verb"},
    };
    CHECK(samples);
}

static void test_weekdays(void **state) {
    (void)state;
    static const struct sample samples[] = {
        {"on Wednesday", "2026-11-26", TENSE_PAST, "2026-11-25", "the last one"},
        {"Wednesday", "2026-11-26", TENSE_FUTURE, "2026-12-02", "the next one"},
        {"on Thursday", "2026-11-26", TENSE_PAST, "2026-11-26", "the day of publication"},
        {"on Thursday", "2026-11-26", TENSE_FUTURE, "2026-11-26", "the day of publication"},
        {"last Thursday", "2026-11-26", TENSE_PAST, "2026-11-19", "last: never the same day"},
        {"next Sunday", "2026-11-29", TENSE_FUTURE, "2026-12-06", "next: never the same day"},
        {"this Friday", "2026-11-26", TENSE_FUTURE, "2026-11-27", "this: by tense"},
        {"this past Friday", "2026-11-26", TENSE_PAST, "2026-11-20", "past"},
        {"late on Monday night", "2026-11-26", TENSE_PAST, "2026-11-23",
         "parts of the day fall away"},
        {"Wednesday of last week", "2026-11-26", TENSE_PAST, "2026-11-18", "week said"},
        {"Saturday and Sunday", "2026-11-30", TENSE_PAST, "2026-11-28/2026-11-29", "two days"},
        {"from Monday to Wednesday", "2026-11-26", TENSE_PAST, "2026-11-23/2026-11-25", "range"},
        {"on Monday", "", TENSE_PAST, "", "nothing to count from"},
    };
    CHECK(samples);
}

static void test_units(void **state) {
    (void)state;
    static const struct sample samples[] = {
        {"last week", "2019-12-26", TENSE_PAST, "2019-12-16/2019-12-22", "Monday to Sunday before"},
        {"last week", "2019-06-23", TENSE_PAST, "2019-06-10/2019-06-16", "the same on a Sunday"},
        {"this week", "2026-11-26", TENSE_PAST, "2026-11-23/2026-11-26", "up to the report"},
        {"this week", "2026-11-26", TENSE_FUTURE, "2026-11-23/2026-11-29", "the whole week"},
        {"earlier this week", "2026-11-26", TENSE_PAST, "2026-11-23/2026-11-25",
         "before the report"},
        {"later this week", "2026-11-26", TENSE_FUTURE, "2026-11-26/2026-11-29",
         "from the report on"},
        {"next week", "2026-11-26", TENSE_FUTURE, "2026-11-30/2026-12-06",
         "Monday to Sunday after"},
        {"this weekend", "2026-11-26", TENSE_FUTURE, "2026-11-28/2026-11-29",
         "Saturday and Sunday"},
        {"last month", "2026-01-10", TENSE_PAST, "2025-12", "across the year"},
        {"early next month", "2026-11-26", TENSE_FUTURE, "2026-12", "the month"},
        {"later this month", "2026-11-26", TENSE_FUTURE, "2026-11", "the month"},
        {"earlier this year", "2026-11-26", TENSE_PAST, "2026", "the year"},
        {"late last year", "2026-11-26", TENSE_PAST, "2025", "the year"},
        {"earlier in the month", "2026-11-26", TENSE_PAST, "2026-11", "the month at hand"},
        {"later in the day", "2026-11-26", TENSE_PAST, "2026-11-26", "the report's day"},
        {"yesterday", "2026-11-26", TENSE_PAST, "2026-11-25", "the day before"},
        {"last night", "2026-11-26", TENSE_PAST, "2026-11-25", "the evening before"},
        {"overnight", "2026-11-26", TENSE_PAST, "2026-11-26", "the morning it is told"},
        {"this morning", "2026-11-26", TENSE_PAST, "2026-11-26", "the day"},
        {"tomorrow", "2026-11-30", TENSE_FUTURE, "2026-12-01", "the day after"},
        {"last April", "2020-01-05", TENSE_PAST, "2019-04", "the latest April past"},
        {"last September", "2007-01-08", TENSE_PAST, "2006-09", "the latest September past"},
        {"July of last year", "2007-01-19", TENSE_PAST, "2006-07", "year said"},
        {"in January", "2020-07-02", TENSE_PAST, "2020-01", "the latest that has begun"},
        {"in December", "2020-07-02", TENSE_PAST, "2019-12", "the latest that has begun"},
        {"in early November", "2005-10-24", TENSE_FUTURE, "2005-11", "the next"},
        {"on December 31", "2020-01-05", TENSE_PAST, "2019-12-31", "the latest past"},
        {"on May 29", "2010-05-10", TENSE_FUTURE, "2010-05-29", "the next"},
        {"January 30", "2005-01-03", TENSE_UNKNOWN, "2005-01-30", "announced and near"},
        {"mid - August", "2005-08-03", TENSE_FUTURE, "2005-08", "the month"},
        {"last summer", "2026-03-01", TENSE_PAST, "2025-06/2025-08", "season"},
        {"in the spring of 2014", "2026-03-01", TENSE_PAST, "2014-03/2014-05", "season and year"},
        {"the end of May", "2026-11-26", TENSE_PAST, "2026-05", "the month"},
    };
    CHECK(samples);
}

static void test_lengths(void **state) {
    (void)state;
    static const struct sample samples[] = {
        {"since September", "2019-12-26", TENSE_PAST, "2019-09/2019-12", "months at both ends"},
        {"since 2011", "2019-01-23", TENSE_PAST, "2011/2019", "years at both ends"},
        {"since August 30", "2007-09-03", TENSE_PAST, "2007-08-30/2007-09-03", "days at both ends"},
        {"since Thursday", "2005-05-01", TENSE_PAST, "2005-04-28/2005-05-01", "days at both ends"},
        {"until Thursday", "2005-05-01", TENSE_PAST, "", "an end alone dates nothing"},
        {"between 1998 and 2000", "2004-12-09", TENSE_PAST, "1998/2000", "between"},
        {"from 2011 to 2014", "2026-11-26", TENSE_PAST, "2011/2014", "from, to"},
        {"from March 3 to March 5", "2026-11-26", TENSE_PAST, "2026-03-03/2026-03-05", "days"},
        {"December 16 - 22", "2026-12-30", TENSE_PAST, "2026-12-16/2026-12-22", "days of a month"},
        {"for about a year", "2005-10-24", TENSE_PAST, "2004-10/2005-10", "up to the report"},
        {"for the last five years", "2019-09-15", TENSE_PAST, "2014/2019", "years"},
        {"over the past year", "2007-03-31", TENSE_PAST, "2006-03/2007-03", "months"},
        {"for two months", "2009-07-04", TENSE_PAST, "2009-05/2009-07", "months"},
        {"sixteen weeks of protests", "2019-10-02", TENSE_PAST, "2019-06/2019-10",
         "many weeks: months"},
        {"during four days of fighting", "2006-12-22", TENSE_PAST, "2006-12-19/2006-12-22", "days"},
        {"in recent days", "2026-11-26", TENSE_PAST, "", "vague"},
        {"two weeks ago", "2005-08-20", TENSE_PAST, "2005-08", "weeks: to the month"},
        {"weeks ago", "2005-08-20", TENSE_PAST, "", "no number, no date"},
        {"for years", "2005-08-20", TENSE_PAST, "", "no number, no date"},
        {"three days ago", "2026-11-26", TENSE_PAST, "2026-11-23", "days"},
        {"some 20 years ago", "2005-07-26", TENSE_PAST, "1985", "years"},
        {"five months ago", "2026-03-26", TENSE_PAST, "2025-10", "months"},
    };
    CHECK(samples);
}

static void test_anchored(void **state) {
    (void)state;
    struct time_value july = {day_of("2005-07-21"), day_of("2005-07-21"), PRECISION_DAY};
    struct time_value year = {day_of("2011-01-01"), day_of("2011-12-31"), PRECISION_YEAR};
    assert_string_equal(read_date("a week after", "2005-09-22", TENSE_PAST, july), "2005-07-28");
    assert_string_equal(read_date("two days earlier", "2005-09-22", TENSE_PAST, july),
                        "2005-07-19");
    assert_string_equal(read_date("the following day", "2005-09-22", TENSE_PAST, july),
                        "2005-07-22");
    assert_string_equal(read_date("that same", "2005-09-22", TENSE_PAST, july), "");
    assert_string_equal(read_date("the same day", "2005-09-22", TENSE_PAST, july), "2005-07-21");
    assert_string_equal(read_date("three years later", "2019-11-10", TENSE_PAST, year), "2014");
    assert_string_equal(read_date("three days later", "2019-11-10", TENSE_PAST, year), "");
    assert_string_equal(read_date("two days after", "2019-11-10", TENSE_PAST, unknown), "");
}

static void test_holidays(void **state) {
    (void)state;
    static const struct sample samples[] = {
        {"on Christmas Day", "2026-12-28", TENSE_PAST, "2026-12-25", "Christmas"},
        {"at Easter", "2026-11-26", TENSE_PAST, "2026-04-05", "computed"},
        {"Good Friday 1998", "2026-11-26", TENSE_PAST, "1998-04-10", "the agreement's day"},
        {"on Thanksgiving", "2026-11-29", TENSE_PAST, "2026-11-26", "fourth Thursday"},
        {"New Year 's Eve", "2027-01-02", TENSE_PAST, "2026-12-31", "the one past"},
        {"during Ramadan", "2026-11-26", TENSE_PAST, "2026-02-18/2026-03-19", "tabular calendar"},
    };
    CHECK(samples);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_absolute), cmocka_unit_test(test_weekdays),
        cmocka_unit_test(test_units),    cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_anchored), cmocka_unit_test(test_holidays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
