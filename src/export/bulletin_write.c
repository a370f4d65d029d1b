/* The brief as text for a terminal, Markdown or HTML. Whatever a report says is text here:
 * terminals get no control characters (flow.h), Markdown and HTML their own signs escaped. */
#include "export/bulletin_parts.h"

#include "export/flow.h"

#include <stdio.h>

/* ---- text ---- */

enum { INDENT = 2, LEAD_COLUMNS = 24, NARROW = 70 };

static void put_text_notice(struct flow *f, const struct notice *n) {
    uint32_t column = f->width < NARROW || !n->lead.n ? INDENT : LEAD_COLUMNS;
    flow_tab(f, INDENT);
    if (n->lead.n) {
        flow_put(f, FLOW_CYAN, n->lead);
        flow_text(f, FLOW_PLAIN, " ");
        flow_tab(f, column);
    }
    flow_put(f, FLOW_BOLD, n->body);
    if (n->remark.n) {
        flow_text(f, FLOW_DIM, " \xC2\xB7 ");
        flow_put(f, FLOW_PLAIN, n->remark);
    }
    flow_line(f);
    if (!n->evidence.n)
        return;
    flow_tab(f, column);
    flow_put(f, FLOW_DIM, n->evidence);
    if (n->report.n) {
        flow_text(f, FLOW_DIM, " [");
        flow_put(f, FLOW_DIM, n->report);
        flow_text(f, FLOW_DIM, "]");
    }
    flow_line(f);
}

static void put_text(const struct bulletin *b, const struct bulletin_style *style,
                     struct buffer *out) {
    struct flow f = flow_open(out, style->width, style->has_color);
    char z[64];
    flow_put(&f, FLOW_BOLD, b->title);
    flow_text(&f, FLOW_PLAIN, " \xC2\xB7 ");
    flow_put(&f, FLOW_PLAIN, b->since.n ? b->since : STR("?"));
    flow_text(&f, FLOW_PLAIN, " to ");
    flow_put(&f, FLOW_PLAIN, b->today.n ? b->today : STR("?"));
    flow_line(&f);
    flow_put(&f, FLOW_PLAIN, b->counts);
    flow_line(&f);
    for (int i = 0; i < SECTIONS; i++) {
        const struct section *s = &b->sections[i];
        flow_line(&f);
        flow_text(&f, FLOW_BOLD, s->name);
        flow_line(&f);
        if (s->note.n) {
            flow_tab(&f, INDENT);
            flow_put(&f, FLOW_DIM, s->note);
            flow_line(&f);
        }
        for (size_t k = 0; k < s->n; k++)
            put_text_notice(&f, &s->items[k]);
        if (!s->n) {
            flow_tab(&f, INDENT);
            flow_text(&f, FLOW_DIM, s->nothing);
            flow_line(&f);
        }
        if (s->n_more) {
            snprintf(z, sizeof z, "%llu more", (unsigned long long)s->n_more);
            flow_tab(&f, INDENT);
            flow_text(&f, FLOW_DIM, z);
            flow_line(&f);
        }
    }
}

/* ---- Markdown and HTML ---- */

/* What would be read as a sign becomes text; line breaks become blanks. */
static void put_escaped(struct buffer *out, str s, bool is_html) {
    static const char signs[] = "\\`*_{}[]()#+-.!|~<>&";
    for (uint32_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool is_control = (unsigned char)c < ' ' || c == 0x7F;
        if (is_control)
            buffer_text(out, " ");
        else if (c == '<' || c == '>' || c == '&' || (is_html && (c == '"' || c == '\'')))
            buffer_text(out, c == '<'   ? "&lt;"
                             : c == '>' ? "&gt;"
                             : c == '&' ? "&amp;"
                             : c == '"' ? "&quot;"
                                        : "&#39;");
        else {
            if (!is_html && strchr(signs, c) && c != '.' && c != '-' && c != '(' && c != ')')
                buffer_text(out, "\\");
            buffer_put(out, &c, 1);
        }
    }
}

