/* Words flowing into lines of a given width: counts what a terminal shows (wide and combining
 * characters), never lets a report's own control characters reach it. */
#ifndef HB_EXPORT_FLOW_H
#define HB_EXPORT_FLOW_H

#include "base/buffer.h"

enum flow_style {
    FLOW_PLAIN,
    FLOW_BOLD,
    FLOW_DIM,
    FLOW_GREEN,
    FLOW_CYAN,
    FLOW_YELLOW,
    FLOW_RED,
    FLOW_MAGENTA,
    FLOW_MARK
};

struct flow {
    struct buffer *out;     /* borrows */
    uint32_t width, indent; /* columns; lines after a break begin at indent */
    bool has_color;

    uint32_t column; /* where the next byte goes */
    uint32_t start;  /* where this line's words begin */
    bool has_gap;    /* a blank is due before the next word */
    struct {
        char z[1024];
        uint32_t n, columns;
        enum flow_style style;
    } word; /* the word that is being collected */
};

struct flow flow_open(struct buffer *out, uint32_t width, bool has_color);
/* Adds text; white space in it ends words, text without white space is glued to what came before.
 */
void flow_put(struct flow *f, enum flow_style style, str s);
void flow_text(struct flow *f, enum flow_style style, const char *z);
/* Ends the word and fills with blanks up to a column, or one blank if that is passed; words that
 * break from now on begin at that column. */
void flow_tab(struct flow *f, uint32_t column);
/* Ends the line; an empty line if nothing stands on it. The indent returns to zero. */
void flow_line(struct flow *f);
/* Columns that a terminal needs for s. */
uint32_t flow_columns(str s);

#endif
