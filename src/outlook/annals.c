/* Tellings come from the archive by the date of their report, so that an act is known from the
 * first of them on. What lies more than a month before its report is told as background: it is no
 * news of its time, and would make the past look longer than it was watched; it is left out, as is
 * what is dated more vaguely than a week. Announcements that repeat one of the last two months with
 * the same parties and due days are the same. */
#include "outlook/annals.h"

#include "base/vec.h"
#include "know/plover.h"
#include "picture/answer.h"
#include "picture/parties.h"
#include "store/evidence.h"

#include <string.h>

enum { BACKGROUND_DAYS = 31, MOST_SIDES = 4 };

struct annals annals_in(struct arena *a) {
    struct annals p = {.arena = a,
                       .actors = map_in(a),
                       .by_act = map_in(a),
                       .by_deed = map_in(a),
                       .happenings = map_in(a),
                       .today = DATE_NONE};
    annals_actor(&p, STR(""));
    return p;
}

/* LBY of LBY-GOV and LBY-MIL, LBY-REB of itself. */
static str canonical(str code) {
    str land = code_place(code);
    return land.n < code.n && code_meets(code, land) ? land : code;
}

static uint32_t put_actor(struct annals *p, str code) {
    size_t n = p->actors.n;
    uint32_t *at = map_put(&p->actors, code.n ? code : STR(""), (uint32_t)n);
    if (!at)
        return MAP_NONE;
    uint32_t number = *at;
    if (p->actors.n == n)
        return number;
    if (!vec_reserve(p->arena, (void **)&p->lands, n, &p->lands_capacity, sizeof *p->lands))
        return MAP_NONE;
    p->lands[number] = number;
    str land = code.n ? code_place(code) : code;
    if (land.n < code.n) {
        uint32_t of = put_actor(p, land);
        if (of == MAP_NONE)
            return MAP_NONE;
        p->lands[number] = of;
    }
    return number;
}

uint32_t annals_actor(struct annals *p, str code) {
    if (!code.n || code.p[0] == '-')
        return put_actor(p, STR(""));
    return put_actor(p, canonical(code));
}

str annals_code(const struct annals *p, uint32_t actor) {
    return p->actors.entries[actor].key;
}

bool annals_like(struct arena *a, const struct annals *other, struct annals *out) {
    *out = annals_in(a);
    for (size_t i = 0; i < other->actors.n; i++)
        if (put_actor(out, other->actors.entries[i].key) != i)
            return false;
    return true;
}

/* A meeting is the same whoever is named first: its sides stand in the order of their codes. */
static struct annals_key in_order(const struct annals *p, struct annals_key key) {
    bool is_turned = key.type == PLOVER_CONSULT && key.who && key.whom &&
                     str_compare(annals_code(p, key.who), annals_code(p, key.whom)) > 0;
    return is_turned ? (struct annals_key){key.whom, key.who, key.type} : key;
}

bool annals_tell(struct annals *p, struct annals_key key, date_day day, date_day known, str event,
                 str report) {
    key = in_order(p, key);
    struct {
        uint32_t who, whom, type;
        date_day day;
    } packed = {key.who, key.whom, key.type, day};
    uint32_t next = (uint32_t)p->acts.n;
    uint32_t *at = map_put(&p->by_act, (str){(const char *)&packed, sizeof packed}, next);
    if (!at)
        return false;
    if (*at != next) {
        p->acts.items[*at].n_tellings++;
        return true;
    }
    struct annals_act act = {
        key, day, known, 1, str_copy(p->arena, event), str_copy(p->arena, report)};
    return VEC_PUSH(p->arena, &p->acts, act);
}

bool annals_key_parse(struct annals *p, str text, struct annals_key *out) {
    str words[3] = {{NULL, 0}, {NULL, 0}, {NULL, 0}}, word;
    uint32_t n = 0;
    for (str rest = text; str_split(&rest, ' ', &word);)
        if (word.n) {
            if (n == 3)
                return false;
            words[n++] = word;
        }
    enum plover_type type = n >= 2 ? plover_type_parse(words[1]) : PLOVER_COUNT;
    if (n < 2 || type == PLOVER_COUNT || type == PLOVER_NONE)
        return false;
    *out = (struct annals_key){annals_actor(p, words[0]), annals_actor(p, words[2]), (uint8_t)type};
    *out = out->whom == MAP_NONE || out->who == MAP_NONE ? *out : in_order(p, *out);
    return out->who != MAP_NONE && out->whom != MAP_NONE && (out->who || out->whom);
}

/* ---- from an archive ---- */

struct reading {
    struct annals *past;
    const struct annals_change *change;
    uint64_t *n_gone;
};

/* Columns of ask/past.sql. */
enum act_column { TYPE, FIRST, LAST, DATE, REPORT, EVENT, HAPPENING, ACTOR, RECIPIENT, COUNTRY };

static bool is_listed(const str *list, size_t n, str id) {
    for (size_t i = 0; i < n; i++)
        if (id.n && str_equal(list[i], id))
            return true;
    return false;
}

