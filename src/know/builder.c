/* Lays out a knowledge image. Strings are pooled; names are sorted by key and grouped, and every
 * beginning of a key gets a group of its own, so that the matcher can stop as soon as no name goes
 * on that way; groups and words are found by open-addressing tables at most half full. Sorting is
 * by content and order of entry, so the same tables give the same bytes. */
#include "know/builder.h"

#include "know/fold.h"

#include <stdlib.h>

#define PUSH(b, v, value)                                                                          \
    do {                                                                                           \
        if (!VEC_PUSH((b)->arena, &(b)->v, value))                                                 \
            (b)->failed = true;                                                                    \
    } while (0)

struct builder *builder_new(struct arena *arena) {
    struct builder *b = ARENA_NEW(arena, struct builder, 1);
    if (!b)
        return NULL;
    b->arena = arena;
    b->string_at = map_in(arena);
    b->word_ids = map_in(arena);
    b->class_ids = map_in(arena);
    b->actor_ids = map_in(arena);
    for (int t = 0; t < PLOVER_COUNT; t++)
        for (int c = 0; c < PLOVER_COUNT; c++)
            b->folds[t][c].type = PLOVER_COUNT;
    return b;
}

struct image_str builder_string(struct builder *b, str s) {
    if (s.n == 0)
        return (struct image_str){0, 0};
    uint32_t *at = map_put(&b->string_at, s, MAP_NONE);
    if (!at) {
        b->failed = true;
        return (struct image_str){0, 0};
    }
    if (*at == MAP_NONE) {
        *at = (uint32_t)b->strings.n;
        for (uint32_t i = 0; i < s.n; i++)
            PUSH(b, strings, s.p[i]);
    }
    return (struct image_str){*at, s.n};
}

uint32_t builder_word(struct builder *b, str lower) {
    uint32_t *id = map_put(&b->word_ids, lower, MAP_NONE);
    if (!id) {
        b->failed = true;
        return 0;
    }
    if (*id == MAP_NONE) {
        *id = (uint32_t)b->words.n;
        struct image_word w = {.text = builder_string(b, lower)};
        PUSH(b, words, w);
    }
    return *id;
}

/* Appends the keys of the pieces of a name, split at spaces and hyphens; records each beginning. */
static void phrase_by_tokens(struct builder *b, enum phrase_kind kind, uint32_t index, str name,
                             bool is_acronym) {
    char key[FOLD_MAX * PHRASE_TOKENS];
    uint32_t n = 0, ends[PHRASE_TOKENS], n_ends = 0;
    for (uint32_t i = 0; i < name.n && n_ends < PHRASE_TOKENS;) {
        uint32_t j = i;
        while (j < name.n && name.p[j] != ' ' && name.p[j] != '-')
            j++;
        str piece = str_slice(name, i, j);
        if (str_ends(piece, STR("'s")))
            piece.n -= 2;
        uint32_t k = is_acronym ? fold_acronym(piece, key + n) : 0;
        if (k == 0 && kind == PHRASE_AGENT) {
            k = piece.n < FOLD_MAX ? piece.n : FOLD_MAX - 1;
            memcpy(key + n, piece.p, k);
            if (n == 0) {
                memmove(key + 1, key, k++);
                key[0] = '@';
            } else {
                memmove(key + n + 1, key + n, k++);
                key[n] = ' ';
            }
        } else if (k == 0) {
            k = fold_token(piece, key + n);
        }
        if (k) {
            n += k;
            ends[n_ends++] = n;
        }
        i = j + 1;
    }
    for (uint32_t e = 0; e < n_ends; e++) {
        bool is_whole = e + 1 == n_ends;
        struct phrase_draft d = {.key = builder_string(b, (str){key, ends[e]}),
                                 .kind = is_whole ? kind : 0,
                                 .index = index,
                                 .is_acronym = is_acronym,
                                 .order = (uint32_t)b->phrases.n,
                                 .exact = fold_exact(0, name)};
        PUSH(b, phrases, d);
    }
}

