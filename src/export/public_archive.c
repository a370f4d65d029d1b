/* The public library's archives: a question by its name, each row given as a JSON object; exports.
 */
#include "harbinger.h"

#include "base/alloc.h"
#include "export/export.h"
#include "export/rows.h"
#include "outlook/archive_questions.h"

struct hb_archive {
    struct store *store;
};

hb_status hb_archive_open(const char *path, hb_archive **out, struct hb_error *err) {
    *out = NULL;
    if (!path)
        return error_set(err, HB_ERR_USAGE, 0, "hb_archive_open needs a path");
    hb_archive *a = mem_zeroed(1, sizeof *a);
    if (!a)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for an archive");
    hb_status status = store_open(path, STORE_READ, &a->store, err);
    if (status != HB_OK) {
        mem_free(a);
        return status;
    }
    *out = a;
    return HB_OK;
}

void hb_archive_close(hb_archive *a) {
    if (!a)
        return;
    store_close(a->store);
    mem_free(a);
}

/* Without a question: of an export. */
static hb_status take_conditions(const char *const *conditions, struct asking *asking,
                                 struct hb_error *err) {
    for (const char *const *c = conditions; c && *c; c += 2) {
        bool is_one;
        if (!c[1])
            return error_set(err, HB_ERR_USAGE, 0, "condition '%.40s' has no value", *c);
        str name = str_from(c[0]), value = str_from(c[1]);
        hb_status status = asking->question
                               ? question_set(asking, name, value, &is_one, err)
                               : filter_set(&asking->filter, name, value, &is_one, err);
        if (status != HB_OK)
            return status;
        if (!is_one)
            return error_set(err, HB_ERR_USAGE, 0, "there is no condition '%.40s'", *c);
    }
    return HB_OK;
}

/* Rows on their way to the caller. */
struct giving {
    hb_sink *sink;
    void *context;
    struct rows rows;
};

static bool give_row(void *context, const struct store_row *row) {
    struct giving *g = context;
    buffer_reset(&g->rows.out.out);
    rows_put(&g->rows, row);
    const struct buffer *line = &g->rows.out.out;
    return !line->failed && line->n && g->sink(g->context, line->p, line->n - 1);
}

hb_status hb_archive_ask(hb_archive *a, const char *question, const char *const *conditions,
                         hb_sink *sink, void *context, struct hb_error *err) {
    struct asking asking = {.question = question ? any_question_named(str_from(question)) : NULL};
    if (!a || !sink || !asking.question)
        return error_set(err, HB_ERR_USAGE, 0, "there is no question '%.40s'",
                         question ? question : "");
    hb_status status = take_conditions(conditions, &asking, err);
    if (status != HB_OK)
        return status;
    struct giving g = {.sink = sink, .context = context, .rows.format = ROWS_JSONL};
    status = question_ask(a->store, &asking, give_row, &g, err);
    if (status == HB_OK && g.rows.out.out.failed)
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for a row");
    buffer_free(&g.rows.out.out);
    return status;
}

struct exporting {
    hb_sink *sink;
    void *context;
};

static bool give_part(void *context, const char *p, size_t n) {
    const struct exporting *x = context;
    return x->sink(x->context, p, n) != 0;
}

hb_status hb_archive_export(hb_archive *a, const char *format, const char *const *conditions,
                            hb_sink *sink, void *context, struct hb_error *err) {
    struct asking asking = {0};
    if (!a || !sink || !format || !export_has_format(format))
        return error_set(err, HB_ERR_USAGE, 0, "format '%.40s': %s is needed", format ? format : "",
                         export_formats());
    hb_status status = take_conditions(conditions, &asking, err);
    if (status != HB_OK)
        return status;
    struct exporting x = {sink, context};
    struct export_request request = {format, asking.filter, give_part, &x};
    return export_archive(a->store, &request, err);
}
