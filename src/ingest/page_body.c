/* Finding the article in a page. The page is taken apart into runs: text between two borders of
 * block elements, a paragraph as a rule. Each run weighs what its words outside links weigh; what
 * class names, tags and attributes call a menu, a comment or an advertisement is struck, unless it
 * holds most of the page; then the container is sought: an element that is named as the body of an
 * article, else the one whose own paragraphs score highest (after Readability, Arc90 2009: commas
 * and length, half to the parent), widened while its parent adds much more text of the same kind.
 * Runs of the container that are links, calls to subscribe or headings over nothing go (after
 * jusText, Pomikálek 2011). Linear in the page but for the walk up the tree, which is bounded by
 * its depth. */
#include "ingest/page_parts.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "ingest/written.h"

/* Text between two borders of block elements. */
struct run {
    uint32_t node;       /* the nearest block around it */
    uint32_t begin, end; /* bytes of `words` */
    uint32_t n_link;     /* of these, in links */
    uint32_t n_commas;
    bool is_list, is_heading;
};

enum fate { KEPT, CAPTION, STRUCK };

struct page {
    const struct html_tree *tree;
    const struct page_meta *meta;
    struct arena *arena;
    struct buffer words; /* of all runs, white space collapsed */
    struct {
        struct run *items;
        size_t n, capacity;
    } runs;
    uint32_t *block; /* [n_nodes] nearest block, itself included */
    bool *is_link;   /* [n_nodes] within an <a> */
    uint32_t *mass;  /* [n_nodes] bytes of good paragraphs below */
    double *score;   /* [n_nodes] */
    unsigned char *fate;
    unsigned char *hints;
};

/* ---- runs ---- */

static bool is_silent(enum html_tag tag) {
    return tag == HTML_SCRIPT || tag == HTML_STYLE || tag == HTML_HEAD || tag == HTML_TITLE ||
           tag == HTML_SELECT || tag == HTML_TEXTAREA || tag == HTML_SVG || tag == HTML_BUTTON;
}

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Adds text to the open run, white space collapsed; begins one if there is none. */
static void add_text(struct page *p, struct run *open, uint32_t node) {
    str s = p->tree->nodes[node].text;
    size_t before = p->words.n;
    for (uint32_t i = 0; i < s.n;) {
        if (is_space(s.p[i]) || (i + 1 < s.n && s.p[i] == '\xC2' && s.p[i + 1] == '\xA0')) {
            i += is_space(s.p[i]) ? 1 : 2;
            if (p->words.n > open->begin && p->words.p[p->words.n - 1] != ' ')
                buffer_put(&p->words, " ", 1);
            continue;
        }
        uint32_t begin = i;
        while (i < s.n && !is_space(s.p[i]) &&
               !(i + 1 < s.n && s.p[i] == '\xC2' && s.p[i + 1] == '\xA0')) {
            open->n_commas += s.p[i] == ',';
            i++;
        }
        buffer_put(&p->words, s.p + begin, i - begin);
    }
    if (p->is_link[node])
        open->n_link += (uint32_t)(p->words.n - before);
}

static bool end_run(struct page *p, struct run *open) {
    while (p->words.n > open->begin && p->words.p[p->words.n - 1] == ' ')
        p->words.n--;
    open->end = (uint32_t)p->words.n;
    bool is_kept = open->end == open->begin || VEC_PUSH(p->arena, &p->runs, *open);
    *open = (struct run){.begin = (uint32_t)p->words.n};
    return is_kept && !p->words.failed;
}

static bool is_within(const struct html_tree *t, uint32_t node, enum html_tag tag) {
    for (; node; node = t->nodes[node].parent)
        if (t->nodes[node].tag == tag)
            return true;
    return false;
}

static bool is_heading_tag(enum html_tag tag) {
    return tag >= HTML_H1 && tag <= HTML_H6;
}

/* A few words before a line break: a date or a name, not the beginning of a paragraph. */
static bool is_line(const struct page *p, const struct run *open) {
    enum { LONGEST_LINE = 40 };
    uint32_t n = (uint32_t)p->words.n - open->begin;
    return n > 0 && n < LONGEST_LINE;
}

