/* Parts of who.c: names of the tables (who_names.c) and what was told before (who_known.c). Private
 * to them. */
#ifndef HB_CODE_WHO_PARTS_H
#define HB_CODE_WHO_PARTS_H

#include "code/who.h"

/* The best reading of a hit, NULL where none fits. Borrowed from the hit. */
const struct phrase_hit *name_reading(const struct reading *r, const struct hit *h);
/* Gives a mention what a reading says: code, kind, actor. */
void name_take(struct reading *r, const struct phrase_hit *p, struct mention *m);
bool name_is_acronym(str form);
/* Is the token covered by the name of a state, its people or its capital? Its code in *place. */
bool name_is_state(const struct reading *r, uint32_t t, str *place);
/* The country in which the sentence around a token plays, else the story's; "" if neither is known.
 */
str name_country_around(const struct reading *r, uint32_t head);
/* Sets r->story_country. */
void name_story_country(struct reading *r);

bool known_is_definite(const struct reading *r, uint32_t head);
/* Each fills the mention and returns true where it finds whom the phrase means. */
bool known_definite_body(struct reading *r, uint32_t head, struct mention *m);
bool known_office_holder(struct reading *r, uint32_t head, struct mention *m);
bool known_body(struct reading *r, uint32_t first, struct mention *m);
/* "Both leaders", "the two countries": the head of the two or more who were named together last,
 * NONE. */
uint32_t known_pair(struct reading *r, uint32_t head);
/* The head of what an acronym stands for in this text, NONE. */
uint32_t known_acronym(const struct reading *r, uint32_t t);

#endif
