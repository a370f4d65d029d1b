/* Underscores count as blanks, so that names of published data need no rewriting. A bare name is
 * taken for a country once any role of it was seen; where "Kenya" comes before "Police (Kenya)",
 * the engine mends its class then. */
#include "outlook/classes.h"

static const char COUNTRY_ITSELF[] = "*";

struct classes classes_in(struct arena *a) {
    return (struct classes){.countries = map_in(a), .roles = map_in(a)};
}

static uint32_t number_of(struct map *m, str name) {
    uint32_t *value = map_put(m, name, (uint32_t)m->n + 1);
    return value ? *value : CLASS_NONE;
}

/* The bracket that the last character closes, or 0. */
static uint32_t opening_bracket(str name) {
    int depth = 0;
    for (uint32_t i = name.n; i-- > 0;) {
        depth += name.p[i] == ')';
        depth -= name.p[i] == '(';
        if (depth == 0)
            return i;
    }
    return 0;
}

static str trimmed(str s) {
    while (s.n && (s.p[0] == '_' || s.p[0] == ' '))
        s = str_slice(s, 1, s.n);
    while (s.n && (s.p[s.n - 1] == '_' || s.p[s.n - 1] == ' '))
        s = str_slice(s, 0, s.n - 1);
    return s;
}

static bool is_code(str name) {
    for (uint32_t i = 0; i < name.n; i++) {
        bool is_capital = name.p[i] >= 'A' && name.p[i] <= 'Z';
        if (i == 3 ? name.p[i] != '-' : i < 3 && !is_capital)
            return false;
    }
    return name.n == 3 || name.n > 4;
}

uint32_t classes_country_role(struct classes *c) {
    return number_of(&c->roles, STR(COUNTRY_ITSELF));
}

struct entity_class classes_of(struct classes *c, str name) {
    if (is_code(name)) {
        str role = name.n > 4 ? str_slice(name, 4, name.n) : STR(COUNTRY_ITSELF);
        return (struct entity_class){number_of(&c->countries, str_slice(name, 0, 3)),
                                     number_of(&c->roles, role)};
    }
    uint32_t at = name.n && name.p[name.n - 1] == ')' ? opening_bracket(name) : 0;
    if (at > 0) {
        str country = trimmed(str_slice(name, at + 1, name.n - 1));
        return (struct entity_class){number_of(&c->countries, country),
                                     number_of(&c->roles, trimmed(str_slice(name, 0, at)))};
    }
    uint32_t country = map_get(&c->countries, trimmed(name));
    if (country != MAP_NONE)
        return (struct entity_class){country, number_of(&c->roles, STR(COUNTRY_ITSELF))};
    return (struct entity_class){CLASS_NONE, CLASS_NONE};
}
