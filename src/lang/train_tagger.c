/* Training the tagger: the classes (Penn tag and UPOS together, the commonest features for each),
 * the lexicon of what frequent words may be, the edit scripts of lemmas, and the perceptron over
 * sentences in a fixed shuffled order. */
#include "base/alloc.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "lang/tagger.h"

#include <stdio.h>
#include <stdlib.h>

enum { FREQUENT = 8, KNOWN = 3, TAGGER_FEATURES = 220000, TAGGER_ENTRIES = 480000 };

struct training {
    const struct conllu *documents;
    size_t n;
    struct arena *arena;
    struct map class_ids; /* "xpos\tupos" → class */
    struct {
        str *items;
        size_t n, capacity;
    } names;        /* of the classes */
    uint8_t **gold; /* [n][tokens] class of each token */
    struct lexicon lexicon;
};

static str class_name(struct arena *a, str xpos, enum upos upos) {
    char z[64];
    int n = snprintf(z, sizeof z, "%.*s\t%s", (int)(xpos.n < 30 ? xpos.n : 30), xpos.p,
                     upos_name(upos));
    return str_copy(a, (str){z, (uint32_t)n});
}

struct counted {
    str name;
    uint32_t count, order;
};

static int compare_counted(const void *x, const void *y) {
    const struct counted *p = x, *q = y;
    return p->count != q->count ? (p->count < q->count ? 1 : -1) : str_compare(p->name, q->name);
}

/* The most frequent classes, at most LINEAR_CLASSES; rarer ones take the commonest of the same
 * UPOS. */
static bool number_classes(struct training *t) {
    struct map counts = map_in(t->arena);
    for (size_t d = 0; d < t->n; d++)
        for (uint32_t i = 0; i < t->documents[d].text.n_tokens; i++) {
            str name = class_name(t->arena, t->documents[d].xpos[i],
                                  (enum upos)t->documents[d].text.tokens[i].upos);
            uint32_t *c = map_put(&counts, name, 0);
            if (!c)
                return false;
            ++*c;
        }
    struct counted *list = ARENA_NEW(t->arena, struct counted, counts.n + 1);
    if (!list)
        return false;
    for (size_t i = 0; i < counts.n; i++)
        list[i] = (struct counted){counts.entries[i].key, counts.entries[i].value, (uint32_t)i};
    qsort(list, counts.n, sizeof *list, compare_counted);
    for (size_t i = 0; i < counts.n && i < LINEAR_CLASSES; i++) {
        if (!map_put(&t->class_ids, list[i].name, (uint32_t)i) ||
            !VEC_PUSH(t->arena, &t->names, list[i].name))
            return false;
    }
    return true;
}

static bool set_gold(struct training *t) {
    t->gold = ARENA_NEW(t->arena, uint8_t *, t->n + 1);
    for (size_t d = 0; t->gold && d < t->n; d++) {
        const struct text *x = &t->documents[d].text;
        t->gold[d] = ARENA_NEW(t->arena, uint8_t, x->n_tokens + 1);
        for (uint32_t i = 0; t->gold[d] && i < x->n_tokens; i++) {
            uint32_t c = map_get(&t->class_ids, class_name(t->arena, t->documents[d].xpos[i],
                                                           (enum upos)x->tokens[i].upos));
            t->gold[d][i] = (uint8_t)(c == MAP_NONE ? 0 : c);
        }
    }
    return !t->arena->failed;
}

static str lowered(struct arena *a, str form) {
    char *p = arena_alloc(a, (size_t)form.n * 2 + 4);
    uint32_t n = 0;
    for (uint32_t at = 0; p && at < form.n;)
        n += utf8_put(utf8_lower(utf8_next(form, &at)), p + n);
    return (str){p, p ? n : 0};
}

static bool add_tags(const struct training *t, struct model_writer *w) {
    char *z = arena_alloc(t->arena, 256 * LINEAR_CLASSES);
    size_t n = 0;
    for (size_t c = 0; z && c < t->names.n; c++) {
        struct map features = map_in(t->arena);
        str best = {"", 0};
        uint32_t most = 0;
        for (size_t d = 0; d < t->n; d++)
            for (uint32_t i = 0; i < t->documents[d].text.n_tokens; i++) {
                if (t->gold[d][i] != c)
                    continue;
                uint32_t *k = map_put(&features, t->documents[d].features[i], 0);
                if (k && ++*k > most) {
                    most = *k;
                    best = t->documents[d].features[i];
                }
            }
        n += (size_t)snprintf(z + n, 250, "%.*s\t%.*s\n", (int)t->names.items[c].n,
                              t->names.items[c].p, (int)(best.n < 150 ? best.n : 150), best.p);
    }
    return z && model_writer_add(w, "tags", z, n);
}

