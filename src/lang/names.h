/* Names: finds the names of persons, bodies, places, peoples and other things in tagged text.
 *
 *   President Donald Trump met Turkish officials in Ankara
 *             ~~~~~~PER~~~     ~NORP~~               LOC~
 *
 * A linear model over hashed features with Viterbi over B/I/O states, then a pass over the whole
 * text that lets a name be read the same way everywhere. */
#ifndef HB_LANG_NAMES_H
#define HB_LANG_NAMES_H

#include "base/error.h"
#include "lang/model.h"
#include "lang/text.h"

/* A view of the model's section "names"; borrows the mapping, read-only, shared by threads. */
struct names_model {
    const unsigned char *data; /* the section */
    const int8_t *weights;     /* [(mask + 1) * NAME_STATES] */
    const int16_t *moves;      /* [NAME_STATES * NAME_STATES] from, to */
    const uint32_t *gazetteer; /* [n_gazetteer * 2] sorted hash, bits */
    const uint32_t *clusters;  /* [n_clusters * 2] sorted hash of a word, cluster */
    uint32_t mask, n_gazetteer, n_clusters;
};

bool names_open(const struct model_file *m, struct names_model *out, struct hb_error *err);

/* Fills token.name, token.name_begins and text.names from form, upos and xpos of the tokens. Linear
 * in tokens. HB_ERR_MEMORY only. */
hb_status names_find(const struct names_model *m, struct arena *a, struct text *t,
                     struct hb_error *err);

/* Names that are known beforehand (countries, demonyms, people, places), for the gazetteer. */
struct known_name {
    str text; /* "United States", words parted by a space */
    enum name_kind kind;
};

/* Trains section "names" from texts whose tokens hold form, upos, xpos (as the tagger gives them) and
 * the gold name and name_begins. Deterministic. */
hb_status train_names(const struct text *texts, size_t n_texts, const struct known_name *known,
                      size_t n_known, struct model_writer *w, struct hb_error *err);

/* Reads one training file into *out, one sentence after the other (tokens: form and gold name, hyphens
 * cut as the tokenizer cuts them): IOB1 or IOB2 in columns (UNER .iob2, wikigold, CrossNER, WNUT).
 * Forms lie in the arena. */
hb_status names_read_iob(str file, struct arena *a, struct text *out, struct hb_error *err);

#endif
