/* What a page says of itself. Each fact has several sources, asked in the order of how often they
 * are right: JSON-LD (schema.org's NewsArticle and its kin), OpenGraph and other meta elements, the
 * elements of the page (h1, time), its address. A headline is the h1 that the title repeats; a
 * title gives its outlet's name away behind a dash or a bar. The day is page_day.c's affair. */
#include "ingest/page_parts.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "ingest/words.h"

#include <jansson.h>

enum { DEEPEST_DATA = 6, LONGEST_TITLE = 400 };

struct reading_meta {
    const struct html_tree *tree;
    struct arena *arena;
    struct page_meta *out;
    str social_title, page_title, data_title; /* og:title, <title>, JSON-LD */
    str stamp;                                /* the words of the day that was found */
};

/* ---- pieces ---- */

static void keep(str *slot, str value) {
    if (!slot->n && value.n)
        *slot = value;
}

str page_text_below(const struct html_tree *t, uint32_t node, struct arena *a) {
    struct buffer b = {.maximum = LONGEST_TITLE * 4};
    for (uint32_t i = node + 1; i < t->nodes[node].end && !b.failed; i++) {
        str s = t->nodes[i].text;
        bool is_border = html_is_block(t->nodes[i].tag) || t->nodes[i].tag == HTML_BR;
        if (is_border && b.n && b.p[b.n - 1] != ' ')
            buffer_put(&b, " ", 1);
        for (uint32_t k = 0; k < s.n; k++) {
            bool is_space = (unsigned char)s.p[k] <= ' ';
            if (!is_space || (b.n && b.p[b.n - 1] != ' '))
                buffer_put(&b, is_space ? " " : s.p + k, 1);
        }
    }
    str out = str_copy(a, str_trim((str){b.p ? b.p : "", (uint32_t)b.n}));
    buffer_free(&b);
    return out;
}

/* ---- JSON-LD ---- */

static str data_string(const json_t *object, const char *key, struct arena *a) {
    const json_t *v = json_object_get(object, key);
    if (json_is_array(v))
        v = json_array_get(v, 0);
    if (json_is_object(v))
        v = json_object_get(v, "name");
    if (!json_is_string(v))
        return (str){NULL, 0};
    return str_copy(a, (str){json_string_value(v), (uint32_t)json_string_length(v)});
}

static bool is_article_type(const json_t *type) {
    static const char *const kinds[] = {"Article", "BlogPosting", "Report", "LiveBlog", "Review"};
    if (json_is_array(type))
        type = json_array_get(type, 0);
    const char *name = json_string_value(type);
    for (size_t i = 0; name && i < sizeof kinds / sizeof *kinds; i++)
        if (strstr(name, kinds[i]))
            return true;
    return false;
}

static void take_data(struct reading_meta *m, const json_t *v, int depth) {
    size_t i;
    const json_t *one;
    if (depth > DEEPEST_DATA)
        return;
    if (json_is_array(v)) {
        json_array_foreach(v, i, one) take_data(m, one, depth + 1);
        return;
    }
    if (!json_is_object(v))
        return;
    take_data(m, json_object_get(v, "@graph"), depth + 1);
    take_data(m, json_object_get(v, "mainEntity"), depth + 1);
    if (!is_article_type(json_object_get(v, "@type")))
        return;
    keep(&m->data_title, data_string(v, "headline", m->arena));
    keep(&m->out->outlet, data_string(v, "publisher", m->arena));
    keep(&m->out->byline, data_string(v, "author", m->arena));
    keep(&m->out->language, data_string(v, "inLanguage", m->arena));
    keep(&m->out->body, data_string(v, "articleBody", m->arena));
    page_keep_day(&m->out->date, &m->stamp, data_string(v, "datePublished", m->arena));
}

/* Pages break JSON's rules by line breaks within strings; they become blanks. */
static void read_data(struct reading_meta *m, uint32_t script) {
    for (uint32_t i = script + 1; i < m->tree->nodes[script].end; i++) {
        str s = str_copy(m->arena, m->tree->nodes[i].text);
        for (uint32_t k = 0; k < s.n; k++)
            if ((unsigned char)s.p[k] < ' ')
                ((char *)s.p)[k] = ' ';
        json_t *v = s.p ? json_loadb(s.p, s.n, JSON_DISABLE_EOF_CHECK, NULL) : NULL;
        take_data(m, v, 0);
        json_decref(v);
    }
}

/* ---- meta elements ---- */

static const char *const day_names[] = {"article:published_time",
                                        "og:article:published_time",
                                        "og:published_time",
                                        "datepublished",
                                        "article.published",
                                        "publication_date",
                                        "publish-date",
                                        "publishdate",
                                        "publish_date",
                                        "published_at",
                                        "pubdate",
                                        "parsely-pub-date",
                                        "sailthru.date",
                                        "cxenseparse:recs:publishtime",
                                        "dc.date.issued",
                                        "dcterms.created",
                                        "dc.date",
                                        "dcterms.date",
                                        "citation_publication_date",
                                        "originalpublicationdate",
                                        "displaydate",
                                        "ptime",
                                        "date",
                                        "article_date_original",
                                        "created",
                                        "article.created",
                                        "rnews:datepublished",
                                        "bt:pubdate"};

