/* The past is read and rehearsed; every act between two who were active is asked about on the
 * archive's day, and those that are likeliest are explained. With evidence taken away or supposed,
 * the past is read a second time without or with it, and the same weights look at what is then
 * known: what moves is due to that evidence alone. */
#include "outlook/forecast.h"

#include "base/vec.h"
#include "know/plover.h"
#include "outlook/forecast_parts.h"
#include "picture/answer.h"
#include "store/evidence.h"

#include <math.h>
#include <stdlib.h>

enum { LIMIT = 20, MEMORY_GIB = 4 };
static const double least_shown = 0.05; /* of log odds, in the list of reasons of an act */

struct candidate {
    struct annals_key key;
    double rank; /* its chance, or that with the evidence changed where it is greater */
    struct chance chances[HORIZONS], then[HORIZONS];
};

struct asking {
    const struct forecast_request *request;
    struct store *store;
    struct arena *arena;
    struct annals past, other; /* other: with the evidence changed */
    struct rehearsal rehearsal;
    struct known then;
    bool has_change;
    int horizon; /* index of request->within */
    str actor, to;
    enum plover_type type; /* PLOVER_NONE: any */
    struct {
        struct candidate *items; /* [most] the likeliest so far, in their order */
        size_t n, most;
    } found;
    struct map is_found; /* of acts that are not live by what is known */
};

/* A code as it is, a name as the code that most acts of that name bear. */
static hb_status code_of(struct asking *x, str given, str *out, struct hb_error *err) {
    bool is_code = given.n >= 3 && given.p[0] >= 'A' && given.p[0] <= 'Z';
    for (uint32_t i = 0; i < given.n && is_code; i++)
        is_code = (given.p[i] >= 'A' && given.p[i] <= 'Z') || given.p[i] == '-' ||
                  given.p[i] == ':' || (given.p[i] >= '0' && given.p[i] <= '9');
    *out = given;
    if (!given.n || is_code)
        return HB_OK;
    hb_status status = store_code_of(x->store, given, x->arena, out, err);
    if (status == HB_OK && !out->n)
        status = error_set(err, HB_ERR_USAGE, 0, "the archive knows nobody named '%.*s'",
                           (int)(given.n < 80 ? given.n : 80), given.p);
    return status;
}

/* "LBY" asks for all of LBY; "LBY-GOV" for the state, which is LBY's own number. */
static bool is_asked(const struct annals *p, uint32_t actor, str wanted) {
    str code = annals_code(p, actor);
    if (!wanted.n || str_equal(code, wanted))
        return true;
    bool is_part = code.n > wanted.n && code.p[wanted.n] == '-';
    return is_part && str_starts(code, wanted);
}

static bool is_wanted(const struct asking *x, struct annals_key key) {
    const struct annals *p = &x->past;
    bool is_between = is_asked(p, key.who, x->actor) && is_asked(p, key.whom, x->to);
    bool is_turned = is_asked(p, key.whom, x->actor) && is_asked(p, key.who, x->to);
    if (x->type != PLOVER_NONE && x->type != (enum plover_type)key.type)
        return false;
    if (x->request->is_either_side && !x->to.n && is_asked(p, key.whom, x->actor))
        return true;
    return is_between || (key.type == PLOVER_CONSULT && is_turned); /* has no first side */
}

/* Does a stand before b? */
static bool is_before(const struct annals *p, const struct candidate *a,
                      const struct candidate *b) {
    if (a->rank != b->rank)
        return a->rank > b->rank;
    int order = str_compare(annals_code(p, a->key.who), annals_code(p, b->key.who));
    if (!order)
        order = str_compare(annals_code(p, a->key.whom), annals_code(p, b->key.whom));
    return order ? order < 0 : a->key.type < b->key.type;
}

/* Keeps an act if it is among the likeliest. */
static void add_candidate(struct asking *x, struct annals_key key) {
    struct candidate c = {.key = key};
    double chances[HORIZONS], then[HORIZONS] = {0};
    size_t at = x->found.n;
    if (!is_wanted(x, key))
        return;
    rehearsal_chances(&x->rehearsal, &x->rehearsal.known, key, chances);
    if (x->has_change)
        rehearsal_chances(&x->rehearsal, &x->then, key, then);
    c.rank = fmax(chances[x->horizon], then[x->horizon]);
    if (at == x->found.most && !is_before(&x->past, &c, &x->found.items[at - 1]))
        return;
    at -= at == x->found.most;
    for (; at > 0 && is_before(&x->past, &c, &x->found.items[at - 1]); at--)
        x->found.items[at] = x->found.items[at - 1];
    x->found.items[at] = c;
    x->found.n += x->found.n < x->found.most;
}

