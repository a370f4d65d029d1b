/* Widths of Helvetica's letters: Adobe's font metrics (AFM), thousandths of the size. */
#include "export/svg.h"

#include "base/utf8.h"
#include "export/xml.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const uint16_t widths[95] = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584};

static double letter_width(uint32_t c, double size) {
    const double stand_in = 1.06; /* Arial is as wide, Liberation too, DejaVu wider */
    double thousandths = c >= ' ' && c < 127 ? widths[c - ' '] : c < 0x2E80 ? 600 : 1000;
    return thousandths / 1000 * size * stand_in;
}

double svg_width(str text, double size) {
    double width = 0;
    for (uint32_t at = 0; at < text.n;)
        width += letter_width(utf8_next(text, &at), size);
    return width;
}

void svg_text_cut(struct buffer *out, str text, double size, double width) {
    double used = 0;
    uint32_t fits = 0;
    if (svg_width(text, size) <= width) {
        xml_text(out, text);
        return;
    }
    for (uint32_t at = 0; at < text.n;) {
        used += letter_width(utf8_next(text, &at), size);
        if (used + letter_width(0x2026, size) > width)
            break;
        fits = at;
    }
    xml_text(out, str_trim(str_slice(text, 0, fits)));
    buffer_text(out, "\xE2\x80\xA6");
}

static void put_number(struct buffer *out, double v) {
    char z[40];
    long tenths = fabs(v) < 1e8 ? lround(v * 10) : 0;
    int n = snprintf(z, sizeof z, "%s%ld", tenths < 0 ? "-" : "", labs(tenths) / 10);
    if (tenths % 10)
        n += snprintf(z + n, sizeof z - (size_t)n, ".%ld", labs(tenths) % 10);
    buffer_put(out, z, (size_t)n);
}

void svg_put(struct buffer *out, const char *format, ...) {
    va_list args;
    va_start(args, format);
    for (const char *p = format; *p; p++) {
        const char *plain = p;
        while (*p && *p != '%')
            p++;
        buffer_put(out, plain, (size_t)(p - plain));
        if (!*p)
            break;
        p++;
        if (*p == 'n')
            put_number(out, va_arg(args, double));
        else if (*p == 't')
            xml_text(out, va_arg(args, str));
        else if (*p == 's')
            buffer_text(out, va_arg(args, const char *));
        else
            buffer_put(out, p, 1); /* %% */
    }
    va_end(args);
}

void svg_open(struct buffer *out, double width, double height, str title, str description) {
    svg_put(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
        "width=\"%n\" height=\"%n\" viewBox=\"0 0 %n %n\" role=\"img\" font-family=\"Helvetica, "
        "Arial, 'Liberation Sans', sans-serif\">\n<title>%t</title><desc>%t</desc>\n<rect "
        "width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n",
        width, height, width, height, title, description);
}

void svg_close(struct buffer *out) {
    buffer_text(out, "</svg>\n");
}
