/* A coded report as one line of JSON (docs/man/harbinger-code.1). */
#ifndef HB_EXPORT_JSON_H
#define HB_EXPORT_JSON_H

#include "base/json_out.h"
#include "code/ids.h"
#include "ingest/report.h"
#include "lang/text.h"

struct export_source {
    const struct report *report;
    const struct text *text;
    const struct coded *coded;
    const char *coder; /* who coded: "harbinger 0.7.0 en-1 …" */
    bool with_text;
};

/* Appends the line, newline included. The arena holds what is needed meanwhile. HB_ERR_MEMORY only.
 * O(text + facts). */
hb_status export_json(const struct export_source *s, struct arena *a, struct json_out *j,
                      struct hb_error *err);
/* The line that stands for a report that was set aside:
 * {"id":null,"error":{"line":7,"position":12,"message":"…"}}. */
void export_json_error(str id, uint64_t line, const struct hb_error *reason, struct json_out *j);

#endif
