/* Hash map: linear probing over a table of indices, at most 2/3 full. */
#include "base/map.h"

struct map map_in(struct arena *arena) {
    return (struct map){.arena = arena};
}

static size_t slot_of(const struct map *m, uint64_t hash, str key) {
    size_t i = (size_t)hash & (m->n_slots - 1);
    while (m->slots[i]) {
        const struct map_entry *e = &m->entries[m->slots[i] - 1];
        if (e->hash == hash && str_equal(e->key, key))
            break;
        i = (i + 1) & (m->n_slots - 1);
    }
    return i;
}

uint32_t map_get(const struct map *m, str key) {
    if (!m->n)
        return MAP_NONE;
    size_t i = slot_of(m, hash_str(key), key);
    return m->slots[i] ? m->entries[m->slots[i] - 1].value : MAP_NONE;
}

static bool map_widen(struct map *m) {
    size_t n_slots = m->n_slots ? m->n_slots * 2 : 64;
    uint32_t *slots = ARENA_NEW(m->arena, uint32_t, n_slots);
    if (!slots)
        return false;
    m->slots = slots;
    m->n_slots = n_slots;
    for (size_t k = 0; k < m->n; k++) {
        size_t i = (size_t)m->entries[k].hash & (n_slots - 1);
        while (slots[i])
            i = (i + 1) & (n_slots - 1);
        slots[i] = (uint32_t)k + 1;
    }
    return true;
}

uint32_t *map_put(struct map *m, str key, uint32_t initial) {
    if ((m->n + 1) * 3 > m->n_slots * 2 && !map_widen(m))
        return NULL;
    uint64_t hash = hash_str(key);
    size_t i = slot_of(m, hash, key);
    if (m->slots[i])
        return &m->entries[m->slots[i] - 1].value;
    if (m->n == m->capacity) {
        struct map_entry *grown =
            arena_grow(m->arena, m->entries, m->n, &m->capacity, m->n + 1, sizeof *grown);
        if (!grown)
            return NULL;
        m->entries = grown;
    }
    str copy = str_copy(m->arena, key);
    if (!copy.p)
        return NULL;
    m->entries[m->n] = (struct map_entry){copy, hash, initial};
    m->slots[i] = (uint32_t)++m->n;
    return &m->entries[m->n - 1].value;
}
