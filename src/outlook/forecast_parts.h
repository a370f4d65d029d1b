/* What the files of a forecast share. Private to src/outlook. */
#ifndef HB_OUTLOOK_FORECAST_PARTS_H
#define HB_OUTLOOK_FORECAST_PARTS_H

#include "outlook/forecast.h"
#include "outlook/rehearsal.h"

struct ground {
    const char *name;
    bool has_sum;
    double adds;
    str text, day, events, reports, words;
};

enum { REASONS_MOST = REASON_KINDS + 1 };

/* Why a chance is what it is: each kind of reason with its counts and its evidence, the weightiest
 * first, and what came of like moments between the two. Returns how many. */
uint32_t reasons_of(struct store *s, const struct rehearsal *r, struct annals_key key, int horizon,
                    const struct chance *c, struct arena *a, struct ground out[REASONS_MOST]);
/* Rows of a rehearsal: a score for each horizon and way, a row for each band of chances. */
void track_give_scores(const struct rehearsal *r, struct arena *a, store_sink *sink, void *context);
void track_give_bins(const struct rehearsal *r, struct arena *a, store_sink *sink, void *context);
/* ISO, into the arena; {NULL, 0} for DATE_NONE. */
str day_text(struct arena *a, date_day day);

#endif
