/* Parts of the brief: what is asked (bulletin.c) and how it is written (bulletin_write.c). */
#ifndef HB_EXPORT_BULLETIN_PARTS_H
#define HB_EXPORT_BULLETIN_PARTS_H

#include "export/bulletin.h"

/* Fills the sections of alarms and forecasts, with at most so many lines. */
hb_status bulletin_outlook(struct store *s, const struct store_filter *f, struct bulletin *b,
                           struct section *alarms, struct section *coming, uint32_t most,
                           struct hb_error *err);

void bulletin_put(const struct bulletin *b, const struct bulletin_style *style, struct buffer *out);

#endif
