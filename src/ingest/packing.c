/* Bodies unpacked piece by piece by zlib, libbrotlidec and libzstd, no further than a page is read:
 * a bomb costs what a large page costs. A brotli window takes 16 MiB at most (large windows, which
 * the RFC does not know, stay off); a zstd window over 8 MiB, the most that HTTP allows (RFC 9659),
 * is refused. */
#include "ingest/packing.h"

#include <brotli/decode.h>
#include <strings.h>
#include <zlib.h>
#include <zstd.h>

enum { PIECE = 32 << 10, GZIP_OR_ZLIB = 15 + 32, RAW_DEFLATE = -15, MOST_WINDOW_BITS = 23 };

static void inflate_as(str packed, int window, size_t most, struct buffer *out) {
    char piece[PIECE];
    z_stream z = {.next_in = (unsigned char *)packed.p, .avail_in = packed.n};
    if (inflateInit2(&z, window) != Z_OK)
        return;
    int result = Z_OK;
    while (result == Z_OK && out->n < most) {
        z.next_out = (unsigned char *)piece;
        z.avail_out = sizeof piece;
        result = inflate(&z, Z_NO_FLUSH);
        buffer_put(out, piece, sizeof piece - z.avail_out);
    }
    inflateEnd(&z);
}

static void open_gzip(str packed, size_t most, struct buffer *out) {
    inflate_as(packed, GZIP_OR_ZLIB, most, out);
}

/* "deflate" means zlib's form, but some servers send it bare. */
static void open_deflate(str packed, size_t most, struct buffer *out) {
    inflate_as(packed, GZIP_OR_ZLIB, most, out);
    if (!out->n)
        inflate_as(packed, RAW_DEFLATE, most, out);
}

static void open_brotli(str packed, size_t most, struct buffer *out) {
    BrotliDecoderState *b = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    char piece[PIECE];
    const uint8_t *in = (const uint8_t *)packed.p;
    size_t left = packed.n;
    while (b && result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && out->n < most) {
        uint8_t *to = (uint8_t *)piece;
        size_t room = sizeof piece;
        result = BrotliDecoderDecompressStream(b, &left, &in, &room, &to, NULL);
        buffer_put(out, piece, sizeof piece - room);
    }
    BrotliDecoderDestroyInstance(b);
}

static void open_zstd(str packed, size_t most, struct buffer *out) {
    ZSTD_DStream *z = ZSTD_createDStream();
    ZSTD_inBuffer in = {packed.p, packed.n, 0};
    char piece[PIECE];
    if (z)
        ZSTD_DCtx_setParameter(z, ZSTD_d_windowLogMax, MOST_WINDOW_BITS);
    for (bool has_more = z != NULL; has_more && out->n < most;) {
        ZSTD_outBuffer to = {piece, sizeof piece, 0};
        size_t result = ZSTD_decompressStream(z, &to, &in);
        has_more = !ZSTD_isError(result) && (in.pos < in.size || to.pos == to.size);
        buffer_put(out, piece, to.pos);
    }
    ZSTD_freeDStream(z);
}

static const struct {
    const char *name;
    void (*open)(str packed, size_t most, struct buffer *out); /* NULL: as it is */
} packings[] = {{"gzip", open_gzip}, {"x-gzip", open_gzip}, {"deflate", open_deflate},
                {"br", open_brotli}, {"zstd", open_zstd},   {"identity", NULL},
                {"", NULL}};

enum { PACKINGS = sizeof packings / sizeof *packings, MOST_TIMES = 3 };

static int find(str name) {
    for (int i = 0; i < PACKINGS; i++)
        if (strlen(packings[i].name) == name.n &&
            strncasecmp(packings[i].name, name.p, name.n) == 0)
            return i;
    return -1;
}

/* The last name of a list, taken off it. */
static str take_last(str *names) {
    uint32_t at = names->n;
    while (at && names->p[at - 1] != ',')
        at--;
    str last = str_trim(str_slice(*names, at, names->n));
    *names = str_slice(*names, 0, at ? at - 1 : 0);
    return last;
}

bool packing_open(str packed, str names, size_t most, struct buffer *out) {
    struct buffer held = {0};
    buffer_str(out, packed);
    for (int n = 0; names.n; n++) {
        int i = find(take_last(&names));
        if (i < 0 || n == MOST_TIMES) {
            buffer_free(&held);
            return false;
        }
        if (!packings[i].open)
            continue;
        struct buffer before = *out;
        *out = held;
        held = before;
        buffer_reset(out);
        packings[i].open((str){held.p ? held.p : "", (uint32_t)held.n}, most, out);
    }
    buffer_free(&held);
    return true;
}
