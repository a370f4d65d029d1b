/* graphml (Brandes, Eiglsperger, Herman, Himsolt, Marshall 2002) and gexf 1.3 (gexf.net): actors
 * and relations. GEXF is dynamic: a relation is there from the day since when it holds (or on which
 * it is first told) to the day on which it ends, so that Gephi's time line plays the story. Ids are
 * hashes of what they stand for. */
#include "export/export_parts.h"

#include "base/date.h"
#include "export/net.h"
#include "export/xml.h"
#include "picture/ask.h"

#include <stdio.h>

static const struct column {
    const char *name, *type;
} columns[] = {{"kind", "string"},   {"manner", "string"}, {"standing", "string"},
               {"since", "string"},  {"until", "string"},  {"first", "string"},
               {"last", "string"},   {"word", "string"},   {"by", "string"},
               {"report", "string"}, {"reports", "int"},   {"independent", "int"}};
enum { COLUMNS = sizeof columns / sizeof *columns, TEXT_COLUMNS = 10 };

static str column_of(const struct net_edge *e, size_t i, char z[24]) {
    const str texts[TEXT_COLUMNS] = {e->type,  e->manner, e->standing, e->since, e->until,
                                     e->first, e->last,   e->word,     e->by,    e->report};
    if (i < TEXT_COLUMNS)
        return texts[i];
    snprintf(z, 24, "%u", i == TEXT_COLUMNS ? e->n_reports : e->n_independent);
    return str_from(z);
}

static uint64_t edge_hash(const struct net *net, const struct net_edge *e) {
    uint64_t h =
        hash_mix(hash_str(net->nodes.items[e->from].id), hash_str(net->nodes.items[e->to].id));
    char z[24];
    for (size_t i = 0; i < COLUMNS; i++)
        h = hash_mix(h, hash_str(column_of(e, i, z)));
    return h;
}

static void put_id(struct buffer *b, const char *attribute, char letter, uint64_t hash) {
    char z[64];
    buffer_put(b, z,
               (size_t)snprintf(z, sizeof z, " %s=\"%c%016llx\"", attribute, letter,
                                (unsigned long long)hash));
}

static void put_ends(struct buffer *b, const struct net *net, const struct net_edge *e) {
    put_id(b, "id", 'e', edge_hash(net, e));
    put_id(b, "source", 'n', hash_str(net->nodes.items[e->from].id));
    put_id(b, "target", 'n', hash_str(net->nodes.items[e->to].id));
}

/* ---- GraphML ---- */

static void put_key(struct buffer *b, const char *id, const char *of, const char *type) {
    char z[160];
    snprintf(z, sizeof z, "<key id=\"%s-%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", of,
             id, of, id, type);
    buffer_text(b, z);
}

static void put_data(struct buffer *b, const char *of, const char *id, str value) {
    if (!value.n)
        return;
    buffer_text(b, "<data key=\"");
    buffer_text(b, of);
    buffer_text(b, "-");
    buffer_text(b, id);
    buffer_text(b, "\">");
    xml_text(b, value);
    buffer_text(b, "</data>");
}

