/* Where a verb writes: stdout, or a file that is there only when it is whole. */
#ifndef HB_CLI_OUTPUT_H
#define HB_CLI_OUTPUT_H

#include "base/error.h"

#include <stdbool.h>
#include <stdio.h>

struct output {
    const char *verb, *path; /* path NULL: stdout */
    FILE *file;
    char part[4096]; /* the file while it is written */
};

/* False: it cannot be written, and that was said. */
bool output_open(struct output *o, const char *verb, const char *path);
/* For export_request and its like: `context` is the output. */
bool output_write(void *context, const char *p, size_t n);
/* Puts the file in its place if `code` is EXIT_DONE, else takes it away; says what went wrong.
 * Returns the exit code. */
int output_close(struct output *o, int code);

#endif
