/* Tokenizer: bytes of clean text become sentences and tokens, as the English Web Treebank cuts
 * them.
 *
 *   "Gen. Khalifa Haftar's men didn't stop."  →  Gen. | Khalifa | Haftar | 's | men | did | n't |
 * stop | .
 *
 * Hyphenated words are cut at the hyphens (15 - year, al - Sisi) but for a learned list (e-mail);
 * contractions and possessives are multiword tokens: their words share one span. Sentence ends are
 * decided by a learned linear classifier; a blank line always ends a sentence. */
#ifndef HB_LANG_TOKENIZE_H
#define HB_LANG_TOKENIZE_H

#include "base/error.h"
#include "base/limits.h"
#include "lang/lang.h"
#include "lang/model.h"
#include "lang/text.h"

/* A view of the model's sections "sentences" and "words"; borrows the mapping, read-only, shared.
 */
struct tokenizer {
    const int16_t *weights; /* [mask + 1] of the sentence classifier */
    uint32_t mask;
    int32_t threshold;     /* a boundary where the sum of weights is above */
    const uint32_t *words; /* [n_words * 2] sorted hash, bits of enum word_list */
    uint32_t n_words;
};

/* Checks the sections' sizes; false (and *err filled) where they are missing or not what they
 * should be. */
bool tokenizer_open(const struct model_file *m, struct tokenizer *out, struct hb_error *err);

/* Fills out->source, tokens (form, begin, end, has_space_after, multiword_part; the rest zero, head
 * TOKEN_NONE) and sentences (first, last, begin, end, block). Spans that leave the source or are
 * not ascending are cut. A word longer than limits->word_bytes is cut there; a sentence longer than
 * limits->sentence_tokens at its best place. O(bytes). HB_ERR_MEMORY only. */
hb_status tokenize(const struct tokenizer *tk, str source, const struct lang_span *spans,
                   uint32_t n_spans, const struct hb_limits *limits, struct arena *a,
                   struct text *out, struct hb_error *err);

/* Trains both sections from texts with gold tokens and sentences: source is the raw text in which
 * sentences are parted by a space and paragraphs by a blank line; one text per document. Texts
 * without tokens teach sentence ends alone. */
hb_status train_tokenizer(const struct text *texts, size_t n_texts, struct model_writer *w,
                          struct hb_error *err);

/* Makes a text (source, sentences' begin and end, no tokens) of a file with one sentence a line. */
hb_status tokenizer_read_lines(str file, struct arena *a, struct text *out, struct hb_error *err);

#endif
