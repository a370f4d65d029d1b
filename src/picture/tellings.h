/* What the folds of relations and of control begin with: every telling of a standing fact, in the
 * order of the reports, and the marks by which tellings are weighed. */
#ifndef HB_PICTURE_TELLINGS_H
#define HB_PICTURE_TELLINGS_H

#include "base/date.h"
#include "base/map.h"
#include "picture/answer.h"
#include "picture/who.h"
#include "store/store.h"

/* Where something is told. `original` is the report's key, or that of the report it copies. */
struct origin {
    int64_t report, original, begin;
    str date, id; /* of the report */
};

struct telling {
    struct origin origin;
    str type, change, manner, status;
    struct who from, to;
    str from_text, to_text; /* the names as they stand, proper or not */
    str place, country, since, until;
    str by_text, by_code;
    bool is_land;  /* the place is a whole country */
    bool is_ended; /* by the words before it: "no longer" */
};

struct tellings {
    struct telling *items;
    size_t n, capacity;
};

/* Strings lie in the arena. O(tellings). */
hb_status tellings_read(struct store *s, const struct store_filter *f, struct arena *a,
                        struct tellings *out, struct hb_error *err);

/* How well something is attested. */
struct strength {
    uint32_t n_reports, n_independent;
    bool by_outlet, by_parties, by_others; /* on whose word */
    str by;                                /* speakers, as written, the first few */
    uint32_t n_by;
};
/* Counts a telling; `seen` (one for all that is counted apart by `number`) knows the reports that
 * were counted before. */
void strength_add(struct strength *x, struct map *seen, uint32_t number, const struct telling *t);
/* Has this report (or its original) been counted for `number`? Marks it. */
bool seen_before(struct map *seen, uint32_t number, char kind, int64_t report);

/* How a fact stands and where it is told: the last columns of relations and of control. */
#define STANDING_COLUMNS                                                                           \
    "standing", "since", "until", "reports", "independent", "word", "by", "first", "last",         \
        "report", "words"
struct standing {
    str standing, since, until;
    const struct strength *strength;
    str first, last; /* dates of reports */
    str report, words;
};
/* Fills STANDING_COLUMNS, the first of which is `column`. */
void answer_standing(struct answer *out, uint32_t column, const struct standing *x);

/* The last day of an ISO date as text; {NULL,0} of nothing. */
str last_day_of(struct arena *a, str when);

#endif
