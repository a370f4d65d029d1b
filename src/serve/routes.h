/* Every place of the site, in one table. The answers are made in api*.c and page*.c. */
#ifndef HB_SERVE_ROUTES_H
#define HB_SERVE_ROUTES_H

#include "serve/exchange.h"

exchange_answer api_question; /* /api/v1/events, and with .jsonl … at its end */
exchange_answer api_stream;
exchange_answer api_add;
exchange_answer api_explain, api_report, api_actor, api_map, api_graph, api_brief, api_meta,
    api_openapi, api_outlook;
exchange_answer page_list, page_brief, page_event, page_report, page_actor, page_help, page_outlook,
    page_alarms;

#endif
