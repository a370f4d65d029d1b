/* The parser is a greedy arc-hybrid transition system whose moves a small neural network chooses
 * (Chen and Manning 2014, over vectors of words in their context as in Kiperwasser and Goldberg
 * 2016). A state is the sum of what its tokens add, each in its place, and of table rows for
 * relations, distances and counts; so the costly product with the weights is made once a token and
 * not once a move. One layer decides the move, another the relation of an arc. Some five
 * microseconds a token; greedy, so that an early mistake may pull others along. */
#include "lang/parser.h"

enum { NOWHERE = 0xFFFFFFFF, LONGEST_KEPT = 512 };

const char *parser_section(uint32_t member) {
    static const char *const names[PARSER_MEMBERS] = {"parser", "parser2", "parser3"};
    return names[member];
}

bool parser_open(const struct model_file *m, struct parser *out, struct hb_error *err) {
    static const struct net_shape shape = {PARSER_MAGIC, PARSER_SIZE, NET_ROW_WORDS};
    out->n_members = 0;
    for (uint32_t k = 0; k < PARSER_MEMBERS; k++) {
        str section = model_file_section(m, parser_section(k));
        struct parser_member *p = &out->members[k];
        if (k > 0 && section.n == 0)
            break;
        if (!net_open(section, &shape, &p->weights, &p->table)) {
            error_set(err, HB_ERR_INPUT, 0, "the model's parser is missing or damaged");
            return false;
        }
        out->n_members++;
    }
    return true;
}

/* ---- the state ---- */

bool parse_state_make(struct arena *a, uint32_t n, struct parse_state *out) {
    size_t m = (size_t)n + 2;
    *out = (struct parse_state){.stack = ARENA_NEW(a, uint32_t, m),
                                .heads = ARENA_NEW(a, uint32_t, m),
                                .labels = ARENA_NEW(a, uint8_t, m),
                                .left = arena_array(a, m, sizeof *out->left),
                                .right = arena_array(a, m, sizeof *out->right),
                                .n_left = ARENA_NEW(a, uint8_t, m),
                                .n_right = ARENA_NEW(a, uint8_t, m)};
    return !a->failed;
}

void parse_state_begin(struct parse_state *s, uint32_t n) {
    s->n = n;
    s->next = s->depth = 0;
    for (uint32_t i = 0; i <= n; i++) {
        s->heads[i] = NOWHERE;
        s->labels[i] = DEP_dep;
        s->left[i][0] = s->left[i][1] = s->right[i][0] = s->right[i][1] = NOWHERE;
        s->n_left[i] = s->n_right[i] = 0;
    }
}

bool parse_state_is_final(const struct parse_state *s) {
    return s->next == s->n && s->depth == 0;
}

/* The root may take only the last word on the stack, so that there is one. */
bool parse_state_allows(const struct parse_state *s, enum parse_move move) {
    if (move == MOVE_SHIFT)
        return s->next < s->n;
    return move == MOVE_LEFT ? s->depth > 0 && (s->next < s->n || s->depth == 1) : s->depth > 1;
}

static void attach(struct parse_state *s, uint32_t head, uint32_t child, uint8_t label) {
    uint32_t *edge = child < head ? s->left[head] : s->right[head];
    uint8_t *count = child < head ? &s->n_left[head] : &s->n_right[head];
    s->heads[child] = head;
    s->labels[child] = label;
    edge[1] = edge[0];
    edge[0] = child;
    if (*count < 255)
        ++*count;
}

void parse_state_apply(struct parse_state *s, enum parse_move move, uint8_t label) {
    if (move == MOVE_SHIFT) {
        s->stack[s->depth++] = s->next++;
        return;
    }
    uint32_t child = s->stack[--s->depth];
    attach(s, move == MOVE_LEFT ? s->next : s->stack[s->depth - 1], child, label);
}

/* ---- what the network reads ---- */

