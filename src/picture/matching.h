/* Mentions at hand for matching: read from the archive report by report as they are needed, and
 * kept as gists; and the finding of those that may tell what a given one tells. Private to
 * src/picture. */
#ifndef HB_PICTURE_MATCHING_H
#define HB_PICTURE_MATCHING_H

#include "base/map.h"
#include "picture/gist.h"
#include "picture/same.h"

struct matching_report {
    struct gist *gists; /* [n] by key; they stay where they are */
    uint32_t n;
};
struct matching {
    struct store *store;
    struct arena memory;  /* gists and the maps */
    struct arena reading; /* a report while it is read */
    struct arena scratch; /* of one question */
    struct map by_report; /* key → index into reports */
    struct map by_event;  /* key → index into gists */
    struct {
        struct gist **items;
        size_t n, capacity;
    } gists;
    struct {
        struct matching_report *items;
        size_t n, capacity;
    } reports;
    struct hb_error *err;
};
void matching_open(struct matching *m, struct store *s, struct hb_error *err);
void matching_close(struct matching *m);

/* The mentions of a report; n = 0 where there is no such report. */
hb_status matching_report(struct matching *m, int64_t report, struct matching_report *out);
/* The gist of an event of a report; NULL where it is gone. Also of an event whose report is not
 * known: 0. */
hb_status matching_gist(struct matching *m, int64_t event, int64_t report, struct gist **out);

struct match {
    struct gist *gist;
    double weight;
};
struct matches {
    struct match *items; /* [n] the heaviest first, then as gist_is_before */
    size_t n, capacity;
};
/* All mentions that same_weigh takes for one with g. Lies in m->scratch. */
hb_status matching_find(struct matching *m, const struct gist *g, struct matches *out);
/* The mentions that tell what `lead` leads, itself among them if it does. Lies in the arena. */
hb_status matching_members(struct matching *m, int64_t lead, struct arena *a, struct matches *out);

#endif
