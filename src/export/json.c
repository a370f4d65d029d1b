/* The coded report as JSON. One function per kind of fact; keys stand in the order of the published
 * format, and what is not known is null, so that every line has the same shape. Offsets are turned
 * into code points here and nowhere else on the way out. */
#include "export/json.h"

#include "base/offsets.h"
#include "code/ids.h"
#include "ingest/ingest.h"

struct writer {
    const struct export_source *source;
    struct json_out *j;
    struct offsets offsets;
    struct hex_id *entity_ids; /* [n_entities] */
};

/* The same in every run: of an entity's kind and name, or of where it stands in its report. */
static struct hex_id entity_id(str report_id, const struct entity *e, uint32_t first_mention) {
    if (e->name.n)
        return hex_id_of(
            hash_mix(hash_str(e->name), hash_str(str_from(entity_kind_name(e->kind)))));
    return hex_id_of(hash_mix(hash_str(report_id), first_mention));
}

static void write_or_null(struct json_out *j, str s) {
    json_string(j, s.n ? s : (str){NULL, 0});
}

static void write_key_text(struct writer *w, const char *key, str s) {
    json_key(w->j, key);
    write_or_null(w->j, s);
}

static void write_key_integer(struct writer *w, const char *key, int64_t v) {
    json_key(w->j, key);
    json_integer(w->j, v);
}

static void write_key_real(struct writer *w, const char *key, double v) {
    json_key(w->j, key);
    json_real(w->j, v);
}

static void write_offsets(struct writer *w, struct span s) {
    write_key_integer(w, "begin", offsets_points(&w->offsets, s.begin));
    write_key_integer(w, "end", offsets_points(&w->offsets, s.end));
}

/* Null where a fact rests on the tables and not on the text. */
static void write_evidence(struct writer *w, struct span s) {
    if (s.begin < s.end) {
        write_offsets(w, s);
        return;
    }
    json_key(w->j, "begin");
    json_null(w->j);
    json_key(w->j, "end");
    json_null(w->j);
}

static void write_range(struct writer *w, uint32_t begin, uint32_t end) {
    json_array(w->j);
    json_integer(w->j, offsets_points(&w->offsets, begin));
    json_integer(w->j, offsets_points(&w->offsets, end));
    json_end_array(w->j);
}

/* Where the words of something stand, as [begin, end]; null where there are none. */
static void write_at(struct writer *w, const char *key, struct span s) {
    json_key(w->j, key);
    if (s.begin < s.end)
        write_range(w, s.begin, s.end);
    else
        json_null(w->j);
}

static str slice_of(const struct writer *w, struct span s) {
    str text = w->source->report->text;
    bool is_some = s.begin < s.end && s.end <= text.n;
    return is_some ? str_slice(text, s.begin, s.end) : (str){NULL, 0};
}

static void write_party(struct writer *w, const struct party *p, bool is_full) {
    if (!p) {
        json_null(w->j);
        return;
    }
    json_object(w->j);
    write_key_text(w, "text", p->text);
    write_offsets(w, p->span);
    write_key_text(w, "code", p->code);
    if (is_full) {
        bool has_entity = p->entity < w->source->coded->n_entities;
        write_key_text(w, "name", p->name);
        write_key_text(w, "entity",
                       has_entity ? str_from(w->entity_ids[p->entity].z) : (str){NULL, 0});
    }
    json_end_object(w->j);
}

/* On whose word: the speaker, of what kind he is, how he puts it, who passes it on. */
static void write_by(struct writer *w, const struct event *e) {
    json_key(w->j, "by");
    if (!e->by) {
        json_null(w->j);
        return;
    }
    json_object(w->j);
    write_key_text(w, "text", e->by->text);
    write_offsets(w, e->by->span);
    write_key_text(w, "code", e->by->code);
    json_key(w->j, "kind");
    json_text(w->j, source_kind_name(e->source.kind));
    json_key(w->j, "stance");
    json_text(w->j, source_stance_name(e->source.stance));
    json_key(w->j, "via");
    write_party(w, e->source.via, false);
    json_end_object(w->j);
}

