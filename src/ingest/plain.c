/* Plain text → report. What is plainly no text (a UTF-16 file, an image, an archive) is refused
 * with a message rather than coded; a few broken bytes are repaired and counted. */
#include "ingest/ingest.h"

#include "base/utf8.h"

enum { SAMPLE_BYTES = 64 << 10, MOST_CONTROL_PERCENT = 5 };

/* Control bytes (not white space) and ill-formed UTF-8 in the first 64 KiB. */
static uint32_t count_foreign(str s) {
    uint32_t n = 0;
    for (uint32_t at = 0; at < s.n;) {
        unsigned char c = (unsigned char)s.p[at];
        bool is_control = c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
        bool is_well_formed;
        utf8_decode(s, &at, &is_well_formed);
        n += is_control || !is_well_formed;
    }
    return n;
}

hb_status report_from_text(str bytes, const struct ingest_options *o, struct arena *a,
                           struct report *out, struct hb_error *err) {
    *out = (struct report){.text = bytes, .date = DATE_NONE};
    str sample = bytes;
    if (sample.n > SAMPLE_BYTES)
        sample.n = SAMPLE_BYTES;
    if (str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF")))
        return error_set(err, HB_ERR_INPUT, 0,
                         "UTF-16 text; convert it first: iconv -f UTF-16 -t UTF-8");
    uint32_t foreign = count_foreign(sample);
    if (foreign > 4 && (uint64_t)foreign * 100 > (uint64_t)sample.n * MOST_CONTROL_PERCENT)
        return error_set(err, HB_ERR_INPUT, 0,
                         "not text: %u of the first %u bytes are control bytes or not UTF-8",
                         foreign, sample.n);
    return report_finish(out, DATE_NONE, o, a, err);
}
