/* Alarms for other programs: an Atom feed, and the JSON that a webhook gets. Rows are those of
 * alarms_ask. */
#ifndef HB_EXPORT_ALARM_FEED_H
#define HB_EXPORT_ALARM_FEED_H

#include "base/json_out.h"
#include "store/store.h"

struct alarm_feed {
    struct buffer out;
    uint64_t n; /* entries so far */
};

/* Appends an entry (before the first, the feed's head: `title` names the archive). */
void alarm_feed_put(struct alarm_feed *f, const char *title, const struct store_row *row);
/* Ends the feed; an empty one is a feed too. */
void alarm_feed_end(struct alarm_feed *f, const char *title);

#endif
