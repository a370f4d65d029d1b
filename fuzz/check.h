/* What must hold of any report, however it was made. */
#ifndef HB_FUZZ_CHECK_H
#define HB_FUZZ_CHECK_H

#include "base/utf8.h"
#include "ingest/ingest.h"

#include <stdlib.h>

#define REQUIRE(condition)                                                                         \
    do {                                                                                           \
        if (!(condition))                                                                          \
            abort();                                                                               \
    } while (0)

/* The text is clean, blocks ascend, begin and end at characters, and cover all that is no space. */
static inline void check_report(const struct report *r) {
    uint32_t at = 0;
    REQUIRE(utf8_is_clean(r->text));
    REQUIRE(r->id.n > 0);
    for (uint32_t i = 0; i <= r->n_blocks; i++) {
        bool is_last = i == r->n_blocks;
        uint32_t begin = is_last ? r->text.n : r->blocks[i].begin;
        REQUIRE(begin >= at && begin <= r->text.n);
        REQUIRE(str_trim(str_slice(r->text, at, begin)).n == 0);
        if (is_last)
            break;
        at = r->blocks[i].end;
        REQUIRE(at > begin && at <= r->text.n);
        REQUIRE(utf8_is_clean(str_slice(r->text, begin, at)));
    }
}

#endif
