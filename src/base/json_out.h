/* JSON writer into a growing buffer. Keys appear in the order in which they are written; numbers
 * are the shortest that read back the same and never depend on the locale; text that is not UTF-8
 * is repaired, so that what comes out is always JSON. Commas and colons are the writer's affair:
 *
 *     json_object(&j); json_key(&j, "id"); json_string(&j, id); json_end_object(&j);
 *
 * Writing never fails visibly; the caller looks at out.failed once at the end. */
#ifndef HB_BASE_JSON_OUT_H
#define HB_BASE_JSON_OUT_H

#include "base/buffer.h"

struct json_out {
    struct buffer out; /* what was written; its owner frees it */
    bool needs_comma;
};

/* As buffer_reset: the next value is the first. */
static inline void json_reset(struct json_out *j) {
    buffer_reset(&j->out);
    j->needs_comma = false;
}

void json_object(struct json_out *j);
void json_end_object(struct json_out *j);
void json_array(struct json_out *j);
void json_end_array(struct json_out *j);
void json_key(struct json_out *j, const char *key);

void json_string(struct json_out *j, str s); /* p == NULL: null */
void json_text(struct json_out *j, const char *z);
void json_integer(struct json_out *j, int64_t v);
void json_real(struct json_out *j, double v); /* "1.0", "0.1", "1e+300"; not finite: null */
void json_bool(struct json_out *j, bool v);
void json_null(struct json_out *j);

/* Ends the line: a newline, and the next value needs no comma. */
void json_newline(struct json_out *j);

#endif
