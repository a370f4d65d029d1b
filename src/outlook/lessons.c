/* A question has some hundred candidates, most of them hopeless. The hard ones are kept whole; of
 * the rest a few are drawn by a hash of seed and candidate and weigh in the softmax for all the
 * others. An answer from among the rest gets the same weight, or what is learned would be that the
 * hopeless come true (sampled softmax: Jean et al. 2015, arXiv:1412.2007). */
#include "outlook/lessons.h"

#include "base/alloc.h"

#include <math.h>
#include <string.h>

static bool make_room(struct lessons *l, size_t n_rows) {
    if (l->n + 1 > l->capacity) {
        size_t capacity = l->capacity ? 2 * l->capacity : 1024;
        void *items = mem_resize(l->items, capacity * sizeof *l->items);
        if (!items)
            return false;
        l->items = items;
        l->capacity = capacity;
    }
    if (l->n_rows + n_rows > l->rows_capacity) {
        size_t capacity = l->rows_capacity ? l->rows_capacity + l->rows_capacity / 2 : 1 << 14;
        while (capacity < l->n_rows + n_rows)
            capacity *= 2;
        void *rows = mem_resize(l->rows, capacity * STATISTICS);
        if (!rows)
            return false;
        l->rows = rows;
        l->rows_capacity = capacity;
    }
    return true;
}

static void keep_row(struct lessons *l, const uint8_t *rows, size_t i) {
    memcpy(l->rows + l->n_rows++ * STATISTICS, rows + i * STATISTICS, STATISTICS);
}

/* The least promise that at most HARD_ROWS candidates exceed: found by halving. */
static int hard_promise(const uint8_t *rows, size_t n) {
    int low = -1, high = 1 << 13;
    while (low < high) {
        int middle = low + (high - low) / 2;
        size_t above = 0;
        for (size_t i = 0; i < n; i++)
            above += statistics_promise(rows + i * STATISTICS) > middle;
        if (above <= HARD_ROWS)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static bool is_among(uint32_t entity, const uint32_t *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (list[i] == entity)
            return true;
    return false;
}

hb_status lessons_add(struct lessons *l, const struct asked *q, const uint8_t *rows,
                      uint32_t answer, const uint32_t *others, size_t n_others, uint64_t seed,
                      struct hb_error *err) {
    const struct candidates *c = q->candidates;
    size_t n_rest = 0;
    if (!make_room(l, LESSON_ROWS))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for %zu lessons", l->n + 1);
    struct lesson *lesson = &l->items[l->n++];
    *lesson = (struct lesson){
        .first = l->n_rows, .relation = (uint16_t)q->relation, .day = q->scene->day};
    statistics_context(q, lesson->context);
    keep_row(l, rows, answer);
    int least = hard_promise(rows, c->n);
    for (size_t i = 0; i < c->n; i++) {
        if (i == answer || is_among(c->items[i].entity, others, n_others))
            continue;
        if (statistics_promise(rows + i * STATISTICS) > least && lesson->n_hard < HARD_ROWS) {
            keep_row(l, rows, i);
            lesson->n_hard++;
        } else {
            n_rest++;
        }
    }
    size_t wanted = n_rest < DRAWN_ROWS ? n_rest : DRAWN_ROWS, at = 0;
    for (size_t i = 0; i < c->n && lesson->n_drawn < wanted; i++) {
        if (i == answer || is_among(c->items[i].entity, others, n_others) ||
            statistics_promise(rows + i * STATISTICS) > least)
            continue;
        uint64_t die = hash_mix(seed, c->items[i].entity) % (n_rest - at);
        at++;
        if (die < wanted - lesson->n_drawn) { /* each of the rest is as likely */
            keep_row(l, rows, i);
            lesson->n_drawn++;
        }
        if (at == n_rest)
            break;
    }
    lesson->drawn_bonus = lesson->n_drawn ? logf((float)n_rest / (float)lesson->n_drawn) : 0;
    if (statistics_promise(rows + (size_t)answer * STATISTICS) <= least)
        lesson->answer_bonus = lesson->drawn_bonus;
    return HB_OK;
}

hb_status lessons_append(struct lessons *l, struct lessons *from, struct hb_error *err) {
    for (size_t i = 0; i < from->n; i++) {
        const struct lesson *lesson = &from->items[i];
        size_t n = 1u + lesson->n_hard + lesson->n_drawn;
        if (!make_room(l, n))
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for %zu lessons", l->n + 1);
        l->items[l->n] = *lesson;
        l->items[l->n++].first = l->n_rows;
        memcpy(l->rows + l->n_rows * STATISTICS, from->rows + lesson->first * STATISTICS,
               n * STATISTICS);
        l->n_rows += n;
    }
    from->n = from->n_rows = 0;
    return HB_OK;
}

/* Fisher and Yates, with a hash for a die. */
void lessons_shuffle(uint32_t *order, size_t from, size_t to, uint64_t seed) {
    size_t n = to - from;
    for (size_t i = 0; i < n; i++)
        order[i] = (uint32_t)(from + i);
    for (size_t i = n; i > 1; i--) {
        size_t k = (size_t)(hash_mix(seed, i) % i);
        uint32_t other = order[k];
        order[k] = order[i - 1];
        order[i - 1] = other;
    }
}

void lessons_free(struct lessons *l) {
    mem_free(l->items);
    mem_free(l->rows);
    *l = (struct lessons){0};
}
