/* Weighs whether two mentions tell one act: what contradicts rules it out, what agrees adds up. The
 * weights are set by hand on half of tests/same; docs/decisions/0014 has the scores. */
#include "picture/same.h"

#include <math.h>
#include <stdlib.h>

enum { MONTH = 31 };
#define LAND 1.5

static void add(struct same *s, const char *what, double weight) {
    s->weight += weight;
    if (weight != 0 && s->n_reasons < SAME_REASONS)
        s->reasons[s->n_reasons++] = (struct same_reason){what, weight};
}

/* ---- type, status, manner ---- */

bool same_are_types(enum plover_type a, enum plover_type b) {
    static const enum plover_type near[][2] = {{PLOVER_ASSAULT, PLOVER_COERCE},
                                               {PLOVER_ACCUSE, PLOVER_REJECT},
                                               {PLOVER_CONSULT, PLOVER_AGREE},
                                               {PLOVER_SANCTION, PLOVER_COERCE},
                                               {PLOVER_ACCUSE, PLOVER_REQUEST}};
    for (size_t i = 0; i < sizeof near / sizeof *near; i++)
        if ((a == near[i][0] && b == near[i][1]) || (a == near[i][1] && b == near[i][0]))
            return true;
    return a == b;
}

static void weigh_type(const struct gist *a, const struct gist *b, struct same *s) {
    if (!same_are_types(a->type, b->type))
        s->against = "other types of act";
    else if ((a->status == GIST_COMING) != (b->status == GIST_COMING))
        s->against = "one is still to come";
    else if (a->type != b->type)
        add(s, "near types", -2.5);
    if (a->modes && b->modes)
        add(s, a->modes & b->modes ? "same manner" : "other manner",
            a->modes & b->modes ? 0.5 : -1);
    if (a->content && b->content)
        add(s, a->content == b->content ? "about the same act" : "about another act",
            a->content == b->content ? 0.7 : -0.7);
}

/* ---- time ---- */

static void weigh_told_days(const struct gist *a, const struct gist *b, struct same *s) {
    date_day first = a->first > b->first ? a->first : b->first;
    date_day last = a->last < b->last ? a->last : b->last;
    bool are_days = a->first == a->last && b->first == b->last;
    bool is_wide = a->last - a->first > MONTH || b->last - b->first > MONTH;
    if (a->time != b->time && (first > last || is_wide))
        s->against = "a day and a vaguer time";
    else if (a->time != b->time)
        add(s, "a day of that month", -0.5);
    else if (a->time == TIME_VAGUE && (a->first != b->first || a->last != b->last))
        s->against = "other times";
    else if (first > last)
        s->against = "other days";
    else
        add(s, "same day", are_days ? 2 : 0.7);
}

/* One of them tells its day, the other is told by a report of `day`. */
static void weigh_one_day(const struct gist *told, date_day day, struct same *s) {
    bool is_wide = told->time == TIME_VAGUE && told->last - told->first > MONTH;
    if (is_wide || day == DATE_NONE)
        s->against = "other times";
    else if (day - told->last > 7 || day < told->first - 1)
        s->against = "told on other days";
    else
        add(s, "told when it happened",
            day < told->first       ? -1
            : day - told->last == 0 ? 0.7
            : day - told->last <= 1 ? 0.2
            : day - told->last <= 3 ? -0.5
                                    : -1);
}

static void weigh_time(const struct gist *a, const struct gist *b, struct same *s) {
    bool is_one_story = a->report == b->report && a->time != TIME_VAGUE && b->time != TIME_VAGUE;
    if (is_one_story && (a->time == TIME_UNTOLD || b->time == TIME_UNTOLD))
        add(s, "one story", 0.7);
    else if (a->time != TIME_UNTOLD && b->time != TIME_UNTOLD)
        weigh_told_days(a, b, s);
    else if (a->time != TIME_UNTOLD)
        weigh_one_day(a, b->report_day, s);
    else if (b->time != TIME_UNTOLD)
        weigh_one_day(b, a->report_day, s);
    else if (a->report_day == DATE_NONE && b->report_day == DATE_NONE)
        return;
    else if (a->report_day == DATE_NONE || b->report_day == DATE_NONE ||
             abs(a->report_day - b->report_day) > 3)
        s->against = "told on other days";
    else
        add(s, "told on days near each other",
            abs(a->report_day - b->report_day) == 0   ? 0.7
            : abs(a->report_day - b->report_day) == 1 ? -1.5
                                                      : -2.5);
}

