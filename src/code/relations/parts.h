/* Parts of relations.c: what verbs and prepositions (words.c), nouns (nouns.c), titles (titles.c)
 * and coded acts (events.c) say of standing facts, and one fact with its sides (fact.c, sides.c).
 * Private to them. */
#ifndef HB_CODE_RELATIONS_PARTS_H
#define HB_CODE_RELATIONS_PARTS_H

#include "code/walk/walk.h"
#include "code/who/who.h"

struct relations {
    struct relation *items;
    size_t n, capacity;
};

/* One fact between two nominals and all who are listed with them, resting on `word`. Sides that
 * cannot stand in such a fact are left out. False without memory. */
bool relation_add(struct reading *r, struct relations *out, struct fact fact, uint32_t from,
                  uint32_t to, uint32_t word);
/* The fact between a nominal and each that is listed behind it: "A and B are at war". NONE: none.
 */
bool relation_add_listed(struct reading *r, struct relations *out, struct fact fact, uint32_t first,
                         uint32_t word);

bool relations_from_verb(struct reading *r, uint32_t t, struct relations *out);
bool relations_from_preposition(struct reading *r, uint32_t t, struct relations *out);
bool relations_from_noun(struct reading *r, uint32_t t, struct relations *out);
bool relations_from_title(struct reading *r, uint32_t t, struct relations *out);

/* Who fights and who arms whom, from the events that were coded. */
bool relations_from_events(struct reading *r, const struct coded *coded, struct relations *out);

/* ---- sides (sides.c) ---- */

/* Can the mention stand on that side of a fact? */
bool side_fits(struct reading *r, uint32_t t, enum relation_kind kind, bool is_object);
/* A mention as a party, with what a quantity is of: "members of the tribe". */
struct party side_party(struct reading *r, uint32_t t);
/* "Saudi" in "the Saudi-led coalition", whose words are one name of the tables: the state as a
 * party; false where it is none. */
bool side_state(struct reading *r, uint32_t t, struct party *out);
/* A place or a weapon as a party, and the country where it lies. */
struct party side_held(struct reading *r, uint32_t t);
/* The name in "the capital, Tripoli", "the city of Mosul"; the token itself where there is none.
 * depth 0 to begin with. */
uint32_t side_place_name(struct reading *r, uint32_t t, int depth);
/* The place of the text within some words, NULL. */
struct place *side_place(struct reading *r, struct span s);
/* Names what is held by its place and not by the state whose seat it is. */
void side_name_place(const struct reading *r, struct relation *x, uint32_t name);
/* Whom "their" stands for, if the sentence names them; whose positions or targets they are. */
uint32_t side_named(struct reading *r, uint32_t t);
uint32_t side_owner(struct reading *r, uint32_t t);
/* Further quantities that the tree hung under the first: how many, at most `most`. */
uint32_t side_other_quantities(struct reading *r, uint32_t held, uint32_t *out, uint32_t most);

/* First argument with a role; with one of the prepositions in a list split by spaces; NONE. */
uint32_t argument_of(const struct arguments *a, enum role_name name);
uint32_t argument_after(const struct reading *r, const struct arguments *a, const char *list);
/* Of the nominal's dependents behind a preposition of the list, the first; NONE. */
uint32_t phrase_after(const struct reading *r, uint32_t noun, const char *list);
/* Whom a title names: the name behind it, before it or said of it; NONE. */
uint32_t title_holder(struct reading *r, uint32_t title);
/* People under arms: soldiers, rebels, militias, police, or a state. */
bool is_armed(struct reading *r, uint32_t t);
/* Weapons, aircraft, warships. */
bool is_arm(const struct reading *r, uint32_t t);
/* Who does what a noun is the object of ("launched strikes", "was involved in the use"), NONE. */
uint32_t doer_above(const struct reading *r, uint32_t noun);

#endif
