/* Walks over train and valid, taking lessons from the later days, learns, then walks over test. A
 * day is asked before anything of it is observed, so nothing can peek; a test of ours plants facts
 * in the future and sees that nothing before them moves. */
#include "outlook/backtest.h"

#include "base/alloc.h"
#include "outlook/engine.h"
#include "outlook/parallel.h"
#include "outlook/recurrency.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static const double LESSONS_FROM = 0.3; /* the first of train is for counting alone */
enum { LESSON_FACTS = 160000 };         /* the latest of train, where it has more */

struct run {
    const struct backtest_options *options;
    const struct backtest_data *data;
    struct outlook *o;
    struct lessons lessons;
    struct backtest_outcome *outcomes;
    const struct day_questions *day; /* that is asked now */
    size_t first;                    /* of its facts in test */
};

static double seconds(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static hb_status add_names(struct run *r, struct hb_error *err) {
    const struct backtest_data *d = r->data;
    char made[32];
    for (uint32_t i = 0; i < d->n_entities; i++) {
        snprintf(made, sizeof made, "entity %u", i);
        bool has_name = i < d->n_entity_names && d->entity_names[i].n > 0;
        uint32_t number = outlook_entity(r->o, has_name ? d->entity_names[i] : str_from(made));
        if (number < i) /* two of one name */
            number = outlook_entity(r->o, str_from(made));
        if (number != i)
            return error_set(err, HB_ERR_MEMORY, i, "no memory for %u entities", d->n_entities);
    }
    for (uint32_t i = 0; i < d->n_relations; i++) {
        snprintf(made, sizeof made, "relation %u", i);
        if (outlook_relation(r->o, str_from(made)) != i)
            return error_set(err, HB_ERR_LIMIT, i, "no more than %u relations are taken", i);
    }
    return HB_OK;
}

size_t backtest_day(const struct quads *q, size_t from, struct arena *a,
                    struct outlook_fact **out) {
    size_t n = 0;
    while (from + n < q->n && q->items[from + n].time == q->items[from].time)
        n++;
    *out = ARENA_NEW(a, struct outlook_fact, n);
    for (size_t i = 0; *out && i < n; i++) {
        const struct quad *x = &q->items[from + i];
        (*out)[i] = (struct outlook_fact){x->subject, x->relation, x->object, x->time};
    }
    return *out ? n : 0;
}

/* Observes the days of a set; from `lessons_from` on, lessons are taken first. */
static hb_status learn_days(struct run *r, const struct quads *set, size_t lessons_from,
                            struct hb_error *err) {
    struct arena a = {.maximum = (size_t)4 << 30};
    hb_status status = HB_OK;
    for (size_t from = 0, n; from < set->n && status == HB_OK; from += n) {
        struct outlook_fact *facts;
        struct day_questions d;
        arena_reset(&a);
        n = backtest_day(set, from, &a, &facts);
        if (n == 0)
            status = error_set(err, HB_ERR_MEMORY, 0, "no memory for a day's facts");
        if (status == HB_OK && from >= lessons_from) {
            status = questions_of_day(facts, n, &a, &d, err);
            if (status == HB_OK)
                status = engine_take_lessons(r->o, &d, &r->lessons, err);
        }
        if (status == HB_OK)
            status = engine_observe_day(r->o, facts, n, err);
    }
    arena_free(&a);
    return status;
}

static bool is_among(uint32_t entity, const uint32_t *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (list[i] == entity)
            return true;
    return false;
}

/* The rank among entities that are no candidates, from 1. */
static double rank_in_rest(const struct run *r, const struct worker *w, uint32_t answer,
                           const uint32_t *answers, size_t n_answers) {
    double above = 0, equal = 0;
    float own = worker_fallback(r->o, w, answer);
    for (uint32_t e = 0; e < r->data->n_entities; e++) {
        if (w->candidates.place[e] != KEY_NONE || is_among(e, answers, n_answers))
            continue;
        float other = worker_fallback(r->o, w, e);
        above += other > own;
        equal += other == own;
    }
    return 1 + above + equal / 2;
}

static void keep_best(struct backtest_outcome *out, uint32_t entity, float score) {
    unsigned at = out->n_best;
    if (at == BEST_SHOWN && out->best_scores[at - 1] >= score)
        return;
    if (at < BEST_SHOWN)
        out->n_best++;
    else
        at--;
    for (; at > 0 && out->best_scores[at - 1] < score; at--) {
        out->best[at] = out->best[at - 1];
        out->best_scores[at] = out->best_scores[at - 1];
    }
    out->best[at] = entity;
    out->best_scores[at] = score;
}

static uint8_t novelty_of(const struct past *p, const struct question *q, uint32_t answer) {
    const struct counter *c =
        counters_find(&p->counters, counter_key(COUNT_TRIPLE, q->relation, q->entity, answer));
    if (c && c->count)
        return NOVELTY_TRIPLE;
    bool has_met = past_latest(p, CHAIN_PAIR, 0, q->entity, answer) != SIDE_NONE;
    return has_met ? NOVELTY_PAIR : NOVELTY_NONE;
}

static void rank_answer(const struct run *r, const struct worker *w, const struct question *q,
                        uint32_t answer, struct backtest_outcome *out) {
    const uint32_t *answers = r->day->answers + q->begin;
    size_t n_answers = q->end - q->begin;
    uint32_t place = w->candidates.place[answer];
    double above = 0, equal = 0;
    float left = 0, top = 0;
    for (size_t i = 0; i < w->candidates.n; i++) {
        uint32_t entity = w->candidates.items[i].entity;
        if (entity != answer && is_among(entity, answers, n_answers))
            continue;
        keep_best(out, entity, w->scores[i]);
        left += w->probabilities[i];
        top = w->probabilities[i] > top ? w->probabilities[i] : top;
        if (i == place)
            continue;
        above += place == KEY_NONE || w->scores[i] > w->scores[place];
        equal += place != KEY_NONE && w->scores[i] == w->scores[place];
    }
    out->rank = place == KEY_NONE ? above + rank_in_rest(r, w, answer, answers, n_answers)
                                  : 1 + above + equal / 2;
    out->probability = place == KEY_NONE || left <= 0 ? 0 : w->probabilities[place] / left;
    out->top_probability = left > 0 ? top / left : 0;
    out->novelty = novelty_of(&r->o->past, q, answer);
}

/* For those who look for what is new: who never met the entity stands higher than is likely. */
static void favour_unmet(struct worker *w, float by) {
    float sum = 0, times = expf(by);
    for (size_t i = 0; i < w->candidates.n; i++) {
        if (w->candidates.items[i].partner == KEY_NONE) {
            w->scores[i] += by;
            w->probabilities[i] *= times;
        }
        sum += w->probabilities[i];
    }
    for (size_t i = 0; i < w->candidates.n && sum > 0; i++)
        w->probabilities[i] /= sum;
}

static void ask_piece(void *context, size_t piece) {
    struct run *r = context;
    const struct day_questions *d = r->day;
    struct worker *w = &r->o->workers[piece];
    size_t from = d->n_entities * piece / WORKERS, to = d->n_entities * (piece + 1) / WORKERS;
    size_t side = 0;
    uint32_t first_answer = d->items[d->first_of_entity[from < d->n_entities ? from : 0]].begin;
    while (side < d->n_sides && d->answer_of[side] < first_answer)
        side++;
    for (size_t e = from; e < to; e++) {
        const struct question *q = &d->items[d->first_of_entity[e]];
        const struct question *end = &d->items[d->first_of_entity[e + 1]];
        if (worker_set_entity(r->o, w, q->entity, d->day) != HB_OK)
            return;
        for (; q < end; q++) {
            struct asked asked = worker_ask(r->o, w, q->relation);
            worker_score(r->o, w, &asked);
            if (r->options->unmet > 0)
                favour_unmet(w, r->options->unmet);
            for (; side < d->n_sides && d->answer_of[side] < q->end; side++)
                rank_answer(r, w, q, d->answers[d->answer_of[side]],
                            &r->outcomes[2 * r->first + d->sides[side]]);
        }
    }
}

static hb_status ask_days(struct run *r, struct hb_error *err) {
    const struct quads *test = &r->data->test;
    struct arena a = {.maximum = (size_t)4 << 30};
    hb_status status = HB_OK;
    for (size_t from = 0, n; from < test->n && status == HB_OK; from += n) {
        struct outlook_fact *facts;
        struct day_questions d;
        arena_reset(&a);
        n = backtest_day(test, from, &a, &facts);
        status = n ? questions_of_day(facts, n, &a, &d, err)
                   : error_set(err, HB_ERR_MEMORY, 0, "no memory for a day's facts");
        r->day = &d;
        r->first = from;
        if (status == HB_OK)
            status = engine_prepare(r->o, err);
        if (status == HB_OK)
            status = parallel_run(r->options->n_threads, WORKERS, ask_piece, r, err);
        for (int i = 0; i < WORKERS && status == HB_OK; i++)
            if ((status = r->o->workers[i].status) != HB_OK && err)
                *err = r->o->workers[i].err;
        if (status == HB_OK && !r->options->is_multi_step)
            status = engine_observe_day(r->o, facts, n, err);
    }
    arena_free(&a);
    return status;
}

static hb_status run_engine(struct run *r, struct backtest_result *out, struct hb_error *err) {
    double begin = seconds(CLOCK_MONOTONIC);
    size_t lessons_from = (size_t)(LESSONS_FROM * (double)r->data->train.n);
    if (r->data->train.n > lessons_from + LESSON_FACTS)
        lessons_from = r->data->train.n - LESSON_FACTS;
    hb_status status = add_names(r, err);
    if (status == HB_OK)
        status = learn_days(r, &r->data->train, lessons_from, err);
    if (status == HB_OK)
        status = learn_days(r, &r->data->valid, 0, err);
    if (status == HB_OK)
        status = engine_fit(r->o, &r->lessons, 0, err);
    out->n_lessons = r->lessons.n;
    lessons_free(&r->lessons);
    out->seconds_learning = seconds(CLOCK_MONOTONIC) - begin;
    if (status == HB_OK)
        status = ask_days(r, err);
    out->seconds_asking = seconds(CLOCK_MONOTONIC) - begin - out->seconds_learning;
    return status;
}

hb_status backtest_run(const struct backtest_options *options, const struct backtest_data *data,
                       struct backtest_result *out, struct hb_error *err) {
    struct run r = {.options = options, .data = data};
    *out = (struct backtest_result){.outcomes =
                                        mem_zeroed(2 * data->test.n + 1, sizeof *out->outcomes)};
    r.outcomes = out->outcomes;
    if (!r.outcomes)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for %zu questions", 2 * data->test.n);
    struct outlook_options engine = {.method = options->method == BACKTEST_FULL ? OUTLOOK_FULL
                                                                                : OUTLOOK_ADDITIVE,
                                     .seed = options->seed,
                                     .n_threads = options->n_threads};
    double begin = seconds(CLOCK_MONOTONIC);
    bool is_baseline = options->method <= BACKTEST_RECURRENCY;
    hb_status status = is_baseline ? recurrency_run(options, data, out->outcomes, err)
                                   : outlook_open(&engine, &r.o, err);
    out->seconds_asking = seconds(CLOCK_MONOTONIC) - begin;
    if (status == HB_OK && !is_baseline)
        status = run_engine(&r, out, err);
    out->seconds_processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
    outlook_close(r.o);
    if (status != HB_OK)
        backtest_free(out);
    return status;
}

void backtest_free(struct backtest_result *r) {
    mem_free(r->outcomes);
    *r = (struct backtest_result){0};
}
