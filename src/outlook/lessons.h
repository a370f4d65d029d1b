/* What the mixers learn from: past questions, each with the statistics of its answer, of the
 * candidates that promised most and of a few drawn from the rest, which stand for all of them. */
#ifndef HB_OUTLOOK_LESSONS_H
#define HB_OUTLOOK_LESSONS_H

#include "outlook/statistics.h"

enum { HARD_ROWS = 22, DRAWN_ROWS = 9, LESSON_ROWS = 1 + HARD_ROWS + DRAWN_ROWS };

struct lesson {
    uint64_t first;     /* row; the answer's, then the hard ones, then the drawn ones */
    float drawn_bonus;  /* added to a drawn one's score: log of how many it stands for */
    float answer_bonus; /* the same for an answer that would have been one to draw, else 0 */
    uint16_t n_hard, n_drawn;
    uint16_t relation; /* directed */
    date_day day;
    uint8_t context[CONTEXTS];
};

/* What is added to the score of a lesson's row. */
static inline float lesson_bonus(const struct lesson *l, int row) {
    return row == 0 ? l->answer_bonus : row > l->n_hard ? l->drawn_bonus : 0;
}

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
/* Fills order [to - from] with the numbers from `from` to `to` - 1 in an order that seed draws. */
void lessons_shuffle(uint32_t *order, size_t from, size_t to, uint64_t seed);
void lessons_free(struct lessons *l);

#endif
