/* Contradictions, side by side. Four sorts:
 *   denial   somebody did something, or is accused of it, and somebody denies it
 *   numbers  one act, told with numbers that exclude each other; a number that only grows from day
 *            to day is news, not a contradiction
 *   blame    the accused lays the same act at another's door
 *   control  two hold one place at the same time (control.c)
 * Statements of the same sort that contradict each other, directly or through others, make one
 * contradiction. Only statements about the same days are compared, so the cost is that of the
 * statements in a few days of one state. */
#include "base/vec.h"
#include "picture/answer.h"
#include "picture/ask.h"
#include "picture/control.h"
#include "picture/deed.h"
#include "picture/words.h"

#include <stdio.h>
#include <stdlib.h>

enum sort { SORT_DENIAL, SORT_NUMBERS, SORT_BLAME, SORT_CONTROL, SORTS };
enum { SAME_DAYS = 3, ANSWER_DAYS = 10 };

static const char *const sort_names[SORTS] = {"denial", "numbers", "blame", "control"};

/* One side of a contradiction. */
struct statement {
    enum sort sort;
    str says;
    struct deed deed;
    size_t group; /* index of its group's first statement */
};

struct statements {
    struct statement *items;
    size_t n, capacity;
};

struct deeds {
    struct deed *items;
    size_t n, capacity;
};

struct comparing {
    struct arena *arena;
    struct store *store;
    str as_of;
    struct deeds deeds; /* denials, accusations, numbers, by day */
    struct statements statements;
    struct map by_key; /* statements */
};

/* ---- groups ---- */

static size_t root_of(const struct comparing *x, size_t i) {
    while (x->statements.items[i].group != i)
        i = x->statements.items[i].group;
    return i;
}

/* The place of a statement among all, entered once. */
static size_t enter(struct comparing *x, enum sort sort, const struct deed *d, str says) {
    str key =
        text_of(x->arena, "%d|%.*s|%.*s", (int)sort, (int)d->id.n, d->id.p, (int)says.n, says.p);
    uint32_t *at = map_put(&x->by_key, key, MAP_NONE);
    if (!at)
        return SIZE_MAX;
    if (*at != MAP_NONE)
        return *at;
    *at = (uint32_t)x->statements.n;
    struct statement s = {sort, says, *d, x->statements.n};
    return VEC_PUSH(x->arena, &x->statements, s) ? *at : SIZE_MAX;
}

static void join(struct comparing *x, size_t a, size_t b) {
    if (a == SIZE_MAX || b == SIZE_MAX)
        return;
    size_t p = root_of(x, a), q = root_of(x, b);
    x->statements.items[p > q ? p : q].group = p < q ? p : q;
}

/* ---- denials ---- */

static bool is_denial(const struct deed *d) {
    return str_is(d->status, "denied");
}

static bool is_accusation(const struct deed *d) {
    return str_is(d->type, "ACCUSE") && str_is(d->mode, "allege") && !is_denial(d);
}

static int days_apart(date_day a, date_day b) {
    return a == DATE_NONE || b == DATE_NONE ? 1000 : a < b ? b - a : a - b;
}

static str names_of(struct arena *a, const struct deed *d) {
    str names = d->place;
    for (uint32_t i = 0; i < d->parties.n_actors; i++)
        names = list_add(a, names, d->parties.actor_texts[i], " ");
    return names;
}

/* Have the sentences words in common, beside the names of those who act and of the
 * place? */
static bool is_about_one(struct arena *arena, const struct deed *a, const struct deed *b) {
    bool is_one_place = a->place.n && str_equal(a->place, b->place);
    str names = list_add(arena, names_of(arena, a), names_of(arena, b), " ");
    uint32_t shared = words_shared(a->words, b->words);
    uint32_t p = words_shared(names, a->words), q = words_shared(names, b->words);
    uint32_t named = p < q ? p : q, want = is_one_place ? 1 : 2;
    if (a->report == b->report)
        want += 1; /* a report that goes on about something else uses the same words */
    return shared >= named + want;
}

/* Does c claim what d denies? */
static bool is_denied_by(struct arena *arena, const struct deed *c, const struct deed *d) {
    const struct parties *p = &d->parties, *q = &c->parties;
    int apart = days_apart(c->day_number, d->day_number), told = days_apart(c->told, d->told);
    int nearest = apart < told ? apart : told;
    if (is_accusation(c)) {
        bool is_content = c->content.n ? str_equal(c->content, d->type) : is_about_one(arena, c, d);
        return nearest <= ANSWER_DAYS && is_content &&
               any_meets(p->actors, p->n_actors, q->recipients, q->n_recipients);
    }
    bool is_act = str_is(c->status, "occurred") && str_equal(c->type, d->type);
    bool is_author =
        q->n_actors ? any_meets(p->actors, p->n_actors, q->actors, q->n_actors) : p->n_actors > 0;
    bool is_same = p->n_recipients && q->n_recipients
                       ? any_meets(p->recipients, p->n_recipients, q->recipients, q->n_recipients)
                       : true;
    return nearest <= SAME_DAYS && is_act && is_author && is_same && is_about_one(arena, c, d);
}

