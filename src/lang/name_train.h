/* Inner steps of the training of names: the lists that the section holds, and the marking of
 * peoples in data that leave them out. */
#ifndef HB_LANG_NAME_TRAIN_H
#define HB_LANG_NAME_TRAIN_H

#include "lang/names.h"

struct name_lists {
    const uint32_t *gazetteer, *clusters; /* [n * 2] ascending hash, value */
    size_t n_gazetteer, n_clusters;
};

/* Builds the gazetteer from known names. Lies in the arena. */
bool name_gazetteer_build(struct arena *a, const struct known_name *known, size_t n_known,
                          struct name_lists *out);

/* Builds word clusters from the texts' tokens and sentences. Lies in the arena. */
bool name_clusters_build(struct arena *a, const struct text *texts, size_t n_texts,
                         const struct text *raw, size_t n_raw, struct name_lists *out);

/* Copies the texts (tokens too) and marks peoples (NORP) in the copies. */
bool name_mark_peoples(struct arena *a, const struct text *texts, size_t n_texts,
                       const struct known_name *known, size_t n_known, struct text **out);

#endif
