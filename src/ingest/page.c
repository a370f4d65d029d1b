/* A web page → report: its bytes brought to UTF-8, its tree, what it says of itself, its article.
 */
#include "ingest/page_parts.h"

#include "base/utf8.h"
#include "ingest/charset.h"

enum { LOOK_BYTES = 1024 };

/* The first characters of UTF-16 with a mark, as single bytes; other bytes come back as they are.
 */
static str narrow(str bytes, char *room, uint32_t n_room) {
    bool is_little = str_starts(bytes, STR("\xFF\xFE"));
    if (!is_little && !str_starts(bytes, STR("\xFE\xFF")))
        return bytes;
    uint32_t n = 0;
    for (uint32_t i = 2; i + 1 < bytes.n && n < n_room; i += 2)
        room[n++] = bytes.p[is_little ? i : i + 1];
    return (str){room, n};
}

bool ingest_is_html(str bytes) {
    static const char *const openings[] = {"<!doctype html", "<html",    "<head",  "<body",
                                           "<meta ",         "<script",  "<title", "<div",
                                           "<!--",           "<article", "<p>",    "<h1"};
    char head[16], wide[LOOK_BYTES];
    bytes = narrow(bytes, wide, sizeof wide);
    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        bytes = str_slice(bytes, 3, bytes.n);
    bytes.n = bytes.n < LOOK_BYTES ? bytes.n : LOOK_BYTES;
    bytes = str_trim(bytes);
    uint32_t n = bytes.n < sizeof head ? bytes.n : (uint32_t)sizeof head;
    for (uint32_t i = 0; i < n; i++)
        head[i] = bytes.p[i] >= 'A' && bytes.p[i] <= 'Z' ? (char)(bytes.p[i] | 0x20) : bytes.p[i];
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (str_starts((str){head, n}, str_from(openings[i])))
            return true;
    return false;
}

static str clean(struct arena *a, str s) {
    return s.n ? str_trim(utf8_normalize(a, s, NULL)) : (str){NULL, 0};
}

hb_status report_from_page(str bytes, const struct ingest_options *o, struct arena *a,
                           struct report *out, struct hb_error *err) {
    struct html_tree tree;
    struct page_meta meta;
    struct page_text text;
    *out = (struct report){.date = DATE_NONE};
    if (bytes.n > o->limits.page_bytes)
        return error_set(err, HB_ERR_LIMIT, 0, "page larger than %u bytes", o->limits.page_bytes);
    str utf8 = charset_to_utf8(a, bytes, str_from(o->charset));
    hb_status status = html_parse(utf8, a, &tree, err);
    if (status != HB_OK)
        return status;
    page_read_meta(&tree, a, &meta);
    if (!page_read_body(&tree, &meta, a, &text))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to read a page");
    if (!text.body.n)
        return error_set(err, HB_ERR_INPUT, 0, "no article found in the page");
    out->text = text.body;
    out->title = clean(a, meta.title);
    out->outlet = clean(a, meta.outlet);
    out->byline = clean(a, meta.byline);
    out->captions = clean(a, text.captions);
    out->url = meta.url.n ? clean(a, meta.url) : str_from(o->url);
    if (tree.is_cut)
        report_warn(out, "page nested too deeply: only what comes before that was read");
    return report_finish(out, meta.date, o, a, err);
}
