/* A request's target, read: "/events?since=2020&actor=TUR" → the path and the conditions. Pure: no
 * socket, no archive; what cannot be read is refused with a reason. */
#ifndef HB_SERVE_REQUEST_H
#define HB_SERVE_REQUEST_H

#include "base/error.h"
#include "base/str.h"

enum { REQUEST_TARGET = 8192 /* bytes */, REQUEST_PARAMETERS = 32 };

struct parameter {
    str name, value; /* decoded */
};

struct request {
    str target; /* as it came: what a link to this page is */
    str path;   /* decoded, begins with '/' */
    struct parameter parameters[REQUEST_PARAMETERS];
    uint32_t n_parameters; /* empty values are left out: an empty field of a form asks nothing */
};

/* Strings lie in the arena. HB_ERR_USAGE: not a path, a broken escape, bytes that are no UTF-8,
 * control characters, a parameter twice; HB_ERR_LIMIT: too long or too many. O(length). */
hb_status request_parse(str target, struct arena *a, struct request *out, struct hb_error *err);
/* {NULL,0} where there is none. */
str request_parameter(const struct request *r, const char *name);

#endif
