/* Alarms: one an episode, from its first day to its last, with what was counted and expected, or
 * how likely a level was; what became of it, and the reports behind. Then how each sort fared. */
#include "export/outlook_text.h"
#include "outlook/archive_questions.h"
#include "picture/answer.h"
#include "serve/cells.h"
#include "serve/routes.h"

enum { USUAL_ALARMS = 100, MOST_ALARMS = 1000 };

struct alarm_page {
    struct exchange *x;
    struct paging paging;
    uint64_t n_scores;
};

static void put_kind(struct alarm_page *p, const struct store_row *row) {
    struct buffer *b = &p->x->reply->body;
    if (row_cell(row, "chance").n) {
        html(b, "Level: a chance of ");
        html_text(b, chance_text(p->x->arena, row_number(row, "chance")));
        html(b, " of at least ");
    } else {
        html(b, "Change: ");
        html_text(b, row_cell(row, "count"));
        html(b, " acts, ");
        html_text(b, row_cell(row, "expected"));
        html(b, " expected (");
        html_text(b, row_cell(row, "spreads"));
        html(b, " spreads above), where it takes ");
    }
    html_text(b, row_cell(row, "least"));
    html(b, " acts");
}

static void put_facts(struct alarm_page *p, const struct store_row *row) {
    struct buffer *b = &p->x->reply->body;
    html(b, "<p class=\"notes\">");
    put_kind(p, row);
    html(b, "</p>\n<p class=\"notes\">About ");
    put_code(b, row_cell(row, "who"), "somebody");
    if (row_cell(row, "whom").n) {
        html(b, " → ");
        put_code(b, row_cell(row, "whom"), "");
    }
    if (row_cell(row, "verdict").n) {
        html(b, "; judged: <strong>");
        html_text(b, row_cell(row, "verdict"));
        html(b, "</strong>");
    }
    if (row_cell(row, "after").n) {
        html(b, " (");
        html_text(b, row_cell(row, "after"));
        html(b, " acts in the seven days after)");
    }
    put_ids(b, "/reports/", "report", row_cell(row, "reports"));
    html(b, "</p>\n");
}

static bool put_alarm(void *context, const struct store_row *row) {
    struct alarm_page *p = context;
    struct buffer *b = &p->x->reply->body;
    str ends = row_cell(row, "ends");
    if (!paging_takes(&p->paging))
        return !p->paging.has_more;
    html(b, "<li tabindex=\"-1\"");
    html_attribute(b, "id", row_cell(row, "id"));
    html(b, ">\n<p class=\"dates\"><time>");
    html_text(b, row_cell(row, "given"));
    html(b, "</time> – <time>");
    html_text(b, ends.n ? ends : STR("…"));
    html(b, "</time> <span class=\"status\">");
    html_text(b, row_cell(row, "state"));
    html(b, "</span></p>\n<h2>");
    html_text(b, row_cell(row, "says"));
    html(b, "</h2>\n");
    put_facts(p, row);
    html(b, "</li>\n");
    return !b->failed;
}

static bool put_score(void *context, const struct store_row *row) {
    static const struct figure figures[] = {
        {"scope", "About", FIGURE_TEXT},    {"measure", "Sort", FIGURE_TEXT},
        {"given", "Given", FIGURE_AS_IS},   {"judged", "Judged", FIGURE_AS_IS},
        {"came", "Came so", FIGURE_AS_IS},  {"share", "Share", FIGURE_AS_IS},
        {"chance", "Chance", FIGURE_AS_IS}, {"withdrawn", "Withdrawn", FIGURE_AS_IS}};
    enum { FIGURES = sizeof figures / sizeof *figures };
    struct alarm_page *p = context;
    struct buffer *b = &p->x->reply->body;
    if (!p->n_scores++) {
        html(b, "<h2>How they fared</h2>\n<p>An alarm of change has come so when it lasted the "
                "seven days after, one of level when the level was reached.</p>\n");
        put_figure_heads(b, figures, FIGURES);
    }
    html(b, "<tr>");
    put_figures(b, p->x->arena, row, figures, FIGURES);
    return !b->failed;
}

hb_status page_alarms(struct exchange *x) {
    struct page page = {
        .view = "alarms", .title = "Alarms", .api = "/api/v1/alarms", .has_filters = true};
    struct alarm_page p = {.x = x};
    struct asking asking = {.question = any_question_named(STR("alarms"))};
    hb_status status = exchange_conditions(x, NULL, &asking);
    if (status == HB_OK)
        status = exchange_paging(x, &asking, USUAL_ALARMS, MOST_ALARMS, &p.paging);
    if (status != HB_OK)
        return status;
    page_begin(x, &page);
    html(&x->reply->body,
         "<p>Seven days with more hostile acts than the coverage and the past let expect, or a "
         "level that the next week will likely reach: one alarm an episode.</p>\n"
         "<ol class=\"alarms\">\n");
    status = question_ask(x->store, &asking, put_alarm, &p, &x->err);
    html(&x->reply->body, "</ol>\n");
    page_more(x, &p.paging, "No alarms with these filters: nothing was out of its ordinary.");
    asking.question = any_question_named(STR("alarms-score"));
    asking.filter.limit = 0;
    if (status == HB_OK)
        status = question_ask(x->store, &asking, put_score, &p, &x->err);
    if (p.n_scores)
        html(&x->reply->body, "</tbody></table></div>\n");
    page_formats(x, "alarms", "csv jsonl atom");
    page_end(x, &page);
    return status;
}
