/* The time line: what happened, day by day or week by week, with the main events of each. An event
 * weighs by how many independent reports tell it, how far it is from neutral (Goldstein), and how
 * many died. O(happenings). */
#include "base/chart.h"
#include "base/vec.h"
#include "picture/answer.h"
#include "picture/ask.h"
#include "picture/deed.h"
#include "picture/periods.h"
#include "store/evidence.h"

enum { MAIN_EVENTS = 3, BAR_WIDTH = 24, DAYS_AS_DAYS = 45, DAYS_AS_WEEKS = 400 };

enum column { DAY, QUAD, DEAD, GOLDSTEIN, N_REPORTS, N_INDEPENDENT, TYPE, PLACE, ID, KEY };

struct main_event {
    int64_t weight, key, n_reports;
    str type, place, id;
};

struct stretch {
    date_day day;
    int64_t n, quad[5], dead, reports;
    struct main_event main[MAIN_EVENTS];
    uint32_t n_main;
};

struct stretches {
    struct arena *arena;
    struct stretch *items;
    size_t n, capacity;
};

/* Keeps the heaviest; of equals the one with the smaller id. */
static void rank(struct stretch *s, const struct main_event *e) {
    uint32_t at = s->n_main;
    while (at > 0 &&
           (e->weight > s->main[at - 1].weight ||
            (e->weight == s->main[at - 1].weight && str_compare(e->id, s->main[at - 1].id) < 0)))
        at--;
    if (at == MAIN_EVENTS)
        return;
    s->n_main += s->n_main < MAIN_EVENTS;
    for (uint32_t i = s->n_main - 1; i > at; i--)
        s->main[i] = s->main[i - 1];
    s->main[at] = *e;
}

static bool take_row(void *context, const struct store_row *row) {
    struct stretches *x = context;
    date_day day = day_of_text(row_text(row, DAY));
    struct stretch *s = x->n ? &x->items[x->n - 1] : NULL;
    if (day == DATE_NONE)
        return true;
    if (!s || s->day != day) {
        struct stretch fresh = {.day = day};
        if (!VEC_PUSH(x->arena, x, fresh))
            return false;
        s = &x->items[x->n - 1];
    }
    int64_t quad = row_integer(row, QUAD), dead = row_integer(row, DEAD);
    s->n++;
    s->quad[quad >= 1 && quad <= 4 ? quad : 0]++;
    s->dead += dead;
    s->reports += row_integer(row, N_INDEPENDENT);
    struct main_event e = {
        .weight = row_integer(row, N_INDEPENDENT) * (10 + row_integer(row, GOLDSTEIN)) + 10 * dead,
        .key = row_integer(row, KEY),
        .n_reports = row_integer(row, N_REPORTS),
        .id = row_text(row, ID)};
    bool is_main = s->n_main < MAIN_EVENTS || e.weight >= s->main[MAIN_EVENTS - 1].weight;
    if (!is_main)
        return true;
    e.id = str_copy(x->arena, e.id);
    e.type = str_copy(x->arena, row_text(row, TYPE));
    e.place = row_is_null(row, PLACE) ? (str){NULL, 0} : str_copy(x->arena, row_text(row, PLACE));
    rank(s, &e);
    return true;
}

static void add_stretch(struct stretch *into, const struct stretch *s) {
    into->n += s->n;
    into->dead += s->dead;
    into->reports += s->reports;
    for (int i = 0; i < 5; i++)
        into->quad[i] += s->quad[i];
    for (uint32_t i = 0; i < s->n_main; i++)
        rank(into, &s->main[i]);
}

/* Days become periods, in place. */
static void sum_up(struct stretches *x, enum picture_period p) {
    size_t n = 0;
    for (size_t i = 0; i < x->n; i++) {
        struct stretch s = x->items[i];
        if (n && period_of(p, x->items[n - 1].day) == period_of(p, s.day))
            add_stretch(&x->items[n - 1], &s);
        else
            x->items[n++] = s;
    }
    x->n = n;
}

