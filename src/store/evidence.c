/* Look-ups that a fold makes while it works, by prepared statements that the store keeps. */
#include "store/evidence.h"

#include "store/store_parts.h"

extern const char ask_deeds[];

/* Takes the first column of the first row. */
static hb_status take_text(struct store *s, struct db_statement *q, struct arena *a, str *out,
                           struct hb_error *err) {
    int step = db_step(q);
    struct store_row row = {.q = q};
    if (step == DB_ROW && !row_is_null(&row, 0))
        *out = str_copy(a, row_text(&row, 0));
    hb_status status =
        step == DB_ROW || step == DB_DONE ? HB_OK : store_fail(s, "asking the archive", err);
    db_reset(q);
    return status;
}

static hb_status give_rows(struct store *s, struct db_statement *q, store_sink *sink, void *context,
                           struct hb_error *err) {
    struct store_row row = {.q = q};
    int step;
    while ((step = db_step(q)) == DB_ROW && sink(context, &row))
        continue;
    hb_status status =
        step == DB_ROW || step == DB_DONE ? HB_OK : store_fail(s, "asking the archive", err);
    db_reset(q);
    return status;
}

hb_status store_sentence(struct store *s, int64_t report, int64_t begin, struct arena *a, str *out,
                         struct hb_error *err) {
    struct db_statement *q = store_statement(
        s, "SELECT substr(r.text, s.\"begin\" + 1, s.\"end\" - s.\"begin\") FROM sentence s JOIN "
           "report r ON r.key = s.report WHERE s.report = ?1 AND s.\"begin\" <= ?2 AND s.\"end\" > "
           "?2 ORDER BY s.number LIMIT 1");
    *out = (str){NULL, 0};
    if (!q)
        return store_fail(s, "asking the archive", err);
    db_bind_integer(q, 1, report);
    db_bind_integer(q, 2, begin);
    return take_text(s, q, a, out, err);
}

/* One text by one text. */
static hb_status look_up(struct store *s, const char *sql, str key, struct arena *a, str *out,
                         struct hb_error *err) {
    struct db_statement *q = store_statement(s, sql);
    *out = (str){NULL, 0};
    if (!q)
        return store_fail(s, "asking the archive", err);
    bind_text(q, 1, key);
    return take_text(s, q, a, out, err);
}

hb_status store_words_of(struct store *s, str event, struct arena *a, str *out,
                         struct hb_error *err) {
    return look_up(s,
                   "SELECT substr(r.text, s.\"begin\" + 1, s.\"end\" - s.\"begin\") FROM event e "
                   "JOIN report r ON r.key = e.report JOIN sentence s ON s.report = e.report AND "
                   "s.number = e.sentence WHERE e.id = ?1",
                   event, a, out, err);
}

hb_status store_code_of(struct store *s, str name, struct arena *a, str *out,
                        struct hb_error *err) {
    return look_up(s,
                   "SELECT code FROM party WHERE name = ?1 AND code <> '---' GROUP BY code ORDER "
                   "BY count(*) DESC, code LIMIT 1",
                   name, a, out, err);
}

hb_status store_newest(struct store *s, struct arena *a, str *out, struct hb_error *err) {
    struct db_statement *q = store_statement(s, "SELECT max(date) FROM report");
    *out = (str){NULL, 0};
    return q ? take_text(s, q, a, out, err) : store_fail(s, "asking the archive", err);
}

hb_status store_window(struct store *s, str until, uint32_t n_reports, struct arena *a, str *out,
                       struct hb_error *err) {
    struct db_statement *q =
        store_statement(s, "SELECT date FROM report WHERE date <= coalesce(?, '9999') "
                           "ORDER BY date DESC LIMIT 1 OFFSET ?");
    *out = (str){NULL, 0};
    if (!q)
        return store_fail(s, "asking the archive", err);
    bind_str(q, 1, until);
    db_bind_integer(q, 2, n_reports);
    return take_text(s, q, a, out, err);
}

hb_status store_deeds(struct store *s, const struct deed_filter *f, store_sink *sink, void *context,
                      struct hb_error *err) {
    struct db_statement *q = store_statement(s, ask_deeds);
    if (!q)
        return store_fail(s, "asking the archive", err);
    bind_text(q, 1, f->who);
    bind_text(q, 2, f->type);
    db_bind_integer(q, 3, f->from);
    db_bind_integer(q, 4, f->to);
    bind_text(q, 5, f->as_of);
    for (int i = 0; i < DEED_CODES; i++)
        bind_str(q, 6 + i, f->codes[i].n ? f->codes[i] : f->codes[0]);
    return give_rows(s, q, sink, context, err);
}

