/* The engine: names to numbers, days in their order, weights from a second walk over the past. */
#include "outlook/outlook.h"

#include "base/alloc.h"
#include "outlook/engine.h"
#include "outlook/parallel.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_ENTITIES = 1 << 24, MOST_RELATIONS = 500 };
static const double LESSONS_FROM = 0.3; /* the first of the past is for counting alone */
enum { LEARN_PASSES = 3, NET_PASSES = 4 };

hb_status outlook_open(const struct outlook_options *options, struct outlook **out,
                       struct hb_error *err) {
    struct outlook *o = mem_zeroed(1, sizeof *o);
    *out = o;
    if (!o)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for an outlook");
    o->options = *options;
    o->arena.maximum = (size_t)4 << 30;
    o->entities = map_in(&o->arena);
    o->relations = map_in(&o->arena);
    o->classes = classes_in(&o->arena);
    hb_status status = past_open(&o->past, err);
    if (status == HB_OK)
        status = rules_open(&o->rules, 16, err);
    if (status == HB_OK)
        status = mixer_open(&o->mixer, 16, err);
    factor_open(&o->factor, options->seed);
    o->past.country_role = classes_country_role(&o->classes);
    if (status != HB_OK) {
        outlook_close(o);
        *out = NULL;
    }
    return status;
}

void outlook_close(struct outlook *o) {
    if (!o)
        return;
    for (int i = 0; i < WORKERS; i++) {
        struct worker *w = &o->workers[i];
        scene_free(&w->scene);
        candidates_free(&w->candidates);
        lessons_free(&w->lessons);
        mem_free(w->rows);
        mem_free(w->by_rules);
        mem_free(w->likeness);
        mem_free(w->scores);
        mem_free(w->probabilities);
    }
    past_close(&o->past);
    rules_close(&o->rules);
    rule_weights_close(&o->rule_weights);
    mixer_close(&o->mixer);
    factor_close(&o->factor);
    for (int i = 0; i < NETS; i++)
        network_close(&o->nets[i]);
    mem_free(o->answers);
    arena_free(&o->arena);
    mem_free(o);
}

uint32_t outlook_entity(struct outlook *o, str name) {
    uint32_t found = map_get(&o->entities, name);
    if (found != MAP_NONE)
        return found;
    size_t n_countries = o->classes.countries.n;
    struct entity_class class = classes_of(&o->classes, name);
    if (o->past.n_entities >= MOST_ENTITIES ||
        !map_put(&o->entities, name, (uint32_t)o->past.n_entities))
        return OUTLOOK_NONE;
    if (past_add_entity(&o->past, class, NULL) != HB_OK)
        return OUTLOOK_NONE;
    if (o->classes.countries.n > n_countries) { /* one that is there already may be that country */
        uint32_t bare = map_get(&o->entities, o->classes.countries.entries[n_countries].key);
        if (bare != MAP_NONE && o->past.entities[bare].named.country == CLASS_NONE) {
            o->past.entities[bare].named =
                (struct entity_class){class.country, o->past.country_role};
            o->past.entities[bare].home = class.country;
        }
    }
    return (uint32_t)o->past.n_entities - 1;
}

uint32_t outlook_relation(struct outlook *o, str name) {
    uint32_t found = map_get(&o->relations, name), n = (uint32_t)o->relations.n;
    if (found != MAP_NONE)
        return found;
    return n < MOST_RELATIONS && map_put(&o->relations, name, n) ? n : OUTLOOK_NONE;
}

static hb_status count_rules(struct outlook *o, const struct day_questions *d,
                             struct hb_error *err) {
    struct scene *s = &o->workers[0].scene;
    for (size_t e = 0; e < d->n_entities; e++) {
        const struct question *q = &d->items[d->first_of_entity[e]];
        const struct question *end = &d->items[d->first_of_entity[e + 1]];
        hb_status status = scene_set(s, &o->past, q->entity, d->day, err);
        if (status != HB_OK)
            return status;
        for (; q < end && status == HB_OK; q++) {
            const uint32_t *answers = d->answers + q->begin;
            rules_count(&o->rules, s, q->relation, answers, q->end - q->begin);
            status = rule_weights_learn(&o->rule_weights, s, q->relation, answers,
                                        q->end - q->begin, err);
        }
        if (status != HB_OK)
            return status;
    }
    return HB_OK;
}

static hb_status check_facts(const struct outlook *o, const struct outlook_fact *facts, size_t n,
                             struct hb_error *err) {
    date_day day = o->past.today;
    for (size_t i = 0; i < n; i++) {
        const struct outlook_fact *f = &facts[i];
        if (f->subject >= o->past.n_entities || f->object >= o->past.n_entities ||
            f->relation >= o->relations.n)
            return error_set(err, HB_ERR_INPUT, i, "fact %zu: its numbers were not given out", i);
        if (f->day < day || f->day == DATE_NONE)
            return error_set(err, HB_ERR_INPUT, i,
                             "fact %zu: its day lies before what has been observed", i);
        day = f->day;
    }
    return HB_OK;
}

