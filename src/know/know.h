/* Knowledge: the tables of countries, actors, agents, places, frames, operators and codes, compiled
 * from knowledge/ into one mapped, read-only image. All strings are borrowed from the image. An
 * overlay (`--knowledge DIR`) is a second image that is asked first. */
#ifndef HB_KNOW_KNOW_H
#define HB_KNOW_KNOW_H

#include "base/date.h"
#include "base/error.h"
#include "know/anaphora.h"
#include "know/plover.h"

struct know;

/* Maps and checks a compiled image; every index in it is verified once (about a millisecond). */
hb_status know_open(const char *path, struct know **out, struct hb_error *err);
/* The same, with the tables of overlay_dir (NULL: none) compiled in memory and asked first. Errors
 * of a table are of the form "file:line: …". */
hb_status know_open_with(const char *path, const char *overlay_dir, struct know **out,
                         struct hb_error *err);
/* Over bytes in memory (tests, fuzzing; borrows data). */
hb_status know_from_bytes(const void *data, size_t size, struct know **out, struct hb_error *err);
void know_close(struct know *k);
/* Hash of all that the tables hold, an overlay's too. O(size), some milliseconds. */
uint64_t know_hash(const struct know *k);

/* ---- names ---- */

enum phrase_kind {
    PHRASE_COUNTRY = 1,
    PHRASE_DEMONYM,
    PHRASE_CAPITAL,
    PHRASE_SEAT,
    PHRASE_ACTOR,
    PHRASE_PLACE,
    PHRASE_AGENT
};

struct phrase_hit {
    enum phrase_kind kind;
    uint32_t index; /* of the country, actor, place or agent, see below */
    bool is_acronym;
    bool is_exact; /* written as the table writes it, but for case and punctuation */
};

enum { PHRASE_HITS = 12, PHRASE_TOKENS = 10 };

struct phrase_match {
    uint32_t n_tokens; /* length of the longest phrase, 0: none */
    uint32_t n_hits;
    struct phrase_hit hits[PHRASE_HITS];
};

/* The longest name that begins at tokens[0]; `tokens` are forms. Articles and hyphens inside are
 * passed over but never begin or end a match. O(length of the longest phrase). */
struct phrase_match know_match_name(const struct know *k, const str *tokens, uint32_t n);
/* The longest agent phrase that begins at lemmas[0] (lower-cased lemmas). */
struct phrase_match know_match_agent(const struct know *k, const str *lemmas, uint32_t n);

/* ---- the gazetteer: towns, districts and regions by the hundred thousand, which need more than
 * their name to be meant ---- */

enum town_kind { TOWN_TOWN, TOWN_DISTRICT, TOWN_REGION };
struct know_town {
    str name, region, country; /* region "" where it has no name */
    double lat, lon;
    uint32_t geonameid; /* 0: none */
    uint32_t region_id; /* equal for all that lie in one first-order region, and for itself */
    int weight;         /* 0 a hamlet … 7 a metropolis */
    enum town_kind kind;
    uint16_t
        letters; /* equals town_match.letters where the text writes the name as the table does */
};
/* All towns of one folded name: [first, first + n), likeliest first. */
struct town_match {
    uint32_t n_tokens; /* 0: none */
    uint32_t first, n;
    uint16_t letters;
};
/* The longest name that begins at tokens[0]. O(log of the towns). */
struct town_match know_match_town(const struct know *k, const str *tokens, uint32_t n);
struct know_town know_town(const struct know *k, uint32_t index);

/* How the answers about an antecedent weigh for a sort of anaphor. Borrowed from the image. */
const struct anaphora_weights *know_anaphora(const struct know *k, enum anaphor a);

