/* harbinger check: verifies an archive and names each fault. */
#include "cli/cli.h"
#include "picture/picture.h"

#include <getopt.h>
#include <stdio.h>

static const char help[] =
    "Usage: harbinger check ARCHIVE\n\n"
    "Verifies an archive: the file, its indices, that every fact lies inside its report, and\n"
    "that the picture follows from the facts.\n"
    "Names each fault on standard output; exit status 1 if there is one.\n\n";

static void say(void *context, const char *fault) {
    (void)context;
    puts(fault);
}

int verb_check(int argc, char **argv) {
    static const struct option options[] = {
        {"help", no_argument, NULL, 'h'}, {"version", no_argument, NULL, 'V'}, {NULL, 0, NULL, 0}};
    struct store *store = NULL;
    struct store_counts n = {0};
    struct hb_error err;
    uint64_t n_faults = 0;
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;)
        return c == 'h' ? cli_help(help, NULL) : c == 'V' ? cli_version() : cli_usage("check");
    if (argc - optind != 1) {
        cli_say("check", "one archive is needed");
        return cli_usage("check");
    }
    hb_status status = store_open(argv[optind], STORE_WRITE, &store, &err);
    if (status == HB_OK)
        status = store_check(store, say, NULL, &n_faults, &err);
    if (status == HB_OK)
        status = picture_check(store, say, NULL, &n_faults, &err);
    if (status == HB_OK)
        status = store_count(store, &n, &err);
    store_close(store);
    if (status != HB_OK)
        return cli_fail("check", &err);
    cli_say("check", "%lld reports, %lld events, %lld relations: %llu faults", (long long)n.reports,
            (long long)n.events, (long long)n.relations, (unsigned long long)n_faults);
    return cli_finish("check", n_faults ? EXIT_SET_ASIDE : EXIT_DONE);
}
