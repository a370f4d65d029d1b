/* harbinger extract: what was understood of pages and files, before anything is coded: one JSON
 * line a report, in the form that `code` reads. What is not English is there too, with its
 * language. */
#include "base/json_out.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/progress.h"
#include "cli/web.h"
#include "ingest/inputs.h"
#include "store/raw.h"

#include <getopt.h>
#include <stdio.h>

static const char help[] =
    "Usage: harbinger extract [OPTION…] [FILE…] > reports.jsonl\n"
    "       harbinger extract --raw ARCHIVE REPORT > page.html\n\n"
    "Prints what is understood of web pages and other files, a JSON line for each report:\n"
    "id, url, title, date, outlet, byline, language, text, captions. 'harbinger code'\n"
    "reads such lines. FILE as for 'harbinger read'.\n\n"
    "  -d, --date YYYY-MM-DD     publication date of reports that do not give one\n"
    "      --name-as-id          the file's name is the report's id\n"
    "      --map COLUMNS         of a table: title=headline,text=body …\n"
    "      --fetch               fetch the pages of entries that are a teaser or an address alone\n"
    "      --allow-private       fetch from addresses that are not public too\n"
    "      --quiet               no progress, and no line for each report that is set aside\n"
    "      --raw ARCHIVE         the page that 'add --keep-raw' kept with a report\n";

struct extracting {
    struct ingest_options ingest;
    struct csv_map map;
    struct web web;
    struct progress progress;
    struct inputs inputs;
    struct input input;
    struct arena arena;
    struct json_out out;
    bool name_is_id, fetches;
    int code;
};

static void put_report(struct extracting *x, const struct report *r) {
    struct json_out *j = &x->out;
    struct interval_text day = interval_format((struct interval){r->date, r->date});
    json_object(j);
    json_key(j, "id");
    json_string(j, x->name_is_id ? str_from(x->input.name) : r->id);
    json_key(j, "url");
    json_string(j, r->url);
    json_key(j, "title");
    json_string(j, r->title);
    json_key(j, "date");
    json_string(j, r->date == DATE_NONE ? (str){NULL, 0} : str_from(day.z));
    json_key(j, "outlet");
    json_string(j, r->outlet);
    json_key(j, "byline");
    json_string(j, r->byline);
    json_key(j, "language");
    json_string(j, str_from(r->language));
    json_key(j, "text");
    json_string(j, r->text);
    json_key(j, "captions");
    json_string(j, r->captions.n ? r->captions : (str){NULL, 0});
    json_end_object(j);
    json_newline(j);
}

static void extract_one(struct extracting *x) {
    struct report report;
    struct hb_error err = {0};
    arena_reset(&x->arena);
    json_reset(&x->out);
    uint64_t done, total;
    inputs_tell(&x->inputs, &done, &total);
    progress_at(&x->progress, done, total);
    hb_status status = input_read(&x->input, &x->arena, &report, &err);
    if (status == HB_OK)
        put_report(x, &report);
    if (status == HB_OK && x->out.out.failed)
        status = error_set(&err, HB_ERR_MEMORY, 0, "no memory to print a report");
    if (status == HB_OK) {
        progress_clear(&x->progress);
        fwrite(x->out.out.p, 1, x->out.out.n, stdout);
        progress_one(&x->progress);
        return;
    }
    progress_aside(&x->progress, x->input.name, err.message);
}

static void extract_paths(struct extracting *x, char **paths, int n) {
    struct hb_error err;
    inputs_open(NULL, 0, &x->ingest, &x->map, &x->inputs, &err);
    for (int i = 0; i < n; i++)
        if (inputs_add(&x->inputs, paths[i], &err) != HB_OK)
            x->code = cli_fail("extract", &err);
    x->inputs.opener = web_opener(&x->web);
    x->inputs.fetches = x->fetches;
    while (!ferror(stdout) && inputs_next(&x->inputs, &x->input))
        extract_one(x);
    inputs_close(&x->inputs);
    web_close(&x->web);
    progress_end(&x->progress);
}

/* The page that is kept with a report, as it came. */
static int print_raw(const char *archive, const char *report) {
    struct store *store;
    struct buffer page = {0};
    struct hb_error err;
    hb_status status = store_open(archive, STORE_READ, &store, &err);
    if (status == HB_OK)
        status = raw_get(store, str_from(report), &page, &err);
    if (status == HB_OK)
        fwrite(page.p, 1, page.n, stdout);
    store_close(store);
    buffer_free(&page);
    if (status == HB_OK)
        return EXIT_DONE;
    int code = cli_fail("extract", &err);
    return status == HB_ERR_INPUT ? EXIT_SET_ASIDE : code;
}

int verb_extract(int argc, char **argv) {
    static const struct option options[] = {{"date", required_argument, NULL, 'd'},
                                            {"name-as-id", no_argument, NULL, 'n'},
                                            {"map", required_argument, NULL, 'm'},
                                            {"allow-private", no_argument, NULL, 'P'},
                                            {"fetch", no_argument, NULL, 'F'},
                                            {"raw", required_argument, NULL, 'r'},
                                            PROGRESS_OPTIONS,
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            {NULL, 0, NULL, 0}};
    struct extracting x = {.ingest = ingest_defaults(), .code = EXIT_DONE};
    const char *archive = NULL;
    bool is_quiet = false;
    for (int c; (c = getopt_long(argc, argv, "d:h", options, NULL)) != -1;) {
        bool is_wrong = c == '?' || (c == 'm' && !cli_map("extract", optarg, &x.map)) ||
                        (c == 'd' && !cli_day("extract", "--date", optarg, &x.ingest.date));
        if (is_wrong)
            return cli_usage("extract");
        if (c == 'h')
            return cli_help(help, NULL);
        if (c == 'V')
            return cli_version();
        x.name_is_id |= c == 'n';
        x.web.allows_private |= c == 'P';
        x.fetches |= c == 'F';
        is_quiet |= c == OPTION_QUIET;
        archive = c == 'r' ? optarg : archive;
    }
    if (archive && argc - optind != 1) {
        cli_say("extract", "--raw: one report is needed, by its id");
        return cli_usage("extract");
    }
    if (archive)
        return cli_finish("extract", print_raw(archive, argv[optind]));
    progress_begin(&x.progress, "extract", is_quiet);
    if (optind == argc)
        extract_paths(&x, (char *[]){(char[]){"-"}}, 1);
    else
        extract_paths(&x, argv + optind, argc - optind);
    buffer_free(&x.out.out);
    buffer_free(&x.input.bytes);
    arena_free(&x.arena);
    if (x.code == EXIT_DONE && x.progress.n_aside)
        x.code = EXIT_SET_ASIDE;
    return cli_finish("extract", x.code);
}