static date_day day_of(str text) {
    struct interval i;
    return text.n && interval_parse(text, &i) ? i.first : DATE_NONE;
}

/* One deed for each happening and pair of sides; while the picture is behind an event stands for
 * its happening. */
static bool add_deed(struct annals *p, const struct store_row *row, struct annals_key key,
                     date_day day, date_day known) {
    str id = row_text(row, row_is_null(row, HAPPENING) ? EVENT : HAPPENING);
    uint32_t *number = map_put(&p->happenings, id, (uint32_t)p->happenings.n);
    uint32_t country = annals_actor(p, row_text(row, COUNTRY));
    if (!number || country == MAP_NONE)
        return false;
    uint32_t packed[3] = {*number, key.who, key.whom}, next = (uint32_t)p->deeds.n;
    uint32_t *at = map_put(&p->by_deed, (str){(const char *)packed, sizeof packed}, next);
    if (!at || *at != next)
        return at != NULL;
    struct annals_deed deed = {.key = key,
                               .day = day,
                               .known = known,
                               .country = country,
                               .number = packed[0],
                               .report = str_copy(p->arena, row_text(row, REPORT))};
    return VEC_PUSH(p->arena, &p->deeds, deed);
}

static bool take_act(void *context, const struct store_row *row) {
    struct reading *r = context;
    struct annals *p = r->past;
    date_day known = day_of(row_text(row, DATE)), first = day_of(row_text(row, FIRST));
    enum plover_type type = plover_type_parse(row_text(row, TYPE));
    if (known == DATE_NONE || type == PLOVER_NONE || type == PLOVER_COUNT)
        return true;
    date_day day = first == DATE_NONE || first > known ? known : first;
    if (day < known - BACKGROUND_DAYS)
        return true;
    if (is_listed(r->change->without, r->change->n_without, row_text(row, EVENT)) ||
        is_listed(r->change->without, r->change->n_without, row_text(row, HAPPENING))) {
        ++*r->n_gone;
        return true;
    }
    uint32_t who = annals_actor(p, row_text(row, ACTOR));
    uint32_t whom = annals_actor(p, row_text(row, RECIPIENT));
    if (who == MAP_NONE || whom == MAP_NONE)
        return false;
    if (!who && !whom)
        return true;
    struct annals_key key = {who, whom, (uint8_t)type};
    return annals_tell(p, key, day, known, row_text(row, EVENT), row_text(row, REPORT)) &&
           add_deed(p, row, key, day, known);
}

static bool take_report(void *context, const struct store_row *row) {
    struct annals *p = ((struct reading *)context)->past;
    date_day day = day_of(row_text(row, 0));
    for (int64_t i = row_integer(row, 1); day != DATE_NONE && i > 0; i--)
        if (!VEC_PUSH(p->arena, &p->reports, day))
            return false;
    return true;
}

/* Columns of ask/agenda.sql, by name. */
static str cell(const struct store_row *row, const char *name) {
    for (uint32_t i = 0; i < row_columns(row); i++)
        if (strcmp(row_name(row, i), name) == 0)
            return row_is_null(row, i) ? (str){NULL, 0} : row_text(row, i);
    return (str){NULL, 0};
}

/* Where several will meet or agree, each with each other. */
static struct parties sides_of(struct parties p, uint8_t type) {
    bool is_mutual = type == PLOVER_CONSULT || type == PLOVER_AGREE || type == PLOVER_COOPERATE;
    if (is_mutual && !p.n_recipients && p.n_actors > 1) {
        memcpy(p.recipients, p.actors, sizeof p.recipients);
        p.n_recipients = p.n_actors;
    }
    return p;
}

static bool note_plan(struct annals *p, const struct annals_plan *plan) {
    struct {
        uint32_t who, whom, type;
        date_day first, last;
        char mark;
    } packed;
    memset(&packed, 0, sizeof packed);
    packed.who = plan->key.who;
    packed.whom = plan->key.whom;
    packed.type = plan->key.type;
    packed.first = plan->due.first;
    packed.last = plan->due.last;
    packed.mark = 'p'; /* not an act */
    uint32_t next = (uint32_t)p->plans.n;
    uint32_t *at = map_put(&p->by_act, (str){(const char *)&packed, sizeof packed}, next);
    if (!at)
        return false;
    if (*at != next && plan->told - p->plans.items[*at].told <= 2 * BACKGROUND_DAYS)
        return true;
    *at = next;
    return VEC_PUSH(p->arena, &p->plans, *plan);
}

static bool announce(struct reading *r, struct annals_plan plan, const struct parties *parties) {
    uint32_t n = parties->n_recipients ? parties->n_recipients : 1;
    for (uint32_t i = 0; i < parties->n_actors && i < MOST_SIDES; i++)
        for (uint32_t j = 0; j < n && j < MOST_SIDES; j++) {
            plan.key.who = annals_actor(r->past, parties->actors[i].code);
            plan.key.whom = annals_actor(
                r->past, parties->n_recipients ? parties->recipients[j].code : STR(""));
            if (plan.key.who == MAP_NONE || plan.key.whom == MAP_NONE)
                return false;
            plan.key = in_order(r->past, plan.key);
            bool is_alone = plan.key.who == plan.key.whom && n > 1;
            if (plan.key.who && !is_alone && !note_plan(r->past, &plan))
                return false;
        }
    return true;
}

