/* The record of alarms that were given (alarms.sql). */
#ifndef HB_STORE_ALARMS_H
#define HB_STORE_ALARMS_H

#include "store/store.h"

struct kept_alarm {
    str id, scope, measure, who, whom, given, reports;
    double count, expected, spreads, chance; /* chance: of level; the two before it of the others */
    int64_t least, coverage;
};

struct kept_alarms {
    struct kept_alarm *items;
    size_t n, capacity;
};

/* All of them, by day, then id; strings lie in the arena. */
hb_status alarms_kept(struct store *s, struct arena *a, struct kept_alarms *out,
                      struct hb_error *err);
/* Enters one; inside a transaction. One of that id that is there stays as it is. */
hb_status alarms_keep(struct store *s, const struct kept_alarm *alarm, struct hb_error *err);

#endif
