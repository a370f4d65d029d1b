/* Countries of actors are told by their names: "Police (Kenya)", and a name that stands in such
 * brackets anywhere is a country's own. Relations are hostile by the first words of their names,
 * which are CAMEO's (verbal and material conflict, codes 10 to 20). Weeks count from the first day.
 * All relations count as volume. Nothing of a week is known before it is over. */
#include "outlook/level_test.h"

#include "base/file.h"
#include "base/vec.h"

#include <stdio.h>

enum { MOST_BYTES = 1 << 30, HOURS_PER_WEEK = 24 * 7, FIELDS = 4 };

const char *const level_way_names[LEVEL_WAYS] = {"model", "ten-week mean", "own share", "base rate",
                                                 "last week"};

/* How names of hostile relations begin. "Demonstrate" and its like are protests, "Increase" alerts;
 * "Express intent to" and "Appeal" are cooperation in CAMEO, whatever follows. */
static const char *const hostile_words[] = {
    "Abduct",    "Accuse",      "Arrest",        "Assassinate",   "Attempt to", "Ban ",
    "Bring law", "Carry out",   "Coerce",        "Complain",      "Conduct",    "Confiscate",
    "Criticize", "Defy",        "Demand",        "Demonstrate",   "Destroy",    "Detonate",
    "Employ",    "Engage in m", "Engage in pol", "Engage in vio", "Expel",      "Give ult",
    "Halt",      "Impose",      "Increase",      "Kill",          "Mobilize",   "Obstruct",
    "Occupy",    "Physically",  "Protest",       "Rally opp",     "Reduce",     "Refuse",
    "Reject",    "Seize",       "Sexually",      "Threaten",      "Torture",    "Use ",
    "Veto",      "Violate",     "fight",         "find guilty"};
static const char *const friendly_words[] = {"Engage in mat", "Engage in med"}; /* of those above */

struct names {
    str *items; /* [n] by number */
    size_t n, capacity;
};

struct test {
    struct arena arena;
    struct names entities, relations, countries; /* a country of each entity; {NULL,0}: none */
    bool *is_hostile;                            /* [relations.n] */
    int32_t last_week;                           /* of what was read */
};

static bool begins_with_any(str name, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (str_starts(name, str_from(words[i])))
            return true;
    return false;
}

static bool is_hostile(str name) {
    return begins_with_any(name, hostile_words, sizeof hostile_words / sizeof *hostile_words) &&
           !begins_with_any(name, friendly_words, sizeof friendly_words / sizeof *friendly_words);
}

/* A whole number of at most nine digits, with blanks around it. */
static bool read_number(str s, uint32_t *out) {
    s = str_trim(s);
    *out = 0;
    for (uint32_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9' || s.n > 9)
            return false;
        *out = *out * 10 + (uint32_t)(s.p[i] - '0');
    }
    return s.n > 0;
}

static hb_status wrong_line(const char *path, uint64_t line, const char *wanted,
                            struct hb_error *err) {
    return error_set(err, HB_ERR_INPUT, line, "%.120s:%llu: %s is needed", path,
                     (unsigned long long)line, wanted);
}

/* "name TAB number" on each line, numbers from 0. */
static hb_status read_names(struct test *t, const char *folder, const char *file, struct names *out,
                            struct hb_error *err) {
    char path[4096];
    str text, line;
    uint64_t number = 0;
    snprintf(path, sizeof path, "%s/%s", folder, file);
    hb_status status = file_read(path, MOST_BYTES, &t->arena, &text, err);
    if (status != HB_OK)
        return status;
    for (str rest = text; str_split(&rest, '\n', &line); number++) {
        uint32_t tab = line.n, id;
        if (!line.n)
            continue;
        while (tab > 0 && line.p[tab - 1] != '\t')
            tab--;
        if (!tab || !read_number(str_slice(line, tab, line.n), &id) || id != out->n)
            return wrong_line(path, number + 1, "a name, a tab and the next number", err);
        if (!VEC_PUSH(&t->arena, out, str_slice(line, 0, tab - 1)))
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for names");
    }
    return HB_OK;
}

/* "Kenya" of "Police (Kenya)". */
static str bracketed(str name) {
    uint32_t begin = name.n;
    if (!name.n || name.p[name.n - 1] != ')')
        return (str){NULL, 0};
    while (begin > 0 && name.p[begin - 1] != '(')
        begin--;
    return begin ? str_slice(name, begin, name.n - 1) : (str){NULL, 0};
}

static bool find_countries(struct test *t) {
    struct map known = map_in(&t->arena);
    for (size_t i = 0; i < t->entities.n; i++) {
        str country = bracketed(t->entities.items[i]);
        if (country.n && !map_put(&known, country, 1))
            return false;
    }
    for (size_t i = 0; i < t->entities.n; i++) {
        str name = t->entities.items[i], country = bracketed(name);
        if (!country.n && map_get(&known, name) != MAP_NONE)
            country = name;
        if (!VEC_PUSH(&t->arena, &t->countries, country))
            return false;
    }
    t->is_hostile = ARENA_NEW(&t->arena, bool, t->relations.n + 1);
    for (size_t i = 0; i < t->relations.n && t->is_hostile; i++)
        t->is_hostile[i] = is_hostile(t->relations.items[i]);
    return t->is_hostile != NULL;
}

