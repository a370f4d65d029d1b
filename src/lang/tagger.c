/* The tagger reads left to right and gives each token the best class (Penn tag and UPOS together)
 * by a linear model over its form, ending, shape, neighbours and the two tags before it; frequent
 * words choose among the classes they had in training. The lemma follows from the class by the edit
 * script of the longest known ending (cf. Chrupała 2006). About a microsecond a token. */
#include "lang/tagger.h"

#include "base/utf8.h"
#include "lang/irregular.h"

/* ---- features ---- */

static uint64_t shape_of(str form) {
    uint64_t h = 0;
    int last = -1;
    for (uint32_t at = 0; at < form.n;) {
        uint32_t c = utf8_next(form, &at);
        int kind = utf8_is_upper(c)    ? 1
                   : utf8_is_letter(c) ? 2
                   : utf8_is_digit(c)  ? 3
                                       : 4 + (int)(c & 63);
        if (kind != last)
            h = h * 67 + (uint64_t)kind + 1;
        last = kind;
    }
    return h;
}

void word_view_make(str form, bool is_first, struct word_view *v) {
    char lower[256];
    uint32_t n = 0, digits = 0, letters = 0, capitals = 0;
    *v = (struct word_view){0};
    for (uint32_t at = 0; at < form.n && n + 4 < sizeof lower;) {
        uint32_t c = utf8_next(form, &at);
        digits += utf8_is_digit(c);
        letters += utf8_is_letter(c);
        capitals += utf8_is_upper(c);
        v->has_hyphen |= c == '-';
        if (utf8_is_digit(c))
            c = '0';
        n += utf8_put(utf8_lower(c), lower + n);
    }
    v->has_digit = digits > 0;
    v->is_all_capitals = letters > 1 && capitals == letters;
    uint32_t at = 0;
    v->is_capital = form.n && utf8_is_upper(utf8_next(form, &at)) ? (is_first ? 2 : 1) : 0;
    v->lower = hash_bytes(lower, n, 1);
    v->form = hash_bytes(form.p, form.n, 2);
    for (uint32_t k = 1; k <= 5; k++)
        v->suffix[k - 1] = hash_bytes(lower + (n > k ? n - k : 0), n > k ? k : n, 3 + k);
    for (uint32_t k = 1; k <= 3; k++)
        v->prefix[k - 1] = hash_bytes(lower, n > k ? k : n, 20 + k);
    v->shape = shape_of(form);
}

const struct lexicon_slot *lexicon_find(const struct lexicon *l, uint64_t hash) {
    for (uint32_t i = (uint32_t)hash & l->mask; l->slots[i].hash; i = (i + 1) & l->mask)
        if (l->slots[i].hash == hash)
            return &l->slots[i];
    return NULL;
}

void word_view_look_up(const struct lexicon *l, struct word_view *v) {
    v->known = lexicon_find(l, v->lower);
    v->likely = v->known ? (uint16_t)(v->known->likely[0] * 256 + v->known->likely[1]) : 0;
}

static const struct word_view nothing = {
    .form = 11, .lower = 12, .suffix = {13, 14, 15, 16, 17}, .shape = 18};

/* Features as they are gathered. Their order is the model's: a feature's place is in its hash. */
struct gathering {
    uint64_t *out;
    uint32_t n;
};

static inline void add(struct gathering *g, uint64_t value) {
    g->out[g->n] = hash_mix(value, 0x1000u + g->n);
    g->n++;
}

/* The word and the tags before it: t1 the last, tt the last two. */
static inline void add_own(const struct word_view *w, uint64_t t1, uint64_t tt,
                           struct gathering *g) {
    add(g, 1);
    add(g, w->form);
    add(g, w->lower);
    for (uint32_t i = 0; i < 5; i++)
        add(g, w->suffix[i]);
    for (uint32_t i = 0; i < 3; i++)
        add(g, w->prefix[i]);
    add(g, w->shape * 4 + w->is_capital);
    add(g,
        (uint64_t)(w->has_digit + 2 * w->has_hyphen + 4 * w->is_all_capitals + 8 * w->is_capital));
    add(g, t1);
    add(g, tt);
    add(g, hash_mix(w->lower, t1));
    add(g, hash_mix(w->lower, tt));
    add(g, hash_mix(w->suffix[2], t1));
    add(g, hash_mix(w->suffix[1], tt));
}

