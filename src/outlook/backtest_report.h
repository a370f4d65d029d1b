/* What a back-test found, for reading and as JSON: MRR and Hits over all, by direction, by novelty,
 * by group of relations; calibration of the first answer; time and memory. */
#ifndef HB_OUTLOOK_BACKTEST_REPORT_H
#define HB_OUTLOOK_BACKTEST_REPORT_H

#include "base/json_out.h"
#include "outlook/backtest.h"

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
