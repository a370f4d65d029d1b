/* harbinger refresh: brings an archive's picture up to its reports, or makes it anew. */
#include "cli/cli.h"
#include "picture/picture.h"

#include <getopt.h>

static const char help[] =
    "Usage: harbinger refresh [--rebuild] ARCHIVE\n\n"
    "Brings the picture that follows from an archive's reports up to date, which add, recode\n"
    "and forget do by themselves unless they are cut off.\n\n"
    "      --rebuild             throw the picture away and make it from the facts\n";

int verb_refresh(int argc, char **argv) {
    static const struct option options[] = {{"rebuild", no_argument, NULL, 'r'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            {NULL, 0, NULL, 0}};
    struct store *store = NULL;
    struct hb_error err;
    uint64_t n = 0;
    bool is_rebuilt = false;
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (c != 'r')
            return c == 'h'   ? cli_help(help, NULL)
                   : c == 'V' ? cli_version()
                              : cli_usage("refresh");
        is_rebuilt = true;
    }
    if (argc - optind != 1) {
        cli_say("refresh", "one archive is needed");
        return cli_usage("refresh");
    }
    hb_status status = store_open(argv[optind], STORE_WRITE, &store, &err);
    if (status == HB_OK)
        status = is_rebuilt ? picture_rebuild(store, &err) : picture_refresh(store, &n, &err);
    store_close(store);
    if (status != HB_OK)
        return cli_fail("refresh", &err);
    if (is_rebuilt)
        cli_say("refresh", "the picture was made anew");
    else
        cli_say("refresh", "%llu reports brought into the picture", (unsigned long long)n);
    return EXIT_DONE;
}
