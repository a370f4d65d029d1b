/* Trains the network of names: the conditional likelihood of the gold states in a chain over its
 * scores, by Adam at a rate that falls to nothing. The sets are small, so much is hidden from it:
 * words by their rarity, any row of a token, numbers of the input and of the output. Apart from the
 * chain over hashed features, so that each has its own errors. Some two seconds a pass for 600,000
 * tokens. */
#include "base/alloc.h"
#include "base/map.h"
#include "lang/name_lattice.h"
#include "lang/name_net.h"
#include "lang/name_train.h"
#include "lang/train_net.h"

#include <math.h>

enum { PASSES = 14, HOME_PASSES = 10 /* the last ones, over the home texts */, BATCH = 8 };
static const float RATE = 0.002f, DROP_INPUT = 0.3f, DROP_OUTPUT = 0.3f, DROP_ROW = 0.25f,
                   HIDE_WORD = 2.0f;

struct place {
    uint32_t text, sentence;
};

struct learner {
    const struct text *texts;
    const struct names_model *lists;
    struct net_values weights;
    struct net_rows rows;
    struct net_adam adam;
    struct net_trace trace;
    struct name_lattice lattice;
    uint64_t random;
    struct place *places; /* [n_places] */
    size_t n_places, n_home;
    struct name_view *views;        /* [longest + 4] */
    uint32_t (*inputs)[NET_INPUTS]; /* [longest] */
    float (*scores)[NAME_NET_OUT];  /* [longest]; their gradients after a run */
    float *kept;                    /* [longest][NET_WIDTH] which outputs, and how much */
    float *turned;                  /* [NET_ENCODER_SIZE] the encoder transposed */
    float turned_out[NAME_NET_OUT][NET_WIDTH]; /* the output layer transposed */
};

static void look(struct learner *l, const struct token *tokens, uint32_t n) {
    const struct net_table words = {
        .words = l->rows.words, .word_mask = l->rows.word_mask, .n_rows = l->rows.n};
    name_views(l->lists, tokens, n, l->views);
    name_net_inputs(&words, l->views, n, name_is_shouted(tokens, n), l->inputs);
    for (uint32_t i = 0; i < n; i++) {
        l->lattice.gold[i] = name_gold_state(&tokens[i]);
        net_rows_hide(&l->rows, HIDE_WORD, &l->random, &l->inputs[i][0]);
        for (int k = 0; k < NET_INPUTS; k++)
            if (net_uniform(&l->random) < DROP_ROW)
                l->inputs[i][k] = 0;
    }
}

static void run_forward(struct learner *l, uint32_t n) {
    const float *w = l->weights.values;
    float *out = l->trace.outputs[NET_LAYERS] + NET_REACH * NET_WIDTH;
    net_forward(w, &l->rows, l->inputs, n, DROP_INPUT, &l->random, &l->trace);
    for (size_t i = 0; i < (size_t)n * NET_WIDTH; i++) {
        l->kept[i] = net_uniform(&l->random) < DROP_OUTPUT ? 0.0f : 1.0f / (1.0f - DROP_OUTPUT);
        out[i] *= l->kept[i];
    }
    for (uint32_t i = 0; i < n; i++)
        memcpy(l->scores[i], w + NAME_NET_AT_BIAS, sizeof l->scores[i]);
    net_multiply(out, NET_WIDTH, n, NET_WIDTH, w + NAME_NET_AT_OUT, NAME_NET_OUT, &l->scores[0][0],
                 NAME_NET_OUT);
    for (uint32_t i = 0; i < n; i++)
        memcpy(l->lattice.scores[i], l->scores[i], sizeof l->lattice.scores[i]);
    name_lattice_run(&l->lattice, n, w + NAME_NET_AT_MOVES);
}

/* Leaves the gradients of the scores in their place, adds those of the moves. */
static void run_lattice_backward(struct learner *l, uint32_t n) {
    float missed[NAME_STATES], moves[NAME_STATES * NAME_STATES];
    memset(l->scores, 0, n * sizeof *l->scores);
    for (uint32_t i = 0; i < n; i++) {
        name_lattice_missed(&l->lattice, i, missed);
        for (int y = 0; y < NAME_STATES; y++)
            l->scores[i][y] = -missed[y];
    }
    name_lattice_missed_moves(&l->lattice, n, moves);
    for (int k = 0; k < NAME_STATES * NAME_STATES; k++)
        l->weights.gradients[NAME_NET_AT_MOVES + k] -= moves[k];
}

static void run_backward(struct learner *l, uint32_t n) {
    const size_t edge = (size_t)NET_REACH * NET_WIDTH, all = (size_t)n * NET_WIDTH;
    float *gradients = l->weights.gradients;
    const float *out = l->trace.outputs[NET_LAYERS] + edge;
    float *back = l->trace.back;
    net_transpose(out, n, NET_WIDTH, l->trace.turned);
    net_multiply(l->trace.turned, n, NET_WIDTH, n, &l->scores[0][0], NAME_NET_OUT,
                 gradients + NAME_NET_AT_OUT, NAME_NET_OUT);
    for (uint32_t i = 0; i < n; i++)
        net_add(gradients + NAME_NET_AT_BIAS, l->scores[i], NAME_NET_OUT);
    memset(back, 0, (all + 2 * edge) * sizeof *back);
    net_multiply(&l->scores[0][0], NAME_NET_OUT, n, NAME_NET_OUT, &l->turned_out[0][0], NET_WIDTH,
                 back + edge, NET_WIDTH);
    for (size_t i = 0; i < all; i++)
        back[edge + i] *= l->kept[i];
    net_backward(gradients, l->turned, &l->rows, l->inputs, n, &l->trace);
}

