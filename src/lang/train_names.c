/* Trains names: a conditional random field (Lafferty, McCallum and Pereira 2001) by stochastic
 * gradients with AdaGrad, then rounded to 8 bits. First two models are trained on a half of the
 * texts each and read the other half, so that the feature "how the same word was read elsewhere" is
 * as wrong in training as it will be in use; then the model that is kept is trained on all.
 *
 * Peoples (NORP) are marked from the known demonyms and a list of creeds and parties wherever the
 * data leave them unmarked or call them MISC. Deterministic; about two minutes and 300 MiB for
 * 500,000 tokens. */
#include "base/alloc.h"
#include "base/map.h"
#include "base/vec.h"
#include "lang/name_features.h"
#include "lang/name_train.h"

#include <math.h>
#include <stdlib.h>

enum {
    ROWS = 1 << NAME_ROW_BITS,
    EPOCHS = 16,
    TUNED = 8,    /* the last passes are over the home texts alone */
    AVERAGED = 5, /* epochs whose weights are averaged */
    DROPOUT = 60, /* percent */
    SCALE = 16,
    S = NAME_STATES
};

static const float RATE = 0.05f, DECAY = 1e-3f, FLOOR = 1e-6f;

struct field {
    float *weights, *squares, *sums; /* [ROWS * S]; sums: weights added up over the late epochs */
    float moves[S * S], move_squares[S * S], move_sums[S * S];
};

/* One sentence's room. */
struct lattice {
    struct name_view *views;
    uint32_t (*features)[NAME_FEATURES]; /* [n] */
    uint32_t *n_features;
    float (*emit)[S], (*forward)[S], (*backward)[S];
    uint8_t *gold;
    size_t room;
};

static bool lattice_reserve(struct lattice *l, struct arena *a, size_t n) {
    if (n <= l->room)
        return true;
    l->room = n + n / 2 + 64;
    l->views = ARENA_NEW(a, struct name_view, l->room + 4);
    l->features = arena_array(a, l->room, sizeof *l->features);
    l->n_features = ARENA_NEW(a, uint32_t, l->room);
    l->emit = arena_array(a, l->room, sizeof *l->emit);
    l->forward = arena_array(a, l->room, sizeof *l->forward);
    l->backward = arena_array(a, l->room, sizeof *l->backward);
    l->gold = ARENA_NEW(a, uint8_t, l->room);
    return l->views && l->features && l->n_features && l->emit && l->forward && l->backward &&
           l->gold;
}

static bool is_allowed(int from, int to) {
    return to == 0 || to % 2 == 1 || from == to || from == to - 1;
}

static uint8_t gold_state(const struct token *t) {
    return (uint8_t)(t->name ? 2 * t->name - (t->name_begins ? 1 : 0) : 0);
}

/* exp(moves), 0 where not allowed. */
static void exponentiate(const float *moves, float out[S][S]) {
    for (int from = 0; from < S; from++)
        for (int to = 0; to < S; to++)
            out[from][to] = is_allowed(from, to) ? expf(moves[from * S + to]) : 0;
}

static void normalize(float *row) {
    float sum = 0;
    for (int y = 0; y < S; y++)
        sum += row[y];
    for (int y = 0; y < S; y++)
        row[y] /= sum;
}

/* Fills emit (as exponentials), forward and backward of a sentence, each row summing to one. */
static void run_lattice(const struct field *f, struct lattice *l, uint32_t n, float t[S][S]) {
    for (uint32_t i = 0; i < n; i++) {
        float *e = l->emit[i], top;
        memset(e, 0, sizeof l->emit[i]);
        for (uint32_t k = 0; k < l->n_features[i]; k++) {
            const float *row = f->weights + (size_t)(l->features[i][k] & (ROWS - 1)) * S;
            for (int y = 0; y < S; y++)
                e[y] += row[y];
        }
        top = e[0];
        for (int y = 1; y < S; y++)
            top = e[y] > top ? e[y] : top;
        for (int y = 0; y < S; y++)
            e[y] = expf(e[y] - top);
        for (int to = 0; to < S; to++) {
            float sum = 0;
            for (int from = 0; from < S; from++)
                sum += (i ? l->forward[i - 1][from] : from == 0 ? 1.0f : 0.0f) * t[from][to];
            l->forward[i][to] = sum * e[to] + 1e-30f;
        }
        normalize(l->forward[i]);
    }
    for (uint32_t i = n; i-- > 0;) {
        for (int from = 0; from < S; from++) {
            float sum = i + 1 == n ? 1.0f : 0.0f;
            for (int to = 0; i + 1 < n && to < S; to++)
                sum += t[from][to] * l->emit[i + 1][to] * l->backward[i + 1][to];
            l->backward[i][from] = sum + 1e-30f;
        }
        normalize(l->backward[i]);
    }
}

