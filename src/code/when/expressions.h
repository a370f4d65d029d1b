/* Time expressions as words: "last Monday", "since September", "two days after", read without
 * grammar and without a calendar, then placed on the calendar by when_resolve. Private to when.c
 * and its tests. */
#ifndef HB_CODE_WHEN_EXPRESSIONS_H
#define HB_CODE_WHEN_EXPRESSIONS_H

#include "base/date.h"

enum time_unit { UNIT_HOUR, UNIT_DAY, UNIT_WEEKEND, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR, UNIT_DECADE };

enum time_kind {
    TIME_NONE,
    TIME_CALENDAR, /* year, month, day as far as given, 0 where not; `which` for "last April" */
    TIME_WEEKDAY,  /* weekday; `which` where said */
    TIME_UNIT,     /* this week, last year: unit and which */
    TIME_OFFSET,   /* amount days from the report: yesterday -1 */
    TIME_NIGHT,    /* overnight: counted as the report's day */
    TIME_AGO,      /* amount units from the report, below 0 before it: two weeks ago -2 */
    TIME_ANCHORED, /* amount units from something said elsewhere: two days after +2; amount 0: the
                      same day */
    TIME_LENGTH,   /* amount units long, up to the report: for two months, over the past year */
    TIME_DECADE,   /* year the first of ten */
    TIME_SEASON,   /* month the first of three; year or which */
    TIME_HOLIDAY,  /* holiday; year or which */
    TIME_VAGUE,    /* recent days, currently: no date */
};

enum time_which { WHICH_UNSAID, WHICH_LAST, WHICH_THIS, WHICH_NEXT };
enum time_part { PART_WHOLE, PART_EARLY, PART_MIDDLE, PART_LATE };

enum holiday {
    HOLIDAY_CHRISTMAS,
    HOLIDAY_CHRISTMAS_EVE,
    HOLIDAY_NEW_YEAR,
    HOLIDAY_NEW_YEARS_EVE,
    HOLIDAY_EASTER,
    HOLIDAY_GOOD_FRIDAY,
    HOLIDAY_THANKSGIVING,
    HOLIDAY_JULY_FOURTH,
    HOLIDAY_MAY_DAY,
    HOLIDAY_VALENTINE,
    HOLIDAY_RAMADAN,
    HOLIDAY_EID_AL_FITR,
    HOLIDAY_EID_AL_ADHA,
    HOLIDAY_ASHURA,
    HOLIDAY_NOWRUZ
};

/* One point or stretch. */
struct time_point {
    enum time_kind kind;
    int year, month, day, weekday; /* weekday 0 Monday */
    enum time_unit unit;
    int amount;
    bool has_weekday;  /* of a calendar day: tells its year */
    bool is_rough;     /* several days, about a year */
    bool is_uncounted; /* weeks after, years ago: no number at all */
    enum time_which which;
    enum time_part part;
    enum holiday holiday;
};

/* How the points bound the act. */
enum time_edge { EDGE_AT, EDGE_SINCE, EDGE_UNTIL, EDGE_FROM_TO };

struct time_expression {
    uint32_t n_words;
    uint32_t core; /* words before it are since, from, between, for, over the past … */
    enum time_edge edge;
    struct time_point a, b; /* b for EDGE_FROM_TO */
};

/* What a word can be in a time expression; made once per word. */
struct time_word {
    uint8_t kind; /* private; 0: none */
    int16_t value;
};
struct time_word time_word_of(str form);
/* Is it a number or an ordinal (five, 5, fifth, 5th)? Then `value` holds it. */
bool time_is_count(struct time_word w);

/* The longest expression that begins at forms[at]; false if none does. `words` are the forms'
 * readings. O(length of the expression). */
bool time_parse(const str *forms, const struct time_word *words, uint32_t n, uint32_t at,
                struct time_expression *out);

/* ---- on the calendar ---- */

enum time_precision { PRECISION_DAY, PRECISION_MONTH, PRECISION_YEAR };
enum time_tense { TENSE_UNKNOWN, TENSE_PAST, TENSE_PRESENT, TENSE_FUTURE };

struct time_value {
    date_day first, last; /* whole days, months or years by precision */
    enum time_precision precision;
};

/* Places an expression, seen from the report's day (DATE_NONE: only absolute dates can be placed),
 * in a clause of the given tense. `anchor` is the date that TIME_ANCHORED counts from (first
 * DATE_NONE: unknown, which fails it). False where no date results. */
bool time_resolve(const struct time_expression *e, date_day report, enum time_tense tense,
                  struct time_value anchor, struct time_value *out);
/* "2019-12-25", "2019-04", "2011", or two of them with a slash between; NUL-terminated. */
struct interval_text time_format(struct time_value v);
/* Christian Easter Sunday of a Gregorian year. */
date_day time_easter(int year);
/* First day of a month of the tabular Islamic calendar (civil epoch); sighting of the moon moves it
 * by a day or so. */
date_day time_islamic(int year, int month, int day);

#endif
