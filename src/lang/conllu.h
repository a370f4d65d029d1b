/* CoNLL-U (universaldependencies.org/format): reading treebanks and tokens, writing parses. */
#ifndef HB_LANG_CONLLU_H
#define HB_LANG_CONLLU_H

#include "base/error.h"
#include "base/limits.h"
#include "lang/lang.h"

/* A document as read: text.source is rebuilt from the forms (sentences parted by a space,
 * paragraphs by a blank line). Columns that are no numbers of ours stay strings: [text.n_tokens],
 * borrowed from the file. */
struct conllu {
    struct text text;
    str *xpos, *features;
    bool has_trees; /* every sentence has heads that form a tree */
};

/* Reads a file of CoNLL-U, or of one token a line with a blank line after each sentence, into
 * documents (parted by
 * "# newdoc"; one if there are none). Forms borrow `file`. Foreign bytes are safe: a line that is
 * neither is an error with its number in position. */
hb_status conllu_read(str file, struct arena *a, struct conllu **out, size_t *n_out,
                      struct hb_error *err);

/* Appends the sentences of a text to a buffer as CoNLL-U, NE= tags and SpaceAfter=No in MISC.
 * Returns the bytes in the arena, {NULL,0} without memory. `number` is the first sentence's. */
str conllu_write(const struct lang_model *m, const struct text *t, uint32_t number,
                 struct arena *a);

#endif
