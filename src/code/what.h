/* What: the acts of a sentence, found by frames over the walk, then composed. */
#ifndef HB_CODE_WHAT_H
#define HB_CODE_WHAT_H

#include "code/walk/walk.h"
#include "code/who/who.h"

enum { ACT_PARTIES = 12, ACT_MODES = MAX_MODES };

/* One act while it is being coded. */
struct act {
    uint32_t token;       /* carries the act */
    uint32_t first, last; /* tokens of the trigger, last exclusive */
    uint32_t light;       /* light verb over a noun, NONE */
    const struct frame *frame;
    enum plover_type type;
    enum plover_mode modes[ACT_MODES];
    uint32_t n_modes;
    enum plover_type content; /* of a verbal act */
    uint32_t content_token;   /* NONE */
    str cameo;
    uint32_t actors[ACT_PARTIES], recipients[ACT_PARTIES]; /* head tokens */
    uint32_t n_actors, n_recipients;
    enum event_status status;
    bool is_dropped;
    bool is_stance, is_turned; /* what a speaker does by his words; its opposite, by a negation */
    uint32_t carrier;          /* of a dropped act: the token of the act that took it over, NONE */
    const char *fold;          /* what the composition did to it, for the rule; "" */
    struct arguments arguments;
    uint32_t consumed[4]; /* argument heads that the frame's conditions named */
    uint32_t n_consumed;
};

struct acts {
    struct act *items;
    size_t n, capacity;
};

/* Appends the acts of sentence s, before status and composition. False without memory. */
bool what_find(struct reading *r, uint32_t s, struct acts *out);

/* Composition within a sentence: verbal acts take their content, light and repeated carriers become
 * one, an attack takes its victims (guidelines 1, 2, 10). acts[from, n) are of one sentence. */
void what_compose(struct reading *r, struct acts *acts, size_t from);

/* The act of the sentence carried by `token`, NULL. */
struct act *act_at(struct acts *acts, size_t from, uint32_t token);

#endif
