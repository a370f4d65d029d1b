/* Lists of articles in JSON: JSON Feed (jsonfeed.org, version 1 and 1.1), and what services of news
 * give (GDELT DOC, Event Registry, NewsAPI). They differ in names, so each fact is sought by all of
 * its names, the surest first. */
#include "ingest/feed_parts.h"

#include <jansson.h>

/* The list itself: {"items": […]}, {"articles": […]}, {"articles": {"results": […]}}. */
static const json_t *list_of(const json_t *feed) {
    static const char *const names[] = {"items", "articles", "results"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const json_t *v = json_object_get(feed, names[i]);
        if (json_is_object(v))
            v = json_object_get(v, "results");
        if (json_is_array(v))
            return v;
    }
    return NULL;
}

/* The first string under one of the names; of an object, its title or name. Ends with NULL. */
static str first_of(const json_t *object, const char *const *names, struct arena *a) {
    for (; *names; names++) {
        const json_t *v = json_object_get(object, *names);
        if (json_is_object(v))
            v = json_object_get(v, json_object_get(v, "title") ? "title" : "name");
        if (json_string_length(v))
            return str_copy(a, (str){json_string_value(v), (uint32_t)json_string_length(v)});
    }
    return (str){NULL, 0};
}

hb_status feed_read_json(str bytes, struct arena *a, struct json_out *out, struct hb_error *err) {
    static const char
        *const ids[] = {"id", "uri", NULL},
               *const urls[] = {"url", "link", NULL}, *const titles[] = {"title", "headline", NULL},
               *const dates[] = {"date_published", "publishedAt", "dateTimePub", "dateTime",
                                 "date",           "seendate",    NULL},
               *const outlets[] = {"source", "domain", NULL},
               *const texts[] = {"content_html", "content_text", "body", "text", NULL},
               *const teasers[] = {"summary", "description", "content", NULL},
               *const names[] = {"title", NULL};
    json_error_t fault;
    json_t *feed = json_loadb(bytes.p, bytes.n, 0, &fault), *item;
    size_t i;
    if (!feed)
        return error_set(err, HB_ERR_INPUT, (uint64_t)fault.position,
                         "a feed that is no JSON: %.80s", fault.text);
    str outlet = first_of(feed, names, a);
    json_array_foreach(list_of(feed), i, item) {
        struct entry e = {.id = first_of(item, ids, a),
                          .url = first_of(item, urls, a),
                          .title = first_of(item, titles, a),
                          .date = first_of(item, dates, a),
                          .outlet = first_of(item, outlets, a),
                          .text = first_of(item, texts, a)};
        e.is_whole = e.text.n > 0;
        feed_keep(&e.text, first_of(item, teasers, a));
        feed_put_entry(&e, outlet, a, out);
    }
    json_decref(feed);
    return HB_OK;
}
