/* Trains names: a conditional random field (Lafferty, McCallum and Pereira 2001) by stochastic
 * gradients with AdaGrad, then rounded to 8 bits. First two models are trained on a half of the
 * texts each and read the other half, so that the feature "how the same word was read elsewhere" is
 * as wrong in training as it will be in use; then the model that is kept is trained on all, and the
 * network beside it. What is kept is the mean of three trainings in other orders: being linear, it
 * reads as the three together would, for the price of one.
 *
 * Peoples (NORP) are marked from the known demonyms and a list of creeds and parties wherever the
 * data leave them unmarked or call them MISC. Deterministic; about two minutes and 500 MiB for
 * 500,000 tokens. */
#include "base/alloc.h"
#include "base/map.h"
#include "base/vec.h"
#include "lang/name_features.h"
#include "lang/name_lattice.h"
#include "lang/name_train.h"

#include <math.h>
#include <stdlib.h>

enum {
    ROWS = 1 << NAME_ROW_BITS,
    EPOCHS = 16,
    TUNED = 8,    /* the last passes are over the home texts alone */
    AVERAGED = 5, /* epochs whose weights are averaged */
    ORDERS = 3,   /* trainings that are averaged */
    DROPOUT = 60, /* percent */
    S = NAME_STATES
};

static const float RATE = 0.05f, DECAY = 1e-3f, FLOOR = 1e-6f;

struct field {
    float *weights, *squares; /* [ROWS * S] */
    float *sums;              /* [ROWS * S] weights added up over the late epochs */
    float moves[S * S], move_squares[S * S], move_sums[S * S];
};

/* One sentence's room. */
struct sentence_space {
    struct name_view *views;
    uint32_t (*features)[NAME_FEATURES]; /* [n] */
    uint32_t *n_features;
    struct name_lattice lattice;
    size_t room;
};

static bool space_reserve(struct sentence_space *l, struct arena *a, size_t n) {
    if (n <= l->room)
        return true;
    l->room = n + n / 2 + 64;
    l->views = ARENA_NEW(a, struct name_view, l->room + 4);
    l->features = arena_array(a, l->room, sizeof *l->features);
    l->n_features = ARENA_NEW(a, uint32_t, l->room);
    return l->views && l->features && l->n_features &&
           name_lattice_reserve(&l->lattice, a, l->room);
}

static void run_forward(const struct field *f, struct sentence_space *l, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        float *scores = l->lattice.scores[i];
        memset(scores, 0, sizeof l->lattice.scores[i]);
        for (uint32_t k = 0; k < l->n_features[i]; k++) {
            const float *row = f->weights + (size_t)(l->features[i][k] & (ROWS - 1)) * S;
            for (int y = 0; y < S; y++)
                scores[y] += row[y];
        }
    }
    name_lattice_run(&l->lattice, n, f->moves);
}

static void step(float *weight, float *square, float gradient) {
    gradient -= DECAY * *weight;
    *square += gradient * gradient;
    *weight += RATE * gradient / sqrtf(*square + FLOOR);
}

static void update(struct field *f, const struct sentence_space *l, uint32_t n) {
    float moves[S * S];
    name_lattice_missed_moves(&l->lattice, n, moves);
    for (uint32_t i = 0; i < n; i++) {
        float missed[S];
        name_lattice_missed(&l->lattice, i, missed);
        for (uint32_t k = 0; k < l->n_features[i]; k++) {
            size_t row = (size_t)(l->features[i][k] & (ROWS - 1)) * S;
            for (int y = 0; y < S; y++)
                if (missed[y] > 1e-4f || missed[y] < -1e-4f)
                    step(&f->weights[row + (size_t)y], &f->squares[row + (size_t)y], missed[y]);
        }
    }
    for (int k = 0; k < S * S; k++)
        if (name_state_follows(k / S, k % S))
            step(&f->moves[k], &f->move_squares[k], moves[k]);
}

/* Leaves out each feature but the bias with a chance of DROPOUT percent: rare words must not
 * explain all. */