/* What the lexicon says of the word and of those behind it, whose tags are still to come. */
static inline void add_likely(const struct word_view *w, uint64_t next, uint64_t after_next,
                              uint64_t t1, uint64_t tt, struct gathering *g) {
    uint64_t own = w->likely;
    add(g, own);
    add(g, next);
    add(g, hash_mix(own, t1));
    add(g, hash_mix(next, t1));
    add(g, hash_mix(own, next));
    add(g, hash_mix(w->lower, next));
    add(g, hash_mix(hash_mix(own, next), t1));
    add(g, hash_mix(hash_mix(own, next), tt));
    add(g, hash_mix(next, after_next));
    add(g, hash_mix(hash_mix(own, next), after_next));
    add(g, hash_mix(w->suffix[2], next));
    add(g, hash_mix(hash_mix(w->lower, t1), next));
}

uint32_t tagger_features(const struct word_view *views, const uint8_t *tags, uint32_t n, uint32_t i,
                         uint64_t out[TAG_FEATURES]) {
    const struct word_view *w = &views[i], *p = i ? &views[i - 1] : &nothing,
                           *pp = i > 1 ? &views[i - 2] : &nothing;
    const struct word_view *x = i + 1 < n ? &views[i + 1] : &nothing,
                           *xx = i + 2 < n ? &views[i + 2] : &nothing;
    uint64_t t1 = i ? tags[i - 1] + 1u : 0, t2 = i > 1 ? tags[i - 2] + 1u : 0, tt = t1 * 256 + t2;
    struct gathering g = {out, 0};
    add_own(w, t1, tt, &g);
    add(&g, p->lower);
    add(&g, pp->lower);
    add(&g, x->lower);
    add(&g, xx->lower);
    add(&g, p->suffix[2]);
    add(&g, x->suffix[2]);
    add(&g, x->suffix[1]);
    add(&g, hash_mix(p->lower, w->lower));
    add(&g, hash_mix(w->lower, x->lower));
    add(&g, hash_mix(hash_mix(p->lower, x->lower), 5));
    add(&g, hash_mix(x->lower, t1));
    add(&g, hash_mix(x->suffix[2], w->suffix[2]));
    add(&g, hash_mix(x->lower, xx->lower));
    add(&g, hash_mix(w->suffix[2], w->is_capital * 4u + x->is_capital));
    add(&g, hash_mix(x->shape, w->shape));
    add_likely(w, x->likely, xx->likely, t1, tt, &g);
    return g.n;
}

/* Words of these tags are few and all in the lexicon: no unknown word is a preposition. */
static bool is_closed(str xpos) {
    static const char *const closed[] = {"IN", "DT",  "CC", "PRP", "PRP$", "TO", "MD", "WDT",
                                         "WP", "WP$", "EX", "POS", "PDT",  "RP", NULL};
    for (const char *const *tag = closed; *tag; tag++)
        if (str_is(xpos, *tag))
            return true;
    return false;
}

/* ---- opening ---- */

static bool open_tags(str section, struct tagger *out) {
    out->n_classes = 0;
    for (str rest = section, line; str_split(&rest, '\n', &line);) {
        str upos;
        struct tag_class c = {0};
        if (line.n == 0)
            continue;
        if (out->n_classes == LINEAR_CLASSES || !str_split(&line, '\t', &c.xpos) ||
            !str_split(&line, '\t', &upos))
            return false;
        c.features = line.p ? line : (str){"", 0};
        enum upos u = upos_parse(upos);
        if (u == UPOS_COUNT)
            return false;
        c.upos = (uint8_t)u;
        if (!is_closed(c.xpos))
            out->open[out->n_classes / 64] |= (uint64_t)1 << (out->n_classes % 64);
        out->classes[out->n_classes++] = c;
    }
    return out->n_classes > 0;
}

static bool is_power(size_t n) {
    return n && (n & (n - 1)) == 0;
}

static bool open_tables(const struct model_file *m, struct tagger *out) {
    str lexicon = model_file_section(m, "lexicon"), lemmas = model_file_section(m, "lemmas");
    out->suffixes = model_file_section(m, "suffixes");
    size_t n_lexicon = lexicon.n / sizeof(struct lexicon_slot),
           n_lemmas = lemmas.n / sizeof(struct lemma_slot);
    if (!is_power(n_lexicon) || !is_power(n_lemmas))
        return false;
    out->lexicon = (struct lexicon){(const struct lexicon_slot *)(const void *)lexicon.p,
                                    (uint32_t)n_lexicon - 1};
    out->lemmas = (const struct lemma_slot *)(const void *)lemmas.p;
    out->lemma_mask = (uint32_t)n_lemmas - 1;
    uint32_t n_free = 0, n_free_lemmas = 0;
    for (size_t i = 0; i < n_lexicon; i++)
        n_free += out->lexicon.slots[i].hash == 0;
    for (size_t i = 0; i < n_lemmas; i++) {
        const struct lemma_slot *s = &out->lemmas[i];
        n_free_lemmas += s->hash == 0;
        if (s->length > out->suffixes.n || s->suffix > out->suffixes.n - s->length)
            return false;
    }
    return n_free && n_free_lemmas;
}

