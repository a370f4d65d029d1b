/* Scores of (e, r, o) on day t: a * 2^(l * (last - t)) + (1 - a) * times(r, o) / times(r), where
 * last is the day of the latest (e, r, o). The decay l and the weight a are chosen for each
 * directed relation on the facts of valid, or on the last tenth of train where there is none. Only
 * objects that e had under r have a first term, so a rank is counted over these and, for all the
 * others, by bisection in the sorted counts of the relation: a question costs the length of its own
 * history. */
#include "outlook/recurrency.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "outlook/counters.h"
#include "outlook/keys.h"
#include "outlook/questions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DECAYS = 6, WEIGHTS = 6, SETTINGS = DECAYS * WEIGHTS, OTHERS = 512 };
static const double decays[DECAYS] = {0.005, 0.02, 0.05, 0.1, 0.3, 1.0};
static const double weights[WEIGHTS] = {0, 0.5, 0.9, 0.99, 0.999, 0.99999};

/* An object that an entity had under a relation, in a chain of these. */
struct had {
    uint32_t object, next, times_place; /* times_place: of (relation, object) */
    int32_t last;
    float sums[DECAYS]; /* of what each decay leaves, on the day of the last */
};

struct relation_past {
    uint32_t *times;  /* of each object, in the order of its first */
    uint32_t *sorted; /* the same ascending, when last needed */
    uint32_t n, capacity, total;
    bool is_sorted;
    int setting; /* chosen: decay * WEIGHTS + weight */
};

struct recurrency {
    struct had *had;
    size_t n_had, had_capacity;
    struct keys triples, heads, times;
    struct keys met;                 /* pairs in either direction */
    struct relation_past *relations; /* [2 * n_relations] */
    uint32_t n_directed, n_entities;
    bool is_strict;
};

static hb_status make_room(struct recurrency *r, uint32_t relation, struct hb_error *err) {
    struct relation_past *p = &r->relations[relation];
    if (r->n_had == r->had_capacity) {
        size_t wide = r->had_capacity ? 2 * r->had_capacity : 4096;
        void *had = mem_resize(r->had, wide * sizeof *r->had);
        if (!had)
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for what recurs");
        r->had = had;
        r->had_capacity = wide;
    }
    if (p->n == p->capacity) {
        uint32_t wide = p->capacity ? 2 * p->capacity : 64;
        void *times = mem_resize(p->times, wide * sizeof *p->times);
        if (times)
            p->times = times;
        void *sorted = mem_resize(p->sorted, wide * sizeof *p->sorted);
        if (sorted)
            p->sorted = sorted;
        if (!times || !sorted)
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for what recurs");
        p->capacity = wide;
    }
    struct keys *tables[] = {&r->triples, &r->heads, &r->times, &r->met};
    for (int i = 0; i < 4; i++)
        if (keys_reserve(tables[i], 1, err) != HB_OK)
            return HB_ERR_MEMORY;
    return HB_OK;
}

static hb_status observe_side(struct recurrency *r, uint32_t e, uint32_t relation, uint32_t o,
                              int32_t day, struct hb_error *err) {
    hb_status status = make_room(r, relation, err);
    if (status != HB_OK)
        return status;
    struct relation_past *p = &r->relations[relation];
    uint32_t *times = keys_put(&r->times, counter_key(0, relation, 0, o));
    if (*times == KEY_NONE) {
        *times = p->n;
        p->times[p->n++] = 0;
    }
    p->times[*times]++;
    p->total++;
    p->is_sorted = false;
    uint32_t *triple = keys_put(&r->triples, counter_key(0, relation, e, o));
    if (*triple == KEY_NONE) {
        uint32_t *head = keys_put(&r->heads, counter_key(0, relation, e, 0));
        *triple = (uint32_t)r->n_had;
        r->had[r->n_had++] = (struct had){.object = o, .next = *head, .times_place = *times};
        *head = *triple;
    }
    struct had *had = &r->had[*triple];
    for (int i = 0; i < DECAYS; i++)
        had->sums[i] = 1 + had->sums[i] * (float)exp2(decays[i] * (double)(had->last - day));
    had->last = day;
    *keys_put(&r->met, counter_key(0, 0, e, o)) = 1;
    return HB_OK;
}

