/* Actors: names with their aliases, codes, offices and how much is told of them. With the name of
 * one (--actor NAME) all that is known of him, a row a fact: aliases, offices with their evidence,
 * standing facts, what he does and undergoes, and with whom. */
#include "base/map.h"
#include "base/vec.h"
#include "picture/answer.h"
#include "picture/ask.h"
#include "picture/offices.h"
#include "store/evidence.h"

enum { ALIASES_SHOWN = 6, OTHERS_SHOWN = 12, REPORTS_FOR_ALIASES = 200 };

struct actor {
    str name, kind, code, first, last;
    int64_t n_reports, n_independent;
};

struct actors {
    struct arena *arena;
    struct actor *items;
    size_t n, capacity;
};

static str copied(struct arena *a, const struct store_row *row, uint32_t column) {
    return row_is_null(row, column) ? (str){NULL, 0} : str_copy(a, row_text(row, column));
}

static bool take_actor(void *context, const struct store_row *row) {
    struct actors *x = context;
    if (!is_proper_name(row_text(row, 0)))
        return true;
    struct actor actor = {.name = copied(x->arena, row, 0),
                          .kind = copied(x->arena, row, 1),
                          .code = copied(x->arena, row, 2),
                          .n_reports = row_integer(row, 3),
                          .n_independent = row_integer(row, 4),
                          .first = copied(x->arena, row, 5),
                          .last = copied(x->arena, row, 6)};
    return VEC_PUSH(x->arena, x, actor);
}

/* ---- the list ---- */

struct aliases {
    struct arena *arena;
    str name, list;
    uint32_t n;
};

/* Another name, not a form of address or half a word. */
static bool is_alias(str alias, str name) {
    return is_proper_name(alias) && !str_equal(alias, name) && alias.p[0] != '-' &&
           !str_in(alias, "Mr Mrs Ms Dr Mr. Mrs. Ms. Dr.");
}

static bool take_alias(void *context, const struct store_row *row) {
    struct aliases *x = context;
    str alias = row_text(row, 0);
    if (!is_alias(alias, x->name))
        return true;
    x->list = list_add(x->arena, x->list, str_copy(x->arena, alias), "; ");
    return ++x->n < ALIASES_SHOWN;
}

enum { NAME, NAME_CODE, KIND, ALIASES, OFFICES, EVENTS, REPORTS, INDEPENDENT, FIRST, LAST };
static const char *const columns[] = {"name",    "name_code", "kind",    "aliases",
                                      "offices", "events",    "reports", "independent",
                                      "first",   "last",      NULL};

static bool take_acted(void *context, const struct store_row *row) {
    return map_put(context, row_text(row, 0), (uint32_t)row_integer(row, 1)) != NULL;
}

/* How many acts of the filter's days each has; of all days they are counted actor by actor, which
 * costs less than all where few actors are shown. */
static hb_status count_acts(struct store *s, str name, const struct store_filter *f,
                            const struct map *acted, int64_t *out, struct hb_error *err) {
    if (!f->since.n && !f->until.n)
        return store_count_acts(s, name, f->as_of, out, err);
    uint32_t n = map_get(acted, name);
    *out = n == MAP_NONE ? 0 : n;
    return HB_OK;
}

static hb_status give_actor(struct store *s, const struct actor *x, const struct store_filter *f,
                            const struct map *acted, struct answer *out, struct hb_error *err) {
    struct store_filter one = {
        .actor = x->name, .since = f->since, .as_of = f->as_of, .limit = REPORTS_FOR_ALIASES};
    struct aliases aliases = {.arena = out->arena, .name = x->name};
    struct offices_held offices;
    int64_t n_events = 0;
    str list = {NULL, 0};
    hb_status status = store_ask(s, STORE_ALIASES, &one, take_alias, &aliases, err);
    if (status == HB_OK)
        status = offices_read(s, x->name, f->since, f->as_of, out->arena, &offices, err);
    if (status == HB_OK)
        status = count_acts(s, x->name, f, acted, &n_events, err);
    if (status != HB_OK)
        return status;
    for (size_t i = 0; i < offices.n; i++)
        list = list_add(out->arena, list, office_text(out->arena, &offices.items[i]), "; ");
    answer_text(out, NAME, x->name);
    answer_text(out, NAME_CODE, x->code);
    answer_text(out, KIND, x->kind);
    answer_text(out, ALIASES, aliases.list);
    answer_text(out, OFFICES, list);
    answer_integer(out, EVENTS, n_events);
    answer_integer(out, REPORTS, x->n_reports);
    answer_integer(out, INDEPENDENT, x->n_independent);
    answer_text(out, FIRST, x->first);
    answer_text(out, LAST, x->last);
    answer_give(out);
    return HB_OK;
}

/* ---- one in full ---- */

enum { ABOUT, VALUE, VALUE_CODE, SINCE, UNTIL, COUNT, SOURCE, FROM, TO, REPORT, WORDS };
static const char *const full_columns[] = {"about", "value",  "value_code", "since",
                                           "until", "count",  "known",      "first",
                                           "last",  "report", "words",      NULL};

struct telling_all {
    struct answer *out;
    str name;
    uint32_t n_others;
};

static bool give_alias(void *context, const struct store_row *row) {
    struct telling_all *x = context;
    struct arena *a = x->out->arena;
    str alias = row_text(row, 0);
    if (!is_alias(alias, x->name))
        return true;
    answer_text(x->out, ABOUT, STR("alias"));
    answer_text(x->out, VALUE, str_copy(a, alias));
    answer_integer(x->out, COUNT, row_integer(row, 1));
    answer_text(x->out, FROM, copied(a, row, 2));
    answer_text(x->out, TO, copied(a, row, 3));
    answer_give(x->out);
    return !x->out->is_over;
}

