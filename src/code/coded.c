/* Names of what the coder finds, as FORMATS prints them. */
#include "code/coded.h"

const char *event_status_name(enum event_status s) {
    static const char *const names[] = {"occurred", "planned", "conditional", "denied"};
    return names[s];
}

const char *entity_kind_name(enum entity_kind k) {
    static const char *const names[] = {"unknown", "person", "organisation",
                                        "country", "place",  "group"};
    return names[k];
}

const char *relation_kind_name(enum relation_kind k) {
    static const char *const names[RELATION_COUNT] = {"backs",  "allied",  "opposes",
                                                      "fights", "leads",   "holds",
                                                      "member", "located", "recognises"};
    return k < RELATION_COUNT ? names[k] : "";
}

const char *source_kind_name(enum source_kind k) {
    static const char *const names[] = {"other",   "party",        "official", "media",
                                        "witness", "organisation", "anonymous"};
    return names[k];
}

const char *source_stance_name(enum source_stance s) {
    static const char *const names[] = {"said", "claimed", "confirmed", "denied"};
    return names[s];
}

const char *hold_change_name(enum hold_change c) {
    static const char *const names[] = {NULL, "holds", "contests", "lost", "took"};
    return names[c];
}

const char *number_kind_name(enum number_kind k) {
    static const char *const names[NUMBER_COUNT] = {"dead",      "wounded", "arrested", "abducted",
                                                    "displaced", "crowd",   "troops",   "released",
                                                    "money",     "weapons"};
    return k < NUMBER_COUNT ? names[k] : "";
}
