/* Do two mentions tell one act? A pure and symmetric function of the two. */
#ifndef HB_PICTURE_SAME_H
#define HB_PICTURE_SAME_H

#include "picture/gist.h"

enum { SAME_REASONS = 10 };

struct same {
    const char *against; /* what rules it out ("other days"); NULL: nothing does */
    double weight;       /* of the evidence, where nothing is against it */
    struct same_reason {
        const char *what; /* "same place" */
        double weight;
    } reasons[SAME_REASONS];
    uint32_t n_reasons;
};
/* From here on they are taken for one, if nothing is against it. */
#define SAME_ENOUGH 4.0

struct same same_weigh(const struct gist *a, const struct gist *b);
/* Can acts of these types be one? */
bool same_are_types(enum plover_type a, enum plover_type b);
/* Is there nothing against it? */
bool same_is_possible(const struct gist *a, const struct gist *b);

#endif
