/* What the three parts of the merge ask of each other: merge.c joins a verb with its noun, verbs
 * with verbs and nouns side by side; harm.c joins an attack with its dead, again.c an act with its
 * other names. */
#ifndef HB_CODE_MERGE_PARTS_H
#define HB_CODE_MERGE_PARTS_H

#include "code/merge/merge.h"

/* ---- merge.c ---- */

/* `keep` takes the parties of `drop` that it lacks and carries it from then on. */
void merge_two_acts(struct reading *r, struct act *keep, struct act *drop);
/* Who carries a dropped act in the end, NULL; borrows from `acts`. */
struct act *merge_carrier_of(struct acts *acts, size_t from, const struct act *dropped);
/* Both name who did it, and not the same. */
bool merge_have_other_actors(const struct act *a, const struct act *b);

/* ---- harm.c ---- */

/* Those whom an attack hit and those whom it killed are all its victims. */
void merge_victims(struct reading *r, struct act *keep, const struct act *drop);
/* Guideline 10: one event per attack, at the attack's own word; those killed and wounded in it are
 * its recipients. is_relative: only what a relative clause says of it. */
void merge_harm(struct reading *r, struct acts *acts, size_t from, bool is_relative);
/* "Strikes that hit a plant": one deed. */
void merge_blows(struct reading *r, struct acts *acts, size_t from);
/* "A missile fired by the rebels | struck a ship": one deed, of whoever fired it. */
void merge_launches(const struct reading *r, struct acts *acts, size_t from);
/* "The fighting began when rebels attacked": the attack is what began. */
void merge_beginnings(struct reading *r, struct acts *acts, size_t from);

/* ---- again.c ---- */

/* ", another attack ascribed to the rebels", ", the deadliest raid in years": does the noun say
 * again what the clause before the comma told? */
bool merge_is_resumptive(const struct reading *r, uint32_t noun);
/* An act that the same sentence names anew: an attack by what went on in it, by "the shooting" in
 * which somebody died, by what it consisted of, by a participle of whom it befell; arrests by the
 * sweep, talks by what they were to discuss, a protest by "as they protested". */
void merge_again(struct reading *r, struct acts *acts, size_t from);

#endif
