/* Averaged perceptron (Collins 2002; averaging by totals and stamps, as Daumé describes) over a
 * hash table of features, each with a short list of classes that ever moved. Finishing averages,
 * drops the lightest weights, quantises the rest to 16 bits by one common scale, and lays the
 * features out in an open-addressing table that is searched by a 32-bit fingerprint: one cache line
 * and a short run of entries per feature. */
#include "lang/linear.h"

#include "base/alloc.h"

#include <math.h>
#include <stdlib.h>

enum { FIRST_MASK = 0xFFFFFF };

/* ---- reading ---- */

struct linear_head {
    uint32_t n_classes, n_slots, n_entries, n_bits;
};

static uint32_t linear_bit(uint64_t feature) {
    return (uint32_t)(feature >> 24);
}

bool linear_open(str section, struct linear *out) {
    struct linear_head h;
    if (section.n < sizeof h)
        return false;
    memcpy(&h, section.p, sizeof h);
    uint64_t need = sizeof h + h.n_bits / 8 + (uint64_t)h.n_slots * sizeof(struct linear_slot) +
                    (uint64_t)h.n_entries * 3;
    if (h.n_classes == 0 || h.n_classes > LINEAR_CLASSES || h.n_slots == 0 ||
        (h.n_slots & (h.n_slots - 1)) || h.n_bits < 64 || (h.n_bits & (h.n_bits - 1)) ||
        need > section.n)
        return false;
    const char *at = section.p + sizeof h;
    *out = (struct linear){h.n_classes,         h.n_slots - 1, h.n_entries, h.n_bits - 1,
                           (const uint8_t *)at, NULL,          NULL,        NULL};
    at += h.n_bits / 8;
    out->slots = (const struct linear_slot *)(const void *)at;
    at += (size_t)h.n_slots * sizeof(struct linear_slot);
    out->weights = (const int16_t *)(const void *)at;
    out->classes = (const uint8_t *)(at + (size_t)h.n_entries * 2);
    uint32_t n_free = 0;
    for (uint32_t i = 0; i < h.n_slots; i++) {
        const struct linear_slot *s = &out->slots[i];
        uint32_t n = s->run >> 24;
        n_free += n == 0;
        if (n > h.n_entries || (s->run & FIRST_MASK) > h.n_entries - n)
            return false;
    }
    for (uint32_t i = 0; i < h.n_entries; i++)
        if (out->classes[i] >= h.n_classes)
            return false;
    return n_free > 0;
}

void linear_add(const struct linear *m, const uint64_t *features, uint32_t n, int32_t *scores) {
    uint32_t runs[LINEAR_FEATURES], n_runs = 0, n_known = 0;
    uint64_t known[LINEAR_FEATURES];
    for (uint32_t f = 0; f < n; f++) {
        uint32_t bit = linear_bit(features[f]) & m->bit_mask;
        known[n_known] = features[f];
        n_known += m->bits[bit >> 3] >> (bit & 7) & 1;
    }
    for (uint32_t f = 0; f < n_known; f++)
        __builtin_prefetch(&m->slots[(uint32_t)known[f] & m->mask]);
    for (uint32_t f = 0; f < n_known; f++) {
        uint32_t fingerprint = (uint32_t)(known[f] >> 32), i = (uint32_t)known[f] & m->mask;
        while (m->slots[i].run && m->slots[i].fingerprint != fingerprint)
            i = (i + 1) & m->mask;
        uint32_t run = m->slots[i].run;
        if (!run)
            continue;
        runs[n_runs++] = run;
        __builtin_prefetch(&m->weights[run & FIRST_MASK]);
        __builtin_prefetch(&m->classes[run & FIRST_MASK]);
    }
    for (uint32_t k = 0; k < n_runs; k++) {
        const int16_t *w = m->weights + (runs[k] & FIRST_MASK);
        const uint8_t *c = m->classes + (runs[k] & FIRST_MASK);
        for (uint32_t e = 0, many = runs[k] >> 24; e < many; e++)
            scores[c[e]] += w[e];
    }
}

/* ---- training ---- */

struct weight {
    uint32_t class_id, stamp;
    float value;
    double total;
};
struct row {
    uint64_t feature;
    struct weight *weights; /* owned */
    uint16_t n, capacity;
    bool is_used;
};
struct linear_trainer {
    uint32_t n_classes, ticks;
    struct row *rows; /* [n_slots] */
    size_t n_slots, n_rows;
    bool failed;
};

