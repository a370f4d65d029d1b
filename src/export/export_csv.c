/* csv: one row a happening, flat, in the order of docs/formats.md. Several actors, codes or numbers
 * share a cell, split by "; ". */
#include "export/export_parts.h"

#include "export/cells.h"

#include <stdio.h>

enum part { NAME, CODE };

static void begin(struct exporter *x) {
    buffer_text(
        &x->j.out,
        "id,day,first_day,last_day,type,mode,context,content,status,cameo,quad,goldstein,score,"
        "confidence,actor,actor_code,recipient,recipient_code,place,country,lat,lon,by,by_code,"
        "by_kind,numbers,mentions,reports,independent,report,published,outlet,title,url,words\r\n");
}

static void put(struct exporter *x, str s) {
    buffer_text(&x->j.out, ",");
    cell_csv(&x->j.out, s, false);
}
static void put_integer(struct exporter *x, int64_t v) {
    char z[24];
    snprintf(z, sizeof z, ",%lld", (long long)v);
    buffer_text(&x->j.out, z);
}
static void put_real(struct exporter *x, double v) {
    buffer_text(&x->j.out, ",");
    export_real(x, v);
}

static void put_list(struct exporter *x, struct buffer *list) {
    put(x, (str){list->p, (uint32_t)list->n});
    x->j.out.failed = x->j.out.failed || list->failed;
    buffer_free(list);
}

static void put_parties(struct exporter *x, const struct told_mention *m, bool is_actor,
                        enum part part) {
    struct buffer list = {0};
    for (uint32_t i = 0; i < m->n_parties; i++) {
        const struct told_party *p = &m->parties[i];
        if (p->is_actor != is_actor)
            continue;
        buffer_text(&list, list.n ? "; " : "");
        buffer_str(&list, part == CODE ? p->code : export_party_name(p));
    }
    put_list(x, &list);
}

static void put_numbers(struct exporter *x, const struct told_mention *m) {
    struct buffer list = {0};
    for (uint32_t i = 0; i < m->n_numbers; i++) {
        const struct told_number *n = &m->numbers[i];
        char z[64];
        buffer_text(&list, list.n ? "; " : "");
        buffer_str(&list, n->kind);
        if (n->high == n->low)
            snprintf(z, sizeof z, " %lld", (long long)n->low);
        else if (n->high == INT64_MAX)
            snprintf(z, sizeof z, " %lld+", (long long)n->low);
        else
            snprintf(z, sizeof z, " %lld-%lld", (long long)n->low, (long long)n->high);
        buffer_text(&list, z);
    }
    put_list(x, &list);
}

static void put_happening(struct exporter *x, const struct told_happening *h) {
    const struct told_mention *m = &h->mentions[0];
    cell_csv(&x->j.out, h->id, false);
    const str act[] = {h->day,     h->first_day, h->last_day, h->type, h->mode,
                       m->context, m->content,   h->status,   h->cameo};
    for (size_t i = 0; i < sizeof act / sizeof *act; i++)
        put(x, act[i]);
    put_integer(x, h->quad);
    put_real(x, h->goldstein);
    put_real(x, h->score);
    put_real(x, m->confidence);
    put_parties(x, m, true, NAME);
    put_parties(x, m, true, CODE);
    put_parties(x, m, false, NAME);
    put_parties(x, m, false, CODE);
    put(x, h->place);
    put(x, h->country);
    h->has_point ? put_real(x, h->lat) : put(x, (str){NULL, 0});
    h->has_point ? put_real(x, h->lon) : put(x, (str){NULL, 0});
    put(x, m->by_text);
    put(x, m->by_code);
    put(x, m->by_kind);
    put_numbers(x, m);
    put_integer(x, h->n_mentions);
    put_integer(x, h->n_reports);
    put_integer(x, h->n_independent);
    const str source[] = {m->report.id,    m->report.date, m->report.outlet,
                          m->report.title, m->report.url,  m->words};
    for (size_t i = 0; i < sizeof source / sizeof *source; i++)
        put(x, source[i]);
    buffer_text(&x->j.out, "\r\n");
}

const struct export_format export_csv = {.name = "csv", .begin = begin, .happening = put_happening};
