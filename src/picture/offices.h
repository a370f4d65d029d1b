/* Offices that somebody held, as tables and reports give them, each once. */
#ifndef HB_PICTURE_OFFICES_H
#define HB_PICTURE_OFFICES_H

#include "picture/who.h"
#include "store/store.h"

enum { OFFICE_TITLES = 8 };

struct office_held {
    str code, since, until; /* ISO; {NULL,0}: not known */
    struct {
        str title;
        uint32_t n; /* times told */
    } titles[OFFICE_TITLES];
    uint32_t n_titles, n_reports;
    bool is_in_tables, is_told; /* told: a report gives it in its own words */
    str first, last, report;   /* dates of the reports; the last that tells it, or that names him */
    int64_t report_key, begin; /* of that telling; begin -1: none */
};

struct offices_held {
    struct office_held *items;
    size_t n, capacity;
};

/* In the order of their beginnings, those without one last. */
hb_status offices_read(struct store *s, str name, str since, str as_of, struct arena *a,
                       struct offices_held *out, struct hb_error *err);
/* The title that is told most; of equals the longest. */
str office_title(const struct office_held *o);
/* "Turkish President (TUR-GOV) 2014-08-28/ tables+text". */
str office_text(struct arena *a, const struct office_held *o);

#endif
