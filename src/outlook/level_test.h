/* The back-test of levels on published quadruples (ICEWS: actor, relation, recipient, hour), whose
 * names are told by entity2id.txt and relation2id.txt beside them. Learned on the whole weeks of
 * TRAIN, asked about the whole weeks of the file that follows it. */
#ifndef HB_OUTLOOK_LEVEL_TEST_H
#define HB_OUTLOOK_LEVEL_TEST_H

#include "outlook/level.h"
#include "outlook/score.h"

struct level_test_request {
    const char *train, *asked; /* paths */
    const char *names;         /* folder of the two tables; NULL: that of train */
    uint32_t at_least;         /* hostile events a week */
    bool only_abroad;          /* pairs of two countries; else also what happens within one */
};

enum level_way { LEVEL_MODEL, LEVEL_MEAN, LEVEL_CLIMATE, LEVEL_BASE, LEVEL_LAST, LEVEL_WAYS };
extern const char *const level_way_names[LEVEL_WAYS];

struct level_test {
    uint64_t n_events, n_pairs;
    int32_t trained_weeks, asked_weeks;
    struct level_model model;
    struct score scores[LEVEL_WAYS];
};

/* HB_ERR_SYSTEM: a file cannot be read; HB_ERR_INPUT: a line is wrong, named by its number. */
hb_status level_backtest(const struct level_test_request *r, struct level_test *out,
                         struct hb_error *err);

#endif
