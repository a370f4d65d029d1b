/* Columns of Apache Arrow (https://arrow.apache.org/docs/format/CDataInterface.html). A column is
 * three growing runs of bytes: which rows are known, where each row's text ends, and the values.
 * Giving it away hands these over as they are; the receiver's `release` frees them. Appending costs
 * the bytes, giving some allocations a column, whatever the number of rows. A run ends at 1 GiB
 * (base/buffer), so that offsets fit into 32 bits. */
#include "export/columns.h"

#include "base/alloc.h"
#include "base/utf8.h"

#include <assert.h>

void columns_open(struct columns *c, const struct column_shape *shapes, unsigned n,
                  struct columns *rows) {
    assert(n <= MOST_COLUMNS);
    *c = (struct columns){.shapes = shapes, .n = n, .rows = rows};
    for (unsigned i = 0; i < n; i++)
        if (shapes[i].kind == COLUMN_TEXT || shapes[i].kind == COLUMN_ROWS)
            buffer_put(&c->columns[i].offsets, (const char *)&(int32_t){0}, sizeof(int32_t));
}

static void free_column(struct column *c) {
    buffer_free(&c->valid);
    buffer_free(&c->offsets);
    buffer_free(&c->values);
}

void columns_free(struct columns *c) {
    for (unsigned i = 0; i < c->n; i++)
        free_column(&c->columns[i]);
}

/* The column that is next, told whether its value is known. */
static struct column *next(struct columns *c, enum column_kind kind, bool is_known) {
    struct column *column = &c->columns[c->at];
    assert(c->shapes[c->at].kind == kind);
    if (c->n_rows % 8 == 0)
        buffer_put(&column->valid, "", 1);
    if (is_known && !column->valid.failed)
        column->valid.p[column->valid.n - 1] |= (char)(1 << c->n_rows % 8);
    column->n_null += !is_known;
    if (++c->at == c->n) {
        c->at = 0;
        c->n_rows++;
    }
    return column;
}

/* Well-formed runs as they are; U+FFFD for each ill-formed piece. */
static void put_repaired(struct buffer *out, str s) {
    uint32_t run = 0; /* start of the bytes not yet copied */
    for (uint32_t at = 0; at < s.n;) {
        if ((unsigned char)s.p[at] < 0x80) {
            at++;
            continue;
        }
        uint32_t begin = at;
        bool is_well_formed;
        utf8_decode(s, &at, &is_well_formed);
        if (is_well_formed)
            continue;
        buffer_str(out, str_slice(s, run, begin));
        buffer_text(out, "\xEF\xBF\xBD");
        run = at;
    }
    buffer_str(out, str_slice(s, run, s.n));
}

void columns_text(struct columns *c, str s) {
    struct column *column = next(c, COLUMN_TEXT, s.p != NULL);
    if (s.p)
        put_repaired(&column->values, s);
    int32_t end = (int32_t)column->values.n;
    buffer_put(&column->offsets, (const char *)&end, sizeof end);
}

void columns_integer(struct columns *c, int32_t v) {
    buffer_put(&next(c, COLUMN_INTEGER, true)->values, (const char *)&v, sizeof v);
}

void columns_real(struct columns *c, const double *v) {
    double value = v ? *v : 0;
    buffer_put(&next(c, COLUMN_REAL, v != NULL)->values, (const char *)&value, sizeof value);
}

void columns_rows(struct columns *c) {
    int32_t end = (int32_t)c->rows->n_rows;
    buffer_put(&next(c, COLUMN_ROWS, true)->offsets, (const char *)&end, sizeof end);
}

/* ---- giving away ---- */

/* What an array of ours owns beside its children. */
struct holding {
    const void *buffers[3];
    struct column column;
};

static void release_array(struct ArrowArray *a) {
    struct holding *h = a->private_data;
    for (int64_t i = 0; i < a->n_children; i++) {
        if (a->children[i]->release)
            a->children[i]->release(a->children[i]);
        mem_free(a->children[i]);
    }
    mem_free(a->children);
    free_column(&h->column);
    mem_free(h);
    a->release = NULL;
}

static void release_schema(struct ArrowSchema *s) {
    for (int64_t i = 0; i < s->n_children; i++) {
        if (s->children[i]->release)
            s->children[i]->release(s->children[i]);
        mem_free(s->children[i]);
    }
    mem_free(s->children);
    s->release = NULL;
}

