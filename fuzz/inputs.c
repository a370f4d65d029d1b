#define _GNU_SOURCE /* memfd_create */
/* Fuzz target: a file of any kind (feed, table, WARC, mail, page, text, packed or not) → its
 * reports. What kind it is, is told from its bytes, as always; the corpus has some of each. */
#include "ingest/inputs.h"
#include "check.h"
#include "fuzz.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct arena arena;
    static struct input one;
    struct ingest_options o = ingest_defaults();
    struct inputs in;
    struct hb_error err;
    char path[32];
    int fd = memfd_create("fuzz", 0);
    REQUIRE(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    lseek(fd, 0, SEEK_SET);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    o.limits.report_bytes = 1000;
    o.limits.line_bytes = 4000;
    if (inputs_open((char *[]){path}, 1, &o, NULL, &in, &err) == HB_OK) {
        while (inputs_next(&in, &one)) {
            struct report r;
            arena_reset(&arena);
            if (input_read(&one, &arena, &r, &err) == HB_OK)
                check_report(&r);
        }
        inputs_close(&in);
    }
    close(fd);
    return 0;
}
