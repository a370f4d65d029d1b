/* Which mentions tell one act. Mentions stand in a fixed order, those that tell most first
 * (gist_is_before). In this order each joins the leading mention before it that it matches best and
 * whose followers before it nothing rules out, or else leads a happening of its own: the pivots of
 * correlation clustering (Ailon, Charikar and Newman 2008, doi:10.1145/1411509.1411513), in an
 * order that is information and not chance. What a mention tells so depends on mentions before it
 * alone, and the whole is a function of the set, whatever came first. When something comes or goes,
 * the mentions whose grounds have changed are looked at again in that order, each once.
 *
 * Chains of likeness do not grow: every mention matches its leader directly. Costs a look-up of
 * candidates for each mention that is looked at. */
#include "base/vec.h"
#include "picture/matching.h"
#include "picture/stages.h"

/* Mentions that match any that has followed a leader: among them are those that want to follow it.
 */
struct suitors {
    struct gist **items;
    size_t n, capacity;
    struct map seen; /* their keys */
};

struct gathering {
    struct matching m;
    struct gists *gists;
    struct arena memory;   /* of the batch */
    struct arena members;  /* of a happening */
    struct fold_keys rows; /* happenings whose rows are to be written */
    struct map by_lead;    /* leaders whose suitors are known: their places in `suitors` */
    struct {
        struct suitors *items;
        size_t n, capacity;
    } suitors;
    struct {
        struct gist **items; /* a heap: parents before children, as gist_is_before */
        size_t n, capacity;
    } queue;
};

static void swap(struct gist **a, struct gist **b) {
    struct gist *g = *a;
    *a = *b;
    *b = g;
}

/* Is to be looked at, once. */
static bool push(struct gathering *h, struct gist *g) {
    if (g->is_queued)
        return true;
    if (!VEC_PUSH(&h->memory, &h->queue, g))
        return false;
    g->is_queued = true;
    struct gist **items = h->queue.items;
    for (size_t i = h->queue.n - 1; i > 0 && gist_is_before(items[i], items[(i - 1) / 2]);
         i = (i - 1) / 2)
        swap(&items[i], &items[(i - 1) / 2]);
    return true;
}

static struct gist *pop(struct gathering *h) {
    struct gist **items = h->queue.items, *first = items[0];
    items[0] = items[--h->queue.n];
    for (size_t i = 0, child; (child = 2 * i + 1) < h->queue.n; i = child) {
        if (child + 1 < h->queue.n && gist_is_before(items[child + 1], items[child]))
            child++;
        if (!gist_is_before(items[child], items[i]))
            break;
        swap(&items[child], &items[i]);
    }
    first->is_queued = false;
    return first;
}

/* Does anything stand between g and those before it that follow `lead`? */
static hb_status is_welcome(struct gathering *h, const struct gist *g, int64_t lead, bool *out) {
    struct matches members;
    hb_status status = matching_members(&h->m, lead, &h->members, &members);
    *out = true;
    for (size_t i = 0; status == HB_OK && i < members.n && *out; i++) {
        const struct gist *other = members.items[i].gist;
        *out = other == g || !gist_is_before(other, g) || same_is_possible(g, other);
    }
    arena_reset(&h->members);
    return status;
}

/* The leader that g follows: that of the mention before it that it matches best, itself if none
 * will do. */
static hb_status choose(struct gathering *h, const struct gist *g, const struct matches *found,
                        int64_t *lead) {
    hb_status status = HB_OK;
    *lead = g->key;
    for (size_t i = 0; status == HB_OK && i < found->n && *lead == g->key; i++) {
        const struct gist *other = found->items[i].gist;
        bool is_one = false;
        if (other->told && gist_is_before(other, g))
            status = is_welcome(h, g, other->told, &is_one);
        if (is_one)
            *lead = other->told;
    }
    return status;
}

static hb_status no_memory(struct gathering *h) {
    return error_set(h->m.err, HB_ERR_MEMORY, 0, "no memory for happenings");
}

static hb_status push_all(struct gathering *h, const struct gist *g, struct gist **others, size_t n,
                          bool is_against) {
    for (size_t i = 0; i < n; i++)
        if (gist_is_before(g, others[i]) && (!is_against || !same_is_possible(g, others[i])) &&
            !push(h, others[i]))
            return no_memory(h);
    return HB_OK;
}

static str key_of(const int64_t *key) {
    return (str){(const char *)key, sizeof *key};
}

static hb_status add_suitors(struct gathering *h, struct suitors *x, const struct matches *found) {
    for (size_t i = 0; i < found->n; i++) {
        struct gist *g = found->items[i].gist;
        if (map_get(&x->seen, key_of(&g->key)) != MAP_NONE)
            continue;
        if (!map_put(&x->seen, key_of(&g->key), 0) || !VEC_PUSH(&h->memory, x, g))
            return no_memory(h);
    }
    return HB_OK;
}