static hb_status observe(struct recurrency *r, const struct quad *q, struct hb_error *err) {
    uint32_t d = 2 * q->relation;
    hb_status status = observe_side(r, q->subject, d, q->object, q->time, err);
    return status == HB_OK ? observe_side(r, q->object, d + 1, q->subject, q->time, err) : status;
}

static int compare_numbers(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

static void sort_times(struct relation_past *p) {
    if (p->is_sorted || p->n == 0)
        return;
    memcpy(p->sorted, p->times, p->n * sizeof *p->sorted);
    qsort(p->sorted, p->n, sizeof *p->sorted, compare_numbers);
    p->is_sorted = true;
}

/* How many of the sorted counts are below `times` (or, with `or_equal`, not above). */
static size_t count_below(const struct relation_past *p, double times, bool or_equal) {
    size_t low = 0, high = p->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        double here = (double)p->sorted[middle];
        if (here < times || (or_equal && here == times))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct side_question {
    uint32_t entity, relation, answer; /* relation directed */
    int32_t day;
    const uint32_t *others; /* [n_others] other true answers of the day */
    size_t n_others;
};

static bool is_other(const struct side_question *q, uint32_t entity) {
    for (size_t i = 0; i < q->n_others; i++)
        if (q->others[i] == entity)
            return true;
    return false;
}

static double times_of(const struct recurrency *r, uint32_t relation, uint32_t o) {
    uint32_t place = keys_get(&r->times, counter_key(0, relation, 0, o));
    return place == KEY_NONE ? 0 : (double)r->relations[relation].times[place];
}

struct scoring {
    int decay;
    double weight, per_time; /* per_time: what one of times(r, o) adds */
};

static struct scoring scoring_of(const struct recurrency *r, uint32_t relation, int setting) {
    const struct relation_past *p = &r->relations[relation];
    double w = r->is_strict ? 1 : weights[setting % WEIGHTS];
    return (struct scoring){setting / WEIGHTS, w, p->total ? (1 - w) / (double)p->total : 0};
}

static double score_of(const struct scoring *s, const struct had *had, int32_t day, double times) {
    if (!had)
        return s->per_time * times;
    double left = exp2(decays[s->decay] * (double)(had->last - day));
    return s->weight * (double)had->sums[s->decay] * left + s->per_time * times;
}

/* Rank with ties at their mean; the counts of the relation are sorted. */
static double rank_of(const struct recurrency *r, const struct side_question *q,
                      const struct scoring *s) {
    const struct relation_past *p = &r->relations[q->relation];
    uint32_t triple = keys_get(&r->triples, counter_key(0, q->relation, q->entity, q->answer));
    double own_times = times_of(r, q->relation, q->answer);
    double own = score_of(s, triple == KEY_NONE ? NULL : &r->had[triple], q->day, own_times);
    /* All objects by their times alone … */
    bool is_moved = triple != KEY_NONE && s->weight > 0;
    double need = s->per_time <= 0 ? INFINITY : is_moved ? own / s->per_time : own_times;
    double above = (double)(p->n - count_below(p, need, true));
    double equal = (double)(count_below(p, need, true) - count_below(p, need, false));
    if (s->per_time <= 0)
        equal = own > 0 ? 0 : (double)r->n_entities;
    else if (own <= 0)
        equal = (double)(r->n_entities - p->n);
    if (triple == KEY_NONE)
        equal -= 1; /* the answer itself */
    /* … then those that have a history of their own, moved to where it puts them. */
    for (uint32_t i = keys_get(&r->heads, counter_key(0, q->relation, q->entity, 0)); i != KEY_NONE;
         i = r->had[i].next) {
        double times = (double)p->times[r->had[i].times_place];
        double full = score_of(s, &r->had[i], q->day, times);
        bool is_counted = r->had[i].object != q->answer && !is_other(q, r->had[i].object);
        above += (is_counted && full > own) - (s->per_time > 0 ? times > need : 0);
        equal += (is_counted && full == own) - (s->per_time > 0 ? times == need : own <= 0);
    }
    for (size_t i = 0; i < q->n_others; i++) { /* other true answers without a history */
        if (keys_get(&r->triples, counter_key(0, q->relation, q->entity, q->others[i])) != KEY_NONE)
            continue;
        double times = times_of(r, q->relation, q->others[i]);
        above -= s->per_time > 0 && times > need;
        equal -= s->per_time > 0 ? times == need : own <= 0;
    }
    return 1 + above + (equal > 0 ? equal / 2 : 0);
}

/* sums [n_directed][SETTINGS] of 1/rank. */
static void try_settings(const struct recurrency *r, const struct side_question *q, double *sums) {
    for (int i = 0; i < SETTINGS; i++) {
        struct scoring s = scoring_of(r, q->relation, i);
        sums[q->relation * SETTINGS + (uint32_t)i] += 1 / rank_of(r, q, &s);
    }
}

static void keep_best(struct backtest_outcome *out, uint32_t entity, double score) {
    unsigned at = out->n_best < BEST_SHOWN ? out->n_best++ : BEST_SHOWN;
    for (; at > 0 && (double)out->best_scores[at - 1] < score; at--)
        if (at < BEST_SHOWN) {
            out->best[at] = out->best[at - 1];
            out->best_scores[at] = out->best_scores[at - 1];
        }
    if (at < BEST_SHOWN) {
        out->best[at] = entity;
        out->best_scores[at] = (float)score;
    }
}

static void answer(const struct recurrency *r, const struct side_question *q,
                   struct backtest_outcome *out) {
    const struct relation_past *p = &r->relations[q->relation];
    struct scoring s = scoring_of(r, q->relation, p->setting);
    bool has_been =
        keys_get(&r->triples, counter_key(0, q->relation, q->entity, q->answer)) != KEY_NONE;
    bool has_met = keys_get(&r->met, counter_key(0, 0, q->entity, q->answer)) != KEY_NONE;
    out->rank = rank_of(r, q, &s);
    out->novelty = has_been ? NOVELTY_TRIPLE : has_met ? NOVELTY_PAIR : NOVELTY_NONE;
    out->probability = out->top_probability = -1;
    for (uint32_t i = keys_get(&r->heads, counter_key(0, q->relation, q->entity, 0)); i != KEY_NONE;
         i = r->had[i].next)
        if (!is_other(q, r->had[i].object))
            keep_best(out, r->had[i].object,
                      score_of(&s, &r->had[i], q->day, (double)p->times[r->had[i].times_place]));
}

/* Asks one day's facts: settings are tried where there is a choice, else outcomes are filled. */
static hb_status ask_day(struct recurrency *r, const struct outlook_fact *facts, size_t n,
                         double *sums, struct backtest_outcome *outcomes, struct arena *a,
                         struct hb_error *err) {
    struct day_questions d;
    hb_status status = questions_of_day(facts, n, a, &d, err);
    uint32_t others[OTHERS];
    for (size_t i = 0, at = 0; status == HB_OK && i < d.n_sides; i++) {
        while (d.answer_of[i] >= d.items[at].end)
            at++;
        const struct question *question = &d.items[at];
        struct side_question q = {.entity = question->entity,
                                  .relation = question->relation,
                                  .answer = d.answers[d.answer_of[i]],
                                  .day = d.day,
                                  .others = others};
        for (uint32_t k = question->begin; k < question->end && q.n_others < OTHERS; k++)
            if (d.answers[k] != q.answer)
                others[q.n_others++] = d.answers[k];
        sort_times(&r->relations[q.relation]);
        if (sums)
            try_settings(r, &q, sums);
        else
            answer(r, &q, &outcomes[d.sides[i]]);
    }
    return status;
}

/* Walks over quads [from, to), asking those from `ask_from` on; they are observed if `observes`. */
static hb_status walk(struct recurrency *r, const struct quads *set, size_t ask_from, double *sums,
                      struct backtest_outcome *outcomes, bool observes, struct hb_error *err) {
    struct arena a = {.maximum = (size_t)4 << 30};
    hb_status status = HB_OK;
    for (size_t from = 0, n; from < set->n && status == HB_OK; from += n) {
        struct outlook_fact *facts;
        arena_reset(&a);
        n = backtest_day(set, from, &a, &facts);
        if (!n)
            status = error_set(err, HB_ERR_MEMORY, 0, "no memory for a day's facts");
        if (status == HB_OK && from >= ask_from)
            status = ask_day(r, facts, n, sums, outcomes ? outcomes + 2 * from : NULL, &a, err);
        for (size_t i = from; i < from + n && status == HB_OK && observes; i++)
            status = observe(r, &set->items[i], err);
    }
    arena_free(&a);
    return status;
}

/* As published: the decay by the recurrent part alone, then the weight. */
static void choose(struct recurrency *r, const double *sums) {
    for (uint32_t d = 0; d < r->n_directed; d++) {
        const double *of = sums + d * SETTINGS;
        int decay = 0, weight = 0;
        for (int i = 0; i < DECAYS; i++)
            if (of[i * WEIGHTS + WEIGHTS - 1] > of[decay * WEIGHTS + WEIGHTS - 1])
                decay = i;
        for (int i = 0; i < WEIGHTS; i++)
            if (of[decay * WEIGHTS + i] > of[decay * WEIGHTS + weight])
                weight = i;
        if (of[decay * WEIGHTS + weight] > 0)
            r->relations[d].setting = decay * WEIGHTS + weight;
    }
}

static void recurrency_close(struct recurrency *r) {
    for (uint32_t d = 0; r->relations && d < r->n_directed; d++) {
        mem_free(r->relations[d].times);
        mem_free(r->relations[d].sorted);
    }
    mem_free(r->relations);
    mem_free(r->had);
    keys_close(&r->triples);
    keys_close(&r->heads);
    keys_close(&r->times);
    keys_close(&r->met);
}

hb_status recurrency_run(const struct backtest_options *options, const struct backtest_data *data,
                         struct backtest_outcome *outcomes, struct hb_error *err) {
    struct recurrency r = {.n_directed = 2 * data->n_relations,
                           .n_entities = data->n_entities,
                           .is_strict = options->method == BACKTEST_STRICT};
    hb_status status = HB_OK;
    bool has_valid = data->valid.n > 0;
    size_t tail = data->train.n - data->train.n / 10;
    double *sums = mem_zeroed((size_t)r.n_directed + 1, SETTINGS * sizeof *sums);
    r.relations = mem_zeroed((size_t)r.n_directed + 1, sizeof *r.relations);
    if (!sums || !r.relations) {
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for what recurs");
        goto out;
    }
    for (uint32_t d = 0; d < r.n_directed; d++)
        r.relations[d].setting = SETTINGS - 2; /* where nothing is known: decay 1, weight .999 */
    bool chooses = true;
    status = walk(&r, &data->train, chooses && !has_valid ? tail : SIZE_MAX, sums, NULL, true, err);
    if (status == HB_OK)
        status = walk(&r, &data->valid, chooses ? 0 : SIZE_MAX, sums, NULL, true, err);
    choose(&r, sums);
    if (status == HB_OK)
        status = walk(&r, &data->test, 0, NULL, outcomes, !options->is_multi_step, err);
out:
    recurrency_close(&r);
    mem_free(sums);
    return status;
}
