/* A report names somebody's office in its own words ("Turkish President", "the president"), the
 * tables know offices with dates. What has the same code and dates is one office; a telling without
 * dates belongs to the office of that code which was held on the report's day, else it is an office
 * of its own, learned from the text. */
#include "picture/offices.h"

#include "base/vec.h"
#include "picture/answer.h"
#include "picture/tellings.h"

enum column { CODE, TITLE, SINCE, UNTIL, IS_TOLD, DATE, ID, BEGIN, KEY };

struct reading {
    struct arena *arena;
    struct map seen;
    struct offices_held *out;
};

/* Without what stands before it, and with its first letter as it is: "the president". */
static str bare_title(str title) {
    static const char *const before[] = {"the ", "The ", "a ",     "A ",   "an ",
                                         "its ", "his ", "their ", "Its ", "-"};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (str_starts(title, str_from(before[i])))
            return str_slice(title, (uint32_t)strlen(before[i]), title.n);
    return title;
}

static bool is_held_on(const struct office_held *o, str day) {
    return o->since.n && day.n && str_compare(o->since, day) <= 0 &&
           (!o->until.n || str_compare(day, o->until) <= 0);
}

static struct office_held *office_of(struct reading *x, str code, str title, str since, str until,
                                     str day) {
    for (size_t i = 0; i < x->out->n; i++) {
        struct office_held *o = &x->out->items[i];
        bool is_dated = str_equal(o->since, since) && str_equal(o->until, until);
        bool is_same = since.n ? is_dated
                               : is_held_on(o, day) || (!o->since.n && o->n_titles &&
                                                        str_equal(o->titles[0].title, title));
        if (str_equal(o->code, code) && is_same)
            return o;
    }
    struct office_held fresh = {.code = code, .since = since, .until = until, .begin = -1};
    return VEC_PUSH(x->arena, x->out, fresh) ? &x->out->items[x->out->n - 1] : NULL;
}

static void add_title(struct office_held *o, str title) {
    uint32_t i = 0;
    while (i < o->n_titles && !str_equal(o->titles[i].title, title))
        i++;
    if (!title.n || i == OFFICE_TITLES)
        return;
    o->titles[i].title = title;
    o->titles[i].n++;
    o->n_titles += i == o->n_titles;
}

static bool take_office(void *context, const struct store_row *row) {
    struct reading *x = context;
    str text[ID + 1];
    for (uint32_t i = 0; i <= ID; i++)
        text[i] = row_is_null(row, i) ? (str){NULL, 0} : str_copy(x->arena, row_text(row, i));
    bool is_told = row_integer(row, IS_TOLD) != 0;
    str title = bare_title(text[TITLE]);
    struct office_held *o = office_of(x, text[CODE], title, text[SINCE], text[UNTIL], text[DATE]);
    if (!o)
        return false;
    add_title(o, title);
    o->is_in_tables |= !is_told || text[SINCE].n;
    o->is_told |= is_told;
    o->n_reports +=
        !seen_before(&x->seen, (uint32_t)(o - x->out->items), 'r', row_integer(row, KEY));
    if (!o->first.n || str_compare(text[DATE], o->first) < 0)
        o->first = text[DATE];
    if (!o->last.n || str_compare(text[DATE], o->last) >= 0)
        o->last = text[DATE];
    o->report = text[ID];
    if (is_told) {
        o->report_key = row_integer(row, KEY);
        o->begin = row_integer(row, BEGIN);
    }
    return true;
}

hb_status offices_read(struct store *s, str name, str since, str as_of, struct arena *a,
                       struct offices_held *out, struct hb_error *err) {
    struct reading x = {a, map_in(a), out};
    struct store_filter f = {.actor = name, .since = since, .as_of = as_of};
    *out = (struct offices_held){0};
    return store_ask(s, STORE_OFFICES, &f, take_office, &x, err);
}

str office_title(const struct office_held *o) {
    str best = {NULL, 0};
    uint32_t most = 0;
    for (uint32_t i = 0; i < o->n_titles; i++) {
        str t = o->titles[i].title;
        bool is_better = o->titles[i].n > most || (o->titles[i].n == most && t.n > best.n);
        if (is_better) {
            best = t;
            most = o->titles[i].n;
        }
    }
    return best;
}

str office_text(struct arena *a, const struct office_held *o) {
    str title = office_title(o);
    const char *known = o->is_in_tables && o->is_told ? "tables+text"
                        : o->is_told                  ? "text"
                                                      : "tables";
    str dates = o->since.n || o->until.n
                    ? text_of(a, " %.*s/%.*s", (int)o->since.n, o->since.n ? o->since.p : "",
                              (int)o->until.n, o->until.n ? o->until.p : "")
                    : (str){NULL, 0};
    return text_of(a, "%.*s (%.*s)%.*s [%s]", (int)title.n, title.n ? title.p : "", (int)o->code.n,
                   o->code.n ? o->code.p : "", (int)dates.n, dates.n ? dates.p : "", known);
}
