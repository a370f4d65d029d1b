/* Multinomial logistic regression by AdaGrad (Duchi, Hazan, Singer 2011) with L2 shrinkage over the named features of
 * choose.c. Decisions on parties are learned from acts whose type the gold confirms in the sentence; decisions on
 * events from all acts. Examples pass in a fixed shuffled order, so the table is the same each time. */
#include "code/learn.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/map.h"
#include "base/vec.h"
#include "code/says.h"
#include "code/when.h"
#include "code/where.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define PASSES (getenv("P")?atoi(getenv("P")):30)
#define MIN_COUNT ((uint32_t)(getenv("M")?atoi(getenv("M")):3))
static const double RATE = 0.15, LEAST = 0.01;
#define SHRINK (getenv("S")?atof(getenv("S")):2e-4)

struct example {
    uint32_t first, n; /* into features */
    uint8_t choice;
    bool is_event;
};
struct learner {
    struct arena arena;
    struct map ids; /* feature → id */
    struct {
        uint32_t *items;
        size_t n, capacity;
    } features;
    struct {
        struct example *items;
        size_t n, capacity;
    } examples;
    uint32_t *counts;
};

struct learner *learner_new(void) {
    struct learner *l = mem_zeroed(1, sizeof *l);
    if (!l)
        return NULL;
    l->arena.maximum = (size_t)4 << 30;
    l->ids = map_in(&l->arena);
    return l;
}

void learner_free(struct learner *l) {
    if (l)
        arena_free(&l->arena);
    mem_free(l);
}

static bool keep_example(struct learner *l, const struct features *f, enum choice choice, bool is_event) {
    struct example e = {(uint32_t)l->features.n, f->n, (uint8_t)choice, is_event};
    for (uint32_t i = 0; i < f->n; i++) {
        uint32_t *id = map_put(&l->ids, str_from(f->names[i]), MAP_NONE);
        if (!id)
            return false;
        if (*id == MAP_NONE)
            *id = (uint32_t)l->ids.n - 1;
        if (!VEC_PUSH(&l->arena, &l->features, *id))
            return false;
    }
    return VEC_PUSH(&l->arena, &l->examples, e);
}

static bool overlaps(struct span a, struct span b) {
    return a.begin < b.end && b.begin < a.end;
}

static bool is_gold_party(struct reading *r, uint32_t token, const struct span *spans, uint32_t n) {
    struct span head = tokens_span(r, token, token + 1);
    for (uint32_t i = 0; i < n; i++)
        if (overlaps(head, spans[i]))
            return true;
    return false;
}

/* The gold event that an act stands for: of its type, in its sentence, nearest; each is taken once. */
static int match_gold(struct reading *r, const struct act *a, const struct gold_event *gold, uint32_t n, bool *taken) {
    uint32_t at = r->tokens[a->token].begin, nearest = 0;
    int best = -1;
    for (uint32_t i = 0; i < n; i++) {
        if (taken[i] || gold[i].type != a->type || at < gold[i].sentence.begin || at >= gold[i].sentence.end)
            continue;
        uint32_t distance = at > gold[i].trigger.begin ? at - gold[i].trigger.begin : gold[i].trigger.begin - at;
        if (best < 0 || distance < nearest) {
            best = (int)i;
            nearest = distance;
        }
    }
    if (best >= 0)
        taken[best] = true;
    return best;
}

static bool learn_act(struct learner *l, struct reading *r, struct acts *acts, const struct act *a,
                      const struct gold_event *gold) {
    struct features f;
    event_features(r, acts, 0, a, &f);
    if (!keep_example(l, &f, gold ? CHOICE_ACTOR : CHOICE_NONE, true))
        return false;
    uint32_t candidates[CHOOSE_CANDIDATES], n = gold ? choose_candidates(r, a, candidates) : 0;
    for (uint32_t i = 0; i < n; i++) {
        enum choice c = is_gold_party(r, candidates[i], gold->actors, gold->n_actors)           ? CHOICE_ACTOR
                        : is_gold_party(r, candidates[i], gold->recipients, gold->n_recipients) ? CHOICE_RECIPIENT
                                                                                                : CHOICE_NONE;
        party_features(r, acts, 0, a, candidates[i], n, &f);
        if (!keep_example(l, &f, c, false))
            return false;
    }
    return true;
}

