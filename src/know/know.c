/* Opening a knowledge image and answering from it. The image is checked once (image.c); after that,
 * look-ups trust it. Names are matched by growing the
 * folded key token by token while some name goes on that way, with and without the reading as
 * acronyms. */
#include "know/know.h"

#include "base/alloc.h"
#include "base/file.h"
#include "know/fold.h"
#include "know/gazetteer.h"
#include "know/image.h"
#include "know/source.h"

struct know {
    struct file_map map;
    struct arena arena; /* holds an image compiled with an overlay; else empty */
    struct image_view image;
    struct gazetteer gazetteer;
    struct know *base; /* owned: of an image compiled with an overlay, whose gazetteer it lends */
    struct frame *frames; /* [count[SECTION_FRAMES]] owned, with strings resolved */
};

static bool resolve_frames(struct know *k) {
    const struct image_frame *in = k->image.data[SECTION_FRAMES];
    k->frames = mem_zeroed(k->image.count[SECTION_FRAMES], sizeof *k->frames);
    if (!k->frames)
        return false;
    for (uint32_t i = 0; i < k->image.count[SECTION_FRAMES]; i++) {
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
                            .cameo = image_text(&k->image, in[i].cameo),
                            .flags = in[i].flags,
                            .file = image_text(&k->image, in[i].file),
                            .line = in[i].line,
                            .trigger = image_text(&k->image, in[i].trigger)};
        memcpy(f->rest, in[i].rest, sizeof f->rest);
        for (uint32_t m = 0; m < f->n_modes; m++)
            f->modes[m] = (enum plover_mode)in[i].modes[m];
    }
    return true;
}

/* ---- opening ---- */

static hb_status adopt(struct know *k, const void *data, size_t size, struct hb_error *err) {
    hb_status status = image_open(data, size, &k->image, err);
    if (status != HB_OK)
        return status;
    k->gazetteer = (struct gazetteer){.strings = k->image.strings,
                                      .n_strings = k->image.n_strings,
                                      .towns = k->image.data[SECTION_TOWNS],
                                      .regions = k->image.data[SECTION_REGIONS],
                                      .n_towns = k->image.count[SECTION_TOWNS],
                                      .n_regions = k->image.count[SECTION_REGIONS]};
    if (!gazetteer_check(&k->gazetteer) || !image_check(&k->image))
        return error_set(err, HB_ERR_INPUT, 0, "knowledge image: an index is out of bounds");
    if (!resolve_frames(k))
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for %u frames",
                         k->image.count[SECTION_FRAMES]);
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
    for (uint32_t i = 0; status == HB_OK && i < base->image.count[SECTION_SOURCES]; i++)
        if (!sources_add(&all, &arena,
                         image_text(&base->image, image_sources(&base->image)[i].name),
                         image_text(&base->image, image_sources(&base->image)[i].text), true))
            status = error_set(err, HB_ERR_MEMORY, 0, "no memory for the overlay");
    if (status == HB_OK)
        status = sources_compile(&all, &arena, &image, diagnostic, err);
    if (status == HB_OK)
        status = know_from_bytes(image.p, image.n, &k, err);
    if (status != HB_OK) {
        know_close(base);
        arena_free(&arena);
        return status;
    }
    k->arena = arena;
    k->base = base;
    if (k->gazetteer.n_towns == 0)
        k->gazetteer = base->gazetteer;
    *out = k;
    return HB_OK;
}

void know_close(struct know *k) {
    if (!k)
        return;
    know_close(k->base);
    mem_free(k->frames);
    file_map_close(&k->map);
    arena_free(&k->arena);
    mem_free(k);
}

/* ---- names ---- */

