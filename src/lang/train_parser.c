/* Training the parser by a dynamic oracle with exploration (Goldberg and Nivre 2013): after the
 * first half pass the parser follows its own moves, and in each state every move that loses no
 * reachable gold arc counts as right. The loss is the logarithm of what the right moves get
 * together, and of the gold relation's share where an arc is gold. Steps of Adam over a few
 * sentences, at a rate that falls to nothing. Some ten seconds a pass for 400,000 tokens. */
#include "base/alloc.h"
#include "base/map.h"
#include "base/vec.h"
#include "lang/parser.h"
#include "lang/train_net.h"

#include <math.h>

enum { NOWHERE = 0xFFFFFFFF, BATCH = 8, WARMING = 2000 /* sentences until full steps */ };
static const float RATE = 0.002f, RATE_ON = 0.0003f, DROP_INPUT = 0.1f, DROP_HIDDEN = 0.1f,
                   HIDE_WORD = 0.25f;

struct gold_tree {
    const uint32_t *heads; /* [n] within the sentence; n: the root */
    const uint8_t *labels;
};

struct learner {
    struct net_values weights;
    float *turned; /* [PARSER_SIZE] the matrices transposed, each at its place */
    struct net_rows rows;
    struct net_adam adam;
    struct net_trace trace;
    uint64_t random;
    struct parse_state state;
    struct node_view *nodes;
    uint32_t (*inputs)[NET_INPUTS];
    uint32_t *heads;
    uint8_t *labels;
    float *across, *across_back;                 /* [longest + 2][PARSER_ACROSS] */
    struct parse_view *views;                    /* [moves] of one sentence */
    float *hidden, *hidden_back, *hidden_turned; /* [moves][PARSER_HIDDEN] */
    float *kinds, *left, *right; /* [moves][PARSER_KINDS or PARSER_LABELS] gradients of scores */
};

/* ---- the oracle ---- */

/* Gold arcs that each move makes unreachable. */
static void costs_of(const struct parse_state *s, const struct gold_tree *g, int cost[MOVE_COUNT]) {
    uint32_t b = s->next;
    cost[MOVE_SHIFT] = cost[MOVE_LEFT] = cost[MOVE_RIGHT] = 0;
    if (parse_state_allows(s, MOVE_SHIFT))
        for (uint32_t k = 0; k < s->depth; k++) {
            uint32_t x = s->stack[k];
            cost[MOVE_SHIFT] += g->heads[x] == b; /* b would take x from the buffer's front */
            cost[MOVE_SHIFT] +=
                k + 1 < s->depth && g->heads[b] == x; /* b's head lies deeper than the top */
        }
    if (s->depth == 0)
        return;
    uint32_t top = s->stack[s->depth - 1], below = s->depth > 1 ? s->stack[s->depth - 2] : NOWHERE;
    int lost_children = 0;
    for (uint32_t k = b; k < s->n; k++)
        lost_children += g->heads[k] == top;
    int lost = lost_children + (g->heads[top] > b); /* the root counts as the last of the buffer */
    cost[MOVE_LEFT] = lost + (below != NOWHERE && g->heads[top] == below);
    cost[MOVE_RIGHT] = lost + (g->heads[top] == b);
}

/* The relation of the arc that the move would make if that is gold; -1 if not. */
static int gold_label(const struct parse_state *s, const struct gold_tree *g,
                      enum parse_move move) {
    if (move == MOVE_SHIFT || !parse_state_allows(s, move))
        return -1;
    uint32_t child = s->stack[s->depth - 1],
             head = move == MOVE_LEFT ? s->next : s->stack[s->depth - 2];
    return g->heads[child] == head ? g->labels[child] : -1;
}

/* ---- one sentence ---- */

/* Scores become their gradients: the share of each among the allowed less its share among the right
 * ones. */
static void kind_gradient(float *scores, const bool *is_allowed, const bool *is_right, float top) {
    float all = 0.0f, right = 0.0f, share[MOVE_COUNT];
    for (int k = 0; k < MOVE_COUNT; k++) {
        share[k] = is_allowed[k] ? expf(scores[k] - top) : 0.0f;
        all += share[k];
        right += is_right[k] ? share[k] : 0.0f;
    }
    memset(scores, 0, PARSER_KINDS * sizeof *scores);
    for (int k = 0; k < MOVE_COUNT; k++)
        scores[k] = share[k] / all - (is_right[k] ? share[k] / right : 0.0f);
}

