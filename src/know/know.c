/* Opening a knowledge image and answering from it. The image is checked once: section bounds, and
 * every index and string inside; after that, look-ups trust it. Names are matched by growing the
 * folded key token by token while some name goes on that way, with and without the reading as
 * acronyms. */
#include "know/know.h"

#include "base/alloc.h"
#include "base/file.h"
#include "know/fold.h"
#include "know/image.h"
#include "know/source.h"

struct know {
    struct file_map map;
    struct arena arena; /* holds an image compiled with an overlay; else empty */
    const char *strings;
    size_t n_strings;
    const void *data[SECTION_COUNT];
    uint32_t count[SECTION_COUNT];
    struct frame *frames; /* [count[SECTION_FRAMES]] owned, with strings resolved */
};

static const size_t record_size[SECTION_COUNT] = {
    [SECTION_STRINGS] = 1,
    [SECTION_COUNTRIES] = sizeof(struct image_country),
    [SECTION_ACTORS] = sizeof(struct image_actor),
    [SECTION_SPELLS] = sizeof(struct image_spell),
    [SECTION_AGENTS] = sizeof(struct image_agent),
    [SECTION_PLACES] = sizeof(struct image_place),
    [SECTION_GROUPS] = sizeof(struct image_group),
    [SECTION_HITS] = sizeof(struct image_hit),
    [SECTION_GROUP_SLOTS] = sizeof(uint32_t),
    [SECTION_WORDS] = sizeof(struct image_word),
    [SECTION_WORD_SLOTS] = sizeof(uint32_t),
    [SECTION_CLASSES] = sizeof(struct image_class),
    [SECTION_FRAMES] = sizeof(struct image_frame),
    [SECTION_CONDITIONS] = sizeof(struct image_condition),
    [SECTION_VALUES] = sizeof(struct image_value),
    [SECTION_ROLES] = sizeof(struct image_role),
    [SECTION_CAMEO] = sizeof(struct image_cameo),
    [SECTION_FOLDS] = sizeof(struct image_fold),
    [SECTION_SOURCES] = sizeof(struct image_source),
};

static const struct image_country *countries(const struct know *k) {
    return k->data[SECTION_COUNTRIES];
}
static const struct image_actor *actors(const struct know *k) {
    return k->data[SECTION_ACTORS];
}
static const struct image_spell *spells(const struct know *k) {
    return k->data[SECTION_SPELLS];
}
static const struct image_agent *agents(const struct know *k) {
    return k->data[SECTION_AGENTS];
}
static const struct image_place *places(const struct know *k) {
    return k->data[SECTION_PLACES];
}
static const struct image_group *groups(const struct know *k) {
    return k->data[SECTION_GROUPS];
}
static const struct image_hit *hits(const struct know *k) {
    return k->data[SECTION_HITS];
}
static const struct image_word *words(const struct know *k) {
    return k->data[SECTION_WORDS];
}
static const struct image_class *classes(const struct know *k) {
    return k->data[SECTION_CLASSES];
}
static const struct image_condition *conditions(const struct know *k) {
    return k->data[SECTION_CONDITIONS];
}
static const struct image_value *values(const struct know *k) {
    return k->data[SECTION_VALUES];
}
static const struct image_role *roles(const struct know *k) {
    return k->data[SECTION_ROLES];
}
static const struct image_cameo *cameos(const struct know *k) {
    return k->data[SECTION_CAMEO];
}
static const struct image_fold *folds(const struct know *k) {
    return k->data[SECTION_FOLDS];
}
static const struct image_source *sources(const struct know *k) {
    return k->data[SECTION_SOURCES];
}

static str text_of(const struct know *k, struct image_str s) {
    return (str){k->strings + s.offset, s.n};
}

/* ---- checking ---- */

static bool good_str(const struct know *k, struct image_str s) {
    return s.n <= k->n_strings && s.offset <= k->n_strings - s.n;
}

static bool good_range(uint32_t first, uint32_t n, uint32_t count) {
    return n <= count && first <= count - n;
}