/* Who met whom is told from either side. */
static bool is_mutual(enum plover_type t) {
    return t == PLOVER_CONSULT || t == PLOVER_AGREE || t == PLOVER_COOPERATE;
}

/* ---- place ---- */

static double kilometres(const struct gist *a, const struct gist *b) {
    double radians = 3.14159265358979 / 180, middle = (a->lat + b->lat) / 2 * radians;
    double x = (a->lon - b->lon) * radians * cos(middle), y = (a->lat - b->lat) * radians;
    return 6371 * sqrt(x * x + y * y);
}

/* A quarter lies in its town, a town in its district; but towns beside each other are shelled on
 * one day. */
static void weigh_distance(double distance, struct same *s) {
    if (distance < 8)
        add(s, "places beside each other", 1);
    else
        add(s, "places near each other", distance < 30 ? -0.5 : -2);
}

static void weigh_place(const struct gist *a, const struct gist *b, struct same *s) {
    if (a->country && b->country && a->country != b->country)
        add(s, "other countries", -3); /* not against: no fact is read wrong as often as a place */
    else if (a->place && b->place && a->place == b->place)
        add(s, "same place", 2);
    else if ((a->is_region || b->is_region) && a->country == b->country)
        add(s, "a region of the same country", 0.3);
    else if (a->has_point && b->has_point && kilometres(a, b) < 120)
        weigh_distance(kilometres(a, b), s);
    else if (a->place && b->place && is_mutual(a->type))
        add(s, "other places", -2);
    else if (a->place && b->place)
        s->against = "other places";
    else if (a->country && b->country)
        add(s, "same country", 0.5);
}

/* ---- parties ---- */

/* How well two parties agree: 0 not at all. */
static double party_likeness(const struct gist_party *a, const struct gist_party *b,
                             bool is_one_report) {
    if (a->name && a->name == b->name)
        return 3;
    if (is_one_report && a->entity == b->entity && a->entity != NO_ENTITY)
        return 3;
    if (a->count && b->count && (a->count > 2 * b->count || b->count > 2 * a->count))
        return 0;
    if (!a->land || !b->land || a->land != b->land)
        return 0;
    if (a->code == b->code)
        return a->sector ? (a->name && b->name ? 0.5 : 2) : LAND;
    return !a->sector || !b->sector ? LAND : 0.5;
}

struct parties {
    const struct gist_party *items;
    uint8_t n;
};

/* The best pair; parties of the shorter list that have no counterpart take something off. */
static double parties_likeness(struct parties a, struct parties b, bool is_one_report) {
    double best = 0, lost = 0;
    if (a.n > b.n) {
        struct parties c = a;
        a = b;
        b = c;
    }
    for (uint8_t i = 0; i < a.n; i++) {
        double mine = 0;
        for (uint8_t k = 0; k < b.n; k++)
            mine = fmax(mine, party_likeness(&a.items[i], &b.items[k], is_one_report));
        best = fmax(best, mine);
        lost += mine == 0;
    }
    return best > 0 ? fmax(0.1, best - 0.5 * lost) : 0;
}

static void weigh_side(struct parties a, struct parties b, const char *what, const char *against,
                       bool is_lenient, bool is_one_report, struct same *s) {
    if (!a.n || !b.n)
        return;
    double likeness = parties_likeness(a, b, is_one_report);
    if (likeness == 0 && is_lenient)
        add(s, against, -2);
    else if (likeness == 0)
        s->against = against;
    else
        add(s, what, likeness);
}

static struct parties everyone(const struct gist *g, struct gist_party out[2 * GIST_PARTIES]) {
    uint8_t n = 0;
    for (uint8_t i = 0; i < g->n_actors; i++)
        out[n++] = g->actors[i];
    for (uint8_t i = 0; i < g->n_recipients; i++)
        out[n++] = g->recipients[i];
    return (struct parties){out, n};
}

/* Each of the shorter list must be there, two of them where it has two. */
static void weigh_everyone(const struct gist *a, const struct gist *b, struct same *s) {
    struct gist_party xs[2 * GIST_PARTIES], ys[2 * GIST_PARTIES];
    struct parties x = everyone(a, xs), y = everyone(b, ys);
    if (x.n > y.n) {
        struct parties z = x;
        x = y;
        y = z;
    }
    double sum = 0;
    uint32_t lost = 0, found = 0;
    for (uint8_t i = 0; i < x.n; i++) {
        double mine = 0;
        for (uint8_t k = 0; k < y.n; k++)
            mine = fmax(mine, party_likeness(&x.items[i], &y.items[k], a->report == b->report));
        lost += mine == 0;
        found += mine > 0;
        sum += found <= 2 ? mine : 0;
    }
    if (lost && (x.n <= 2 || lost * 2 > x.n))
        s->against = "other parties";
    else if (x.n)
        add(s, "same parties", sum);
}

