/* Each section asks one question of the archive and makes lines of its rows; cells are found by
 * their columns' names, which docs/formats.md fixes. The main events are found in one light pass
 * over the window's happenings (weight as in the time line: independent reports by distance from
 * neutral, and the dead), then asked for in full. */
#include "export/bulletin.h"

#include "base/date.h"
#include "base/vec.h"
#include "export/bulletin_parts.h"
#include "picture/answer.h"
#include "picture/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum section_of { MAIN, ALARMS, RELATIONS, CONTROL, AGENDA, COMING, DISPUTES, CHANGES };
enum { DAYS_NEW = 7, LINES_MAIN = 12, LINES = 8, DAYS_BACK = 14, DAYS_STANDING = 180 };

enum bulletin_format bulletin_format_parse(const char *name) {
    static const char *const names[] = {"text", "markdown", "html"};
    for (int i = 0; i < BULLETIN_FORMATS; i++)
        if (strcmp(name, names[i]) == 0)
            return (enum bulletin_format)i;
    return BULLETIN_FORMATS;
}

/* What became of a plan, in the order in which the brief tells of it. */
enum fate { OPEN, OVERDUE, CARRIED_OUT, DROPPED, FATES };

static enum fate fate_of(str verdict) {
    static const char *const names[FATES] = {"open", "overdue", "carried out", "dropped"};
    int v = 0;
    while (v < FATES - 1 && !str_is(verdict, names[v]))
        v++;
    return (enum fate)v;
}

struct notices {
    struct notice *items;
    size_t n, capacity;
};

struct making {
    struct notices plans[FATES];
    struct store *store;
    struct bulletin *b;
    const struct store_filter *filter;
    uint32_t most_main, most; /* lines of a section */
    struct hb_error *err;
};

/* ---- rows ---- */

/* A cell by its column's name, copied; {NULL,0} where it is empty or not there. */
static str cell(struct making *m, const struct store_row *row, const char *name) {
    for (uint32_t i = 0; i < row_columns(row); i++)
        if (strcmp(row_name(row, i), name) == 0)
            return row_is_null(row, i) ? (str){NULL, 0} : str_copy(m->b->arena, row_text(row, i));
    return (str){NULL, 0};
}

static const char *z_of(str s) {
    return s.p ? s.p : "";
}

static bool is_cell(struct making *m, const struct store_row *row, const char *name,
                    const char *value) {
    return str_is(cell(m, row, name), value);
}

static bool add(struct making *m, enum section_of at, struct notice n) {
    struct section *s = &m->b->sections[at];
    if (s->n >= (at == MAIN ? m->most_main : m->most)) {
        s->n_more++;
        return true;
    }
    return VEC_PUSH(m->b->arena, s, n);
}

/* "3 reports, 2 independent"; nothing for one. */
static str told_by(struct making *m, const struct store_row *row) {
    long reports = strtol(z_of(cell(m, row, "reports")), NULL, 10);
    long independent = strtol(z_of(cell(m, row, "independent")), NULL, 10);
    if (reports < 2)
        return (str){NULL, 0};
    return independent < reports
               ? text_of(m->b->arena, "%ld reports, %ld independent", reports, independent)
               : text_of(m->b->arena, "%ld reports", reports);
}

static str joined(struct making *m, str a, const char *between, str b) {
    if (!a.n)
        return b;
    return b.n ? text_of(m->b->arena, "%s%s%s", a.p, between, b.p) : a;
}

static str party(struct making *m, const struct store_row *row, const char *name,
                 const char *code) {
    str who = cell(m, row, name), what = cell(m, row, code);
    if (!what.n || str_is(what, "---"))
        return who.n ? who : STR("?");
    return who.n ? text_of(m->b->arena, "%s (%s)", who.p, what.p) : what;
}

/* ---- the main events ---- */

struct heavy {
    str id;
    int64_t weight;
};
struct weighing {
    struct making *m;
    struct heavy *items;
    uint32_t n;
    uint64_t quads[5], n_events, dead;
    bool has_failed;
};

static bool is_heavier(const struct heavy *a, const struct heavy *b) {
    return a->weight != b->weight ? a->weight > b->weight : str_compare(a->id, b->id) < 0;
}

/* Columns of ask/timeline.sql. */
enum timeline_column {
    T_DAY,
    T_QUAD,
    T_DEAD,
    T_GOLDSTEIN,
    T_REPORTS,
    T_INDEPENDENT,
    T_TYPE,
    T_PLACE,
    T_ID
};