static void write_parties(struct writer *w, const char *key, const struct party *p, uint32_t n) {
    json_key(w->j, key);
    json_array(w->j);
    for (uint32_t i = 0; i < n; i++)
        write_party(w, &p[i], true);
    json_end_array(w->j);
}

static void write_location(struct writer *w, const struct place *p) {
    write_key_text(w, "name", p->name);
    write_key_text(w, "country", p->country);
    json_key(w->j, "lat");
    p->has_point ? json_real(w->j, p->lat) : json_null(w->j);
    json_key(w->j, "lon");
    p->has_point ? json_real(w->j, p->lon) : json_null(w->j);
    json_key(w->j, "geonameid");
    p->geonameid ? json_integer(w->j, p->geonameid) : json_null(w->j);
}

static void write_place_or_null(struct writer *w, const char *key, const struct place *p) {
    json_key(w->j, key);
    if (!p) {
        json_null(w->j);
        return;
    }
    json_object(w->j);
    write_location(w, p);
    write_offsets(w, p->span);
    json_end_object(w->j);
}

/* One count per kind: the first that the sentence gives. */
static void write_numbers(struct writer *w, const struct event *e) {
    uint32_t seen = 0;
    json_key(w->j, "numbers");
    json_object(w->j);
    for (uint32_t i = 0; i < e->n_numbers; i++) {
        const struct number *n = &e->numbers[i];
        if (seen >> n->kind & 1)
            continue;
        seen |= 1u << n->kind;
        json_key(w->j, number_kind_name(n->kind));
        json_object(w->j);
        write_key_integer(w, "low", n->low);
        json_key(w->j, "high");
        n->high == INT64_MAX ? json_null(w->j) : json_integer(w->j, n->high);
        write_key_text(w, "text", slice_of(w, n->span));
        write_offsets(w, n->span);
        json_end_object(w->j);
    }
    json_end_object(w->j);
}

static void write_labels(struct writer *w, const struct event *e) {
    json_key(w->j, "type");
    json_text(w->j, plover_type_name(e->type));
    json_key(w->j, "mode");
    json_array(w->j);
    for (uint32_t i = 0; i < e->n_modes; i++)
        json_text(w->j, plover_mode_name(e->modes[i]));
    json_end_array(w->j);
    json_key(w->j, "context");
    json_array(w->j);
    for (uint32_t i = 0; i < e->n_contexts; i++)
        json_string(w->j, e->contexts[i]);
    json_end_array(w->j);
    json_key(w->j, "content");
    e->content == PLOVER_NONE ? json_null(w->j) : json_text(w->j, plover_type_name(e->content));
    write_key_text(w, "cameo", e->cameo);
    write_key_integer(w, "quad", e->quad);
    write_key_real(w, "goldstein", e->goldstein);
    write_key_real(w, "score", e->score);
    json_key(w->j, "status");
    json_text(w->j, event_status_name(e->status));
    write_key_real(w, "confidence", e->confidence);
}

static void write_reasons(struct writer *w, const struct event *e) {
    json_key(w->j, "why");
    json_array(w->j);
    for (uint32_t i = 0; i < e->n_reasons; i++) {
        json_object(w->j);
        json_key(w->j, "about");
        json_text(w->j, e->reasons[i].about);
        write_key_text(w, "text", e->reasons[i].text);
        json_end_object(w->j);
    }
    json_end_array(w->j);
}

