/* Matching plans with what came later. A later act carries a plan out when it is of a sort that
 * fits (an announced visit: a meeting; a threatened strike: an assault …), when one of its authors
 * is the plan's, and when something more ties them: the other party, the place, the due day, the
 * words. Marks are added up and the best candidate wins, the earliest of equals; too few marks are
 * nothing, for a wrong "carried out" misleads more than a missing one. A refusal, denial or
 * concession of the same actor about the same thing drops a plan, as does a sentence that says
 * cancelled, called off … of the act itself. After its due day with nothing found a plan is
 * overdue. */
#include "picture/outcome.h"

#include "base/vec.h"
#include "picture/answer.h"
#include "picture/deed.h"
#include "picture/words.h"

enum {
    WAIT_DAYS = 60, /* for what has no due day */
    ENOUGH = 4,     /* marks that make a match */
    EARLY_DAYS = 3  /* an act may come so long before it is due */
};

/* Sorts of acts by which a plan of a type is carried out, split by blanks. */
static const struct {
    const char *type, *fits;
} sorts[] = {
    {"CONSULT", "CONSULT AGREE SUPPORT COOPERATE"},
    {"MOBILIZE", "MOBILIZE AID"},
    {"ASSAULT", "ASSAULT COERCE"},
    {"SANCTION", "SANCTION"},
    {"AID", "AID MOBILIZE COOPERATE"},
    {"COOPERATE", "COOPERATE AGREE SUPPORT"},
    {"AGREE", "AGREE SUPPORT COOPERATE CONSULT"},
    {"SUPPORT", "SUPPORT AGREE COOPERATE"},
    {"RETREAT", "RETREAT CONCEDE"},
    {"CONCEDE", "CONCEDE RETREAT"},
    {"COERCE", "COERCE"},
    {"PROTEST", "PROTEST"},
    {"REQUEST", "REQUEST"},
    {"REJECT", "REJECT SANCTION"},
    {"ACCUSE", "ACCUSE"},
    {"THREATEN", "THREATEN MOBILIZE"},
};
static const char other_sorts[] = "SUPPORT REJECT SANCTION CONSULT AGREE MOBILIZE";
static const char refusals[] = "REJECT CONCEDE SANCTION";
static const char dropping[] =
    "cancel|scrapped|scraps|shelve|abandoned its|abandoned the|abandoned a|postpone|called off|"
    "calls off|ruled out|backed down|dropped its|dropped plan|dropped the plan|dropped the idea|"
    "dropped a plan|dropped the threat|withdrew its threat|withdrew the threat|no longer";

/* A candidate that has enough marks. */
struct match {
    int marks;
    struct outcome outcome;
};

struct weighing {
    struct arena *arena;
    const struct plan *plan;
    const char *type; /* of the candidates */
    bool is_fit;      /* a sort that carries the plan out, else one that may drop it */
    struct match *items;
    size_t n, capacity;
};

const char *verdict_name(enum verdict v) {
    static const char *const names[VERDICTS] = {"open", "overdue", "carried out", "dropped"};
    return names[v];
}

const char *outcome_sorts(str type) {
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
        if (str_is(type, sorts[i].type))
            return sorts[i].fits;
    return other_sorts;
}

/* Days after the due day in which an act still counts as the one that was due. */
static int patience(const struct plan *p) {
    int length = p->due.last - p->due.first;
    return length == 0 ? 3 : length < 8 ? 7 : length < 32 ? 15 : 30;
}

static bool is_among(struct who who, const struct parties *p) {
    return any_meets(&who, 1, p->actors, p->n_actors) ||
           any_meets(&who, 1, p->recipients, p->n_recipients);
}

/* Parties of the plan that have part in the act, on any side; of a meeting no side leads. */
static uint32_t count_present(const struct plan *p, const struct parties *q) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->parties.n_actors; i++)
        n += is_among(p->parties.actors[i], q);
    for (uint32_t i = 0; i < p->parties.n_recipients; i++)
        n += is_among(p->parties.recipients[i], q);
    return n;
}

