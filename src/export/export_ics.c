/* ics: what is on the agenda with a day, as a calendar (RFC 5545): all-day events, lines folded at
 * 75 octets, text escaped. What is conditional or threatened is tentative, what was dropped
 * cancelled. A UID is a hash of the announcement, so that a calendar that is fetched again is not
 * filled twice. */
#include "export/export_parts.h"

#include "base/date.h"
#include "base/utf8.h"
#include "picture/ask.h"

#include <stdio.h>

enum { LINE_OCTETS = 75 };

static void put_line(struct exporter *x, str line) {
    uint32_t begin = 0, room = LINE_OCTETS;
    for (uint32_t at = 0; at < line.n;) {
        uint32_t next = at;
        utf8_next(line, &next);
        if (next - begin > room) {
            buffer_put(&x->j.out, line.p + begin, at - begin);
            buffer_text(&x->j.out, "\r\n ");
            begin = at;
            room = LINE_OCTETS - 1; /* the blank counts */
        }
        at = next;
    }
    buffer_put(&x->j.out, line.p + begin, line.n - begin);
    buffer_text(&x->j.out, "\r\n");
}

/* TEXT: backslash, semicolon and comma escaped, line ends as \n, other controls left out. */
static void escape(struct buffer *out, str s) {
    for (uint32_t at = 0; at < s.n;) {
        char z[4];
        uint32_t c = utf8_next(s, &at);
        bool is_reordering = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        if (c == '\n')
            buffer_text(out, "\\n");
        else if (c == '\t')
            buffer_text(out, " ");
        else if (c < ' ' || (c >= 0x7F && c < 0xA0) || is_reordering)
            continue;
        else if (c == '\\' || c == ';' || c == ',')
            buffer_put(out, (const char[2]){'\\', (char)c}, 2);
        else
            buffer_put(out, z, utf8_put(c, z));
    }
}

/* A property of the texts of a NULL-terminated list of {before, text} pairs; nothing where the
 * first text is empty. */
struct part {
    const char *before;
    str text;
};
static void put_property(struct exporter *x, const char *name, const struct part *parts) {
    struct buffer line = {0};
    if (!parts[0].text.n)
        return;
    buffer_text(&line, name);
    buffer_text(&line, ":");
    for (; parts->before; parts++) {
        if (!parts->text.n)
            continue;
        escape(&line, str_from(parts->before));
        escape(&line, parts->text);
    }
    put_line(x, (str){line.p, (uint32_t)line.n});
    x->j.out.failed = x->j.out.failed || line.failed;
    buffer_free(&line);
}

static void put_date(struct exporter *x, const char *name, date_day day) {
    struct civil c = date_to_civil(day);
    char z[64];
    snprintf(z, sizeof z, "%s%04d%02d%02d%s\r\n", name, c.year, c.month, c.day,
             strncmp(name, "DTSTAMP", 7) == 0 ? "T000000Z" : "");
    buffer_text(&x->j.out, z);
}

static void put_uid(struct exporter *x, const struct store_row *row) {
    static const char *const parts[] = {"report", "act", "type", "actor", "recipient", "condition"};
    uint64_t h = hash_str(STR("agenda"));
    char z[64];
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        h = hash_mix(h, hash_str(row_cell_named(row, parts[i])));
    h = hash_mix(h, hash_str(row_cell_named(row, "due")));
    snprintf(z, sizeof z, "UID:%016llx@harbinger\r\n", (unsigned long long)h);
    buffer_text(&x->j.out, z);
}

static bool put_item(void *context, const struct store_row *row) {
    struct exporter *x = context;
    struct interval due, told;
    str kind = row_cell_named(row, "kind"), verdict = row_cell_named(row, "verdict");
    bool is_sure = str_is(kind, "announced") || str_is(kind, "expected");
    if (!interval_parse(row_cell_named(row, "due"), &due))
        return true; /* a calendar has no place for what has no day */
    buffer_text(&x->j.out, "BEGIN:VEVENT\r\n");
    put_uid(x, row);
    bool is_dated = interval_parse(row_cell_named(row, "last"), &told);
    put_date(x, "DTSTAMP:", is_dated ? told.first : due.first);
    put_date(x, "DTSTART;VALUE=DATE:", due.first);
    put_date(x, "DTEND;VALUE=DATE:", due.last + 1);
    str actor = row_cell_named(row, "actor"), act = row_cell_named(row, "act");
    put_property(
        x, "SUMMARY",
        (struct part[]){{"", actor.n ? actor : act}, {": ", actor.n ? act : (str){0}}, {0}});
    put_property(x, "LOCATION", (struct part[]){{"", row_cell_named(row, "place")}, {0}});
    put_property(x, "CATEGORIES", (struct part[]){{"", row_cell_named(row, "type")}, {0}});
    put_property(x, "DESCRIPTION",
                 (struct part[]){{"", row_cell_named(row, "words")},
                                 {"\n", kind},
                                 {", ", verdict},
                                 {"; condition: ", row_cell_named(row, "condition")},
                                 {"; by ", row_cell_named(row, "by")},
                                 {"; report ", row_cell_named(row, "report")},
                                 {0}});
    buffer_text(&x->j.out, str_is(verdict, "dropped") ? "STATUS:CANCELLED\r\n"
                           : is_sure                  ? "STATUS:CONFIRMED\r\n"
                                                      : "STATUS:TENTATIVE\r\n");
    buffer_text(&x->j.out, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
    return export_flush(x);
}

static hb_status all(struct exporter *x) {
    buffer_text(&x->j.out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Harbinger//Agenda//EN\r\n"
                           "CALSCALE:GREGORIAN\r\n");
    hb_status status = picture_agenda(x->store, &x->request->filter, &(struct picture_options){0},
                                      put_item, x, x->err);
    buffer_text(&x->j.out, "END:VCALENDAR\r\n");
    return status;
}

const struct export_format export_ics = {.name = "ics", .all = all};
