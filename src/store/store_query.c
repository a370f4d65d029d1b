/* Questions. Each is a file of SQL (ask/…sql) with the same named conditions, each on a line of its
 * own: a line that names a condition (:since, :actor …; :file or :server, where the archive lies)
 * stands only where that is asked for. Order always ends in an id, so that rows do not depend on
 * the order of adding. */
#include "store/store_parts.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "ingest/ingest.h"
#include "store/db_file.h"

#include <stdio.h>

extern const char ask_events[], ask_relations[], ask_actors[], ask_agenda[], ask_reports[],
    ask_search[], ask_sources[], ask_breaks[], ask_claims[], ask_tally[], ask_coverage[],
    ask_timeline[], ask_aliases[], ask_offices[], ask_acts[], ask_happenings[],
    ask_happenings_by_day[], ask_happenings_newest[], ask_told[], ask_explain[], ask_map[],
    ask_spots[], ask_report[], ask_marks[], ask_past[], ask_outlets[], ask_days[], ask_acted[];
extern const char ask_series_country[], ask_series_actor[], ask_series_dyad[];

static const char *question_text(enum store_question q) {
    static const char *const texts[STORE_QUESTIONS] = {
        [STORE_EVENTS] = ask_events,
        [STORE_RELATIONS] = ask_relations,
        [STORE_ACTORS] = ask_actors,
        [STORE_AGENDA] = ask_agenda,
        [STORE_REPORTS] = ask_reports,
        [STORE_SEARCH] = ask_search,
        [STORE_SOURCES] = ask_sources,
        [STORE_BREAKS] = ask_breaks,
        [STORE_CLAIMS] = ask_claims,
        [STORE_SERIES_COUNTRY] = ask_series_country,
        [STORE_SERIES_ACTOR] = ask_series_actor,
        [STORE_SERIES_DYAD] = ask_series_dyad,
        [STORE_TALLY] = ask_tally,
        [STORE_COVERAGE] = ask_coverage,
        [STORE_TIMELINE] = ask_timeline,
        [STORE_ALIASES] = ask_aliases,
        [STORE_OFFICES] = ask_offices,
        [STORE_ACTS] = ask_acts,
        [STORE_HAPPENINGS] = ask_happenings,
        [STORE_NEWEST] = ask_happenings,
        [STORE_MENTIONS] = ask_told,
        [STORE_EXPLAIN] = ask_explain,
        [STORE_MAP] = ask_map,
        [STORE_SPOTS] = ask_spots,
        [STORE_REPORT] = ask_report,
        [STORE_MARKS] = ask_marks,
        [STORE_PAST] = ask_past,
        [STORE_DAYS] = ask_days,
        [STORE_ACTED] = ask_acted,
        [STORE_OUTLETS] = ask_outlets,
    };
    return texts[q];
}

/* The end of a question that is asked in more than one order; else "". */
static const char *question_end(enum store_question q) {
    return q == STORE_HAPPENINGS ? ask_happenings_by_day
           : q == STORE_NEWEST   ? ask_happenings_newest
                                 : "";
}

/* The first (last) day of a day, month or year, so that text compares as dates do. */
static void bind_edge(struct db_statement *q, int at, str when, bool is_last) {
    struct interval days;
    if (!when.n || !interval_parse(when, &days)) {
        bind_str(q, at, when);
        return;
    }
    date_day day = is_last ? days.last : days.first;
    struct interval_text t = interval_format((struct interval){day, day});
    db_bind_copy(q, at, str_from(t.z));
}

static hb_status run(struct store *s, struct db_statement *q, store_sink *sink, void *context,
                     struct hb_error *err) {
    struct store_row row = {.q = q};
    int step;
    while ((step = db_step(q)) == DB_ROW)
        if (!sink(context, &row))
            break;
    hb_status status =
        step == DB_ROW || step == DB_DONE ? HB_OK : store_fail(s, "asking the archive", err);
    db_reset(q);
    return status;
}

/* The value of a condition, or NULL where the name is none; where the archive lies is one too. */
static const str *condition_of(const struct store *s, const struct store_filter *f, str name) {
    static const str yes = {"yes", 3}, no = {"", 0};
    const struct {
        const char *name;
        const str *value;
    } conditions[] = {{"since", &f->since},
                      {"until", &f->until},
                      {"as_of", &f->as_of},
                      {"actor", &f->actor},
                      {"type", &f->type},
                      {"place", &f->place},
                      {"query", &f->query},
                      {"status", &f->status},
                      {"id", &f->id},
                      {"outlet", &f->outlet},
                      {"word", &f->word},
                      {"report", &f->report},
                      {"newest", &f->newest},
                      {"file", s->db.file ? &yes : &no},
                      {"server", s->db.server ? &yes : &no}};
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++)
        if (str_is(name, conditions[i].name))
            return conditions[i].value;
    return NULL;
}

/* Does a line of SQL name a condition that is not asked for? */
static bool is_left_out(const struct store *s, const struct store_filter *f, str line) {
    for (uint32_t i = 0; i < line.n; i++) {
        uint32_t end = i + 1;
        if (line.p[i] != ':')
            continue;
        while (end < line.n && (line.p[end] == '_' || (line.p[end] >= 'a' && line.p[end] <= 'z')))
            end++;
        const str *value = condition_of(s, f, str_slice(line, i + 1, end));
        if (value && !value->n)
            return true;
    }
    return false;
}

