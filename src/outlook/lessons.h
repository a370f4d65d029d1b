/* What the mixers learn from: past questions, each with the statistics of its answer, of the
 * candidates that promised most and of a few drawn from the rest, which stand for all of them. */
#ifndef HB_OUTLOOK_LESSONS_H
#define HB_OUTLOOK_LESSONS_H

#include "outlook/statistics.h"

enum { HARD_ROWS = 22, DRAWN_ROWS = 9, LESSON_ROWS = 1 + HARD_ROWS + DRAWN_ROWS };

struct lesson {
    uint64_t first;    /* row; the answer's, then the hard ones, then the drawn ones */
    float drawn_bonus; /* added to a drawn one's score: log of how many it stands for */
    uint16_t n_hard, n_drawn;
    uint16_t relation; /* directed */
    date_day day;
    uint8_t context[CONTEXTS];
};

struct lessons {
    struct lesson *items;
    size_t n, capacity;
    uint8_t *rows; /* [n_rows][STATISTICS] */
    size_t n_rows, rows_capacity;
};

/* Adds the lesson that candidate `answer` is right; `others` [n_others] are right too and are left
 * out. `rows` are the statistics of all candidates, `seed` what draws. */
hb_status lessons_add(struct lessons *l, const struct asked *q, const uint8_t *rows,
                      uint32_t answer, const uint32_t *others, size_t n_others, uint64_t seed,
                      struct hb_error *err);
/* Moves all of `from` to the end of l. */
hb_status lessons_append(struct lessons *l, struct lessons *from, struct hb_error *err);
void lessons_free(struct lessons *l);

#endif
