/* The first page: the brief, and the page that explains the others. */
#include "base/json_out.h"
#include "export/bulletin.h"
#include "serve/cells.h"
#include "serve/routes.h"

static void put_notice(struct buffer *b, const struct notice *n) {
    html(b, "<li tabindex=\"-1\">");
    if (n->lead.n) {
        html(b, "<span class=\"lead\">");
        html_text(b, n->lead);
        html(b, "</span> ");
    }
    html_text(b, n->body);
    if (n->remark.n) {
        html(b, " <span class=\"remark\">");
        html_text(b, n->remark);
        html(b, "</span>");
    }
    if (n->event.n) {
        html(b, " ");
        html_link(b, "/events/", n->event, STR("how coded"));
    }
    bool is_list = n->report.n && str_starts(n->evidence, n->report); /* of an alarm: their ids */
    if (n->report.n)
        put_ids(b, "/reports/", "report", is_list ? n->evidence : n->report);
    if (n->evidence.n && !is_list) {
        html(b, "<blockquote class=\"words\">");
        html_text(b, n->evidence);
        html(b, "</blockquote>");
    }
    html(b, "</li>\n");
}

static const char *more_of(int section) {
    static const char *const views[SECTIONS] = {"/events", "/alarms",  "/network",  "/map",
                                                "/agenda", "/outlook", "/disputes", "/timeline"};
    return views[section];
}

static void put_section(struct exchange *x, const struct section *s, int number) {
    struct buffer *b = &x->reply->body;
    html(b, "<section class=\"notices\"><h2><a href=\"");
    buffer_text(b, more_of(number));
    page_query(x, "cursor limit type status");
    html(b, "\">");
    buffer_text(b, s->name);
    html(b, "</a></h2>\n");
    if (!s->n) {
        html(b, "<p class=\"nothing\">");
        buffer_text(b, s->nothing);
        html(b, "</p>");
    }
    html(b, "<ul>\n");
    for (size_t i = 0; i < s->n; i++)
        put_notice(b, &s->items[i]);
    html(b, "</ul>\n");
    if (s->n_more) {
        html(b, "<p class=\"more\">and ");
        html_number(b, (int64_t)s->n_more);
        html(b, " more</p>\n");
    }
    html(b, "</section>\n");
}

hb_status page_brief(struct exchange *x) {
    struct bulletin made = {.arena = x->arena, .title = str_from(x->title)};
    struct page page = {
        .view = "brief", .title = "Brief", .api = "/api/v1/brief", .has_filters = true};
    struct asking asking = {.question = question_at(0)};
    struct buffer *b = &x->reply->body;
    hb_status status = exchange_conditions(x, NULL, &asking);
    if (status == HB_OK)
        status = bulletin_make(x->store, &asking.filter, &made, &x->err);
    if (status != HB_OK)
        return status;
    page_begin(x, &page);
    html(b, "<p class=\"dates\">What is new since <time>");
    html_text(b, made.since);
    html(b, "</time>, as of <time>");
    html_text(b, made.today);
    html(b, "</time>. ");
    html_text(b, made.counts);
    html(b, "</p>\n");
    for (int i = 0; i < SECTIONS; i++)
        put_section(x, &made.sections[i], i);
    page_end(x, &page);
    return HB_OK;
}

static void put_key(struct json_out *j, const char *key, str value) {
    json_key(j, key);
    json_string(j, value.n ? value : (str){NULL, 0});
}

static void notice_json(struct json_out *j, const struct notice *n) {
    json_object(j);
    put_key(j, "lead", n->lead);
    put_key(j, "body", n->body);
    put_key(j, "remark", n->remark);
    put_key(j, "words", n->evidence);
    put_key(j, "event", n->event);
    put_key(j, "report", n->report);
    json_end_object(j);
}

static void section_json(struct json_out *j, const struct section *s) {
    json_object(j);
    put_key(j, "name", str_from(s->name));
    json_key(j, "more");
    json_integer(j, (int64_t)s->n_more);
    json_key(j, "lines");
    json_array(j);
    for (size_t i = 0; i < s->n; i++)
        notice_json(j, &s->items[i]);
    json_end_array(j);
    json_end_object(j);
}

hb_status api_brief(struct exchange *x) {
    struct bulletin made = {.arena = x->arena};
    struct asking asking = {.question = question_at(0)};
    struct json_out j = {0};
    hb_status status = exchange_conditions(x, NULL, &asking);
    if (status == HB_OK)
        status = bulletin_make(x->store, &asking.filter, &made, &x->err);
    if (status != HB_OK)
        return status;
    json_object(&j);
    put_key(&j, "since", made.since);
    put_key(&j, "today", made.today);
    put_key(&j, "counts", made.counts);
    json_key(&j, "sections");
    json_array(&j);
    for (int i = 0; i < SECTIONS; i++)
        section_json(&j, &made.sections[i]);
    json_end_array(&j);
    json_end_object(&j);
    json_newline(&j);
    x->reply->media = "application/json";
    x->reply->body = j.out;
    return HB_OK;
}

hb_status page_help(struct exchange *x) {
    struct page page = {.view = "help", .title = "Help"};
    page_begin(x, &page);
    html(&x->reply->body,
         "<h2>Keys</h2>\n<dl class=\"keys\"><dt><kbd>/</kbd></dt><dd>search</dd>"
         "<dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>the next line, the one before</dd>"
         "<dt><kbd>Enter</kbd></dt><dd>open the line</dd>"
         "<dt><kbd>?</kbd></dt><dd>this help</dd></dl>\n"
         "<h2>The filter</h2>\n<dl><dt>Words</dt><dd>words of the report: ceasefire, \"prisoner "
         "exchange\", haftar OR sarraj</dd><dt>From, Until</dt><dd>a day, month or year: "
         "2020-01-15, 2020-01, 2020</dd><dt>Actor</dt><dd>a code (TUR, LBY-REB) or a name, on "
         "either side</dd><dt>Type, Status</dt><dd>what the view has of them: of events a type of "
         "act, and whether it occurred, is planned, conditional or denied</dd><dt>Place</dt><dd>a "
         "place, or a country's code</dd><dt>Outlet</dt><dd>told by this outlet</dd><dt>On whose "
         "word</dt><dd>a speaker's name or code, or a kind: party, official, media, witness, "
         "organisation, anonymous, other</dd><dt>As of</dt><dd>as things stood then: later "
         "reports do not count</dd></dl>\n<p>An outlook is narrowed by actor and type, alarms by "
         "time, actor and status; both hold as of a day.</p>\n"
         "<h2>What comes next</h2>\n<p>The <a href=\"/outlook\">outlook</a> ranks acts by the "
         "chance that each happens within 1, 7 or 30 days, by this archive's own past alone: it "
         "says how much past that was, why each chance is what it is, and how such forecasts "
         "fared. The <a href=\"/alarms\">alarms</a> are weeks out of their ordinary, and what "
         "became of each.</p>\n"
         "<h2>For programs</h2>\n<p>Each list is also an answer of the API with the same "
         "conditions: <a href=\"/api/v1/events\">/api/v1/events</a>, as a file "
         "<a href=\"/api/v1/events.csv\">/api/v1/events.csv</a>. The <a "
         "href=\"/api/v1/openapi.json\">OpenAPI document</a> describes them all.</p>\n");
    page_end(x, &page);
    return HB_OK;
}