void node_views_make(const struct token *tokens, uint32_t n, struct node_view *views) {
    struct node_view v = {0, 0, 0};
    for (uint32_t i = 0; i < n; i++) {
        enum upos upos = (enum upos)tokens[i].upos;
        views[i] = v;
        v.commas = (uint16_t)(v.commas + (upos == UPOS_PUNCT));
        v.verbs = (uint16_t)(v.verbs + (upos == UPOS_VERB));
        v.links = (uint16_t)(v.links + (upos == UPOS_CCONJ || upos == UPOS_SCONJ));
    }
    views[n] = v; /* the root */
}

static uint16_t few(uint32_t n, uint32_t most) {
    return (uint16_t)(n < most ? n : most);
}

static uint16_t distance(uint32_t d) {
    return d > 20 ? 8 : d > 10 ? 7 : d > 5 ? 6 : (uint16_t)d;
}

/* Twelve numbers below PARSER_NUMBER_VALUES; 9 where there is no token to count at. */
static void numbers_of(const struct parse_state *s, const struct node_view *views, uint32_t i0,
                       uint32_t i1, uint16_t *out) {
    uint32_t j0 = s->next;
    const struct node_view *b = &views[j0], *x = i0 == NOWHERE ? NULL : &views[i0],
                           *y = i1 == NOWHERE ? NULL : &views[i1];
    uint16_t k = 0;
    out[k++] = x ? distance(j0 - i0) : 0;
    out[k++] = y ? distance(i0 - i1) : 0;
    out[k++] = x ? few(s->n_left[i0], 5) : 9;
    out[k++] = x ? few(s->n_right[i0], 5) : 9;
    out[k++] = few(s->n_left[j0], 5);
    out[k++] = y ? few(s->n_right[i1], 5) : 9;
    out[k++] = x ? few((uint16_t)(b->commas - x->commas), 4) : 9;
    out[k++] = x ? few((uint16_t)(b->verbs - x->verbs), 4) : 9;
    out[k++] = x ? few((uint16_t)(b->links - x->links), 4) : 9;
    out[k++] = y ? few((uint16_t)(x->commas - y->commas), 4) : 9;
    out[k++] = few(s->depth, 5);
    out[k++] = few(s->n - j0, 5);
}

void parse_view_make(const struct parse_state *s, const struct node_view *views,
                     struct parse_view *out) {
    uint32_t i0 = s->depth > 0 ? s->stack[s->depth - 1] : NOWHERE,
             i1 = s->depth > 1 ? s->stack[s->depth - 2] : NOWHERE;
    uint32_t i2 = s->depth > 2 ? s->stack[s->depth - 3] : NOWHERE, j0 = s->next,
             j1 = j0 < s->n ? j0 + 1 : NOWHERE;
    static const uint32_t nobody[2] = {NOWHERE, NOWHERE};
    const uint32_t *l0 = i0 == NOWHERE ? nobody : s->left[i0],
                   *r0 = i0 == NOWHERE ? nobody : s->right[i0];
    const uint32_t *l1 = i1 == NOWHERE ? nobody : s->left[i1],
                   *r1 = i1 == NOWHERE ? nobody : s->right[i1];
    const uint32_t *lb = s->left[j0];
    const uint32_t places[PARSER_PLACES] = {i0, i1, i2, j0, j1, r0[0], lb[0], l0[0], r1[0]};
    const uint32_t labels[PARSER_LABEL_SLOTS] = {l0[0], r0[0], l1[0], r1[0],
                                                 lb[0], l0[1], r0[1], lb[1]};
    uint16_t numbers[PARSER_NUMBER_SLOTS], *mark = out->marks;
    for (uint32_t k = 0; k < PARSER_PLACES; k++)
        out->places[k] = places[k] == NOWHERE ? s->n + 1 : places[k];
    for (uint32_t k = 0; k < PARSER_LABEL_SLOTS; k++) {
        uint32_t label = labels[k] == NOWHERE ? DEP_COUNT : s->labels[labels[k]];
        *mark++ = (uint16_t)(k * PARSER_LABEL_VALUES + label);
    }
    numbers_of(s, views, i0, i1, numbers);
    for (uint32_t k = 0; k < PARSER_NUMBER_SLOTS; k++)
        *mark++ = (uint16_t)(PARSER_FIRST_NUMBER + k * PARSER_NUMBER_VALUES + numbers[k]);
}

