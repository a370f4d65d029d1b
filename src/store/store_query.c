/* Questions. Each is one SQL text with the shared filter in a common place: every condition is
 * written `?N IS NULL OR …`, so that one prepared statement serves all filters. Order always ends
 * in an id, so that rows do not depend on the order of adding. */
#include "store/store_parts.h"

#include "base/arena.h"
#include "ingest/ingest.h"

#include <stdio.h>

enum filter_place {
    FILTER_SINCE = 1,
    FILTER_UNTIL,
    FILTER_ACTOR,
    FILTER_TYPE,
    FILTER_PLACE,
    FILTER_STATUS,
    FILTER_QUERY,
    FILTER_LIMIT
};

/* A code holds for what is under it ("TUR" for "TUR-GOV"); a name as it is written. */
#define IS_ACTOR(code, name)                                                                       \
    "(" code " = ?3 OR substr(" code ", 1, length(?3) + 1) = ?3 || '-' OR " name " = ?3)"
#define IN_QUERY(report)                                                                           \
    "(?7 IS NULL OR " report " IN (SELECT rowid FROM report_words WHERE report_words MATCH ?7))"

static const char *const questions[STORE_QUESTIONS] = {
    [STORE_EVENTS] =
        "SELECT e.id, coalesce(e.\"when\", '') AS \"when\", e.type, coalesce(e.mode, '') AS mode, "
        "e.status, "
        "coalesce((SELECT group_concat(x, '; ') FROM (SELECT coalesce(p.name, p.text, '') || ' (' "
        "|| p.code || ')' AS x FROM party p WHERE p.event = e.key AND p.side = 'actor' ORDER BY "
        "p.number)), '') AS actor, "
        "coalesce((SELECT group_concat(x, '; ') FROM (SELECT coalesce(p.name, p.text, '') || ' (' "
        "|| p.code || ')' AS x FROM party p WHERE p.event = e.key AND p.side = 'recipient' ORDER "
        "BY p.number)), '') AS recipient, "
        "coalesce(e.place, '') AS place, coalesce(e.country, '') AS country, "
        "coalesce(e.by_text, '') AS by, e.cameo, e.goldstein, "
        "substr(r.text, s.\"begin\" + 1, s.\"end\" - s.\"begin\") AS words, r.id AS report, "
        "coalesce(r.outlet, '') AS outlet, coalesce(r.date, '') AS published "
        "FROM event e JOIN report r ON r.key = e.report JOIN sentence s ON s.report = e.report AND "
        "s.number = e.sentence WHERE (?1 IS NULL OR coalesce(e.last_day, r.date) >= ?1) AND (?2 IS "
        "NULL OR coalesce(e.first_day, r.date) <= ?2) AND (?3 IS NULL OR EXISTS (SELECT 1 FROM "
        "party p WHERE p.event = e.key AND " IS_ACTOR(
            "p.code", "p.name") ")) AND (?4 IS NULL OR "
                                "e.type = ?4) AND (?5 IS NULL OR e.place = ?5 OR e.country = ?5) "
                                "AND (?6 IS NULL OR "
                                "e.status = ?6) AND " IN_QUERY(
                                    "e.report") " ORDER BY coalesce(e.first_day, r.date, ''), "
                                                "r.date, r.id, e.\"begin\", e.id LIMIT ?8",
    [STORE_RELATIONS] =
        "SELECT l.type, coalesce(l.change, '') AS change, coalesce(from_name, from_text, '') AS "
        "\"from\", from_code, "
        "coalesce(to_name, to_text, '') AS \"to\", to_code, l.status, coalesce(min(since), '') AS "
        "since, coalesce(max(until), '') AS until, coalesce(by_text, '') AS by, count(DISTINCT "
        "l.report) AS reports, coalesce(min(r.date), '') AS first, coalesce(max(r.date), '') AS "
        "last, min(r.id) AS report FROM relation l JOIN report r ON r.key = l.report WHERE (?1 IS "
        "NULL OR coalesce(l.until, r.date) >= ?1) AND (?2 IS NULL OR coalesce(l.since, r.date) <= "
        "?2) AND (?3 IS NULL OR " IS_ACTOR("l.from_code", "l.from_name") " OR " IS_ACTOR(
            "l.to_code", "l.to_name") ") AND (?4 IS NULL OR l.type = ?4) AND (?5 IS NULL OR "
                                      "l.to_name = ?5 OR l.to_text = ?5 OR l.to_code = ?5 OR "
                                      "l.place = ?5) AND (?6 "
                                      "IS NULL OR l.status = ?6) AND " IN_QUERY(
                                          "l.report") " GROUP BY 1, 2, 3, 4, 5, 6, 9 ORDER BY 10 "
                                                      "DESC, 1, 3, 2, 5, 4, 6, 9 LIMIT ?8",
    [STORE_ACTORS] =
        "SELECT e.name, coalesce(e.code, '') AS code, e.kind, count(DISTINCT e.report) AS reports, "
        "sum((SELECT count(*) FROM mention m WHERE m.report = e.report AND m.entity = e.number)) "
        "AS mentions, coalesce(min(r.date), '') AS first, coalesce(max(r.date), '') AS last FROM "
        "entity e JOIN report r ON r.key = e.report WHERE e.name IS NOT NULL AND e.kind IN "
        "('person', 'organisation', 'group', 'country') AND (?1 IS NULL OR r.date >= ?1) AND (?2 "
        "IS NULL OR r.date <= ?2) AND (?3 IS NULL OR " IS_ACTOR(
            "e.code",
            "e.name") ") AND (?4 IS "
                      "NULL OR e.kind = ?4) AND (?5 IS NULL OR substr(e.code, 1, 3) = ?5) AND ?6 "
                      "IS NULL AND " IN_QUERY(
                          "e.report") " GROUP BY 1, 2, 3 ORDER BY 4 DESC, 5 DESC, 1, 2 LIMIT ?8",
    [STORE_REPORTS] =
        "SELECT r.id, coalesce(r.date, '') AS date, coalesce(r.outlet, '') AS outlet, "
        "coalesce(r.title, '') AS title, (SELECT count(*) FROM event e WHERE e.report = r.key) AS "
        "events, coalesce(r.url, '') AS url, coalesce(r.given_id, '') AS given FROM report r WHERE "
        "(?1 IS NULL OR r.date >= ?1) AND (?2 IS NULL OR r.date <= ?2) AND (?3 IS NULL OR EXISTS "
        "(SELECT 1 FROM event e JOIN party p ON p.event = e.key WHERE e.report = r.key "
        "AND " IS_ACTOR(
            "p.code",
            "p.name") ")) AND (?4 IS NULL OR EXISTS (SELECT 1 FROM event e WHERE "
                      "e.report = r.key AND e.type = ?4)) AND (?5 IS NULL OR EXISTS (SELECT 1 FROM "
                      "place p WHERE "
                      "p.report = r.key AND (p.name = ?5 OR p.country = ?5))) AND (?6 IS NULL OR "
                      "EXISTS (SELECT "
                      "1 FROM event e WHERE e.report = r.key AND e.status = ?6)) AND " IN_QUERY(
                          "r.key") " ORDER BY r.date, r.id LIMIT ?8",
    [STORE_SEARCH] =
        "SELECT r.id, coalesce(r.date, '') AS date, coalesce(r.outlet, '') AS outlet, "
        "coalesce(r.title, '') AS title, snippet(report_words, -1, '[', ']', ' … ', 24) AS words "
        "FROM report_words JOIN report r ON r.key = report_words.rowid WHERE report_words MATCH ?7 "
        "AND (?1 IS NULL OR r.date >= ?1) AND (?2 IS NULL OR r.date <= ?2) AND (?3 IS NULL OR "
        "EXISTS (SELECT 1 FROM event e JOIN party p ON p.event = e.key WHERE e.report = r.key "
        "AND " IS_ACTOR("p.code",
                        "p.name") ")) AND (?4 IS NULL OR EXISTS (SELECT 1 FROM event e WHERE "
                                  "e.report = r.key AND e.type = ?4)) AND (?5 IS NULL OR EXISTS "
                                  "(SELECT 1 FROM place p WHERE "
                                  "p.report = r.key AND (p.name = ?5 OR p.country = ?5))) AND ?6 "
                                  "IS NULL ORDER BY "
                                  "bm25(report_words, 3.0, 1.0), r.date DESC, r.id LIMIT ?8",
};

