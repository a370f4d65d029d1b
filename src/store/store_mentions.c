/* Mentions as the fold matches them, read report by report, and the rows that say which happening
 * each of them tells. */
#include "base/vec.h"
#include "store/fold_parts.h"

enum { WEEK = 7, STEP = 64 };

str code_land(str code) {
    if (!code.n || str_is(code, "---"))
        return (str){NULL, 0};
    if (memchr(code.p, ':', code.n))
        return code;
    const char *dash = memchr(code.p, '-', code.n);
    return (str){code.p, dash ? (uint32_t)(dash - code.p) : code.n};
}

/* A text whose code points can be found quickly. */
struct points {
    str text;
    const uint32_t
        *starts; /* [n / STEP + 1] byte of each STEP-th code point; NULL: all are ASCII */
};

static bool points_open(str text, struct arena *a, struct points *out) {
    bool is_ascii = true;
    *out = (struct points){text, NULL};
    for (uint32_t i = 0; i < text.n && is_ascii; i++)
        is_ascii = (unsigned char)text.p[i] < 0x80;
    if (is_ascii)
        return true;
    uint32_t *starts = ARENA_NEW(a, uint32_t, text.n / STEP + 2), point = 0;
    for (uint32_t i = 0; starts && i < text.n; i++)
        if (((unsigned char)text.p[i] & 0xC0) != 0x80 && point++ % STEP == 0)
            starts[(point - 1) / STEP] = i;
    if (starts)
        for (uint32_t k = (point + STEP - 1) / STEP; k < text.n / STEP + 2; k++)
            starts[k] = text.n;
    out->starts = starts;
    return starts != NULL;
}

/* The byte at which a code point begins. O(STEP). */
static uint32_t byte_of(const struct points *p, int64_t point) {
    if (point < 0 || point >= p->text.n)
        return p->text.n;
    if (!p->starts)
        return (uint32_t)point;
    uint32_t at = p->starts[point / STEP], left = (uint32_t)(point % STEP);
    while (at < p->text.n && left > 0)
        left -= ++at == p->text.n || ((unsigned char)p->text.p[at] & 0xC0) != 0x80;
    return at;
}

/* The code points [begin, end). */
static str cut(const struct points *p, int64_t begin, int64_t end) {
    uint32_t from = byte_of(p, begin), to = byte_of(p, end);
    return from < to ? str_slice(p->text, from, to) : (str){"", 0};
}

static void read_mention(struct db_statement *q, const struct points *text, struct arena *a,
                         struct fold_mention *m) {
    m->key = db_integer(q, 0);
    m->id = fold_text_of(q, 1, a);
    m->type = fold_text_of(q, 2, a);
    m->mode = fold_text_of(q, 3, a);
    m->status = fold_text_of(q, 4, a);
    m->content = fold_text_of(q, 5, a);
    m->rule = fold_text_of(q, 6, a);
    m->sentence = (uint32_t)db_integer(q, 7);
    m->trigger = cut(text, db_integer(q, 8), db_integer(q, 9));
    m->first = fold_day_of(q, 10);
    m->last = fold_day_of(q, 11);
    m->place = fold_text_of(q, 12, a);
    m->country = fold_text_of(q, 13, a);
    m->has_point = !db_is_nothing(q, 14);
    m->lat = db_real(q, 14);
    m->lon = db_real(q, 15);
    m->told = db_integer(q, 18);
    m->words = cut(text, db_integer(q, 16), db_integer(q, 17));
}

struct mentions {
    struct fold_mention *items;
    size_t n, capacity;
};
struct party_list {
    struct fold_party *items;
    size_t n, capacity;
};
struct number_list {
    struct fold_number *items;
    size_t n, capacity;
};

