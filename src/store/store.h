/* The archive: reports and the facts that they tell, in one SQLite file or, for a team, on a
 * PostgreSQL server (schema.sql explains the tables). Every query of the program is in this room.
 *
 *   report + text + coded ─store_add→ archive ─store_events, store_search …→ rows
 *
 * One store belongs to one thread at a time. Writers take turns (the second waits, then gives up
 * with a message); readers see the last commit and are never in a writer's way. What was committed
 * survives a crash of the program and of the machine (WAL, synchronous FULL). */
#ifndef HB_STORE_STORE_H
#define HB_STORE_STORE_H

#include "base/error.h"
#include "code/coded.h"
#include "ingest/report.h"
#include "lang/text.h"

struct store;

enum store_access {
    STORE_READ,  /* the file must be there */
    STORE_WRITE, /* the file must be there */
    STORE_CREATE /* made if it is not there */
};

/* Opens an archive (a path, or postgresql://…, as libpq reads it), bringing an older one up to date
 * when it may write. HB_ERR_SYSTEM with a reason that says what to do: no such file, not an
 * archive, made by a newer program, read-only, in use. *out is owned by the caller: store_close. */
hb_status store_open(const char *path, enum store_access access, struct store **out,
                     struct hb_error *err);
/* Has SQLite not count the memory that it takes, which costs a lock for each piece. For a program
 * that has SQLite for itself, before an archive is opened and a thread started. */
void store_spare(void);
/* An archive's name to show: the path, or of an address the server and the data base, without user
 * and password. */
struct store_name {
    char z[160];
};
struct store_name store_name(const char *path);
/* Its last part: a file's name, or the data base's. */
struct store_name store_title(const char *path);
/* Can one try to open it for writing? True of any address of a server. */
bool store_may_write(const char *path);
/* NULL does nothing. What was not committed is lost. */
void store_close(struct store *s);
/* From here on nothing is withdrawn: what is entered is not checked against the rows that it refers
 * to, which it was entered with (store_check does). Not inside a transaction. */
hb_status store_only_add(struct store *s, struct hb_error *err);
/* Calls `pass` at every named point of writing from here on, for tests that end the program there:
 * begun, entering, entered, committing, committed; emptied, copied, told, counted (the picture). */
void store_watch(struct store *s, void (*pass)(const char *point));
/* Asks `may_go_on` now and then while a question runs; false ends it with HB_ERR_LIMIT. NULL: it is
 * not asked. */
void store_guard(struct store *s, bool (*may_go_on)(void *context), void *context);
/* A number that changes when another connection has written to the archive. */
hb_status store_version(struct store *s, int64_t *out, struct hb_error *err);
/* Does a writer wait for another one (the default), or give up at once? */
void store_be_patient(struct store *s, bool is_patient);

/* ---- writing: between store_begin and store_commit ---- */

hb_status store_begin(struct store *s, struct hb_error *err);
/* The same for one who enters or withdraws reports among other writing: on a server, those who add
 * wait until it is committed. */
hb_status store_begin_changing(struct store *s, struct hb_error *err);
/* The same for one who calls store_has, store_add and raw_keep only, and reads nothing of what it
 * entered: on a server many add at once. Of a report that two add, one enters it. */
hb_status store_begin_adding(struct store *s, struct hb_error *err);
/* Has so much been added that it is to be committed before another report is? */
bool store_is_full(const struct store *s);
hb_status store_commit(struct store *s, struct hb_error *err);
void store_rollback(struct store *s);

/* A report with all that was read in it. */
struct store_report {
    const struct report *report;
    const struct text *text;
    const struct coded *coded;
    const char *coder; /* who coded: "harbinger 0.7.0 en-1 …" */
};

/* Sixteen hex digits that stand for a report by its content: outlet, address, date, title, text. */
struct store_id {
    char z[17];
};
struct store_id store_report_id(const struct report *r);

/* A report that is ready to be entered, with all its rows; what it holds lies in an arena. */
struct store_entry {
    struct store_id id;
    struct report report; /* its strings; no blocks, no warnings */
    const char *coder;
    struct rows *rows;
};
/* Makes one, on any thread and without an archive, so that whoever enters it has nothing left to do
 * but to hand its values to the data base; the source is not needed any more. HB_ERR_MEMORY. O(text
 * + facts). */
hb_status store_prepare(const struct store_report *r, struct arena *a, struct store_entry *out,
                        struct hb_error *err);

/* Is a report of this content there? What another connection has not committed is not.
 * O(log reports). */
hb_status store_has(struct store *s, const struct report *r, bool *out, struct hb_error *err);
/* Enters a report; one that is there already is left as it is (*is_new false). After a failure,
 * here and below, part of it may have been written: the transaction is to be rolled back. O(text +
 * facts). */
hb_status store_enter(struct store *s, const struct store_entry *e, bool *is_new,
                      struct hb_error *err);
/* store_prepare and store_enter; the arena holds what is needed meanwhile. */
hb_status store_add(struct store *s, const struct store_report *r, struct arena *a, bool *is_new,
                    struct hb_error *err);
