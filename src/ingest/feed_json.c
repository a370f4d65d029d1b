/* JSON Feed (jsonfeed.org, version 1 and 1.1). */
#include "ingest/feed_parts.h"

#include <jansson.h>

static str string_of(const json_t *object, const char *key, struct arena *a) {
    const json_t *v = json_object_get(object, key);
    return json_is_string(v)
               ? str_copy(a, (str){json_string_value(v), (uint32_t)json_string_length(v)})
               : (str){NULL, 0};
}

hb_status feed_read_json(str bytes, struct arena *a, struct json_out *out, struct hb_error *err) {
    json_error_t fault;
    json_t *feed = json_loadb(bytes.p, bytes.n, 0, &fault), *item;
    size_t i;
    if (!feed)
        return error_set(err, HB_ERR_INPUT, (uint64_t)fault.position,
                         "a feed that is no JSON: %.80s", fault.text);
    str outlet = string_of(feed, "title", a);
    json_array_foreach(json_object_get(feed, "items"), i, item) {
        struct entry e = {.id = string_of(item, "id", a),
                          .url = string_of(item, "url", a),
                          .title = string_of(item, "title", a),
                          .date = string_of(item, "date_published", a),
                          .text = string_of(item, "content_html", a)};
        feed_keep(&e.text, string_of(item, "content_text", a));
        e.is_whole = e.text.n > 0;
        feed_keep(&e.text, string_of(item, "summary", a));
        feed_put_entry(&e, outlet, a, out);
    }
    json_decref(feed);
    return HB_OK;
}
