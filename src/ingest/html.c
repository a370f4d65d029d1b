/* Reading a page with libxml2 by its SAX calls: no tree of libxml2's is built, ours is three times
 * as small and lies in the arena. Two scans' worth of distrust stand before it. libxml2 compares
 * each attribute of a tag with all before it, and each closing tag with all that are open; so a tag
 * keeps its first 64 attributes or 16 KiB, what is nested deeper than 256 is not read, and the rest
 * of the page is then left alone. Pages that people read come nowhere near. */
#include "ingest/html.h"

#include "base/buffer.h"
#include "base/vec.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>

enum { DEEPEST = 256, TAG_BYTES = 16 << 10, TAG_ATTRIBUTES = 64, MOST_NODES = 1 << 21 };

static const struct {
    const char *name;
    enum html_tag tag;
} tags[] = {{"a", HTML_A},
            {"abbr", HTML_ABBR},
            {"address", HTML_ADDRESS},
            {"article", HTML_ARTICLE},
            {"aside", HTML_ASIDE},
            {"blockquote", HTML_BLOCKQUOTE},
            {"body", HTML_BODY},
            {"br", HTML_BR},
            {"button", HTML_BUTTON},
            {"dd", HTML_DD},
            {"div", HTML_DIV},
            {"dl", HTML_DL},
            {"dt", HTML_DT},
            {"figcaption", HTML_FIGCAPTION},
            {"figure", HTML_FIGURE},
            {"footer", HTML_FOOTER},
            {"form", HTML_FORM},
            {"h1", HTML_H1},
            {"h2", HTML_H2},
            {"h3", HTML_H3},
            {"h4", HTML_H4},
            {"h5", HTML_H5},
            {"h6", HTML_H6},
            {"head", HTML_HEAD},
            {"header", HTML_HEADER},
            {"hr", HTML_HR},
            {"html", HTML_HTML},
            {"iframe", HTML_IFRAME},
            {"input", HTML_INPUT},
            {"li", HTML_LI},
            {"link", HTML_LINK},
            {"main", HTML_MAIN},
            {"meta", HTML_META},
            {"nav", HTML_NAV},
            {"noscript", HTML_NOSCRIPT},
            {"ol", HTML_OL},
            {"p", HTML_P},
            {"pre", HTML_PRE},
            {"script", HTML_SCRIPT},
            {"section", HTML_SECTION},
            {"select", HTML_SELECT},
            {"style", HTML_STYLE},
            {"svg", HTML_SVG},
            {"table", HTML_TABLE},
            {"td", HTML_TD},
            {"textarea", HTML_TEXTAREA},
            {"th", HTML_TH},
            {"time", HTML_TIME},
            {"title", HTML_TITLE},
            {"tr", HTML_TR},
            {"ul", HTML_UL},
            {"video", HTML_VIDEO}};

static const char *const attribute_names[HTML_ATTRIBUTES] = {
    "aria-hidden", "class", "content",  "datetime", "hidden", "href",  "id",  "itemprop",
    "lang",        "name",  "property", "rel",      "role",   "style", "type"};

/* What the SAX calls share. */
struct building {
    struct arena *arena;
    struct {
        struct html_node *items;
        size_t n, capacity;
    } nodes;
    struct {
        struct html_attribute *items;
        size_t n, capacity;
    } attributes;
    struct buffer text;       /* of the text node that is being collected */
    uint32_t open;            /* the innermost open node */
    uint32_t depth, n_hushed; /* n_hushed: open elements whose text is not wanted */
    htmlParserCtxtPtr parser;
    bool is_cut, has_failed;
};

static int compare_tag(const void *key, const void *entry) {
    return strcmp(key, *(const char *const *)entry);
}

static enum html_tag tag_of(const char *name) {
    const void *found = bsearch(name, tags, sizeof tags / sizeof *tags, sizeof *tags, compare_tag);
    return found ? tags[(size_t)((const char *)found - (const char *)tags) / sizeof *tags].tag
                 : HTML_OTHER;
}

static void stop(struct building *b, bool has_failed) {
    b->has_failed |= has_failed;
    b->is_cut = true;
    xmlStopParser(b->parser);
}

static void push_node(struct building *b, enum html_tag tag, str text) {
    struct html_node node = {.tag = tag,
                             .parent = b->open,
                             .end = (uint32_t)b->nodes.n + 1,
                             .attributes = (uint32_t)b->attributes.n,
                             .text = text};
    if (b->nodes.n >= MOST_NODES)
        stop(b, false);
    else if (!VEC_PUSH(b->arena, &b->nodes, node))
        stop(b, true);
}

static void end_text(struct building *b) {
    if (!b->text.n)
        return;
    str text = str_copy(b->arena, (str){b->text.p, (uint32_t)b->text.n});
    bool has_failed = b->text.failed || !text.p;
    buffer_reset(&b->text);
    if (has_failed)
        stop(b, true);
    else
        push_node(b, HTML_TEXT, text);
}

