/* The table of thresholds: six columns split by tabs, # begins a comment. */
#include "outlook/alarms.h"

#include <stdio.h>
#include <stdlib.h>

extern const char table_alarms[]; /* knowledge/alarms.tsv */

enum { COLUMNS = 6, LONGEST = 40, MOST = 1000000 };

const char *const alarm_scope_names[ALARM_SCOPES] = {"country", "dyad", "pair"};
const char *const alarm_measure_names[ALARM_MEASURES] = {"conflict", "violence", "level"};

static int place_of(str word, const char *const *names, int n) {
    int i = 0;
    while (i < n && !str_is(word, names[i]))
        i++;
    return i;
}

/* A number not under zero, in plain decimals. */
static bool read_real(str s, double *out) {
    char z[LONGEST], *end;
    snprintf(z, sizeof z, "%.*s", (int)(s.n < LONGEST ? s.n : LONGEST - 1), s.n ? s.p : "x");
    *out = strtod(z, &end);
    return !*end && s.n < LONGEST && *out >= 0 && *out <= MOST;
}

static bool read_whole(str s, uint32_t *out) {
    double value;
    bool is_right = read_real(s, &value) && value == (double)(uint32_t)value;
    *out = is_right ? (uint32_t)value : 0;
    return is_right;
}

static const char *read_rule(str line, struct alarm_rule *out) {
    str columns[COLUMNS], column;
    int n = 0;
    for (str rest = line; str_split(&rest, '\t', &column); n++)
        if (n < COLUMNS)
            columns[n] = str_trim(column);
    if (n != COLUMNS)
        return "scope, measure, from, least, ends and budget are needed, split by tabs";
    int scope = place_of(columns[0], alarm_scope_names, ALARM_SCOPES);
    int measure = place_of(columns[1], alarm_measure_names, ALARM_MEASURES);
    *out = (struct alarm_rule){.scope = (enum alarm_scope)scope,
                               .measure = (enum alarm_measure)measure};
    if (scope == ALARM_SCOPES)
        return "the scope is none of country, dyad, pair";
    if (measure == ALARM_MEASURES || (measure == ALARM_LEVEL) != (scope == ALARM_PAIR))
        return "of a country or dyad conflict or violence, of a pair level is needed";
    if (!read_real(columns[2], &out->from) || !read_whole(columns[3], &out->least) ||
        !read_real(columns[4], &out->ends) || !read_whole(columns[5], &out->budget))
        return "from and ends are numbers, least and budget whole ones";
    if (out->ends > out->from || (measure == ALARM_LEVEL && out->from > 1))
        return "ends may not be above from, nor a chance above 1";
    return NULL;
}

hb_status alarm_rules_read(str text, const char *file, struct alarm_rules *out,
                           struct hb_error *err) {
    uint64_t number = 0;
    str line;
    *out = (struct alarm_rules){0};
    for (str rest = text.p ? text : str_from(table_alarms); str_split(&rest, '\n', &line);) {
        number++;
        if (!str_trim(line).n || line.p[0] == '#')
            continue;
        const char *fault = out->n == ALARM_RULES ? "more lines than are read (16)"
                                                  : read_rule(line, &out->items[out->n]);
        if (fault)
            return error_set(err, HB_ERR_INPUT, number, "%.80s:%llu: %s", file,
                             (unsigned long long)number, fault);
        out->n++;
    }
    return HB_OK;
}
