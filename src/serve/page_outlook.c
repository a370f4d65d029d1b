/* The outlook: which acts are likeliest next, each with its chances as bars, the range of the one
 * that ranks them, and its reasons with the events and reports behind; then how such forecasts
 * fared. Page and answer are made from one rehearsal of the archive's past. */
#include "export/outlook_text.h"
#include "export/rows.h"
#include "outlook/archive_questions.h"
#include "outlook/forecast.h"
#include "picture/answer.h"
#include "serve/cells.h"
#include "serve/routes.h"

#include <stdio.h>

enum { USUAL_ACTS = 20, MOST_ACTS = 200, SHORT_PAST = 180 };

static const struct {
    uint32_t days;
    const char *period, *column, *label;
} horizons[] = {{1, "day", "chance_1", "1 day"},
                {7, "week", "chance_7", "7 days"},
                {30, "month", "chance_30", "30 days"}};
enum { HORIZONS = sizeof horizons / sizeof *horizons };

struct outlook_page {
    struct exchange *x;
    uint32_t within;
    uint64_t n_acts, n_reasons, n_scores, n_bins;
};

static void put_chance(struct outlook_page *p, double chance) {
    html_text(&p->x->reply->body, chance_text(p->x->arena, chance));
}

static void put_rectangle(struct buffer *b, const char *class, double from, double to, int y,
                          int height) {
    char z[160];
    int n = snprintf(z, sizeof z,
                     "<rect class=\"%s\" x=\"%.2f\" y=\"%d\" width=\"%.2f\" height=\"%d\"/>", class,
                     from * 100, y, (to - from) * 100, height);
    buffer_put(b, z, (size_t)n);
}

/* The whole width is certainty; the range lies on the bar as a line. */
static void put_bar(struct buffer *b, double chance, double low, double high) {
    html(b, "<svg class=\"chance\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
            "aria-hidden=\"true\">");
    put_rectangle(b, "whole", 0, 1, 0, 10);
    put_rectangle(b, "likely", 0, chance, 0, 10);
    if (high > low)
        put_rectangle(b, "range", low, high, 4, 2);
    html(b, "</svg>");
}

static void put_chances(struct outlook_page *p, const struct store_row *row) {
    struct buffer *b = &p->x->reply->body;
    html(b, "<ul class=\"chances\">\n");
    for (int h = 0; h < HORIZONS; h++) {
        bool is_main = horizons[h].days == p->within;
        double chance = row_number(row, horizons[h].column);
        html(b, "<li");
        buffer_text(b, is_main ? " class=\"is-main\"><span>" : "><span>");
        buffer_text(b, horizons[h].label);
        html(b, "</span> ");
        put_bar(b, chance, is_main ? row_number(row, "low") : 0,
                is_main ? row_number(row, "high") : 0);
        html(b, " <strong>");
        put_chance(p, chance);
        html(b, "</strong></li>\n");
    }
    html(b, "</ul>\n");
}

static void put_past(struct outlook_page *p, const struct store_row *row) {
    struct buffer *b = &p->x->reply->body;
    double days = row_number(row, "past_days");
    html(b, "<p class=\"past\">As of <time>");
    html_text(b, row_cell(row, "today"));
    html(b, "</time>, from a past of ");
    html_number(b, (int64_t)row_number(row, "past_acts"));
    html(b, " acts on ");
    html_number(b, (int64_t)days);
    html(b, " days.");
    if (days < SHORT_PAST)
        html(b, " So short a past says little: believe the ranges, not the numbers.");
    html(b, " A whole bar is certainty; the line on it is the range in which the chance lies, four "
            "times in five. An act counts as it is told in reports like these.</p>\n");
}

static void close_act(struct outlook_page *p) {
    if (p->n_reasons)
        html(&p->x->reply->body, "</ul></details>");
    if (p->n_acts)
        html(&p->x->reply->body, "</li>\n");
    p->n_reasons = 0;
}

static void put_range(struct outlook_page *p, const struct store_row *row) {
    struct buffer *b = &p->x->reply->body;
    html(b, "<p class=\"notes\">");
    put_chance(p, row_number(row, "low"));
    html(b, " to ");
    put_chance(p, row_number(row, "high"));
    html(b, " within ");
    html_number(b, p->within);
    buffer_text(b, p->within == 1 ? " day" : " days");
    html(b, "; by its share of all days ");
    put_chance(p, row_number(row, "usual"));
    html(b, "; happened on ");
    html_number(b, (int64_t)row_number(row, "days"));
    html(b, " days");
    if (row_cell(row, "last").n) {
        html(b, ", last on <time>");
        html_text(b, row_cell(row, "last"));
        html(b, "</time>");
    }
    if (row_number(row, "like") >= 1) {
        html(b, "; of ");
        html_number(b, (int64_t)row_number(row, "like"));
        html(b, " forecasts like this ");
        html_number(b, (int64_t)row_number(row, "like_came"));
        html(b, " came true");
    }
    html(b, "</p>\n");
}

