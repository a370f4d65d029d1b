/* The baselines that any forecast must beat (Gastinger et al. 2024, "History repeats itself", DOI
 * 10.24963/ijcai.2024/444): *strict*, the same fact again, the latest first; *combined*, that with
 * how often the relation is done to whom, weighed for each relation. */
#ifndef HB_OUTLOOK_RECURRENCY_H
#define HB_OUTLOOK_RECURRENCY_H

#include "outlook/backtest.h"

/* Fills ranks, novelty and best of the outcomes. */
hb_status recurrency_run(const struct backtest_options *options, const struct backtest_data *data,
                         struct backtest_outcome *outcomes, struct hb_error *err);

#endif