void parser_inputs(const struct net_table *t, const struct token *tokens, uint32_t n,
                   uint32_t (*rows)[NET_INPUTS]) {
    for (uint32_t i = 0; i < n; i++)
        net_inputs(t, &tokens[i], i == 0, rows[i]);
    for (uint32_t edge = 0; edge < 2; edge++) {
        memset(rows[n + edge], 0, sizeof rows[0]);
        rows[n + edge][0] = NET_ROW_EDGES + edge;
    }
}

void parser_hidden(const float *weights, const float *across, const struct parse_view *v,
                   float out[PARSER_HIDDEN]) {
    const float *added[PARSER_PLACES + PARSER_MARKS];
    uint32_t n = 0;
    for (uint32_t k = 0; k < PARSER_PLACES; k++)
        added[n++] = across + (size_t)v->places[k] * PARSER_ACROSS + k * PARSER_HIDDEN;
    for (uint32_t k = 0; k < PARSER_MARKS; k++)
        added[n++] = weights + PARSER_AT_TABLE + (size_t)v->marks[k] * PARSER_HIDDEN;
    net_sum(weights + PARSER_AT_BIAS, added, n, PARSER_HIDDEN, out);
}

/* ---- running ---- */

/* What a member of the committee makes of the sentence. */
struct sentence_view {
    const struct parser_member *p;
    float *vectors; /* [longest + 2][NET_WIDTH] */
    float *across;  /* [at most LONGEST_KEPT + 2][PARSER_ACROSS] */
};

struct reader {
    struct sentence_view members[PARSER_MEMBERS];
    uint32_t n_members;
    struct parse_state state;
    struct net_space space;
    struct node_view *nodes;      /* [longest + 1] */
    uint32_t (*rows)[NET_INPUTS]; /* [longest + 2] */
};

/* The same as parser_hidden for a sentence too long to keep what all its tokens add: the products
 * are made anew for each state. */
static void hidden_of_long(const struct sentence_view *m, struct parse_view v, float *out) {
    for (uint32_t k = 0; k < PARSER_PLACES; k++) {
        const float *weights = m->p->weights + PARSER_AT_PLACES + k * PARSER_HIDDEN;
        float *to = m->across + (size_t)k * (PARSER_ACROSS + PARSER_HIDDEN);
        memset(to, 0, PARSER_HIDDEN * sizeof *to);
        net_multiply_part(m->vectors + (size_t)v.places[k] * NET_WIDTH, NET_WIDTH, 1, NET_WIDTH,
                          weights, PARSER_ACROSS, PARSER_HIDDEN, to, PARSER_HIDDEN);
        v.places[k] = k;
    }
    parser_hidden(m->p->weights, m->across, &v, out);
}

static uint32_t best_of(const float *scores, uint32_t n) {
    uint32_t best = 0;
    for (uint32_t k = 1; k < n; k++)
        best = scores[k] > scores[best] ? k : best;
    return best;
}

/* Some move is always allowed before the end; numbers that are none, from a lying file, cannot make
 * another one. */
static enum parse_move best_allowed(const struct parse_state *s, const float *scores) {
    int best = -1;
    for (int k = 0; k < MOVE_COUNT; k++)
        if (parse_state_allows(s, (enum parse_move)k) && (best < 0 || scores[k] > scores[best]))
            best = k;
    return (enum parse_move)best;
}

/* Adds the scores of one output layer, whose biases stand behind its weights. */
static void add_scores(const float *hidden, const float *layer, uint32_t n, float *out) {
    net_add(out, layer + (size_t)PARSER_HIDDEN * n, n);
    net_multiply(hidden, PARSER_HIDDEN, 1, PARSER_HIDDEN, layer, n, out, n);
}