static void label_gradient(float *scores, int gold) {
    float top = scores[0], all = 0.0f;
    for (int k = 1; k < DEP_COUNT; k++)
        top = scores[k] > top ? scores[k] : top;
    for (int k = 0; k < DEP_COUNT; k++)
        all += scores[k] = expf(scores[k] - top);
    for (int k = 0; k < PARSER_LABELS; k++)
        scores[k] = k < DEP_COUNT ? scores[k] / all - (k == gold) : 0.0f;
}

static void score(const float *hidden, const float *weights, uint32_t n, float *out) {
    memcpy(out, weights + (size_t)PARSER_HIDDEN * n, n * sizeof *out);
    net_multiply(hidden, PARSER_HIDDEN, 1, PARSER_HIDDEN, weights, n, out, n);
}

static uint8_t best_label(const float *scores) {
    int best = 0;
    for (int k = 1; k < DEP_COUNT; k++)
        best = scores[k] > scores[best] ? k : best;
    return (uint8_t)best;
}

/* Chooses the move of state `at` and leaves the gradients of its scores. */
static void choose(struct learner *l, uint32_t at, const struct gold_tree *g, bool explores) {
    struct parse_state *s = &l->state;
    float *hidden = l->hidden + (size_t)at * PARSER_HIDDEN,
          *kinds = l->kinds + (size_t)at * PARSER_KINDS;
    float *labels[MOVE_COUNT] = {NULL, l->left + (size_t)at * PARSER_LABELS,
                                 l->right + (size_t)at * PARSER_LABELS};
    const float *w = l->weights.values;
    int cost[MOVE_COUNT], least = 1 << 30, guess = -1, right = -1;
    bool is_allowed[MOVE_COUNT], is_right[MOVE_COUNT];
    score(hidden, w + PARSER_AT_KINDS, PARSER_KINDS, kinds);
    costs_of(s, g, cost);
    for (int k = 0; k < MOVE_COUNT; k++) {
        is_allowed[k] = parse_state_allows(s, (enum parse_move)k);
        if (is_allowed[k] && cost[k] < least)
            least = cost[k];
    }
    for (int k = 0; k < MOVE_COUNT; k++) {
        is_right[k] = is_allowed[k] && cost[k] == least;
        if (is_allowed[k] && (guess < 0 || kinds[k] > kinds[guess]))
            guess = k;
        if (is_right[k] && (right < 0 || kinds[k] > kinds[right]))
            right = k;
    }
    enum parse_move move = (enum parse_move)(explores ? guess : right);
    kind_gradient(kinds, is_allowed, is_right, kinds[guess]);
    uint8_t label = 0;
    for (int k = MOVE_LEFT; k < MOVE_COUNT; k++) {
        int gold = gold_label(s, g, (enum parse_move)k);
        score(hidden, w + PARSER_AT_LABELS + (k == MOVE_RIGHT ? PARSER_LABELS_SIZE : 0),
              PARSER_LABELS, labels[k]);
        if ((int)move == k)
            label = gold >= 0 && !explores ? (uint8_t)gold : best_label(labels[k]);
        if (gold >= 0)
            label_gradient(labels[k], gold);
        else
            memset(labels[k], 0, PARSER_LABELS * sizeof(float));
    }
    parse_state_apply(s, move, label);
}

/* Follows the sentence to its end; returns how many moves it took. */
static uint32_t run_forward(struct learner *l, uint32_t n, const struct gold_tree *g,
                            bool explores) {
    const float *w = l->weights.values;
    uint32_t moves = 0;
    net_forward(w, &l->rows, l->inputs, n + 2, DROP_INPUT, &l->random, &l->trace);
    memset(l->across, 0, (size_t)(n + 2) * PARSER_ACROSS * sizeof(float));
    net_multiply(l->trace.outputs[NET_LAYERS] + NET_REACH * NET_WIDTH, NET_WIDTH, n + 2, NET_WIDTH,
                 w + PARSER_AT_PLACES, PARSER_ACROSS, l->across, PARSER_ACROSS);
    for (parse_state_begin(&l->state, n); !parse_state_is_final(&l->state); moves++) {
        float *hidden = l->hidden + (size_t)moves * PARSER_HIDDEN;
        parse_view_make(&l->state, l->nodes, &l->views[moves]);
        parser_hidden(w, l->across, &l->views[moves], hidden);
        for (int k = 0; k < PARSER_HIDDEN; k++)
            hidden[k] *= net_uniform(&l->random) < DROP_HIDDEN ? 0.0f : 1.0f / (1.0f - DROP_HIDDEN);
        choose(l, moves, g, explores);
    }
    return moves;
}