static bool put_act(void *context, const struct store_row *row) {
    struct outlook_page *p = context;
    struct buffer *b = &p->x->reply->body;
    if (!p->n_acts) {
        put_past(p, row);
        html(b, "<ol class=\"coming\">\n");
    }
    close_act(p);
    p->n_acts++;
    html(b, "<li tabindex=\"-1\">\n<h2><span class=\"type\">");
    html_text(b, row_cell(row, "type"));
    html(b, "</span> ");
    put_code(b, row_cell(row, "actor"), "somebody");
    html(b, " → ");
    put_code(b, row_cell(row, "recipient"), "nobody named");
    html(b, "</h2>\n");
    put_chances(p, row);
    put_range(p, row);
    return !b->failed;
}

static bool put_reason(void *context, const struct store_row *row) {
    struct outlook_page *p = context;
    struct buffer *b = &p->x->reply->body;
    if (!p->n_reasons++)
        html(b, "<details><summary>Why</summary><ul class=\"reasons\">\n");
    html(b, "<li>");
    if (row_cell(row, "adds").n) {
        html(b, "<span class=\"adds\">");
        html_text(b, text_of(p->x->arena, "%+.2f", row_number(row, "adds")));
        html(b, "</span> ");
    }
    html(b, "<strong>");
    html_text(b, row_cell(row, "reason"));
    html(b, "</strong> ");
    html_text(b, row_cell(row, "text"));
    put_ids(b, "/events/", "event", row_cell(row, "events"));
    put_ids(b, "/reports/", "report", row_cell(row, "reports"));
    if (row_cell(row, "words").n) {
        html(b, "<blockquote class=\"words\">");
        html_text(b, row_cell(row, "words"));
        html(b, "</blockquote>");
    }
    html(b, "</li>\n");
    return !b->failed;
}

/* ---- how such forecasts fared ---- */

static const struct figure scores[] = {
    {"within", "Days", 0},         {"by", "By", FIGURE_TEXT},
    {"forecasts", "Forecasts", 0}, {"came", "Came true", FIGURE_SHARE},
    {"brier", "Brier score", 4},   {"skill", "Skill", 3},
    {"log_score", "Log score", 4}, {"ece", "Off by (ECE)", 4}};
static const struct figure bands[] = {{"within", "Days", 0},
                                      {"from", "Chances from", FIGURE_SHARE},
                                      {"to", "to", FIGURE_SHARE},
                                      {"forecasts", "Forecasts", 0},
                                      {"given", "Chance given", FIGURE_SHARE},
                                      {"came", "Came true", FIGURE_SHARE}};

enum {
    SCORE_FIGURES = sizeof scores / sizeof *scores,
    BAND_FIGURES = sizeof bands / sizeof *bands
};

static bool put_score(void *context, const struct store_row *row) {
    struct outlook_page *p = context;
    struct buffer *b = &p->x->reply->body;
    if (!p->n_scores++) {
        close_act(p);
        if (p->n_acts)
            html(b, "</ol>\n");
        html(b, "<h2>Track record</h2>\n<p>Forecasts made on ");
        html_number(b, (int64_t)row_number(row, "days"));
        html(b, " days from <time>");
        html_text(b, row_cell(row, "from"));
        html(b, "</time> to <time>");
        html_text(b, row_cell(row, "until"));
        html(b,
             "</time>, each with what was known on its day; less is better, but for skill.</p>\n");
        put_figure_heads(b, scores, SCORE_FIGURES);
    }
    html(b, "<tr tabindex=\"-1\">");
    put_figures(b, p->x->arena, row, scores, SCORE_FIGURES);
    return !b->failed;
}

static bool put_band(void *context, const struct store_row *row) {
    struct outlook_page *p = context;
    struct buffer *b = &p->x->reply->body;
    if (!str_is(row_cell(row, "by"), "harbinger"))
        return true;
    if (!p->n_bins++) {
        html(b, "</tbody></table></div>\n<h2>Reliability</h2>\n<p>Of the forecasts of each band of "
                "chances, how many came true.</p>\n");
        put_figure_heads(b, bands, BAND_FIGURES);
    }
    html(b, "<tr tabindex=\"-1\">");
    put_figures(b, p->x->arena, row, bands, BAND_FIGURES);
    return !b->failed;
}

/* Whoever is named in the filter and unknown to the archive is no fault: the filter stays. */
static hb_status put_end(struct outlook_page *p, hb_status status) {
    struct buffer *b = &p->x->reply->body;
    if (status == HB_ERR_USAGE) {
        html(b, "<p class=\"nothing\">Nothing to foretell: ");
        html_text(b, str_from(p->x->err.message));
        html(b, ".</p>\n");
        return HB_OK;
    }
    if (!p->n_acts)
        html(b, "<p class=\"nothing\">Nothing to foretell: no acts by whom and to whom are known "
                "with these filters.</p>\n");
    if (p->n_scores)
        html(b, "</tbody></table></div>\n");
    else if (p->n_acts) {
        close_act(p);
        html(b, "</ol>\n<p>The past is too short for a track record.</p>\n");
    }
    return status;
}

/* ---- asking ---- */

