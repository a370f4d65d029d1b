/* WARC (ISO 28500:2017): records of a head of named fields and a block of Content-Length bytes. The
 * block of a response is an HTTP message, which has a head of its own, and may be in chunks (RFC
 * 9112) and packed (packing.c). Lengths are believed but not trusted: after a block two empty lines
 * and the next head must stand, else the next head is sought line by line, and the record in
 * between is set aside. */
#include "ingest/containers.h"
#include "ingest/packing.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

enum { MOST_HEAD_LINES = 200 };

struct head {
    char type[24], url[2048], media[128], charset[64], packing[24];
    uint64_t length;
    bool has_length, is_chunked;
    int status;
};

bool warc_begins(str bytes) {
    return str_starts(bytes, STR("WARC/1."));
}

static void take(char *out, size_t room, str value) {
    snprintf(out, room, "%.*s", (int)(value.n < room ? value.n : room - 1), value.p);
}

static bool is_named(str name, const char *z) {
    return name.n == strlen(z) && strncasecmp(name.p, z, name.n) == 0;
}

/* "text/html; charset=utf-8" */
static void take_media(struct head *h, str value) {
    str media = {NULL, 0}, part;
    str_split(&value, ';', &media);
    take(h->media, sizeof h->media, str_trim(media));
    while (str_split(&value, ';', &part)) {
        part = str_trim(part);
        if (part.n > 8 && strncasecmp(part.p, "charset=", 8) == 0) {
            str charset = str_slice(part, 8, part.n);
            if (charset.n > 1 && charset.p[0] == '"')
                charset = str_slice(charset, 1, charset.n - 1);
            take(h->charset, sizeof h->charset, charset);
        }
    }
}

static void take_field(struct head *h, str line) {
    str name, value = line;
    if (!str_split(&value, ':', &name) || !value.p)
        return;
    value = str_trim(value);
    char z[24];
    take(z, sizeof z, value);
    if (is_named(name, "WARC-Type"))
        take(h->type, sizeof h->type, value);
    else if (is_named(name, "WARC-Target-URI"))
        take(h->url, sizeof h->url,
             value.n > 1 && value.p[0] == '<' ? str_slice(value, 1, value.n - 1) : value);
    else if (is_named(name, "Content-Type"))
        take_media(h, value);
    else if (is_named(name, "Content-Encoding"))
        take(h->packing, sizeof h->packing, value);
    else if (is_named(name, "Transfer-Encoding"))
        h->is_chunked = is_named(value, "chunked");
    else if (is_named(name, "Content-Length")) {
        char *end;
        h->length = strtoull(z, &end, 10);
        h->has_length = *z >= '0' && *z <= '9' && *end == 0;
    }
}

/* Seeks the line that begins a record. *is_lost: something else stood before it. */
static enum lines_result seek_head(struct lines *l, bool *is_lost, struct hb_error *err) {
    str line;
    enum lines_result result;
    while ((result = lines_next(l, &line, err)) == LINES_ONE || result == LINES_TOO_LONG) {
        if (result == LINES_ONE && warc_begins(line))
            return LINES_ONE;
        *is_lost |= line.n > 0;
    }
    return result;
}

static enum lines_result read_fields(struct lines *l, struct head *h, struct hb_error *err) {
    str line;
    enum lines_result result = LINES_ONE;
    *h = (struct head){0};
    for (int n = 0; result == LINES_ONE && n < MOST_HEAD_LINES; n++) {
        result = lines_next(l, &line, err);
        if (result != LINES_ONE || line.n == 0)
            break;
        take_field(h, line);
    }
    return result;
}

/* ---- HTTP within a block ---- */

static bool next_line(str *rest, str *line) {
    const char *newline = rest->n ? memchr(rest->p, '\n', rest->n) : NULL;
    if (!newline)
        return false;
    uint32_t n = (uint32_t)(newline - rest->p);
    *line = str_slice(*rest, 0, n && rest->p[n - 1] == '\r' ? n - 1 : n);
    *rest = str_slice(*rest, n + 1, rest->n);
    return true;
}

/* The message's head off its block. */
static bool read_http(str *block, struct head *h) {
    str line;
    h->media[0] = h->charset[0] = h->packing[0] = 0;
    h->is_chunked = false;
    if (!next_line(block, &line) || !str_starts(line, STR("HTTP/")))
        return false;
    const char *blank = memchr(line.p, ' ', line.n);
    char z[8] = "";
    if (blank)
        take(z, 4, str_slice(line, (uint32_t)(blank + 1 - line.p), line.n));
    h->status = atoi(z); /* three digits at most */
    while (next_line(block, &line) && line.n)
        take_field(h, line);
    return true;
}

