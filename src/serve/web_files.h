/* The front-end as it was built (web/dist), packed into the program by script/embed_web. */
#ifndef HB_SERVE_WEB_FILES_H
#define HB_SERVE_WEB_FILES_H

#include "base/buffer.h"

struct web_file {
    const char *name; /* below /static/; NULL after the last */
    const char *media, *etag;
    const unsigned char *gzip; /* [n_gzip] */
    size_t n_gzip, n;          /* bytes packed, unpacked */
};
extern const struct web_file web_files[];

/* NULL: there is none. */
const struct web_file *web_file_named(str name);
/* Appends the file as it was before it was packed; sets out->failed where that cannot be done. */
void web_file_unpack(const struct web_file *f, struct buffer *out);
/* For work on the front-end: the file below `root` instead, read anew each time. Names are plain
 * (letters, digits, - _ . and / between them); no link is followed. False: there is none. */
bool web_file_read(const char *root, str name, struct buffer *out, const char **media);

#endif
