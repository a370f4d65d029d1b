/* coref_train MODEL KNOWLEDGE < reports: learns the weights of coref.tsv and prints the table.
 * A report is a line {"text": …, "mentions": [[chain, begin, end], …]} with bytes of the text; a
 * candidate is right where it heads a mention of the pronoun's chain. Log-linear ranking: the
 * likelihood that some right candidate is chosen (Denis and Baldridge, 2008), over trees as this
 * program finds them, by Adagrad with a pull to zero. Single-threaded, the same bytes each time;
 * passes × candidates × questions. */
#include "base/vec.h"
#include "code/coref/parts.h"
#include "code/says.h"
#include "ingest/ingest.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>

enum { LINE = 1 << 20, PASSES = 30 };
static const float rate = 0.1f, pull = 0.005f;

/* One candidate; the candidates of a pronoun lie side by side. */
struct example {
    struct coref_view view;
    bool is_right;
};
struct question {
    enum anaphor sort;
    uint32_t first, n; /* examples */
};
struct lessons {
    struct arena arena;
    struct {
        struct example *items;
        size_t n, capacity;
    } examples;
    struct {
        struct question *items;
        size_t n, capacity;
    } questions;
};

/* Heads of mentions: for a token the chains that it heads, as pairs. */
struct head {
    uint32_t token;
    json_int_t chain;
};
struct heads {
    struct head *items;
    size_t n, capacity;
};

/* The token in a span whose head lies outside it; NONE. */
static uint32_t head_of_span(const struct reading *r, uint32_t begin, uint32_t end) {
    for (uint32_t t = 0; t < r->n_tokens; t++) {
        if (r->tokens[t].begin < begin || r->tokens[t].end > end)
            continue;
        uint32_t head = r->tokens[t].head;
        if (head == NONE || r->tokens[head].begin < begin || r->tokens[head].end > end)
            return r->tokens[t].upos == UPOS_ADP ? NONE : t;
    }
    return NONE;
}

static bool find_heads(const struct reading *r, const json_t *mentions, struct heads *out) {
    for (size_t i = 0; i < json_array_size(mentions); i++) {
        const json_t *m = json_array_get(mentions, i);
        struct head one = {.chain = json_integer_value(json_array_get(m, 0))};
        one.token = head_of_span(r, (uint32_t)json_integer_value(json_array_get(m, 1)),
                                 (uint32_t)json_integer_value(json_array_get(m, 2)));
        if (one.token != NONE && !VEC_PUSH(r->arena, out, one))
            return false;
    }
    return true;
}

static bool share_chain(const struct heads *h, uint32_t x, uint32_t y) {
    for (size_t i = 0; i < h->n; i++)
        for (size_t k = 0; h->items[i].token == x && k < h->n; k++)
            if (h->items[k].token == y && h->items[k].chain == h->items[i].chain)
                return true;
    return false;
}

/* A pronoun none of whose candidates is right teaches nothing. */
static bool learn_pronoun(const struct reading *r, const struct anaphora *a, const struct heads *h,
                          struct lessons *out) {
    struct question q = {coref_sort(a), (uint32_t)out->examples.n, a->n};
    bool has_right = false;
    for (uint32_t i = 0; i < a->n; i++) {
        struct example one = {.is_right = share_chain(h, a->token, a->candidates[i])};
        coref_describe(r, a, i, &one.view);
        has_right |= one.is_right;
        if (!VEC_PUSH(&out->arena, &out->examples, one))
            return false;
    }
    return !has_right || VEC_PUSH(&out->arena, &out->questions, q);
}

static bool learn_report(struct reading *r, const json_t *mentions, struct lessons *out) {
    struct heads heads = {0};
    struct anaphora a;
    if (!says_quotes(r) || !who_prepare(r) || !find_heads(r, mentions, &heads))
        return false;
    for (uint32_t t = 0; t < r->n_tokens; t++)
        if (coref_begin(r, t, &a) && coref_is_learned(&a) && !learn_pronoun(r, &a, &heads, out))
            return false;
    return true;
}