/* An act that may have been met already. */
static bool add_once(struct asking *x, struct annals_key key) {
    const struct known *k = &x->rehearsal.known;
    uint32_t packed[3] = {key.who, key.whom, key.type};
    uint32_t pair = known_pair_of(k, key.who, key.whom);
    if (pair != MAP_NONE && rehearsal_rank(k, pair, key.type))
        return true; /* live, so it was */
    uint32_t *at = map_put(&x->is_found, (str){(const char *)packed, sizeof packed}, 0);
    if (at && !*at)
        add_candidate(x, key);
    if (at)
        *at = 1;
    return at != NULL;
}

static bool add_plans(struct asking *x, const struct known *k) {
    for (size_t i = 0; i < k->n_plans; i++) { /* what is announced, by whoever */
        const struct annals_plan *plan = &k->annals->plans.items[i];
        bool has_due, is_open = promise_weight(k, plan, MAP_NONE, plan->key, 30, &has_due) > 0;
        if (is_open && !add_once(x, plan->key))
            return false;
    }
    return true;
}

static bool add_active(struct asking *x) {
    const struct known *now = &x->rehearsal.known, *then = &x->then;
    for (uint32_t i = 0; i < now->pairs.n; i++)
        for (uint8_t type = 1; type < ANNALS_TYPES; type++)
            if (rehearsal_rank(now, i, type))
                add_candidate(x, (struct annals_key){now->pairs.items[i].who,
                                                     now->pairs.items[i].whom, type});
    for (uint32_t i = 0; x->has_change && i < then->pairs.n; i++)
        for (uint8_t type = 1; type < ANNALS_TYPES; type++)
            if (rehearsal_rank(then, i, type) &&
                !add_once(x, (struct annals_key){then->pairs.items[i].who,
                                                 then->pairs.items[i].whom, type}))
                return false;
    return add_plans(x, now) && (!x->has_change || add_plans(x, then));
}

/* ---- rows ---- */

enum column {
    ACTOR,
    TYPE,
    RECIPIENT,
    CHANCE_1,
    CHANCE_7,
    CHANCE_30,
    WITHIN,
    LOW,
    HIGH,
    USUAL,
    THEN_1,
    THEN_7,
    THEN_30,
    DAYS,
    LAST,
    PAST_DAYS,
    PAST_ACTS,
    LIKE,
    LIKE_CAME,
    TODAY,
    REASONS,
    WORDS,
    EVENTS,
    REPORTS
};
static const char *const columns[] = {
    "actor", "type",      "recipient", "chance_1", "chance_7",  "chance_30", "within",
    "low",   "high",      "usual",     "then_1",   "then_7",    "then_30",   "days",
    "last",  "past_days", "past_acts", "like",     "like_came", "today",     "reasons",
    "words", "events",    "reports",   NULL};

static void give_parties(const struct asking *x, const struct annals_key *key, struct answer *out) {
    answer_text(out, ACTOR, key->who ? annals_code(&x->past, key->who) : (str){NULL, 0});
    answer_text(out, TYPE, str_from(plover_type_name((enum plover_type)key->type)));
    answer_text(out, RECIPIENT, key->whom ? annals_code(&x->past, key->whom) : (str){NULL, 0});
}

