/* Pages: a head, the bar of views, the filter bar, and what a page puts into its main part. Texts
 * of the archive pass through html_text and html_attribute alone; what is written as it stands is a
 * literal of this program. */
#ifndef HB_SERVE_HTML_H
#define HB_SERVE_HTML_H

#include "export/xml.h"
#include "serve/exchange.h"

/* A literal. */
#define html(b, literal) buffer_put((b), "" literal, sizeof(literal) - 1)
static inline void html_text(struct buffer *b, str s) {
    xml_text(b, s);
}
/* name="value" with a blank before it. */
static inline void html_attribute(struct buffer *b, const char *name, str value) {
    xml_attribute(b, name, value);
}
void html_number(struct buffer *b, int64_t n);
/* <a href="/actors/…">label</a>: `path` is a literal, `name` is encoded behind it. */
void html_link(struct buffer *b, const char *path, str name, str label);
/* A link out, where the address is http or https; else its text alone. */
void html_link_out(struct buffer *b, str url);
/* Bytes that stand for themselves in a path or a query, the rest as %XX. */
void url_encode(struct buffer *b, str s);
/* "?cursor=…&since=2020": the parameters of a request without those in `but` (split by blanks),
 * after a cursor ("": none), with `amp` between them ("&amp;" on a page). */
void url_query(struct buffer *b, const struct request *r, const char *but, const char *cursor,
               const char *amp);

struct page {
    const char *view;  /* of data-view; the bar marks it */
    const char *title; /* of the page */
    str subject;       /* put before it: of one event, report, actor; may be {NULL,0} */
    const char *api;   /* literal path of what the view draws; NULL: nothing is drawn */
    bool has_filters;
};

/* Up to the main part's content, and from there on. */
void page_begin(struct exchange *x, const struct page *p);
void page_end(struct exchange *x, const struct page *p);
/* The conditions of the request as a query, "?since=2020&…", without those in `but` (split by
 * blanks). */
void page_query(struct exchange *x, const char *but);
/* Links to the same rows in other formats (names split by blanks), with the page's conditions. */
void page_formats(struct exchange *x, const char *question, const char *formats);
/* What stands below a page of rows: `nothing` where there was none, a link to the next page. */
void page_more(struct exchange *x, const struct paging *p, const char *nothing);

#endif
