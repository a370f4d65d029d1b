/* Entering a report: its row, its words for the full-text index, then every fact by one prepared
 * statement per table. All of it happens inside the caller's transaction and is undone to a
 * savepoint when something fails half way, so that a report is in the archive whole or not at all.
 * Rows carry numbers in the order of the text; nothing depends on the time of adding. */
#include "store/store_parts.h"

#include "base/offsets.h"
#include "code/ids.h"
#include "ingest/ingest.h"

#include <stdio.h>

struct writing {
    struct store *store;
    const struct store_report *source;
    struct offsets offsets;
    str id;               /* of the report */
    sqlite3_int64 report; /* key */
    sqlite3_stmt *q;      /* the statement that is being bound */
    bool has_failed;
};

struct store_id store_report_id(const struct report *r) {
    struct store_id id;
    uint64_t h = hash_mix(hash_str(r->text), hash_str(r->title));
    h = hash_mix(hash_mix(h, hash_str(r->outlet)), hash_str(r->url));
    h = hash_mix(h, (uint64_t)(int64_t)r->date);
    snprintf(id.z, sizeof id.z, "%s", hex_id_of(h).z);
    return id;
}

/* ---- rows ---- */

static void start(struct writing *w, const char *sql) {
    w->q = w->has_failed ? NULL : store_statement(w->store, sql);
    w->has_failed |= !w->q;
}

static void finish(struct writing *w) {
    if (w->q && sqlite3_step(w->q) != SQLITE_DONE)
        w->has_failed = true;
    if (w->q)
        sqlite3_reset(w->q);
}

static void put_integer(struct writing *w, int at, int64_t v) {
    sqlite3_bind_int64(w->q, at, v);
}

static void put_name(struct writing *w, int at, const char *z) {
    sqlite3_bind_text(w->q, at, z, -1, SQLITE_STATIC);
}

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

static void put_day(struct writing *w, int at, date_day day) {
    if (day == DATE_NONE)
        return;
    struct interval_text t = interval_format((struct interval){day, day});
    sqlite3_bind_text(w->q, at, t.z, -1, SQLITE_TRANSIENT);
}

/* ---- tables ---- */

static void write_sentences(struct writing *w) {
    const struct text *t = w->source->text;
    for (uint32_t i = 0; i < t->n_sentences && !w->has_failed; i++) {
        start(w, "INSERT INTO sentence VALUES (?, ?, ?, ?)");
        if (!w->q)
            return;
        put_integer(w, 1, w->report);
        put_integer(w, 2, i);
        put_whole_span(w, 3, (struct span){t->sentences[i].begin, t->sentences[i].end});
        finish(w);
    }
}

