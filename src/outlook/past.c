/* A fact touches some forty counters, six chains and two lists of partners, each in constant time.
 * A removed fact stays in its chains and is passed over, so that it can come back. */
#include "outlook/past.h"

#include "base/alloc.h"

#include <string.h>

enum { COUNTERS_PER_FACT = 2 * COUNTER_KINDS, FACTS_MAXIMUM = 1 << 30 };

hb_status past_open(struct past *p, struct hb_error *err) {
    *p = (struct past){.today = DATE_NONE};
    return counters_open(&p->counters, 1 << 16, err);
}

void past_close(struct past *p) {
    for (size_t i = 0; i < p->n_entities; i++) {
        mem_free(p->entities[i].partners);
        mem_free(p->entities[i].sides);
    }
    for (int c = 0; c < CHAINS; c++)
        mem_free(p->before[c]);
    mem_free(p->entities);
    mem_free(p->facts);
    mem_free(p->is_removed);
    keys_close(&p->heads);
    keys_close(&p->partners);
    counters_close(&p->counters);
}

void past_clear(struct past *p) {
    for (size_t i = 0; i < p->n_entities; i++) {
        p->entities[i].n_partners = p->entities[i].n_sides = 0;
        p->entities[i].home = p->entities[i].named.country;
        p->entities[i].last = DATE_NONE;
    }
    keys_close(&p->heads);
    keys_close(&p->partners);
    counters_clear(&p->counters);
    p->n_facts = 0;
    p->today = DATE_NONE;
}

/* Doubles what `*items` holds until `want` fit. */
static bool widen(void *items_at, size_t *capacity, size_t want, size_t size) {
    void *items;
    size_t wide = *capacity ? *capacity : 4;
    while (wide < want)
        wide *= 2;
    memcpy(&items, items_at, sizeof items);
    items = mem_resize(items, wide * size);
    if (!items)
        return false;
    memcpy(items_at, &items, sizeof items);
    *capacity = wide;
    return true;
}

hb_status past_add_entity(struct past *p, struct entity_class named, struct hb_error *err) {
    if (p->n_entities == p->entities_capacity &&
        !widen(&p->entities, &p->entities_capacity, p->n_entities + 1, sizeof *p->entities))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for another actor");
    p->entities[p->n_entities++] =
        (struct entity_past){.named = named, .home = named.country, .last = DATE_NONE};
    return HB_OK;
}

static hb_status make_room(struct past *p, struct hb_error *err) {
    if (p->n_facts == p->facts_capacity) {
        size_t want = p->n_facts + 1, sides = 2 * p->facts_capacity, flags = p->facts_capacity;
        bool has_room = want < FACTS_MAXIMUM && widen(&p->is_removed, &flags, want, 1);
        for (int c = 0; c < CHAINS && has_room; c++) {
            sides = 2 * p->facts_capacity;
            has_room = widen(&p->before[c], &sides, 2 * flags, sizeof(uint32_t));
        }
        if (!has_room || !widen(&p->facts, &p->facts_capacity, flags, sizeof *p->facts))
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for another fact");
    }
    hb_status status = counters_reserve(&p->counters, COUNTERS_PER_FACT, err);
    if (status == HB_OK)
        status = keys_reserve(&p->heads, 2 * CHAINS, err);
    return status == HB_OK ? keys_reserve(&p->partners, 2, err) : status;
}

