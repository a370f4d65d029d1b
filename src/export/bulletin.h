/* The brief of an archive: one page that an analyst reads first. What is new since a day, the main
 * events by weight, alarms, who stands how to whom, who holds what, what is due and what became of
 * it, what comes next, what is disputed, what has changed; each line with the sentence and the
 * report that say so. */
#ifndef HB_EXPORT_BULLETIN_H
#define HB_EXPORT_BULLETIN_H

#include "base/buffer.h"
#include "store/store.h"

enum bulletin_format { BULLETIN_TEXT, BULLETIN_MARKDOWN, BULLETIN_HTML, BULLETIN_FORMATS };

/* "text", "markdown", "html"; BULLETIN_FORMATS: none of them. */
enum bulletin_format bulletin_format_parse(const char *name);

struct bulletin_style {
    enum bulletin_format format;
    uint32_t width; /* columns, of text */
    bool has_color; /* text */
    const char *title;
};

/* A line: "lead  body" with the words that say so under it. All but body may be {NULL,0}. */
struct notice {
    str lead;     /* a day, a kind */
    str body;     /* who, what, whom */
    str remark;   /* how sure, told by how many */
    str evidence; /* a sentence */
    str report;   /* id */
    str event;    /* id, where the line is one event's */
    int64_t weight;
};

struct section {
    const char *name, *nothing; /* what stands there without a line */
    str note;                   /* of what the lines are made, where that is not all */
    struct notice *items;
    size_t n, capacity;
    uint64_t n_more; /* that did not fit */
};

enum { SECTIONS = 8 };
struct bulletin {
    struct arena *arena;
    str title, since, today;
    str counts; /* one sentence */
    struct section sections[SECTIONS];
};

/* What the brief says; strings lie in b->arena, which the caller sets. f->since is the day since
 * which things are new (a week before the archive's day where there is none); the other conditions
 * hold throughout; f->limit is the most lines of a section (0: as fits a page). Depends on the
 * archive's content alone. O(events since) and what the questions cost. */
hb_status bulletin_make(struct store *s, const struct store_filter *f, struct bulletin *b,
                        struct hb_error *err);
/* Makes it and appends it as a page. */
hb_status bulletin_write(struct store *s, const struct store_filter *f,
                         const struct bulletin_style *style, struct buffer *out,
                         struct hb_error *err);

#endif
