/* What all verbs say and check in the same way. stderr is talk; stdout is data. */
#include "cli/cli.h"

#include "ingest/containers.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void cli_say(const char *verb, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fprintf(stderr, "harbinger %s: ", verb);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

int cli_fail(const char *verb, const struct hb_error *err) {
    cli_say(verb, "%s", err->message);
    return err->code == HB_ERR_USAGE ? EXIT_USAGE : EXIT_SYSTEM;
}

int cli_usage(const char *verb) {
    fprintf(stderr, "Try 'harbinger %s --help'.\n", verb);
    return EXIT_USAGE;
}

bool cli_number(const char *verb, const char *option, const char *value, long low, long high,
                long *out) {
    char *end;
    errno = 0;
    long v = strtol(value, &end, 10);
    if (errno || end == value || *end || v < low || v > high) {
        cli_say(verb, "%s '%s': a number from %ld to %ld is needed", option, value, low, high);
        return false;
    }
    *out = v;
    return true;
}

bool cli_day(const char *verb, const char *option, const char *value, date_day *out) {
    struct interval i;
    if (!interval_parse(str_from(value), &i) || i.first != i.last) {
        cli_say(verb, "%s '%s': a day is needed, as in 2019-12-26", option, value);
        return false;
    }
    *out = i.first;
    return true;
}

bool cli_has_color(void) {
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    bool is_dumb = terminal && strcmp(terminal, "dumb") == 0;
    return isatty(STDOUT_FILENO) && !(no_color && *no_color) && !is_dumb;
}

bool cli_map(const char *verb, const char *value, struct csv_map *out) {
    if (csv_map_parse(value, out))
        return true;
    cli_say(verb,
            "--map '%s': pairs like title=headline,text=body are needed; keys are id, url, title, "
            "date, outlet, text",
            value);
    return false;
}

int cli_finish(const char *verb, int code) {
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    cli_say(verb, "cannot write to standard output: %s", strerror(errno));
    return EXIT_SYSTEM;
}

int cli_help(const char *text, const char *more) {
    printf("%s%s  -h, --help                show this and exit\n"
           "      --version             show the version and exit\n",
           text, more ? more : "");
    return cli_finish("help", EXIT_DONE);
}

int cli_version(void) {
    puts("harbinger " HB_VERSION);
    return cli_finish("version", EXIT_DONE);
}
