/* The reader: a report's text with what was found in it marked where it stands. Marks overlap (an
 * event's words lie in a quote and hold an actor), elements may not; so the text is cut wherever a
 * mark begins or ends, and each piece becomes one element that carries the classes of all marks
 * over it and leads to the first of: its event, its actor. O(text + pieces × marks over them). */
#include "base/utf8.h"
#include "base/vec.h"
#include "serve/cells.h"
#include "serve/routes.h"

#include <stdlib.h>

enum mark_kind { MARK_EVENT, MARK_ACTOR, MARK_PLACE, MARK_NUMBER, MARK_QUOTE, MARK_KINDS };
static const char *const kind_names[MARK_KINDS] = {"event", "actor", "place", "number", "quote"};

struct mark {
    uint32_t begin, end; /* code points */
    enum mark_kind kind;
    str id, label, status, code;
};

struct reader {
    struct exchange *x;
    struct mark *items; /* by begin */
    size_t n, capacity;
    struct {
        uint32_t *items;
        size_t n, capacity;
    } cuts;
    str text, title;
    bool is_there, is_out_of_memory;
};

static str copied(struct reader *r, const struct store_row *row, const char *name) {
    str s = row_cell(row, name);
    return s.n ? str_copy(r->x->arena, s) : s;
}

static bool take_mark(void *context, const struct store_row *row) {
    struct reader *r = context;
    struct mark m = {.begin = (uint32_t)row_integer(row, 0), .end = (uint32_t)row_integer(row, 1)};
    str kind = row_cell(row, "kind");
    while (m.kind < MARK_QUOTE && !str_is(kind, kind_names[m.kind]))
        m.kind++;
    m.id = copied(r, row, "id");
    m.label = copied(r, row, "label");
    m.status = copied(r, row, "status");
    m.code = copied(r, row, "code");
    r->is_out_of_memory |= m.begin < m.end && (!VEC_PUSH(r->x->arena, r, m) ||
                                               !VEC_PUSH(r->x->arena, &r->cuts, m.begin) ||
                                               !VEC_PUSH(r->x->arena, &r->cuts, m.end));
    return !r->is_out_of_memory;
}

static bool take_report(void *context, const struct store_row *row) {
    struct reader *r = context;
    r->text = copied(r, row, "text");
    r->title = copied(r, row, "title");
    r->is_there = true;
    return true;
}

static bool put_about(void *context, const struct store_row *row) {
    struct reader *r = context;
    struct buffer *b = &r->x->reply->body;
    html(b, "<dl class=\"about\">\n");
    put_fact(b, "Outlet", row_cell(row, "outlet"));
    put_fact(b, "Date", row_cell(row, "date"));
    put_fact(b, "Date from", row_cell(row, "date_source"));
    if (row_cell(row, "url").n) {
        html(b, "<dt>Address</dt><dd>");
        html_link_out(b, row_cell(row, "url"));
        html(b, "</dd>\n");
    }
    put_fact(b, "Id", row_cell(row, "id"));
    put_fact(b, "Record's id", row_cell(row, "given"));
    if (row_cell(row, "copy_of").n) {
        html(b, "<dt>Copy of</dt><dd>");
        html_link(b, "/reports/", row_cell(row, "copy_of"), row_cell(row, "copy_of"));
        html(b, "</dd>\n");
    }
    put_fact(b, "Coder", row_cell(row, "coder"));
    html(b, "</dl>\n");
    return false;
}