/* Walks the page once; a run ends where a block begins or ended, and at two line breaks. */
static bool collect_runs(struct page *p) {
    const struct html_tree *t = p->tree;
    struct run open = {0};
    uint32_t n_breaks = 0;
    for (uint32_t i = 1; i < t->n_nodes; i++) {
        const struct html_node *n = &t->nodes[i];
        p->block[i] = html_is_block(n->tag) ? i : p->block[n->parent];
        p->is_link[i] = n->tag == HTML_A || p->is_link[n->parent];
        bool breaks =
            html_is_block(n->tag) || (n->tag == HTML_BR && (++n_breaks > 1 || is_line(p, &open)));
        bool has_left = open.node && i >= t->nodes[open.node].end;
        if ((breaks || has_left) && !end_run(p, &open))
            return false;
        if (is_silent(n->tag)) {
            for (uint32_t k = i + 1; k < n->end; k++)
                p->block[k] = p->block[i];
            i = n->end - 1;
            continue;
        }
        if (n->tag == HTML_BR && p->words.n > open.begin && p->words.p[p->words.n - 1] != ' ')
            buffer_put(&p->words, " ", 1);
        if (n->tag != HTML_TEXT)
            continue;
        if (open.begin == p->words.n)
            open.node = p->block[i];
        size_t before = p->words.n;
        add_text(p, &open, i);
        if (p->words.n > before)
            n_breaks = 0;
    }
    return end_run(p, &open);
}

static void describe_runs(struct page *p) {
    for (size_t i = 0; i < p->runs.n; i++) {
        struct run *r = &p->runs.items[i];
        r->is_heading = is_heading_tag(p->tree->nodes[r->node].tag);
        r->is_list = is_within(p->tree, r->node, HTML_LI);
    }
}

static uint32_t run_bytes(const struct run *r) {
    return r->end - r->begin;
}

/* A paragraph that an article may be made of. */
static bool is_good(const struct run *r) {
    enum { SHORTEST = 60 };
    return run_bytes(r) >= SHORTEST && r->n_link * 3 < run_bytes(r) && !r->is_heading;
}

/* ---- what is struck ---- */

static void weigh(struct page *p, bool only_kept) {
    memset(p->mass, 0, p->tree->n_nodes * sizeof *p->mass);
    for (size_t i = 0; i < p->runs.n; i++) {
        const struct run *r = &p->runs.items[i];
        if (!is_good(r) || (only_kept && p->fate[r->node] != KEPT))
            continue;
        uint32_t weight = run_bytes(r) - r->n_link;
        for (uint32_t node = r->node;; node = p->tree->nodes[node].parent) {
            p->mass[node] += weight;
            if (!node)
                break;
        }
    }
}

static bool is_hidden(const struct html_tree *t, uint32_t node) {
    str style = html_get(t, node, HTML_STYLE_OF);
    bool is_undisplayed = false;
    for (uint32_t i = 0; i + 12 < style.n && !is_undisplayed; i++)
        is_undisplayed = memcmp(style.p + i, "display:none", 12) == 0 ||
                         memcmp(style.p + i, "display: none", 13) == 0;
    return is_undisplayed || str_is(html_get(t, node, HTML_ARIA_HIDDEN), "true");
}

static bool is_struck_tag(enum html_tag tag) {
    return tag == HTML_NAV || tag == HTML_FOOTER || tag == HTML_ASIDE || tag == HTML_FORM ||
           tag == HTML_IFRAME || tag == HTML_NOSCRIPT || tag == HTML_BUTTON || tag == HTML_VIDEO ||
           tag == HTML_ADDRESS;
}

static bool is_struck_role(str role) {
    return str_in(role, "navigation banner contentinfo complementary search dialog menu alert");
}

/* Why an element would be struck; FATE KEPT: it would not. */
static enum fate own_fate(const struct page *p, uint32_t node) {
    const struct html_tree *t = p->tree;
    enum html_tag tag = t->nodes[node].tag;
    unsigned hints = p->hints[node];
    if (tag == HTML_FIGCAPTION || (hints & HINT_CAPTION))
        return CAPTION;
    if (tag == HTML_FIGURE)
        return CAPTION;
    if (is_struck_tag(tag) || (hints & HINT_NEVER) || is_hidden(t, node) ||
        is_struck_role(html_get(t, node, HTML_ROLE)))
        return STRUCK;
    return KEPT;
}