bool learner_add(struct learner *l, const struct coder *c, const struct report *rep, const struct gold_event *gold,
                 uint32_t n_gold, struct hb_error *err) {
    struct arena a = {0};
    struct text text;
    struct reading r;
    struct acts acts = {0};
    bool *taken = ARENA_NEW(&a, bool, n_gold + 1);
    bool is_good = taken && coder_read(c, rep, &a, &text, &r, err) == HB_OK;
    for (uint32_t s = 0; is_good && s < text.n_sentences; s++) {
        acts.n = 0;
        is_good = what_find(&r, s, &acts);
        if (is_good)
            what_compose(&r, &acts, 0);
        for (size_t i = 0; is_good && i < acts.n; i++) {
            if (acts.items[i].is_dropped)
                continue;
            int g = match_gold(&r, &acts.items[i], gold, n_gold, taken);
            is_good = learn_act(l, &r, &acts, &acts.items[i], g < 0 ? NULL : &gold[g]);
        }
    }
    arena_free(&a);
    return is_good;
}

/* ---- learning ---- */

struct weights {
    double (*value)[CHOICES], (*squares)[CHOICES];
};

static void step(struct learner *l, const struct example *e, struct weights *w) {
    double sums[CHOICES] = {0}, total = 0;
    int n_choices = e->is_event ? 2 : CHOICES;
    const uint32_t *ids = l->features.items + e->first;
    for (uint32_t i = 0; i < e->n; i++)
        for (int c = 0; c < n_choices && l->counts[ids[i]] >= MIN_COUNT; c++)
            sums[c] += w->value[ids[i]][c];
    double most = fmax(sums[0], fmax(sums[1], n_choices > 2 ? sums[2] : sums[1]));
    for (int c = 0; c < n_choices; c++)
        total += sums[c] = exp(sums[c] - most);
    for (uint32_t i = 0; i < e->n; i++)
        for (int c = 0; c < n_choices && l->counts[ids[i]] >= MIN_COUNT; c++) {
            double *v = &w->value[ids[i]][c], *q = &w->squares[ids[i]][c];
            double g = sums[c] / total - (c == e->choice) + SHRINK * *v;
            *q += g * g;
            *v -= RATE * g / (sqrt(*q) + 1e-6);
        }
}

static uint64_t next_random(uint64_t *state) { /* splitmix64 */
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static bool learn(struct learner *l, struct weights *w) {
    size_t n = l->examples.n;
    uint32_t *order = ARENA_NEW(&l->arena, uint32_t, n + 1);
    uint64_t random = 3;
    w->value = arena_array(&l->arena, l->ids.n + 1, sizeof *w->value);
    w->squares = arena_array(&l->arena, l->ids.n + 1, sizeof *w->squares);
    l->counts = ARENA_NEW(&l->arena, uint32_t, l->ids.n + 1);
    if (!order || !w->value || !w->squares || !l->counts)
        return false;
    for (size_t i = 0; i < l->features.n; i++)
        l->counts[l->features.items[i]]++;
    for (size_t i = 0; i < n; i++)
        order[i] = (uint32_t)i;
    for (int pass = 0; pass < PASSES; pass++) {
        for (size_t i = n; i-- > 1;) {
            size_t k = (size_t)(next_random(&random) % (i + 1));
            uint32_t swap = order[i];
            order[i] = order[k];
            order[k] = swap;
        }
        for (size_t i = 0; i < n; i++)
            step(l, &l->examples.items[order[i]], w);
    }
    return true;
}

static int compare_entries(const void *x, const void *y) {
    return str_compare(((const struct map_entry *)x)->key, ((const struct map_entry *)y)->key);
}

hb_status learner_save(struct learner *l, const char *path, struct hb_error *err) {
    struct weights w;
    if (!learn(l, &w))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to learn");
    size_t room = l->ids.n * (FEATURE_ROOM + 48) + 400, n = 0;
    char *z = arena_alloc(&l->arena, room);
    struct map_entry *entries = ARENA_NEW(&l->arena, struct map_entry, l->ids.n + 1);
    if (!z || !entries)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to write the weights");
    memcpy(entries, l->ids.entries, l->ids.n * sizeof *entries);
    qsort(entries, l->ids.n, sizeof *entries, compare_entries);
    n += (size_t)snprintf(z, room,
                          "# The judge's weights, learned by `harbinger train --events` from annotated stories (see docs/coding.md).\n"
                          "# feature\tnone\tactor (or: an event)\trecipient\n");
    for (size_t i = 0; i < l->ids.n; i++) {
        const double *v = w.value[entries[i].value];
        if (fabs(v[0]) + fabs(v[1]) + fabs(v[2]) >= LEAST)
            n += (size_t)snprintf(z + n, room - n, "%.*s\t%.3f\t%.3f\t%.3f\n", (int)entries[i].key.n, entries[i].key.p,
                                  v[0], v[1], v[2]);
    }
    return file_write(path, z, n, err);
}