struct store_row {
    sqlite3_stmt *q;
};

uint32_t row_columns(const struct store_row *row) {
    return (uint32_t)sqlite3_column_count(row->q);
}

const char *row_name(const struct store_row *row, uint32_t column) {
    return sqlite3_column_name(row->q, (int)column);
}

bool row_is_null(const struct store_row *row, uint32_t column) {
    return sqlite3_column_type(row->q, (int)column) == SQLITE_NULL;
}

bool row_is_number(const struct store_row *row, uint32_t column) {
    int type = sqlite3_column_type(row->q, (int)column);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

str row_text(const struct store_row *row, uint32_t column) {
    const char *p = (const char *)sqlite3_column_text(row->q, (int)column);
    return (str){p, p ? (uint32_t)sqlite3_column_bytes(row->q, (int)column) : 0};
}

double row_real(const struct store_row *row, uint32_t column) {
    return sqlite3_column_double(row->q, (int)column);
}

int64_t row_integer(const struct store_row *row, uint32_t column) {
    return sqlite3_column_int64(row->q, (int)column);
}

/* The first (last) day of a day, month or year, so that text compares as dates do. */
static void bind_edge(sqlite3_stmt *q, int at, str when, bool is_last) {
    struct interval days;
    if (!when.n || !interval_parse(when, &days)) {
        bind_str(q, at, when);
        return;
    }
    date_day day = is_last ? days.last : days.first;
    struct interval_text t = interval_format((struct interval){day, day});
    sqlite3_bind_text(q, at, t.z, -1, SQLITE_TRANSIENT);
}

static hb_status run(struct store *s, sqlite3_stmt *q, store_sink *sink, void *context,
                     struct hb_error *err) {
    struct store_row row = {q};
    int step;
    while ((step = sqlite3_step(q)) == SQLITE_ROW)
        if (!sink(context, &row))
            break;
    hb_status status = step == SQLITE_ROW || step == SQLITE_DONE
                           ? HB_OK
                           : store_fail(s, "asking the archive", err);
    sqlite3_reset(q);
    return status;
}

hb_status store_ask(struct store *s, enum store_question question, const struct store_filter *f,
                    store_sink *sink, void *context, struct hb_error *err) {
    if (question == STORE_SEARCH && !f->query.n)
        return error_set(err, HB_ERR_USAGE, 0, "search needs words to look for");
    sqlite3_stmt *q = store_statement(s, questions[question]);
    if (!q)
        return store_fail(s, "asking the archive", err);
    bind_edge(q, FILTER_SINCE, f->since, false);
    bind_edge(q, FILTER_UNTIL, f->until, true);
    bind_str(q, FILTER_ACTOR, f->actor);
    bind_str(q, FILTER_TYPE, f->type);
    bind_str(q, FILTER_PLACE, f->place);
    bind_str(q, FILTER_STATUS, f->status);
    bind_str(q, FILTER_QUERY, f->query);
    sqlite3_bind_int64(q, FILTER_LIMIT, f->limit ? (sqlite3_int64)f->limit : -1);
    hb_status status = run(s, q, sink, context, err);
    bool is_about_words = status != HB_OK && f->query.n && sqlite3_errcode(s->db) == SQLITE_ERROR;
    if (is_about_words)
        return error_set(err, HB_ERR_USAGE, 0, "the query cannot be read: %.100s",
                         sqlite3_errmsg(s->db));
    return status;
}

hb_status store_count(struct store *s, struct store_counts *out, struct hb_error *err) {
    sqlite3_stmt *q = store_statement(
        s, "SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM event), (SELECT count(*) "
           "FROM relation), (SELECT count(*) FROM entity), (SELECT page_count * page_size FROM "
           "pragma_page_count, pragma_page_size)");
    if (!q || sqlite3_step(q) != SQLITE_ROW)
        return store_fail(s, "counting", err);
    *out = (struct store_counts){sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 1),
                                 sqlite3_column_int64(q, 2), sqlite3_column_int64(q, 3),
                                 sqlite3_column_int64(q, 4)};
    sqlite3_reset(q);
    return HB_OK;
}

static str column_copy(sqlite3_stmt *q, int column, struct arena *a) {
    struct store_row row = {q};
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
    sqlite3_stmt *q = store_statement(
        s, "SELECT r.id, r.given_id, r.date, r.date_source, r.title, r.url, r.outlet, r.text FROM "
           "report r JOIN coder c ON c.key = r.coder WHERE c.name <> ? ORDER BY r.date, r.id LIMIT "
           "1");
    *is_one = false;
    if (!q)
        return store_fail(s, "looking for a report", err);
    sqlite3_bind_text(q, 1, coder, -1, SQLITE_STATIC);
    int step = sqlite3_step(q);
    if (step == SQLITE_ROW) {
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
    sqlite3_reset(q);
    if (step != SQLITE_ROW && step != SQLITE_DONE)
        return store_fail(s, "looking for a report", err);
    return a->failed ? error_set(err, HB_ERR_MEMORY, 0, "no memory for a report") : HB_OK;
}
