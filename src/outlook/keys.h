/* A table from exact 64-bit keys to 32-bit numbers; open addressing. Key 0 is not used. */
#ifndef HB_OUTLOOK_KEYS_H
#define HB_OUTLOOK_KEYS_H

#include "base/error.h"

#include <stddef.h>

#define KEY_NONE UINT32_MAX

struct keys {
    struct key_slot {
        uint64_t key;
        uint32_t value;
    } * slots; /* [mask + 1]; owned; NULL while empty */
    size_t mask, n;
};

void keys_close(struct keys *k);
/* Makes room for n more, so that keys_put cannot fail. */
hb_status keys_reserve(struct keys *k, size_t n, struct hb_error *err);
/* KEY_NONE if it is not there. */
uint32_t keys_get(const struct keys *k, uint64_t key);
/* Where the value of a key stands, made as KEY_NONE if new. */
uint32_t *keys_put(struct keys *k, uint64_t key);

#endif
