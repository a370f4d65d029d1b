/* harbinger copy: an archive from a file to a server, back, or to another of its kind. */
#include "store/copy.h"

#include "cli/archive.h"
#include "cli/cli.h"

#include <getopt.h>

static const char help[] =
    "Usage: harbinger copy FROM TO\n\n"
    "Copies an archive: from a file to a PostgreSQL server (postgresql://…), from a server to a\n"
    "file, or to another file or data base. TO is made if it is not there, and must hold no\n"
    "reports. Nothing is lost: both answer every question with the same bytes.\n\n";

static hb_status copy(const char *from_path, const char *to_path, struct store_counts *n,
                      struct hb_error *err) {
    struct store *from = NULL, *to = NULL;
    hb_status status = archive_open("copy", from_path, &from, err);
    if (status == HB_OK)
        status = store_open(to_path, STORE_CREATE, &to, err);
    if (status == HB_OK)
        status = store_copy(from, to, err);
    if (status == HB_OK)
        status = store_count(to, n, err);
    store_close(to);
    store_close(from);
    return status;
}

int verb_copy(int argc, char **argv) {
    static const struct option options[] = {
        {"help", no_argument, NULL, 'h'}, {"version", no_argument, NULL, 'V'}, {NULL, 0, NULL, 0}};
    struct store_counts n = {0};
    struct hb_error err;
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;)
        return c == 'h' ? cli_help(help, NULL) : c == 'V' ? cli_version() : cli_usage("copy");
    if (argc - optind != 2) {
        cli_say("copy", "two archives are needed: from where, to where");
        return cli_usage("copy");
    }
    if (copy(argv[optind], argv[optind + 1], &n, &err) != HB_OK)
        return cli_fail("copy", &err);
    cli_say("copy", "%lld reports, %lld events: %s holds them now", (long long)n.reports,
            (long long)n.events, store_name(argv[optind + 1]).z);
    return EXIT_DONE;
}
