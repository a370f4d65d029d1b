/* A file of a fuzzer's bytes, for readers that read from a descriptor. The file that includes this
 * defines _GNU_SOURCE first. */
#ifndef HB_FUZZ_FILE_H
#define HB_FUZZ_FILE_H

#include "check.h"

#include <sys/mman.h>
#include <unistd.h>

/* Owned by the caller: close. */
static inline int file_of(const uint8_t *data, size_t size) {
    int fd = memfd_create("fuzz", 0);
    REQUIRE(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    lseek(fd, 0, SEEK_SET);
    return fd;
}

/* Small enough that a fuzzer passes them. */
static inline struct ingest_options small_limits(void) {
    struct ingest_options o = ingest_defaults();
    o.limits.report_bytes = 1000;
    o.limits.line_bytes = 4000;
    o.limits.page_bytes = 16000;
    return o;
}

#endif
