/* What the brief tells of the outlook: alarms that are on or were given since its day, and the acts
 * that are likeliest to come, each with its chance as a bar. Forecasts are made anew from the
 * archive's past; where there are many events, the newest of them are that past, and the brief says
 * so. Neither knows places, words or outlets; a brief about these leaves them out. */
#include "base/vec.h"
#include "export/bulletin_parts.h"
#include "export/outlook_text.h"
#include "outlook/alarms_ask.h"
#include "outlook/forecast.h"
#include "picture/answer.h"

#include <stdio.h>
#include <stdlib.h>

enum { LINES_COMING = 6, LOOKED_AT = 200, BAR = 16 };
static const double least_chance = 0.02;

struct taking {
    struct arena *arena;
    struct section *section;
    const struct store_filter *filter;
    str since;
    size_t most;
    bool is_failed;
};

static str cell(struct taking *t, const struct store_row *row, const char *name) {
    for (uint32_t i = 0; i < row_columns(row); i++)
        if (strcmp(row_name(row, i), name) == 0)
            return row_is_null(row, i) ? (str){NULL, 0} : str_copy(t->arena, row_text(row, i));
    return (str){NULL, 0};
}

static double number(struct taking *t, const struct store_row *row, const char *name) {
    str text = cell(t, row, name);
    return text.n ? strtod(text.p, NULL) : 0;
}

static bool put(struct taking *t, struct notice n) {
    if (t->section->n >= t->most) {
        t->section->n_more++;
        return true;
    }
    t->is_failed |= !VEC_PUSH(t->arena, t->section, n);
    return !t->is_failed;
}

static str first_of(str list) {
    str first = {NULL, 0};
    if (list.n)
        str_split(&list, ' ', &first);
    return first;
}

static bool take_alarm(void *context, const struct store_row *row) {
    struct taking *t = context;
    str given = cell(t, row, "given"), state = cell(t, row, "state"),
        verdict = cell(t, row, "verdict");
    bool is_on = str_is(state, "on");
    if (!is_on && str_compare(given, t->since) < 0)
        return true;
    str remark = verdict.n && !str_is(verdict, "open")
                     ? text_of(t->arena, "%s; %s", state.p, verdict.p)
                     : state;
    str reports = cell(t, row, "reports");
    return put(t, (struct notice){.lead = given,
                                  .body = cell(t, row, "says"),
                                  .remark = remark,
                                  .report = first_of(reports),
                                  .evidence = reports});
}

static bool is_code_of(str code, str wanted) {
    bool is_part = code.n > wanted.n && code.p[wanted.n] == '-';
    return str_equal(code, wanted) || (is_part && str_starts(code, wanted));
}

static bool take_forecast(void *context, const struct store_row *row) {
    struct taking *t = context;
    str who = cell(t, row, "actor"), whom = cell(t, row, "recipient"), like = cell(t, row, "like"),
        wanted = t->filter->actor;
    double chance = number(t, row, "chance_7");
    double low = number(t, row, "low"), high = number(t, row, "high");
    if (chance < least_chance ||
        (wanted.n && !is_code_of(who, wanted) && !is_code_of(whom, wanted)))
        return true;
    str body = text_of(t->arena, "%s %s%s%s within 7 days  %s", who.n ? who.p : "somebody",
                       cell(t, row, "type").p, whom.n ? " " : "", whom.n ? whom.p : "",
                       chance_bar(t->arena, low, chance, high, BAR).p);
    str remark =
        text_of(t->arena, "%s to %s, usually %s", chance_text(t->arena, low).p,
                chance_text(t->arena, high).p, chance_text(t->arena, number(t, row, "usual")).p);
    if (number(t, row, "like") >= 1)
        remark = text_of(t->arena, "%s; of %s like forecasts %s came true", remark.p, like.p,
                         cell(t, row, "like_came").p);
    return put(t, (struct notice){.lead = chance_text(t->arena, chance),
                                  .body = body,
                                  .remark = remark,
                                  .evidence = cell(t, row, "words"),
                                  .report = first_of(cell(t, row, "reports"))});
}

static bool is_about_texts(const struct store_filter *f) {
    return f->place.n || f->query.n || f->outlet.n || f->word.n || f->status.n;
}

/* Since when the newest so many events were reported; a section that is not made of all says so. */
static hb_status look_back(struct store *s, struct taking *t, uint64_t most, str *since,
                           struct hb_error *err) {
    hb_status status = annals_since(s, t->filter->as_of, most, t->arena, since, err);
    if (status == HB_OK && since->n)
        t->section->note = text_of(t->arena, "By the newest %llu events, reported since %.*s.",
                                   (unsigned long long)most, (int)since->n, since->p);
    return status;
}

static hb_status make_alarms(struct store *s, struct taking *t, struct hb_error *err) {
    struct alarms_request r = {.filter = {.as_of = t->filter->as_of, .actor = t->filter->actor}};
    hb_status status = alarm_rules_read((str){NULL, 0}, "alarms.tsv", &r.rules, err);
    if (status == HB_OK)
        status = look_back(s, t, ALARMS_EVENTS, &r.past_since, err);
    return status == HB_OK ? alarms_ask(s, &r, take_alarm, t, err) : status;
}

static hb_status make_forecasts(struct store *s, struct taking *t, struct hb_error *err) {
    struct forecast_request r = {.span.as_of = t->filter->as_of,
                                 .type = t->filter->type,
                                 .within = 7,
                                 .limit = (uint32_t)t->most};
    r.limit = t->filter->actor.n ? LOOKED_AT : r.limit;
    hb_status status = look_back(s, t, FORECAST_EVENTS, &r.span.since, err);
    return status == HB_OK ? forecast_ask(s, &r, take_forecast, t, err) : status;
}

hb_status bulletin_outlook(struct store *s, const struct store_filter *f, struct bulletin *b,
                           struct section *alarms, struct section *coming, uint32_t most,
                           struct hb_error *err) {
    struct taking t = {.arena = b->arena, .section = alarms, .filter = f, .since = b->since};
    t.most = most;
    if (is_about_texts(f)) {
        alarms->nothing = coming->nothing = "Not asked of a part of the reports.";
        return HB_OK;
    }
    hb_status status = make_alarms(s, &t, err);
    t.section = coming;
    t.most = most < LINES_COMING ? most : LINES_COMING;
    if (status == HB_OK)
        status = make_forecasts(s, &t, err);
    return status == HB_OK && t.is_failed
               ? error_set(err, HB_ERR_MEMORY, 0, "no memory for a brief")
               : status;
}
