/* Temporal rules between two entities: "body was seen between them, the last time `gap` days ago,
 * `times` times → head today". All pairs of directed relations are rules; each is counted as tried
 * when its head is asked of an entity that has a partner with that body, and as held when that
 * partner is an answer, in cells by gap and times. */
#ifndef HB_OUTLOOK_RULES_H
#define HB_OUTLOOK_RULES_H

#include "outlook/past.h"

enum { RULE_GAPS = 14, RULE_TIMES = 4, BODIES_PER_PAIR = 24, SIDES_PER_PAIR = 48 };

struct rule_cell {
    float held, tried;
};

struct rules {
    struct rule_cell *cells;  /* [n_directed²][RULE_GAPS][RULE_TIMES] by head, then body; owned */
    struct rule_cell *totals; /* [n_directed²] over gaps and times; owned */
    struct rule_cell *heads;  /* [n_directed] over bodies; owned */
    uint32_t n_directed;      /* capacity */
};

/* What has been between an entity and a partner, seen from the entity. */
struct body {
    uint16_t relation; /* directed */
    uint16_t times;    /* at most SIDES_PER_PAIR */
    int32_t gap;       /* [days] from the last to the day that is asked about */
    uint16_t cell;     /* of gap and times */
};

/* A partner with its bodies: items[begin, end). */
struct scene_partner {
    uint32_t other, begin, end;
};

/* All partners of an entity as they stand on a day; reused from entity to entity. */
struct scene {
    uint32_t entity;
    date_day day;
    struct scene_partner *partners;
    struct body *bodies;
    size_t n_partners, n_bodies, partners_capacity, bodies_capacity;
};

hb_status rules_open(struct rules *r, uint32_t n_relations, struct hb_error *err);
void rules_close(struct rules *r);
/* Widens the tables for relations that are new. */
hb_status rules_reserve(struct rules *r, uint32_t n_relations, struct hb_error *err);
void rules_clear(struct rules *r);

hb_status scene_set(struct scene *s, const struct past *p, uint32_t entity, date_day day,
                    struct hb_error *err);
void scene_free(struct scene *s);

/* Counts a head asked of the scene's entity; `answers` [n] are those that came true. */
void rules_count(struct rules *r, const struct scene *s, uint32_t head, const uint32_t *answers,
                 size_t n);

/* Confidences of a pair's bodies combined. */
struct rule_score {
    float best, second, any; /* any: damped noisy-or of the ten best */
};
struct rule_score rules_score(const struct rules *r, uint32_t head, const struct body *bodies,
                              uint32_t n);

#endif
