/* Parts of parties.c: what fits as a party and how roles are taken (parties.c), what the frame
 * leaves open (open.c), the clause around a noun (clause.c), both sides of a fight and those who
 * fell in it (fallen.c). Private to them. */
#ifndef HB_CODE_PARTIES_PARTS_H
#define HB_CODE_PARTIES_PARTS_H

#include "code/parties/parties.h"

/* A growing list of parties by their head tokens. */
struct heads {
    uint32_t *items; /* [ACT_PARTIES] */
    uint32_t n;
};

bool party_is_listed(const uint32_t *list, uint32_t n, uint32_t token);
/* A town, a border, an airport: told by "where" of a deed. */
bool party_is_place_noun(const struct reading *r, uint32_t noun);
/* A capital or another town by its name. */
bool party_is_town(const struct reading *r, uint32_t token);
/* May the token's mention be a party of an act of this type in this role? */
bool party_fits(struct reading *r, uint32_t token, enum plover_type type, const struct role *role);
/* Adds the parties among `arguments` that stand in `role` at a distance, but for those taken. */
void party_take_at(struct reading *r, const struct act *a, const struct arguments *arguments,
                   const struct role *role, int distance, const struct heads *taken,
                   struct heads *out);
/* The same at the nearest distance at which there are any. */
void party_take(struct reading *r, const struct act *a, const struct arguments *arguments,
                const struct role *role, const struct heads *taken, struct heads *out);

/* Asks the words around an act for the parties that its frame's roles left open. */
void parties_complete(struct reading *r, struct act *a);

/* "Tariffs on goods from Brazil": whose what is traded is. */
void party_take_traded(struct reading *r, const struct act *a, uint32_t noun,
                       const struct heads *taken, struct heads *out);

/* "Six died in the shelling of the camp | by the army": who does it, hung on the verb over it. */
void party_take_agent_above(struct reading *r, const struct act *a, const struct heads *taken,
                            struct heads *out);
/* "A statement issued by X": by whom the verb's own act is done. */
void party_take_agent_of(struct reading *r, const struct act *a, uint32_t verb,
                         const struct heads *taken, struct heads *out);
/* "Demanded that the UN act": whom the tree left without a clause. */
void party_take_that(struct reading *r, const struct act *a, const struct heads *actors,
                     struct heads *out);
/* Parties of a noun from the clause around it (clause.c). */
void parties_from_clause(struct reading *r, struct act *a);
/* Of force told by a noun: its clause's subject, where he is somebody without force. */
void party_drop_powerless(struct reading *r, struct act *a);
/* Of talks and visits: those of their clause where they name nobody, or only with whom. */
void parties_from_consultation(struct reading *r, struct act *a);

/* Mutual acts: both sides are actors, who falls there is a recipient (fallen.c). */
void party_join_sides(const struct reading *r, struct act *a);
/* Actors who by the words around them only undergo the act, or are its site. */
void party_turn_over(struct reading *r, struct act *a);

/* What somebody undergoes at another's hands: who asks for X's release asks whoever holds X. */
bool party_is_undergone(const struct reading *r, uint32_t noun);
/* Of a noun's arguments, those by whom it is done. */
void party_keep_doers(const struct reading *r, struct arguments *inner);

#endif