static bool check_actors(const struct know *k) {
    for (uint32_t i = 0; i < k->count[SECTION_COUNTRIES]; i++)
        if (!good_str(k, countries(k)[i].code) || !good_str(k, countries(k)[i].name))
            return false;
    for (uint32_t i = 0; i < k->count[SECTION_ACTORS]; i++) {
        const struct image_actor *a = &actors(k)[i];
        if (!good_str(k, a->name) || a->kind > KNOW_GROUP ||
            !good_range(a->first_spell, a->n_spells, k->count[SECTION_SPELLS]))
            return false;
    }
    for (uint32_t i = 0; i < k->count[SECTION_SPELLS]; i++)
        if (!good_str(k, spells(k)[i].code) || !good_str(k, spells(k)[i].office))
            return false;
    for (uint32_t i = 0; i < k->count[SECTION_AGENTS]; i++) {
        const struct image_agent *a = &agents(k)[i];
        if (!good_str(k, a->phrase) || !good_str(k, a->sector) || !good_str(k, a->place) ||
            a->kind > AGENT_THING)
            return false;
    }
    for (uint32_t i = 0; i < k->count[SECTION_PLACES]; i++) {
        const struct image_place *p = &places(k)[i];
        if (!good_str(k, p->name) || !good_str(k, p->country) || !good_str(k, p->kind))
            return false;
    }
    return true;
}

static bool good_slots(const struct know *k, enum image_section which, uint32_t count) {
    const uint32_t *slots = k->data[which];
    uint32_t n = k->count[which], n_free = 0;
    if (n == 0 || (n & (n - 1)) != 0)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        if (slots[i] > count)
            return false;
        n_free += slots[i] == 0;
    }
    return n_free > 0;
}

static bool check_names(const struct know *k) {
    const uint32_t limit[PHRASE_AGENT + 1] = {[PHRASE_COUNTRY] = k->count[SECTION_COUNTRIES],
                                              [PHRASE_DEMONYM] = k->count[SECTION_COUNTRIES],
                                              [PHRASE_CAPITAL] = k->count[SECTION_COUNTRIES],
                                              [PHRASE_SEAT] = k->count[SECTION_COUNTRIES],
                                              [PHRASE_ACTOR] = k->count[SECTION_ACTORS],
                                              [PHRASE_PLACE] = k->count[SECTION_PLACES],
                                              [PHRASE_AGENT] = k->count[SECTION_AGENTS]};
    for (uint32_t i = 0; i < k->count[SECTION_GROUPS]; i++) {
        const struct image_group *g = &groups(k)[i];
        if (!good_str(k, g->key) || !good_range(g->first_hit, g->n_hits, k->count[SECTION_HITS]))
            return false;
    }
    for (uint32_t i = 0; i < k->count[SECTION_HITS]; i++)
        if (hits(k)[i].kind > PHRASE_AGENT || hits(k)[i].index >= limit[hits(k)[i].kind])
            return false;
    return good_slots(k, SECTION_GROUP_SLOTS, k->count[SECTION_GROUPS]);
}

static bool check_words(const struct know *k) {
    for (uint32_t i = 0; i < k->count[SECTION_WORDS]; i++) {
        const struct image_word *w = &words(k)[i];
        if (!good_str(k, w->text))
            return false;
        for (int p = 0; p < 3; p++)
            if (!good_range(w->first_frame[p], w->n_frames[p], k->count[SECTION_FRAMES]))
                return false;
    }
    for (uint32_t i = 0; i < k->count[SECTION_CLASSES]; i++)
        if (!good_str(k, classes(k)[i].name) || i >= CLASS_LIMIT)
            return false;
    return good_slots(k, SECTION_WORD_SLOTS, k->count[SECTION_WORDS]);
}

