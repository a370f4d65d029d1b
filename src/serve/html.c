/* What all pages have in common. A page is complete as it leaves: lists, links and the form work
 * without scripts; what a script draws goes into the empty <div class="view">, and hides then the
 * <div class="plain"> that says the same. */
#include "serve/html.h"

#include "know/plover.h"

#include <inttypes.h>
#include <stdio.h>

void html_number(struct buffer *b, int64_t n) {
    char z[24];
    buffer_put(b, z, (size_t)snprintf(z, sizeof z, "%" PRId64, n));
}

static bool stands_for_itself(char c) {
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return is_letter || (c >= '0' && c <= '9') || (c && strchr("-._~:", c));
}

void url_encode(struct buffer *b, str s) {
    static const char hex[] = "0123456789ABCDEF";
    for (uint32_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        char z[3] = {'%', hex[c >> 4], hex[c & 15]};
        if (stands_for_itself(s.p[i]))
            buffer_put(b, s.p + i, 1);
        else
            buffer_put(b, z, 3);
    }
}

void html_link(struct buffer *b, const char *path, str name, str label) {
    html(b, "<a href=\"");
    buffer_text(b, path);
    url_encode(b, name);
    html(b, "\">");
    html_text(b, label);
    html(b, "</a>");
}

static bool is_web_address(str url) {
    static const char *const schemes[] = {"http://", "https://"};
    for (int i = 0; i < 2; i++) {
        uint32_t n = (uint32_t)strlen(schemes[i]), k = 0;
        while (k < n && k < url.n && (url.p[k] | 0x20) == (schemes[i][k] | 0x20))
            k++;
        if (k == n)
            return true;
    }
    return false;
}

void html_link_out(struct buffer *b, str url) {
    if (!is_web_address(url)) {
        html_text(b, url);
        return;
    }
    html(b, "<a rel=\"noopener noreferrer external\"");
    html_attribute(b, "href", url);
    html(b, ">");
    html_text(b, url);
    html(b, "</a>");
}

/* ---- the frame ---- */

static const struct {
    const char *path, *view, *label;
} views[] = {{"/", "brief", "Brief"},
             {"/timeline", "timeline", "Timeline"},
             {"/map", "map", "Map"},
             {"/network", "network", "Network"},
             {"/agenda", "agenda", "Agenda"},
             {"/outlook", "outlook", "Outlook"},
             {"/alarms", "alarms", "Alarms"},
             {"/actors", "actors", "Actors"},
             {"/disputes", "disputes", "Disputes"},
             {"/events", "events", "Events"},
             {"/reports", "reports", "Reports"},
             {"/search", "search", "Search"},
             {"/sources", "sources", "Sources"},
             {"/help", "help", "Help"}};
enum { VIEWS = sizeof views / sizeof *views };

static const struct {
    const char *name, *label, *hint;
} filters[] = {{"query", "Words", "in a report"},
               {"since", "From", "2020-01"},
               {"until", "Until", "2020-02-15"},
               {"actor", "Actor", "TUR or a name"},
               {"type", "Type", NULL},
               {"place", "Place", "Tripoli or LBY"},
               {"status", "Status", NULL},
               {"outlet", "Outlet", ""},
               {"word", "On whose word", "official, UN …"},
               {"as-of", "As of", "2020-03-01"}};
enum { FILTERS = sizeof filters / sizeof *filters };

void url_query(struct buffer *b, const struct request *r, const char *but, const char *cursor,
               const char *amp) {
    const char *before = "?";
    if (cursor[0]) {
        html(b, "?cursor=");
        buffer_text(b, cursor);
        before = amp;
    }
    for (uint32_t i = 0; i < r->n_parameters; i++) {
        const struct parameter *p = &r->parameters[i];
        if (str_in(p->name, but))
            continue;
        buffer_text(b, before);
        before = amp;
        url_encode(b, p->name);
        html(b, "=");
        url_encode(b, p->value);
    }
}