struct denial {
    struct comparing *all;
    const struct deed *denied;
    size_t statement; /* SIZE_MAX: not entered */
};

static bool compare_claim(void *context, const struct store_row *row) {
    struct denial *x = context;
    struct deed c = deed_read(x->all->arena, row);
    if (c.report == x->denied->report && str_equal(c.words, x->denied->words))
        return true; /* the denial's own words */
    if (!is_denied_by(x->all->arena, &c, x->denied))
        return true;
    x->statement = enter(x->all, SORT_DENIAL, x->denied, STR("denies"));
    str says = is_accusation(&c) ? STR("accuses") : STR("claims");
    join(x->all, x->statement, enter(x->all, SORT_DENIAL, &c, says));
    return true;
}

static hb_status find_claims(struct comparing *x, const struct deed *d, struct hb_error *err) {
    struct denial denial = {x, d, SIZE_MAX};
    struct deed_filter f = {
        .as_of = x->as_of, .from = d->day_number - ANSWER_DAYS, .to = d->day_number + ANSWER_DAYS};
    const str types[] = {d->type, STR("ACCUSE")};
    hb_status status = HB_OK;
    const struct parties *p = &d->parties;
    f.who = p->n_actors ? code_place(p->actors[0].code) : d->country;
    for (size_t i = 0; i < 2 && f.who.n && status == HB_OK; i++) {
        f.type = types[i];
        status = store_deeds(x->store, &f, compare_claim, &denial, err);
    }
    return status;
}

/* ---- numbers ---- */

struct count {
    str kind;
    long long low, high; /* high < 0: at least low */
};

static bool read_count(str text, struct count *out) {
    char kind[24], number[48];
    if (text.n >= sizeof number)
        return false;
    memcpy(number, text.p, text.n);
    number[text.n] = '\0';
    out->high = -1;
    int n = sscanf(number, "%23s %lld-%lld", kind, &out->low, &out->high);
    out->kind = str_slice(text, 0, (uint32_t)strlen(kind));
    return n >= 2;
}

static bool is_lower(const struct count *a, const struct count *b) {
    return a->high >= 0 && a->high < b->low;
}

/* Would the later of two counts take the earlier one back, or do they exclude each other at once?
 */
static bool is_against(const struct count *a, date_day a_told, const struct count *b,
                       date_day b_told) {
    if (!str_equal(a->kind, b->kind))
        return false;
    if (a_told == b_told)
        return is_lower(a, b) || is_lower(b, a);
    return a_told < b_told ? is_lower(b, a) : is_lower(a, b);
}

/* Numbers of a stretch of time or of a region are sums. */
static bool is_sum(const struct deed *d) {
    return phrases_have(d->words, "since|so far|in all|this year|this month|last month|last week|"
                                  "over the past|in the past|across|in recent|series of");
}

/* One report's numbers of one act add up or follow each other; it takes two to contradict. What is
 * cheap is compared first: most pairs end there. */
static bool is_one_act(const struct deed *a, const struct deed *b) {
    const struct parties *p = &a->parties, *q = &b->parties;
    if (a->report == b->report)
        return false;
    bool is_told_so = str_equal(a->happening, b->happening);
    bool is_alike = a->place.n && str_equal(a->place, b->place) && str_equal(a->type, b->type) &&
                    days_apart(a->day_number, b->day_number) <= 1;
    if (!is_told_so && !is_alike)
        return false;
    bool is_same_actor =
        !p->n_actors || !q->n_actors || any_meets(p->actors, p->n_actors, q->actors, q->n_actors);
    bool is_same = is_told_so || (is_same_actor && words_shared(a->words, b->words) > 2);
    return is_same && is_sum(a) == is_sum(b);
}

static str count_text(struct arena *a, const struct count *c) {
    if (c->high < 0)
        return text_of(a, "%.*s at least %lld", (int)c->kind.n, c->kind.p, c->low);
    if (c->high > c->low)
        return text_of(a, "%.*s %lld to %lld", (int)c->kind.n, c->kind.p, c->low, c->high);
    return text_of(a, "%.*s %lld", (int)c->kind.n, c->kind.p, c->low);
}

