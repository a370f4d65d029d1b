/* Sorts the sides of a day's facts by (entity, relation, answer) and cuts them where these change.
 */
#include "outlook/questions.h"

#include <stdlib.h>

struct side {
    uint32_t entity, relation, answer, number;
};

static int compare_sides(const void *left, const void *right) {
    const struct side *a = left, *b = right;
    if (a->entity != b->entity)
        return a->entity < b->entity ? -1 : 1;
    if (a->relation != b->relation)
        return a->relation < b->relation ? -1 : 1;
    if (a->answer != b->answer)
        return a->answer < b->answer ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

static void cut(const struct side *sides, struct day_questions *q) {
    for (size_t i = 0; i < q->n_sides; i++) {
        bool is_entity = i == 0 || sides[i].entity != sides[i - 1].entity;
        bool is_question = is_entity || sides[i].relation != sides[i - 1].relation;
        bool is_answer = is_question || sides[i].answer != sides[i - 1].answer;
        if (is_entity)
            q->first_of_entity[q->n_entities++] = (uint32_t)q->n;
        if (is_question)
            q->items[q->n++] = (struct question){.entity = sides[i].entity,
                                                 .relation = sides[i].relation,
                                                 .begin = (uint32_t)q->n_answers};
        if (is_answer)
            q->answers[q->n_answers++] = sides[i].answer;
        q->items[q->n - 1].end = (uint32_t)q->n_answers;
        q->times[q->n_answers - 1]++;
        q->sides[i] = sides[i].number;
        q->answer_of[i] = (uint32_t)q->n_answers - 1;
    }
    q->first_of_entity[q->n_entities] = (uint32_t)q->n;
}

hb_status questions_of_day(const struct outlook_fact *facts, size_t n, struct arena *a,
                           struct day_questions *out, struct hb_error *err) {
    size_t n_sides = 2 * n;
    struct side *sides = ARENA_NEW(a, struct side, n_sides + 1);
    *out = (struct day_questions){.items = ARENA_NEW(a, struct question, n_sides + 1),
                                  .answers = ARENA_NEW(a, uint32_t, n_sides + 1),
                                  .times = ARENA_NEW(a, uint32_t, n_sides + 1),
                                  .sides = ARENA_NEW(a, uint32_t, n_sides + 1),
                                  .answer_of = ARENA_NEW(a, uint32_t, n_sides + 1),
                                  .first_of_entity = ARENA_NEW(a, uint32_t, n_sides + 1),
                                  .n_sides = n_sides,
                                  .day = n ? facts[0].day : DATE_NONE};
    if (!sides || !out->first_of_entity || a->failed)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for a day of %zu facts", n);
    for (size_t i = 0; i < n_sides; i++) {
        const struct outlook_fact *f = &facts[i / 2];
        bool is_object = i & 1;
        sides[i] = (struct side){.entity = is_object ? f->object : f->subject,
                                 .relation = 2 * f->relation + is_object,
                                 .answer = is_object ? f->subject : f->object,
                                 .number = (uint32_t)i};
    }
    qsort(sides, n_sides, sizeof *sides, compare_sides);
    cut(sides, out);
    return HB_OK;
}