/* 2: the other party is there; 0: nobody to compare; -1: it is somebody else. */
static int weigh_parties(const struct plan *p, const struct deed *c) {
    const struct parties *mine = &p->parties, *theirs = &c->parties;
    uint32_t n = mine->n_actors + mine->n_recipients;
    if (str_is(p->type, "CONSULT")) {
        uint32_t present = count_present(p, theirs);
        return n > 1 ? (present > 1 ? 2 : theirs->n_actors + theirs->n_recipients > 1 ? -1 : 0) : 0;
    }
    if (!mine->n_recipients || !theirs->n_recipients)
        return 0;
    return any_meets(mine->recipients, mine->n_recipients, theirs->recipients, theirs->n_recipients)
               ? 2
               : -1;
}

static int weigh_place(const struct plan *p, const struct deed *c) {
    if (!p->place.n || !c->place.n)
        return 0;
    if (str_equal(p->place, c->place))
        return 2;
    return str_equal(p->country, c->country) ? 1 : -1;
}

static int weigh_day(const struct plan *p, date_day day) {
    if (p->due.first == DATE_NONE)
        return 0;
    return day >= p->due.first - 1 && day <= p->due.last + 1 ? 2 : 1;
}

static bool is_author(const struct plan *p, const struct deed *c) {
    const struct parties *mine = &p->parties, *theirs = &c->parties;
    if (!mine->n_actors)
        return true; /* found by its place */
    if (!p->type.n && mine->actors[0].name.n && theirs->n_actors && theirs->actors[0].name.n)
        return str_equal(mine->actors[0].name, theirs->actors[0].name);
    return str_is(p->type, "CONSULT")
               ? count_present(p, theirs) > 0
               : any_meets(mine->actors, mine->n_actors, theirs->actors, theirs->n_actors);
}

/* Marks for an act that may carry the plan out; 0: it does not. */
static int weigh_act(const struct plan *p, const struct deed *c, const char *type) {
    int parties = weigh_parties(p, c), place = weigh_place(p, c);
    int day = weigh_day(p, c->day_number);
    uint32_t shared = words_shared(p->act, c->words);
    bool is_meeting = str_is(p->type, "CONSULT"), is_vague = !p->type.n || !p->parties.n_actors;
    if (!is_author(p, c) || parties < 0 || (place < 0 && (is_meeting || shared < 2)))
        return 0;
    bool is_same_mode = p->mode.n && str_equal(p->mode, c->mode);
    bool is_tied = parties > 0 || place > 0 || shared > 1 || (shared && (day > 1 || is_same_mode));
    if (!is_tied || (is_vague && (shared < 2 || 2 * shared <= words_count(p->act))))
        return 0;
    if (is_meeting && parties == 0 && place <= 0 && !c->is_dated)
        return 0; /* somebody's meeting, some day, somewhere */
    if (is_meeting && strcmp(type, "CONSULT") != 0 && (parties < 1 || day < 2))
        return 0; /* that they agreed shows that they met, if it was then */
    int words = shared > 2 ? 2 : (int)shared;
    return 2 + parties + place + day + words + is_same_mode;
}

/* The same for an act that may drop it: a refusal, a denial, or what is said to be called off. */
static int weigh_refusal(const struct plan *p, const struct deed *c, const char *type) {
    bool is_denied = str_is(c->status, "denied"), is_planned = str_is(c->status, "planned");
    bool is_refused =
        strcmp(type, "REJECT") == 0 && !is_planned &&
        (str_equal(c->content, p->type) || (str_is(c->mode, "meet") && str_is(p->type, "CONSULT")));
    if (!count_present(p, &c->parties) ||
        (!is_denied && !is_refused && !phrases_have(c->words, dropping)))
        return 0;
    int parties = weigh_parties(p, c), place = weigh_place(p, c);
    uint32_t shared = words_shared(p->act, c->words);
    bool is_tied = shared && (parties > 0 || place > 0 || shared > 1);
    if (!is_tied)
        return 0;
    return 2 + (parties > 0 ? parties : 0) + (place > 0 ? place : 0) +
           (shared > 2 ? 2 : (int)shared);
}

static bool is_later(const struct plan *p, const struct deed *c) {
    date_day told = c->told, day = c->day_number;
    if (c->report == p->report || told < p->first_day || day < p->first_day)
        return false;
    return day > p->first_day || told > p->first_day || p->due.first == day;
}