static void count_side(struct past *p, uint32_t side, float weight) {
    struct counters *c = &p->counters;
    uint32_t e = past_entity(p, side), r = past_relation(p, side), to = past_other(p, side);
    uint32_t home = p->entities[e].home, role = past_role(p, e);
    uint32_t to_home = p->entities[to].home, to_role = past_role(p, to);
    const uint64_t keys[] = {
        counter_key(COUNT_ALL, 0, 0, 0),
        counter_key(COUNT_RELATION, r, 0, 0),
        counter_key(COUNT_ENTITY, 0, e, 0),
        counter_key(COUNT_ENTITY_RELATION, r, e, 0),
        counter_key(COUNT_PAIR, 0, e, to),
        counter_key(COUNT_TRIPLE, r, e, to),
        counter_key(COUNT_COUNTRY, 0, home, 0),
        counter_key(COUNT_COUNTRY_RELATION, r, home, 0),
        counter_key(COUNT_COUNTRY_TO, 0, home, to),
        counter_key(COUNT_COUNTRY_TRIPLE, r, home, to),
        counter_key(COUNT_ROLE_RELATION, r, role, 0),
        counter_key(COUNT_ROLE_TRIPLE, r, role, to),
        counter_key(COUNT_COUNTRIES, r, home, to_home),
        counter_key(COUNT_ROLES, r, role, to_role),
        past_key_roles(r, role, to_role, home == to_home),
        counter_key(COUNT_TO_COUNTRY, 0, e, to_home),
        counter_key(COUNT_TO_COUNTRY_BY, r, e, to_home),
        counter_key(COUNT_TO_ROLE, 0, e, to_role),
        counter_key(COUNT_TO_ROLE_BY, r, e, to_role),
        counter_key(COUNT_COUNTRY_PAIR, 0, home, to_home),
        counter_key(COUNT_COUNTRY_TO_ROLE, r, home, to_role),
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        counters_expect(c, keys[i]);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        counters_add(c, keys[i], past_fact(p, side)->day, weight);
}

/* An entity whose name tells no country lives where those live with whom it deals most. */
static void learn_home(struct past *p, uint32_t side) {
    struct counters *c = &p->counters;
    struct entity_past *e = &p->entities[past_entity(p, side)];
    uint32_t country = p->entities[past_other(p, side)].named.country;
    date_day day = past_fact(p, side)->day;
    if (e->named.country != CLASS_NONE || country == CLASS_NONE)
        return;
    uint64_t here = counter_key(COUNT_HOME, 0, past_entity(p, side), country);
    uint64_t home = counter_key(COUNT_HOME, 0, past_entity(p, side), e->home);
    float at_here[HALF_LIVES], at_home[HALF_LIVES];
    counters_add(c, here, day, 1);
    counters_sums(c, counters_find(c, here), day, at_here);
    counters_sums(c, counters_find(c, home), day, at_home);
    if (e->home == CLASS_NONE || at_here[HALF_LIVES - 1] > at_home[HALF_LIVES - 1])
        e->home = country;
}

static void chain_key(const struct past *p, uint32_t side, uint64_t keys[CHAINS]) {
    uint32_t e = past_entity(p, side), r = past_relation(p, side), to = past_other(p, side);
    uint32_t home = p->entities[e].home;
    keys[CHAIN_ENTITY] = counter_key(CHAIN_ENTITY, 0, e, 0);
    keys[CHAIN_PAIR] = counter_key(CHAIN_PAIR, 0, e, to);
    keys[CHAIN_RELATION] = counter_key(CHAIN_RELATION, r, 0, 0);
    keys[CHAIN_COUNTRY] = counter_key(CHAIN_COUNTRY, 0, home, 0);
    keys[CHAIN_COUNTRY_RELATION] = counter_key(CHAIN_COUNTRY_RELATION, r, home, 0);
    keys[CHAIN_TARGET] = counter_key(CHAIN_TARGET, r, 0, to);
}

static bool add_partner(struct past *p, uint32_t side) {
    struct entity_past *e = &p->entities[past_entity(p, side)];
    uint32_t to = past_other(p, side);
    uint32_t *place = keys_put(&p->partners, counter_key(0, 0, past_entity(p, side), to));
    if (*place == KEY_NONE) {
        size_t capacity = e->capacity ? e->capacity : 0;
        if (e->n_partners == capacity) {
            if (!widen(&e->partners, &capacity, capacity + 4, sizeof *e->partners))
                return false;
            e->capacity = (uint32_t)capacity;
        }
        *place = e->n_partners++;
        e->partners[*place] = (struct partner){.other = to};
    }
    size_t sides_capacity = e->sides_capacity;
    if (e->n_sides == sides_capacity) {
        if (!widen(&e->sides, &sides_capacity, sides_capacity + 4, sizeof *e->sides))
            return false;
        e->sides_capacity = (uint32_t)sides_capacity;
    }
    e->sides[e->n_sides++] = side;
    e->partners[*place].times++;
    e->partners[*place].last = past_fact(p, side)->day;
    e->last = past_fact(p, side)->day;
    return true;
}

hb_status past_add_fact(struct past *p, const struct outlook_fact *fact, struct hb_error *err) {
    hb_status status = make_room(p, err);
    if (status != HB_OK)
        return status;
    uint32_t f = (uint32_t)p->n_facts;
    p->facts[f] = *fact;
    p->is_removed[f] = false;
    p->n_facts++;
    p->today = fact->day;
    if (fact->relation >= p->n_relations)
        p->n_relations = fact->relation + 1;
    for (uint32_t side = 2 * f; side < 2 * f + 2; side++) {
        uint64_t keys[CHAINS];
        learn_home(p, side);
        chain_key(p, side, keys);
        for (int c = 0; c < CHAINS; c++) {
            uint32_t *head = keys_put(&p->heads, keys[c]);
            p->before[c][side] = *head;
            *head = side;
        }
        count_side(p, side, 1);
        if (!add_partner(p, side))
            return error_set(err, HB_ERR_MEMORY, 0, "no memory for another pair of actors");
    }
    return HB_OK;
}

uint32_t past_sides_before(const struct past *p, uint32_t entity, date_day day) {
    const struct entity_past *e = &p->entities[entity];
    uint32_t low = 0, high = e->n_sides;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (past_fact(p, e->sides[middle])->day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t pass_removed(const struct past *p, enum chain chain, uint32_t side) {
    while (side != SIDE_NONE && p->is_removed[side / 2])
        side = p->before[chain][side];
    return side;
}

uint32_t past_latest(const struct past *p, enum chain chain, uint32_t relation, uint32_t a,
                     uint32_t b) {
    return pass_removed(p, chain, keys_get(&p->heads, counter_key(chain, relation, a, b)));
}

uint32_t past_before(const struct past *p, enum chain chain, uint32_t side) {
    return pass_removed(p, chain, p->before[chain][side]);
}

/* A partner is one as long as a fact is left; his place stays, with no times. */
static void recount_partner(struct past *p, uint32_t side, int change) {
    struct entity_past *e = &p->entities[past_entity(p, side)];
    uint32_t to = past_other(p, side);
    uint32_t place = keys_get(&p->partners, counter_key(0, 0, past_entity(p, side), to));
    uint32_t last = past_latest(p, CHAIN_PAIR, 0, past_entity(p, side), to);
    if (place == KEY_NONE)
        return;
    e->partners[place].times += (uint32_t)change;
    if (last != SIDE_NONE)
        e->partners[place].last = past_fact(p, last)->day;
}

void past_set_removed(struct past *p, uint32_t fact, bool is_removed) {
    if (fact >= p->n_facts || p->is_removed[fact] == is_removed)
        return;
    p->is_removed[fact] = is_removed;
    for (uint32_t side = 2 * fact; side < 2 * fact + 2; side++) {
        count_side(p, side, is_removed ? -1.0f : 1.0f);
        recount_partner(p, side, is_removed ? -1 : 1);
    }
}
