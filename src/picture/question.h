/* Questions by name, with their conditions: what the command line and the HTTP API ask, read in one
 * place, so that both know the same words and refuse the same ones.
 *
 *   name, conditions ─question_set→ struct asking ─question_ask→ rows */
#ifndef HB_PICTURE_QUESTION_H
#define HB_PICTURE_QUESTION_H

#include "picture/ask.h"

/* A question is the store's own, or one of this room. */
struct question {
    const char *name;
    bool has_types; /* --type is one of PLOVER's */
    enum store_question store;
    picture_question *picture; /* NULL: the store's */
};

struct asking {
    const struct question *question;
    struct store_filter filter;
    struct picture_options options;
    bool has_mentions; /* of events: a row for each report that tells one */
};

/* "events", "follow-through"; NULL where there is none. */
const struct question *question_named(str name);
/* The questions in the order in which they are listed; NULL past the last. */
const struct question *question_at(size_t i);

/* One condition that every question takes: since, until, as-of, actor, type, place, status, query,
 * outlet, word, limit. Borrows the value. HB_ERR_USAGE with what is wrong, beginning with the
 * value:
 * "'2019-13': a date is needed …". *is_one (may be NULL): the name is one of them. */
hb_status filter_set(struct store_filter *f, str name, str value, bool *is_one,
                     struct hb_error *err);
/* The same with what belongs to the question: by, period, mentions; order of events and reports. */
hb_status question_set(struct asking *a, str name, str value, bool *is_one, struct hb_error *err);

hb_status question_ask(struct store *s, const struct asking *a, store_sink *sink, void *context,
                       struct hb_error *err);

#endif