static bool is_data(const struct building *b, uint32_t node) {
    const struct html_node *n = &b->nodes.items[node];
    for (uint32_t i = 0; i < n->n_attributes; i++) {
        const struct html_attribute *a = &b->attributes.items[n->attributes + i];
        if (a->name == HTML_TYPE && str_is(a->value, "application/ld+json"))
            return true;
    }
    return false;
}

/* Is what stands in this element no text of the page? */
static bool is_hushed(const struct building *b, uint32_t node) {
    enum html_tag tag = b->nodes.items[node].tag;
    return tag == HTML_STYLE || (tag == HTML_SCRIPT && !is_data(b, node));
}

static void take_attribute(struct building *b, const char *name, const char *value) {
    for (int i = 0; i < HTML_ATTRIBUTES; i++) {
        if (strcmp(name, attribute_names[i]) != 0)
            continue;
        str copy = value ? str_copy(b->arena, str_from(value)) : STR("");
        struct html_attribute a = {(enum html_attribute_name)i, copy};
        if (!copy.p || !VEC_PUSH(b->arena, &b->attributes, a))
            stop(b, true);
        else
            b->nodes.items[b->open].n_attributes++;
        return;
    }
}

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes) {
    struct building *b = context;
    if (b->is_cut)
        return;
    end_text(b);
    if (b->is_cut || ++b->depth > DEEPEST) {
        stop(b, false);
        return;
    }
    uint32_t node = (uint32_t)b->nodes.n;
    push_node(b, tag_of((const char *)name), (str){NULL, 0});
    if (b->is_cut)
        return;
    b->open = node;
    for (; attributes && attributes[0] && !b->is_cut; attributes += 2)
        take_attribute(b, (const char *)attributes[0], (const char *)attributes[1]);
    b->n_hushed += is_hushed(b, node);
}

static void on_end(void *context, const xmlChar *name) {
    struct building *b = context;
    (void)name; /* libxml2 closes what is open, in order */
    if (b->is_cut || b->depth == 0)
        return;
    end_text(b);
    b->n_hushed -= is_hushed(b, b->open);
    b->nodes.items[b->open].end = (uint32_t)b->nodes.n;
    b->open = b->nodes.items[b->open].parent;
    b->depth--;
}

static void on_text(void *context, const xmlChar *text, int n) {
    struct building *b = context;
    if (!b->is_cut && !b->n_hushed && n > 0)
        buffer_put(&b->text, (const char *)text, (size_t)n);
}

/* ---- before libxml2: tags of a bounded length ---- */

/* Copies a tag that begins at bytes.p[at] (on '<'), cut after so many attributes or bytes; returns
 * where it ends. Quotes are heeded, as a '>' may stand in them. */
static uint32_t copy_tag(str bytes, uint32_t at, struct buffer *out) {
    uint32_t n_attributes = 0, kept = 0, i = at;
    char quote = 0;
    for (; i < bytes.n; i++) {
        char c = bytes.p[i];
        if (quote) {
            quote = c == quote ? 0 : quote;
            continue;
        }
        if (c == '>')
            break;
        if ((c == '"' || c == '\'') && i > at && bytes.p[i - 1] == '=')
            quote = c;
        n_attributes += c == '=';
        bool is_full = n_attributes >= TAG_ATTRIBUTES || i - at >= TAG_BYTES;
        if (is_full && !kept && (c == ' ' || c == '\n' || c == '\t'))
            kept = i;
    }
    if (!kept && i - at <= 2 * TAG_BYTES)
        kept = i;
    if (!kept)
        kept = at + TAG_BYTES;
    buffer_put(out, bytes.p + at, kept - at);
    return i;
}

/* Where a run of bytes that ends with `end` (in small letters) ends, from `at` on: past the end of
 * the text where it never does. */
static uint32_t skip_to(str bytes, uint32_t at, str end) {
    for (; at + end.n <= bytes.n; at++) {
        const char *found = memchr(bytes.p + at, end.p[0], bytes.n - at - end.n + 1);
        if (!found)
            break;
        at = (uint32_t)(found - bytes.p);
        uint32_t i = 1;
        while (i < end.n && (bytes.p[at + i] | (end.p[i] >= 'a' ? 0x20 : 0)) == end.p[i])
            i++;
        if (i == end.n)
            return at;
    }
    return bytes.n;
}

static bool opens(str bytes, uint32_t at, str name) {
    if (at + 1 + name.n >= bytes.n)
        return false;
    for (uint32_t i = 0; i < name.n; i++)
        if ((bytes.p[at + 1 + i] | 0x20) != name.p[i])
            return false;
    char after = bytes.p[at + 1 + name.n];
    return after == ' ' || after == '>' || after == '\n' || after == '\t' || after == '\r' ||
           after == '/';
}

/* What is no text of the page and would only be read to be left: comments, scripts but for JSON-LD,
 * styles. *has_comment_end: one may still come, so that looking for it stays linear. Returns where
 * it ends, or `at` if nothing of the kind begins there. */