static bool check_codes(const struct know *k) {
    for (uint32_t i = 0; i < k->count[SECTION_CAMEO]; i++) {
        const struct image_cameo *c = &cameos(k)[i];
        if (!good_str(k, c->code) || !good_str(k, c->label) || !good_str(k, c->contexts) ||
            c->type >= PLOVER_COUNT || c->mode > MODE_COUNT)
            return false;
    }
    if (k->count[SECTION_FOLDS] != PLOVER_COUNT * PLOVER_COUNT)
        return false;
    for (uint32_t i = 0; i < k->count[SECTION_FOLDS]; i++)
        if (folds(k)[i].type > PLOVER_COUNT || folds(k)[i].mode >= MODE_COUNT ||
            !good_str(k, folds(k)[i].cameo))
            return false;
    for (uint32_t i = 0; i < k->count[SECTION_SOURCES]; i++)
        if (!good_str(k, sources(k)[i].name) || !good_str(k, sources(k)[i].text))
            return false;
    return true;
}

static bool check_frame(const struct know *k, const struct image_frame *f) {
    const uint32_t n_words = k->count[SECTION_WORDS], n_roles = k->count[SECTION_ROLES];
    if (!good_str(k, f->trigger) || !good_str(k, f->cameo) || !good_str(k, f->file) ||
        f->head >= n_words || f->pos > 2 || f->n_rest > FRAME_REST || f->type >= PLOVER_COUNT ||
        f->n_modes > 3)
        return false;
    for (uint32_t i = 0; i < f->n_rest; i++)
        if (f->rest[i] >= n_words)
            return false;
    for (uint32_t i = 0; i < f->n_modes; i++)
        if (f->modes[i] >= MODE_COUNT)
            return false;
    return good_range(f->first_condition, f->n_conditions, k->count[SECTION_CONDITIONS]) &&
           good_range(f->first_actor_role, f->n_actor_roles, n_roles) &&
           good_range(f->first_recipient_role, f->n_recipient_roles, n_roles);
}

static bool check_frames(const struct know *k) {
    const uint32_t n_words = k->count[SECTION_WORDS];
    for (uint32_t i = 0; i < k->count[SECTION_CONDITIONS]; i++) {
        const struct image_condition *c = &conditions(k)[i];
        if (c->role > ROLE_PREPOSITION || (c->role == ROLE_PREPOSITION && c->word >= n_words) ||
            !good_range(c->first_value, c->n_values, k->count[SECTION_VALUES]))
            return false;
    }
    for (uint32_t i = 0; i < k->count[SECTION_VALUES]; i++) {
        const struct image_value *v = &values(k)[i];
        if (v->kind > VALUE_CLAUSE || (v->kind == VALUE_WORD && v->id >= n_words) ||
            (v->kind == VALUE_CLASS && v->id >= k->count[SECTION_CLASSES]))
            return false;
    }
    for (uint32_t i = 0; i < k->count[SECTION_ROLES]; i++)
        if (roles(k)[i].name > ROLE_PREPOSITION ||
            (roles(k)[i].name == ROLE_PREPOSITION && roles(k)[i].word >= n_words))
            return false;
    const struct image_frame *f = k->data[SECTION_FRAMES];
    for (uint32_t i = 0; i < k->count[SECTION_FRAMES]; i++)
        if (!check_frame(k, &f[i]))
            return false;
    return true;
}

static bool resolve_frames(struct know *k) {
    const struct image_frame *in = k->data[SECTION_FRAMES];
    k->frames = mem_zeroed(k->count[SECTION_FRAMES], sizeof *k->frames);
    if (!k->frames)
        return false;
    for (uint32_t i = 0; i < k->count[SECTION_FRAMES]; i++) {
        struct frame *f = &k->frames[i];
        *f = (struct frame){.head = in[i].head,
                            .pos = "vna"[in[i].pos],
                            .n_rest = in[i].n_rest,
                            .is_head_last = in[i].is_head_last != 0,
                            .first_condition = in[i].first_condition,
                            .n_conditions = in[i].n_conditions,
                            .first_actor_role = in[i].first_actor_role,
                            .n_actor_roles = in[i].n_actor_roles,
                            .first_recipient_role = in[i].first_recipient_role,
                            .n_recipient_roles = in[i].n_recipient_roles,
                            .type = (enum plover_type)in[i].type,
                            .n_modes = in[i].n_modes,
                            .cameo = text_of(k, in[i].cameo),
                            .flags = in[i].flags,
                            .file = text_of(k, in[i].file),
                            .line = in[i].line,
                            .trigger = text_of(k, in[i].trigger)};
        memcpy(f->rest, in[i].rest, sizeof f->rest);
        for (uint32_t m = 0; m < f->n_modes; m++)
            f->modes[m] = (enum plover_mode)in[i].modes[m];
    }
    return true;
}

