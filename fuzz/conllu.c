/* Fuzz target: CoNLL-U, or one token a line → documents whose heads form trees. */
#include "lang/conllu.h"
#include "check.h"
#include "fuzz.h"

static void check_document(const struct text *t) {
    for (uint32_t s = 0; s < t->n_sentences; s++) {
        uint32_t roots = 0;
        for (uint32_t i = t->sentences[s].first; i < t->sentences[s].last; i++) {
            uint32_t head = t->tokens[i].head;
            REQUIRE(t->tokens[i].begin <= t->tokens[i].end && t->tokens[i].end <= t->source.n);
            REQUIRE(head == TOKEN_NONE ||
                    (head >= t->sentences[s].first && head < t->sentences[s].last && head != i));
            roots += head == TOKEN_NONE;
            uint32_t steps = 0;
            for (uint32_t at = i; at != TOKEN_NONE; at = t->tokens[at].head)
                REQUIRE(steps++ <= t->sentences[s].last);
        }
        REQUIRE(roots == 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct arena arena;
    struct conllu *documents;
    size_t n;
    struct hb_error err;
    arena_reset(&arena);
    if (conllu_read((str){(const char *)data, (uint32_t)size}, &arena, &documents, &n, &err) !=
        HB_OK)
        return 0;
    for (size_t i = 0; i < n; i++)
        check_document(&documents[i].text);
    return 0;
}