static hb_status read_mentions(struct store *s, int64_t report, const struct points *text,
                               struct arena *a, struct mentions *out, struct hb_error *err) {
    struct db_statement *q = store_statement(
        s, "SELECT e.key, e.id, e.type, e.mode, e.status, e.content, e.rule, e.sentence, "
           "e.\"begin\", e.\"end\", e.first_day, e.last_day, e.place, e.country, e.lat, e.lon, "
           "s.\"begin\", s.\"end\", t.happening FROM event e JOIN sentence s ON s.report = "
           "e.report AND s.number = e.sentence LEFT JOIN told t ON t.event = e.key WHERE e.report "
           "= ? ORDER BY e.key");
    if (!q)
        return store_fail(s, "reading mentions", err);
    db_bind_integer(q, 1, report);
    int step;
    while ((step = db_step(q)) == DB_ROW) {
        struct fold_mention m = {0};
        read_mention(q, text, a, &m);
        if (!VEC_PUSH(a, out, m))
            break;
    }
    return fold_end(s, q, step, err);
}

/* The mention of an event, at *at or behind it, as rows go by the events' keys; NULL: none. */
static struct fold_mention *mention_of(struct mentions *list, int64_t event, size_t *at) {
    while (*at < list->n && list->items[*at].key < event)
        ++*at;
    return *at < list->n && list->items[*at].key == event ? &list->items[*at] : NULL;
}

static struct fold_party read_party(struct db_statement *q, struct arena *a) {
    struct fold_party p = {.code = fold_text_of(q, 1, a),
                           .name = fold_text_of(q, 2, a),
                           .text = fold_text_of(q, 3, a),
                           .entity = UINT32_MAX,
                           .is_actor = db_integer(q, 5) != 0};
    if (!db_is_nothing(q, 4))
        p.entity = (uint32_t)db_integer(q, 4);
    return p;
}

/* Parties of all mentions of a report lie behind each other; each mention points at its own. */
static hb_status read_parties(struct store *s, int64_t report, struct mentions *mentions,
                              struct arena *a, struct hb_error *err) {
    struct db_statement *q = store_statement(
        s, "SELECT p.event, p.code, p.name, p.text, p.entity, p.side = 'actor' FROM event e JOIN "
           "party p ON p.event = e.key WHERE e.report = ? ORDER BY e.key, p.side, p.number");
    struct party_list list = {0};
    size_t at = 0;
    if (!q)
        return store_fail(s, "reading mentions", err);
    db_bind_integer(q, 1, report);
    int step;
    while ((step = db_step(q)) == DB_ROW) {
        struct fold_mention *m = mention_of(mentions, db_integer(q, 0), &at);
        if (!m)
            continue;
        if (!VEC_PUSH(a, &list, read_party(q, a)))
            break;
        m->n_parties++;
    }
    for (size_t i = 0, n = 0; i < mentions->n; n += mentions->items[i++].n_parties)
        mentions->items[i].parties = list.items ? list.items + n : NULL;
    return fold_end(s, q, step, err);
}

static hb_status read_numbers(struct store *s, int64_t report, struct mentions *mentions,
                              struct arena *a, struct hb_error *err) {
    struct db_statement *q = store_statement(
        s, "SELECT n.event, n.kind, n.low, n.high FROM event e JOIN number n ON n.event = e.key "
           "WHERE e.report = ? ORDER BY e.key, n.kind");
    struct number_list list = {0};
    size_t at = 0;
    if (!q)
        return store_fail(s, "reading mentions", err);
    db_bind_integer(q, 1, report);
    int step;
    while ((step = db_step(q)) == DB_ROW) {
        struct fold_mention *m = mention_of(mentions, db_integer(q, 0), &at);
        struct fold_number x = {fold_text_of(q, 1, a), db_integer(q, 2),
                                db_is_nothing(q, 3) ? INT64_MAX : db_integer(q, 3)};
        if (!m)
            continue;
        if (!VEC_PUSH(a, &list, x))
            break;
        m->n_numbers++;
    }
    for (size_t i = 0, n = 0; i < mentions->n; n += mentions->items[i++].n_numbers)
        mentions->items[i].numbers = list.items ? list.items + n : NULL;
    return fold_end(s, q, step, err);
}

/* Marks the places that are countries, as the report's entities tell. */
static hb_status mark_lands(struct store *s, int64_t report, struct mentions *list,
                            struct hb_error *err) {
    struct db_statement *q = store_statement(
        s, "SELECT name FROM entity WHERE report = ? AND kind = 'country' AND name IS NOT NULL");
    if (!q)
        return store_fail(s, "reading mentions", err);
    db_bind_integer(q, 1, report);
    int step;
    while ((step = db_step(q)) == DB_ROW) {
        str name = db_text(q, 0);
        for (size_t i = 0; i < list->n; i++)
            list->items[i].is_land |= str_equal(list->items[i].place, name);
    }
    return fold_end(s, q, step, err);
}