/* ---- opening ---- */

static hb_status adopt(struct know *k, const void *data, size_t size, struct hb_error *err) {
    const char *bytes = data;
    struct image_header h;
    if (size < sizeof h || memcmp(bytes, IMAGE_MAGIC, 8) != 0)
        return error_set(err, HB_ERR_INPUT, 0,
                         "not a knowledge image of this version: build it again with ninja");
    memcpy(&h, bytes, sizeof h);
    for (int i = 0; i < SECTION_COUNT; i++) {
        uint64_t offset = h.sections[i].offset, count = h.sections[i].count;
        if (offset > size || offset % 8 != 0 || count > (size - offset) / record_size[i] ||
            count > UINT32_MAX - 1)
            return error_set(err, HB_ERR_INPUT, offset, "knowledge image: section %d out of bounds",
                             i);
        k->data[i] = bytes + offset;
        k->count[i] = (uint32_t)count;
    }
    k->strings = k->data[SECTION_STRINGS];
    k->n_strings = k->count[SECTION_STRINGS];
    if (!check_actors(k) || !check_names(k) || !check_words(k) || !check_codes(k) ||
        !check_frames(k))
        return error_set(err, HB_ERR_INPUT, 0, "knowledge image: an index is out of bounds");
    if (!resolve_frames(k))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for %u frames",
                         k->count[SECTION_FRAMES]);
    return HB_OK;
}

hb_status know_from_bytes(const void *data, size_t size, struct know **out, struct hb_error *err) {
    struct know *k = mem_zeroed(1, sizeof *k);
    if (!k)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for the knowledge");
    hb_status status = adopt(k, data, size, err);
    if (status == HB_OK)
        *out = k;
    else
        know_close(k);
    return status;
}

hb_status know_open(const char *path, struct know **out, struct hb_error *err) {
    struct file_map map;
    hb_status status = file_map_open(path, &map, err);
    if (status != HB_OK)
        return status;
    status = know_from_bytes(map.data, map.size, out, err);
    if (status == HB_OK)
        (*out)->map = map;
    else
        file_map_close(&map);
    return status;
}

hb_status know_open_with(const char *path, const char *overlay_dir, struct know **out,
                         struct hb_error *err) {
    hb_status status = know_open(path, out, err);
    if (status != HB_OK || !overlay_dir)
        return status;
    struct know *base = *out, *k = NULL;
    *out = NULL;
    struct arena arena = {0};
    struct knowledge_sources all = {0};
    str image = {NULL, 0};
    char diagnostic[400] = "";
    status = sources_read(overlay_dir, &arena, &all, err);
    for (uint32_t i = 0; status == HB_OK && i < base->count[SECTION_SOURCES]; i++)
        if (!sources_add(&all, &arena, text_of(base, sources(base)[i].name),
                         text_of(base, sources(base)[i].text), true))
            status = error_set(err, HB_ERR_MEMORY, 0, "no memory for the overlay");
    if (status == HB_OK)
        status = sources_compile(&all, &arena, &image, diagnostic, err);
    if (status == HB_OK)
        status = know_from_bytes(image.p, image.n, &k, err);
    know_close(base);
    if (status == HB_OK) {
        k->arena = arena;
        *out = k;
    } else {
        arena_free(&arena);
    }
    return status;
}

void know_close(struct know *k) {
    if (!k)
        return;
    mem_free(k->frames);
    file_map_close(&k->map);
    arena_free(&k->arena);
    mem_free(k);
}

/* ---- names ---- */

static const struct image_group *find_group(const struct know *k, str key) {
    const uint32_t *slots = k->data[SECTION_GROUP_SLOTS];
    uint32_t mask = k->count[SECTION_GROUP_SLOTS] - 1;
    for (uint32_t i = (uint32_t)hash_str(key) & mask; slots[i]; i = (i + 1) & mask) {
        const struct image_group *g = &groups(k)[slots[i] - 1];
        if (str_equal(text_of(k, g->key), key))
            return g;
    }
    return NULL;
}

