/* Lists: a question's rows as a table, each with its words and the ways to how it was coded, to the
 * report and to who is named. Which columns a view shows, and under which heading, stands in one
 * table; a cell's kind says how it is written. */
#include "serve/cells.h"
#include "serve/routes.h"

enum { USUAL_ROWS = 50, MOST_ROWS = 500, COLUMNS = 12 };

enum cell_kind {
    CELL_TEXT,
    CELL_NUMBER,
    CELL_EVENT,   /* an event's id */
    CELL_REPORT,  /* a report's id */
    CELL_ACTOR,   /* a name, its code in the column that `with` names */
    CELL_PARTIES, /* "name (CODE); name (CODE)" */
    CELL_WORDS,   /* a sentence */
    CELL_URL,
    CELL_FOUND /* a snippet, what was found between [ and ] */
};

struct list_column {
    const char *name, *heading;
    enum cell_kind kind;
    const char *with; /* a column that belongs to it: a code, a mode */
};

struct list {
    const char *view, *question, *title, *api;
    bool is_narrowed; /* in a large archive: exchange_narrow */
    struct list_column columns[COLUMNS];
};

static const struct list lists[] = {
    {"events",
     "events",
     "Events",
     NULL,
     false,
     {{"when", "When", CELL_TEXT, NULL},
      {"type", "What", CELL_TEXT, "mode"},
      {"status", "Status", CELL_TEXT, NULL},
      {"actor", "Who", CELL_PARTIES, NULL},
      {"recipient", "To whom", CELL_PARTIES, NULL},
      {"place", "Where", CELL_TEXT, "country"},
      {"numbers", "How many", CELL_TEXT, NULL},
      {"by", "On whose word", CELL_TEXT, "source"},
      {"words", "Words", CELL_WORDS, NULL},
      {"reports", "Reports", CELL_NUMBER, NULL},
      {"report", "Report", CELL_REPORT, "outlet"},
      {"id", "How coded", CELL_EVENT, NULL}}},
    {"reports",
     "reports",
     "Reports",
     NULL,
     false,
     {{"date", "Date", CELL_TEXT, NULL},
      {"outlet", "Outlet", CELL_TEXT, NULL},
      {"id", "Report", CELL_REPORT, "title"},
      {"events", "Events", CELL_NUMBER, NULL},
      {"url", "Address", CELL_URL, NULL}}},
    {"search",
     "search",
     "Search",
     NULL,
     false,
     {{"date", "Date", CELL_TEXT, NULL},
      {"outlet", "Outlet", CELL_TEXT, NULL},
      {"id", "Report", CELL_REPORT, "title"},
      {"words", "Words", CELL_FOUND, NULL}}},
    {"timeline",
     "timeline",
     "Timeline",
     "/api/v1/timeline",
     false,
     {{"period", "Period", CELL_TEXT, NULL},
      {"events", "Events", CELL_NUMBER, NULL},
      {"verbal_cooperation", "Verbal cooperation", CELL_NUMBER, NULL},
      {"material_cooperation", "Material cooperation", CELL_NUMBER, NULL},
      {"verbal_conflict", "Verbal conflict", CELL_NUMBER, NULL},
      {"material_conflict", "Material conflict", CELL_NUMBER, NULL},
      {"dead", "Dead", CELL_NUMBER, NULL},
      {"reports", "Reports", CELL_NUMBER, NULL},
      {"words", "Main events", CELL_WORDS, NULL}}},
    {"map",
     "control",
     "Map",
     "/api/v1/map",
     false,
     {{"place", "Place", CELL_TEXT, "country"},
      {"day", "Since", CELL_TEXT, NULL},
      {"change", "Change", CELL_TEXT, NULL},
      {"who", "Who", CELL_ACTOR, "who_code"},
      {"standing", "Standing", CELL_TEXT, NULL},
      {"by", "On whose word", CELL_TEXT, "word"},
      {"reports", "Reports", CELL_NUMBER, NULL},
      {"words", "Words", CELL_WORDS, NULL},
      {"report", "Report", CELL_REPORT, NULL}}},
    {"network",
     "relations",
     "Network",
     "/api/v1/graph",
     true,
     {{"from", "Who", CELL_ACTOR, "from_code"},
      {"type", "Relation", CELL_TEXT, "manner"},
      {"to", "To whom", CELL_ACTOR, "to_code"},
      {"standing", "Standing", CELL_TEXT, NULL},
      {"since", "Since", CELL_TEXT, NULL},
      {"until", "Until", CELL_TEXT, NULL},
      {"by", "On whose word", CELL_TEXT, "word"},
      {"reports", "Reports", CELL_NUMBER, NULL},
      {"words", "Words", CELL_WORDS, NULL},
      {"report", "Report", CELL_REPORT, NULL}}},
    {"agenda",
     "agenda",
     "Agenda",
     "/api/v1/agenda",
     true,
     {{"due", "Due", CELL_TEXT, NULL},
      {"kind", "Kind", CELL_TEXT, "type"},
      {"actor", "Who", CELL_PARTIES, NULL},
      {"recipient", "To whom", CELL_PARTIES, NULL},
      {"act", "What", CELL_TEXT, "place"},
      {"condition", "Condition", CELL_TEXT, NULL},
      {"verdict", "What became of it", CELL_TEXT, NULL},
      {"outcome", "Outcome", CELL_EVENT, NULL},
      {"words", "Words", CELL_WORDS, NULL},
      {"report", "Report", CELL_REPORT, NULL}}},
    {"actors",
     "actors",
     "Actors",
     NULL,
     true,
     {{"name", "Name", CELL_ACTOR, "name_code"},
      {"kind", "Kind", CELL_TEXT, NULL},
      {"aliases", "Also", CELL_TEXT, NULL},
      {"offices", "Offices", CELL_TEXT, NULL},
      {"events", "Events", CELL_NUMBER, NULL},
      {"reports", "Reports", CELL_NUMBER, NULL},
      {"first", "First", CELL_TEXT, NULL},
      {"last", "Last", CELL_TEXT, NULL}}},
    {"disputes",
     "contradictions",
     "Disputes",
     "/api/v1/contradictions",
     true,
     {{"number", "No.", CELL_NUMBER, NULL},
      {"contradiction", "About", CELL_TEXT, NULL},
      {"day", "Day", CELL_TEXT, NULL},
      {"type", "What", CELL_TEXT, "place"},
      {"says", "Says", CELL_TEXT, NULL},
      {"actor", "Who", CELL_PARTIES, NULL},
      {"recipient", "To whom", CELL_PARTIES, NULL},
      {"by", "On whose word", CELL_TEXT, NULL},
      {"words", "Words", CELL_WORDS, NULL},
      {"report", "Report", CELL_REPORT, "outlet"},
      {"event", "How coded", CELL_EVENT, NULL}}},
    {"sources",
     "sources",
     "Sources",
     NULL,
     false,
     {{"url", "Address", CELL_URL, NULL},
      {"title", "Title", CELL_TEXT, NULL},
      {"last_success", "Last read", CELL_TEXT, NULL},
      {"errors", "Errors since", CELL_NUMBER, NULL},
      {"last_error", "Last error", CELL_TEXT, NULL},
      {"next", "Next", CELL_TEXT, NULL},
      {"reports", "Reports", CELL_NUMBER, NULL},
      {"known", "Known", CELL_NUMBER, NULL},
      {"set_aside", "Set aside", CELL_NUMBER, NULL}}}};
