/* What became of a plan: an act that carries it out, a word that drops it, or nothing yet. */
#ifndef HB_PICTURE_OUTCOME_H
#define HB_PICTURE_OUTCOME_H

#include "picture/plans.h"

enum verdict { VERDICT_OPEN, VERDICT_OVERDUE, VERDICT_CARRIED_OUT, VERDICT_DROPPED, VERDICTS };
const char *verdict_name(enum verdict v); /* "carried out" */
/* Types of acts that carry out a plan of a type, split by blanks. */
const char *outcome_sorts(str type);

struct outcome {
    enum verdict verdict;
    str happening; /* id of the act (or the refusal); {NULL,0} for open and overdue */
    str report, day;
    int days; /* from the first announcement to it */
    str words;
};

/* Weighs the acts of the plan's parties from its announcement to some time after it is due. `today`
 * is an ISO day. O(acts of the same sort and state in that stretch). */
hb_status outcome_find(struct store *s, const struct plan *p, str today, struct arena *a,
                       struct outcome *out, struct hb_error *err);

#endif
