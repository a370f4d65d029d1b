/* Happenings with all that is known of them, one after the other, for whoever writes them out: an
 * export of a million events never holds more than one of them.
 *
 *   happening ─┬ mention (a coded event, in its report, with its sentence) ─┬ parties
 *              └ mention …                                                  └ numbers
 *
 * The first mention is the leading one: its parties, sentence and report stand for the happening.
 */
#ifndef HB_STORE_HAPPENING_H
#define HB_STORE_HAPPENING_H

#include "store/store.h"

struct told_party {
    bool is_actor;              /* else a recipient */
    str text, code, name, kind; /* kind: of the entity ("person") */
    int64_t begin, end;         /* code points of the report */
};

struct told_number {
    str kind, text;
    int64_t low, high; /* high INT64_MAX: at least low */
};

struct told_place {
    str name, country;
    double lat, lon;
    bool has_point;
    int64_t geonameid, begin, end; /* geonameid 0: none */
};

struct told_report {
    str id, given_id, date, title, url, outlet, coder;
    bool is_copy; /* of an earlier report */
};

struct told_mention {
    str id;
    struct told_report report;
    int64_t sentence, sentence_begin, sentence_end, begin, end, text_length; /* code points */
    str words, trigger; /* the sentence; the words that carry the act */
    str type, mode, context, content, cameo, status; /* modes and contexts split by a blank */
    int64_t quad;
    double goldstein, score, confidence;
    str when, when_text, first_day, last_day;
    struct told_place place; /* name empty: none */
    str by_text, by_code, by_kind, by_stance, via_text, via_code;
    int64_t by_begin, by_end;
    str rule;
    struct told_party *parties; /* actors, then recipients */
    struct told_number *numbers;
    uint32_t n_parties, n_numbers;
};

struct told_happening {
    str id, day; /* day: first day, else the leading report's */
    str type, mode, cameo, status, first_day, last_day;
    int64_t quad, n_reports, n_independent;
    double goldstein, score;
    str place, country;
    double lat, lon;
    bool has_point;
    struct told_mention *mentions; /* [n_mentions] the leading one first, then by date and id */
    uint32_t n_mentions;
};

/* Called for each; everything is borrowed until it returns. False: enough. */
typedef bool happening_sink(void *context, const struct told_happening *h);

enum happening_order {
    HAPPENINGS_BY_DAY, /* day, then id */
    HAPPENINGS_NEWEST  /* by the newest report that tells it, the last first; then id */
};

/* Every happening that the filter lets through. HB_ERR_USAGE as store_ask. O(answer). */
hb_status store_happenings(struct store *s, const struct store_filter *f, enum happening_order o,
                           happening_sink *sink, void *context, struct hb_error *err);

#endif