enum { LISTS = sizeof lists / sizeof *lists };

struct showing {
    struct exchange *x;
    const struct list *list;
    struct paging paging;
};

static void put_found(struct buffer *b, str s) {
    uint32_t from = 0;
    for (uint32_t i = 0; i < s.n; i++) {
        if (s.p[i] != '[' && s.p[i] != ']')
            continue;
        html_text(b, str_slice(s, from, i));
        buffer_text(b, s.p[i] == '[' ? "<mark>" : "</mark>");
        from = i + 1;
    }
    html_text(b, str_slice(s, from, s.n));
}

static void put_cell(struct buffer *b, const struct store_row *row, const struct list_column *c) {
    str value = row_cell(row, c->name), with = row_cell(row, c->with);
    if (!value.n)
        return;
    switch (c->kind) {
    case CELL_EVENT:
        html_link(b, "/events/", value, STR("how coded"));
        break;
    case CELL_REPORT:
        html_link(b, "/reports/", value, with.n ? with : STR("report"));
        break;
    case CELL_ACTOR:
        html_link(b, "/actors/", value, value);
        put_with(b, (str){NULL, 0}, with, "code");
        break;
    case CELL_PARTIES:
        put_parties(b, value);
        break;
    case CELL_URL:
        html_link_out(b, value);
        break;
    case CELL_FOUND:
        put_found(b, value);
        break;
    default:
        put_with(b, value, with, "with");
    }
}

