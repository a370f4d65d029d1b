/* What the past teaches beyond counting: which act follows which between two actors, and how much
 * of what an actor announces it does. Both are counted as time goes on, and only once their outcome
 * is known. */
#ifndef HB_OUTLOOK_HABITS_H
#define HB_OUTLOOK_HABITS_H

#include "outlook/known.h"

enum {
    HORIZONS = 3,
    RULE_DAYS = 7, /* in which a rule's cause lies */
    RULE_AGES = 3  /* … up to a day ago, up to three, older */
};
extern const int32_t horizon_days[HORIZONS]; /* 1, 7, 30 */

enum rule_way {
    RULE_SAME,
    RULE_BACK,
    RULE_WAYS
}; /* the cause was done by the same, or in return */

/* "Cause within a week → effect within the horizon", over all pairs that were active. */
struct rule_count {
    float held, tried;
};

struct rule {
    uint8_t cause;
    enum rule_way way;
    int32_t age;                /* days since the cause */
    double held, tried;         /* between anybody */
    double own_held, own_tried; /* between these two */
    double lift; /* log odds above the effect's usual, drawn to none where little is known */
};

/* Types of the last RULE_DAYS days of a pair, by the age of the latest act, a bit each. */
struct rule_moment {
    uint32_t pair, causes[RULE_WAYS][RULE_AGES];
};

struct promise_count {
    uint32_t announced, kept;
};

struct habits {
    struct rule_count rules[HORIZONS][RULE_WAYS][RULE_AGES][ANNALS_TYPES]
                           [ANNALS_TYPES]; /* cause, effect */
    struct rule_count usual[HORIZONS][ANNALS_TYPES];
    struct promise_count *promises; /* [actors] */
    struct promise_count all;
    size_t n_judged;    /* announcements looked at so far */
    uint8_t *is_judged; /* [plans] */
};

bool habits_open(const struct annals *p, struct arena *a, struct habits *out);

/* What went on between two in the days before k->day; false: nothing. */
bool rule_look(const struct known *k, uint32_t pair, struct rule_moment *out);
/* Counts what came of a moment of `day`, horizon days of which are over. */
void rule_learn(struct habits *h, const struct known *k, const struct rule_moment *m, int horizon,
                date_day day);
/* The strongest rule for an effect at a moment, then the second; their number. */
uint32_t rule_choose(const struct habits *h, const struct known *k, const struct rule_moment *m,
                     int horizon, uint8_t effect, struct rule out[2]);
/* The pair that a rule's cause is looked up in. */
uint32_t rule_pair(const struct known *k, uint32_t pair, enum rule_way way);

/* Looks at announcements whose time has come by k->day: were they kept? */
void promise_learn(struct habits *h, const struct known *k);
/* The share that an actor keeps, drawn to everybody's where it announced little. */
double promise_share(const struct habits *h, uint32_t who);
/* Is a plan still to come on k->day for this act? How much of its time lies within `days`, 0 to 1;
 * 0: it is not, or it is done. *has_due: it names a day. */
double promise_weight(const struct known *k, const struct annals_plan *plan, uint32_t pair,
                      struct annals_key key, int32_t days, bool *has_due);

#endif