struct know_country {
    str code, name;
    double lat, lon;
};
struct know_spell {
    date_day from, to; /* both open as the calendar's ends */
    str code, office;
    bool is_dated;
};
enum know_actor_kind { KNOW_PERSON, KNOW_ORGANISATION, KNOW_GROUP };
struct know_actor {
    str name;
    enum know_actor_kind kind;
    uint32_t first_spell, n_spells;
};
struct know_place {
    str name, country, kind;
    double lat, lon;
    int weight;
};
enum know_agent_kind { AGENT_PERSON, AGENT_GROUP, AGENT_ORGANISATION, AGENT_THING };
struct know_agent {
    str phrase, sector; /* sector "" when it is wholly its owner's */
    str place;          /* "IGO:UN" for peacekeepers; "" */
    bool is_ambiguous;  /* a word of many senses: means an actor only with an owner (exchange,
                           interest) */
    bool takes_owner;   /* `=`: takes the sector of what it belongs to */
    enum know_agent_kind kind;
};

struct know_country know_country(const struct know *k, uint32_t index);
struct know_actor know_actor(const struct know *k, uint32_t index);
struct know_spell know_spell(const struct know *k, uint32_t index);
struct know_place know_place(const struct know *k, uint32_t index);
struct know_agent know_agent(const struct know *k, uint32_t index);
/* UINT32_MAX if there is no such country. */
uint32_t know_country_by_code(const struct know *k, str code);
/* The code that an actor holds on a day (DATE_NONE: today's reading of the latest spell): the
 * latest spell that covers it; else for a person the bare country before and COUNTRY-ELI after, if
 * he ever held an office of state, or what he was last.
 * Copied into the arena when made up. */
str know_actor_code(const struct know *k, uint32_t actor, date_day day, struct arena *a);

/* ---- words, frames, operators ---- */

#define WORD_NONE UINT32_MAX

/* Id of a lower-case word that some table names, or WORD_NONE. */
uint32_t know_word(const struct know *k, str lower);
str know_word_text(const struct know *k, uint32_t word);
/* Is the word in class `class_id` (ids as conditions give them, or from know_class)? */
bool know_word_in_class(const struct know *k, uint32_t word, uint32_t class_id);
/* All classes of a word as bits, [CLASS_LIMIT / 64]; NULL for WORD_NONE. */
const uint64_t *know_word_classes(const struct know *k, uint32_t word);
str know_class_name(const struct know *k, uint32_t class_id);
/* The classes whose names begin with a prefix (one table's, side by side): how many, and the id of
 * the first in *first. O(classes). */
uint32_t know_classes_with(const struct know *k, const char *prefix, uint32_t *first);
uint32_t know_class(const struct know *k, const char *name); /* WORD_NONE if unknown */

/* Roles of a frame: deep grammatical functions, then prepositions by word id. */
enum role_name {
    ROLE_SUBJ = 0,
    ROLE_OBJ,
    ROLE_IOBJ,
    ROLE_XCOMP,
    ROLE_CCOMP,
    ROLE_POSS,
    ROLE_MOD,
    ROLE_HEAD,
    ROLE_NEAR,
    ROLE_NONE,
    ROLE_PREPOSITION
};
struct role {
    uint16_t name; /* enum role_name */
    uint32_t word; /* the preposition for ROLE_PREPOSITION */
};

enum value_kind {
    VALUE_WORD,
    VALUE_CLASS,
    VALUE_ACTOR,
    VALUE_PLACE,
    VALUE_PERSON,
    VALUE_STATESMAN,
    VALUE_CLAUSE,
    VALUE_SUBJUNCTIVE /* "that it be left": a clause in its bare form */
};
struct frame_value {
    enum value_kind kind;
    uint32_t id; /* word or class */
};
struct frame_condition {
    struct role role;
    bool is_absent;                 /* `-role` */
    bool is_negated;                /* `role=!…` */
    uint32_t first_value, n_values; /* 0 values: the role is there */
};
enum frame_flag {
    FRAME_MUTUAL = 1,
    FRAME_VERBAL = 2,
    FRAME_WEAK = 4,
    FRAME_NEEDS_ACTOR = 8,
    FRAME_TRIGGER_OBJ = 16,
    FRAME_SAID = 32,
    FRAME_NEGATED = 64,
    FRAME_SUSPICION = 128
};
enum { FRAME_REST = 4 };
struct frame {
    uint32_t head;             /* word id */
    char pos;                  /* 'v' 'n' 'a' */
    uint32_t rest[FRAME_REST]; /* the trigger's other words in order */
    uint32_t n_rest;
    bool is_head_last; /* noun compounds: the rest stands before the head */
    uint32_t first_condition, n_conditions;
    uint32_t first_actor_role, n_actor_roles; /* into know_role */
    uint32_t first_recipient_role, n_recipient_roles;
    enum plover_type type;
    enum plover_mode modes[3];
    uint32_t n_modes;
    str cameo; /* "" : the type's and mode's default */
    uint32_t flags;
    str file; /* "frames/ASSAULT.frames", "frames/ASSAULT-casualties.frames" */
    uint32_t line;
    str trigger; /* as written, "pull_out/v" */
};

