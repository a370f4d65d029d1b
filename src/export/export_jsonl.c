/* jsonl: a happening a line: the event object of docs/formats.md, as its leading mention has it,
 * with what the happening is as a whole, and under "mentions" every event that tells it with its
 * report. */
#include "export/export_parts.h"

static void put_offsets(struct exporter *x, int64_t begin, int64_t end) {
    export_key_integer(x, "begin", begin);
    export_key_integer(x, "end", end);
}

static void put_parties(struct exporter *x, const struct told_mention *m, bool is_actor) {
    json_key(&x->j, is_actor ? "actor" : "recipient");
    json_array(&x->j);
    for (uint32_t i = 0; i < m->n_parties; i++) {
        const struct told_party *p = &m->parties[i];
        if (p->is_actor != is_actor)
            continue;
        json_object(&x->j);
        export_key(x, "text", p->text);
        put_offsets(x, p->begin, p->end);
        export_key(x, "code", p->code);
        export_key(x, "name", p->name);
        json_end_object(&x->j);
    }
    json_end_array(&x->j);
}

static void put_place(struct exporter *x, const struct told_place *p) {
    json_key(&x->j, "where");
    if (!p->name.n) {
        json_null(&x->j);
        return;
    }
    json_object(&x->j);
    export_key(x, "name", p->name);
    export_key(x, "country", p->country);
    json_key(&x->j, "lat");
    p->has_point ? json_real(&x->j, p->lat) : json_null(&x->j);
    json_key(&x->j, "lon");
    p->has_point ? json_real(&x->j, p->lon) : json_null(&x->j);
    json_key(&x->j, "geonameid");
    p->geonameid ? json_integer(&x->j, p->geonameid) : json_null(&x->j);
    put_offsets(x, p->begin, p->end);
    json_end_object(&x->j);
}

static void put_by(struct exporter *x, const struct told_mention *m) {
    json_key(&x->j, "by");
    if (!m->by_text.n) {
        json_null(&x->j);
        return;
    }
    json_object(&x->j);
    export_key(x, "text", m->by_text);
    put_offsets(x, m->by_begin, m->by_end);
    export_key(x, "code", m->by_code);
    export_key(x, "kind", m->by_kind);
    export_key(x, "stance", m->by_stance);
    json_key(&x->j, "via");
    if (m->via_text.n) {
        json_object(&x->j);
        export_key(x, "text", m->via_text);
        export_key(x, "code", m->via_code);
        json_end_object(&x->j);
    } else {
        json_null(&x->j);
    }
    json_end_object(&x->j);
}

static void put_numbers(struct exporter *x, const struct told_mention *m) {
    json_key(&x->j, "numbers");
    json_object(&x->j);
    for (uint32_t i = 0; i < m->n_numbers; i++) {
        const struct told_number *n = &m->numbers[i];
        char kind[32] = "";
        memcpy(kind, n->kind.p, n->kind.n < sizeof kind - 1 ? n->kind.n : sizeof kind - 1);
        json_key(&x->j, kind);
        json_object(&x->j);
        export_key_integer(x, "low", n->low);
        json_key(&x->j, "high");
        n->high == INT64_MAX ? json_null(&x->j) : json_integer(&x->j, n->high);
        export_key(x, "text", n->text);
        json_end_object(&x->j);
    }
    json_end_object(&x->j);
}

static void put_report(struct exporter *x, const struct told_report *r) {
    json_key(&x->j, "report");
    json_object(&x->j);
    export_key(x, "id", r->id);
    export_key(x, "given_id", r->given_id);
    export_key(x, "date", r->date);
    export_key(x, "title", r->title);
    export_key(x, "url", r->url);
    export_key(x, "outlet", r->outlet);
    export_key(x, "coder", r->coder);
    json_key(&x->j, "is_copy");
    json_bool(&x->j, r->is_copy);
    json_end_object(&x->j);
}

/* The event object, but for its brackets and its report. */
static void put_event(struct exporter *x, const struct told_mention *m) {
    export_key_integer(x, "sentence", m->sentence);
    put_offsets(x, m->begin, m->end);
    export_key(x, "trigger", m->trigger);
    export_key(x, "type", m->type);
    export_key_words(x, "mode", m->mode);
    export_key_words(x, "context", m->context);
    export_key(x, "content", m->content);
    export_key(x, "cameo", m->cameo);
    export_key_integer(x, "quad", m->quad);
    export_key_real(x, "goldstein", m->goldstein);
    export_key_real(x, "score", m->score);
    export_key(x, "status", m->status);
    export_key_real(x, "confidence", m->confidence);
    put_parties(x, m, true);
    put_parties(x, m, false);
    export_key(x, "when", m->when);
    export_key(x, "when_text", m->when_text);
    put_place(x, &m->place);
    put_by(x, m);
    put_numbers(x, m);
    export_key(x, "rule", m->rule);
}

/* What the happening says over its leading mention. */
static struct told_mention leading(const struct told_happening *h) {
    struct told_mention m = h->mentions[0];
    m.type = h->type;
    m.mode = h->mode;
    m.cameo = h->cameo;
    m.status = h->status;
    m.quad = h->quad;
    m.goldstein = h->goldstein;
    m.score = h->score;
    return m;
}

static void put_happening(struct exporter *x, const struct told_happening *h) {
    struct told_mention lead = leading(h);
    json_object(&x->j);
    export_key(x, "id", h->id);
    export_key(x, "day", h->day);
    export_key_integer(x, "reports", h->n_reports);
    export_key_integer(x, "independent", h->n_independent);
    put_event(x, &lead);
    json_key(&x->j, "mentions");
    json_array(&x->j);
    for (uint32_t i = 0; i < h->n_mentions; i++) {
        json_object(&x->j);
        export_key(x, "id", h->mentions[i].id);
        put_report(x, &h->mentions[i].report);
        export_key(x, "words", h->mentions[i].words);
        put_event(x, &h->mentions[i]);
        json_end_object(&x->j);
    }
    json_end_array(&x->j);
    json_end_object(&x->j);
    json_newline(&x->j);
}

const struct export_format export_jsonl = {.name = "jsonl", .happening = put_happening};
