/* What a back-test found, for reading and as JSON: MRR and Hits over all, by direction, by novelty,
 * by group of relations; calibration of the first answer; time and memory. */
#ifndef HB_OUTLOOK_BACKTEST_REPORT_H
#define HB_OUTLOOK_BACKTEST_REPORT_H

#include "base/json_out.h"
#include "outlook/backtest.h"

enum { RELIABILITY_BINS = 10, RELATION_GROUPS = 4 };

/* In per cent; n == 0: nothing was asked. */
struct rank_summary {
    size_t n;
    double mrr, hits_1, hits_3, hits_10;
};

/* Of the questions whose first answer was given a probability within a tenth. */
struct reliability_bin {
    size_t n;
    double stated, came_true; /* means, 0 to 1 */
};

struct backtest_summary {
    struct rank_summary all, by_direction[2], by_novelty[NOVELTIES], by_group[RELATION_GROUPS];
    struct reliability_bin bins[RELIABILITY_BINS];
    bool has_probabilities;
    double calibration_error; /* expected (ECE): mean of |stated - came true|, weighed by n */
    double peak_memory;       /* bytes, of the process */
};

struct backtest_summary backtest_summarize(const struct backtest_data *d,
                                           const struct backtest_result *r);
const char *backtest_method_name(enum backtest_method m);
void backtest_print(const struct backtest_options *o, const struct backtest_data *d,
                    const struct backtest_result *r, struct buffer *out);
void backtest_json(const struct backtest_options *o, const struct backtest_data *d,
                   const struct backtest_result *r, struct json_out *out);
/* A line a question: fact, direction, subject, relation, object, day, rank, then the ten best as
 * entity:score. */
void backtest_ranks(const struct backtest_data *d, const struct backtest_result *r,
                    struct buffer *out);

#endif
