/* The table of the words of time, and the shapes of numbers that can be dates (years, decades,
 * days, ISO and slashed dates). Months and weekdays must be capitalised. One pass over some two
 * hundred entries that share the first letter's test, so a word costs well under a microsecond. */
#include "code/when/words.h"

struct entry {
    const char *word;
    uint8_t kind;
    int16_t value;
};

static const struct entry entries[] = {
    {"january", W_MONTH, 1},
    {"jan.", W_MONTH, 1},
    {"february", W_MONTH, 2},
    {"feb.", W_MONTH, 2},
    {"march", W_MONTH, 3},
    {"mar.", W_MONTH, 3},
    {"april", W_MONTH, 4},
    {"apr.", W_MONTH, 4},
    {"may", W_MONTH, 5},
    {"june", W_MONTH, 6},
    {"jun.", W_MONTH, 6},
    {"july", W_MONTH, 7},
    {"jul.", W_MONTH, 7},
    {"august", W_MONTH, 8},
    {"aug.", W_MONTH, 8},
    {"september", W_MONTH, 9},
    {"sept.", W_MONTH, 9},
    {"sep.", W_MONTH, 9},
    {"october", W_MONTH, 10},
    {"oct.", W_MONTH, 10},
    {"november", W_MONTH, 11},
    {"nov.", W_MONTH, 11},
    {"december", W_MONTH, 12},
    {"dec.", W_MONTH, 12},
    {"jan", W_MONTH, 1},
    {"feb", W_MONTH, 2},
    {"apr", W_MONTH, 4},
    {"aug", W_MONTH, 8},
    {"sept", W_MONTH, 9},
    {"sep", W_MONTH, 9},
    {"oct", W_MONTH, 10},
    {"nov", W_MONTH, 11},
    {"dec", W_MONTH, 12},
    {"monday", W_WEEKDAY, 0},
    {"mon.", W_WEEKDAY, 0},
    {"tuesday", W_WEEKDAY, 1},
    {"tues.", W_WEEKDAY, 1},
    {"wednesday", W_WEEKDAY, 2},
    {"wed.", W_WEEKDAY, 2},
    {"thursday", W_WEEKDAY, 3},
    {"thurs.", W_WEEKDAY, 3},
    {"friday", W_WEEKDAY, 4},
    {"fri.", W_WEEKDAY, 4},
    {"saturday", W_WEEKDAY, 5},
    {"sat.", W_WEEKDAY, 5},
    {"sunday", W_WEEKDAY, 6},
    {"sun.", W_WEEKDAY, 6},
    {"hour", W_UNIT, UNIT_HOUR},
    {"hours", W_UNIT, UNIT_HOUR},
    {"day", W_UNIT, UNIT_DAY},
    {"days", W_UNIT, UNIT_DAY},
    {"weekend", W_UNIT, UNIT_WEEKEND},
    {"week", W_UNIT, UNIT_WEEK},
    {"weeks", W_UNIT, UNIT_WEEK},
    {"month", W_UNIT, UNIT_MONTH},
    {"months", W_UNIT, UNIT_MONTH},
    {"year", W_UNIT, UNIT_YEAR},
    {"years", W_UNIT, UNIT_YEAR},
    {"decade", W_UNIT, UNIT_DECADE},
    {"decades", W_UNIT, UNIT_DECADE},
    {"one", W_NUMBER, 1},
    {"two", W_NUMBER, 2},
    {"three", W_NUMBER, 3},
    {"four", W_NUMBER, 4},
    {"five", W_NUMBER, 5},
    {"six", W_NUMBER, 6},
    {"seven", W_NUMBER, 7},
    {"eight", W_NUMBER, 8},
    {"nine", W_NUMBER, 9},
    {"ten", W_NUMBER, 10},
    {"eleven", W_NUMBER, 11},
    {"twelve", W_NUMBER, 12},
    {"fifteen", W_NUMBER, 15},
    {"sixteen", W_NUMBER, 16},
    {"twenty", W_NUMBER, 20},
    {"thirty", W_NUMBER, 30},
    {"forty", W_NUMBER, 40},
    {"fifty", W_NUMBER, 50},
    {"several", W_ROUGH_NUMBER, 4},
    {"few", W_ROUGH_NUMBER, 3},
    {"couple", W_ROUGH_NUMBER, 2},
    {"dozen", W_ROUGH_NUMBER, 12},
    {"a", W_ARTICLE, 1},
    {"an", W_ARTICLE, 1},
    {"the", W_THE, 0},
    {"last", W_WHICH, WHICH_LAST},
    {"past", W_WHICH, WHICH_LAST},
    {"previous", W_WHICH, WHICH_LAST},
    {"this", W_WHICH, WHICH_THIS},
    {"current", W_WHICH, WHICH_THIS},
    {"next", W_WHICH, WHICH_NEXT},
    {"coming", W_WHICH, WHICH_NEXT},
    {"upcoming", W_WHICH, WHICH_NEXT},
    {"following", W_WHICH, WHICH_NEXT},
    {"yesterday", W_OFFSET, -1},
    {"today", W_OFFSET, 0},
    {"tonight", W_OFFSET, 0},
    {"tomorrow", W_OFFSET, 1},
    {"overnight", W_OVERNIGHT, 0},
    {"early", W_PART, PART_EARLY},
    {"earlier", W_PART, PART_EARLY},
    {"beginning", W_PART, PART_EARLY},
    {"start", W_PART, PART_EARLY},
    {"mid", W_PART, PART_MIDDLE},
    {"middle", W_PART, PART_MIDDLE},
    {"late", W_PART, PART_LATE},
    {"later", W_PART, PART_LATE},
    {"end", W_PART, PART_LATE},
    {"about", W_ABOUT, 0},
    {"around", W_ABOUT, 0},
    {"some", W_ABOUT, 0},
    {"nearly", W_ABOUT, 0},
    {"almost", W_ABOUT, 0},
    {"roughly", W_ABOUT, 0},
    {"approximately", W_ABOUT, 0},
    {"more", W_ABOUT, 0},
    {"less", W_ABOUT, 0},
    {"than", W_ABOUT, 0},
    {"at", W_ABOUT, 1},
    {"least", W_ABOUT, 0},
    {"just", W_ABOUT, 1},
    {"only", W_ABOUT, 1},
    {"barely", W_ABOUT, 0},
    {"exactly", W_ABOUT, 1},
    {"within", W_ABOUT, 0},
    {"ago", W_AGO, 0},
    {"before", W_BEFORE, 0},
    {"after", W_AFTER, 0},
    {"since", W_SINCE, 0},
    {"until", W_UNTIL, 0},
    {"till", W_UNTIL, 0},
    {"through", W_UNTIL, 0},
    {"from", W_FROM, 0},
    {"between", W_BETWEEN, 0},
    {"and", W_AND, 0},
    {"to", W_TO, 0},
    {"for", W_FOR, 0},
    {"of", W_OF, 0},
    {"over", W_OVER, 0},
    {"during", W_OVER, 0},
    {"in", W_IN, 0},
    {"on", W_ON, 0},
    {"'s", W_POSSESSIVE, 0},
    {"\xe2\x80\x99s", W_POSSESSIVE, 0},
    {"morning", W_DAYPART, 0},
    {"afternoon", W_DAYPART, 0},
    {"evening", W_DAYPART, 0},
    {"night", W_DAYPART, -1},
    {"midday", W_DAYPART, 0},
    {"dawn", W_DAYPART, 0},
    {"spring", W_SEASON, 3},
    {"summer", W_SEASON, 6},
    {"autumn", W_SEASON, 9},
    {"fall", W_SEASON, 9},
    {"winter", W_SEASON, 12},
    {"christmas", W_HOLIDAY, HOLIDAY_CHRISTMAS},
    {"easter", W_HOLIDAY, HOLIDAY_EASTER},
    {"thanksgiving", W_HOLIDAY, HOLIDAY_THANKSGIVING},
    {"ramadan", W_HOLIDAY, HOLIDAY_RAMADAN},
    {"ashura", W_HOLIDAY, HOLIDAY_ASHURA},
    {"nowruz", W_HOLIDAY, HOLIDAY_NOWRUZ},
    {"same", W_SAME, 0},
    {"that", W_SAME, 1},
    {"recent", W_RECENT, 0},
    {"recently", W_RECENT, 1},
    {"currently", W_RECENT, 1},
    {"good", W_HOLIDAY_START, 0},
    {"new", W_HOLIDAY_START, 0},
    {"valentine", W_HOLIDAY_START, 0},
    {"eid", W_HOLIDAY_START, 0},
    {"-", W_DASH, 0},
    {"\xe2\x80\x93", W_DASH, 0},
    {",", W_COMMA, 0},
    {"first", W_ORDINAL, 1},
    {"second", W_ORDINAL, 2},
    {"third", W_ORDINAL, 3},
    {"fourth", W_ORDINAL, 4},
    {"fifth", W_ORDINAL, 5},
    {"sixth", W_ORDINAL, 6},
    {"seventh", W_ORDINAL, 7},
    {"eighth", W_ORDINAL, 8},
    {"ninth", W_ORDINAL, 9},
    {"tenth", W_ORDINAL, 10},
    {"eleventh", W_ORDINAL, 11},
    {"twelfth", W_ORDINAL, 12},
    {"fifteenth", W_ORDINAL, 15},
    {"twentieth", W_ORDINAL, 20},
    {"thirtieth", W_ORDINAL, 30},
    {"fortieth", W_ORDINAL, 40},
    {"fiftieth", W_ORDINAL, 50},
};

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool time_is_word(str form, const char *z) {
    for (uint32_t i = 0; i < form.n; i++)
        if (lower(form.p[i]) != z[i])
            return false;
    return z[form.n] == 0;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Value of form[begin, end) if all digits (at most 4), else -1. */
int time_digits(str form, uint32_t begin, uint32_t end) {
    int v = 0;
    if (begin >= end || end > form.n || end - begin > 4)
        return -1;
    for (uint32_t i = begin; i < end; i++) {
        if (!is_digit(form.p[i]))
            return -1;
        v = v * 10 + (form.p[i] - '0');
    }
    return v;
}

static struct time_word number_word(str form) {
    int v = time_digits(form, 0, form.n);
    if (v >= 0)
        return (struct time_word){form.n == 4 && v >= 1000 && v < 2200 ? W_YEAR : W_NUMBER,
                                  (int16_t)v};
    if (form.n > 2 && (v = time_digits(form, 0, form.n - 2)) > 0 && v <= 200) {
        str end = str_slice(form, form.n - 2, form.n);
        if (time_is_word(end, "st") || time_is_word(end, "nd") || time_is_word(end, "rd") ||
            time_is_word(end, "th"))
            return (struct time_word){W_ORDINAL, (int16_t)v};
    }
    if (form.n == 5 && lower(form.p[4]) == 's' && (v = time_digits(form, 0, 4)) >= 1000 &&
        v % 10 == 0)
        return (struct time_word){W_DECADE, (int16_t)v};
    bool is_date =
        form.n == 10 && time_digits(form, 0, 4) > 0 && form.p[4] == '-' && form.p[7] == '-';
    if (is_date)
        return (struct time_word){W_ISO, 0};
    for (uint32_t i = 1; i < form.n; i++)
        if (form.p[i] == '/')
            return (struct time_word){W_SLASHED, 0};
    return (struct time_word){W_NONE, 0};
}

/* mid-November, mid-2023 */
static struct time_word mid_word(str form) {
    struct time_word rest = time_word_of(str_slice(form, 4, form.n));
    if (rest.kind == W_MONTH || rest.kind == W_YEAR)
        return (struct time_word){rest.kind == W_MONTH ? W_MID_MONTH : W_MID_YEAR, rest.value};
    return rest.kind == W_DECADE ? rest : (struct time_word){W_NONE, 0};
}

struct time_word time_word_of(str form) {
    if (!form.n || form.n > 13)
        return (struct time_word){W_NONE, 0};
    if (form.n > 6 && time_is_word(str_slice(form, 0, 4), "mid-"))
        return mid_word(form);
    if (is_digit(form.p[0]))
        return number_word(form);
    char first = lower(form.p[0]);
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        if (entries[i].word[0] == first && time_is_word(form, entries[i].word)) {
            bool is_name = entries[i].kind == W_MONTH || entries[i].kind == W_WEEKDAY;
            if (is_name && form.p[0] == first)
                break; /* months and weekdays are capitalised */
            return (struct time_word){entries[i].kind, entries[i].value};
        }
    return (struct time_word){W_NONE, 0};
}

bool time_is_count(struct time_word w) {
    return w.kind == W_NUMBER || w.kind == W_ORDINAL;
}
