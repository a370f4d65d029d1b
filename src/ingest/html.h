/* The tree of a web page, lean: what finding an article needs of it. libxml2's HTML parser reads
 * the bytes (any soup gives a tree); we keep nodes in document order in one array, so that a
 * subtree is a range and a walk is a loop. */
#ifndef HB_INGEST_HTML_H
#define HB_INGEST_HTML_H

#include "base/error.h"
#include "base/str.h"

enum html_tag {
    HTML_OTHER, /* an inline element that means nothing here: span, em, custom elements … */
    HTML_TEXT,
    HTML_A,
    HTML_ABBR,
    HTML_ADDRESS,
    HTML_ARTICLE,
    HTML_ASIDE,
    HTML_BLOCKQUOTE,
    HTML_BODY,
    HTML_BR,
    HTML_BUTTON,
    HTML_DD,
    HTML_DIV,
    HTML_DL,
    HTML_DT,
    HTML_FIGCAPTION,
    HTML_FIGURE,
    HTML_FOOTER,
    HTML_FORM,
    HTML_H1,
    HTML_H2,
    HTML_H3,
    HTML_H4,
    HTML_H5,
    HTML_H6,
    HTML_HEAD,
    HTML_HEADER,
    HTML_HR,
    HTML_HTML,
    HTML_IFRAME,
    HTML_INPUT,
    HTML_LI,
    HTML_LINK,
    HTML_MAIN,
    HTML_META,
    HTML_NAV,
    HTML_NOSCRIPT,
    HTML_OL,
    HTML_P,
    HTML_PRE,
    HTML_SCRIPT,
    HTML_SECTION,
    HTML_SELECT,
    HTML_STYLE,
    HTML_SVG,
    HTML_TABLE,
    HTML_TD,
    HTML_TEXTAREA,
    HTML_TH,
    HTML_TIME,
    HTML_TITLE,
    HTML_TR,
    HTML_UL,
    HTML_VIDEO,
    HTML_TAGS
};

enum html_attribute_name {
    HTML_ARIA_HIDDEN,
    HTML_CLASS,
    HTML_CONTENT,
    HTML_DATETIME,
    HTML_HIDDEN,
    HTML_HREF,
    HTML_ID,
    HTML_ITEMPROP,
    HTML_LANG,
    HTML_NAME,
    HTML_PROPERTY,
    HTML_REL,
    HTML_ROLE,
    HTML_STYLE_OF,
    HTML_TYPE,
    HTML_ATTRIBUTES
};

struct html_attribute {
    enum html_attribute_name name;
    str value;
};

struct html_node {
    enum html_tag tag;
    uint32_t parent;     /* index; the root's is itself */
    uint32_t end;        /* first node past the subtree: [i, end) */
    uint32_t attributes; /* first of its attributes */
    uint32_t n_attributes;
    str text; /* of HTML_TEXT; of a SCRIPT that holds JSON-LD, its words */
};

struct html_tree {
    struct html_node *nodes; /* nodes[0] is the document */
    struct html_attribute *attributes;
    uint32_t n_nodes, n_attributes;
    bool is_cut; /* nested too deeply, or too large: what came before that is here */
};

/* Reads UTF-8 (ill-formed bytes are tolerated). Nodes and text lie in the arena. HB_ERR_MEMORY at
 * the arena's maximum. O(n). Scripts, styles and comments are left out, but for JSON-LD. */
hb_status html_parse(str bytes, struct arena *a, struct html_tree *out, struct hb_error *err);

/* The value of an attribute; {NULL,0} where it is not there. */
str html_get(const struct html_tree *t, uint32_t node, enum html_attribute_name name);
/* Does an element of this kind stand on lines of its own? */
bool html_is_block(enum html_tag tag);

#endif
