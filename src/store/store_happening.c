/* Reads happenings row by row, and what belongs to each by statements of their own: three look-ups
 * by key for a mention cost less than a join that repeats the sentence for each party, and the
 * strings of one happening fit into one arena that the next one takes over. */
#include "store/happening.h"

#include "store/store_parts.h"

extern const char ask_mentions[];

static const char ask_parties[] =
    "SELECT p.side = 'actor', p.text, p.code, p.name, n.kind, p.\"begin\", p.\"end\" FROM party p "
    "JOIN "
    "event e ON e.key = p.event LEFT JOIN entity n ON n.report = e.report AND n.number = p.entity "
    "WHERE p.event = ?1 ORDER BY p.side, p.number";
static const char ask_numbers[] =
    "SELECT n.kind, substr(r.text, n.\"begin\" + 1, n.\"end\" - n.\"begin\"), n.low, n.high FROM "
    "number n "
    "JOIN event e ON e.key = n.event JOIN report r ON r.key = e.report WHERE n.event = ?1 ORDER BY "
    "n.kind";

/* Takes columns of a row one by one, into an arena. */
struct taking {
    struct arena *arena;
    struct db_statement *q;
    int at; /* next column */
};

static str take_text(struct taking *t) {
    str s = db_text(t->q, t->at++);
    return s.p ? str_copy(t->arena, s) : s;
}
static int64_t take_integer(struct taking *t) {
    return db_integer(t->q, t->at++);
}
static double take_real(struct taking *t) {
    return db_real(t->q, t->at++);
}
static bool is_nothing(const struct taking *t) {
    return db_is_nothing(t->q, t->at);
}

struct reading {
    struct store *store;
    struct arena arena; /* of one happening */
    happening_sink *sink;
    void *context;
    struct hb_error *err;
    hb_status status;
};

/* A statement of what belongs to `key`; NULL and the status set on failure. */
static struct db_statement *members(struct reading *r, const char *sql, int64_t key) {
    struct db_statement *q = store_statement(r->store, sql);
    if (!q)
        r->status = store_fail(r->store, "reading happenings", r->err);
    else
        db_bind_integer(q, 1, key);
    return q;
}

/* The next row, or the end of the statement. */
static bool step(struct reading *r, struct db_statement *q) {
    int got = r->status == HB_OK && !r->arena.failed ? db_step(q) : DB_DONE;
    if (got == DB_ROW)
        return true;
    if (got != DB_DONE)
        r->status = store_fail(r->store, "reading happenings", r->err);
    db_reset(q);
    return false;
}

static void read_parties(struct reading *r, struct told_mention *m, int64_t key) {
    struct db_statement *q = members(r, ask_parties, key);
    size_t capacity = 0;
    while (q && step(r, q)) {
        struct taking t = {&r->arena, q, 0};
        struct told_party *grown = arena_grow(&r->arena, m->parties, m->n_parties, &capacity,
                                              m->n_parties + 1, sizeof *m->parties);
        if (!grown)
            continue;
        m->parties = grown;
        m->parties[m->n_parties++] = (struct told_party){.is_actor = take_integer(&t) != 0,
                                                         .text = take_text(&t),
                                                         .code = take_text(&t),
                                                         .name = take_text(&t),
                                                         .kind = take_text(&t),
                                                         .begin = take_integer(&t),
                                                         .end = take_integer(&t)};
    }
}

static void read_numbers(struct reading *r, struct told_mention *m, int64_t key) {
    struct db_statement *q = members(r, ask_numbers, key);
    size_t capacity = 0;
    while (q && step(r, q)) {
        struct taking t = {&r->arena, q, 0};
        struct told_number *grown = arena_grow(&r->arena, m->numbers, m->n_numbers, &capacity,
                                               m->n_numbers + 1, sizeof *m->numbers);
        if (!grown)
            continue;
        m->numbers = grown;
        struct told_number *n = &m->numbers[m->n_numbers++];
        n->kind = take_text(&t);
        n->text = take_text(&t);
        n->low = take_integer(&t);
        n->high = is_nothing(&t) ? INT64_MAX : take_integer(&t);
    }
}

