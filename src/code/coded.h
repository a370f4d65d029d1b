/* What the coder finds in a report: events, relations, entities, places, quotes. Offsets are bytes
 * into the report's text; strings borrow the text, the knowledge or the arena. Types and statuses
 * follow PLOVER 2.0 (Halterman et al., 2023) and gold/GUIDELINES. */
#ifndef HB_CODE_CODED_H
#define HB_CODE_CODED_H

#include "base/date.h"
#include "base/str.h"
#include "know/plover.h"

enum event_status { STATUS_OCCURRED, STATUS_PLANNED, STATUS_CONDITIONAL, STATUS_DENIED };

enum entity_kind {
    ENTITY_UNKNOWN,
    ENTITY_PERSON,
    ENTITY_ORGANISATION,
    ENTITY_COUNTRY,
    ENTITY_PLACE,
    ENTITY_GROUP
};

struct span {
    uint32_t begin, end; /* bytes, end exclusive; begin == end: none */
};

/* One party of an event as it stands in the sentence. */
struct party {
    struct span span;
    str text;
    str code;        /* "USA-GOV", "---" */
    str name;        /* canonical name, {NULL,0}: none known */
    uint32_t entity; /* index into coded.entities, UINT32_MAX: none */
};

struct place {
    struct span span;
    str name;    /* canonical */
    str country; /* alpha-3, {NULL,0}: none */
    double lat, lon;
    int64_t geonameid; /* 0: none */
    bool has_point;
};

/* A count given in the text. */
enum number_kind {
    NUMBER_DEAD,
    NUMBER_WOUNDED,
    NUMBER_ARRESTED,
    NUMBER_ABDUCTED,
    NUMBER_DISPLACED,
    NUMBER_CROWD,
    NUMBER_TROOPS,
    NUMBER_RELEASED,
    NUMBER_MONEY,   /* in whole units of the currency that its words name */
    NUMBER_WEAPONS, /* missiles fired, tanks sent, warplanes shot down */
    NUMBER_COUNT
};
struct number {
    enum number_kind kind;
    int64_t low, high; /* high INT64_MAX: "at least" */
    struct span span;
};

/* What kind of word an event rests on, where it is not its own actor's. */
enum source_kind {
    SOURCE_OTHER,
    SOURCE_PARTY, /* to the act: it speaks for itself */
    SOURCE_OFFICIAL,
    SOURCE_MEDIA,
    SOURCE_WITNESS,
    SOURCE_ORGANISATION, /* between or beside states: UN, Amnesty */
    SOURCE_ANONYMOUS
};
enum source_stance { STANCE_SAID, STANCE_CLAIMED, STANCE_CONFIRMED, STANCE_DENIED };
struct source {
    enum source_kind kind;
    enum source_stance stance;
    struct party *via; /* who passes the word on: the press that quotes it; NULL: none named */
};

/* Why something was coded as it was, in words for a reader. */
struct reason {
    const char *about; /* "actor", "date" */
    str text;
};

enum { MAX_MODES = 3, MAX_CONTEXTS = 4, MAX_NUMBERS = 4 };

struct event {
    struct span trigger;
    uint32_t sentence; /* index */
    enum plover_type type;
    enum plover_mode modes[MAX_MODES];
    uint32_t n_modes;
    str contexts[MAX_CONTEXTS];
    uint32_t n_contexts;
    enum plover_type content; /* the act urged, promised, threatened …; PLOVER_NONE */
    str cameo;                /* "057" */
    double goldstein, score;  /* Goldstein (1992) scale -10…10; PLOVER score */
    int quad;                 /* 1-4: verbal/material cooperation, verbal/material conflict */
    enum event_status status;
    double confidence; /* 0…1 */
    struct party *actors, *recipients;
    uint32_t n_actors, n_recipients;
    str when; /* ISO day, month, year or interval; {NULL,0} */
    struct span when_span;
    struct place *where;  /* NULL: none */
    struct party *by;     /* NULL: none */
    struct source source; /* of by */
    struct number numbers[MAX_NUMBERS];
    uint32_t n_numbers;
    str rule;               /* the frame and the fold that made it, "call.n agree.v:in" */
    struct reason *reasons; /* only where the coder explains */
    uint32_t n_reasons;
};

enum relation_kind {
    RELATION_BACKS,
    RELATION_ALLIED,
    RELATION_OPPOSES,
    RELATION_FIGHTS,
    RELATION_LEADS,
    RELATION_HOLDS,
    RELATION_MEMBER,
    RELATION_LOCATED,
    RELATION_RECOGNISES,
    RELATION_COUNT
};

/* What became of a place or a weapon that somebody holds; CHANGE_NONE for other relations. */
enum hold_change { CHANGE_NONE, CHANGE_HOLDS, CHANGE_CONTESTS, CHANGE_LOST, CHANGE_TOOK };

struct fact {
    enum relation_kind kind;
    enum hold_change change;
};

struct relation {
    struct fact fact;
    struct party from, to;
    struct span span; /* the words that carry it */
    uint32_t sentence;
    enum event_status status;
    str manner;          /* "tacit", "military"; {NULL,0} */
    str since, until;    /* ISO, {NULL,0} */
    struct place *place; /* what is held, where it is a place with a name; NULL */
    struct party *by;    /* NULL */
};

/* Something that is to be done: announced, expected, promised, or made to hang on a condition. */
struct agenda_item {
    struct party *actors, *recipients;
    uint32_t n_actors, n_recipients;
    struct span act;       /* the words for what is to be done: "send troops to Haiti" */
    enum plover_type type; /* PLOVER_NONE where it is no PLOVER act */
    str due;               /* ISO day, month, year or interval; {NULL,0} */
    struct span due_span;  /* its words */
    struct span condition; /* "if the parliament agrees"; none */
    struct party *by;      /* NULL */
    enum event_status status;
    uint32_t sentence;
};

/* An office that the text gives to a person, or that the tables know: "president". */
struct office {
    str code, title;
    str since, until;     /* ISO, {NULL,0} */
    struct span evidence; /* none where it comes from the tables */
};

struct entity {
    str name;
    enum entity_kind kind;
    str code;      /* on the report's date */
    bool is_named; /* by a name of its own, not by "police" or "rebels" */
    struct span *mentions;
    uint32_t n_mentions;
    struct office *offices;
    uint32_t n_offices;
};

struct quote {
    struct span span;
    struct party *speaker; /* NULL: not found */
};

struct coded {
    struct event *events; /* by sentence, then by trigger */
    struct relation *relations;
    struct entity *entities;
    struct place *places;
    struct quote *quotes;
    struct agenda_item *agenda; /* in the order of the text */
    uint32_t n_agenda;
    uint32_t n_events, n_relations, n_entities, n_places, n_quotes;
};

const char *event_status_name(enum event_status s);   /* "occurred" */
const char *entity_kind_name(enum entity_kind k);     /* "person" */
const char *relation_kind_name(enum relation_kind k); /* "backs" */
const char *source_kind_name(enum source_kind k);     /* "official" */
const char *source_stance_name(enum source_stance s); /* "claimed" */
const char *hold_change_name(enum hold_change c);     /* "took"; NULL for none */
const char *number_kind_name(enum number_kind k);     /* "dead" */

#endif
