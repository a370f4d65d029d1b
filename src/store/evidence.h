/* Words of a report that stand behind a fact. */
#ifndef HB_STORE_EVIDENCE_H
#define HB_STORE_EVIDENCE_H

#include "store/store.h"

/* The sentence around a code point of the report of that key, in the arena; {NULL,0} if there is
 * none. O(length of the text). */
hb_status store_sentence(struct store *s, int64_t report, int64_t begin, struct arena *a, str *out,
                         struct hb_error *err);
/* The sentence that tells an event, by the event's id; {NULL,0} where there is none. */
hb_status store_words_of(struct store *s, str event, struct arena *a, str *out,
                         struct hb_error *err);
/* The code that most events give one of that name; {NULL,0}: nobody is named so. */
hb_status store_code_of(struct store *s, str name, struct arena *a, str *out, struct hb_error *err);
/* The date of the newest report, in the arena; {NULL,0} of an archive without dates. O(1). */
hb_status store_newest(struct store *s, struct arena *a, str *out, struct hb_error *err);

/* The day since which there are so many reports, up to a day ({NULL,0}: to the last), in the arena;
 * {NULL,0} where there are fewer. O(reports asked for). */
hb_status store_window(struct store *s, str until, uint32_t n_reports, struct arena *a, str *out,
                       struct hb_error *err);

/* Acts of one sort in which a land (a code without sector) had part, that occurred or are denied,
 * of a stretch of days, by reports up to `as_of`; texts borrowed during the call. Rows as DEED_…
 * names them, in no order that one may rely on. O(log events + acts of the land of that sort and
 * time). */
enum { DEED_CODES = 7 };
struct deed_filter {
    str who, type, as_of;
    str codes[DEED_CODES]; /* parties of which one must be there; the first empty: anybody */
    date_day from, to;
};
enum deed_column {
    DEED_REPORT, /* key */
    DEED_DATE,   /* of the report */
    DEED_REPORT_ID,
    DEED_OUTLET,
    DEED_BEGIN,
    DEED_ID,
    DEED_HAPPENING, /* id; NULL while the picture is behind */
    DEED_TYPE,
    DEED_MODE,
    DEED_CONTENT,
    DEED_STATUS,
    DEED_DAY,      /* the report's where none is told */
    DEED_IS_DATED, /* is one told? */
    DEED_PLACE,
    DEED_COUNTRY,
    DEED_BY,
    DEED_BY_KIND,
    DEED_NUMBERS, /* "dead 10-12|wounded 3+" */
    DEED_PARTIES, /* packed as in ask/agenda.sql */
    DEED_WORDS,
    DEED_COLUMNS
};
hb_status store_deeds(struct store *s, const struct deed_filter *f, store_sink *sink, void *context,
                      struct hb_error *err);

/* The parties of an event, packed as in ask/agenda.sql; in the arena. */
hb_status store_parties(struct store *s, int64_t event, struct arena *a, str *out,
                        struct hb_error *err);

/* The reports that tell what happened by an actor's code (to `whom`, if given), or in a country,
 * within some days; those of the acts that most reports tell first. */
struct behind_filter {
    str who, whom;
    bool is_country;
    date_day from, to;
    uint32_t limit;
};
/* Their ids split by blanks, in the arena. O(happenings of those days). */
hb_status store_reports_behind(struct store *s, const struct behind_filter *f, struct arena *a,
                               str *out, struct hb_error *err);

/* Happenings in which one of that name had part, on days up to as_of ({NULL,0}: any). O(mentions).
 */
hb_status store_count_acts(struct store *s, str name, str as_of, int64_t *out,
                           struct hb_error *err);

/* All sentences of the reports of some days that match a query of FTS5: report's key, date, id, and
 * the sentence, by date, id and place in the text. */
struct sentence_filter {
    str query, from, to; /* ISO days */
};
hb_status store_sentences(struct store *s, const struct sentence_filter *f, store_sink *sink,
                          void *context, struct hb_error *err);

#endif
