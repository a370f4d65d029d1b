/* Open addressing with linear probing over 32-byte entries, two to a cache line; keys are exact
 * (64 bits hold kind, relation and both numbers), so a probe compares one word. A counter that is
 * brought back to nothing keeps its place with sums of 0. The sums are floats: after a million
 * additions the error stays under one in 10,000, and a fact taken back the day it was counted
 * leaves what was there but for rounding. */
#include "outlook/counters.h"

#include "base/alloc.h"

#include <math.h>
#include <string.h>

const float half_life_days[HALF_LIVES] = {2, 10, 50, 500};

/* The numbers at the key's upper end are brought down first, or kinds would lie on each other. */
static size_t home_of(const struct counters *c, uint64_t key) {
    return (size_t)(((key ^ (key >> 29)) * 0x9e3779b97f4a7c15u) >> 32) & c->mask;
}

static size_t slot_of(const struct counters *c, uint64_t key) {
    size_t i = home_of(c, key);
    while (c->slots[i].key && c->slots[i].key != key)
        i = (i + 1) & c->mask;
    return i;
}

hb_status counters_open(struct counters *c, size_t expected, struct hb_error *err) {
    size_t size = 1024;
    while (size < expected * 2)
        size *= 2;
    *c = (struct counters){.mask = size - 1, .slots = mem_zeroed(size, sizeof *c->slots)};
    for (int h = 0; h < HALF_LIVES; h++)
        for (int gap = 0; gap < DECAY_DAYS; gap++)
            c->decay[h][gap] = exp2f(-(float)gap / half_life_days[h]);
    return c->slots ? HB_OK : error_set(err, HB_ERR_MEMORY, 0, "no memory for %zu counters", size);
}

void counters_close(struct counters *c) {
    mem_free(c->slots);
    *c = (struct counters){0};
}

void counters_clear(struct counters *c) {
    memset(c->slots, 0, (c->mask + 1) * sizeof *c->slots);
    c->n = 0;
}

hb_status counters_reserve(struct counters *c, size_t n, struct hb_error *err) {
    if ((c->n + n) * 2 <= c->mask + 1)
        return HB_OK;
    struct counters wide;
    hb_status status = counters_open(&wide, (c->n + n) * 2, err);
    if (status != HB_OK)
        return status;
    for (size_t i = 0; i <= c->mask; i++)
        if (c->slots[i].key)
            wide.slots[slot_of(&wide, c->slots[i].key)] = c->slots[i];
    wide.n = c->n;
    counters_close(c);
    *c = wide;
    return HB_OK;
}

/* What is left after `gap` days of a sum that forgets at half-life h. */
static float decay_over(const struct counters *c, int h, int32_t gap) {
    if (gap < DECAY_DAYS)
        return c->decay[h][gap > 0 ? gap : 0];
    return exp2f(-(float)gap / half_life_days[h]);
}

void counters_add(struct counters *c, uint64_t key, date_day day, float weight) {
    struct counter *slot = &c->slots[slot_of(c, key)];
    if (!slot->key) {
        *slot = (struct counter){.key = key, .day = day};
        c->n++;
    }
    if (day > slot->day) {
        for (int h = 0; h < HALF_LIVES; h++)
            slot->sum[h] *= decay_over(c, h, day - slot->day);
        slot->day = day;
    }
    for (int h = 0; h < HALF_LIVES; h++) {
        slot->sum[h] += weight * decay_over(c, h, slot->day - day);
        if (weight < 0 && slot->sum[h] < 1e-5f)
            slot->sum[h] = 0;
    }
    slot->count = weight > 0 ? slot->count + 1 : slot->count - (slot->count > 0);
}

const struct counter *counters_find(const struct counters *c, uint64_t key) {
    const struct counter *slot = &c->slots[slot_of(c, key)];
    return slot->key ? slot : NULL;
}

void counters_expect(const struct counters *c, uint64_t key) {
    __builtin_prefetch(&c->slots[home_of(c, key)]);
}

void counters_sums(const struct counters *c, const struct counter *of, date_day day,
                   float out[HALF_LIVES]) {
    for (int h = 0; h < HALF_LIVES; h++)
        out[h] = of ? of->sum[h] * decay_over(c, h, day - of->day) : 0;
}
