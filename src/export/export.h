/* An archive in the formats of other programs. One file of this room per format; nothing is ever
 * held whole but relations and the agenda, which are small. What comes out depends on the archive's
 * content and the filter alone: not on the clock, the order of adding or the machine. */
#ifndef HB_EXPORT_EXPORT_H
#define HB_EXPORT_EXPORT_H

#include "store/store.h"

struct export_request {
    const char *format; /* export_has_format */
    struct store_filter filter;
    bool (*write)(void *context, const char *p, size_t n); /* false: enough */
    void *context;
};

bool export_has_format(const char *name);
/* "jsonl, plover, csv, …" */
const char *export_formats(void);

/* HB_ERR_USAGE as store_ask. */
hb_status export_archive(struct store *s, const struct export_request *r, struct hb_error *err);

#endif