/* The names of a key; where some are written just as the text writes them, those alone. */
static void take_hits(const struct know *k, const struct image_group *g, uint32_t n_tokens,
                      uint32_t exact, struct phrase_match *out) {
    bool has_exact = false;
    out->n_tokens = n_tokens;
    out->n_hits = 0;
    for (uint32_t i = 0; i < g->n_hits; i++)
        has_exact |= hits(k)[g->first_hit + i].exact == exact;
    for (uint32_t i = 0; i < g->n_hits && out->n_hits < PHRASE_HITS; i++) {
        const struct image_hit *h = &hits(k)[g->first_hit + i];
        bool is_repeated = false;
        for (uint32_t j = 0; j < out->n_hits; j++)
            is_repeated |=
                out->hits[j].kind == (enum phrase_kind)h->kind && out->hits[j].index == h->index;
        if (h->kind && !is_repeated && (!has_exact || h->exact == exact))
            out->hits[out->n_hits++] =
                (struct phrase_hit){(enum phrase_kind)h->kind, h->index, h->is_acronym != 0};
    }
}

/* A token without a key that a name may contain but neither begins nor ends with. */
static bool is_inner(str token) {
    static const char *const inner[] = {
        "-",  "\xE2\x80\x91", "\xE2\x80\x93", "'s",  "\xE2\x80\x99s", "'", "al",
        "el", "Al",           "El",           "the", "The",           "."};
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++)
        if (str_is(token, inner[i]))
            return true;
    return false;
}

static void match_pass(const struct know *k, const str *tokens, uint32_t n, bool with_acronyms,
                       struct phrase_match *best) {
    char key[FOLD_MAX * (PHRASE_TOKENS + 1)];
    uint32_t exact = 0, length = 0, limit = n < PHRASE_TOKENS + 4 ? n : PHRASE_TOKENS + 4,
             n_keyed = 0;
    for (uint32_t i = 0; i < limit && n_keyed < PHRASE_TOKENS; i++) {
        uint32_t m = with_acronyms ? fold_acronym(tokens[i], key + length) : 0;
        if (m == 0)
            m = fold_token(tokens[i], key + length);
        if (m == 0) {
            if (i == 0 || !is_inner(tokens[i]))
                return;
            exact = fold_exact(exact, tokens[i]);
            continue;
        }
        exact = fold_exact(exact, tokens[i]);
        length += m;
        n_keyed++;
        const struct image_group *g = find_group(k, (str){key, length});
        if (!g)
            return;
        if (g->n_hits && i + 1 > best->n_tokens)
            take_hits(k, g, i + 1, exact, best);
    }
}

struct phrase_match know_match_name(const struct know *k, const str *tokens, uint32_t n) {
    struct phrase_match best = {0};
    char scratch[FOLD_MAX];
    match_pass(k, tokens, n, true, &best);
    bool has_acronym = false;
    for (uint32_t i = 0; i < n && i < PHRASE_TOKENS && !has_acronym; i++)
        has_acronym = fold_acronym(tokens[i], scratch) != 0;
    if (has_acronym)
        match_pass(k, tokens, n, false, &best);
    return best;
}

struct phrase_match know_match_agent(const struct know *k, const str *lemmas, uint32_t n) {
    struct phrase_match best = {0};
    char key[FOLD_MAX * (PHRASE_TOKENS + 1)];
    uint32_t length = 0, n_keyed = 0;
    for (uint32_t i = 0; i < n && n_keyed < PHRASE_TOKENS; i++) {
        if (str_is(lemmas[i], "-") && i > 0)
            continue;
        if (lemmas[i].n == 0 || lemmas[i].n >= FOLD_MAX)
            break;
        key[length] = length == 0 ? '@' : ' ';
        length++;
        memcpy(key + length, lemmas[i].p, lemmas[i].n);
        length += lemmas[i].n;
        n_keyed++;
        const struct image_group *g = find_group(k, (str){key, length});
        if (!g)
            break;
        if (g->n_hits)
            take_hits(k, g, i + 1, 0, &best);
    }
    return best;
}

