/* The table of questions and the table of conditions. A condition is a name and the place of its
 * value in the filter; what a value may be is checked here, before an archive is opened. */
#include "picture/question.h"

#include "base/date.h"
#include "know/plover.h"

#include <stddef.h>

enum { MOST_ROWS = 1000000000 };

static const struct question questions[] = {
    {"events", true, STORE_EVENTS, NULL},
    {"reports", true, STORE_REPORTS, NULL},
    {"search", true, STORE_SEARCH, NULL},
    {"sources", false, STORE_SOURCES, NULL},
    {"actors", false, 0, picture_actors},
    {"relations", false, 0, picture_relations},
    {"control", false, 0, picture_control},
    {"contradictions", true, 0, picture_contradictions},
    {"indicators", true, 0, picture_indicators},
    {"timeline", true, 0, picture_timeline},
    {"agenda", true, 0, picture_agenda},
    {"follow-through", true, 0, picture_follow_through},
};
enum { QUESTIONS = sizeof questions / sizeof *questions };

const struct question *question_at(size_t i) {
    return i < QUESTIONS ? &questions[i] : NULL;
}

const struct question *question_named(str name) {
    for (size_t i = 0; i < QUESTIONS; i++)
        if (str_is(name, questions[i].name))
            return &questions[i];
    return NULL;
}

struct condition {
    const char *name;
    size_t at; /* of its str in the filter */
    bool is_date;
};

static const struct condition conditions[] = {
    {"since", offsetof(struct store_filter, since), true},
    {"until", offsetof(struct store_filter, until), true},
    {"as-of", offsetof(struct store_filter, as_of), true},
    {"actor", offsetof(struct store_filter, actor), false},
    {"type", offsetof(struct store_filter, type), false},
    {"place", offsetof(struct store_filter, place), false},
    {"status", offsetof(struct store_filter, status), false},
    {"query", offsetof(struct store_filter, query), false},
    {"outlet", offsetof(struct store_filter, outlet), false},
    {"word", offsetof(struct store_filter, word), false},
};

static hb_status refuse(struct hb_error *err, str value, const char *wanted) {
    int n = value.n < 60 ? (int)value.n : 60;
    return error_set(err, HB_ERR_USAGE, 0, "'%.*s': %s", n, value.p, wanted);
}

static hb_status set_limit(struct store_filter *f, str value, struct hb_error *err) {
    uint32_t n = 0;
    bool is_right = value.n > 0 && value.n <= 10;
    for (uint32_t i = 0; is_right && i < value.n; i++) {
        is_right = value.p[i] >= '0' && value.p[i] <= '9' && n <= MOST_ROWS / 10;
        n = n * 10 + (uint32_t)(value.p[i] - '0');
    }
    if (!is_right || n < 1 || n > MOST_ROWS)
        return refuse(err, value, "a number from 1 to 1000000000 is needed");
    f->limit = n;
    return HB_OK;
}

hb_status filter_set(struct store_filter *f, str name, str value, bool *is_one,
                     struct hb_error *err) {
    struct interval days;
    bool unused;
    *(is_one ? is_one : &unused) = true;
    if (str_is(name, "limit"))
        return set_limit(f, value, err);
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        const struct condition *c = &conditions[i];
        if (!str_is(name, c->name))
            continue;
        if (c->is_date && !interval_parse(value, &days))
            return refuse(err, value, "a date is needed, as in 2019-12-26, 2019-12 or 2019");
        *(str *)((char *)f + c->at) = value;
        return HB_OK;
    }
    *(is_one ? is_one : &unused) = false;
    return HB_OK;
}

static bool find_word(str value, const char *const *words, int *out) {
    for (*out = 0; words[*out]; ++*out)
        if (str_is(value, words[*out]))
            return true;
    return false;
}

static bool is_type(const struct asking *a, str value) {
    return !a->question->has_types || plover_type_parse(value) != PLOVER_COUNT;
}

hb_status question_set(struct asking *a, str name, str value, bool *is_one, struct hb_error *err) {
    static const char *const scopes[] = {"country", "actor", "dyad", NULL};
    static const char *const periods[] = {"day", "week", "month", NULL};
    static const char *const orders[] = {"oldest", "newest", NULL};
    int at;
    if (is_one)
        *is_one = true;
    if (str_is(name, "by")) {
        if (!find_word(value, scopes, &at))
            return refuse(err, value, "country, actor or dyad is needed");
        a->options.scope = (enum picture_scope)at;
        return HB_OK;
    }
    if (str_is(name, "period")) {
        if (!find_word(value, periods, &at))
            return refuse(err, value, "day, week or month is needed");
        a->options.period = (enum picture_period)(at + PERIOD_DAY);
        return HB_OK;
    }
    if (str_is(name, "order")) {
        if (!find_word(value, orders, &at))
            return refuse(err, value, "oldest or newest is needed");
        a->filter.newest = at ? value : (str){NULL, 0};
        return HB_OK;
    }
    if (str_is(name, "mentions")) {
        a->has_mentions = true;
        return HB_OK;
    }
    if (str_is(name, "type") && !is_type(a, value))
        return refuse(err, value, "a PLOVER type is needed, as in ASSAULT");
    return filter_set(&a->filter, name, value, is_one, err);
}

hb_status question_ask(struct store *s, const struct asking *a, store_sink *sink, void *context,
                       struct hb_error *err) {
    const struct question *q = a->question;
    if (q->picture)
        return q->picture(s, &a->filter, &a->options, sink, context, err);
    bool is_of_mentions = a->has_mentions && q->store == STORE_EVENTS;
    return store_ask(s, is_of_mentions ? STORE_MENTIONS : q->store, &a->filter, sink, context, err);
}
