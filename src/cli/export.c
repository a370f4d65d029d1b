/* harbinger export: an archive in the formats of other programs. */
#include "export/export.h"
#include "cli/archive.h"
#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/output.h"

#include <getopt.h>

static const char verb[] = "export";
static const char help[] =
    "Usage: harbinger export [OPTION…] --format F ARCHIVE\n\n"
    "Writes an archive's events (each once, however many reports tell it), relations or agenda\n"
    "in the format of another program:\n\n"
    "  jsonl, csv                events with all that is known of them\n"
    "  plover                    JSON lines with PLOVER's names\n"
    "  gdelt, gdelt-mentions     the tables of GDELT 2.0: 61 and 16 columns\n"
    "  icews                     the table of ICEWS: 20 columns\n"
    "  geojson                   a FeatureCollection for maps\n"
    "  graphml, gexf             relations as a network, GEXF with their days\n"
    "  ics                       what is due, as a calendar\n"
    "  atom                      a feed of the newest events\n\n"
    "  -f, --format F            one of these\n"
    "  -o, --output FILE         instead of standard output; there when it is whole\n";

static int run(const char *path, struct export_request *request, const char *to) {
    struct store *store;
    struct hb_error err;
    struct output out;
    if (archive_open(verb, path, &store, &err) != HB_OK)
        return cli_fail(verb, &err);
    if (!output_open(&out, verb, to)) {
        store_close(store);
        return EXIT_SYSTEM;
    }
    request->write = output_write;
    request->context = &out;
    hb_status status = export_archive(store, request, &err);
    store_close(store);
    return output_close(&out, status == HB_OK ? EXIT_DONE : cli_fail(verb, &err));
}

int verb_export(int argc, char **argv) {
    static const struct option options[] = {FILTER_OPTIONS,
                                            {"format", required_argument, NULL, 'f'},
                                            {"output", required_argument, NULL, 'o'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            {NULL, 0, NULL, 0}};
    struct export_request request = {0};
    const char *to = NULL;
    for (int c; (c = getopt_long(argc, argv, "f:o:h", options, NULL)) != -1;) {
        if (c == 'h')
            return cli_help(help, filter_help);
        if (c == 'V')
            return cli_version();
        if (c == 'f')
            request.format = optarg;
        else if (c == 'o')
            to = optarg;
        else if (!filter_take(verb, c, optarg, &request.filter))
            return cli_usage(verb);
    }
    if (!request.format || !export_has_format(request.format)) {
        cli_say(verb, "--format: %s is needed", export_formats());
        return cli_usage(verb);
    }
    if (argc - optind != 1) {
        cli_say(verb, "one archive is needed");
        return cli_usage(verb);
    }
    return run(argv[optind], &request, to);
}
