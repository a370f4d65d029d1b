/* The words of time, and a small hand-written grammar over them: points.c reads one point,
 * this file its edges (since, until, from … to, for). Every word is looked up once; only a word
 * that the table knows (or a number that looks like a date) can begin an expression, so the rest of
 * the text costs nothing more. No grammar of the sentence is needed here, which is why it can be
 * tested by strings. Limits: English only; no clock times; "the Monday before last" and the like
 * are not read. */
#include "code/when/points.h"

/* The other end of "from X to Y", "X and Y", "the 1970s and 1980s", "December 16-22". */
static uint32_t read_second(const struct reader *w, uint32_t at, struct time_expression *e) {
    uint32_t i = skip(w, at, W_ON), end = 0;
    i = skip(w, i, W_IN);
    if (is_day_number(w, i) && e->a.kind == TIME_CALENDAR && e->a.day && !e->a.year) {
        struct time_point day_first = {0};
        end = read_day_first(w, i, &day_first);
        if (end) {
            e->b = day_first;
            return end;
        }
        e->b = e->a;
        e->b.day = value_at(w, i);
        end = read_year_after(w, i + 1, &e->b);
        e->a.year = e->b.year;
        return e->b.day > e->a.day ? end : 0;
    }
    end = read_point(w, i, &e->b);
    bool is_alike =
        e->b.kind == e->a.kind || e->b.kind == TIME_OFFSET || e->b.kind == TIME_CALENDAR;
    return end && is_alike ? end : 0;
}

static bool can_pair(const struct time_point *p) {
    return p->kind == TIME_CALENDAR || p->kind == TIME_WEEKDAY || p->kind == TIME_DECADE ||
           p->kind == TIME_SEASON;
}

static uint32_t read_pair(const struct reader *w, uint32_t at, enum time_edge edge, bool needs_and,
                          struct time_expression *e) {
    enum word_kind k = kind_at(w, at);
    bool is_dash = k == W_DASH && e->a.kind == TIME_CALENDAR;
    bool is_to = (k == W_TO || k == W_UNTIL) && (edge == EDGE_FROM_TO || can_pair(&e->a));
    bool is_and =
        k == W_AND && can_pair(&e->a) && (needs_and || e->a.kind != TIME_CALENDAR || e->a.day);
    if (!is_dash && !is_to && !is_and)
        return 0;
    struct time_expression pair = *e;
    uint32_t end = read_second(w, at + 1, &pair);
    if (!end)
        return 0;
    *e = pair;
    e->edge = EDGE_FROM_TO;
    return end;
}

/* A length has no place of its own: "for two months", "during three days". */
static uint32_t read_for(const struct reader *w, uint32_t i, struct time_expression *e) {
    struct time_point p = {0};
    uint32_t end = read_past_length(w, i, &p);
    if (!end) {
        p = (struct time_point){0};
        end = read_length(w, i, &p);
        p.kind = TIME_LENGTH;
    }
    e->a = p;
    return end;
}

/* A bare year must be introduced: in 2011, since 2011, the 2003 invasion, (2011). */
static bool is_introduced(const struct reader *w, uint32_t at) {
    if (at == 0)
        return false;
    switch (kind_at(w, at - 1)) {
    case W_IN:
    case W_SINCE:
    case W_OF:
    case W_UNTIL:
    case W_FROM:
    case W_OVER:
    case W_BETWEEN:
    case W_THE:
    case W_ARTICLE:
    case W_TO:
    case W_AND:
    case W_PART:
    case W_BEFORE:
    case W_AFTER:
    case W_DASH:
    case W_POSSESSIVE:
    case W_COMMA:
        return true;
    default:
        return is_form(w, at - 1, "by") || is_form(w, at - 1, "(") ||
               is_form(w, at - 1, "failed") || is_form(w, at - 1, "back") ||
               is_form(w, at - 1, "his") || is_form(w, at - 1, "its") ||
               is_form(w, at - 1, "their");
    }
}

bool time_parse(const str *forms, const struct time_word *words, uint32_t n, uint32_t at,
                struct time_expression *out) {
    struct reader w = {forms, words, n};
    enum word_kind k = kind_at(&w, at);
    if (k == W_NONE || k == W_COMMA || k == W_DASH || k == W_POSSESSIVE || k == W_AND ||
        k == W_TO || k == W_OF)
        return false;
    struct time_expression e = {.edge = EDGE_AT};
    uint32_t i = at, end = 0;
    if (k == W_SINCE || k == W_UNTIL || k == W_FROM || k == W_BETWEEN) {
        i = at + 1;
        e.edge = k == W_SINCE ? EDGE_SINCE : k == W_UNTIL ? EDGE_UNTIL : EDGE_FROM_TO;
    }
    e.core = i;
    if (k == W_FOR || k == W_OVER || k == W_IN) {
        e.core = at + 1;
        end = k == W_FOR ? read_for(&w, at + 1, &e) : read_past_length(&w, at + 1, &e.a);
        if (!end && k == W_OVER && is_form(&w, at + 2, "weekend"))
            end = read_point(&w, at + 1, &e.a);
    } else {
        end = read_point(&w, i, &e.a);
        if (end && e.a.kind == TIME_CALENDAR && e.a.year && !e.a.month &&
            !is_introduced(&w, end - 1))
            end = 0;
        uint32_t pair = end ? read_pair(&w, end, e.edge, k == W_BETWEEN, &e) : 0;
        if (pair)
            end = pair;
        else if (end && e.edge == EDGE_FROM_TO) {
            if (k == W_BETWEEN)
                return false;
            e.edge = EDGE_AT; /* "from 2011" alone */
        }
    }
    if (!end || e.a.kind == TIME_NONE)
        return false;
    e.n_words = end - at;
    e.core -= at;
    *out = e;
    return true;
}