static bool weigh_row(void *context, const struct store_row *row) {
    struct weighing *w = context;
    int64_t quad = row_integer(row, T_QUAD), dead = row_integer(row, T_DEAD);
    struct heavy h = {row_text(row, T_ID),
                      row_integer(row, T_INDEPENDENT) * (10 + row_integer(row, T_GOLDSTEIN)) +
                          10 * dead};
    w->n_events++;
    w->dead += (uint64_t)dead;
    w->quads[quad >= 1 && quad <= 4 ? quad : 0]++;
    if (w->n == w->m->most_main && !is_heavier(&h, &w->items[w->n - 1]))
        return true;
    h.id = str_copy(w->m->b->arena, h.id);
    uint32_t at = w->n < w->m->most_main ? w->n++ : w->n - 1;
    for (; at > 0 && is_heavier(&h, &w->items[at - 1]); at--)
        w->items[at] = w->items[at - 1];
    w->items[at] = h;
    return true;
}

static bool add_event(void *context, const struct store_row *row) {
    struct making *m = context;
    struct arena *a = m->b->arena;
    str mode = cell(m, row, "mode"), status = cell(m, row, "status"), place = cell(m, row, "place"),
        by = cell(m, row, "by");
    str what = joined(m, cell(m, row, "type"), "/", mode);
    str who = cell(m, row, "actor"), whom = cell(m, row, "recipient");
    str body = text_of(a, "%s  %s%s%s", z_of(what), who.n ? who.p : "?",
                       whom.n ? " \xE2\x86\x92 " : "", z_of(whom));
    if (place.n)
        body = text_of(a, "%s, in %s", body.p, place.p);
    body = joined(m, body, ", ", cell(m, row, "numbers"));
    str remark = str_is(status, "occurred") ? (str){NULL, 0} : status;
    remark = joined(m, remark, "; ", by.n ? text_of(a, "says %s", by.p) : by);
    remark = joined(m, remark, "; ", told_by(m, row));
    str when = cell(m, row, "when");
    if (!when.n) /* no day is told: the report's, which is near it */
        when = text_of(a, "~%s", z_of(cell(m, row, "published")));
    return add(m, MAIN,
               (struct notice){.lead = when,
                               .body = body,
                               .remark = remark,
                               .evidence = cell(m, row, "words"),
                               .report = cell(m, row, "report"),
                               .event = cell(m, row, "id")});
}

static bool sum_coverage(void *context, const struct store_row *row) {
    *(int64_t *)context += row_integer(row, 1);
    return true;
}

static hb_status make_main(struct making *m) {
    struct store_filter f = *m->filter;
    struct weighing w = {.m = m, .items = ARENA_NEW(m->b->arena, struct heavy, m->most_main)};
    int64_t n_reports = 0;
    f.since = m->b->since;
    f.limit = 0;
    if (!w.items)
        return error_set(m->err, HB_ERR_MEMORY, 0, "no memory for a brief");
    hb_status status = store_ask(m->store, STORE_TIMELINE, &f, weigh_row, &w, m->err);
    if (status == HB_OK)
        status = store_ask(m->store, STORE_COVERAGE, &f, sum_coverage, &n_reports, m->err);
    for (uint32_t i = 0; status == HB_OK && i < w.n; i++) {
        struct store_filter one = {.id = w.items[i].id};
        status = store_ask(m->store, STORE_EVENTS, &one, add_event, m, m->err);
    }
    m->b->sections[MAIN].n_more = w.n_events - w.n;
    m->b->counts = text_of(m->b->arena,
                           "%lld independent reports, %llu events: %llu verbal and %llu material "
                           "cooperation, %llu verbal and %llu material conflict; %llu dead.",
                           (long long)n_reports, (unsigned long long)w.n_events,
                           (unsigned long long)w.quads[1], (unsigned long long)w.quads[2],
                           (unsigned long long)w.quads[3], (unsigned long long)w.quads[4],
                           (unsigned long long)w.dead);
    return status;
}

/* ---- the other sections ---- */

