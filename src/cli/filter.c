/* Each condition is checked here, so that a wrong one is refused before the archive is opened. */
#include "cli/filter.h"

#include "cli/cli.h"

enum { MOST_ROWS = 1000000000 };

const char filter_help[] =
    "      --since DATE          from a day, month or year on\n"
    "      --until DATE          up to it\n"
    "      --as-of DATE          as things stood then: later reports do not count\n"
    "      --actor WHO           a code (TUR, LBY-REB) or a name, on either side\n"
    "      --type TYPE           of events ASSAULT …; of relations backs …\n"
    "      --place WHERE         a place, or a country's code\n"
    "      --status STATUS       occurred, planned, conditional or denied\n"
    "      --query WORDS         reports with these words\n"
    "      --limit N             no more events (relations) than this\n";

static bool is_date(const char *verb, const char *option, const char *value) {
    struct interval i;
    if (interval_parse(str_from(value), &i))
        return true;
    cli_say(verb, "%s '%s': a date is needed, as in 2019-12-26, 2019-12 or 2019", option, value);
    return false;
}

bool filter_take(const char *verb, int option, const char *value, struct store_filter *f) {
    long n = 0;
    str *const texts[] = {&f->since, &f->until, &f->as_of,  &f->actor,
                          &f->type,  &f->place, &f->status, &f->query};
    if (option < FILTER_SINCE || option >= FILTER_END)
        return false;
    if (option == FILTER_LIMIT) {
        bool is_right = cli_number(verb, "--limit", value, 1, MOST_ROWS, &n);
        f->limit = (uint32_t)n;
        return is_right;
    }
    *texts[option - FILTER_SINCE] = str_from(value);
    static const char *const dates[] = {"--since", "--until", "--as-of"};
    return option > FILTER_AS_OF || is_date(verb, dates[option - FILTER_SINCE], value);
}
