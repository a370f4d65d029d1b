/* Plans: what is announced, expected, threatened or made to depend on a condition. All tellings of
 * one announcement are one plan. */
#ifndef HB_PICTURE_PLANS_H
#define HB_PICTURE_PLANS_H

#include "base/date.h"
#include "base/map.h"
#include "picture/parties.h"
#include "store/store.h"

enum plan_kind { PLAN_ANNOUNCED, PLAN_EXPECTED, PLAN_CONDITIONAL, PLAN_THREATENED };
const char *plan_kind_name(enum plan_kind k);

struct plan {
    str type; /* {NULL,0}: no act of PLOVER */
    enum plan_kind kind;
    struct parties parties;
    str act, condition, mode, place, country;
    str due_text;        /* as ISO */
    struct interval due; /* first DATE_NONE: no day given */
    bool is_deadline;    /* due at any time up to it */
    str by_text, by_code;
    uint32_t n_reports, n_independent;
    str first, last, last_id; /* report dates; the last report that tells */
    int64_t report;           /* that tells it first */
    date_day first_day, last_day;
    str words, id; /* the first telling's sentence and report */
    int64_t begin;
};

struct plans {
    struct plan *items;
    size_t n, capacity;
};

/* Reads and folds. In the order of the first telling. O(items * plans of the same actor and type
 * within two months). */
hb_status plans_read(struct store *s, const struct store_filter *f, struct arena *a,
                     struct plans *out, struct hb_error *err);

#endif
