/* Lines over a stream. Bytes are held in one buffer that is moved down when its front has been
 * given out; the search for a newline goes on where it stopped, so that a line that arrives in many
 * pieces costs O(its length). */
#include "base/lines.h"

enum { CHUNK = 64 << 10, PEEK_BYTES = 64 << 10, TELLING_BYTES = 16 };
/* A line that goes on for longer is no line, but a packed file that opens to zeros without end. */
static const size_t LONGEST_SKIPPED = (size_t)1 << 30;

struct lines lines_open(int fd, size_t maximum) {
    return (struct lines){
        .stream = stream_open(fd), .maximum = maximum, .held = {.maximum = SIZE_MAX / 2}};
}

void lines_close(struct lines *l) {
    buffer_free(&l->held);
    stream_close(&l->stream);
}

/* Reads once. After it either there is more, or is_ended. */
static hb_status fill(struct lines *l, struct hb_error *err) {
    char chunk[CHUNK];
    if (l->at > 0) {
        memmove(l->held.p, l->held.p + l->at, l->held.n - l->at);
        l->held.n -= l->at;
        l->at = 0;
    }
    size_t got;
    hb_status status = stream_read(&l->stream, chunk, sizeof chunk, &got, err);
    if (status != HB_OK)
        return status;
    l->is_ended = got == 0;
    buffer_put(&l->held, chunk, got);
    if (l->held.failed)
        return error_set(err, HB_ERR_MEMORY, l->number, "no memory for line %llu",
                         (unsigned long long)l->number + 1);
    return HB_OK;
}

static str held_from(const struct lines *l, size_t n) {
    return (str){l->held.p ? l->held.p + l->at : "", (uint32_t)n};
}

/* Passes over the rest of a line that is too long, without holding it. */
static enum lines_result skip_line(struct lines *l, str *out, struct hb_error *err) {
    const size_t shown = l->maximum < 80 ? l->maximum : 80;
    for (size_t skipped = 0;;) {
        size_t n = l->held.n - l->at;
        const char *newline = n > shown ? memchr(l->held.p + l->at + shown, '\n', n - shown) : NULL;
        *out = held_from(l, n < shown ? n : shown);
        if (newline || l->is_ended) {
            l->at = newline ? (size_t)(newline - l->held.p) + 1 : l->held.n;
            return LINES_TOO_LONG;
        }
        if (n > shown) {
            skipped += n - shown;
            l->held.n = l->at + shown;
        }
        if (skipped > LONGEST_SKIPPED) {
            error_set(err, HB_ERR_LIMIT, l->number, "line longer than 1 GiB: the rest is left");
            return LINES_FAILED;
        }
        if (fill(l, err) != HB_OK)
            return LINES_FAILED;
    }
}

enum lines_result lines_next(struct lines *l, str *out, struct hb_error *err) {
    size_t searched = 0;
    for (;;) {
        size_t n = l->held.n - l->at;
        const char *from = l->held.p ? l->held.p + l->at : NULL;
        const char *newline = n > searched ? memchr(from + searched, '\n', n - searched) : NULL;
        size_t length = newline ? (size_t)(newline - from) : n;
        bool is_whole = newline || (l->is_ended && n > 0);
        if (length > l->maximum) {
            l->number++;
            return skip_line(l, out, err);
        }
        if (is_whole) {
            l->number++;
            *out = held_from(l, length);
            l->at += length + (newline != NULL);
            if (out->n && out->p[out->n - 1] == '\r')
                out->n--;
            return LINES_ONE;
        }
        if (l->is_ended)
            return LINES_END;
        searched = n;
        if (fill(l, err) != HB_OK)
            return LINES_FAILED;
    }
}

hb_status lines_peek(struct lines *l, str *out, struct hb_error *err) {
    for (;;) {
        size_t n = l->held.n - l->at;
        *out = held_from(l, n < PEEK_BYTES ? n : PEEK_BYTES);
        if (l->is_ended || n >= PEEK_BYTES || str_trim(*out).n >= TELLING_BYTES)
            return HB_OK;
        hb_status status = fill(l, err);
        if (status != HB_OK)
            return status;
    }
}

hb_status lines_rest(struct lines *l, size_t maximum, str *out, struct hb_error *err) {
    while (!l->is_ended && l->held.n - l->at < maximum) {
        hb_status status = fill(l, err);
        if (status != HB_OK)
            return status;
    }
    size_t n = l->held.n - l->at;
    *out = held_from(l, n < maximum ? n : maximum);
    return HB_OK;
}

hb_status lines_look(struct lines *l, char *out, struct hb_error *err) {
    while (!l->is_ended && l->held.n == l->at) {
        hb_status status = fill(l, err);
        if (status != HB_OK)
            return status;
    }
    *out = l->held.n > l->at ? l->held.p[l->at] : 0;
    return HB_OK;
}

hb_status lines_bytes(struct lines *l, uint64_t n, size_t maximum, struct buffer *out,
                      struct hb_error *err) {
    buffer_reset(out);
    while (n > 0) {
        char next;
        hb_status status = lines_look(l, &next, err); /* fills what is held, if it is empty */
        size_t held = l->held.n - l->at, taken = n < held ? (size_t)n : held;
        if (status != HB_OK || held == 0)
            return status;
        size_t room = maximum - out->n;
        buffer_put(out, l->held.p + l->at, taken < room ? taken : room);
        l->at += taken;
        n -= taken;
    }
    return out->failed ? error_set(err, HB_ERR_MEMORY, l->number, "no memory for a record") : HB_OK;
}
