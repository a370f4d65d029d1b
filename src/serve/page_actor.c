/* One actor: names, offices, relations, what he does and undergoes, with whom, and how much of what
 * he announces he does. A code shows those who have it. */
#include "serve/cells.h"
#include "serve/routes.h"

struct actor_page {
    struct exchange *x;
    uint64_t n;
    bool is_list; /* the name was a code: rows are actors */
};

static bool put_fact_row(void *context, const struct store_row *row) {
    struct actor_page *p = context;
    struct buffer *b = &p->x->reply->body;
    str about = row_cell(row, "about"), value = row_cell(row, "value"),
        report = row_cell(row, "report"), name = row_cell(row, "name");
    bool is_first = p->n++ == 0;
    if (is_first)
        html(b, "<div class=\"scroll\" tabindex=\"0\"><table class=\"list facts\"><tbody>\n");
    html(b, "<tr tabindex=\"-1\"><th scope=\"row\">");
    if (about.n)
        html_text(b, about);
    else
        html_link(b, "/actors/", name, name);
    html(b, "</th><td>");
    put_with(b, about.n ? value : row_cell(row, "kind"),
             row_cell(row, about.n ? "value_code" : "name_code"), "code");
    html(b, "</td><td>");
    html_text(b, row_cell(row, "since"));
    if (row_cell(row, "until").n)
        html(b, " – ");
    html_text(b, row_cell(row, "until"));
    html(b, "</td><td class=\"number\">");
    html_text(b, row_cell(row, about.n ? "count" : "reports"));
    html(b, "</td><td>");
    html_text(b, row_cell(row, "known"));
    html(b, "</td><td class=\"words\">");
    html_text(b, row_cell(row, "words"));
    html(b, "</td><td>");
    if (report.n)
        html_link(b, "/reports/", report, STR("report"));
    html(b, "</td></tr>\n");
    return !b->failed;
}

static bool put_kept(void *context, const struct store_row *row) {
    struct actor_page *p = context;
    struct buffer *b = &p->x->reply->body;
    static const char *const cells[] = {"type",    "announced", "carried_out", "dropped",
                                        "overdue", "open",      "share",       "median_days"};
    if (p->n++ == 0)
        html(b, "<h2>Announced and done</h2>\n<div class=\"scroll\" tabindex=\"0\"><table "
                "class=\"list\"><thead>"
                "<tr><th>What</th><th>Announced</th><th>Carried out</th><th>Dropped</th>"
                "<th>Overdue</th><th>Open</th><th>Share</th><th>Median days</th></tr></thead>"
                "<tbody>\n");
    html(b, "<tr>");
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        html(b, "<td>");
        html_text(b, row_cell(row, cells[i]));
        html(b, "</td>");
    }
    html(b, "</tr>\n");
    return !b->failed;
}

static void put_ways_on(struct exchange *x) {
    static const char *const ways[][2] = {
        {"/events?actor=", "Events"},     {"/network?actor=", "Relations"},
        {"/agenda?actor=", "Agenda"},     {"/timeline?actor=", "Timeline"},
        {"/disputes?actor=", "Disputes"}, {"/reports?actor=", "Reports"}};
    struct buffer *b = &x->reply->body;
    html(b, "<ul class=\"ways\">\n");
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        html(b, "<li>");
        html_link(b, ways[i][0], x->rest, str_from(ways[i][1]));
        html(b, "</li>\n");
    }
    html(b, "</ul>\n");
}

hb_status page_actor(struct exchange *x) {
    struct page page = {.view = "actors", .title = "Actor", .subject = x->rest};
    struct asking asking = {.question = question_named(STR("actors"))};
    struct actor_page p = {.x = x}, kept = {.x = x};
    struct picture_options none = {0};
    hb_status status = exchange_conditions(x, NULL, &asking);
    if (status != HB_OK)
        return status;
    asking.filter.actor = x->rest;
    page_begin(x, &page);
    put_ways_on(x);
    status = question_ask(x->store, &asking, put_fact_row, &p, &x->err);
    if (p.n)
        html(&x->reply->body, "</tbody></table></div>\n");
    if (status == HB_OK && p.n)
        status = picture_follow_through(x->store, &asking.filter, &none, put_kept, &kept, &x->err);
    if (kept.n)
        html(&x->reply->body, "</tbody></table></div>\n");
    if (status == HB_OK && !p.n)
        reply_problem(x->reply, true, 404, "Nobody of that name is named in a report.");
    else
        page_end(x, &page);
    return status;
}
