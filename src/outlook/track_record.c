/* The track record is the rehearsal's: forecasts made through the past, each with no more than was
 * known on its day, scored against climatology (the long-run share of days) and persistence (what
 * happened lately happens again as often as that came true before). */
#include "know/plover.h"
#include "outlook/forecast_parts.h"
#include "picture/answer.h"

static const char *const score_columns[] = {
    "within",    "by",  "forecasts",         "came", "brier", "skill",
    "log_score", "ece", "average_precision", "days", "from",  "until",
    NULL};

void track_give_scores(const struct rehearsal *r, struct arena *a, store_sink *sink,
                       void *context) {
    struct answer out = answer_open(a, score_columns, 0, sink, context);
    date_day from = DATE_NONE, until = DATE_NONE;
    int64_t days = 0;
    for (size_t i = 0; i < r->origins.n; i++) {
        const struct origin *o = &r->origins.items[i];
        if (!o->is_scored)
            continue;
        from = from == DATE_NONE ? o->day : from;
        until = o->day;
        days++;
    }
    for (int h = 0; h < HORIZONS; h++)
        for (int w = 0; w < FORECAST_WAYS && r->scores[h][w].n > 0; w++) {
            const struct score *s = &r->scores[h][w], *base = &r->scores[h][WAY_CLIMATE];
            answer_integer(&out, 0, horizon_days[h]);
            answer_text(&out, 1, str_from(way_names[w]));
            answer_real(&out, 2, s->n, 0);
            answer_real(&out, 3, s->came, 5);
            answer_real(&out, 4, s->brier, 6);
            answer_real(&out, 5, base->brier > 0 ? 1 - s->brier / base->brier : 0, 4);
            answer_real(&out, 6, s->log, 6);
            answer_real(&out, 7, s->ece, 5);
            answer_real(&out, 8, s->average_precision, 4);
            answer_integer(&out, 9, days);
            answer_text(&out, 10, day_text(a, from));
            answer_text(&out, 11, day_text(a, until));
            answer_give(&out);
        }
}

static const char *const bin_columns[] = {"within",    "by",    "from", "to",
                                          "forecasts", "given", "came", NULL};

static void give_bins_of(const struct rehearsal *r, int h, int w, struct answer *out) {
    for (int i = 0; i < SCORE_BINS; i++) {
        const struct score_bin *b = &r->scores[h][w].bins[i];
        if (b->n <= 0)
            continue;
        answer_integer(out, 0, horizon_days[h]);
        answer_text(out, 1, str_from(way_names[w]));
        answer_real(out, 2, score_edges[i], 2);
        answer_real(out, 3, score_edges[i + 1], 2);
        answer_real(out, 4, b->n, 0);
        answer_real(out, 5, b->given, 4);
        answer_real(out, 6, b->came, 4);
        answer_give(out);
    }
}

void track_give_bins(const struct rehearsal *r, struct arena *a, store_sink *sink, void *context) {
    struct answer out = answer_open(a, bin_columns, 0, sink, context);
    for (int h = 0; h < HORIZONS; h++)
        for (int w = 0; w < FORECAST_WAYS; w++)
            give_bins_of(r, h, w, &out);
}

static const char *const case_columns[] = {"day",         "actor",      "type",   "recipient",
                                           "within",      "stands_for", "chance", "climatology",
                                           "persistence", "came",       NULL};

static void give_case(const struct rehearsal *r, struct arena *a, const struct origin *o,
                      const struct rehearsed *q, int h, struct answer *out) {
    const struct annals *p = r->past;
    answer_text(out, 0, day_text(a, o->day));
    answer_text(out, 1, annals_code(p, q->key.who));
    answer_text(out, 2, str_from(plover_type_name((enum plover_type)q->key.type)));
    answer_text(out, 3, annals_code(p, q->key.whom));
    answer_integer(out, 4, horizon_days[h]);
    answer_real(out, 5, (double)q->importance, 2);
    for (int w = 0; w < FORECAST_WAYS; w++)
        answer_real(out, 6 + (uint32_t)w, (double)q->chances[h][w], 6);
    if (o->day + horizon_days[h] <= r->known.day)
        answer_integer(out, 9, q->came[h]);
    answer_give(out);
}

static void give_cases(const struct rehearsal *r, struct arena *a, store_sink *sink,
                       void *context) {
    struct answer out = answer_open(a, case_columns, 0, sink, context);
    for (size_t i = 0; i < r->origins.n; i++)
        for (size_t j = 0; j < r->origins.items[i].n && !out.is_over; j++)
            for (int h = 0; h < HORIZONS; h++)
                give_case(r, a, &r->origins.items[i], &r->origins.items[i].items[j], h, &out);
}

hb_status track_record_ask(struct store *s, const struct track_request *r, store_sink *sink,
                           void *context, struct hb_error *err) {
    struct arena a = {.maximum = (size_t)4 << 30};
    struct annals past = annals_in(&a);
    struct rehearsal rehearsal = {0};
    uint64_t n_gone;
    hb_status status = annals_read(s, r->span, NULL, &past, &n_gone, err);
    if (status == HB_OK)
        status = rehearse(&past, r->has_cases, &a, &rehearsal, err);
    if (status == HB_OK && r->has_cases)
        give_cases(&rehearsal, &a, sink, context);
    else if (status == HB_OK && r->has_bins)
        track_give_bins(&rehearsal, &a, sink, context);
    else if (status == HB_OK)
        track_give_scores(&rehearsal, &a, sink, context);
    if (status == HB_OK && a.failed)
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for a track record");
    rehearsal_close(&rehearsal);
    arena_free(&a);
    return status;
}
