/* One request being answered: what a page or an answer of the API is made from, and what it makes.
 * Knows nothing of sockets, so that tests can ask without one.
 *
 *   request ─route_find→ route ─exchange_answer→ reply */
#ifndef HB_SERVE_EXCHANGE_H
#define HB_SERVE_EXCHANGE_H

#include "base/buffer.h"
#include "code/coder.h"
#include "picture/question.h"
#include "serve/request.h"

#include <pthread.h>

struct reply {
    unsigned status;    /* of HTTP */
    const char *media;  /* "text/html; charset=utf-8" */
    struct buffer body; /* owned by whoever made the reply */
    char next[64];      /* cursor of the next page; "": this is the last */
    const char *file;   /* name to save it under; NULL: shown */
};

struct route;

/* Where posted reports go. */
struct adding {
    const char *archive;
    const struct coder *coder; /* NULL: nothing can be posted */
    const char *coder_name;
    pthread_mutex_t *turn;
};

struct exchange {
    struct store *store;
    const struct request *request;
    const struct route *route;
    str rest; /* of the path, behind the route's own: an id, a name, a format */
    struct arena *arena;
    const char *title; /* the archive's name */
    str body;          /* of a POST */
    const struct adding *adding;
    struct reply *reply;

    /* Of long answers: takes what reply->body holds and empties it. False: nobody reads on. NULL:
     * the answer is held whole. */
    bool (*flush)(struct exchange *x);
    void *context;
    struct hb_error err;
};

typedef hb_status exchange_answer(struct exchange *x);

enum route_kind {
    ROUTE_QUICK,  /* needs no archive: answered at once */
    ROUTE_ANSWER, /* held whole, may be kept */
    ROUTE_STREAM, /* of any length */
    ROUTE_LIVE,   /* server-sent events */
    ROUTE_ADD     /* POST */
};

struct route {
    const char *path; /* what ends with '/' goes before a rest */
    enum route_kind kind;
    bool is_page; /* answers with HTML, errors too */
    exchange_answer *answer;
    const char *name; /* of a question or a page */
};

/* NULL: no such place. *rest is what follows the route's path. What POST finds is a ROUTE_ADD. */
const struct route *route_find(str path, bool is_post, str *rest);
/* Is `path` a place of the API, where errors are application/problem+json? */
bool route_is_api(str path);

/* Runs the route; an error becomes a page or a problem. */
void exchange_run(struct exchange *x);
/* A problem (RFC 9457) or a page that says what is wrong. */
void reply_problem(struct reply *r, bool is_page, unsigned status, const char *detail);

/* The conditions of the request as those of a question; what is not one of the question's, nor
 * named in `others` (a list split by blanks, may be NULL), is refused. */
hb_status exchange_conditions(struct exchange *x, const char *others, struct asking *out);
/* Rows of a page: `cursor` and `limit` of the request (default, maximum). */
struct paging {
    uint64_t skip, most;
    uint64_t n;    /* rows so far, with those that the store has left out */
    bool has_more; /* one came that is the next page's */
};
/* Of a view that folds all that it lets through: in a large archive, where no condition narrows it,
 * `since` becomes the day since which there are some thousand reports, as if it had been asked for:
 * the filter and every link show it. */
hb_status exchange_narrow(struct exchange *x);
hb_status exchange_paging(struct exchange *x, struct asking *a, uint32_t usual, uint32_t most,
                          struct paging *out);
/* Counts a row: is it one of the page? None is wanted once there are more. */
bool paging_takes(struct paging *p);
/* Writes the cursor of the next page into the reply; false: this is the last. */
bool exchange_next(struct exchange *x, const struct paging *p);

#endif
