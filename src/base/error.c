/* Error values: one function that fills the record. The message is cut, never overrun, at 199
 * bytes. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

hb_status error_set(struct hb_error *err, hb_status code, uint64_t position, const char *format,
                    ...) {
    if (!err)
        return code;
    err->code = code;
    err->position = position;
    va_list args;
    va_start(args, format);
    vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    return code;
}
