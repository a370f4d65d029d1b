/* The way back: a line that `harbinger code --with-text` wrote becomes what the coder had found, so
 * that an archive takes reports which another machine has coded. */
#ifndef HB_EXPORT_CODED_JSON_H
#define HB_EXPORT_CODED_JSON_H

#include "code/coded.h"
#include "ingest/ingest.h"
#include "lang/text.h"

struct coded_line {
    struct report report;
    struct text text; /* its sentences only: no words, no names */
    struct coded coded;
    str coder; /* who coded it; NUL-terminated */
};

/* Does a line of JSON name its coder? A cheap look, before it is parsed. */
bool coded_line_is_one(str line);

/* All lies in the arena. HB_ERR_INPUT where something is not as export_json writes it, with the
 * path to it ("events[3].actor[0].begin"), HB_ERR_LIMIT and HB_ERR_MEMORY as report_from_json.
 * O(length). */
hb_status coded_line_read(str line, const struct ingest_options *o, struct arena *a,
                          struct coded_line *out, struct hb_error *err);

#endif
