/* Features of names: words, shapes, affixes and tags in a window of five, in the manner of Ratinov
 * and Roth (2009, "Design challenges and misconceptions in named entity recognition"), with known
 * names, word clusters, casing and the reading of the same word elsewhere in the text. Hashes only:
 * no strings are kept. Cost: 76 32-bit hashes for a token. */
#include "lang/name_features.h"

#include "base/utf8.h"

static uint32_t mix(uint32_t a, uint32_t b) {
    uint32_t x = (a ^ (b + 0x9E3779B9u + (a << 6) + (a >> 2))) * 0x85EBCA6Bu;
    return x ^ (x >> 15);
}

uint32_t name_word_hash(str w) {
    char buffer[48];
    uint32_t n = w.n < sizeof buffer ? w.n : (uint32_t)sizeof buffer;
    for (uint32_t i = 0; i < n; i++) {
        char ch = w.p[i];
        buffer[i] = ch >= 'A' && ch <= 'Z' ? (char)(ch + 32) : ch;
    }
    uint32_t h = (uint32_t)hash_bytes(buffer, n, 3);
    return h ? h : 1;
}

uint32_t name_phrase_hash(uint32_t before, uint32_t word) {
    return before ? mix(before * 31, word) : word;
}

/* Bits of `key` in a table of ascending pairs, 0 if it is not there. */
static uint32_t look_up(const uint32_t *pairs, uint32_t n, uint32_t key) {
    uint32_t low = 0, high = n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (pairs[2 * middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && pairs[2 * low] == key ? pairs[2 * low + 1] : 0;
}

uint32_t name_word_bits(const struct names_model *m, uint32_t hash) {
    return look_up(m->words, m->n_words, hash);
}

uint32_t name_gazetteer_bits(const struct names_model *m, uint32_t key) {
    return look_up(m->gazetteer, m->n_gazetteer, key);
}

enum { SHAPE_HYPHEN = 1 * 8 + 6 }; /* "-": the start, then the class of a hyphen */

/* "Xxx" as a number: runs of a class count once or twice. */
static uint32_t shape_of(str w) {
    uint32_t shape = 1, last = 0, run = 0;
    for (uint32_t i = 0; i < w.n && shape < 0x4000000u; i++) {
        unsigned char ch = (unsigned char)w.p[i];
        uint32_t class = ch >= 'A' && ch <= 'Z'   ? 1
                         : ch >= 'a' && ch <= 'z' ? 2
                         : ch >= '0' && ch <= '9' ? 3
                         : ch >= 0x80             ? 4
                         : ch == '.'              ? 5
                         : ch == '-'              ? 6
                                                  : 7;
        run = class == last ? run + 1 : 0;
        last = class;
        if (run < 2)
            shape = shape * 8 + class;
    }
    if ((unsigned char)w.p[0] >= 0x80) {
        uint32_t at = 0;
        if (utf8_is_upper(utf8_next(w, &at)))
            shape = shape * 8 + 1;
    }
    return shape;
}

static bool is_capital(str w) {
    uint32_t at = 0;
    if (!w.n)
        return false;
    if ((unsigned char)w.p[0] < 0x80)
        return w.p[0] >= 'A' && w.p[0] <= 'Z';
    return utf8_is_upper(utf8_next(w, &at));
}

bool name_is_shouted(const struct token *tokens, uint32_t n) {
    uint32_t capital = 0, plain = 0;
    for (uint32_t i = 0; i < n; i++) {
        str w = tokens[i].form;
        if (w.n < 3)
            continue;
        if (w.p[1] >= 'a' && w.p[1] <= 'z')
            plain++;
        else if (w.p[1] >= 'A' && w.p[1] <= 'Z')
            capital++;
    }
    return capital > 2 * plain && capital > 1;
}

/* Marks the longest known name that starts at token i; returns its length in tokens. */
static uint32_t mark_known(const struct names_model *m, const struct token *tokens, uint32_t n,
                           uint32_t i, struct name_view *v) {
    uint32_t key = 0, words = 0, longest = 0, kinds = 0;
    for (uint32_t k = i; k < n && words < NAME_PHRASE; k++) {
        if (str_is(tokens[k].form, "-") && k > i)
            continue;
        key = name_phrase_hash(key, v[k].lower);
        words++;
        uint32_t bits = name_gazetteer_bits(m, key);
        uint32_t found = bits & (((1u << NAME_COUNT) - 1) * GAZETTEER_KIND);
        if (found) {
            longest = k + 1 - i;
            kinds = found;
        }
        if (!(bits & GAZETTEER_GOES_ON))
            break;
    }
    for (uint32_t k = 0; k < longest; k++)
        v[i + k].known = kinds << (k ? NAME_COUNT : 0);
    return longest;
}

void name_views(const struct names_model *m, const struct token *tokens, uint32_t n,
                struct name_view *views) {
    struct name_view *v = views + 2;
    memset(views, 0, (n + 4) * sizeof *views);
    views[0].lower = views[1].lower = 2;
    views[n + 2].lower = views[n + 3].lower = 3;
    for (uint32_t i = 0; i < n; i++) {
        str w = tokens[i].form;
        uint32_t k3 = w.n < 3 ? w.n : 3, k2 = w.n < 2 ? w.n : 2;
        v[i].form = (uint32_t)hash_str(w);
        v[i].lower = name_word_hash(w);
        v[i].prefix = name_word_hash(str_slice(w, 0, k3));
        v[i].suffix3 = name_word_hash(str_slice(w, w.n - k3, w.n));
        v[i].suffix2 = name_word_hash(str_slice(w, w.n - k2, w.n));
        v[i].shape = w.n ? shape_of(w) : 0;
        v[i].upos = tokens[i].upos + 1u;
        v[i].xpos = tokens[i].xpos + 1u;
        uint32_t bits = name_word_bits(m, v[i].lower);
        v[i].cluster = bits & WORD_CLUSTERS;
        v[i].casing = bits >> WORD_CASING;
    }
    for (uint32_t i = 0, past = 0; i < n && m->n_gazetteer; i++) {
        if (tokens[i].form.n < 2 || (!is_capital(tokens[i].form) && tokens[i].form.n < 4))
            continue;
        v[i].part = name_gazetteer_bits(m, v[i].lower) &
                    (GAZETTEER_FIRST | GAZETTEER_LAST | GAZETTEER_OF_BODY);
        if (i >= past) {
            uint32_t length = mark_known(m, tokens, n, i, v);
            past = i + (length ? length : 1);
        }
    }
}

/* Features as they are gathered. Their order is the model's: a feature's place is in its hash. */
struct gathering {
    uint32_t *out;
    uint32_t n;
};

static inline void add(struct gathering *g, uint32_t value) {
    g->out[g->n] = mix((g->n + 1) * 0x9E3779B9u, value);
    g->n++;
}

/* Words, affixes and shapes of the window; s0 is the word's own shape. */
static void add_words(const struct name_view *v, uint32_t s0, struct gathering *g) {
    add(g, 0u);
    add(g, v[0].form);
    add(g, v[0].lower);
    add(g, v[-1].lower);
    add(g, v[1].lower);
    add(g, v[-2].lower);
    add(g, v[2].lower);
    add(g, s0);
    add(g, v[0].prefix);
    add(g, v[0].suffix3);
    add(g, mix(v[0].suffix2, s0));
    add(g, mix(v[0].suffix3, v[0].upos));
    add(g, mix(v[-1].lower, v[0].lower));
    add(g, mix(v[0].lower, v[1].lower));
    add(g, mix(v[-1].lower, s0));
    add(g, mix(v[1].lower, s0));
    add(g, mix(mix(v[-2].lower, v[-1].lower), s0));
    add(g, mix(mix(v[1].lower, v[2].lower), s0));
    add(g, mix(v[-1].shape, s0));
    add(g, mix(s0, v[1].shape));
    add(g, mix(mix(v[-1].shape, s0), v[1].shape));
    add(g, mix(mix(v[-2].shape, v[-1].shape), s0));
    add(g, mix(mix(s0, v[1].shape), v[2].shape));
}

static void add_tags(const struct name_view *v, uint32_t s0, struct gathering *g) {
    add(g, mix(v[0].upos, s0));
    add(g, mix(v[0].xpos, v[-1].xpos));
    add(g, mix(v[0].xpos, v[1].xpos));
    add(g, mix(mix(v[-1].xpos, v[0].xpos), v[1].xpos));
    add(g, mix(mix(v[-2].xpos, v[-1].xpos), v[0].xpos));
    add(g, mix(mix(v[0].xpos, v[1].xpos), v[2].xpos));
    add(g, mix(v[-1].lower, v[0].xpos));
    add(g, mix(v[1].lower, v[0].xpos));
}

/* Word clusters of the window: the finer the grain, the fewer of them beside each other. */
static void add_clusters(const struct name_view *v, uint32_t s0, struct gathering *g) {
    uint32_t fine[5], middle[5], coarse[5]; /* [2]: the word's own */
    for (int i = 0; i < 5; i++) {
        fine[i] = word_fine(v[i - 2].cluster);
        middle[i] = word_middle(v[i - 2].cluster);
        coarse[i] = word_coarse(v[i - 2].cluster);
    }
    add(g, fine[2]);
    for (int i = 0; i < 5; i++)
        add(g, mix(fine[i], s0));
    add(g, mix(middle[2], s0));
    add(g, mix(middle[2], mix(middle[3], s0)));
    add(g, mix(middle[1], mix(middle[2], s0)));
    add(g, mix(mix(middle[0], middle[1]), s0));
    add(g, mix(mix(middle[3], middle[4]), s0));
    add(g, mix(mix(middle[1], middle[3]), s0));
    add(g, mix(coarse[2], s0));
    add(g, mix(mix(coarse[2], coarse[3]), s0));
    add(g, mix(mix(coarse[2], coarse[1]), s0));
    add(g, mix(mix(mix(coarse[1], coarse[2]), coarse[3]), s0));
    add(g, mix(mix(mix(coarse[0], coarse[1]), coarse[2]), s0));
    add(g, mix(mix(mix(coarse[2], coarse[3]), coarse[4]), s0));
}

/* Word clusters with what else is seen of the word or beside it. */
static void add_cluster_pairs(const struct name_view *v, uint32_t s0, struct gathering *g) {
    const uint32_t middle = word_middle(v[0].cluster);
    add(g, mix(v[-1].lower, middle));
    add(g, mix(middle, v[1].lower));
    add(g, mix(middle, v[0].xpos));
    add(g, mix(mix(middle, v[0].known), s0));
    add(g, mix(mix(word_middle(v[-1].cluster), v[0].known), s0));
    add(g, mix(mix(word_middle(v[1].cluster), v[0].known), s0));
    add(g, mix(mix(middle, v[0].elsewhere), s0));
}

/* What lists of names, the rest of the text and the casing elsewhere tell of the word. */
static void add_known(const struct name_view *v, uint32_t s0, struct gathering *g) {
    add(g, mix(v[0].known, s0));
    add(g, mix(v[0].known, v[1].known));
    add(g, mix(v[-1].known, v[0].known));
    add(g, mix(mix(v[0].known, v[1].xpos), v[0].xpos));
    add(g, mix(v[0].part, s0));
    add(g, mix(mix(v[-1].part, v[0].part), v[1].part));
    add(g, mix(v[0].elsewhere, s0));
    add(g, mix(v[0].elsewhere, v[1].elsewhere));
    add(g, mix(v[-1].elsewhere, v[0].elsewhere));
    add(g, mix(mix(v[0].elsewhere, v[0].known), v[1].shape));
    uint32_t cased = mix(v[0].casing, s0);
    add(g, cased);
    add(g, mix(cased, v[0].known));
    add(g, mix(cased, v[0].part));
    add(g, mix(mix(v[-1].casing, v[-1].shape), cased));
    add(g, mix(mix(v[1].casing, v[1].shape), cased));
    add(g, mix(cased, v[-1].lower));
}

/* "Al | - | Qaida": the word on the other side of a hyphen; zeros keep the places of two features
 * where there is none. */
static void add_across_hyphen(const struct name_view *hyphen, const struct name_view *beyond,
                              uint32_t side, uint32_t s0, struct gathering *g) {
    if (hyphen->shape == SHAPE_HYPHEN) {
        add(g, mix(beyond->lower, side));
        add(g, mix(beyond->shape, s0));
    } else {
        g->out[g->n++] = 0;
        g->out[g->n++] = 0;
    }
}

uint32_t name_features(const struct name_view *v, bool is_shouted, uint32_t out[NAME_FEATURES]) {
    struct gathering g = {out, 0};
    uint32_t s0 = mix(v[0].shape, is_shouted);
    add_words(v, s0, &g);
    add_tags(v, s0, &g);
    add_clusters(v, s0, &g);
    add_cluster_pairs(v, s0, &g);
    add_known(v, s0, &g);
    add_across_hyphen(&v[-1], &v[-2], 1, s0, &g);
    add_across_hyphen(&v[1], &v[2], 2, s0, &g);
    return g.n;
}