static void step(float *weight, float *square, float gradient) {
    gradient -= DECAY * *weight;
    *square += gradient * gradient;
    *weight += RATE * gradient / sqrtf(*square + FLOOR);
}

static void update(struct field *f, struct lattice *l, uint32_t n, float t[S][S]) {
    float expected[S][S] = {{0}};
    for (uint32_t i = 0; i < n; i++) {
        float p[S];
        for (int y = 0; y < S; y++)
            p[y] = l->forward[i][y] * l->backward[i][y];
        normalize(p);
        for (int y = 0; y < S; y++)
            p[y] = (y == l->gold[i] ? 1.0f : 0.0f) - p[y];
        for (uint32_t k = 0; k < l->n_features[i]; k++) {
            size_t row = (size_t)(l->features[i][k] & (ROWS - 1)) * S;
            for (int y = 0; y < S; y++)
                if (p[y] > 1e-4f || p[y] < -1e-4f)
                    step(&f->weights[row + (size_t)y], &f->squares[row + (size_t)y], p[y]);
        }
        float pair[S][S], sum = 0;
        for (int from = 0; from < S; from++)
            for (int to = 0; to < S; to++) {
                float before = i ? l->forward[i - 1][from] : from == 0 ? 1.0f : 0.0f;
                pair[from][to] = before * t[from][to] * l->emit[i][to] * l->backward[i][to];
                sum += pair[from][to];
            }
        for (int from = 0; from < S; from++)
            for (int to = 0; to < S; to++)
                expected[from][to] -= pair[from][to] / sum;
        expected[i ? l->gold[i - 1] : 0][l->gold[i]] += 1.0f;
    }
    for (int k = 0; k < S * S; k++)
        if (is_allowed(k / S, k % S))
            step(&f->moves[k], &f->move_squares[k], expected[k / S][k % S]);
}

/* Leaves out each feature but the bias with a chance of DROPOUT percent: rare words must not
 * explain all. */
static void drop_features(struct lattice *l, uint32_t n, uint64_t *seed) {
    for (uint32_t i = 0; i < n; i++) {
        uint32_t kept = 1;
        for (uint32_t k = 1; k < l->n_features[i]; k++) {
            *seed = *seed * 6364136223846793005u + 1442695040888963407u;
            if ((*seed >> 33) % 100 >= DROPOUT)
                l->features[i][kept++] = l->features[i][k];
        }
        l->n_features[i] = kept;
    }
}

struct sample {
    uint32_t text, sentence;
};

/* Fills the lattice's views, features and gold of one sentence. `memory` may be NULL. */
static void look(const struct names_model *m, const struct text *t, uint32_t s,
                 struct name_memory *memory, const uint8_t *read, struct lattice *l) {
    uint32_t first = t->sentences[s].first, n = t->sentences[s].last - first;
    const struct token *tokens = t->tokens + first;
    name_views(m, tokens, n, l->views);
    if (memory) {
        name_memory_add(memory, tokens, read + first, n, -1);
        name_memory_ask(memory, tokens, n, l->views);
        name_memory_add(memory, tokens, read + first, n, 1);
    }
    bool is_shouted = name_is_shouted(tokens, n);
    for (uint32_t i = 0; i < n; i++) {
        l->n_features[i] = name_features(l->views + i + 2, is_shouted, l->features[i]);
        l->gold[i] = gold_state(&tokens[i]);
    }
}

struct fit_input {
    const struct text *texts;
    size_t n_texts, home_first, home_last;
    int half;                        /* train on texts of this parity only; -1: on all */
    struct name_memory **memories;   /* [n_texts] or NULL */
    uint8_t **read;                  /* [n_texts] states read elsewhere */
    const struct names_model *lists; /* gazetteer and clusters */
};