static const char *class_of(enum cell_kind kind) {
    return kind == CELL_NUMBER                        ? " class=\"number\""
           : kind == CELL_WORDS || kind == CELL_FOUND ? " class=\"words\""
                                                      : "";
}

static bool put_row(void *context, const struct store_row *row) {
    struct showing *s = context;
    struct buffer *b = &s->x->reply->body;
    if (!paging_takes(&s->paging))
        return !s->paging.has_more;
    str id = row_cell(row, "id");
    html(b, "<tr tabindex=\"-1\"");
    if (id.n)
        html_attribute(b, "id", id);
    html(b, ">");
    for (int i = 0; i < COLUMNS && s->list->columns[i].name; i++) {
        put_cell_begin(b, class_of(s->list->columns[i].kind), s->list->columns[i].heading);
        put_cell(b, row, &s->list->columns[i]);
        html(b, "</td>");
    }
    html(b, "</tr>\n");
    return !b->failed;
}

static void put_headings(struct buffer *b, const struct list *l) {
    html(b, "<div class=\"scroll\" tabindex=\"0\"><table class=\"list\">\n<thead><tr>");
    for (int i = 0; i < COLUMNS && l->columns[i].name; i++)
        put_heading(b, class_of(l->columns[i].kind), l->columns[i].heading);
    html(b, "</tr></thead>\n<tbody>\n");
}

static const struct list *list_of(const char *view) {
    for (size_t i = 0; i < LISTS; i++)
        if (strcmp(lists[i].view, view) == 0)
            return &lists[i];
    return &lists[0];
}

hb_status page_list(struct exchange *x) {
    const struct list *l = list_of(x->route->name);
    struct showing s = {.x = x, .list = l};
    struct asking asking = {.question = question_named(str_from(l->question))};
    struct page page = {.view = l->view,
                        .title = l->title,
                        .api = l->api,
                        .has_filters = strcmp(l->view, "sources") != 0};
    bool is_asked =
        asking.question->store != STORE_SEARCH || request_parameter(x->request, "query").n > 0;
    if (asking.question->store == STORE_EVENTS || asking.question->store == STORE_REPORTS)
        asking.filter.newest = STR("newest"); /* what one opens a list for; order= may say else */
    hb_status status = l->is_narrowed ? exchange_narrow(x) : HB_OK;
    if (status == HB_OK)
        status = exchange_conditions(x, NULL, &asking);
    if (status == HB_OK)
        status = exchange_paging(x, &asking, USUAL_ROWS, MOST_ROWS, &s.paging);
    if (status != HB_OK)
        return status;
    page_begin(x, &page);
    put_headings(&x->reply->body, l);
    if (is_asked)
        status = question_ask(x->store, &asking, put_row, &s, &x->err);
    html(&x->reply->body, "</tbody></table></div>\n");
    page_more(x, &s.paging, "Nothing is known of this.");
    page_formats(x, l->question, "csv jsonl geojson graphml ics atom");
    page_end(x, &page);
    return status;
}
