/* Training the parser by a dynamic oracle with exploration (Goldberg and Nivre 2013): from the
 * second pass on the parser follows its own moves, and in each state every move that loses no
 * reachable gold arc counts as right. Two learners that see the sentences in different orders are
 * added up: each errs where the other need not. */
#include "base/alloc.h"
#include "base/vec.h"
#include "lang/parser.h"

#include <pthread.h>

enum { PARSER_FEATURES = 440000, PARSER_ENTRIES = 1500000, LEARNERS = 2, NOWHERE = 0xFFFFFFFF };

struct gold_tree {
    const uint32_t *heads; /* [n] within the sentence; n: the root */
    const uint8_t *labels;
};

static uint64_t next_random(uint64_t *state) {
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* Gold arcs that each kind of move makes unreachable: cost[0] shift, [1] left, [2] right. */
static void costs(const struct parse_state *s, const struct gold_tree *g, int cost[3]) {
    uint32_t b = s->next;
    cost[0] = cost[1] = cost[2] = 0;
    if (can_shift(s))
        for (uint32_t k = 0; k < s->depth; k++) {
            uint32_t x = s->stack[k];
            cost[0] += g->heads[x] == b; /* b would take x from the buffer's front */
            cost[0] += k + 1 < s->depth && g->heads[b] == x; /* b's head lies deeper than the top */
        }
    if (s->depth == 0)
        return;
    uint32_t top = s->stack[s->depth - 1], below = s->depth > 1 ? s->stack[s->depth - 2] : NOWHERE;
    int lost_children = 0, head_in_buffer = 0;
    for (uint32_t k = b; k < s->n; k++) {
        lost_children += g->heads[k] == top;
        head_in_buffer += k != b && g->heads[top] == k;
    }
    head_in_buffer += b != s->n && g->heads[top] == s->n; /* the root, last in the buffer */
    cost[1] = lost_children + head_in_buffer + (below != NOWHERE && g->heads[top] == below);
    cost[2] = lost_children + head_in_buffer + (g->heads[top] == b);
}

static bool is_possible(const struct parse_state *s, int kind) {
    return kind == 0 ? can_shift(s) : kind == 1 ? can_left(s) : can_right(s);
}

/* The right label of an arc that is gold; -1 where the arc is not. */
static int gold_label(const struct parse_state *s, const struct gold_tree *g, int kind) {
    uint32_t child = s->stack[s->depth - 1], head = kind == 1 ? s->next : s->stack[s->depth - 2];
    return g->heads[child] == head ? g->labels[child] : -1;
}

static int kind_of(uint32_t c) {
    return c == 0 ? 0 : c <= DEP_COUNT ? 1 : 2;
}

/* The best class among those allowed by `zero_only` (the right ones) or all possible. */
static uint32_t choose(const struct parse_state *s, const struct gold_tree *g, const float *scores,
                       const int cost[3], bool zero_only) {
    uint32_t best = NOWHERE;
    int least = 1 << 30;
    for (int kind = 0; kind < 3; kind++)
        if (is_possible(s, kind) && cost[kind] < least)
            least = cost[kind];
    for (uint32_t c = 0; c < PARSE_CLASSES; c++) {
        int kind = kind_of(c);
        if (!is_possible(s, kind))
            continue;
        if (zero_only) {
            if (cost[kind] > least)
                continue;
            int label = kind ? gold_label(s, g, kind) : -1;
            int own = kind == 1 ? (int)c - 1 : (int)c - 1 - DEP_COUNT;
            if (kind && label >= 0 && own != label)
                continue;
        }
        if (best == NOWHERE || scores[c] > scores[best])
            best = c;
    }
    return best;
}

static void learn_sentence(struct linear_trainer *p, struct parse_state *s,
                           const struct node_view *views, uint32_t n, const struct gold_tree *g,
                           bool explores, uint64_t *random) {
    parse_state_begin(s, n);
    while (!parse_state_is_final(s)) {
        uint64_t features[PARSE_FEATURES];
        float scores[LINEAR_CLASSES];
        int cost[3];
        uint32_t k = parser_features(s, views, features);
        linear_trainer_score(p, features, k, scores);
        costs(s, g, cost);
        uint32_t guess = choose(s, g, scores, cost, false),
                 right = choose(s, g, scores, cost, true);
        linear_trainer_update(p, features, k, right, guess);
        linear_trainer_tick(p);
        bool follows = explores && next_random(random) % 10 < 9;
        parse_state_apply(s, follows ? guess : right);
    }
}

struct place {
    uint32_t document, sentence;
};

/* One learner: its own order of sentences and its own weights. */
struct learner {
    const struct conllu *documents;
    size_t n;
    uint32_t passes;
    uint64_t seed;
    struct arena arena;
    struct {
        struct place *items;
        size_t n, capacity;
    } places;
    struct linear_trainer *trainer; /* owned */
    bool is_good;
};

static uint32_t collect_places(struct learner *l) {
    uint32_t longest = 0;
    for (size_t d = 0; d < l->n; d++)
        for (uint32_t i = 0; i < l->documents[d].text.n_sentences; i++) {
            const struct sentence *x = &l->documents[d].text.sentences[i];
            longest = x->last - x->first > longest ? x->last - x->first : longest;
            l->is_good =
                l->is_good && VEC_PUSH(&l->arena, &l->places, ((struct place){(uint32_t)d, i}));
        }
    return longest;
}

static void shuffle(struct place *items, size_t n, uint64_t *random) {
    for (size_t i = n; i-- > 1;) {
        size_t k = (size_t)(next_random(random) % (i + 1));
        struct place swap = items[i];
        items[i] = items[k];
        items[k] = swap;
    }
}

static void *run_learner(void *context) {
    struct learner *l = context;
    l->is_good = true;
    uint32_t longest = collect_places(l);
    struct parse_state s;
    struct node_view *views = ARENA_NEW(&l->arena, struct node_view, longest + 2);
    uint32_t *heads = ARENA_NEW(&l->arena, uint32_t, longest + 2);
    uint8_t *labels = ARENA_NEW(&l->arena, uint8_t, longest + 2);
    l->trainer = linear_trainer_new(PARSE_CLASSES);
    l->is_good = l->is_good && views && heads && labels && l->trainer &&
                 parse_state_make(&l->arena, longest, &s);
    uint64_t random = l->seed;
    for (uint32_t pass = 0; l->is_good && pass < l->passes; pass++) {
        shuffle(l->places.items, l->places.n, &random);
        for (size_t i = 0; i < l->places.n; i++) {
            const struct text *x = &l->documents[l->places.items[i].document].text;
            const struct sentence *y = &x->sentences[l->places.items[i].sentence];
            const struct token *tokens = x->tokens + y->first;
            uint32_t m = y->last - y->first;
            for (uint32_t k = 0; k < m; k++) {
                heads[k] = tokens[k].head == TOKEN_NONE ? m : tokens[k].head - y->first;
                labels[k] = tokens[k].head == TOKEN_NONE ? DEP_root : tokens[k].deprel;
            }
            node_views_make(tokens, m, views);
            learn_sentence(l->trainer, &s, views, m, &(struct gold_tree){heads, labels}, pass > 0,
                           &random);
        }
    }
    return NULL;
}

hb_status train_parser(struct conllu *documents, size_t n, uint32_t passes, struct model_writer *w,
                       struct hb_error *err) {
    struct learner learners[LEARNERS] = {0};
    pthread_t threads[LEARNERS];
    void *image = NULL;
    size_t size = 0;
    bool is_good = true;
    for (int i = 0; i < LEARNERS; i++) {
        learners[i] = (struct learner){
            .documents = documents, .n = n, .passes = passes, .seed = 7 + 4 * (uint64_t)i};
        learners[i].arena.maximum = (size_t)4 << 30;
        if (pthread_create(&threads[i], NULL, run_learner, &learners[i]) != 0)
            return error_set(err, HB_ERR_SYSTEM, 0, "cannot start a thread");
    }
    for (int i = 0; i < LEARNERS; i++) {
        pthread_join(threads[i], NULL);
        is_good = is_good && learners[i].is_good;
        if (i > 0 && is_good)
            is_good = linear_trainer_join(learners[0].trainer, learners[i].trainer);
    }
    is_good = is_good &&
              linear_trainer_finish(learners[0].trainer, PARSER_FEATURES, PARSER_ENTRIES, &image,
                                    &size) &&
              model_writer_add(w, "parser", image, size);
    mem_free(image);
    for (int i = 0; i < LEARNERS; i++) {
        linear_trainer_free(learners[i].trainer);
        arena_free(&learners[i].arena);
    }
    return is_good ? HB_OK : error_set(err, HB_ERR_MEMORY, 0, "no memory to train the parser");
}