static void write_entity(struct writing *w, uint32_t number, const struct entity *e) {
    start(w, "INSERT INTO entity VALUES (?, ?, ?, ?, ?)");
    if (!w->q)
        return;
    put_integer(w, 1, w->report);
    put_integer(w, 2, number);
    bind_str(w->q, 3, e->name);
    put_name(w, 4, entity_kind_name(e->kind));
    bind_str(w->q, 5, e->code);
    finish(w);
    for (uint32_t i = 0; i < e->n_mentions && !w->has_failed; i++) {
        start(w, "INSERT OR IGNORE INTO mention VALUES (?, ?, ?, ?)");
        if (!w->q)
            return;
        put_integer(w, 1, w->report);
        put_integer(w, 2, number);
        put_whole_span(w, 3, e->mentions[i]);
        finish(w);
    }
    for (uint32_t i = 0; i < e->n_offices && !w->has_failed; i++) {
        start(w, "INSERT INTO office VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
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
        finish(w);
    }
}

static void write_parties(struct writing *w, sqlite3_int64 event, const char *side,
                          const struct party *p, uint32_t n) {
    for (uint32_t i = 0; i < n && !w->has_failed; i++) {
        start(w, "INSERT INTO party VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
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
        finish(w);
    }
}

static void write_numbers(struct writing *w, sqlite3_int64 event, const struct event *e) {
    for (uint32_t i = 0; i < e->n_numbers && !w->has_failed; i++) {
        start(w, "INSERT OR IGNORE INTO number VALUES (?, ?, ?, ?, ?, ?)");
        if (!w->q)
            return;
        put_integer(w, 1, event);
        put_name(w, 2, number_kind_name(e->numbers[i].kind));
        put_integer(w, 3, e->numbers[i].low);
        if (e->numbers[i].high != INT64_MAX)
            put_integer(w, 4, e->numbers[i].high);
        put_whole_span(w, 5, e->numbers[i].span);
        finish(w);
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
    EVENT_ID = 1,
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
    sqlite3_bind_double(w->q, EVENT_GOLDSTEIN, e->goldstein);
    sqlite3_bind_double(w->q, EVENT_SCORE, e->score);
    put_name(w, EVENT_STATUS, event_status_name(e->status));
    sqlite3_bind_double(w->q, EVENT_CONFIDENCE, e->confidence);
    bind_text(w->q, EVENT_RULE, e->rule);
}

static void bind_when_where(struct writing *w, const struct event *e) {
    bind_str(w->q, EVENT_WHEN, e->when);
    struct interval days;
    str last = e->when;
    for (str rest = e->when; str_split(&rest, '/', &last);)
        if (interval_parse(last, &days))
            put_day(w, EVENT_LAST_DAY, days.last);
    str first, rest = e->when;
    if (e->when.n && str_split(&rest, '/', &first) && interval_parse(first, &days))
        put_day(w, EVENT_FIRST_DAY, days.first);
    put_span(w, EVENT_WHEN_BEGIN, e->when_span);
    const struct place *p = e->where;
    if (!p)
        return;
    bind_str(w->q, EVENT_PLACE, p->name);
    bind_str(w->q, EVENT_COUNTRY, p->country);
    if (p->has_point) {
        sqlite3_bind_double(w->q, EVENT_LAT, p->lat);
        sqlite3_bind_double(w->q, EVENT_LON, p->lon);
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
    start(w, "INSERT INTO event (id, report, sentence, \"begin\", \"end\", type, mode, context, "
             "content, cameo, quad, goldstein, score, status, confidence, \"when\", first_day, "
             "last_day, when_begin, when_end, place, country, lat, lon, geonameid, place_begin, "
             "place_end, by_text, by_code, by_kind, by_stance, by_begin, by_end, via_text, "
             "via_code, rule) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
             "?,?,?,?,?,?) ON CONFLICT DO NOTHING");
    if (!w->q)
        return;
    put_name(w, EVENT_ID, id.z);
    bind_what(w, e, &modes, &contexts);
    bind_when_where(w, e);
    bind_word_of(w, e);
    finish(w);
    if (w->has_failed || sqlite3_changes(w->store->db) == 0)
        return; /* one act told twice by one word */
    sqlite3_int64 key = sqlite3_last_insert_rowid(w->store->db);
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
    start(w, "INSERT INTO relation VALUES "
             "(NULL, ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    if (!w->q)
        return;
    put_integer(w, 1, w->report);
    put_name(w, 2, relation_kind_name(r->fact.kind));
    bind_str(w->q, 3, str_from(change));
    bind_str(w->q, 4, r->manner);
    put_end_of_relation(w, 5, &r->from);
    put_end_of_relation(w, 10, &r->to);
    put_whole_span(w, 15, r->span);
    put_name(w, 17, event_status_name(r->status));
    bind_str(w->q, 18, r->since);
    bind_str(w->q, 19, r->until);
    if (r->place) {
        bind_str(w->q, 20, r->place->name);
        bind_str(w->q, 21, r->place->country);
    }
    if (r->place && r->place->has_point) {
        sqlite3_bind_double(w->q, 22, r->place->lat);
        sqlite3_bind_double(w->q, 23, r->place->lon);
    }
    bind_str(w->q, 24, r->by ? r->by->text : (str){NULL, 0});
    bind_str(w->q, 25, r->by ? r->by->code : (str){NULL, 0});
    finish(w);
}

static void write_place(struct writing *w, const struct place *p) {
    start(w, "INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    if (!w->q)
        return;
    put_integer(w, 1, w->report);
    put_whole_span(w, 2, p->span);
    bind_text(w->q, 4, p->name);
    bind_str(w->q, 5, p->country);
    if (p->has_point) {
        sqlite3_bind_double(w->q, 6, p->lat);
        sqlite3_bind_double(w->q, 7, p->lon);
    }
    if (p->geonameid)
        put_integer(w, 8, p->geonameid);
    finish(w);
}

static void write_quote(struct writing *w, const struct quote *q) {
    start(w, "INSERT OR IGNORE INTO quote VALUES (?, ?, ?, ?, ?)");
    if (!w->q)
        return;
    put_integer(w, 1, w->report);
    put_whole_span(w, 2, q->span);
    bind_str(w->q, 4, q->speaker ? q->speaker->text : (str){NULL, 0});
    bind_str(w->q, 5, q->speaker ? q->speaker->code : (str){NULL, 0});
    finish(w);
}

static void write_warnings(struct writing *w) {
    const struct report *r = w->source->report;
    for (uint32_t i = 0; i < r->n_warnings && !w->has_failed; i++) {
        start(w, "INSERT INTO warning VALUES (?, ?, ?)");
        if (!w->q)
            return;
        put_integer(w, 1, w->report);
        put_integer(w, 2, i);
        put_name(w, 3, r->warnings[i]);
        finish(w);
    }
}

static void write_facts(struct writing *w) {
    const struct coded *c = w->source->coded;
    write_sentences(w);
    for (uint32_t i = 0; i < c->n_entities && !w->has_failed; i++)
        write_entity(w, i, &c->entities[i]);
    for (uint32_t i = 0; i < c->n_events && !w->has_failed; i++)
        write_event(w, &c->events[i]);
    for (uint32_t i = 0; i < c->n_relations && !w->has_failed; i++)
        write_relation(w, &c->relations[i]);
    for (uint32_t i = 0; i < c->n_places && !w->has_failed; i++)
        write_place(w, &c->places[i]);
    for (uint32_t i = 0; i < c->n_quotes && !w->has_failed; i++)
        write_quote(w, &c->quotes[i]);
    write_warnings(w);
}

/* ---- reports ---- */

static sqlite3_int64 coder_key(struct writing *w) {
    start(w, "INSERT INTO coder (name) VALUES (?) ON CONFLICT DO NOTHING");
    if (!w->q)
        return 0;
    put_name(w, 1, w->source->coder);
    finish(w);
    start(w, "SELECT key FROM coder WHERE name = ?");
    if (!w->q)
        return 0;
    put_name(w, 1, w->source->coder);
    sqlite3_int64 key = 0;
    if (sqlite3_step(w->q) == SQLITE_ROW)
        key = sqlite3_column_int64(w->q, 0);
    else
        w->has_failed = true;
    sqlite3_reset(w->q);
    return key;
}

static void write_report(struct writing *w, sqlite3_int64 coder) {
    const struct report *r = w->source->report;
    start(w,
          "INSERT INTO report (id, given_id, date, date_source, title, url, outlet, text, coder) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!w->q)
        return;
    bind_text(w->q, 1, w->id);
    bind_str(w->q, 2, r->id);
    put_day(w, 3, r->date);
    put_name(w, 4, date_source_name(r->date_source));
    bind_str(w->q, 5, r->title);
    bind_str(w->q, 6, r->url);
    bind_str(w->q, 7, r->outlet);
    bind_text(w->q, 8, r->text);
    put_integer(w, 9, coder);
    finish(w);
    w->report = sqlite3_last_insert_rowid(w->store->db);
    start(w, "INSERT INTO report_words (rowid, title, text) VALUES (?, ?, ?)");
    if (!w->q)
        return;
    put_integer(w, 1, w->report);
    bind_str(w->q, 2, r->title);
    bind_text(w->q, 3, r->text);
    finish(w);
}

/* Key of a report by its own id, else by the record's; 0: none. */
static sqlite3_int64 find_report(struct store *s, str id, bool *has_failed) {
    sqlite3_stmt *q = store_statement(
        s, "SELECT key FROM report WHERE id = ?1 UNION ALL "
           "SELECT key FROM (SELECT key FROM report WHERE given_id = ?1 ORDER BY id)");
    sqlite3_int64 key = 0;
    if (!q) {
        *has_failed = true;
        return 0;
    }
    bind_text(q, 1, id);
    int step = sqlite3_step(q);
    if (step == SQLITE_ROW)
        key = sqlite3_column_int64(q, 0);
    *has_failed |= step != SQLITE_ROW && step != SQLITE_DONE;
    sqlite3_reset(q);
    return key;
}

static hb_status open_writing(struct writing *w, struct store *s, const struct store_report *r,
                              struct arena *a, struct hb_error *err) {
    *w = (struct writing){.store = s, .source = r};
    return offsets_open(r->report->text, a, &w->offsets)
               ? HB_OK
               : error_set(err, HB_ERR_MEMORY, 0, "no memory to enter a report");
}

/* Keeps or undoes what was written since the savepoint. */
static hb_status settle(struct writing *w, struct hb_error *err) {
    if (!w->has_failed)
        return store_execute(w->store, "RELEASE entering", err);
    hb_status status = store_fail(w->store, "entering a report", err);
    sqlite3_exec(w->store->db, "ROLLBACK TO entering; RELEASE entering", NULL, NULL, NULL);
    return status;
}

hb_status store_add(struct store *s, const struct store_report *r, struct arena *a, bool *is_new,
                    struct hb_error *err) {
    struct writing w;
    struct store_id id = store_report_id(r->report);
    bool has_failed = false;
    *is_new = find_report(s, str_from(id.z), &has_failed) == 0;
    if (has_failed)
        return store_fail(s, "looking for a report", err);
    if (!*is_new)
        return HB_OK;
    hb_status status = open_writing(&w, s, r, a, err);
    if (status == HB_OK)
        status = store_execute(s, "SAVEPOINT entering", err);
    if (status != HB_OK)
        return status;
    w.id = str_from(id.z);
    write_report(&w, coder_key(&w));
    write_facts(&w);
    return settle(&w, err);
}

static void delete_facts(struct writing *w) {
    static const char *const deletes[] = {
        "DELETE FROM sentence WHERE report = ?", "DELETE FROM entity WHERE report = ?",
        "DELETE FROM event WHERE report = ?",    "DELETE FROM relation WHERE report = ?",
        "DELETE FROM place WHERE report = ?",    "DELETE FROM quote WHERE report = ?",
        "DELETE FROM warning WHERE report = ?"};
    for (size_t i = 0; i < sizeof deletes / sizeof *deletes && !w->has_failed; i++) {
        start(w, deletes[i]);
        if (!w->q)
            return;
        put_integer(w, 1, w->report);
        finish(w);
    }
}

hb_status store_recode(struct store *s, str id, const struct store_report *r, struct arena *a,
                       struct hb_error *err) {
    struct writing w;
    hb_status status = open_writing(&w, s, r, a, err);
    if (status == HB_OK)
        status = store_execute(s, "SAVEPOINT entering", err);
    if (status != HB_OK)
        return status;
    w.id = id;
    w.report = find_report(s, id, &w.has_failed);
    delete_facts(&w);
    write_facts(&w);
    sqlite3_int64 coder = coder_key(&w);
    start(&w, "UPDATE report SET coder = ? WHERE key = ?");
    if (w.q) {
        put_integer(&w, 1, coder);
        put_integer(&w, 2, w.report);
        finish(&w);
    }
    return settle(&w, err);
}

hb_status store_forget(struct store *s, str id, bool *was_there, struct hb_error *err) {
    bool has_failed = false;
    struct writing w = {.store = s};
    w.report = find_report(s, id, &has_failed);
    *was_there = w.report != 0;
    if (has_failed)
        return store_fail(s, "looking for a report", err);
    if (!*was_there)
        return HB_OK;
    start(&w, "INSERT INTO report_words (report_words, rowid, title, text) "
              "SELECT 'delete', key, title, text FROM report WHERE key = ?");
    if (w.q) {
        put_integer(&w, 1, w.report);
        finish(&w);
    }
    start(&w, "DELETE FROM report WHERE key = ?");
    if (w.q) {
        put_integer(&w, 1, w.report);
        finish(&w);
    }
    return w.has_failed ? store_fail(s, "withdrawing a report", err) : HB_OK;
}
