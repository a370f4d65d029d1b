/* harbinger extract: what was understood of pages and files, before anything is coded: one JSON
 * line a report, in the form that `code` reads. What is not English is there too, with its
 * language. */
#include "base/json_out.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/web.h"
#include "ingest/inputs.h"

#include <getopt.h>
#include <stdio.h>

static const char help[] =
    "Usage: harbinger extract [OPTION…] [FILE…] > reports.jsonl\n\n"
    "Prints what is understood of web pages and other files, a JSON line for each report:\n"
    "id, url, title, date, outlet, byline, language, text, captions. 'harbinger code'\n"
    "reads such lines. FILE as for 'harbinger read'.\n\n"
    "  -d, --date YYYY-MM-DD     publication date of reports that do not give one\n"
    "      --name-as-id          the file's name is the report's id\n"
    "      --map COLUMNS         of a table: title=headline,text=body …\n"
    "      --allow-private       fetch from addresses that are not public too\n";

struct extracting {
    struct ingest_options ingest;
    struct csv_map map;
    struct web web;
    struct input input;
    struct arena arena;
    struct json_out out;
    uint64_t n_printed, n_aside;
    bool name_is_id;
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
    buffer_reset(&x->out.out);
    x->out.needs_comma = false;
    hb_status status = input_read(&x->input, &x->arena, &report, &err);
    if (status == HB_OK)
        put_report(x, &report);
    if (status == HB_OK && x->out.out.failed)
        status = error_set(&err, HB_ERR_MEMORY, 0, "no memory to print a report");
    if (status == HB_OK) {
        fwrite(x->out.out.p, 1, x->out.out.n, stdout);
        x->n_printed++;
        return;
    }
    cli_say("extract", "%s: set aside: %s", x->input.name, err.message);
    x->n_aside++;
}

static void extract_path(struct extracting *x, char *path) {
    struct inputs inputs;
    struct hb_error err;
    if (inputs_open(&path, 1, &x->ingest, &x->map, &inputs, &err) != HB_OK) {
        x->code = cli_fail("extract", &err);
        return;
    }
    inputs.opener = web_opener(&x->web);
    while (!ferror(stdout) && inputs_next(&inputs, &x->input))
        extract_one(x);
    inputs_close(&inputs);
}

int verb_extract(int argc, char **argv) {
    static const struct option options[] = {{"date", required_argument, NULL, 'd'},
                                            {"name-as-id", no_argument, NULL, 'n'},
                                            {"map", required_argument, NULL, 'm'},
                                            {"allow-private", no_argument, NULL, 'P'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            {NULL, 0, NULL, 0}};
    struct extracting x = {.ingest = ingest_defaults(), .code = EXIT_DONE};
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
    }
    if (optind == argc)
        extract_path(&x, (char[]){"-"});
    for (int i = optind; i < argc && !ferror(stdout); i++)
        extract_path(&x, argv[i]);
    buffer_free(&x.out.out);
    buffer_free(&x.input.bytes);
    arena_free(&x.arena);
    if (x.code == EXIT_DONE && x.n_aside)
        x.code = EXIT_SET_ASIDE;
    return cli_finish("extract", x.code);
}
