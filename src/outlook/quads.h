/* Reads the published form of dated facts: a line each, subject, relation, object and time as
 * numbers parted by tabs or blanks, more columns ignored. Names come from files of `name TAB
 * number`. A line that is wrong is an error with its number. */
#ifndef HB_OUTLOOK_QUADS_H
#define HB_OUTLOOK_QUADS_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

enum { QUAD_ENTITIES_MAXIMUM = 1 << 24, QUAD_RELATIONS_MAXIMUM = 500 };

struct quad {
    uint32_t subject, relation, object;
    int32_t time; /* as in the file; days once quads_to_days was called */
};

struct quads {
    struct quad *items; /* [n] by ascending time */
    size_t n, capacity;
};

/* Appends what `text` holds, sorted by time (stable). `name` is for messages. */
hb_status quads_read(str text, const char *name, struct arena *a, struct quads *out,
                     struct hb_error *err);
hb_status quads_read_file(const char *path, struct arena *a, struct quads *out,
                          struct hb_error *err);
/* Names by number; absent ones {NULL, 0}. *n becomes the greatest number + 1. */
hb_status quad_names_read(str text, const char *name, struct arena *a, str **out, size_t *n,
                          struct hb_error *err);
/* Makes steps of times: divides all by the greatest step that they share (24 where times are
 * hours), so that one day is 1. */
void quads_to_days(struct quads *sets, size_t n_sets);

#endif