static void drop_features(struct sentence_space *l, uint32_t n, uint64_t *seed) {
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

/* Fills the views, features and gold of one sentence. `memory` may be NULL. */
static void look(const struct names_model *m, const struct text *t, uint32_t s,
                 struct name_memory *memory, const uint8_t *read, struct sentence_space *l) {
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
        l->lattice.gold[i] = name_gold_state(&tokens[i]);
    }
}

struct fit_input {
    const struct text *texts;
    size_t n_texts, home;            /* home texts are the last */
    int half;                        /* train on texts of this parity only; -1: on all */
    struct name_memory **memories;   /* [n_texts] or NULL */
    uint8_t **read;                  /* [n_texts] states read elsewhere */
    const struct names_model *lists; /* gazetteer and words */
};

struct order {
    struct sample *items;
    size_t n;
};

/* The sentences of the input that have words. */
static bool list_samples(struct arena *a, const struct fit_input *in, struct order *out) {
    size_t n = 0;
    for (size_t k = 0; k < in->n_texts; k++)
        n += in->texts[k].n_sentences;
    *out = (struct order){.items = ARENA_NEW(a, struct sample, n + 1)};
    for (size_t k = 0; out->items && k < in->n_texts; k++)
        for (uint32_t s = 0; s < in->texts[k].n_sentences; s++) {
            const struct sentence *x = &in->texts[k].sentences[s];
            if (x->last > x->first && (in->half < 0 || (int)(k % 2) == in->half))
                out->items[out->n++] = (struct sample){(uint32_t)k, s};
        }
    return out->items != NULL;
}

static void shuffle(const struct order *o, uint64_t *seed) {
    for (size_t i = o->n; i > 1; i--) {
        *seed = *seed * 6364136223846793005u + 1442695040888963407u;
        size_t k = (size_t)((*seed >> 33) % i);
        struct sample swap = o->items[i - 1];
        o->items[i - 1] = o->items[k];
        o->items[k] = swap;
    }
}

/* One pass over the texts from `first` on. */
static bool pass(struct arena *a, const struct fit_input *in, const struct order *o, size_t first,
                 struct sentence_space *l, uint64_t *seed, struct field *f) {
    for (size_t i = 0; i < o->n; i++) {
        const struct sample at = o->items[i];
        const struct text *t = &in->texts[at.text];
        const uint32_t length = t->sentences[at.sentence].last - t->sentences[at.sentence].first;
        if (at.text < first)
            continue;
        if (!space_reserve(l, a, length))
            return false;
        look(in->lists, t, at.sentence, in->memories ? in->memories[at.text] : NULL,
             in->read ? in->read[at.text] : NULL, l);
        drop_features(l, length, seed);
        run_forward(f, l, length);
        update(f, l, length);
    }
    return true;
}

/* Begins the weights anew; the sums stay. */
static void clear_weights(struct field *f) {
    memset(f->weights, 0, (size_t)ROWS * S * sizeof *f->weights);
    memset(f->squares, 0, (size_t)ROWS * S * sizeof *f->squares);
    memset(f->moves, 0, sizeof f->moves);
    memset(f->move_squares, 0, sizeof f->move_squares);
}

static void add_to_sums(struct field *f) {
    for (size_t i = 0; i < (size_t)ROWS * S; i++)
        f->sums[i] += f->weights[i];
    for (int i = 0; i < S * S; i++)
        f->move_sums[i] += f->moves[i];
}

static bool fit(struct arena *a, const struct fit_input *in, int orders, struct field *f) {
    struct sentence_space l = {0};
    struct order order;
    uint64_t seed = 7;
    memset(f->sums, 0, (size_t)ROWS * S * sizeof *f->sums);
    memset(f->move_sums, 0, sizeof f->move_sums);
    if (!list_samples(a, in, &order))
        return false;
    for (int training = 0; training < orders; training++) {
        clear_weights(f);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            bool is_home_alone = epoch >= EPOCHS - TUNED && in->n_texts > in->home;
            shuffle(&order, &seed);
            if (!pass(a, in, &order, is_home_alone ? in->home : 0, &l, &seed, f))
                return false;
            if (epoch >= EPOCHS - AVERAGED)
                add_to_sums(f);
        }
    }
    for (size_t i = 0; i < (size_t)ROWS * S; i++)
        f->weights[i] = f->sums[i] / (float)(AVERAGED * orders);
    for (int i = 0; i < S * S; i++)
        f->moves[i] = f->move_sums[i] / (float)(AVERAGED * orders);
    return true;
}

