/* harbinger recode: codes an archive's reports anew, those that another program, model or knowledge
 * coded. A report's old facts go and its new ones come in the same transaction; a run that is cut
 * off goes on where it was. */
#include "cli/cli.h"
#include "cli/data.h"
#include "ingest/ingest.h"
#include "picture/picture.h"

#include <getopt.h>

static const char help[] =
    "Usage: harbinger recode [OPTION…] ARCHIVE\n\n"
    "Codes the reports of an archive anew, as far as another version, model or knowledge\n"
    "coded them. Can be stopped and started again.\n\n";

enum { REPORTS_PER_COMMIT = 200 };

static hb_status recode_one(const struct data *d, struct store *s, const char *coder,
                            struct arena *a, bool *is_one, struct hb_error *err) {
    struct report r;
    struct text text;
    struct coded coded;
    struct store_id id;
    struct ingest_options o = ingest_defaults();
    arena_reset(a);
    hb_status status = store_next_stale(s, coder, a, &r, &id, is_one, err);
    if (status != HB_OK || !*is_one)
        return status;
    status = report_finish(&r, r.date, &o, a, err);
    if (status == HB_OK)
        status = coder_run(&d->coder, &r, a, &text, &coded, err);
    struct store_report source = {&r, &text, &coded, coder};
    return status == HB_OK ? store_recode(s, str_from(id.z), &source, a, err) : status;
}

static hb_status recode_all(const struct data *d, struct store *s, uint64_t *n,
                            struct hb_error *err) {
    struct arena a = {0};
    struct coder_name coder = coder_name_of(&d->coder);
    hb_status status = HB_OK;
    bool is_one = true;
    while (status == HB_OK && is_one) {
        /* The first one enters the coder, which nobody may do at the same time. */
        status = *n == 0 ? store_begin_changing(s, err) : store_begin(s, err);
        for (int i = 0; status == HB_OK && is_one && i < REPORTS_PER_COMMIT; i++) {
            status = recode_one(d, s, coder.z, &a, &is_one, err);
            *n += status == HB_OK && is_one;
        }
        if (status == HB_OK)
            status = store_commit(s, err);
    }
    arena_free(&a);
    return status;
}

int verb_recode(int argc, char **argv) {
    static const struct option options[] = {{"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            DATA_OPTIONS,
                                            {NULL, 0, NULL, 0}};
    struct data_options where = {0};
    struct data data;
    struct store *store = NULL;
    struct hb_error err;
    uint64_t n = 0;
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (c == 'h')
            return cli_help(help, data_help);
        if (c == 'V')
            return cli_version();
        if (!data_option(c, optarg, &where))
            return cli_usage("recode");
    }
    if (argc - optind != 1) {
        cli_say("recode", "one archive is needed");
        return cli_usage("recode");
    }
    if (data_open(&where, &data, &err) != HB_OK)
        return cli_fail("recode", &err);
    hb_status status = store_open(argv[optind], STORE_WRITE, &store, &err);
    if (status == HB_OK)
        status = recode_all(&data, store, &n, &err);
    if (status == HB_OK)
        status = picture_refresh(store, NULL, &err);
    store_close(store);
    data_close(&data);
    if (status != HB_OK)
        return cli_fail("recode", &err);
    cli_say("recode", "%llu reports coded anew", (unsigned long long)n);
    return EXIT_DONE;
}
