/* geojson: a FeatureCollection of happenings (RFC 7946): points as longitude, latitude; what has no
 * place has the null geometry that the RFC gives to unlocated features. */
#include "export/export_parts.h"

static void begin(struct exporter *x) {
    buffer_text(&x->j.out, "{\"type\":\"FeatureCollection\",\"features\":[\n");
}

static void put_names(struct exporter *x, const struct told_mention *m, bool is_actor) {
    json_key(&x->j, is_actor ? "actor" : "recipient");
    struct json_out list = {0};
    for (uint32_t i = 0; i < m->n_parties; i++) {
        const struct told_party *p = &m->parties[i];
        if (p->is_actor != is_actor)
            continue;
        buffer_text(&list.out, list.out.n ? "; " : "");
        buffer_str(&list.out, export_party_name(p));
        buffer_text(&list.out, " (");
        buffer_str(&list.out, p->code);
        buffer_text(&list.out, ")");
    }
    json_string(&x->j, (str){list.out.p, (uint32_t)list.out.n});
    x->j.out.failed = x->j.out.failed || list.out.failed;
    buffer_free(&list.out);
}

static void put_properties(struct exporter *x, const struct told_happening *h) {
    const struct told_mention *m = &h->mentions[0];
    export_key(x, "id", h->id);
    export_key(x, "day", h->day);
    export_key(x, "when", m->when);
    export_key(x, "type", h->type);
    export_key(x, "mode", h->mode);
    export_key(x, "status", h->status);
    export_key_integer(x, "quad", h->quad);
    export_key_real(x, "goldstein", h->goldstein);
    put_names(x, m, true);
    put_names(x, m, false);
    export_key(x, "place", h->place);
    export_key(x, "country", h->country);
    export_key_integer(x, "mentions", h->n_mentions);
    export_key_integer(x, "reports", h->n_reports);
    export_key_integer(x, "independent", h->n_independent);
    export_key(x, "words", m->words);
    export_key(x, "by", m->by_text);
    export_key(x, "report", m->report.id);
    export_key(x, "outlet", m->report.outlet);
    export_key(x, "url", m->report.url);
}

static void put_happening(struct exporter *x, const struct told_happening *h) {
    buffer_text(&x->j.out, x->n ? ",\n" : "");
    x->j.needs_comma = false;
    json_object(&x->j);
    json_key(&x->j, "type");
    json_text(&x->j, "Feature");
    export_key(x, "id", h->id);
    json_key(&x->j, "geometry");
    if (h->has_point) {
        json_object(&x->j);
        json_key(&x->j, "type");
        json_text(&x->j, "Point");
        json_key(&x->j, "coordinates");
        json_array(&x->j);
        json_real(&x->j, h->lon);
        json_real(&x->j, h->lat);
        json_end_array(&x->j);
        json_end_object(&x->j);
    } else {
        json_null(&x->j);
    }
    json_key(&x->j, "properties");
    json_object(&x->j);
    put_properties(x, h);
    json_end_object(&x->j);
    json_end_object(&x->j);
}

static void end(struct exporter *x) {
    buffer_text(&x->j.out, x->n ? "\n]}\n" : "]}\n");
}

const struct export_format export_geojson = {
    .name = "geojson", .begin = begin, .happening = put_happening, .end = end};
