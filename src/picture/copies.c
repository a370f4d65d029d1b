/* Near-duplicate reports: twins are pairs, a pure function of two texts (ingest/sketch.h); copies
 * are what hangs together by twins, the first by date and id being the original. */
#include "base/map.h"
#include "base/vec.h"
#include "ingest/sketch.h"
#include "picture/stages.h"

struct copying {
    struct store *store;
    struct arena memory;  /* of the stage */
    struct arena scratch; /* of a report */
    struct fold_keys touched;
    struct map settled; /* reports whose component has been gone through */
    struct hb_error *err;
};

static hb_status no_memory(struct copying *c) {
    return error_set(c->err, HB_ERR_MEMORY, 0, "no memory for copies");
}

/* One without a date stands under the day 0, where one of January 1970 would find it, but not the
 * other way round. */
static bool are_dated_alike(date_day a, date_day b) {
    return (a == DATE_NONE) == (b == DATE_NONE);
}

static hb_status compare(struct copying *c, int64_t report, const struct sketch *mine, date_day day,
                         int64_t other) {
    struct fold_text t;
    struct sketch its;
    bool is_there;
    hb_status status = fold_read_text(c->store, other, &c->scratch, &t, &is_there, c->err);
    if (status != HB_OK || !is_there || !are_dated_alike(day, t.day))
        return status;
    if (!sketch_make(t.text, &c->scratch, &its))
        return no_memory(c);
    double likeness = sketch_likeness(mine, &its);
    if (likeness < SKETCH_COPY)
        return HB_OK;
    if (!VEC_PUSH(&c->memory, &c->touched, report))
        return no_memory(c);
    return fold_put_twin(c->store, report, other, likeness, c->err);
}

/* Enters a report's shingles and finds its twins among the reports entered before. */
static hb_status find_twins(struct copying *c, int64_t report) {
    struct fold_text t;
    struct sketch sketch;
    struct fold_keys alike;
    bool is_there;
    uint32_t n;
    arena_reset(&c->scratch);
    hb_status status = fold_read_text(c->store, report, &c->scratch, &t, &is_there, c->err);
    if (status != HB_OK || !is_there)
        return status;
    if (!sketch_make(t.text, &c->scratch, &sketch))
        return no_memory(c);
    const uint64_t *keys = sketch_keys(&sketch, &n);
    status = fold_put_shingles(c->store, report, t.day, keys, n, c->err);
    if (status == HB_OK)
        status = fold_find_alike(c->store, report, t.day, keys, n, &c->scratch, &alike, c->err);
    for (size_t i = 0; status == HB_OK && i < alike.n; i++)
        status = compare(c, report, &sketch, t.day, alike.items[i]);
    return status;
}

/* Marks a report as gone through; false: it was. */
static bool mark(struct copying *c, int64_t report) {
    size_t before = c->settled.n;
    map_put(&c->settled, (str){(const char *)&report, sizeof report}, 0);
    return c->settled.n > before || c->memory.failed;
}

/* All that hangs together with a report by twins, itself among them; nothing where it has been gone
 * through before, so that a story which hundreds of outlets carry is gone through once. O(twins).
 */
static hb_status gather(struct copying *c, int64_t report, struct fold_keys *all) {
    struct fold_keys twins;
    hb_status status = HB_OK;
    *all = (struct fold_keys){0};
    if (!mark(c, report))
        return HB_OK;
    if (!VEC_PUSH(&c->scratch, all, report))
        return no_memory(c);
    for (size_t i = 0; i < all->n && status == HB_OK; i++) {
        status = fold_twins_of(c->store, all->items[i], &c->scratch, &twins, c->err);
        for (size_t k = 0; status == HB_OK && k < twins.n; k++)
            if (mark(c, twins.items[k]) && !VEC_PUSH(&c->scratch, all, twins.items[k]))
                return no_memory(c);
        if (c->memory.failed)
            return no_memory(c);
    }
    return status;
}

static bool is_earlier(const struct fold_text *a, const struct fold_text *b) {
    return a->day != b->day ? a->day < b->day : str_compare(a->id, b->id) < 0;
}

/* Says anew who is whose copy among all that hangs together with a report. */
static hb_status settle(struct copying *c, int64_t report) {
    struct fold_keys all;
    struct fold_text first = {0}, t;
    int64_t original = 0;
    bool is_there;
    arena_reset(&c->scratch);
    hb_status status = gather(c, report, &all);
    for (size_t i = 0; status == HB_OK && i < all.n; i++) {
        status = fold_read_text(c->store, all.items[i], &c->scratch, &t, &is_there, c->err);
        if (status == HB_OK && is_there && (!original || is_earlier(&t, &first))) {
            original = all.items[i];
            first = t;
        }
    }
    for (size_t i = 0; status == HB_OK && original && i < all.n; i++)
        status =
            fold_set_copy(c->store, all.items[i], all.items[i] == original ? 0 : original, c->err);
    return status;
}

hb_status picture_copies(struct store *s, struct hb_error *err) {
    struct copying c = {.store = s, .err = err};
    c.settled = map_in(&c.memory);
    struct fold_keys reports, left;
    hb_status status = fold_stale(s, "report", &c.memory, &reports, err);
    for (size_t i = 0; status == HB_OK && i < reports.n; i++)
        status = find_twins(&c, reports.items[i]);
    for (size_t i = 0; status == HB_OK && i < c.touched.n; i++)
        status = settle(&c, c.touched.items[i]);
    if (status == HB_OK)
        status = fold_stale(s, "copies", &c.memory, &left, err);
    for (size_t i = 0; status == HB_OK && i < left.n; i++)
        status = settle(&c, left.items[i]);
    arena_free(&c.memory);
    arena_free(&c.scratch);
    return status;
}
