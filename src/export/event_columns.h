/* The events of a coded report as rows of a flat table (docs/formats.md). */
#ifndef HB_EXPORT_EVENT_COLUMNS_H
#define HB_EXPORT_EVENT_COLUMNS_H

#include "export/columns.h"
#include "export/json.h"

void event_columns_open(struct columns *c);
/* Appends a row an event. The arena holds what is needed meanwhile. False without memory. O(text +
 * events). */
bool event_columns_put(struct columns *c, const struct export_source *s, struct arena *a);

#endif
