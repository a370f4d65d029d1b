/* The words of time: what a word can be in a time expression. Private to expressions.c. */
#ifndef HB_CODE_WHEN_WORDS_H
#define HB_CODE_WHEN_WORDS_H

#include "code/when/expressions.h"

enum word_kind {
    W_NONE,
    W_MONTH,
    W_WEEKDAY,
    W_UNIT,
    W_NUMBER,
    W_ROUGH_NUMBER,
    W_ARTICLE,
    W_WHICH,
    W_OFFSET,
    W_OVERNIGHT,
    W_PART,
    W_ABOUT,
    W_AGO,
    W_BEFORE,
    W_AFTER,
    W_SINCE,
    W_UNTIL,
    W_FROM,
    W_BETWEEN,
    W_AND,
    W_TO,
    W_FOR,
    W_OF,
    W_DAYPART,
    W_SEASON,
    W_HOLIDAY,
    W_ORDINAL,
    W_YEAR,
    W_DECADE,
    W_SAME,
    W_RECENT,
    W_DASH,
    W_COMMA,
    W_OVER,
    W_IN,
    W_ON,
    W_THE,
    W_POSSESSIVE,
    W_SLASHED,
    W_ISO,
    W_HOLIDAY_START,
    W_MID_MONTH, /* mid-November, one word */
    W_MID_YEAR,
};

/* Equal to a lower-case word, whatever the case of the form. */
bool time_is_word(str form, const char *lower_case);
/* Value of form[begin, end) if it is one to four digits, else -1. */
int time_digits(str form, uint32_t begin, uint32_t end);

#endif