static void take_report(struct taking *t, struct told_mention *m) {
    struct told_report *r = &m->report;
    r->id = take_text(t);
    r->given_id = take_text(t);
    r->date = take_text(t);
    r->title = take_text(t);
    r->url = take_text(t);
    r->outlet = take_text(t);
    r->coder = take_text(t);
    r->is_copy = take_integer(t) != 0;
    m->text_length = take_integer(t);
    m->sentence = take_integer(t);
    m->sentence_begin = take_integer(t);
    m->sentence_end = take_integer(t);
    m->begin = take_integer(t);
    m->end = take_integer(t);
    m->words = take_text(t);
    m->trigger = take_text(t);
}

static void take_act(struct taking *t, struct told_mention *m) {
    m->type = take_text(t);
    m->mode = take_text(t);
    m->context = take_text(t);
    m->content = take_text(t);
    m->cameo = take_text(t);
    m->status = take_text(t);
    m->quad = take_integer(t);
    m->goldstein = take_real(t);
    m->score = take_real(t);
    m->confidence = take_real(t);
    m->when = take_text(t);
    m->when_text = take_text(t);
    m->first_day = take_text(t);
    m->last_day = take_text(t);
}

static void take_setting(struct taking *t, struct told_mention *m) {
    struct told_place *p = &m->place;
    p->name = take_text(t);
    p->country = take_text(t);
    p->has_point = !is_nothing(t);
    p->lat = take_real(t);
    p->lon = take_real(t);
    p->geonameid = take_integer(t);
    p->begin = take_integer(t);
    p->end = take_integer(t);
    m->by_text = take_text(t);
    m->by_code = take_text(t);
    m->by_kind = take_text(t);
    m->by_stance = take_text(t);
    m->via_text = take_text(t);
    m->via_code = take_text(t);
    m->by_begin = take_integer(t);
    m->by_end = take_integer(t);
    m->rule = take_text(t);
}

static void read_mentions(struct reading *r, struct told_happening *h, int64_t key, uint32_t most) {
    struct db_statement *q = members(r, ask_mentions, key);
    h->mentions = ARENA_NEW(&r->arena, struct told_mention, most ? most : 1);
    while (q && h->mentions && h->n_mentions < most && step(r, q)) {
        struct taking t = {&r->arena, q, 0};
        struct told_mention *m = &h->mentions[h->n_mentions++];
        int64_t event = take_integer(&t);
        m->id = take_text(&t);
        take_report(&t, m);
        take_act(&t, m);
        take_setting(&t, m);
        read_parties(r, m, event);
        read_numbers(r, m, event);
    }
    if (q)
        db_reset(q);
}

static struct told_happening read_happening(struct reading *r, struct db_statement *q) {
    struct taking t = {&r->arena, q, 0};
    struct told_happening h = {0};
    int64_t key = take_integer(&t);
    h.id = take_text(&t);
    h.day = take_text(&t);
    h.type = take_text(&t);
    h.mode = take_text(&t);
    h.cameo = take_text(&t);
    h.status = take_text(&t);
    h.first_day = take_text(&t);
    h.last_day = take_text(&t);
    h.quad = take_integer(&t);
    h.n_reports = take_integer(&t);
    h.n_independent = take_integer(&t);
    h.goldstein = take_real(&t);
    h.score = take_real(&t);
    h.place = take_text(&t);
    h.country = take_text(&t);
    h.has_point = !is_nothing(&t);
    h.lat = take_real(&t);
    h.lon = take_real(&t);
    read_mentions(r, &h, key, (uint32_t)take_integer(&t));
    return h;
}

static bool take_row(void *context, const struct store_row *row) {
    struct reading *r = context;
    struct told_happening h = read_happening(r, row->q);
    if (r->arena.failed)
        r->status = error_set(r->err, HB_ERR_MEMORY, 0, "no memory for a happening");
    bool goes_on = r->status == HB_OK && (!h.n_mentions || r->sink(r->context, &h));
    arena_reset(&r->arena);
    return goes_on;
}

hb_status store_happenings(struct store *s, const struct store_filter *f, enum happening_order o,
                           happening_sink *sink, void *context, struct hb_error *err) {
    struct reading r = {.store = s, .sink = sink, .context = context, .err = err};
    enum store_question q = o == HAPPENINGS_NEWEST ? STORE_NEWEST : STORE_HAPPENINGS;
    hb_status status = store_ask(s, q, f, take_row, &r, err);
    arena_free(&r.arena);
    return r.status != HB_OK ? r.status : status;
}
