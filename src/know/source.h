/* The source tables of a knowledge image: found in a directory, or kept inside an image, and
 * compiled in an order of their own (classes and roles before the frames that name them). Private
 * to src/know. */
#ifndef HB_KNOW_SOURCE_H
#define HB_KNOW_SOURCE_H

#include "base/error.h"
#include "base/str.h"

struct knowledge_source {
    str name, content; /* "frames/ASSAULT.frames" */
    bool is_base;      /* read after overlay frames (earlier lines win), before overlay actors */
};
struct knowledge_sources {
    struct knowledge_source *items;
    size_t n, capacity;
};

/* Adds every table under `dir` (top level, actors/, frames/), in order of name. */
hb_status sources_read(const char *dir, struct arena *a, struct knowledge_sources *out,
                       struct hb_error *err);
bool sources_add(struct knowledge_sources *s, struct arena *a, str name, str content, bool is_base);
hb_status sources_compile(struct knowledge_sources *s, struct arena *a, str *image,
                          char *diagnostic, struct hb_error *err);

#endif
