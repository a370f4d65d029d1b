/* One event: what it is, and the reports that tell it side by side, each with its sentence, what
 * was read in it, the rule that coded it, and why it was taken for the same act. */
#include "picture/explain.h"
#include "serve/cells.h"
#include "serve/routes.h"

struct telling {
    struct exchange *x;
    uint64_t n;
};

static void put_how(struct buffer *b, const struct store_row *row) {
    static const char *const facts[][2] = {
        {"When", "when"},           {"told as", "when_words"}, {"Where", "place"},
        {"told as", "place_words"}, {"How many", "numbers"},   {"Kind of source", "source"},
        {"Stance", "stance"},       {"Passed on by", "via"},   {"Confidence", "confidence"},
        {"Rule", "rule"},           {"Matches", "joined"},     {"because", "because"},
        {"Copies", "copies"}};
    html(b, "<dl class=\"how\">\n");
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        put_fact(b, facts[i][0], row_cell(row, facts[i][1]));
    html(b, "</dl>\n");
}

static bool put_telling(void *context, const struct store_row *row) {
    struct telling *t = context;
    struct buffer *b = &t->x->reply->body;
    str mention = row_cell(row, "mention");
    t->n++;
    html(b, "<article class=\"telling\"");
    html_attribute(b, "id", mention);
    html(b, ">\n<h3>");
    str title = row_cell(row, "title"), report = row_cell(row, "report");
    html_link(b, "/reports/", report, title.n ? title : STR("report"));
    html(b, "</h3>\n<p class=\"source\">");
    put_with(b, row_cell(row, "outlet"), row_cell(row, "published"), "date");
    html(b, "</p>\n<blockquote class=\"words\">");
    html_text(b, row_cell(row, "words"));
    html(b, "</blockquote>\n<p class=\"act\">");
    put_with(b, row_cell(row, "type"), row_cell(row, "mode"), "with");
    html(b, " <span class=\"status\">");
    html_text(b, row_cell(row, "status"));
    html(b, "</span>: ");
    put_parties(b, row_cell(row, "actor"));
    html(b, " → ");
    put_parties(b, row_cell(row, "recipient"));
    html(b, "</p>\n");
    if (row_cell(row, "by").n) {
        html(b, "<p class=\"by\">On the word of ");
        html_text(b, row_cell(row, "by"));
        html(b, "</p>\n");
    }
    put_how(b, row);
    html(b, "<p><a href=\"/reports/");
    url_encode(b, report);
    html(b, "#");
    url_encode(b, mention);
    html(b, "\">to the words in the report</a></p></article>\n");
    return !b->failed;
}

static bool put_event(void *context, const struct store_row *row) {
    struct telling *t = context;
    struct buffer *b = &t->x->reply->body;
    html(b, "<dl class=\"event\">\n<dt>What</dt><dd>");
    put_with(b, row_cell(row, "type"), row_cell(row, "mode"), "with");
    html(b, "</dd>\n<dt>Who</dt><dd>");
    put_parties(b, row_cell(row, "actor"));
    html(b, "</dd>\n<dt>To whom</dt><dd>");
    put_parties(b, row_cell(row, "recipient"));
    html(b, "</dd>\n");
    put_fact(b, "Status", row_cell(row, "status"));
    put_fact(b, "When", row_cell(row, "when"));
    put_fact(b, "Where", row_cell(row, "place"));
    put_fact(b, "How many", row_cell(row, "numbers"));
    put_fact(b, "CAMEO", row_cell(row, "cameo"));
    put_fact(b, "Goldstein", row_cell(row, "goldstein"));
    put_fact(b, "Reports", row_cell(row, "reports"));
    put_fact(b, "independent", row_cell(row, "independent"));
    html(b, "</dl>\n<h2>How it is told</h2>\n<div class=\"tellings\">\n");
    return false;
}

hb_status page_event(struct exchange *x) {
    struct page page = {.view = "events", .title = "Event", .api = NULL};
    struct store_filter f = {.id = x->rest};
    struct telling t = {.x = x};
    uint64_t n = 0;
    page_begin(x, &page);
    hb_status status = store_ask(x->store, STORE_EVENTS, &f, put_event, &t, &x->err);
    if (status == HB_OK)
        status = picture_explain(x->store, x->rest, put_telling, &t, &n, &x->err);
    if (status != HB_OK)
        return status;
    if (n == 0) {
        reply_problem(x->reply, true, 404, "There is no such event.");
        return HB_OK;
    }
    html(&x->reply->body, "</div>\n");
    page_end(x, &page);
    return HB_OK;
}