struct class_counts {
    uint32_t all, of[LINEAR_CLASSES];
};

/* The two commonest classes; the second only from an eighth of the occurrences on. */
static void set_likely(struct lexicon_slot *s, const struct class_counts *n) {
    uint32_t first = 0, second = LINEAR_CLASSES;
    for (uint32_t c = 1; c < LINEAR_CLASSES; c++)
        if (n->of[c] > n->of[first])
            first = c;
    for (uint32_t c = 0; c < LINEAR_CLASSES; c++)
        if (c != first && n->of[c] * 8 > n->all &&
            (second == LINEAR_CLASSES || n->of[c] > n->of[second]))
            second = c;
    s->likely[0] = (uint8_t)(first + 1);
    s->likely[1] = (uint8_t)(second == LINEAR_CLASSES ? 0 : second + 1);
}

static bool add_lexicon(struct training *t, struct model_writer *w) {
    struct map ids = map_in(t->arena);
    struct {
        struct lexicon_slot *items;
        size_t n, capacity;
    } words = {0};
    struct {
        struct class_counts *items;
        size_t n, capacity;
    } counts = {0};
    for (size_t d = 0; d < t->n; d++)
        for (uint32_t i = 0; i < t->documents[d].text.n_tokens; i++) {
            struct word_view v;
            word_view_make(t->documents[d].text.tokens[i].form, false, &v);
            uint32_t *id = map_put(&ids, (str){(const char *)&v.lower, sizeof v.lower}, MAP_NONE);
            if (!id)
                return false;
            if (*id == MAP_NONE) {
                *id = (uint32_t)words.n;
                if (!VEC_PUSH(t->arena, &words, ((struct lexicon_slot){.hash = v.lower})) ||
                    !VEC_PUSH(t->arena, &counts, ((struct class_counts){0})))
                    return false;
            }
            uint8_t c = t->gold[d][i];
            words.items[*id].classes[c / 64] |= (uint64_t)1 << (c % 64);
            counts.items[*id].all++;
            counts.items[*id].of[c]++;
        }
    size_t n_slots = 64, n_kept = 0;
    for (size_t i = 0; i < words.n; i++)
        n_kept += counts.items[i].all >= KNOWN;
    while (n_slots * 3 < n_kept * 4)
        n_slots *= 2;
    struct lexicon_slot *slots = ARENA_NEW(t->arena, struct lexicon_slot, n_slots);
    for (size_t i = 0; slots && i < words.n; i++) {
        if (counts.items[i].all < KNOWN)
            continue;
        set_likely(&words.items[i], &counts.items[i]);
        if (counts.items[i].all < FREQUENT)
            words.items[i].classes[0] = words.items[i].classes[1] = UINT64_MAX;
        size_t k = (size_t)words.items[i].hash & (n_slots - 1);
        while (slots[k].hash)
            k = (k + 1) & (n_slots - 1);
        slots[k] = words.items[i];
    }
    t->lexicon = (struct lexicon){slots, (uint32_t)n_slots - 1};
    return slots && model_writer_add(w, "lexicon", slots, n_slots * sizeof *slots);
}

/* ---- lemmas ---- */

struct script {
    uint8_t strip, keeps_case;
    str append;
};

/* How the lemma comes out of the form: bytes to strip from its end, and what to append. */
static struct script script_of(struct arena *a, str form, str lemma, bool is_proper) {
    str lower = lowered(a, form);
    struct script s = {.keeps_case = is_proper};
    str base = is_proper ? form : lower;
    uint32_t common = 0;
    while (common < base.n && common < lemma.n && base.p[common] == lemma.p[common])
        common++;
    while (common > 0 && common < base.n && ((unsigned char)base.p[common] & 0xC0) == 0x80)
        common--;
    s.strip = (uint8_t)(base.n - common > 255 ? 255 : base.n - common);
    s.append = str_slice(lemma, common, lemma.n);
    return s;
}

struct votes {
    uint64_t key;
    uint32_t script, count;
    str lower; /* a form that has this ending */
    uint8_t class_id, ending;
};

struct lemma_training {
    struct map scripts; /* "strip case append" → id */
    struct {
        struct script *items;
        size_t n, capacity;
    } list;
    struct map keys; /* key → index into best */
    struct {
        struct votes *items;
        size_t n, capacity;
    } votes;
};

static bool vote(struct arena *a, struct lemma_training *l, uint32_t script, str lower,
                 uint8_t class_id, uint32_t ending) {
    uint64_t key = lemma_key(class_id, lower, ending);
    struct {
        uint64_t key;
        uint32_t script, zero;
    } pair = {key, script, 0};
    uint32_t *at = map_put(&l->keys, (str){(const char *)&pair, sizeof pair}, MAP_NONE);
    if (!at)
        return false;
    if (*at == MAP_NONE) {
        *at = (uint32_t)l->votes.n;
        if (!VEC_PUSH(a, &l->votes,
                      ((struct votes){key, script, 0, lower, class_id, (uint8_t)ending})))
            return false;
    }
    l->votes.items[*at].count++;
    return true;
}

