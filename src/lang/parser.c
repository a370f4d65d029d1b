/* The parser is a greedy arc-hybrid transition system whose moves a linear model chooses. Features
 * are those of Zhang and Nivre (2011): words, tags and children around the top of the stack and the
 * front of the buffer. Two moves a token, some sixty feature look-ups a move. */
#include "lang/parser.h"

enum { NOWHERE = 0xFFFFFFFF };

bool parser_open(const struct model_file *m, struct parser *out, struct hb_error *err) {
    if (linear_open(model_file_section(m, "parser"), &out->linear) &&
        out->linear.n_classes == PARSE_CLASSES)
        return true;
    error_set(err, HB_ERR_INPUT, 0, "the model's parser is missing or damaged");
    return false;
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

bool can_shift(const struct parse_state *s) {
    return s->next < s->n;
}

/* The root may take only the last word on the stack, so that there is one. */
bool can_left(const struct parse_state *s) {
    return s->depth > 0 && (s->next < s->n || s->depth == 1);
}

bool can_right(const struct parse_state *s) {
    return s->depth > 1;
}

static void attach(struct parse_state *s, uint32_t head, uint32_t child, uint8_t label) {
    s->heads[child] = head;
    s->labels[child] = label;
    if (child < head) {
        s->left[head][1] = s->left[head][0];
        s->left[head][0] = child;
        if (s->n_left[head] < 255)
            s->n_left[head]++;
    } else {
        s->right[head][1] = s->right[head][0];
        s->right[head][0] = child;
        if (s->n_right[head] < 255)
            s->n_right[head]++;
    }
}

void parse_state_apply(struct parse_state *s, uint32_t class_id) {
    if (class_id == 0) {
        s->stack[s->depth++] = s->next++;
        return;
    }
    uint32_t child = s->stack[--s->depth];
    bool is_left = class_id <= DEP_COUNT;
    uint32_t head = is_left ? s->next : s->stack[s->depth - 1];
    attach(s, head, child, (uint8_t)(is_left ? class_id - 1 : class_id - 1 - DEP_COUNT));
}

/* ---- features ---- */

void node_views_make(const struct token *tokens, uint32_t n, struct node_view *views) {
    uint16_t commas = 0, verbs = 0, links = 0;
    for (uint32_t i = 0; i < n; i++) {
        char lower[128];
        uint32_t k = tokens[i].form.n < sizeof lower ? tokens[i].form.n : sizeof lower;
        for (uint32_t c = 0; c < k; c++) {
            char x = tokens[i].form.p[c];
            lower[c] = x >= 'A' && x <= 'Z' ? (char)(x + 32) : x >= '0' && x <= '9' ? '0' : x;
        }
        views[i] = (struct node_view){hash_bytes(lower, k, 1),
                                      hash_bytes(tokens[i].lemma.p, tokens[i].lemma.n, 2),
                                      tokens[i].xpos + 1u,
                                      tokens[i].upos + 1u,
                                      commas,
                                      verbs,
                                      links};
        commas = (uint16_t)(commas + (tokens[i].upos == UPOS_PUNCT));
        verbs = (uint16_t)(verbs + (tokens[i].upos == UPOS_VERB));
        links = (uint16_t)(links + (tokens[i].upos == UPOS_CCONJ || tokens[i].upos == UPOS_SCONJ));
    }
    views[n] = (struct node_view){7, 7, 250, 250, commas, verbs, links}; /* the root */
}

static const struct node_view no_node = {3, 3, 251, 251, 0, 0, 0};

static const struct node_view *view_of(const struct node_view *views, uint32_t i) {
    return i == NOWHERE ? &no_node : &views[i];
}

static uint64_t label_of(const struct parse_state *s, uint32_t i) {
    return i == NOWHERE || s->heads[i] == NOWHERE ? 99 : s->labels[i];
}

static uint64_t few(uint32_t n) {
    return n < 4 ? n : 4;
}

uint32_t parser_features(const struct parse_state *s, const struct node_view *views,
                         uint64_t out[PARSE_FEATURES]) {
    uint32_t i0 = s->depth > 0 ? s->stack[s->depth - 1] : NOWHERE,
             i1 = s->depth > 1 ? s->stack[s->depth - 2] : NOWHERE;
    uint32_t i2 = s->depth > 2 ? s->stack[s->depth - 3] : NOWHERE;
    uint32_t j0 = s->next, j1 = s->next + 1 <= s->n ? s->next + 1 : NOWHERE,
             j2 = s->next + 2 <= s->n ? s->next + 2 : NOWHERE;
    uint32_t j3 = s->next + 3 <= s->n ? s->next + 3 : NOWHERE;
    const struct node_view *s0 = view_of(views, i0), *s1 = view_of(views, i1),
                           *s2 = view_of(views, i2);
    const struct node_view *b0 = view_of(views, j0), *b1 = view_of(views, j1),
                           *b2 = view_of(views, j2), *b3 = view_of(views, j3);
    uint32_t l0 = i0 == NOWHERE ? NOWHERE : s->left[i0][0],
             r0 = i0 == NOWHERE ? NOWHERE : s->right[i0][0];
    uint32_t l02 = i0 == NOWHERE ? NOWHERE : s->left[i0][1],
             r02 = i0 == NOWHERE ? NOWHERE : s->right[i0][1];
    uint32_t l1 = i1 == NOWHERE ? NOWHERE : s->left[i1][0],
             r1 = i1 == NOWHERE ? NOWHERE : s->right[i1][0];
    uint32_t r12 = i1 == NOWHERE ? NOWHERE : s->right[i1][1];
    uint32_t lb = s->left[j0][0], lb2 = s->left[j0][1];
    const struct node_view *sl = view_of(views, l0), *sr = view_of(views, r0),
                           *tl = view_of(views, l1), *tr = view_of(views, r1);
    const struct node_view *bl = view_of(views, lb);
    uint64_t ls = label_of(s, l0), rs = label_of(s, r0), lt = label_of(s, l1), rt = label_of(s, r1),
             lbl = label_of(s, lb);
    uint64_t distance = i0 == NOWHERE ? 0 : j0 - i0, between = i1 == NOWHERE ? 0 : i0 - i1;
    distance = distance > 10 ? 11 : distance > 5 ? 6 : distance;
    between = between > 10 ? 11 : between > 5 ? 6 : between;
    uint64_t v0l = i0 == NOWHERE ? 9 : s->n_left[i0], v0r = i0 == NOWHERE ? 9 : s->n_right[i0],
             vbl = s->n_left[j0];
    uint64_t v1r = i1 == NOWHERE ? 9 : s->n_right[i1];
    uint64_t commas = i0 == NOWHERE ? 9 : few((uint32_t)(b0->commas - s0->commas)),
             verbs = i0 == NOWHERE ? 9 : few((uint32_t)(b0->verbs - s0->verbs));
    uint64_t links = i0 == NOWHERE ? 9 : few((uint32_t)(b0->links - s0->links)),
             inner = i1 == NOWHERE ? 9 : few((uint32_t)(s0->commas - s1->commas));
    uint32_t k = 0;
#define F1(a) (out[k] = hash_mix((a), 0x2000u + k), k++)
#define F2(a, b) (out[k] = hash_mix(hash_mix((a), (b)), 0x2000u + k), k++)
#define F3(a, b, c) (out[k] = hash_mix(hash_mix(hash_mix((a), (b)), (c)), 0x2000u + k), k++)
#define F4(a, b, c, d)                                                                             \
    (out[k] = hash_mix(hash_mix(hash_mix(hash_mix((a), (b)), (c)), (d)), 0x2000u + k), k++)
    F1(1);
    F1(s0->word);
    F1(s0->tag);
    F2(s0->word, s0->tag);
    F1(s1->word);
    F1(s1->tag);
    F2(s1->word, s1->tag);
    F1(b0->word);
    F1(b0->tag);
    F2(b0->word, b0->tag);
    F1(b1->word);
    F1(b1->tag);
    F2(b1->word, b1->tag);
    F2(b2->word, b2->tag);
    F1(b2->tag);
    F1(b3->tag);
    F1(s2->tag);
    F2(s2->word, s2->tag);
    F2(s0->word, b0->word);
    F3(s0->word, b0->word, b0->tag);
    F3(s0->word, s0->tag, b0->tag);
    F3(s0->tag, b0->word, b0->tag);
    F2(s0->tag, b0->tag);
    F2(s0->lemma, b0->lemma);
    F2(s0->word, s1->word);
    F3(s0->word, s1->word, s1->tag);
    F3(s0->word, s0->tag, s1->tag);
    F3(s0->tag, s1->word, s1->tag);
    F2(s0->tag, s1->tag);
    F2(s0->lemma, s1->lemma);
    F2(b0->tag, b1->tag);
    F3(b0->tag, b1->tag, b2->tag);
    F3(s0->tag, b0->tag, b1->tag);
    F4(s0->tag, b0->tag, b1->tag, b2->tag);
    F3(s1->tag, s0->tag, b0->tag);
    F4(s1->tag, s0->tag, b0->tag, b1->tag);
    F3(s2->tag, s1->tag, s0->tag);
    F4(s2->tag, s1->tag, s0->tag, b0->tag);
    F3(s0->tag, sl->tag, b0->tag);
    F3(s0->tag, sr->tag, b0->tag);
    F3(s0->tag, b0->tag, bl->tag);
    F3(s1->tag, tl->tag, s0->tag);
    F3(s1->tag, tr->tag, s0->tag);
    F3(s1->tag, s0->tag, sl->tag);
    F3(s1->tag, s0->tag, sr->tag);
    F2(s0->word, v0r);
    F2(s0->tag, v0r);
    F2(s0->word, v0l);
    F2(s0->tag, v0l);
    F2(b0->word, vbl);
    F2(b0->tag, vbl);
    F2(s1->tag, v1r);
    F2(s1->word, v1r);
    F2(s0->word, distance);
    F2(s0->tag, distance);
    F2(b0->word, distance);
    F2(b0->tag, distance);
    F3(s0->tag, b0->tag, distance);
    F3(s0->word, b0->word, distance);
    F3(s1->tag, s0->tag, between);
    F2(s1->word, between);
    F2(sl->word, ls);
    F2(sr->word, rs);
    F2(tl->word, lt);
    F2(tr->word, rt);
    F2(bl->word, lbl);
    F3(s0->word, ls, rs);
    F3(s0->tag, ls, label_of(s, l02));
    F3(s0->tag, rs, label_of(s, r02));
    F3(s1->tag, rt, label_of(s, r12));
    F3(b0->tag, lbl, label_of(s, lb2));
    F4(s1->tag, rt, s0->tag, rs);
    F3(s0->word, rs, b0->tag);
    F3(s1->word, rt, s0->tag);
    F3(s1->lemma, s0->tag, rt);
    F3(s0->word, b0->tag, b1->tag);
    F3(s0->tag, b0->word, b1->tag);
    F2(b0->word, b1->word);
    F2(b0->tag, b1->word);
    F3(s1->word, s0->tag, b0->tag);
    F3(s1->tag, s0->word, b0->tag);
    F3(s0->tag, b0->tag, commas);
    F3(s0->tag, b0->tag, verbs);
    F3(s0->tag, b0->tag, links);
    F4(s0->tag, b0->tag, commas, verbs);
    F3(s1->tag, s0->tag, inner);
    F3(s0->lemma, b0->tag, verbs);
#undef F1
#undef F2
#undef F3
#undef F4
    return k;
}

/* ---- running ---- */

static uint32_t best_move(const struct parse_state *s, const int32_t *scores) {
    uint32_t best = NOWHERE;
    if (can_shift(s))
        best = 0;
    if (can_left(s))
        for (uint32_t c = 1; c <= DEP_COUNT; c++)
            if (best == NOWHERE || scores[c] > scores[best])
                best = c;
    if (can_right(s))
        for (uint32_t c = DEP_COUNT + 1; c < PARSE_CLASSES; c++)
            if (best == NOWHERE || scores[c] > scores[best])
                best = c;
    return best;
}

static void parse_sentence(const struct parser *p, struct token *tokens, uint32_t first, uint32_t n,
                           struct parse_state *s, struct node_view *views) {
    parse_state_begin(s, n);
    node_views_make(tokens, n, views);
    while (!parse_state_is_final(s)) {
        uint64_t features[PARSE_FEATURES];
        int32_t scores[LINEAR_CLASSES] = {0};
        uint32_t k = parser_features(s, views, features);
        linear_add(&p->linear, features, k, scores);
        parse_state_apply(s, best_move(s, scores));
    }
    for (uint32_t i = 0; i < n; i++) {
        bool is_root = s->heads[i] == n;
        tokens[i].head = is_root ? TOKEN_NONE : first + s->heads[i];
        tokens[i].deprel = is_root ? DEP_root : s->labels[i] == DEP_root ? DEP_dep : s->labels[i];
    }
}

hb_status parser_run(const struct parser *p, struct arena *a, struct text *t,
                     struct hb_error *err) {
    uint32_t longest = 0;
    for (uint32_t i = 0; i < t->n_sentences; i++) {
        uint32_t n = t->sentences[i].last - t->sentences[i].first;
        longest = n > longest ? n : longest;
    }
    struct parse_state s;
    struct node_view *views = ARENA_NEW(a, struct node_view, longest + 2);
    if (!views || !parse_state_make(a, longest, &s))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to parse");
    for (uint32_t i = 0; i < t->n_sentences; i++) {
        const struct sentence *x = &t->sentences[i];
        parse_sentence(p, t->tokens + x->first, x->first, x->last - x->first, &s, views);
    }
    return HB_OK;
}
