/* From a path to an answer. The table of places stands in routes.c; here a place is found, its
 * answer made, and what goes wrong made into a page or a problem: an answer is whole, or says why
 * there is none. */
#include "serve/exchange.h"

#include "base/date.h"
#include "base/json_out.h"
#include "export/xml.h"
#include "store/evidence.h"

#include <inttypes.h>
#include <stdio.h>

enum { CURSOR_MOST = 100000000, WINDOW_REPORTS = 5000 };

static const char *status_phrase(unsigned status) {
    static const struct {
        unsigned status;
        const char *phrase;
    } phrases[] = {{200, "OK"},
                   {201, "Created"},
                   {303, "See Other"},
                   {400, "Bad Request"},
                   {401, "Unauthorized"},
                   {403, "Forbidden"},
                   {404, "Not Found"},
                   {405, "Method Not Allowed"},
                   {413, "Content Too Large"},
                   {415, "Unsupported Media Type"},
                   {421, "Misdirected Request"},
                   {429, "Too Many Requests"},
                   {500, "Internal Server Error"},
                   {503, "Service Unavailable"}};
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (phrases[i].status == status)
            return phrases[i].phrase;
    return "Error";
}

static void put_problem_page(struct buffer *b, unsigned status, const char *detail) {
    buffer_text(b, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
    buffer_text(b, status_phrase(status));
    buffer_text(b, "</title><link rel=\"stylesheet\" href=\"/static/style.css\"></head>\n"
                   "<body class=\"problem\"><main id=\"main\"><h1>");
    buffer_text(b, status_phrase(status));
    buffer_text(b, "</h1>\n<p>");
    xml_text(b, str_from(detail));
    buffer_text(b, "</p>\n<p><a href=\"/\">Back to the brief</a></p></main></body></html>\n");
}

static void put_problem(struct buffer *b, unsigned status, const char *detail) {
    struct json_out j = {.out = *b};
    json_object(&j);
    json_key(&j, "type");
    json_text(&j, "about:blank");
    json_key(&j, "title");
    json_text(&j, status_phrase(status));
    json_key(&j, "status");
    json_integer(&j, status);
    json_key(&j, "detail");
    json_text(&j, detail);
    json_end_object(&j);
    json_newline(&j);
    *b = j.out;
}

void reply_problem(struct reply *r, bool is_page, unsigned status, const char *detail) {
    buffer_reset(&r->body);
    r->status = status;
    r->next[0] = '\0';
    r->file = NULL;
    r->media = is_page ? "text/html; charset=utf-8" : "application/problem+json";
    if (is_page)
        put_problem_page(&r->body, status, detail);
    else
        put_problem(&r->body, status, detail);
}

static unsigned status_of(const struct hb_error *err) {
    switch (err->code) {
    case HB_ERR_USAGE:
    case HB_ERR_INPUT:
        return 400;
    case HB_ERR_LIMIT:
        return 503;
    default:
        return 500;
    }
}

void exchange_run(struct exchange *x) {
    struct reply *r = x->reply;
    r->status = 200;
    hb_status status = x->route->answer(x);
    if (status == HB_OK && r->body.failed)
        status = error_set(&x->err, HB_ERR_MEMORY, 0, "the answer is too long: ask for less");
    if (status != HB_OK)
        reply_problem(r, x->route->is_page, status_of(&x->err), x->err.message);
}

/* ---- conditions ---- */

hb_status exchange_conditions(struct exchange *x, const char *others, struct asking *out) {
    for (uint32_t i = 0; i < x->request->n_parameters; i++) {
        struct parameter p = x->request->parameters[i];
        struct hb_error why;
        bool is_one;
        if (str_in(p.name, "cursor limit") || (others && str_in(p.name, others)))
            continue;
        int n = p.name.n < 40 ? (int)p.name.n : 40;
        if (question_set(out, p.name, p.value, &is_one, &why) != HB_OK)
            return error_set(&x->err, HB_ERR_USAGE, 0, "%.*s %s", n, p.name.p, why.message);
        if (!is_one)
            return error_set(&x->err, HB_ERR_USAGE, 0, "%.*s: there is no such condition", n,
                             p.name.p);
    }
    return HB_OK;
}

static bool read_number(str s, uint64_t most, uint64_t *out) {
    *out = 0;
    for (uint32_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9' || *out > most)
            return false;
        *out = *out * 10 + (uint64_t)(s.p[i] - '0');
    }
    return s.n > 0 && *out <= most;
}

hb_status exchange_paging(struct exchange *x, struct asking *a, uint32_t usual, uint32_t most,
                          struct paging *out) {
    str cursor = request_parameter(x->request, "cursor"),
        limit = request_parameter(x->request, "limit");
    *out = (struct paging){.most = usual};
    if (limit.n && (!read_number(limit, most, &out->most) || !out->most))
        return error_set(&x->err, HB_ERR_USAGE, 0, "limit: a number from 1 to %u is needed", most);
    if (cursor.n && (cursor.p[0] != 'o' ||
                     !read_number(str_slice(cursor, 1, cursor.n), CURSOR_MOST, &out->skip)))
        return error_set(&x->err, HB_ERR_USAGE, 0,
                         "cursor: one is needed that an answer gave as its next");
    enum store_question q = a->question->store;
    bool is_left_out = !a->question->picture && (q == STORE_EVENTS || q == STORE_REPORTS);
    a->filter.skip = out->n = is_left_out ? out->skip : 0;
    a->filter.limit = (uint32_t)(out->skip - out->n + out->most + 1); /* one more: there is more */
    return HB_OK;
}

bool paging_takes(struct paging *p) {
    p->has_more = p->n == p->skip + p->most;
    return !p->has_more && p->n++ >= p->skip;
}

bool exchange_next(struct exchange *x, const struct paging *p) {
    if (p->has_more)
        snprintf(x->reply->next, sizeof x->reply->next, "o%" PRIu64, p->n);
    return p->has_more;
}

hb_status exchange_narrow(struct exchange *x) {
    static const char *const narrow[] = {"since", "actor", "query", "outlet"};
    str until = request_parameter(x->request, "until"),
        as_of = request_parameter(x->request, "as-of"), day;
    struct interval days;
    for (size_t i = 0; i < sizeof narrow / sizeof *narrow; i++)
        if (request_parameter(x->request, narrow[i]).n)
            return HB_OK;
    if (!until.n || (as_of.n && str_compare(as_of, until) < 0))
        until = as_of;
    if (until.n && interval_parse(until, &days)) {
        struct interval_text last = interval_format((struct interval){days.last, days.last});
        until = str_copy(x->arena, str_from(last.z));
    }
    hb_status status = store_window(x->store, until, WINDOW_REPORTS, x->arena, &day, &x->err);
    if (status != HB_OK || !day.n || x->request->n_parameters == REQUEST_PARAMETERS)
        return status;
    struct request *narrowed = ARENA_NEW(x->arena, struct request, 1);
    if (!narrowed)
        return error_set(&x->err, HB_ERR_MEMORY, 0, "no memory for a request");
    *narrowed = *x->request;
    narrowed->parameters[narrowed->n_parameters++] = (struct parameter){STR("since"), day};
    x->request = narrowed;
    return HB_OK;
}
