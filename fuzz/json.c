/* Fuzz target: JSON line → report. */
#include "check.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct arena arena;
    struct ingest_options o = ingest_defaults();
    struct report r;
    struct hb_error err;
    arena_reset(&arena);
    if (report_from_json((str){(const char *)data, (uint32_t)size}, &o, &arena, &r, &err) == HB_OK)
        check_report(&r);
    return 0;
}