struct know_country know_country(const struct know *k, uint32_t index) {
    const struct image_country *c = &countries(k)[index];
    return (struct know_country){text_of(k, c->code), text_of(k, c->name), c->lat, c->lon};
}

struct know_actor know_actor(const struct know *k, uint32_t index) {
    const struct image_actor *a = &actors(k)[index];
    return (struct know_actor){text_of(k, a->name), (enum know_actor_kind)a->kind, a->first_spell,
                               a->n_spells};
}

struct know_spell know_spell(const struct know *k, uint32_t index) {
    const struct image_spell *s = &spells(k)[index];
    return (struct know_spell){s->from, s->to, text_of(k, s->code), text_of(k, s->office),
                               s->is_dated != 0};
}

struct know_place know_place(const struct know *k, uint32_t index) {
    const struct image_place *p = &places(k)[index];
    return (struct know_place){text_of(k, p->name),
                               text_of(k, p->country),
                               text_of(k, p->kind),
                               p->lat,
                               p->lon,
                               p->weight};
}

struct know_agent know_agent(const struct know *k, uint32_t index) {
    const struct image_agent *a = &agents(k)[index];
    return (struct know_agent){text_of(k, a->phrase),
                               text_of(k, a->sector),
                               text_of(k, a->place),
                               (a->takes_owner & AGENT_AMBIGUOUS) != 0,
                               (a->takes_owner & AGENT_TAKES_OWNER) != 0,
                               (enum know_agent_kind)a->kind};
}

uint32_t know_country_by_code(const struct know *k, str code) {
    for (uint32_t i = 0; i < k->count[SECTION_COUNTRIES]; i++)
        if (str_equal(text_of(k, countries(k)[i].code), code))
            return i;
    return UINT32_MAX;
}

str know_actor_code(const struct know *k, uint32_t actor, date_day day, struct arena *a) {
    const struct image_actor *who = &actors(k)[actor];
    const struct image_spell *best = NULL, *nearest = NULL;
    bool has_begun = false;
    for (uint32_t i = 0; i < who->n_spells; i++) {
        const struct image_spell *s = &spells(k)[who->first_spell + i];
        bool covers = day == DATE_NONE ? s->to == date_from_civil(9999, 12, 31)
                                       : s->from <= day && day <= s->to;
        if (covers && (!best || (s->is_dated && !best->is_dated) || s->from > best->from))
            best = s;
        if (!nearest || s->from > nearest->from)
            nearest = s;
        has_begun |= day == DATE_NONE || s->from <= day;
    }
    if (best)
        return text_of(k, best->code);
    if (!nearest)
        return STR("---");
    str code = text_of(k, nearest->code);
    if (who->kind != KNOW_PERSON)
        return code;
    uint32_t bare = code.n > 4 && code.p[3] == '-' ? 3 : code.n;
    if (!has_begun || bare != 3)
        return str_slice(code, 0, bare);
    char z[8];
    memcpy(z, code.p, 3);
    memcpy(z + 3, "-ELI", 4);
    str made = str_copy(a, (str){z, 7});
    return made.p ? made : str_slice(code, 0, 3);
}

/* ---- words, frames, codes ---- */

uint32_t know_word(const struct know *k, str lower) {
    const uint32_t *slots = k->data[SECTION_WORD_SLOTS];
    uint32_t mask = k->count[SECTION_WORD_SLOTS] - 1;
    for (uint32_t i = (uint32_t)hash_str(lower) & mask; slots[i]; i = (i + 1) & mask)
        if (str_equal(text_of(k, words(k)[slots[i] - 1].text), lower))
            return slots[i] - 1;
    return WORD_NONE;
}

str know_word_text(const struct know *k, uint32_t word) {
    return word < k->count[SECTION_WORDS] ? text_of(k, words(k)[word].text) : (str){"", 0};
}

bool know_word_in_class(const struct know *k, uint32_t word, uint32_t class_id) {
    return word < k->count[SECTION_WORDS] && class_id < CLASS_LIMIT &&
           (words(k)[word].classes[class_id / 64] >> (class_id % 64) & 1);
}