struct linear_trainer *linear_trainer_new(uint32_t n_classes) {
    struct linear_trainer *t = mem_zeroed(1, sizeof *t);
    if (!t)
        return NULL;
    t->n_classes = n_classes;
    t->n_slots = (size_t)1 << 20;
    t->rows = mem_zeroed(t->n_slots, sizeof *t->rows);
    if (!t->rows) {
        mem_free(t);
        return NULL;
    }
    return t;
}

void linear_trainer_free(struct linear_trainer *t) {
    if (!t)
        return;
    for (size_t i = 0; i < t->n_slots; i++)
        mem_free(t->rows[i].weights);
    mem_free(t->rows);
    mem_free(t);
}

static struct row *find_row(const struct linear_trainer *t, uint64_t feature) {
    size_t i = (size_t)(feature * 0x9E3779B97F4A7C15u >> 20) & (t->n_slots - 1);
    while (t->rows[i].is_used && t->rows[i].feature != feature)
        i = (i + 1) & (t->n_slots - 1);
    return &t->rows[i];
}

static void widen(struct linear_trainer *t) {
    struct linear_trainer wide = *t;
    wide.n_slots = t->n_slots * 2;
    wide.rows = mem_zeroed(wide.n_slots, sizeof *wide.rows);
    if (!wide.rows) {
        t->failed = true;
        return;
    }
    for (size_t i = 0; i < t->n_slots; i++)
        if (t->rows[i].is_used)
            *find_row(&wide, t->rows[i].feature) = t->rows[i];
    mem_free(t->rows);
    *t = wide;
}

void linear_trainer_score(struct linear_trainer *t, const uint64_t *features, uint32_t n,
                          float *scores) {
    memset(scores, 0, t->n_classes * sizeof *scores);
    for (uint32_t f = 0; f < n; f++) {
        const struct row *r = find_row(t, features[f]);
        for (uint32_t k = 0; k < r->n; k++)
            scores[r->weights[k].class_id] += r->weights[k].value;
    }
}

static void move(struct linear_trainer *t, struct row *r, uint32_t class_id, float by) {
    uint32_t k = 0;
    while (k < r->n && r->weights[k].class_id != class_id)
        k++;
    if (k == r->n) {
        if (r->n == r->capacity) {
            uint16_t capacity = (uint16_t)(r->capacity ? r->capacity * 2 : 2);
            struct weight *grown = mem_resize(r->weights, capacity * sizeof *grown);
            if (!grown) {
                t->failed = true;
                return;
            }
            r->weights = grown;
            r->capacity = capacity;
        }
        r->weights[r->n++] = (struct weight){class_id, t->ticks, 0.0f, 0.0};
    }
    struct weight *w = &r->weights[k];
    w->total += (double)w->value * (t->ticks - w->stamp);
    w->stamp = t->ticks;
    w->value += by;
}

/* A row for a feature, made if new; NULL without memory. */
static struct row *row_for(struct linear_trainer *t, uint64_t feature) {
    if (t->n_rows * 3 > t->n_slots * 2)
        widen(t);
    if (t->failed)
        return NULL;
    struct row *r = find_row(t, feature);
    if (!r->is_used) {
        r->is_used = true;
        r->feature = feature;
        t->n_rows++;
    }
    return r;
}

void linear_trainer_update(struct linear_trainer *t, const uint64_t *features, uint32_t n,
                           uint32_t good, uint32_t bad) {
    if (good == bad)
        return;
    for (uint32_t f = 0; f < n; f++) {
        struct row *r = row_for(t, features[f]);
        if (!r)
            return;
        move(t, r, good, 1.0f);
        move(t, r, bad, -1.0f);
    }
}

void linear_trainer_tick(struct linear_trainer *t) {
    t->ticks++;
}

static double average(const struct linear_trainer *t, const struct weight *w) {
    return (w->total + (double)w->value * (t->ticks - w->stamp)) / (t->ticks ? t->ticks : 1);
}

static double heaviest_of(const struct linear_trainer *t, const struct row *r) {
    double most = 0.0;
    for (uint32_t k = 0; k < r->n; k++)
        most = fmax(most, fabs(average(t, &r->weights[k])));
    return most;
}

/* The heaviest weight that a feature must reach to be among the `keep` first, by a histogram over
 * 4096 steps of the square root. */
static double threshold_for(const struct linear_trainer *t, uint32_t keep, double heaviest) {
    enum { STEPS = 4096 };
    uint64_t count[STEPS + 1] = {0}, sum = 0;
    for (size_t i = 0; i < t->n_slots; i++)
        if (t->rows[i].is_used)
            count[(int)(sqrt(heaviest_of(t, &t->rows[i]) / heaviest) * STEPS)]++;
    int step = STEPS;
    while (step > 0 && sum + count[step] <= keep)
        sum += count[step--];
    double root = (double)(step + 1) / STEPS;
    return root * root * heaviest;
}

