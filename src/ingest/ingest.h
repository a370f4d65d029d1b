/* The ways into the house: bytes of a known format become a report. Everything a report holds lies
 * in the arena or borrows the bytes that were given, which must outlive it. All readers are linear
 * in the input and answer for any bytes: with a report, or with HB_ERR_INPUT / HB_ERR_LIMIT and a
 * message that says what is wrong and where. */
#ifndef HB_INGEST_INGEST_H
#define HB_INGEST_INGEST_H

#include "ingest/report.h"

struct ingest_options {
    struct hb_limits limits;
    date_day date;         /* --date; DATE_NONE: not given */
    const char *file_name; /* NULL: none. A date in it is used if nothing better is known */
    date_day file_day;     /* day of the file's last change; DATE_NONE: not known */
    const char *url;       /* where a page was got from; NULL: not known */
    const char *charset;   /* of a page, as a header names it; NULL: it does not */
};

/* No date, no file, default limits. */
struct ingest_options ingest_defaults(void);

/* Plain text. Its first line may be a headline, which also becomes the title. */
hb_status report_from_text(str bytes, const struct ingest_options *o, struct arena *a,
                           struct report *out, struct hb_error *err);

/* One line of JSON lines: an object with "text" and, as far as known, "id", "date", "title", "url",
 * "outlet". Other keys are ignored, null counts as absent. The error's position is a byte offset
 * into the line. */
hb_status report_from_json(str line, const struct ingest_options *o, struct arena *a,
                           struct report *out, struct hb_error *err);

/* A web page: the article in it, its headline, outlet, address, byline and day; captions stand
 * apart. HB_ERR_INPUT where no article is found, HB_ERR_LIMIT past limits.page_bytes. */
hb_status report_from_page(str bytes, const struct ingest_options *o, struct arena *a,
                           struct report *out, struct hb_error *err);

/* HB_ERR_INPUT where a report is plainly not in English. */
hb_status report_check_language(const struct report *r, struct hb_error *err);

/* Does it begin as a web page does? */
bool ingest_is_html(str bytes);
/* True if the first byte that is no white space opens a JSON object. */
bool ingest_is_json(str bytes);

const char *date_source_name(enum date_source s); /* "dateline" */

/* For readers: fills blocks, dateline, date and id from r->text (any bytes), r->title, r->id and
 * the record's own date (DATE_NONE: none). */
hb_status report_finish(struct report *r, date_day record_day, const struct ingest_options *o,
                        struct arena *a, struct hb_error *err);
/* Notes a warning (borrowed; a literal or of the arena); past eight they are dropped. */
void report_warn(struct report *r, const char *warning);

#endif
