/* The gists of mentions at hand: read from the archive report by report as they are needed, and
 * kept from one batch of the fold to the next while nobody else changes the archive, as the new
 * reports of a crisis are matched with the same older ones again and again. Private to src/picture.
 */
#ifndef HB_PICTURE_GISTS_H
#define HB_PICTURE_GISTS_H

#include "base/map.h"
#include "picture/gist.h"

struct gists_report {
    int64_t key;
    struct gist *items; /* [n] by key; they stay where they are until gists_keep */
    uint32_t n;
    bool is_used; /* it, or a mention of it, was asked for in this batch */
};
struct gists {
    struct store *store;
    struct arena memory;  /* all that is kept */
    struct arena reading; /* a report while it is read */
    struct map by_report; /* key → index into reports */
    struct map by_event;  /* key → index into events */
    struct {
        struct gist **items;
        size_t n, capacity;
    } events;
    struct {
        struct gists_report *items;
        size_t n, capacity;
    } reports;
};

/* None at hand; owned by the caller: gists_free. NULL without memory. */
struct gists *gists_new(struct store *s);
void gists_free(struct gists *x);
/* Those that an earlier batch kept and that are still true, or none. Inside a transaction of the
 * fold. Owned by the caller. */
hb_status gists_take(struct store *s, struct gists **out, struct hb_error *err);
/* Takes them, for a later batch of this transaction or of another: all of them, or where they are
 * too many those alone that this batch asked for, or none. */
void gists_keep(struct gists *x);

/* The mentions of a report; n = 0 where there is no such report. */
hb_status gists_of_report(struct gists *x, int64_t report, struct gists_report *out,
                          struct hb_error *err);
/* The gist of an event of a report; NULL where it is gone. Also of an event whose report is not
 * known: 0. */
hb_status gists_of_event(struct gists *x, int64_t event, int64_t report, struct gist **out,
                         struct hb_error *err);

#endif