static uint32_t skip_mute(str bytes, uint32_t at, bool *has_comment_end) {
    if (str_starts(str_slice(bytes, at, bytes.n), STR("<!--"))) {
        uint32_t end = *has_comment_end ? skip_to(bytes, at + 4, STR("-->")) : bytes.n;
        *has_comment_end = end < bytes.n;
        return end < bytes.n ? end + 3 : at + 4; /* one that never ends hides nothing */
    }
    if (opens(bytes, at, STR("style")))
        return skip_to(bytes, at, STR("</style"));
    if (!opens(bytes, at, STR("script")))
        return at;
    uint32_t tag_end = skip_to(bytes, at, STR(">"));
    uint32_t data = skip_to(str_slice(bytes, 0, tag_end), at, STR("ld+json"));
    return data < tag_end ? at : skip_to(bytes, tag_end, STR("</script"));
}

/* A copy without overlong tags and what is mute; zero bytes, which end libxml2's strings, become
 * blanks. */
static void copy_bounded(str bytes, struct buffer *out) {
    bool has_comment_end = true;
    for (uint32_t at = 0; at < bytes.n;) {
        const char *tag = memchr(bytes.p + at, '<', bytes.n - at);
        uint32_t next = tag ? (uint32_t)(tag - bytes.p) : bytes.n;
        buffer_put(out, bytes.p + at, next - at);
        at = next;
        if (at + 1 >= bytes.n)
            break;
        uint32_t mute = skip_mute(bytes, at, &has_comment_end);
        if (mute > at) {
            at = mute;
            continue;
        }
        char c = bytes.p[at + 1];
        bool is_name = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/';
        if (is_name) {
            at = copy_tag(bytes, at, out);
        } else {
            buffer_put(out, "<", 1);
            at++;
        }
    }
    char *end = out->n ? out->p + out->n : NULL;
    for (char *zero = out->p; end && (zero = memchr(zero, 0, (size_t)(end - zero))) != NULL;)
        *zero++ = ' ';
}

static hb_status run(struct building *b, const struct buffer *page, struct hb_error *err) {
    htmlSAXHandler handler = {.startElement = on_start,
                              .endElement = on_end,
                              .characters = on_text,
                              .cdataBlock = on_text,
                              .ignorableWhitespace = on_text};
    b->parser = htmlCreatePushParserCtxt(&handler, b, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (!b->parser)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to read a page");
    htmlCtxtUseOptions(b->parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                      HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    enum { PIECE = 1 << 20 };
    for (size_t at = 0; at < page->n && !b->is_cut; at += PIECE) {
        size_t n = page->n - at < PIECE ? page->n - at : PIECE;
        htmlParseChunk(b->parser, page->p + at, (int)n, 0);
    }
    htmlParseChunk(b->parser, NULL, 0, 1);
    htmlFreeParserCtxt(b->parser);
    bool is_cut = b->is_cut;
    b->is_cut = false; /* the last words stand before the cut */
    end_text(b);
    b->is_cut = is_cut;
    return HB_OK;
}

hb_status html_parse(str bytes, struct arena *a, struct html_tree *out, struct hb_error *err) {
    struct building b = {.arena = a};
    struct buffer page = {0};
    *out = (struct html_tree){0};
    push_node(&b, HTML_OTHER, (str){NULL, 0});
    copy_bounded(bytes, &page);
    hb_status status = page.failed || !b.nodes.n ? HB_ERR_MEMORY : run(&b, &page, err);
    buffer_free(&page);
    buffer_free(&b.text);
    if (status != HB_OK || b.has_failed)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to read a page");
    for (uint32_t open = b.open;; open = b.nodes.items[open].parent) {
        b.nodes.items[open].end = (uint32_t)b.nodes.n; /* what a cut left open */
        if (open == 0)
            break;
    }
    *out = (struct html_tree){b.nodes.items, b.attributes.items, (uint32_t)b.nodes.n,
                              (uint32_t)b.attributes.n, b.is_cut};
    return HB_OK;
}

str html_get(const struct html_tree *t, uint32_t node, enum html_attribute_name name) {
    const struct html_node *n = &t->nodes[node];
    for (uint32_t i = 0; i < n->n_attributes; i++)
        if (t->attributes[n->attributes + i].name == name)
            return t->attributes[n->attributes + i].value;
    return (str){NULL, 0};
}

bool html_is_block(enum html_tag tag) {
    switch (tag) {
    case HTML_OTHER:
    case HTML_TEXT:
    case HTML_A:
    case HTML_ABBR:
    case HTML_BR:
    case HTML_INPUT:
    case HTML_LINK:
    case HTML_META:
    case HTML_SCRIPT:
    case HTML_STYLE:
    case HTML_TIME:
    case HTML_NOSCRIPT:
        return false;
    default:
        return true;
    }
}