struct kept {
    uint64_t feature;
    const struct row *row;
};

static int compare_kept(const void *x, const void *y) {
    const struct kept *p = x, *q = y;
    return (p->feature > q->feature) - (p->feature < q->feature);
}

static void lay_out(const struct linear_trainer *t, const struct kept *kept, size_t n_kept,
                    double threshold, double scale, struct linear_head *h, char *at) {
    uint8_t *bits = (uint8_t *)at;
    struct linear_slot *slots = (struct linear_slot *)(void *)(at + h->n_bits / 8);
    int16_t *weights = (int16_t *)(void *)(slots + h->n_slots);
    uint8_t *classes = (uint8_t *)(weights + h->n_entries);
    uint32_t n = 0;
    for (size_t i = 0; i < n_kept; i++) {
        uint32_t first = n;
        for (uint32_t k = 0; k < kept[i].row->n; k++) {
            double a = average(t, &kept[i].row->weights[k]);
            if (fabs(a) < threshold)
                continue;
            weights[n] = (int16_t)lrint(a * scale);
            classes[n++] = (uint8_t)kept[i].row->weights[k].class_id;
        }
        if (n == first)
            continue;
        uint32_t bit = linear_bit(kept[i].feature) & (h->n_bits - 1);
        bits[bit >> 3] = (uint8_t)(bits[bit >> 3] | 1u << (bit & 7));
        struct linear_slot s = {(uint32_t)(kept[i].feature >> 32), first | (n - first) << 24};
        uint32_t slot = (uint32_t)kept[i].feature & (h->n_slots - 1);
        while (slots[slot].run)
            slot = (slot + 1) & (h->n_slots - 1);
        slots[slot] = s;
    }
}

/* The weight that the `keep` heaviest reach, over features of at least `threshold`. */
static double least_for(const struct linear_trainer *t, double threshold, uint32_t keep,
                        double heaviest) {
    enum { STEPS = 8192 };
    static const double LOWEST = 1e-3;
    uint64_t count[STEPS + 1] = {0}, sum = 0;
    for (size_t i = 0; i < t->n_slots; i++)
        for (uint32_t k = 0;
             t->rows[i].is_used && heaviest_of(t, &t->rows[i]) >= threshold && k < t->rows[i].n;
             k++)
            count[(int)(sqrt(fabs(average(t, &t->rows[i].weights[k])) / heaviest) * STEPS)]++;
    int step = STEPS;
    while (step > 0 && sum + count[step] <= keep)
        sum += count[step--];
    double root = (double)(step + 1) / STEPS;
    return fmax(root * root * heaviest, LOWEST * threshold);
}

bool linear_trainer_finish(struct linear_trainer *t, uint32_t max_features, uint32_t max_entries,
                           void **out, size_t *size) {
    double heaviest = 1e-9;
    for (size_t i = 0; i < t->n_slots; i++)
        heaviest = fmax(heaviest, heaviest_of(t, &t->rows[i]));
    double scale = 30000.0 / heaviest, threshold = threshold_for(t, max_features, heaviest);
    double least = least_for(t, threshold, max_entries, heaviest);
    struct kept *kept = mem_zeroed(t->n_rows + 1, sizeof *kept);
    size_t n_kept = 0;
    struct linear_head h = {t->n_classes, 64, 0, 64};
    for (size_t i = 0; kept && i < t->n_slots; i++) {
        if (!t->rows[i].is_used || heaviest_of(t, &t->rows[i]) < threshold)
            continue;
        for (uint32_t k = 0; k < t->rows[i].n; k++)
            h.n_entries += fabs(average(t, &t->rows[i].weights[k])) >= least;
        kept[n_kept++] = (struct kept){t->rows[i].feature, &t->rows[i]};
    }
    while (h.n_slots * 17ull < n_kept * 20ull)
        h.n_slots *= 2;
    while (h.n_bits < n_kept * 4ull)
        h.n_bits *= 2;
    *size = sizeof h + h.n_bits / 8 + (size_t)h.n_slots * sizeof(struct linear_slot) +
            (size_t)h.n_entries * 3;
    char *image = kept && !t->failed ? mem_zeroed(*size, 1) : NULL;
    if (image) {
        qsort(kept, n_kept, sizeof *kept, compare_kept);
        memcpy(image, &h, sizeof h);
        lay_out(t, kept, n_kept, least, scale, &h, image + sizeof h);
    }
    mem_free(kept);
    *out = image;
    return image != NULL;
}
