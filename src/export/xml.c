/* XML 1.0 (fifth edition), section 2.2: the characters that may stand in it. */
#include "export/xml.h"

#include "base/utf8.h"

#include <stdio.h>

static bool is_left_out(uint32_t c) {
    bool is_control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
    bool is_reordering = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return is_control || (c >= 0x7F && c < 0xA0) || (c & 0xFFFE) == 0xFFFE || is_reordering;
}

void xml_text(struct buffer *out, str s) {
    for (uint32_t at = 0; at < s.n;) {
        char z[8];
        uint32_t c = utf8_next(s, &at);
        if (is_left_out(c))
            continue;
        if (c < ' ')
            buffer_put(out, z, (size_t)snprintf(z, sizeof z, "&#%u;", c));
        else if (c == '&')
            buffer_text(out, "&amp;");
        else if (c == '<')
            buffer_text(out, "&lt;");
        else if (c == '>')
            buffer_text(out, "&gt;");
        else if (c == '"')
            buffer_text(out, "&quot;");
        else if (c == '\'')
            buffer_text(out, "&#39;");
        else
            buffer_put(out, z, utf8_put(c, z));
    }
}

void xml_attribute(struct buffer *out, const char *name, str value) {
    buffer_text(out, " ");
    buffer_text(out, name);
    buffer_text(out, "=\"");
    xml_text(out, value);
    buffer_text(out, "\"");
}

void xml_element(struct buffer *out, const char *name, str value) {
    if (!value.n)
        return;
    buffer_text(out, "<");
    buffer_text(out, name);
    buffer_text(out, ">");
    xml_text(out, value);
    buffer_text(out, "</");
    buffer_text(out, name);
    buffer_text(out, ">");
}
