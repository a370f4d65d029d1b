/* A rehearsal: forecasts are made from day to day through the past, each with no more than was
 * known on its day; what came is learned from and scored. It ends on the archive's day with
 * weights, a record of how good forecasts of each chance were, and all that is known.
 *
 *   known ─signs→ chance ─days pass→ came or not ─→ weights, rules, promises, scores
 */
#ifndef HB_OUTLOOK_REHEARSAL_H
#define HB_OUTLOOK_REHEARSAL_H

#include "outlook/reliability.h"
#include "outlook/score.h"
#include "outlook/signs.h"

enum forecast_way { WAY_MODEL, WAY_CLIMATE, WAY_PERSISTENCE, FORECAST_WAYS };
extern const char *const way_names[FORECAST_WAYS];

/* A forecast that was made. */
struct rehearsed {
    struct annals_key key;
    uint32_t pair;
    float importance;                      /* how many like it it stands for */
    bool recent[HORIZONS], came[HORIZONS]; /* within the horizon before, after */
    float odds[HORIZONS];                  /* before they are set right by the record */
    float x[HORIZONS][SIGNS], chances[HORIZONS][FORECAST_WAYS];
};

struct origin { /* a day on which forecasts were made */
    date_day day;
    bool is_warm;       /* there was past enough to set later ones right by it */
    bool is_scored;     /* … and the first quarter of the past is over */
    struct arena arena; /* of its forecasts, until all of them came true or not */
    struct rehearsed *items;
    size_t n, capacity;
    struct {
        struct rule_moment *items;
        size_t n, capacity;
    } moments;
};

struct rehearsal {
    const struct annals *past;
    struct arena *arena;
    struct known known;
    struct habits habits;
    struct {
        struct origin *items; /* ascending */
        size_t n, capacity;
    } origins;
    int32_t step;                        /* days between them */
    struct logistic models[HORIZONS];    /* weights as of the archive's day */
    struct reliability rights[HORIZONS]; /* sets log odds right by how forecasts fared so far */
    struct logistic_rows rows[HORIZONS]; /* outcomes so far, of what is unlikely a share */
    size_t n_matured[HORIZONS], n_fitted[HORIZONS]; /* origins; rows at the last fit */
    struct {
        double n, came;
    } recurrence[HORIZONS][2]; /* of acts that did not, did happen lately */
    struct scoring *scorings;  /* [HORIZONS * FORECAST_WAYS] */
    struct score scores[HORIZONS][FORECAST_WAYS];
    bool keeps_cases; /* forecasts stay with their origins */
};

/* Goes through the past to its day; with keeps_cases the forecasts that were made can be read
 * afterwards. Past and arena must outlive it. Owned: rehearsal_close, whatever is returned. */
hb_status rehearse(const struct annals *p, bool keeps_cases, struct arena *a, struct rehearsal *r,
                   struct hb_error *err);
void rehearsal_close(struct rehearsal *r);

/* Is an act worth asking about: 0 no, 1 they did it lately, 2 long ago, 3 never, but are active? */
int rehearsal_rank(const struct known *k, uint32_t pair, uint8_t type);

struct chance {
    double chance, low, high; /* high and low: where it lies with four chances in five */
    double odds;              /* log odds of chance, the sum of `reasons` */
    double reasons[REASON_KINDS];
    double climate;
    double n_like, came_like; /* forecasts of like chances so far, and how many came true */
};
/* The chances alone, for choosing among many. */
void rehearsal_chances(const struct rehearsal *r, const struct known *k, struct annals_key key,
                       double out[HORIZONS]);
/* The chances of an act from what is `known` (r->known, or the same with other evidence), with the
 * weights and habits of r. */
void rehearsal_ask(const struct rehearsal *r, const struct known *k, struct annals_key key,
                   struct chance out[HORIZONS]);

#endif
