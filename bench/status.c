/* status MODEL KNOWLEDGE < lines: for each line of text the status of every word that could head a
 * clause, as "begin end status" triples split by tabs, bytes within the line. For
 * `script/measure --set factuality`, which asks whether predicates of the treebank that people held
 * to have happened or not are read so; the program itself prints a status with each event. */
#include "code/whether.h"

#include <stdio.h>
#include <string.h>

enum { LINE = 1 << 16 };

static void print_statuses(struct reading *r) {
    for (uint32_t t = 0; t < r->n_tokens; t++) {
        enum upos u = (enum upos)r->tokens[t].upos;
        if (u != UPOS_VERB && u != UPOS_NOUN && u != UPOS_ADJ && u != UPOS_AUX)
            continue;
        printf("%u %u %s\t", r->tokens[t].begin, r->tokens[t].end,
               event_status_name(whether_status(r, t, NULL)));
    }
    putchar('\n');
}

static hb_status read_line(const struct coder *c, str line, struct arena *a, struct hb_error *err) {
    struct report report = {.text = line, .date = DATE_NONE};
    struct lang_span span = {0, line.n, 0};
    struct text text;
    struct reading r;
    hb_status status = lang_read(c->model, line, &span, 1, &c->limits, a, &text, err);
    if (status != HB_OK)
        return status;
    if (!reading_begin(&r, c, &report, &text, a))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for the line");
    print_statuses(&r);
    return HB_OK;
}

int main(int argc, char **argv) {
    static char line[LINE];
    struct hb_error err = {0};
    struct lang_model *model = NULL;
    struct know *know = NULL;
    struct arena arena = {.maximum = (size_t)1 << 30};
    if (argc != 3 || lang_model_open(argv[1], &model, &err) != HB_OK ||
        know_open(argv[2], &know, &err) != HB_OK) {
        fprintf(stderr, "status MODEL KNOWLEDGE < lines: %s\n", err.message);
        return 2;
    }
    struct coder coder = {.know = know, .model = model, .limits = limits_default()};
    hb_status status = HB_OK;
    while (status == HB_OK && fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        status = read_line(&coder, str_from(line), &arena, &err);
        arena_reset(&arena);
    }
    if (status != HB_OK)
        fprintf(stderr, "status: %s\n", err.message);
    arena_free(&arena);
    know_close(know);
    lang_model_close(model);
    return status == HB_OK ? 0 : 2;
}
