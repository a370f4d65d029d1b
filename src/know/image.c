/* Finding the sections of a knowledge image and checking it once: bounds of sections, then every
 * index and string inside. After that, look-ups trust it. */
#include "know/image.h"

#include "know/know.h"

#include <string.h>

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
    [SECTION_TOWNS] = sizeof(struct image_town),
    [SECTION_REGIONS] = sizeof(struct image_region),
    [SECTION_ANAPHORA] = sizeof(struct anaphora_weights),
};

static bool good_str(const struct image_view *v, struct image_str s) {
    return s.n <= v->n_strings && s.offset <= v->n_strings - s.n;
}

static bool good_range(uint32_t first, uint32_t n, uint32_t count) {
    return n <= count && first <= count - n;
}

static bool check_actors(const struct image_view *v) {
    for (uint32_t i = 0; i < v->count[SECTION_COUNTRIES]; i++)
        if (!good_str(v, image_countries(v)[i].code) || !good_str(v, image_countries(v)[i].name))
            return false;
    for (uint32_t i = 0; i < v->count[SECTION_ACTORS]; i++) {
        const struct image_actor *a = &image_actors(v)[i];
        if (!good_str(v, a->name) || a->kind > KNOW_GROUP ||
            !good_range(a->first_spell, a->n_spells, v->count[SECTION_SPELLS]))
            return false;
    }
    for (uint32_t i = 0; i < v->count[SECTION_SPELLS]; i++)
        if (!good_str(v, image_spells(v)[i].code) || !good_str(v, image_spells(v)[i].office))
            return false;
    for (uint32_t i = 0; i < v->count[SECTION_AGENTS]; i++) {
        const struct image_agent *a = &image_agents(v)[i];
        if (!good_str(v, a->phrase) || !good_str(v, a->sector) || !good_str(v, a->place) ||
            a->kind > AGENT_THING)
            return false;
    }
    for (uint32_t i = 0; i < v->count[SECTION_PLACES]; i++) {
        const struct image_place *p = &image_places(v)[i];
        if (!good_str(v, p->name) || !good_str(v, p->country) || !good_str(v, p->kind))
            return false;
    }
    return true;
}

static bool good_slots(const struct image_view *v, enum image_section which, uint32_t count) {
    const uint32_t *slots = v->data[which];
    uint32_t n = v->count[which], n_free = 0;
    if (n == 0 || (n & (n - 1)) != 0)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        if (slots[i] > count)
            return false;
        n_free += slots[i] == 0;
    }
    return n_free > 0;
}

static bool check_names(const struct image_view *v) {
    const uint32_t limit[PHRASE_AGENT + 1] = {[PHRASE_COUNTRY] = v->count[SECTION_COUNTRIES],
                                              [PHRASE_DEMONYM] = v->count[SECTION_COUNTRIES],
                                              [PHRASE_CAPITAL] = v->count[SECTION_COUNTRIES],
                                              [PHRASE_SEAT] = v->count[SECTION_COUNTRIES],
                                              [PHRASE_ACTOR] = v->count[SECTION_ACTORS],
                                              [PHRASE_PLACE] = v->count[SECTION_PLACES],
                                              [PHRASE_AGENT] = v->count[SECTION_AGENTS]};
    for (uint32_t i = 0; i < v->count[SECTION_GROUPS]; i++) {
        const struct image_group *g = &image_groups(v)[i];
        if (!good_str(v, g->key) || !good_range(g->first_hit, g->n_hits, v->count[SECTION_HITS]))
            return false;
    }
    for (uint32_t i = 0; i < v->count[SECTION_HITS]; i++)
        if (image_hits(v)[i].kind > PHRASE_AGENT ||
            image_hits(v)[i].index >= limit[image_hits(v)[i].kind])
            return false;
    return good_slots(v, SECTION_GROUP_SLOTS, v->count[SECTION_GROUPS]);
}

static bool check_words(const struct image_view *v) {
    for (uint32_t i = 0; i < v->count[SECTION_WORDS]; i++) {
        const struct image_word *w = &image_words(v)[i];
        if (!good_str(v, w->text))
            return false;
        for (int p = 0; p < 3; p++)
            if (!good_range(w->first_frame[p], w->n_frames[p], v->count[SECTION_FRAMES]))
                return false;
    }
    for (uint32_t i = 0; i < v->count[SECTION_CLASSES]; i++)
        if (!good_str(v, image_classes(v)[i].name) || i >= CLASS_LIMIT)
            return false;
    return good_slots(v, SECTION_WORD_SLOTS, v->count[SECTION_WORDS]);
}