static hb_status read_request(struct exchange *x, struct forecast_request *out) {
    struct asking asking = {.question = any_question_named(STR("forecast"))};
    struct paging paging;
    asking.options.period = PERIOD_WEEK;
    hb_status status = exchange_conditions(x, NULL, &asking);
    if (status == HB_OK)
        status = exchange_paging(x, &asking, USUAL_ACTS, MOST_ACTS, &paging);
    if (status != HB_OK)
        return status;
    *out = (struct forecast_request){.span.as_of = asking.filter.as_of,
                                     .actor = asking.filter.actor,
                                     .is_either_side = true,
                                     .type = asking.filter.type,
                                     .within = outlook_within(asking.options.period),
                                     .limit = (uint32_t)paging.most};
    return HB_OK;
}

static void put_horizons(struct exchange *x, uint32_t within) {
    struct buffer *b = &x->reply->body;
    html(b, "<nav class=\"ways\" aria-label=\"Time ahead\">Ranked by the chance within");
    for (int h = 0; h < HORIZONS; h++) {
        html(b, " <a href=\"?period=");
        buffer_text(b, horizons[h].period);
        struct buffer rest = {0};
        url_query(&rest, x->request, "cursor limit period", "", "&amp;");
        if (rest.n) {
            html(b, "&amp;");
            buffer_put(b, rest.p + 1, rest.n - 1);
        }
        buffer_free(&rest);
        buffer_text(b, horizons[h].days == within ? "\" aria-current=\"true\">" : "\">");
        buffer_text(b, horizons[h].label);
        html(b, "</a>");
    }
    html(b, "</nav>\n");
}

static void put_ignored(struct exchange *x) {
    static const char *const ignored[] = {"since", "until",  "place", "status",
                                          "query", "outlet", "word"};
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        if (request_parameter(x->request, ignored[i]).n) {
            html(&x->reply->body,
                 "<p class=\"ignored\">A forecast looks at the whole archive: only "
                 "actor, type and as of narrow it.</p>\n");
            return;
        }
}

/* Of how much of the archive the page is made. */
static void put_span(struct exchange *x, str since) {
    struct buffer *b = &x->reply->body;
    if (!since.n)
        return;
    html(b, "<p class=\"past\">By the newest ");
    html_number(b, FORECAST_EVENTS);
    html(b, " events, reported since <time>");
    html_text(b, since);
    html(b, "</time>; <code>harbinger forecast</code> reads them all.</p>\n");
}

hb_status page_outlook(struct exchange *x) {
    struct page page = {
        .view = "outlook", .title = "Outlook", .api = "/api/v1/outlook", .has_filters = true};
    struct forecast_request r;
    hb_status status = read_request(x, &r);
    if (status == HB_OK)
        status =
            annals_since(x->store, r.span.as_of, FORECAST_EVENTS, x->arena, &r.span.since, &x->err);
    if (status != HB_OK)
        return status;
    struct outlook_page p = {.x = x, .within = r.within};
    struct outlook_sinks sinks = {put_act, put_reason, put_score, put_band, &p};
    page_begin(x, &page);
    put_horizons(x, r.within);
    put_ignored(x);
    put_span(x, r.span.since);
    status = forecast_tell(x->store, &r, &sinks, &x->err);
    status = put_end(&p, status);
    page_end(x, &page);
    return status;
}

/* ---- the same as an answer ---- */

enum part { ACTS, REASONS, SCORES, BINS, PARTS };

struct outlook_answer {
    struct rows rows[PARTS];
    struct buffer parts[PARTS];
};

static bool add_row(struct outlook_answer *o, enum part part, const struct store_row *row) {
    return rows_put_item(&o->rows[part], row, &o->parts[part]);
}

static bool add_act(void *context, const struct store_row *row) {
    return add_row(context, ACTS, row);
}
static bool add_reason(void *context, const struct store_row *row) {
    return add_row(context, REASONS, row);
}
static bool add_score(void *context, const struct store_row *row) {
    return add_row(context, SCORES, row);
}
static bool add_bin(void *context, const struct store_row *row) {
    return add_row(context, BINS, row);
}

hb_status api_outlook(struct exchange *x) {
    static const char *const names[PARTS] = {"{\"acts\":[", "\n],\"reasons\":[", "\n],\"scores\":[",
                                             "\n],\"reliability\":["};
    struct outlook_answer o = {0};
    struct outlook_sinks sinks = {add_act, add_reason, add_score, add_bin, &o};
    struct forecast_request r;
    struct buffer *b = &x->reply->body;
    for (int i = 0; i < PARTS; i++)
        o.rows[i].format = ROWS_JSONL;
    hb_status status = read_request(x, &r);
    if (status == HB_OK)
        status = forecast_tell(x->store, &r, &sinks, &x->err);
    x->reply->media = "application/json";
    for (int i = 0; i < PARTS; i++) {
        buffer_text(b, names[i]);
        buffer_put(b, o.parts[i].p, o.parts[i].n);
        b->failed |= o.parts[i].failed;
        buffer_free(&o.parts[i]);
        buffer_free(&o.rows[i].out.out);
    }
    buffer_text(b, "\n]}\n");
    return status;
}