void page_query(struct exchange *x, const char *but) {
    url_query(&x->reply->body, x->request, but, "", "&amp;");
}

void page_formats(struct exchange *x, const char *question, const char *formats) {
    struct buffer *b = &x->reply->body;
    html(b, "<nav class=\"formats\" aria-label=\"Formats\">As");
    for (str rest = str_from(formats), one; str_split(&rest, ' ', &one);) {
        html(b, " <a download href=\"/api/v1/");
        buffer_text(b, question);
        html(b, ".");
        buffer_str(b, one);
        page_query(x, "cursor limit");
        html(b, "\">");
        buffer_str(b, one);
        html(b, "</a>");
    }
    html(b, "</nav>\n");
}

void page_more(struct exchange *x, const struct paging *p, const char *nothing) {
    struct buffer *b = &x->reply->body;
    if (p->n <= p->skip) {
        html(b, "<p class=\"nothing\">");
        buffer_text(b, nothing);
        html(b, "</p>\n");
    }
    if (!exchange_next(x, p))
        return;
    html(b, "<nav class=\"pages\" aria-label=\"Pages\"><a rel=\"next\" href=\"");
    url_query(b, x->request, "cursor", x->reply->next, "&amp;");
    html(b, "\">More</a></nav>\n");
}

static void put_views(struct exchange *x, const char *current) {
    struct buffer *b = &x->reply->body;
    html(b, "<nav class=\"views\" aria-label=\"Views\"><ul>\n");
    for (size_t i = 0; i < VIEWS; i++) {
        html(b, "<li><a href=\"");
        buffer_text(b, views[i].path);
        page_query(x, "cursor limit by period mentions order type status");
        html(b, "\"");
        if (strcmp(views[i].view, current) == 0)
            html(b, " aria-current=\"page\"");
        html(b, ">");
        buffer_text(b, views[i].label);
        html(b, "</a></li>\n");
    }
    html(b, "</ul></nav>\n");
}

static void put_option(struct buffer *b, const char *value, str chosen) {
    html(b, "<option");
    if (str_is(chosen, value))
        html(b, " selected");
    html(b, ">");
    buffer_text(b, value);
    html(b, "</option>");
}

static void put_choice(struct buffer *b, const char *name, const char *const *values, str chosen) {
    bool is_listed = !chosen.n;
    html(b, "<select name=\"");
    buffer_text(b, name);
    html(b, "\"><option value=\"\">any</option>");
    for (; *values; values++) {
        is_listed |= str_is(chosen, *values);
        put_option(b, *values, chosen);
    }
    if (!is_listed) {
        html(b, "<option selected>");
        html_text(b, chosen);
        html(b, "</option>");
    }
    html(b, "</select>");
}

/* What `type` and `status` may be differs from view to view. */
static const char *const relation_types[] = {"allied",  "backs",  "fights",  "holds",      "leads",
                                             "located", "member", "opposes", "recognises", NULL};
static const char *const relation_standings[] = {"stands", "ended",    "disputed",
                                                 "denied", "expected", NULL};
static const char *const actor_kinds[] = {"person", "organisation", "group", "country", NULL};
static const char *const verdicts[] = {"open", "overdue", "carried out", "dropped", NULL};
static const char *const alarm_states[] = {"on",     "over",   "withdrawn", "held back", "open",
                                           "lasted", "passed", "came true", "did not",   NULL};
static const char *const statuses[] = {"occurred", "planned", "conditional", "denied", NULL};

static void put_type_choice(struct buffer *b, const char *view, str chosen) {
    const char *names[PLOVER_COUNT + 1] = {0};
    for (int i = 1; i < PLOVER_COUNT; i++)
        names[i - 1] = plover_type_name((enum plover_type)i);
    put_choice(b, "type",
               strcmp(view, "network") == 0  ? relation_types
               : strcmp(view, "actors") == 0 ? actor_kinds
                                             : names,
               chosen);
}

