/* Feeds. RSS in its nine dialects, RDF and Atom differ in names more than in kind, so elements are
 * taken by their local names wherever they stand in an item or entry; what stands outside of one
 * tells of the feed. libxml2 reads the XML, recovering from the errors that half of all feeds have;
 * entities of a document's own are left as they are, so nothing multiplies. Entries hold HTML: its
 * text is taken as from a page, without seeking an article in it. */
#include "base/json_out.h"
#include "ingest/feed_parts.h"
#include "ingest/page_parts.h"
#include "ingest/xml_node.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

enum { SNIFF_BYTES = 4096, TEASER_BYTES = 400, DEEPEST = 64 };

/* {"articles": [ or {: at the very beginning, as a report has no such key there. */
static bool is_article_list(str s) {
    static const char *const keys[] = {"\"articles\"", "\"status\""};
    s = str_trim(str_slice(s, 1, s.n));
    if (str_starts(
            s,
            str_from(keys[1]))) /* NewsAPI: {"status": "ok", "totalResults": 7, "articles": […]} */
        return str_contains(str_slice(s, 0, s.n < 100 ? s.n : 100), str_from(keys[0]));
    return str_starts(s, str_from(keys[0]));
}

bool feed_begins(str bytes) {
    str head = str_slice(bytes, 0, bytes.n < SNIFF_BYTES ? bytes.n : SNIFF_BYTES);
    str trimmed = str_trim(head);
    if (str_starts(trimmed, STR("\xEF\xBB\xBF")))
        trimmed = str_slice(trimmed, 3, trimmed.n);
    if (str_starts(trimmed, STR("{")))
        return str_contains(head, STR("jsonfeed.org/version/")) || is_article_list(trimmed);
    bool is_xml = str_starts(trimmed, STR("<?xml")) || str_starts(trimmed, STR("<rss")) ||
                  str_starts(trimmed, STR("<feed")) || str_starts(trimmed, STR("<rdf"));
    return is_xml && (str_contains(head, STR("<rss")) || str_contains(head, STR("<feed")) ||
                      str_contains(head, STR("<rdf:RDF")));
}

static void put(struct json_out *j, const char *key, str s) {
    if (!s.n)
        return;
    json_key(j, key);
    json_string(j, s);
}

/* The text of a piece of HTML, paragraphs split by blank lines. */
static str text_of_html(str html, struct arena *a) {
    struct html_tree tree;
    struct page_text text;
    struct page_meta nothing = {.date = DATE_NONE};
    struct hb_error err;
    if (html_parse(html, a, &tree, &err) != HB_OK || !page_read_fragment(&tree, &nothing, a, &text))
        return (str){NULL, 0};
    return text.body;
}

void feed_put_entry(const struct entry *e, str outlet, struct arena *a, struct json_out *out) {
    str title = text_of_html(e->title, a), text = text_of_html(e->text, a);
    if (!text.n)
        text = title; /* an entry that is a headline alone */
    if (!text.n)
        return;
    json_object(out);
    put(out, "id", e->id.n ? e->id : e->url);
    put(out, "url", e->url);
    put(out, "title", title);
    put(out, "date", e->date);
    put(out, "outlet", e->outlet.n ? e->outlet : outlet);
    put(out, "text", text);
    if (!e->is_whole && text.n < TEASER_BYTES)
        put(out, "note", STR("the feed gives a teaser only"));
    json_end_object(out);
    json_newline(out);
}

/* ---- XML ---- */

static str content_of(xmlNode *n, struct arena *a) {
    xmlChar *z = xmlNodeGetContent(n);
    str s = z ? str_trim(str_copy(a, str_from((const char *)z))) : (str){NULL, 0};
    xmlFree(z);
    return s;
}

