/* Parts of the shared walk: subjects of clauses (subject.c), passives (passive.c), arguments of
 * verbs (walk.c), of nouns (noun.c) and of participles before a noun (modifier.c). Private to them.
 */
#ifndef HB_CODE_WALK_PARTS_H
#define HB_CODE_WALK_PARTS_H

#include "code/walk/walk.h"

enum { MAX_CLIMB = 12 };

struct role walk_role(enum role_name name);
struct role walk_preposition(const struct reading *r, str word);
/* Adds an argument unless it is there in that role, or `token` is NONE, or the list is full. */
void walk_add(struct arguments *out, struct role role, uint32_t token, uint8_t distance);
/* What hangs on `token` with a preposition, by its preposition. */
void walk_add_prepositional(const struct reading *r, uint32_t token, struct arguments *out,
                            uint8_t distance);

/* A past participle, by its tag or by its place where the tag says past. */
bool walk_is_participle(const struct reading *r, uint32_t token);
/* With "to" before it. */
bool walk_is_infinitive(const struct reading *r, uint32_t verb);
/* Its own dependents, relative pronouns replaced by the noun they stand for; NONE. */
uint32_t walk_own_subject(const struct reading *r, uint32_t verb);
uint32_t walk_own_object(const struct reading *r, uint32_t verb);
/* By-phrase of a passive, NONE. */
uint32_t walk_own_agent(const struct reading *r, uint32_t verb);
/* The by-phrase that was hung on what stands between it and the verb, NONE. */
uint32_t walk_stray_agent(const struct reading *r, uint32_t verb);
/* The noun that a relative pronoun stands for; any other argument, NONE too, as it is. */
uint32_t walk_resolve_relative(const struct reading *r, uint32_t verb, uint32_t argument);
/* "Foiled a plot to bomb", "uncovered a plan": whose plan it was is not who foils it. */
bool walk_is_foiled(const struct reading *r, uint32_t noun);
/* The subject that a verb without one shares with the clauses above it, NONE. */
uint32_t walk_climb_subject(const struct reading *r, uint32_t verb);
/* The verb whose argument, or whose argument's modifier, the noun is; NONE. */
uint32_t walk_governing_verb(const struct reading *r, uint32_t noun);

/* Arguments of a participle that modifies a noun (modifier.c): "detained activists",
 * "the U.S.-led force". */
void walk_add_modified(const struct reading *r, uint32_t verb, struct arguments *out);
/* "Iran-backed Hezbollah fired", hung as a clause: its two arguments; false where it is none. */
bool walk_add_hyphenated(const struct reading *r, uint32_t verb, struct arguments *out);

/* Arguments of a noun (noun.c). */
void walk_noun(const struct reading *r, uint32_t noun, struct arguments *out);

/* "U.S. efforts to end it", "a Coalition plan to strike": the name before the noun, NONE. */
uint32_t walk_named_modifier(const struct reading *r, uint32_t noun);

/* "Speaking in Brussels, X | called on China". */
bool walk_is_opening_apposition(const struct reading *r, uint32_t verb, uint32_t noun);
/* "Armenian police | detained supporters", read as a participle: who did it, NONE. */
uint32_t walk_noun_that_did(const struct reading *r, uint32_t verb, uint32_t noun);

#endif
