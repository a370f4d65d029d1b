/* Who is who across reports: an actor is a code (PLACE or PLACE-SECTOR) and, where it has a name of
 * its own, that name: two rebel groups of a country share a code, "troops" have nothing else. */
#ifndef HB_PICTURE_WHO_H
#define HB_PICTURE_WHO_H

#include "base/arena.h"
#include "base/str.h"

struct who {
    str code;
    str name; /* proper; {NULL,0}: whoever the code stands for */
};

/* Keeps a name that is proper ("Libyan National Army", "al-Shabaab"), drops a description ("the
 * rebels", "Turkish soldiers", "Libya's coast guard"), but not "an armed group", which is not the
 * one that was named. Borrows both. */
struct who who_of(str code, str name);
bool is_proper_name(str name);
bool who_equal(struct who a, struct who b);
int who_compare(struct who a, struct who b);
/* Could it be the same actor: codes that meet, and no two different names. */
bool who_meets(struct who a, struct who b);

/* "LBY" of "LBY-REB", "IGO:UN" of "IGO:UN"; what follows the dash, or {NULL,0}. */
str code_place(str code);
str code_sector(str code);
/* Equal, or both of one state: LBY, LBY-GOV and LBY-MIL stand for each other, LBY-REB does not. */
bool code_meets(str a, str b);
/* All codes that a code meets (at most seven), in the arena. Returns how many. */
uint32_t codes_that_meet(struct arena *a, str code, str *out);

#endif
