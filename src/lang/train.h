/* Training a whole model from open treebanks and name sets: the verb `train`. */
#ifndef HB_LANG_TRAIN_H
#define HB_LANG_TRAIN_H

#include "base/error.h"

#include <stdbool.h>

struct train_options {
    const char *treebank;  /* folder with *train.conllu */
    const char *names;     /* folder with the name sets; NULL: no names section */
    const char *newswire;  /* folder with *.txt, one sentence a line; NULL: none */
    const char *knowledge; /* folder of the tables (gazetteer of names); NULL: none */
    const char *trees;     /* CoNLL-U of our own sentences, learned from with has_silver; or NULL */
    const char *vectors;   /* file of word vectors, whose clusters names learn from; NULL: none */
    const char *from;      /* a trained model whose parsers learn on, and whose other parts stay but
                              for the names, if `names` is given; NULL: all anew */
    const char *out;       /* the model file */
    bool names_only;       /* of `from` everything but the names stays */
    bool has_silver;       /* the parser also learns from the newswire as a committee reads it */
    uint32_t tagger_passes, parser_passes; /* 0: the defaults */
    void (*progress)(const char *message); /* may be NULL; called from the calling thread only */
};

/* Two threads, a few minutes; the same bytes for the same input. */
hb_status lang_train(const struct train_options *o, struct hb_error *err);

#endif