/* The question without the conditions that nobody set, so that SQLite plans for those that are. */
static struct db_statement *compose(struct store *s, enum store_question question,
                                    const struct store_filter *f) {
    struct buffer text = {0};
    struct db_statement *q = NULL;
    str line;
    for (str rest = str_from(question_text(question)); str_split(&rest, '\n', &line);) {
        if (is_left_out(s, f, line))
            continue;
        buffer_str(&text, line);
        buffer_text(&text, "\n");
    }
    buffer_text(&text, question_end(question));
    if (!text.failed)
        q = db_prepare(&s->db, (str){text.p, (uint32_t)text.n}, DB_STREAM);
    buffer_free(&text);
    return q;
}

static void bind_conditions(struct db_statement *q, const struct store_filter *f) {
    bind_edge(q, db_position(q, ":since"), f->since, false);
    bind_edge(q, db_position(q, ":until"), f->until, true);
    bind_edge(q, db_position(q, ":as_of"), f->as_of, true);
    bind_str(q, db_position(q, ":actor"), f->actor);
    bind_str(q, db_position(q, ":type"), f->type);
    bind_str(q, db_position(q, ":place"), f->place);
    bind_str(q, db_position(q, ":status"), f->status);
    if (f->query.n)
        db_bind_query(q, db_position(q, ":query"), f->query);
    bind_str(q, db_position(q, ":outlet"), f->outlet);
    bind_str(q, db_position(q, ":word"), f->word);
    bind_str(q, db_position(q, ":report"), f->report);
    bind_str(q, db_position(q, ":id"), f->id);
    db_bind_integer(q, db_position(q, ":skip"), (int64_t)f->skip);
    db_bind_integer(q, db_position(q, ":limit"), f->limit ? (int64_t)f->limit : -1);
}

hb_status store_ask(struct store *s, enum store_question question, const struct store_filter *f,
                    store_sink *sink, void *context, struct hb_error *err) {
    if (question == STORE_SEARCH && !f->query.n)
        return error_set(err, HB_ERR_USAGE, 0, "search needs words to look for");
    struct db_statement *q = compose(s, question, f);
    if (!q)
        return store_fail(s, "asking the archive", err);
    bind_conditions(q, f);
    hb_status status = run(s, q, sink, context, err);
    bool is_about_words = status != HB_OK && f->query.n && db_fault(&s->db) == FAULT_SQL;
    if (is_about_words)
        status =
            error_set(err, HB_ERR_USAGE, 0, "the query cannot be read: %.100s", db_message(&s->db));
    db_finish(q);
    return status;
}

hb_status store_count(struct store *s, struct store_counts *out, struct hb_error *err) {
    struct db_statement *q = store_statement(
        s, "SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM event), (SELECT count(*) "
           "FROM relation), (SELECT count(*) FROM entity)");
    if (!q || db_step(q) != DB_ROW)
        return store_fail(s, "counting", err);
    *out = (struct store_counts){db_integer(q, 0), db_integer(q, 1), db_integer(q, 2),
                                 db_integer(q, 3), 0};
    db_reset(q);
    if (s->db.server)
        return pg_size(s->db.server, &out->bytes) ? HB_OK : store_fail(s, "counting", err);
    return file_number(&s->db,
                       "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
                       &out->bytes, err);
}

static str column_copy(struct db_statement *q, int column, struct arena *a) {
    struct store_row row = {.q = q};
    str s = row_text(&row, (uint32_t)column);
    return s.p ? str_copy(a, s) : s;
}

static enum date_source date_source_of(str name) {
    for (int i = DATE_FROM_NOTHING; i <= DATE_FROM_FILE; i++)
        if (str_is(name, date_source_name((enum date_source)i)))
            return (enum date_source)i;
    return DATE_FROM_NOTHING;
}

hb_status store_next_stale(struct store *s, const char *coder, struct arena *a, struct report *out,
                           struct store_id *id, bool *is_one, struct hb_error *err) {
    struct db_statement *q = store_statement(
        s, "SELECT r.id, r.given_id, r.date, r.date_source, r.title, r.url, r.outlet, r.text FROM "
           "report r JOIN coder c ON c.key = r.coder WHERE c.name <> ? ORDER BY r.date, r.id LIMIT "
           "1");
    *is_one = false;
    if (!q)
        return store_fail(s, "looking for a report", err);
    db_bind_text(q, 1, str_from(coder));
    int step = db_step(q);
    if (step == DB_ROW) {
        struct interval day;
        str key = column_copy(q, 0, a), date = column_copy(q, 2, a);
        *out = (struct report){.id = column_copy(q, 1, a),
                               .title = column_copy(q, 4, a),
                               .url = column_copy(q, 5, a),
                               .outlet = column_copy(q, 6, a),
                               .text = column_copy(q, 7, a)};
        out->date = interval_parse(date, &day) ? day.first : DATE_NONE;
        out->date_source = date_source_of(column_copy(q, 3, a));
        snprintf(id->z, sizeof id->z, "%.*s", (int)key.n, key.p ? key.p : "");
        *is_one = true;
    }
    db_reset(q);
    if (step != DB_ROW && step != DB_DONE)
        return store_fail(s, "looking for a report", err);
    return a->failed ? error_set(err, HB_ERR_MEMORY, 0, "no memory for a report") : HB_OK;
}
