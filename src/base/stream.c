/* Unpacking with zlib and libzstd, piece by piece: one buffer of packed bytes, and the caller's for
 * what they open to. A cut file gives what it holds, then an error. */
#include "base/stream.h"

#include "base/alloc.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

enum { PIECE = 64 << 10, MAGIC_BYTES = 4, MOST_WINDOW_BITS = 26, GZIP_OR_ZLIB = 15 + 32 };

struct unpacking {
    bool is_zstd, is_between; /* is_between: no member or frame is open */
    z_stream z;
    ZSTD_DStream *zstd;
    char packed[PIECE];
    size_t at, n; /* of packed, what is not yet unpacked: [at, n) */
};

struct stream stream_open(int fd) {
    return (struct stream){.fd = fd};
}

void stream_close(struct stream *s) {
    if (!s->unpacking)
        return;
    if (s->unpacking->is_zstd)
        ZSTD_freeDStream(s->unpacking->zstd);
    else
        inflateEnd(&s->unpacking->z);
    mem_free(s->unpacking);
    s->unpacking = NULL;
}

static hb_status read_some(int fd, char *out, size_t room, size_t *got, struct hb_error *err) {
    ssize_t n;
    do
        n = read(fd, out, room);
    while (n < 0 && errno == EINTR);
    *got = n > 0 ? (size_t)n : 0;
    return n < 0 ? error_set(err, HB_ERR_SYSTEM, 0, "cannot read: %s", strerror(errno)) : HB_OK;
}

static hb_status begin_unpacking(struct stream *s, bool is_zstd, struct hb_error *err) {
    struct unpacking *u = mem_zeroed(1, sizeof *u);
    bool is_ready = u != NULL;
    if (u && is_zstd) {
        u->zstd = ZSTD_createDStream();
        is_ready = u->zstd && !ZSTD_isError(ZSTD_DCtx_setParameter(u->zstd, ZSTD_d_windowLogMax,
                                                                   MOST_WINDOW_BITS));
    } else if (u) {
        is_ready = inflateInit2(&u->z, GZIP_OR_ZLIB) == Z_OK;
    }
    if (!is_ready) {
        mem_free(u);
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to unpack a file");
    }
    u->is_zstd = is_zstd;
    u->is_between = true;
    memcpy(u->packed, s->first, s->n_first);
    u->n = s->n_first;
    s->n_first = 0;
    s->unpacking = u;
    return HB_OK;
}

/* Reads the first bytes and looks for a magic number (RFC 1952, RFC 8878). */
static hb_status tell_kind(struct stream *s, struct hb_error *err) {
    static const char zstd_magic[] = "\x28\xB5\x2F\xFD", gzip_magic[] = "\x1F\x8B";
    hb_status status = HB_OK;
    while (status == HB_OK && s->n_first < MAGIC_BYTES && !s->is_ended) {
        size_t got;
        status = read_some(s->fd, s->first + s->n_first, sizeof s->first - s->n_first, &got, err);
        s->n_first += got;
        s->is_ended = got == 0;
        if (s->n_first && s->first[0] != zstd_magic[0] && s->first[0] != gzip_magic[0])
            break; /* plain: what has arrived is given out */
    }
    s->is_told = true;
    if (status == HB_OK && s->n_first >= MAGIC_BYTES && memcmp(s->first, zstd_magic, 4) == 0)
        return begin_unpacking(s, true, err);
    if (status == HB_OK && s->n_first >= 2 && memcmp(s->first, gzip_magic, 2) == 0)
        return begin_unpacking(s, false, err);
    return status;
}

static hb_status refill(struct stream *s, struct hb_error *err) {
    struct unpacking *u = s->unpacking;
    hb_status status = HB_OK;
    if (u->at < u->n || s->is_ended)
        return HB_OK;
    u->at = 0;
    status = read_some(s->fd, u->packed, sizeof u->packed, &u->n, err);
    s->is_ended = status == HB_OK && u->n == 0;
    return status;
}

/* Unpacks what is at hand into out; *got may stay 0 though more will come. */
static hb_status inflate_some(struct unpacking *u, char *out, size_t room, size_t *got,
                              struct hb_error *err) {
    u->z.next_in = (unsigned char *)u->packed + u->at;
    u->z.avail_in = (unsigned)(u->n - u->at);
    u->z.next_out = (unsigned char *)out;
    u->z.avail_out = (unsigned)room;
    int result = inflate(&u->z, Z_NO_FLUSH);
    u->at = u->n - u->z.avail_in;
    *got = room - u->z.avail_out;
    u->is_between = result == Z_STREAM_END;
    if (result == Z_STREAM_END)
        inflateReset(&u->z);
    if (result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR)
        return HB_OK;
    return error_set(err, HB_ERR_INPUT, 0, "damaged gzip: %s",
                     u->z.msg ? u->z.msg : "it does not unpack");
}

static hb_status unzstd_some(struct unpacking *u, char *out, size_t room, size_t *got,
                             struct hb_error *err) {
    ZSTD_inBuffer in = {u->packed, u->n, u->at};
    ZSTD_outBuffer to = {out, room, 0};
    size_t result = ZSTD_decompressStream(u->zstd, &to, &in);
    u->at = in.pos;
    *got = to.pos;
    u->is_between = result == 0;
    if (!ZSTD_isError(result))
        return HB_OK;
    if (ZSTD_getErrorCode(result) == ZSTD_error_frameParameter_windowTooLarge)
        return error_set(err, HB_ERR_LIMIT, 0, "zstd with a window over %d MiB",
                         1 << (MOST_WINDOW_BITS - 20));
    return error_set(err, HB_ERR_INPUT, 0, "damaged zstd: %s", ZSTD_getErrorName(result));
}

/* Bytes after the last member that begin no other: padding, which gzip files may have. */
static bool is_padding(const struct unpacking *u) {
    return u->is_between && !u->is_zstd && u->at < u->n && u->packed[u->at] != '\x1F';
}

hb_status stream_read(struct stream *s, char *out, size_t room, size_t *got, struct hb_error *err) {
    hb_status status = s->is_told ? HB_OK : tell_kind(s, err);
    struct unpacking *u = s->unpacking;
    *got = 0;
    if (status == HB_OK && !u && s->n_first) {
        *got = s->n_first < room ? s->n_first : room;
        memcpy(out, s->first, *got);
        memmove(s->first, s->first + *got, s->n_first - *got);
        s->n_first -= *got;
        return HB_OK;
    }
    if (status != HB_OK || (!u && s->is_ended))
        return status;
    if (!u)
        return read_some(s->fd, out, room, got, err);
    while (status == HB_OK && *got == 0) {
        status = refill(s, err);
        bool is_done = s->is_ended && u->at == u->n;
        if (status != HB_OK || (is_done && u->is_between) || is_padding(u))
            return status;
        size_t before = u->at;
        status =
            u->is_zstd ? unzstd_some(u, out, room, got, err) : inflate_some(u, out, room, got, err);
        if (status == HB_OK && *got == 0 && is_done && u->at == before && !u->is_between)
            return error_set(err, HB_ERR_INPUT, 0, "packed file is cut off");
    }
    return status;
}
