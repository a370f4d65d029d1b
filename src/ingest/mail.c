/* Mail: newsletters and alerts. Of a message, the first part of plain text is taken, else the first
 * of HTML, by way of the page reader. Encoded words of a head (RFC 2047), quoted-printable and
 * base64 are opened; what is attached is left. An mbox is split where a line begins "From " after
 * an empty one. */
#include "ingest/containers.h"

#include "base/json_out.h"
#include "ingest/charset.h"
#include "ingest/page_parts.h"

#include <stdio.h>
#include <strings.h>

enum { DEEPEST_PART = 8, LONGEST_MESSAGE = 32 << 20 };

static bool begins(str s, const char *z) {
    uint32_t n = (uint32_t)strlen(z);
    return s.n >= n && strncasecmp(s.p, z, n) == 0;
}

static bool next_line(str *rest, str *line) {
    if (!rest->n)
        return false;
    const char *newline = memchr(rest->p, '\n', rest->n);
    uint32_t n = newline ? (uint32_t)(newline - rest->p) : rest->n;
    *line = str_slice(*rest, 0, n && rest->p[n - 1] == '\r' ? n - 1 : n);
    *rest = str_slice(*rest, n < rest->n ? n + 1 : n, rest->n);
    return true;
}

bool mail_begins(str bytes) {
    static const char *const fields[] = {"Received:",      "Return-Path:", "Delivered-To:",
                                         "MIME-Version:",  "Message-ID:",  "X-",
                                         "DKIM-Signature:"};
    if (str_starts(bytes, STR("From ")))
        return true;
    str rest = bytes, line;
    bool has_from = false, has_date = false, has_other = false;
    while (next_line(&rest, &line) && line.n) {
        has_from |= begins(line, "From:");
        has_date |= begins(line, "Date:");
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
            has_other |= begins(line, fields[i]);
        if (!memchr(line.p, ':', line.n) && line.p[0] != ' ' && line.p[0] != '\t')
            return false;
    }
    return has_from && has_date &&
           (has_other || begins(bytes, "From:") || begins(bytes, "Subject:"));
}

/* ---- encodings ---- */

static int hex_value(char c) {
    return c >= '0' && c <= '9'                     ? c - '0'
           : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                    : -1;
}

/* In a head '_' is a blank and lines do not break. */
static void open_quoted(str s, bool is_head, struct buffer *out) {
    for (uint32_t i = 0; i < s.n; i++) {
        bool has_two = i + 2 < s.n;
        int high = has_two ? hex_value(s.p[i + 1]) : -1, low = has_two ? hex_value(s.p[i + 2]) : -1;
        if (s.p[i] == '=' && high >= 0 && low >= 0) {
            buffer_put(out, &(char){(char)(high * 16 + low)}, 1);
            i += 2;
        } else if (s.p[i] == '=' && i + 1 < s.n && s.p[i + 1] == '\n') {
            i += 1;
        } else if (s.p[i] == '=' && i + 2 < s.n && s.p[i + 1] == '\r' && s.p[i + 2] == '\n') {
            i += 2;
        } else {
            buffer_put(out, is_head && s.p[i] == '_' ? " " : &s.p[i], 1);
        }
    }
}

static void open_base64(str s, struct buffer *out) {
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint32_t bits = 0, n = 0;
    for (uint32_t i = 0; i < s.n && s.p[i] != '='; i++) {
        const char *at = s.p[i] ? strchr(letters, s.p[i]) : NULL;
        if (!at)
            continue;
        bits = bits << 6 | (uint32_t)(at - letters);
        if (++n % 4 == 0 || n % 4 == 2 || n % 4 == 3) {
            uint32_t shift = n % 4 == 2 ? 4 : n % 4 == 3 ? 2 : 0;
            buffer_put(out, &(char){(char)(bits >> shift & 0xFF)}, 1);
        }
    }
}

static str copy_of(struct buffer *b, struct arena *a) {
    str s = str_copy(a, (str){b->p ? b->p : "", (uint32_t)b->n});
    buffer_free(b);
    return s;
}

/* "=?utf-8?Q?Caf=C3=A9?=" at the start of s: its length, 0 for anything else. */
static uint32_t open_word(str s, struct arena *a, struct buffer *out) {
    str rest = s, mark, charset, way, word;
    if (!str_starts(s, STR("=?")))
        return 0;
    rest = str_slice(s, 2, s.n);
    mark = rest;
    if (!str_split(&rest, '?', &charset) || !str_split(&rest, '?', &way) ||
        !str_split(&rest, '?', &word) || !rest.p || !rest.n || rest.p[0] != '=' || way.n != 1)
        return 0;
    struct buffer bytes = {0};
    if ((way.p[0] | 0x20) == 'b')
        open_base64(word, &bytes);
    else
        open_quoted(word, true, &bytes);
    buffer_str(out, charset_to_utf8(a, copy_of(&bytes, a), charset));
    return (uint32_t)(rest.p + 1 - mark.p) + 2;
}

static str open_words(str s, struct arena *a) {
    struct buffer out = {0};
    for (uint32_t i = 0; i < s.n;) {
        uint32_t n = open_word(str_slice(s, i, s.n), a, &out);
        if (!n)
            buffer_put(&out, s.p + i, 1);
        i += n ? n : 1;
    }
    return copy_of(&out, a);
}

/* ---- heads and parts ---- */

struct part_head {
    str subject, from, date, id, type, encoding;
};

