/* Indicators: the tally of days summed by period, each period compared with its own past.
 *
 * What is out of the ordinary is told by unusual.h. A change is flagged from three spreads on,
 * after four periods of past and with three acts at least; the reports behind it are named. O(rows
 * of the tally). */
#include "base/chart.h"
#include "base/vec.h"
#include "picture/answer.h"
#include "picture/ask.h"
#include "picture/deed.h"
#include "picture/periods.h"
#include "picture/unusual.h"
#include "store/evidence.h"

#include <math.h>

enum { PAST = UNUSUAL_PAST, ACTS_LEAST = 3, REPORTS_SHOWN = 5 };
static const double flag_from = 3;

enum column { WHO, WHOM, DAY, N, N_1, N_2, N_3, N_4, GOLDSTEIN, SCORE, DEAD, REPORTS };
enum measure { CONFLICT, COOPERATION, DEATHS, MEASURES };
static const char *const measure_names[MEASURES] = {"conflict", "cooperation", "deaths"};

struct sums {
    int32_t period;
    int64_t n, quad[4], goldstein, score, dead, reports;
};

/* The periods of one actor, dyad or country, ascending; those without acts are missing. */
struct series {
    str who, whom;
    struct sums *items;
    size_t n, capacity;
};

struct all_series {
    struct series *items;
    size_t n, capacity;
};

struct counting {
    struct arena *arena;
    struct store *store;
    enum picture_period period;
    struct all_series series;
    int32_t first, last; /* periods with reports */
    int64_t *coverage;   /* [last - first + 1] */
    bool has_coverage;
};

static bool take_row(void *context, const struct store_row *row) {
    struct counting *x = context;
    struct series *s = x->series.n ? &x->series.items[x->series.n - 1] : NULL;
    str who = row_text(row, WHO), whom = row_text(row, WHOM);
    date_day day = day_of_text(row_text(row, DAY));
    if (day == DATE_NONE)
        return true;
    if (!s || !str_equal(s->who, who) || !str_equal(s->whom, whom)) {
        struct series fresh = {.who = str_copy(x->arena, who), .whom = str_copy(x->arena, whom)};
        if (!VEC_PUSH(x->arena, &x->series, fresh))
            return false;
        s = &x->series.items[x->series.n - 1];
    }
    int32_t period = period_of(x->period, day);
    if (!s->n || s->items[s->n - 1].period != period) {
        struct sums none = {.period = period};
        if (!VEC_PUSH(x->arena, s, none))
            return false;
    }
    struct sums *t = &s->items[s->n - 1];
    t->n += row_integer(row, N);
    for (uint32_t i = 0; i < 4; i++)
        t->quad[i] += row_integer(row, N_1 + i);
    t->goldstein += row_integer(row, GOLDSTEIN);
    t->score += row_integer(row, SCORE);
    t->dead += row_integer(row, DEAD);
    t->reports += row_integer(row, REPORTS);
    return true;
}

static bool take_coverage(void *context, const struct store_row *row) {
    struct counting *x = context;
    date_day day = day_of_text(row_text(row, 0));
    int32_t period = day == DATE_NONE ? 0 : period_of(x->period, day);
    if (day == DATE_NONE || (x->has_coverage && period < x->first))
        return true;
    if (!x->has_coverage) {
        x->first = x->last = period;
        x->has_coverage = true;
    }
    size_t n = (size_t)(x->last - x->first) + 1, want = (size_t)(period - x->first) + 1;
    size_t capacity = x->coverage ? n : 0;
    if (!x->coverage || want > n) {
        int64_t *grown = ARENA_NEW(x->arena, int64_t, want);
        if (!grown)
            return false;
        if (capacity)
            memcpy(grown, x->coverage, n * sizeof *grown);
        x->coverage = grown;
        x->last = period;
    }
    x->coverage[period - x->first] += row_integer(row, 1);
    return true;
}

static int64_t coverage_of(const struct counting *x, int32_t period) {
    bool is_known = x->has_coverage && period >= x->first && period <= x->last;
    return is_known ? x->coverage[period - x->first] : 0;
}

/* The sums of a period; zeros where nothing happened. */
static struct sums sums_at(const struct series *s, int32_t period) {
    size_t low = 0, high = s->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (s->items[middle].period < period)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < s->n && s->items[low].period == period)
        return s->items[low];
    return (struct sums){.period = period};
}

