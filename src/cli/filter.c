/* getopt's numbers to the names of conditions; what a condition may be is known to src/picture. */
#include "cli/filter.h"

#include "cli/cli.h"

const char filter_help[] =
    "      --since DATE          from a day, month or year on\n"
    "      --until DATE          up to it\n"
    "      --as-of DATE          as things stood then: later reports do not count\n"
    "      --actor WHO           a code (TUR, LBY-REB) or a name, on either side\n"
    "      --type TYPE           of events ASSAULT …; of relations backs …\n"
    "      --place WHERE         a place, or a country's code\n"
    "      --status STATUS       occurred, planned, conditional or denied\n"
    "      --query WORDS         reports with these words\n"
    "      --outlet NAME         told by this outlet\n"
    "      --word WHO            on whose word: a name, a code, or official, media, witness …\n"
    "      --limit N             no more events (relations) than this\n";

static const char *const names[FILTER_END - FILTER_SINCE] = {"since",  "until", "as-of",  "actor",
                                                             "type",   "place", "status", "query",
                                                             "outlet", "word",  "limit"};

const char *filter_name(int option) {
    return option >= FILTER_SINCE && option < FILTER_END ? names[option - FILTER_SINCE] : NULL;
}

bool filter_take(const char *verb, int option, const char *value, struct store_filter *f) {
    struct hb_error err;
    const char *name = filter_name(option);
    if (!name)
        return false;
    if (filter_set(f, str_from(name), str_from(value), NULL, &err) == HB_OK)
        return true;
    cli_say(verb, "--%s %s", name, err.message);
    return false;
}
