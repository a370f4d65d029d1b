/* One row an event, flat: its names, codes and modes are joined by ";", its place and source are
 * columns. Whoever wants offsets, numbers or what else the coder found reads the coded line. */
#include "export/event_columns.h"

#include "base/offsets.h"
#include "code/ids.h"

static const struct column_shape SHAPES[] = {
    {"report", COLUMN_TEXT},     {"id", COLUMN_TEXT},        {"published", COLUMN_TEXT},
    {"type", COLUMN_TEXT},       {"mode", COLUMN_TEXT},      {"context", COLUMN_TEXT},
    {"quad", COLUMN_INTEGER},    {"goldstein", COLUMN_REAL}, {"score", COLUMN_REAL},
    {"confidence", COLUMN_REAL}, {"status", COLUMN_TEXT},    {"actor", COLUMN_TEXT},
    {"actor_code", COLUMN_TEXT}, {"recipient", COLUMN_TEXT}, {"recipient_code", COLUMN_TEXT},
    {"when", COLUMN_TEXT},       {"place", COLUMN_TEXT},     {"country", COLUMN_TEXT},
    {"lat", COLUMN_REAL},        {"lon", COLUMN_REAL},       {"by", COLUMN_TEXT},
    {"by_kind", COLUMN_TEXT},    {"stance", COLUMN_TEXT},    {"sentence", COLUMN_TEXT},
    {"rule", COLUMN_TEXT},       {"url", COLUMN_TEXT},       {"outlet", COLUMN_TEXT},
};

void event_columns_open(struct columns *c) {
    columns_open(c, SHAPES, sizeof SHAPES / sizeof *SHAPES, NULL);
}

/* Several texts in one cell; one after another in the same memory. */
struct joined {
    struct buffer out;
    bool has_some;
    bool has_failed; /* in any of the cells: no memory */
};

static void join(struct joined *j, str s) {
    if (j->has_some)
        buffer_text(&j->out, ";");
    j->has_some = true;
    buffer_str(&j->out, s);
}

static void put_joined(struct columns *c, struct joined *j) {
    j->has_failed |= j->out.failed;
    columns_text(c, (str){j->out.p ? j->out.p : "", (uint32_t)j->out.n});
    buffer_reset(&j->out);
    j->has_some = false;
}

static void put_or_null(struct columns *c, str s) {
    columns_text(c, s.n ? s : (str){NULL, 0});
}

static void put_parties(struct columns *c, struct joined *j, const struct party *p, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        join(j, p[i].name.n ? p[i].name : p[i].text);
    put_joined(c, j);
    for (uint32_t i = 0; i < n; i++)
        join(j, p[i].code);
    put_joined(c, j);
}

static void put_labels(struct columns *c, struct joined *j, const struct event *e) {
    columns_text(c, str_from(plover_type_name(e->type)));
    for (uint32_t i = 0; i < e->n_modes; i++)
        join(j, str_from(plover_mode_name(e->modes[i])));
    put_joined(c, j);
    for (uint32_t i = 0; i < e->n_contexts; i++)
        join(j, e->contexts[i]);
    put_joined(c, j);
    columns_integer(c, e->quad);
    columns_real(c, &e->goldstein);
    columns_real(c, &e->score);
    columns_real(c, &e->confidence);
    columns_text(c, str_from(event_status_name(e->status)));
}

static void put_place(struct columns *c, const struct place *p) {
    bool has_point = p && p->has_point;
    put_or_null(c, p ? p->name : (str){NULL, 0});
    put_or_null(c, p ? p->country : (str){NULL, 0});
    columns_real(c, has_point ? &p->lat : NULL);
    columns_real(c, has_point ? &p->lon : NULL);
}

static void put_source(struct columns *c, const struct event *e) {
    put_or_null(c, e->by ? e->by->code : (str){NULL, 0});
    columns_text(c, str_from(e->by ? source_kind_name(e->source.kind) : NULL));
    columns_text(c, str_from(e->by ? source_stance_name(e->source.stance) : NULL));
}

bool event_columns_put(struct columns *c, const struct export_source *s, struct arena *a) {
    const struct report *r = s->report;
    struct interval_text day = interval_format((struct interval){r->date, r->date});
    struct offsets offsets;
    struct joined j = {0};
    if (!offsets_open(r->text, a, &offsets))
        return false;
    for (uint32_t i = 0; i < s->coded->n_events; i++) {
        const struct event *e = &s->coded->events[i];
        uint32_t begin = offsets_points(&offsets, e->trigger.begin);
        uint32_t end = offsets_points(&offsets, e->trigger.end);
        const struct sentence *sentence = &s->text->sentences[e->sentence];
        put_or_null(c, r->id);
        columns_text(c, str_from(event_id_of(r->id, begin, end, e->type).z));
        columns_text(c, str_from(r->date == DATE_NONE ? NULL : day.z));
        put_labels(c, &j, e);
        put_parties(c, &j, e->actors, e->n_actors);
        put_parties(c, &j, e->recipients, e->n_recipients);
        put_or_null(c, e->when);
        put_place(c, e->where);
        put_source(c, e);
        columns_text(c, str_slice(r->text, sentence->begin, sentence->end));
        put_or_null(c, e->rule);
        put_or_null(c, r->url);
        put_or_null(c, r->outlet);
    }
    buffer_free(&j.out);
    return !j.has_failed;
}
