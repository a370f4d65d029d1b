/* The model file: named sections of bytes in one file that is mapped read-only.
 *
 *   "HBMODEL1" | u32 version | u32 n_sections | n × { char name[16]; u64 offset; u64 size; u64 hash
 * } sections, each at a multiple of 64 bytes; all numbers little-endian.
 *
 * Opening checks magic, version, bounds and overlap of sections (not hashes: `harbinger
 * check-model`-like tools and tests do, by model_file_verify). Each part of the language room reads
 * its own section and checks every index it finds there. */
#ifndef HB_LANG_MODEL_H
#define HB_LANG_MODEL_H

#include "base/error.h"
#include "base/file.h"
#include "base/str.h"

struct model_file {
    struct file_map map;
    const unsigned char *data;
    size_t size;
};

hb_status model_file_open(const char *path, struct model_file *out, struct hb_error *err);
/* The same over bytes in memory (for tests and fuzzing; borrows data). */
hb_status model_file_from_bytes(const void *data, size_t size, struct model_file *out,
                                struct hb_error *err);
void model_file_close(struct model_file *m);
/* The section `name` as bytes aligned to 64, or {NULL,0}. Borrowed from the mapping. */
str model_file_section(const struct model_file *m, const char *name);
bool model_file_verify(const struct model_file *m);

struct model_writer; /* collects sections (copied), then writes the file in order of name */
struct model_writer *model_writer_new(void);
bool model_writer_add(struct model_writer *w, const char *name, const void *data, size_t size);
/* Takes the section of that name out again, if there is one. */
void model_writer_drop(struct model_writer *w, const char *name);
/* Moves all sections of `from` to w; false past the limit of 64. */
bool model_writer_take(struct model_writer *w, struct model_writer *from);
/* Copies the sections that w does not have yet. */
bool model_writer_copy(struct model_writer *w, const struct model_file *from);
hb_status model_writer_save(struct model_writer *w, const char *path, struct hb_error *err);
void model_writer_free(struct model_writer *w);

#endif