static void compare_numbers(struct comparing *x, const struct deed *a, const struct deed *b) {
    str one, other;
    struct count p, q;
    if (!a->numbers.n || !b->numbers.n || !is_one_act(a, b))
        return;
    for (str rest = a->numbers; str_split(&rest, '|', &one);)
        for (str more = b->numbers; str_split(&more, '|', &other);)
            if (read_count(one, &p) && read_count(other, &q) &&
                is_against(&p, a->told, &q, b->told))
                join(x, enter(x, SORT_NUMBERS, a, count_text(x->arena, &p)),
                     enter(x, SORT_NUMBERS, b, count_text(x->arena, &q)));
}

/* ---- blame ---- */

static str blame_text(struct arena *a, const struct deed *d) {
    const struct parties *p = &d->parties;
    return text_of(a, "blames %.*s", (int)p->recipient_texts[0].n, p->recipient_texts[0].p);
}

static bool any_codes_meet(const struct who *a, uint32_t n, const struct who *b, uint32_t m) {
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < m; j++)
            if (code_meets(a[i].code, b[j].code))
                return true;
    return false;
}

/* Does b answer a's accusation by accusing somebody else of the same? Codes count, not names: a
 * spokesman answers for his side. */
static bool is_answer(struct arena *arena, const struct deed *a, const struct deed *b) {
    const struct parties *p = &a->parties, *q = &b->parties;
    bool is_accused = any_codes_meet(p->recipients, p->n_recipients, q->actors, q->n_actors);
    bool is_same = any_codes_meet(p->recipients, p->n_recipients, q->recipients, q->n_recipients);
    bool is_back = any_codes_meet(p->actors, p->n_actors, q->recipients, q->n_recipients);
    bool is_same_act = a->content.n && str_equal(a->content, b->content);
    return p->n_actors && q->n_recipients && is_accused && !is_same && is_same_act &&
           (is_back || is_about_one(arena, a, b));
}

static void compare_blame(struct comparing *x, const struct deed *a, const struct deed *b) {
    if (!is_accusation(a) || !is_accusation(b) || days_apart(a->told, b->told) > SAME_DAYS)
        return;
    if (is_answer(x->arena, a, b) || is_answer(x->arena, b, a))
        join(x, enter(x, SORT_BLAME, a, blame_text(x->arena, a)),
             enter(x, SORT_BLAME, b, blame_text(x->arena, b)));
}

/* ---- all ---- */

static bool take_deed(void *context, const struct store_row *row) {
    struct comparing *x = context;
    struct deed d = deed_read(x->arena, row);
    return VEC_PUSH(x->arena, &x->deeds, d);
}

static hb_status compare_all(struct comparing *x, struct hb_error *err) {
    hb_status status = HB_OK;
    for (size_t i = 0; i < x->deeds.n && status == HB_OK; i++) {
        const struct deed *a = &x->deeds.items[i];
        if (is_denial(a) && a->day_number != DATE_NONE)
            status = find_claims(x, a, err);
        for (size_t j = i + 1; j < x->deeds.n; j++) {
            const struct deed *b = &x->deeds.items[j];
            if (days_apart(a->day_number, b->day_number) > SAME_DAYS)
                break;
            compare_numbers(x, a, b);
            compare_blame(x, a, b);
        }
    }
    return status;
}

static hb_status add_disputes(struct comparing *x, const struct store_filter *f,
                              struct hb_error *err) {
    struct spells spells = {0};
    hb_status status = control_fold(x->store, f, x->arena, &spells, err);
    size_t before = SIZE_MAX;
    for (size_t i = 0; i < spells.n && status == HB_OK; i++) {
        const struct spell *p = &spells.items[i];
        bool is_here =
            before != SIZE_MAX && str_equal(x->statements.items[before].deed.place, p->place);
        if (!str_is(spell_standing(p), "disputed") || !p->is_disputed)
            continue;
        struct deed d = {.id = text_of(x->arena, "%.*s %lld", (int)p->origin.id.n, p->origin.id.p,
                                       (long long)p->origin.begin),
                         .report = p->origin.report,
                         .report_id = p->origin.id,
                         .date = p->last,
                         .day = p->begin,
                         .day_number = day_of_text(p->begin),
                         .place = p->place,
                         .country = p->country,
                         .by = p->strength.by};
        status =
            store_sentence(x->store, p->origin.report, p->origin.begin, x->arena, &d.words, err);
        str who = p->who.name.n ? p->who.name : p->who_text;
        size_t at =
            enter(x, SORT_CONTROL, &d,
                  text_of(x->arena, "%.*s (%.*s) %.*s", (int)who.n, who.p, (int)p->who.code.n,
                          p->who.code.p, (int)p->change.n, p->change.p));
        if (is_here)
            join(x, before, at);
        before = at;
    }
    return status;
}

