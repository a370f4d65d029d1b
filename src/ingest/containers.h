/* Files that hold many reports. Each reader gives them out one at a time, as a page's bytes or as a
 * record in the form of a JSON line ({"id","url","title","date","outlet","text"}), which the
 * readers of single reports take from there. */
#ifndef HB_INGEST_CONTAINERS_H
#define HB_INGEST_CONTAINERS_H

#include "base/limits.h"
#include "base/lines.h"
#include "ingest/ingest.h"

struct json_out; /* base/json_out.h */

/* What a reader of a container gives. */
enum given {
    GIVEN_RECORD, /* a JSON line */
    GIVEN_PAGE,   /* a web page */
    GIVEN_TEXT,   /* plain text */
    GIVEN_FAULT,  /* one that cannot be read: the error says why; the next one may be */
    GIVEN_END     /* no more; an error where the file broke off */
};

/* Where a page came from, as its container says. Empty: it does not. */
struct origin {
    char url[2048], charset[64];
};

/* Does a record hold a teaser or a headline alone ("note" says so), or no text at all, and an
 * address where the rest is? *url lies in the arena. */
bool record_wants_page(str record, struct arena *a, str *url);

/* ---- feeds: RSS 0.9x to 2.0, RDF, Atom, JSON Feed, lists of articles in JSON ---- */

bool feed_begins(str bytes);
/* Reads a feed as a whole and writes its entries as JSON lines, one after the other, into `out`. An
 * entry's text is the whole text that the feed gives, or its teaser, which is said in a key "note".
 * HB_ERR_INPUT where it is none. O(n); entities of its own making are not expanded. */
hb_status feed_read(str bytes, struct arena *a, struct json_out *out, struct hb_error *err);

/* ---- WARC 1.0 and 1.1 (ISO 28500) ---- */

bool warc_begins(str bytes);
/* The next page or text of an archive of pages into `body`: of its responses, resources and
 * conversions. Other records, and what is no text, are passed over. A record whose length is wrong
 * is set aside and the next one sought. A warc begins as {0}. */
struct warc {
    bool is_at_fields; /* the line that begins a record has been read */
};
enum given warc_next(struct warc *w, struct lines *l, const struct hb_limits *limits,
                     struct buffer *body, struct origin *from, struct hb_error *err);

/* ---- CSV and TSV with a head (RFC 4180) ---- */

/* Which columns are what: "title=headline,text=body". */
struct csv_map {
    char columns[6][64]; /* of id, url, title, date, outlet, text; "": the usual names */
};
/* False where it is no such list. */
bool csv_map_parse(const char *z, struct csv_map *out);
/* Does the first line look like a head with a column of text, or of addresses and headlines? A row
 * of the latter has its headline as text, and a note. */
bool csv_begins(str bytes, const struct csv_map *map);

struct csv {
    char separator;
    int places[6]; /* of id, url, title, date, outlet, text among the columns; -1: none */
    bool has_head;
};
enum given csv_next(struct csv *c, struct lines *l, const struct csv_map *map, struct json_out *out,
                    struct hb_error *err);

/* ---- mail: a message (RFC 5322, MIME) or an mbox of them ---- */

bool mail_begins(str bytes);
/* The next message's text into a record: its plain text, else its page's. */
enum given mail_next(struct lines *l, struct arena *a, struct json_out *out, struct hb_error *err);

#endif