const uint64_t *know_word_classes(const struct know *k, uint32_t word) {
    return word < k->count[SECTION_WORDS] ? words(k)[word].classes : NULL;
}

str know_class_name(const struct know *k, uint32_t class_id) {
    return text_of(k, classes(k)[class_id].name);
}

uint32_t know_classes_with(const struct know *k, const char *prefix, uint32_t *first) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < k->count[SECTION_CLASSES]; i++)
        if (str_starts(know_class_name(k, i), str_from(prefix))) {
            *first = n ? *first : i;
            n++;
        } else if (n) {
            break;
        }
    return n;
}

uint32_t know_class(const struct know *k, const char *name) {
    for (uint32_t i = 0; i < k->count[SECTION_CLASSES]; i++)
        if (str_is(text_of(k, classes(k)[i].name), name))
            return i;
    return WORD_NONE;
}

static int pos_index(char pos) {
    return pos == 'v' ? 0 : pos == 'n' ? 1 : 2;
}

struct frame_range know_frames(const struct know *k, uint32_t word, char pos) {
    if (word >= k->count[SECTION_WORDS])
        return (struct frame_range){0, 0};
    int p = pos_index(pos);
    return (struct frame_range){words(k)[word].first_frame[p], words(k)[word].n_frames[p]};
}

const struct frame *know_frame(const struct know *k, uint32_t index) {
    return &k->frames[index];
}

struct frame_condition know_condition(const struct know *k, uint32_t index) {
    const struct image_condition *c = &conditions(k)[index];
    return (struct frame_condition){{(uint16_t)c->role, c->word},
                                    c->is_absent != 0,
                                    c->is_negated != 0,
                                    c->first_value,
                                    c->n_values};
}

struct frame_value know_value(const struct know *k, uint32_t index) {
    return (struct frame_value){(enum value_kind)values(k)[index].kind, values(k)[index].id};
}

struct role know_role(const struct know *k, uint32_t index) {
    return (struct role){(uint16_t)roles(k)[index].name, roles(k)[index].word};
}

uint32_t know_operators(const struct know *k, uint32_t word, char pos) {
    return word < k->count[SECTION_WORDS] ? words(k)[word].operators[pos_index(pos)] : 0;
}

struct know_cameo know_cameo(const struct know *k, str code) {
    for (; code.n >= 2; code.n--)
        for (uint32_t i = 0; i < k->count[SECTION_CAMEO]; i++) {
            const struct image_cameo *c = &cameos(k)[i];
            if (str_equal(text_of(k, c->code), code))
                return (struct know_cameo){text_of(k, c->code), text_of(k, c->label),
                                           text_of(k, c->contexts), c->goldstein,
                                           (enum plover_type)c->type};
        }
    return (struct know_cameo){{"", 0}, {"", 0}, {"", 0}, 0.0, PLOVER_NONE};
}

str know_default_cameo(const struct know *k, enum plover_type type, enum plover_mode mode) {
    str best = {"", 0};
    for (uint32_t i = 0; i < k->count[SECTION_CAMEO]; i++) {
        const struct image_cameo *c = &cameos(k)[i];
        if (c->type != (uint32_t)type)
            continue;
        if (c->mode == (uint32_t)mode)
            return text_of(k, c->code);
        if (best.n == 0)
            best = text_of(k, c->code);
    }
    return best;
}

struct know_fold know_fold(const struct know *k, enum plover_type outer, enum plover_type content) {
    const struct image_fold *f = &folds(k)[(int)outer * PLOVER_COUNT + (int)content];
    return (struct know_fold){(enum plover_type)f->type, (enum plover_mode)f->mode,
                              text_of(k, f->cameo)};
}

struct know_counts know_count(const struct know *k) {
    return (struct know_counts){k->count[SECTION_COUNTRIES], k->count[SECTION_ACTORS],
                                k->count[SECTION_AGENTS],    k->count[SECTION_PLACES],
                                k->count[SECTION_FRAMES],    k->count[SECTION_WORDS],
                                k->count[SECTION_GROUPS]};
}