/* Counts a file's quadruples; *hours: the last hour, a day's worth after its beginning. */
static hb_status read_quads(struct test *t, const struct level_test_request *r, const char *path,
                            struct level_history *h, uint32_t *hours, uint64_t *n,
                            struct hb_error *err) {
    str text, line, field;
    uint64_t number = 0;
    hb_status status = file_read(path, MOST_BYTES, &t->arena, &text, err);
    if (status != HB_OK)
        return status;
    for (str rest = text; str_split(&rest, '\n', &line); number++) {
        uint32_t v[FIELDS], i = 0;
        if (!str_trim(line).n)
            continue;
        for (str fields = line; i < FIELDS && str_split(&fields, '\t', &field); i++)
            if (!read_number(field, &v[i]))
                break;
        if (i < FIELDS || v[0] >= t->entities.n || v[1] >= t->relations.n || v[2] >= t->entities.n)
            return wrong_line(path, number + 1, "actor, relation, recipient, hour", err);
        *hours = v[3] + 24 > *hours ? v[3] + 24 : *hours;
        ++*n;
        str who = t->countries.items[v[0]], whom = t->countries.items[v[2]];
        if (!who.n || !whom.n || (r->only_abroad && str_equal(who, whom)))
            continue;
        bool is_bad = t->is_hostile[v[1]];
        if (!level_count(h, who, whom, (int32_t)(v[3] / HOURS_PER_WEEK), is_bad, !is_bad))
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for events");
    }
    return HB_OK;
}

/* As if it were a chance: one in two where the mean is what is asked about. */
static double chance_of_mean(double mean, double at_least) {
    return mean / (mean + at_least);
}

/* Every pair seen so far, for every week that follows. */
static bool ask(struct test *t, const struct level_history *h, int32_t from,
                struct level_test *out) {
    struct scoring *scores = ARENA_NEW(&t->arena, struct scoring, LEVEL_WAYS);
    const struct level_model *m = &out->model;
    if (!scores)
        return false;
    for (int32_t week = from; week < h->n_weeks; week++) {
        for (size_t i = 0; i < h->pairs.n; i++) {
            int32_t known = week - 1;
            if (h->pairs.items[i].first > known)
                continue;
            double at_least = m->at_least;
            bool came = (double)h->hostile[i * (size_t)h->n_weeks + (size_t)week] >= at_least;
            double chances[LEVEL_WAYS] = {level_chance(m, h, i, known),
                                          chance_of_mean(level_mean(h, i, known, 10), at_least),
                                          level_climate(m, h, i, known), m->base,
                                          chance_of_mean(level_mean(h, i, known, 1), at_least)};
            for (size_t k = 0; k < LEVEL_WAYS; k++)
                score_add(&scores[k], chances[k], 1, came);
        }
    }
    for (size_t k = 0; k < LEVEL_WAYS; k++)
        out->scores[k] = score_of(&scores[k]);
    return true;
}

static hb_status read_all(struct test *t, const struct level_test_request *r,
                          struct level_history *h, uint32_t hours[2], struct level_test *out,
                          struct hb_error *err) {
    char folder[4096];
    const char *slash = strrchr(r->train, '/');
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - r->train) : 1,
             slash ? r->train : ".");
    const char *names = r->names ? r->names : folder;
    hb_status status = read_names(t, names, "entity2id.txt", &t->entities, err);
    if (status == HB_OK)
        status = read_names(t, names, "relation2id.txt", &t->relations, err);
    if (status == HB_OK && !find_countries(t))
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for names");
    if (status == HB_OK)
        status = read_quads(t, r, r->train, h, &hours[0], &out->n_events, err);
    hours[1] = hours[0];
    if (status == HB_OK)
        status = read_quads(t, r, r->asked, h, &hours[1], &out->n_events, err);
    return status;
}

hb_status level_backtest(const struct level_test_request *r, struct level_test *out,
                         struct hb_error *err) {
    struct test t = {.arena.maximum = (size_t)4 << 30};
    struct level_history h = level_open(&t.arena);
    uint32_t hours[2] = {0, 0};
    *out = (struct level_test){0};
    hb_status status = read_all(&t, r, &h, hours, out, err);
    int32_t train = (int32_t)(hours[0] / HOURS_PER_WEEK); /* whole weeks */
    int32_t all = (int32_t)(hours[1] / HOURS_PER_WEEK);
    int32_t asked = (int32_t)((hours[0] + HOURS_PER_WEEK - 1) / HOURS_PER_WEEK);
    if (status == HB_OK && !level_close(&h, all - 1))
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for weeks");
    if (status == HB_OK &&
        (asked >= all || h.first != 0 || !level_learn(&h, train - 1, r->at_least, &out->model)))
        status = error_set(err, HB_ERR_INPUT, 0,
                           "%.60s and %.60s: too few weeks, or too few that reach the level",
                           r->train, r->asked);
    if (status == HB_OK && !ask(&t, &h, asked, out))
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for scores");
    out->n_pairs = h.pairs.n;
    out->trained_weeks = train;
    out->asked_weeks = all - asked;
    arena_free(&t.arena);
    return status;
}
