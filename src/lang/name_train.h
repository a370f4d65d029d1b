/* Inner steps of the training of names: the lists that the section holds, the marking of peoples in
 * data that leave them out, and the network. */
#ifndef HB_LANG_NAME_TRAIN_H
#define HB_LANG_NAME_TRAIN_H

#include "lang/names.h"

struct name_lists {
    const uint32_t *gazetteer, *words; /* [n * 2] ascending hash, bits */
    size_t n_gazetteer, n_words;
};

/* Builds the gazetteer from known names. Lies in the arena. */
bool name_gazetteer_build(struct arena *a, const struct known_name *known, size_t n_known,
                          struct name_lists *out);

/* Builds the list of words with their clusters from word vectors: a word a line, most frequent
 * first, with as many numbers as the first line has, a space before each (as GloVe's files have
 * them; word2vec's begin with a line of their size, which is refused). Lies in the arena.
 * HB_ERR_INPUT with the line in err->position; an empty file is a list without words. */
hb_status name_clusters_build(struct arena *a, str vectors, struct name_lists *out,
                              struct hb_error *err);

/* Adds to the list of words how they are written. */
bool name_casing_add(struct arena *a, const struct text *texts, size_t n_texts,
                     const struct text *raw, size_t n_raw, struct name_lists *out);

/* Copies the texts (tokens too) and marks peoples (NORP) in the copies. */
bool name_mark_peoples(struct arena *a, const struct text *texts, size_t n_texts,
                       const struct known_name *known, size_t n_known, struct text **out);

/* Trains section "namenet" of the texts [0, n), their peoples marked; the last passes are over
 * those from `home` on. The lists are those of the section "names". */
bool train_name_net(const struct text *texts, size_t n, size_t home,
                    const struct names_model *lists, struct model_writer *w);

#endif
