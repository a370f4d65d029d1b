/* The published back-test (e.g. Gastinger et al. 2023, DOI 10.1007/978-3-031-43418-1_31): each fact
 * of a test day asks twice, (subject, relation, ?) and (?, relation, object); all entities are
 * ranked, other true answers of that day are left out, ties get the mean rank. Parameters are
 * learned before the first test day; single-step: a test day is shown once it has been asked;
 * multi-step: none is. */
#ifndef HB_OUTLOOK_BACKTEST_H
#define HB_OUTLOOK_BACKTEST_H

#include "outlook/outlook.h"
#include "outlook/quads.h"

enum backtest_method { BACKTEST_STRICT, BACKTEST_RECURRENCY, BACKTEST_ADDITIVE, BACKTEST_FULL };

struct backtest_options {
    enum backtest_method method;
    bool is_multi_step;
    float unmet; /* log odds that candidates whom the entity never met are favoured by */
    unsigned n_threads;
    uint64_t seed;
};

/* All by ascending day; valid (it may be empty) before test. Names may be absent. */
struct backtest_data {
    struct quads train, valid, test;
    const str *entity_names, *relation_names;
    size_t n_entity_names, n_relation_names;
    uint32_t n_entities, n_relations; /* ranked are all below n_entities */
};

enum backtest_novelty { NOVELTY_TRIPLE, NOVELTY_PAIR, NOVELTY_NONE, NOVELTIES };
enum { BEST_SHOWN = 10 };

/* A question's outcome; 2i: (s, r, ?) of test fact i, 2i + 1: (?, r, o). */
struct backtest_outcome {
    double rank;
    uint8_t novelty;
    uint8_t n_best;
    float probability, top_probability; /* of the answer; of the first; negative where not given */
    uint32_t best[BEST_SHOWN];
    float best_scores[BEST_SHOWN];
};

struct backtest_result {
    struct backtest_outcome *outcomes; /* [2 * test.n]; owned */
    double seconds_learning, seconds_asking, seconds_processor;
    size_t n_lessons;
};

hb_status backtest_run(const struct backtest_options *options, const struct backtest_data *data,
                       struct backtest_result *out, struct hb_error *err);
/* The facts of the day that begins at quads[from], in the arena; 0 without memory. */
size_t backtest_day(const struct quads *q, size_t from, struct arena *a, struct outlook_fact **out);
void backtest_free(struct backtest_result *r);

#endif
