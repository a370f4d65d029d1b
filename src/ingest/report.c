/* What all readers share: the text is repaired and cut to size, its blocks are found, the
 * publication date is chosen (record, option, dateline, file: the first that has one, and which is
 * kept), and a report without an id gets one from its content. */
#include "ingest/ingest.h"

#include "base/utf8.h"
#include "ingest/blocks.h"
#include "ingest/language.h"
#include "ingest/written.h"

#include <stdio.h>

struct ingest_options ingest_defaults(void) {
    return (struct ingest_options){
        .limits = limits_default(), .date = DATE_NONE, .file_name = NULL, .file_day = DATE_NONE};
}

const char *date_source_name(enum date_source s) {
    static const char *const names[] = {"nothing", "record", "option", "dateline", "file"};
    return names[s];
}

void report_warn(struct report *r, const char *warning) {
    if (warning && r->n_warnings < sizeof r->warnings / sizeof *r->warnings)
        r->warnings[r->n_warnings++] = warning;
}

static const char *format_warning(struct arena *a, const char *format, unsigned n) {
    char z[120];
    int length = snprintf(z, sizeof z, format, n);
    return arena_copy(a, z, length > 0 ? (size_t)length : 0);
}

/* Repairs the text and cuts it at a character. The cut comes first, so that a huge text costs no
 * more than the largest allowed. */
static hb_status settle_text(struct report *r, const struct ingest_options *o, struct arena *a,
                             struct hb_error *err) {
    str s = r->text;
    if (str_starts(s, STR("\xEF\xBB\xBF")))
        s = str_slice(s, 3, s.n);
    if (s.n > o->limits.report_bytes) {
        uint32_t n = o->limits.report_bytes;
        while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80 && n + 4 > o->limits.report_bytes)
            n--;
        s.n = n;
        report_warn(r, format_warning(a, "text cut after %u bytes", n));
    }
    r->text = utf8_normalize(a, s, &r->repaired);
    if (!r->text.p && s.n)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for a text of %u bytes", s.n);
    if (r->repaired)
        report_warn(r,
                    format_warning(a, "%u broken or zero bytes replaced by U+FFFD", r->repaired));
    return HB_OK;
}

static void choose_date(struct report *r, date_day record_day, const struct ingest_options *o,
                        const struct blocks *b) {
    date_day in_name = o->file_name ? written_in_name(o->file_name) : DATE_NONE;
    date_day line_day = b->line_date.month ? written_day(b->line_date, DATE_NONE) : DATE_NONE;
    date_day of_file = line_day != DATE_NONE  ? line_day
                       : in_name != DATE_NONE ? in_name
                                              : o->file_day;
    date_day dateline = b->dateline_date.month ? written_day(b->dateline_date, of_file) : DATE_NONE;
    const date_day days[] = {record_day, o->date, dateline, of_file};
    static const enum date_source sources[] = {DATE_FROM_RECORD, DATE_FROM_OPTION,
                                               DATE_FROM_DATELINE, DATE_FROM_FILE};
    r->date = DATE_NONE;
    r->date_source = DATE_FROM_NOTHING;
    for (int i = 0; i < 4 && r->date == DATE_NONE; i++) {
        r->date = days[i];
        r->date_source = days[i] == DATE_NONE ? DATE_FROM_NOTHING : sources[i];
    }
    if (r->date == DATE_NONE)
        report_warn(r, "no publication date: days like \"Thursday\" cannot be resolved");
    else if (r->date_source == DATE_FROM_DATELINE)
        report_warn(r, "publication date from the dateline");
    else if (r->date_source == DATE_FROM_FILE)
        report_warn(r, line_day != DATE_NONE  ? "publication date from a date line of the file"
                       : in_name != DATE_NONE ? "publication date from the file's name"
                                              : "publication date from the file's last change");
}

/* Sixteen hex digits over text, title and the record's own date: the same report has the same id
 * wherever its file lies and whenever it is read. */
static str content_id(const struct report *r, date_day record_day, struct arena *a) {
    uint64_t h = hash_mix(hash_str(r->text), hash_str(r->title));
    char z[17];
    snprintf(z, sizeof z, "%016llx",
             (unsigned long long)hash_mix(h, (uint64_t)(int64_t)record_day));
    return str_copy(a, (str){z, 16});
}

hb_status report_finish(struct report *r, date_day record_day, const struct ingest_options *o,
                        struct arena *a, struct hb_error *err) {
    struct blocks b;
    hb_status status = settle_text(r, o, a, err);
    if (status != HB_OK)
        return status;
    if (str_trim(r->text).n == 0)
        return error_set(err, HB_ERR_INPUT, 0, "the report has no text");
    if (!blocks_find(r->text, a, &b))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for the blocks of a report");
    r->blocks = b.items;
    r->n_blocks = (uint32_t)b.n;
    r->dateline_place = b.dateline_place;
    if (!r->id.p || !r->id.n)
        r->id = content_id(r, record_day, a);
    if (!r->id.p)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for a report's id");
    for (uint32_t i = 0; i < r->n_blocks && !r->title.p; i++)
        if (r->blocks[i].kind == BLOCK_HEADLINE)
            r->title = str_slice(r->text, r->blocks[i].begin, r->blocks[i].end);
    choose_date(r, record_day, o, &b);
    r->language = language_of(r->text);
    return HB_OK;
}

hb_status report_check_language(const struct report *r, struct hb_error *err) {
    if (!r->language || strcmp(r->language, "en") == 0)
        return HB_OK;
    return error_set(err, HB_ERR_INPUT, 0, "in %s, not English", language_name(r->language));
}
