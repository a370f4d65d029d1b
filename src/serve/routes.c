/* The table of places. */
#include "serve/routes.h"

static const struct route routes[] = {
    {"/", ROUTE_ANSWER, true, page_brief, "brief"},
    {"/events", ROUTE_ANSWER, true, page_list, "events"},
    {"/reports", ROUTE_ANSWER, true, page_list, "reports"},
    {"/search", ROUTE_ANSWER, true, page_list, "search"},
    {"/timeline", ROUTE_ANSWER, true, page_list, "timeline"},
    {"/map", ROUTE_ANSWER, true, page_list, "map"},
    {"/network", ROUTE_ANSWER, true, page_list, "network"},
    {"/agenda", ROUTE_ANSWER, true, page_list, "agenda"},
    {"/outlook", ROUTE_ANSWER, true, page_outlook, "outlook"},
    {"/alarms", ROUTE_ANSWER, true, page_alarms, "alarms"},
    {"/actors", ROUTE_ANSWER, true, page_list, "actors"},
    {"/disputes", ROUTE_ANSWER, true, page_list, "disputes"},
    {"/sources", ROUTE_ANSWER, true, page_list, "sources"},
    {"/help", ROUTE_ANSWER, true, page_help, "help"},
    {"/events/", ROUTE_ANSWER, true, page_event, "events"},
    {"/reports/", ROUTE_ANSWER, true, page_report, "reports"},
    {"/actors/", ROUTE_ANSWER, true, page_actor, "actors"},
    {"/api/v1/explain/", ROUTE_ANSWER, false, api_explain, NULL},
    {"/api/v1/reports/", ROUTE_ANSWER, false, api_report, NULL},
    {"/api/v1/actors/", ROUTE_ANSWER, false, api_actor, NULL},
    {"/api/v1/map", ROUTE_ANSWER, false, api_map, NULL},
    {"/api/v1/graph", ROUTE_ANSWER, false, api_graph, NULL},
    {"/api/v1/brief", ROUTE_ANSWER, false, api_brief, NULL},
    {"/api/v1/outlook", ROUTE_ANSWER, false, api_outlook, NULL},
    {"/api/v1/meta", ROUTE_ANSWER, false, api_meta, NULL},
    {"/api/v1/openapi.json", ROUTE_ANSWER, false, api_openapi, NULL},
    {"/api/v1/live", ROUTE_LIVE, false, NULL, NULL},
    {"/api/v1/", ROUTE_ANSWER, false, api_question, NULL},
    {"/healthz", ROUTE_QUICK, false, NULL, NULL},
    {"/static/", ROUTE_QUICK, false, NULL, NULL},
};
enum { ROUTES = sizeof routes / sizeof *routes };

static const struct route streaming = {"/api/v1/", ROUTE_STREAM, false, api_stream, NULL};
static const struct route adding = {"/api/v1/reports", ROUTE_ADD, false, api_add, NULL};

bool route_is_api(str path) {
    return str_starts(path, STR("/api/"));
}

static bool has_format(str name) {
    return memchr(name.p, '.', name.n) != NULL;
}

const struct route *route_find(str path, bool is_post, str *rest) {
    *rest = (str){NULL, 0};
    if (is_post && str_equal(path, str_from(adding.path)))
        return &adding;
    for (size_t i = 0; i < ROUTES; i++) {
        const struct route *r = &routes[i];
        str own = str_from(r->path);
        bool has_rest = own.n > 1 && own.p[own.n - 1] == '/';
        if (has_rest ? !str_starts(path, own) || path.n == own.n : !str_equal(path, own))
            continue;
        *rest = str_slice(path, own.n, path.n);
        return r->answer == api_question && has_format(*rest) ? &streaming : r;
    }
    return NULL;
}