static bool fit(struct arena *a, const struct fit_input *in, struct field *f) {
    struct lattice l = {0};
    size_t n = 0, at = 0;
    for (size_t k = 0; k < in->n_texts; k++)
        n += in->texts[k].n_sentences;
    struct sample *order = ARENA_NEW(a, struct sample, n + 1);
    if (!order)
        return false;
    for (size_t k = 0; k < in->n_texts; k++)
        for (uint32_t s = 0; s < in->texts[k].n_sentences; s++)
            if (in->half < 0 || (int)(k % 2) == in->half)
                order[at++] = (struct sample){(uint32_t)k, s};
    n = at;
    uint64_t seed = 7;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        for (size_t i = n; i > 1; i--) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            size_t k = (size_t)((seed >> 33) % i);
            struct sample swap = order[i - 1];
            order[i - 1] = order[k];
            order[k] = swap;
        }
        bool has_home = in->home_last > in->home_first;
        for (size_t i = 0; i < n; i++) {
            const struct text *t = &in->texts[order[i].text];
            bool is_home = order[i].text >= in->home_first && order[i].text < in->home_last;
            if (has_home && !is_home && epoch >= EPOCHS - TUNED)
                continue;
            uint32_t length =
                t->sentences[order[i].sentence].last - t->sentences[order[i].sentence].first;
            float moves[S][S];
            if (!length)
                continue;
            if (!lattice_reserve(&l, a, length))
                return false;
            look(in->lists, t, order[i].sentence, in->memories ? in->memories[order[i].text] : NULL,
                 in->read ? in->read[order[i].text] : NULL, &l);
            drop_features(&l, length, &seed);
            exponentiate(f->moves, moves);
            run_lattice(f, &l, length, moves);
            update(f, &l, length, moves);
        }
        if (epoch >= EPOCHS - AVERAGED) {
            for (size_t i = 0; i < (size_t)ROWS * S; i++)
                f->sums[i] += f->weights[i];
            for (int i = 0; i < S * S; i++)
                f->move_sums[i] += f->moves[i];
        }
    }
    for (size_t i = 0; i < (size_t)ROWS * S; i++)
        f->weights[i] = f->sums[i] / AVERAGED;
    for (int i = 0; i < S * S; i++)
        f->moves[i] = f->move_sums[i] / AVERAGED;
    return true;
}

/* ---- the section -------------------------------------------------------------------------------
 */

static long rounded(float w, long limit) {
    long q = lroundf(w * SCALE);
    return q > limit ? limit : q < -limit ? -limit : q;
}

/* Keeps the strongest rows of a bucket. */
static void pack_bucket(const float *weights, char *out) {
    float strength[NAME_BUCKET_ROWS];
    for (int r = 0; r < NAME_BUCKET_ROWS; r++) {
        strength[r] = 0;
        for (int y = 0; y < S; y++)
            strength[r] += weights[r * S + y] * weights[r * S + y];
    }
    for (int slot = 0; slot < NAME_SLOTS; slot++) {
        int best = 0;
        for (int r = 1; r < NAME_BUCKET_ROWS; r++)
            if (strength[r] > strength[best])
                best = r;
        if (strength[best] <= 0)
            return;
        strength[best] = 0;
        out[slot] = (char)(best + 1);
        for (int y = 0; y < S; y++)
            out[NAME_SLOTS + slot * S + y] = (char)rounded(weights[best * S + y], INT8_MAX);
    }
}

/* The section as bytes in the arena; {NULL,0} without memory. */
static str build_section(struct arena *a, const struct field *f, const struct name_lists *lists) {
    uint32_t head[4] = {NAME_BUCKET_BITS, (uint32_t)lists->n_gazetteer, (uint32_t)lists->n_clusters,
                        0};
    size_t moves_bytes = 2 * (S * S + 1);
    size_t list_bytes = 8 * (lists->n_gazetteer + lists->n_clusters);
    size_t size =
        sizeof head + moves_bytes + list_bytes + ((size_t)NAME_BUCKET_BYTES << NAME_BUCKET_BITS);
    char *section = arena_alloc(a, size), *p = section;
    if (!p)
        return (str){0};
    memcpy(p, head, sizeof head);
    p += sizeof head;
    for (int k = 0; k < S * S; k++) {
        int16_t v = (int16_t)rounded(f->moves[k], INT16_MAX);
        memcpy(p + 2 * k, &v, 2);
    }
    p += moves_bytes;
    if (lists->n_gazetteer)
        memcpy(p, lists->gazetteer, 8 * lists->n_gazetteer);
    p += 8 * lists->n_gazetteer;
    if (lists->n_clusters)
        memcpy(p, lists->clusters, 8 * lists->n_clusters);
    p += 8 * lists->n_clusters;
    for (size_t i = 0; i < (size_t)1 << NAME_BUCKET_BITS; i++)
        pack_bucket(f->weights + i * NAME_BUCKET_ROWS * S, p + i * NAME_BUCKET_BYTES);
    return (str){section, (uint32_t)size};
}

