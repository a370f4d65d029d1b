/* The language room's one door: a model, mapped from one file, and what it does to a text. A model
 * is read-only and shared by threads; each thread has a scratch of its own. */
#ifndef HB_LANG_LANG_H
#define HB_LANG_LANG_H

#include "base/arena.h"
#include "base/error.h"
#include "base/limits.h"
#include "lang/text.h"

struct lang_model;

/* Maps the model at `path` and checks it (magic, version, section bounds, checksums of the header;
 * all indices are checked where they are used, so that a lying file cannot crash the program). */
hb_status lang_model_open(const char *path, struct lang_model **out, struct hb_error *err);
void lang_model_close(struct lang_model *m);
/* "en-1": what is printed as part of the coder's version. Borrowed. */
const char *lang_model_name(const struct lang_model *m);
/* Hash of the whole model: tells one training from another. O(size), some milliseconds. */
uint64_t lang_model_hash(const struct lang_model *m);

struct lang_span {
    uint32_t begin, end; /* bytes of the source */
    uint32_t block;      /* copied to the sentences found in it */
};

/* Reads the given spans of `source` (a report's coded blocks; sentences never cross them) into
 * *out. Everything lies in the arena; forms borrow `source`. Always an answer for any bytes of
 * clean UTF-8; linear time. HB_ERR_MEMORY only. */
hb_status lang_read(const struct lang_model *m, str source, const struct lang_span *spans,
                    uint32_t n_spans, const struct hb_limits *limits, struct arena *a,
                    struct text *out, struct hb_error *err);

/* The steps one by one, for `parse --tokens` and the trainer: tokens and sentences are there (form,
 * begin, end, has_space_after), the rest is filled in. */
hb_status lang_analyze(const struct lang_model *m, struct arena *a, struct text *t,
                       struct hb_error *err);

/* Penn tag and UD features of a token, as strings of the model ("VBD", "Mood=Ind|Tense=Past…", ""
 * for none). Borrowed. */
str lang_xpos(const struct lang_model *m, const struct token *t);
str lang_features(const struct lang_model *m, const struct token *t);

#endif