static uint32_t script_id(struct arena *a, struct lemma_training *l, struct script s) {
    char z[300];
    int n = snprintf(z, sizeof z, "%u %u %.*s", s.strip, s.keeps_case,
                     (int)(s.append.n < 250 ? s.append.n : 250), s.append.p);
    uint32_t *id = map_put(&l->scripts, (str){z, (uint32_t)n}, MAP_NONE);
    if (!id)
        return 0;
    if (*id == MAP_NONE) {
        *id = (uint32_t)l->list.n;
        if (!VEC_PUSH(a, &l->list, s))
            a->failed = 1;
    }
    return *id;
}

static int compare_votes(const void *x, const void *y) {
    const struct votes *p = x, *q = y;
    if (p->key != q->key)
        return p->key < q->key ? -1 : 1;
    if (p->count != q->count)
        return p->count < q->count ? 1 : -1;
    return (p->script > q->script) - (p->script < q->script);
}

static bool add_lemma_slots(struct arena *a, const struct lemma_training *l,
                            struct model_writer *w) {
    size_t n_keys = 0, n_slots = 64;
    for (size_t i = 0; i < l->votes.n; i++)
        n_keys += i == 0 || l->votes.items[i].key != l->votes.items[i - 1].key;
    while (n_slots * 3 < n_keys * 4)
        n_slots *= 2;
    struct lemma_slot *slots = ARENA_NEW(a, struct lemma_slot, n_slots);
    char *text = arena_alloc(a, 256 * (l->list.n + 1));
    uint32_t *offsets = ARENA_NEW(a, uint32_t, l->list.n + 1), n_text = 0;
    if (!slots || !text || !offsets)
        return false;
    for (size_t i = 0; i < l->list.n; i++) {
        str s = l->list.items[i].append;
        s.n = s.n > 255 ? 255 : s.n;
        offsets[i] = n_text;
        if (s.n)
            memcpy(text + n_text, s.p, s.n);
        n_text += s.n;
    }
    for (size_t i = 0; i < l->votes.n; i++) {
        const struct votes *v = &l->votes.items[i];
        if (i && v->key == l->votes.items[i - 1].key)
            continue;
        const struct script *s = &l->list.items[v->script];
        size_t k = (size_t)v->key & (n_slots - 1);
        while (slots[k].hash)
            k = (k + 1) & (n_slots - 1);
        slots[k] =
            (struct lemma_slot){v->key,        offsets[v->script],
                                s->strip,      (uint8_t)(s->append.n > 255 ? 255 : s->append.n),
                                s->keeps_case, 0};
    }
    return model_writer_add(w, "lemmas", slots, n_slots * sizeof *slots) &&
           model_writer_add(w, "suffixes", text, n_text);
}

static int compare_endings(const void *x, const void *y) {
    const struct votes *p = x, *q = y;
    if (p->ending != q->ending)
        return p->ending < q->ending ? -1 : 1;
    return (p->key > q->key) - (p->key < q->key);
}

/* Of each ending the commonest script, and only where the next shorter kept one says something
 * else. */
static bool keep_winners(struct arena *a, struct lemma_training *l) {
    struct votes *v = l->votes.items;
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < l->votes.n; i++)
        if (i == 0 || v[i].key != v[i - 1].key)
            v[n++] = v[i];
    if (n)
        qsort(v, n, sizeof *v, compare_endings);
    struct map winners = map_in(a);
    for (size_t i = 0; i < n; i++) {
        uint32_t shorter = MAP_NONE;
        for (uint32_t k = v[i].ending; k-- > 0 && shorter == MAP_NONE;) {
            uint64_t key = lemma_key(v[i].class_id, v[i].lower, k);
            if (k <= v[i].lower.n)
                shorter = map_get(&winners, (str){(const char *)&key, sizeof key});
        }
        if (shorter == v[i].script)
            continue;
        if (!map_put(&winners, (str){(const char *)&v[i].key, sizeof v[i].key}, v[i].script))
            return false;
        v[kept++] = v[i];
    }
    l->votes.n = kept;
    return true;
}

/* Every ending votes; an ending is kept only where its winner differs from the next shorter one's,
 * so that the table stays small (whole words the same). */