static void take_meta(struct reading_meta *m, uint32_t node) {
    const struct html_tree *t = m->tree;
    str name = html_get(t, node, HTML_PROPERTY), value = str_trim(html_get(t, node, HTML_CONTENT));
    if (!name.n)
        name = html_get(t, node, HTML_NAME);
    if (!name.n)
        name = html_get(t, node, HTML_ITEMPROP);
    name = str_lower(m->arena, name);
    if (!name.n || !value.n)
        return;
    if (str_is(name, "og:title"))
        keep(&m->social_title, value);
    if (str_is(name, "og:site_name"))
        keep(&m->out->outlet, value);
    if (str_is(name, "og:url"))
        keep(&m->out->url, value);
    if (str_is(name, "author") || str_is(name, "article:author_name") ||
        str_is(name, "parsely-author"))
        keep(&m->out->byline, value);
    if (str_is(name, "og:locale"))
        keep(&m->out->language, value);
    for (size_t i = 0; i < sizeof day_names / sizeof *day_names; i++)
        if (str_is(name, day_names[i]))
            page_keep_day(&m->out->date, &m->stamp, value);
}

/* ---- elements ---- */

static void take_element(struct reading_meta *m, uint32_t i) {
    const struct html_tree *t = m->tree;
    switch (t->nodes[i].tag) {
    case HTML_SCRIPT:
        read_data(m, i);
        break;
    case HTML_META:
        take_meta(m, i);
        break;
    case HTML_TITLE:
        keep(&m->page_title, page_text_below(t, i, m->arena));
        break;
    case HTML_HTML:
        keep(&m->out->language, html_get(t, i, HTML_LANG));
        break;
    case HTML_LINK:
        if (str_is(html_get(t, i, HTML_REL), "canonical"))
            keep(&m->out->url, str_trim(html_get(t, i, HTML_HREF)));
        break;
    default:
        break;
    }
}

/* ---- the headline ---- */

/* Letters and digits alone, small: for comparing titles. Dashes, curly quotes and dots in one sign
 * (U+2000 to U+203F) are no letters. */
static str bare(struct arena *a, str s) {
    char *p = arena_alloc(a, s.n + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; p && i < s.n; i++) {
        char c = s.p[i];
        if (c == '\xE2' && i + 2 < s.n && s.p[i + 1] == '\x80') {
            i += 2;
            continue;
        }
        if (c >= 'A' && c <= 'Z')
            c = (char)(c | 0x20);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80)
            p[n++] = c;
    }
    return (str){p, p ? n : 0};
}

/* What stands before the last such mark, if it is the longer part; else all. */
static str before_mark(str title, const char *mark) {
    enum { SHORTEST_HEADLINE = 16 };
    uint32_t n = (uint32_t)strlen(mark);
    for (uint32_t i = title.n; i-- > SHORTEST_HEADLINE;)
        if (i + n <= title.n && memcmp(title.p + i, mark, n) == 0 && i * 2 > title.n)
            return str_slice(title, 0, i);
    return title;
}

/* "Headline - Outlet", "Headline | Section | Outlet": the headline. */
static str without_outlet(str title) {
    static const char *const marks[] = {" | ",        " - ",  " \xE2\x80\x93 ", " \xE2\x80\x94 ",
                                        " \xC2\xBB ", " :: ", " \xE2\x80\xA2 ", " \xC2\xB7 "};
    for (uint32_t before = 0; before != title.n;) {
        before = title.n;
        for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
            title = before_mark(title, marks[k]);
    }
    return str_trim(title);
}

/* The h1 that the page's titles repeat. */
static str heading_title(const struct reading_meta *m) {
    const struct html_tree *t = m->tree;
    str titles[] = {m->social_title, m->data_title, m->page_title};
    for (size_t k = 0; k < sizeof titles / sizeof *titles; k++) {
        str whole = bare(m->arena, titles[k]);
        for (uint32_t i = 0; whole.n && i < t->n_nodes; i++) {
            if (t->nodes[i].tag != HTML_H1 && t->nodes[i].tag != HTML_H2)
                continue;
            str text = page_text_below(t, i, m->arena), key = bare(m->arena, text);
            if (key.n >= 12 && key.n * 2 > whole.n &&
                (str_contains(whole, key) || str_contains(key, whole)))
                return text;
        }
    }
    return (str){NULL, 0};
}

/* How many words of four letters and more two titles share. */
static uint32_t shared_words(str a, str b, struct arena *arena) {
    enum { LEAST = 4 };
    uint32_t n = 0;
    str rest = str_lower(arena, a), other = str_lower(arena, b), word;
    while (rest.p && str_split(&rest, ' ', &word)) {
        word = words_strip(word);
        n += word.n >= LEAST && str_contains(other, word);
    }
    return n;
}

/* Does a title begin with this heading, before a short name? Both bare. */
static bool is_title_start(str title, str heading) {
    enum { LONGEST_NAME = 36, SHORTEST_HEADING = 6 };
    return heading.n >= SHORTEST_HEADING && str_starts(title, heading) &&
           title.n - heading.n < LONGEST_NAME;
}

