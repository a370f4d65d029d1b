/* The past that forecasts are made from: which actor did what to whom on which day, since when that
 * is known, and what was announced.
 *
 * An act is known from the day of the first report that tells it, never earlier; what a later
 * report tells changes nothing that was known before. Tellings are folded by actor, type, recipient
 * and day alone, so that no report from the future has a say in what is one act. Actors are codes;
 * the parts of a state (LBY, LBY-GOV, LBY-MIL) are one, as in the agenda. */
#ifndef HB_OUTLOOK_ANNALS_H
#define HB_OUTLOOK_ANNALS_H

#include "base/date.h"
#include "base/map.h"
#include "store/store.h"

enum { ANNALS_TYPES = 17 /* plover_type */, ANNALS_NOBODY = 0 /* the actor without a name */ };

/* Actor does type to recipient; ANNALS_NOBODY where none is told. */
struct annals_key {
    uint32_t who, whom;
    uint8_t type;
};

struct annals_act {
    struct annals_key key;
    date_day day;   /* of the act, at most `known` */
    date_day known; /* of the first report that tells it */
    uint32_t n_tellings;
    str event, report; /* ids: of the first telling */
};

/* An act in the world, whichever reports tell it (a happening of the picture): what is counted
 * where numbers of acts matter. Once for each pair of its sides. */
struct annals_deed {
    struct annals_key key;
    date_day day, known;
    uint32_t country; /* where it was, as an actor's number; ANNALS_NOBODY: not told */
    uint32_t number;  /* of the happening: the same for all its pairs */
    str report;       /* id: of the first telling */
};

struct annals_plan {
    struct annals_key key; /* type: what is announced */
    date_day told;
    struct interval due; /* first DATE_NONE: no day is given */
    str report, words;
};

struct annals {
    struct arena *arena; /* borrows */
    struct map actors;   /* by code; the first is "" */
    uint32_t *lands;     /* [actors.n] number of an actor's country, its own if it is one */
    size_t lands_capacity;
    struct map by_act;
    struct {
        struct annals_act *items; /* by `known` */
        size_t n, capacity;
    } acts;
    struct map by_deed, happenings;
    struct {
        struct annals_deed *items; /* by `known` */
        size_t n, capacity;
    } deeds;
    struct {
        struct annals_plan *items; /* by `told` */
        size_t n, capacity;
    } plans;
    struct {
        date_day *items; /* of reports, ascending, one for each */
        size_t n, capacity;
    } reports;
    date_day today; /* DATE_NONE: nothing is known */
};

struct annals annals_in(struct arena *a);
/* One whose actors have the numbers that they have in another; false: no memory. */
bool annals_like(struct arena *a, const struct annals *other, struct annals *out);
/* The number of the actor that a code means; ANNALS_NOBODY for none and for "---"; MAP_NONE without
 * memory. */
uint32_t annals_actor(struct annals *p, str code);
str annals_code(const struct annals *p, uint32_t actor);
/* Adds a telling; calls come with ascending `known`. False: no memory. */
bool annals_tell(struct annals *p, struct annals_key key, date_day day, date_day known, str event,
                 str report);

/* Evidence that is taken away or supposed. */
struct annals_change {
    const str *without; /* [n_without] ids of events or happenings */
    size_t n_without;
    const str *what_if; /* [n_what_if] "TUR-GOV MOBILIZE LBY": on the last day */
    size_t n_what_if;
};

/* Days of the reports that are read, ISO; {NULL,0}: from the first, to the last. */
struct annals_span {
    str since, as_of;
    bool only_acts; /* no announcements are read */
};

/* Reads what the reports of a span tell. *n_gone counts tellings that `without` took away.
 * HB_ERR_USAGE: a supposed act cannot be read. O(tellings). */
hb_status annals_read(struct store *s, struct annals_span span, const struct annals_change *change,
                      struct annals *out, uint64_t *n_gone, struct hb_error *err);
/* The day since which there are about so many events up to as_of, by the reports of each day and
 * the mean of events a report; {NULL,0}: there are no more. In the arena. */
hb_status annals_since(struct store *s, str as_of, uint64_t most_events, struct arena *a,
                       str *since, struct hb_error *err);
/* Reads "TUR-GOV MOBILIZE LBY", the recipient (or "-" for the actor) may be left out. */
bool annals_key_parse(struct annals *p, str text, struct annals_key *out);

#endif
