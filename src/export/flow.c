/* Word wrapping, greedy, one pass. A word is collected with its style switches and goes out when
 * white space or its end is known; each word carries its own switches, so that a break never leaves
 * a style on over the indentation. Control characters (a report could hold terminal commands) are
 * shown as U+FFFD, and the invisible marks that reorder text are dropped. */
#include "export/flow.h"

#include "base/utf8.h"

#include <utf8proc.h>

enum { WORD_ROOM = 32 }; /* for a character and its style switches */

static const char *const codes[] = {"",         "\033[1m",  "\033[2m",  "\033[32m", "\033[36m",
                                    "\033[33m", "\033[31m", "\033[35m", "\033[1;4m"};

struct flow flow_open(struct buffer *out, uint32_t width, bool has_color) {
    return (struct flow){.out = out, .width = width < 20 ? 20 : width, .has_color = has_color};
}

static bool is_reordering(uint32_t c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
           c == 0x200F;
}

/* What is shown for a code point; 0: nothing. */
static uint32_t shown(uint32_t c) {
    if (c < 0x20 || (c >= 0x7F && c < 0xA0))
        return 0xFFFD;
    return is_reordering(c) ? 0 : c;
}

static uint32_t columns_of(uint32_t c) {
    int w = c < 0x80 ? 1 : utf8proc_charwidth((utf8proc_int32_t)c);
    return w > 0 ? (uint32_t)w : 0;
}

uint32_t flow_columns(str s) {
    uint32_t n = 0;
    for (uint32_t at = 0; at < s.n;) {
        uint32_t c = shown(utf8_next(s, &at));
        n += c ? columns_of(c) : 0;
    }
    return n;
}

static void blanks(struct flow *f, uint32_t n) {
    for (; n > 0; n--, f->column++)
        buffer_put(f->out, " ", 1);
}

static void word_bytes(struct flow *f, const char *p, uint32_t n) {
    memcpy(f->word.z + f->word.n, p, n);
    f->word.n += n;
}

static void word_style(struct flow *f, enum flow_style style) {
    if (!f->has_color || f->word.style == style)
        return;
    if (f->word.style != FLOW_PLAIN)
        word_bytes(f, "\033[0m", 4);
    word_bytes(f, codes[style], (uint32_t)strlen(codes[style]));
    f->word.style = style;
}

static void break_line(struct flow *f) {
    buffer_put(f->out, "\n", 1);
    f->column = 0;
    f->has_gap = false;
    blanks(f, f->indent);
    f->start = f->column;
}

static void end_word(struct flow *f) {
    if (f->word.n == 0)
        return;
    word_style(f, FLOW_PLAIN);
    if (f->column + f->has_gap + f->word.columns > f->width && f->column > f->start)
        break_line(f);
    if (f->has_gap)
        blanks(f, 1);
    buffer_put(f->out, f->word.z, f->word.n);
    f->column += f->word.columns;
    f->word.n = f->word.columns = 0;
    f->has_gap = false;
}

void flow_put(struct flow *f, enum flow_style style, str s) {
    for (uint32_t at = 0; at < s.n;) {
        uint32_t c = utf8_next(s, &at);
        if (c == ' ' || c == '\n' || c == '\t' || c == 0x2028 || c == 0x2029) {
            end_word(f);
            f->has_gap = f->column > f->start;
            continue;
        }
        c = shown(c);
        if (!c)
            continue;
        uint32_t columns = columns_of(c);
        bool is_full = f->word.n + WORD_ROOM > sizeof f->word.z ||
                       f->word.columns + columns > f->width - f->indent;
        if (is_full)
            end_word(f);
        char z[4];
        word_style(f, style);
        word_bytes(f, z, utf8_put(c, z));
        f->word.columns += columns;
    }
}

void flow_text(struct flow *f, enum flow_style style, const char *z) {
    flow_put(f, style, str_from(z));
}

void flow_tab(struct flow *f, uint32_t column) {
    end_word(f);
    f->has_gap = false;
    if (column + 20 > f->width)
        column = f->width > 40 ? f->width - 20 : 4;
    if (f->column >= column && f->column > 0)
        blanks(f, 2);
    else
        blanks(f, column - f->column);
    f->indent = column;
    f->start = f->column;
}

void flow_line(struct flow *f) {
    end_word(f);
    buffer_put(f->out, "\n", 1);
    f->column = f->indent = f->start = 0;
    f->has_gap = false;
}
