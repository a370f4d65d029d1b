/* The conditions that all who show an archive take: --since, --until, --as-of, --actor, --type,
 * --place, --status, --query, --outlet, --word, --limit. */
#ifndef HB_CLI_FILTER_H
#define HB_CLI_FILTER_H

#include "picture/question.h"

enum filter_option {
    FILTER_SINCE = 256,
    FILTER_UNTIL,
    FILTER_AS_OF,
    FILTER_ACTOR,
    FILTER_TYPE,
    FILTER_PLACE,
    FILTER_STATUS,
    FILTER_QUERY,
    FILTER_OUTLET,
    FILTER_WORD,
    FILTER_LIMIT,
    FILTER_END
};

/* Entries of getopt_long's table. */
#define FILTER_OPTIONS                                                                             \
    {"since", required_argument, NULL, FILTER_SINCE},                                              \
        {"until", required_argument, NULL, FILTER_UNTIL},                                          \
        {"as-of", required_argument, NULL, FILTER_AS_OF},                                          \
        {"actor", required_argument, NULL, FILTER_ACTOR},                                          \
        {"type", required_argument, NULL, FILTER_TYPE},                                            \
        {"place", required_argument, NULL, FILTER_PLACE},                                          \
        {"status", required_argument, NULL, FILTER_STATUS},                                        \
        {"query", required_argument, NULL, FILTER_QUERY},                                          \
        {"outlet", required_argument, NULL, FILTER_OUTLET},                                        \
        {"word", required_argument, NULL, FILTER_WORD}, {                                          \
        "limit", required_argument, NULL, FILTER_LIMIT                                             \
    }

/* What --help says of them. */
extern const char filter_help[];

/* "since" of FILTER_SINCE; NULL where the option is none of these. */
const char *filter_name(int option);
/* Takes an option with its value, which the filter borrows. False: the value is wrong, which was
 * said, or the option is none of these. */
bool filter_take(const char *verb, int option, const char *value, struct store_filter *f);

#endif