void builder_phrase(struct builder *b, enum phrase_kind kind, uint32_t index, str name) {
    name = str_trim(name);
    if (name.n == 0 || str_is(name, "-"))
        return;
    if (kind == PHRASE_AGENT) {
        phrase_by_tokens(b, kind, index, name, false);
        return;
    }
    bool has_acronym = false, is_short = false;
    uint32_t n_pieces = 0;
    char scratch[FOLD_MAX];
    for (uint32_t i = 0; i < name.n; n_pieces++) {
        uint32_t j = i;
        while (j < name.n && name.p[j] != ' ' && name.p[j] != '-')
            j++;
        uint32_t k = fold_acronym(str_slice(name, i, j), scratch);
        has_acronym |= k != 0;
        is_short |= k && k <= 4;
        i = j + 1;
    }
    if (has_acronym)
        phrase_by_tokens(b, kind, index, name, true);
    if (!has_acronym || !is_short)
        phrase_by_tokens(b, kind, index, name, false);
}

static int compare_phrases(const void *x, const void *y) {
    const struct phrase_draft *p = x, *q = y;
    int c = str_compare(p->text, q->text);
    return c ? c : (p->order > q->order) - (p->order < q->order);
}

static int compare_frames(const void *x, const void *y) {
    const struct frame_draft *p = x, *q = y;
    if (p->frame.head != q->frame.head)
        return p->frame.head < q->frame.head ? -1 : 1;
    if (p->frame.pos != q->frame.pos)
        return p->frame.pos < q->frame.pos ? -1 : 1;
    if (p->specificity != q->specificity)
        return p->specificity > q->specificity ? -1 : 1;
    return (p->order > q->order) - (p->order < q->order);
}

struct sections {
    const void *data[SECTION_COUNT];
    size_t count[SECTION_COUNT], size[SECTION_COUNT];
};

static void section_set(struct sections *s, enum image_section which, const void *data,
                        size_t count, size_t size) {
    s->data[which] = data;
    s->count[which] = count;
    s->size[which] = size;
}

static size_t slots_for(size_t n) {
    size_t slots = 64;
    while (slots < n * 2)
        slots *= 2;
    return slots;
}

static void slot_put(uint32_t *slots, size_t n_slots, str key, uint32_t index) {
    size_t i = (size_t)hash_str(key) & (n_slots - 1);
    while (slots[i])
        i = (i + 1) & (n_slots - 1);
    slots[i] = index + 1;
}

static void lay_out_phrases(struct builder *b, struct sections *s) {
    size_t n = b->phrases.n, n_groups = 0, n_hits = 0;
    const char *pool = b->strings.items;
    for (size_t i = 0; i < n; i++)
        b->phrases.items[i].text =
            (str){pool + b->phrases.items[i].key.offset, b->phrases.items[i].key.n};
    if (n)
        qsort(b->phrases.items, n, sizeof *b->phrases.items, compare_phrases);
    struct image_group *groups = ARENA_NEW(b->arena, struct image_group, n + 1);
    struct image_hit *hits = ARENA_NEW(b->arena, struct image_hit, n + 1);
    size_t n_slots = slots_for(n);
    uint32_t *slots = ARENA_NEW(b->arena, uint32_t, n_slots);
    if (!groups || !hits || !slots) {
        b->failed = true;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const struct phrase_draft *d = &b->phrases.items[i];
        struct image_group *g = n_groups ? &groups[n_groups - 1] : NULL;
        if (!g || g->key.offset != d->key.offset || g->key.n != d->key.n) {
            g = &groups[n_groups];
            *g = (struct image_group){d->key, (uint32_t)n_hits, 0};
            slot_put(slots, n_slots, (str){pool + d->key.offset, d->key.n}, (uint32_t)n_groups++);
        }
        bool is_known = d->kind == 0;
        for (uint32_t h = g->first_hit; h < n_hits && !is_known; h++)
            is_known =
                hits[h].kind == d->kind && hits[h].index == d->index && hits[h].exact == d->exact;
        if (is_known)
            continue;
        hits[n_hits++] = (struct image_hit){d->kind, d->index, d->is_acronym, d->exact};
        g->n_hits++;
    }
    section_set(s, SECTION_GROUPS, groups, n_groups, sizeof *groups);
    section_set(s, SECTION_HITS, hits, n_hits, sizeof *hits);
    section_set(s, SECTION_GROUP_SLOTS, slots, n_slots, sizeof *slots);
}