/* Gradients of one output layer; adds what its scores say of the hidden vectors. */
static void output_backward(struct learner *l, uint32_t moves, size_t at, uint32_t n,
                            const float *scores) {
    float *gradients = l->weights.gradients + at;
    net_multiply(l->hidden_turned, moves, PARSER_HIDDEN, moves, scores, n, gradients, n);
    for (uint32_t k = 0; k < moves; k++)
        net_add(gradients + (size_t)PARSER_HIDDEN * n, scores + (size_t)k * n, n);
    net_multiply(scores, n, moves, n, l->turned + at, PARSER_HIDDEN, l->hidden_back, PARSER_HIDDEN);
}

static void hidden_backward(struct learner *l, const struct parse_view *v, const float *hidden,
                            float *back) {
    float *gradients = l->weights.gradients;
    for (int k = 0; k < PARSER_HIDDEN; k++)
        back[k] = hidden[k] > 0.0f ? back[k] / (1.0f - DROP_HIDDEN) : 0.0f;
    net_add(gradients + PARSER_AT_BIAS, back, PARSER_HIDDEN);
    for (size_t k = 0; k < PARSER_PLACES; k++)
        net_add(l->across_back + (size_t)v->places[k] * PARSER_ACROSS + k * PARSER_HIDDEN, back,
                PARSER_HIDDEN);
    for (size_t k = 0; k < PARSER_MARKS; k++)
        net_add(gradients + PARSER_AT_TABLE + (size_t)v->marks[k] * PARSER_HIDDEN, back,
                PARSER_HIDDEN);
}

static void run_backward(struct learner *l, uint32_t n, uint32_t moves) {
    const uint32_t m = n + 2;
    const size_t edge = (size_t)NET_REACH * NET_WIDTH;
    struct net_trace *t = &l->trace;
    memset(l->hidden_back, 0, (size_t)moves * PARSER_HIDDEN * sizeof(float));
    memset(l->across_back, 0, (size_t)m * PARSER_ACROSS * sizeof(float));
    net_transpose(l->hidden, moves, PARSER_HIDDEN, l->hidden_turned);
    output_backward(l, moves, PARSER_AT_KINDS, PARSER_KINDS, l->kinds);
    output_backward(l, moves, PARSER_AT_LABELS, PARSER_LABELS, l->left);
    output_backward(l, moves, PARSER_AT_LABELS + PARSER_LABELS_SIZE, PARSER_LABELS, l->right);
    for (uint32_t k = 0; k < moves; k++)
        hidden_backward(l, &l->views[k], l->hidden + (size_t)k * PARSER_HIDDEN,
                        l->hidden_back + (size_t)k * PARSER_HIDDEN);
    net_transpose(t->outputs[NET_LAYERS] + edge, m, NET_WIDTH, t->turned);
    net_multiply(t->turned, m, NET_WIDTH, m, l->across_back, PARSER_ACROSS,
                 l->weights.gradients + PARSER_AT_PLACES, PARSER_ACROSS);
    memset(t->back, 0, ((size_t)m * NET_WIDTH + 2 * edge) * sizeof(float));
    net_multiply(l->across_back, PARSER_ACROSS, m, PARSER_ACROSS, l->turned + PARSER_AT_PLACES,
                 NET_WIDTH, t->back + edge, NET_WIDTH);
    net_backward(l->weights.gradients, l->turned, &l->rows, l->inputs, m, t);
}