/* An array of so many rows, and children that are still to be filled. */
static bool begin_array(struct ArrowArray *a, int64_t n_rows, int64_t n_children) {
    *a = (struct ArrowArray){.length = n_rows};
    struct holding *h = mem_zeroed(1, sizeof *h);
    if (!h)
        return false;
    a->private_data = h;
    a->buffers = h->buffers;
    a->release = release_array;
    if (n_children && !(a->children = mem_zeroed((size_t)n_children, sizeof *a->children)))
        return false;
    for (; a->n_children < n_children; a->n_children++)
        if (!(a->children[a->n_children] = mem_zeroed(1, sizeof **a->children)))
            return false;
    return true;
}

static bool begin_schema(struct ArrowSchema *s, const char *name, const char *format,
                         int64_t n_children) {
    *s = (struct ArrowSchema){.name = name, .format = format, .flags = ARROW_FLAG_NULLABLE};
    s->release = release_schema;
    if (n_children && !(s->children = mem_zeroed((size_t)n_children, sizeof *s->children)))
        return false;
    for (; s->n_children < n_children; s->n_children++)
        if (!(s->children[s->n_children] = mem_zeroed(1, sizeof **s->children)))
            return false;
    return true;
}

static bool give_table(struct columns *c, const char *name, struct ArrowArray *array,
                       struct ArrowSchema *schema);

static bool give_column(struct columns *c, unsigned i, struct ArrowArray *array,
                        struct ArrowSchema *schema) {
    static const char *const formats[] = {"u", "i", "g", "+l"}; /* by column_kind */
    enum column_kind kind = c->shapes[i].kind;
    bool has_rows = kind == COLUMN_ROWS, has_offsets = has_rows || kind == COLUMN_TEXT;
    if (!begin_schema(schema, c->shapes[i].name, formats[kind], has_rows) ||
        !begin_array(array, c->n_rows, has_rows))
        return false;
    struct holding *h = array->private_data;
    struct column *column = &h->column;
    *column = c->columns[i];
    c->columns[i] = (struct column){0};
    array->null_count = column->n_null;
    if (column->n_null)
        h->buffers[array->n_buffers] = column->valid.p;
    array->n_buffers++;
    if (has_offsets)
        h->buffers[array->n_buffers++] = column->offsets.p;
    if (!has_rows)
        h->buffers[array->n_buffers++] = column->values.p ? column->values.p : "";
    if (column->valid.failed || column->offsets.failed || column->values.failed)
        return false;
    return !has_rows || give_table(c->rows, "item", array->children[0], schema->children[0]);
}

static bool give_table(struct columns *c, const char *name, struct ArrowArray *array,
                       struct ArrowSchema *schema) {
    assert(c->at == 0);
    if (!begin_schema(schema, name, "+s", c->n) || !begin_array(array, c->n_rows, c->n))
        return false;
    array->n_buffers = 1; /* no row is null */
    for (unsigned i = 0; i < c->n; i++)
        if (!give_column(c, i, array->children[i], schema->children[i]))
            return false;
    return true;
}

/* The name of a column that would have grown past 1 GiB; NULL: none. */
static const char *full_column(const struct columns *c) {
    for (unsigned i = 0; i < c->n; i++)
        if (c->columns[i].offsets.is_full || c->columns[i].values.is_full)
            return c->shapes[i].name;
    return c->rows ? full_column(c->rows) : NULL;
}

hb_status columns_give(struct columns *c, struct ArrowArray *array, struct ArrowSchema *schema,
                       struct hb_error *err) {
    *array = (struct ArrowArray){0};
    *schema = (struct ArrowSchema){0};
    const char *full = full_column(c);
    bool is_given = !full && give_table(c, "", array, schema);
    columns_free(c);
    if (is_given)
        return HB_OK;
    if (array->release)
        array->release(array);
    if (schema->release)
        schema->release(schema);
    if (full)
        return error_set(err, HB_ERR_LIMIT, 0,
                         "column '%s' of a table would be larger than 1 GiB: fewer rows are needed",
                         full);
    return error_set(err, HB_ERR_MEMORY, 0, "no memory for the columns of a table");
}
