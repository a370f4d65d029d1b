/* Rows of happenings, and the notes of the days whose tally they change. A row takes most of its
 * values from three events. Of a file it costs half to read these and to enter the row by its
 * values: what SQLite is told to enter from a question may be many rows, so that it first copies
 * every page that it touches. A server is asked once. */
#include "store/fold_parts.h"

#define ONE_MORE                                                                                   \
    "ON CONFLICT (key) DO UPDATE SET day = excluded.day, status = excluded.status, "               \
    "first_day = excluded.first_day, last_day = excluded.last_day, place = excluded.place, "       \
    "country = excluded.country, lat = excluded.lat, lon = excluded.lon, dead = excluded.dead, "   \
    "n_mentions = excluded.n_mentions, n_reports = excluded.n_reports, n_independent = "           \
    "excluded.n_independent"
#define ITS_EVENTS                                                                                 \
    "FROM event e LEFT JOIN event d ON d.key = ?7 LEFT JOIN event p ON p.key = ?8 WHERE e.key = "  \
    "?1"

/* Values that do not stand in an event. */
enum {
    KEY = 1,
    STATUS,
    DEAD,
    MENTIONS,
    REPORTS,
    INDEPENDENT,
    DATED,
    PLACED,
    DAY,
    OWN_VALUES = DAY
};

/* The tally of a day is to be counted again; noted once in a transaction, as a rule. */
static hb_status note_day(struct store *s, date_day day, struct hb_error *err) {
    date_day *noted = &s->noted[(uint32_t)day % NOTED_DAYS];
    if (day == DATE_NONE || (*noted == day && day))
        return HB_OK;
    struct interval_text z = interval_format((struct interval){day, day});
    struct db_statement *q = store_statement(
        s, "INSERT INTO stale SELECT 'day', stale_day(?1) WHERE true ON CONFLICT DO NOTHING");
    if (!q)
        return store_fail(s, "making the picture", err);
    db_bind_text(q, 1, str_from(z.z));
    hb_status status = fold_end(s, q, db_step(q), err);
    if (status == HB_OK)
        *noted = day;
    return status;
}

/* The same of the day on which a happening stands. */
static hb_status note_its_day(struct store *s, int64_t happening, struct hb_error *err) {
    struct db_statement *q = store_statement(s, "SELECT day FROM happening WHERE key = ?");
    if (!q)
        return store_fail(s, "making the picture", err);
    db_bind_integer(q, 1, happening);
    int step = db_step(q);
    date_day day = step == DB_ROW ? fold_day_of(q, 0) : DATE_NONE;
    hb_status status = fold_end(s, q, step, err);
    return status == HB_OK ? note_day(s, day, err) : status;
}

static void bind_row(struct db_statement *q, const struct fold_happening *h, str day) {
    db_bind_integer(q, KEY, h->key);
    bind_text(q, STATUS, h->status);
    if (h->dead >= 0)
        db_bind_integer(q, DEAD, h->dead);
    db_bind_integer(q, MENTIONS, h->n_mentions);
    db_bind_integer(q, REPORTS, h->n_reports);
    db_bind_integer(q, INDEPENDENT, h->n_independent);
    db_bind_integer(q, DATED, h->dated);
    db_bind_integer(q, PLACED, h->place);
    bind_str(q, DAY, day);
}

static hb_status put_by_question(struct store *s, const struct fold_happening *h, str day,
                                 struct hb_error *err) {
    struct db_statement *q = store_statement(
        s,
        "INSERT INTO happening SELECT e.key, e.id, ?9, e.type, e.mode, e.cameo, e.quad, "
        "e.goldstein, e.score, ?2, d.first_day, d.last_day, p.place, p.country, p.lat, p.lon, ?3, "
        "?4, ?5, ?6 " ITS_EVENTS " " ONE_MORE);
    if (!q)
        return store_fail(s, "entering a happening", err);
    bind_row(q, h, day);
    return fold_end(s, q, db_step(q), err);
}

/* ?10 and on are the columns of the events. */
static hb_status put_by_values(struct store *s, const struct fold_happening *h, str day,
                               struct hb_error *err) {
    struct db_statement *events = store_statement(
        s, "SELECT e.id, e.type, e.mode, e.cameo, e.quad, e.goldstein, e.score, d.first_day, "
           "d.last_day, p.place, p.country, p.lat, p.lon " ITS_EVENTS);
    struct db_statement *q = store_statement(
        s, "INSERT INTO happening VALUES (?1, ?10, ?9, ?11, ?12, ?13, ?14, ?15, ?16, ?2, ?17, ?18, "
           "?19, ?20, ?21, ?22, ?3, ?4, ?5, ?6) " ONE_MORE);
    if (!events || !q)
        return store_fail(s, "entering a happening", err);
    db_bind_integer(events, KEY, h->key);
    db_bind_integer(events, DATED, h->dated);
    db_bind_integer(events, PLACED, h->place);
    int step = db_step(events);
    if (step != DB_ROW)
        return fold_end(s, events, step, err);
    bind_row(q, h, day);
    for (int i = 0; i < db_columns(events); i++)
        db_bind_column(q, OWN_VALUES + 1 + i, events, i);
    hb_status status = fold_end(s, q, db_step(q), err);
    db_reset(events);
    return status;
}

hb_status fold_put_happening(struct store *s, const struct fold_happening *h,
                             struct hb_error *err) {
    struct interval_text z = interval_format((struct interval){h->day, h->day});
    str day = h->day == DATE_NONE ? (str){NULL, 0} : str_from(z.z);
    hb_status status = h->is_new ? HB_OK : note_its_day(s, h->key, err);
    if (status == HB_OK)
        status = s->db.file ? put_by_values(s, h, day, err) : put_by_question(s, h, day, err);
    return status == HB_OK ? note_day(s, h->day, err) : status;
}

hb_status fold_drop_happening(struct store *s, int64_t key, struct hb_error *err) {
    hb_status status = note_its_day(s, key, err);
    return status == HB_OK ? FOLD_RUN(s, "DELETE FROM happening WHERE key = ?", err, key) : status;
}
