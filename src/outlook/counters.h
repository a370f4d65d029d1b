/* Counters that forget. A counter belongs to a kind of thing counted (a subject's facts, a pair's,
 * a country's with a relation …) and up to three numbers that say which. Each holds sums that lose
 * half of themselves in 2, 10, 50 and 500 days; they are brought up to a day when they are looked
 * at, so a fact costs the same however much time has passed. */
#ifndef HB_OUTLOOK_COUNTERS_H
#define HB_OUTLOOK_COUNTERS_H

#include "base/date.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum { HALF_LIVES = 4 };
extern const float half_life_days[HALF_LIVES];

struct counter {
    uint64_t key; /* 0: free */
    float sum[HALF_LIVES];
    date_day day;   /* of the sums */
    uint32_t count; /* without forgetting */
};

enum { DECAY_DAYS = 512 };

struct counters {
    struct counter *slots; /* [mask + 1] open addressing, at most half full; owned */
    size_t mask, n;
    float decay[HALF_LIVES][DECAY_DAYS]; /* what is left after so many days */
};

/* Kinds use 6 bits, a relation 10, two entities 24 each; the key is exact, not a hash. */
static inline uint64_t counter_key(unsigned kind, uint32_t relation, uint32_t a, uint32_t b) {
    return ((uint64_t)(kind + 1) << 58) | ((uint64_t)(relation & 1023) << 48) |
           ((uint64_t)(a & 0xffffff) << 24) | (b & 0xffffff);
}

hb_status counters_open(struct counters *c, size_t expected, struct hb_error *err);
void counters_close(struct counters *c);
void counters_clear(struct counters *c);
/* Makes room for n more, so that counters_add cannot fail. */
hb_status counters_reserve(struct counters *c, size_t n, struct hb_error *err);
/* Adds `weight` (1, or -1 to take back) of a fact of a day, which may lie before the counter's. */
void counters_add(struct counters *c, uint64_t key, date_day day, float weight);
/* NULL where nothing was counted. */
const struct counter *counters_find(const struct counters *c, uint64_t key);
/* Asks the processor for the place of a key that will soon be looked for. */
void counters_expect(const struct counters *c, uint64_t key);

/* The four sums of a counter on a day (0 for NULL). */
void counters_sums(const struct counters *c, const struct counter *of, date_day day,
                   float out[HALF_LIVES]);

#endif