static bool add_lemmas(const struct training *t, struct model_writer *w) {
    struct lemma_training l = {.scripts = map_in(t->arena), .keys = map_in(t->arena)};
    for (size_t d = 0; d < t->n; d++)
        for (uint32_t i = 0; i < t->documents[d].text.n_tokens; i++) {
            const struct token *k = &t->documents[d].text.tokens[i];
            if (k->lemma.n == 0 || str_is(k->lemma, "_") || k->deprel == DEP_goeswith)
                continue;
            uint8_t c = t->gold[d][i];
            str lower = lowered(t->arena, k->form);
            uint32_t script = script_id(
                t->arena, &l, script_of(t->arena, k->form, k->lemma, k->upos == UPOS_PROPN));
            for (uint32_t n = 0; n <= LEMMA_ENDING + 1; n++)
                if ((n <= lower.n || n > LEMMA_ENDING) && !vote(t->arena, &l, script, lower, c, n))
                    return false;
        }
    if (l.votes.n)
        qsort(l.votes.items, l.votes.n, sizeof *l.votes.items, compare_votes);
    if (!keep_winners(t->arena, &l))
        return false;
    return !t->arena->failed && add_lemma_slots(t->arena, &l, w);
}

/* ---- the perceptron ---- */

static uint64_t next_random(uint64_t *state) { /* splitmix64 */
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static void learn_sentence(struct linear_trainer *p, const struct lexicon *lexicon,
                           const struct token *tokens, const uint8_t *gold, uint32_t n,
                           struct word_view *views, uint8_t *tags, uint32_t n_classes) {
    for (uint32_t i = 0; i < n; i++) {
        word_view_make(tokens[i].form, i == 0, &views[i]);
        word_view_look_up(lexicon, &views[i]);
    }
    for (uint32_t i = 0; i < n; i++) {
        uint64_t features[TAG_FEATURES];
        float scores[LINEAR_CLASSES];
        uint32_t k = tagger_features(views, tags, n, i, features), best = 0;
        linear_trainer_score(p, features, k, scores);
        for (uint32_t c = 1; c < n_classes; c++)
            if (scores[c] > scores[best])
                best = c;
        linear_trainer_update(p, features, k, gold[i], best);
        linear_trainer_tick(p);
        tags[i] = (uint8_t)best;
    }
}

struct sentence_place {
    uint32_t document, sentence;
};

static bool learn(const struct training *t, uint32_t passes, struct model_writer *w) {
    struct {
        struct sentence_place *items;
        size_t n, capacity;
    } places = {0};
    uint32_t longest = 0;
    for (size_t d = 0; d < t->n; d++)
        for (uint32_t s = 0; s < t->documents[d].text.n_sentences; s++) {
            const struct sentence *x = &t->documents[d].text.sentences[s];
            longest = x->last - x->first > longest ? x->last - x->first : longest;
            if (!VEC_PUSH(t->arena, &places, ((struct sentence_place){(uint32_t)d, s})))
                return false;
        }
    struct word_view *views = ARENA_NEW(t->arena, struct word_view, longest + 1);
    uint8_t *tags = ARENA_NEW(t->arena, uint8_t, longest + 1);
    struct linear_trainer *p = linear_trainer_new((uint32_t)t->names.n);
    uint64_t random = 1;
    for (uint32_t pass = 0; views && tags && p && pass < passes; pass++) {
        for (size_t i = places.n; i-- > 1;) {
            size_t k = (size_t)(next_random(&random) % (i + 1));
            struct sentence_place swap = places.items[i];
            places.items[i] = places.items[k];
            places.items[k] = swap;
        }
        for (size_t i = 0; i < places.n; i++) {
            const struct sentence_place *at = &places.items[i];
            const struct text *x = &t->documents[at->document].text;
            const struct sentence *s = &x->sentences[at->sentence];
            learn_sentence(p, &t->lexicon, x->tokens + s->first, t->gold[at->document] + s->first,
                           s->last - s->first, views, tags, (uint32_t)t->names.n);
        }
    }
    void *image = NULL;
    size_t size = 0;
    bool is_good = views && tags && p &&
                   linear_trainer_finish(p, TAGGER_FEATURES, TAGGER_ENTRIES, &image, &size) &&
                   model_writer_add(w, "tagger", image, size);
    mem_free(image);
    linear_trainer_free(p);
    return is_good;
}

hb_status train_tagger(const struct conllu *documents, size_t n, uint32_t passes,
                       struct model_writer *w, struct hb_error *err) {
    struct arena arena = {.maximum = (size_t)8 << 30};
    struct training t = {
        .documents = documents, .n = n, .arena = &arena, .class_ids = map_in(&arena)};
    bool is_good = number_classes(&t) && set_gold(&t) && add_tags(&t, w) && add_lexicon(&t, w) &&
                   add_lemmas(&t, w) && learn(&t, passes, w);
    arena_free(&arena);
    return is_good ? HB_OK : error_set(err, HB_ERR_MEMORY, 0, "no memory to train the tagger");
}
