/* The pictures that an analyst puts into a report: a map and a graph, as SVG. What they show
 * depends on the archive's content and the filter alone. */
#ifndef HB_EXPORT_PICTURE_SVG_H
#define HB_EXPORT_PICTURE_SVG_H

#include "base/buffer.h"
#include "store/store.h"

/* Events that occurred (or of the filter's status) as circles at their places, by number and quad
 * class, and who holds which place as of the filter's day. *out is appended to. */
hb_status picture_map(struct store *s, const struct store_filter *f, struct buffer *out,
                      struct hb_error *err);
/* Actors and how they stand to each other as of the filter's day. */
hb_status picture_graph(struct store *s, const struct store_filter *f, struct buffer *out,
                        struct hb_error *err);

/* The filter in words, for a title: "Turkey, ASSAULT, since 2019-12". Empty where it asks nothing.
 */
void picture_filter_words(struct buffer *out, const struct store_filter *f);

#endif
