/* Bytes of a file descriptor, gzip and zstd taken apart on the way. What it is, is told from its
 * first bytes; members and frames that follow one another are read through. Memory is bounded
 * whatever the file claims: what a stream opens to is never held, and a zstd window over 64 MiB is
 * refused. */
#ifndef HB_BASE_STREAM_H
#define HB_BASE_STREAM_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct unpacking; /* of gzip or zstd */

struct stream {
    int fd;                      /* the caller's; not closed */
    struct unpacking *unpacking; /* NULL: bytes as they are */
    bool is_told;                /* its kind is known */
    bool is_ended;
    char first[4096]; /* read to tell the kind, not yet given out */
    size_t n_first;
};

struct stream stream_open(int fd);
/* Reads up to `room` bytes; *got 0: the end. What has arrived is given out without waiting for
 * more. HB_ERR_SYSTEM where reading fails, HB_ERR_INPUT where packed bytes are damaged or cut off,
 * HB_ERR_LIMIT past the window. */
hb_status stream_read(struct stream *s, char *out, size_t room, size_t *got, struct hb_error *err);
void stream_close(struct stream *s);

#endif
