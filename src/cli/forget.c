/* harbinger forget: withdraws reports, and with them all that rests on them. */
#include "cli/cli.h"
#include "picture/picture.h"

#include <getopt.h>

static const char help[] =
    "Usage: harbinger forget ARCHIVE REPORT…\n\n"
    "Withdraws reports, named by their ids in the archive or their own, and all facts that\n"
    "rest on them.\n\n";

static hb_status forget_all(struct store *s, char **ids, int n, int *code, struct hb_error *err) {
    hb_status status = store_begin_changing(s, err);
    for (int i = 0; i < n && status == HB_OK; i++) {
        bool was_there;
        status = store_forget(s, str_from(ids[i]), &was_there, err);
        if (status == HB_OK && !was_there) {
            cli_say("forget", "%s: no such report", ids[i]);
            *code = EXIT_SET_ASIDE;
        }
    }
    return status == HB_OK ? store_commit(s, err) : status;
}

int verb_forget(int argc, char **argv) {
    static const struct option options[] = {
        {"help", no_argument, NULL, 'h'}, {"version", no_argument, NULL, 'V'}, {NULL, 0, NULL, 0}};
    struct store *store = NULL;
    struct hb_error err;
    int code = EXIT_DONE;
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;)
        return c == 'h' ? cli_help(help, NULL) : c == 'V' ? cli_version() : cli_usage("forget");
    if (argc - optind < 2) {
        cli_say("forget", "an archive and at least one report are needed");
        return cli_usage("forget");
    }
    hb_status status = store_open(argv[optind], STORE_WRITE, &store, &err);
    if (status == HB_OK)
        status = forget_all(store, argv + optind + 1, argc - optind - 1, &code, &err);
    if (status == HB_OK)
        status = picture_refresh(store, NULL, &err);
    store_close(store);
    return status == HB_OK ? code : cli_fail("forget", &err);
}
