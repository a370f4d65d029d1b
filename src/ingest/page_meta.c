/* What a page says of itself. Each fact has several sources, asked in the order of how often they
 * are right: JSON-LD (schema.org's NewsArticle and its kin), OpenGraph and other meta elements, the
 * elements of the page (h1, time), its address. A headline is the h1 that the title repeats; a
 * title gives its outlet's name away behind a dash or a bar. A day is taken as it is written, in
 * the outlet's own time zone. */
#include "ingest/page_parts.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "ingest/written.h"

#include <jansson.h>
#include <stdio.h>

enum { DEEPEST_DATA = 6, LONGEST_TITLE = 400 };

struct reading_meta {
    const struct html_tree *tree;
    struct arena *arena;
    struct page_meta *out;
    str social_title, page_title, data_title; /* og:title, <title>, JSON-LD */
};

/* ---- pieces ---- */

static void keep(str *slot, str value) {
    if (!slot->n && value.n)
        *slot = value;
}

/* All text below a node, white space collapsed and trimmed, in the arena. */
static str text_below(const struct html_tree *t, uint32_t node, struct arena *a) {
    struct buffer b = {.maximum = LONGEST_TITLE * 4};
    for (uint32_t i = node + 1; i < t->nodes[node].end; i++) {
        str s = t->nodes[i].text;
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

static uint32_t leading_digits(str s) {
    uint32_t n = 0;
    while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
        n++;
    return n;
}

/* A day as pages write it: ISO with a time or not, or in words; DATE_NONE for anything else. */
static date_day day_of(str s) {
    struct interval i;
    struct civil c;
    s = str_trim(s);
    if (s.n >= 8 && leading_digits(s) == 8) { /* 20230711 */
        char z[11];
        snprintf(z, sizeof z, "%.4s-%.2s-%.2s", s.p, s.p + 4, s.p + 6);
        return interval_parse(str_from(z), &i) ? i.first : DATE_NONE;
    }
    if (s.n >= 10 && interval_parse(str_slice(s, 0, 10), &i) && i.first == i.last)
        return i.first;
    if (s.n >= 8 && interval_parse(s, &i) && i.first == i.last)
        return i.first;
    for (uint32_t at = 0; at < s.n; at++)
        if ((at == 0 || s.p[at - 1] == ' ') && written_date_read(s, &at, &c) && c.year)
            return written_day(c, DATE_NONE);
    return DATE_NONE;
}

/* What no web page is older than; systems without a date write the year 1 or 1970. */
enum { FIRST_WEB_DAY = 7500 }; /* July 1990 */

static void keep_day(date_day *slot, str value) {
    date_day day = *slot == DATE_NONE && value.n ? day_of(value) : DATE_NONE;
    if (day > FIRST_WEB_DAY)
        *slot = day;
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
    keep_day(&m->out->date, data_string(v, "datePublished", m->arena));
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
            keep_day(&m->out->date, value);
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
        keep(&m->page_title, text_below(t, i, m->arena));
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

/* Letters and digits alone, small: for comparing titles. */
static str bare(struct arena *a, str s) {
    char *p = arena_alloc(a, s.n + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; p && i < s.n; i++) {
        char c = s.p[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c | 0x20);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80)
            p[n++] = c;
    }
    return (str){p, p ? n : 0};
}

/* "Headline - Outlet", "Headline | Section | Outlet": what stands before the last such mark, if it
 * is the longer part. */
static str without_outlet(str title) {
    static const char *const marks[] = {" | ",        " - ",  " \xE2\x80\x93 ", " \xE2\x80\x94 ",
                                        " \xC2\xBB ", " :: ", " \xE2\x80\xA2 ", " \xC2\xB7 "};
    enum { SHORTEST_HEADLINE = 16 };
    for (bool is_cut = true; is_cut;) {
        is_cut = false;
        for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
            uint32_t n = (uint32_t)strlen(marks[k]);
            for (uint32_t i = title.n; i-- > SHORTEST_HEADLINE;)
                if (i + n <= title.n && memcmp(title.p + i, marks[k], n) == 0 && i * 2 > title.n) {
                    title = str_slice(title, 0, i);
                    is_cut = true;
                    break;
                }
        }
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
            str text = text_below(t, i, m->arena), key = bare(m->arena, text);
            if (key.n >= 12 && key.n * 2 > whole.n &&
                (str_contains(whole, key) || str_contains(key, whole)))
                return text;
        }
    }
    return (str){NULL, 0};
}

static str only_heading(const struct reading_meta *m) {
    str found = {NULL, 0};
    for (uint32_t i = 0, n = 0; i < m->tree->n_nodes; i++)
        if (m->tree->nodes[i].tag == HTML_H1) {
            str text = text_below(m->tree, i, m->arena);
            found = text.n && ++n == 1 ? text : n > 1 ? (str){NULL, 0} : found;
        }
    return found;
}

static str choose_title(const struct reading_meta *m) {
    str heading = heading_title(m);
    if (heading.n)
        return heading;
    if (m->data_title.n)
        return m->data_title;
    if (m->social_title.n)
        return without_outlet(m->social_title);
    str only = only_heading(m);
    return only.n > 12 ? only : without_outlet(m->page_title);
}

/* ---- the day ---- */

static date_day day_of_elements(const struct reading_meta *m) {
    const struct html_tree *t = m->tree;
    date_day day = DATE_NONE;
    for (uint32_t i = 0; i < t->n_nodes && day == DATE_NONE; i++) {
        str what = html_get(t, i, HTML_ITEMPROP), value = html_get(t, i, HTML_DATETIME);
        bool is_published =
            str_is(what, "datePublished") || (t->nodes[i].tag == HTML_TIME && value.n);
        if (!is_published)
            continue;
        if (!value.n)
            value = html_get(t, i, HTML_CONTENT);
        keep_day(&day, value.n ? value : text_below(t, i, m->arena));
    }
    return day;
}

/* "/2019/11/18/", "/2019-11-18-", "20191118" in an address. */
static date_day day_of_address(str url) {
    for (uint32_t i = 0; i + 10 <= url.n; i++) {
        char z[11];
        memcpy(z, url.p + i, 10);
        z[10] = 0;
        bool is_split = (z[4] == '/' || z[4] == '-') && z[7] == z[4];
        bool is_start = i == 0 || url.p[i - 1] < '0' || url.p[i - 1] > '9';
        if (!is_split || !is_start)
            continue;
        z[4] = z[7] = '-';
        struct interval day;
        if (interval_parse(str_from(z), &day) && day.first == day.last)
            return day.first;
    }
    return DATE_NONE;
}

/* A date that stands alone, as under a headline: in a short text. */
static date_day day_of_text(const struct reading_meta *m) {
    enum { SHORT_TEXT = 90, SHORTEST_DATE = 8 };
    date_day day = DATE_NONE;
    for (uint32_t i = 0; i < m->tree->n_nodes && day == DATE_NONE; i++) {
        str s =
            m->tree->nodes[i].tag == HTML_TEXT ? str_trim(m->tree->nodes[i].text) : (str){NULL, 0};
        if (s.n >= SHORTEST_DATE && s.n <= SHORT_TEXT)
            keep_day(&day, s);
    }
    return day;
}

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
    if (out->date == DATE_NONE)
        out->date = day_of_elements(&m);
    if (out->date == DATE_NONE)
        out->date = day_of_address(out->url);
    if (out->date == DATE_NONE)
        out->date = day_of_text(&m);
    keep(&out->outlet, host_of(out->url));
}