static bool is_element(const xmlNode *n, const char *name) {
    return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

/* <link>address</link> of RSS, <link href rel> of Atom. */
static void take_link(xmlNode *n, struct entry *e, struct arena *a) {
    str href = xml_attribute(n, "href", a), rel = xml_attribute(n, "rel", a);
    if (href.n && (!rel.n || str_is(rel, "alternate")))
        feed_keep(&e->url, href);
    else if (!href.n)
        feed_keep(&e->url, content_of(n, a));
}

/* XHTML of Atom stands as elements: they are written out again. */
static str markup_of(xmlNode *n, struct arena *a) {
    if (!str_is(xml_attribute(n, "type", a), "xhtml"))
        return content_of(n, a);
    xmlBuffer *b = xmlBufferCreate();
    str s = {NULL, 0};
    if (b && xmlNodeDump(b, n->doc, n, 0, 0) > 0)
        s = str_copy(a, (str){(const char *)xmlBufferContent(b), (uint32_t)xmlBufferLength(b)});
    xmlBufferFree(b);
    return s;
}

static struct entry entry_of(xmlNode *item, struct arena *a) {
    struct entry e = {0};
    str updated = {NULL, 0}, summary = {NULL, 0};
    for (xmlNode *n = item->children; n; n = n->next) {
        if (n->type != XML_ELEMENT_NODE)
            continue;
        if (is_element(n, "title"))
            feed_keep(&e.title, content_of(n, a));
        else if (is_element(n, "link"))
            take_link(n, &e, a);
        else if (is_element(n, "guid") || is_element(n, "id"))
            feed_keep(&e.id, content_of(n, a));
        else if (is_element(n, "pubDate") || is_element(n, "published") || is_element(n, "date") ||
                 is_element(n, "issued"))
            feed_keep(&e.date, content_of(n, a));
        else if (is_element(n, "updated") || is_element(n, "modified"))
            feed_keep(&updated, content_of(n, a));
        else if (is_element(n, "encoded") || is_element(n, "content") || is_element(n, "fulltext"))
            feed_keep(&e.text, markup_of(n, a));
        else if (is_element(n, "description") || is_element(n, "summary"))
            feed_keep(&summary, markup_of(n, a));
        else if (is_element(n, "source"))
            feed_keep(&e.outlet, content_of(n, a));
    }
    if (!e.url.n && str_starts(e.id, STR("http")))
        e.url = e.id;
    e.is_whole = e.text.n > 0;
    feed_keep(&e.text, summary);
    feed_keep(&e.date, updated);
    return e;
}

/* Items wherever they stand: in the channel, beside it (RDF), in the feed. */
static void walk(xmlNode *n, str *outlet, int depth, struct arena *a, struct json_out *out) {
    for (; n && depth < DEEPEST; n = n->next) {
        if (n->type != XML_ELEMENT_NODE)
            continue;
        if (is_element(n, "item") || is_element(n, "entry")) {
            struct entry e = entry_of(n, a);
            feed_put_entry(&e, *outlet, a, out);
        } else if (is_element(n, "title")) {
            feed_keep(outlet, content_of(n, a));
        } else if (is_element(n, "channel") || is_element(n, "rss") || is_element(n, "feed") ||
                   is_element(n, "RDF")) {
            walk(n->children, outlet, depth + 1, a, out);
        }
    }
}

static hb_status read_xml(str bytes, struct arena *a, struct json_out *out, struct hb_error *err) {
    xmlDoc *doc = xmlReadMemory(bytes.p, (int)bytes.n, NULL, NULL,
                                XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR |
                                    XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    str outlet = {NULL, 0};
    if (root)
        walk(root, &outlet, 0, a, out);
    xmlFreeDoc(doc);
    return root ? HB_OK : error_set(err, HB_ERR_INPUT, 0, "a feed that is no XML");
}

hb_status feed_read(str bytes, struct arena *a, struct json_out *out, struct hb_error *err) {
    str trimmed = str_trim(bytes);
    return str_starts(trimmed, STR("{")) ? feed_read_json(trimmed, a, out, err)
                                         : read_xml(trimmed, a, out, err);
}
