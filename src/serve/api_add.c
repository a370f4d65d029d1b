/* POST /api/v1/reports. */
#include "serve/routes.h"

hb_status api_add(struct exchange *x) {
    return error_set(&x->err, HB_ERR_USAGE, 0, "not yet");
}

hb_status api_openapi(struct exchange *x) {
    return error_set(&x->err, HB_ERR_USAGE, 0, "not yet");
}