static const char *relation_word(str type) {
    static const char *const words[][2] = {
        {"allied", "is allied to"}, {"member", "belongs to"}, {"located", "is located in"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(type, words[i][0]))
            return words[i][1];
    return z_of(type);
}

static bool add_relation(void *context, const struct store_row *row) {
    struct making *m = context;
    str type = cell(m, row, "type"), standing = cell(m, row, "standing"), by = cell(m, row, "by");
    bool is_idle = str_is(type, "holds") || str_is(type, "located") || str_is(type, "member") ||
                   is_cell(m, row, "from_code", "---") || is_cell(m, row, "to_code", "---");
    if (is_idle || str_is(standing, "ended") || str_is(standing, "denied"))
        return true;
    str since = cell(m, row, "since"), manner = cell(m, row, "manner");
    str body = text_of(m->b->arena, "%s %s %s%s%s", party(m, row, "from", "from_code").p,
                       relation_word(type), party(m, row, "to", "to_code").p,
                       since.n ? ", since " : "", z_of(since));
    if (manner.n)
        body = text_of(m->b->arena, "%s (%s)", body.p, manner.p);
    str remark = str_is(standing, "stands") ? (str){NULL, 0} : standing;
    remark = joined(m, remark, "; ", by.n ? text_of(m->b->arena, "says %s", by.p) : by);
    remark = joined(m, remark, "; ", told_by(m, row));
    return add(m, RELATIONS,
               (struct notice){.body = body,
                               .remark = remark,
                               .evidence = cell(m, row, "words"),
                               .report = cell(m, row, "report")});
}

static bool add_holding(void *context, const struct store_row *row) {
    struct making *m = context;
    str standing = cell(m, row, "standing"), change = cell(m, row, "change"),
        by = cell(m, row, "by");
    if (str_is(standing, "former"))
        return true;
    str body = text_of(m->b->arena, "%s: %s %s it", party(m, row, "place", "country").p,
                       party(m, row, "who", "who_code").p, z_of(change));
    str remark = joined(m, str_is(standing, "holder") ? (str){NULL, 0} : standing, "; ",
                        by.n ? text_of(m->b->arena, "says %s", by.p) : by);
    return add(m, CONTROL,
               (struct notice){.lead = cell(m, row, "day"),
                               .body = body,
                               .remark = remark,
                               .evidence = cell(m, row, "words"),
                               .report = cell(m, row, "report")});
}

static bool add_plan(void *context, const struct store_row *row) {
    struct making *m = context;
    str who = cell(m, row, "actor"), condition = cell(m, row, "condition"),
        days = cell(m, row, "days"), verdict = cell(m, row, "verdict");
    str body = text_of(m->b->arena, "%s: %s", who.n ? who.p : "?", z_of(cell(m, row, "act")));
    if (condition.n)
        body = text_of(m->b->arena, "%s, %s", body.p, condition.p);
    str remark = joined(m, cell(m, row, "kind"), ", ", verdict);
    if (days.n)
        remark = text_of(m->b->arena, "%s after %s days", remark.p, days.p);
    struct notice n = {.lead = cell(m, row, "due"),
                       .body = body,
                       .remark = remark,
                       .evidence = cell(m, row, "words"),
                       .report = cell(m, row, "report")};
    return VEC_PUSH(m->b->arena, &m->plans[fate_of(verdict)], n);
}

/* What is still to come stands first, the soonest first; of the rest what came last. */
static bool choose_plans(struct making *m) {
    uint32_t share = (m->most + 1) / 2;
    uint64_t n_all = 0;
    for (int v = 0; v < FATES; v++) {
        const struct notices *all = &m->plans[v];
        size_t left = m->most - m->b->sections[AGENDA].n;
        size_t wanted = v == OPEN ? share + 1 : share, most = wanted < left ? wanted : left;
        size_t n = all->n < most ? all->n : most, first = v == OPEN ? 0 : all->n - n;
        n_all += all->n;
        for (size_t i = first; i < first + n; i++)
            if (!add(m, AGENDA, all->items[i]))
                return false;
    }
    m->b->sections[AGENDA].n_more = n_all - m->b->sections[AGENDA].n;
    return true;
}

static bool add_dispute(void *context, const struct store_row *row) {
    struct making *m = context;
    str who = cell(m, row, "actor"), whom = cell(m, row, "recipient"), by = cell(m, row, "by"),
        outlet = cell(m, row, "outlet");
    str body = text_of(m->b->arena, "%s %s: %s  %s%s%s", z_of(cell(m, row, "contradiction")),
                       z_of(cell(m, row, "number")), z_of(cell(m, row, "says")),
                       who.n ? who.p : "?", whom.n ? " \xE2\x86\x92 " : "", z_of(whom));
    str remark = joined(m, by.n ? text_of(m->b->arena, "says %s", by.p) : by, "; ", outlet);
    return add(m, DISPUTES,
               (struct notice){.lead = cell(m, row, "published"),
                               .body = body,
                               .remark = remark,
                               .evidence = cell(m, row, "words"),
                               .report = cell(m, row, "report")});
}

static bool add_change(void *context, const struct store_row *row) {
    struct making *m = context;
    str who = cell(m, row, "who"), whom = cell(m, row, "whom");
    str body = text_of(m->b->arena, "%s%s%s: %s", z_of(who), whom.n ? " \xE2\x86\x92 " : "",
                       z_of(whom), z_of(cell(m, row, "change")));
    str remark = text_of(m->b->arena, "%s events, %s dead", z_of(cell(m, row, "events")),
                         z_of(cell(m, row, "dead")));
    return add(m, CHANGES,
               (struct notice){.lead = cell(m, row, "period"),
                               .body = body,
                               .remark = remark,
                               .evidence = cell(m, row, "behind")});
}

static hb_status ask(struct making *m, picture_question *question, const struct store_filter *f,
                     store_sink *sink) {
    struct picture_options o = {.period = PERIOD_NONE, .scope = SCOPE_COUNTRY};
    return question(m->store, f, &o, sink, m, m->err);
}

/* Days before (or after) a day, as ISO text. */
static str shifted(struct arena *a, str day, int by) {
    struct interval i;
    if (!day.n || !interval_parse(day, &i))
        return (str){NULL, 0};
    struct interval_text t = interval_format((struct interval){i.first + by, i.first + by});
    return str_copy(a, str_from(t.z));
}

/* As told in the half year before: what nobody has told for longer is no news of how things stand.
 */
static hb_status make_standing(struct making *m) {
    struct store_filter f = *m->filter;
    f.since = shifted(m->b->arena, m->b->since, -DAYS_STANDING);
    f.limit = 0;
    hb_status status = ask(m, picture_relations, &f, add_relation);
    return status == HB_OK ? ask(m, picture_control, &f, add_holding) : status;
}

static hb_status make_recent(struct making *m) {
    struct store_filter f = *m->filter, plans = f, flagged = f;
    f.since = m->b->since;
    f.limit = 0;
    plans.limit = flagged.limit = 0;
    plans.since = shifted(m->b->arena, m->b->since, -DAYS_BACK);
    flagged.since = m->b->since;
    flagged.status = STR("flagged");
    hb_status status = ask(m, picture_agenda, &plans, add_plan);
    if (status == HB_OK && !choose_plans(m))
        status = error_set(m->err, HB_ERR_MEMORY, 0, "no memory for a brief");
    if (status == HB_OK)
        status = ask(m, picture_contradictions, &f, add_dispute);
    return status == HB_OK ? ask(m, picture_indicators, &flagged, add_change) : status;
}

hb_status bulletin_make(struct store *s, const struct store_filter *f, struct bulletin *b,
                        struct hb_error *err) {
    static const struct section sections[SECTIONS] = {
        [MAIN] = {.name = "Main events", .nothing = "No events."},
        [ALARMS] = {.name = "Alarms", .nothing = "None."},
        [RELATIONS] = {.name = "Who stands where", .nothing = "Nothing is told."},
        [CONTROL] = {.name = "Who holds what", .nothing = "Nothing is told."},
        [AGENDA] = {.name = "What is due, and what became of it",
                    .nothing = "Nothing is announced."},
        [COMING] = {.name = "What may come next", .nothing = "Nothing is likely."},
        [DISPUTES] = {.name = "What reports say against each other",
                      .nothing = "Nothing is disputed."},
        [CHANGES] = {.name = "What has changed", .nothing = "No country is out of its ordinary."}};
    memcpy(b->sections, sections, sizeof sections);
    struct making m = {.store = s,
                       .b = b,
                       .filter = f,
                       .most_main = f->limit ? f->limit : LINES_MAIN,
                       .most = f->limit ? f->limit : LINES,
                       .err = err};
    hb_status status = picture_today(s, f, b->arena, &b->today, err);
    b->since = f->since.n ? f->since : shifted(b->arena, b->today, -DAYS_NEW);
    if (status == HB_OK)
        status = make_main(&m);
    if (status == HB_OK)
        status = make_standing(&m);
    if (status == HB_OK)
        status = make_recent(&m);
    if (status == HB_OK)
        status = bulletin_outlook(s, f, b, &b->sections[ALARMS], &b->sections[COMING], m.most, err);
    if (status == HB_OK && b->arena->failed)
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for a brief");
    return status;
}

hb_status bulletin_write(struct store *s, const struct store_filter *f,
                         const struct bulletin_style *style, struct buffer *out,
                         struct hb_error *err) {
    struct arena a = {0};
    struct bulletin b = {.arena = &a, .title = str_from(style->title)};
    hb_status status = bulletin_make(s, f, &b, err);
    if (status == HB_OK)
        bulletin_put(&b, style, out);
    arena_free(&a);
    return status;
}
