/* Fuzz target: bytes as a language model. The parts that open must read a short text without
 * leaving their bounds. */
#include "check.h"
#include "fuzz.h"
#include "lang/names.h"
#include "lang/parser.h"
#include "lang/tagger.h"
#include "lang/tokenize.h"

#include <string.h>

static void read_text(const struct model_file *m) {
    struct arena arena = {.maximum = 64 << 20};
    struct hb_error err;
    struct hb_limits limits = limits_default();
    struct tokenizer tokenizer;
    struct tagger tagger;
    struct parser parser;
    struct names_model names;
    struct text t;
    str text = STR("The U.S. troops didn't leave Tripoli. \"We stay,\" Gen. Haftar said.");
    struct lang_span span = {0, text.n, 0};
    bool is_read = tokenizer_open(m, &tokenizer, &err) &&
                   tokenize(&tokenizer, text, &span, 1, &limits, &arena, &t, &err) == HB_OK;
    if (is_read && tagger_open(m, &tagger, &err) &&
        tagger_run(&tagger, &arena, &t, &err) == HB_OK && parser_open(m, &parser, &err))
        parser_run(&parser, &arena, &t, &err);
    if (is_read && names_open(m, &names, &err))
        names_find(&names, &arena, &t, &err);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct model_file m;
    struct hb_error err;
    char *copy = aligned_alloc(64, (size + 127) / 64 * 64);
    REQUIRE(copy);
    memcpy(copy, data, size);
    if (model_file_from_bytes(copy, size, &m, &err) == HB_OK)
        read_text(&m);
    free(copy);
    return 0;
}
