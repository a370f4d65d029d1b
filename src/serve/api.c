/* Questions of the API. Rows are those that `--format jsonl` gives, from the same writer; a page of
 * them asks for one row more than it shows, which tells whether there is a next one. */
#include "export/alarm_feed.h"
#include "export/export.h"
#include "export/rows.h"
#include "outlook/archive_questions.h"
#include "serve/routes.h"

enum { USUAL_ROWS = 100, MOST_ROWS = 5000, FLUSH_BYTES = 1 << 15 };

struct listing {
    struct exchange *x;
    struct rows rows;
    struct paging paging;
};

static bool put_row(void *context, const struct store_row *row) {
    struct listing *l = context;
    if (!paging_takes(&l->paging))
        return !l->paging.has_more;
    return rows_put_item(&l->rows, row, &l->x->reply->body);
}

static hb_status not_found(struct exchange *x, const char *what) {
    reply_problem(x->reply, x->route->is_page, 404, what);
    return HB_OK;
}

hb_status api_question(struct exchange *x) {
    struct asking asking = {.question = any_question_named(x->rest)};
    struct listing l = {.x = x, .rows.format = ROWS_JSONL};
    if (!asking.question)
        return not_found(x, "there is no such question; /api/v1/openapi.json names them all");
    hb_status status = exchange_conditions(x, NULL, &asking);
    if (status == HB_OK)
        status = exchange_paging(x, &asking, USUAL_ROWS, MOST_ROWS, &l.paging);
    if (status != HB_OK)
        return status;
    x->reply->media = "application/json";
    buffer_text(&x->reply->body, "{\"rows\":[");
    status = question_ask(x->store, &asking, put_row, &l, &x->err);
    buffer_free(&l.rows.out.out);
    if (status != HB_OK)
        return status;
    bool has_more = exchange_next(x, &l.paging);
    buffer_text(&x->reply->body, has_more ? "\n],\"next\":\"" : "\n],\"next\":null");
    buffer_text(&x->reply->body, x->reply->next);
    buffer_text(&x->reply->body, has_more ? "\"}\n" : "}\n");
    return HB_OK;
}

/* ---- answers of any length ---- */

struct streaming {
    struct exchange *x;
    struct rows rows;
};

static bool flush_if_full(struct exchange *x, size_t most) {
    bool is_full = x->reply->body.n >= most;
    return !x->reply->body.failed && (!is_full || !x->flush || x->flush(x));
}

static bool stream_row(void *context, const struct store_row *row) {
    struct streaming *s = context;
    rows_put(&s->rows, row);
    buffer_put(&s->x->reply->body, s->rows.out.out.p, s->rows.out.out.n);
    buffer_reset(&s->rows.out.out);
    return flush_if_full(s->x, FLUSH_BYTES);
}

static bool stream_bytes(void *context, const char *p, size_t n) {
    struct exchange *x = context;
    buffer_put(&x->reply->body, p, n);
    return flush_if_full(x, FLUSH_BYTES);
}

static const struct {
    const char *format, *media;
    bool is_export; /* of src/export, whatever the question was */
} formats[] = {
    {"jsonl", "application/jsonl", false},     {"csv", "text/csv; charset=utf-8", false},
    {"geojson", "application/geo+json", true}, {"graphml", "application/graphml+xml", true},
    {"gexf", "application/gexf+xml", true},    {"ics", "text/calendar; charset=utf-8", true},
    {"atom", "application/atom+xml", true}};
enum { FORMATS = sizeof formats / sizeof *formats };

/* ---- alarms as a feed ---- */

struct feeding {
    struct exchange *x;
    struct alarm_feed feed;
};

static bool feed_row(void *context, const struct store_row *row) {
    struct feeding *f = context;
    alarm_feed_put(&f->feed, f->x->title, row);
    return !f->feed.out.failed;
}

/* Few, for they have a budget: held whole. */
static hb_status feed_alarms(struct exchange *x, const struct asking *asking) {
    struct feeding f = {.x = x};
    hb_status status = question_ask(x->store, asking, feed_row, &f, &x->err);
    alarm_feed_end(&f.feed, x->title);
    if (status == HB_OK)
        buffer_put(&x->reply->body, f.feed.out.p, f.feed.out.n);
    x->reply->body.failed |= f.feed.out.failed;
    buffer_free(&f.feed.out);
    return status;
}

hb_status api_stream(struct exchange *x) {
    uint32_t dot = 0, i = 0;
    while (x->rest.p[dot] != '.')
        dot++;
    struct asking asking = {.question = any_question_named(str_slice(x->rest, 0, dot))};
    str name = str_slice(x->rest, dot + 1, x->rest.n),
        limit = request_parameter(x->request, "limit");
    while (i < FORMATS && !str_is(name, formats[i].format))
        i++;
    if (!asking.question || i == FORMATS)
        return not_found(x, "there is no such question or format; /api/v1/openapi.json names them");
    hb_status status = exchange_conditions(x, NULL, &asking);
    if (status == HB_OK && limit.n)
        status = question_set(&asking, STR("limit"), limit, NULL, &x->err);
    if (status != HB_OK)
        return status;
    x->reply->media = formats[i].media;
    if (asking.question->picture == alarms_question && str_is(name, "atom"))
        return feed_alarms(x, &asking);
    if (formats[i].is_export) {
        struct export_request request = {formats[i].format, asking.filter, stream_bytes, x};
        return export_archive(x->store, &request, &x->err);
    }
    struct streaming s = {x, {.format = rows_format_parse(formats[i].format)}};
    status = question_ask(x->store, &asking, stream_row, &s, &x->err);
    buffer_free(&s.rows.out.out);
    return status;
}