static void lay_out_words(struct builder *b, struct sections *s) {
    size_t n_slots = slots_for(b->words.n);
    uint32_t *slots = ARENA_NEW(b->arena, uint32_t, n_slots);
    struct image_frame *frames = ARENA_NEW(b->arena, struct image_frame, b->frames.n + 1);
    if (!slots || !frames) {
        b->failed = true;
        return;
    }
    for (size_t i = 0; i < b->words.n; i++) {
        struct image_str t = b->words.items[i].text;
        slot_put(slots, n_slots, (str){b->strings.items + t.offset, t.n}, (uint32_t)i);
    }
    if (b->frames.n)
        qsort(b->frames.items, b->frames.n, sizeof *b->frames.items, compare_frames);
    for (size_t i = 0; i < b->frames.n; i++) {
        frames[i] = b->frames.items[i].frame;
        struct image_word *w = &b->words.items[frames[i].head];
        uint32_t pos = frames[i].pos;
        if (w->n_frames[pos]++ == 0)
            w->first_frame[pos] = (uint32_t)i;
    }
    section_set(s, SECTION_WORDS, b->words.items, b->words.n, sizeof *b->words.items);
    section_set(s, SECTION_WORD_SLOTS, slots, n_slots, sizeof *slots);
    section_set(s, SECTION_FRAMES, frames, b->frames.n, sizeof *frames);
}

str builder_finish(struct builder *b) {
    struct sections s = {0};
    lay_out_phrases(b, &s);
    lay_out_words(b, &s);
    gazetteer_sort(b);
    section_set(&s, SECTION_TOWNS, b->towns.items, b->towns.n, sizeof *b->towns.items);
    section_set(&s, SECTION_REGIONS, b->regions.items, b->regions.n, sizeof *b->regions.items);
    section_set(&s, SECTION_STRINGS, b->strings.items, b->strings.n, 1);
    section_set(&s, SECTION_COUNTRIES, b->countries.items, b->countries.n,
                sizeof *b->countries.items);
    section_set(&s, SECTION_ACTORS, b->actors.items, b->actors.n, sizeof *b->actors.items);
    section_set(&s, SECTION_SPELLS, b->spells.items, b->spells.n, sizeof *b->spells.items);
    section_set(&s, SECTION_AGENTS, b->agents.items, b->agents.n, sizeof *b->agents.items);
    section_set(&s, SECTION_PLACES, b->places.items, b->places.n, sizeof *b->places.items);
    section_set(&s, SECTION_CLASSES, b->classes.items, b->classes.n, sizeof *b->classes.items);
    section_set(&s, SECTION_CONDITIONS, b->conditions.items, b->conditions.n,
                sizeof *b->conditions.items);
    section_set(&s, SECTION_VALUES, b->values.items, b->values.n, sizeof *b->values.items);
    section_set(&s, SECTION_ROLES, b->roles.items, b->roles.n, sizeof *b->roles.items);
    section_set(&s, SECTION_CAMEO, b->cameo.items, b->cameo.n, sizeof *b->cameo.items);
    section_set(&s, SECTION_FOLDS, b->folds, (size_t)PLOVER_COUNT * PLOVER_COUNT,
                sizeof(struct image_fold));
    section_set(&s, SECTION_ANAPHORA, b->anaphora, ANAPHOR_COUNT, sizeof *b->anaphora);
    section_set(&s, SECTION_SOURCES, b->sources.items, b->sources.n, sizeof *b->sources.items);
    struct image_header header = {.magic = IMAGE_MAGIC};
    size_t size = sizeof header;
    for (int i = 0; i < SECTION_COUNT; i++) {
        header.sections[i].offset = size;
        header.sections[i].count = s.count[i];
        size += (s.count[i] * s.size[i] + 7) & ~(size_t)7;
    }
    char *image = b->failed || size > UINT32_MAX ? NULL : arena_alloc(b->arena, size);
    if (!image)
        return (str){NULL, 0};
    memcpy(image, &header, sizeof header);
    for (int i = 0; i < SECTION_COUNT; i++)
        if (s.count[i])
            memcpy(image + header.sections[i].offset, s.data[i], s.count[i] * s.size[i]);
    return (str){image, (uint32_t)size};
}
