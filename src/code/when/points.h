/* Reading one point or stretch of time from words. Private to expressions.c and points.c. */
#ifndef HB_CODE_WHEN_POINTS_H
#define HB_CODE_WHEN_POINTS_H

#include "code/when/words.h"

/* Words of a sentence with their readings. */
struct reader {
    const str *forms;
    const struct time_word *words;
    uint32_t n;
};

static inline enum word_kind kind_at(const struct reader *w, uint32_t i) {
    return i < w->n ? (enum word_kind)w->words[i].kind : W_NONE;
}

static inline int value_at(const struct reader *w, uint32_t i) {
    return w->words[i].value;
}

static inline bool is_form(const struct reader *w, uint32_t i, const char *z) {
    return i < w->n && time_is_word(w->forms[i], z);
}

/* "the", "a": where the rule allows one. */
static inline uint32_t skip(const struct reader *w, uint32_t i, enum word_kind k) {
    return kind_at(w, i) == k ? i + 1 : i;
}

/* 1 … 31, 25th: a number in digits that can be a day of a month. */
bool is_day_number(const struct reader *w, uint32_t i);

/* Each reads what begins at word i into *p and returns the word behind it, 0 where nothing fits. */

/* The most specific point that fits: late on Sunday, two days after, mid-August, last week. */
uint32_t read_point(const struct reader *w, uint32_t i, struct time_point *p);
/* Two weeks, a few days, months. */
uint32_t read_length(const struct reader *w, uint32_t i, struct time_point *p);
/* The past year, the last five years. */
uint32_t read_past_length(const struct reader *w, uint32_t i, struct time_point *p);
/* 25 December 2019, the 25th of December. */
uint32_t read_day_first(const struct reader *w, uint32_t i, struct time_point *p);
/* ", 2019", "of last year" behind a month; `at` itself where no year follows. */
uint32_t read_year_after(const struct reader *w, uint32_t at, struct time_point *p);

#endif
