/* A file is written under another name beside it and renamed when it is whole, so that a reader
 * never meets half of one and an earlier one stays where something fails. */
#include "cli/output.h"

#include "cli/cli.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static int fail(const struct output *o) {
    cli_say(o->verb, "cannot write '%s': %s", o->path, strerror(errno));
    return EXIT_SYSTEM;
}

bool output_open(struct output *o, const char *verb, const char *path) {
    *o = (struct output){.verb = verb, .path = path, .file = stdout};
    if (!path || strcmp(path, "-") == 0) {
        o->path = NULL;
        return true;
    }
    int n = snprintf(o->part, sizeof o->part, "%s.%ld.part", path, (long)getpid());
    if (n < 0 || (size_t)n >= sizeof o->part)
        errno = ENAMETOOLONG;
    else
        o->file = fopen(o->part, "wx");
    if ((size_t)n < sizeof o->part && o->file)
        return true;
    fail(o);
    return false;
}

bool output_write(void *context, const char *p, size_t n) {
    struct output *o = context;
    return fwrite(p, 1, n, o->file) == n;
}

int output_close(struct output *o, int code) {
    if (!o->path)
        return cli_finish(o->verb, code);
    bool is_whole = !ferror(o->file);
    is_whole = fclose(o->file) == 0 && is_whole;
    if (is_whole && code == EXIT_DONE && rename(o->part, o->path) == 0)
        return code;
    if (code == EXIT_DONE)
        code = fail(o);
    unlink(o->part);
    return code;
}