hb_status engine_observe_day(struct outlook *o, const struct outlook_fact *facts, size_t n,
                             struct hb_error *err) {
    struct arena a = {.maximum = (size_t)4 << 30};
    struct day_questions d;
    hb_status status = rules_reserve(&o->rules, (uint32_t)o->relations.n, err);
    if (status == HB_OK && !o->rule_weights.n_directed)
        status = rule_weights_open(&o->rule_weights, (uint32_t)o->relations.n, err);
    if (status == HB_OK)
        status = questions_of_day(facts, n, &a, &d, err);
    if (status == HB_OK)
        status = count_rules(o, &d, err);
    for (size_t i = 0; i < n && status == HB_OK; i++)
        status = past_add_fact(&o->past, &facts[i], err);
    if (status == HB_OK)
        status = factor_learn_day(&o->factor, &o->past, n, err);
    arena_free(&a);
    return status;
}

/* The end of the day that begins at facts[from]. */
static size_t end_of_day(const struct outlook_fact *facts, size_t from, size_t n) {
    size_t to = from;
    while (to < n && facts[to].day == facts[from].day)
        to++;
    return to;
}

hb_status outlook_observe(struct outlook *o, const struct outlook_fact *facts, size_t n,
                          struct hb_error *err) {
    hb_status status = check_facts(o, facts, n, err);
    for (size_t from = 0, to; from < n && status == HB_OK; from = to) {
        to = end_of_day(facts, from, n);
        status = engine_observe_day(o, facts + from, to - from, err);
    }
    return status;
}

struct network_lessons {
    struct outlook *o;
    const struct lessons *lessons;
    size_t from;
    hb_status status[NETS];
    struct hb_error err[NETS];
};

static void learn_net(void *context, size_t piece) {
    struct network_lessons *l = context;
    struct outlook *o = l->o;
    uint64_t seed = hash_mix(o->options.seed, 100 + piece);
    struct network *net = &o->nets[piece];
    network_close(net);
    l->status[piece] = network_open(net, (uint32_t)o->relations.n, seed, &l->err[piece]);
    if (l->status[piece] == HB_OK)
        l->status[piece] = network_learn(net, &o->mixer, l->lessons, l->from, l->lessons->n,
                                         NET_PASSES, seed, &l->err[piece]);
}

static hb_status learn_nets(struct outlook *o, const struct lessons *lessons, size_t from,
                            struct hb_error *err) {
    struct network_lessons l = {.o = o, .lessons = lessons, .from = from};
    hb_status status = parallel_run(o->options.n_threads, NETS, learn_net, &l, err);
    for (int i = 0; i < NETS && status == HB_OK; i++)
        if ((status = l.status[i]) != HB_OK && err)
            *err = l.err[i];
    return status;
}

hb_status engine_fit(struct outlook *o, const struct lessons *lessons, size_t from,
                     struct hb_error *err) {
    mixer_close(&o->mixer);
    hb_status status = mixer_open(&o->mixer, (uint32_t)o->relations.n, err);
    if (status == HB_OK)
        status =
            mixer_learn(&o->mixer, lessons, from, lessons->n, LEARN_PASSES, o->options.seed, err);
    if (status == HB_OK && o->options.method == OUTLOOK_FULL)
        status = learn_nets(o, lessons, from, err);
    o->has_learned = status == HB_OK;
    return status;
}

/* Walks over facts that the engine has forgotten, asking each day before it is observed. */
static hb_status walk_again(struct outlook *o, const struct outlook_fact *facts, size_t n,
                            struct lessons *lessons, struct hb_error *err) {
    struct arena a = {.maximum = (size_t)4 << 30};
    hb_status status = HB_OK;
    for (size_t from = 0, to; from < n && status == HB_OK; from = to) {
        struct day_questions d;
        to = end_of_day(facts, from, n);
        arena_reset(&a);
        if ((double)from >= LESSONS_FROM * (double)n) {
            status = questions_of_day(facts + from, to - from, &a, &d, err);
            if (status == HB_OK)
                status = engine_take_lessons(o, &d, lessons, err);
        }
        if (status == HB_OK)
            status = engine_observe_day(o, facts + from, to - from, err);
    }
    arena_free(&a);
    return status;
}

hb_status outlook_learn(struct outlook *o, struct hb_error *err) {
    size_t n = o->past.n_facts;
    struct outlook_fact *facts = mem_zeroed(n + 1, sizeof *facts);
    struct lessons lessons = {0};
    if (!facts)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to learn from %zu facts", n);
    memcpy(facts, o->past.facts, n * sizeof *facts);
    past_clear(&o->past);
    rules_clear(&o->rules);
    rule_weights_close(&o->rule_weights);
    factor_close(&o->factor);
    factor_open(&o->factor, o->options.seed);
    hb_status status = walk_again(o, facts, n, &lessons, err);
    if (status == HB_OK)
        status = engine_fit(o, &lessons, 0, err);
    lessons_free(&lessons);
    mem_free(facts);
    return status;
}