static int compare_cuts(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static int compare_marks(const void *a, const void *b) {
    const struct mark *x = a, *y = b;
    return x->begin != y->begin ? (x->begin > y->begin) - (x->begin < y->begin)
                                : (x->kind > y->kind) - (x->kind < y->kind);
}

/* Text between two cuts; a line's end becomes one on the page. */
static void put_lines(struct buffer *b, str s) {
    str line;
    bool is_first = true;
    while (str_split(&s, '\n', &line)) {
        if (!is_first)
            html(b, "<br>\n");
        is_first = false;
        html_text(b, line);
    }
}

/* The marks over a piece: the first of each kind. */
struct over {
    const struct mark *of[MARK_KINDS];
    bool begins[MARK_KINDS];
};

static void put_title(struct buffer *b, const struct over *o) {
    html(b, " title=\"");
    for (int k = 0; k < MARK_KINDS; k++) {
        const struct mark *m = o->of[k];
        if (!m)
            continue;
        buffer_text(b, kind_names[k]);
        html(b, ": ");
        html_text(b, m->label);
        buffer_text(b, m->status.n ? " " : "");
        html_text(b, m->status);
        buffer_text(b, m->code.n ? " " : "");
        html_text(b, m->code);
        html(b, "&#10;");
    }
    html(b, "\"");
}

static const char *open_element(struct buffer *b, const struct over *o) {
    const struct mark *e = o->of[MARK_EVENT], *a = o->of[MARK_ACTOR];
    const char *element = e || (a && a->label.n) ? "a" : "span";
    html(b, "<");
    buffer_text(b, element);
    html(b, " class=\"mark");
    for (int k = 0; k < MARK_KINDS; k++) {
        buffer_text(b, o->of[k] ? " " : "");
        buffer_text(b, o->of[k] ? kind_names[k] : "");
    }
    html(b, "\"");
    if (e) {
        html(b, " href=\"/events/");
        url_encode(b, e->id);
        html(b, "\"");
        html_attribute(b, "data-event", e->id);
    } else if (a && a->label.n) {
        html(b, " href=\"/actors/");
        url_encode(b, a->label);
        html(b, "\"");
    }
    if (e && o->begins[MARK_EVENT])
        html_attribute(b, "id", e->id);
    put_title(b, o);
    html(b, ">");
    return element;
}

static void put_piece(struct buffer *b, str piece, const struct over *o) {
    bool is_marked = false;
    for (int k = 0; k < MARK_KINDS; k++)
        is_marked |= o->of[k] != NULL;
    if (!is_marked) {
        put_lines(b, piece);
        return;
    }
    const char *element = open_element(b, o);
    put_lines(b, piece);
    html(b, "</");
    buffer_text(b, element);
    html(b, ">");
}

/* Marks that begin up to `at` and end after it; *first skips those that are over for good. */
static struct over marks_at(const struct reader *r, uint32_t at, size_t *first) {
    struct over o = {0};
    while (*first < r->n && r->items[*first].end <= at)
        ++*first;
    for (size_t i = *first; i < r->n && r->items[i].begin <= at; i++) {
        const struct mark *m = &r->items[i];
        if (m->end <= at || o.of[m->kind])
            continue;
        o.of[m->kind] = m;
        o.begins[m->kind] = m->begin == at;
    }
    return o;
}

static void put_text(struct reader *r) {
    struct buffer *b = &r->x->reply->body;
    uint32_t at = 0, points = 0; /* bytes, code points */
    size_t first = 0;
    qsort(r->items, r->n, sizeof *r->items, compare_marks);
    qsort(r->cuts.items, r->cuts.n, sizeof *r->cuts.items, compare_cuts);
    html(b, "<div class=\"text\">");
    for (size_t i = 0; i <= r->cuts.n && at < r->text.n; i++) {
        uint32_t until = i < r->cuts.n ? r->cuts.items[i] : UINT32_MAX, from = at, begun = points;
        while (points < until && at < r->text.n) {
            utf8_next(r->text, &at);
            points++;
        }
        struct over o = marks_at(r, begun, &first);
        if (at > from)
            put_piece(b, str_slice(r->text, from, at), &o);
    }
    html(b, "</div>\n");
}

static bool put_event(void *context, const struct store_row *row) {
    struct reader *r = context;
    struct buffer *b = &r->x->reply->body;
    str id = row_cell(row, "id");
    html(b, "<li><a href=\"#");
    url_encode(b, id);
    html(b, "\">");
    put_with(b, row_cell(row, "type"), row_cell(row, "mode"), "with");
    html(b, "</a> ");
    if (!str_is(row_cell(row, "status"), "occurred")) {
        html(b, "<span class=\"status\">");
        html_text(b, row_cell(row, "status"));
        html(b, "</span> ");
    }
    put_parties(b, row_cell(row, "actor"));
    html(b, " → ");
    put_parties(b, row_cell(row, "recipient"));
    html(b, " ");
    html_link(b, "/events/", id, STR("how coded"));
    html(b, "</li>\n");
    return !b->failed;
}

hb_status page_report(struct exchange *x) {
    struct reader r = {.x = x};
    struct store_filter f = {.id = x->rest}, told = {.report = x->rest};
    hb_status status = store_ask(x->store, STORE_REPORT, &f, take_report, &r, &x->err);
    if (status == HB_OK && !r.is_there) {
        reply_problem(x->reply, true, 404, "There is no such report.");
        return HB_OK;
    }
    if (status == HB_OK)
        status = store_ask(x->store, STORE_MARKS, &f, take_mark, &r, &x->err);
    if (status == HB_OK && r.is_out_of_memory)
        status = error_set(&x->err, HB_ERR_MEMORY, 0, "no memory for the marks");
    if (status != HB_OK)
        return status;
    struct page page = {.view = "reports", .title = "Report", .subject = r.title};
    page_begin(x, &page);
    status = store_ask(x->store, STORE_REPORT, &f, put_about, &r, &x->err);
    put_text(&r);
    html(&x->reply->body, "<h2>Events</h2>\n<ol class=\"found\">\n");
    if (status == HB_OK)
        status = store_ask(x->store, STORE_MENTIONS, &told, put_event, &r, &x->err);
    html(&x->reply->body, "</ol>\n");
    page_end(x, &page);
    return status;
}
