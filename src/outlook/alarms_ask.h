/* Alarms as rows, and their record. */
#ifndef HB_OUTLOOK_ALARMS_ASK_H
#define HB_OUTLOOK_ALARMS_ASK_H

#include "outlook/alarms.h"

/* Of how many events a brief gives alarms. */
enum { ALARMS_EVENTS = 60000 };

struct alarms_request {
    /* since and until: days on which alarms were given; actor: a code on either side; status: on,
     * over, withdrawn, held back, or a verdict; as_of; limit. */
    struct store_filter filter;
    struct alarm_rules rules;
    str past_since;   /* what was reported before is not read; {NULL,0}: all is */
    bool has_score;   /* a row for each sort, with how many came true */
    bool is_for_eyes; /* leaves out what `says` says */
};

/* A row for each alarm, the newest first: given, says (a sentence), state (on, over, withdrawn:
 * nothing in the archive bears it out any more, held back: over the week's budget, only where asked
 * for), ends, verdict (open, lasted, passed; came true, did not), after (acts of the next seven
 * days), scope, measure, who, whom, count, expected, spreads, chance, least, coverage, new (1: not
 * in the record yet), id, reports. With has_score: scope, measure, given, judged, came (how many
 * lasted or came true), share, chance (mean of levels), withdrawn. */
hb_status alarms_ask(struct store *s, const struct alarms_request *r, store_sink *sink,
                     void *context, struct hb_error *err);
/* Enters in the record what is not there, whatever the filter; *n_new counts it. The archive must
 * be open for writing. Nothing to enter writes nothing. */
hb_status alarms_record(struct store *s, const struct alarm_rules *rules, uint64_t *n_new,
                        struct hb_error *err);

#endif
