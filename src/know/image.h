/* Layout of the compiled knowledge: a header, then sections of fixed-size records that refer to
 * each other by index and to strings by offset. Little-endian, 8-byte aligned, checked once when
 * opened. Private to src/know. */
#ifndef HB_KNOW_IMAGE_H
#define HB_KNOW_IMAGE_H

#include "base/error.h"
#include "base/str.h"
#include "know/anaphora.h"

#include <stdint.h>

#define IMAGE_MAGIC "HBKNOW08"

enum image_section {
    SECTION_STRINGS,
    SECTION_COUNTRIES,
    SECTION_ACTORS,
    SECTION_SPELLS,
    SECTION_AGENTS,
    SECTION_PLACES,
    SECTION_GROUPS,
    SECTION_HITS,
    SECTION_GROUP_SLOTS,
    SECTION_WORDS,
    SECTION_WORD_SLOTS,
    SECTION_CLASSES,
    SECTION_FRAMES,
    SECTION_CONDITIONS,
    SECTION_VALUES,
    SECTION_ROLES,
    SECTION_CAMEO,
    SECTION_FOLDS,
    SECTION_SOURCES,
    SECTION_TOWNS,
    SECTION_REGIONS,
    SECTION_ANAPHORA,
    SECTION_COUNT
};

struct image_header {
    char magic[8];
    struct {
        uint64_t offset, count;
    } sections[SECTION_COUNT];
};

struct image_str {
    uint32_t offset, n;
};
struct image_country {
    struct image_str code, name;
    double lat, lon;
};
struct image_actor {
    struct image_str name;
    uint32_t kind, first_spell, n_spells, pad;
};
struct image_spell {
    int32_t from, to;
    struct image_str code, office;
    uint32_t is_dated, pad;
};
enum { AGENT_TAKES_OWNER = 1, AGENT_AMBIGUOUS = 2 };
struct image_agent {
    struct image_str phrase, sector, place;
    uint32_t takes_owner, kind; /* bits AGENT_… */
};
struct image_place {
    struct image_str name, country, kind;
    double lat, lon;
    int32_t weight;
    uint32_t pad;
};
/* A key and the names that have it; n_hits 0: only the beginning of a longer key. */
struct image_group {
    struct image_str key;
    uint32_t first_hit, n_hits;
};
struct image_hit {
    uint32_t kind, index, is_acronym;
    uint32_t exact; /* fold_exact of the name as the table writes it */
};
enum { CLASS_WORDS = 6, CLASS_LIMIT = 64 * CLASS_WORDS };
/* Parts of speech by place: 0 verb, 1 noun, 2 adjective or adverb. */
struct image_word {
    struct image_str text;
    uint64_t classes[CLASS_WORDS]; /* bit c: in class c */
    uint32_t operators[3];
    uint32_t first_frame[3], n_frames[3];
    uint32_t pad;
};
struct image_class {
    struct image_str name;
};
struct image_condition {
    uint32_t role, word; /* enum role_name, preposition */
    uint32_t is_absent, is_negated;
    uint32_t first_value, n_values;
};
struct image_value {
    uint32_t kind, id;
};
struct image_role {
    uint32_t name, word;
};
struct image_frame {
    struct image_str trigger, cameo, file;
    uint32_t head, pos, rest[4], n_rest, is_head_last;
    uint32_t first_condition, n_conditions;
    uint32_t first_actor_role, n_actor_roles, first_recipient_role, n_recipient_roles;
    uint32_t type, modes[3], n_modes, flags, line;
    uint32_t pad;
};
struct image_cameo {
    struct image_str code, label, contexts; /* contexts split by '|' */
    double goldstein;
    uint32_t type, mode;
};
struct image_fold {
    uint32_t type, mode;
    struct image_str cameo;
};
/* The gazetteer's names, sorted by key, then the likeliest first. */
struct image_town {
    uint32_t key, name; /* into the strings */
    uint32_t geonameid;
    int16_t lat, lon; /* hundredths of a degree */
    uint16_t region;
    uint8_t n_key, n_name, weight, kind;
    uint16_t letters; /* of the name: the lower half of fold_letters */
};
struct image_region {
    struct image_str name, country;
};
struct image_source {
    struct image_str name, text;
};

/* A mapped image by its sections; what lies in them may be trusted once image_check said so. */
struct image_view {
    const char *strings;
    size_t n_strings;
    const void *data[SECTION_COUNT];
    uint32_t count[SECTION_COUNT];
};

/* Finds the sections in the bytes of an image. */
hb_status image_open(const void *data, size_t size, struct image_view *out, struct hb_error *err);
/* Does every index and string of every record lie inside the image? O(records). */
bool image_check(const struct image_view *v);
/* Of all that the sections hold. O(size). */
uint64_t image_hash(const struct image_view *v);

static inline const struct image_country *image_countries(const struct image_view *v) {
    return v->data[SECTION_COUNTRIES];
}
static inline const struct image_actor *image_actors(const struct image_view *v) {
    return v->data[SECTION_ACTORS];
}
static inline const struct image_spell *image_spells(const struct image_view *v) {
    return v->data[SECTION_SPELLS];
}
static inline const struct image_agent *image_agents(const struct image_view *v) {
    return v->data[SECTION_AGENTS];
}
static inline const struct image_place *image_places(const struct image_view *v) {
    return v->data[SECTION_PLACES];
}
static inline const struct image_group *image_groups(const struct image_view *v) {
    return v->data[SECTION_GROUPS];
}
static inline const struct image_hit *image_hits(const struct image_view *v) {
    return v->data[SECTION_HITS];
}
static inline const struct image_word *image_words(const struct image_view *v) {
    return v->data[SECTION_WORDS];
}
static inline const struct image_class *image_classes(const struct image_view *v) {
    return v->data[SECTION_CLASSES];
}
static inline const struct image_condition *image_conditions(const struct image_view *v) {
    return v->data[SECTION_CONDITIONS];
}
static inline const struct image_value *image_values(const struct image_view *v) {
    return v->data[SECTION_VALUES];
}
static inline const struct image_role *image_roles(const struct image_view *v) {
    return v->data[SECTION_ROLES];
}
static inline const struct image_cameo *image_cameos(const struct image_view *v) {
    return v->data[SECTION_CAMEO];
}
static inline const struct image_fold *image_folds(const struct image_view *v) {
    return v->data[SECTION_FOLDS];
}
static inline const struct image_source *image_sources(const struct image_view *v) {
    return v->data[SECTION_SOURCES];
}

static inline str image_text(const struct image_view *v, struct image_str s) {
    return (str){v->strings + s.offset, s.n};
}

#endif
