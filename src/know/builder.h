/* The builder of a knowledge image: the table readers put records in, builder_finish lays them out.
 * Private to src/know. Everything lies in one arena; running out of it is remembered and reported
 * once, at the end. */
#ifndef HB_KNOW_BUILDER_H
#define HB_KNOW_BUILDER_H

#include "base/map.h"
#include "base/vec.h"
#include "know/image.h"
#include "know/know.h"

#define VECTOR_OF(type)                                                                            \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t n, capacity;                                                                        \
    }

struct phrase_draft {
    struct image_str key;
    uint32_t kind, index, is_acronym, order, exact;
    str text; /* of the key, set when all are there */
};
struct frame_draft {
    struct image_frame frame;
    int specificity;
    uint32_t order;
};

struct builder {
    struct arena *arena;
    bool failed; /* out of memory */
    VECTOR_OF(char) strings;
    struct map string_at; /* text → offset into strings */
    VECTOR_OF(struct image_country) countries;
    VECTOR_OF(struct image_actor) actors;
    VECTOR_OF(struct image_spell) spells;
    VECTOR_OF(struct image_agent) agents;
    VECTOR_OF(struct image_place) places;
    VECTOR_OF(struct phrase_draft) phrases;
    VECTOR_OF(struct image_word) words;
    struct map word_ids;
    VECTOR_OF(struct image_class) classes;
    struct map class_ids, actor_ids;
    VECTOR_OF(struct frame_draft) frames;
    VECTOR_OF(struct image_condition) conditions;
    VECTOR_OF(struct image_value) values;
    VECTOR_OF(struct image_role) roles;
    struct {
        uint32_t first_actor, n_actor, first_recipient, n_recipient;
    } default_roles[PLOVER_COUNT][3];
    VECTOR_OF(struct image_cameo) cameo;
    struct anaphora_weights anaphora[ANAPHOR_COUNT];
    struct image_fold folds[PLOVER_COUNT][PLOVER_COUNT];
    VECTOR_OF(struct image_source) sources;
    VECTOR_OF(struct image_town) towns;
    VECTOR_OF(struct image_region) regions;
};

struct builder *builder_new(struct arena *arena);
struct image_str builder_string(struct builder *b, str s);
/* Id of a word, made if new. */
uint32_t builder_word(struct builder *b, str lower);
/* Adds a name under its folded key (agents: under its lower-cased words). */
void builder_phrase(struct builder *b, enum phrase_kind kind, uint32_t index, str name);
/* Adds the roles ("subj", "obj" … or a preposition) of a list split by ',' ("-": none); returns the
 * first's index, *n how many. */
uint32_t builder_roles(struct builder *b, str list, uint32_t *n);
/* The finished image, in the arena. {NULL,0} without memory. */
str builder_finish(struct builder *b);

/* Where a reader of a table stands, for its diagnostics. */
struct table_line {
    str file;
    uint32_t number;
    str text;
};
/* "file:line: what", with the line and a caret under `at` (a slice of the line) in *diagnostic. */
hb_status table_error(const struct table_line *line, str at, const char *what, char *diagnostic,
                      struct hb_error *err);

/* Is it a table of word classes: classes.txt, contexts.txt? */
bool table_is_classes(str name);
/* Reads one table; `name` is its path under knowledge/ and says which it is. */
hb_status table_read(struct builder *b, str name, str content, char *diagnostic,
                     struct hb_error *err);
/* One line of a file under frames/. */
hb_status frame_read(struct builder *b, const struct table_line *line, char *diagnostic,
                     struct hb_error *err);

/* One line of gazetteer.tsv. */
hb_status gazetteer_read(struct builder *b, const struct table_line *line, char *diagnostic,
                         struct hb_error *err);
/* Sorts the gazetteer's names as image.h asks; to be called when all are there. */
void gazetteer_sort(struct builder *b);

enum { DIAGNOSTIC_SIZE = 400 };

#endif