static void learn_sentence(struct learner *l, const struct text *x, const struct sentence *y,
                           bool explores) {
    const struct token *tokens = x->tokens + y->first;
    const uint32_t n = y->last - y->first;
    const struct net_table words = {
        .words = l->rows.words, .word_mask = l->rows.word_mask, .n_rows = l->rows.n};
    for (uint32_t k = 0; k < n; k++) {
        l->heads[k] = tokens[k].head == TOKEN_NONE ? n : tokens[k].head - y->first;
        l->labels[k] = tokens[k].head == TOKEN_NONE ? DEP_root : tokens[k].deprel;
    }
    parser_inputs(&words, tokens, n, l->inputs);
    for (uint32_t k = 0; k < n; k++)
        net_rows_hide(&l->rows, HIDE_WORD, &l->random, &l->inputs[k][0]);
    node_views_make(tokens, n, l->nodes);
    uint32_t moves = run_forward(l, n, &(struct gold_tree){l->heads, l->labels}, explores);
    run_backward(l, n, moves);
}

/* ---- all of them ---- */

static void turn(struct learner *l) {
    const float *w = l->weights.values;
    net_transpose_encoder(w, l->turned);
    net_transpose(w + PARSER_AT_PLACES, NET_WIDTH, PARSER_ACROSS, l->turned + PARSER_AT_PLACES);
    net_transpose(w + PARSER_AT_KINDS, PARSER_HIDDEN, PARSER_KINDS, l->turned + PARSER_AT_KINDS);
    for (size_t k = 0; k < 2; k++) {
        size_t at = PARSER_AT_LABELS + k * PARSER_LABELS_SIZE;
        net_transpose(w + at, PARSER_HIDDEN, PARSER_LABELS, l->turned + at);
    }
}

static void step(struct learner *l, float rate) {
    net_adam_begin(&l->adam, rate);
    net_adam_step(&l->adam, &l->weights, 0, PARSER_SIZE);
    net_adam_step_rows(&l->adam, &l->rows);
    turn(l);
}

/* Uniform, as wide as the numbers of inputs and outputs ask for (Glorot and Bengio 2010). */
static void start(struct learner *l) {
    float *w = l->weights.values;
    const float wide = sqrtf(6.0f / (NET_WINDOW + NET_WIDTH)),
                outer = sqrtf(6.0f / (PARSER_HIDDEN + 112));
    for (size_t k = 0; k < NET_LAYERS; k++)
        net_fill(w + k * NET_LAYER_SIZE, (size_t)NET_WINDOW * NET_WIDTH, wide, &l->random);
    net_fill(w + PARSER_AT_PLACES, (size_t)NET_WIDTH * PARSER_ACROSS,
             sqrtf(6.0f / (NET_WIDTH * PARSER_PLACES + PARSER_HIDDEN)), &l->random);
    net_fill(w + PARSER_AT_TABLE, (size_t)PARSER_TABLE * PARSER_HIDDEN, 0.1f, &l->random);
    net_fill(w + PARSER_AT_KINDS, (size_t)PARSER_HIDDEN * PARSER_KINDS, outer, &l->random);
    for (size_t k = 0; k < 2; k++)
        net_fill(w + PARSER_AT_LABELS + k * PARSER_LABELS_SIZE,
                 (size_t)PARSER_HIDDEN * PARSER_LABELS, outer, &l->random);
    turn(l);
}

/* How often each word is seen. */
static bool count_words(const struct conllu *documents, size_t n, struct map *out) {
    for (size_t d = 0; d < n; d++)
        for (uint32_t i = 0; i < documents[d].text.n_tokens; i++) {
            struct word_view v;
            word_view_make(documents[d].text.tokens[i].form, false, &v);
            uint32_t *count = map_put(out, (str){(const char *)&v.lower, sizeof v.lower}, 0);
            if (!count)
                return false;
            ++*count;
        }
    return true;
}