bool tagger_open(const struct model_file *m, struct tagger *out, struct hb_error *err) {
    *out = (struct tagger){0};
    if (open_tags(model_file_section(m, "tags"), out) &&
        linear_open(model_file_section(m, "tagger"), &out->linear) &&
        out->linear.n_classes == out->n_classes && open_tables(m, out)) {
        out->past = tagger_class(out, "VBD", UPOS_VERB);
        out->participle = tagger_class(out, "VBN", UPOS_VERB);
        out->adjective = tagger_class(out, "JJ", UPOS_ADJ);
        return true;
    }
    error_set(err, HB_ERR_INPUT, 0, "the model's tagger is missing or damaged");
    return false;
}

/* ---- running ---- */

/* The classes that a form may have, as bits. */
struct allowed {
    uint64_t bits[LINEAR_CLASSES / 64];
};

static void allow(struct allowed *a, uint32_t c) {
    if (c < LINEAR_CLASSES)
        a->bits[c / 64] |= (uint64_t)1 << (c % 64);
}

static bool is_allowed(const struct allowed *a, uint32_t c) {
    return c < LINEAR_CLASSES && a->bits[c / 64] >> (c % 64) & 1;
}

/* What the lexicon saw, or any open class; irregular past forms are verbs, and a form in -ed that
 * was seen as adjective or participle may be any past form. */
static struct allowed allowed_classes(const struct tagger *g, const struct word_view *v, str form) {
    struct allowed a;
    memcpy(a.bits, v->known ? v->known->classes : g->open, sizeof a.bits);
    if (g->is_bare) {
        if (!v->known)
            memset(a.bits, 0xFF, sizeof a.bits);
        return a;
    }
    char z[16];
    uint32_t n = form.n < sizeof z ? form.n : 0;
    for (uint32_t i = 0; i < n; i++)
        z[i] = (char)(form.p[i] >= 'A' && form.p[i] <= 'Z' ? form.p[i] + 32 : form.p[i]);
    const struct irregular *verb = n > 2 ? irregular_find((str){z, n}) : NULL;
    bool is_small = form.n && form.p[0] >= 'a' && form.p[0] <= 'z';
    if (verb && !v->known && is_small)
        memset(a.bits, 0, sizeof a.bits);
    bool is_ed = v->known && is_small && str_ends(form, STR("ed")) &&
                 (is_allowed(&a, g->adjective) || is_allowed(&a, g->participle));
    if (is_ed || (verb && verb->is_past))
        allow(&a, g->past);
    if (is_ed || (verb && verb->is_participle))
        allow(&a, g->participle);
    return a;
}

static uint8_t best_class(const struct tagger *g, const struct allowed *allowed,
                          const int32_t *scores) {
    int best = -1;
    for (uint32_t c = 0; c < g->n_classes; c++) {
        if (!(allowed->bits[c / 64] >> (c % 64) & 1))
            continue;
        if (best < 0 || scores[c] > scores[best])
            best = (int)c;
    }
    return (uint8_t)(best < 0 ? 0 : best);
}

uint64_t lemma_key(uint32_t class_id, str lower, uint32_t k) {
    bool is_whole = k > LEMMA_ENDING || k >= lower.n;
    uint32_t n = is_whole ? lower.n : k;
    uint64_t h =
        hash_bytes(lower.p + lower.n - n, n, class_id * 16u + (k > LEMMA_ENDING ? 15u : k));
    return h ? h : 1;
}

static const struct lemma_slot *lemma_find(const struct tagger *g, uint64_t key) {
    for (uint32_t i = (uint32_t)key & g->lemma_mask; g->lemmas[i].hash; i = (i + 1) & g->lemma_mask)
        if (g->lemmas[i].hash == key)
            return &g->lemmas[i];
    return NULL;
}

static str lower_form(struct arena *a, str form) {
    bool is_lower = true, is_ascii = true;
    for (uint32_t i = 0; i < form.n; i++) {
        is_lower &= !(form.p[i] >= 'A' && form.p[i] <= 'Z');
        is_ascii &= (unsigned char)form.p[i] < 0x80;
    }
    if (is_ascii)
        return is_lower ? form : str_lower(a, form);
    char *p = arena_alloc(a, (size_t)form.n * 2 + 4);
    uint32_t n = 0;
    for (uint32_t at = 0; p && at < form.n;)
        n += utf8_put(utf8_lower(utf8_next(form, &at)), p + n);
    return (str){p, p ? n : 0};
}