static hb_status read_line(const struct coder *c, const char *line, struct arena *a,
                           struct lessons *out, struct hb_error *err) {
    json_t *record = json_loads(line, 0, NULL);
    struct report report = {.text = str_from(json_string_value(json_object_get(record, "text"))),
                            .date = DATE_NONE};
    struct lang_span span = {0, report.text.n, 0};
    struct text text;
    struct reading r;
    hb_status status = lang_read(c->model, report.text, &span, 1, &c->limits, a, &text, err);
    if (status == HB_OK && (!reading_begin(&r, c, &report, &text, a) ||
                            !learn_report(&r, json_object_get(record, "mentions"), out)))
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for the report");
    json_decref(record);
    return status;
}

/* Weights and the squares of their gradients so far. */
struct learner {
    struct anaphora_weights weights, squares;
};

static void step(struct learner *l, const struct coref_view *v, float gradient) {
    for (uint32_t q = 0; q < ANAPHORA_QUESTIONS; q++) {
        if (v->answer[q] == ANSWER_NONE)
            continue;
        float *w = &l->weights.of[q][v->answer[q]], *s = &l->squares.of[q][v->answer[q]];
        float g = gradient - pull * *w;
        *s += g * g;
        *w += rate * g / (sqrtf(*s) + 1e-6f);
    }
}

/* One step up the likelihood of the right candidates of a pronoun. */
static void learn_question(struct learner *l, const struct example *x, uint32_t n) {
    float score[COREF_CANDIDATES], most = -1e9f, all = 0, right = 0;
    for (uint32_t i = 0; i < n; i++) {
        score[i] = coref_weigh(&l->weights, &x[i].view);
        most = score[i] > most ? score[i] : most;
    }
    for (uint32_t i = 0; i < n; i++) {
        score[i] = expf(score[i] - most);
        all += score[i];
        right += x[i].is_right ? score[i] : 0;
    }
    for (uint32_t i = 0; i < n; i++)
        step(l, &x[i].view, (x[i].is_right ? score[i] / fmaxf(right, 1e-9f) : 0) - score[i] / all);
}

static void print_table(const struct learner *l) {
    for (uint32_t q = 0; q < ANAPHORA_QUESTIONS; q++)
        for (uint32_t i = 0; i < ANAPHORA_ANSWERS; i++) {
            str name = anaphora_answer_name((enum anaphora_question)q, i);
            if (!name.p)
                break;
            printf("%s=%.*s", anaphora_question_name((enum anaphora_question)q), (int)name.n,
                   name.p);
            for (int s = 0; s < ANAPHOR_COUNT; s++)
                printf("\t%.2f", (double)l[s].weights.of[q][i]);
            putchar('\n');
        }
}

/* Of what GUM has next to no example, grammar's own word is where the learning starts. */
static void begin(struct learner *l) {
    enum { ANSWERED = 1 };
    for (int s = 0; s < ANAPHOR_COUNT; s++)
        l[s].weights.of[ASK_ANSWER][ANSWERED] = 2;
}

static void learn(const struct lessons *lessons, struct learner *l) {
    begin(l);
    for (int pass = 0; pass < PASSES; pass++)
        for (size_t i = 0; i < lessons->questions.n; i++) {
            const struct question *q = &lessons->questions.items[i];
            learn_question(&l[q->sort], &lessons->examples.items[q->first], q->n);
        }
}

int main(int argc, char **argv) {
    static char line[LINE];
    static struct learner learners[ANAPHOR_COUNT];
    struct hb_error err = {0};
    struct lang_model *model = NULL;
    struct know *know = NULL;
    struct arena arena = {.maximum = (size_t)1 << 30};
    struct lessons lessons = {0};
    if (argc != 3 || lang_model_open(argv[1], &model, &err) != HB_OK ||
        know_open(argv[2], &know, &err) != HB_OK) {
        fprintf(stderr, "coref_train MODEL KNOWLEDGE < reports: %s\n", err.message);
        return 2;
    }
    struct coder coder = {.know = know, .model = model, .limits = limits_default()};
    hb_status status = HB_OK;
    while (status == HB_OK && fgets(line, sizeof line, stdin)) {
        status = read_line(&coder, line, &arena, &lessons, &err);
        arena_reset(&arena);
    }
    if (status == HB_OK) {
        learn(&lessons, learners);
        print_table(learners);
    } else {
        fprintf(stderr, "coref_train: %s\n", err.message);
    }
    arena_free(&lessons.arena);
    arena_free(&arena);
    know_close(know);
    lang_model_close(model);
    return status == HB_OK ? 0 : 2;
}
