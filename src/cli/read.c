/* harbinger read: reports from files or standard input, as a brief for a person or, with --json, as
 * the lines that `code` prints. What cannot be read is named on stderr and the next one is read. */
#include "base/json_out.h"
#include "cli/cli.h"
#include "cli/data.h"
#include "cli/progress.h"
#include "cli/web.h"
#include "export/brief.h"
#include "export/json.h"
#include "ingest/inputs.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const char help[] =
    "Usage: harbinger read [OPTION…] [FILE…]\n\n"
    "Reads news reports and prints what they say: who did, said, promised or threatened\n"
    "what to whom, when, where and on whose word. A FILE is plain text, a web page or JSON\n"
    "lines with \"text\" in each, packed by gzip or zstd or not, or a folder of such files.\n"
    "Without FILE, or with '-', standard input is read.\n\n"
    "  -d, --date YYYY-MM-DD     publication date of reports that do not give one\n"
    "      --map COLUMNS         of a table: title=headline,text=body …\n"
    "      --fetch               fetch the pages of entries that are a teaser or an address alone\n"
    "      --allow-private       fetch from addresses that are not public too\n"
    "      --json                one JSON line per report, as 'harbinger code' prints\n"
    "      --with-text           repeat the text in the JSON\n"
    "      --quiet               no progress, and no line for each report that is set aside\n"
    "      --explain             say under each event why it was coded so; in the JSON as \"why\"\n"
    "  -w, --width N             columns (default: the terminal's, at most 100; or 80)\n"
    "      --color WHEN          auto, always or never (auto heeds NO_COLOR)\n";

enum { DEFAULT_WIDTH = 80, WIDEST_DEFAULT = 100, NARROWEST = 40, WIDEST = 1000 };

struct reading {
    struct data data;
    struct coder_name coder;
    struct ingest_options ingest;
    struct csv_map map;
    struct web web;
    struct brief_style style;
    bool as_json, with_text, explains, is_quiet, fetches;
    uint64_t n_printed;
    struct progress progress;
    struct inputs inputs;
    struct input input;
    struct arena arena;
    struct json_out out;
    int code; /* exit code so far: the worst */
};

static void note_code(struct reading *r, int code) {
    if (code > r->code)
        r->code = code;
}

static hb_status print_report(struct reading *r, const struct report *report,
                              struct hb_error *err) {
    struct text text;
    struct coded coded;
    hb_status status = coder_run(&r->data.coder, report, &r->arena, &text, &coded, err);
    if (status != HB_OK)
        return status;
    struct export_source source = {report, &text, &coded, r->coder.z, r->with_text};
    json_reset(&r->out);
    if (r->as_json) {
        status = export_json(&source, &r->arena, &r->out, err);
    } else {
        if (r->n_printed > 0)
            buffer_text(&r->out.out, "\n\n");
        brief_write(&source, &r->style, &r->out.out);
        if (r->out.out.failed)
            status = error_set(err, HB_ERR_MEMORY, 0, "no memory to print a report");
    }
    if (status == HB_OK) {
        progress_clear(&r->progress);
        fwrite(r->out.out.p, 1, r->out.out.n, stdout);
        fflush(stdout);
        r->n_printed++;
    }
    return status;
}

static void read_one(struct reading *r, const struct input *in) {
    struct report report;
    struct hb_error err = {0};
    uint64_t done, total;
    arena_reset(&r->arena);
    hb_status status = input_read(in, &r->arena, &report, &err);
    if (status == HB_OK)
        status = print_report(r, &report, &err);
    inputs_tell(&r->inputs, &done, &total);
    progress_at(&r->progress, done, total);
    if (status == HB_OK) {
        progress_one(&r->progress);
        return;
    }
    progress_aside(&r->progress, in->name, err.message);
    note_code(r, status == HB_ERR_SYSTEM ? EXIT_SYSTEM : EXIT_SET_ASIDE);
}

