/* Parts of the reading of feeds: XML (feed.c) and JSON (feed_json.c). Private to them. */
#ifndef HB_INGEST_FEED_PARTS_H
#define HB_INGEST_FEED_PARTS_H

#include "ingest/containers.h"

/* An entry as it is found. */
struct entry {
    str id, url, title, date, outlet, text;
    bool is_whole; /* the text is the entry's content, not its summary */
};

static inline void feed_keep(str *slot, str s) {
    if (!slot->n)
        *slot = s;
}

/* Writes an entry as a JSON line; `outlet` is the feed's title. One without any text is left out.
 */
void feed_put_entry(const struct entry *e, str outlet, struct arena *a, struct json_out *out);
hb_status feed_read_json(str bytes, struct arena *a, struct json_out *out, struct hb_error *err);

#endif
