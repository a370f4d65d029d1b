/* The description of the API, as openapi.json stands beside this file; tests/cli/serve holds every
 * answer against it. */
#include "serve/routes.h"

extern const char serve_openapi[]; /* openapi.json */

hb_status api_openapi(struct exchange *x) {
    x->reply->media = "application/json";
    buffer_text(&x->reply->body, serve_openapi);
    return HB_OK;
}
