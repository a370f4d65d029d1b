/* Which of several places of one name a report means. Private to this folder. */
#ifndef HB_CODE_WHERE_CHOOSE_H
#define HB_CODE_WHERE_CHOOSE_H

#include "code/where/spots.h"

enum { MAX_COUNTRIES = 64 };

/* How often the report names each country. */
struct tally {
    str codes[MAX_COUNTRIES];
    int counts[MAX_COUNTRIES];
    uint32_t n;
};

void tally_add(struct tally *t, str code);
/* Counts every name that can only mean one country. */
void tally_countries(const struct reading *r, struct tally *t);

bool is_geographic(enum phrase_kind k);
/* The one country that all readings of a hit share, or empty. */
str only_country(const struct reading *r, const struct hit *h);
/* The towns and regions whose name begins at the token and ends in its sentence. */
struct town_match towns_at(const struct reading *r, uint32_t t);
/* Is a country, or a region that has a town of the name, named right beside it: "Rojas, Cuba"? */
bool towns_are_placed(const struct reading *r, const struct spot *s);

/* Chooses the likeliest place of s->hit and s->towns and sets place, score and is_country by it;
 * false where the name has none. O(places of the name). */
bool choose_place(const struct reading *r, const struct tally *t, struct spot *s);
/* Once all spots are found: chooses again where the report's other places speak for a nearer one,
 * and gives all mentions of a name the place of the one that is surest. O(spots * places of a
 * name). False without memory. */
bool settle_places(struct reading *r, const struct tally *t);

#endif