static void put_status_choice(struct buffer *b, const char *view, str chosen) {
    put_choice(b, "status",
               strcmp(view, "network") == 0  ? relation_standings
               : strcmp(view, "agenda") == 0 ? verdicts
               : strcmp(view, "alarms") == 0 ? alarm_states
                                             : statuses,
               chosen);
}

static void put_field(struct exchange *x, const char *view, size_t i) {
    struct buffer *b = &x->reply->body;
    const char *name = filters[i].name;
    str value = request_parameter(x->request, name);
    html(b, "<label class=\"field\"><span>");
    buffer_text(b, filters[i].label);
    html(b, "</span> ");
    if (strcmp(name, "type") == 0)
        put_type_choice(b, view, value);
    else if (strcmp(name, "status") == 0)
        put_status_choice(b, view, value);
    else {
        html(b, "<input type=\"text\" autocomplete=\"off\"");
        html_attribute(b, "name", str_from(name));
        html_attribute(b, "placeholder", str_from(filters[i].hint));
        html_attribute(b, "value", value);
        html(b, ">");
    }
    html(b, "</label>\n");
}

static void put_filters(struct exchange *x, const char *view) {
    struct buffer *b = &x->reply->body;
    html(b, "<form class=\"filters\" method=\"get\" role=\"search\" aria-label=\"Filter\"");
    for (size_t i = 0; i < VIEWS; i++)
        if (strcmp(views[i].view, view) == 0)
            html_attribute(b, "action", str_from(views[i].path));
    html(b, ">\n");
    for (size_t i = 0; i < FILTERS; i++)
        put_field(x, view, i);
    html(b, "<button type=\"submit\">Show</button> <a class=\"clear\" href=\"?\">Clear</a>\n"
            "</form>\n");
}

static void put_head(struct exchange *x, const struct page *p) {
    struct buffer *b = &x->reply->body;
    html(b, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    if (p->subject.n) {
        html_text(b, p->subject);
        html(b, " – ");
    }
    buffer_text(b, p->title);
    html(b, " – ");
    html_text(b, str_from(x->title));
    html(b, "</title>\n<link rel=\"icon\" type=\"image/svg+xml\" href=\"/static/icon.svg\">\n"
            "<link rel=\"stylesheet\" href=\"/static/style.css\">\n"
            "<script type=\"module\" src=\"/static/app.js\"></script>\n</head>\n");
}

void page_begin(struct exchange *x, const struct page *p) {
    struct buffer *b = &x->reply->body;
    x->reply->media = "text/html; charset=utf-8";
    put_head(x, p);
    html(b, "<body><a class=\"skip\" href=\"#main\">Skip to the content</a>\n"
            "<header class=\"top\"><a class=\"brand\" href=\"/\">Harbinger</a> "
            "<span class=\"archive\">");
    html_text(b, str_from(x->title));
    html(b, "</span>\n");
    put_views(x, p->view);
    html(b, "</header>\n");
    if (p->has_filters)
        put_filters(x, p->view);
    html(b, "<main id=\"main\"");
    html_attribute(b, "data-view", str_from(p->view));
    if (p->api) {
        html(b, " data-api=\"");
        buffer_text(b, p->api);
        page_query(x, "cursor limit");
        html(b, "\"");
    }
    html(b, ">\n<h1>");
    html_text(b, p->subject.n ? p->subject : str_from(p->title));
    html(b, "</h1>\n<div class=\"view\" hidden></div>\n<div class=\"plain\">\n");
}

void page_end(struct exchange *x, const struct page *p) {
    struct buffer *b = &x->reply->body;
    (void)p;
    html(b, "</div>\n</main>\n<footer class=\"bottom\">Harbinger " HB_VERSION
            ". Each line rests on a sentence of a report; follow it to the words.</footer>\n"
            "</body></html>\n");
}
