/* Gists lie in one arena, found by the keys of their events and reports. What is kept is bounded:
 * past MOST_KEPT bytes, reports that the last batch did not ask for are left behind, in a new arena
 * as an arena gives nothing back piece by piece. The facts under a gist do not change while it is
 * kept (fold_kept); what it tells does, and is written to the gist by whoever writes it to the
 * archive. */
#include "picture/gists.h"

#include "base/alloc.h"
#include "base/vec.h"

enum { MOST_KEPT = 32 << 20 };

static void start(struct gists *x) {
    x->by_report = map_in(&x->memory);
    x->by_event = map_in(&x->memory);
}

struct gists *gists_new(struct store *s) {
    struct gists *x = mem_zeroed(1, sizeof *x);
    if (!x)
        return NULL;
    x->store = s;
    start(x);
    return x;
}

void gists_free(struct gists *x) {
    if (!x)
        return;
    arena_free(&x->memory);
    arena_free(&x->reading);
    mem_free(x);
}

static void drop(void *kept) {
    gists_free(kept);
}

static hb_status no_memory(struct hb_error *err) {
    return error_set(err, HB_ERR_MEMORY, 0, "no memory for mentions");
}

hb_status gists_take(struct store *s, struct gists **out, struct hb_error *err) {
    void *kept;
    hb_status status = fold_kept(s, &kept, err);
    *out = status == HB_OK && !kept ? gists_new(s) : kept;
    return status == HB_OK && !*out ? no_memory(err) : status;
}

static str key_of(const int64_t *key) {
    return (str){(const char *)key, sizeof *key};
}

/* Has a report and its gists found by their keys. */
static bool enter(struct gists *x, const struct gists_report *r) {
    for (uint32_t i = 0; i < r->n; i++) {
        struct gist *g = &r->items[i];
        if (!map_put(&x->by_event, key_of(&g->key), (uint32_t)x->events.n) ||
            !VEC_PUSH(&x->memory, &x->events, g))
            return false;
    }
    return map_put(&x->by_report, key_of(&r->key), (uint32_t)x->reports.n) &&
           VEC_PUSH(&x->memory, &x->reports, *r) && !x->memory.failed;
}

static bool is_used(const struct gists_report *r) {
    bool is_one = r->is_used;
    for (uint32_t i = 0; i < r->n && !is_one; i++)
        is_one = r->items[i].is_used;
    return is_one;
}

/* Copies a report with its gists. */
static bool take_along(struct gists *to, const struct gists_report *r) {
    struct gists_report copy = {r->key, ARENA_NEW(&to->memory, struct gist, r->n), r->n, true};
    if (!copy.items)
        return false;
    for (uint32_t i = 0; i < r->n; i++)
        gist_copy(&r->items[i], &to->memory, &copy.items[i]);
    return enter(to, &copy);
}

/* Those that were asked for, the last ones first, as many as may be kept; NULL without memory. */
static struct gists *choose(const struct gists *x) {
    struct gists *kept = gists_new(x->store);
    bool is_fine = kept != NULL;
    for (size_t i = x->reports.n; is_fine && i > 0 && kept->memory.held <= MOST_KEPT; i--)
        if (is_used(&x->reports.items[i - 1]))
            is_fine = take_along(kept, &x->reports.items[i - 1]);
    if (is_fine)
        return kept;
    gists_free(kept);
    return NULL;
}

void gists_keep(struct gists *x) {
    arena_free(&x->reading);
    x->reading = (struct arena){0};
    if (x->memory.held > MOST_KEPT) {
        struct gists *kept = choose(x);
        gists_free(x);
        x = kept;
    }
    if (!x)
        return;
    for (size_t i = 0; i < x->events.n; i++)
        x->events.items[i]->is_used = false;
    for (size_t i = 0; i < x->reports.n; i++)
        x->reports.items[i].is_used = false;
    fold_keep(x->store, x, drop);
}

static hb_status read_report(struct gists *x, int64_t report, struct gists_report *out,
                             struct hb_error *err) {
    struct fold_report r = {0};
    bool is_there;
    arena_reset(&x->reading);
    hb_status status = fold_read_report(x->store, report, &x->reading, &r, &is_there, err);
    *out = (struct gists_report){report, NULL, 0, true};
    if (status != HB_OK || !is_there)
        return status;
    out->items = ARENA_NEW(&x->memory, struct gist, r.n);
    if (!out->items)
        return no_memory(err);
    for (out->n = 0; out->n < r.n; out->n++) {
        struct gist made;
        gist_make(&r, &r.mentions[out->n], &x->reading, &made);
        gist_copy(&made, &x->memory, &out->items[out->n]);
    }
    return !x->reading.failed && enter(x, out) ? HB_OK : no_memory(err);
}

hb_status gists_of_report(struct gists *x, int64_t report, struct gists_report *out,
                          struct hb_error *err) {
    uint32_t at = map_get(&x->by_report, key_of(&report));
    if (at == MAP_NONE)
        return read_report(x, report, out, err);
    x->reports.items[at].is_used = true;
    *out = x->reports.items[at];
    return HB_OK;
}

hb_status gists_of_event(struct gists *x, int64_t event, int64_t report, struct gist **out,
                         struct hb_error *err) {
    struct gists_report r;
    uint32_t at = map_get(&x->by_event, key_of(&event));
    hb_status status = HB_OK;
    if (at == MAP_NONE && !report)
        status = fold_report_of(x->store, event, &report, err);
    if (at == MAP_NONE && status == HB_OK && report) {
        status = gists_of_report(x, report, &r, err);
        at = map_get(&x->by_event, key_of(&event));
    }
    *out = at == MAP_NONE ? NULL : x->events.items[at];
    if (*out)
        (*out)->is_used = true;
    return status;
}
