/* What comes next, by an archive's own past: the acts that are likeliest within 1, 7 and 30 days,
 * how likely, how sure that is, and why, each reason leading to its evidence. Answers in rows, like
 * the questions of src/picture. All depends on the archive's content and the request alone. */
#ifndef HB_OUTLOOK_FORECAST_H
#define HB_OUTLOOK_FORECAST_H

#include "outlook/annals.h"

struct forecast_request {
    struct annals_span span;     /* what is read of the past; as_of {NULL,0}: the newest report's */
    str actor, to;               /* a code ("LBY-REB", "LBY" with all its parts) or a name */
    bool is_either_side;         /* actor may undergo the act as well as do it */
    str type;                    /* of PLOVER */
    uint32_t within;             /* 1, 7 or 30 days: what is ranked and explained */
    uint32_t limit;              /* acts; 0: 20 */
    struct annals_change change; /* evidence taken away or supposed */
    bool has_reasons;            /* a row for each reason, not for each act */
};

/* A row for each act, the likeliest first: actor, type, recipient, chance_1, chance_7, chance_30,
 * within, low and high (where that chance lies with four chances in five), usual (by the long-run
 * share of days alone), then_1, then_7, then_30 (with the evidence changed), days (on which it
 * happened), last, past_days, past_acts, like and like_came (forecasts of like chances so far, and
 * how many came true), reasons, events, reports. With has_reasons: actor, type, recipient, chance,
 * odds, reason, adds (to the log odds, of which all add up to odds), text, day, events, reports,
 * words. HB_ERR_USAGE: a name, type or act cannot be read. */
hb_status forecast_ask(struct store *s, const struct forecast_request *r, store_sink *sink,
                       void *context, struct hb_error *err);

/* Of how many events a page or a brief makes forecasts: more take longer than a reader waits. The
 * answer of the API, which may take its time, is made of all. */
enum { FORECAST_EVENTS = 16000 };

struct track_request {
    struct annals_span span;
    bool has_cases; /* a row for each forecast that was made, not for each score */
    bool has_bins;  /* a row for each tenth of the chances */
};
/* How good forecasts would have been, made through the past with what was known on each day: a row
 * for each horizon and way (harbinger, climatology, persistence). */
hb_status track_record_ask(struct store *s, const struct track_request *r, store_sink *sink,
                           void *context, struct hb_error *err);

/* All that a page tells of the outlook, from one rehearsal of the past: for each act its row and
 * those of its reasons, then scores and bands of chances, each as above; NULL: not asked for. A
 * sink that says false ends its own rows alone. */
struct outlook_sinks {
    store_sink *acts, *reasons, *scores, *bins;
    void *context;
};
hb_status forecast_tell(struct store *s, const struct forecast_request *r,
                        const struct outlook_sinks *sinks, struct hb_error *err);

#endif
