/* Parts of the reading of web pages: metadata (page_meta.c, page_day.c), the article's text
 * (page_body.c) by what class names say (page_words.c), put together in page.c. Private to them. */
#ifndef HB_INGEST_PAGE_PARTS_H
#define HB_INGEST_PAGE_PARTS_H

#include "base/date.h"
#include "ingest/html.h"
#include "ingest/ingest.h"

/* What a page says of itself; {NULL,0} and DATE_NONE where it does not. */
struct page_meta {
    str title, url, outlet, byline, language;
    str body; /* JSON-LD's articleBody */
    date_day date;
};
void page_read_meta(const struct html_tree *t, struct arena *a, struct page_meta *out);

/* All text below a node, white space collapsed and trimmed, in the arena. */
str page_text_below(const struct html_tree *t, uint32_t node, struct arena *a);
/* Where no day is kept yet: keeps the one that `value` writes, and its words as the stamp. */
void page_keep_day(date_day *slot, str *stamp, str value);
/* The day of a page whose title and address are known, and meta->date if it says one to machines,
 * by the words `stamp`. DATE_NONE: it cannot be told. */
date_day page_day(const struct html_tree *t, const struct page_meta *meta, str stamp,
                  struct arena *a);

/* What the words of a class, an id or a role say of an element. */
enum page_hint {
    HINT_NONE = 0,
    HINT_BODY = 1,    /* the article's text: "article-body", "entry-content" */
    HINT_GOOD = 2,    /* leans to it: "story", "article" */
    HINT_ASIDE = 4,   /* leans away: "sidebar", "widget" */
    HINT_NEVER = 8,   /* comments, menus, sharing, cookies … */
    HINT_CAPTION = 16 /* of a picture */
};
unsigned page_hints(str class_name, str id);
/* "Read more: …", "Sign up for …", "Advertisement": a paragraph that belongs to the site. */
bool page_is_site_talk(str paragraph);

/* The article's paragraphs, split by blank lines, and the captions among them. */
struct page_text {
    str body, captions;
};
bool page_read_body(const struct html_tree *t, const struct page_meta *meta, struct arena *a,
                    struct page_text *out);
/* The same for a piece of HTML that is all article: an entry of a feed, a mail. */
bool page_read_fragment(const struct html_tree *t, const struct page_meta *meta, struct arena *a,
                        struct page_text *out);

#endif
