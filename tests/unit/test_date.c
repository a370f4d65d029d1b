/* Days, intervals, and dates as people write them. */
#include "unit.h"

#include "base/date.h"
#include "ingest/written.h"

static void days_and_civil_dates_are_inverse(void **state) {
    (void)state;
    assert_int_equal(date_from_civil(1970, 1, 1), 0);
    assert_int_equal(date_from_civil(2019, 12, 26), 18256);
    assert_int_equal(date_from_civil(2019, 2, 29), DATE_NONE);
    assert_int_not_equal(date_from_civil(2020, 2, 29), DATE_NONE);
    assert_int_equal(date_from_civil(1900, 2, 29), DATE_NONE); /* a century is no leap year */
    assert_int_equal(date_from_civil(2019, 13, 1), DATE_NONE);
    for (date_day d = date_from_civil(1, 1, 1); d < date_from_civil(9999, 12, 31); d += 997) {
        struct civil c = date_to_civil(d);
        assert_int_equal(date_from_civil(c.year, c.month, c.day), d);
    }
    assert_int_equal(date_weekday(date_from_civil(2019, 12, 26)), 3); /* a Thursday */
    assert_int_equal(date_weekday(date_from_civil(1969, 12, 31)), 2);
}

static void intervals_are_read_and_written(void **state) {
    (void)state;
    static const char *const same[] = {"2019", "2019-12", "2019-12-25", "2020-02"};
    struct interval i;
    for (size_t k = 0; k < sizeof same / sizeof *same; k++) {
        assert_true(interval_parse(str_from(same[k]), &i));
        assert_string_equal(interval_format(i).z, same[k]);
    }
    assert_true(interval_parse(STR("2019-12-25T10:00:00Z"), &i));
    assert_string_equal(interval_format(i).z, "2019-12-25");
    static const char *const wrong[] = {"",         "19",          "2019-13", "2019-02-30",
                                        "2019-1-1", "2019-12-25x", "0000",    "abcd"};
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++)
        assert_false(interval_parse(str_from(wrong[k]), &i));
}

static void written_dates_are_read(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int year, month, day;
    } cases[] = {
        {"Jan 14", 0, 1, 14},
        {"Jan. 14, 2020", 2020, 1, 14},
        {"14 January 2020", 2020, 1, 14},
        {"January 14 2020", 2020, 1, 14},
        {"14th Sept. 2020", 2020, 9, 14},
        {"Thursday, Dec 26, 2019", 2019, 12, 26},
        {"2019-12-26", 2019, 12, 26},
        {"DECEMBER 26", 0, 12, 26},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct civil c;
        uint32_t at = 0;
        assert_true(written_date_read(str_from(cases[i].text), &at, &c));
        assert_int_equal(c.year, cases[i].year);
        assert_int_equal(c.month, cases[i].month);
        assert_int_equal(c.day, cases[i].day);
    }
    static const char *const wrong[] = {"Jan", "14", "Marching 4", "Feb 30", "May the 4th", ""};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct civil c;
        uint32_t at = 0;
        assert_false(written_date_read(str_from(wrong[i]), &at, &c));
        assert_int_equal(at, 0);
    }
}

static void a_year_is_taken_from_the_reference(void **state) {
    (void)state;
    date_day january = date_from_civil(2020, 1, 3);
    assert_int_equal(written_day((struct civil){0, 12, 26}, january),
                     date_from_civil(2019, 12, 26));
    assert_int_equal(written_day((struct civil){0, 1, 5}, january), date_from_civil(2020, 1, 5));
    assert_int_equal(written_day((struct civil){0, 2, 29}, january), date_from_civil(2016, 2, 29));
    assert_int_equal(written_day((struct civil){0, 1, 5}, DATE_NONE), DATE_NONE);
}

static void date_lines_are_told_from_text(void **state) {
    (void)state;
    struct civil c;
    assert_true(written_is_date_line(STR("Published: 26 December 2019, 10:30 GMT"), &c));
    assert_int_equal(c.day, 26);
    assert_true(written_is_date_line(STR("Thursday, December 26, 2019"), &c));
    assert_false(written_is_date_line(STR("Troops left on December 26, 2019"), &c));
    assert_false(written_is_date_line(STR("December 26"), &c)); /* no year: nothing is learned */
}

static void file_names_hold_dates(void **state) {
    (void)state;
    date_day day = date_from_civil(2019, 12, 26);
    assert_int_equal(written_in_name("/a/2018-01-01/2019-12-26-libya.txt"), day);
    assert_int_equal(written_in_name("libya_20191226.txt"), day);
    assert_int_equal(written_in_name("libya_2019_12_26.txt"), day);
    assert_int_equal(written_in_name("report-41165.txt"), DATE_NONE);
    assert_int_equal(written_in_name("id1577273895579.txt"), DATE_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_and_civil_dates_are_inverse),
        cmocka_unit_test(intervals_are_read_and_written),
        cmocka_unit_test(written_dates_are_read),
        cmocka_unit_test(a_year_is_taken_from_the_reference),
        cmocka_unit_test(date_lines_are_told_from_text),
        cmocka_unit_test(file_names_hold_dates),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