static void put_graphml(struct buffer *b, const struct net *net) {
    char z[24];
    buffer_text(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml "
                   "xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
                   "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                   "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
                   "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
    put_key(b, "label", "node", "string");
    put_key(b, "code", "node", "string");
    for (size_t i = 0; i < COLUMNS; i++)
        put_key(b, columns[i].name, "edge", columns[i].type);
    buffer_text(b, "<graph id=\"relations\" edgedefault=\"directed\">\n");
    for (size_t i = 0; i < net->nodes.n; i++) {
        const struct net_node *n = &net->nodes.items[i];
        buffer_text(b, "<node");
        put_id(b, "id", 'n', hash_str(n->id));
        buffer_text(b, ">");
        put_data(b, "node", "label", n->label);
        put_data(b, "node", "code", n->code);
        buffer_text(b, "</node>\n");
    }
    for (size_t i = 0; i < net->edges.n; i++) {
        buffer_text(b, "<edge");
        put_ends(b, net, &net->edges.items[i]);
        buffer_text(b, ">");
        for (size_t c = 0; c < COLUMNS; c++)
            put_data(b, "edge", columns[c].name, column_of(&net->edges.items[i], c, z));
        buffer_text(b, "</edge>\n");
    }
    buffer_text(b, "</graph>\n</graphml>\n");
}

/* ---- GEXF ---- */

static void put_day(struct buffer *b, const char *attribute, date_day day) {
    if (day == DATE_NONE)
        return;
    xml_attribute(b, attribute, str_from(interval_format((struct interval){day, day}).z));
}

static void put_spell(struct buffer *b, const struct net_edge *e) {
    struct interval since, until;
    bool has_since = interval_parse(e->since, &since) || interval_parse(e->first, &since);
    bool has_until = interval_parse(e->until, &until) && (!has_since || until.last >= since.first);
    if (!has_since && !has_until)
        return;
    buffer_text(b, "<spells><spell");
    put_day(b, "start", has_since ? since.first : DATE_NONE);
    put_day(b, "end", has_until ? until.last : DATE_NONE);
    buffer_text(b, "/></spells>");
}

static void put_values(struct buffer *b, const struct net_edge *e) {
    char z[24];
    buffer_text(b, "<attvalues>");
    for (size_t c = 0; c < COLUMNS; c++) {
        str value = column_of(e, c, z);
        if (!value.n)
            continue;
        buffer_text(b, "<attvalue");
        xml_attribute(b, "for", str_from(columns[c].name));
        xml_attribute(b, "value", value);
        buffer_text(b, "/>");
    }
    buffer_text(b, "</attvalues>");
}

static void put_gexf_head(struct buffer *b, str today) {
    buffer_text(b,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" "
                "version=\"1.3\">\n<meta");
    if (today.n)
        xml_attribute(b, "lastmodifieddate", today);
    buffer_text(b, "><creator>Harbinger</creator><description>Relations of actors</description>"
                   "</meta>\n<graph mode=\"dynamic\" defaultedgetype=\"directed\" "
                   "timeformat=\"date\" timerepresentation=\"interval\">\n"
                   "<attributes class=\"node\" mode=\"static\"><attribute id=\"code\" "
                   "title=\"code\" type=\"string\"/></attributes>\n"
                   "<attributes class=\"edge\" mode=\"static\">");
    for (size_t i = 0; i < COLUMNS; i++) {
        buffer_text(b, "<attribute");
        xml_attribute(b, "id", str_from(columns[i].name));
        xml_attribute(b, "title", str_from(columns[i].name));
        xml_attribute(b, "type", str_from(i < TEXT_COLUMNS ? "string" : "integer"));
        buffer_text(b, "/>");
    }
    buffer_text(b, "</attributes>\n<nodes>\n");
}

static void put_gexf(struct buffer *b, const struct net *net, str today) {
    char z[24];
    put_gexf_head(b, today);
    for (size_t i = 0; i < net->nodes.n; i++) {
        const struct net_node *n = &net->nodes.items[i];
        buffer_text(b, "<node");
        put_id(b, "id", 'n', hash_str(n->id));
        xml_attribute(b, "label", n->label);
        buffer_text(b, "><attvalues><attvalue for=\"code\"");
        xml_attribute(b, "value", n->code);
        buffer_text(b, "/></attvalues></node>\n");
    }
    buffer_text(b, "</nodes>\n<edges>\n");
    for (size_t i = 0; i < net->edges.n; i++) {
        const struct net_edge *e = &net->edges.items[i];
        buffer_text(b, "<edge");
        put_ends(b, net, e);
        xml_attribute(b, "label", e->type);
        xml_attribute(b, "kind", e->type);
        xml_attribute(b, "weight", column_of(e, TEXT_COLUMNS + 1, z));
        buffer_text(b, ">");
        put_values(b, e);
        put_spell(b, e);
        buffer_text(b, "</edge>\n");
    }
    buffer_text(b, "</edges>\n</graph>\n</gexf>\n");
}

static hb_status put_network(struct exporter *x, bool is_gexf) {
    struct arena arena = {0};
    struct net net = {0};
    str today = {NULL, 0};
    hb_status status = picture_today(x->store, &x->request->filter, &arena, &today, x->err);
    if (status == HB_OK)
        status = net_read(x->store, &x->request->filter, &arena, &net, x->err);
    if (status == HB_OK && is_gexf)
        put_gexf(&x->j.out, &net, today);
    else if (status == HB_OK)
        put_graphml(&x->j.out, &net);
    arena_free(&arena);
    return status;
}

static hb_status all_graphml(struct exporter *x) {
    return put_network(x, false);
}
static hb_status all_gexf(struct exporter *x) {
    return put_network(x, true);
}

const struct export_format export_graphml = {.name = "graphml", .all = all_graphml};
const struct export_format export_gexf = {.name = "gexf", .all = all_gexf};
