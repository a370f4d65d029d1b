/* The level: how likely is it that a pair of countries sees at least so many hostile events next
 * week. Levels can be foretold and their chances calibrated, as surprises cannot.
 *
 *   counts per pair and week ─features→ log odds, as a sum ─learned on past weeks→ chance
 *
 * The same code serves an archive (pairs of countries from its happenings) and the back-test on
 * published quadruples (quads.h). */
#ifndef HB_OUTLOOK_LEVEL_H
#define HB_OUTLOOK_LEVEL_H

#include "base/map.h"
#include "outlook/logistic.h"

struct level_pair {
    uint32_t who, whom; /* numbers of countries */
    uint32_t reverse;   /* the pair the other way round; UINT32_MAX: none */
    int32_t first;      /* week in which it was first seen */
};

struct level_entry {
    uint32_t pair;
    int32_t week;
    float hostile, other;
};

/* Events between countries, week by week. Filled by level_count, then closed. */
struct level_history {
    struct arena *arena; /* borrows */
    struct map countries, by_key;
    struct {
        struct level_entry *items;
        size_t n, capacity;
    } entries;
    struct {
        struct level_pair *items;
        size_t n, capacity;
    } pairs;
    int32_t first, n_weeks; /* the first week; how many */
    float *hostile, *other; /* [pairs * n_weeks] */
    float *by, *upon;       /* [countries * n_weeks] hostile events by, upon a country */
    double *volume;         /* [n_weeks] all events: how much was reported */
};

struct level_history level_open(struct arena *a);
/* Counts events of a week; false without memory. */
bool level_count(struct level_history *h, str who, str whom, int32_t week, double hostile,
                 double other);
/* Makes the tables, for weeks from the first counted to `last`. */
bool level_close(struct level_history *h, int32_t last);
str level_country(const struct level_history *h, uint32_t number);

enum { LEVEL_FEATURES = 17 };
extern const char *const level_names[LEVEL_FEATURES];

struct level_model {
    struct logistic logistic;
    uint32_t at_least;
    double base; /* share of pairs and weeks with so many */
};

/* Learns from weeks up to `until`, which is the last that counts as an outcome. False: no memory,
 * or hardly anything to learn from (fewer than five weeks, or five that had so many). */
bool level_learn(const struct level_history *h, int32_t until, uint32_t at_least,
                 struct level_model *out);
/* The chance for the week after `week`. */
double level_chance(const struct level_model *m, const struct level_history *h, size_t pair,
                    int32_t week);
/* Baselines: a pair's own share of weeks so far, drawn to the base rate as by one week; its mean of
 * ten weeks. */
double level_climate(const struct level_model *m, const struct level_history *h, size_t pair,
                     int32_t week);
double level_mean(const struct level_history *h, size_t pair, int32_t week, int32_t n);

#endif
