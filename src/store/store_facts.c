/* The facts of a report, table by table, by one prepared statement each. Offsets become code points
 * here. */
#include "store/store_parts.h"

#include "code/ids.h"

#include <stdio.h>

/* begin and end, or nothing for an empty span. */
static void put_span(struct writing *w, int at, struct span s) {
    if (s.begin == s.end)
        return;
    put_integer(w, at, offsets_points(&w->offsets, s.begin));
    put_integer(w, at + 1, offsets_points(&w->offsets, s.end));
}

static void put_whole_span(struct writing *w, int at, struct span s) {
    put_integer(w, at, offsets_points(&w->offsets, s.begin));
    put_integer(w, at + 1, offsets_points(&w->offsets, s.end));
}

static void write_sentences(struct writing *w) {
    const struct text *t = w->source->text;
    for (uint32_t i = 0; i < t->n_sentences && !w->has_failed; i++) {
        writing_start(w, "INSERT INTO sentence VALUES (?, ?, ?, ?)");
        if (!w->q)
            return;
        put_integer(w, 1, w->report);
        put_integer(w, 2, i);
        put_whole_span(w, 3, (struct span){t->sentences[i].begin, t->sentences[i].end});
        writing_finish(w);
    }
}

static void write_entity(struct writing *w, uint32_t number, const struct entity *e) {
    writing_start(w, "INSERT INTO entity VALUES (?, ?, ?, ?, ?)");
    if (!w->q)
        return;
    put_integer(w, 1, w->report);
    put_integer(w, 2, number);
    bind_str(w->q, 3, e->name);
    put_name(w, 4, entity_kind_name(e->kind));
    bind_str(w->q, 5, e->code);
    writing_finish(w);
    for (uint32_t i = 0; i < e->n_mentions && !w->has_failed; i++) {
        writing_start(w, "INSERT INTO mention VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
        if (!w->q)
            return;
        put_integer(w, 1, w->report);
        put_integer(w, 2, number);
        put_whole_span(w, 3, e->mentions[i]);
        writing_finish(w);
    }
    for (uint32_t i = 0; i < e->n_offices && !w->has_failed; i++) {
        writing_start(w, "INSERT INTO office VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        if (!w->q)
            return;
        put_integer(w, 1, w->report);
        put_integer(w, 2, number);
        put_integer(w, 3, i);
        bind_str(w->q, 4, e->offices[i].code);
        bind_str(w->q, 5, e->offices[i].title);
        bind_str(w->q, 6, e->offices[i].since);
        bind_str(w->q, 7, e->offices[i].until);
        put_span(w, 8, e->offices[i].evidence);
        writing_finish(w);
    }
}

static void write_parties(struct writing *w, int64_t event, const char *side, const struct party *p,
                          uint32_t n) {
    for (uint32_t i = 0; i < n && !w->has_failed; i++) {
        writing_start(w, "INSERT INTO party VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        if (!w->q)
            return;
        put_integer(w, 1, event);
        put_name(w, 2, side);
        put_integer(w, 3, i);
        bind_str(w->q, 4, p[i].text);
        bind_text(w->q, 5, p[i].code);
        bind_str(w->q, 6, p[i].name);
        if (p[i].entity < w->source->coded->n_entities)
            put_integer(w, 7, p[i].entity);
        put_whole_span(w, 8, p[i].span);
        writing_finish(w);
    }
}

static void write_numbers(struct writing *w, int64_t event, const struct event *e) {
    for (uint32_t i = 0; i < e->n_numbers && !w->has_failed; i++) {
        writing_start(w, "INSERT INTO number VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
        if (!w->q)
            return;
        put_integer(w, 1, event);
        put_name(w, 2, number_kind_name(e->numbers[i].kind));
        put_integer(w, 3, e->numbers[i].low);
        if (e->numbers[i].high != INT64_MAX)
            put_integer(w, 4, e->numbers[i].high);
        put_whole_span(w, 5, e->numbers[i].span);
        writing_finish(w);
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

static void bind_what(struct writing *w, const struct event *e, const struct joined *modes,
                      const struct joined *contexts) {
    put_integer(w, EVENT_REPORT, w->report);
    put_integer(w, EVENT_SENTENCE, e->sentence);
    put_whole_span(w, EVENT_BEGIN, e->trigger);
    put_name(w, EVENT_TYPE, plover_type_name(e->type));
    bind_str(w->q, EVENT_MODE, str_from(modes->z));
    bind_str(w->q, EVENT_CONTEXT, str_from(contexts->z));
    if (e->content != PLOVER_NONE)
        put_name(w, EVENT_CONTENT, plover_type_name(e->content));
    bind_str(w->q, EVENT_CAMEO, e->cameo);
    put_integer(w, EVENT_QUAD, e->quad);
    db_bind_real(w->q, EVENT_GOLDSTEIN, e->goldstein);
    db_bind_real(w->q, EVENT_SCORE, e->score);
    put_name(w, EVENT_STATUS, event_status_name(e->status));
    db_bind_real(w->q, EVENT_CONFIDENCE, e->confidence);
    bind_text(w->q, EVENT_RULE, e->rule);
}

/* A date as written, then its first and last day. */
static void put_stretch(struct writing *w, int at, str when) {
    bind_str(w->q, at, when);
    struct interval days;
    bool is_first = true;
    str part;
    for (str rest = when; when.n && str_split(&rest, '/', &part); is_first = false) {
        if (!interval_parse(part, &days))
            continue;
        if (is_first)
            put_day(w, at + 1, days.first);
        put_day(w, at + 2, days.last);
    }
}

static void bind_when_where(struct writing *w, const struct event *e) {
    put_stretch(w, EVENT_WHEN, e->when);
    put_span(w, EVENT_WHEN_BEGIN, e->when_span);
    const struct place *p = e->where;
    if (!p)
        return;
    bind_str(w->q, EVENT_PLACE, p->name);
    bind_str(w->q, EVENT_COUNTRY, p->country);
    if (p->has_point) {
        db_bind_real(w->q, EVENT_LAT, p->lat);
        db_bind_real(w->q, EVENT_LON, p->lon);
    }
    if (p->geonameid)
        put_integer(w, EVENT_GEONAMEID, p->geonameid);
    put_span(w, EVENT_PLACE_BEGIN, p->span);
}

static void bind_word_of(struct writing *w, const struct event *e) {
    if (!e->by)
        return;
    bind_str(w->q, EVENT_BY_TEXT, e->by->text);
    bind_str(w->q, EVENT_BY_CODE, e->by->code);
    put_name(w, EVENT_BY_KIND, source_kind_name(e->source.kind));
    put_name(w, EVENT_BY_STANCE, source_stance_name(e->source.stance));
    put_span(w, EVENT_BY_BEGIN, e->by->span);
    if (!e->source.via)
        return;
    bind_str(w->q, EVENT_VIA_TEXT, e->source.via->text);
    bind_str(w->q, EVENT_VIA_CODE, e->source.via->code);
}

static void write_event(struct writing *w, const struct event *e) {
    uint32_t begin = offsets_points(&w->offsets, e->trigger.begin);
    uint32_t end = offsets_points(&w->offsets, e->trigger.end);
    struct hex_id id = event_id_of(w->id, begin, end, e->type);
    struct joined modes = join_modes(e), contexts = join_contexts(e);
    writing_start(
        w, "INSERT INTO event (key, id, report, sentence, \"begin\", \"end\", type, mode, context, "
           "content, cameo, quad, goldstein, score, status, confidence, \"when\", first_day, "
           "last_day, when_begin, when_end, place, country, lat, lon, geonameid, place_begin, "
           "place_end, by_text, by_code, by_kind, by_stance, by_begin, by_end, via_text, "
           "via_code, rule) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
           "?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
    if (!w->q)
        return;
    put_new_key(w, "event");
    put_name(w, EVENT_ID, id.z);
    bind_what(w, e, &modes, &contexts);
    bind_when_where(w, e);
    bind_word_of(w, e);
    int64_t key = finish_new(w);
    if (w->has_failed || !db_has_changed(&w->store->db))
        return; /* one act told twice by one word */
    write_parties(w, key, "actor", e->actors, e->n_actors);
    write_parties(w, key, "recipient", e->recipients, e->n_recipients);
    write_numbers(w, key, e);
}

static void put_end_of_relation(struct writing *w, int at, const struct party *p) {
    bind_str(w->q, at, p->text);
    bind_text(w->q, at + 1, p->code);
    bind_str(w->q, at + 2, p->name);
    put_whole_span(w, at + 3, p->span);
}

static void write_relation(struct writing *w, const struct relation *r) {
    const char *change = hold_change_name(r->fact.change);
    writing_start(w, "INSERT INTO relation VALUES "
                     "(?, ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    if (!w->q)
        return;
    put_new_key(w, "relation");
    put_integer(w, 2, w->report);
    put_name(w, 3, relation_kind_name(r->fact.kind));
    bind_str(w->q, 4, str_from(change));
    bind_str(w->q, 5, r->manner);
    put_end_of_relation(w, 6, &r->from);
    put_end_of_relation(w, 11, &r->to);
    put_whole_span(w, 16, r->span);
    put_name(w, 18, event_status_name(r->status));
    bind_str(w->q, 19, r->since);
    bind_str(w->q, 20, r->until);
    if (r->place) {
        bind_str(w->q, 21, r->place->name);
        bind_str(w->q, 22, r->place->country);
    }
    if (r->place && r->place->has_point) {
        db_bind_real(w->q, 23, r->place->lat);
        db_bind_real(w->q, 24, r->place->lon);
    }
    bind_str(w->q, 25, r->by ? r->by->text : (str){NULL, 0});
    bind_str(w->q, 26, r->by ? r->by->code : (str){NULL, 0});
    writing_finish(w);
}

static void write_agenda_parties(struct writing *w, int64_t item, const char *side,
                                 const struct party *p, uint32_t n) {
    for (uint32_t i = 0; i < n && !w->has_failed; i++) {
        writing_start(w, "INSERT INTO agenda_party VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        if (!w->q)
            return;
        put_integer(w, 1, item);
        put_name(w, 2, side);
        put_integer(w, 3, i);
        bind_str(w->q, 4, p[i].text);
        bind_text(w->q, 5, p[i].code);
        bind_str(w->q, 6, p[i].name);
        put_whole_span(w, 7, p[i].span);
        writing_finish(w);
    }
}

static void write_agenda_item(struct writing *w, const struct agenda_item *x) {
    writing_start(w, "INSERT INTO agenda VALUES (?, ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    if (!w->q)
        return;
    put_new_key(w, "agenda");
    put_integer(w, 2, w->report);
    put_integer(w, 3, x->sentence);
    put_whole_span(w, 4, x->act);
    if (x->type != PLOVER_NONE)
        put_name(w, 6, plover_type_name(x->type));
    put_name(w, 7, event_status_name(x->status));
    put_stretch(w, 8, x->due);
    put_span(w, 11, x->due_span);
    put_span(w, 13, x->condition);
    bind_str(w->q, 15, x->by ? x->by->text : (str){NULL, 0});
    bind_str(w->q, 16, x->by ? x->by->code : (str){NULL, 0});
    int64_t key = finish_new(w);
    write_agenda_parties(w, key, "actor", x->actors, x->n_actors);
    write_agenda_parties(w, key, "recipient", x->recipients, x->n_recipients);
}

static void write_place(struct writing *w, const struct place *p) {
    writing_start(w, "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    if (!w->q)
        return;
    put_integer(w, 1, w->report);
    put_whole_span(w, 2, p->span);
    bind_text(w->q, 4, p->name);
    bind_str(w->q, 5, p->country);
    if (p->has_point) {
        db_bind_real(w->q, 6, p->lat);
        db_bind_real(w->q, 7, p->lon);
    }
    if (p->geonameid)
        put_integer(w, 8, p->geonameid);
    writing_finish(w);
}

static void write_quote(struct writing *w, const struct quote *q) {
    writing_start(w, "INSERT INTO quote VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    if (!w->q)
        return;
    put_integer(w, 1, w->report);
    put_whole_span(w, 2, q->span);
    bind_str(w->q, 4, q->speaker ? q->speaker->text : (str){NULL, 0});
    bind_str(w->q, 5, q->speaker ? q->speaker->code : (str){NULL, 0});
    writing_finish(w);
}

static void write_warnings(struct writing *w) {
    const struct report *r = w->source->report;
    for (uint32_t i = 0; i < r->n_warnings && !w->has_failed; i++) {
        writing_start(w, "INSERT INTO warning VALUES (?, ?, ?)");
        if (!w->q)
            return;
        put_integer(w, 1, w->report);
        put_integer(w, 2, i);
        put_name(w, 3, r->warnings[i]);
        writing_finish(w);
    }
}

void facts_write(struct writing *w) {
    const struct coded *c = w->source->coded;
    write_sentences(w);
    for (uint32_t i = 0; i < c->n_entities && !w->has_failed; i++)
        write_entity(w, i, &c->entities[i]);
    for (uint32_t i = 0; i < c->n_events && !w->has_failed; i++)
        write_event(w, &c->events[i]);
    for (uint32_t i = 0; i < c->n_relations && !w->has_failed; i++)
        write_relation(w, &c->relations[i]);
    for (uint32_t i = 0; i < c->n_agenda && !w->has_failed; i++)
        write_agenda_item(w, &c->agenda[i]);
    for (uint32_t i = 0; i < c->n_places && !w->has_failed; i++)
        write_place(w, &c->places[i]);
    for (uint32_t i = 0; i < c->n_quotes && !w->has_failed; i++)
        write_quote(w, &c->quotes[i]);
    write_warnings(w);
}
