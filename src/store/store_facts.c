/* The facts of a report as rows, table by table. Offsets become code points here. */
#include "store/rows.h"

#include "base/offsets.h"
#include "code/ids.h"

#include <stdio.h>

struct facts {
    struct rows *rows;
    const struct store_report *source;
    str id; /* of the report */
    struct offsets offsets;
};

/* begin and end, or nothing for an empty span. */
static void put_span(struct facts *f, int at, struct span s) {
    if (s.begin == s.end)
        return;
    rows_integer(f->rows, at, offsets_points(&f->offsets, s.begin));
    rows_integer(f->rows, at + 1, offsets_points(&f->offsets, s.end));
}

static void put_whole_span(struct facts *f, int at, struct span s) {
    rows_integer(f->rows, at, offsets_points(&f->offsets, s.begin));
    rows_integer(f->rows, at + 1, offsets_points(&f->offsets, s.end));
}

static void write_sentences(struct facts *f) {
    const struct text *t = f->source->text;
    for (uint32_t i = 0; i < t->n_sentences; i++) {
        rows_start(f->rows, "INSERT INTO sentence VALUES (?, ?, ?, ?)");
        rows_integer(f->rows, 2, i);
        put_whole_span(f, 3, (struct span){t->sentences[i].begin, t->sentences[i].end});
    }
}

