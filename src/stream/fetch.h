/* Fetching pages and feeds over HTTP, many at once and politely: one request at a time to a host,
 * with a pause between; robots.txt heeded; conditional requests; nothing but http and https; no
 * address that is not public, checked on each connection that is made, so also after redirects and
 * when names change their address; bounded in time, in size and in redirects. */
#ifndef HB_STREAM_FETCH_H
#define HB_STREAM_FETCH_H

#include "base/buffer.h"
#include "base/error.h"

struct fetch_options {
    uint32_t seconds; /* for one request, redirects included */
    uint32_t connect_seconds;
    size_t most_bytes; /* of a body, unpacked */
    uint32_t most_redirects;
    uint32_t pause;      /* milliseconds between requests to one host */
    uint32_t at_once;    /* requests in flight */
    bool allows_private; /* for tests and for intranets */
    bool heeds_robots;
};
/* 30 s, 10 s, 16 MiB, 5, 1 s, 16, no, yes. */
struct fetch_options fetch_defaults(void);

/* What came of a request. Borrowed until the next fetcher_next. */
struct fetched {
    void *tag;                               /* as given */
    str url;                                 /* as asked */
    str final_url;                           /* after redirects */
    long status;                             /* of HTTP; 0: none came */
    str etag, last_modified, media, charset; /* of the answer; {NULL,0} */
    str body;
    struct hb_error err; /* HB_OK where the status is 200 or 304 */
};

struct fetcher;
/* *out is owned by the caller: fetcher_close. */
hb_status fetcher_open(const struct fetch_options *o, struct fetcher **out, struct hb_error *err);
void fetcher_close(struct fetcher *f);
/* Asks for an address; etag and last_modified (may be {NULL,0}) make the request conditional.
 * Strings are copied. */
hb_status fetcher_ask(struct fetcher *f, str url, str etag, str last_modified, void *tag,
                      struct hb_error *err);
/* Posts a body to an address, by the same rules, but with no redirects and no look at robots.txt
 * (the receiver asked for it). Any 2xx is well. Strings are copied. */
hb_status fetcher_post(struct fetcher *f, str url, const char *media, str body, void *tag,
                       struct hb_error *err);
/* Waits for the next answer. False: none is outstanding. */
bool fetcher_next(struct fetcher *f, struct fetched *out);

#endif
