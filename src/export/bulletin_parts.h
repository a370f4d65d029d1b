/* Parts of the brief: what is asked (bulletin.c) and how it is written (bulletin_write.c). */
#ifndef HB_EXPORT_BULLETIN_PARTS_H
#define HB_EXPORT_BULLETIN_PARTS_H

#include "export/bulletin.h"

/* A line: "lead  body" with the words that say so under it. All but body may be {NULL,0}. */
struct notice {
    str lead;     /* a day, a kind */
    str body;     /* who, what, whom */
    str remark;   /* how sure, told by how many */
    str evidence; /* a sentence */
    str report;   /* id */
    int64_t weight;
};

struct section {
    const char *name, *nothing; /* what stands there without a line */
    struct notice *items;
    size_t n, capacity;
    uint64_t n_more; /* that did not fit */
};

enum { SECTIONS = 6 };
struct bulletin {
    struct arena *arena;
    str title, since, today;
    str counts; /* one sentence */
    struct section sections[SECTIONS];
};

void bulletin_put(const struct bulletin *b, const struct bulletin_style *style, struct buffer *out);

#endif