static void write_entity(struct facts *f, uint32_t number, const struct entity *e) {
    rows_start(f->rows, "INSERT INTO entity VALUES (?, ?, ?, ?, ?)");
    rows_integer(f->rows, 2, number);
    rows_str(f->rows, 3, e->name);
    rows_name(f->rows, 4, entity_kind_name(e->kind));
    rows_str(f->rows, 5, e->code);
    for (uint32_t i = 0; i < e->n_mentions; i++) {
        rows_start(f->rows, "INSERT INTO mention VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
        rows_integer(f->rows, 2, number);
        put_whole_span(f, 3, e->mentions[i]);
    }
    for (uint32_t i = 0; i < e->n_offices; i++) {
        rows_start(f->rows, "INSERT INTO office VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        rows_integer(f->rows, 2, number);
        rows_integer(f->rows, 3, i);
        rows_str(f->rows, 4, e->offices[i].code);
        rows_str(f->rows, 5, e->offices[i].title);
        rows_str(f->rows, 6, e->offices[i].since);
        rows_str(f->rows, 7, e->offices[i].until);
        put_span(f, 8, e->offices[i].evidence);
    }
}

/* What the parties of events and of plans have in common: values 2 to 6. */
static void put_party(struct facts *f, const char *side, uint32_t number, const struct party *p) {
    rows_name(f->rows, 2, side);
    rows_integer(f->rows, 3, number);
    rows_str(f->rows, 4, p->text);
    rows_text(f->rows, 5, p->code);
    rows_str(f->rows, 6, p->name);
}

static void write_parties(struct facts *f, const char *side, const struct party *p, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        rows_start_child(f->rows, "INSERT INTO party VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        put_party(f, side, i, &p[i]);
        if (p[i].entity < f->source->coded->n_entities)
            rows_integer(f->rows, 7, p[i].entity);
        put_whole_span(f, 8, p[i].span);
    }
}

static void write_numbers(struct facts *f, const struct event *e) {
    for (uint32_t i = 0; i < e->n_numbers; i++) {
        rows_start_child(f->rows,
                         "INSERT INTO number VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
        rows_name(f->rows, 2, number_kind_name(e->numbers[i].kind));
        rows_integer(f->rows, 3, e->numbers[i].low);
        if (e->numbers[i].high != INT64_MAX)
            rows_integer(f->rows, 4, e->numbers[i].high);
        put_whole_span(f, 5, e->numbers[i].span);
    }
}

/* Words split by blanks, in the arena of nothing: names are short. */
struct joined {
    char z[160];
};

static struct joined join_modes(const struct event *e) {
    struct joined j = {{0}};
    for (uint32_t i = 0, n = 0; i < e->n_modes; i++)
        n += (uint32_t)snprintf(j.z + n, sizeof j.z - n, "%s%s", i ? " " : "",
                                plover_mode_name(e->modes[i]));
    return j;
}

static struct joined join_contexts(const struct event *e) {
    struct joined j = {{0}};
    for (uint32_t i = 0, n = 0; i < e->n_contexts && n + 40 < sizeof j.z; i++)
        n += (uint32_t)snprintf(j.z + n, sizeof j.z - n, "%s%.*s", i ? " " : "",
                                (int)e->contexts[i].n, e->contexts[i].p);
    return j;
}

enum event_column {
    EVENT_KEY = 1,
    EVENT_ID,
    EVENT_REPORT,
    EVENT_SENTENCE,
    EVENT_BEGIN,
    EVENT_END,
    EVENT_TYPE,
    EVENT_MODE,
    EVENT_CONTEXT,
    EVENT_CONTENT,
    EVENT_CAMEO,
    EVENT_QUAD,
    EVENT_GOLDSTEIN,
    EVENT_SCORE,
    EVENT_STATUS,
    EVENT_CONFIDENCE,
    EVENT_WHEN,
    EVENT_FIRST_DAY,
    EVENT_LAST_DAY,
    EVENT_WHEN_BEGIN,
    EVENT_WHEN_END,
    EVENT_PLACE,
    EVENT_COUNTRY,
    EVENT_LAT,
    EVENT_LON,
    EVENT_GEONAMEID,
    EVENT_PLACE_BEGIN,
    EVENT_PLACE_END,
    EVENT_BY_TEXT,
    EVENT_BY_CODE,
    EVENT_BY_KIND,
    EVENT_BY_STANCE,
    EVENT_BY_BEGIN,
    EVENT_BY_END,
    EVENT_VIA_TEXT,
    EVENT_VIA_CODE,
    EVENT_RULE
};

static void bind_what(struct facts *f, const struct event *e, const struct joined *modes,
                      const struct joined *contexts) {
    rows_report(f->rows, EVENT_REPORT);
    rows_integer(f->rows, EVENT_SENTENCE, e->sentence);
    put_whole_span(f, EVENT_BEGIN, e->trigger);
    rows_name(f->rows, EVENT_TYPE, plover_type_name(e->type));
    rows_str(f->rows, EVENT_MODE, str_from(modes->z));
    rows_str(f->rows, EVENT_CONTEXT, str_from(contexts->z));
    if (e->content != PLOVER_NONE)
        rows_name(f->rows, EVENT_CONTENT, plover_type_name(e->content));
    rows_str(f->rows, EVENT_CAMEO, e->cameo);
    rows_integer(f->rows, EVENT_QUAD, e->quad);
    rows_real(f->rows, EVENT_GOLDSTEIN, e->goldstein);
    rows_real(f->rows, EVENT_SCORE, e->score);
    rows_name(f->rows, EVENT_STATUS, event_status_name(e->status));
    rows_real(f->rows, EVENT_CONFIDENCE, e->confidence);
    rows_text(f->rows, EVENT_RULE, e->rule);
}

/* A date as written, then its first and last day. */
static void put_stretch(struct facts *f, int at, str when) {
    rows_str(f->rows, at, when);
    struct interval days;
    bool is_first = true;
    str part;
    for (str rest = when; when.n && str_split(&rest, '/', &part); is_first = false) {
        if (!interval_parse(part, &days))
            continue;
        if (is_first)
            rows_day(f->rows, at + 1, days.first);
        rows_day(f->rows, at + 2, days.last);
    }
}

static void bind_when_where(struct facts *f, const struct event *e) {
    put_stretch(f, EVENT_WHEN, e->when);
    put_span(f, EVENT_WHEN_BEGIN, e->when_span);
    const struct place *p = e->where;
    if (!p)
        return;
    rows_str(f->rows, EVENT_PLACE, p->name);
    rows_str(f->rows, EVENT_COUNTRY, p->country);
    if (p->has_point) {
        rows_real(f->rows, EVENT_LAT, p->lat);
        rows_real(f->rows, EVENT_LON, p->lon);
    }
    if (p->geonameid)
        rows_integer(f->rows, EVENT_GEONAMEID, p->geonameid);
    put_span(f, EVENT_PLACE_BEGIN, p->span);
}

static void bind_word_of(struct facts *f, const struct event *e) {
    if (!e->by)
        return;
    rows_str(f->rows, EVENT_BY_TEXT, e->by->text);
    rows_str(f->rows, EVENT_BY_CODE, e->by->code);
    rows_name(f->rows, EVENT_BY_KIND, source_kind_name(e->source.kind));
    rows_name(f->rows, EVENT_BY_STANCE, source_stance_name(e->source.stance));
    put_span(f, EVENT_BY_BEGIN, e->by->span);
    if (!e->source.via)
        return;
    rows_str(f->rows, EVENT_VIA_TEXT, e->source.via->text);
    rows_str(f->rows, EVENT_VIA_CODE, e->source.via->code);
}

static void write_event(struct facts *f, const struct event *e) {
    uint32_t begin = offsets_points(&f->offsets, e->trigger.begin);
    uint32_t end = offsets_points(&f->offsets, e->trigger.end);
    struct hex_id id = event_id_of(f->id, begin, end, e->type);
    struct joined modes = join_modes(e), contexts = join_contexts(e);
    rows_start_keyed(
        f->rows, "event",
        "INSERT INTO event (key, id, report, sentence, \"begin\", \"end\", type, mode, context, "
        "content, cameo, quad, goldstein, score, status, confidence, \"when\", first_day, "
        "last_day, when_begin, when_end, place, country, lat, lon, geonameid, place_begin, "
        "place_end, by_text, by_code, by_kind, by_stance, by_begin, by_end, via_text, "
        "via_code, rule) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
        "?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
    rows_text(f->rows, EVENT_ID, str_from(id.z));
    bind_what(f, e, &modes, &contexts);
    bind_when_where(f, e);
    bind_word_of(f, e);
    write_parties(f, "actor", e->actors, e->n_actors);
    write_parties(f, "recipient", e->recipients, e->n_recipients);
    write_numbers(f, e);
}

static void put_end_of_relation(struct facts *f, int at, const struct party *p) {
    rows_str(f->rows, at, p->text);
    rows_text(f->rows, at + 1, p->code);
    rows_str(f->rows, at + 2, p->name);
    put_whole_span(f, at + 3, p->span);
}

static void write_relation(struct facts *f, const struct relation *r) {
    const char *change = hold_change_name(r->fact.change);
    rows_start_keyed(f->rows, "relation",
                     "INSERT INTO relation VALUES "
                     "(?, ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    rows_report(f->rows, 2);
    rows_name(f->rows, 3, relation_kind_name(r->fact.kind));
    rows_str(f->rows, 4, str_from(change));
    rows_str(f->rows, 5, r->manner);
    put_end_of_relation(f, 6, &r->from);
    put_end_of_relation(f, 11, &r->to);
    put_whole_span(f, 16, r->span);
    rows_name(f->rows, 18, event_status_name(r->status));
    rows_str(f->rows, 19, r->since);
    rows_str(f->rows, 20, r->until);
    if (r->place) {
        rows_str(f->rows, 21, r->place->name);
        rows_str(f->rows, 22, r->place->country);
    }
    if (r->place && r->place->has_point) {
        rows_real(f->rows, 23, r->place->lat);
        rows_real(f->rows, 24, r->place->lon);
    }
    rows_str(f->rows, 25, r->by ? r->by->text : (str){NULL, 0});
    rows_str(f->rows, 26, r->by ? r->by->code : (str){NULL, 0});
}

static void write_agenda_parties(struct facts *f, const char *side, const struct party *p,
                                 uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        rows_start_child(f->rows, "INSERT INTO agenda_party VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        put_party(f, side, i, &p[i]);
        put_whole_span(f, 7, p[i].span);
    }
}

static void write_agenda_item(struct facts *f, const struct agenda_item *x) {
    rows_start_keyed(f->rows, "agenda",
                     "INSERT INTO agenda VALUES (?, ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    rows_report(f->rows, 2);
    rows_integer(f->rows, 3, x->sentence);
    put_whole_span(f, 4, x->act);
    if (x->type != PLOVER_NONE)
        rows_name(f->rows, 6, plover_type_name(x->type));
    rows_name(f->rows, 7, event_status_name(x->status));
    put_stretch(f, 8, x->due);
    put_span(f, 11, x->due_span);
    put_span(f, 13, x->condition);
    rows_str(f->rows, 15, x->by ? x->by->text : (str){NULL, 0});
    rows_str(f->rows, 16, x->by ? x->by->code : (str){NULL, 0});
    write_agenda_parties(f, "actor", x->actors, x->n_actors);
    write_agenda_parties(f, "recipient", x->recipients, x->n_recipients);
}

static void write_place(struct facts *f, const struct place *p) {
    rows_start(f->rows, "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    put_whole_span(f, 2, p->span);
    rows_text(f->rows, 4, p->name);
    rows_str(f->rows, 5, p->country);
    if (p->has_point) {
        rows_real(f->rows, 6, p->lat);
        rows_real(f->rows, 7, p->lon);
    }
    if (p->geonameid)
        rows_integer(f->rows, 8, p->geonameid);
}

static void write_quote(struct facts *f, const struct quote *q) {
    rows_start(f->rows, "INSERT INTO quote VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    put_whole_span(f, 2, q->span);
    rows_str(f->rows, 4, q->speaker ? q->speaker->text : (str){NULL, 0});
    rows_str(f->rows, 5, q->speaker ? q->speaker->code : (str){NULL, 0});
}

static void write_warnings(struct facts *f) {
    const struct report *r = f->source->report;
    for (uint32_t i = 0; i < r->n_warnings; i++) {
        rows_start(f->rows, "INSERT INTO warning VALUES (?, ?, ?)");
        rows_integer(f->rows, 2, i);
        rows_text(f->rows, 3, str_from(r->warnings[i]));
    }
}

bool facts_write(struct rows *rows, const struct store_report *source, str id) {
    struct facts facts = {.rows = rows, .source = source, .id = id}, *f = &facts;
    const struct coded *c = source->coded;
    if (!offsets_open(source->report->text, rows->arena, &facts.offsets))
        return false;
    write_sentences(f);
    for (uint32_t i = 0; i < c->n_entities; i++)
        write_entity(f, i, &c->entities[i]);
    for (uint32_t i = 0; i < c->n_events; i++)
        write_event(f, &c->events[i]);
    for (uint32_t i = 0; i < c->n_relations; i++)
        write_relation(f, &c->relations[i]);
    for (uint32_t i = 0; i < c->n_agenda; i++)
        write_agenda_item(f, &c->agenda[i]);
    for (uint32_t i = 0; i < c->n_places; i++)
        write_place(f, &c->places[i]);
    for (uint32_t i = 0; i < c->n_quotes; i++)
        write_quote(f, &c->quotes[i]);
    write_warnings(f);
    return !rows->arena->failed;
}