static void write_event(struct writer *w, const struct event *e) {
    uint32_t begin = offsets_points(&w->offsets, e->trigger.begin);
    uint32_t end = offsets_points(&w->offsets, e->trigger.end);
    json_object(w->j);
    json_key(w->j, "id");
    json_text(w->j, event_id_of(w->source->report->id, begin, end, e->type).z);
    write_key_integer(w, "sentence", e->sentence);
    write_offsets(w, e->trigger);
    write_key_text(w, "trigger", slice_of(w, e->trigger));
    write_labels(w, e);
    write_parties(w, "actor", e->actors, e->n_actors);
    write_parties(w, "recipient", e->recipients, e->n_recipients);
    write_key_text(w, "when", e->when);
    write_key_text(w, "when_text", slice_of(w, e->when_span));
    write_at(w, "when_at", e->when_span);
    write_place_or_null(w, "where", e->where);
    write_by(w, e);
    write_numbers(w, e);
    write_key_text(w, "rule", e->rule);
    if (e->reasons)
        write_reasons(w, e);
    json_end_object(w->j);
}

static void write_relation(struct writer *w, const struct relation *r) {
    json_object(w->j);
    json_key(w->j, "type");
    json_text(w->j, relation_kind_name(r->fact.kind));
    json_key(w->j, "change");
    json_text(w->j, hold_change_name(r->fact.change));
    write_key_text(w, "manner", r->manner);
    json_key(w->j, "from");
    write_party(w, &r->from, true);
    json_key(w->j, "to");
    write_party(w, &r->to, true);
    write_place_or_null(w, "place", r->place);
    write_offsets(w, r->span);
    json_key(w->j, "status");
    json_text(w->j, event_status_name(r->status));
    write_key_text(w, "since", r->since);
    write_key_text(w, "until", r->until);
    json_key(w->j, "by");
    write_party(w, r->by, false);
    json_end_object(w->j);
}

static void write_agenda_item(struct writer *w, const struct agenda_item *x) {
    json_object(w->j);
    write_parties(w, "actor", x->actors, x->n_actors);
    write_parties(w, "recipient", x->recipients, x->n_recipients);
    write_key_text(w, "act", slice_of(w, x->act));
    json_key(w->j, "type");
    x->type == PLOVER_NONE ? json_null(w->j) : json_text(w->j, plover_type_name(x->type));
    write_key_text(w, "due", x->due);
    write_key_text(w, "due_text", slice_of(w, x->due_span));
    write_at(w, "due_at", x->due_span);
    write_key_text(w, "condition", slice_of(w, x->condition));
    write_at(w, "condition_at", x->condition);
    json_key(w->j, "status");
    json_text(w->j, event_status_name(x->status));
    json_key(w->j, "by");
    write_party(w, x->by, false);
    write_key_integer(w, "sentence", x->sentence);
    write_offsets(w, x->act);
    json_end_object(w->j);
}

static void write_entity(struct writer *w, const struct entity *e, const char *id) {
    json_object(w->j);
    json_key(w->j, "entity");
    json_text(w->j, id);
    write_key_text(w, "name", e->name);
    json_key(w->j, "kind");
    json_text(w->j, entity_kind_name(e->kind));
    write_key_text(w, "code", e->code);
    json_key(w->j, "mentions");
    json_array(w->j);
    for (uint32_t i = 0; i < e->n_mentions; i++)
        write_range(w, e->mentions[i].begin, e->mentions[i].end);
    json_end_array(w->j);
    json_key(w->j, "offices");
    json_array(w->j);
    for (uint32_t i = 0; i < e->n_offices; i++) {
        json_object(w->j);
        write_key_text(w, "code", e->offices[i].code);
        write_key_text(w, "title", e->offices[i].title);
        write_key_text(w, "since", e->offices[i].since);
        write_key_text(w, "until", e->offices[i].until);
        write_evidence(w, e->offices[i].evidence);
        json_end_object(w->j);
    }
    json_end_array(w->j);
    json_end_object(w->j);
}

