/* Whom a question's ranking considers: all partners of its entity and, since a quarter of what
 * happens is between two who never met, those who undergo the relation, those with whom the
 * entity's country deals, partners of partners, and who a factor model proposes. */
#ifndef HB_OUTLOOK_CANDIDATES_H
#define HB_OUTLOOK_CANDIDATES_H

#include "outlook/rules.h"

enum { CANDIDATES_MAXIMUM = 8192 };

struct candidate {
    uint32_t entity;
    uint32_t partner;         /* place in the scene, or KEY_NONE */
    float by_partners;        /* closeness over partners of partners */
    float by_partners_target; /* the same over those with the asked relation */
};

/* Reused from question to question; `place` [n_entities] is KEY_NONE where an entity is no
 * candidate. */
struct candidates {
    struct candidate *items;
    size_t n, capacity;
    uint32_t *place;
    size_t n_places;
};

hb_status candidates_reserve(struct candidates *c, size_t n_entities, struct hb_error *err);
void candidates_free(struct candidates *c);
/* The scene is that of the question's entity. */
void candidates_find(struct candidates *c, const struct past *p, const struct scene *s,
                     uint32_t relation);
/* The place of an entity, made if there is room; KEY_NONE else. */
uint32_t candidates_add(struct candidates *c, uint32_t entity);

#endif