/* Nothing that holds most of the page's text is struck, whatever it is called. */
static void decide_fates(struct page *p) {
    const struct html_tree *t = p->tree;
    uint32_t all = p->mass[0];
    for (uint32_t i = 1; i < t->n_nodes; i++) {
        enum html_tag tag = t->nodes[i].tag;
        p->fate[i] = p->fate[t->nodes[i].parent];
        if (tag == HTML_TEXT || tag == HTML_HTML || tag == HTML_BODY)
            continue;
        if (t->nodes[i].n_attributes)
            p->hints[i] =
                (unsigned char)page_hints(html_get(t, i, HTML_CLASS), html_get(t, i, HTML_ID));
        if (str_is(html_get(t, i, HTML_ITEMPROP), "articleBody"))
            p->hints[i] |= HINT_BODY;
        enum fate own = own_fate(p, i);
        if (own > p->fate[i] && p->mass[i] * 2 <= all)
            p->fate[i] = (unsigned char)own;
    }
}

/* ---- the container ---- */

static void score_runs(struct page *p) {
    for (size_t i = 0; i < p->runs.n; i++) {
        const struct run *r = &p->runs.items[i];
        if (!is_good(r) || p->fate[r->node] != KEPT)
            continue;
        double length = run_bytes(r) / 100.0;
        double s = 1 + r->n_commas + (length < 3 ? length : 3);
        s *= r->is_list ? 0.3 : 1;
        uint32_t node =
            p->tree->nodes[r->node].tag == HTML_DIV ? r->node : p->tree->nodes[r->node].parent;
        for (double share = 1; share > 0.1 && node; share /= 2, node = p->tree->nodes[node].parent)
            p->score[node] += s * share;
    }
}

/* The element that is named as an article's body and holds most text; 0: none of weight. */
static uint32_t named_container(const struct page *p) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < p->tree->n_nodes; i++)
        if ((p->hints[i] & HINT_BODY) && p->fate[i] == KEPT &&
            p->mass[i] >= p->mass[best ? best : i])
            best = i;
    return best && p->mass[best] * 10 >= p->mass[0] * 4 ? best : 0;
}

static uint32_t scored_container(const struct page *p) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < p->tree->n_nodes; i++) {
        double s = p->score[i] * (p->hints[i] & HINT_ASIDE ? 0.5 : 1);
        if (s > (best ? p->score[best] : 0))
            best = i;
    }
    return best;
}

/* An article in several pieces stands in siblings of one class; what holds them all is meant. A
 * container that is named needs no widening beyond that. */
static uint32_t widen(const struct page *p, uint32_t best, bool is_named) {
    const struct html_node *nodes = p->tree->nodes;
    enum { LEAST_GAIN = 300 };
    str name = html_get(p->tree, best, HTML_CLASS);
    uint32_t reach = best;
    for (uint32_t i = 1; i < p->tree->n_nodes && name.n; i++) {
        bool is_twin = (i < best || i >= nodes[best].end) && p->fate[i] == KEPT &&
                       nodes[i].tag == nodes[best].tag && p->mass[i] * 10 > p->mass[best] &&
                       str_equal(html_get(p->tree, i, HTML_CLASS), name);
        while (is_twin && reach && (i < reach || i >= nodes[reach].end))
            reach = nodes[reach].parent;
    }
    if (reach && p->mass[reach] <= 4 * p->mass[best] && nodes[reach].tag != HTML_BODY)
        best = reach;
    for (uint32_t up = best; !is_named && up && nodes[up].tag != HTML_ARTICLE;
         up = nodes[up].parent) {
        uint32_t above = nodes[up].parent;
        if (nodes[above].tag == HTML_BODY)
            break;
        if (p->mass[above] * 2 > p->mass[best] * 3 && p->mass[above] > p->mass[best] + LEAST_GAIN)
            best = above;
    }
    return best;
}

/* ---- what is said ---- */

static str words_of(const struct page *p, const struct run *r) {
    return (str){p->words.p + r->begin, run_bytes(r)};
}

static bool ends_as_sentence(str s) {
    static const char *const ends[] = {".", "!", "?", "\"", ":", "\xE2\x80\x9D", "\xE2\x80\x99",
                                       ")"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(s, str_from(ends[i])))
            return true;
    return false;
}

static bool is_wanted(const struct page *p, const struct run *r) {
    str s = words_of(p, r);
    if (r->n_link * 10 > s.n * 7 && (s.n < 300 || r->is_list))
        return false; /* links and little else */
    if (r->is_list && r->n_link * 2 > s.n)
        return false;
    struct civil day;
    if (written_is_date_line(s, &day) || p->tree->nodes[r->node].tag == HTML_H1 ||
        str_equal(s, p->meta->title) || page_is_site_talk(s))
        return false;
    return true;
}

