/* Chains are walked back over their latest facts, so that what is proposed is what has been going
 * on; a walk is bounded, and so is a question. */
#include "outlook/candidates.h"

#include "base/alloc.h"

#include <string.h>

enum {
    RELATION_SIDES = 200,
    COUNTRY_SIDES = 200,
    COUNTRY_RELATION_SIDES = 150,
    HOP_PARTNERS = 24,
    HOP_SIDES = 24,
    TARGET_SIDES = 12,
};

hb_status candidates_reserve(struct candidates *c, size_t n_entities, struct hb_error *err) {
    if (!c->items) {
        c->items = mem_zeroed(CANDIDATES_MAXIMUM, sizeof *c->items);
        c->capacity = CANDIDATES_MAXIMUM;
    }
    if (n_entities > c->n_places) {
        uint32_t *place = mem_resize(c->place, 2 * n_entities * sizeof *place);
        if (place) {
            memset(place, 0xff, 2 * n_entities * sizeof *place);
            c->place = place;
            c->n_places = 2 * n_entities;
        }
        c->n = 0;
    }
    return c->items && n_entities <= c->n_places
               ? HB_OK
               : error_set(err, HB_ERR_MEMORY, 0, "no memory for candidates");
}

void candidates_free(struct candidates *c) {
    mem_free(c->items);
    mem_free(c->place);
    *c = (struct candidates){0};
}

uint32_t candidates_add(struct candidates *c, uint32_t entity) {
    uint32_t *place = &c->place[entity];
    if (*place == KEY_NONE && c->n < c->capacity) {
        *place = (uint32_t)c->n++;
        c->items[*place] = (struct candidate){.entity = entity, .partner = KEY_NONE};
    }
    return *place;
}

/* Adds the other ends of a chain's latest sides. */
static void add_chain(struct candidates *c, const struct past *p, enum chain chain,
                      uint32_t relation, uint32_t a, int most) {
    uint32_t side = past_latest(p, chain, relation, a, 0);
    for (; side != SIDE_NONE && most > 0; side = past_before(p, chain, side), most--)
        candidates_add(c, past_other(p, side));
}

static void add_closeness(struct candidates *c, uint32_t entity, float closeness, bool is_target) {
    uint32_t place = candidates_add(c, entity);
    if (place == KEY_NONE)
        return;
    c->items[place].by_partners += closeness;
    if (is_target)
        c->items[place].by_partners_target += closeness;
}

/* Those with whom the latest partners deal, and those whom others with the same targets reach. */
static void add_partners_of_partners(struct candidates *c, const struct past *p,
                                     const struct scene *s, uint32_t relation) {
    int n_partners = 0;
    for (uint32_t side = past_latest(p, CHAIN_ENTITY, 0, s->entity, 0);
         side != SIDE_NONE && n_partners < HOP_PARTNERS;
         side = past_before(p, CHAIN_ENTITY, side), n_partners++) {
        float near = 1.0f / (1.0f + 0.2f * (float)(s->day - past_fact(p, side)->day));
        int n_sides = 0;
        for (uint32_t next = past_latest(p, CHAIN_ENTITY, 0, past_other(p, side), 0);
             next != SIDE_NONE && n_sides < HOP_SIDES;
             next = past_before(p, CHAIN_ENTITY, next), n_sides++) {
            float far = 1.0f / (1.0f + 0.2f * (float)(s->day - past_fact(p, next)->day));
            uint32_t to = past_other(p, next);
            if (to != s->entity)
                add_closeness(c, to, near * far, past_relation(p, next) == relation);
        }
    }
}

void candidates_find(struct candidates *c, const struct past *p, const struct scene *s,
                     uint32_t relation) {
    uint32_t home = p->entities[s->entity].home;
    for (size_t i = 0; i < c->n; i++)
        c->place[c->items[i].entity] = KEY_NONE;
    c->n = 0;
    for (size_t i = 0; i < s->n_partners; i++) {
        uint32_t place = candidates_add(c, s->partners[i].other);
        if (place != KEY_NONE)
            c->items[place].partner = (uint32_t)i;
    }
    add_partners_of_partners(c, p, s, relation);
    add_chain(c, p, CHAIN_RELATION, relation, 0, RELATION_SIDES);
    if (home != CLASS_NONE) {
        add_chain(c, p, CHAIN_COUNTRY_RELATION, relation, home, COUNTRY_RELATION_SIDES);
        add_chain(c, p, CHAIN_COUNTRY, 0, home, COUNTRY_SIDES);
    }
}
