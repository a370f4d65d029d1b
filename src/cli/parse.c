/* harbinger parse: text in, grammar and names as CoNLL-U out; with --tokens, the given tokens are
 * kept. */
#include "base/file.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/data.h"
#include "lang/conllu.h"

#include <getopt.h>
#include <stdio.h>

static const char help[] =
    "Usage: harbinger parse [OPTION…] [FILE…] > parse.conllu\n\n"
    "Prints sentences, words, tags, trees and names (MISC column, NE=…) as CoNLL-U. Blank\n"
    "lines part paragraphs. Without FILE, or for '-', standard input is read.\n\n"
    "      --tokens              the input is CoNLL-U or one token a line, a blank line after\n"
    "                            each sentence; its tokens are kept\n"
    "      --model FILE          language model (else en-1.model is looked for)\n";

static const size_t INPUT_MAXIMUM = (size_t)1 << 30;

struct parse {
    struct lang_model *model;
    struct arena arena;
    uint32_t n_sentences; /* printed so far */
};

static hb_status print_text(struct parse *p, const struct text *t, struct hb_error *err) {
    str out = conllu_write(p->model, t, p->n_sentences + 1, &p->arena);
    if (!out.p)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to print the parse");
    fwrite(out.p, 1, out.n, stdout);
    p->n_sentences += t->n_sentences;
    return HB_OK;
}

static hb_status parse_tokens(struct parse *p, str file, struct hb_error *err) {
    struct conllu *documents;
    size_t n;
    hb_status status = conllu_read(file, &p->arena, &documents, &n, err);
    for (size_t i = 0; status == HB_OK && i < n; i++) {
        status = lang_analyze(p->model, &p->arena, &documents[i].text, err);
        if (status == HB_OK)
            status = print_text(p, &documents[i].text, err);
    }
    return status;
}

/* Paragraph by paragraph in stretches of about 64 KiB, so that memory does not grow with the file.
 */
static hb_status parse_raw(struct parse *p, str file, struct hb_error *err) {
    enum { STRETCH = 64 << 10 };
    struct hb_limits limits = limits_default();
    hb_status status = HB_OK;
    for (uint32_t at = 0; at < file.n && status == HB_OK;) {
        uint32_t end = file.n - at > STRETCH ? at + STRETCH : file.n;
        while (end < file.n && !(file.p[end - 1] == '\n' && file.p[end] == '\n'))
            end++;
        str text = utf8_normalize(&p->arena, str_slice(file, at, end), NULL);
        struct lang_span span = {0, text.n, 0};
        struct text t;
        if (!text.p)
            return error_set(err, HB_ERR_MEMORY, at, "no memory for the text");
        status = lang_read(p->model, text, &span, 1, &limits, &p->arena, &t, err);
        if (status == HB_OK)
            status = print_text(p, &t, err);
        arena_reset(&p->arena);
        at = end;
    }
    return status;
}

static hb_status parse_file(struct parse *p, const char *path, bool keeps_tokens,
                            struct hb_error *err) {
    struct arena input = {.maximum = INPUT_MAXIMUM * 4};
    str file;
    hb_status status = file_read(path, INPUT_MAXIMUM, &input, &file, err);
    if (status == HB_OK)
        status = keeps_tokens ? parse_tokens(p, file, err) : parse_raw(p, file, err);
    arena_free(&input);
    return status;
}

int verb_parse(int argc, char **argv) {
    static const struct option options[] = {{"tokens", no_argument, NULL, 't'},
                                            {"model", required_argument, NULL, 'm'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            {NULL, 0, NULL, 0}};
    bool keeps_tokens = false;
    const char *model = NULL;
    for (int c; (c = getopt_long(argc, argv, "hV", options, NULL)) != -1;) {
        if (c == 't')
            keeps_tokens = true;
        else if (c == 'm')
            model = optarg;
        else
            return c == 'h' ? cli_help(help, NULL) : c == 'V' ? cli_version() : cli_usage("parse");
    }
    char path[4096];
    struct hb_error err = {0};
    struct parse p = {.arena.maximum = (size_t)8 << 30};
    if (!model && !data_find("en-1.model", path, sizeof path, &err))
        return cli_fail("parse", &err);
    hb_status status = lang_model_open(model ? model : path, &p.model, &err);
    if (status != HB_OK)
        return cli_fail("parse", &err);
    if (optind == argc)
        status = parse_file(&p, "-", keeps_tokens, &err);
    for (int i = optind; i < argc && status == HB_OK; i++)
        status = parse_file(&p, argv[i], keeps_tokens, &err);
    int code = status == HB_OK ? EXIT_DONE : cli_fail("parse", &err);
    lang_model_close(p.model);
    arena_free(&p.arena);
    return cli_finish("parse", code);
}