static void put_paragraph(struct buffer *out, str s) {
    if (out->n)
        buffer_text(out, "\n\n");
    buffer_str(out, s);
}

/* The last run that is a sentence of the article: what follows are names of tags and the like. */
static size_t last_sentence(const struct page *p, size_t first, size_t last) {
    for (size_t i = last; i > first; i--) {
        const struct run *r = &p->runs.items[i - 1];
        if (p->fate[r->node] == KEPT && is_wanted(p, r) &&
            (is_good(r) || ends_as_sentence(words_of(p, r))))
            return i;
    }
    return first;
}

/* The runs below a node: [first, last). */
static void find_runs(const struct page *p, uint32_t node, size_t *first, size_t *last) {
    *first = p->runs.n;
    *last = 0;
    for (size_t i = 0; i < p->runs.n; i++)
        if (p->runs.items[i].node >= node && p->runs.items[i].node < p->tree->nodes[node].end) {
            *first = *first < i ? *first : i;
            *last = i + 1;
        }
}

/* Captions stand in the article, but often outside what holds its text. */
static void put_captions(const struct page *p, uint32_t container, struct buffer *out) {
    uint32_t article = container;
    size_t first, last;
    while (article && p->tree->nodes[article].tag != HTML_ARTICLE)
        article = p->tree->nodes[article].parent;
    find_runs(p, article ? article : container, &first, &last);
    for (size_t i = first; i < last; i++)
        if (p->fate[p->runs.items[i].node] == CAPTION)
            put_paragraph(out, words_of(p, &p->runs.items[i]));
}

static bool write_text(struct page *p, uint32_t container, bool is_fragment,
                       struct page_text *out) {
    struct buffer body = {0}, captions = {0};
    size_t first, last;
    find_runs(p, container, &first, &last);
    last = last > first && !is_fragment ? last_sentence(p, first, last) : last;
    for (size_t i = first; i < last; i++) {
        const struct run *r = &p->runs.items[i];
        if (p->fate[r->node] == KEPT && is_wanted(p, r))
            put_paragraph(&body, words_of(p, r));
    }
    put_captions(p, container, &captions);
    out->body = str_copy(p->arena, (str){body.p, (uint32_t)body.n});
    out->captions = str_copy(p->arena, (str){captions.p, (uint32_t)captions.n});
    bool has_failed = body.failed || captions.failed || !out->body.p || !out->captions.p;
    buffer_free(&body);
    buffer_free(&captions);
    return !has_failed;
}

static bool read_page(struct page *p, bool is_fragment, struct page_text *out) {
    uint32_t n = p->tree->n_nodes;
    p->block = ARENA_NEW(p->arena, uint32_t, n);
    p->is_link = ARENA_NEW(p->arena, bool, n);
    p->mass = ARENA_NEW(p->arena, uint32_t, n);
    p->score = ARENA_NEW(p->arena, double, n);
    p->fate = ARENA_NEW(p->arena, unsigned char, n);
    p->hints = ARENA_NEW(p->arena, unsigned char, n);
    if (p->arena->failed || !collect_runs(p))
        return false;
    describe_runs(p);
    weigh(p, false);
    decide_fates(p);
    weigh(p, true);
    if (is_fragment)
        return write_text(p, 0, true, out);
    score_runs(p);
    uint32_t named = named_container(p);
    return write_text(p, widen(p, named ? named : scored_container(p), named), false, out);
}

static bool read_and_free(const struct html_tree *t, const struct page_meta *meta, bool is_fragment,
                          struct arena *a, struct page_text *out) {
    struct page p = {.tree = t, .meta = meta, .arena = a};
    *out = (struct page_text){0};
    bool is_read = read_page(&p, is_fragment, out);
    buffer_free(&p.words);
    return is_read;
}

bool page_read_body(const struct html_tree *t, const struct page_meta *meta, struct arena *a,
                    struct page_text *out) {
    return read_and_free(t, meta, false, a, out);
}

bool page_read_fragment(const struct html_tree *t, const struct page_meta *meta, struct arena *a,
                        struct page_text *out) {
    return read_and_free(t, meta, true, a, out);
}
