/* Spells of control: one holder's (or attacker's) stretch at one place. */
#ifndef HB_PICTURE_CONTROL_H
#define HB_PICTURE_CONTROL_H

#include "picture/tellings.h"

struct spell {
    str place, country;
    struct who who;
    str who_text, change; /* the last change told: holds, took, lost, contests */
    struct strength strength;
    bool is_attack, is_over, is_disputed, is_denied, has_claim;
    date_day last_day;                    /* on which it was last heard of */
    str begin, since, until, first, last; /* begin: to sort by */
    struct origin origin;                 /* of the last telling */
};

struct spells {
    struct spell *items;
    size_t n, capacity;
};

/* All spells that the filter lets through, by place and day. In the arena. */
hb_status control_fold(struct store *s, const struct store_filter *f, struct arena *a,
                       struct spells *out, struct hb_error *err);
/* holder, disputed, former, contests, denied. */
str spell_standing(const struct spell *p);

#endif
