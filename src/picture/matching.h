/* The finding of mentions that may tell what a given one tells, among all of the archive, by their
 * gists. Private to src/picture. */
#ifndef HB_PICTURE_MATCHING_H
#define HB_PICTURE_MATCHING_H

#include "picture/gists.h"
#include "picture/same.h"

struct matching {
    struct store *store;
    struct gists *gists;  /* borrowed */
    struct arena scratch; /* of one question */
    struct hb_error *err;
};
void matching_open(struct matching *m, struct store *s, struct gists *gists, struct hb_error *err);
void matching_close(struct matching *m);

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
