/* What the fold of src/picture needs of the archive: the notes of what is stale, the facts as it
 * matches them, and the rows of the derived tables (picture.sql). All of it happens inside a
 * transaction, but for store_is_stale and the reading. Strings and lists lie in the given arena. */
#ifndef HB_STORE_FOLD_H
#define HB_STORE_FOLD_H

#include "store/store.h"

/* ---- what is stale ---- */

/* Is the picture older than the reports? O(1). */
hb_status store_is_stale(struct store *s, bool *out, struct hb_error *err);
/* Are there days whose tally is to be counted? O(1). */
hb_status store_has_stale_days(struct store *s, bool *out, struct hb_error *err);
/* Chooses at most n stale reports for this transaction; the others are put aside until
 * store_stale_settle, so that a stage sees in `stale` what it is to do and nothing else. *taken:
 * how many; *is_done: there was no note, but of days. */
hb_status store_stale_take(struct store *s, uint32_t n, uint64_t *taken, bool *is_done,
                           struct hb_error *err);
/* The notes that were worked on go, those put aside come back; days stay until their tally is
 * counted (FOLD_TALLY). */
hb_status store_stale_settle(struct store *s, struct hb_error *err);

struct fold_keys {
    int64_t *items; /* [n] */
    size_t n, capacity;
};
/* The keys of a kind ("report", "mention"), ascending; a row of such a key need not be there any
 * more. */
hb_status fold_stale(struct store *s, const char *kind, struct arena *a, struct fold_keys *out,
                     struct hb_error *err);

/* A script of src/store/fold/. */
enum store_fold {
    FOLD_EMPTY,  /* throws the picture away: every report becomes stale */
    FOLD_TRAITS, /* stale reports → trait */
    FOLD_TALLY,  /* some stale days → tally; takes these notes away */
    FOLD_SCRIPTS
};
hb_status store_fold(struct store *s, enum store_fold what, struct hb_error *err);

enum { FOLD_TABLES = 7 };
/* What stands in each derived table, as a hash, to compare. */
struct fold_digest {
    const char *names[FOLD_TABLES];
    uint64_t hashes[FOLD_TABLES];
};
hb_status fold_digest(struct store *s, struct fold_digest *out, struct hb_error *err);

/* ---- what a fold keeps ---- */

/* What a fold keeps in memory of an archive that it reads again and again: what fold_keep was given
 * last, NULL where there is none or where rows may have changed meanwhile without the fold, as
 * another connection wrote, a report was withdrawn or coded anew, the picture was thrown away or a
 * transaction was not kept. Inside a transaction. Returns owned. */
hb_status fold_kept(struct store *s, void **out, struct hb_error *err);
/* Takes a thing, and drops it when it is not true any more or the archive is closed. Inside the
 * transaction in which it is true. */
void fold_keep(struct store *s, void *thing, void (*drop)(void *thing));

/* ---- copies: shingle, twin, copy ---- */

struct fold_text {
    str id, text;
    date_day day; /* DATE_NONE: none */
};
/* *is_there false: no such report. */
hb_status fold_read_text(struct store *s, int64_t report, struct arena *a, struct fold_text *out,
                         bool *is_there, struct hb_error *err);
/* Enters the hashes (sketch_keys) under which a report is looked up. */
hb_status fold_put_shingles(struct store *s, int64_t report, date_day day, const uint64_t *hashes,
                            uint32_t n, struct hb_error *err);
/* Other reports that are looked up under one of the hashes, dated within a week; ascending. */
hb_status fold_find_alike(struct store *s, int64_t report, date_day day, const uint64_t *hashes,
                          uint32_t n, struct arena *a, struct fold_keys *out, struct hb_error *err);
hb_status fold_put_twin(struct store *s, int64_t one, int64_t other, double likeness,
                        struct hb_error *err);
hb_status fold_twins_of(struct store *s, int64_t report, struct arena *a, struct fold_keys *out,
                        struct hb_error *err);
