/* The shared walk: the deep arguments of an act, whatever the grammar of its clause. Passives,
 * relative clauses, participles, control, coordination and light verbs are undone here, once, and
 * never in a frame. */
#ifndef HB_CODE_WALK_H
#define HB_CODE_WALK_H

#include "code/reading.h"

struct argument {
    struct role role;
    uint32_t token;   /* head of the argument */
    uint8_t distance; /* 0 its own dependent, 1 shared or inherited, 2 farther */
};

enum { MAX_ARGUMENTS = 32 };
struct arguments {
    struct argument items[MAX_ARGUMENTS];
    uint32_t n;
    uint32_t light; /* the light verb over a noun, NONE */
    bool is_passive;
};

/* Arguments of a verb, noun or adjective. Prepositions come as ROLE_PREPOSITION with the word id,
 * WORD_NONE if no table names it. O(children + depth of the clause). */
void walk_arguments(const struct reading *r, uint32_t token, struct arguments *out);

/* Subject of a verb by the walk (control, conjunction, participles), NONE. */
uint32_t walk_subject(const struct reading *r, uint32_t verb);

/* "Blew up a pipeline in retaliation for raids": what one answers is another's deed. */
bool walk_is_answered(const struct reading *r, uint32_t noun);

/* "Among those killed | were three soldiers": those who are told of by who they were. */
bool walk_is_among_those(const struct reading *r, uint32_t token);
/* "Is (believed to be) among those killed": who is, NONE. */
uint32_t walk_among_whom(const struct reading *r, uint32_t those);

/* Does the subject of the verb suffer what it says? */
bool is_passive(const struct reading *r, uint32_t verb);

#endif