static void write_head(struct writer *w) {
    const struct report *r = w->source->report;
    const struct text *t = w->source->text;
    write_key_text(w, "id", r->id);
    json_key(w->j, "date");
    r->date == DATE_NONE ? json_null(w->j)
                         : json_text(w->j, interval_format((struct interval){r->date, r->date}).z);
    json_key(w->j, "date_source");
    json_text(w->j, date_source_name(r->date_source));
    write_key_text(w, "title", r->title);
    write_key_text(w, "url", r->url);
    write_key_text(w, "outlet", r->outlet);
    write_key_text(w, "text", w->source->with_text ? r->text : (str){NULL, 0});
    json_key(w->j, "coder");
    json_text(w->j, w->source->coder);
    json_key(w->j, "sentences");
    json_array(w->j);
    for (uint32_t i = 0; i < t->n_sentences; i++)
        write_range(w, t->sentences[i].begin, t->sentences[i].end);
    json_end_array(w->j);
}

static void write_quotes(struct writer *w) {
    const struct coded *c = w->source->coded;
    json_key(w->j, "quotes");
    json_array(w->j);
    for (uint32_t i = 0; i < c->n_quotes; i++) {
        json_object(w->j);
        write_offsets(w, c->quotes[i].span);
        json_key(w->j, "speaker");
        write_party(w, c->quotes[i].speaker, true);
        json_end_object(w->j);
    }
    json_end_array(w->j);
}

static void write_facts(struct writer *w) {
    const struct coded *c = w->source->coded;
    json_key(w->j, "events");
    json_array(w->j);
    for (uint32_t i = 0; i < c->n_events; i++)
        write_event(w, &c->events[i]);
    json_end_array(w->j);
    json_key(w->j, "relations");
    json_array(w->j);
    for (uint32_t i = 0; i < c->n_relations; i++)
        write_relation(w, &c->relations[i]);
    json_end_array(w->j);
    json_key(w->j, "agenda");
    json_array(w->j);
    for (uint32_t i = 0; i < c->n_agenda; i++)
        write_agenda_item(w, &c->agenda[i]);
    json_end_array(w->j);
    json_key(w->j, "entities");
    json_array(w->j);
    for (uint32_t i = 0; i < c->n_entities; i++)
        write_entity(w, &c->entities[i], w->entity_ids[i].z);
    json_end_array(w->j);
    json_key(w->j, "places");
    json_array(w->j);
    for (uint32_t i = 0; i < c->n_places; i++) {
        json_object(w->j);
        write_offsets(w, c->places[i].span);
        write_location(w, &c->places[i]);
        json_end_object(w->j);
    }
    json_end_array(w->j);
    write_quotes(w);
}

hb_status export_json(const struct export_source *s, struct arena *a, struct json_out *j,
                      struct hb_error *err) {
    struct writer w = {.source = s, .j = j};
    const struct coded *c = s->coded;
    w.entity_ids = ARENA_NEW(a, struct hex_id, c->n_entities);
    if (!w.entity_ids || !offsets_open(s->report->text, a, &w.offsets))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to write a report");
    for (uint32_t i = 0; i < c->n_entities; i++) {
        const struct entity *e = &c->entities[i];
        uint32_t first = e->n_mentions ? e->mentions[0].begin : i;
        w.entity_ids[i] = entity_id(s->report->id, e, offsets_points(&w.offsets, first));
    }
    json_object(j);
    write_head(&w);
    write_facts(&w);
    json_key(j, "warnings");
    json_array(j);
    for (uint32_t i = 0; i < s->report->n_warnings; i++)
        json_text(j, s->report->warnings[i]);
    json_end_array(j);
    json_end_object(j);
    json_newline(j);
    return j->out.failed ? error_set(err, HB_ERR_MEMORY, 0, "no memory to write a report") : HB_OK;
}

void export_json_error(str id, uint64_t line, const struct hb_error *reason, struct json_out *j) {
    json_object(j);
    json_key(j, "id");
    write_or_null(j, id);
    json_key(j, "error");
    json_object(j);
    json_key(j, "line");
    json_integer(j, (int64_t)line);
    json_key(j, "position");
    json_integer(j, (int64_t)reason->position);
    json_key(j, "message");
    json_text(j, reason->message);
    json_end_object(j);
    json_end_object(j);
    json_newline(j);
}
