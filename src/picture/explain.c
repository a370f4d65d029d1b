/* The match of each mention with the happening that it joined is weighed again, as it was when the
 * happening was made; nothing about it is kept. O(mentions²) of the happening. */
#include "picture/explain.h"

#include "base/buffer.h"
#include "picture/matching.h"

#include <stdio.h>

enum { MOST_COLUMNS = 40 };

struct explaining {
    struct matching m;
    struct arena arena;
    struct matches members; /* in the order of gist_is_before */
    struct buffer because;
    char joined[17];
    store_sink *sink;
    void *context;
    uint64_t n;
    hb_status status;
};

/* The mention before g that it matches best; NULL for the leading one. */
static const struct gist *find_mate(const struct explaining *x, const struct gist *g,
                                    struct same *same) {
    const struct gist *mate = NULL;
    for (size_t i = 0; i < x->members.n && x->members.items[i].gist != g; i++) {
        struct same one = same_weigh(g, x->members.items[i].gist);
        if (mate && one.weight <= same->weight)
            continue;
        mate = x->members.items[i].gist;
        *same = one;
    }
    return mate;
}

static void put_reasons(struct buffer *b, const struct same *same) {
    char z[32];
    for (uint32_t i = 0; i < same->n_reasons; i++) {
        buffer_text(b, i ? ", " : "");
        buffer_text(b, same->reasons[i].what);
        snprintf(z, sizeof z, " %+.1f", same->reasons[i].weight);
        buffer_text(b, z);
    }
}

/* Why the mention of a row is here. */
static void explain(struct explaining *x, int64_t event) {
    struct gist *g;
    struct same same = {0};
    buffer_reset(&x->because);
    x->joined[0] = '\0';
    x->status = gists_of_event(x->m.gists, event, 0, &g, x->m.err);
    const struct gist *mate = x->status == HB_OK && g ? find_mate(x, g, &same) : NULL;
    if (!mate)
        return;
    snprintf(x->joined, sizeof x->joined, "%016llx", (unsigned long long)mate->id);
    put_reasons(&x->because, &same);
}

static hb_status load_members(struct explaining *x, int64_t lead) {
    return matching_members(&x->m, lead, &x->arena, &x->members);
}

static bool give(void *context, const struct store_row *row) {
    struct explaining *x = context;
    struct row_cell cells[MOST_COLUMNS + 2];
    uint32_t n = row_columns(row) - 1 < MOST_COLUMNS ? row_columns(row) - 1 : MOST_COLUMNS;
    if (x->n++ == 0) /* the first row is the leading mention's */
        x->status = load_members(x, row_integer(row, 0));
    if (x->status == HB_OK)
        explain(x, row_integer(row, 0));
    if (x->status != HB_OK)
        return false;
    for (uint32_t i = 0; i < n; i++)
        cells[i] = (struct row_cell){row_name(row, i + 1), row_text(row, i + 1),
                                     row_is_number(row, i + 1)};
    str joined = str_from(x->joined[0] ? x->joined : NULL);
    str because = {x->because.n ? x->because.p : NULL, (uint32_t)x->because.n};
    cells[n] = (struct row_cell){"joined", joined, false};
    cells[n + 1] = (struct row_cell){"because", because, false};
    return row_give(cells, n + 2, x->sink, x->context);
}

hb_status picture_explain(struct store *s, str id, store_sink *sink, void *context, uint64_t *n,
                          struct hb_error *err) {
    struct explaining x = {.sink = sink, .context = context};
    struct store_filter f = {.id = id};
    struct gists *gists = gists_new(s);
    if (!gists)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for mentions");
    matching_open(&x.m, s, gists, err);
    hb_status status = store_ask(s, STORE_EXPLAIN, &f, give, &x, err);
    if (status == HB_OK)
        status = x.status;
    if (n)
        *n = x.n;
    matching_close(&x.m);
    gists_free(gists);
    arena_free(&x.arena);
    buffer_free(&x.because);
    return status;
}
