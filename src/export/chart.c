/* Sparklines (Tufte, Beautiful Evidence, 2006) and bars. Both go from zero, so that lengths compare
 * as numbers do; a sparkline of numbers below zero goes from their lowest. Eight heights (and eight
 * widths of a block) are all that a terminal has: finer differences are for the numbers beside. */
#include "export/chart.h"

#include "base/utf8.h"
#include "export/flow.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>

enum { HEIGHTS = 8, EIGHTHS = 8, LEAST_LABEL = 8, NOTE_COLUMNS = 12 };

static const uint32_t lowest_block = 0x2581, full_block = 0x2588; /* ▁ … █ … ▏ */
static const char ascii_heights[HEIGHTS + 1] = "_.-:=+*#";
static const char red[] = "\033[31m", plain[] = "\033[0m";

bool chart_locale_is_utf8(const char *lc_all, const char *lc_ctype, const char *lang) {
    const char *name = lc_all && *lc_all ? lc_all : lc_ctype && *lc_ctype ? lc_ctype : lang;
    const char *codeset = name ? strchr(name, '.') : NULL;
    char z[8] = "";
    for (size_t i = 0; codeset && *++codeset && *codeset != '@' && i < sizeof z - 1;)
        if (*codeset != '-')
            z[i++] = (char)tolower((unsigned char)*codeset);
    return strcmp(z, "utf8") == 0;
}

static void put_point(struct buffer *out, uint32_t c) {
    char z[4];
    buffer_put(out, z, utf8_put(c, z));
}

/* What a column of a sparkline shows: the mean of its finite values, NAN if there are none. */
static double column_mean(const double *values, uint32_t begin, uint32_t end) {
    double sum = 0;
    uint32_t n = 0;
    for (uint32_t i = begin; i < end; i++)
        if (isfinite(values[i])) {
            sum += values[i];
            n++;
        }
    return n ? sum / n : (double)NAN;
}

struct columns {
    const double *values;
    uint32_t n, width; /* values; columns <= n */
};
static uint32_t column_begin(const struct columns *s, uint32_t column) {
    return (uint32_t)((uint64_t)column * s->n / s->width);
}
static double column_value(const struct columns *s, uint32_t column) {
    return column_mean(s->values, column_begin(s, column), column_begin(s, column + 1));
}

static void put_height(const struct chart *c, struct buffer *out, int height, bool is_red) {
    if (is_red && c->has_color)
        buffer_text(out, red);
    if (c->is_utf8)
        put_point(out, lowest_block + (uint32_t)height);
    else
        buffer_put(out, &ascii_heights[height], 1);
    if (is_red && c->has_color)
        buffer_text(out, plain);
}

void chart_sparkline(const struct chart *c, struct buffer *out, const double *values, uint32_t n,
                     const bool *is_marked, uint32_t width) {
    struct columns s = {values, n, width && width < n ? width : n};
    double low = 0, high = 0;
    for (uint32_t i = 0; i < s.width; i++) {
        double v = column_value(&s, i);
        low = v < low ? v : low;
        high = v > high ? v : high;
    }
    for (uint32_t i = 0; i < s.width; i++) {
        double v = column_value(&s, i);
        bool is_red = false;
        for (uint32_t k = column_begin(&s, i); is_marked && k < column_begin(&s, i + 1); k++)
            is_red = is_red || is_marked[k];
        if (isnan(v))
            buffer_text(out, " ");
        else /* low is 0; all above share 1 … 7 */
            put_height(c, out, v <= low ? 0 : (int)ceil((v - low) / (high - low) * (HEIGHTS - 1)),
                       is_red);
    }
}

uint32_t chart_bar(const struct chart *c, struct buffer *out, double value, double most,
                   uint32_t width) {
    if (!(value > 0) || !(most > 0) || !isfinite(value) || width == 0)
        return 0;
    double share = value < most ? value / most : 1;
    uint32_t unit = c->is_utf8 ? EIGHTHS : 1;
    uint32_t length = (uint32_t)(share * width * unit + 0.5), written = 0;
    length = length ? length : 1;
    for (; written < length / unit; written++) {
        if (c->is_utf8)
            put_point(out, full_block);
        else
            buffer_text(out, "#");
    }
    if (length % unit == 0)
        return written;
    put_point(out, full_block + EIGHTHS - length % unit); /* ▏ is one eighth, ▉ seven */
    return written + 1;
}

static void blanks(struct buffer *out, uint32_t n) {
    for (; n > 0; n--)
        buffer_text(out, " ");
}

/* A label without control characters, cut to and filled up to a column. */
static void put_label(struct buffer *out, str label, uint32_t columns) {
    str cut = {label.p, 0};
    for (uint32_t at = 0; at < label.n;) {
        utf8_next(label, &at);
        if (flow_columns((str){label.p, at}) > columns)
            break;
        cut.n = at;
    }
    for (uint32_t at = 0; at < cut.n;) {
        uint32_t c = utf8_next(cut, &at);
        put_point(out, c < 0x20 || (c >= 0x7F && c < 0xA0) ? 0xFFFD : c);
    }
    blanks(out, columns - flow_columns(cut));
}

void chart_bars(const struct chart *c, struct buffer *out, const struct chart_row *rows, uint32_t n,
                uint32_t width) {
    uint32_t label = LEAST_LABEL;
    double most = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t columns = flow_columns(rows[i].label);
        label = columns > label ? columns : label;
        most = rows[i].value > most ? rows[i].value : most;
    }
    label = label > width / 3 ? width / 3 : label;
    uint32_t room = width > label + NOTE_COLUMNS + 4 ? width - label - NOTE_COLUMNS - 4 : 1;
    for (uint32_t i = 0; i < n; i++) {
        char number[32];
        put_label(out, rows[i].label, label);
        buffer_text(out, "  ");
        blanks(out, room - chart_bar(c, out, rows[i].value, most, room) + 2);
        snprintf(number, sizeof number, "%.6g", rows[i].value);
        str note = rows[i].note.p ? rows[i].note : str_from(number);
        put_label(out, note, flow_columns(note));
        buffer_text(out, "\n");
    }
}
