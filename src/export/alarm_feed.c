/* Atom (RFC 4287). An alarm's entry keeps its id however often the feed is made, so that a reader
 * sees it once; it is as new as the day on which it was given. */
#include "export/alarm_feed.h"

#include "export/export_parts.h"
#include "export/xml.h"

#include <stdio.h>

static str cell(const struct store_row *row, const char *name) {
    for (uint32_t i = 0; i < row_columns(row); i++)
        if (strcmp(row_name(row, i), name) == 0)
            return row_is_null(row, i) ? (str){NULL, 0} : row_text(row, i);
    return (str){NULL, 0};
}

static void put_uuid(struct buffer *out, str id) {
    char z[64];
    uint64_t n = export_number_of(id), more = hash_mix(n, 0x616c61726d);
    snprintf(z, sizeof z, "<id>urn:uuid:%08x-%04x-8%03x-8%03x-%012llx</id>", (unsigned)(n >> 32),
             (unsigned)(n >> 16 & 0xFFFF), (unsigned)(n & 0xFFF), (unsigned)(more >> 52),
             (unsigned long long)(more & 0xFFFFFFFFFFFF));
    buffer_text(out, z);
}

static void put_updated(struct buffer *out, str day) {
    buffer_text(out, "<updated>");
    xml_text(out, day.n ? day : STR("1970-01-01"));
    buffer_text(out, "T00:00:00Z</updated>");
}

static void put_head(struct alarm_feed *f, const char *title, str day) {
    char id[20];
    snprintf(id, sizeof id, "%016llx", (unsigned long long)hash_str(str_from(title)));
    buffer_text(&f->out,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>Harbinger: alarms, ");
    xml_text(&f->out, str_from(title));
    buffer_text(&f->out, "</title>");
    put_uuid(&f->out, str_from(id));
    put_updated(&f->out, day);
    buffer_text(&f->out, "<author><name>Harbinger</name></author>\n");
}

void alarm_feed_put(struct alarm_feed *f, const char *title, const struct store_row *row) {
    struct buffer *b = &f->out;
    if (f->n++ == 0)
        put_head(f, title, cell(row, "given"));
    buffer_text(b, "<entry>");
    put_uuid(b, cell(row, "id"));
    xml_element(b, "title", cell(row, "says"));
    put_updated(b, cell(row, "given"));
    buffer_text(b, "<category");
    xml_attribute(b, "term", cell(row, "measure"));
    buffer_text(b, "/><content type=\"text\">");
    xml_text(b, cell(row, "says"));
    buffer_text(b, ". State: ");
    xml_text(b, cell(row, "state"));
    if (cell(row, "verdict").n) {
        buffer_text(b, "; ");
        xml_text(b, cell(row, "verdict"));
    }
    buffer_text(b, ". Reports: ");
    xml_text(b, cell(row, "reports"));
    buffer_text(b, "</content></entry>\n");
}

void alarm_feed_end(struct alarm_feed *f, const char *title) {
    if (f->n == 0)
        put_head(f, title, (str){NULL, 0});
    buffer_text(&f->out, "</feed>\n");
}
