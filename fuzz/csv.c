#define _GNU_SOURCE /* memfd_create */
/* Fuzz target: a table → its records, read as reports. The first byte chooses which columns the
 * user names. */
#include "base/json_out.h"
#include "file.h"
#include "fuzz.h"
#include "ingest/containers.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const maps[] = {"", "text=body", "title=headline,text=a,date=b",
                                       "text=", "id=x"};
    static struct arena arena;
    static struct json_out record;
    struct ingest_options o = small_limits();
    struct csv_map map;
    struct csv csv = {0};
    struct hb_error err;
    if (size < 1)
        return 0;
    csv_map_parse(maps[data[0] % (sizeof maps / sizeof *maps)], &map);
    csv_begins((str){(const char *)data + 1, (uint32_t)size - 1}, &map);
    int fd = file_of(data + 1, size - 1);
    struct lines lines = lines_open(fd, o.limits.line_bytes);
    for (;;) {
        struct report r;
        arena_reset(&arena);
        buffer_reset(&record.out);
        record.needs_comma = false;
        enum given given = csv_next(&csv, &lines, &map, &record, &err);
        if (given == GIVEN_END)
            break;
        str line = {record.out.p ? record.out.p : "", (uint32_t)record.out.n};
        if (given == GIVEN_RECORD && report_from_json(line, &o, &arena, &r, &err) == HB_OK)
            check_report(&r);
    }
    lines_close(&lines);
    close(fd);
    return 0;
}
