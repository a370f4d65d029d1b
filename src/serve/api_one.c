/* Answers about one thing, and what the map and the network draw. */
#include "export/net.h"
#include "export/rows.h"
#include "picture/explain.h"
#include "serve/routes.h"

#include <inttypes.h>
#include <stdio.h>

enum { OUTLETS_SUGGESTED = 500 };

struct objects {
    struct rows rows;
    struct buffer *body;
};

static bool put_object(void *context, const struct store_row *row) {
    struct objects *o = context;
    return rows_put_item(&o->rows, row, o->body);
}

static struct objects objects_in(struct exchange *x) {
    x->reply->media = "application/json";
    return (struct objects){.rows.format = ROWS_JSONL, .body = &x->reply->body};
}

static hb_status finish(struct exchange *x, struct objects *o, hb_status status, const char *what) {
    buffer_free(&o->rows.out.out);
    if (status == HB_OK && !o->rows.n && what)
        reply_problem(x->reply, false, 404, what);
    return status;
}

static hb_status no_conditions(struct exchange *x) {
    const struct parameter *p = x->request->parameters;
    if (!x->request->n_parameters)
        return HB_OK;
    return error_set(&x->err, HB_ERR_USAGE, 0, "%.*s: there is no such condition",
                     p->name.n < 40 ? (int)p->name.n : 40, p->name.p);
}

hb_status api_explain(struct exchange *x) {
    struct objects o = objects_in(x);
    uint64_t n = 0;
    hb_status status = no_conditions(x);
    buffer_text(o.body, "{\"mentions\":[");
    if (status == HB_OK)
        status = picture_explain(x->store, x->rest, put_object, &o, &n, &x->err);
    buffer_text(o.body, "\n]}\n");
    return finish(x, &o, status, "there is no such event");
}

hb_status api_report(struct exchange *x) {
    struct objects o = objects_in(x), marks = o;
    struct store_filter f = {.id = x->rest};
    hb_status status = no_conditions(x);
    buffer_text(o.body, "{\"report\":");
    if (status == HB_OK)
        status = store_ask(x->store, STORE_REPORT, &f, put_object, &o, &x->err);
    buffer_text(o.body, ",\"marks\":[");
    if (status == HB_OK)
        status = store_ask(x->store, STORE_MARKS, &f, put_object, &marks, &x->err);
    buffer_text(o.body, "\n]}\n");
    buffer_free(&marks.rows.out.out);
    return finish(x, &o, status, "there is no such report");
}

hb_status api_actor(struct exchange *x) {
    struct objects o = objects_in(x);
    struct asking asking = {.question = question_named(STR("actors"))};
    hb_status status = exchange_conditions(x, NULL, &asking);
    asking.filter.actor = x->rest;
    buffer_text(o.body, "{\"rows\":[");
    if (status == HB_OK)
        status = question_ask(x->store, &asking, put_object, &o, &x->err);
    buffer_text(o.body, "\n]}\n");
    return finish(x, &o, status, "nobody of that name is named in a report");
}

hb_status api_map(struct exchange *x) {
    struct objects places = objects_in(x), spots = places, control = places;
    struct asking asking = {.question = question_named(STR("events"))};
    struct picture_options none = {0};
    struct store_filter nothing = {0};
    hb_status status = exchange_conditions(x, NULL, &asking);
    struct store_filter held = asking.filter;
    held.type = held.status = (str){NULL, 0}; /* of events, not of control */
    buffer_text(places.body, "{\"places\":[");
    if (status == HB_OK)
        status = store_ask(x->store, STORE_MAP, &asking.filter, put_object, &places, &x->err);
    buffer_text(places.body, "\n],\"spots\":[");
    if (status == HB_OK)
        status = store_ask(x->store, STORE_SPOTS, &nothing, put_object, &spots, &x->err);
    buffer_text(places.body, "\n],\"control\":[");
    if (status == HB_OK)
        status = picture_control(x->store, &held, &none, put_object, &control, &x->err);
    buffer_text(places.body, "\n]}\n");
    buffer_free(&spots.rows.out.out);
    buffer_free(&control.rows.out.out);
    return finish(x, &places, status, NULL);
}