/* Frames whose head is `word` in part of speech pos, most specific first: [first, first + n). */
struct frame_range {
    uint32_t first, n;
};
struct frame_range know_frames(const struct know *k, uint32_t word, char pos);
const struct frame *know_frame(const struct know *k, uint32_t index);
struct frame_condition know_condition(const struct know *k, uint32_t index);
struct frame_value know_value(const struct know *k, uint32_t index);
struct role know_role(const struct know *k, uint32_t index);

/* What a word does to the clause under it (operators.tsv); a set of bits. */
enum operator_bit {
    OP_REPORT = 1 << 0,    /* say, tell, according: gives the claim to its subject */
    OP_DENY = 1 << 1,      /* deny, refute: denied, on its subject's word */
    OP_PLAN = 1 << 2,      /* plan, intend, prepare, expect, schedule, will: planned */
    OP_CONDITION = 1 << 3, /* may, could, if, possibility, consider: conditional */
    OP_FAIL = 1 << 4,      /* fail, refrain, avoid, prevent, stop short: did not happen */
    OP_ASPECT =
        1 << 5, /* begin, continue, stop, try, help, manage: passes through, subject shared */
    OP_LIGHT = 1 << 6,          /* hold, conduct, launch, carry: the noun under it is the act */
    OP_CAUSE = 1 << 7,          /* order, send, force: its object does the act below */
    OP_NEGATIVE = 1 << 8,       /* not, never, no, without */
    OP_WANT = 1 << 9,           /* want, seek, hope, try to get: not yet done */
    OP_OFFICIAL_VOTE = 1 << 10, /* vote, decide: passes through as done by its subject */
};
/* 0 where the word is no operator. pos as in frames: 'v' 'n' 'a' (also adverbs). */
uint32_t know_operators(const struct know *k, uint32_t word, char pos);

/* ---- codes ---- */

struct know_cameo {
    str code, label;
    str contexts; /* PLOVER contexts that the code itself tells, split by '|' */
    double goldstein;
    enum plover_type type;
};
/* CAMEO's entry, or the root's, or {0}. */
struct know_cameo know_cameo(const struct know *k, str code);
/* The CAMEO code that stands for a type and mode when the frame names none ("190" for ASSAULT). */
str know_default_cameo(const struct know *k, enum plover_type type, enum plover_mode mode);
/* fold.tsv: a verbal act over a content act, with the status of the content. */
struct know_fold {
    enum plover_type type; /* PLOVER_COUNT: no rule, the outer act stands as it is */
    enum plover_mode mode; /* MODE_NONE: keep the outer act's */
    str cameo;             /* "": default */
};
struct know_fold know_fold(const struct know *k, enum plover_type outer, enum plover_type content);

/* Counts for `--version` and the docs. */
struct know_counts {
    uint32_t countries, actors, agents, places, towns, frames, words, phrases;
};
struct know_counts know_count(const struct know *k);

/* ---- compiling ---- */

/* Compiles the tables under `dir` (knowledge/) into an image at `path`. On an error in a table,
 * err->message is "file:line: what", and `diagnostic` (may be NULL, [400]) holds the line and a
 * caret under the column. */
hb_status know_compile(const char *dir, const char *path, char *diagnostic, struct hb_error *err);

#endif
