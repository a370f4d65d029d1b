/* The gazetteer's records, as they lie in an image, and the look-up over them. know.h has its
 * public face. Private to src/know. */
#ifndef HB_KNOW_GAZETTEER_H
#define HB_KNOW_GAZETTEER_H

#include "know/image.h"
#include "know/know.h"

/* How likely a name means a region or district, on the scale of towns by inhabitants. */
enum { REGION_WEIGHT = 5, DISTRICT_WEIGHT = 2 };

struct gazetteer {
    const char *strings; /* borrows the image */
    size_t n_strings;
    const struct image_town *towns; /* [n_towns] by key */
    const struct image_region *regions;
    uint32_t n_towns, n_regions;
};

/* Does every index and string lie inside the image? O(towns). */
bool gazetteer_check(const struct gazetteer *g);
/* The longest name that begins at tokens[0]. O(tokens of it * log towns). */
struct town_match gazetteer_match(const struct gazetteer *g, const str *tokens, uint32_t n);
struct know_town gazetteer_town(const struct gazetteer *g, uint32_t index);

#endif