/* A path that is not there is named, and the next one read. */
static void read_paths(struct reading *r, char **paths, int n) {
    struct hb_error err;
    inputs_open(NULL, 0, &r->ingest, &r->map, &r->inputs, &err);
    for (int i = 0; i < n; i++)
        if (inputs_add(&r->inputs, paths[i], &err) != HB_OK)
            note_code(r, cli_fail("read", &err));
    r->inputs.opener = web_opener(&r->web);
    r->inputs.fetches = r->fetches;
    while (!ferror(stdout) && inputs_next(&r->inputs, &r->input))
        read_one(r, &r->input);
    inputs_close(&r->inputs);
    web_close(&r->web);
    progress_end(&r->progress);
}

static uint32_t default_width(void) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return DEFAULT_WIDTH;
    if (size.ws_col < NARROWEST)
        return NARROWEST;
    return size.ws_col < WIDEST_DEFAULT ? size.ws_col : WIDEST_DEFAULT;
}

/* auto, always, never; false for another word. */
static bool choose_color(const char *when, bool *out) {
    if (strcmp(when, "always") == 0)
        *out = true;
    else if (strcmp(when, "never") == 0)
        *out = false;
    else if (strcmp(when, "auto") == 0)
        *out = cli_has_color();
    else
        return false;
    return true;
}

/* Takes one option. False: it was wrong, and that was said. */
static bool take_option(struct reading *r, struct data_options *where, int c) {
    long width = 0;
    switch (c) {
    case 'd':
        return cli_day("read", "--date", optarg, &r->ingest.date);
    case 'P':
        return r->web.allows_private = true;
    case 'F':
        return r->fetches = true;
    case 'm':
        return cli_map("read", optarg, &r->map);
    case 'j':
        r->as_json = true;
        return true;
    case 't':
        r->with_text = true;
        return true;
    case 'e':
        r->explains = true;
        return true;
    case OPTION_QUIET:
        r->is_quiet = true;
        return true;
    case 'w':
        if (!cli_number("read", "--width", optarg, NARROWEST, WIDEST, &width))
            return false;
        r->style.width = (uint32_t)width;
        return true;
    case 'c':
        if (choose_color(optarg ? optarg : "always", &r->style.has_color))
            return true;
        cli_say("read", "--color '%s': auto, always or never is needed", optarg);
        return false;
    default:
        return data_option(c, optarg, where);
    }
}

int verb_read(int argc, char **argv) {
    static const struct option options[] = {{"date", required_argument, NULL, 'd'},
                                            {"map", required_argument, NULL, 'm'},
                                            {"allow-private", no_argument, NULL, 'P'},
                                            {"fetch", no_argument, NULL, 'F'},
                                            {"json", no_argument, NULL, 'j'},
                                            {"with-text", no_argument, NULL, 't'},
                                            {"explain", no_argument, NULL, 'e'},
                                            {"width", required_argument, NULL, 'w'},
                                            {"color", optional_argument, NULL, 'c'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            DATA_OPTIONS,
                                            PROGRESS_OPTIONS,
                                            {NULL, 0, NULL, 0}};
    struct reading r = {.ingest = ingest_defaults(), .code = EXIT_DONE};
    struct data_options where = {0};
    struct hb_error err;
    r.style.width = default_width();
    choose_color("auto", &r.style.has_color);
    for (int c; (c = getopt_long(argc, argv, "d:w:h", options, NULL)) != -1;) {
        if (c == 'h')
            return cli_help(help, data_help);
        if (c == 'V')
            return cli_version();
        if (!take_option(&r, &where, c))
            return cli_usage("read");
    }
    if (data_open(&where, &r.data, &err) != HB_OK)
        return cli_fail("read", &err);
    if (r.as_json)
        r.coder = coder_name_of(&r.data.coder);
    r.data.coder.explains = r.style.explains = r.explains;
    progress_begin(&r.progress, "read", r.is_quiet);
    if (optind == argc)
        read_paths(&r, (char *[]){(char[]){"-"}}, 1);
    else
        read_paths(&r, argv + optind, argc - optind);
    buffer_free(&r.out.out);
    buffer_free(&r.input.bytes);
    arena_free(&r.arena);
    data_close(&r.data);
    return cli_finish("read", r.code);
}