/* "Dying", "lying", "tying": of the forms in -ying these alone come of a verb in -ie. */
static const char *ie_lemma(str lower) {
    return str_is(lower, "dying")   ? "die"
           : str_is(lower, "lying") ? "lie"
           : str_is(lower, "tying") ? "tie"
                                    : NULL;
}

static bool has_capital(str s) {
    for (uint32_t i = 0; i < s.n; i++)
        if (s.p[i] >= 'A' && s.p[i] <= 'Z')
            return true;
    return false;
}

bool tagger_lemma(const struct tagger *g, struct arena *a, struct token *t, uint32_t class_id) {
    str lower = lower_form(a, t->form);
    if (!lower.p)
        return false;
    bool is_proper = g->classes[class_id].upos == UPOS_PROPN;
    const struct irregular *verb = !g->is_bare && (class_id == g->past || class_id == g->participle)
                                       ? irregular_find(lower)
                                       : NULL;
    if (verb) {
        t->lemma = str_from(verb->lemma);
        return true;
    }
    const char *in_ie = g->classes[class_id].upos == UPOS_VERB ? ie_lemma(lower) : NULL;
    if (in_ie) {
        t->lemma = str_from(in_ie);
        return true;
    }
    const struct lemma_slot *s = lemma_find(g, lemma_key(class_id, lower, LEMMA_ENDING + 1));
    bool is_whole = s != NULL;
    for (uint32_t k = LEMMA_ENDING + 1; !s && k-- > 0;)
        if (k <= lower.n)
            s = lemma_find(g, lemma_key(class_id, lower, k));
    str base = is_proper || (s && s->keeps_case) ? t->form : lower;
    bool is_split = s && !g->is_bare && s->strip && s->strip < base.n && /* inside a character */
                    ((unsigned char)base.p[base.n - s->strip] & 0xC0) == 0x80;
    if (!s || s->strip > base.n || is_split || (s->strip == 0 && s->length == 0)) {
        t->lemma = base;
        return true;
    }
    char *p = arena_alloc(a, base.n + s->length + 1u);
    if (!p)
        return false;
    memcpy(p, base.p, base.n - s->strip);
    memcpy(p + base.n - s->strip, g->suffixes.p + s->suffix, s->length);
    t->lemma = (str){p, base.n - s->strip + s->length};
    bool is_name = !is_whole && !g->is_bare && g->classes[class_id].upos == UPOS_ADJ &&
                   has_capital(t->lemma) && has_capital(t->form);
    if (is_name) /* "Sudanese" by the ending of "Japanese": its own lemma */
        t->lemma = t->form;
    return true;
}

uint32_t tagger_class(const struct tagger *g, const char *xpos, enum upos upos) {
    uint32_t c = 0;
    while (c < g->n_classes && !(str_is(g->classes[c].xpos, xpos) && g->classes[c].upos == upos))
        c++;
    return c;
}

hb_status tagger_run(const struct tagger *g, struct arena *a, struct text *t,
                     struct hb_error *err) {
    uint32_t longest = 0;
    for (uint32_t s = 0; s < t->n_sentences; s++) {
        uint32_t n = t->sentences[s].last - t->sentences[s].first;
        longest = n > longest ? n : longest;
    }
    struct word_view *views = ARENA_NEW(a, struct word_view, longest + 1);
    uint8_t *tags = ARENA_NEW(a, uint8_t, longest + 1);
    if (!views || !tags)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to tag");
    for (uint32_t s = 0; s < t->n_sentences; s++) {
        struct token *tokens = t->tokens + t->sentences[s].first;
        uint32_t n = t->sentences[s].last - t->sentences[s].first;
        for (uint32_t i = 0; i < n; i++) {
            word_view_make(tokens[i].form, i == 0, &views[i]);
            word_view_look_up(&g->lexicon, &views[i]);
        }
        for (uint32_t i = 0; i < n; i++) {
            uint64_t features[TAG_FEATURES];
            int32_t scores[LINEAR_CLASSES] = {0};
            uint32_t k = tagger_features(views, tags, n, i, features);
            linear_add(&g->linear, features, k, scores);
            struct allowed allowed = allowed_classes(g, &views[i], tokens[i].form);
            tags[i] = best_class(g, &allowed, scores);
            tokens[i].upos = g->classes[tags[i]].upos;
            tokens[i].xpos = tags[i];
            tokens[i].features = tags[i];
            if (!tagger_lemma(g, a, &tokens[i], tags[i]))
                return error_set(err, HB_ERR_MEMORY, 0, "no memory for lemmas");
        }
    }
    return HB_OK;
}
