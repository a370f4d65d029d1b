/* A coded report for a person at a terminal: what happened, sentence by sentence with the words
 * that say so, then who stands how to whom, who is who, and where. */
#ifndef HB_EXPORT_BRIEF_H
#define HB_EXPORT_BRIEF_H

#include "base/buffer.h"
#include "export/json.h"

struct brief_style {
    uint32_t width; /* columns, at least 40 */
    bool has_color;
    bool explains; /* relations name the words that carry them */
};

/* Appends the brief, which ends with a newline. Without color the triggers stand between asterisks.
 * O(text + facts). */
void brief_write(const struct export_source *s, const struct brief_style *style,
                 struct buffer *out);

#endif
