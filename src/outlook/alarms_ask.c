/* What is found in the archive today is laid beside the record. An alarm of the record stands for
 * the episode that is found for the same series around its day, and says what was said then; one
 * for which nothing is found any more (its reports were forgotten, late reports changed the past,
 * the thresholds were moved) stays, as withdrawn. */
#include "outlook/alarms_ask.h"

#include "base/vec.h"
#include "outlook/alarms_parts.h"
#include "picture/answer.h"
#include "picture/unusual.h"
#include "store/alarms.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { NEAR_DAYS = 7, MEMORY_GIB = 4, PAST_DAYS = (UNUSUAL_PAST + 1) * ALARM_DAYS };
enum state { ON, OVER, WITHDRAWN, HELD_BACK, STATES };
static const char *const state_names[STATES] = {"on", "over", "withdrawn", "held back"};
enum verdict_of { OPEN, LASTED, PASSED, CAME_TRUE, DID_NOT, NO_VERDICT };
static const char *const verdict_names[] = {"open", "lasted", "passed", "came true", "did not"};

/* One line of the answer. */
struct entry {
    struct kept_alarm kept; /* as said when it was given */
    date_day given, ends;
    enum state state;
    enum verdict_of verdict;
    double after;
    bool is_new;
};

struct book {
    struct arena *arena;
    struct annals annals;
    struct alarm_list found;
    struct kept_alarms kept;
    bool *is_met; /* [kept.n] */
    struct {
        struct entry *items;
        size_t n, capacity;
    } entries;
    struct map reports; /* that are there */
};

static str day_of(struct arena *a, date_day day) {
    return str_copy(a, str_from(interval_format((struct interval){day, day}).z));
}

static date_day day_from(str text) {
    struct interval i;
    return interval_parse(text, &i) ? i.first : 0;
}

static enum verdict_of judge(const struct alarm *x) {
    if (!x->is_judged)
        return OPEN;
    if (x->measure == ALARM_LEVEL)
        return x->after >= x->least ? CAME_TRUE : DID_NOT;
    double spread = sqrt(x->after_expected > 1 ? x->after_expected : 1);
    return x->after >= x->after_expected + spread ? LASTED : PASSED;
}

static struct kept_alarm described(const struct book *b, const struct alarm *x) {
    struct kept_alarm k = {.scope = str_from(alarm_scope_names[x->scope]),
                           .measure = str_from(alarm_measure_names[x->measure]),
                           .who = annals_code(&b->annals, x->who),
                           .whom = annals_code(&b->annals, x->whom),
                           .given = day_of(b->arena, x->given),
                           .reports = x->reports.n ? x->reports : STR(""),
                           .count = x->count,
                           .expected = x->expected,
                           .spreads = x->spreads,
                           .chance = x->chance,
                           .least = x->least,
                           .coverage = x->coverage};
    str key =
        text_of(b->arena, "%s|%s|%s|%s|%s", k.scope.p, k.measure.p, k.who.p, k.whom.p, k.given.p);
    k.id = text_of(b->arena, "%016llx", (unsigned long long)hash_str(key));
    return k;
}

/* The record's alarm of the same episode; SIZE_MAX: there is none. */
static size_t meet(const struct book *b, const struct alarm *x, const struct kept_alarm *k) {
    date_day until = x->ends == DATE_NONE ? b->annals.today : x->ends;
    for (size_t i = 0; i < b->kept.n; i++) {
        const struct kept_alarm *other = &b->kept.items[i];
        date_day given = day_from(other->given);
        if (!b->is_met[i] && given >= x->given - NEAR_DAYS && given <= until &&
            str_equal(other->scope, k->scope) && str_equal(other->measure, k->measure) &&
            str_equal(other->who, k->who) && str_equal(other->whom, k->whom))
            return i;
    }
    return SIZE_MAX;
}

/* Only reports that are there: forgotten ones leave the record's lines too. */
static str present(struct book *b, str reports) {
    str list = {NULL, 0}, id;
    for (str rest = reports; rest.n && str_split(&rest, ' ', &id);)
        if (map_get(&b->reports, id) != MAP_NONE)
            list = list_add(b->arena, list, id, " ");
    return list;
}

static bool enter_found(struct book *b, const struct alarm *x) {
    struct entry e = {.kept = described(b, x),
                      .given = x->given,
                      .ends = x->ends,
                      .state = x->is_held_back        ? HELD_BACK
                               : x->ends == DATE_NONE ? ON
                                                      : OVER,
                      .verdict = judge(x),
                      .after = x->after};
    size_t at = meet(b, x, &e.kept);
    e.is_new = at == SIZE_MAX && !x->is_held_back;
    if (at != SIZE_MAX) {
        b->is_met[at] = true;
        e.kept = b->kept.items[at];
        e.given = day_from(e.kept.given);
        e.state = e.state == HELD_BACK ? (x->ends == DATE_NONE ? ON : OVER) : e.state;
    }
    return VEC_PUSH(b->arena, &b->entries, e);
}