static void weigh_parties(const struct gist *a, const struct gist *b, struct same *s) {
    if (is_mutual(a->type) && is_mutual(b->type)) {
        weigh_everyone(a, b, s);
        return;
    }
    bool is_one_report = a->report == b->report;
    /* Who was hit is told as a town, a depot, its workers or their country. */
    bool is_of_things = a->type == PLOVER_ASSAULT || a->type == PLOVER_COERCE;
    weigh_side((struct parties){a->actors, a->n_actors}, (struct parties){b->actors, b->n_actors},
               "same actor", "other actors", false, is_one_report, s);
    weigh_side((struct parties){a->recipients, a->n_recipients},
               (struct parties){b->recipients, b->n_recipients}, "same recipient",
               "other recipients", is_of_things, is_one_report, s);
}

/* ---- numbers and words ---- */

static void weigh_number(const struct gist_number *x, const struct gist_number *y, struct same *s) {
    bool do_overlap = x->low <= y->high && y->low <= x->high;
    double low = (double)(x->low < y->low ? x->low : y->low),
           high = (double)(x->low + y->low) - low;
    if (x->low == y->low)
        add(s, "same number", x->low > 2 ? 1.5 : 0.7);
    else if (do_overlap)
        add(s, "numbers that agree", 0.3);
    else if (high > 6 * low && low > 2)
        s->against = "other numbers";
    else if (high > 3 * low)
        add(s, "other numbers", -1.5);
    else if (high > 1.5 * low)
        add(s, "other numbers", -0.7);
}

static void weigh_numbers(const struct gist *a, const struct gist *b, struct same *s) {
    for (uint8_t i = 0; i < a->n_numbers; i++)
        for (uint8_t k = 0; k < b->n_numbers; k++)
            if (a->numbers[i].kind == b->numbers[k].kind)
                weigh_number(&a->numbers[i], &b->numbers[k], s);
}

static uint32_t count_shared(const uint32_t *a, uint8_t n, const uint32_t *b, uint8_t m) {
    uint32_t shared = 0;
    for (uint8_t i = 0, k = 0; i < n && k < m;) {
        uint32_t x = a[i], y = b[k];
        shared += x == y;
        i = (uint8_t)(i + (x <= y));
        k = (uint8_t)(k + (y <= x));
    }
    return shared;
}

static void weigh_words(const struct gist *a, const struct gist *b, struct same *s) {
    uint32_t fewer = a->n_words < b->n_words ? a->n_words : b->n_words;
    uint32_t shared = count_shared(a->words, a->n_words, b->words, b->n_words);
    bool is_one_report = a->report == b->report;
    if (!is_one_report && a->sentence_hash == b->sentence_hash && fewer > 2)
        add(s, "same sentence", a->lemma == b->lemma ? 4 : 1);
    else if (!is_one_report && fewer > 2)
        add(s, "shared words", fmin(2.5, 4 * ((double)shared / fewer - 0.25)));
    else if (is_one_report && a->sentence == b->sentence && a->type == b->type)
        add(s, "one sentence", 0.7);
    else if (is_one_report && plover_quad(a->type) % 2 == 1)
        add(s, "said in another sentence", -2.5);
    else if (is_one_report && a->type == b->type)
        add(s, "one story", 0.5);
    if (a->lemma == b->lemma)
        add(s, "same verb or noun", 0.7);
}

/* Lists of one length are gone through from one side, and sums of fractions depend on their order:
 * whichever is asked about first, the later mention is weighed against the earlier one. */
struct same same_weigh(const struct gist *one, const struct gist *other) {
    bool is_first = gist_is_before(one, other);
    const struct gist *a = is_first ? other : one, *b = is_first ? one : other;
    struct same s = {0};
    weigh_type(a, b, &s);
    if (!s.against)
        weigh_time(a, b, &s);
    if (!s.against)
        weigh_place(a, b, &s);
    if (!s.against)
        weigh_parties(a, b, &s);
    if (!s.against) {
        weigh_numbers(a, b, &s);
        weigh_words(a, b, &s);
    }
    return s;
}

bool same_is_possible(const struct gist *a, const struct gist *b) {
    return !same_weigh(a, b).against;
}
