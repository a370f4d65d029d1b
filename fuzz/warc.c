#define _GNU_SOURCE /* memfd_create */
/* Fuzz target: an archive of pages → its pages, read as reports. */
#include "file.h"
#include "fuzz.h"
#include "ingest/containers.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct arena arena;
    static struct buffer body;
    struct ingest_options o = small_limits();
    struct origin from;
    struct warc warc = {0};
    struct hb_error err;
    int fd = file_of(data, size);
    struct lines lines = lines_open(fd, o.limits.line_bytes);
    for (enum given given;
         (given = warc_next(&warc, &lines, &o.limits, &body, &from, &err)) != GIVEN_END;) {
        struct report r;
        str bytes = {body.p ? body.p : "", (uint32_t)body.n};
        arena_reset(&arena);
        o.url = from.url;
        o.charset = from.charset;
        if ((given == GIVEN_PAGE && report_from_page(bytes, &o, &arena, &r, &err) == HB_OK) ||
            (given == GIVEN_TEXT && report_from_text(bytes, &o, &arena, &r, &err) == HB_OK))
            check_report(&r);
    }
    lines_close(&lines);
    close(fd);
    return 0;
}
