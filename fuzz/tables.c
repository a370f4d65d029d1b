/* Fuzz target: a knowledge table → an image that opens. The first byte says which table it is. */
#include "check.h"
#include "fuzz.h"
#include "know/know.h"
#include "know/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const names[] = {
        "countries.tsv", "places.tsv",   "actors/x.tsv", "agents.tsv",  "roles.tsv",
        "operators.tsv", "cameo.tsv",    "fold.tsv",     "classes.txt", "frames/X.frames",
        "contexts.txt",  "gazetteer.tsv"}; /* twelve: '0' is the first of them */
    struct arena arena = {.maximum = 256 << 20};
    struct knowledge_sources sources = {0};
    struct hb_error err;
    struct know *know = NULL;
    char diagnostic[400];
    str image = {NULL, 0};
    if (size < 2)
        return 0;
    const char *name = names[data[0] % (sizeof names / sizeof *names)];
    REQUIRE(sources_add(&sources, &arena, str_from(name),
                        (str){(const char *)data + 1, (uint32_t)size - 1}, false));
    if (sources_compile(&sources, &arena, &image, diagnostic, &err) == HB_OK) {
        REQUIRE(know_from_bytes(image.p, image.n, &know, &err) ==
                HB_OK); /* what we compile, we can open */
        know_close(know);
    }
    arena_free(&arena);
    return 0;
}