hb_status fold_read_report(struct store *s, int64_t report, struct arena *a,
                           struct fold_report *out, bool *is_there, struct hb_error *err) {
    struct fold_text t;
    struct points points;
    struct mentions list = {0};
    hb_status status = fold_read_text(s, report, a, &t, is_there, err);
    if (status != HB_OK || !*is_there)
        return status;
    if (!points_open(t.text, a, &points))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for a report");
    status = read_mentions(s, report, &points, a, &list, err);
    if (status == HB_OK)
        status = mark_lands(s, report, &list, err);
    if (status == HB_OK)
        status = read_parties(s, report, &list, a, err);
    if (status == HB_OK)
        status = read_numbers(s, report, &list, a, err);
    *out = (struct fold_report){report, t.id, t.day, list.items, (uint32_t)list.n};
    return a->failed ? error_set(err, HB_ERR_MEMORY, 0, "no memory for a report") : status;
}

hb_status fold_report_of(struct store *s, int64_t event, int64_t *out, struct hb_error *err) {
    return fold_number(s, "SELECT report FROM event WHERE key = ?", event, 0, out, err);
}

static hb_status read_pairs(struct store *s, struct db_statement *q, struct arena *a,
                            struct fold_pairs *out, struct hb_error *err) {
    int step;
    while ((step = db_step(q)) == DB_ROW) {
        struct fold_pair p = {db_integer(q, 0), db_integer(q, 1)};
        if (!VEC_PUSH(a, out, p))
            break;
    }
    hb_status status = fold_end(s, q, step, err);
    return a->failed ? error_set(err, HB_ERR_MEMORY, 0, "no memory for the picture") : status;
}

enum fold_time fold_time_of(date_day first, date_day last) {
    return first == DATE_NONE                              ? TIME_UNTOLD
           : last != DATE_NONE && last - first <= WEEK - 1 ? TIME_TOLD
                                                           : TIME_VAGUE;
}

hb_status fold_find_trait(struct store *s, str land, str type,
                          const struct fold_days days[FOLD_TIMES], struct arena *a,
                          struct fold_pairs *out, struct hb_error *err) {
    struct db_statement *q = store_statement(
        s, "SELECT event, report FROM trait WHERE land = ?1 AND type = ?2 AND time = 0 AND day "
           "BETWEEN ?3 AND ?4 UNION ALL SELECT event, report FROM trait WHERE land = ?1 AND type = "
           "?2 AND time = 1 AND day BETWEEN ?5 AND ?6 UNION ALL SELECT event, report FROM trait "
           "WHERE land = ?1 AND type = ?2 AND time = 2 AND day BETWEEN ?7 AND ?8");
    if (!q)
        return store_fail(s, "looking for mentions", err);
    bind_text(q, 1, land);
    bind_text(q, 2, type);
    for (int i = 0; i < FOLD_TIMES; i++) {
        db_bind_integer(q, 3 + 2 * i, days[i].first);
        db_bind_integer(q, 4 + 2 * i, days[i].last);
    }
    return read_pairs(s, q, a, out, err);
}

hb_status fold_tell(struct store *s, int64_t event, int64_t lead, bool is_new,
                    struct hb_error *err) {
    return is_new
               ? FOLD_RUN(s, "INSERT INTO told (happening, event) VALUES (?, ?)", err, lead, event)
               : FOLD_RUN(s, "UPDATE told SET happening = ? WHERE event = ?", err, lead, event);
}

hb_status fold_members(struct store *s, int64_t happening, struct arena *a, struct fold_pairs *out,
                       struct hb_error *err) {
    struct db_statement *q =
        store_statement(s, "SELECT t.event, e.report FROM told t JOIN event e ON "
                           "e.key = t.event WHERE t.happening = ? ORDER BY t.event");
    *out = (struct fold_pairs){0};
    if (!q)
        return store_fail(s, "looking for mentions", err);
    db_bind_integer(q, 1, happening);
    return read_pairs(s, q, a, out, err);
}