/* Chunks put together; what is no chunk ends them. */
static void join_chunks(str block, struct buffer *out) {
    str line;
    while (next_line(&block, &line)) {
        char z[16], *end;
        take(z, sizeof z, line);
        unsigned long n = strtoul(z, &end, 16);
        if (end == z || n == 0)
            return;
        if (n > block.n)
            n = block.n;
        buffer_put(out, block.p, n);
        block = str_slice(block, (uint32_t)n, block.n);
        next_line(&block, &line);
    }
}

/* Takes the message apart; body becomes what the server meant to send. HB_ERR_INPUT: set it aside.
 */
static hb_status open_response(struct buffer *body, struct head *h, size_t most,
                               struct hb_error *err) {
    struct buffer joined = {0};
    str rest = {body->p ? body->p : "", (uint32_t)body->n};
    if (!read_http(&rest, h))
        return error_set(err, HB_ERR_INPUT, 0, "a response that is no HTTP message");
    if (h->is_chunked) {
        join_chunks(rest, &joined);
        rest = (str){joined.p ? joined.p : "", (uint32_t)joined.n};
    }
    struct buffer opened = {0};
    /* Many crawlers store pages unpacked under the head that came with them. */
    const char *packing = ingest_is_html(rest) ? "" : h->packing;
    bool is_known = packing_open(rest, str_from(packing), most, &opened);
    buffer_free(&joined);
    buffer_free(body);
    *body = opened;
    return is_known
               ? HB_OK
               : error_set(err, HB_ERR_INPUT, 0, "packed by '%s', which is not read", h->packing);
}

/* ---- records ---- */

static bool is_text_media(const char *media) {
    return strcasecmp(media, "text/html") == 0 || strcasecmp(media, "application/xhtml+xml") == 0 ||
           strcasecmp(media, "text/plain") == 0 || !*media;
}

static enum given give(struct buffer *body, struct head *h, const struct hb_limits *limits,
                       struct origin *from, struct hb_error *err) {
    snprintf(from->url, sizeof from->url, "%s", h->url);
    if (strcmp(h->type, "response") == 0 &&
        open_response(body, h, limits->page_bytes, err) != HB_OK)
        return GIVEN_FAULT;
    snprintf(from->charset, sizeof from->charset, "%s", h->charset);
    bool is_plain = strcasecmp(h->media, "text/plain") == 0;
    return is_plain ? GIVEN_TEXT : GIVEN_PAGE;
}

static bool is_wanted(const struct head *h, const struct buffer *body) {
    bool is_response = strcmp(h->type, "response") == 0;
    if (!is_response && strcmp(h->type, "resource") != 0 && strcmp(h->type, "conversion") != 0)
        return false;
    struct head message = *h;
    str rest = {body->p ? body->p : "", (uint32_t)body->n};
    if (is_response && !read_http(&rest, &message))
        return true; /* set aside by name */
    return is_text_media(message.media) && (!is_response || message.status / 100 == 2) &&
           rest.n > 0;
}

/* A record's head; GIVEN_RECORD: h holds it. */
static enum given next_head(struct warc *w, struct lines *l, struct head *h, struct hb_error *err) {
    bool is_lost = false;
    enum lines_result result = w->is_at_fields ? LINES_ONE : seek_head(l, &is_lost, err);
    w->is_at_fields = false;
    if (result == LINES_ONE && is_lost) {
        w->is_at_fields = true; /* this record is whole: the next call reads it */
        error_set(err, HB_ERR_INPUT, l->number, "the record before has a wrong length");
        return GIVEN_FAULT;
    }
    if (result == LINES_ONE)
        result = read_fields(l, h, err);
    if (result == LINES_ONE && h->has_length)
        return GIVEN_RECORD;
    if (result == LINES_END || result == LINES_FAILED)
        return GIVEN_END;
    error_set(err, HB_ERR_INPUT, l->number, "a record without a length");
    return GIVEN_FAULT;
}

enum given warc_next(struct warc *w, struct lines *l, const struct hb_limits *limits,
                     struct buffer *body, struct origin *from, struct hb_error *err) {
    struct head h;
    *from = (struct origin){{0}, {0}};
    for (;;) {
        enum given given = next_head(w, l, &h, err);
        if (given != GIVEN_RECORD)
            return given;
        if (lines_bytes(l, h.length, (size_t)limits->page_bytes + 1, body, err) != HB_OK)
            return GIVEN_END;
        if (body->n < h.length && body->n <= limits->page_bytes) {
            error_set(err, HB_ERR_INPUT, l->number, "the file ends within a record");
            return GIVEN_FAULT;
        }
        if (is_wanted(&h, body))
            return give(body, &h, limits, from, err);
    }
}
