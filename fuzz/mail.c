#define _GNU_SOURCE /* memfd_create */
/* Fuzz target: a message or a mailbox → its texts, read as reports. */
#include "base/json_out.h"
#include "file.h"
#include "fuzz.h"
#include "ingest/containers.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct arena arena;
    static struct json_out record;
    struct ingest_options o = small_limits();
    struct hb_error err;
    mail_begins((str){(const char *)data, (uint32_t)size});
    int fd = file_of(data, size);
    struct lines lines = lines_open(fd, o.limits.line_bytes);
    for (;;) {
        struct report r;
        arena_reset(&arena);
        buffer_reset(&record.out);
        record.needs_comma = false;
        enum given given = mail_next(&lines, &arena, &record, &err);
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