/* ---- rows ---- */

/* A statement with what its group is sorted by. */
struct side {
    const struct statement *statement;
    const struct statement *first; /* of the group */
};

static int order_statements(const struct statement *a, const struct statement *b) {
    int order = str_compare(a->deed.day, b->deed.day);
    if (!order)
        order = (int)a->sort - (int)b->sort;
    if (!order)
        order = str_compare(a->deed.date, b->deed.date);
    if (!order)
        order = str_compare(a->deed.report_id, b->deed.report_id);
    if (!order)
        order = str_compare(a->deed.id, b->deed.id);
    return order ? order : str_compare(a->says, b->says);
}

static int order_sides(const void *p, const void *q) {
    const struct side *a = p, *b = q;
    int order = order_statements(a->first, b->first);
    return order ? order : order_statements(a->statement, b->statement);
}

enum {
    SORT,
    NUMBER,
    DAY,
    TYPE,
    PLACE,
    SAYS,
    ACTOR,
    RECIPIENT,
    BY,
    OUTLET,
    PUBLISHED,
    EVENT,
    REPORT,
    WORDS
};
static const char *const columns[] = {"contradiction", "number", "day",       "type",  "place",
                                      "says",          "actor",  "recipient", "by",    "outlet",
                                      "published",     "event",  "report",    "words", NULL};

static void give_side(struct answer *out, const struct side *x, int64_t number) {
    const struct deed *d = &x->statement->deed;
    const struct parties *p = &d->parties;
    answer_text(out, SORT, str_from(sort_names[x->statement->sort]));
    answer_integer(out, NUMBER, number);
    answer_text(out, DAY, d->day);
    answer_text(out, TYPE, d->type);
    answer_text(out, PLACE, d->place);
    answer_text(out, SAYS, x->statement->says);
    answer_text(out, ACTOR, parties_list(out->arena, p->actors, p->actor_texts, p->n_actors));
    answer_text(out, RECIPIENT,
                parties_list(out->arena, p->recipients, p->recipient_texts, p->n_recipients));
    answer_text(out, BY, d->by);
    answer_text(out, OUTLET, d->outlet);
    answer_text(out, PUBLISHED, d->date);
    answer_text(out, EVENT, x->statement->sort == SORT_CONTROL ? (str){NULL, 0} : d->id);
    answer_text(out, REPORT, d->report_id);
    answer_text(out, WORDS, d->words);
    answer_give(out);
}

static void give_all(struct comparing *x, const struct store_filter *f, struct answer *out) {
    size_t n = x->statements.n;
    struct side *sides = ARENA_NEW(x->arena, struct side, n);
    const struct statement **firsts = ARENA_NEW(x->arena, const struct statement *, n);
    if (!sides || !firsts || !n)
        return;
    for (size_t i = 0; i < n; i++) {
        const struct statement *s = &x->statements.items[i];
        size_t root = root_of(x, i);
        if (!firsts[root] || order_statements(s, firsts[root]) < 0)
            firsts[root] = s;
    }
    for (size_t i = 0; i < n; i++)
        sides[i] = (struct side){&x->statements.items[i], firsts[root_of(x, i)]};
    qsort(sides, n, sizeof *sides, order_sides);
    int64_t number = 0;
    for (size_t i = 0; i < n && !out->is_over; i++) {
        bool is_alone = (i == 0 || sides[i - 1].first != sides[i].first) &&
                        (i + 1 == n || sides[i + 1].first != sides[i].first);
        if (is_alone || (f->status.n && !str_is(f->status, sort_names[sides[i].statement->sort])))
            continue;
        number += i == 0 || sides[i - 1].first != sides[i].first || number == 0;
        give_side(out, &sides[i], number);
    }
}

hb_status picture_contradictions(struct store *s, const struct store_filter *f,
                                 const struct picture_options *o, store_sink *sink, void *context,
                                 struct hb_error *err) {
    struct arena a = {0};
    struct comparing x = {.arena = &a, .store = s, .by_key = map_in(&a)};
    struct answer out = answer_open(&a, columns, f->limit, sink, context);
    (void)o;
    hb_status status = picture_today(s, f, &a, &x.as_of, err);
    if (status == HB_OK)
        status = store_ask(s, STORE_CLAIMS, f, take_deed, &x, err);
    if (status == HB_OK)
        status = compare_all(&x, err);
    if (status == HB_OK && !f->type.n)
        status = add_disputes(&x, f, err);
    if (status == HB_OK)
        give_all(&x, f, &out);
    if (status == HB_OK && a.failed)
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for the contradictions");
    arena_free(&a);
    return status;
}
