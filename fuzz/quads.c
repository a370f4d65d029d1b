/* Fuzz target: bytes as published facts and as names; what is read is sorted and within bounds. */
#include "outlook/quads.h"
#include "check.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena a = {.maximum = 64 << 20};
    struct quads quads = {0};
    struct hb_error err;
    str *names, text = {(const char *)data, (uint32_t)size};
    size_t n;
    if (quads_read(text, "fuzz", &a, &quads, &err) == HB_OK) {
        quads_to_days(&quads, 1);
        for (size_t i = 0; i < quads.n; i++) {
            REQUIRE(quads.items[i].subject < QUAD_ENTITIES_MAXIMUM);
            REQUIRE(quads.items[i].relation < QUAD_RELATIONS_MAXIMUM);
            REQUIRE(i == 0 || quads.items[i].time >= quads.items[i - 1].time);
        }
    }
    quad_names_read(text, "fuzz", &a, &names, &n, &err);
    arena_free(&a);
    return 0;
}
