/* Fuzz target: bytes of some encoding → UTF-8, which then becomes clean. The first byte chooses the
 * name that a header gives. */
#include "ingest/charset.h"
#include "check.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const names[] = {"",        "utf-8",  "utf-16",      "utf-16le",
                                        "utf-7",   "utf-32", "shift_jis",   "iso-2022-jp",
                                        "gb18030", "big5",   "euc-kr",      "koi8-r",
                                        "latin1",  "hz",     "iso-2022-kr", "utf-8//IGNORE"};
    static struct arena arena;
    if (size < 1)
        return 0;
    arena_reset(&arena);
    str utf8 = charset_to_utf8(&arena, (str){(const char *)data + 1, (uint32_t)size - 1},
                               str_from(names[data[0] % (sizeof names / sizeof *names)]));
    REQUIRE(utf8.p);
    REQUIRE(utf8_is_clean(utf8_normalize(&arena, utf8, NULL)));
    return 0;
}