/* The suitors of a leader, gathered from its followers when they are first asked for. */
static hb_status suitors_of(struct gathering *h, int64_t lead, struct suitors **out) {
    struct matches members, found;
    uint32_t at = map_get(&h->by_lead, key_of(&lead));
    if (at != MAP_NONE) {
        *out = &h->suitors.items[at];
        return HB_OK;
    }
    struct suitors x = {.seen = map_in(&h->memory)};
    hb_status status = matching_members(&h->m, lead, &h->members, &members);
    for (size_t i = 0; status == HB_OK && i < members.n; i++) {
        status = matching_find(&h->m, members.items[i].gist, &found);
        if (status == HB_OK)
            status = add_suitors(h, &x, &found);
    }
    arena_reset(&h->members);
    if (status != HB_OK)
        return status;
    if (!map_put(&h->by_lead, key_of(&lead), (uint32_t)h->suitors.n) ||
        !VEC_PUSH(&h->memory, &h->suitors, x))
        return no_memory(h);
    *out = &h->suitors.items[h->suitors.n - 1];
    return HB_OK;
}

/* g, which matches `found`, follows `lead` now. */
static hb_status note_suitors(struct gathering *h, int64_t lead, const struct matches *found) {
    uint32_t at = map_get(&h->by_lead, key_of(&lead));
    return at == MAP_NONE ? HB_OK : add_suitors(h, &h->suitors.items[at], found);
}

/* g is no longer with `lead`: those after it whom it kept out are to be looked at again. */
static hb_status push_kept_out(struct gathering *h, const struct gist *g, int64_t lead) {
    struct suitors *x = NULL;
    hb_status status = suitors_of(h, lead, &x);
    return status == HB_OK ? push_all(h, g, x->items, x->n, true) : status;
}

/* g is with `lead` now: those after it that it rules out are to be looked at again. */
static hb_status push_ruled_out(struct gathering *h, const struct gist *g, int64_t lead) {
    struct matches members;
    hb_status status = matching_members(&h->m, lead, &h->members, &members);
    for (size_t i = 0; status == HB_OK && i < members.n; i++)
        status = push_all(h, g, &members.items[i].gist, 1, true);
    arena_reset(&h->members);
    return status;
}

/* The row of what `lead` leads is to be written, once. */
static hb_status note_row(struct gathering *h, int64_t lead) {
    struct gist *g;
    hb_status status = gists_of_event(h->gists, lead, 0, &g, h->m.err);
    if (status != HB_OK || (g && g->is_noted))
        return status;
    if (g)
        g->is_noted = true;
    return VEC_PUSH(&h->memory, &h->rows, lead) ? HB_OK : no_memory(h);
}

static hb_status look_at(struct gathering *h, struct gist *g) {
    struct matches found;
    int64_t old = g->told, lead;
    bool is_forced = g->is_forced;
    hb_status status = matching_find(&h->m, g, &found);
    if (status == HB_OK)
        status = choose(h, g, &found, &lead);
    g->is_forced = false;
    if (status != HB_OK || (lead == old && !is_forced))
        return status;
    g->told = lead;
    for (size_t i = 0; status == HB_OK && i < found.n; i++)
        status = push_all(h, g, &found.items[i].gist, 1, false);
    if (status == HB_OK)
        status = note_suitors(h, lead, &found);
    if (status == HB_OK)
        status = fold_tell(h->m.store, g->key, lead, old == 0, h->m.err);
    if (status == HB_OK)
        status = note_row(h, lead);
    if (status == HB_OK && old && old != lead)
        status = note_row(h, old);
    if (status == HB_OK && lead != g->key)
        status = push_ruled_out(h, g, lead);
    if (status == HB_OK && old)
        status = push_kept_out(h, g, old);
    return status;
}

static hb_status push_report(struct gathering *h, int64_t report) {
    struct gists_report r;
    hb_status status = gists_of_report(h->gists, report, &r, h->m.err);
    for (uint32_t i = 0; status == HB_OK && i < r.n; i++) {
        r.items[i].is_forced = true;
        if (!push(h, &r.items[i]))
            return no_memory(h);
    }
    return status;
}

static hb_status push_mention(struct gathering *h, int64_t event) {
    struct gist *g;
    hb_status status = gists_of_event(h->gists, event, 0, &g, h->m.err);
    if (status != HB_OK || !g)
        return status;
    g->is_forced = true;
    return push(h, g) ? HB_OK : no_memory(h);
}

/* ---- the rows ---- */

struct reports {
    int64_t *items;
    size_t n, capacity;
};