/* "ASSAULT Forces (LBY-REB) → … at Sirte, 2 reports". */
static hb_status event_text(struct store *s, struct arena *a, const struct main_event *e, str *out,
                            struct hb_error *err) {
    str packed;
    hb_status status = store_parties(s, e->key, a, &packed, err);
    if (status != HB_OK)
        return status;
    struct parties p = parties_unpack(packed);
    str actors = parties_list(a, p.actors, p.actor_texts, p.n_actors);
    str recipients = parties_list(a, p.recipients, p.recipient_texts, p.n_recipients);
    str reports = {NULL, 0};
    if (e->n_reports > 1)
        reports = text_of(a, " [%lld reports]", (long long)e->n_reports);
    *out = text_of(a, "%.*s%s%.*s%s%.*s%s%.*s%s", (int)e->type.n, e->type.p, actors.n ? " " : "",
                   (int)actors.n, actors.n ? actors.p : "", recipients.n ? " \xE2\x86\x92 " : "",
                   (int)recipients.n, recipients.n ? recipients.p : "", e->place.n ? ", " : "",
                   (int)e->place.n, e->place.n ? e->place.p : "", reports.n ? reports.p : "");
    return HB_OK;
}

enum {
    OUT_PERIOD,
    OUT_BAR,
    OUT_EVENTS,
    OUT_VERBAL_COOPERATION,
    OUT_MATERIAL_COOPERATION,
    OUT_VERBAL_CONFLICT,
    OUT_MATERIAL_CONFLICT,
    OUT_DEAD,
    OUT_REPORTS,
    OUT_MAIN,
    OUT_WORDS
};
static const char *const columns[] = {"period",
                                      "bar",
                                      "events",
                                      "verbal_cooperation",
                                      "material_cooperation",
                                      "verbal_conflict",
                                      "material_conflict",
                                      "dead",
                                      "reports",
                                      "main",
                                      "words",
                                      NULL};

static hb_status give_stretch(struct store *s, struct arena *a, const struct stretch *t,
                              enum picture_period p, int64_t most, bool has_charts,
                              struct answer *out, struct hb_error *err) {
    str main = {NULL, 0}, ids = {NULL, 0}, text;
    hb_status status = HB_OK;
    for (uint32_t i = 0; i < t->n_main && status == HB_OK; i++) {
        status = event_text(s, a, &t->main[i], &text, err);
        if (status != HB_OK)
            return status;
        main = list_add(a, main, text, " | ");
        ids = list_add(a, ids, t->main[i].id, " ");
    }
    answer_text(out, OUT_PERIOD, period_text(a, p, period_of(p, t->day)));
    if (has_charts)
        answer_text(out, OUT_BAR, chart_bar(a, (double)t->n, (double)most, BAR_WIDTH));
    answer_integer(out, OUT_EVENTS, t->n);
    for (uint32_t i = 0; i < 4; i++)
        answer_integer(out, OUT_VERBAL_COOPERATION + i, t->quad[i + 1]);
    answer_integer(out, OUT_DEAD, t->dead);
    answer_integer(out, OUT_REPORTS, t->reports);
    answer_text(out, OUT_MAIN, has_charts ? (str){NULL, 0} : ids);
    answer_text(out, OUT_WORDS, main);
    answer_give(out);
    return status;
}

static enum picture_period fitting(const struct stretches *x) {
    int days = x->n ? x->items[x->n - 1].day - x->items[0].day : 0;
    return days <= DAYS_AS_DAYS ? PERIOD_DAY : days <= DAYS_AS_WEEKS ? PERIOD_WEEK : PERIOD_MONTH;
}

hb_status picture_timeline(struct store *s, const struct store_filter *f,
                           const struct picture_options *o, store_sink *sink, void *context,
                           struct hb_error *err) {
    struct arena a = {0};
    struct stretches x = {.arena = &a};
    struct answer out = answer_open(&a, columns, f->limit, sink, context);
    struct store_filter occurred = *f;
    int64_t most = 0;
    if (!f->status.n)
        occurred.status = STR("occurred");
    hb_status status = store_ask(s, STORE_TIMELINE, &occurred, take_row, &x, err);
    enum picture_period p = o->period == PERIOD_NONE ? fitting(&x) : o->period;
    if (status == HB_OK)
        sum_up(&x, p);
    for (size_t i = 0; i < x.n; i++)
        most = x.items[i].n > most ? x.items[i].n : most;
    for (size_t i = 0; i < x.n && status == HB_OK && !out.is_over; i++)
        status = give_stretch(s, &a, &x.items[i], p, most, o->has_charts, &out, err);
    if (status == HB_OK && a.failed)
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for the time line");
    arena_free(&a);
    return status;
}