static void give_act(struct asking *x, const struct candidate *c, const struct ground *reasons,
                     uint32_t n, struct answer *out) {
    const struct known *k = &x->rehearsal.known;
    const struct chance *main = &c->chances[x->horizon];
    uint32_t pair = known_pair_of(k, c->key.who, c->key.whom);
    str text = {NULL, 0}, events = text, reports = text, words = text;
    for (uint32_t i = 0; i < n; i++) {
        const struct ground *r = &reasons[i];
        if (r->has_sum && fabs(r->adds) < least_shown)
            continue;
        text = list_add(x->arena, text,
                        r->has_sum ? text_of(x->arena, "%+.2f %s: %.*s", r->adds, r->name,
                                             (int)r->text.n, r->text.n ? r->text.p : "")
                                   : text_of(x->arena, "%s: %.*s", r->name, (int)r->text.n,
                                             r->text.n ? r->text.p : ""),
                        " | ");
        events = r->events.n && !events.n ? r->events : events;
        reports = r->reports.n && !reports.n ? r->reports : reports;
        words = r->words.n && !words.n ? r->words : words;
    }
    give_parties(x, &c->key, out);
    for (int h = 0; h < HORIZONS; h++) {
        answer_real(out, CHANCE_1 + (uint32_t)h, c->chances[h].chance, 4);
        if (x->has_change)
            answer_real(out, THEN_1 + (uint32_t)h, c->then[h].chance, 4);
    }
    answer_integer(out, WITHIN, horizon_days[x->horizon]);
    answer_real(out, LOW, main->low, 4);
    answer_real(out, HIGH, main->high, 4);
    answer_real(out, USUAL, main->climate, 4);
    answer_integer(out, DAYS, pair == MAP_NONE ? 0 : k->pairs.items[pair].n_days[c->key.type]);
    if (pair != MAP_NONE)
        answer_text(out, LAST, day_text(x->arena, k->pairs.items[pair].last[c->key.type]));
    answer_integer(out, PAST_DAYS, (int64_t)known_days(k));
    answer_integer(out, PAST_ACTS, (int64_t)k->n_acts);
    answer_real(out, LIKE, main->n_like, 0);
    answer_real(out, LIKE_CAME, main->came_like, 0);
    answer_text(out, TODAY, day_text(x->arena, k->day));
    answer_text(out, REASONS, text);
    answer_text(out, WORDS, words);
    answer_text(out, EVENTS, events);
    answer_text(out, REPORTS, reports);
    answer_give(out);
}

static const char *const reason_columns[] = {"actor",   "type",  "recipient", "chance", "odds",
                                             "reason",  "adds",  "text",      "day",    "events",
                                             "reports", "words", NULL};

static void give_reasons(struct asking *x, const struct candidate *c, const struct ground *reasons,
                         uint32_t n, struct answer *out) {
    const struct chance *main = &c->chances[x->horizon];
    for (uint32_t i = 0; i < n; i++) {
        give_parties(x, &c->key, out);
        answer_real(out, 3, main->chance, 6);
        answer_real(out, 4, main->odds, 6);
        answer_text(out, 5, str_from(reasons[i].name));
        if (reasons[i].has_sum)
            answer_real(out, 6, reasons[i].adds, 6);
        answer_text(out, 7, reasons[i].text);
        answer_text(out, 8, reasons[i].day);
        answer_text(out, 9, reasons[i].events);
        answer_text(out, 10, reasons[i].reports);
        answer_text(out, 11, reasons[i].words);
        answer_give(out);
    }
}

/* ---- asking ---- */

static hb_status read_request(struct asking *x, struct hb_error *err) {
    const struct forecast_request *r = x->request;
    x->has_change = r->change.n_without || r->change.n_what_if;
    for (x->horizon = 0; x->horizon < HORIZONS; x->horizon++)
        if (horizon_days[x->horizon] == (int32_t)r->within)
            break;
    if (x->horizon == HORIZONS)
        return error_set(err, HB_ERR_USAGE, 0, "within %u days: 1, 7 or 30 is needed", r->within);
    x->type = r->type.n ? plover_type_parse(r->type) : PLOVER_NONE;
    if (x->type == PLOVER_COUNT)
        return error_set(err, HB_ERR_USAGE, 0, "'%.*s' is no type of PLOVER",
                         (int)(r->type.n < 40 ? r->type.n : 40), r->type.p);
    hb_status status = code_of(x, r->actor, &x->actor, err);
    return status == HB_OK ? code_of(x, r->to, &x->to, err) : status;
}

/* The past with the evidence changed, and what is known of it. */
static hb_status read_other(struct asking *x, struct hb_error *err) {
    const struct forecast_request *r = x->request;
    struct annals_key key;
    uint64_t n_gone;
    for (size_t i = 0; i < r->change.n_what_if; i++) /* who is named gets a number in both */
        annals_key_parse(&x->past, r->change.what_if[i], &key);
    if (!annals_like(x->arena, &x->past, &x->other))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for a forecast");
    hb_status status = annals_read(x->store, r->span, &r->change, &x->other, &n_gone, err);
    if (status == HB_OK && r->change.n_without && !n_gone)
        status = error_set(err, HB_ERR_USAGE, 0,
                           "'%.60s': no event of that id is part of the forecast's past",
                           r->change.without[0].p);
    if (status == HB_OK)
        status = known_open(&x->other, x->arena, &x->then, err);
    if (status == HB_OK && x->other.today != DATE_NONE)
        status = known_until(&x->then, x->past.today, err);
    return status;
}

