/* Parts of relations.c: what verbs and prepositions (relations_words.c), nouns (relations_nouns.c)
 * and titles (relations_titles.c) say of standing facts. Private to them. */
#ifndef HB_CODE_RELATIONS_PARTS_H
#define HB_CODE_RELATIONS_PARTS_H

#include "code/walk.h"
#include "code/who.h"

struct relations {
    struct relation *items;
    size_t n, capacity;
};

/* One fact between two nominals and all who are listed with them, resting on `word`. Sides that
 * cannot stand in such a fact are left out. False without memory. */
bool relation_add(struct reading *r, struct relations *out, struct fact fact, uint32_t from,
                  uint32_t to, uint32_t word);

bool relations_from_verb(struct reading *r, uint32_t t, struct relations *out);
bool relations_from_preposition(struct reading *r, uint32_t t, struct relations *out);
bool relations_from_noun(struct reading *r, uint32_t t, struct relations *out);
bool relations_from_title(struct reading *r, uint32_t t, struct relations *out);

/* Who fights and who arms whom, from the events that were coded. */
bool relations_from_events(struct reading *r, const struct coded *coded, struct relations *out);

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