static bool give_acts(void *context, const struct store_row *row) {
    struct telling_all *x = context;
    struct arena *a = x->out->arena;
    if (str_is(row_text(row, 0), "with") && x->n_others++ >= OTHERS_SHOWN)
        return true;
    answer_text(x->out, ABOUT, copied(a, row, 0));
    answer_text(x->out, VALUE, copied(a, row, 1));
    answer_text(x->out, VALUE_CODE, copied(a, row, 2));
    answer_integer(x->out, COUNT, row_integer(row, 3));
    answer_text(x->out, FROM, copied(a, row, 4));
    answer_text(x->out, TO, copied(a, row, 5));
    answer_give(x->out);
    return !x->out->is_over;
}

/* A row of picture_relations, by the names of its columns. */
static bool give_relation(void *context, const struct store_row *row) {
    static const struct {
        const char *name;
        uint32_t to;
    } same[] = {{"since", SINCE}, {"until", UNTIL}, {"reports", COUNT}, {"standing", SOURCE},
                {"first", FROM},  {"last", TO},     {"report", REPORT}, {"words", WORDS}};
    struct telling_all *x = context;
    struct arena *a = x->out->arena;
    str part[5] = {{NULL, 0}};
    static const char *const parts[] = {"from", "type", "to", "from_code", "to_code"};
    for (uint32_t i = 0; i < row_columns(row); i++) {
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
            if (strcmp(row_name(row, i), parts[k]) == 0)
                part[k] = copied(a, row, i);
        for (size_t k = 0; k < sizeof same / sizeof *same; k++)
            if (strcmp(row_name(row, i), same[k].name) == 0)
                answer_text(x->out, same[k].to, copied(a, row, i));
    }
    bool is_from = str_equal(part[0], x->name);
    str other = is_from ? part[2] : part[0];
    answer_text(x->out, ABOUT,
                is_from ? part[1] : text_of(a, "%.*s (is object)", (int)part[1].n, part[1].p));
    answer_text(x->out, VALUE, other);
    answer_text(x->out, VALUE_CODE, is_from ? part[4] : part[3]);
    x->out->cells[COUNT].is_number = true;
    answer_give(x->out);
    return !x->out->is_over;
}

static hb_status give_offices(struct store *s, const struct actor *x, str as_of, struct answer *out,
                              struct hb_error *err) {
    struct offices_held offices;
    hb_status status = offices_read(s, x->name, (str){NULL, 0}, as_of, out->arena, &offices, err);
    for (size_t i = 0; status == HB_OK && i < offices.n && !out->is_over; i++) {
        const struct office_held *o = &offices.items[i];
        str words = {NULL, 0};
        if (o->begin >= 0)
            status = store_sentence(s, o->report_key, o->begin, out->arena, &words, err);
        answer_text(out, ABOUT, STR("office"));
        answer_text(out, VALUE, office_title(o));
        answer_text(out, VALUE_CODE, o->code);
        answer_text(out, SINCE, o->since);
        answer_text(out, UNTIL, o->until);
        answer_integer(out, COUNT, o->n_reports);
        answer_text(out, SOURCE,
                    o->is_in_tables && o->is_told ? STR("tables+text")
                    : o->is_told                  ? STR("text")
                                                  : STR("tables"));
        answer_text(out, FROM, o->first);
        answer_text(out, TO, o->last);
        answer_text(out, REPORT, o->report);
        answer_text(out, WORDS, words);
        answer_give(out);
    }
    return status;
}

static hb_status give_in_full(struct store *s, const struct actor *x, const struct store_filter *f,
                              struct answer *out, struct hb_error *err) {
    struct store_filter one = {.actor = x->name, .as_of = f->as_of};
    struct telling_all all = {out, x->name, 0};
    answer_text(out, ABOUT, x->kind);
    answer_text(out, VALUE, x->name);
    answer_text(out, VALUE_CODE, x->code);
    answer_integer(out, COUNT, x->n_reports);
    answer_text(out, FROM, x->first);
    answer_text(out, TO, x->last);
    answer_give(out);
    hb_status status = store_ask(s, STORE_ALIASES, &one, give_alias, &all, err);
    if (status == HB_OK)
        status = give_offices(s, x, f->as_of, out, err);
    if (status == HB_OK && !out->is_over)
        status = picture_relations(s, &one, &(struct picture_options){0}, give_relation, &all, err);
    if (status == HB_OK && !out->is_over)
        status = store_ask(s, STORE_ACTS, &one, give_acts, &all, err);
    return status;
}

hb_status picture_actors(struct store *s, const struct store_filter *f,
                         const struct picture_options *o, store_sink *sink, void *context,
                         struct hb_error *err) {
    struct arena a = {0};
    struct actors actors = {.arena = &a};
    (void)o;
    hb_status status = store_ask(s, STORE_ACTORS, f, take_actor, &actors, err);
    bool is_one = actors.n && str_equal(f->actor, actors.items[0].name);
    struct answer out = answer_open(&a, is_one ? full_columns : columns, f->limit, sink, context);
    struct map acted = map_in(&a);
    struct store_filter days = {.since = f->since, .until = f->until, .as_of = f->as_of};
    if (status == HB_OK && !is_one && (f->since.n || f->until.n))
        status = store_ask(s, STORE_ACTED, &days, take_acted, &acted, err);
    for (size_t i = 0; i < actors.n && status == HB_OK && !out.is_over; i++)
        status = is_one ? give_in_full(s, &actors.items[i], f, &out, err)
                        : give_actor(s, &actors.items[i], f, &acted, &out, err);
    if (status == HB_OK && a.failed)
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for the actors");
    arena_free(&a);
    return status;
}