static void put_markdown(const struct bulletin *b, struct buffer *out) {
    char z[64];
    buffer_text(out, "# ");
    put_escaped(out, b->title, false);
    buffer_text(out, "\n\n");
    put_escaped(out, b->since, false);
    buffer_text(out, " to ");
    put_escaped(out, b->today, false);
    buffer_text(out, ". ");
    put_escaped(out, b->counts, false);
    buffer_text(out, "\n");
    for (int i = 0; i < SECTIONS; i++) {
        const struct section *s = &b->sections[i];
        buffer_text(out, "\n## ");
        buffer_text(out, s->name);
        buffer_text(out, "\n\n");
        put_escaped(out, s->note, false);
        buffer_text(out, s->note.n ? "\n\n" : "");
        for (size_t k = 0; k < s->n; k++) {
            const struct notice *n = &s->items[k];
            buffer_text(out, "- ");
            put_escaped(out, n->lead, false);
            buffer_text(out, n->lead.n ? " **" : "**");
            put_escaped(out, n->body, false);
            buffer_text(out, n->remark.n ? "** \xC2\xB7 " : "**");
            put_escaped(out, n->remark, false);
            buffer_text(out, n->evidence.n ? "  \n  " : "");
            put_escaped(out, n->evidence, false);
            if (n->report.n) {
                buffer_text(out, " `");
                buffer_str(out, n->report);
                buffer_text(out, "`");
            }
            buffer_text(out, "\n");
        }
        if (!s->n) {
            buffer_text(out, s->nothing);
            buffer_text(out, "\n");
        }
        if (s->n_more) {
            snprintf(z, sizeof z, "\n%llu more.\n", (unsigned long long)s->n_more);
            buffer_text(out, z);
        }
    }
}

static const char style_sheet[] =
    "body{font:16px/1.45 Georgia,serif;max-width:52em;margin:2em auto;padding:0 "
    "1em;color:#1b1b1b;background:#fff}"
    "h1{font-size:1.5em;margin:0}h2{font-size:1.1em;margin:1.6em 0 .4em;border-bottom:1px solid "
    "#bbb}"
    "ul{list-style:none;margin:0;padding:0}li{margin:.5em 0}time{color:#00595c;margin-right:.6em}"
    ".remark{color:#555}q{display:block;color:#444;quotes:none;margin-left:1.5em}code{font-size:."
    "75em;color:#777}"
    "@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}h2{border-color:#444}"
    "time{color:#6fc7c9}.remark,q{color:#aaa}}"
    "@media print{body{max-width:none;margin:0}}";

static void put_element(struct buffer *out, const char *open, str s, const char *close) {
    if (!s.n)
        return;
    buffer_text(out, open);
    put_escaped(out, s, true);
    buffer_text(out, close);
}

static void put_html(const struct bulletin *b, struct buffer *out) {
    char z[64];
    buffer_text(out, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta "
                     "name=\"viewport\" content=\"width=device-width\">");
    put_element(out, "<title>", b->title, "</title>");
    buffer_text(out, "<style>");
    buffer_text(out, style_sheet);
    buffer_text(out, "</style></head>\n<body>\n");
    put_element(out, "<h1>", b->title, "</h1>\n");
    put_element(out, "<p>", b->since, " to ");
    put_escaped(out, b->today, true);
    buffer_text(out, ". ");
    put_element(out, "", b->counts, "</p>\n");
    for (int i = 0; i < SECTIONS; i++) {
        const struct section *s = &b->sections[i];
        put_element(out, "<h2>", str_from(s->name), "</h2>\n");
        put_element(out, "<p class=\"remark\">", s->note, "</p>\n");
        buffer_text(out, s->n ? "<ul>\n" : "");
        for (size_t k = 0; k < s->n; k++) {
            const struct notice *n = &s->items[k];
            buffer_text(out, "<li>");
            put_element(out, "<time>", n->lead, "</time>");
            put_element(out, "<b>", n->body, "</b>");
            put_element(out, " <span class=\"remark\">\xC2\xB7 ", n->remark, "</span>");
            put_element(out, "<q>", n->evidence, "");
            put_element(out, " <code>", n->report, "</code>");
            buffer_text(out, n->evidence.n ? "</q></li>\n" : "</li>\n");
        }
        buffer_text(out, s->n ? "</ul>\n" : "");
        if (!s->n)
            put_element(out, "<p>", str_from(s->nothing), "</p>\n");
        if (s->n_more) {
            snprintf(z, sizeof z, "<p class=\"remark\">%llu more.</p>\n",
                     (unsigned long long)s->n_more);
            buffer_text(out, z);
        }
    }
    buffer_text(out, "</body></html>\n");
}

void bulletin_put(const struct bulletin *b, const struct bulletin_style *style,
                  struct buffer *out) {
    switch (style->format) {
    case BULLETIN_MARKDOWN:
        put_markdown(b, out);
        break;
    case BULLETIN_HTML:
        put_html(b, out);
        break;
    default:
        put_text(b, style, out);
    }
}
