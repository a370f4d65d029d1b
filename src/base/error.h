/* Error values. Three kinds of error are told apart: a programmer's (assert), the world's (a
 * function returns hb_status and fills struct hb_error, passed last), and bad input (that report is
 * set aside with the reason and the next one is read). Nothing here prints or exits. */
#ifndef HB_BASE_ERROR_H
#define HB_BASE_ERROR_H

#include <stdint.h>

/* The same two types stand in harbinger.h, which programs outside include; the guard lets one file
 * include both. */
#ifndef HB_STATUS_DEFINED
#define HB_STATUS_DEFINED

typedef enum hb_status {
    HB_OK = 0,
    HB_ERR_SYSTEM = 1, /* a system call failed; message names it and its reason */
    HB_ERR_MEMORY = 2, /* no memory, or a buffer met its maximum */
    HB_ERR_INPUT = 3,  /* bytes that are not what they should be */
    HB_ERR_LIMIT = 4,  /* input larger or deeper than struct hb_limits allows */
    HB_ERR_USAGE = 5,  /* a wrong option or argument */
} hb_status;

struct hb_error {
    hb_status code;
    uint64_t position; /* byte offset or line number in the input, as message says; 0 if none */
    char message[200]; /* what, where, and what to do; NUL-terminated */
};

#endif

/* Fills *err (which may be NULL) and returns code, so that callers write `return error_set(...)`.
 */
hb_status error_set(struct hb_error *err, hb_status code, uint64_t position, const char *format,
                    ...) __attribute__((format(printf, 4, 5)));

#endif