/* Puts new facts in the place of those of a report that is there. */
hb_status store_recode(struct store *s, str id, const struct store_report *r, struct arena *a,
                       struct hb_error *err);
/* Withdraws a report and all that rests on it. *was_there: there was one of that id (its own or the
 * record's). */
hb_status store_forget(struct store *s, str id, bool *was_there, struct hb_error *err);

/* A report as it was read, for coding it anew; strings lie in the arena. *is_one false: none is
 * left that another coder than `coder` coded. Goes by date and id. */
hb_status store_next_stale(struct store *s, const char *coder, struct arena *a, struct report *out,
                           struct store_id *id, bool *is_one, struct hb_error *err);

/* ---- reading ---- */

/* The same conditions for every question; {NULL,0} asks for nothing. */
struct store_filter {
    str since, until; /* days an event may fall on: ISO days, months or years */
    str actor;        /* a code ("TUR", "LBY-REB") or a name, on either side */
    str type;         /* "ASSAULT" */
    str place;        /* a place's name or a country's code */
    str status;       /* "planned" */
    str query;        /* words of the report, as FTS5 reads them */
    str outlet;       /* of a report that tells it */
    str word;         /* on whose word: a speaker's name, code or kind ("official") */
    str id;           /* of an event: the happening that it tells, and its mentions */
    str report;       /* id of a report whose mentions are asked for */
    str as_of;        /* a day: only reports up to it, and what was due then */
    str newest;       /* not empty: events and reports from the last day on backward */
    uint32_t limit;   /* rows; 0: all */
    uint64_t skip;    /* of events and reports: rows to leave out before the first */
};

/* A row of any question: columns by position; text, whole and real numbers, or nothing. */
struct store_row;
uint32_t row_columns(const struct store_row *row);
const char *row_name(const struct store_row *row, uint32_t column);
bool row_is_null(const struct store_row *row, uint32_t column);
/* Is it a number (not text)? */
bool row_is_number(const struct store_row *row, uint32_t column);
str row_text(const struct store_row *row, uint32_t column); /* borrowed until the next row */
double row_real(const struct store_row *row, uint32_t column);
int64_t row_integer(const struct store_row *row, uint32_t column);

/* Called for each row; false: enough. */
typedef bool store_sink(void *context, const struct store_row *row);

/* A row that a fold of src/picture makes instead of SQL, for the same readers. Numbers are written
 * as decimals; {NULL,0} is nothing. */
struct row_cell {
    const char *name;
    str text; /* NUL-terminated where it is a number */
    bool is_number;
};
bool row_give(const struct row_cell *cells, uint32_t n, store_sink *sink, void *context);

/* The columns of each stand in its file of SQL (ask/events.sql …). */
enum store_question {
    STORE_EVENTS,
    STORE_RELATIONS,
    STORE_ACTORS,
    STORE_AGENDA,
    STORE_REPORTS,
    STORE_SEARCH,
    STORE_SOURCES,
    STORE_CLAIMS, /* denials, accusations, numbers, for contradictions */
    STORE_TALLY,
    STORE_SERIES_COUNTRY, /* the tally of some acts only */
    STORE_SERIES_ACTOR,
    STORE_SERIES_DYAD,
    STORE_COVERAGE,
    STORE_TIMELINE,
    STORE_ALIASES, /* of :actor, as the next two */
    STORE_OFFICES,
    STORE_ACTS,
    STORE_BREAKS,     /* ties broken, for relations */
    STORE_HAPPENINGS, /* asked through happening.h */
    STORE_NEWEST,
    STORE_MENTIONS, /* of events, as each report tells them */
    STORE_EXPLAIN,  /* of one happening, by id */
    STORE_MAP,      /* happenings by place */
    STORE_SPOTS,    /* where places are that are held; no conditions */
    STORE_REPORT,   /* one, by id, with its text */
    STORE_MARKS,    /* what was found in its text */
    STORE_PAST,     /* what occurred, by when it was told, for forecasts */
    STORE_DAYS,     /* the first and the last of reports; no conditions */
    STORE_OUTLETS,  /* whose reports there are; no conditions */
    STORE_ACTED,    /* in how many happenings of some days each had part */
    STORE_QUESTIONS
};

/* Asks; rows come in an order that depends on the archive's content alone. HB_ERR_USAGE where the
 * filter is wrong (a query that FTS5 cannot read). */
hb_status store_ask(struct store *s, enum store_question q, const struct store_filter *f,
                    store_sink *sink, void *context, struct hb_error *err);

struct store_counts {
    int64_t reports, events, relations, entities, bytes;
};
hb_status store_count(struct store *s, struct store_counts *out, struct hb_error *err);

/* Verifies: SQLite's own integrity, foreign keys, the index of words, offsets inside their texts.
 * Each fault is given to `say`; *n_faults counts them. */
hb_status store_check(struct store *s, void (*say)(void *context, const char *fault), void *context,
                      uint64_t *n_faults, struct hb_error *err);

#endif