static bool put_once(struct arena *a, struct reports *all, int64_t key) {
    for (size_t i = 0; i < all->n; i++)
        if (all->items[i] == key)
            return true;
    return VEC_PUSH(a, all, key);
}

static bool is_newer(const struct gist *a, const struct gist *b) {
    return !b || a->report_day > b->report_day || (a->report_day == b->report_day && a->id < b->id);
}

static void put_status(struct fold_happening *row, const struct gist *g, const char *coming) {
    static const char *const names[] = {"occurred", NULL, "denied"};
    bool is_better = !row->status.n || g->status == GIST_OCCURRED;
    if (is_better)
        row->status = str_from(g->status == GIST_COMING ? coming : names[g->status]);
}

/* What the members say together: the leader first, then those that tell most. */
static hb_status fill_row(struct gathering *h, const struct matches *members, const char *coming,
                          struct fold_happening *row) {
    struct reports reports = {0}, originals = {0};
    const struct gist *counts = NULL;
    bool has_place = false;
    hb_status status = HB_OK;
    for (size_t i = 0; i < members->n && status == HB_OK; i++) {
        const struct gist *g = members->items[i].gist;
        int64_t original;
        put_status(row, g, coming);
        if (g->time != TIME_UNTOLD && !row->dated) {
            row->dated = g->key;
            row->day = g->first;
        }
        bool has_town = g->place && !g->is_region;
        if ((g->country && !row->place) || (has_town && !has_place))
            row->place = g->key;
        has_place |= has_town;
        for (uint8_t k = 0; k < g->n_numbers; k++)
            if (g->numbers[k].is_dead && is_newer(g, counts)) {
                counts = g;
                row->dead = g->numbers[k].low;
            }
        status = fold_original_of(h->m.store, g->report, &original, h->m.err);
        if (status == HB_OK && (!put_once(&h->m.scratch, &reports, g->report) ||
                                !put_once(&h->m.scratch, &originals, original)))
            status = no_memory(h);
    }
    row->n_mentions = (uint32_t)members->n;
    row->n_reports = (uint32_t)reports.n;
    row->n_independent = (uint32_t)originals.n;
    return status;
}

static hb_status write_row(struct gathering *h, int64_t key) {
    struct matches members;
    struct gist *leader;
    struct fold_happening row = {.key = key, .dead = -1};
    arena_reset(&h->m.scratch);
    arena_reset(&h->members);
    hb_status status = gists_of_event(h->gists, key, 0, &leader, h->m.err);
    if (status != HB_OK)
        return status;
    bool is_one = leader && leader->told == key;
    row.is_new = is_one && !leader->has_row;
    if (leader) {
        leader->is_noted = false;
        leader->has_row = is_one;
    }
    if (!is_one)
        return fold_drop_happening(h->m.store, key, h->m.err);
    row.day = leader->report_day;
    status = matching_members(&h->m, key, &h->members, &members);
    if (status == HB_OK)
        status = fill_row(h, &members, leader->is_conditional ? "conditional" : "planned", &row);
    return status == HB_OK ? fold_put_happening(h->m.store, &row, h->m.err) : status;
}

static hb_status gather(struct gathering *h) {
    struct fold_keys reports, mentions, left;
    struct store *s = h->m.store;
    hb_status status = store_fold(s, FOLD_TRAITS, h->m.err);
    if (status == HB_OK)
        status = fold_stale(s, "report", &h->memory, &reports, h->m.err);
    if (status == HB_OK)
        status = fold_stale(s, "mention", &h->memory, &mentions, h->m.err);
    for (size_t i = 0; status == HB_OK && i < reports.n; i++)
        status = push_report(h, reports.items[i]);
    for (size_t i = 0; status == HB_OK && i < mentions.n; i++)
        status = push_mention(h, mentions.items[i]);
    while (status == HB_OK && h->queue.n)
        status = look_at(h, pop(h));
    if (status == HB_OK)
        status = fold_stale(s, "happening", &h->memory, &left, h->m.err);
    for (size_t i = 0; status == HB_OK && i < left.n; i++)
        status = note_row(h, left.items[i]);
    for (size_t i = 0; status == HB_OK && i < h->rows.n; i++)
        status = write_row(h, h->rows.items[i]);
    return status;
}

hb_status picture_happenings(struct store *s, struct hb_error *err) {
    struct gathering h = {0};
    hb_status status = gists_take(s, &h.gists, err);
    if (status != HB_OK)
        return status;
    matching_open(&h.m, s, h.gists, err);
    h.by_lead = map_in(&h.memory);
    status = gather(&h);
    if (status == HB_OK)
        gists_keep(h.gists);
    else
        gists_free(h.gists);
    matching_close(&h.m);
    arena_free(&h.memory);
    arena_free(&h.members);
    return status;
}
