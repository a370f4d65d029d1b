/* Whether: did the act happen, is it planned, possible, or denied. */
#ifndef HB_CODE_WHETHER_H
#define HB_CODE_WHETHER_H

#include "code/what.h"

/* The status of the act on `token`, from its own auxiliaries, negation and mark up through the
 * verbs and nouns that govern it. *author (may be NULL) becomes the token whose plan or promise it
 * is, NONE. */
enum event_status whether_status(struct reading *r, uint32_t token, uint32_t *author);

/* The same; *word (may be NULL) becomes the word that makes it planned, conditional or denied,
 * NONE.
 */
enum event_status whether_why(struct reading *r, uint32_t token, uint32_t *author, uint32_t *word);

/* "Will not lift the ban": who would have to do it says that he will not. */
bool whether_is_refused(struct reading *r, uint32_t token);

/* "Not", "never", "no longer" (at "longer"). */
bool whether_is_negation(const struct reading *r, uint32_t token);

/* In a temporal clause in the present, which is of the future: "when Israel pulls out", "until he
 * leaves office". */
bool whether_is_foreseen(const struct reading *r, uint32_t token);

/* Does a word under the verb negate it ("has not", "never")? */
bool whether_has_negation(const struct reading *r, uint32_t verb);

/* "The 1968 massacre", in a report of a later year: it happened, whatever stands over it. */
bool whether_is_of_past_year(const struct reading *r, uint32_t token);

#endif
