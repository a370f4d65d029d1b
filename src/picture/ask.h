/* Questions about the picture. Each answers in rows, like store_ask, and most fold the facts that
 * a question to the store gives; their columns are described in docs/formats.md. All rows depend on
 * the archive's content alone and are totally ordered.
 *
 *   facts ─store_ask→ tellings ─fold→ rows
 *
 * Nothing is kept: the folds run at asking, over what the filter lets through, so that --as-of
 * shows the picture of any day and nothing can be stale. */
#ifndef HB_PICTURE_ASK_H
#define HB_PICTURE_ASK_H

#include "store/store.h"

enum picture_period { PERIOD_NONE, PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH };
enum picture_scope { SCOPE_COUNTRY, SCOPE_ACTOR, SCOPE_DYAD };

/* What a question is asked with, beside the filter. */
struct picture_options {
    enum picture_period period; /* of indicators and timeline; PERIOD_NONE: as fits */
    enum picture_scope scope;   /* of indicators */
    bool has_charts;            /* for a person: bars, sparklines */
};

typedef hb_status picture_question(struct store *s, const struct store_filter *f,
                                   const struct picture_options *o, store_sink *sink, void *context,
                                   struct hb_error *err);

picture_question picture_actors;         /* who there is; one by name in full */
picture_question picture_relations;      /* who stands how to whom, since when, told by how many */
picture_question picture_indicators;     /* counts per period, changes against their own past */
picture_question picture_timeline;       /* what happened, period by period */
picture_question picture_contradictions; /* what reports say against each other */
picture_question picture_agenda;         /* what is to come, and what became of it */
picture_question picture_follow_through; /* how much of what actors announce they do */
picture_question picture_control;        /* who holds what, place by place, as a time line */

/* The archive's day: as_of, else its newest report's date (in *a); {NULL,0} of an empty one. */
hb_status picture_today(struct store *s, const struct store_filter *f, struct arena *a, str *out,
                        struct hb_error *err);

#endif
