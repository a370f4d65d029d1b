/* The outlook: what comes next between actors, how likely, and why. An engine takes dated facts
 * (subject, relation, object, day) one day at a time and answers questions of a later day, "whom
 * does this subject do this to?" or "who does this to that object?":
 *
 *     struct outlook *o;
 *     outlook_open(&(struct outlook_options){.n_threads = 2}, &o, &err);
 *     uint32_t who = outlook_entity(o, STR("TUR-GOV"));
 *     uint32_t what = outlook_relation(o, STR("MOBILIZE"));
 *     outlook_observe(o, facts, n, &err);      // days ascend from call to call
 *     outlook_learn(o, &err);                  // weights, from what has been observed
 *     outlook_ask(o, &question, &answers, &err);
 *     outlook_reasons(o, &question, whom, reasons, &n, &err);
 *
 * Every statistic of an answer is a count with a name (statistics.h), so the additive score is a
 * sum of contributions, and each leads to facts. A fact can be taken back. Entities and relations
 * are numbers given out in the order of their first mention; classes (country, role) are read from
 * names as "Police (Kenya)" and codes as "KEN-COP". The same facts, options and seed give the same
 * answers, whatever the number of threads. Not safe for use by two threads at once. */
#ifndef HB_OUTLOOK_OUTLOOK_H
#define HB_OUTLOOK_OUTLOOK_H

#include "base/date.h"
#include "base/error.h"
#include "base/str.h"

struct outlook;

#define OUTLOOK_NONE UINT32_MAX

struct outlook_fact {
    uint32_t subject, relation, object;
    date_day day;
};

enum outlook_method {
    OUTLOOK_ADDITIVE, /* contributions add up to the score exactly */
    OUTLOOK_FULL, /* networks over the same statistics; better, explained by the additive part */
};

struct outlook_options {
    enum outlook_method method;
    uint64_t seed;
    unsigned n_threads; /* 0: 1 */
};

struct outlook_question {
    uint32_t entity, relation;
    bool is_object; /* the entity undergoes the relation, and who does it is asked */
    date_day day;
};

struct outlook_answer {
    uint32_t entity;
    float score;       /* log-odds among the answers, up to a constant of the question */
    float probability; /* that it is the one, given that the relation happens to this entity */
};

/* The likeliest first; all that have been considered. Borrowed until the next call. */
struct outlook_answers {
    const struct outlook_answer *items;
    size_t n;
};

enum { OUTLOOK_REASONS = 80 }; /* as many as there are */

struct outlook_reason {
    const char *name;   /* of the statistic, in words: "this relation between them, lately" */
    float value;        /* of the statistic, 0 to 8 */
    float contribution; /* to the additive score; over all reasons they add up to it */
    float above_usual;  /* contribution less the mean over the answers: what speaks for this one */
};

hb_status outlook_open(const struct outlook_options *options, struct outlook **out,
                       struct hb_error *err);
void outlook_close(struct outlook *o);

/* The number of a name, made if new; OUTLOOK_NONE without memory or past 16 million entities, 500
 * relations. */
uint32_t outlook_entity(struct outlook *o, str name);
uint32_t outlook_relation(struct outlook *o, str name);

/* Takes facts, by ascending day (HB_ERR_INPUT else, and for numbers that were not given out). Facts
 * get numbers in the order in which they come. O(1) a fact, but for rules and two hops. */
hb_status outlook_observe(struct outlook *o, const struct outlook_fact *facts, size_t n,
                          struct hb_error *err);
/* Chooses the weights: goes through the observed days anew, asking each before it is shown. */
hb_status outlook_learn(struct outlook *o, struct hb_error *err);

hb_status outlook_ask(struct outlook *o, const struct outlook_question *q,
                      struct outlook_answers *out, struct hb_error *err);
/* Why `answer`: at most *n reasons, the weightiest first; *n becomes their number. */
hb_status outlook_reasons(struct outlook *o, const struct outlook_question *q, uint32_t answer,
                          struct outlook_reason *reasons, size_t *n, struct hb_error *err);

/* Takes a fact back from all counters, as if it had not been (weights and learned rules stay), or
 * brings it back. The same as building the engine's counts without it. */
void outlook_remove(struct outlook *o, uint32_t fact);
void outlook_restore(struct outlook *o, uint32_t fact);

#endif