hb_status store_parties(struct store *s, int64_t event, struct arena *a, str *out,
                        struct hb_error *err) {
    struct db_statement *q = store_statement(
        s, "SELECT group_concat(side || char(31) || code || char(31) || coalesce(name, text, ''), "
           "char(30)) FROM (SELECT * FROM party WHERE event = ?1 ORDER BY side, number) x");
    *out = (str){NULL, 0};
    if (!q)
        return store_fail(s, "asking the archive", err);
    db_bind_integer(q, 1, event);
    return take_text(s, q, a, out, err);
}

static void bind_day(struct db_statement *q, int at, date_day day) {
    struct interval_text t = interval_format((struct interval){day, day});
    db_bind_copy(q, at, str_from(t.z));
}

hb_status store_reports_behind(struct store *s, const struct behind_filter *f, struct arena *a,
                               str *out, struct hb_error *err) {
    static const char in_country[] =
        "SELECT group_concat(id, ' ') FROM (SELECT r.id FROM happening h JOIN told t ON "
        "t.happening "
        "= h.key JOIN event e ON e.key = t.event JOIN report r ON r.key = e.report WHERE h.status "
        "= "
        "'occurred' AND h.country = ?1 AND h.day BETWEEN ?3 AND ?4 GROUP BY r.id ORDER BY "
        "max(h.n_independent) DESC, min(h.goldstein), r.id LIMIT ?5) x";
    static const char by_actor[] =
        "SELECT group_concat(id, ' ') FROM (SELECT r.id FROM happening h JOIN told t ON "
        "t.happening "
        "= h.key JOIN event e ON e.key = t.event JOIN report r ON r.key = e.report WHERE h.status "
        "= "
        "'occurred' AND h.day BETWEEN ?3 AND ?4 AND EXISTS (SELECT 1 FROM party p WHERE p.event = "
        "h.key AND p.side = 'actor' AND p.code = ?1) AND (?2 = '' OR EXISTS (SELECT 1 FROM party p "
        "WHERE p.event = h.key AND p.side = 'recipient' AND p.code = ?2)) GROUP BY r.id ORDER BY "
        "max(h.n_independent) DESC, min(h.goldstein), r.id LIMIT ?5) x";
    struct db_statement *q = store_statement(s, f->is_country ? in_country : by_actor);
    *out = (str){NULL, 0};
    if (!q)
        return store_fail(s, "asking the archive", err);
    bind_text(q, 1, f->who);
    if (!f->is_country)
        bind_text(q, 2, f->whom);
    bind_day(q, 3, f->from);
    bind_day(q, 4, f->to);
    db_bind_integer(q, 5, f->limit);
    return take_text(s, q, a, out, err);
}

hb_status store_count_acts(struct store *s, str name, str as_of, int64_t *out,
                           struct hb_error *err) {
    struct db_statement *q = store_statement(
        s, "SELECT count(DISTINCT h.key) FROM party p JOIN told t ON t.event = p.event JOIN "
           "happening h ON h.key = t.happening WHERE p.name = ?1 AND h.status = 'occurred' AND "
           "(?2 IS NULL OR h.day <= ?2)");
    *out = 0;
    if (!q)
        return store_fail(s, "asking the archive", err);
    bind_text(q, 1, name);
    bind_str(q, 2, as_of);
    int step = db_step(q);
    if (step == DB_ROW)
        *out = db_integer(q, 0);
    db_reset(q);
    return step == DB_ROW ? HB_OK : store_fail(s, "asking the archive", err);
}

hb_status store_sentences(struct store *s, const struct sentence_filter *f, store_sink *sink,
                          void *context, struct hb_error *err) {
    struct db_statement *q = store_statement(
        s,
        "SELECT r.key, r.date, r.id, substr(r.text, s.\"begin\" + 1, s.\"end\" - s.\"begin\") "
        "FROM report_words w JOIN report r ON r.key = w.rowid JOIN sentence s ON s.report = r.key "
        "WHERE report_words MATCH ?1 AND r.date BETWEEN ?2 AND ?3 ORDER BY r.date, r.id, "
        "s.number");
    if (!q)
        return store_fail(s, "asking the archive", err);
    db_bind_query(q, 1, f->query);
    bind_text(q, 2, f->from);
    bind_text(q, 3, f->to);
    return give_rows(s, q, sink, context, err);
}
