/* Fuzz target: bytes as a knowledge image. What opens must answer without leaving its bounds. */
#include "check.h"
#include "fuzz.h"
#include "know/know.h"

#include <string.h>

static void ask(const struct know *k) {
    static const char *const words[] = {"the", "President", "of", "Libya", "attack", "US"};
    struct arena arena = {0};
    struct know_counts n = know_count(k);
    str tokens[6];
    for (int i = 0; i < 6; i++)
        tokens[i] = str_from(words[i]);
    for (uint32_t i = 0; i < 6; i++) {
        know_match_name(k, tokens + i, 6 - i);
        know_match_agent(k, tokens + i, 6 - i);
        struct town_match towns = know_match_town(k, tokens + i, 6 - i);
        for (uint32_t t = 0; t < towns.n; t++)
            know_town(k, towns.first + t);
        uint32_t word = know_word(k, tokens[i]);
        struct frame_range frames = know_frames(k, word, 'v');
        for (uint32_t f = 0; f < frames.n; f++)
            know_frame(k, frames.first + f);
    }
    for (uint32_t i = 0; i < n.actors && i < 100; i++)
        know_actor_code(k, i, 18000, &arena);
    for (uint32_t i = 0; i < n.frames && i < 100; i++)
        for (uint32_t c = 0; c < know_frame(k, i)->n_conditions; c++)
            know_condition(k, know_frame(k, i)->first_condition + c);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct know *know = NULL;
    struct hb_error err;
    char *copy = malloc(size + 16); /* an image is mapped, so it is aligned */
    REQUIRE(copy);
    memcpy(copy, data, size);
    if (know_from_bytes(copy, size, &know, &err) == HB_OK) {
        ask(know);
        know_close(know);
    }
    free(copy);
    return 0;
}
