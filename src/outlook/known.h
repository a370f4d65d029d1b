/* What is known on a day: the past up to it, counted and listed so that a question costs a few
 * look-ups. Days are taken in ascending order; nothing that is told later is in it. */
#ifndef HB_OUTLOOK_KNOWN_H
#define HB_OUTLOOK_KNOWN_H

#include "outlook/annals.h"
#include "outlook/counters.h"

enum known_kind {               /* what a counter counts */
                  KNOWN_TRIPLE, /* who, type, whom */
                  KNOWN_PAIR,   /* who, any type, whom */
                  KNOWN_BY,     /* who, type */
                  KNOWN_UPON,   /* type, whom */
                  KNOWN_LANDS   /* country of who, type, country of whom */
};

/* One direction between two actors; made in both at once. */
struct known_pair {
    uint32_t who, whom, back;      /* back: the pair the other way round; MAP_NONE: none (nobody) */
    uint32_t newest[ANNALS_TYPES]; /* act told last, of each type; MAP_NONE */
    uint32_t n_days[ANNALS_TYPES]; /* acts so far */
    uint32_t n_all;                /* … of any type */
    date_day last[ANNALS_TYPES];   /* the latest day of one; DATE_NONE */
    date_day active;               /* the latest day of any; DATE_NONE */
};

/* Lists of acts and plans run from the one told last to the first. */
struct known_link {
    uint32_t item, next; /* next MAP_NONE: the last */
};

struct known {
    const struct annals *annals; /* borrows */
    struct arena *arena;         /* borrows */
    struct counters counters;    /* owned: known_close */
    struct map pair_numbers;
    struct {
        struct known_pair *items;
        size_t n, capacity;
    } pairs;
    uint32_t *before;             /* [acts] the act of the same pair and type told before */
    struct map acts_of, plans_of; /* (actor, type) → the first link */
    struct {
        struct known_link *items;
        size_t n, capacity;
    } links;
    size_t n_acts, n_plans, n_reports; /* taken so far */
    uint64_t n_of_type[ANNALS_TYPES];
    date_day day, first; /* first: of an act; DATE_NONE: none yet */
    double volume; /* reports of the last seven days, by what sixty would let expect: a logarithm */
};

hb_status known_open(const struct annals *p, struct arena *a, struct known *out,
                     struct hb_error *err);
void known_close(struct known *k);
/* Takes what is told up to a day. O(what is new). */
hb_status known_until(struct known *k, date_day day, struct hb_error *err);

/* Days that were watched so far, at least 1. */
double known_days(const struct known *k);
uint32_t known_pair_of(const struct known *k, uint32_t who, uint32_t whom); /* MAP_NONE */
/* Acts a day, as a mean that forgets (counters.h's half-lives). */
void known_rates(const struct known *k, enum known_kind kind, struct annals_key key, double *rates);
/* Did it happen on a day within (after, until]? Only acts told after `after` are looked at. */
bool known_happened(const struct known *k, uint32_t pair, uint8_t type, date_day after,
                    date_day until);
/* First link of what an actor did (plans: announced) of a type; MAP_NONE. Meetings and agreements
 * are everybody's who takes part; a plan is found under each type that would carry it out. */
uint32_t known_acts_of(const struct known *k, uint32_t who, uint8_t type);
uint32_t known_plans_of(const struct known *k, uint32_t who, uint8_t type);

#endif