static bool enter_kept(struct book *b, const struct kept_alarm *k) {
    struct entry e = {.kept = *k,
                      .given = day_from(k->given),
                      .ends = DATE_NONE,
                      .state = WITHDRAWN,
                      .verdict = NO_VERDICT};
    return e.given > b->annals.today || VEC_PUSH(b->arena, &b->entries, e);
}

/* An alarm whose past was not read whole cannot be found again, so nothing is said of it. */
static bool is_in_reach(const struct kept_alarm *k, str since) {
    return !since.n || day_from(k->given) >= day_from(since) + PAST_DAYS;
}

static int order_entries(const void *p, const void *q) {
    const struct entry *a = p, *b = q;
    if (a->given != b->given)
        return a->given > b->given ? -1 : 1;
    return str_compare(a->kept.id, b->kept.id);
}

static hb_status open_book(struct store *s, struct annals_span span,
                           const struct alarm_rules *rules, struct book *b, struct hb_error *err) {
    uint64_t n_gone;
    span.only_acts = true;
    b->annals = annals_in(b->arena);
    b->reports = map_in(b->arena);
    hb_status status = annals_read(s, span, NULL, &b->annals, &n_gone, err);
    if (status == HB_OK)
        status = alarms_find(&b->annals, rules, b->arena, &b->found, err);
    if (status == HB_OK)
        status = alarms_kept(s, b->arena, &b->kept, err);
    if (status != HB_OK)
        return status;
    b->is_met = ARENA_NEW(b->arena, bool, b->kept.n + 1);
    bool is_ok = b->is_met != NULL;
    for (size_t i = 0; is_ok && i < b->annals.acts.n; i++)
        is_ok = map_put(&b->reports, b->annals.acts.items[i].report, 1) != NULL;
    for (size_t i = 0; is_ok && i < b->found.n; i++)
        is_ok = enter_found(b, &b->found.items[i]);
    for (size_t i = 0; is_ok && i < b->kept.n; i++)
        is_ok = b->is_met[i] || !is_in_reach(&b->kept.items[i], span.since) ||
                enter_kept(b, &b->kept.items[i]);
    if (!is_ok || b->arena->failed)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for alarms");
    if (b->entries.n)
        qsort(b->entries.items, b->entries.n, sizeof *b->entries.items, order_entries);
    return HB_OK;
}

/* ---- rows ---- */

static bool is_code_of(str code, str wanted) {
    bool is_part = code.n > wanted.n && code.p[wanted.n] == '-';
    return str_equal(code, wanted) || (is_part && str_starts(code, wanted));
}

static bool is_wanted(const struct entry *e, const struct store_filter *f) {
    struct interval days;
    const char *verdict = e->verdict == NO_VERDICT ? "" : verdict_names[e->verdict];
    if (f->since.n && interval_parse(f->since, &days) && e->given < days.first)
        return false;
    if (f->until.n && interval_parse(f->until, &days) && e->given > days.last)
        return false;
    if (f->actor.n && !is_code_of(e->kept.who, f->actor) && !is_code_of(e->kept.whom, f->actor))
        return false;
    if (!f->status.n)
        return e->state != HELD_BACK;
    return str_is(f->status, state_names[e->state]) || str_is(f->status, verdict);
}

static str sentence_of(struct arena *a, const struct kept_alarm *k) {
    const char *what = str_is(k->measure, "violence") ? "assaults" : "hostile acts";
    if (str_is(k->measure, "level"))
        return text_of(a,
                       "%.0f %% that next week sees at least %lld hostile acts of %s on %s (%.0f "
                       "this week)",
                       100 * k->chance, (long long)k->least, k->who.p, k->whom.p, k->count);
    str where =
        k->whom.n ? text_of(a, "of %s on %s", k->who.p, k->whom.p) : text_of(a, "in %s", k->who.p);
    return text_of(a, "%.0f %s %s in seven days, where %.1f are ordinary (%.1f spreads above)",
                   k->count, what, where.p, k->expected, k->spreads);
}

enum column {
    GIVEN,
    SAYS,
    STATE,
    ENDS,
    VERDICT,
    AFTER,
    SCOPE,
    MEASURE,
    WHO,
    WHOM,
    COUNT,
    EXPECTED,
    SPREADS,
    CHANCE,
    LEAST,
    COVERAGE,
    NEW,
    ID,
    REPORTS
};
static const char *const columns[] = {"given",    "says",     "state",   "ends",    "verdict",
                                      "after",    "scope",    "measure", "who",     "whom",
                                      "count",    "expected", "spreads", "chance",  "least",
                                      "coverage", "new",      "id",      "reports", NULL};

static void give_numbers(const struct kept_alarm *k, struct answer *out) {
    bool is_level = str_is(k->measure, "level");
    answer_text(out, SCOPE, k->scope);
    answer_text(out, MEASURE, k->measure);
    answer_text(out, WHO, k->who);
    answer_text(out, WHOM, k->whom);
    answer_real(out, COUNT, k->count, 0);
    if (is_level)
        answer_real(out, CHANCE, k->chance, 3);
    else {
        answer_real(out, EXPECTED, k->expected, 1);
        answer_real(out, SPREADS, k->spreads, 1);
    }
    answer_integer(out, LEAST, k->least);
    answer_integer(out, COVERAGE, k->coverage);
}

