/* Parts of the brief: what is asked (bulletin.c) and how it is written (bulletin_write.c). */
#ifndef HB_EXPORT_BULLETIN_PARTS_H
#define HB_EXPORT_BULLETIN_PARTS_H

#include "export/bulletin.h"

void bulletin_put(const struct bulletin *b, const struct bulletin_style *style, struct buffer *out);

#endif