/* A wanted code means the actor it stands for: LBY-GOV is LBY. */
static void settle_codes(struct asking *x) {
    str *const codes[] = {&x->actor, &x->to};
    for (size_t i = 0; i < 2; i++)
        if (codes[i]->n) {
            uint32_t number = annals_actor(&x->past, *codes[i]);
            *codes[i] = number == MAP_NONE ? *codes[i] : annals_code(&x->past, number);
        }
}

static hb_status find(struct asking *x, struct hb_error *err) {
    x->found.most = x->request->limit ? x->request->limit : LIMIT;
    x->found.items = ARENA_NEW(x->arena, struct candidate, x->found.most);
    bool is_ok = x->found.items != NULL;
    if (is_ok && x->past.today != DATE_NONE)
        is_ok = add_active(x);
    bool is_one = x->actor.n && x->to.n && x->type != PLOVER_NONE && x->past.today != DATE_NONE;
    if (is_ok && is_one) /* asked for by name, however unlikely */
        is_ok = add_once(x, (struct annals_key){annals_actor(&x->past, x->actor),
                                                annals_actor(&x->past, x->to), (uint8_t)x->type});
    for (size_t i = 0; is_ok && i < x->found.n; i++) {
        struct candidate *c = &x->found.items[i];
        rehearsal_ask(&x->rehearsal, &x->rehearsal.known, c->key, c->chances);
        if (x->has_change)
            rehearsal_ask(&x->rehearsal, &x->then, c->key, c->then);
    }
    return is_ok ? HB_OK : error_set(err, HB_ERR_MEMORY, 0, "no memory for a forecast");
}

static void give_all(struct asking *x, const struct outlook_sinks *sinks) {
    struct answer acts = answer_open(x->arena, columns, 0, sinks->acts, sinks->context),
                  reasons =
                      answer_open(x->arena, reason_columns, 0, sinks->reasons, sinks->context);
    for (size_t i = 0; i < x->found.n; i++) {
        const struct candidate *c = &x->found.items[i];
        struct ground grounds[REASONS_MOST];
        bool has_act = sinks->acts && !acts.is_over, has_why = sinks->reasons && !reasons.is_over;
        if (!has_act && !has_why)
            break;
        uint32_t n = reasons_of(x->store, &x->rehearsal, c->key, x->horizon,
                                &c->chances[x->horizon], x->arena, grounds);
        if (has_act)
            give_act(x, c, grounds, n, &acts);
        if (has_why)
            give_reasons(x, c, grounds, n, &reasons);
    }
    if (sinks->scores)
        track_give_scores(&x->rehearsal, x->arena, sinks->scores, sinks->context);
    if (sinks->bins)
        track_give_bins(&x->rehearsal, x->arena, sinks->bins, sinks->context);
}

hb_status forecast_tell(struct store *s, const struct forecast_request *r,
                        const struct outlook_sinks *sinks, struct hb_error *err) {
    struct arena a = {.maximum = (size_t)MEMORY_GIB << 30};
    struct asking x = {.request = r, .store = s, .arena = &a, .past = annals_in(&a)};
    struct annals_change none = {0};
    uint64_t n_gone;
    x.is_found = map_in(&a);
    hb_status status = read_request(&x, err);
    if (status == HB_OK)
        status = annals_read(s, r->span, &none, &x.past, &n_gone, err);
    if (status == HB_OK)
        settle_codes(&x);
    if (status == HB_OK && x.has_change)
        status = read_other(&x, err);
    if (status == HB_OK)
        status = rehearse(&x.past, false, &a, &x.rehearsal, err);
    if (status == HB_OK)
        status = find(&x, err);
    if (status == HB_OK)
        give_all(&x, sinks);
    if (status == HB_OK && a.failed)
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for a forecast");
    rehearsal_close(&x.rehearsal);
    known_close(&x.then);
    arena_free(&a);
    return status;
}

hb_status forecast_ask(struct store *s, const struct forecast_request *r, store_sink *sink,
                       void *context, struct hb_error *err) {
    struct outlook_sinks sinks = {.context = context};
    *(r->has_reasons ? &sinks.reasons : &sinks.acts) = sink;
    return forecast_tell(s, r, &sinks, err);
}