static bool weigh_row(void *context, const struct store_row *row) {
    struct weighing *w = context;
    struct deed c = deed_read(w->arena, row);
    const struct plan *p = w->plan;
    if (!is_later(p, &c))
        return true;
    bool is_done = str_is(c.status, "occurred");
    enum verdict verdict = VERDICT_CARRIED_OUT;
    int marks = w->is_fit && is_done ? weigh_act(p, &c, w->type) : 0;
    if (marks >= ENOUGH && phrases_have(c.words, dropping))
        marks = 0;
    if (marks < ENOUGH) {
        marks = weigh_refusal(p, &c, w->type);
        verdict = VERDICT_DROPPED;
    }
    if (marks < ENOUGH)
        return true;
    struct match m = {marks,
                      {.verdict = verdict,
                       .happening = c.happening,
                       .report = c.report_id,
                       .day = c.day,
                       .days = c.day_number - p->first_day,
                       .words = c.words}};
    return VEC_PUSH(w->arena, w, m);
}

/* The earliest of those that have about as many marks as the best; an act rather than a refusal. */
static void choose(const struct weighing *w, struct outcome *out) {
    int best = 0;
    const struct match *chosen = NULL;
    bool is_done = false;
    for (size_t i = 0; i < w->n; i++)
        is_done |= w->items[i].outcome.verdict == VERDICT_CARRIED_OUT;
    for (size_t i = 0; i < w->n; i++) {
        bool is_of_kind = (w->items[i].outcome.verdict == VERDICT_CARRIED_OUT) == is_done;
        if (is_of_kind && w->items[i].marks > best)
            best = w->items[i].marks;
    }
    for (size_t i = 0; i < w->n; i++) {
        const struct match *m = &w->items[i];
        bool is_of_kind = (m->outcome.verdict == VERDICT_CARRIED_OUT) == is_done;
        if (!is_of_kind || m->marks < best - 1)
            continue;
        int order = chosen ? str_compare(m->outcome.day, chosen->outcome.day) : -1;
        if (!order)
            order = chosen->marks - m->marks;
        if (!order)
            order = str_compare(m->outcome.happening, chosen->outcome.happening);
        if (!order)
            order = str_compare(m->outcome.report, chosen->outcome.report);
        if (!order)
            order = str_compare(m->outcome.words, chosen->outcome.words);
        if (order < 0)
            chosen = m;
    }
    if (chosen)
        *out = chosen->outcome;
}

static hb_status weigh_sorts(struct store *s, struct weighing *w, struct deed_filter *f,
                             const char *types, bool is_fit, struct hb_error *err) {
    hb_status status = HB_OK;
    for (str rest = str_from(types); status == HB_OK && str_split(&rest, ' ', &f->type);) {
        str type = str_copy(w->arena, f->type);
        bool is_seen = !is_fit && str_in(type, outcome_sorts(w->plan->type));
        if (!type.p || is_seen)
            continue;
        f->type = type;
        w->type = type.p;
        w->is_fit = is_fit;
        status = store_deeds(s, f, weigh_row, w, err);
    }
    return status;
}

/* What comes well before its day is another act of the kind. */
static date_day first_fitting_day(const struct plan *p) {
    bool is_bound =
        p->due.first != DATE_NONE && !p->is_deadline && p->due.first - EARLY_DAYS > p->first_day;
    return is_bound ? p->due.first - EARLY_DAYS : p->first_day;
}

/* ---- what is no act of PLOVER: elections, ceremonies, sessions ---- */

static const char still_to_come[] = "will|would|to be|planned|plans|expected|due to|ahead "
                                    "of|upcoming|promise|vowed|should|may|could|"
                                    "are to|is to|scheduled|before";

struct reading {
    struct arena *arena;
    const struct plan *plan;
    struct outcome *out;
};

/* The act without a verb that says no more than that it is done: "hold elections". */
static str matter_of(str act) {
    uint32_t n = 0;
    while (n < act.n && act.p[n] != ' ')
        n++;
    bool is_light = str_in(str_slice(act, 0, n), "hold have begin start open take make give stage");
    return is_light && n < act.n ? str_slice(act, n + 1, act.n) : act;
}

