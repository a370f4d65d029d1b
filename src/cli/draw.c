/* harbinger map, graph: pictures of an archive, as SVG. */
#include "cli/archive.h"
#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/output.h"
#include "export/picture_svg.h"

#include <getopt.h>

typedef hb_status drawing(struct store *s, const struct store_filter *f, struct buffer *out,
                          struct hb_error *err);

static const char map_help[] =
    "Usage: harbinger map [OPTION…] ARCHIVE\n\n"
    "Draws where events were, by number and quad class, and who holds which place, as an SVG\n"
    "that any browser opens. The map is fitted to what it shows; without --status, to what\n"
    "occurred.\n\n"
    "  -o, --output FILE         instead of standard output; there when it is whole\n";
static const char graph_help[] =
    "Usage: harbinger graph [OPTION…] ARCHIVE\n\n"
    "Draws who backs, fights, leads, holds whom, as of a day, as an SVG that any browser opens.\n\n"
    "  -o, --output FILE         instead of standard output; there when it is whole\n";

static int run(const char *verb, drawing *draw, const char *path, const struct store_filter *f,
               const char *to) {
    struct store *store;
    struct hb_error err;
    struct output out;
    struct buffer picture = {0};
    if (archive_open(verb, path, &store, &err) != HB_OK)
        return cli_fail(verb, &err);
    hb_status status = draw(store, f, &picture, &err);
    store_close(store);
    int code = status == HB_OK ? EXIT_DONE : cli_fail(verb, &err);
    if (code == EXIT_DONE) {
        bool is_open = output_open(&out, verb, to);
        if (is_open)
            output_write(&out, picture.p, picture.n);
        code = is_open ? output_close(&out, code) : EXIT_SYSTEM;
    }
    buffer_free(&picture);
    return code;
}

static int draw_verb(const char *verb, const char *help, drawing *draw, int argc, char **argv) {
    static const struct option options[] = {FILTER_OPTIONS,
                                            {"output", required_argument, NULL, 'o'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            {NULL, 0, NULL, 0}};
    struct store_filter filter = {0};
    const char *to = NULL;
    for (int c; (c = getopt_long(argc, argv, "o:h", options, NULL)) != -1;) {
        if (c == 'h')
            return cli_help(help, filter_help);
        if (c == 'V')
            return cli_version();
        if (c == 'o')
            to = optarg;
        else if (!filter_take(verb, c, optarg, &filter))
            return cli_usage(verb);
    }
    if (argc - optind == 1)
        return run(verb, draw, argv[optind], &filter, to);
    cli_say(verb, "one archive is needed");
    return cli_usage(verb);
}

int verb_map(int argc, char **argv) {
    return draw_verb("map", map_help, picture_map, argc, argv);
}

int verb_graph(int argc, char **argv) {
    return draw_verb("graph", graph_help, picture_graph, argc, argv);
}
