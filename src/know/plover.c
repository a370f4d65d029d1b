/* PLOVER's names and weights: plain tables. */
#include "know/plover.h"

static const struct {
    const char *name;
    int quad;
    double score;
} types[PLOVER_COUNT] = {
    {"NONE", 0, 0.0},     {"AGREE", 1, 4.0},     {"CONSULT", 1, 1.5},   {"SUPPORT", 1, 3.5},
    {"CONCEDE", 1, 5.0},  {"COOPERATE", 2, 6.5}, {"AID", 2, 7.5},       {"RETREAT", 2, 7.0},
    {"REQUEST", 3, -1.0}, {"ACCUSE", 3, -2.0},   {"REJECT", 3, -4.0},   {"THREATEN", 3, -5.5},
    {"PROTEST", 4, -6.5}, {"SANCTION", 4, -5.0}, {"MOBILIZE", 4, -7.0}, {"COERCE", 4, -7.5},
    {"ASSAULT", 4, -9.5},
};

static const char *const modes[MODE_COUNT] = {
    "",
    "visit",
    "third-party",
    "multilateral",
    "phone",
    "withdraw",
    "release",
    "disarm",
    "ceasefire",
    "access",
    "resign",
    "assist",
    "change",
    "yield",
    "meet",
    "disapprove",
    "investigate",
    "allege",
    "restrict",
    "arrest",
    "relations",
    "expel",
    "territory",
    "violence",
    "demo",
    "riot",
    "strike",
    "hunger",
    "boycott",
    "obstruct",
    "vandalize",
    "convict",
    "discontinue",
    "troops",
    "weapons",
    "police",
    "militia",
    "seize",
    "censor",
    "curfew",
    "martial-law",
    "deport",
    "withhold",
    "misinformation",
    "cyber",
    "abduct",
    "beat",
    "torture",
    "sexual",
    "targeted",
    "destroy",
    "primitive",
    "firearms",
    "explosives",
    "suicide-attack",
    "aerial",
    "drone",
    "heavy-weapons",
    "crowd-control",
    "unconventional",
};

const char *plover_type_name(enum plover_type t) {
    return t < PLOVER_COUNT ? types[t].name : "NONE";
}

const char *plover_mode_name(enum plover_mode m) {
    return m < MODE_COUNT ? modes[m] : "";
}

enum plover_type plover_type_parse(str s) {
    if (str_is(s, "none"))
        return PLOVER_NONE;
    for (int t = 1; t < PLOVER_COUNT; t++)
        if (str_is(s, types[t].name))
            return (enum plover_type)t;
    return PLOVER_COUNT;
}

enum plover_mode plover_mode_parse(str s) {
    for (int m = 1; m < MODE_COUNT; m++)
        if (str_is(s, modes[m]))
            return (enum plover_mode)m;
    return MODE_COUNT;
}

int plover_quad(enum plover_type t) {
    return t < PLOVER_COUNT ? types[t].quad : 0;
}

double plover_score(enum plover_type t) {
    return t < PLOVER_COUNT ? types[t].score : 0.0;
}