static bool read_sentence(void *context, const struct store_row *row) {
    struct reading *x = context;
    const struct plan *p = x->plan;
    str words = row_text(row, 3);
    str matter = matter_of(p->act);
    bool is_all = words_shared(matter, words) == words_count(matter) &&
                  words_shared(p->parties.actor_texts[0], words) > 0;
    bool is_dropped = phrases_have(words, dropping);
    if (row_integer(row, 0) == p->report || !is_all ||
        (!is_dropped && phrases_have(words, still_to_come)))
        return true;
    date_day day = day_of_text(row_text(row, 1));
    *x->out = (struct outcome){.verdict = is_dropped ? VERDICT_DROPPED : VERDICT_CARRIED_OUT,
                               .report = str_copy(x->arena, row_text(row, 2)),
                               .day = str_copy(x->arena, row_text(row, 1)),
                               .days = day - p->first_day,
                               .words = str_copy(x->arena, words)};
    return false;
}

/* The words of the act and the actor's name, each quoted, for FTS5. */
static str query_of(struct arena *a, const struct plan *p) {
    const str texts[] = {matter_of(p->act), p->parties.actor_texts[0]};
    str query = {NULL, 0}, word;
    for (size_t i = 0; i < 2; i++)
        for (str rest = texts[i]; str_split(&rest, ' ', &word);)
            if (words_count(word) == 1 && !memchr(word.p, '"', word.n))
                query = list_add(a, query, text_of(a, "\"%.*s\"", (int)word.n, word.p), " ");
    return query;
}

/* Looks for a sentence that tells of the very act on its day or soon after. */
static hb_status read_on(struct store *s, const struct plan *p, str today, struct arena *a,
                         struct outcome *out, struct hb_error *err) {
    struct reading reading = {a, p, out};
    date_day last = p->due.last + patience(p), now = day_of_text(today);
    struct interval from = {p->due.first, p->due.first}, to = {last < now ? last : now, 0};
    to.last = to.first;
    struct sentence_filter f = {query_of(a, p), str_copy(a, str_from(interval_format(from).z)),
                                str_copy(a, str_from(interval_format(to).z))};
    if (!f.query.n || to.first < from.first)
        return HB_OK;
    return store_sentences(s, &f, read_sentence, &reading, err);
}

/* The announcement's own sentence may say that it came to nothing. */
static bool is_dropped_at_once(const struct plan *p) {
    return phrases_have(p->words, "cancelled|canceled|scrapped|shelved|called off");
}

hb_status outcome_find(struct store *s, const struct plan *p, str today, struct arena *a,
                       struct outcome *out, struct hb_error *err) {
    bool has_due = p->due.first != DATE_NONE;
    date_day now = day_of_text(today);
    date_day until = has_due ? p->due.last + patience(p) : p->first_day + WAIT_DAYS;
    struct weighing w = {.arena = a, .plan = p};
    struct deed_filter f = {.from = p->first_day, .to = until, .as_of = today};
    hb_status status = HB_OK;
    /* "vowed on Friday to go on": the day of the announcement is seldom that of the act */
    bool is_overdue = has_due && p->due.last < now && p->due.last > p->first_day;
    *out = (struct outcome){.verdict = is_overdue ? VERDICT_OVERDUE : VERDICT_OPEN};
    if (is_dropped_at_once(p)) {
        *out = (struct outcome){VERDICT_DROPPED, {NULL, 0}, p->id, p->first, 0, p->words};
        return HB_OK;
    }
    uint32_t n = p->parties.n_actors ? p->parties.n_actors : p->country.n > 0;
    for (uint32_t i = 0; i < n && status == HB_OK; i++) {
        memset(f.codes, 0, sizeof f.codes);
        f.who = p->parties.n_actors ? code_place(p->parties.actors[i].code) : p->country;
        if (p->parties.n_actors)
            codes_that_meet(a, p->parties.actors[i].code, f.codes);
        f.from = first_fitting_day(p);
        status = weigh_sorts(s, &w, &f, outcome_sorts(p->type), true, err);
        f.from = p->first_day;
        if (status == HB_OK)
            status = weigh_sorts(s, &w, &f, refusals, false, err);
    }
    choose(&w, out);
    bool is_open = out->verdict == VERDICT_OPEN || out->verdict == VERDICT_OVERDUE;
    bool is_readable =
        !p->type.n && has_due && p->parties.n_actors && words_count(matter_of(p->act));
    if (status == HB_OK && is_open && is_readable)
        status = read_on(s, p, today, a, out, err);
    return status;
}
