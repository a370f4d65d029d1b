/* Who may ask: a request's head against the server's rules, before anything is done for it. Pure.
 */
#ifndef HB_SERVE_GUARD_H
#define HB_SERVE_GUARD_H

#include "serve/exchange.h"

/* Fields of the head that matter; {NULL,0}: not there. */
struct request_head {
    str method, host, origin, site, mode, destination, authorization, cookie, content_type,
        content_length, transfer_encoding, if_none_match, accept_encoding;
    uint32_t n_hosts, n_lengths, n_encodings; /* how often the field stands there */
    bool is_http10;
};

struct guard {
    const char *address; /* that the server is bound to */
    const char *host;    /* one more name that it may be called by; NULL: none */
    uint16_t port;
    const char *token; /* NULL: nobody may write */
    bool needs_token;  /* to read, too: the address is not of this machine alone */
};

/* Notes a field of the head. */
void head_note(struct request_head *h, str name, str value);

enum guard_login { LOGIN_NONE, LOGIN_COOKIE };

/* 0: it may go on; else the status to refuse it with, and why. `route` may be NULL (no such place).
 * Host must be one of ours (DNS rebinding); requests that another site's page makes are refused but
 * for opening a page by its link; a body that could be read in two ways is refused. Comparing a
 * token takes the same time wherever it differs. */
unsigned guard_check(const struct guard *g, const struct request_head *h, const struct route *route,
                     const char **why);
/* Is it the token? */
bool guard_is_token(const struct guard *g, str token);

#endif
