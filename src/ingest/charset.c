/* Encodings by iconv(3), which knows them all; the choice is that of the HTML standard's sniffing,
 * in short. Labels mean what browsers mean by them: "iso-8859-1" and "ascii" are read as
 * Windows-1252. */
#include "ingest/charset.h"

#include "base/buffer.h"
#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>

enum { HEAD_BYTES = 4096, LONGEST_NAME = 40 };

static str name_in_head(str bytes) {
    str head = str_slice(bytes, 0, bytes.n < HEAD_BYTES ? bytes.n : HEAD_BYTES);
    for (uint32_t i = 0; i + 8 < head.n; i++) {
        if ((head.p[i] | 0x20) != 'c' || memcmp(head.p + i + 1, "harset=", 7) != 0)
            continue;
        uint32_t begin = i + 8;
        while (begin < head.n &&
               (head.p[begin] == '"' || head.p[begin] == '\'' || head.p[begin] == ' '))
            begin++;
        uint32_t end = begin;
        while (end < head.n && !strchr("\"' ;>/", head.p[end]) && end - begin < LONGEST_NAME)
            end++;
        return str_slice(head, begin, end);
    }
    return (str){NULL, 0};
}

static bool is_western(const char *name) {
    static const char *const labels[] = {"iso-8859-1", "iso8859-1", "latin1",       "latin-1",
                                         "us-ascii",   "ascii",     "windows-1252", "cp1252"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strcmp(name, labels[i]) == 0)
            return true;
    return false;
}

/* UTF-16 with a mark, as its name; NULL: none. */
static const char *mark_of(str bytes) {
    if (str_starts(bytes, STR("\xFF\xFE")))
        return "utf-16le";
    if (str_starts(bytes, STR("\xFE\xFF")))
        return "utf-16be";
    return NULL;
}

/* Converts all of it; a byte that cannot be is replaced and passed over. False: no such encoding.
 */
static bool convert(str bytes, const char *from, struct buffer *out) {
    iconv_t c = iconv_open("UTF-8", from);
    if (c == (iconv_t)-1)
        return false;
    char piece[8192], *in = (char *)bytes.p;
    size_t left = bytes.n;
    while (left && !out->failed) {
        char *to = piece;
        size_t room = sizeof piece, n = iconv(c, &in, &left, &to, &room);
        buffer_put(out, piece, (size_t)(to - piece));
        if (n == (size_t)-1 && errno != E2BIG && left) {
            buffer_text(out, "\xEF\xBF\xBD");
            in++;
            left--;
        }
    }
    iconv_close(c);
    return true;
}

str charset_to_utf8(struct arena *a, str bytes, str declared) {
    char name[LONGEST_NAME + 1] = "";
    const char *mark = mark_of(bytes);
    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        return str_slice(bytes, 3, bytes.n);
    str given = declared.n ? declared : name_in_head(bytes);
    for (uint32_t i = 0; i < given.n && i < LONGEST_NAME; i++)
        name[i] = given.p[i] >= 'A' && given.p[i] <= 'Z' ? (char)(given.p[i] | 0x20) : given.p[i];
    if (mark) {
        snprintf(name, sizeof name, "%s", mark);
        bytes = str_slice(bytes, 2, bytes.n);
    }
    bool is_utf8 = strcmp(name, "utf-8") == 0 || strcmp(name, "utf8") == 0;
    if (!mark && (is_utf8 || utf8_is_clean(bytes)))
        return bytes; /* a page that is well-formed UTF-8 is nothing else, whatever it says */
    if (!*name || is_western(name))
        snprintf(name, sizeof name, "windows-1252");
    struct buffer out = {0};
    str text = bytes;
    if (convert(bytes, name, &out) || convert(bytes, "windows-1252", &out))
        text =
            out.failed ? (str){NULL, 0} : str_copy(a, (str){out.p ? out.p : "", (uint32_t)out.n});
    buffer_free(&out);
    return text;
}
