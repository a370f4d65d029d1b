/* A line of JSON → report, by jansson. Before it parses, one scan refuses what it would stumble
 * over or be slow on: zero bytes and brackets nested deeper than the limit. Ill-formed UTF-8 is
 * repaired first, so that a report with one broken byte is read like any other. Keys given twice
 * are an error: which of the two was meant cannot be known. jansson allocates on its own; all is
 * copied and freed before the function returns. */
#include "ingest/ingest.h"

#include "base/utf8.h"
#include "ingest/written.h"

#include <jansson.h>

bool ingest_is_json(str bytes) {
    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        bytes = str_slice(bytes, 3, bytes.n);
    bytes = str_trim(bytes);
    return bytes.n > 0 && bytes.p[0] == '{';
}

static hb_status scan(str line, const struct hb_limits *limits, struct hb_error *err) {
    uint32_t depth = 0;
    bool in_string = false;
    for (uint32_t i = 0; i < line.n; i++) {
        char c = line.p[i];
        if (c == 0)
            return error_set(err, HB_ERR_INPUT, i, "zero byte at byte %u of the line", i + 1);
        if (in_string) {
            if (c == '\\' && i + 1 < line.n && line.p[i + 1])
                i++;
            in_string = c != '"';
            continue;
        }
        in_string = c == '"';
        if ((c == '{' || c == '[') && ++depth > limits->json_depth)
            return error_set(err, HB_ERR_LIMIT, i, "brackets nested deeper than %u at byte %u",
                             limits->json_depth, i + 1);
        if ((c == '}' || c == ']') && depth > 0)
            depth--;
    }
    return HB_OK;
}

static const char *type_name(const json_t *v) {
    static const char *const names[] = {"an object", "a list",        "a string",      "a number",
                                        "a number",  "a truth value", "a truth value", "null"};
    return names[json_typeof(v)];
}

/* The string under key, copied, normalised; {NULL,0} if absent, null or empty. */
static hb_status get_string(const json_t *object, const char *key, struct arena *a, str *out,
                            struct hb_error *err) {
    const json_t *v = json_object_get(object, key);
    *out = (str){NULL, 0};
    if (!v || json_is_null(v))
        return HB_OK;
    if (!json_is_string(v))
        return error_set(err, HB_ERR_INPUT, 0, "\"%s\" is %s where a string is needed", key,
                         type_name(v));
    str raw = str_copy(a, (str){json_string_value(v), (uint32_t)json_string_length(v)});
    if (!raw.p)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for \"%s\"", key);
    *out = raw.n ? raw : (str){NULL, 0};
    return HB_OK;
}

static hb_status get_clean(const json_t *object, const char *key, struct arena *a, str *out,
                           struct hb_error *err) {
    hb_status status = get_string(object, key, a, out, err);
    if (status != HB_OK || !out->p)
        return status;
    str clean = utf8_normalize(a, *out, NULL);
    if (!clean.p)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for \"%s\"", key);
    *out = str_trim(clean);
    if (!out->n)
        *out = (str){NULL, 0};
    return HB_OK;
}

/* An id may be a string or a whole number. */
static hb_status get_id(json_t *object, struct arena *a, str *out, struct hb_error *err) {
    const json_t *v = json_object_get(object, "id");
    if (!json_is_integer(v))
        return get_clean(object, "id", a, out, err);
    char z[24];
    int n = snprintf(z, sizeof z, "%lld", (long long)json_integer_value(v));
    *out = str_copy(a, (str){z, (uint32_t)n});
    return out->p ? HB_OK : error_set(err, HB_ERR_MEMORY, 0, "no memory for an id");
}

static date_day day_of(str s, struct report *r) {
    date_day day = s.p ? written_moment(s) : DATE_NONE;
    if (s.p && day == DATE_NONE)
        report_warn(r, "the record's date is not a day (YYYY-MM-DD) and was not used");
    return day;
}

static hb_status fill(json_t *object, const struct ingest_options *o, struct arena *a,
                      struct report *out, struct hb_error *err) {
    str date;
    hb_status status = HB_OK;
    if (!json_is_object(object))
        return error_set(err, HB_ERR_INPUT, 0, "%s where an object is needed", type_name(object));
    if ((status = get_id(object, a, &out->id, err)) != HB_OK ||
        (status = get_clean(object, "title", a, &out->title, err)) != HB_OK ||
        (status = get_clean(object, "url", a, &out->url, err)) != HB_OK ||
        (status = get_clean(object, "outlet", a, &out->outlet, err)) != HB_OK ||
        (status = get_clean(object, "date", a, &date, err)) != HB_OK ||
        (status = get_string(object, "text", a, &out->text, err)) != HB_OK)
        return status;
    if (!out->text.p) {
        const json_t *text = json_object_get(object, "text");
        return error_set(err, HB_ERR_INPUT, 0,
                         text && !json_is_null(text) ? "\"text\" is empty"
                                                     : "there is no \"text\"");
    }
    return report_finish(out, day_of(date, out), o, a, err);
}

hb_status report_from_json(str line, const struct ingest_options *o, struct arena *a,
                           struct report *out, struct hb_error *err) {
    json_error_t reason;
    *out = (struct report){.date = DATE_NONE};
    if (str_starts(line, STR("\xEF\xBB\xBF")))
        line = str_slice(line, 3, line.n);
    if (line.n > o->limits.line_bytes)
        return error_set(err, HB_ERR_LIMIT, line.n, "line longer than %u bytes",
                         o->limits.line_bytes);
    hb_status status = scan(line, &o->limits, err);
    if (status != HB_OK)
        return status;
    if (str_trim(line).n == 0)
        return error_set(err, HB_ERR_INPUT, 0, "empty line");
    uint32_t repaired = 0;
    str clean = utf8_is_clean(line) ? line : utf8_normalize(a, line, &repaired);
    if (!clean.p)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for a line of %u bytes", line.n);
    json_t *object = json_loadb(clean.p, clean.n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &reason);
    if (!object)
        return error_set(err, HB_ERR_INPUT, reason.position > 0 ? (uint64_t)reason.position : 0,
                         "not JSON: %.120s, at byte %d of the line", reason.text, reason.position);
    if (repaired)
        report_warn(out, "broken bytes in the record were replaced by U+FFFD");
    status = fill(object, o, a, out, err);
    json_decref(object);
    return status;
}

bool record_wants_page(str record, struct arena *a, str *url) {
    json_t *object = json_loadb(record.p, record.n, JSON_ALLOW_NUL, NULL);
    const json_t *address = json_object_get(object, "url"), *text = json_object_get(object, "text");
    bool is_short = json_object_get(object, "note") || json_string_length(text) == 0;
    *url = (str){NULL, 0};
    if (is_short && json_string_length(address))
        *url =
            str_copy(a, (str){json_string_value(address), (uint32_t)json_string_length(address)});
    json_decref(object);
    return url->n > 0;
}
