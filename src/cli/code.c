/* harbinger code: a line in, a line out, in the same order, on all processors. A line that cannot
 * be read gives a line with "error" in its place and is named on stderr, so that line n of the
 * output always belongs to line n of the input. Nothing is kept between lines. */
#include "base/json_out.h"
#include "base/lines.h"
#include "base/pool.h"
#include "cli/cli.h"
#include "cli/data.h"
#include "cli/progress.h"
#include "export/json.h"
#include "ingest/ingest.h"

#include <getopt.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const char help[] =
    "Usage: harbinger code [OPTION…] < reports.jsonl > coded.jsonl\n\n"
    "Codes reports, one JSON object a line, and writes one coded report a line, in the\n"
    "same order. Only \"text\" is required; \"id\", \"date\", \"title\", \"url\" and \"outlet\"\n"
    "are used where given.\n\n"
    "  -j, --jobs N              threads (default: all processors)\n"
    "      --with-text           repeat the text in the output\n"
    "      --quiet               no progress, and no line for each report that is set aside\n";

enum { SLOTS_PER_THREAD = 4, MOST_JOBS = 256 };

struct item {
    struct buffer line;
    uint64_t number, at; /* at: bytes of the input when it was read */
    bool is_too_long, has_failed;
    struct json_out out;
    struct hb_error err;
};

struct filter {
    struct lines lines;
    struct progress progress;
    uint64_t n_bytes; /* of the input; 0: not known */
    struct data data;
    struct coder_name coder;
    bool with_text;
    struct arena coding[MOST_JOBS]; /* of each thread, for the report that it codes */
    int code;                       /* exit code so far */
};

static bool next_item(void *context, void *slot) {
    struct filter *f = context;
    struct item *item = slot;
    str line;
    struct hb_error err;
    enum lines_result result = lines_next(&f->lines, &line, &err);
    if (result == LINES_FAILED)
        f->code = cli_fail("code", &err);
    if (result == LINES_FAILED || result == LINES_END)
        return false;
    buffer_reset(&item->line);
    buffer_str(&item->line, line);
    item->number = f->lines.number;
    off_t at = f->n_bytes ? lseek(STDIN_FILENO, 0, SEEK_CUR) : 0;
    item->at = at > 0 ? (uint64_t)at : 0;
    item->is_too_long = result == LINES_TOO_LONG;
    return true;
}

static hb_status code_line(const struct filter *f, struct item *item, struct arena *a, str *id) {
    struct ingest_options o = ingest_defaults();
    struct report r = {0};
    struct text text;
    struct coded coded;
    str line = {item->line.p ? item->line.p : "", (uint32_t)item->line.n};
    if (item->is_too_long)
        return error_set(&item->err, HB_ERR_LIMIT, 0, "line longer than %u bytes",
                         o.limits.line_bytes);
    if (item->line.failed)
        return error_set(&item->err, HB_ERR_MEMORY, 0, "no memory for the line");
    hb_status status = report_from_json(line, &o, a, &r, &item->err);
    *id = r.id;
    if (status == HB_OK)
        status = coder_run(&f->data.coder, &r, a, &text, &coded, &item->err);
    if (status != HB_OK)
        return status;
    struct export_source source = {&r, &text, &coded, f->coder.z, f->with_text};
    return export_json(&source, a, &item->out, &item->err);
}

static void work_item(void *context, void *slot, unsigned thread) {
    struct filter *f = context;
    struct item *item = slot;
    str id = {NULL, 0};
    arena_reset(&f->coding[thread]);
    json_reset(&item->out);
    item->err = (struct hb_error){0};
    item->has_failed = code_line(f, item, &f->coding[thread], &id) != HB_OK;
    if (!item->has_failed)
        return;
    json_reset(&item->out);
    export_json_error(id, item->number, &item->err, &item->out);
}

static bool deliver_item(void *context, void *slot) {
    struct filter *f = context;
    struct item *item = slot;
    char name[40];
    progress_at(&f->progress, item->at, f->n_bytes);
    if (item->has_failed) {
        snprintf(name, sizeof name, "line %llu", (unsigned long long)item->number);
        progress_fault(&f->progress, name, item->err.message);
        if (f->code == EXIT_DONE)
            f->code = EXIT_SET_ASIDE;
    }
    progress_clear(&f->progress);
    fwrite(item->out.out.p, 1, item->out.out.n, stdout);
    if (!item->has_failed)
        progress_one(&f->progress);
    return fflush(stdout) == 0;
}

static void run(struct filter *f, unsigned n_threads) {
    struct item items[SLOTS_PER_THREAD * MOST_JOBS];
    unsigned n_items = n_threads > 1 ? n_threads * SLOTS_PER_THREAD : 1;
    struct hb_error err;
    memset(items, 0, n_items * sizeof *items);
    struct pool_job job = {.items = items,
                           .item_size = sizeof *items,
                           .n_items = n_items,
                           .n_threads = n_threads,
                           .context = f,
                           .source = next_item,
                           .work = work_item,
                           .sink = deliver_item};
    struct stat st;
    if (fstat(STDIN_FILENO, &st) == 0 && S_ISREG(st.st_mode))
        f->n_bytes = (uint64_t)st.st_size;
    f->lines = lines_open(STDIN_FILENO, f->data.coder.limits.line_bytes);
    if (pool_run(&job, &err) != HB_OK)
        f->code = cli_fail("code", &err);
    progress_end(&f->progress);
    lines_close(&f->lines);
    for (unsigned i = 0; i < n_items; i++) {
        buffer_free(&items[i].line);
        buffer_free(&items[i].out.out);
    }
    for (unsigned i = 0; i < n_threads; i++)
        arena_free(&f->coding[i]);
}

int verb_code(int argc, char **argv) {
    static const struct option options[] = {{"jobs", required_argument, NULL, 'j'},
                                            {"with-text", no_argument, NULL, 't'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            DATA_OPTIONS,
                                            PROGRESS_OPTIONS,
                                            {NULL, 0, NULL, 0}};
    struct filter f = {.code = EXIT_DONE};
    struct data_options where = {0};
    struct hb_error err;
    long jobs = (long)pool_processors();
    bool is_quiet = false;
    for (int c; (c = getopt_long(argc, argv, "j:h", options, NULL)) != -1;) {
        if (c == 'j' && !cli_number("code", "--jobs", optarg, 1, MOST_JOBS, &jobs))
            return cli_usage("code");
        is_quiet |= c == OPTION_QUIET;
        if (c == 't')
            f.with_text = true;
        if (c == 'h')
            return cli_help(help, data_help);
        if (c == 'V')
            return cli_version();
        if (c == '?')
            return cli_usage("code");
        data_option(c, optarg, &where);
    }
    if (optind < argc) {
        cli_say("code", "'%s': reports come on standard input, no file is taken", argv[optind]);
        return cli_usage("code");
    }
    if (data_open(&where, &f.data, &err) != HB_OK)
        return cli_fail("code", &err);
    f.coder = coder_name_of(&f.data.coder);
    progress_begin(&f.progress, "code", is_quiet);
    run(&f, jobs > MOST_JOBS ? MOST_JOBS : (unsigned)jobs);
    data_close(&f.data);
    return cli_finish("code", f.code);
}