/* Is this h1 what the titles, written for search engines, say in other words? Not the name of the
 * outlet, which stands in a title as it is. */
static bool is_retold(const struct reading_meta *m, str heading) {
    enum { SHARED = 2 };
    str titles[] = {m->social_title, m->data_title, m->page_title}, key = bare(m->arena, heading);
    uint32_t most = 0;
    if (!key.n || str_equal(key, bare(m->arena, m->out->outlet)))
        return false;
    for (size_t k = 0; k < sizeof titles / sizeof *titles; k++) {
        uint32_t n = shared_words(heading, titles[k], m->arena);
        str title = bare(m->arena, titles[k]);
        if (is_title_start(title, key))
            return true;
        if (str_contains(title, key))
            return false;
        most = n > most ? n : most;
    }
    return most >= SHARED;
}

static str only_heading(const struct reading_meta *m) {
    str found = {NULL, 0};
    for (uint32_t i = 0, n = 0; i < m->tree->n_nodes; i++)
        if (m->tree->nodes[i].tag == HTML_H1) {
            str text = page_text_below(m->tree, i, m->arena);
            found = text.n && ++n == 1 ? text : n > 1 ? (str){NULL, 0} : found;
        }
    return found;
}

static str choose_title(const struct reading_meta *m) {
    str heading = heading_title(m);
    if (heading.n)
        return heading;
    str only = only_heading(m);
    if (is_retold(m, only))
        return only;
    if (m->data_title.n)
        return m->data_title;
    if (m->social_title.n)
        return without_outlet(m->social_title);
    return only.n > 12 ? only : without_outlet(m->page_title);
}

/* ---- the outlet ---- */

static str host_of(str url) {
    uint32_t i = 0;
    while (i + 3 <= url.n && memcmp(url.p + i, "://", 3) != 0)
        i++;
    if (i + 3 > url.n)
        return (str){NULL, 0};
    str host = str_slice(url, i + 3, url.n);
    for (uint32_t k = 0; k < host.n; k++)
        if (host.p[k] == '/' || host.p[k] == ':' || host.p[k] == '?')
            host.n = k;
    return str_starts(host, STR("www.")) ? str_slice(host, 4, host.n) : host;
}

/* "&#8216;" or "&#x2018;" at the start of s: its length, 0 for anything else. */
static uint32_t numeric_entity(str s, uint32_t *point) {
    enum { LONGEST = 10 };
    bool is_hex = s.n > 2 && (s.p[2] | 0x20) == 'x';
    uint32_t i = is_hex ? 3 : 2;
    for (*point = 0; i < s.n && i < LONGEST; i++) {
        char c = s.p[i];
        uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0')
                         : is_hex && (c | 0x20) >= 'a' && (c | 0x20) <= 'f'
                             ? (uint32_t)((c | 0x20) - 'a' + 10)
                             : 99;
        if (digit == 99)
            break;
        *point = *point * (is_hex ? 16 : 10) + digit;
    }
    return i < s.n && s.p[i] == ';' && *point ? i + 1 : 0;
}

/* Entities that were escaped twice, as systems do with titles: "&#8216;". */
static str without_entities(str s, struct arena *a) {
    char *p = memchr(s.n ? s.p : "", '&', s.n) ? arena_alloc(a, s.n + 1) : NULL;
    uint32_t n = 0;
    for (uint32_t i = 0; p && i < s.n;) {
        static const char *const names[] = {"&amp;", "&quot;",  "&apos;",  "&nbsp;",  "&lt;",
                                            "&gt;",  "&rsquo;", "&lsquo;", "&ldquo;", "&rdquo;"};
        static const uint32_t points[] = {'&', '"',    '\'',   ' ',    '<',
                                          '>', 0x2019, 0x2018, 0x201C, 0x201D};
        str rest = str_slice(s, i, s.n);
        uint32_t point = 0, length = 0;
        for (size_t k = 0; k < sizeof names / sizeof *names && !length; k++)
            if (str_starts(rest, str_from(names[k]))) {
                point = points[k];
                length = (uint32_t)strlen(names[k]);
            }
        if (!length && str_starts(rest, STR("&#")))
            length = numeric_entity(rest, &point);
        if (length)
            n += utf8_put(point, p + n);
        else
            p[n++] = s.p[i];
        i += length ? length : 1;
    }
    return p ? (str){p, n} : s;
}

void page_read_meta(const struct html_tree *t, struct arena *a, struct page_meta *out) {
    *out = (struct page_meta){.date = DATE_NONE};
    struct reading_meta m = {.tree = t, .arena = a, .out = out};
    for (uint32_t i = 0; i < t->n_nodes; i++)
        take_element(&m, i);
    out->title = without_entities(choose_title(&m), a);
    out->outlet = without_entities(out->outlet, a);
    out->byline = without_entities(out->byline, a);
    out->date = page_day(t, out, m.stamp, a);
    keep(&out->outlet, host_of(out->url));
}