static const struct image_group *find_group(const struct know *k, str key) {
    const uint32_t *slots = k->image.data[SECTION_GROUP_SLOTS];
    uint32_t mask = k->image.count[SECTION_GROUP_SLOTS] - 1;
    for (uint32_t i = (uint32_t)hash_str(key) & mask; slots[i]; i = (i + 1) & mask) {
        const struct image_group *g = &image_groups(&k->image)[slots[i] - 1];
        if (str_equal(image_text(&k->image, g->key), key))
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
        has_exact |= image_hits(&k->image)[g->first_hit + i].exact == exact;
    for (uint32_t i = 0; i < g->n_hits && out->n_hits < PHRASE_HITS; i++) {
        const struct image_hit *h = &image_hits(&k->image)[g->first_hit + i];
        bool is_repeated = false;
        for (uint32_t j = 0; j < out->n_hits; j++)
            is_repeated |=
                out->hits[j].kind == (enum phrase_kind)h->kind && out->hits[j].index == h->index;
        if (h->kind && !is_repeated && (!has_exact || h->exact == exact))
            out->hits[out->n_hits++] = (struct phrase_hit){(enum phrase_kind)h->kind, h->index,
                                                           h->is_acronym != 0, h->exact == exact};
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

/* The key of a token: "e-Amal", which the tokenizer leaves whole, is cut at its hyphen as the
 * tables' names are. */
static uint32_t key_of_token(str token, char *out, uint32_t size) {
    for (uint32_t i = 1; i + 1 < token.n; i++)
        if (token.p[i] == '-')
            return fold_name(token, out, size);
    return size < FOLD_MAX ? 0 : fold_token(token, out);
}

static void match_pass(const struct know *k, const str *tokens, uint32_t n, bool with_acronyms,
                       struct phrase_match *best) {
    char key[FOLD_MAX * (PHRASE_TOKENS + 1)];
    uint32_t exact = 0, length = 0, limit = n < PHRASE_TOKENS + 4 ? n : PHRASE_TOKENS + 4,
             n_keyed = 0;
    for (uint32_t i = 0; i < limit && n_keyed < PHRASE_TOKENS; i++) {
        uint32_t m = with_acronyms ? fold_acronym(tokens[i], key + length) : 0;
        if (m == 0)
            m = key_of_token(tokens[i], key + length, (uint32_t)sizeof key - length);
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
        for (uint32_t c = length; c < length + lemmas[i].n; c++)
            key[c] = key[c] == '-' ? ' ' : key[c]; /* as the tables' keys are cut */
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

struct town_match know_match_town(const struct know *k, const str *tokens, uint32_t n) {
    return gazetteer_match(&k->gazetteer, tokens, n);
}

struct know_town know_town(const struct know *k, uint32_t index) {
    return gazetteer_town(&k->gazetteer, index);
}

struct know_country know_country(const struct know *k, uint32_t index) {
    const struct image_country *c = &image_countries(&k->image)[index];
    return (struct know_country){image_text(&k->image, c->code), image_text(&k->image, c->name),
                                 c->lat, c->lon};
}

struct know_actor know_actor(const struct know *k, uint32_t index) {
    const struct image_actor *a = &image_actors(&k->image)[index];
    return (struct know_actor){image_text(&k->image, a->name), (enum know_actor_kind)a->kind,
                               a->first_spell, a->n_spells};
}

struct know_spell know_spell(const struct know *k, uint32_t index) {
    const struct image_spell *s = &image_spells(&k->image)[index];
    return (struct know_spell){s->from, s->to, image_text(&k->image, s->code),
                               image_text(&k->image, s->office), s->is_dated != 0};
}

struct know_place know_place(const struct know *k, uint32_t index) {
    const struct image_place *p = &image_places(&k->image)[index];
    return (struct know_place){image_text(&k->image, p->name),
                               image_text(&k->image, p->country),
                               image_text(&k->image, p->kind),
                               p->lat,
                               p->lon,
                               p->weight};
}

struct know_agent know_agent(const struct know *k, uint32_t index) {
    const struct image_agent *a = &image_agents(&k->image)[index];
    return (struct know_agent){
        image_text(&k->image, a->phrase),          image_text(&k->image, a->sector),
        image_text(&k->image, a->place),           (a->takes_owner & AGENT_AMBIGUOUS) != 0,
        (a->takes_owner & AGENT_TAKES_OWNER) != 0, (enum know_agent_kind)a->kind};
}

uint32_t know_country_by_code(const struct know *k, str code) {
    for (uint32_t i = 0; i < k->image.count[SECTION_COUNTRIES]; i++)
        if (str_equal(image_text(&k->image, image_countries(&k->image)[i].code), code))
            return i;
    return UINT32_MAX;
}

/* Is `s` a better guess than `old` at what somebody was when no spell covers the day? For a person
 * a spell of a country before one of a body; then the last that has begun; else the last. */
static bool is_nearer(const struct know *k, const struct image_actor *who,
                      const struct image_spell *s, const struct image_spell *old, bool begins,
                      bool has_begun) {
    if (!old)
        return true;
    str a = image_text(&k->image, s->code), b = image_text(&k->image, old->code);
    bool is_home = a.n > 4 && a.p[3] == '-', was_home = b.n > 4 && b.p[3] == '-';
    if (who->kind == KNOW_PERSON && is_home != was_home)
        return is_home;
    if (begins != has_begun)
        return begins;
    return s->from > old->from;
}

/* Did he ever hold an office that he could leave? Rebels, dissidents and reporters stay what they
 * were. */
static bool has_held_office(const struct know *k, const struct image_actor *who) {
    static const char *const offices[] = {"-GOV", "-LEG", "-JUD", "-MIL", "-COP", "-SPY", "-ELI"};
    for (uint32_t i = 0; i < who->n_spells; i++) {
        str code = image_text(&k->image, image_spells(&k->image)[who->first_spell + i].code);
        if (code.n == 3)
            return true;
        for (size_t o = 0; o < sizeof offices / sizeof *offices; o++)
            if (str_ends(code, str_from(offices[o])))
                return true;
    }
    return false;
}

str know_actor_code(const struct know *k, uint32_t actor, date_day day, struct arena *a) {
    const struct image_actor *who = &image_actors(&k->image)[actor];
    const struct image_spell *best = NULL, *nearest = NULL;
    bool has_begun = false;
    for (uint32_t i = 0; i < who->n_spells; i++) {
        const struct image_spell *s = &image_spells(&k->image)[who->first_spell + i];
        bool covers = day == DATE_NONE ? s->to == date_from_civil(9999, 12, 31)
                                       : s->from <= day && day <= s->to;
        if (covers && (!best || (s->is_dated && !best->is_dated) || s->from > best->from))
            best = s;
        bool begins = day == DATE_NONE || s->from <= day;
        if (is_nearer(k, who, s, nearest, begins, has_begun))
            nearest = s;
        has_begun |= begins;
    }
    if (best)
        return image_text(&k->image, best->code);
    if (!nearest)
        return STR("---");
    str code = image_text(&k->image, nearest->code);
    if (who->kind != KNOW_PERSON)
        return code;
    uint32_t bare = code.n > 4 && code.p[3] == '-' ? 3 : code.n;
    if (has_begun && !has_held_office(k, who))
        return code;
    if (!has_begun || bare != 3)
        return str_slice(code, 0, bare);
    char z[8];
    memcpy(z, code.p, 3);
    memcpy(z + 3, "-ELI", 4);
    str made = str_copy(a, (str){z, 7});
    return made.p ? made : str_slice(code, 0, 3);
}

uint64_t know_hash(const struct know *k) {
    uint64_t own = image_hash(&k->image);
    return k->base ? hash_mix(own, image_hash(&k->base->image)) : own;
}

/* ---- words, frames, codes ---- */

uint32_t know_word(const struct know *k, str lower) {
    const uint32_t *slots = k->image.data[SECTION_WORD_SLOTS];
    uint32_t mask = k->image.count[SECTION_WORD_SLOTS] - 1;
    for (uint32_t i = (uint32_t)hash_str(lower) & mask; slots[i]; i = (i + 1) & mask)
        if (str_equal(image_text(&k->image, image_words(&k->image)[slots[i] - 1].text), lower))
            return slots[i] - 1;
    return WORD_NONE;
}

str know_word_text(const struct know *k, uint32_t word) {
    return word < k->image.count[SECTION_WORDS]
               ? image_text(&k->image, image_words(&k->image)[word].text)
               : (str){"", 0};
}

bool know_word_in_class(const struct know *k, uint32_t word, uint32_t class_id) {
    return word < k->image.count[SECTION_WORDS] && class_id < CLASS_LIMIT &&
           (image_words(&k->image)[word].classes[class_id / 64] >> (class_id % 64) & 1);
}

const uint64_t *know_word_classes(const struct know *k, uint32_t word) {
    return word < k->image.count[SECTION_WORDS] ? image_words(&k->image)[word].classes : NULL;
}

str know_class_name(const struct know *k, uint32_t class_id) {
    return image_text(&k->image, image_classes(&k->image)[class_id].name);
}

uint32_t know_classes_with(const struct know *k, const char *prefix, uint32_t *first) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < k->image.count[SECTION_CLASSES]; i++)
        if (str_starts(know_class_name(k, i), str_from(prefix))) {
            *first = n ? *first : i;
            n++;
        } else if (n) {
            break;
        }
    return n;
}

uint32_t know_class(const struct know *k, const char *name) {
    for (uint32_t i = 0; i < k->image.count[SECTION_CLASSES]; i++)
        if (str_is(image_text(&k->image, image_classes(&k->image)[i].name), name))
            return i;
    return WORD_NONE;
}

static int pos_index(char pos) {
    return pos == 'v' ? 0 : pos == 'n' ? 1 : 2;
}

struct frame_range know_frames(const struct know *k, uint32_t word, char pos) {
    if (word >= k->image.count[SECTION_WORDS])
        return (struct frame_range){0, 0};
    int p = pos_index(pos);
    return (struct frame_range){image_words(&k->image)[word].first_frame[p],
                                image_words(&k->image)[word].n_frames[p]};
}

const struct frame *know_frame(const struct know *k, uint32_t index) {
    return &k->frames[index];
}

struct frame_condition know_condition(const struct know *k, uint32_t index) {
    const struct image_condition *c = &image_conditions(&k->image)[index];
    return (struct frame_condition){{(uint16_t)c->role, c->word},
                                    c->is_absent != 0,
                                    c->is_negated != 0,
                                    c->first_value,
                                    c->n_values};
}

struct frame_value know_value(const struct know *k, uint32_t index) {
    return (struct frame_value){(enum value_kind)image_values(&k->image)[index].kind,
                                image_values(&k->image)[index].id};
}

struct role know_role(const struct know *k, uint32_t index) {
    return (struct role){(uint16_t)image_roles(&k->image)[index].name,
                         image_roles(&k->image)[index].word};
}

uint32_t know_operators(const struct know *k, uint32_t word, char pos) {
    return word < k->image.count[SECTION_WORDS]
               ? image_words(&k->image)[word].operators[pos_index(pos)]
               : 0;
}

struct know_cameo know_cameo(const struct know *k, str code) {
    for (; code.n >= 2; code.n--)
        for (uint32_t i = 0; i < k->image.count[SECTION_CAMEO]; i++) {
            const struct image_cameo *c = &image_cameos(&k->image)[i];
            if (str_equal(image_text(&k->image, c->code), code))
                return (struct know_cameo){
                    image_text(&k->image, c->code), image_text(&k->image, c->label),
                    image_text(&k->image, c->contexts), c->goldstein, (enum plover_type)c->type};
        }
    return (struct know_cameo){{"", 0}, {"", 0}, {"", 0}, 0.0, PLOVER_NONE};
}

str know_default_cameo(const struct know *k, enum plover_type type, enum plover_mode mode) {
    str best = {"", 0};
    for (uint32_t i = 0; i < k->image.count[SECTION_CAMEO]; i++) {
        const struct image_cameo *c = &image_cameos(&k->image)[i];
        if (c->type != (uint32_t)type)
            continue;
        if (c->mode == (uint32_t)mode)
            return image_text(&k->image, c->code);
        if (best.n == 0)
            best = image_text(&k->image, c->code);
    }
    return best;
}

struct know_fold know_fold(const struct know *k, enum plover_type outer, enum plover_type content) {
    const struct image_fold *f = &image_folds(&k->image)[(int)outer * PLOVER_COUNT + (int)content];
    return (struct know_fold){(enum plover_type)f->type, (enum plover_mode)f->mode,
                              image_text(&k->image, f->cameo)};
}

const struct anaphora_weights *know_anaphora(const struct know *k, enum anaphor a) {
    return (const struct anaphora_weights *)k->image.data[SECTION_ANAPHORA] + a;
}

struct know_counts know_count(const struct know *k) {
    return (struct know_counts){k->image.count[SECTION_COUNTRIES], k->image.count[SECTION_ACTORS],
                                k->image.count[SECTION_AGENTS],    k->image.count[SECTION_PLACES],
                                k->image.count[SECTION_TOWNS],     k->image.count[SECTION_FRAMES],
                                k->image.count[SECTION_WORDS],     k->image.count[SECTION_GROUPS]};
}
