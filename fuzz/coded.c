/* Fuzz target: a coded line → what the coder had found, → a line again. */
#include "check.h"
#include "export/coded_json.h"
#include "export/json.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct arena arena;
    static struct json_out out;
    struct ingest_options o = ingest_defaults();
    struct coded_line line;
    struct hb_error err;
    arena_reset(&arena);
    buffer_reset(&out.out);
    out.needs_comma = false;
    str bytes = {(const char *)data, (uint32_t)size};
    if (coded_line_read(bytes, &o, &arena, &line, &err) != HB_OK)
        return 0;
    check_report(&line.report);
    struct export_source source = {&line.report, &line.text, &line.coded, line.coder.p, true};
    if (export_json(&source, &arena, &out, &err) != HB_OK)
        abort();
    return 0;
}