static void put_number(struct buffer *b, const char *key, int64_t n) {
    char z[64];
    buffer_put(b, z, (size_t)snprintf(z, sizeof z, ",\"%s\":%" PRId64, key, n));
}

/* What the archive holds: what filters suggest, and the days that a time line spans. */
hb_status api_meta(struct exchange *x) {
    struct objects o = objects_in(x);
    struct store_filter f = {.limit = OUTLETS_SUGGESTED};
    struct store_counts n;
    struct json_out j = {0};
    hb_status status = no_conditions(x);
    if (status == HB_OK)
        status = store_count(x->store, &n, &x->err);
    if (status != HB_OK)
        return status;
    json_string(&j, str_from(x->title));
    buffer_text(o.body, "{\"archive\":");
    buffer_put(o.body, j.out.p, j.out.n);
    o.body->failed |= j.out.failed;
    buffer_free(&j.out);
    put_number(o.body, "reports", n.reports);
    put_number(o.body, "events", n.events);
    buffer_text(o.body, ",\"days\":");
    status = store_ask(x->store, STORE_DAYS, &(struct store_filter){0}, put_object, &o, &x->err);
    buffer_text(o.body, ",\"outlets\":[");
    o.rows.n = 0; /* another array */
    if (status == HB_OK)
        status = store_ask(x->store, STORE_OUTLETS, &f, put_object, &o, &x->err);
    buffer_text(o.body, "\n]}\n");
    return finish(x, &o, status, NULL);
}

static void put_key(struct json_out *j, const char *key, str value) {
    json_key(j, key);
    json_string(j, value.n ? value : (str){NULL, 0});
}

static void put_link(struct json_out *j, const struct net *net, const struct net_edge *e) {
    const struct {
        const char *key;
        str value;
    } texts[] = {{"source", net->nodes.items[e->from].id},
                 {"target", net->nodes.items[e->to].id},
                 {"type", e->type},
                 {"manner", e->manner},
                 {"standing", e->standing},
                 {"since", e->since},
                 {"until", e->until},
                 {"first", e->first},
                 {"last", e->last},
                 {"word", e->word},
                 {"by", e->by},
                 {"report", e->report}};
    json_object(j);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        put_key(j, texts[i].key, texts[i].value);
    json_key(j, "reports");
    json_integer(j, e->n_reports);
    json_key(j, "independent");
    json_integer(j, e->n_independent);
    json_end_object(j);
}

hb_status api_graph(struct exchange *x) {
    struct asking asking = {.question = question_named(STR("relations"))};
    struct json_out j = {0};
    struct net net = {0};
    struct paging paging;
    hb_status status = exchange_conditions(x, NULL, &asking);
    if (status == HB_OK)
        status = exchange_paging(x, &asking, 500, 5000, &paging);
    asking.filter.limit = (uint32_t)paging.most;
    if (status == HB_OK)
        status = net_read(x->store, &asking.filter, x->arena, &net, &x->err);
    if (status != HB_OK)
        return status;
    json_object(&j);
    json_key(&j, "nodes");
    json_array(&j);
    for (size_t i = 0; i < net.nodes.n; i++) {
        const struct net_node *n = &net.nodes.items[i];
        json_object(&j);
        put_key(&j, "id", n->id);
        put_key(&j, "label", n->label);
        put_key(&j, "code", n->code);
        json_key(&j, "links");
        json_integer(&j, n->n_edges);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_key(&j, "links");
    json_array(&j);
    for (size_t i = 0; i < net.edges.n; i++)
        put_link(&j, &net, &net.edges.items[i]);
    json_end_array(&j);
    json_end_object(&j);
    json_newline(&j);
    x->reply->media = "application/json";
    x->reply->body = j.out;
    return HB_OK;
}
