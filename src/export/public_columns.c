/* Many reports at once (harbinger.h): coded by a pool of threads, each result appended to the
 * columns as soon as those before it are there, so that the order is that of the reports and only
 * the table itself grows. */
#include "harbinger.h"

#include "base/alloc.h"
#include "base/pool.h"
#include "export/coded_json.h"
#include "export/event_columns.h"
#include "export/json.h"
#include "export/public_parts.h"
#include "ingest/ingest.h"

enum { SLOTS_PER_THREAD = 2, MOST_THREADS = 256 };

static const struct column_shape SHAPES[] = {{"id", COLUMN_TEXT},
                                             {"published", COLUMN_TEXT},
                                             {"line", COLUMN_TEXT},
                                             {"error", COLUMN_TEXT},
                                             {"events", COLUMN_ROWS}};

/* A report on its way through the pool. */
struct item {
    hb_string json;
    struct arena arena;
    struct json_out out;
    struct report report;
    struct text text;
    struct coded coded;
    struct hb_error err; /* code HB_OK: it was coded */
};

struct batch {
    const hb_coder *coder;
    const hb_string *reports; /* [n] */
    size_t n, at;
    struct columns table, events;
    bool has_failed; /* no memory */
};

static bool next_item(void *context, void *slot) {
    struct batch *b = context;
    struct item *item = slot;
    if (b->at == b->n)
        return false;
    item->json = b->reports[b->at++];
    return true;
}

static struct export_source source_of(const struct batch *b, const struct item *item) {
    return (struct export_source){&item->report, &item->text, &item->coded, b->coder->name.z, true};
}

/* What was coded elsewhere stands as it is. */
static hb_status take_coded(struct item *item, str line, const struct ingest_options *o) {
    struct coded_line coded;
    hb_status status = coded_line_read(line, o, &item->arena, &coded, &item->err);
    if (status != HB_OK)
        return status;
    item->report = coded.report;
    item->text = coded.text;
    item->coded = coded.coded;
    buffer_str(&item->out.out, str_trim(line));
    buffer_text(&item->out.out, "\n");
    return HB_OK;
}

static hb_status code_item(const struct batch *b, struct item *item) {
    const struct coder *coder = &b->coder->coder;
    struct ingest_options o = ingest_defaults();
    o.limits = coder->limits;
    if (item->json.size > o.limits.line_bytes)
        return error_set(&item->err, HB_ERR_LIMIT, 0, "%zu bytes are too many for one report",
                         item->json.size);
    str line = {item->json.data ? item->json.data : "", (uint32_t)item->json.size};
    if (coded_line_is_one(line))
        return take_coded(item, line, &o);
    hb_status status = report_from_json(line, &o, &item->arena, &item->report, &item->err);
    if (status == HB_OK)
        status =
            coder_run(coder, &item->report, &item->arena, &item->text, &item->coded, &item->err);
    if (status != HB_OK)
        return status;
    struct export_source source = source_of(b, item);
    return export_json(&source, &item->arena, &item->out, &item->err);
}

static void work_item(void *context, void *slot, unsigned thread) {
    (void)thread;
    struct item *item = slot;
    arena_reset(&item->arena);
    json_reset(&item->out);
    item->report = (struct report){0};
    item->err = (struct hb_error){0};
    item->err.code = code_item(context, item);
}

static bool deliver_item(void *context, void *slot) {
    struct batch *b = context;
    struct item *item = slot;
    const struct report *r = &item->report;
    bool is_coded = item->err.code == HB_OK;
    struct interval_text day = interval_format((struct interval){r->date, r->date});
    columns_text(&b->table, r->id.n ? r->id : (str){NULL, 0});
    columns_text(&b->table, str_from(is_coded && r->date != DATE_NONE ? day.z : NULL));
    columns_text(&b->table,
                 is_coded ? (str){item->out.out.p, (uint32_t)item->out.out.n} : (str){NULL, 0});
    columns_text(&b->table, str_from(is_coded ? NULL : item->err.message));
    struct export_source source = source_of(b, item);
    if (is_coded && !event_columns_put(&b->events, &source, &item->arena))
        b->has_failed = true;
    columns_rows(&b->table);
    return !b->has_failed;
}

static hb_status run(struct batch *b, unsigned n_threads, struct hb_error *err) {
    unsigned n_items = n_threads > 1 ? n_threads * SLOTS_PER_THREAD : 1;
    struct item *items = mem_zeroed(n_items, sizeof *items);
    if (!items)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for %u reports at a time", n_items);
    struct pool_job job = {.items = items,
                           .item_size = sizeof *items,
                           .n_items = n_items,
                           .n_threads = n_threads,
                           .context = b,
                           .source = next_item,
                           .work = work_item,
                           .sink = deliver_item};
    hb_status status = pool_run(&job, err);
    for (unsigned i = 0; i < n_items; i++) {
        buffer_free(&items[i].out.out);
        arena_free(&items[i].arena);
    }
    mem_free(items);
    if (status == HB_OK && b->has_failed)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for the events of %zu reports", b->n);
    return status;
}

hb_status hb_code_columns(const hb_coder *coder, const hb_string *reports, size_t n,
                          unsigned threads, struct ArrowArray *array, struct ArrowSchema *schema,
                          struct hb_error *err) {
    struct batch b = {.coder = coder, .reports = reports, .n = n};
    unsigned n_threads = threads ? threads : pool_processors();
    *array = (struct ArrowArray){0};
    *schema = (struct ArrowSchema){0};
    if (!coder || (!reports && n))
        return error_set(err, HB_ERR_USAGE, 0, "hb_code_columns needs a coder and reports");
    event_columns_open(&b.events);
    columns_open(&b.table, SHAPES, sizeof SHAPES / sizeof *SHAPES, &b.events);
    hb_status status = run(&b, n_threads > MOST_THREADS ? MOST_THREADS : n_threads, err);
    if (status == HB_OK)
        status = columns_give(&b.table, array, schema, err);
    columns_free(&b.table);
    columns_free(&b.events);
    return status;
}