/* Says what a report is a copy of (0: of none). Where that is new, the happenings that the report
 * tells are noted as stale. */
hb_status fold_set_copy(struct store *s, int64_t report, int64_t original, struct hb_error *err);
/* What it is a copy of, itself if of none. */
hb_status fold_original_of(struct store *s, int64_t report, int64_t *out, struct hb_error *err);

/* ---- mentions and happenings: trait, happening, told ---- */

struct fold_party {
    str code, name, text;
    uint32_t entity; /* number in the report; UINT32_MAX: none */
    bool is_actor;
};
struct fold_number {
    str kind;
    int64_t low, high; /* high INT64_MAX: at least */
};
/* A coded event, as far as matching looks at it. */
struct fold_mention {
    int64_t key;
    str id, type, mode, status, content, rule;
    uint32_t sentence; /* number */
    str words;         /* of its sentence */
    str trigger;
    date_day first, last; /* DATE_NONE: no day is told */
    int64_t told;         /* key of the leading mention of what it tells; 0: not told yet */
    str place, country;
    bool is_land; /* the place is its country */
    double lat, lon;
    bool has_point;
    const struct fold_party *parties; /* [n_parties] actors first */
    uint32_t n_parties;
    const struct fold_number *numbers; /* [n_numbers] */
    uint32_t n_numbers;
};
struct fold_report {
    int64_t key;
    str id;
    date_day day;
    struct fold_mention *mentions; /* [n] by key */
    uint32_t n;
};
/* A report with all its mentions. O(its facts). */
hb_status fold_read_report(struct store *s, int64_t report, struct arena *a,
                           struct fold_report *out, bool *is_there, struct hb_error *err);
/* Key of an event's report, 0 where it is gone. */
hb_status fold_report_of(struct store *s, int64_t event, int64_t *out, struct hb_error *err);

/* The land that a party's code stands for: "USA" of "USA-GOV", "IGO:UN" of "IGO:UN"; {NULL,0} for
 * the unknown. Borrowed from the code. */
str code_land(str code);

struct fold_pair {
    int64_t event, report;
};
struct fold_pairs {
    struct fold_pair *items; /* [n] */
    size_t n, capacity;
};
/* How well a mention tells its time. */
enum fold_time {
    TIME_UNTOLD = 0, /* its report's day stands in */
    TIME_TOLD = 1,   /* a week at most */
    TIME_VAGUE = 2,
    FOLD_TIMES
};
enum fold_time fold_time_of(date_day first, date_day last);
/* Days from `first` to `last`; none where last is before first. */
struct fold_days {
    date_day first, last;
};
/* Appends events of a type with a trait (a land on either side, or as place) whose first day
 * (TIME_UNTOLD: their report's) is one of those that are asked for of events that tell their time
 * so well, in no order. */
hb_status fold_find_trait(struct store *s, str land, str type,
                          const struct fold_days days[FOLD_TIMES], struct arena *a,
                          struct fold_pairs *out, struct hb_error *err);
/* An event tells what `lead` leads; is_new: it told nothing before. */
hb_status fold_tell(struct store *s, int64_t event, int64_t lead, bool is_new,
                    struct hb_error *err);
/* Mentions of a happening, by its key; ascending. */
hb_status fold_members(struct store *s, int64_t happening, struct arena *a, struct fold_pairs *out,
                       struct hb_error *err);
/* A happening's row; what is not here is its leading mention's. */
struct fold_happening {
    int64_t key;
    date_day day; /* to sort by; DATE_NONE */
    str status;
    int64_t dead;  /* -1: not told */
    int64_t place; /* the mention that gives the place, 0: none */
    int64_t dated; /* the one that gives the days, 0: none */
    uint32_t n_mentions, n_reports, n_independent;
    bool is_new; /* has no row yet */
};
hb_status fold_put_happening(struct store *s, const struct fold_happening *h, struct hb_error *err);
hb_status fold_drop_happening(struct store *s, int64_t key, struct hb_error *err);

#endif
