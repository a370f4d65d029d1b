/* Lines of a file descriptor, unpacked if it is packed, one at a time, with a bound on their
 * length: a line that is longer is passed over and said so, and the next one is read. What has
 * arrived is given out at once, without waiting for more. */
#ifndef HB_BASE_LINES_H
#define HB_BASE_LINES_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/stream.h"

struct lines {
    struct stream stream; /* of the caller's descriptor, which is not closed */
    size_t maximum;       /* bytes of a line */
    uint64_t number;      /* of the line given last, from 1 */
    struct buffer held;   /* read, not yet given out */
    size_t at;            /* start of what is not yet given out */
    bool is_ended;
};

enum lines_result { LINES_ONE, LINES_TOO_LONG, LINES_END, LINES_FAILED };

struct lines lines_open(int fd, size_t maximum);
/* The next line without its newline (and without a carriage return before it). *out is borrowed
 * until the next call; for LINES_TOO_LONG it holds the line's first bytes. */
enum lines_result lines_next(struct lines *l, str *out, struct hb_error *err);
/* Looks ahead: what has been read, sixteen bytes after white space at least, if there are so many
 * (64 KiB are looked at). Borrowed until the next call. */
hb_status lines_peek(struct lines *l, str *out, struct hb_error *err);
/* All that is left, but no more than `maximum` bytes of it. Borrowed until the next call. */
hb_status lines_rest(struct lines *l, size_t maximum, str *out, struct hb_error *err);
/* The next n bytes, whatever they are, into out, but no more than `maximum` of them: the others are
 * passed over. Fewer where the file ends. */
hb_status lines_bytes(struct lines *l, uint64_t n, size_t maximum, struct buffer *out,
                      struct hb_error *err);
/* What the next byte would be; '\0' at the end. */
hb_status lines_look(struct lines *l, char *out, struct hb_error *err);
void lines_close(struct lines *l);

#endif