struct trainer {
    struct arena arena;
    struct text *texts; /* copies with peoples marked */
    size_t n_texts, home_first, home_last;
    struct name_lists lists;
    struct field field;
    struct name_memory **memories;
    uint8_t **read;
};

static bool train_field(struct trainer *t, int half, bool has_memory, str *section) {
    struct names_model lists = {.gazetteer = t->lists.gazetteer,
                                .clusters = t->lists.clusters,
                                .n_gazetteer = (uint32_t)t->lists.n_gazetteer,
                                .n_clusters = (uint32_t)t->lists.n_clusters};
    struct fit_input in = {.texts = t->texts,
                           .n_texts = t->n_texts,
                           .home_first = t->home_first,
                           .home_last = t->home_last,
                           .half = half,
                           .memories = has_memory ? t->memories : NULL,
                           .read = has_memory ? t->read : NULL,
                           .lists = &lists};
    struct field *f = &t->field;
    memset(f->weights, 0, (size_t)ROWS * S * sizeof *f->weights);
    memset(f->squares, 0, (size_t)ROWS * S * sizeof *f->squares);
    memset(f->sums, 0, (size_t)ROWS * S * sizeof *f->sums);
    memset(f->move_sums, 0, sizeof f->move_sums);
    memset(f->moves, 0, sizeof f->moves);
    memset(f->move_squares, 0, sizeof f->move_squares);
    if (!fit(&t->arena, &in, f))
        return false;
    *section = build_section(&t->arena, f, &t->lists);
    return section->p != NULL;
}

/* Lets a model trained on one half read the texts of the other. */
static bool read_half(struct trainer *t, str section, size_t parity) {
    struct names_model m;
    if (!names_open_section(section, &m))
        return false;
    for (size_t k = parity; k < t->n_texts; k += 2) {
        const struct text *x = &t->texts[k];
        if (!names_states(&m, &t->arena, x, true, &t->read[k]))
            return false;
        t->memories[k] = name_memory_new(&t->arena, x);
        if (!t->memories[k])
            return false;
        for (uint32_t s = 0; s < x->n_sentences; s++)
            name_memory_add(t->memories[k], x->tokens + x->sentences[s].first,
                            t->read[k] + x->sentences[s].first,
                            x->sentences[s].last - x->sentences[s].first, 1);
    }
    return true;
}

hb_status train_names(const struct text *texts, size_t n_texts, size_t home_first, size_t home_last,
                      const struct known_name *known, size_t n_known, const struct text *raw,
                      size_t n_raw, struct model_writer *w, struct hb_error *err) {
    struct trainer t = {.arena = {.maximum = (size_t)4 << 30},
                        .n_texts = n_texts,
                        .home_first = home_first,
                        .home_last = home_last};
    hb_status status = HB_ERR_MEMORY;
    str section;
    t.field.weights = mem_zeroed((size_t)ROWS * S, sizeof(float));
    t.field.squares = mem_zeroed((size_t)ROWS * S, sizeof(float));
    t.memories = ARENA_NEW(&t.arena, struct name_memory *, n_texts + 1);
    t.read = ARENA_NEW(&t.arena, uint8_t *, n_texts + 1);
    t.field.sums = mem_zeroed((size_t)ROWS * S, sizeof(float));
    if (!t.field.weights || !t.field.squares || !t.field.sums || !t.memories || !t.read)
        goto out;
    if (!name_gazetteer_build(&t.arena, known, n_known, &t.lists) ||
        !name_clusters_build(&t.arena, texts, n_texts, raw, n_raw, &t.lists) ||
        !name_mark_peoples(&t.arena, texts, n_texts, known, n_known, &t.texts))
        goto out;
    if (!train_field(&t, 0, false, &section) || !read_half(&t, section, 1) ||
        !train_field(&t, 1, false, &section) || !read_half(&t, section, 0) ||
        !train_field(&t, -1, true, &section))
        goto out;
    if (model_writer_add(w, "names", section.p, section.n))
        status = HB_OK;
out:
    mem_free(t.field.weights);
    mem_free(t.field.squares);
    mem_free(t.field.sums);
    arena_free(&t.arena);
    return status ? error_set(err, status, 0, "no memory to train names") : HB_OK;
}
