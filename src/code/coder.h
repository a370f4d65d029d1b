/* The coder: text → facts. Asks the newsman's questions in turn (who, what, whether, when, where,
 * says, howmany) over one report. No I/O, no global state; models and knowledge are read-only. */
#ifndef HB_CODE_CODER_H
#define HB_CODE_CODER_H

#include "code/coded.h"
#include "ingest/report.h"
#include "lang/lang.h"

struct know; /* know/know.h */

struct coder {
    const struct know *know;        /* borrows */
    const struct lang_model *model; /* borrows */
    struct hb_limits limits;
    bool explains; /* events carry their reasons */
};

/* Reads and codes a report. All of *out and *text lies in the arena and borrows the report, the
 * knowledge and the model. HB_ERR_INPUT
 * where it is not in English, HB_ERR_MEMORY when the arena's maximum is met. O(length of the text).
 */
hb_status coder_run(const struct coder *c, const struct report *r, struct arena *a,
                    struct text *text, struct coded *out, struct hb_error *err);

/* Who codes: "harbinger 0.7.0 en-1 0123456789abcdef": program, model, and a hash of model and
 * knowledge, which are read through for it (some ten milliseconds). */
struct coder_name {
    char z[96];
};
struct coder_name coder_name_of(const struct coder *c);

#endif