static void turn(struct learner *l) {
    net_transpose_encoder(l->weights.values, l->turned);
    net_transpose(l->weights.values + NAME_NET_AT_OUT, NET_WIDTH, NAME_NET_OUT,
                  &l->turned_out[0][0]);
}

static void learn_sentence(struct learner *l, struct place at) {
    const struct text *t = &l->texts[at.text];
    const struct sentence *s = &t->sentences[at.sentence];
    const uint32_t n = s->last - s->first;
    look(l, t->tokens + s->first, n);
    run_forward(l, n);
    run_lattice_backward(l, n);
    run_backward(l, n);
}

static void learn(struct learner *l, size_t home) {
    const size_t all = l->n_places * (PASSES - HOME_PASSES) + l->n_home * HOME_PASSES;
    size_t done = 0;
    for (int pass = 0; pass < PASSES; pass++) {
        for (size_t i = l->n_places; i-- > 1;) {
            size_t k = (size_t)(net_random(&l->random) % (i + 1));
            struct place swap = l->places[i];
            l->places[i] = l->places[k];
            l->places[k] = swap;
        }
        for (size_t i = 0; i < l->n_places; i++) {
            if (pass >= PASSES - HOME_PASSES && l->places[i].text < home)
                continue;
            learn_sentence(l, l->places[i]);
            if (++done % BATCH && done < all)
                continue;
            net_adam_begin(&l->adam, RATE * (1.0f - (float)done / (float)(all + 1)));
            net_adam_step(&l->adam, &l->weights, 0, NAME_NET_SIZE);
            net_adam_step_rows(&l->adam, &l->rows);
            turn(l);
        }
    }
}

/* ---- beginning ---- */

static bool count_words(const struct text *texts, size_t n, struct map *out) {
    for (size_t k = 0; k < n; k++)
        for (uint32_t i = 0; i < texts[k].n_tokens; i++) {
            uint64_t key = name_net_key(name_word_hash(texts[k].tokens[i].form));
            uint32_t *count = map_put(out, (str){(const char *)&key, sizeof key}, 0);
            if (!count)
                return false;
            ++*count;
        }
    return true;
}

/* Lists the sentences with words; returns the length of the longest. */
static uint32_t find_places(struct learner *l, size_t n, size_t home) {
    uint32_t longest = 1;
    for (size_t k = 0; k < n; k++)
        for (uint32_t s = 0; s < l->texts[k].n_sentences; s++) {
            uint32_t length = l->texts[k].sentences[s].last - l->texts[k].sentences[s].first;
            longest = length > longest ? length : longest;
            if (length == 0)
                continue;
            l->places[l->n_places++] = (struct place){(uint32_t)k, s};
            l->n_home += k >= home;
        }
    return longest;
}

static bool make_room(struct learner *l, struct arena *a, size_t n, size_t home) {
    size_t n_sentences = 0;
    struct map counts = map_in(a);
    for (size_t k = 0; k < n; k++)
        n_sentences += l->texts[k].n_sentences;
    l->places = ARENA_NEW(a, struct place, n_sentences + 1);
    if (!l->places || !count_words(l->texts, n, &counts))
        return false;
    uint32_t longest = find_places(l, n, home);
    l->views = ARENA_NEW(a, struct name_view, (size_t)longest + 4);
    l->inputs = arena_array(a, longest, sizeof *l->inputs);
    l->scores = arena_array(a, longest, sizeof *l->scores);
    l->kept = ARENA_NEW(a, float, (size_t)longest *NET_WIDTH);
    l->turned = ARENA_NEW(a, float, NET_ENCODER_SIZE);
    return name_lattice_reserve(&l->lattice, a, longest) && net_trace_make(a, longest, &l->trace) &&
           !a->failed && net_values_make(&l->weights, NAME_NET_SIZE) &&
           net_rows_make(&l->rows, NAME_NET_WORDS, &counts, &l->random);
}

/* Uniform, as wide as the numbers of inputs and outputs ask for (Glorot and Bengio 2010). */
static void start(struct learner *l) {
    for (size_t k = 0; k < NET_LAYERS; k++)
        net_fill(l->weights.values + k * NET_LAYER_SIZE, (size_t)NET_WINDOW * NET_WIDTH,
                 sqrtf(6.0f / (NET_WINDOW + NET_WIDTH)), &l->random);
    net_fill(l->weights.values + NAME_NET_AT_OUT, (size_t)NET_WIDTH * NAME_NET_OUT,
             sqrtf(6.0f / (NET_WIDTH + NAME_NET_OUT)), &l->random);
    turn(l);
}

bool train_name_net(const struct text *texts, size_t n, size_t home,
                    const struct names_model *lists, struct model_writer *w) {
    struct arena arena = {.maximum = (size_t)2 << 30};
    struct learner l = {.texts = texts, .lists = lists, .random = 42};
    bool is_good = make_room(&l, &arena, n, home);
    if (is_good) {
        start(&l);
        learn(&l, home);
        is_good = net_add_section(w, "namenet", NAME_NET_MAGIC, &l.weights, NAME_NET_SIZE, &l.rows);
    }
    net_values_free(&l.weights);
    net_rows_free(&l.rows);
    arena_free(&arena);
    return is_good;
}
