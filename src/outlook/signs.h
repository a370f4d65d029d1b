/* Signs: what speaks for an act within a horizon, as numbers that a logistic regression weighs.
 * Every sign but the first and the volume rises with evidence, and may not count against it, so
 * that taking evidence away never makes an act likelier. */
#ifndef HB_OUTLOOK_SIGNS_H
#define HB_OUTLOOK_SIGNS_H

#include "outlook/habits.h"
#include "outlook/logistic.h"

enum sign {
    SIGN_ONE,
    SIGN_CLIMATE, /* log odds of the long-run share of days */
    SIGN_OFTEN,   /* … as far as they are above one in six: what is frequent is a habit */
    SIGN_OWN_2,   /* the same act of the same two: rates of four half-lives */
    SIGN_OWN_10,
    SIGN_OWN_50,
    SIGN_OWN_500,
    SIGN_PAIR_10, /* anything that one does to the other */
    SIGN_PAIR_500,
    SIGN_BACK_SAME, /* the same act in return */
    SIGN_BACK_ANY,
    SIGN_BY_10, /* the act, by this actor on anybody */
    SIGN_BY_500,
    SIGN_UPON,  /* upon this recipient, by anybody */
    SIGN_LANDS, /* between their countries */
    SIGN_RULE,  /* the strongest rule's lift, and the second's */
    SIGN_RULE_2,
    SIGN_DUE,       /* announced for a day within the horizon */
    SIGN_ANNOUNCED, /* announced without a day */
    SIGN_VOLUME,    /* more is reported than was usual */
    SIGN_SEEN,      /* it happened at all */
    SIGNS
};

/* Kinds of reasons that the signs are summed into. */
enum reason_kind {
    REASON_BASE,    /* how common such acts are */
    REASON_PAST,    /* what these two did before */
    REASON_BETWEEN, /* what else is between them */
    REASON_EACH,    /* what each does and undergoes elsewhere */
    REASON_LANDS,
    REASON_RULE,
    REASON_AGENDA,
    REASON_VOLUME,
    REASON_RECORD, /* how such forecasts fared so far; none of the signs */
    REASON_KINDS
};
extern const char *const reason_names[REASON_KINDS];

extern const bool sign_rises[SIGNS];
/* Weights without experience: the climate alone. */
extern const double sign_before[SIGNS];

/* The chance by the long-run share of days alone, of a triple that happened on n days. */
double sign_climate(const struct known *k, uint8_t type, double n_days, int32_t horizon);
/* Signs of an act at all horizons. */
void signs_look(const struct known *k, const struct habits *h, const struct rule_moment *m,
                uint32_t pair, struct annals_key key, double x[HORIZONS][SIGNS]);
/* What each kind of reason adds to the log odds before they are set right by the record. */
void signs_sum(const struct known *k, const struct logistic *model, const double *x,
               struct annals_key key, int32_t horizon, double out[REASON_KINDS]);

#endif