static bool learner_make(struct learner *l, struct arena *a, uint32_t longest,
                         const struct conllu *documents, size_t n,
                         const struct parser_member *from) {
    size_t m = (size_t)longest + 2, moves = 2 * m;
    l->turned = ARENA_NEW(a, float, PARSER_SIZE);
    l->nodes = ARENA_NEW(a, struct node_view, m);
    l->inputs = arena_array(a, m, sizeof *l->inputs);
    l->heads = ARENA_NEW(a, uint32_t, m);
    l->labels = ARENA_NEW(a, uint8_t, m);
    l->across = ARENA_NEW(a, float, m *PARSER_ACROSS);
    l->across_back = ARENA_NEW(a, float, m *PARSER_ACROSS);
    l->views = ARENA_NEW(a, struct parse_view, moves);
    l->hidden = ARENA_NEW(a, float, moves *PARSER_HIDDEN);
    l->hidden_back = ARENA_NEW(a, float, moves *PARSER_HIDDEN);
    l->hidden_turned = ARENA_NEW(a, float, moves *PARSER_HIDDEN);
    l->kinds = ARENA_NEW(a, float, moves *PARSER_KINDS);
    l->left = ARENA_NEW(a, float, moves *PARSER_LABELS);
    l->right = ARENA_NEW(a, float, moves *PARSER_LABELS);
    bool is_good =
        net_trace_make(a, longest + 2, &l->trace) && parse_state_make(a, longest, &l->state);
    struct map counts = map_in(a);
    is_good = is_good && net_values_make(&l->weights, PARSER_SIZE) && !a->failed &&
              count_words(documents, n, &counts);
    if (!is_good || !from)
        return is_good && net_rows_make(&l->rows, NET_ROW_WORDS, &counts, &l->random);
    memcpy(l->weights.values, from->weights, PARSER_SIZE * sizeof(float));
    return net_rows_take(&l->rows, NET_ROW_WORDS, &from->table, &counts);
}

struct place {
    uint32_t document, sentence;
};
struct places {
    struct place *items;
    size_t n, capacity;
};

/* Steps fall to nothing; who learns on begins with small ones, since Adam does not know yet how
 * steep it is. */
static float rate_at(size_t done, size_t all, bool learns_on) {
    float left = 1.0f - (float)done / (float)(all + 1);
    if (!learns_on)
        return RATE * left;
    return RATE_ON * left * (done < WARMING ? (float)done / WARMING : 1.0f);
}

static void learn(struct learner *l, const struct conllu *documents, struct places *places,
                  uint32_t passes, bool learns_on) {
    const size_t all = places->n * passes;
    size_t done = 0;
    for (uint32_t pass = 0; pass < passes; pass++) {
        for (size_t i = places->n; i-- > 1;) {
            size_t k = (size_t)(net_random(&l->random) % (i + 1));
            struct place swap = places->items[i];
            places->items[i] = places->items[k];
            places->items[k] = swap;
        }
        for (size_t i = 0; i < places->n; i++) {
            const struct text *x = &documents[places->items[i].document].text;
            learn_sentence(l, x, &x->sentences[places->items[i].sentence],
                           learns_on || pass > 0 || i > places->n / 2);
            if (++done % BATCH == 0 || done == all)
                step(l, rate_at(done, all, learns_on));
        }
    }
}

hb_status train_parser(struct conllu *documents, size_t n, uint32_t passes, uint32_t member,
                       const struct parser_member *from, struct model_writer *w,
                       struct hb_error *err) {
    struct arena arena = {.maximum = (size_t)4 << 30};
    struct places places = {0};
    struct learner l = {.random = 42 + member};
    uint32_t longest = 0;
    bool is_good = true;
    for (size_t d = 0; d < n; d++)
        for (uint32_t i = 0; i < documents[d].text.n_sentences; i++) {
            const struct sentence *x = &documents[d].text.sentences[i];
            longest = x->last - x->first > longest ? x->last - x->first : longest;
            is_good = is_good && VEC_PUSH(&arena, &places, ((struct place){(uint32_t)d, i}));
        }
    is_good = is_good && learner_make(&l, &arena, longest, documents, n, from);
    if (is_good) {
        if (from)
            turn(&l);
        else
            start(&l);
        learn(&l, documents, &places, passes, from != NULL);
        is_good = net_add_section(w, parser_section(member), PARSER_MAGIC, &l.weights, PARSER_SIZE,
                                  &l.rows);
    }
    net_values_free(&l.weights);
    net_rows_free(&l.rows);
    arena_free(&arena);
    return is_good ? HB_OK : error_set(err, HB_ERR_MEMORY, 0, "no memory to train the parser");
}