static double measure_of(const struct sums *t, enum measure m) {
    if (m == DEATHS)
        return (double)t->dead;
    return (double)(m == CONFLICT ? t->quad[2] + t->quad[3] : t->quad[0] + t->quad[1]);
}

struct change {
    double expected, z;
    bool is_flagged;
};

static struct change compare(const struct counting *x, const struct series *s,
                             const struct sums *now, enum measure m) {
    double rates[PAST];
    size_t n = 0;
    struct change c = {0};
    for (int32_t p = now->period - 1; p >= x->first && p >= now->period - PAST; p--) {
        struct sums t = sums_at(s, p);
        double coverage = (double)coverage_of(x, p);
        if (coverage > 0)
            rates[n++] = measure_of(&t, m) / coverage;
    }
    double y = measure_of(now, m);
    struct unusual u = unusual_of(y, (double)coverage_of(x, now->period), rates, n);
    c.expected = u.expected;
    c.z = u.spreads;
    c.is_flagged =
        u.is_known && fabs(c.z) >= flag_from && (y >= ACTS_LEAST || c.expected >= ACTS_LEAST);
    return c;
}

enum {
    OUT_WHO,
    OUT_WHOM,
    OUT_PERIOD,
    OUT_EVENTS,
    OUT_SPARK,
    OUT_VERBAL_COOPERATION,
    OUT_MATERIAL_COOPERATION,
    OUT_VERBAL_CONFLICT,
    OUT_MATERIAL_CONFLICT,
    OUT_HOSTILITY,
    OUT_COOPERATION,
    OUT_GOLDSTEIN,
    OUT_SCORE,
    OUT_DEAD,
    OUT_REPORTS,
    OUT_COVERAGE,
    OUT_EXPECTED,
    OUT_Z,
    OUT_CHANGE,
    OUT_BEHIND
};
static const char *const columns[] = {"who",
                                      "whom",
                                      "period",
                                      "events",
                                      "spark",
                                      "verbal_cooperation",
                                      "material_cooperation",
                                      "verbal_conflict",
                                      "material_conflict",
                                      "hostility",
                                      "cooperation",
                                      "goldstein",
                                      "score",
                                      "dead",
                                      "reports",
                                      "coverage",
                                      "expected_conflict",
                                      "z",
                                      "change",
                                      "behind",
                                      NULL};

static str spark_until(const struct counting *x, const struct series *s, int32_t period) {
    double values[PAST];
    size_t n = 0;
    for (int32_t p = period - PAST + 1; p <= period; p++) {
        struct sums t = sums_at(s, p);
        if (p >= x->first)
            values[n++] = (double)t.n;
    }
    return chart_sparkline(x->arena, values, n);
}

static void give_sums(const struct counting *x, const struct series *s, const struct sums *t,
                      struct answer *out, bool has_charts) {
    answer_text(out, OUT_WHO, s->who);
    answer_text(out, OUT_WHOM, s->whom);
    answer_text(out, OUT_PERIOD, period_text(x->arena, x->period, t->period));
    answer_integer(out, OUT_EVENTS, t->n);
    if (has_charts)
        answer_text(out, OUT_SPARK, spark_until(x, s, t->period));
    for (uint32_t i = 0; i < 4 && !has_charts; i++) /* a person reads the two sums below */
        answer_integer(out, OUT_VERBAL_COOPERATION + i, t->quad[i]);
    answer_integer(out, OUT_HOSTILITY, t->quad[2] + t->quad[3]);
    answer_integer(out, OUT_COOPERATION, t->quad[0] + t->quad[1]);
    answer_real(out, OUT_GOLDSTEIN, (double)t->goldstein / 10, 1);
    answer_real(out, OUT_SCORE, (double)t->score / 10, 1);
    answer_integer(out, OUT_DEAD, t->dead);
    answer_integer(out, OUT_REPORTS, t->reports);
    answer_integer(out, OUT_COVERAGE, coverage_of(x, t->period));
}