static void move(struct reader *r) {
    struct parse_state *s = &r->state;
    struct parse_view view;
    float hidden[PARSER_MEMBERS][PARSER_HIDDEN], kinds[PARSER_KINDS] = {0},
                                                 labels[PARSER_LABELS] = {0};
    parse_view_make(s, r->nodes, &view);
    for (uint32_t k = 0; k < r->n_members; k++) {
        const struct sentence_view *m = &r->members[k];
        if (s->n <= LONGEST_KEPT)
            parser_hidden(m->p->weights, m->across, &view, hidden[k]);
        else
            hidden_of_long(m, view, hidden[k]);
        add_scores(hidden[k], m->p->weights + PARSER_AT_KINDS, PARSER_KINDS, kinds);
    }
    enum parse_move best = best_allowed(s, kinds);
    size_t layer = PARSER_AT_LABELS + (best == MOVE_RIGHT ? PARSER_LABELS_SIZE : 0);
    for (uint32_t k = 0; best != MOVE_SHIFT && k < r->n_members; k++)
        add_scores(hidden[k], r->members[k].p->weights + layer, PARSER_LABELS, labels);
    parse_state_apply(s, best, best == MOVE_SHIFT ? 0 : (uint8_t)best_of(labels, DEP_COUNT));
}

static void look(struct reader *r, const struct sentence_view *m, const struct token *tokens,
                 uint32_t n) {
    parser_inputs(&m->p->table, tokens, n, r->rows);
    net_encode(m->p->weights, &m->p->table, r->rows, n + 2, &r->space, m->vectors);
    if (n > LONGEST_KEPT)
        return;
    memset(m->across, 0, (size_t)(n + 2) * PARSER_ACROSS * sizeof *m->across);
    net_multiply(m->vectors, NET_WIDTH, n + 2, NET_WIDTH, m->p->weights + PARSER_AT_PLACES,
                 PARSER_ACROSS, m->across, PARSER_ACROSS);
}

static void parse_sentence(struct reader *r, struct token *tokens, uint32_t first, uint32_t n) {
    struct parse_state *s = &r->state;
    parse_state_begin(s, n);
    node_views_make(tokens, n, r->nodes);
    for (uint32_t k = 0; k < r->n_members; k++)
        look(r, &r->members[k], tokens, n);
    while (!parse_state_is_final(s))
        move(r);
    for (uint32_t i = 0; i < n; i++) {
        bool is_root = s->heads[i] == n;
        tokens[i].head = is_root ? TOKEN_NONE : first + s->heads[i];
        tokens[i].deprel = is_root ? DEP_root : s->labels[i] == DEP_root ? DEP_dep : s->labels[i];
    }
}

static bool reader_make(const struct parser *p, struct arena *a, uint32_t longest,
                        struct reader *out) {
    size_t kept = longest < LONGEST_KEPT ? longest : LONGEST_KEPT;
    *out = (struct reader){.n_members = p->n_members,
                           .nodes = ARENA_NEW(a, struct node_view, longest + 2),
                           .rows = arena_array(a, (size_t)longest + 2, sizeof *out->rows)};
    for (uint32_t k = 0; k < p->n_members; k++)
        out->members[k] = (struct sentence_view){
            .p = &p->members[k],
            .vectors = ARENA_NEW(a, float, ((size_t)longest + 2) * NET_WIDTH),
            .across = ARENA_NEW(a, float, (kept + 2) * PARSER_ACROSS)};
    return parse_state_make(a, longest, &out->state) && net_space_make(a, &out->space) &&
           !a->failed;
}

hb_status parser_run(const struct parser *p, struct arena *a, struct text *t,
                     struct hb_error *err) {
    uint32_t longest = PARSER_PLACES;
    struct reader r;
    for (uint32_t i = 0; i < t->n_sentences; i++) {
        uint32_t n = t->sentences[i].last - t->sentences[i].first;
        longest = n > longest ? n : longest;
    }
    if (!reader_make(p, a, longest, &r))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to parse");
    for (uint32_t i = 0; i < t->n_sentences; i++) {
        const struct sentence *x = &t->sentences[i];
        parse_sentence(&r, t->tokens + x->first, x->first, x->last - x->first);
    }
    return HB_OK;
}
