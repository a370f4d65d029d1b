/* What a name tells of its bearer: a country and a role. "Police (Kenya)" is role Police, country
 * Kenya; "KEN-COP" role COP, country KEN; "Kenya" and "KEN" are the countries themselves. Other
 * names (people, parties) tell neither; their country is learned from whom they deal with. */
#ifndef HB_OUTLOOK_CLASSES_H
#define HB_OUTLOOK_CLASSES_H

#include "base/map.h"

#define CLASS_NONE 0u

struct entity_class {
    uint32_t country, role; /* numbers from 1, CLASS_NONE where the name does not tell */
};

struct classes {
    struct map countries, roles; /* name → number */
};

struct classes classes_in(struct arena *a);
/* The role of names that are countries themselves. */
uint32_t classes_country_role(struct classes *c);
struct entity_class classes_of(struct classes *c, str name);

#endif
