/* Alarms: something is out of its ordinary, or its level will likely be high. Two sorts:
 *
 *  - change: the hostile acts of seven days, in a country or from one actor on another, are more
 *    than the coverage and the past let expect (picture/unusual.h). Promised is that a change is
 *    seen on the day on which it is told, not that it is foreseen.
 *  - level: the chance that a pair of countries sees so many hostile acts next week (level.h).
 *
 * Each goes on until it falls back: one alarm an episode. Thresholds and the alarms allowed a week
 * stand in a table (knowledge/alarms.tsv). An alarm of a day rests on what was reported up to that
 * day. */
#ifndef HB_OUTLOOK_ALARMS_H
#define HB_OUTLOOK_ALARMS_H

#include "outlook/annals.h"

enum alarm_scope { ALARM_COUNTRY, ALARM_DYAD, ALARM_PAIR, ALARM_SCOPES };
enum alarm_measure { ALARM_CONFLICT, ALARM_VIOLENCE, ALARM_LEVEL, ALARM_MEASURES };
extern const char *const alarm_scope_names[ALARM_SCOPES];
extern const char *const alarm_measure_names[ALARM_MEASURES];

struct alarm_rule {
    enum alarm_scope scope;
    enum alarm_measure measure;
    double from, ends;
    uint32_t least, budget;
};

enum { ALARM_RULES = 16 };
struct alarm_rules {
    struct alarm_rule items[ALARM_RULES];
    uint32_t n;
};

/* Reads a table of thresholds; the one that is built in where text is {NULL,0}. HB_ERR_INPUT:
 * a line is wrong, named with the file's name and its number. */
hb_status alarm_rules_read(str text, const char *file, struct alarm_rules *out,
                           struct hb_error *err);

struct alarm {
    enum alarm_scope scope;
    enum alarm_measure measure;
    uint32_t who, whom;   /* whom ANNALS_NOBODY of a country */
    date_day given, ends; /* ends: the first day on which it was over; DATE_NONE: it goes on */
    double count, expected, spreads, chance; /* as of the day it was given */
    uint32_t least, coverage;
    bool is_held_back;            /* the week's budget was used up */
    double after, after_expected; /* acts of the next seven days, and what was ordinary for them */
    bool is_judged;               /* these days are over */
    str reports;                  /* of the acts behind it, split by blanks */
};

struct alarm_list {
    struct alarm *items; /* by day given, then the strongest first */
    size_t n, capacity;
};

/* All alarms of a past. O(hostile acts * days looked back). */
hb_status alarms_find(const struct annals *p, const struct alarm_rules *rules, struct arena *a,
                      struct alarm_list *out, struct hb_error *err);

#endif
