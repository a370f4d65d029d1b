/* plover: a happening a line in the names of the PLOVER 2 codebook (Halterman, Bagozzi, Beger,
 * Schrodt, Scarborough: "PLOVER and POLECAT", 2023): date, type, mode, context, actors, recipients,
 * location, with POLECAT's quad code, intensity and source beside them. */
#include "export/export_parts.h"

static void put_parties(struct exporter *x, const struct told_mention *m, bool is_actor) {
    json_key(&x->j, is_actor ? "actors" : "recipients");
    json_array(&x->j);
    for (uint32_t i = 0; i < m->n_parties; i++) {
        const struct told_party *p = &m->parties[i];
        if (p->is_actor != is_actor)
            continue;
        json_object(&x->j);
        export_key(x, "name", export_party_name(p));
        export_key(x, "text", p->text);
        export_key(x, "country", export_place_of(p->code));
        export_key(x, "sector", export_sector_of(p->code));
        json_end_object(&x->j);
    }
    json_end_array(&x->j);
}

static void put_location(struct exporter *x, const struct told_place *p) {
    json_key(&x->j, "location");
    if (!p->name.n && !p->country.n) {
        json_null(&x->j);
        return;
    }
    json_object(&x->j);
    export_key(x, "name", p->name);
    export_key(x, "country", p->country);
    json_key(&x->j, "latitude");
    p->has_point ? json_real(&x->j, p->lat) : json_null(&x->j);
    json_key(&x->j, "longitude");
    p->has_point ? json_real(&x->j, p->lon) : json_null(&x->j);
    json_key(&x->j, "geonames_id");
    p->geonameid ? json_integer(&x->j, p->geonameid) : json_null(&x->j);
    json_end_object(&x->j);
}

static void put_source(struct exporter *x, const struct told_happening *h) {
    const struct told_mention *m = &h->mentions[0];
    json_key(&x->j, "source");
    json_object(&x->j);
    export_key(x, "publisher", m->report.outlet);
    export_key(x, "publication_date", m->report.date);
    export_key(x, "headline", m->report.title);
    export_key(x, "url", m->report.url);
    export_key(x, "story_id", m->report.id);
    export_key(x, "text", m->words);
    export_key(x, "speaker", m->by_text);
    export_key_integer(x, "reports", h->n_reports);
    export_key_integer(x, "independent", h->n_independent);
    json_end_object(&x->j);
}

static void put_happening(struct exporter *x, const struct told_happening *h) {
    const struct told_mention *m = &h->mentions[0];
    json_object(&x->j);
    export_key(x, "id", h->id);
    export_key(x, "date", h->first_day.n ? h->first_day : h->day);
    export_key(x, "end_date", h->last_day);
    export_key(x, "type", h->type);
    export_key_words(x, "mode", h->mode);
    export_key_words(x, "context", m->context);
    export_key_integer(x, "quad_code", h->quad);
    export_key_real(x, "intensity", h->score);
    export_key(x, "status", h->status);
    put_parties(x, m, true);
    put_parties(x, m, false);
    put_location(x, &m->place);
    put_source(x, h);
    json_key(&x->j, "language");
    json_text(&x->j, "en");
    export_key(x, "version", m->report.coder);
    json_end_object(&x->j);
    json_newline(&x->j);
}

const struct export_format export_plover = {.name = "plover", .happening = put_happening};
