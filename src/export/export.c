/* Formats by name, and what they share. A format is a few functions over one exporter; happenings
 * come one by one from the store, and what was written of them leaves before the next is read. */
#include "export/export_parts.h"

#include "export/cells.h"

#include <stdlib.h>

enum { FLUSH_BYTES = 1 << 16 };

extern const char table_countries[], table_fips[], table_cameo[];

static const struct export_format *const formats[] = {
    &export_jsonl,          &export_plover, &export_csv,     &export_gdelt,
    &export_gdelt_mentions, &export_icews,  &export_geojson, &export_graphml,
    &export_gexf,           &export_ics,    &export_atom};

static const struct export_format *format_of(const char *name) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

bool export_has_format(const char *name) {
    return format_of(name) != NULL;
}

const char *export_formats(void) {
    return "jsonl, plover, csv, gdelt, gdelt-mentions, icews, geojson, graphml, gexf, ics or atom";
}

bool export_flush(struct exporter *x) {
    struct buffer *b = &x->j.out;
    bool is_written = b->n == 0 || x->request->write(x->request->context, b->p, b->n);
    b->n = 0;
    return is_written && !b->failed;
}

struct run {
    struct exporter exporter;
    const struct export_format *format;
};

static bool put_happening(void *context, const struct told_happening *h) {
    struct run *r = context;
    r->format->happening(&r->exporter, h);
    r->exporter.n++;
    return r->exporter.j.out.n < FLUSH_BYTES || export_flush(&r->exporter);
}

static hb_status run_happenings(struct run *r) {
    struct store_filter filter = r->exporter.request->filter;
    struct exporter *x = &r->exporter;
    if (!filter.limit)
        filter.limit = r->format->limit;
    if (!filter.status.n && r->format->is_of_deeds)
        filter.status = STR("occurred");
    if (r->format->begin)
        r->format->begin(x);
    hb_status status =
        store_happenings(x->store, &filter, r->format->order, put_happening, r, x->err);
    if (status == HB_OK && r->format->end)
        r->format->end(x);
    return status;
}

hb_status export_archive(struct store *s, const struct export_request *request,
                         struct hb_error *err) {
    struct run r = {.exporter = {.store = s, .request = request, .err = err},
                    .format = format_of(request->format)};
    if (!r.format)
        return error_set(err, HB_ERR_USAGE, 0, "%s is needed as format", export_formats());
    hb_status status = r.format->all ? r.format->all(&r.exporter) : run_happenings(&r);
    if (status == HB_OK && r.exporter.j.out.failed)
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for what is to be written");
    if (status == HB_OK)
        export_flush(&r.exporter);
    buffer_free(&r.exporter.j.out);
    return status;
}

static uint32_t dash_of(str code) {
    uint32_t at = 0;
    while (at < code.n && code.p[at] != '-')
        at++;
    return at;
}

str export_place_of(str code) {
    return str_slice(code, 0, dash_of(code)); /* nothing of "---" */
}

str export_sector_of(str code) {
    uint32_t at = dash_of(code);
    return at > 0 && at < code.n ? str_slice(code, at + 1, code.n) : (str){NULL, 0};
}

str export_party_name(const struct told_party *p) {
    return p->name.n ? p->name : p->text;
}

const struct told_party *export_party(const struct told_mention *m, bool is_actor) {
    for (uint32_t i = 0; i < m->n_parties; i++)
        if (m->parties[i].is_actor == is_actor)
            return &m->parties[i];
    return NULL;
}

uint64_t export_number_of(str id) {
    char z[17] = "";
    if (id.n)
        memcpy(z, id.p, id.n < 16 ? id.n : 16);
    return strtoull(z, NULL, 16) >> 1;
}

str export_country_name(str code) {
    str name = table_find(table_countries, code, 1);
    return name.n || str_is(code, "INT") ? name : code;
}

str export_country_fips(str code) {
    return table_find(table_fips, code, 1);
}

str export_cameo_label(str code) {
    return table_find(table_cameo, code, 1);
}

void export_key(struct exporter *x, const char *key, str value) {
    json_key(&x->j, key);
    json_string(&x->j, value.n ? value : (str){NULL, 0});
}

void export_key_integer(struct exporter *x, const char *key, int64_t value) {
    json_key(&x->j, key);
    json_integer(&x->j, value);
}

void export_key_real(struct exporter *x, const char *key, double value) {
    json_key(&x->j, key);
    json_real(&x->j, value);
}

void export_real(struct exporter *x, double value) {
    bool needs_comma = x->j.needs_comma;
    x->j.needs_comma = false;
    json_real(&x->j, value);
    x->j.needs_comma = needs_comma;
}

void export_key_words(struct exporter *x, const char *key, str words) {
    str word;
    json_key(&x->j, key);
    json_array(&x->j);
    while (str_split(&words, ' ', &word))
        if (word.n)
            json_string(&x->j, word);
    json_end_array(&x->j);
}

str row_cell_named(const struct store_row *row, const char *name) {
    for (uint32_t i = 0; i < row_columns(row); i++)
        if (strcmp(row_name(row, i), name) == 0)
            return row_text(row, i);
    return (str){NULL, 0};
}