static bool take_plan(void *context, const struct store_row *row) {
    struct reading *r = context;
    struct annals *p = r->past;
    struct interval due = {DATE_NONE, DATE_NONE}, days;
    enum plover_type type = plover_type_parse(cell(row, "type"));
    date_day told = day_of(cell(row, "date"));
    str part;
    for (str rest = cell(row, "due"); rest.n && str_split(&rest, '/', &part);) {
        if (!interval_parse(part, &days))
            continue;
        due.first = due.first == DATE_NONE ? days.first : due.first;
        due.last = days.last;
    }
    if (told == DATE_NONE || type == PLOVER_NONE || type == PLOVER_COUNT ||
        str_is(cell(row, "status"), "denied") || (due.first != DATE_NONE && due.last < told))
        return true;
    struct annals_plan plan = {.key.type = (uint8_t)type,
                               .told = told,
                               .due = due,
                               .report = str_copy(p->arena, cell(row, "id")),
                               .words = str_copy(p->arena, cell(row, "words"))};
    struct parties parties = sides_of(parties_unpack(cell(row, "parties")), plan.key.type);
    return announce(r, plan, &parties);
}

static hb_status suppose(struct annals *p, const struct annals_change *change,
                         struct hb_error *err) {
    for (size_t i = 0; i < change->n_what_if; i++) {
        struct annals_key key;
        if (!annals_key_parse(p, change->what_if[i], &key))
            return error_set(err, HB_ERR_USAGE, 0,
                             "'%.*s': an actor, a PLOVER type and a recipient are needed, as in "
                             "\"TUR-GOV MOBILIZE LBY\"",
                             (int)(change->what_if[i].n < 80 ? change->what_if[i].n : 80),
                             change->what_if[i].p);
        if (p->today != DATE_NONE &&
            !annals_tell(p, key, p->today, p->today, STR("supposed"), STR("")))
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for the past");
    }
    return HB_OK;
}

hb_status annals_read(struct store *s, struct annals_span span, const struct annals_change *change,
                      struct annals *out, uint64_t *n_gone, struct hb_error *err) {
    static const struct annals_change none = {0};
    struct reading r = {out, change ? change : &none, n_gone};
    struct store_filter f = {.since = span.since, .as_of = span.as_of};
    struct interval days;
    *n_gone = 0;
    hb_status status = store_ask(s, STORE_PAST, &f, take_act, &r, err);
    if (status == HB_OK && !span.only_acts)
        status = store_ask(s, STORE_AGENDA, &f, take_plan, &r, err);
    if (status == HB_OK)
        status = store_ask(s, STORE_COVERAGE, &f, take_report, &r, err);
    if (status == HB_OK && out->arena->failed)
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for the past");
    if (status != HB_OK)
        return status;
    out->today = out->reports.n ? out->reports.items[out->reports.n - 1] : DATE_NONE;
    if (span.as_of.n && interval_parse(span.as_of, &days))
        out->today = days.last;
    return suppose(out, r.change, err);
}

/* Reports of a day that are no copies. */
struct coverage_day {
    date_day day;
    double n;
};

struct coverage {
    struct arena *arena;
    struct coverage_day *items;
    size_t n, capacity;
};

static bool take_coverage(void *context, const struct store_row *row) {
    struct coverage *c = context;
    struct coverage_day d = {day_of(row_text(row, 0)), (double)row_integer(row, 1)};
    return d.day == DATE_NONE || VEC_PUSH(c->arena, c, d);
}

hb_status annals_since(struct store *s, str as_of, uint64_t most_events, struct arena *a,
                       str *since, struct hb_error *err) {
    struct coverage c = {.arena = a};
    struct store_filter f = {0};
    struct store_counts counts;
    struct interval until;
    bool has_end = as_of.n && interval_parse(as_of, &until);
    double all = 0, n = 0;
    *since = (str){NULL, 0};
    hb_status status = store_count(s, &counts, err);
    if (status != HB_OK || (uint64_t)counts.events <= most_events)
        return status;
    status = store_ask(s, STORE_COVERAGE, &f, take_coverage, &c, err);
    if (status != HB_OK)
        return status;
    for (size_t i = 0; i < c.n; i++)
        all += c.items[i].n;
    double most = (double)most_events * all / (double)counts.events;
    size_t end = c.n, at;
    while (has_end && end > 0 && c.items[end - 1].day > until.last)
        end--;
    for (at = end; at > 0 && (at == end || n + c.items[at - 1].n <= most); at--)
        n += c.items[at - 1].n;
    if (at > 0)
        *since = str_copy(
            a, str_from(interval_format((struct interval){c.items[at].day, c.items[at].day}).z));
    return HB_OK;
}
