/* JSON writer: appends to one buffer. Whether a comma is due is one bit: it is set by
 * each value and cleared by each opening bracket and key, which is all that JSON's grammar asks
 * for.
 *
 * Numbers: %.15g, then 16 and 17 digits until the text reads back as the same double (17 always do:
 * Steele and White 1990, doi:10.1145/93542.93559). printf takes the decimal point from the locale
 * of the host program; whatever it put there is made a point again.
 *
 * Strings: runs of plain bytes are copied at once; only quotes, backslashes, control bytes and
 * ill-formed UTF-8 are looked at one by one. O(n). */
#include "base/json_out.h"

#include "base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void append(struct json_out *j, const char *p, size_t n) {
    buffer_put(&j->out, p, n);
}

static void value_begins(struct json_out *j) {
    if (j->needs_comma)
        append(j, ",", 1);
    j->needs_comma = true;
}

void json_object(struct json_out *j) {
    value_begins(j);
    append(j, "{", 1);
    j->needs_comma = false;
}

void json_end_object(struct json_out *j) {
    append(j, "}", 1);
    j->needs_comma = true;
}

void json_array(struct json_out *j) {
    value_begins(j);
    append(j, "[", 1);
    j->needs_comma = false;
}

void json_end_array(struct json_out *j) {
    append(j, "]", 1);
    j->needs_comma = true;
}

static void append_escape(struct json_out *j, unsigned char c) {
    static const char names[] = "\bb\ff\nn\rr\tt\"\"\\\\";
    for (const char *q = names; *q; q += 2)
        if ((unsigned char)q[0] == c) {
            append(j, (const char[2]){'\\', q[1]}, 2);
            return;
        }
    static const char hex[] = "0123456789abcdef";
    append(j, (const char[6]){'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]}, 6);
}

static void append_quoted(struct json_out *j, str s) {
    append(j, "\"", 1);
    uint32_t run = 0; /* start of the bytes not yet copied */
    for (uint32_t at = 0; at < s.n;) {
        unsigned char c = (unsigned char)s.p[at];
        if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
            at++;
            continue;
        }
        uint32_t begin = at;
        bool is_well_formed;
        utf8_decode(s, &at, &is_well_formed);
        if (is_well_formed && c >= 0x80)
            continue;
        append(j, s.p + run, begin - run);
        if (c < 0x80)
            append_escape(j, c);
        else
            append(j, "\xEF\xBF\xBD", 3);
        run = at;
    }
    if (run < s.n)
        append(j, s.p + run, s.n - run);
    append(j, "\"", 1);
}

void json_key(struct json_out *j, const char *key) {
    if (j->needs_comma)
        append(j, ",", 1);
    append_quoted(j, str_from(key));
    append(j, ":", 1);
    j->needs_comma = false;
}

void json_string(struct json_out *j, str s) {
    value_begins(j);
    if (s.p)
        append_quoted(j, s);
    else
        append(j, "null", 4);
}

void json_text(struct json_out *j, const char *z) {
    json_string(j, str_from(z));
}

void json_integer(struct json_out *j, int64_t v) {
    char z[24];
    value_begins(j);
    append(j, z, (size_t)snprintf(z, sizeof z, "%lld", (long long)v));
}

void json_real(struct json_out *j, double v) {
    if (!isfinite(v)) {
        json_null(j);
        return;
    }
    char z[40], plain[40];
    size_t n = 0;
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(z, sizeof z, "%.*g", digits, v);
        if (strtod(z, NULL) == v)
            break;
    }
    bool is_whole = true, was_point = false;
    for (const char *q = z; *q; q++) {
        bool is_digit = (*q >= '0' && *q <= '9') || *q == '-' || *q == '+' || *q == 'e';
        if (!is_digit || *q == 'e')
            is_whole = false;
        if (is_digit || !was_point)
            plain[n++] = is_digit ? *q : '.';
        was_point = !is_digit; /* a decimal point of several bytes becomes one */
    }
    value_begins(j);
    append(j, plain, n);
    if (is_whole)
        append(j, ".0", 2);
}

void json_bool(struct json_out *j, bool v) {
    value_begins(j);
    append(j, v ? "true" : "false", v ? 4 : 5);
}

void json_null(struct json_out *j) {
    value_begins(j);
    append(j, "null", 4);
}

void json_newline(struct json_out *j) {
    append(j, "\n", 1);
    j->needs_comma = false;
}