/* A field with its folded lines joined, in the arena. */
static struct part_head read_head(str *rest, struct arena *a) {
    static const char *const names[] = {
        "Subject:", "From:", "Date:", "Message-ID:", "Content-Type:", "Content-Transfer-Encoding:"};
    struct part_head h = {0};
    str *slots[] = {&h.subject, &h.from, &h.date, &h.id, &h.type, &h.encoding}, *open = NULL, line;
    while (next_line(rest, &line) && line.n) {
        bool is_folded = line.p[0] == ' ' || line.p[0] == '\t';
        if (is_folded && open) {
            struct buffer joined = {0};
            buffer_str(&joined, *open);
            buffer_put(&joined, " ", 1);
            buffer_str(&joined, str_trim(line));
            *open = copy_of(&joined, a);
            continue;
        }
        open = NULL;
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (begins(line, names[i])) {
                open = slots[i];
                *open = str_trim(str_slice(line, (uint32_t)strlen(names[i]), line.n));
            }
    }
    return h;
}

/* A parameter of "multipart/mixed; boundary=\"x\"". */
static str parameter(str type, const char *name) {
    str part, rest = type;
    while (str_split(&rest, ';', &part)) {
        part = str_trim(part);
        if (!begins(part, name))
            continue;
        str value = str_slice(part, (uint32_t)strlen(name), part.n);
        bool is_quoted = value.n > 1 && value.p[0] == '"' && value.p[value.n - 1] == '"';
        return is_quoted ? str_slice(value, 1, value.n - 1) : value;
    }
    return (str){NULL, 0};
}

struct found {
    str plain, page; /* as UTF-8 */
};

static str open_body(str body, const struct part_head *h, struct arena *a) {
    struct buffer out = {0};
    if (begins(h->encoding, "base64"))
        open_base64(body, &out);
    else if (begins(h->encoding, "quoted-printable"))
        open_quoted(body, false, &out);
    else
        buffer_str(&out, body);
    return charset_to_utf8(a, copy_of(&out, a), parameter(h->type, "charset="));
}

static void read_part(str part, const struct part_head *h, int depth, struct found *f,
                      struct arena *a);

static void read_parts(str body, str boundary, int depth, struct found *f, struct arena *a) {
    str rest = body, line;
    uint32_t begin = UINT32_MAX;
    while (next_line(&rest, &line)) {
        bool is_border = line.n >= boundary.n + 2 && line.p[0] == '-' && line.p[1] == '-' &&
                         memcmp(line.p + 2, boundary.p, boundary.n) == 0;
        if (!is_border)
            continue;
        uint32_t here = (uint32_t)(line.p - body.p);
        if (begin != UINT32_MAX) {
            str part = str_slice(body, begin, here);
            struct part_head h = read_head(&part, a);
            read_part(part, &h, depth + 1, f, a);
        }
        begin = (uint32_t)(rest.p - body.p);
    }
}

static void read_part(str part, const struct part_head *h, int depth, struct found *f,
                      struct arena *a) {
    str boundary = parameter(h->type, "boundary=");
    if (begins(h->type, "multipart/")) {
        if (boundary.n && depth < DEEPEST_PART)
            read_parts(part, boundary, depth, f, a);
        return;
    }
    if (begins(h->type, "text/html") && !f->page.n)
        f->page = open_body(part, h, a);
    else if ((!h->type.n || begins(h->type, "text/plain")) && !f->plain.n)
        f->plain = open_body(part, h, a);
}

static str page_text(str page, struct arena *a) {
    struct html_tree tree;
    struct page_text text;
    struct page_meta nothing = {.date = DATE_NONE};
    struct hb_error err;
    if (html_parse(page, a, &tree, &err) != HB_OK || !page_read_fragment(&tree, &nothing, a, &text))
        return (str){NULL, 0};
    return text.body;
}

static bool put_message(str message, struct arena *a, struct json_out *out) {
    struct found f = {0};
    if (str_starts(message, STR("From ")))
        next_line(&message, &(str){NULL, 0});
    struct part_head h = read_head(&message, a);
    read_part(message, &h, 0, &f, a);
    str text = str_trim(f.plain).n ? f.plain : page_text(f.page, a);
    if (!str_trim(text).n)
        return false;
    const char *keys[] = {"id", "title", "date", "outlet", "text"};
    str values[] = {h.id, open_words(h.subject, a), h.date, open_words(h.from, a), text};
    json_object(out);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (values[i].n) {
            json_key(out, keys[i]);
            json_string(out, values[i]);
        }
    json_end_object(out);
    return true;
}

/* One message off an mbox, or the whole of a file that is one. */
static enum lines_result read_message(struct lines *l, struct buffer *out, struct hb_error *err) {
    bool was_empty = false;
    char next;
    buffer_reset(out);
    for (;;) {
        str line;
        if (lines_look(l, &next, err) != HB_OK)
            return LINES_FAILED;
        if (out->n && was_empty && next == 'F') {
            str ahead;
            if (lines_peek(l, &ahead, err) == HB_OK && str_starts(ahead, STR("From ")))
                return LINES_ONE;
        }
        enum lines_result result = lines_next(l, &line, err);
        if (result == LINES_END)
            return out->n ? LINES_ONE : LINES_END;
        if (result == LINES_FAILED)
            return result;
        if (out->n < LONGEST_MESSAGE) {
            buffer_str(out, line);
            buffer_put(out, "\n", 1);
        }
        was_empty = line.n == 0;
    }
}

enum given mail_next(struct lines *l, struct arena *a, struct json_out *out, struct hb_error *err) {
    struct buffer message = {0};
    enum lines_result result = read_message(l, &message, err);
    enum given given = result == LINES_ONE ? GIVEN_RECORD : GIVEN_END;
    if (result == LINES_ONE && !put_message((str){message.p, (uint32_t)message.n}, a, out)) {
        error_set(err, HB_ERR_INPUT, l->number, "a message without text");
        given = GIVEN_FAULT;
    }
    buffer_free(&message);
    return given;
}
