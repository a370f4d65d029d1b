/* What has happened, arranged for questions: facts in chains, partners, and counters of every kind
 * that statistics ask for. Each fact is seen from both its ends: from its subject with relation
 * 2r, from its object with relation 2r+1 ("is …ed by"); such a view is a *side*, numbered 2f for
 * the subject's and 2f+1 for the object's view of fact f, and its relation is called directed. */
#ifndef HB_OUTLOOK_PAST_H
#define HB_OUTLOOK_PAST_H

#include "outlook/classes.h"
#include "outlook/counters.h"
#include "outlook/keys.h"
#include "outlook/outlook.h"

/* What counters count; the numbers they are for in brackets. `to` is the other end. */
enum counter_kind {
    COUNT_ALL,              /* () */
    COUNT_RELATION,         /* (r) */
    COUNT_ENTITY,           /* (e) all facts of an entity */
    COUNT_ENTITY_RELATION,  /* (e r) */
    COUNT_PAIR,             /* (e to) */
    COUNT_TRIPLE,           /* (e r to) */
    COUNT_COUNTRY,          /* (C) */
    COUNT_COUNTRY_RELATION, /* (C r) */
    COUNT_COUNTRY_TO,       /* (C to) */
    COUNT_COUNTRY_TRIPLE,   /* (C r to) */
    COUNT_ROLE_RELATION,    /* (L r) */
    COUNT_ROLE_TRIPLE,      /* (L r to) */
    COUNT_COUNTRIES,        /* (C r C') */
    COUNT_ROLES,            /* (L r L') */
    COUNT_TO_COUNTRY,       /* (e C') */
    COUNT_TO_COUNTRY_BY,    /* (e r C') */
    COUNT_TO_ROLE,          /* (e L') */
    COUNT_TO_ROLE_BY,       /* (e r L') */
    COUNT_COUNTRY_PAIR,     /* (C C') */
    COUNT_COUNTRY_TO_ROLE,  /* (C r L') */
    COUNT_ROLES_SAME,       /* (L r L', of one country or not) */
    COUNT_HOME,             /* (e C') of entities whose name tells no country */
    COUNTER_KINDS
};

/* Chains run from a side back to the one before it of the same … */
enum chain {
    CHAIN_ENTITY,           /* entity */
    CHAIN_PAIR,             /* entity and other end */
    CHAIN_RELATION,         /* directed relation */
    CHAIN_COUNTRY,          /* country of the entity */
    CHAIN_COUNTRY_RELATION, /* that and directed relation */
    CHAIN_TARGET,           /* directed relation and other end: who else does this to it */
    CHAINS
};

#define SIDE_NONE UINT32_MAX

struct partner {
    uint32_t other, times;
    date_day last;
};

struct entity_past {
    struct entity_class named; /* what the name tells */
    uint32_t home;             /* country, of the name or learned; CLASS_NONE before anything is */
    struct partner *partners;  /* [n_partners] in the order of their first fact; owned */
    uint32_t n_partners, capacity;
    uint32_t *sides; /* [n_sides] its own, in the order of time; owned */
    uint32_t n_sides, sides_capacity;
    date_day last; /* DATE_NONE before the first fact */
};

struct past {
    struct entity_past *entities; /* [n_entities]; owned */
    size_t n_entities, entities_capacity;
    struct outlook_fact *facts; /* [n_facts] by ascending day; owned */
    bool *is_removed;           /* [n_facts] */
    uint32_t *before[CHAINS];   /* [2 * n_facts] the side before, or SIDE_NONE */
    size_t n_facts, facts_capacity;
    struct keys heads;    /* chain and its numbers → latest side */
    struct keys partners; /* pair → place in the entity's partners */
    struct counters counters;
    uint32_t n_relations;  /* not directed */
    uint32_t country_role; /* of entities that are countries themselves */
    date_day today;        /* of the latest fact */
};

hb_status past_open(struct past *p, struct hb_error *err);
void past_close(struct past *p);
/* Forgets all facts, keeps entities. */
void past_clear(struct past *p);
hb_status past_add_entity(struct past *p, struct entity_class named, struct hb_error *err);
/* A fact of today or later; its entities must be known. */
hb_status past_add_fact(struct past *p, const struct outlook_fact *fact, struct hb_error *err);
/* Takes fact out of all counters, or (is_back) brings it back; chains pass over it. */
void past_set_removed(struct past *p, uint32_t fact, bool is_removed);

/* The latest side of a chain that is not removed, and the one before a side. */
uint32_t past_latest(const struct past *p, enum chain chain, uint32_t relation, uint32_t a,
                     uint32_t b);
uint32_t past_before(const struct past *p, enum chain chain, uint32_t side);

/* How many of an entity's sides lie before a day. */
uint32_t past_sides_before(const struct past *p, uint32_t entity, date_day day);

static inline const struct outlook_fact *past_fact(const struct past *p, uint32_t side) {
    return &p->facts[side / 2];
}
static inline uint32_t past_other(const struct past *p, uint32_t side) {
    return side & 1 ? p->facts[side / 2].subject : p->facts[side / 2].object;
}
static inline uint32_t past_entity(const struct past *p, uint32_t side) {
    return side & 1 ? p->facts[side / 2].object : p->facts[side / 2].subject;
}
static inline uint32_t past_relation(const struct past *p, uint32_t side) {
    return p->facts[side / 2].relation * 2 + (side & 1);
}
static inline uint64_t past_key_roles(uint32_t relation, uint32_t role, uint32_t to_role,
                                      bool is_same_country) {
    return counter_key(COUNT_ROLES_SAME, relation, role, 2 * to_role + is_same_country);
}
static inline uint32_t past_role(const struct past *p, uint32_t entity) {
    return p->entities[entity].named.role;
}

#endif