/* ---- the section -------------------------------------------------------------------------------
 */

static long rounded(float w, long limit) {
    long q = lroundf(w * NAME_SCALE);
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
    uint32_t head[4] = {NAME_BUCKET_BITS, (uint32_t)lists->n_gazetteer, (uint32_t)lists->n_words,
                        0};
    size_t moves_bytes = 2 * (S * S + 1);
    size_t list_bytes = 8 * (lists->n_gazetteer + lists->n_words);
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
    if (lists->n_words)
        memcpy(p, lists->words, 8 * lists->n_words);
    p += 8 * lists->n_words;
    for (size_t i = 0; i < (size_t)1 << NAME_BUCKET_BITS; i++)
        pack_bucket(f->weights + i * NAME_BUCKET_ROWS * S, p + i * NAME_BUCKET_BYTES);
    return (str){section, (uint32_t)size};
}

struct trainer {
    struct arena arena;
    struct text *texts; /* copies with peoples marked */
    size_t n_texts, home;
    struct name_lists lists;
    struct field field;
    struct name_memory **memories;
    uint8_t **read;
};

/* The lists as the reader sees them. */
static struct names_model lists_of(const struct trainer *t) {
    return (struct names_model){.gazetteer = t->lists.gazetteer,
                                .words = t->lists.words,
                                .n_gazetteer = (uint32_t)t->lists.n_gazetteer,
                                .n_words = (uint32_t)t->lists.n_words};
}

static bool train_field(struct trainer *t, int half, bool has_memory, str *section) {
    struct names_model lists = lists_of(t);
    struct fit_input in = {.texts = t->texts,
                           .n_texts = t->n_texts,
                           .home = t->home,
                           .half = half,
                           .memories = has_memory ? t->memories : NULL,
                           .read = has_memory ? t->read : NULL,
                           .lists = &lists};
    struct field *f = &t->field;
    if (!fit(&t->arena, &in, half < 0 ? ORDERS : 1, f))
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

static bool build_lists(struct trainer *t, const struct names_corpus *c, const struct text *raw,
                        size_t n_raw) {
    return name_gazetteer_build(&t->arena, c->known.items, c->known.n, &t->lists) &&
           name_casing_add(&t->arena, c->items, c->copies, raw, n_raw, &t->lists) &&
           name_mark_peoples(&t->arena, c->items, c->n, c->known.items, c->known.n, &t->texts);
}

hb_status train_names(const struct names_corpus *c, const struct text *raw, size_t n_raw,
                      struct model_writer *w, struct hb_error *err) {
    struct trainer t = {.arena = {.maximum = (size_t)4 << 30}, .n_texts = c->n, .home = c->home};
    t.field.weights = mem_zeroed((size_t)ROWS * S, sizeof(float));
    t.field.squares = mem_zeroed((size_t)ROWS * S, sizeof(float));
    t.field.sums = mem_zeroed((size_t)ROWS * S, sizeof(float));
    t.memories = ARENA_NEW(&t.arena, struct name_memory *, c->n + 1);
    t.read = ARENA_NEW(&t.arena, uint8_t *, c->n + 1);
    hb_status status = name_clusters_build(&t.arena, c->vectors, &t.lists, err);
    if (status != HB_OK)
        goto out;
    str section;
    bool is_good = t.field.weights && t.field.squares && t.field.sums && t.memories && t.read &&
                   build_lists(&t, c, raw, n_raw) && train_field(&t, 0, false, &section) &&
                   read_half(&t, section, 1) && train_field(&t, 1, false, &section) &&
                   read_half(&t, section, 0) && train_field(&t, -1, true, &section);
    struct names_model lists = lists_of(&t);
    if (!is_good || !model_writer_add(w, "names", section.p, section.n) ||
        !train_name_net(t.texts, c->n, c->home, &lists, w))
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory to train names");
out:
    mem_free(t.field.weights);
    mem_free(t.field.squares);
    mem_free(t.field.sums);
    arena_free(&t.arena);
    return status;
}
