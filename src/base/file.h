/* Files: mapped read-only, or read whole with a limit. */
#ifndef HB_BASE_FILE_H
#define HB_BASE_FILE_H

#include "base/error.h"
#include "base/str.h"

struct file_map {
    const unsigned char *data; /* NULL for an empty file */
    size_t size;               /* bytes */
};

/* Maps a regular file. The mapping is private and read-only. */
hb_status file_map_open(const char *path, struct file_map *out, struct hb_error *err);
void file_map_close(struct file_map *m);
/* Reads a file ("-": standard input) to its end into the arena, NUL-terminated. More than `maximum`
 * bytes: HB_ERR_LIMIT. */
hb_status file_read(const char *path, size_t maximum, struct arena *a, str *out,
                    struct hb_error *err);
/* Writes a file by way of `path`.tmp and rename, so that no half file is ever seen. */
hb_status file_write(const char *path, const void *data, size_t size, struct hb_error *err);

#endif
