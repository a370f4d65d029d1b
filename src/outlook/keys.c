/* Linear probing, at most half full; a key is mixed by one multiplication. */
#include "outlook/keys.h"

#include "base/alloc.h"

static size_t slot_of(const struct keys *k, uint64_t key) {
    size_t i = (size_t)(((key ^ (key >> 29)) * 0x9e3779b97f4a7c15u) >> 32) & k->mask;
    while (k->slots[i].key && k->slots[i].key != key)
        i = (i + 1) & k->mask;
    return i;
}

void keys_close(struct keys *k) {
    mem_free(k->slots);
    *k = (struct keys){0};
}

hb_status keys_reserve(struct keys *k, size_t n, struct hb_error *err) {
    if (k->slots && (k->n + n) * 2 <= k->mask + 1)
        return HB_OK;
    size_t size = 1024;
    while (size < (k->n + n) * 3)
        size *= 2;
    struct keys wide = {.mask = size - 1, .n = k->n, .slots = mem_zeroed(size, sizeof *k->slots)};
    if (!wide.slots)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for a table of %zu keys", size);
    for (size_t i = 0; k->slots && i <= k->mask; i++)
        if (k->slots[i].key)
            wide.slots[slot_of(&wide, k->slots[i].key)] = k->slots[i];
    mem_free(k->slots);
    *k = wide;
    return HB_OK;
}

uint32_t keys_get(const struct keys *k, uint64_t key) {
    if (!k->slots)
        return KEY_NONE;
    const struct key_slot *s = &k->slots[slot_of(k, key)];
    return s->key ? s->value : KEY_NONE;
}

uint32_t *keys_put(struct keys *k, uint64_t key) {
    struct key_slot *s = &k->slots[slot_of(k, key)];
    if (!s->key) {
        *s = (struct key_slot){.key = key, .value = KEY_NONE};
        k->n++;
    }
    return &s->value;
}