static void give_entry(struct book *b, const struct entry *e, bool is_for_eyes,
                       struct answer *out) {
    const struct kept_alarm *k = &e->kept;
    answer_text(out, GIVEN, k->given);
    answer_text(out, SAYS, sentence_of(b->arena, k));
    answer_text(out, STATE, str_from(state_names[e->state]));
    answer_text(out, ENDS, e->ends == DATE_NONE ? (str){NULL, 0} : day_of(b->arena, e->ends));
    if (e->verdict != NO_VERDICT && e->state != HELD_BACK) {
        answer_text(out, VERDICT, str_from(verdict_names[e->verdict]));
        if (!is_for_eyes)
            answer_real(out, AFTER, e->after, 0);
    }
    if (!is_for_eyes)
        give_numbers(k, out);
    if (e->is_new)
        answer_integer(out, NEW, 1);
    answer_text(out, ID, k->id);
    answer_text(out, REPORTS, present(b, k->reports));
    answer_give(out);
}

static const char *const score_columns[] = {"scope", "measure", "given",     "judged", "came",
                                            "share", "chance",  "withdrawn", NULL};

/* How many of each sort lasted or came true. */
static void give_scores(const struct book *b, const struct store_filter *f, struct answer *out) {
    for (int i = 0; i < ALARM_SCOPES * ALARM_MEASURES; i++) {
        int64_t given = 0, judged = 0, came = 0, withdrawn = 0;
        double chance = 0;
        str scope = str_from(alarm_scope_names[i / ALARM_MEASURES]);
        str measure = str_from(alarm_measure_names[i % ALARM_MEASURES]);
        for (size_t j = 0; j < b->entries.n; j++) {
            const struct entry *e = &b->entries.items[j];
            if (!str_equal(e->kept.scope, scope) || !str_equal(e->kept.measure, measure) ||
                !is_wanted(e, f) || e->state == HELD_BACK)
                continue;
            bool is_judged = e->verdict != OPEN && e->verdict != NO_VERDICT;
            given++;
            judged += is_judged;
            came += e->verdict == LASTED || e->verdict == CAME_TRUE;
            withdrawn += e->state == WITHDRAWN;
            chance += is_judged ? e->kept.chance : 0;
        }
        if (!given)
            continue;
        answer_text(out, 0, scope);
        answer_text(out, 1, measure);
        answer_integer(out, 2, given);
        answer_integer(out, 3, judged);
        answer_integer(out, 4, came);
        if (judged)
            answer_real(out, 5, (double)came / (double)judged, 2);
        if (judged && str_is(measure, "level"))
            answer_real(out, 6, chance / (double)judged, 2);
        answer_integer(out, 7, withdrawn);
        answer_give(out);
    }
}

hb_status alarms_ask(struct store *s, const struct alarms_request *r, store_sink *sink,
                     void *context, struct hb_error *err) {
    struct arena a = {.maximum = (size_t)MEMORY_GIB << 30};
    struct book b = {.arena = &a};
    struct answer out = answer_open(&a, r->has_score ? score_columns : columns,
                                    r->has_score ? 0 : r->filter.limit, sink, context);
    hb_status status =
        open_book(s, (struct annals_span){.since = r->past_since, .as_of = r->filter.as_of},
                  &r->rules, &b, err);
    if (status == HB_OK && r->has_score)
        give_scores(&b, &r->filter, &out);
    for (size_t i = 0; status == HB_OK && !r->has_score && i < b.entries.n && !out.is_over; i++)
        if (is_wanted(&b.entries.items[i], &r->filter))
            give_entry(&b, &b.entries.items[i], r->is_for_eyes, &out);
    if (status == HB_OK && a.failed)
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for alarms");
    arena_free(&a);
    return status;
}

/* ---- the record ---- */

static hb_status record_new(struct store *s, const struct book *b, uint64_t *n_new,
                            struct hb_error *err) {
    hb_status status = store_begin(s, err);
    if (status != HB_OK)
        return status;
    for (size_t i = 0; i < b->entries.n && status == HB_OK; i++)
        if (b->entries.items[i].is_new) {
            status = alarms_keep(s, &b->entries.items[i].kept, err);
            ++*n_new;
        }
    if (status == HB_OK)
        status = store_commit(s, err);
    if (status != HB_OK)
        store_rollback(s);
    return status;
}

hb_status alarms_record(struct store *s, const struct alarm_rules *rules, uint64_t *n_new,
                        struct hb_error *err) {
    struct arena a = {.maximum = (size_t)MEMORY_GIB << 30};
    struct book b = {.arena = &a};
    bool has_new = false;
    *n_new = 0;
    hb_status status = open_book(s, (struct annals_span){0}, rules, &b, err);
    for (size_t i = 0; status == HB_OK && i < b.entries.n; i++)
        has_new |= b.entries.items[i].is_new;
    if (status == HB_OK && has_new)
        status = record_new(s, &b, n_new, err);
    arena_free(&a);
    return status;
}
