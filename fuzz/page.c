/* Fuzz target: web page → report. The first byte chooses the charset that a header names. */
#include "check.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const charsets[] = {NULL,        "utf-8",  "utf-16",
                                           "shift_jis", "koi8-r", "nonsense"};
    static struct arena arena;
    struct ingest_options o = ingest_defaults();
    struct report r;
    struct hb_error err;
    o.limits.report_bytes = 1000;
    o.charset = charsets[size ? data[0] % (sizeof charsets / sizeof *charsets) : 0];
    arena_reset(&arena);
    if (report_from_page((str){(const char *)data, (uint32_t)size}, &o, &arena, &r, &err) == HB_OK)
        check_report(&r);
    return 0;
}
