/* atom: the newest happenings as a feed (RFC 4287). Ids are UUIDs of version 8 (RFC 9562) made of
 * the happening's own id, so that a reader knows an entry again however often it is fetched; an
 * entry is as new as the newest report that tells it. */
#include "export/export_parts.h"

#include "export/xml.h"

#include <stdio.h>

enum { ENTRIES = 100 };

static void put_uuid(struct buffer *out, uint64_t id) {
    char z[64];
    uint64_t more = hash_mix(id, 0x61746f6d);
    snprintf(z, sizeof z, "urn:uuid:%08x-%04x-8%03x-8%03x-%012llx", (unsigned)(id >> 32),
             (unsigned)(id >> 16 & 0xFFFF), (unsigned)(id & 0xFFF), (unsigned)(more >> 52),
             (unsigned long long)(more & 0xFFFFFFFFFFFF));
    buffer_text(out, z);
}

static void put_time(struct buffer *out, const char *element, str date) {
    struct interval i;
    bool is_date = interval_parse(date, &i);
    char z[96];
    date_day day = is_date ? i.first : 0;
    struct civil c = date_to_civil(day);
    snprintf(z, sizeof z, "<%s>%04d-%02d-%02dT00:00:00Z</%s>", element, c.year, c.month, c.day,
             element);
    buffer_text(out, z);
}

static str newest_date(const struct told_happening *h) {
    str newest = {NULL, 0};
    for (uint32_t i = 0; i < h->n_mentions; i++)
        if (str_compare(h->mentions[i].report.date, newest) > 0)
            newest = h->mentions[i].report.date;
    return newest;
}

static void put_head(struct exporter *x, str updated) {
    struct buffer *b = &x->j.out;
    buffer_text(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>Harbinger: newest events"
                   "</title><id>");
    put_uuid(b, hash_str(STR("harbinger newest events")));
    buffer_text(b, "</id>");
    put_time(b, "updated", updated);
    buffer_text(b, "<author><name>Harbinger</name></author>"
                   "<generator>Harbinger</generator>\n");
}

static void put_side(struct buffer *b, const struct told_mention *m, bool is_actor) {
    const char *comma = "";
    for (uint32_t i = 0; i < m->n_parties; i++) {
        if (m->parties[i].is_actor != is_actor)
            continue;
        buffer_text(b, comma);
        xml_text(b, export_party_name(&m->parties[i]));
        comma = ", ";
    }
}

static void put_title(struct buffer *b, const struct told_happening *h) {
    const struct told_mention *m = &h->mentions[0];
    buffer_text(b, "<title>");
    xml_text(b, h->type);
    buffer_text(b, ": ");
    put_side(b, m, true);
    if (export_party(m, false))
        buffer_text(b, " \xE2\x86\x92 ");
    put_side(b, m, false);
    if (h->place.n)
        buffer_text(b, ", ");
    xml_text(b, h->place);
    buffer_text(b, h->day.n ? ", " : "");
    xml_text(b, h->day);
    if (!str_is(h->status, "occurred")) {
        buffer_text(b, " (");
        xml_text(b, h->status);
        buffer_text(b, ")");
    }
    buffer_text(b, "</title>");
}

static bool is_web_address(str url) {
    for (uint32_t i = 0; i < url.n; i++)
        if ((unsigned char)url.p[i] <= ' ' || strchr("\"<>\\^`{|}\x7F", url.p[i]))
            return false;
    return str_starts(url, STR("http://")) || str_starts(url, STR("https://"));
}

static void put_happening(struct exporter *x, const struct told_happening *h) {
    const struct told_mention *m = &h->mentions[0];
    struct buffer *b = &x->j.out;
    if (x->n == 0)
        put_head(x, newest_date(h));
    buffer_text(b, "<entry>");
    put_title(b, h);
    buffer_text(b, "<id>");
    put_uuid(b, export_number_of(h->id));
    buffer_text(b, "</id>");
    put_time(b, "published", m->report.date);
    put_time(b, "updated", newest_date(h));
    if (m->report.outlet.n) {
        buffer_text(b, "<author><name>");
        xml_text(b, m->report.outlet);
        buffer_text(b, "</name></author>");
    }
    if (is_web_address(m->report.url)) {
        buffer_text(b, "<link rel=\"alternate\"");
        xml_attribute(b, "href", m->report.url);
        buffer_text(b, "/>");
    }
    buffer_text(b, "<category");
    xml_attribute(b, "term", h->type);
    buffer_text(b, "/><content type=\"text\">");
    xml_text(b, m->words);
    char z[96];
    snprintf(z, sizeof z, " (%lld report%s, %lld independent)</content></entry>\n",
             (long long)h->n_reports, h->n_reports == 1 ? "" : "s", (long long)h->n_independent);
    buffer_text(b, z);
}

static void end(struct exporter *x) {
    if (x->n == 0)
        put_head(x, (str){NULL, 0});
    buffer_text(&x->j.out, "</feed>\n");
}

const struct export_format export_atom = {.name = "atom",
                                          .order = HAPPENINGS_NEWEST,
                                          .limit = ENTRIES,
                                          .happening = put_happening,
                                          .end = end};
