/* SVG 1.1 that any browser, office program or printer shows: no script, no style sheet, no font but
 * the usual ones, all text escaped. Numbers are written to a tenth, with a point in any locale. */
#ifndef HB_EXPORT_SVG_H
#define HB_EXPORT_SVG_H

#include "base/buffer.h"

struct svg_point {
    double x, y;
};

/* Opens a picture of width × height pixels with a white ground; title and description are for
 * readers who cannot see it. */
void svg_open(struct buffer *out, double width, double height, str title, str description);
void svg_close(struct buffer *out);

/* printf with what a picture needs: %n a number (double), %t text (str), %s plain markup. */
void svg_put(struct buffer *out, const char *format, ...);

/* Width of text in Helvetica and its like, in pixels at a size; a little more than exact, as fonts
 * that stand in are wider. */
double svg_width(str text, double size);
/* Text cut with an ellipsis to a width: the bytes of it that fit. */
void svg_text_cut(struct buffer *out, str text, double size, double width);

#endif