/* One row; false flags give no reasons. */
static hb_status give_period(struct counting *x, const struct series *s, int32_t period,
                             const struct picture_options *o, bool only_flagged, struct answer *out,
                             struct hb_error *err) {
    struct sums t = sums_at(s, period);
    struct change changes[MEASURES];
    str change = {NULL, 0}, behind = {NULL, 0};
    for (int m = 0; m < MEASURES; m++) {
        changes[m] = compare(x, s, &t, (enum measure)m);
        if (changes[m].is_flagged)
            change = list_add(x->arena, change,
                              text_of(x->arena, "%s %s (%.1f spreads)", measure_names[m],
                                      changes[m].z > 0 ? "up" : "down", fabs(changes[m].z)),
                              "; ");
    }
    if (!change.n && (only_flagged || t.n == 0))
        return HB_OK;
    hb_status status = HB_OK;
    if (change.n) {
        struct interval days = period_days(x->period, period);
        struct behind_filter f = {.who = s->who,
                                  .whom = s->whom,
                                  .is_country = o->scope == SCOPE_COUNTRY,
                                  .from = days.first,
                                  .to = days.last,
                                  .limit = REPORTS_SHOWN};
        status = store_reports_behind(x->store, &f, x->arena, &behind, err);
    }
    give_sums(x, s, &t, out, o->has_charts);
    answer_real(out, OUT_EXPECTED, changes[CONFLICT].expected, 1);
    answer_real(out, OUT_Z, changes[CONFLICT].z, 1);
    answer_text(out, OUT_CHANGE, change);
    answer_text(out, OUT_BEHIND, behind);
    answer_give(out);
    return status;
}

static hb_status give_all(struct counting *x, const struct store_filter *f,
                          const struct picture_options *o, struct answer *out,
                          struct hb_error *err) {
    struct interval since, until;
    int32_t from = x->first, to = x->last;
    if (f->since.n && interval_parse(f->since, &since) && period_of(x->period, since.first) > from)
        from = period_of(x->period, since.first);
    if (f->until.n && interval_parse(f->until, &until) && period_of(x->period, until.last) < to)
        to = period_of(x->period, until.last);
    hb_status status = HB_OK;
    for (size_t i = 0; i < x->series.n && x->has_coverage; i++)
        for (int32_t p = from; p <= to && status == HB_OK && !out->is_over; p++)
            status =
                give_period(x, &x->series.items[i], p, o, str_is(f->status, "flagged"), out, err);
    return status;
}

/* The filter for the past too: the periods before `since` that a comparison wants. */
static str since_with_past(struct arena *a, const struct counting *x, str since) {
    struct interval days;
    if (!since.n || !interval_parse(since, &days))
        return (str){NULL, 0};
    date_day first = period_days(x->period, period_of(x->period, days.first) - PAST).first;
    return str_copy(a, str_from(interval_format((struct interval){first, first}).z));
}

hb_status picture_indicators(struct store *s, const struct store_filter *f,
                             const struct picture_options *o, store_sink *sink, void *context,
                             struct hb_error *err) {
    static const char *const kinds[] = {"country", "actor", "dyad"};
    struct arena a = {0};
    struct counting x = {
        .arena = &a, .store = s, .period = o->period == PERIOD_NONE ? PERIOD_WEEK : o->period};
    struct answer out = answer_open(&a, columns, f->limit, sink, context);
    struct store_filter tally = *f,
                        coverage = {.as_of = f->as_of, .until = f->until, .outlet = f->outlet};
    static const enum store_question series[] = {STORE_SERIES_COUNTRY, STORE_SERIES_ACTOR,
                                                 STORE_SERIES_DYAD};
    /* else the acts are counted one by one */
    bool is_whole = !f->type.n && !f->query.n && !f->outlet.n && !f->word.n;
    /* only what occurred is counted */
    bool has_rows = !f->status.n || str_in(f->status, "occurred flagged");
    if (is_whole)
        tally.type = str_from(kinds[o->scope]);
    tally.since = coverage.since = since_with_past(&a, &x, f->since);
    hb_status status = store_ask(s, STORE_COVERAGE, &coverage, take_coverage, &x, err);
    if (status == HB_OK)
        status = store_ask(s, is_whole ? STORE_TALLY : series[o->scope], &tally, take_row, &x, err);
    if (status == HB_OK && has_rows && !a.failed) /* a sum that is half made is none */
        status = give_all(&x, f, o, &out, err);
    if (status == HB_OK && a.failed)
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for the indicators");
    arena_free(&a);
    return status;
}
