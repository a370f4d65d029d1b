/* How words are written: in how many blocks of text a word is seen in small letters, and in how
 * many with a capital letter within a sentence. "punjab", never seen small, may be a name where it
 * is written so; "bath" hardly. Blocks are counted and not occurrences: one careless writer is one
 * witness. Headlines in capitals say nothing and are left out. */
#include "lang/name_train.h"

#include "base/map.h"
#include "base/vec.h"
#include "lang/name_features.h"

#include <stdlib.h>

enum { BLOCK = 20 /* sentences */, MOST = 60000 };
enum { SMALL, CAPITAL, WAYS };

struct casing {
    uint32_t hash, blocks[WAYS], last[WAYS];
};
struct casings {
    struct casing *items;
    size_t n, capacity;
};
struct counter {
    struct arena *arena;
    struct casings words;
    struct map ids; /* hash bytes → word */
    uint32_t block;
};

static bool see(struct counter *c, str form, int way) {
    uint32_t hash = name_word_hash(form);
    uint32_t *id = map_put(&c->ids, (str){(const char *)&hash, sizeof hash}, (uint32_t)c->words.n);
    if (!id)
        return false;
    if (*id == c->words.n && !VEC_PUSH(c->arena, &c->words, ((struct casing){.hash = hash})))
        return false;
    struct casing *w = &c->words.items[*id];
    if (w->last[way] != c->block && w->blocks[way] < MOST)
        w->blocks[way]++;
    w->last[way] = c->block;
    return true;
}

static bool count_sentence(struct counter *c, const struct token *tokens, uint32_t n) {
    if (name_is_shouted(tokens, n))
        return true;
    for (uint32_t i = 0; i < n; i++) {
        char ch = tokens[i].form.n ? tokens[i].form.p[0] : ' ';
        bool is_small = ch >= 'a' && ch <= 'z', is_capital = i && ch >= 'A' && ch <= 'Z';
        if ((is_small || is_capital) && !see(c, tokens[i].form, is_small ? SMALL : CAPITAL))
            return false;
    }
    return true;
}

static bool count_texts(struct counter *c, const struct text *texts, size_t n) {
    for (size_t k = 0; k < n; k++)
        for (uint32_t s = 0; s < texts[k].n_sentences; s++) {
            const struct sentence *x = &texts[k].sentences[s];
            c->block += s % BLOCK == 0;
            if (!count_sentence(c, texts[k].tokens + x->first, x->last - x->first))
                return false;
        }
    return true;
}

/* One block says little: the word may be a name that is written small there. */
static uint32_t grade(uint32_t blocks) {
    return blocks < 2 ? 0u : blocks < 5 ? 1u : blocks < 20 ? 2u : 3u;
}

static int by_hash(const void *x, const void *y) {
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

bool name_casing_add(struct arena *a, const struct text *texts, size_t n_texts,
                     const struct text *raw, size_t n_raw, struct name_lists *out) {
    struct counter c = {.arena = a, .ids = map_in(a)};
    if (!count_texts(&c, texts, n_texts) || !count_texts(&c, raw, n_raw))
        return false;
    uint32_t *words = ARENA_NEW(a, uint32_t, 2 * (out->n_words + c.words.n) + 1);
    size_t n = 0, k = 0;
    if (!words)
        return false;
    if (c.words.n)
        qsort(c.words.items, c.words.n, sizeof *c.words.items, by_hash);
    for (size_t i = 0; i < c.words.n || k < out->n_words;) {
        bool is_seen = i < c.words.n, has_cluster = k < out->n_words;
        uint32_t seen = is_seen ? c.words.items[i].hash : 0,
                 clustered = has_cluster ? out->words[2 * k] : 0;
        uint32_t hash = !has_cluster || (is_seen && seen < clustered) ? seen : clustered, bits = 0;
        if (has_cluster && clustered == hash)
            bits = out->words[2 * k++ + 1];
        if (is_seen && seen == hash) {
            const struct casing *w = &c.words.items[i++];
            bits |= (grade(w->blocks[SMALL]) | grade(w->blocks[CAPITAL]) << 2) << WORD_CASING;
        }
        if (!bits)
            continue;
        words[2 * n] = hash;
        words[2 * n++ + 1] = bits;
    }
    out->words = words;
    out->n_words = n;
    return true;
}