static bool check_codes(const struct image_view *v) {
    for (uint32_t i = 0; i < v->count[SECTION_CAMEO]; i++) {
        const struct image_cameo *c = &image_cameos(v)[i];
        if (!good_str(v, c->code) || !good_str(v, c->label) || !good_str(v, c->contexts) ||
            c->type >= PLOVER_COUNT || c->mode > MODE_COUNT)
            return false;
    }
    if (v->count[SECTION_ANAPHORA] != ANAPHOR_COUNT ||
        v->count[SECTION_FOLDS] != PLOVER_COUNT * PLOVER_COUNT)
        return false;
    for (uint32_t i = 0; i < v->count[SECTION_FOLDS]; i++)
        if (image_folds(v)[i].type > PLOVER_COUNT || image_folds(v)[i].mode >= MODE_COUNT ||
            !good_str(v, image_folds(v)[i].cameo))
            return false;
    for (uint32_t i = 0; i < v->count[SECTION_SOURCES]; i++)
        if (!good_str(v, image_sources(v)[i].name) || !good_str(v, image_sources(v)[i].text))
            return false;
    return true;
}

static bool check_frame(const struct image_view *v, const struct image_frame *f) {
    const uint32_t n_words = v->count[SECTION_WORDS], n_roles = v->count[SECTION_ROLES];
    if (!good_str(v, f->trigger) || !good_str(v, f->cameo) || !good_str(v, f->file) ||
        f->head >= n_words || f->pos > 2 || f->n_rest > FRAME_REST || f->type >= PLOVER_COUNT ||
        f->n_modes > 3)
        return false;
    for (uint32_t i = 0; i < f->n_rest; i++)
        if (f->rest[i] >= n_words)
            return false;
    for (uint32_t i = 0; i < f->n_modes; i++)
        if (f->modes[i] >= MODE_COUNT)
            return false;
    return good_range(f->first_condition, f->n_conditions, v->count[SECTION_CONDITIONS]) &&
           good_range(f->first_actor_role, f->n_actor_roles, n_roles) &&
           good_range(f->first_recipient_role, f->n_recipient_roles, n_roles);
}

static bool check_frames(const struct image_view *v) {
    const uint32_t n_words = v->count[SECTION_WORDS];
    for (uint32_t i = 0; i < v->count[SECTION_CONDITIONS]; i++) {
        const struct image_condition *c = &image_conditions(v)[i];
        if (c->role > ROLE_PREPOSITION || (c->role == ROLE_PREPOSITION && c->word >= n_words) ||
            !good_range(c->first_value, c->n_values, v->count[SECTION_VALUES]))
            return false;
    }
    for (uint32_t i = 0; i < v->count[SECTION_VALUES]; i++) {
        const struct image_value *value = &image_values(v)[i];
        if (value->kind > VALUE_SUBJUNCTIVE ||
            (value->kind == VALUE_WORD && value->id >= n_words) ||
            (value->kind == VALUE_CLASS && value->id >= v->count[SECTION_CLASSES]))
            return false;
    }
    for (uint32_t i = 0; i < v->count[SECTION_ROLES]; i++)
        if (image_roles(v)[i].name > ROLE_PREPOSITION ||
            (image_roles(v)[i].name == ROLE_PREPOSITION && image_roles(v)[i].word >= n_words))
            return false;
    const struct image_frame *f = v->data[SECTION_FRAMES];
    for (uint32_t i = 0; i < v->count[SECTION_FRAMES]; i++)
        if (!check_frame(v, &f[i]))
            return false;
    return true;
}

bool image_check(const struct image_view *v) {
    return check_actors(v) && check_names(v) && check_words(v) && check_codes(v) && check_frames(v);
}

hb_status image_open(const void *data, size_t size, struct image_view *out, struct hb_error *err) {
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
        out->data[i] = bytes + offset;
        out->count[i] = (uint32_t)count;
    }
    out->strings = out->data[SECTION_STRINGS];
    out->n_strings = out->count[SECTION_STRINGS];
    return HB_OK;
}

uint64_t image_hash(const struct image_view *v) {
    uint64_t h = 0;
    for (int i = 0; i < SECTION_COUNT; i++)
        h = hash_bytes(v->data[i], v->count[i] * record_size[i], h);
    return h;
}
